"""Delmått: each rule on its own, its limits, what a missing delmått means, and what is refused."""

import textwrap
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrkort.composites.rules import (
    balance,
    change_in_percent,
    common_trend,
    mean,
    said_by,
    signed,
    turned,
    word_of,
    worst,
)
from styrkort.errors import InputError
from styrkort.observations import Observation, Observations
from styrkort.period import Period
from styrkort.plan import Measure, Plan
from styrkort.report import build_report
from styrkort.scorecard import MeasureResult, Report
from styrkort.scores.basis import Basis
from styrkort.scoring import results_of
from styrkort.snapshot import from_snapshot, to_snapshot
from styrkort.stated.periodinput import PeriodInput
from styrkort.terms import Arrow, CompositeRule, Direction, Fulfilment, OutcomeWord, Trend
from styrkort.views.components import component_tables
from styrkort.views.legend import limits_table

DA08 = Period("DÅ08", 2022)
MET, PARTLY, NOT_MET = Fulfilment.MET, Fulfilment.PARTLY, Fulfilment.NOT_MET
UNAVAILABLE, NO_TARGET = Fulfilment.UNAVAILABLE, Fulfilment.NO_TARGET
UP, LEVEL, DOWN = OutcomeWord.INCREASE, OutcomeWord.LEVEL, OutcomeWord.DECREASE
INCREASE, DECREASE = Direction.INCREASE, Direction.DECREASE
NBSP = "\u00a0"


# The worst of the delmått


def test_two_delmatt_share_a_row_that_shows_both_under_the_worse_verdict(tmp_path: Path) -> None:
    row = only(tmp_path, QUALITY, {"a": (12, 10), "b": (3, 4)}, keys="mål: {riktning: minska}")
    assert row.utfall_text == f"12{NBSP}st; 3{NBSP}%"
    assert row.utfall is None
    assert (row.fulfilment, row.computed_fulfilment) == (NOT_MET, NOT_MET)
    assert [part.fulfilment for part in row.parts] == [NOT_MET, MET]
    assert row.rule.startswith("Planen anger ingen sammanvägning; då gäller det sämsta.")
    assert [(note.head, note.text) for note in row.notes] == [
        ("Delmått", f"Händelser: 12{NBSP}st, ej uppfyllt. Avvikelser: 3{NBSP}%, uppfyllt.")
    ]


def test_each_delmatt_is_held_against_its_own_goal_before_the_rows(tmp_path: Path) -> None:
    row = only(
        tmp_path,
        "{id: a, namn: A, enhet: st, mål: {högst: 10, delvis: 12}}",
        "{id: b, namn: B, enhet: '%', mål: {minst: 95}}",
        {"a": (12, 10), "b": (96, 90)},
    )
    assert [part.fulfilment for part in row.parts] == [PARTLY, MET]
    assert (row.fulfilment, row.target_text) == (PARTLY, f"Högst 10{NBSP}st; 95{NBSP}%")


def test_riktning_turns_the_rows_direction_goal_for_a_delmatt(tmp_path: Path) -> None:
    rows = (
        "{id: a, namn: A, enhet: st, riktning: minska}",
        "{id: b, namn: B, enhet: st, riktning: öka}",
    )
    row = only(tmp_path, *rows, {"a": (9, 10), "b": (11, 10)}, keys="mål: {riktning: öka}")
    assert [part.fulfilment for part in row.parts] == [MET, MET]
    assert [part.trend for part in row.parts] == [Trend.IMPROVED, Trend.IMPROVED]
    assert (row.fulfilment, row.trend, row.arrow) == (MET, Trend.IMPROVED, None)


def test_a_missing_delmatt_could_be_anything_so_the_row_is_ej_tillgangligt(tmp_path: Path) -> None:
    row = only(tmp_path, QUALITY, {"b": (3, 4)}, keys="mål: {riktning: minska}")
    assert (row.fulfilment, row.reason) == (UNAVAILABLE, "1 av 2 delmått: uppgift saknas")
    assert row.utfall_text == f"Ej tillgängligt; 3{NBSP}%"


def test_the_worst_possible_is_certain_whatever_a_missing_delmatt_would_be(tmp_path: Path) -> None:
    row = only(tmp_path, QUALITY, {"b": (5, 4)}, keys="mål: {riktning: minska}")
    assert (row.fulfilment, row.reason) == (NOT_MET, "")
    assert "”Ej tillgängligt”, utom när ett annat har ”Ej uppfyllt”" in row.rule


def test_delmatt_that_go_different_ways_give_the_row_no_trend(tmp_path: Path) -> None:
    row = only(tmp_path, QUALITY, {"a": (12, 10), "b": (3, 4)}, keys="mål: {riktning: minska}")
    assert (row.trend, row.arrow) == (Trend.NONE, None)
    assert row.trend_detail == "Delmåtten går åt olika håll"


def test_a_break_of_one_delmatt_leaves_the_others_comparable(tmp_path: Path) -> None:
    keys = "mål: {riktning: minska}\navbrott: {orsak: Ny klassificering, delmått: a}"
    row = only(tmp_path, QUALITY, {"a": (12, 10), "b": (3, 4)}, keys=keys)
    assert [part.trend for part in row.parts] == [Trend.NOT_COMPARABLE, Trend.IMPROVED]
    assert [part.fulfilment for part in row.parts] == [UNAVAILABLE, MET]
    assert row.fulfilment is UNAVAILABLE
    assert row.reason == row.trend_detail == "1 av 2 delmått: avbrott i serien"
    assert "12\u00a0st, ej tillgängligt (avbrott i serien: Ny klassificering)" in row.notes[1].text
    assert row.notes[0].text == "Händelser: Ny klassificering."


def test_delmatt_without_any_goal_have_outcomes_but_no_verdict(tmp_path: Path) -> None:
    row = only(tmp_path, QUALITY, {"a": (12, 10), "b": (3, 4)})
    assert (row.fulfilment, row.utfall_text) == (NO_TARGET, f"12{NBSP}st; 3{NBSP}%")
    assert row.trend_detail == "Ingen riktning är bättre"


def test_a_row_whose_delmatt_have_no_data_is_as_any_row_without_data(tmp_path: Path) -> None:
    row = only(tmp_path, QUALITY, {}, keys="mål: {riktning: minska}")
    assert (row.fulfilment, row.reason, row.parts) == (UNAVAILABLE, "Uppgift saknas", ())


def test_values_of_verksamheter_that_cannot_be_pooled_are_named_as_the_reason(
    tmp_path: Path,
) -> None:
    more = "a;IT/MT;2022-08;4\na;Service;2022-08;5\n"
    row = only(tmp_path, "{id: a, namn: A, enhet: st}", {}, keys="mål: {högst: 5}", more=more)
    assert row.fulfilment is UNAVAILABLE
    assert row.reason == "Värden finns bara per verksamhet, och senaste bildas inte över dem"


def test_a_verksamhet_named_in_the_plan_takes_rows_that_name_none(tmp_path: Path) -> None:
    one = "{id: a, namn: A, enhet: st, verksamhet: Service}"
    row = only(tmp_path, one, {}, keys="mål: {högst: 5}", more="a;;2022-08;4\n")
    assert (row.fulfilment, row.utfall_text) == (MET, f"4{NBSP}st")


def test_a_delmatt_of_one_verksamhet_leaves_the_others_rows_aside(tmp_path: Path) -> None:
    one = "{id: a, namn: A, enhet: st, verksamhet: Service}"
    more = "a;IT/MT;2022-08;40\na;Service;2022-08;4\n"
    row = only(tmp_path, one, {}, keys="mål: {högst: 5}", more=more)
    assert (row.fulfilment, row.utfall_text) == (MET, f"4{NBSP}st")


def test_a_judgement_stands_before_the_worst(tmp_path: Path) -> None:
    stated = "bedömningar: {rad: {måluppfyllelse: Uppfyllt, motivering: Skäl, av: Chefen}}"
    row = only(tmp_path, QUALITY, {"a": (12, 10)}, keys="mål: {riktning: minska}", stated=stated)
    assert (row.fulfilment, row.computed_fulfilment) == (MET, NOT_MET)
    assert row.fulfilment_detail == "Bedömd"


def test_the_month_that_a_delmatt_stops_at_is_named(tmp_path: Path) -> None:
    rows = "{id: a, namn: A, enhet: st, beräkning: summa}", "{id: b, namn: B, enhet: st}"
    row = only(tmp_path, *rows, {"a": (12, 10), "b": (3, 4)}, keys="mål: {riktning: minska}")
    assert row.partial == row.outcome_detail == "A: aug av jan–aug"


def test_figures_get_the_decimals_that_show_the_verdict(tmp_path: Path) -> None:
    row = only(tmp_path, "{id: a, namn: A, enhet: '%', mål: {högst: 5}}", {"a": ("5,04", 4)})
    assert (row.fulfilment, row.utfall_text) == (NOT_MET, f"5,04{NBSP}%")


# Flest


MOST = 'sammanvägning: {regel: flest, oförändrad_inom: "2 %", gräns: 0.25}\n'


def test_the_balance_of_weights_gives_the_row_its_word_and_its_verdict(tmp_path: Path) -> None:
    row = only(
        tmp_path,
        "{id: a, namn: A, enhet: kr, riktning: minska, vikt: 2, verksamhet: IT/MT}",
        "{id: b, namn: B, enhet: st, verksamhet: Service}",
        "{id: c, namn: C, enhet: st}",
        {"a": (90, 100), "b": (101, 100), "c": (80, 100)},
        keys=MOST + "mål: {riktning: öka}",
    )
    assert [part.says for part in row.parts] == ["Ökning", "I nivå med fg år", "Minskning"]
    assert [part.contribution for part in row.parts] == [1, 0, -1]
    assert [part.operation for part in row.parts] == ["IT/MT", "Service", ""]
    assert row.weighing is not None
    assert (row.weighing.number, row.weighing.working) == (Decimal("0.25"), "(2 − 1) / 4")
    assert (row.utfall_text, row.fulfilment) == ("I nivå med fg år", PARTLY)
    assert (row.trend, row.arrow) == (Trend.UNCHANGED, Arrow.LEVEL)


@pytest.mark.parametrize(
    ("limit", "word"), [("0.33", "Ökning"), ("0.34", "I nivå med fg år"), ("0", "Ökning")]
)
def test_the_balance_must_exceed_the_limit(tmp_path: Path, limit: str, word: str) -> None:
    row = only(
        tmp_path,
        *(f"{{id: {id}, namn: {id}, enhet: st}}" for id in "abc"),
        {"a": (11, 10), "b": (11, 10), "c": (9, 10)},
        keys=f"sammanvägning: {{regel: flest, gräns: {limit}}}\nmål: {{riktning: öka}}",
    )
    assert row.utfall_text == word


def test_in_a_row_that_should_fall_lower_is_not_turned(tmp_path: Path) -> None:
    """Two counts of deviations that both fall are a Minskning, and the goal minska is met."""
    rows = "{id: a, namn: A, enhet: st}", "{id: b, namn: B, enhet: st, riktning: minska}"
    keys = "sammanvägning: {regel: flest}\nmål: {riktning: minska}"
    row = only(tmp_path, *rows, {"a": (9, 10), "b": (4, 10)}, keys=keys)
    assert (row.utfall_text, row.fulfilment) == ("Minskning", MET)
    assert (row.trend, row.arrow) == (Trend.IMPROVED, Arrow.DOWN)


def test_behalla_is_met_by_i_niva_and_by_nothing_else(tmp_path: Path) -> None:
    keys = 'sammanvägning: {regel: flest, oförändrad_inom: "5 %"}\nmål: {riktning: behålla}'
    one = "{id: a, namn: A, enhet: st}"
    level = only(tmp_path / "1", one, {"a": (104, 100)}, keys=keys)
    risen = only(tmp_path / "2", one, {"a": (106, 100)}, keys=keys)
    assert (level.utfall_text, level.fulfilment) == ("I nivå med fg år", MET)
    assert (risen.utfall_text, risen.fulfilment) == ("Ökning", UNAVAILABLE)
    assert risen.reason == "Delmåtten ger Ökning; målet att behålla kräver då en bedömning"


def test_delmatt_without_outcome_or_comparison_do_not_count_and_are_named(tmp_path: Path) -> None:
    row = only(
        tmp_path,
        *(f"{{id: {id}, namn: {id.upper()}, enhet: st}}" for id in "abc"),
        {"a": (11, 10), "b": (11, None)},
        keys=MOST + "mål: {riktning: öka}",
    )
    assert (row.utfall_text, row.outcome_detail) == ("Ökning", "1 av 3 delmått")
    assert row.notes[-1].text == ("Räknas inte: B (jämförelsevärde saknas); C (uppgift saknas).")


def test_a_row_of_which_no_delmatt_counts_is_ej_tillgangligt(tmp_path: Path) -> None:
    rows = "{id: a, namn: A, enhet: st}", "{id: b, namn: B, enhet: st}"
    keys = MOST + "mål: {riktning: öka}"
    row = only(tmp_path / "1", *rows, {}, keys=keys)
    assert (row.fulfilment, row.utfall_text) == (UNAVAILABLE, "Ej tillgängligt")
    assert row.reason == "Inget delmått räknas: uppgift saknas"
    row = only(tmp_path / "2", *rows, {"a": (1, None)}, keys=keys)
    assert row.reason == "Inget delmått räknas (A: jämförelsevärde saknas; B: uppgift saknas)"


def test_a_broken_delmatt_does_not_count(tmp_path: Path) -> None:
    keys = MOST + "mål: {riktning: öka}\navbrott: {orsak: Nytt system, delmått: a}"
    rows = "{id: a, namn: A, enhet: st}", "{id: b, namn: B, enhet: st}"
    row = only(tmp_path, *rows, {"a": (5, 10), "b": (11, 10)}, keys=keys)
    assert (row.utfall_text, row.parts[0].says) == ("Ökning", "Avbrott i serien")
    assert row.parts[0].trend is Trend.NOT_COMPARABLE


def test_of_a_comparison_of_zero_the_sign_counts(tmp_path: Path) -> None:
    row = only(
        tmp_path, "{id: a, namn: A, enhet: st}", {"a": (1, 0)}, keys=MOST + "mål: {riktning: öka}"
    )
    assert (row.utfall_text, row.parts[0].change_percent) == ("Ökning", None)


def test_vikt_0_shows_a_delmatt_without_a_say(tmp_path: Path) -> None:
    rows = "{id: a, namn: A, enhet: st}", "{id: b, namn: B, enhet: st, vikt: 0}"
    row = only(tmp_path, *rows, {"a": (11, 10), "b": (5, 10)}, keys=MOST + "mål: {riktning: öka}")
    assert (row.utfall_text, row.outcome_detail) == ("Ökning", "")
    assert row.parts[1].says == "Vikten är 0"
    assert "”B” visas med vikten 0 och räknas inte." in row.rule


def test_the_figures_of_a_delmatt_are_shown_so_that_they_say_what_they_say(tmp_path: Path) -> None:
    one = "{id: a, namn: A, enhet: st, decimaler: 0}"
    keys = 'sammanvägning: {regel: flest, oförändrad_inom: "2 %"}\nmål: {riktning: öka}'
    row = only(tmp_path, one, {"a": ("10,21", "10")}, keys=keys)
    assert (row.utfall_text, row.parts[0].utfall_text) == ("Ökning", f"10,21{NBSP}st")


def test_with_foregaende_period_i_niva_does_not_name_the_year_before(tmp_path: Path) -> None:
    keys = "sammanvägning: {regel: flest}\nmål: {riktning: öka}\njämför_med: föregående period"
    row = only(
        tmp_path, "{id: a, namn: A, enhet: st}", {"a": (10, None)}, keys=keys,
        more="a;;2022-04;10\n",
    )  # fmt: skip
    assert (row.utfall_text, row.fulfilment) == ("I nivå", PARTLY)
    assert "fg år" not in row.rule


# Snitt


def test_the_weighted_mean_of_the_changes_gives_the_word(tmp_path: Path) -> None:
    row = only(
        tmp_path,
        "{id: a, namn: A, enhet: kr, riktning: minska, vikt: 2}",
        "{id: b, namn: B, enhet: st}",
        {"a": (90, 100), "b": (90, 100)},
        keys='sammanvägning: {regel: snitt, oförändrad_inom: "3,3 %"}\nmål: {riktning: öka}',
    )
    assert row.weighing is not None
    assert row.weighing.working == "(2 · 10,00 + 1 · (−10,00)) / 3"
    assert row.weighing.text == f"Medelvärde +3,33{NBSP}%"
    assert (row.utfall_text, row.fulfilment) == ("Ökning", MET)


def test_the_working_as_printed_comes_to_the_mean_as_printed(tmp_path: Path) -> None:
    row = only(
        tmp_path,
        "{id: a, namn: A, enhet: st, vikt: 3}",
        "{id: b, namn: B, enhet: st}",
        {"a": (10564, 10000), "b": (10534, 10000)},
        keys='sammanvägning: {regel: snitt, oförändrad_inom: "2 %"}\nmål: {riktning: öka}',
    )
    assert row.weighing is not None
    assert row.weighing.working == "(3 · 5,64 + 1 · 5,34) / 4"  # with one decimal it comes to 5,5
    assert row.weighing.text == f"Medelvärde +5,57{NBSP}%"


def test_a_mean_that_just_reaches_the_limit_is_i_niva(tmp_path: Path) -> None:
    rows = "{id: a, namn: A, enhet: st}", "{id: b, namn: B, enhet: st}"
    keys = 'sammanvägning: {regel: snitt, oförändrad_inom: "2 %"}\nmål: {riktning: öka}'
    row = only(tmp_path, *rows, {"a": (104, 100), "b": (100, 100)}, keys=keys)
    assert row.utfall_text == "I nivå med fg år"


def test_a_comparison_of_zero_has_no_percent_and_is_left_out_by_name(tmp_path: Path) -> None:
    rows = "{id: a, namn: A, enhet: st}", "{id: b, namn: B, enhet: st}"
    keys = 'sammanvägning: {regel: snitt, oförändrad_inom: "2 %"}\nmål: {riktning: öka}'
    row = only(tmp_path, *rows, {"a": (4, 0), "b": (103, 100)}, keys=keys)
    assert (row.utfall_text, row.outcome_detail) == ("Ökning", "1 av 2 delmått")
    assert row.notes[-1].text == "Räknas inte: A (jämförelsevärdet är 0)."


def test_a_rise_from_a_negative_figure_is_a_rise(tmp_path: Path) -> None:
    keys = "sammanvägning: {regel: snitt}\nmål: {riktning: öka}"
    one = "{id: a, namn: A, enhet: mnkr}"
    row = only(tmp_path, one, {"a": ("-5", "-10")}, keys=keys)
    assert (row.utfall_text, row.parts[0].says) == ("Ökning", f"+50,0{NBSP}%")


# Words beside delmått


def test_a_persons_words_win_where_no_rule_is_stated_and_the_delmatt_are_shown(
    tmp_path: Path,
) -> None:
    row = only(
        tmp_path, QUALITY, {"a": (12, 10), "b": (3, 4)},
        keys="mål: {riktning: minska}", stated="utfall: {rad: I nivå med fg år}",
    )  # fmt: skip
    assert (row.utfall_text, row.fulfilment, row.rule) == ("I nivå med fg år", PARTLY, "")
    assert [part.utfall_text for part in row.parts] == [f"12{NBSP}st", f"3{NBSP}%"]
    assert {part.says for part in row.parts} == {"Raden har utfall i ord"}


def test_words_and_a_stated_rule_with_data_contradict_each_other(tmp_path: Path) -> None:
    keys = MOST + "mål: {riktning: minska}"
    with pytest.raises(InputError) as caught:
        only(tmp_path, QUALITY, {"a": (12, 10)}, keys=keys, stated="utfall: {rad: Ökning}")
    assert caught.value.faults == (
        "params/x/2022/da08.yaml, utfall: rad har ”Ökning” här, men raden vägs samman av delmått "
        "som har värden i data (a). Ta bort det ena.",
    )


def test_words_stand_in_for_a_stated_rule_without_any_data(tmp_path: Path) -> None:
    keys = MOST + "mål: {riktning: minska}"
    row = only(tmp_path, QUALITY, {}, keys=keys, stated="utfall: {rad: Minskning}")
    assert (row.utfall_text, row.fulfilment) == ("Minskning", MET)


def test_a_figure_of_the_rows_own_beside_a_stated_rule_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="rad har egna värden, men planen väger samman raden"):
        only(tmp_path, QUALITY, {}, keys=MOST, more="rad;;2022-08;5\n", unit="st")


def test_a_figure_of_the_rows_own_wins_where_no_rule_is_stated(tmp_path: Path) -> None:
    row = only(
        tmp_path, QUALITY, {"a": (12, 10)}, keys="mål: {högst: 5}", more="rad;;2022-08;5\n",
        unit="st",
    )  # fmt: skip
    assert (row.utfall_text, row.fulfilment) == (f"5{NBSP}st", MET)
    assert {part.says for part in row.parts} == {"Raden har ett eget utfall"}


def test_delmatt_of_a_row_that_is_not_due_are_not_shown_but_named_in_the_log(
    tmp_path: Path,
) -> None:
    report = made(tmp_path, QUALITY, {"a": (12, 10)}, follow_up="[ÅR]")
    assert report.measures[0].parts == ()
    assert any(line.startswith("a: delmåttets värden i data visas inte") for line in report.log)


# What the report shows


def test_the_section_shows_all_that_it_takes_to_work_the_balance_out(tmp_path: Path) -> None:
    report = made(
        tmp_path,
        "{id: a, namn: A, enhet: kr, riktning: minska, vikt: 2, verksamhet: IT/MT}",
        "{id: b, namn: B, enhet: st}",
        {"a": (90, 100), "b": (90, 100)},
        keys=MOST + "mål: {riktning: öka}",
    )
    [table] = component_tables(report)
    [first, _, total] = [[cell.text for cell in row.cells] for row in table.groups[0].rows]
    assert first == ["A", f"90{NBSP}kr", f"100{NBSP}kr", f"−10{NBSP}kr", "Lägre", "2", "Ökning"]
    assert table.groups[0].rows[0].cells[0].second == "IT/MT"
    assert table.groups[0].rows[0].cells[3].second == f"−10,0{NBSP}%"
    assert total == ["Raden", "Balans +0,33 = (2 − 1) / 3", "Ökning"]
    assert report.measures[0].rule in table.footnote


def test_no_cell_of_the_section_is_empty_and_each_row_fills_its_table(tmp_path: Path) -> None:
    goal, few = "mål: {riktning: minska}", {"a": (12, None)}
    reports = [
        made(tmp_path / "1", QUALITY, few, keys=goal),
        made(tmp_path / "2", QUALITY, few, keys=MOST + goal),
        made(tmp_path / "3", QUALITY, few, keys=goal, stated="utfall: {rad: Ökning}"),
    ]
    for table in (table for report in reports for table in component_tables(report)):
        for row in (row for group in table.groups for row in group.rows):
            assert all(cell.text for cell in row.cells)
            assert sum(cell.span for cell in row.cells) == len(table.columns)
        assert abs(sum(column.width for column in table.columns) - 1) < 1e-6


def test_the_legend_prints_the_rule_and_each_delmatts_own_limits(tmp_path: Path) -> None:
    rows = "{id: a, namn: A, enhet: st, mål: {högst: 10}}", "{id: b, namn: B, enhet: st}"
    report = made(tmp_path, *rows, {"a": (9, 10), "b": (3, 4)}, keys="mål: {riktning: minska}")
    table = limits_table(report)
    assert table is not None
    first, a, _ = table.groups[0].rows
    assert [(note.head, note.text) for note in first.notes] == [
        ("Sammanvägning", "Regeln står under Mått per verksamhet.")
    ]
    assert [cell.text for cell in a.cells[:2]] == ["Rad, A", f"Högst 10{NBSP}st"]


def test_the_snapshot_keeps_the_delmatt(tmp_path: Path) -> None:
    report = made(tmp_path, QUALITY, {"a": (12, 10)}, keys=MOST + "mål: {riktning: minska}")
    assert from_snapshot(to_snapshot(report)) == report


def test_each_delmatt_leads_to_its_sources(tmp_path: Path) -> None:
    row = only(tmp_path, QUALITY, {"a": (12, 10)}, keys="mål: {riktning: minska}")
    utfall, before = row.parts[0].derivations
    assert [source.file for source in utfall.sources] == ["data/x/2022/a.csv"]
    assert [source.file for source in before.sources] == ["data/x/2021/a.csv"]
    assert row.derivations[-1].of == "Sammanvägning av delmått"


def test_a_withheld_delmatt_shows_nothing_and_leaves_the_row_without_verdict(
    tmp_path: Path,
) -> None:
    rows = "{id: a, namn: A, enhet: st, känslig: ja}", "{id: b, namn: B, enhet: st}"
    few = "styrmått;verksamhet;månad;värde;antal_personer\na;;{}-08;4;3\nb;;{}-08;3;\n"
    row = only(
        tmp_path, *rows, {}, keys="mål: {riktning: minska}",
        files=(few.format(2022, 2022), few.format(2021, 2021).replace(";3;\n", ";4;\n")),
    )  # fmt: skip
    assert row.parts[0].withheld
    assert (row.parts[0].utfall, row.parts[0].comparison, row.parts[0].change_percent) == (
        None, None, None,
    )  # fmt: skip
    assert row.utfall_text == f"Visas ej (få personer); 3{NBSP}st"
    assert (row.fulfilment, row.trend) == (UNAVAILABLE, Trend.NONE)


# What a plan can't say


@pytest.mark.parametrize(
    ("keys", "delmatt", "message"),
    [
        ("sammanvägning: {regel: flest}", "", "det finns inga delmått att väga samman"),
        (MOST, "[{id: a, namn: A, enhet: st, vikt: 0}]", "alla delmått har vikten 0"),
        (MOST, "[{id: a, namn: A, enhet: st, riktning: behålla}]", "behålla säger inte vad som är"),
        ("sammanvägning: {regel: flest, gräns: 1,5}", "[{id: a, namn: A, enhet: st}]",
         "decimalkomma inom klammer"),
        ("sammanvägning: {regel: flest, gräns: 1.5}", "[{id: a, namn: A, enhet: st}]",
         "”1.5” är för högt: balansen är som mest 1"),
        ("sammanvägning: {regel: snitt, gräns: 0.5}", "[{id: a, namn: A, enhet: st}]",
         "gräns hör till regeln flest"),
        ("sammanvägning: {regel: sämsta, gräns: 0.5}", "[{id: a, namn: A, enhet: st}]",
         "gräns hör till regeln flest"),
        ('sammanvägning: {regel: sämsta, oförändrad_inom: "2 %"}', "[{id: a, namn: A, enhet: st}]",
         "oförändrad_inom hör till reglerna flest och snitt"),
        ("sammanvägning: {regel: flest, oförändrad_inom: 2}", "[{id: a, namn: A, enhet: st}]",
         "ska vara en andel"),
        ("sammanvägning: {regel: bäst}", "[{id: a, namn: A, enhet: st}]", "”bäst” är okänt"),
        (MOST, "[{id: a, namn: A, enhet: st, mål: {minst: 5}}]", "har ett mål, men regeln flest"),
        (MOST, "[{id: a, namn: A, enhet: ja/nej}]", "har enheten ja/nej"),
        (MOST, "[{id: a, namn: A, enhet: text}]", "har enheten text"),
        (MOST + "mål: {minst: 5}", "[{id: a, namn: A, enhet: st}]", "utan ingångsvärde"),
        (MOST + "mål: {riktning: öka, ingångsvärde: 5}", "[{id: a, namn: A, enhet: st}]",
         "utan ingångsvärde"),
        (MOST + "jämför_med: ingångsvärde", "[{id: a, namn: A, enhet: st}]", "inte ingångsvärde"),
        ("jämför_med: föregående period", "[{id: a, namn: A, enhet: st, beräkning: summa}]",
         "går inte att jämföra med föregående period"),
        ("sammanvägning: {}\nmål: {riktning: öka, ingångsvärde: 5}",
         "[{id: a, namn: A, enhet: st}]", "radens ingångsvärde gäller inte delmåttet a"),
        ("sammanvägning: {}\nmål: {minst: 5}", "[{id: a, namn: A, enhet: st, riktning: minska}]",
         "radens mål blir bättre åt andra hållet"),
        ("sammanvägning: {}", "[{id: a, namn: A, enhet: text}]", "har enheten text"),
        (MOST + "mål_per_verksamhet: {Service: {minst: 1}}", "[{id: a, namn: A, enhet: st}]",
         "har inget mål_per_verksamhet"),
        ("", "[{id: a, namn: A, enhet: st, mål: {ja: true}}]", "hör till enheten ja/nej"),
        ("", "[{id: a, namn: A, enhet: text, mål: {minst: 1}}]", "enheten text kan inte ha ett"),
        ("", "[{id: a, namn: A, enhet: st, riktning: minska, mål: {minst: 1}}]",
         "målet blir bättre åt andra hållet"),
        ("", "[{id: a, namn: A, enhet: st, verksamhet: Servise}]", "menade du Service"),
        ("", "[{id: a, namn: A, enhet: st, mål: {minst: {styrmått: saknas}}}]",
         "styrmåttet ”saknas” finns inte"),
        ("", "[{id: a, namn: A, enhet: st, mål: {minst: {styrmått: rad}}}]", "kan inte vara"),
        ("", "[{id: a, namn: A, enhet: st, vikter: 1}]", "menade du vikt"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_weighed_is_refused_with_the_remedy(
    tmp_path: Path, keys: str, delmatt: str, message: str
) -> None:
    text = f"{keys}\ndelmått: {delmatt}" if delmatt else keys
    with pytest.raises(InputError) as caught:
        only(tmp_path, {}, keys=text)
    assert any(message in fault for fault in caught.value.faults), caught.value.faults
    assert all(fault.startswith("params/x/2022/plan.yaml, rad ") for fault in caught.value.faults)


# Laws of the rules

numbers = st.decimals(min_value=-1000, max_value=1000, places=2)
positive = st.decimals(min_value="0.1", max_value=100, places=1)
verdicts = st.sampled_from([MET, PARTLY, NOT_MET, UNAVAILABLE])
words = st.sampled_from(list(OutcomeWord))
ways = st.sampled_from([INCREASE, DECREASE])
votes = st.lists(st.tuples(words, positive), min_size=1, max_size=6)
changes = st.lists(st.tuples(numbers.map(Fraction), positive), min_size=1, max_size=6)
RANK = {NOT_MET: 0, UNAVAILABLE: 1, PARTLY: 2, MET: 3}


@given(st.lists(verdicts, min_size=1, max_size=6), st.data())
def test_the_order_of_delmatt_does_not_matter(found: list[Fulfilment], data: st.DataObject) -> None:
    assert worst(found) is worst(data.draw(st.permutations(found)))


@given(st.lists(verdicts, min_size=1, max_size=6), st.data())
def test_a_better_delmatt_never_worsens_the_row(
    found: list[Fulfilment], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    better = data.draw(verdicts.filter(lambda verdict: RANK[verdict] >= RANK[found[at]]))
    improved = [*found[:at], better, *found[at + 1 :]]
    assert RANK[worst(improved)] >= RANK[worst(found)]


@given(votes, positive)
def test_weights_have_no_scale(pairs: list[tuple[OutcomeWord, Decimal]], scale: Decimal) -> None:
    assert balance(pairs) == balance([(word, weight * scale) for word, weight in pairs])


@given(changes, positive)
def test_the_mean_has_no_scale_of_weights_either(
    pairs: list[tuple[Fraction, Decimal]], scale: Decimal
) -> None:
    assert mean(pairs) == mean([(change, weight * scale) for change, weight in pairs])
    assert min(pair[0] for pair in pairs) <= mean(pairs) <= max(pair[0] for pair in pairs)


@given(votes)
def test_a_balance_lies_between_minus_one_and_one(
    pairs: list[tuple[OutcomeWord, Decimal]],
) -> None:
    assert -1 <= balance(pairs) <= 1


@given(numbers, numbers, ways, ways, positive)
def test_a_mirrored_delmatt_says_the_same(
    utfall: Decimal, before: Decimal, better: Direction, row: Direction, percent: Decimal
) -> None:
    other = DECREASE if better is INCREASE else INCREASE
    within = Decimal(0)
    said = said_by(utfall, before, within=within, percent=percent)
    mirrored = said_by(-utfall, -before, within=within, percent=percent)
    assert turned(said, better, row) is turned(mirrored, other, row)
    change, turned_change = change_in_percent(utfall, before), change_in_percent(-utfall, -before)
    if change is not None and turned_change is not None:
        assert signed(change, better, row) == signed(turned_change, other, row)


@given(numbers, numbers, positive, positive)
def test_a_larger_outcome_never_says_less(
    utfall: Decimal, before: Decimal, more: Decimal, percent: Decimal
) -> None:
    order = [DOWN, LEVEL, UP]
    said = [
        order.index(said_by(value, before, within=Decimal(0), percent=percent))
        for value in (utfall, utfall + more)
    ]
    assert said == sorted(said)


def test_the_limit_itself_is_i_niva() -> None:
    assert word_of(Fraction(1, 4), Decimal("0.25")) is LEVEL
    assert word_of(Fraction(-1, 4), Decimal("0.25")) is LEVEL
    assert word_of(Fraction(1, 3), Decimal("0.33")) is UP
    assert word_of(Fraction(-1, 3), Decimal("0.33")) is DOWN


def test_a_quotient_that_never_ends_is_not_pushed_over_the_limit_by_its_rounding() -> None:
    third = Decimal("33.33333333333333333333")
    assert change_in_percent(Decimal(34), third) == 2
    assert said_by(Decimal(34), third, within=Decimal(0), percent=Decimal(2)) is LEVEL


@pytest.mark.parametrize(
    ("moves", "trend"),
    [
        ([Trend.IMPROVED, Trend.IMPROVED], Trend.IMPROVED),
        ([Trend.IMPROVED, Trend.UNCHANGED], Trend.IMPROVED),
        ([Trend.UNCHANGED, Trend.UNCHANGED], Trend.UNCHANGED),
        ([Trend.IMPROVED, Trend.DETERIORATED], Trend.NONE),
        ([Trend.IMPROVED, Trend.NONE], Trend.NONE),
        ([Trend.NOT_COMPARABLE, Trend.NOT_COMPARABLE], Trend.NOT_COMPARABLE),
        ([Trend.NOT_COMPARABLE, Trend.IMPROVED], Trend.NONE),
        ([], Trend.NONE),
    ],
)
def test_the_rows_trend_is_what_its_delmatt_agree_on(moves: list[Trend], trend: Trend) -> None:
    assert common_trend((each, None) for each in moves) == (trend, None)


Parts = list[tuple[Decimal, Decimal, Direction, int]]
"""Outcome, comparison, the better way and the weight of each delmått."""

whole_rows = st.lists(st.tuples(numbers, numbers, ways, st.integers(1, 5)), min_size=1, max_size=4)
rules = st.sampled_from(list(CompositeRule))


@given(whole_rows, rules, ways)
def test_a_whole_row_that_is_mirrored_keeps_its_verdict_and_trend(
    parts: Parts, rule: CompositeRule, way: Direction
) -> None:
    mirrored = [(-u, -c, opposite(better), weight) for u, c, better, weight in parts]
    verdict, trend, _ = judged(parts, rule, way)
    turned_row = judged(mirrored, rule, opposite(way))
    if rule is CompositeRule.WORST:
        assert (verdict, trend) == turned_row[:2]
    assert judged(mirrored, rule, way)[:2] == (verdict, trend)


@given(whole_rows, rules, ways, st.data())
def test_the_order_of_a_whole_rows_delmatt_does_not_matter(
    parts: Parts, rule: CompositeRule, way: Direction, data: st.DataObject
) -> None:
    assert judged(parts, rule, way) == judged(data.draw(st.permutations(parts)), rule, way)


@given(whole_rows, rules, ways, positive, st.data())
def test_a_better_outcome_of_a_delmatt_never_worsens_a_whole_row(
    parts: Parts, rule: CompositeRule, way: Direction, more: Decimal, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(parts) - 1))
    utfall, before, better, weight = parts[at]
    gained = utfall + more if better is INCREASE else utfall - more
    improved = [*parts[:at], (gained, before, better, weight), *parts[at + 1 :]]
    assert RANK[judged(improved, rule, way)[0]] >= RANK[judged(parts, rule, way)[0]]


@given(whole_rows, rules, ways, st.integers(2, 7))
def test_the_weights_of_a_whole_row_have_no_scale(
    parts: Parts, rule: CompositeRule, way: Direction, scale: int
) -> None:
    scaled = [(u, c, better, weight * scale) for u, c, better, weight in parts]
    assert judged(scaled, rule, way) == judged(parts, rule, way)


def opposite(way: Direction) -> Direction:
    return DECREASE if way is INCREASE else INCREASE


def judged(
    parts: Parts, rule: CompositeRule, way: Direction
) -> tuple[Fulfilment, Trend, Arrow | None]:
    """Verdict, trend and arrow of a row with these delmått and the goal to go ``way``."""
    row = Measure.model_validate(
        {
            "id": "rad",
            "namn": "Rad",
            "enhet": "text",
            "uppföljning": ["DÅ08"],
            "mål": {"riktning": way.value},
            "delmått": [
                {"id": f"d{n}", "namn": f"D{n}", "riktning": better.value, "vikt": str(weight)}
                for n, (_, _, better, weight) in enumerate(parts)
            ],
            "sammanvägning": {"regel": rule.value},
        }
    )
    plan = Plan.model_validate(
        {
            "region": "R",
            "division": "D",
            "år": "2022",
            "perspektiv": [
                {
                    "namn": "P",
                    "strategiska_mål": [
                        {"namn": "M", "framgångsfaktorer": [{"namn": "F", "styrmått": [row]}]}
                    ],
                }
            ],
        }
    )
    items = tuple(
        Observation(f"d{n}", "", f"{year}-08", "", value)
        for n, (utfall, before, _, _) in enumerate(parts)
        for year, value in ((2021, before), (2022, utfall))
    )
    basis = Basis(plan, DA08, PeriodInput(), Observations(items))
    [result] = results_of(basis)
    return result.fulfilment, result.trend, result.arrow


# Builders

QUALITY = "{id: a, namn: Händelser, enhet: st}\n{id: b, namn: Avvikelser, enhet: '%'}"
Figures = dict[str, tuple[object, object]]


def made(
    root: Path,
    *parts: str | Figures,
    keys: str = "",
    stated: str = "",
    more: str = "",
    unit: str = "text",
    follow_up: str = "[DÅ04, DÅ08, ÅR]",
    files: tuple[str, str] | None = None,
) -> Report:
    """The report of one row with these delmått; their figures of August this year and last."""
    figures = next(part for part in parts if isinstance(part, dict))
    lines = [line for part in parts if isinstance(part, str) for line in part.splitlines()]
    plan = PLAN.format(unit=unit, follow_up=follow_up)
    plan += textwrap.indent(keys.rstrip() + "\n", " " * 16) if keys else ""
    if lines:
        plan += " " * 16 + "delmått:\n" + "".join(f"{' ' * 18}- {line}\n" for line in lines)
    operations = {
        line.split("id: ")[1].split(",")[0]: line.split("verksamhet: ")[1].split("}")[0]
        for line in lines
        if "verksamhet: " in line
    }
    now, before = files or (
        HEADER + _rows(2022, figures, 0, operations) + more,
        HEADER + _rows(2021, figures, 1, operations),
    )
    for name, text in {
        "params/x/2022/plan.yaml": plan,
        "params/x/2022/da08.yaml": stated or "{}",
        "data/x/2022/a.csv": now,
        "data/x/2021/a.csv": before,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return build_report(root, "x", DA08)


def only(root: Path, *parts: str | Figures, **given: object) -> MeasureResult:
    [row] = made(root, *parts, **given).measures  # type: ignore[arg-type]
    return row


HEADER = "styrmått;verksamhet;månad;värde\n"
PLAN = """\
region: Region Norrbotten
division: Regionstöd
år: 2022
verksamheter: [IT/MT, Service]
perspektiv:
  - namn: Verksamhet
    strategiska_mål:
      - namn: God vård
        framgångsfaktorer:
          - namn: Kvalitet
            styrmått:
              - id: rad
                namn: Rad
                enhet: {unit}
                uppföljning: {follow_up}
"""


def _rows(year: int, figures: Figures, at: int, operations: dict[str, str]) -> str:
    return "".join(
        f"{id};{operations.get(id, '')};{year}-08;{pair[at]}\n"
        for id, pair in figures.items()
        if pair[at] is not None
    )
