"""Produktion: utfall, same months last year, change, plan and share of plan, and their picture."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outlook_samples import division, months
from styrkort.blocks import Table
from styrkort.errors import InputError
from styrkort.machines.productionresults import production_file, production_json_bytes
from styrkort.notebook.expansion import expand
from styrkort.production import percent_change, share_of_plan
from styrkort.scorecard import ProductionResult, Report
from styrkort.views.production import production_table
from styrkort.views.productionpicture import production_figures

NBSP = "\u00a0"
UNITS = "verksamheter: [IT/MT, Service]\n"


def produktion(*items: str) -> str:
    return UNITS + "produktion:\n" + "".join(f"  - {{{item}}}\n" for item in items)


CALLS = "id: samtal, namn: Samtal, enhet: st"


def rows_of(report: Report) -> dict[tuple[str, str], ProductionResult]:
    return {(one.id, one.unit): one for one in report.production}


def test_outcome_change_and_share_of_plan_are_worked_out_by_hand(tmp_path: Path) -> None:
    rows = months("samtal", 2022, [100] * 8) + months("samtal", 2021, [90] * 12)
    report = division(tmp_path, rows, more=produktion(f"{CALLS}, plan: {{DÅ08: 1000, ÅR: 9}}"))
    [one] = report.production
    assert (one.utfall, one.comparison, one.change) == (Decimal(800), Decimal(720), Decimal(80))
    assert one.change_percent is not None
    assert round(one.change_percent, 6) == Decimal("11.111111")
    assert (one.plan, one.share_of_plan) == (Decimal(1000), Decimal(80))
    assert (one.change_text, one.change_percent_text) == (f"+80{NBSP}st", f"+11,1{NBSP}%")
    assert (one.plan_text, one.share_of_plan_text) == (f"1{NBSP}000{NBSP}st", f"80,0{NBSP}%")
    assert one.comparison_refers_to == "jan–aug 2021"
    assert [d.value for d in one.derivations] == [Decimal(800), Decimal(720)]


def test_a_division_is_the_sum_of_its_verksamheter_each_shown_in_plan_order(tmp_path: Path) -> None:
    rows = months("samtal", 2022, [10] * 8, "Service") + months("samtal", 2022, [5] * 8, "IT/MT")
    report = division(tmp_path, rows, more=produktion(CALLS))
    assert [(one.unit, one.utfall) for one in report.production] == [
        ("", Decimal(120)),
        ("IT/MT", Decimal(40)),
        ("Service", Decimal(80)),
    ]


def test_a_missing_month_is_named_and_left_out_of_last_year_too(tmp_path: Path) -> None:
    rows = months("samtal", 2022, [10] * 7) + months("samtal", 2021, [10] * 12)
    [one] = division(tmp_path, rows, more=produktion(CALLS)).production
    assert one.outcome_detail == "jan–jul av jan–aug"
    assert (one.comparison, one.comparison_refers_to) == (Decimal(70), "jan–jul 2021")
    assert (one.change, one.change_text) == (Decimal(0), f"0{NBSP}st")


def test_later_months_never_matter(tmp_path: Path) -> None:
    rows, plan = months("samtal", 2022, [10] * 8), produktion(CALLS)
    found = [
        replace(one, derivations=())
        for more in ("", "samtal;;2022-09;99;;;\n")
        for one in division(tmp_path, rows + more, more=plan).production
    ]
    assert found[0] == found[1]


def test_nothing_last_year_gives_no_change_and_zero_last_year_no_percent(tmp_path: Path) -> None:
    [none] = division(tmp_path, months("samtal", 2022, [10] * 8), more=produktion(CALLS)).production
    assert (none.comparison_text, none.change_text, none.change_percent_text) == ("–", "–", "–")
    rows = months("samtal", 2022, [10] * 8) + months("samtal", 2021, [0] * 12)
    [zero] = division(tmp_path, rows, more=produktion(CALLS)).production
    assert (zero.comparison, zero.change) == (Decimal(0), Decimal(80))
    assert (zero.change_percent, zero.change_percent_text) == (None, "–")


def test_a_plan_of_zero_gives_no_share_and_a_plan_for_another_period_is_none(
    tmp_path: Path,
) -> None:
    rows = months("samtal", 2022, [10] * 8)
    [zero] = division(tmp_path, rows, more=produktion(f"{CALLS}, plan: {{DÅ08: 0}}")).production
    assert (zero.plan, zero.share_of_plan, zero.share_of_plan_text) == (Decimal(0), None, "–")
    [other] = division(tmp_path, rows, more=produktion(f"{CALLS}, plan: {{ÅR: 9}}")).production
    assert (other.plan, other.plan_text) == (None, "Ingen plan")


BOTH = months("samtal", 2022, [10] * 8, "Service") + months("samtal", 2022, [5] * 8, "IT/MT")


def test_the_divisions_plan_is_the_sum_where_every_verksamhet_has_one(tmp_path: Path) -> None:
    plans = "plan_per_verksamhet: {IT/MT: {DÅ08: 50}, Service: {DÅ08: 70}}"
    found = rows_of(division(tmp_path, BOTH, more=produktion(f"{CALLS}, {plans}")))
    assert found["samtal", ""].plan == Decimal(120)
    assert found["samtal", ""].plan_detail == "Summan av verksamheternas planer"
    assert found["samtal", "IT/MT"].share_of_plan == Decimal(80)


def test_the_division_has_no_plan_where_one_verksamhet_lacks_it(tmp_path: Path) -> None:
    plans = "plan_per_verksamhet: {IT/MT: {DÅ08: 50}}"
    found = rows_of(division(tmp_path, BOTH, more=produktion(f"{CALLS}, {plans}")))
    whole = found["samtal", ""]
    assert (whole.plan, whole.plan_text, whole.plan_detail) == (
        None, "Ingen plan", "Plan saknas för Service",
    )  # fmt: skip


def test_the_divisions_own_plan_stands_before_the_sum(tmp_path: Path) -> None:
    plans = "plan: {DÅ08: 200}, plan_per_verksamhet: {IT/MT: {DÅ08: 50}}"
    found = rows_of(division(tmp_path, BOTH, more=produktion(f"{CALLS}, {plans}")))
    assert (found["samtal", ""].plan, found["samtal", ""].plan_detail) == (Decimal(200), "")


def test_a_verksamhet_without_a_figure_this_year_is_shown_as_such(tmp_path: Path) -> None:
    rows = months("samtal", 2022, [5] * 8, "IT/MT") + months("samtal", 2021, [5] * 8, "Service")
    found = rows_of(division(tmp_path, rows, more=produktion(CALLS)))
    missing = found["samtal", "Service"]
    assert (missing.utfall, missing.utfall_text) == (None, "Ej tillgängligt")
    assert missing.outcome_detail == "Uppgift saknas"
    assert (missing.change_text, missing.share_of_plan_text) == ("–", "–")
    assert "Service saknas" in found["samtal", ""].outcome_detail


def test_a_share_just_below_the_plan_never_shows_it_as_reached(tmp_path: Path) -> None:
    rows = months("samtal", 2022, [0, 0, 0, 0, 0, 0, 0, 99999])
    [one] = division(tmp_path, rows, more=produktion(f"{CALLS}, plan: {{DÅ08: 100000}}")).production
    assert one.share_of_plan_text == f"99,999{NBSP}%"


@given(st.decimals(0, 10**6, places=2), st.decimals(1, 10**6, places=2))
def test_change_and_share_agree(utfall: Decimal, base: Decimal) -> None:
    change, share = percent_change(utfall, base), share_of_plan(utfall, base)
    assert change is not None
    assert share is not None
    assert abs(share - 100 - change) < Decimal("1e-15")
    assert (change > 0, change == 0) == (utfall > base, utfall == base)


@pytest.mark.parametrize("base", [None, Decimal(0), Decimal(-1)])
def test_there_is_no_percent_of_nothing_or_less(base: Decimal | None) -> None:
    assert percent_change(Decimal(5), base) is None
    assert share_of_plan(Decimal(5), base) is None


def test_too_small_a_group_is_withheld_and_cannot_be_worked_out(tmp_path: Path) -> None:
    few = months("samtal", 2022, [31] * 8, "IT/MT", 5) + months(
        "samtal", 2021, [29] * 12, "IT/MT", 5
    )
    many = months("samtal", 2022, [70] * 8, "Service", 90)
    many += months("samtal", 2021, [60] * 12, "Service", 90)
    plans = "plan_per_verksamhet: {IT/MT: {DÅ08: 50}, Service: {DÅ08: 500}}"
    report = division(tmp_path, few + many, more=produktion(f"{CALLS}, känslig: true, {plans}"))
    small = rows_of(report)["samtal", "IT/MT"]
    assert (small.utfall, small.comparison, small.change, small.share_of_plan) == (None,) * 4
    assert (small.utfall_text, small.withheld) == ("Visas ej (få personer)", True)
    assert (small.change_text, small.change_percent_text, small.share_of_plan_text) == ("–",) * 3
    known = [one for one in report.production if one.utfall is not None]
    assert len(known) <= 1  # with both the others shown it would be their difference
    table = production_table(report)
    drawn = "".join(figure.alt for figure in production_figures(report))
    assert "248" not in f"{table} {drawn} {report.log}"


# Plan


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (
            "id: annat, namn: X, enhet: st",
            "produktionsmåttet annat, id: ”annat” finns redan på rad",
        ),
        (f"{CALLS}, plan_per_verksamhet: {{Servise: {{ÅR: 1}}}}", "menade du Service?"),
        ("id: ja, namn: X, enhet: ja/nej", "produktion anges i tal, inte i ja/nej"),
        (f"{CALLS}, plann: {{ÅR: 1}}", "nyckeln ”plann” är okänd; menade du plan?"),
        (f"{CALLS}, plan: {{DÅ09: 1}}", "Perioden ”DÅ09” finns inte"),
        (f"{CALLS}, plan: {{ÅR: många}}", "”många” är inte ett tal"),
    ],
)
def test_a_slip_in_produktion_is_one_clear_message(tmp_path: Path, item: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        division(tmp_path, "", more=produktion(item))
    assert [fault for fault in error.value.faults if said in fault], error.value.faults


def test_two_production_measures_cannot_share_an_id(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="”samtal” finns redan på rad"):
        division(tmp_path, "", more=produktion(CALLS, CALLS))


# Shown


def shown(tmp_path: Path) -> Report:
    rows = BOTH + months("samtal", 2021, [4] * 12, "IT/MT") + months("ytor", 2022, [1] * 8)
    plans = "plan_per_verksamhet: {IT/MT: {DÅ08: 50}}"
    return division(
        tmp_path, rows, more=produktion(f"{CALLS}, {plans}", "id: ytor, namn: Ytor, enhet: m2")
    )


def table_of(report: Report) -> Table:
    table = production_table(report)
    assert table is not None
    return table


def test_the_division_and_every_verksamhet_stand_under_headings_of_their_own(
    tmp_path: Path,
) -> None:
    table = table_of(shown(tmp_path))
    assert [group.title for group in table.groups] == ["Hela divisionen", "IT/MT", "Service"]
    [row] = table.groups[1].rows
    assert [f"{cell.text} {cell.second}".strip() for cell in row.cells] == [
        "Samtal, st", "40", "32", "+8", f"+25,0{NBSP}%", "50", f"80,0{NBSP}%",
    ]  # fmt: skip


def test_no_cell_is_empty_and_every_dash_has_its_words(tmp_path: Path) -> None:
    table = table_of(shown(tmp_path))
    assert abs(sum(column.width for column in table.columns) - 1) < 1e-9
    cells = [cell for group in table.groups for row in group.rows for cell in row.cells]
    assert all(cell.text for cell in cells)
    assert all(cell.hidden for cell in cells if cell.text == "–")


def test_verksamheter_spelt_nearly_alike_have_headings_of_their_own(tmp_path: Path) -> None:
    rows = months("samtal", 2022, [1] * 8, "A/B") + months("samtal", 2022, [1] * 8, "A B")
    more = "verksamheter: [A/B, A B]\nproduktion:\n  - {" + CALLS + "}\n"
    table = table_of(division(tmp_path, rows, more=more))
    assert [group.title for group in table.groups] == ["Hela divisionen", "A/B", "A B"]


def test_the_picture_says_in_words_what_it_shows_and_leads_to_its_table(tmp_path: Path) -> None:
    report = shown(tmp_path)
    [figure] = production_figures(report)
    assert figure.title == "Produktion mot föregående år och plan"
    assert figure.alt == (
        "Produktion mot föregående år och plan, januari–augusti 2022. "
        f"Samtal: IT/MT 40{NBSP}st, samma period föregående år 32{NBSP}st, plan 50{NBSP}st; "
        f"Service 80{NBSP}st. Ytor: Hela divisionen 8{NBSP}m2."
    )
    assert figure.data_anchor == table_of(report).id
    assert 'width="482"' in figure.svg
    assert 'width="342"' in figure.narrow_svg
    assert "<text" not in figure.svg + figure.narrow_svg


def test_the_picture_draws_only_in_the_palettes_colours_and_the_same_each_time(
    tmp_path: Path,
) -> None:
    report = shown(tmp_path)
    first, second = production_figures(report), production_figures(report)
    assert first == second
    from styrkort.palette import LIGHT

    drawn = set(re.findall(r'(?:fill|stroke)="(#[0-9A-F]{6})"', first[0].svg))
    assert drawn <= set(LIGHT.values())
    assert LIGHT["accent"] in drawn


def test_a_bar_that_cannot_be_drawn_says_why(tmp_path: Path) -> None:
    report = shown(tmp_path)
    hidden = tuple(
        replace(one, utfall=None, utfall_text="Visas ej (få personer)", withheld=True, change=None)
        if one.unit == "Service"
        else one
        for one in report.production
    )
    [figure] = production_figures(replace(report, production=hidden))
    assert "Service Visas ej (få personer)" in figure.alt
    assert "80" not in figure.alt


def test_many_verksamheter_are_drawn_on_more_pages_than_one(tmp_path: Path) -> None:
    names = [f"Enhet {n}" for n in range(30)]
    rows = "".join(months("samtal", 2022, [n + 1] * 8, name) for n, name in enumerate(names))
    more = f"verksamheter: [{', '.join(names)}]\nproduktion:\n  - {{{CALLS}}}\n"
    figures = production_figures(division(tmp_path, rows, more=more))
    assert [figure.title for figure in figures] == [f"Produktion ({n} av 3)" for n in (1, 2, 3)]
    assert all(any(name in figure.alt for figure in figures) for name in names)


def test_nothing_is_drawn_where_nothing_is_in_numbers(tmp_path: Path) -> None:
    assert production_figures(division(tmp_path, "", more=produktion(CALLS))) == ()


def test_the_section_is_left_out_of_a_report_without_production(tmp_path: Path) -> None:
    def cell(id: str, *tags: str) -> dict[str, object]:
        return {"cell_type": "markdown", "id": id, "metadata": {"tags": [*tags]}, "source": id}

    master = {"cells": [cell("a"), cell("produktion", "om-produktion")], "metadata": {}}
    produces = expand(master, division(tmp_path, "", more=produktion(CALLS)))
    assert [one["id"] for one in produces["cells"]] == ["granskning", "a", "produktion"]
    assert all("om-produktion" not in one["metadata"].get("tags", []) for one in produces["cells"])
    without = expand(master, division(tmp_path, ""))
    assert [one["id"] for one in without["cells"]] == ["granskning", "a"]


def test_production_can_be_worked_out_by_hand_from_a_file_of_its_own(tmp_path: Path) -> None:
    rows = months("samtal", 2022, [10] * 8, "Service") + months("samtal", 2022, [5] * 8, "IT/MT")
    rows += months("samtal", 2021, [8] * 8, "Service") + months("samtal", 2021, [5] * 8, "IT/MT")
    report = division(tmp_path, rows, more=produktion(f"{CALLS}, plan: {{DÅ08: 96}}"))
    found = json.loads(production_json_bytes(report), parse_float=Decimal)
    assert [each["verksamhet"] for each in found] == ["", "IT/MT", "Service"]
    for each in found:
        now, before = (
            sum(part["värde"] for part in how["delvärden"]) for how in each["härledning"]
        )
        assert (now, before) == (each["utfall"], each["samma_period_fg_år"])
        assert each["förändring"] == now - before
        assert all(source["sha256"] for how in each["härledning"] for source in how["källor"])
    assert found[0]["andel_av_plan"] == 100 * found[0]["utfall"] / found[0]["plan"] == 125


def test_without_production_there_is_no_such_file_and_one_of_before_is_emptied(
    tmp_path: Path,
) -> None:
    report = division(tmp_path, "")
    assert production_file(report, tmp_path) == {}
    (tmp_path / "resultat_produktion.json").write_text("[1]", "utf-8")
    assert production_file(report, tmp_path) == {"resultat_produktion.json": b"[]\n"}
