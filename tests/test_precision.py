"""Figures are shown with as many decimals as it takes for none to hide a verdict."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from goal_strategies import distances, goals, numeric
from styrkort.fulfilment import baseline_for, judge
from styrkort.plans.goals import AtLeast, AtMost, Goal, Towards
from styrkort.precision import default_decimals, shown_decimals
from styrkort.quantities import decimals_of, round_half_up
from styrkort.terms import Direction
from styrkort.trend import trend_of

fine = st.decimals(-16, 16, places=5)


@given(goals, fine, st.none() | fine, distances, st.integers(0, 2))
def test_the_shown_figures_give_the_exact_ones_verdict_and_trend(
    goal: Goal, utfall: Decimal, before: Decimal | None, within: Decimal, decimals: int
) -> None:
    shown = shown_decimals(
        goal, utfall, comparison=before, unchanged_within=within, decimals=decimals
    )
    u, c = round_half_up(utfall, shown), None if before is None else round_half_up(before, shown)
    assert judge(goal, u, baseline=baseline_for(goal, c), unchanged_within=within) is judge(
        goal, utfall, baseline=baseline_for(goal, before), unchanged_within=within
    )
    assert trend_of(goal, u, c, unchanged_within=within) == trend_of(
        goal, utfall, before, unchanged_within=within
    )


@given(numeric, fine, st.none() | fine, st.integers(0, 3))
def test_no_more_decimals_than_the_figures_have_and_no_fewer_than_the_plan_says(
    goal: Goal, utfall: Decimal, before: Decimal | None, decimals: int
) -> None:
    shown = shown_decimals(goal, utfall, comparison=before, decimals=decimals)
    assert decimals <= shown <= max(decimals, 5)


def test_decimals_are_added_only_where_they_are_needed() -> None:
    goal = AtMost(target=Decimal(5))
    assert shown_decimals(goal, Decimal("5.04"), decimals=1) == 2
    assert shown_decimals(goal, Decimal("5.0004"), decimals=1) == 4
    assert shown_decimals(goal, Decimal("4.96"), decimals=0) == 0


def test_the_plans_own_baseline_is_shown_as_written_and_is_not_rounded() -> None:
    goal = Towards(direction=Direction.DECREASE, baseline=Decimal("5.14"))
    shown = shown_decimals(goal, Decimal("5.1"), comparison=Decimal("5.14"), decimals=1)
    assert shown == 1


def test_without_stated_decimals_the_outcomes_own_are_shown_but_one_at_most() -> None:
    assert default_decimals(Decimal(72), None) == 0
    assert default_decimals(Decimal("6.3"), None) == 1
    assert default_decimals(Decimal("72.4567"), None) == 1
    assert default_decimals(Decimal("72.4567"), AtLeast(target=Decimal("70.25"))) == 2
    assert default_decimals(None, AtLeast(target=Decimal("70.25"))) == 2
    assert decimals_of(Decimal("1E+3")) == 0
