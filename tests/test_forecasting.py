"""Prognos helår: the two methods by hand, when there is too little, rounding, and the goal."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outlook_samples import division, measure, months, ratios
from styrkort.forecasting.estimate import Estimate, Year, limited, patterned, seasonal
from styrkort.forecasting.goal import expected
from styrkort.forecasting.rounding import printed
from styrkort.periodfacts import Forecast
from styrkort.plans.goalforms import read_goal
from styrkort.results import json_bytes
from styrkort.scorecard import Report
from styrkort.terms import Fulfilment
from styrkort.views.outlook import forecasts_table, without_forecast

NBSP = "\u00a0"
SUM = "enhet: st, beräkning: summa"


def only(report: Report) -> Forecast:
    [forecast] = report.forecasts
    return forecast


def years(*pairs: tuple[int, int]) -> list[Year]:
    """Years from 2018 on: the same months, and the full year."""
    return [
        Year(2018 + n, Fraction(same), Fraction(whole)) for n, (same, whole) in enumerate(pairs)
    ]


# Säsongsandel


def test_the_seasonal_share_is_that_of_all_earlier_years_together() -> None:
    made = seasonal(Fraction(300), years((200, 400), (300, 400)))
    assert made.point == Fraction(300) / (Fraction(500) / Fraction(800)) == 480
    assert (made.low, made.high, made.years) == (400, 600, (2018, 2019))


def test_one_earlier_year_gives_a_point_and_no_range() -> None:
    made = seasonal(Fraction(300), years((200, 400)))
    assert (made.point, made.low, made.high) == (600, None, None)


@pytest.mark.parametrize(
    ("utfall", "history", "why"),
    [
        (0, [(2, 4)], "utfallet är 0 och säger inget om resten av året"),
        (5, [(0, 4)], "samma månader stod inte för mellan 0 och 100 procent av helåret 2018"),
        (5, [(3, 4), (6, 4)], "samma månader stod inte för mellan 0 och 100 procent av helåret"),
        (5, [(0, 0)], "helåret 2018 hade inte utfallets tecken"),
        (-5, [(3, 4)], "helåret 2018 hade inte utfallets tecken"),
    ],
)
def test_a_share_that_tells_nothing_is_not_used(
    utfall: int, history: list[tuple[int, int]], why: str
) -> None:
    made = seasonal(Fraction(utfall), years(*history))
    assert made.point is None
    assert why in made.why_none


positive = st.integers(1, 10**6)


@given(st.lists(st.tuples(positive, positive), min_size=1, max_size=6), positive)
def test_the_range_always_holds_the_point(pairs: list[tuple[int, int]], utfall: int) -> None:
    history = years(*((same, same + rest) for same, rest in pairs))
    for method in (seasonal, patterned):
        made = method(Fraction(utfall), history)
        assert made.point is not None
        if made.low is not None and made.high is not None:
            assert made.low <= made.point <= made.high
        assert (made.low is None) == (len(history) == 1)


@given(
    st.lists(st.integers(0, 500), min_size=12, max_size=12).filter(lambda v: sum(v[:8]) > 0),
    st.lists(st.integers(1, 9), min_size=1, max_size=5),
)
def test_years_of_one_and_the_same_pattern_give_exactly_the_full_year(
    pattern: list[int], scales: list[int]
) -> None:
    history = years(*((k * sum(pattern[:8]), k * sum(pattern)) for k in scales))
    made = seasonal(Fraction(7 * sum(pattern[:8])), history)
    assert made.point == 7 * sum(pattern)
    assert {made.low, made.high} <= {None, made.point}


# Förra årets mönster


def test_the_pattern_is_the_latest_years_and_the_range_that_of_all_years() -> None:
    made = patterned(Fraction(6), years((5, 7), (6, 5), (4, 5)))
    assert (made.point, made.low, made.high) == (7, 5, 8)


@given(
    st.integers(-50, 150), st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1)
)
def test_a_limited_estimate_stays_within_its_bounds(
    utfall: int, pairs: list[tuple[int, int]]
) -> None:
    free = patterned(Fraction(utfall), years(*pairs))
    made = limited(free, Fraction(0), Fraction(100))
    assert all(0 <= one <= 100 for one in made.values)
    assert (made.limit is None) == all(0 <= one <= 100 for one in free.values)


def test_an_estimate_within_its_bounds_is_left_as_it_is() -> None:
    free = Estimate(Fraction(5), Fraction(4), Fraction(6), (2020, 2021))
    assert limited(free, Fraction(0), None) is free


# From the data


def two_years(id: str = "a") -> str:
    return months(id, 2020, [10] * 8 + [20] * 4) + months(id, 2021, [10] * 8 + [10] * 4)


def test_a_sum_is_estimated_by_its_seasonal_share(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [20] * 8)
    made = only(division(tmp_path, rows, measures=measure(f"{SUM}, mål: {{minst: 400}}")))
    # 160 / (160/280) = 280; the years by themselves: 160/(80/160) = 320 and 160/(80/120) = 240.
    assert (made.computed, made.low, made.high) == (Decimal(280), Decimal(240), Decimal(320))
    assert made.method == "Säsongsandel 2020–2021"
    assert (made.computed_text, made.range_text) == (f"ca 280{NBSP}st", f"240–320{NBSP}st")
    assert (made.computed_fulfilment, made.uncertain) == (Fulfilment.NOT_MET, False)


def test_a_range_on_both_sides_of_a_limit_is_uncertain(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [20] * 8)
    made = only(division(tmp_path, rows, measures=measure(f"{SUM}, mål: {{minst: 300}}")))
    assert (made.computed_fulfilment, made.uncertain) == (None, True)


def test_a_ratio_follows_the_latest_years_change_to_the_full_year(tmp_path: Path) -> None:
    rows = ratios("a", 2020, [(50, 1000)] * 8 + [(80, 1000)] * 4)
    rows += ratios("a", 2021, [(50, 1000)] * 8 + [(65, 1000)] * 4)
    rows += ratios("a", 2022, [(60, 1000)] * 8)
    keys = 'enhet: "%", beräkning: kvot, decimaler: 1, mål: {högst: 8}'
    made = only(division(tmp_path, rows, measures=measure(keys)))
    assert (made.computed, made.low, made.high) == (Decimal("6.5"), Decimal("6.5"), Decimal(7))
    assert made.method == "Förra årets mönster 2021, spann av 2020–2021"
    assert made.computed_fulfilment is Fulfilment.MET


def test_the_latest_value_is_compared_with_its_own_month_and_december(tmp_path: Path) -> None:
    rows = "a;;2021-07;70;;;\na;;2021-08;50;;;\na;;2021-12;74;;;\na;;2022-07;72;;;\n"
    made = only(division(tmp_path, rows, measures=measure("enhet: index")))
    assert made.computed == Decimal(76)
    assert made.range_text == "Spann kan inte anges av ett år"


def test_a_rolling_year_needs_the_rolling_years_of_the_earlier_one(tmp_path: Path) -> None:
    rows = months("a", 2020, [1] * 12) + months("a", 2021, [1] * 8 + [2] * 4)
    rows += months("a", 2022, [1] * 8)
    made = only(division(tmp_path, rows, measures=measure("enhet: st, beräkning: rullande12")))
    # Twelve months to August 2022: 8·1 + 4·2 = 16; to August 2021 12 and to December 2021 16.
    assert made.computed == Decimal(20)


def test_later_months_never_matter(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [20] * 8)
    first = only(division(tmp_path, rows, measures=measure(SUM)))
    assert only(division(tmp_path, rows + "a;;2022-09;999;;;\n", measures=measure(SUM))) == first


def test_a_year_with_a_month_missing_is_left_out(tmp_path: Path) -> None:
    rows = months("a", 2020, [10] * 11) + months("a", 2021, [10] * 12) + months("a", 2022, [5] * 8)
    made = only(division(tmp_path, rows, measures=measure(SUM)))
    assert (made.method, made.computed) == ("Säsongsandel 2021", Decimal(60))


def too_little(tmp_path: Path, rows: str, keys: str = SUM) -> str:
    made = only(division(tmp_path, rows, measures=measure(keys)))
    assert (made.computed, made.low, made.computed_text) == (None, None, "Underlag saknas")
    return made.why_none


def test_there_is_too_little_without_a_whole_earlier_year(tmp_path: Path) -> None:
    rows = months("a", 2021, [10] * 11) + months("a", 2022, [5] * 8)
    assert too_little(tmp_path, rows) == "inget tidigare år har uppgifter för alla månader"
    assert too_little(tmp_path, months("a", 2022, [5] * 8)).startswith("inget tidigare år")


def test_there_is_too_little_with_a_month_missing_this_year(tmp_path: Path) -> None:
    rows = months("a", 2021, [10] * 12) + months("a", 2022, [5] * 7)
    assert too_little(tmp_path, rows) == "värden finns för jan–jul av jan–aug"
    assert too_little(tmp_path, months("a", 2021, [10] * 12)) == "uppgift saknas"


def test_there_is_too_little_across_a_break(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [5] * 8)
    now = f"{SUM}, avbrott: {{orsak: Nytt system}}"
    assert too_little(tmp_path, rows, now) == "avbrott i serien"
    later = f"{SUM}, avbrott: {{orsak: Nytt system, från: 2022-11}}"
    assert too_little(tmp_path, rows, later) == "avbrott i serien"


def test_only_the_years_after_a_break_count(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [10] * 8)
    keys = f"{SUM}, avbrott: {{orsak: Nytt system, från: 2021-01}}"
    assert only(division(tmp_path, rows, measures=measure(keys))).method == "Säsongsandel 2021"


def test_other_verksamheter_are_not_the_same_series(tmp_path: Path) -> None:
    rows = months("a", 2021, [10] * 12, "A") + months("a", 2022, [5] * 8, "B")
    assert too_little(tmp_path, rows) == "tidigare år gäller andra verksamheter"


def test_too_small_a_group_has_no_forecast(tmp_path: Path) -> None:
    rows = ratios("a", 2021, [(1, 100)] * 12, persons=90) + ratios("a", 2022, [(3, 70)] * 8, 5)
    keys = 'enhet: "%", beräkning: kvot, känslig: true'
    assert too_little(tmp_path, rows, keys) == "utfallet visas inte (få personer)"


def test_a_year_whose_remaining_months_are_of_too_few_is_left_out(tmp_path: Path) -> None:
    rows = ratios("a", 2021, [(1, 100)] * 8, persons=90)
    rows += "".join(f"a;;2021-{m:02};;7;70;5\n" for m in range(9, 13))
    rows += ratios("a", 2022, [(3, 70)] * 8, persons=90)
    keys = 'enhet: "%", beräkning: kvot, känslig: true'
    assert too_little(tmp_path, rows, keys) == "tidigare år visas inte (få personer)"


def test_ingen_leaves_the_computed_forecast_out(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [20] * 8)
    keys = measure(f"{SUM}, prognosmetod: ingen")
    assert division(tmp_path, rows, measures=keys).forecasts == ()


def test_the_plan_may_choose_the_other_method(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [20] * 8)
    made = only(
        division(tmp_path, rows, measures=measure(f"{SUM}, prognosmetod: förra årets mönster"))
    )
    assert (made.computed, made.low, made.high) == (Decimal(200), Decimal(200), Decimal(240))


def test_the_forecast_can_be_worked_out_by_hand_from_the_json(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [20] * 8)
    keys = measure(f"{SUM}, mål: {{högst: 300}}")
    [row] = json.loads(json_bytes(division(tmp_path, rows, measures=keys)), parse_float=Decimal)
    made, now = row["prognos"], Fraction(row["utfall"])
    same, whole = (
        [Fraction(year[key]) for year in made["underlag"]] for key in ("samma_månader", "helår")
    )
    assert [year["år"] for year in made["underlag"]] == [2020, 2021]
    assert Fraction(made["beräknad"]) == now * sum(whole) / sum(same)
    each = [now * of_year / part for part, of_year in zip(same, whole, strict=True)]
    assert [made["lägst"], made["högst"]] == [min(each), max(each)]
    assert (made["mål_helår"], made["osäkert"]) == (f"Högst 300{NBSP}st", True)
    assert made["beräknad_måluppfyllelse"] == ""


def test_at_the_years_end_nothing_is_computed(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [20] * 12)
    assert division(tmp_path, rows, measures=measure(SUM), code="ÅR").forecasts == ()


def test_a_count_never_goes_below_zero_nor_a_share_above_a_hundred(tmp_path: Path) -> None:
    rows = months("a", 2021, [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 1]) + "a;;2022-08;3;;;\n"
    made = only(division(tmp_path, rows, measures=measure("enhet: st")))
    assert (made.computed, made.method) == (
        Decimal(0), f"Förra årets mönster 2021; begränsad till 0{NBSP}st",
    )  # fmt: skip
    rows = months("a", 2021, [80] * 11 + [95]) + "a;;2022-08;92;;;\n"
    made = only(division(tmp_path, rows, measures=measure('enhet: "%"')))
    assert (made.computed, made.method[-20:]) == (Decimal(100), f"begränsad till 100{NBSP}%")


def test_money_may_fall_below_zero(tmp_path: Path) -> None:
    rows = months("a", 2021, [9] * 11 + [1]) + "a;;2022-08;3;;;\n"
    made = only(division(tmp_path, rows, measures=measure("enhet: mnkr")))
    assert made.computed == Decimal(-5)


# Rounding


def no_goal(_: Decimal) -> None:
    return None


@pytest.mark.parametrize(
    ("point", "ends", "decimals", "text", "range_text"),
    [
        ("5934", ("5712", "6093"), 0, "ca 5 900 st", "5 700–6 100 st"),
        ("5934", ("5930", "5938"), 0, "ca 5 930 st", "5 930–5 940 st"),
        ("5934", None, 0, "ca 5 900 st", ""),
        ("5934", ("5934", "5934"), 0, "ca 5 900 st", "Åren ger samma prognos"),
        ("6.34", ("6.19", "6.48"), 1, "ca 6,3 st", "6,1–6,5 st"),
        ("6.34", None, 1, "ca 6,3 st", ""),
        ("98.6", None, 1, "ca 99 st", ""),
        ("-11.1", ("-14.2", "-2.3"), 1, "ca −11 st", "−15 till −2 st"),
        ("0", None, 0, "ca 0 st", ""),
    ],
)
def test_a_forecast_is_no_more_precise_than_its_range(
    point: str, ends: tuple[str, str] | None, decimals: int, text: str, range_text: str
) -> None:
    exact = (Decimal(ends[0]), Decimal(ends[1])) if ends else None
    made = printed(Decimal(point), exact, "st", decimals, no_goal)
    assert (made.text.replace(NBSP, " "), made.range_text.replace(NBSP, " ")) == (text, range_text)


def test_rounding_never_hides_the_verdict() -> None:
    def at_least_100(value: Decimal) -> Fulfilment:
        return Fulfilment.MET if value >= 100 else Fulfilment.NOT_MET

    made = printed(Decimal("99.6"), None, "%", 0, at_least_100)
    assert made.text == f"ca 99,6{NBSP}%"


def test_a_goal_inside_the_range_makes_it_uncertain_though_both_ends_miss_it() -> None:
    goal = read_goal({"mellan": ["99", "101"]})

    def verdict(value: Decimal) -> Fulfilment:
        return Fulfilment.MET if 99 <= value <= 101 else Fulfilment.NOT_MET

    low, high = Decimal(90), Decimal(110)
    assert expected(verdict, goal, Decimal(95), (low, high)) is None
    assert expected(verdict, goal, Decimal(95), None) is Fulfilment.NOT_MET


# A person's own


def test_a_persons_own_forecast_stands_beside_with_reason_and_verdict(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [20] * 8)
    stated = "prognos: {a: {värde: 420, motivering: Kön minskar, av: Chefen}}"
    report = division(
        tmp_path, rows, measures=measure(f"{SUM}, mål: {{minst: 400}}"), stated=stated
    )
    made = only(report)
    assert (made.value, made.text, made.fulfilment) == (
        Decimal(420), f"420{NBSP}st", Fulfilment.MET,
    )  # fmt: skip
    assert made.computed_fulfilment is Fulfilment.NOT_MET
    table = forecasts_table(report)
    assert table is not None
    [row] = table.groups[0].rows
    assert [f"{cell.text} {cell.second}".strip() for cell in row.cells] == [
        "Måttet a",
        f"400{NBSP}st",
        f"160{NBSP}st",
        f"ca 280{NBSP}st 240–320{NBSP}st. Väntas inte bli uppfyllt.",
        f"420{NBSP}st Väntas bli uppfyllt",
        "Säsongsandel 2020–2021 Egen prognos: Kön minskar. Bedömt av Chefen.",
    ]
    assert table.footnote.startswith("Säsongsandel: utfallet delat med")
    assert "Förra årets mönster" not in table.footnote


def test_the_full_years_own_goal_is_the_one_it_is_held_against(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [20] * 8)
    goals = f"{SUM}, mål: {{DÅ08: {{minst: 9}}, ÅR: {{minst: 900}}}}"
    made = only(division(tmp_path, rows, measures=measure(goals)))
    assert (made.target_text, made.computed_fulfilment) == (f"900{NBSP}st", Fulfilment.NOT_MET)


def test_a_direction_goal_without_baseline_is_held_against_last_years_full_year(
    tmp_path: Path,
) -> None:
    rows = two_years() + months("a", 2022, [20] * 8)
    made = only(division(tmp_path, rows, measures=measure(f"{SUM}, mål: {{riktning: öka}}")))
    assert made.computed_fulfilment is Fulfilment.MET  # 240 at least, and 2021 came to 120


def test_a_goal_that_refers_to_another_measure_gives_no_verdict(tmp_path: Path) -> None:
    rows = two_years() + two_years("b") + months("a", 2022, [20] * 8) + months("b", 2022, [1] * 8)
    both = measure(f"{SUM}, mål: {{minst: {{styrmått: b}}}}") + measure(SUM, "b")
    made = division(tmp_path, rows, measures=both).forecasts[0]
    assert (made.computed_fulfilment, made.uncertain) == (None, False)


# Shown


def test_measures_without_a_forecast_are_told_in_one_line(tmp_path: Path) -> None:
    both = measure(SUM) + measure(SUM, "b")
    report = division(tmp_path, months("a", 2022, [1] * 8), measures=both)
    assert forecasts_table(report) is None
    line = without_forecast(report)
    assert line is not None
    assert line.text == (
        "Underlag saknas för beräknad prognos: Måttet a (inget tidigare år har uppgifter för alla "
        "månader); Måttet b (uppgift saknas)."
    )


def test_one_reason_for_all_is_told_once_without_names(tmp_path: Path) -> None:
    both = measure(SUM) + measure(SUM, "b")
    rows = months("a", 2022, [1] * 8) + months("b", 2022, [1] * 8)
    line = without_forecast(division(tmp_path, rows, measures=both))
    assert line is not None
    assert line.text == (
        "Underlag saknas för beräknade prognoser: inget tidigare år har uppgifter för alla månader."
    )


def test_measures_in_words_are_not_estimated(tmp_path: Path) -> None:
    keys = measure("enhet: text") + measure("enhet: ja/nej, mål: {ja: true}", "b")
    report = division(tmp_path, "b;;2022-08;ja;;;\n", measures=keys)
    assert report.forecasts == ()
    assert without_forecast(report) is None


def test_no_forecast_cell_is_empty(tmp_path: Path) -> None:
    rows = two_years() + months("a", 2022, [20] * 8)
    report = division(tmp_path, rows, measures=measure(SUM) + measure(SUM, "b"))
    stated = replace(report.forecasts[1], value=Decimal(3), text="3 st")
    table = forecasts_table(replace(report, forecasts=(report.forecasts[0], stated)))
    assert table is not None
    cells = [cell for row in table.groups[0].rows for cell in row.cells]
    assert all(cell.text for cell in cells)
    assert all(cell.hidden for cell in cells if cell.text == "–")
