"""The tables say every measure, never leave a cell empty, and count each measure once."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from samples import annex, measure, numeric, report
from styrkort.blocks import Cell, Counts, Line, Row, Steps, Table
from styrkort.cellwords import goal_words
from styrkort.scorecard import (
    Action,
    Forecast,
    Judgement,
    Objective,
    Report,
    SuccessFactor,
)
from styrkort.tables import objective_blocks, perspective_blocks, perspective_counts
from styrkort.terms import Fulfilment, MeasureKind, ServiceCategory, Trend
from styrkort.views.keys import abbreviations, trend_key, verdict_key
from styrkort.views.legend import definitions, judged, limits_table
from styrkort.views.outlook import actions_table, forecasts_table
from styrkort.views.overview import measures_overview
from styrkort.views.summary import service_compass, steering_chain, summary_grid, title_block

NBSP = "\u00a0"


def table(found: Iterator[object] | tuple[object, ...]) -> Table:
    return next(block for block in found if isinstance(block, Table))


def rows(one: Table | None) -> list[Row]:
    assert one is not None
    return [row for group in one.groups for row in group.rows]


def words(row: Row) -> list[str]:
    """Each cell as one string."""
    return [
        " ".join(filter(None, (cell.text, " · ".join(cell.bullets), cell.second)))
        for cell in row.cells
    ]


def measure_table(of: Report, perspective: str) -> Table:
    return table(perspective_blocks(of, of.perspective(perspective)))


def all_tables(of: Report) -> Iterator[Table]:
    for perspective in of.perspectives:
        blocks = perspective_blocks(of, perspective)
        yield from (block for block in blocks if isinstance(block, Table))
    made = (summary_grid(of), measures_overview(of), limits_table(of), judged(of),
            definitions(of), abbreviations(of), verdict_key(), trend_key(),
            actions_table(of), forecasts_table(of))  # fmt: skip
    yield from (block for block in made if isinstance(block, Table))


# The annex, row by row, as the table has it.
ANNEX = {
    "Verksamhet": [
        ["Produktivitet, mått per verksamhet", "Behålla", "DÅ04, DÅ08, ÅR", "Bibehållen",
         "Uppfyllt Bedömd", "–"],
        ["Antal händelser med risk för allvarlig eller betydande konsekvens · "
         "Andel kvalitetsavvikelser i relation till hanterade transaktioner", "Minska",
         "DÅ04, DÅ08, ÅR", f"I nivå med fg{NBSP}år", "Delvis uppfyllt", "Oförändrad"],
        ["Kostnadseffektiv verksamhet, mått per verksamhet", "Öka", "DÅ04, DÅ08, ÅR", "Ökning",
         "Uppfyllt", "Förbättrad"],
        ["Tillgänglighet/servicenivå, mått per verksamhet", "Behålla", "ÅR", "Ej tillgängligt",
         "Ej mätt Följs upp ÅR", "–"],
        ["Kundnöjdhet, mått per verksamhet", "Behålla", "ÅR", "Ej tillgängligt",
         "Ej mätt Följs upp ÅR", "–"],
    ],
    "Ekonomi": [
        ["Alla divisioner och regiongemensamt bedriver verksamhet inom budget", "0",
         "DÅ04, DÅ08, ÅR", f"−11,1{NBSP}mnkr", "Ej uppfyllt", "– Jämförelsevärde saknas"],
        ["Andel genomförda upphandlingar enligt upphandlingsplan", f"100{NBSP}%",
         "DÅ04, DÅ08, ÅR", f"98{NBSP}%", f"Ej uppfyllt Uppfyllelsegrad 98{NBSP}%",
         "– Jämförelsevärde saknas"],
        ["Kostnadseffektiv verksamhet, mått per verksamhet", "Öka", "DÅ04, DÅ08, ÅR", "Ökning",
         "Uppfyllt", "Förbättrad"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("perspective", ANNEX)
def test_the_annex_comes_out_row_by_row(perspective: str) -> None:
    assert [words(row) for row in rows(measure_table(annex(), perspective))] == ANNEX[perspective]


def test_a_goal_stands_on_two_lines_and_is_one_string() -> None:
    cell = rows(measure_table(annex(), "Medarbetare"))[0].cells[1]
    assert (cell.text, cell.second) == ("Minska", f"(ingångsvärde 5,1{NBSP}%)")


def test_no_cell_of_any_table_is_empty() -> None:
    for one in all_tables(annex()):
        for row in rows(one):
            assert all(cell.text or cell.bullets for cell in row.cells), one.id
            assert sum(cell.span for cell in row.cells) == len(one.columns), one.id


def test_a_tables_widths_fill_it_and_its_rows_have_a_head() -> None:
    for one in all_tables(annex()):
        assert sum(column.width for column in one.columns) == pytest.approx(1, abs=0.001)
        assert all(row.cells[0].header for row in rows(one))


def test_table_ids_are_unique_in_the_report() -> None:
    ids = [one.id for one in all_tables(annex())]
    assert len(ids) == len(set(ids))


def test_no_symbol_of_a_verdict_or_trend_stands_without_its_word() -> None:
    for perspective in ("Verksamhet", "Medarbetare", "Ekonomi"):
        for row in rows(measure_table(annex(), perspective)):
            for cell in row.cells:
                assert not cell.symbol or cell.text


def test_only_a_deterioration_is_bold() -> None:
    bold = [
        cell.text
        for perspective in ("Verksamhet", "Medarbetare", "Ekonomi")
        for row in rows(measure_table(annex(), perspective))
        for cell in row.cells
        if cell.strong
    ]
    assert bold == [Trend.DETERIORATED.value]


def test_a_dash_is_read_out_as_no_comparison() -> None:
    cells = [row.cells[5] for row in rows(measure_table(annex(), "Verksamhet"))]
    assert {cell.hidden for cell in cells if cell.text == "–"} == {"ingen jämförelse"}
    assert not any(cell.hidden for cell in cells if cell.text != "–")


def test_a_trend_across_a_break_has_the_broken_line() -> None:
    broken = measure("m", trend=Trend.NOT_COMPARABLE)
    one = rows(measure_table(report(("Ekonomi", (broken,))), "Ekonomi"))[0].cells[5]
    assert (one.text, one.symbol) == ("Ej jämförbar", "ej-jamforbar")


def test_a_shared_measure_says_in_both_places_where_it_counts() -> None:
    home = rows(measure_table(annex(), "Verksamhet"))[2].notes
    away = rows(measure_table(annex(), "Ekonomi"))[2].notes
    assert [(note.head, note.text) for note in home] == [
        ("Visas även", "i perspektivet Ekonomi. Räknas en gång, här.")
    ]
    assert [(note.head, note.text) for note in away] == [
        ("Visas även", "i perspektivet Verksamhet och räknas där.")
    ]


def test_notes_stand_under_the_row_where_the_measure_counts() -> None:
    shared = annex()
    noted = replace(
        shared,
        measures=tuple(
            replace(one, notes=annex().measure("produktivitet").notes)
            if one.id == "kostnadseffektiv" else one for one in shared.measures
        ),
    )  # fmt: skip
    home = rows(measure_table(noted, "Verksamhet"))[2].notes
    away = rows(measure_table(noted, "Ekonomi"))[2].notes
    assert [note.head for note in home] == ["Bedömd", "Visas även"]
    assert [note.head for note in away] == ["Visas även"]


def test_a_control_measure_is_named_one_and_counts_nowhere() -> None:
    control = measure("k", name="Väntetid", kind=MeasureKind.CONTROL, fulfilment=Fulfilment.MET)
    one = report(("Ekonomi", (measure("m", fulfilment=Fulfilment.MET), control)))
    assert rows(measure_table(one, "Ekonomi"))[1].cells[0].second == "Kontrollmått"
    assert words(rows(summary_grid(one))[0])[-1] == "1"
    counts = perspective_counts(one, one.perspective("Ekonomi"))
    assert counts == Counts((("uppfyllt", "1 uppfyllt"), ("", "1 kontrollmått")))
    assert (measures_overview(one) or verdict_key()).groups[-1].title == "Kontrollmått"


def test_the_reason_stands_where_a_verdict_is_not_available() -> None:
    missing = measure("m", reason="Uppgift saknas")
    cell = rows(measure_table(report(("Ekonomi", (missing,))), "Ekonomi"))[0].cells[4]
    assert (cell.text, cell.second) == ("Ej tillgängligt", "Uppgift saknas")


def test_an_objective_without_measures_says_so_and_its_judgement_is_told() -> None:
    goal = Objective(
        "mal", "God ekonomi", (), Judgement(Fulfilment.PARTLY, "Två av tre delar är klara.", "X")
    )
    one = report(("Ekonomi", ()))
    blocks = objective_blocks(one, one.perspectives[0], goal)
    assert [block.text for block in blocks if isinstance(block, Line)] == [
        "God ekonomi",
        "Målet är bedömt som delvis uppfyllt av X: Två av tre delar är klara.",
        "Det strategiska målet har inga styrmått i divisionens plan.",
    ]


def test_a_success_factor_without_measures_makes_no_empty_group() -> None:
    one = report(("Ekonomi", (measure("m"),)))
    goal = replace(
        one.perspectives[0].objectives[0],
        success_factors=(SuccessFactor("Tom", ()), SuccessFactor("Full", ("m",))),
    )
    made = table(objective_blocks(one, one.perspectives[0], goal))
    assert [group.title for group in made.groups] == ["Full"]


def test_counts_at_the_headings_of_the_annex() -> None:
    one = annex()
    said = {
        perspective.name: [text for _, text in counts.items] if counts else []
        for perspective in one.perspectives
        for counts in [perspective_counts(one, perspective)]
    }
    assert said == {
        "Samhälle": [],
        "Medborgare": [],
        "Verksamhet": ["2 uppfyllda", "1 delvis", "2 ej mätta"],
        "Medarbetare": ["1 uppfyllt", "1 ej uppfyllt", "5 ej mätta"],
        "Ekonomi": ["2 ej uppfyllda", "1 räknas i Verksamhet"],
    }


def test_the_grid_counts_each_measure_once() -> None:
    grid = summary_grid(annex())
    assert [words(row) for row in rows(grid)] == [
        ["Samhälle", "Inga egna styrmått.", "0"],
        ["Medborgare", "Inga egna styrmått.", "0"],
        ["Verksamhet", "2", "1", "0", "0", "2", "5"],
        ["Medarbetare", "1", "0", "1", "0", "5", "7"],
        ["Ekonomi", "0", "0", "2", "0", "0", "2"],
        ["Alla", "3", "1", "3", "0", "7", "14"],
    ]
    assert grid.footnote == (
        "En symbol är ett styrmått. ”Kostnadseffektiv verksamhet, mått per verksamhet” visas i "
        "två perspektiv och räknas i Verksamhet."
    )


def test_the_grid_has_a_symbol_for_every_measure() -> None:
    for row in rows(summary_grid(annex())):
        for cell in row.cells[1:-1]:
            assert row.total or len(cell.symbols) == (0 if cell.span > 1 else int(cell.text))


def test_the_grid_has_a_column_for_measures_without_goal_only_where_there_are_any() -> None:
    untargeted = measure("m", fulfilment=Fulfilment.NO_TARGET)
    grid = summary_grid(report(("Ekonomi", (untargeted,))))
    assert [column.head for column in grid.columns][-2:] == ["Inget mål", "Styrmått"]
    assert words(rows(grid)[-1])[-2:] == ["1", "1"]
    assert "Inget mål" not in [column.head for column in summary_grid(annex()).columns]


def test_a_perspective_that_only_shows_others_measures_says_where_they_count() -> None:
    one = annex()
    shown = replace(one.perspective("Ekonomi"), name="Samhälle", slug="samhalle", objectives=(
        replace(one.perspective("Ekonomi").objectives[0],
                success_factors=(SuccessFactor("F", ("kostnadseffektiv",)),)),
    ))  # fmt: skip
    other = replace(one, perspectives=(shown, *one.perspectives[1:]))
    assert words(rows(summary_grid(other))[0])[1] == (
        "Inga egna styrmått. Visar ett som räknas i Verksamhet."
    )


def test_the_overview_has_the_worst_first_and_every_measure() -> None:
    one = annex()
    made = measures_overview(one)
    assert made is not None
    assert [(group.title, group.count) for group in made.groups] == [
        ("Ej uppfyllt", "3"),
        ("Delvis uppfyllt", "1"),
        ("Uppfyllt", "3"),
        ("Ej mätt", "7, följs upp i årsrapporten"),
    ]
    told = "\n".join(text for row in rows(made) for text in words(row))
    assert all(each.name in told for each in one.measures)
    assert "Produktivitet, mått per verksamhet (bedömd)" in told


def test_the_overview_links_to_the_heading_of_each_perspective() -> None:
    one = annex()
    anchors = {row.cells[-1].text: row.cells[-1].anchor for row in rows(measures_overview(one))}
    assert anchors == {p.name: p.slug for p in one.perspectives[2:]}


def test_the_overview_says_when_where_measures_wait_for_different_reports() -> None:
    later = Fulfilment.NOT_MEASURED
    waiting = (
        measure("a", name="A", fulfilment=later, follow_up=("ÅR",)),
        measure("b", name="B", fulfilment=later, follow_up=("DÅ04",)),
    )
    made = measures_overview(report(("Ekonomi", waiting)))
    assert made is not None
    assert made.groups[0].count == "2"
    assert [row.cells[0].text for row in rows(made)] == [
        "Följs upp i årsrapporten: A",
        "Följs upp i delårsrapporten per april: B",
    ]


def test_servicekompassen_has_five_columns_or_is_left_out() -> None:
    compass = service_compass(annex())
    assert compass is not None
    assert [(head, [cell.text for cell in cells]) for head, cells in compass.columns] == [
        ("Produktivitet", ["Uppfyllt", "Mål: behålla"]),
        ("Kvalitet/leveranssäkerhet", ["Delvis uppfyllt", "Mål: minska"]),
        ("Kostnadseffektivitet", ["Uppfyllt", "Mål: öka"]),
        ("Tillgänglighet", ["Ej mätt", "Mål: behålla"]),
        ("Kundnöjdhet", ["Ej mätt", "Mål: behålla"]),
    ]
    assert service_compass(report(("Ekonomi", (measure("m"),)))) is None


def test_servicekompassen_counts_measures_that_share_a_category_and_says_where_there_is_none() -> (
    None
):
    both = tuple(
        measure(id, service_category=ServiceCategory.QUALITY, fulfilment=Fulfilment.MET)
        for id in "ab"
    )
    control = measure("c", service_category=ServiceCategory.QUALITY, kind=MeasureKind.CONTROL)
    compass = service_compass(report(("Ekonomi", (*both, control))))
    assert compass is not None
    cells = dict(compass.columns)
    assert [cell.text for cell in cells["Kvalitet/leveranssäkerhet"]] == [
        "2 uppfyllda", "1 kontrollmått",
    ]  # fmt: skip
    assert cells["Produktivitet"] == (Cell("Inget styrmått", quiet=True),)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "Ett, gemensamt för hela regionen"), (7, "Sju, gemensamma för hela regionen")],
)
def test_styrkedjan_counts_the_plans_perspectives(number: int, said: str) -> None:
    chain = steering_chain(report(*((f"P{n}", ()) for n in range(number))))
    assert isinstance(chain, Steps)
    assert chain.columns[0] == ("Perspektiv", (Cell(said, quiet=True),))
    assert len(chain.columns) == 4


def test_the_title_says_which_report_the_annex_belongs_to() -> None:
    facts = title_block(annex())
    assert facts.kicker == "Bilaga till delårsrapport augusti 2022"
    assert facts.division == "Division Regionstöd"
    assert dict(facts.facts) == {
        "Period": f"1{NBSP}januari–31{NBSP}augusti 2022",
        "Uppföljning": "DÅ08, den andra av tre",
        "Status": "Arbetsversion. Siffror och ord kan ändras innan bilagan publiceras.",
    }
    assert title_block(report(code="ÅR", year=2023)).kicker == "Bilaga till årsrapport 2023"


def test_every_limit_that_was_used_is_printed() -> None:
    assert [words(row)[1:3] for row in rows(limits_table(annex()))] == [
        ["Bedömning", "Bedömning"],
        ["Minskning", "I nivå med föregående år"],
        ["Ökning", "I nivå med föregående år"],
        [f"Under 5,1{NBSP}%", f"Oförändrat, 5,1{NBSP}%"],
        [f"Över 66{NBSP}%", f"Oförändrat, 66{NBSP}%"],
        [f"Minst 0{NBSP}mnkr", "Ingen gräns beslutad"],
        [f"Minst 100{NBSP}%", "Ingen gräns beslutad"],
    ]


def test_uppfyllelsegrad_is_explained_where_it_is_shown() -> None:
    shown, hidden = limits_table(annex()), limits_table(report(("Ekonomi", (measure("m"),))))
    assert shown is not None
    assert hidden is not None
    assert "utfallet som andel av målet" in shown.footnote
    assert hidden.footnote == ""
    lower = report(("Ekonomi", (numeric("m", "5", "4", higher=False, attainment=80),)))
    assert "där lägre är bättre" in (limits_table(lower) or verdict_key()).footnote


def test_the_keys_have_every_verdict_and_trend() -> None:
    verdicts = [row.cells[0].text for row in rows(verdict_key())]
    assert verdicts == [verdict.value for verdict in Fulfilment]
    trends = {row.cells[0].text for row in rows(trend_key())}
    assert {trend.value for trend in Trend} - {"–"} < trends


def test_what_was_judged_stands_beside_what_the_rules_say_and_who_judged() -> None:
    assert [words(row) for row in rows(table((judged(annex()),)))] == [
        [
            "Produktivitet, mått per verksamhet",
            "Uppfyllt",
            "Ej tillgängligt",
            "Arbetad tid har minskat medan antalet hanterade transaktioner har ökat. "
            "Produktiviteten är därmed bibehållen. Bedömt av Division Regionstöd",
        ]
    ]
    assert judged(report(("Ekonomi", (measure("m"),)))) == Line(
        "Inget är bedömt i den här rapporten. All måluppfyllelse är beräknad."
    )


def test_only_abbreviations_that_the_report_uses_are_explained() -> None:
    used = [row.cells[0].text for row in rows(abbreviations(annex()))]
    assert used == ["DÅ04", "DÅ08", "ÅR", "fg år", "HME", "mnkr"]


def test_what_the_plan_says_of_its_measures_is_told_and_gaps_are_named() -> None:
    told = measure("a", source="HR-systemet"), measure("b", definition="Andel av tiden")
    made = definitions(report(("Ekonomi", (*told, measure("c")))))
    assert made is not None
    assert made.caption == "Definitioner och källor"
    assert [words(row)[1:] for row in rows(made)] == [
        ["–", "HR-systemet"],
        ["Andel av tiden", "–"],
    ]
    assert rows(made)[0].cells[1].hidden == "anges inte i planen"
    assert definitions(annex()) is None


def test_measures_of_which_the_same_is_said_share_a_row() -> None:
    told = measure("a", source="Ekonomisystemet"), measure("b", source="Ekonomisystemet")
    made = definitions(report(("Ekonomi", told)))
    assert made is not None
    (row,) = rows(made)
    assert row.cells[0].text == f"{told[0].name}; {told[1].name}"


def test_actions_are_listed_or_said_to_be_none() -> None:
    assert actions_table(annex()) == Line("Perioden har inga strategiska åtgärder att följa upp.")
    action = Action("Införa e-arkiv", "", "Anna Ek", "2022-12-31", "pågår", "Försenat en månad.")
    made = actions_table(replace(annex(), actions=(action,)))
    row = rows(table((made,)))[0]
    assert words(row) == [
        "Införa e-arkiv", "Anges inte", "Anna Ek", f"31{NBSP}december 2022", "pågår",
    ]  # fmt: skip
    assert row.notes[0].text == "Försenat en månad."


def test_forecasts_stand_beside_goal_and_outcome() -> None:
    forecast = Forecast("sjukfranvaro", Decimal("6.0"), f"6,0{NBSP}%", "Färre sjuka", "HR")
    made = forecasts_table(replace(annex(), forecasts=(forecast,)))
    assert [words(row) for row in rows(made)] == [
        [
            "Sjukfrånvaro",
            f"Minska (ingångsvärde 5,1{NBSP}%)",
            f"6,3{NBSP}%",
            "–",
            f"6,0{NBSP}%",
            "Färre sjuka Bedömt av HR",
        ]
    ]
    assert forecasts_table(annex()) is None


def test_a_forecast_without_reason_says_that_none_is_stated() -> None:
    forecast = Forecast("sjukfranvaro", Decimal("6.0"), f"6,0{NBSP}%", "", "")
    [row] = rows(forecasts_table(replace(annex(), forecasts=(forecast,))))
    assert words(row)[-1] == "Anges inte"


def test_no_words_name_colours_of_a_traffic_light() -> None:
    for one in all_tables(annex()):
        told = " ".join(text for row in rows(one) for text in words(row)).lower()
        assert not {"röd", "grön", "gul"} & set(told.split())


def test_goals_that_share_a_row_all_follow_on_a_word() -> None:
    assert goal_words("Högst 16 st; Högst 0,35 %") == "Mål: högst 16 st; högst 0,35 %"
    assert goal_words("Inget mål") == "Inget mål"
