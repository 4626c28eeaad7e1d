"""The Report: which verdict stands, what is shown and what isn't, and which inputs are refused."""

import textwrap
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from styrkort.errors import InputError
from styrkort.period import PERIOD_CODES, Period
from styrkort.report import build_report, find_division, find_year, from_snapshot, to_snapshot
from styrkort.scorecard import MeasureResult, Report
from styrkort.terms import Arrow, Fulfilment, Trend

ALL = "[DÅ04, DÅ08, ÅR]"
HEADER = "styrmått;verksamhet;månad;värde\n"
DA08 = Period("DÅ08", 2022)


# Precedence


def test_a_computed_verdict_stands_where_nothing_is_in_its_way(tmp_path: Path) -> None:
    row = only(tmp_path, "mål: {minst: 5}", "a;;2022-08;6,3")
    assert row.fulfilment is row.computed_fulfilment is Fulfilment.MET
    assert (row.utfall, row.utfall_text) == (Decimal("6.3"), "6,3\u00a0st")


def test_a_judgement_stands_before_what_the_rules_say(tmp_path: Path) -> None:
    row = only(tmp_path, "mål: {minst: 5}", "a;;2022-08;3", judged())
    assert (row.fulfilment, row.computed_fulfilment) == (Fulfilment.MET, Fulfilment.NOT_MET)
    assert row.fulfilment_detail == "Bedömd"
    assert [(note.head, note.text) for note in row.notes] == [("Bedömd", "av Chefen: Skäl.")]


def test_a_judgement_stands_even_where_the_measure_is_not_followed_up(tmp_path: Path) -> None:
    row = only(tmp_path, "uppföljning: [ÅR]", "a;;2022-08;3", judged())
    assert (row.fulfilment, row.computed_fulfilment) == (Fulfilment.MET, Fulfilment.NOT_MEASURED)
    assert row.utfall_text == "Ej tillgängligt"


def test_a_value_that_arrives_out_of_season_is_not_shown_and_the_log_says_so(
    tmp_path: Path,
) -> None:
    report = made(tmp_path, "uppföljning: [ÅR]\nmål: {minst: 5}", "a;;2022-08;6,3")
    [row] = report.measures
    assert (row.fulfilment, row.fulfilment_detail) == (Fulfilment.NOT_MEASURED, "Följs upp ÅR")
    assert (row.utfall, row.utfall_text, row.comparison) == (None, "Ej tillgängligt", None)
    assert (row.trend, row.trend_detail, row.attainment) == (Trend.NONE, "", None)
    [line] = report.log
    assert line == "a: värdet 6,3\u00a0st visas inte, för styrmåttet följs inte upp DÅ08 utan ÅR."


def test_words_that_arrive_out_of_season_are_not_shown_either(tmp_path: Path) -> None:
    report = made(tmp_path, "uppföljning: [DÅ04]", "", "utfall: {a: Ökning}")
    assert report.measures[0].utfall_text == "Ej tillgängligt"
    assert report.measures[0].fulfilment_detail == "Följs upp DÅ04"
    assert "”Ökning”" in report.log[0]


def test_no_data_is_ej_tillgangligt_even_without_a_goal(tmp_path: Path) -> None:
    row = only(tmp_path, "", "")
    assert (row.fulfilment, row.reason) == (Fulfilment.UNAVAILABLE, "Uppgift saknas")
    assert row.utfall_text == "Ej tillgängligt"


def test_data_without_a_goal_is_inget_mal(tmp_path: Path) -> None:
    row = only(tmp_path, "", "a;;2022-08;1")
    assert (row.fulfilment, row.target_text) == (Fulfilment.NO_TARGET, "Inget mål")


def test_zero_and_missing_are_two_different_things(tmp_path: Path) -> None:
    shown = [
        only(tmp_path / str(at), "mål: {minst: 0}", row)
        for at, row in enumerate(["a;;2022-08;0", "a;;2022-08;.."])
    ]
    assert [row.utfall_text for row in shown] == ["0\u00a0st", "Ej tillgängligt"]
    assert [row.utfall for row in shown] == [0, None]


def test_a_baseline_that_nobody_stated_gives_the_outcome_but_no_verdict(tmp_path: Path) -> None:
    keys = "mål: {riktning: minska}\njämför_med: ingångsvärde"
    row = only(tmp_path, keys, "a;;2022-08;5\na;;2021-08;6")
    assert (row.fulfilment, row.reason) == (Fulfilment.UNAVAILABLE, "Jämförelsevärde saknas")
    assert (row.utfall_text, row.trend.value) == ("5\u00a0st", "–")
    assert row.trend_detail == "Jämförelsevärde saknas: inget ingångsvärde i planen"


def test_a_verksamhet_without_a_baseline_says_so_beside_last_years_value(tmp_path: Path) -> None:
    keys = "mål: {riktning: minska, ingångsvärde: 6}\njämför_med: ingångsvärde\nberäkning: summa"
    old = {2021: HEADER + "a;IT;2021-08;4\n"}
    [unit] = only(tmp_path, keys, "a;IT;2022-08;5", folders=old).by_unit
    assert unit.compared[0].text == "4\u00a0st"
    assert (unit.trend.value, unit.trend_detail) == (
        "–", "Jämförelsevärde saknas: inget ingångsvärde i planen",
    )  # fmt: skip


# Outcomes and comparisons


def test_months_that_are_missing_are_named_under_the_outcome(tmp_path: Path) -> None:
    report = made(tmp_path, "beräkning: summa", *rows(range(1, 8)))
    assert report.measures[0].outcome_detail == "jan–jul av jan–aug"
    assert report.log == ("a: värden finns för jan–jul av jan–aug.",)


def test_the_month_of_the_latest_value_is_shown_unless_it_is_the_last(tmp_path: Path) -> None:
    assert only(tmp_path / "1", "", "a;;2022-07;1").outcome_detail == "juli 2022"
    assert only(tmp_path / "2", "", "a;;2022-08;1").outcome_detail == ""


def test_last_years_same_months_are_compared_and_named(tmp_path: Path) -> None:
    old = {2021: HEADER + "".join(f"a;;2021-{month:02};2\n" for month in range(1, 13))}
    text = rows(range(1, 8))[0]
    row = only(tmp_path, "beräkning: summa\nmål: {högst: 10}", text, folders=old)
    assert (row.comparison, row.comparison_text) == (14, "14\u00a0st")
    assert row.comparison_refers_to == "jan–jul 2021"
    assert row.change_text == "−7\u00a0st"
    assert (row.trend, row.arrow) == (Trend.IMPROVED, Arrow.DOWN)


def test_without_a_comparison_the_outcome_is_shown_and_the_reason_told(tmp_path: Path) -> None:
    row = only(tmp_path, "mål: {riktning: minska}", "a;;2022-08;3")
    assert (row.fulfilment, row.reason) == (Fulfilment.UNAVAILABLE, "Jämförelsevärde saknas")
    assert (row.trend, row.trend_detail) == (Trend.NONE, "Jämförelsevärde saknas")
    assert row.utfall_text == "3\u00a0st"


def test_the_goals_baseline_and_the_comparison_may_differ(tmp_path: Path) -> None:
    old = {2021: HEADER + "a;;2021-08;9\n"}
    row = only(tmp_path, "mål: {riktning: minska, ingångsvärde: 5}", "a;;2022-08;7", folders=old)
    assert (row.fulfilment, row.trend) == (Fulfilment.NOT_MET, Trend.IMPROVED)
    assert (row.baseline, row.comparison) == (5, 9)


def test_decimals_are_added_until_they_hide_no_verdict(tmp_path: Path) -> None:
    row = only(tmp_path, "decimaler: 0\nmål: {högst: 5}", "a;;2022-08;5,04")
    assert (row.utfall_text, row.decimals) == ("5,04\u00a0st", 2)


def test_the_limit_of_what_counts_as_unchanged_is_told_where_it_was_used(tmp_path: Path) -> None:
    keys = 'enhet: "%"\nmål: {minst: 5}\noförändrad_inom: 0.5'
    row = only(tmp_path, keys, "a;;2022-08;6\na;;2021-08;6,4")
    assert row.trend is Trend.UNCHANGED
    told = "Samma period 2021; oförändrat inom ±\u00a00,5\u00a0procentenheter"
    assert row.bound.compared_with == told
    alone = only(tmp_path / "utan", keys, "a;;2022-08;6")
    assert alone.bound.compared_with == "Jämförelsevärde saknas"


def test_a_goal_may_be_stated_by_period(tmp_path: Path) -> None:
    goal = "mål: {DÅ04: {minst: 4}, DÅ08: {minst: 8}}"
    assert only(tmp_path, goal, "a;;2022-08;6").fulfilment is Fulfilment.NOT_MET


def test_a_target_may_be_another_measures_outcome(tmp_path: Path) -> None:
    plan = [("a", "mål: {minst: {styrmått: b}}"), ("b", "")]
    report = built(tmp_path, plan, HEADER + "a;;2022-08;7\nb;;2022-08;8\n")
    row = report.measure("a")
    assert (row.fulfilment, row.attainment) == (Fulfilment.NOT_MET, 88)
    assert row.target_text == "Minst utfallet för Mått b (8\u00a0st)"
    assert row.zone is not None
    assert row.zone.line == 8


@pytest.mark.parametrize("other", ["", "uppföljning: [ÅR]"])
def test_a_target_that_is_not_shown_gives_no_verdict(tmp_path: Path, other: str) -> None:
    data = HEADER + "a;;2022-08;7\n" + ("b;;2022-08;8\n" if other else "")
    row = built(tmp_path, [("a", "mål: {minst: {styrmått: b}}"), ("b", other)], data).measure("a")
    assert row.fulfilment is Fulfilment.UNAVAILABLE
    assert row.reason == "Målet är utfallet för Mått b, som saknas för perioden"
    assert row.target_text == "Minst utfallet för Mått b"


def test_verksamheter_are_held_against_their_own_goals(tmp_path: Path) -> None:
    keys = (
        "beräkning: summa\nmål: {minst: 10}\nmål_per_verksamhet: {IT: {minst: 4}, HR: {högst: 3}}"
    )
    row = only(tmp_path, keys, "a;IT;2022-08;5\na;HR;2022-08;4\na;Städ;2022-08;2")
    assert (row.utfall, row.fulfilment) == (11, Fulfilment.MET)
    assert [(unit.unit, unit.utfall_text, unit.fulfilment) for unit in row.by_unit] == [
        ("IT", "5\u00a0st", Fulfilment.MET),
        ("HR", "4\u00a0st", Fulfilment.NOT_MET),
        ("Städ", "2\u00a0st", Fulfilment.NO_TARGET),
    ]
    assert [unit.detail for unit in row.by_unit] == [
        "Uppfyllelsegrad 125\u00a0%", "Uppfyllelsegrad 75\u00a0%", "",
    ]  # fmt: skip


def test_an_answer_is_judged_and_printed_as_a_word(tmp_path: Path) -> None:
    keys = "enhet: ja/nej\nmål: {ja: true}"
    from_data = only(tmp_path / "1", keys, "a;;2022-08;nej")
    assert (from_data.utfall_text, from_data.fulfilment) == ("Nej", Fulfilment.NOT_MET)
    from_words = only(tmp_path / "2", keys, "", "utfall: {a: Ja}")
    assert (from_words.utfall_text, from_words.fulfilment) == ("Ja", Fulfilment.MET)
    assert from_words.utfall == 1


# Parts of the division, and what stands beside the outcome

SUM = "beräkning: summa\nmål: {minst: 10}\n"


def test_every_verksamhet_with_data_has_a_row_and_without_a_goal_it_is_not_judged(
    tmp_path: Path,
) -> None:
    old = {2021: HEADER + "a;IT;2021-08;3\na;HR;2021-08;9\n"}
    row = only(tmp_path, SUM, "a;IT;2022-08;5\na;Städ;2022-08;2", folders=old)
    assert [(unit.unit, unit.fulfilment, unit.trend) for unit in row.by_unit] == [
        ("HR", Fulfilment.UNAVAILABLE, Trend.NONE),
        ("IT", Fulfilment.NO_TARGET, Trend.IMPROVED),
        ("Städ", Fulfilment.NO_TARGET, Trend.NONE),
    ]
    it = row.by_unit[1]
    assert (it.target_text, it.own_goal, it.bound, it.change_text) == (
        "Inget mål", False, None, "+2\u00a0st",
    )  # fmt: skip


def test_verksamheter_come_in_the_plans_order(tmp_path: Path) -> None:
    text = "verksamheter: [Städ, IT, HR]\n" + plan_text([("a", SUM)])
    root = a_root(tmp_path, text, HEADER + "a;IT;2022-08;5\na;Städ;2022-08;2\n")
    [row] = build_report(root, "d", DA08).measures
    assert [unit.unit for unit in row.by_unit] == ["Städ", "IT"]


def test_a_measure_that_is_not_due_has_no_rows_of_verksamheter_or_kön(tmp_path: Path) -> None:
    row = only(tmp_path, "uppföljning: [ÅR]", "a;IT;2022-08;5;kvinna", header=GENDERED)
    assert (row.by_unit, row.by_gender, row.compared, row.partial) == ((), (), (), "")


@pytest.mark.parametrize(
    ("goal", "trend"),
    [("{högst: 10}", Trend.DETERIORATED), ("{riktning: öka}", Trend.IMPROVED),
     ("{mellan: [5, 6]}", Trend.NONE), ("{riktning: behålla}", Trend.NONE),
     ("{riktning: behålla, bättre: lägre}", Trend.DETERIORATED)],
)  # fmt: skip
def test_a_verksamhets_trend_is_by_the_measures_better_direction(
    tmp_path: Path, goal: str, trend: Trend
) -> None:
    old = {2021: HEADER + "a;IT;2021-08;3\n"}
    row = only(tmp_path, f"beräkning: summa\nmål: {goal}", "a;IT;2022-08;5", folders=old)
    assert row.by_unit[0].trend is trend


def test_means_and_indices_of_verksamheter_are_shown_but_never_pooled(tmp_path: Path) -> None:
    row = only(tmp_path, "enhet: index\nmål: {minst: 70}", "a;IT;2022-08;71\na;HR;2022-08;60")
    assert (row.utfall, row.fulfilment) == (None, Fulfilment.UNAVAILABLE)
    assert [unit.utfall for unit in row.by_unit] == [60, 71]


def test_decimals_are_added_for_a_verksamhet_until_they_hide_no_verdict(tmp_path: Path) -> None:
    keys = "decimaler: 0\nmål_per_verksamhet: {IT: {högst: 5}}"
    row = only(tmp_path, keys, "a;;2022-08;7\na;IT;2022-08;5,04")
    assert (row.utfall_text, row.by_unit[0].utfall_text) == ("7\u00a0st", "5,04\u00a0st")


def test_three_comparisons_stand_side_by_side(tmp_path: Path) -> None:
    keys = "beräkning: summa\nmål: {riktning: öka, ingångsvärde: 40, ingångsvärde_avser: 2020-12}"
    old = {2021: HEADER + "".join(f"a;;2021-{month:02};2\n" for month in range(1, 13))}
    row = only(tmp_path, keys, *rows(range(1, 8)), folders=old)
    assert [(each.kind.value, each.value, each.text, each.refers_to) for each in row.compared] == [
        ("samma period föregående år", 14, "14\u00a0st", "jan–jul 2021"),
        ("föregående period", 4, "4\u00a0st", "DÅ04 2022"),
        ("ingångsvärde", 40, "40\u00a0st", "december 2020"),
    ]
    assert not any(each.reason for each in row.compared)


def test_a_comparison_that_is_missing_says_why(tmp_path: Path) -> None:
    row = only(tmp_path, "beräkning: summa", "a;;2022-08;5\na;;2021-07;1")
    assert [(each.text, each.refers_to, each.reason) for each in row.compared] == [
        ("–", "", "Jämförelsevärde saknas för aug 2021"),
        ("–", "", "Jämförelsevärde saknas: uppgift saknas"),
        ("–", "", "Planen anger inget ingångsvärde"),
    ]


def test_a_comparison_across_a_break_says_so_where_it_stands(tmp_path: Path) -> None:
    keys = "mål: {högst: 4}\navbrott: {orsak: Ny rutin}"
    row = only(tmp_path, keys, "a;;2022-08;3", folders={2021: HEADER + "a;;2021-08;5\n"})
    assert row.compared[0].refers_to == "aug 2021, avbrott i serien"


def test_a_verdict_on_part_of_the_period_says_which(tmp_path: Path) -> None:
    part = only(tmp_path / "1", SUM, *rows(range(1, 8)))
    assert part.partial == part.outcome_detail == "jan–jul av jan–aug"
    assert only(tmp_path / "2", SUM, *rows(range(1, 9))).partial == ""
    lacking = "a;IT;2022-07;1\na;IT;2022-08;1\na;HR;2022-07;1"
    by_unit = only(tmp_path / "3", SUM, lacking)
    assert by_unit.partial == "HR jul; IT jul–aug av jan–aug"


def test_a_verksamhet_that_is_gone_altogether_is_named(tmp_path: Path) -> None:
    old = {2021: HEADER + "".join(f"a;{unit};2021-08;1\n" for unit in ("IT", "HR", "Städ"))}
    now = "\n".join(f"a;{unit};2022-{m:02};1" for unit in ("IT", "HR") for m in range(1, 9))
    row = only(tmp_path, SUM, now, folders=old)
    assert row.partial == "2 av 3 verksamheter (Städ saknas)"


def test_women_and_men_stand_under_the_row_and_the_goal_is_for_all(tmp_path: Path) -> None:
    lines = "a;IT;2022-08;3;kvinna\na;IT;2022-08;1;man\na;HR;2022-08;5;kvinna"
    old = {2021: GENDERED + "a;IT;2021-08;2;kvinna\na;IT;2021-08;2;man\n"}
    row = only(tmp_path, SUM, lines, header=GENDERED, folders=old)
    assert [(each.gender, each.utfall, each.comparison_text) for each in row.by_gender] == [
        ("Kvinnor", 8, "–"), ("Män", 1, "2\u00a0st"),
    ]  # fmt: skip
    [hr, it] = row.by_unit
    assert [each.utfall_text for each in hr.by_gender] == ["5\u00a0st", "Ej tillgängligt"]
    assert (hr.utfall, hr.fulfilment) == (None, Fulfilment.UNAVAILABLE)
    assert [each.comparison for each in it.by_gender] == [2, 2]
    assert (row.utfall, row.partial) == (4, "aug av jan–aug; 1 av 2 verksamheter (HR saknas)")


def test_a_part_of_other_months_than_its_row_says_which(tmp_path: Path) -> None:
    lines = [f"a;;2022-{m:02};3;\na;;2022-{m:02};1;kvinna" for m in range(1, 9)]
    lines += [f"a;;2022-{m:02};2;man" for m in range(1, 8)]
    row = only(tmp_path, SUM, "\n".join(lines), header=GENDERED)
    assert (row.utfall, row.outcome_detail) == (24, "")
    assert [(each.utfall, each.outcome_detail) for each in row.by_gender] == [
        (8, ""), (14, "jan–jul av jan–aug"),
    ]  # fmt: skip


def test_without_kön_in_the_data_there_are_no_such_rows(tmp_path: Path) -> None:
    assert only(tmp_path, SUM, "a;;2022-08;3").by_gender == ()


BETTER = [
    ("a", "beräkning: summa\nmål: {minst: {styrmått: b}}\n"
          "mål_per_verksamhet: {IT: {minst: {styrmått: b}}}"),
]  # fmt: skip


def test_a_verksamhets_goal_may_be_another_measures_outcome(tmp_path: Path) -> None:
    data = HEADER + "a;IT;2022-08;7\nb;;2022-08;8\n"
    row = built(tmp_path, [*BETTER, ("b", "")], data).measure("a")
    [it] = row.by_unit
    assert (it.target_text, it.fulfilment) == (
        "Minst utfallet för Mått b (8\u00a0st)", Fulfilment.NOT_MET,
    )  # fmt: skip


def test_a_verksamhets_goal_refers_to_its_own_figure_and_never_to_a_sum_of_others(
    tmp_path: Path,
) -> None:
    other = ("b", "beräkning: summa")
    data = HEADER + "a;IT;2022-08;7\nb;HR;2022-08;9\n"
    [it] = built(tmp_path / "1", [*BETTER, other], data).measure("a").by_unit
    assert it.fulfilment is Fulfilment.UNAVAILABLE
    assert "Mått b" in it.detail
    own = data + "b;IT;2022-08;6\n"
    [it] = built(tmp_path / "2", [*BETTER, other], own).measure("a").by_unit
    assert (it.fulfilment, it.target_text) == (
        Fulfilment.MET, "Minst utfallet för Mått b (6\u00a0st)",
    )  # fmt: skip


MOVED_PLAN = """\
verksamheter: [IT, Service, Fastighet]
källor:
  - fil: "x*.csv"
    id: hr
    kolumner: {verksamhet: Enhet, månad: Period, värde: Antal}
    fasta: {styrmått: a}
    översättning:
      verksamhet:
        "10": IT
        "20": [{värde: Service, till_och_med: 2022-04}, {värde: Fastighet, från: 2022-05}]
"""


def test_a_reorganisation_in_the_year_leaves_the_divisions_comparison_whole(
    tmp_path: Path,
) -> None:
    root = a_root(tmp_path, MOVED_PLAN + plan_text([("a", SUM)]), "")
    for year, each in ((2021, 1), (2022, 2)):
        lines = [f"{code};{year}-{m:02};{each}\n" for code in (10, 20) for m in range(1, 9)]
        folder = root / f"data/d/{year}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "x.csv").write_text("Enhet;Period;Antal\n" + "".join(lines), "utf-8")
    [row] = build_report(root, "d", DA08).measures
    assert (row.utfall, row.comparison, row.partial) == (32, 16, "")
    assert [(unit.unit, unit.utfall, unit.outcome_detail) for unit in row.by_unit] == [
        ("IT", 16, ""), ("Service", 8, "jan–apr av jan–aug"),
        ("Fastighet", 8, "maj–aug av jan–aug"),
    ]  # fmt: skip
    assert [how.sources[0].rows for how in row.by_unit[2].derivations] == ["14–17"]
    assert {source.source for how in row.derivations for source in how.sources} == {"hr"}


# How figures came about


def test_the_outcome_leads_to_its_formula_and_parts(tmp_path: Path) -> None:
    row = only(
        tmp_path, "enhet: '%'\nberäkning: kvot", "a;2022-07;1;4\na;2022-08;2;4", header=RATIO
    )
    [how] = row.derivations
    assert (how.of, how.value) == ("Utfall jul–aug 2022", row.utfall)
    assert how.formula == "Summan av täljare delad med summan av nämnare, gånger 100"
    assert (how.numerator, how.denominator) == (3, 8)
    assert [(part.month, part.numerator, part.denominator) for part in how.parts] == [
        ("2022-07", 1, 4), ("2022-08", 2, 4),
    ]  # fmt: skip


def test_words_and_judgements_lead_to_the_period_file_that_states_them(tmp_path: Path) -> None:
    stated = f"utfall: {{a: Ökning}}\n{judged()}"
    row = only(tmp_path, "mål: {riktning: öka}", "", stated)
    assert [how.formula for how in row.derivations] == [
        "Angett i ord i periodens fil", "Bedömd av Chefen: angett i periodens fil",
    ]  # fmt: skip
    [source] = row.derivations[0].sources
    assert (source.file, len(source.sha256)) == ("params/d/2022/da08.yaml", 64)


def test_a_sensitive_measures_parts_are_never_given(tmp_path: Path) -> None:
    keys = "enhet: '%'\nberäkning: kvot\nkänslig: ja"
    row = only(tmp_path, keys, "a;2022-07;1;4\na;2022-08;2;4", header=RATIO)
    assert row.sensitive
    assert [how.parts for how in row.derivations] == [()]
    assert row.derivations[0].numerator == 3


def test_a_sensitive_value_out_of_season_is_not_in_the_log(tmp_path: Path) -> None:
    report = made(tmp_path, "uppföljning: [ÅR]\nkänslig: ja", "a;;2022-08;6,3")
    assert report.log == (
        "a: värden i data visas inte, för styrmåttet följs inte upp DÅ08 utan ÅR.",
    )


# Words


def test_a_persons_comparison_gives_verdict_and_trend(tmp_path: Path) -> None:
    row = only(tmp_path, "mål: {riktning: öka}", "", "utfall: {a: Ökning}")
    assert (row.fulfilment, row.trend, row.arrow) == (Fulfilment.MET, Trend.IMPROVED, Arrow.UP)
    assert (row.utfall, row.utfall_text) == (None, "Ökning")


def test_words_that_compare_nothing_need_a_judgement(tmp_path: Path) -> None:
    keys = "enhet: text\nmål: {riktning: behålla}"
    row = only(tmp_path, keys, "", "utfall: {a: Bibehållen}")
    assert row.fulfilment is Fulfilment.UNAVAILABLE
    assert "bedömning" in row.reason


def test_words_and_data_for_the_same_measure_and_period_are_a_fault(tmp_path: Path) -> None:
    [fault] = refused(tmp_path, "mål: {riktning: öka}", "a;;2022-08;3", "utfall: {a: Ökning}")
    assert fault.startswith("params/d/2022/da08.yaml, utfall: a ")


def test_words_beside_earlier_data_are_no_conflict(tmp_path: Path) -> None:
    row = only(tmp_path, "mål: {riktning: öka}", "a;;2022-04;3", "utfall: {a: Ökning}")
    assert row.utfall_text == "Ökning"


# Breaks


def test_a_comparison_across_a_break_is_not_made(tmp_path: Path) -> None:
    keys = "mål: {riktning: minska}\navbrott: {orsak: Ny rutin}"
    row = only(tmp_path, keys, "a;;2022-08;3", folders={2021: HEADER + "a;;2021-08;5\n"})
    assert (row.trend, row.arrow, row.change_text) == (Trend.NOT_COMPARABLE, None, "")
    assert (row.fulfilment, row.reason) == (
        Fulfilment.UNAVAILABLE,
        "Avbrott i serien: Ny rutin",
    )
    assert [(note.head, note.text, note.symbol) for note in row.notes] == [
        ("Avbrott i serien", "Ny rutin.", "ej-jamforbar")
    ]


def test_a_verdict_that_needs_no_comparison_stands_across_a_break(tmp_path: Path) -> None:
    keys = "mål: {högst: 4}\navbrott: {orsak: Ny rutin}"
    row = only(tmp_path, keys, "a;;2022-08;3", folders={2021: HEADER + "a;;2021-08;5\n"})
    assert (row.fulfilment, row.trend) == (Fulfilment.MET, Trend.NOT_COMPARABLE)


@pytest.mark.parametrize(
    ("since", "trend"),
    [("2021-08", Trend.IMPROVED), ("2021-09", Trend.NOT_COMPARABLE),
     ("2022-08", Trend.NOT_COMPARABLE), ("2022-09", Trend.IMPROVED)],
)  # fmt: skip
def test_a_break_matters_only_when_the_comparison_crosses_it(
    tmp_path: Path, since: str, trend: Trend
) -> None:
    keys = f"mål: {{högst: 4}}\navbrott: {{orsak: Ny rutin, från: {since}}}"
    row = only(tmp_path, keys, "a;;2022-08;3", folders={2021: HEADER + "a;;2021-08;5\n"})
    assert row.trend is trend
    assert bool(row.notes) is (trend is Trend.NOT_COMPARABLE)


def test_a_break_within_the_year_does_not_hinder_a_baseline_after_it(tmp_path: Path) -> None:
    goal = "{riktning: minska, ingångsvärde: 5, ingångsvärde_avser: 2022-02}"
    keys = f"mål: {goal}\njämför_med: ingångsvärde\navbrott: {{orsak: Ny rutin, från: 2022-02}}"
    row = only(tmp_path / "1", keys, "a;;2022-08;3")
    assert (row.fulfilment, row.trend) == (Fulfilment.MET, Trend.IMPROVED)
    older = only(tmp_path / "2", keys.replace("avser: 2022-02", "avser: 2022-01"), "a;;2022-08;3")
    assert (older.fulfilment, older.trend) == (Fulfilment.UNAVAILABLE, Trend.NOT_COMPARABLE)


def test_the_periods_of_one_year_lie_on_one_side_of_a_break_without_a_month(
    tmp_path: Path,
) -> None:
    keys = "jämför_med: föregående period\nmål: {högst: 4}\navbrott: {orsak: Ny rutin}"
    row = only(tmp_path, keys, "a;;2022-04;5\na;;2022-08;3")
    assert (row.trend, row.comparison_refers_to) == (Trend.IMPROVED, "apr 2022")


def test_words_go_across_a_break_whose_note_is_shown(tmp_path: Path) -> None:
    keys = "mål: {riktning: minska}\navbrott: {orsak: Ny rutin}"
    row = only(tmp_path, keys, "", "utfall: {a: I nivå med fg år}")
    assert (row.fulfilment, row.trend) == (Fulfilment.PARTLY, Trend.UNCHANGED)
    assert [note.head for note in row.notes] == ["Avbrott i serien"]


# The outline


def test_a_shared_measure_is_shown_under_its_success_factor_and_counted_once(
    tmp_path: Path,
) -> None:
    text = plan_text([("a", "visas_även: [Andra, Tredje]")]) + textwrap.indent(
        "- namn: Andra\n"
        "  strategiska_mål:\n"
        "    - {namn: Målet, framgångsfaktorer: [{namn: Annan}, {namn: Faktorn}]}\n"
        "- namn: Tredje\n",
        "  ",
    )
    root = a_root(tmp_path, text, "")
    report = build_report(root, "d", DA08)
    assert len(report.measures) == 1
    [objective] = report.perspective("Andra").objectives
    assert [(f.name, f.measures) for f in objective.success_factors] == [
        ("Annan", ()), ("Faktorn", ("a",)),
    ]  # fmt: skip
    [lent] = report.perspective("Tredje").objectives
    assert (lent.name, lent.success_factors[0].measures) == ("Målet", ("a",))


def test_the_inputs_are_named_without_place_and_sorted(tmp_path: Path) -> None:
    report = made(tmp_path, "", "", "{}", folders={2021: HEADER})
    assert [source.name for source in report.inputs] == [
        "data/d/2021/a.csv",
        "data/d/2022/a.csv",
        "params/d/2022/da08.yaml",
        "params/d/2022/plan.yaml",
    ]
    assert all(len(source.sha256) == 64 for source in report.inputs)


def test_a_file_of_another_kind_among_the_exports_is_named_in_the_log(tmp_path: Path) -> None:
    root = a_root(tmp_path, plan_text([("a", "")]), HEADER)
    (root / "data/d/2022/mer.xls").write_bytes(b"")
    assert "data/d/2022/mer.xls läses inte" in build_report(root, "d", DA08).log[0]


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    root = a_root(tmp_path, plan_text([("a", "")]), HEADER + "b;;2022-08;1\n", "utfal: {}")
    (root / "data/d/2022/b.csv").write_text(HEADER + "a;;x;y\n", "utf-8")
    with pytest.raises(InputError) as caught:
        build_report(root, "d", DA08)
    assert sorted({fault.split(", rad")[0] for fault in caught.value.faults}) == [
        "data/d/2022/a.csv", "data/d/2022/b.csv", "params/d/2022/da08.yaml",
    ]  # fmt: skip


def test_a_division_or_year_without_a_plan_names_those_there_are(tmp_path: Path) -> None:
    root = a_root(tmp_path, plan_text([("a", "")]), HEADER)
    with pytest.raises(InputError, match=r"params/d/2023/plan\.yaml.*2022"):
        build_report(root, "d", Period("DÅ08", 2023))
    with pytest.raises(InputError, match=r"”x”.*Divisioner med plan är d"):
        build_report(root, "x", DA08)
    with pytest.raises(InputError, match="Divisioner med plan"):
        build_report(root, "../params/d", DA08)


# Defaults


def test_the_only_division_is_the_default_then_regionstod_then_none(tmp_path: Path) -> None:
    a_root(tmp_path, plan_text([("a", "")]), "")
    assert find_division(tmp_path) == "d"
    a_root(tmp_path, plan_text([("a", "")]), "", division="e")
    with pytest.raises(InputError, match="d, e"):
        find_division(tmp_path)
    a_root(tmp_path, plan_text([("a", "")]), "", division="regionstod")
    assert find_division(tmp_path) == "regionstod"


def test_a_root_without_plans_says_where_one_belongs(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"params/<division>/<år>/plan\.yaml"):
        find_division(tmp_path)


def test_the_default_year_is_the_latest_with_a_plan_and_an_observation(tmp_path: Path) -> None:
    for year in (2021, 2022, 2023):
        a_root(tmp_path, plan_text([("a", "")], year), "", year=year)
    assert find_year(tmp_path, "d", "DÅ08") == 2023
    # The month decides, not the folder, and a missing value is no observation.
    data = HEADER + "a;;2021-03;1\na;;2022-10;1\na;;2023-01;..\na;;2024-01;1\n"
    (tmp_path / "data/d/2023/a.csv").write_text(data, "utf-8")
    assert [find_year(tmp_path, "d", code) for code in PERIOD_CODES] == [2021, 2021, 2022]


# The snapshot

st.register_type_strategy(Period, st.builds(Period, st.sampled_from(PERIOD_CODES), st.integers()))
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.from_type(MeasureResult), st.from_type(Period), st.text())
def test_a_snapshot_gives_back_the_very_report(
    measure: MeasureResult, period: Period, text: str
) -> None:
    report = Report(
        region=text, division="d", division_name=text, period=period, introduction=text,
        units=(text,), perspectives=(), measures=(measure,), actions=(), forecasts=(),
        extra_values=(), comments=((text, text),), inputs=(), log=(text,),
    )  # fmt: skip
    assert from_snapshot(to_snapshot(report)) == report


def test_a_snapshot_gives_back_a_report_with_all_its_parts(tmp_path: Path) -> None:
    stated = (
        "kommentarer: {Första: Ord}\n"
        f"{judged()}\n"
        "övriga_värden: {andel: {värde: 100, enhet: '%'}}\n"
        "prognos: {a: {värde: 6.0, motivering: Trend, av: Chefen}}\n"
        "åtgärder: [{åtgärd: Öva, klart: 2022-12-31}]\n"
    )
    keys = "mål: {minst: 5}\nmål_per_verksamhet: {IT: {minst: 4}}"
    report = made(tmp_path, keys, "a;;2022-08;6,3\na;IT;2022-08;5", stated)
    assert all([report.actions, report.forecasts, report.extra_values, report.comments])
    assert from_snapshot(to_snapshot(report)) == report


@pytest.mark.parametrize("data", [b"[]", b"{}", b"null", b'{"region": 1}'])
def test_what_is_no_snapshot_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="Report"):
        from_snapshot(data)


def test_two_readings_give_the_same_bytes(tmp_path: Path) -> None:
    made(tmp_path, "beräkning: kvot\nenhet: '%'", "a;2022-08;1;3", header=RATIO)
    reports = [build_report(tmp_path, "d", DA08) for _ in range(2)]
    assert to_snapshot(reports[0]) == to_snapshot(reports[1])


# Builders

GENDERED = "styrmått;verksamhet;månad;värde;kön\n"
RATIO = "styrmått;månad;täljare;nämnare\n"


def judged() -> str:
    return "bedömningar: {a: {måluppfyllelse: Uppfyllt, motivering: Skäl, av: Chefen}}"


def rows(months: range) -> tuple[str]:
    return ("\n".join(f"a;;2022-{month:02};1" for month in months),)


def plan_text(measures: list[tuple[str, str]], year: int = 2022) -> str:
    """A plan of one success factor; a measure is its id and the YAML of its other keys."""
    head = (
        f"region: R\ndivision: D\når: {year}\nperspektiv:\n  - namn: Första\n    strategiska_mål:\n"
        "      - namn: Målet\n        framgångsfaktorer:\n          - namn: Faktorn\n"
        "            styrmått:\n"
    )
    return head + "".join(measure_text(id, keys) for id, keys in measures)


def measure_text(id: str, keys: str) -> str:
    defaults = {"enhet": "st", "uppföljning": ALL}
    lines = [f"{key}: {value}" for key, value in defaults.items() if f"{key}:" not in keys]
    body = "\n".join([f"namn: Mått {id}", *lines, *keys.splitlines()])
    return f"              - id: {id}\n{textwrap.indent(body, ' ' * 16)}\n"


def a_root(
    root: Path, plan: str, data: str, stated: str = "", division: str = "d", year: int = 2022
) -> Path:
    params, exports = root / f"params/{division}/{year}", root / f"data/{division}/{year}"
    for folder in (params, exports):
        folder.mkdir(parents=True, exist_ok=True)
    (params / "plan.yaml").write_text(plan, "utf-8")
    if stated:
        (params / "da08.yaml").write_text(stated, "utf-8")
    if data:
        (exports / "a.csv").write_text(data, "utf-8")
    return root


def built(root: Path, measures: list[tuple[str, str]], data: str, stated: str = "") -> Report:
    return build_report(a_root(root, plan_text(measures), data, stated), "d", DA08)


def made(
    root: Path,
    keys: str,
    data: str,
    stated: str = "",
    header: str = HEADER,
    folders: dict[int, str] | None = None,
) -> Report:
    """A report of the measure a alone."""
    a_root(root, plan_text([("a", keys)]), header + data + "\n", stated)
    for year, text in (folders or {}).items():
        folder = root / f"data/d/{year}"
        folder.mkdir(parents=True)
        (folder / "a.csv").write_text(text, "utf-8")
    return build_report(root, "d", DA08)


def only(
    root: Path,
    keys: str,
    data: str,
    stated: str = "",
    header: str = HEADER,
    folders: dict[int, str] | None = None,
) -> MeasureResult:
    [row] = made(root, keys, data, stated, header, folders).measures
    return row


def refused(root: Path, keys: str, data: str, stated: str = "") -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        made(root, keys, data, stated)
    return caught.value.faults
