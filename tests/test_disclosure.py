"""Which figures are withheld as being of too few persons, and what is withheld with them."""

import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from attack import measure_of, plan_of
from styrkort.disclosure import MOST_PERSONS, withheld
from styrkort.observations import Observation, Observations
from styrkort.outcomes import FEW_PERSONS, Outcomes
from styrkort.period import Period

UNITS = ("IT", "Kök", "Service", "Städ")
DA04, DA08, AR = Period("DÅ04", 2022), Period("DÅ08", 2022), Period("ÅR", 2022)
JAN, MAY = "2022-01", "2022-05"


def row(
    unit: str, persons: int | None, month: str = JAN, gender: str = "", over: int = 50
) -> Observation:
    return Observation(
        "hemligt", unit, month, gender, None, Decimal(over), Decimal(1000), persons=persons
    )


def hidden(
    items: Iterable[Observation], *months: str, calculation: str = "kvot", **keys: Any
) -> set[tuple[str, str]]:
    measure = measure_of(calculation, enhet="%", **keys)
    return set(withheld(measure, items, months or (JAN,), UNITS))


def year(unit: str, sizes: Iterable[int], of: int = 2022) -> list[Observation]:
    return [row(unit, size, f"{of}-{month:02}") for month, size in enumerate(sizes, 1)]


def units(*sizes: int | None, total: int | None = None) -> list[Observation]:
    own = [row(unit, size) for unit, size in zip(UNITS, sizes, strict=False)]
    return [*own, row("", total, over=50 * len(own))] if total else own


def test_ten_persons_are_too_few_and_eleven_are_not() -> None:
    assert MOST_PERSONS == 10
    assert ("Kök", "") in hidden(units(40, 10, 30, 20))
    assert hidden(units(40, 11, 30, 20)) == set()


def test_a_group_of_nobody_is_too_few() -> None:
    assert ("Kök", "") in hidden(units(40, 0, 30, 20))


def test_what_is_not_sensitive_is_shown() -> None:
    assert hidden(units(40, 2, 30, 20), känslig=False) == set()


def test_a_group_whose_size_nobody_says_is_shown() -> None:
    assert hidden(units(None, None, None, None)) == set()
    assert hidden(units(40, None, 30, 20)) == set()


def test_the_smallest_other_verksamhet_is_withheld_with_a_small_one() -> None:
    assert hidden(units(40, 6, 30, 20)) == {("Kök", ""), ("Städ", "")}
    assert hidden(units(40, 6, 20, 20)) == {("Kök", ""), ("Service", "")}, "the plan's order"


def test_one_of_unknown_size_is_withheld_last() -> None:
    assert hidden(units(40, 6, None, 30)) == {("Kök", ""), ("Städ", "")}


def test_two_small_ones_that_are_ten_together_need_a_third() -> None:
    assert hidden(units(40, 6, 4, 20)) == {("Kök", ""), ("Service", ""), ("Städ", "")}
    assert hidden(units(40, 6, 5, 20)) == {("Kök", ""), ("Service", "")}


def test_two_verksamheter_hide_each_other_and_the_division_is_shown() -> None:
    items = [row("IT", 8), row("Kök", 50), row("", 58)]
    assert set(withheld(measure_of("kvot"), items, (JAN,), ("IT", "Kök"))) == {
        ("IT", ""),
        ("Kök", ""),
    }


def test_the_total_is_withheld_where_it_is_all_that_is_left() -> None:
    items = [row("IT", 8), row("", 8)]
    assert hidden(items) == {("IT", ""), ("", "")}
    unknown = [row("IT", 8), row("", None)]
    alone = set(withheld(measure_of("kvot"), unknown, (JAN,), ("IT",)))
    assert alone == {("IT", ""), ("", "")}


def test_a_total_with_many_others_in_it_gives_a_small_part_no_name() -> None:
    assert hidden([row("IT", 8), row("", 100, over=500)]) == {("IT", "")}


def test_few_that_no_verksamhet_counts_are_not_told_by_the_total_either() -> None:
    items = [row("IT", 45), row("", 50, over=90)]
    assert hidden(items) == {("IT", "")}


def test_sizes_that_are_counted_otherwise_hide_nobody_that_the_figures_leave_out() -> None:
    items = [*units(40, 30, 20, 25), row("", 118, over=200)]
    items = [*items[:-1], Observation("hemligt", "", JAN, "", None, Decimal(200), Decimal(4000))]
    assert hidden(items) == set()


def test_a_verksamhet_without_a_row_has_nothing_and_that_is_not_told_either() -> None:
    there = [row("IT", 40), row("Service", 30), row("Städ", 20)]
    whole = replace(row("", 96, over=150), denominator=Decimal(3000))
    assert ("Städ", "") in hidden([*there, whole])
    assert hidden([*there, replace(whole, persons=90)]) == set()


def test_the_plans_order_decides_nothing_for_next_year_it_may_be_another() -> None:
    items, measure = units(20, 6, 20, 20), measure_of("kvot", enhet="%")
    orders = [UNITS, UNITS[::-1], ("Städ", "IT", "Kök", "Service")]
    found = {withheld(measure, items, (JAN,), order) for order in orders}
    assert found == {frozenset({("Kök", ""), ("IT", "")})}


@pytest.mark.timeout(20)
def test_sizes_that_contradict_each_other_come_to_an_end() -> None:
    """A verksamhet has no row that month but the division's men count it."""
    items = [row("", 73, gender="man"), row("A", None), row("A", 64, gender="man")]
    later = [row("B", 20, MAY), row("B", 9, MAY, "man")]
    assert isinstance(hidden([*items, *later], JAN, MAY), set)


def test_women_are_withheld_with_few_men() -> None:
    items = [row("", 46, over=90), row("", 40, gender="kvinna"), row("", 6, gender="man", over=40)]
    assert hidden(items) == {("", "kvinna"), ("", "man")}


def test_few_women_that_no_row_is_of_are_not_told_by_all_less_the_men() -> None:
    items = [row("", 46, over=90), row("", 40, gender="man", over=70)]
    assert hidden(items) == {("", "man")}
    assert hidden([row("", 86, over=90), row("", 40, gender="man", over=70)]) == set()


def test_a_size_that_follows_from_the_others_counts() -> None:
    items = [
        row("", 46, over=90),
        row("", 40, gender="man", over=70),
        row("", None, gender="kvinna", over=20),
    ]
    assert hidden(items) == {("", "kvinna"), ("", "man")}
    assert ("IT", "") in hidden(
        [row("IT", None, gender="kvinna"), row("IT", 3, gender="man"), row("IT", 9, over=100)]
    )


def test_parts_of_a_small_group_are_withheld_whatever_their_size_is_said_to_be() -> None:
    items = [*units(40, 30, 20, 8), row("Städ", None, gender="man", over=5)]
    assert {("Städ", ""), ("Städ", "man")} <= hidden(items)


def test_a_table_of_verksamhet_and_kon_needs_four_cells() -> None:
    sizes = {"IT": (20, 30), "Kök": (25, 6), "Service": (40, 45)}
    items = []
    for unit, (women, men) in sizes.items():
        items += [
            row(unit, women + men, over=100),
            row(unit, women, gender="kvinna", over=60),
            row(unit, men, gender="man", over=40),
        ]
    found = set(withheld(measure_of("kvot"), items, (JAN,), tuple(sizes)))
    assert found == {("IT", "kvinna"), ("IT", "man"), ("Kök", "kvinna"), ("Kök", "man")}


def test_no_more_of_the_table_is_withheld_than_what_follows_asks_for() -> None:
    """Kök and Städ have nine women: Service's are withheld with them, and that is enough."""
    sizes = dict(zip(UNITS, (40, 6, 30, 12), strict=True))
    items = [row(unit, size, over=4 * size) for unit, size in sizes.items()]
    for kind in ("kvinna", "man"):
        items += [row(unit, n // 2, gender=kind, over=2 * n) for unit, n in sizes.items()]
    found = hidden(items)
    assert ("Service", "kvinna") in found
    assert not found & {("IT", "kvinna"), ("IT", "man"), ("IT", ""), ("Service", "")}


def test_nothing_left_of_a_total_says_that_everybody_had_nothing() -> None:
    """40 of the 40 hours are the others': then the small ones' is 0, so one more is withheld."""
    items = [row("IT", 40, over=30), row("Kök", 6, over=0), row("Städ", 20, over=0)]
    items += [row("Service", 30, over=10), row("", 96, over=40)]
    assert hidden(items) == {("Kök", ""), ("Städ", ""), ("Service", "")}


def test_a_total_of_nothing_is_withheld_itself() -> None:
    items = [row("IT", 40, over=0), row("Kök", 6, over=0), row("", 46, over=0)]
    assert set(withheld(measure_of("kvot"), items, (JAN,), ("IT", "Kök"))) == {
        ("IT", ""),
        ("Kök", ""),
        ("", ""),
    }


def test_one_month_of_too_few_withholds_the_period() -> None:
    items = [*year("Kök", [12, 12, 9, 12]), *year("IT", [40] * 4), *year("Städ", [30] * 4)]
    months = DA04.months
    assert hidden(items, *months) == {("Kök", ""), ("Städ", "")}


def test_what_is_withheld_at_one_follow_up_stays_so_that_year_but_not_before_or_after() -> None:
    kok = [*[12] * 4, 9, *[12] * 7]
    items = [*year("Kök", kok), *year("IT", [40] * 12), *year("Städ", [30] * 12)]
    items += [*year("Kök", [12] * 12, of=2021), *year("IT", [40] * 12, of=2021)]
    assert hidden(items, *DA04.months) == set()
    assert hidden(items, *DA08.months) == {("Kök", ""), ("Städ", "")}
    assert hidden(items, *AR.months) == {("Kök", ""), ("Städ", "")}
    assert hidden(items, *AR.last_year.months) == set()


def test_senaste_asks_only_its_month() -> None:
    items = [*year("Kök", [9, 12]), *year("IT", [40, 40]), *year("Städ", [30, 30])]
    assert hidden(items, "2022-02", calculation="senaste") == set()
    assert hidden(items, "2022-01", calculation="senaste") == {("Kök", "")}, "there is no total"


def test_the_order_of_rows_and_what_comes_later_change_nothing() -> None:
    items = [*year("Kök", [9] * 8), *year("IT", [40] * 8), *year("Städ", [30] * 8)]
    wanted = hidden(items[:], *DA04.months)
    later = [*items, *year("Service", [5] * 12)[8:]]
    random.Random(1).shuffle(later)
    assert hidden(later, *DA04.months) == wanted


# Through the one door


def outcomes(items: Iterable[Observation], calculation: str = "kvot", **keys: Any) -> Outcomes:
    in_order = tuple(sorted(items, key=lambda item: (item.measure, item.month, item.key)))
    return Outcomes(plan_of(measure_of(calculation, **keys), UNITS, 2022), Observations(in_order))


def test_a_withheld_outcome_is_no_value_and_says_why() -> None:
    asked = outcomes([*units(40, 6, 30, 20), *(row(u, 50, "2021-01") for u in UNITS)])
    measure = asked.plan.measure("hemligt")
    found = asked.utfall(measure, DA04, "Kök")
    assert (found.value, found.withheld, found.reason) == (None, True, FEW_PERSONS)
    assert (found.numerator, found.denominator, found.parts, found.origins) == (None, None, (), ())
    for other in (
        asked.compared(measure, DA04, found, "Kök"),
        asked.last_year(measure, DA04, found, "Kök"),
        asked.previous(measure, DA04, "Kök"),
    ):
        assert (other.value, other.withheld) == (None, True)


def test_a_comparison_of_too_few_is_withheld_beside_an_outcome_that_is_shown() -> None:
    last_year = [
        row(unit, size, "2021-01") for unit, size in zip(UNITS, (40, 6, 30, 20), strict=True)
    ]
    asked = outcomes([*units(40, 16, 30, 20), *last_year])
    measure = asked.plan.measure("hemligt")
    found = asked.utfall(measure, DA04, "Kök")
    assert found.value == 5
    assert asked.compared(measure, DA04, found, "Kök").withheld
    assert asked.compared(measure, DA04, asked.utfall(measure, DA04)).value == 5


def test_the_months_one_by_one_are_not_told_where_any_group_is_withheld() -> None:
    asked = outcomes(units(40, 6, 30, 20))
    shown = asked.utfall(asked.plan.measure("hemligt"), DA04)
    assert shown.value is not None
    assert shown.parts == ()
    asked = outcomes(units(40, 16, 30, 20))
    assert asked.utfall(asked.plan.measure("hemligt"), DA04).parts


def test_a_sum_without_one_verksamhet_is_not_shown_beside_the_sum_of_all() -> None:
    """This year lacks Kök's February; last year's sum without it would tell what it was."""
    before = [
        *year("Kök", [9, 9], 2021),
        *year("IT", [40, 40], 2021),
        *year("Städ", [30, 30], 2021),
    ]
    now = [*year("Kök", [19]), *year("IT", [40, 40]), *year("Städ", [30, 30])]
    asked = outcomes([*before, *now])
    measure = asked.plan.measure("hemligt")
    found = asked.utfall(measure, DA04)
    assert found.value is not None
    assert asked.compared(measure, DA04, found).withheld


@pytest.mark.parametrize("calculation", ["summa", "medel", "kvot", "senaste", "rullande12"])
def test_every_calculation_is_held_back(calculation: str) -> None:
    items = [
        Observation("hemligt", unit, f"{of}-{month:02}", "", Decimal(7), persons=size)
        for of in (2021, 2022)
        for month in range(1, 13)
        for unit, size in zip(UNITS, (40, 6, 30, 20), strict=True)
    ]
    if calculation == "kvot":
        items = [row(item.unit, item.persons, item.month) for item in items]
    asked = outcomes(items, calculation)
    measure = asked.plan.measure("hemligt")
    for period in (DA04, DA08, AR):
        assert asked.utfall(measure, period, "Kök").withheld
        assert asked.utfall(measure, period, "IT").value is not None
