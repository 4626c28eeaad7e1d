"""Outcomes side by side, servicekompassen, and how the figures came about, as blocks."""

import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from lxml import html
from pypdf import PdfReader

import styrkort.display as calls
from html_samples import report_notebook
from samples import annex, measure, numeric, report
from styrkort.blocks import Details, Figure, Row, Table
from styrkort.figures import perspective_figures
from styrkort.inline import MISSING, names
from styrkort.markup import from_json, to_html, to_json, to_text
from styrkort.outputs import mime_bundle
from styrkort.render.document import document
from styrkort.render.page import html_page
from styrkort.render.typst_annex import short_names
from styrkort.render.typst_pdf import pdf_bytes
from styrkort.scorecard import Bound, Derivation, Report, SourceRows, UnitResult
from styrkort.tables import perspective_blocks
from styrkort.terms import Fulfilment, ServiceCategory
from styrkort.views.compass import compass_sentence, compass_table
from styrkort.views.derivations import measure_details
from styrkort.views.keys import marks_key
from styrkort.views.legend import limits_table
from styrkort.views.showing import EVERY
from styrkort.views.units import comparisons_table, unit_table
from styrkort.wording import WITHHELD
from view_samples import NBSP, SHA, compared, derivation, rich, unit

STAFF = "Medarbetare"


def rows(one: Table | None) -> list[Row]:
    assert one is not None
    return [row for group in one.groups for row in group.rows]


def words(row: Row) -> list[str]:
    return [" ".join(filter(None, (cell.text, cell.second))) for cell in row.cells]


def heads(one: Table | None) -> list[str]:
    assert one is not None
    return [column.head for column in one.columns]


def staff_rows(of: Report) -> list[Row]:
    blocks = perspective_blocks(of, of.perspective(STAFF))
    return rows(next(block for block in blocks if isinstance(block, Table)))


def units(of: Report) -> Table | None:
    return unit_table(of, of.perspective(STAFF))


def of_units(*parts: UnitResult, **facts: Any) -> Report:
    return report((STAFF, (numeric("m", "5", "4", by_unit=parts, **facts),)))


# Verksamheter side by side with what they are compared with


def test_verksamheter_stand_with_their_comparisons_and_the_division_last() -> None:
    made = units(rich())
    assert heads(made) == [
        "Verksamhet", "Utfall", "Samma period föregående år", "Föregående period",
        "Ingångsvärde", "Måluppfyllelse", "Utveckling",
    ]  # fmt: skip
    first, women = rows(made)[:2]
    said = [f"6,8{NBSP}%", f"5,4{NBSP}%", f"6,0{NBSP}%", "–", "Inget mål", "Försämrad"]
    assert words(first) == ["IT/MT", *said]
    assert words(women)[:3] == ["Kvinnor", f"7,4{NBSP}%", f"6,9{NBSP}%"]
    (whole,) = [row for row in rows(made) if row.total]
    assert words(whole)[:5] == [
        "Hela divisionen", f"6,3{NBSP}% jan–jul av jan–aug",
        f"5,9{NBSP}%", f"6,1{NBSP}%", f"5,1{NBSP}%",
    ]  # fmt: skip


def test_a_comparison_that_nobody_has_makes_no_column() -> None:
    parts = tuple(unit(name, "5", compared=compared("4")) for name in "AB")
    assert heads(units(of_units(*parts))) == [
        "Verksamhet", "Utfall", "Samma period föregående år", "Utveckling"
    ]  # fmt: skip


def test_goals_stand_apart_where_there_is_room_and_are_left_out_where_there_are_none() -> None:
    own = unit("A", "5", own_goal=True, target_text="Minst 3", fulfilment=Fulfilment.MET)
    made = units(of_units(own))
    assert "Mål" in heads(made)
    assert "Minst 3" in words(rows(made)[0])
    without = units(of_units(*(unit(name, "5") for name in "AB")))
    assert not {"Mål", "Måluppfyllelse"} & set(heads(without))
    assert without is not None
    assert "Målen gäller hela divisionen." in without.footnote


def test_one_verksamhet_without_a_goal_is_the_division_once_more() -> None:
    assert units(of_units(unit("A", "5"))) is None
    assert units(annex().measures and annex()) is None


def test_what_a_comparison_refers_to_is_told_once_and_where_it_differs() -> None:
    same, other = compared("4", "3"), compared("4", "3")
    other = (replace(other[0], refers_to="jan–jul 2021"), *other[1:])
    made = units(
        of_units(*(unit(n, "5", compared=same) for n in "AB"), unit("C", "5", compared=other))
    )
    assert made is not None
    assert made.footnote.startswith(
        "Samma period föregående år avser jan–aug 2021 och föregående period DÅ04 2022, "
        "där inget annat står."
    )
    assert words(rows(made)[2])[2] == f"4{NBSP}% jan–jul 2021"
    assert words(rows(made)[0])[2] == f"4{NBSP}%"


@pytest.mark.parametrize("kinds", [("4", "", ""), ("4", "3", ""), ("4", "3", "2")])
@pytest.mark.parametrize("own_goal", [True, False])
def test_the_columns_fill_the_page_whatever_they_are(
    kinds: tuple[str, str, str], own_goal: bool
) -> None:
    parts = tuple(unit(name, "5", compared=compared(*kinds), own_goal=own_goal) for name in "AB")
    made = units(of_units(*parts))
    assert made is not None
    assert sum(column.width for column in made.columns) == pytest.approx(1, abs=0.002)
    assert len(made.columns) <= 7
    assert all(len(row.cells) == len(made.columns) for row in rows(made))


def test_the_division_alone_is_compared_only_where_that_says_something_new() -> None:
    made = comparisons_table(rich(), rich().perspective("Ekonomi"))
    assert [words(row)[1:] for row in rows(made)] == [
        [f"−11,1{NBSP}mnkr", f"4,2{NBSP}mnkr", f"-3,5{NBSP}mnkr"],
        [f"98{NBSP}%", "–", f"97{NBSP}%"],
    ]
    assert all(comparisons_table(annex(), one) is None for one in annex().perspectives)
    baseline = report((STAFF, (numeric("m", "5", "4", compared=compared("", "", "4")),)))
    assert comparisons_table(baseline, baseline.perspective(STAFF)) is None


# Sub-rows, parts of the period, kontrollmått


def test_women_and_men_stand_under_their_measure_without_a_verdict() -> None:
    after = staff_rows(rich())[1:3]
    assert [words(row) for row in after] == [
        ["Kvinnor", f"6,7{NBSP}%", "–"],
        ["Män", f"5,2{NBSP}%", "–"],
    ]
    assert all(row.sub for row in after)
    assert all(cell.hidden for row in after for cell in row.cells if cell.text == "–")


def test_a_verdict_on_part_of_the_period_says_so_but_not_one_that_a_person_passed() -> None:
    assert words(staff_rows(rich())[0])[4] == "Ej uppfyllt Bygger på jan–jul av jan–aug"
    (judged,) = [one for one in annex().measures if one.judgement]
    one = report((STAFF, (replace(judged, partial="jan av jan–aug"),)))
    assert words(staff_rows(one)[0])[4] == "Uppfyllt Bedömd"


def test_uppfyllelsegrad_and_the_part_of_the_period_stand_together() -> None:
    facts = {"fulfilment_detail": "Uppfyllelsegrad 98 %", "partial": "jan–jul av jan–aug"}
    one = report((STAFF, (numeric("m", "3", "4", **facts),)))
    assert words(staff_rows(one)[0])[4] == (
        "Ej uppfyllt Uppfyllelsegrad 98 %. Bygger på jan–jul av jan–aug"
    )


def test_the_legend_explains_the_marks_that_the_report_uses_and_no_others() -> None:
    key = rows(marks_key(rich()))
    used = [row.cells[0].text for row in key]
    assert "verksamheter saknas" in key[used.index("Bygger på …")].cells[1].text
    assert used == ["Kontrollmått", "Kvinnor, Män", "Bygger på …", WITHHELD]
    assert marks_key(annex()) is None


# Servicekompassen


def test_servicekompassen_has_every_category_with_its_measures_and_how_many() -> None:
    made = rows(compass_table(rich()))
    table = compass_table(rich())
    assert table is not None
    assert [(group.title, len(group.rows)) for group in table.groups] == [
        ("Produktivitet", 1), ("Kvalitet/leveranssäkerhet", 3), ("Kostnadseffektivitet", 1),
        ("Tillgänglighet", 1), ("Kundnöjdhet", 1),
    ]  # fmt: skip
    assert words(made[0]) == ["Inget styrmått i divisionens plan"]
    assert [group.count for group in table.groups[1:3]] == [
        "2 styrmått: 1 ej uppfyllt, 1 ej tillgängligt; 1 kontrollmått, räknas inte", "",
    ]  # fmt: skip
    assert [row.cells[0].second for row in made[1:4]] == ["", "", "Kontrollmått"]
    assert "Inget mått finns för produktivitet, tillgänglighet eller kundnöjdhet." in (
        compass_sentence(rich())
    )


def test_servicekompassens_measures_lead_to_their_own_rows() -> None:
    links = [row.cells[0].anchor for row in rows(compass_table(rich())) if row.cells[0].anchor]
    assert links == ["styrmatt-sjukfranvaro", "styrmatt-liten", "styrmatt-oms", "styrmatt-budget"]
    page = html_page(report_notebook(rich()))
    for link in links:
        assert page.count(f'id="{link}"') == 1
        assert f'href="#{link}"' in page


def test_servicekompassen_is_left_out_with_its_heading_where_the_plan_uses_none() -> None:
    none = report((STAFF, (measure("m"),)))
    assert calls.compass_view(none) is None
    assert compass_sentence(none) == ""
    shown = calls.compass_view(annex())
    assert shown is not None
    assert str(shown).startswith("### Servicekompassen\n")


def test_every_category_of_servicekompassen_is_a_heading() -> None:
    made = compass_table(annex())
    assert made is not None
    assert {group.title for group in made.groups} == {one.label for one in ServiceCategory}


# Too few persons


def forms(of: Report) -> list[str]:
    """Everything that the report's calls show, in every form."""
    shown = []
    for name in calls.__all__:
        if name in ("load_report", "perspective", "review_list"):
            continue
        call = getattr(calls, name)
        perspective = "perspective" in call.__code__.co_varnames[: call.__code__.co_argcount]
        made = call(of, EVERY) if perspective else call(of)
        for block in made.blocks if made else ():
            shown += [str(form) for form in mime_bundle(block).values()]
    return shown


def test_nothing_but_the_goal_is_shown_of_a_measure_of_too_few_persons() -> None:
    (row,) = [row for row in staff_rows(rich()) if row.cells[0].text == "Arbetsskador"]
    assert words(row)[3:] == [WITHHELD, "Ej tillgängligt få personer", "–"]
    told = "\n".join(forms(rich()))
    assert f"7{NBSP}st" not in told
    assert f"+2{NBSP}st" not in told
    assert "harledning-liten" not in told


def test_the_words_may_quote_nothing_of_a_measure_of_too_few_persons() -> None:
    told = names(rich())
    assert [told[f"{kind}.liten"] for kind in ("utfall", "jämförelse", "förändring")] == (
        [WITHHELD] * 3
    )
    assert told["måluppfyllelse.liten"] == "Ej tillgängligt"
    assert told["utveckling.liten"] == "–"
    assert told["jämförelse.budget"] == MISSING


def test_no_limit_is_told_of_a_measure_of_too_few_persons() -> None:
    assert "Arbetsskador" not in {row.cells[0].text for row in rows(limits_table(rich()))}


def test_a_figure_says_which_measures_it_leaves_out_for_too_few_persons() -> None:
    (figure,) = perspective_figures(rich(), rich().perspective(STAFF))
    assert isinstance(figure, Figure)
    assert figure.caption.endswith(f"{WITHHELD}: Arbetsskador.")
    assert figure.alt.endswith(f"{WITHHELD}: Arbetsskador.")


def test_beside_a_verksamhet_of_too_few_persons_nothing_stands() -> None:
    numbers = compared("5.4", "6.0")
    part = replace(rich().measures[0].by_unit[2], compared=numbers, by_gender=())
    one = of_units(part, unit("B", "5"), sensitive=True)
    row = rows(units(one))[0]
    assert words(row)[1:4] == [WITHHELD, "–", "–"]
    assert not re.search(r"\d", " ".join(words(row)[1:]))


def test_limits_of_verksamheter_are_told_where_the_goal_is_their_own() -> None:
    bound = Bound("Minst 90", "Ingen gräns beslutad", "–")
    one = of_units(unit("A", "5", bound=bound, own_goal=True), unit("B", "5", bound=bound))
    said = [row.cells[0].text for row in rows(limits_table(one))]
    assert said == ["Måttet m", "Måttet m, A"]


# How the figures came about


def details(of: Report, perspective: str = STAFF) -> tuple[Details, ...]:
    return measure_details(of, of.perspective(perspective))


def test_every_measure_tells_how_its_figures_came_about() -> None:
    first, _ = details(rich())
    assert first.summary == "Så kom talen till: Sjukfrånvaro"
    row, before = rows(first.numbers)
    assert words(row) == [
        "Utfall jan–aug 2022",
        f"6,256494…{NBSP}%",
        f"Täljare 12{NBSP}403,5, nämnare 198{NBSP}250. "
        "data/prov/2022/hr_2022.csv, rader 2–97, 101 (källan hr)",
    ]
    assert words(before)[2].startswith("Täljare")
    assert [(group.title, group.count) for group in first.numbers.groups] == [
        ("Sjukfrånvaro", "Summan av täljare delad med summan av nämnare, gånger 100.")
    ]
    assert first.files is not None
    assert [words(row) for row in rows(first.files)] == [["data/prov/2022/hr_2022.csv", SHA]]


def test_a_months_parts_stand_by_verksamhet_and_once() -> None:
    first, _ = details(rich())
    by_unit, parts = first.parts
    assert [row.cells[0].second for row in rows(by_unit)] == ["IT/MT", "Service", "Upphandling"]
    assert heads(parts)[1:] == ["IT/MT", "Service", "Fastighet och lokalförsörjning", "Upphandling"]
    assert len(rows(parts)) == 8
    assert words(rows(parts)[0])[:2] == ["jan 2022", f"387,5 / 6{NBSP}195"]


def test_many_verksamheter_make_several_tables_of_parts() -> None:
    names_of = tuple(f"Enhet {n}" for n in range(9))
    one = report(
        (STAFF, (numeric("m", "5", "4", derivations=(derivation("Utfall", "5", names_of),)),))
    )
    (made,) = details(one)
    assert [len(table.columns) - 1 for table in made.parts] == [4, 4, 1]


def test_what_a_person_has_stated_is_told_as_it_was_stated() -> None:
    rule = Derivation("Utfall", None, "Angett i ord i periodens fil", None, None, (),
                      (SourceRows("params/prov/2022/da08.yaml", "", "", SHA, ""),))  # fmt: skip
    both = (rule, replace(rule, of="Måluppfyllelse"))
    told = measure("m", utfall_text="Ökning", derivations=both, fulfilment=Fulfilment.MET)
    (made,) = details(report((STAFF, (told,))))
    assert [words(row)[:2] for row in rows(made.numbers)] == [
        ["Utfall", "Ökning"], ["Måluppfyllelse", "Uppfyllt"]
    ]  # fmt: skip
    assert words(rows(made.numbers)[0])[2] == "params/prov/2022/da08.yaml"
    assert made.numbers.groups[0].count == "Angett i ord i periodens fil."


def test_rows_with_formulas_of_their_own_each_have_theirs() -> None:
    both = (derivation("Utfall", "5", ()), replace(derivation("Förra", "6", ()), formula="Bedömd"))
    (made,) = details(report((STAFF, (numeric("m", "5", "4", derivations=both),))))
    assert [group.count for group in made.numbers.groups] == [""]
    assert words(rows(made.numbers)[1])[2].startswith("Bedömd. ")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("6.3", "6,3"), ("6.30", "6,3"), ("0", "0"), ("-11.1", "−11,1"), ("98", "98"),
        ("0.0000004", "0…"), ("12403.1234567", f"12{NBSP}403,123456…"), ("1E+2", "100"),
    ],
)  # fmt: skip
def test_an_exact_figure_has_its_decimals_or_says_that_there_are_more(
    value: str, shown: str
) -> None:
    made = replace(derivation("Utfall", "0", ()), value=Decimal(value))
    (one,) = details(report((STAFF, (numeric("m", "5", "4", derivations=(made,), unit=""),))))
    assert rows(one.numbers)[0].cells[1].text == shown


def test_details_are_closed_on_screen_and_hold_every_word_of_their_plain_text() -> None:
    for made in details(rich()):
        html = to_html(made)
        assert html.startswith(f'<details class="harledning" id="{made.id}"><summary>Så kom talen')
        assert "<details open" not in html
        assert from_json(to_json(made)) == made
        assert SHA in to_text(made)


def test_no_cell_of_any_view_is_empty() -> None:
    of = rich()
    tables = [compass_table(of), marks_key(of)]
    for one in of.perspectives:
        tables += [unit_table(of, one), comparisons_table(of, one)]
        for made in measure_details(of, one):
            tables += [made.numbers, *made.parts, made.files]
    for table in filter(None, tables):
        assert all(cell.text for row in rows(table) for cell in row.cells), table.id


def test_ids_of_a_report_with_everything_are_unique() -> None:
    page = html_page(report_notebook(rich()))
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_in_print_every_figure_stands_in_an_annex_that_the_tables_lead_to() -> None:
    data, findings = pdf_bytes(document(report_notebook(rich())))
    assert findings == ()
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    *before, last = [" ".join(text.split()) for text in pages]
    assert "Så kom talen till" in last
    assert SHA in last.replace(" ", "")
    assert "Utfall jan–aug 2022" in last
    assert "Delvärden" not in last
    lead = f"Formel och källa: Så kom talen till, s. {len(pages)}"
    assert " ".join(before).replace("\u00a0", " ").count(lead) == 2


def test_a_document_without_figures_to_tell_of_has_no_annex() -> None:
    data, _ = pdf_bytes(document(report_notebook(annex())))
    pages = PdfReader(io.BytesIO(data)).pages
    assert not any("Så kom talen till" in page.extract_text() for page in pages)


def derived_in(of: Report) -> list[tuple[str, list[str]]]:
    """What opens each list of derivations on the page, and what stands in it."""
    page = html.fromstring(html_page(report_notebook(of)))
    return [
        (one.findtext("summary"), [inner.findtext("summary") for inner in one.findall("details")])
        for one in page.xpath("//main//details[contains(@class, 'harledning')]")
        if one.getparent().tag != "details"
    ]


def test_many_derivations_in_a_row_stand_behind_one_line() -> None:
    first, *_ = derived_in(rich())
    assert first == ("Så kom talen till", ["Sjukfrånvaro", "Personalomsättning"])


def test_a_lone_derivation_stands_by_itself_and_says_whose_it_is() -> None:
    told = (derivation("Utfall", "5", ()),)
    one = numeric("sjukfranvaro", "5", "4", derivations=told)
    assert derived_in(report((STAFF, (one,)))) == [(f"Så kom talen till: {one.name}", [])]


def test_in_print_files_go_by_their_last_name_and_stand_whole_in_the_list_of_files() -> None:
    data, _ = pdf_bytes(document(report_notebook(rich())))
    last = " ".join(PdfReader(io.BytesIO(data)).pages[-1].extract_text().split())
    assert "hr_2022.csv, rader 2–97, 101" in last
    assert last.count("data/prov/2022/hr_2022.csv") == 1


def test_files_of_the_same_name_keep_their_folder_in_print() -> None:
    names = ["data/prov/2021/hr.csv", "data/prov/2022/hr.csv", "data/prov/2022/it.csv"]
    assert list(short_names(names).values()) == ["2021/hr.csv", "2022/hr.csv", "it.csv"]
