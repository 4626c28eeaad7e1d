"""How many decimals a measure's figures are shown with, so that none of them hides a verdict."""

from decimal import Decimal
from itertools import count

from styrkort.fulfilment import baseline_for, judge
from styrkort.plans.goals import Goal, limits_of
from styrkort.quantities import decimals_of, round_half_up
from styrkort.trend import trend_of

__all__ = ["default_decimals", "shown_decimals"]

_NO_CHANGE = Decimal(0)


def default_decimals(utfall: Decimal | None, goal: Goal | None) -> int:
    """Decimals where the plan states none: the outcome's own, but no more than one or the goal's.

    72 stays 72 and 6,3 stays 6,3, as in the office's own tables; a quotient that never ends is
    cut at one decimal, or at as many as the limits it is held against are written with.
    """
    most = max((1, *map(decimals_of, limits_of(goal))))
    return most if utfall is None else min(decimals_of(utfall), most)


def shown_decimals(
    goal: Goal | None,
    utfall: Decimal | None,
    *,
    comparison: Decimal | None = None,
    unchanged_within: Decimal = _NO_CHANGE,
    decimals: int | None = None,
) -> int:
    """The fewest decimals, ``decimals`` at least, whose figures give the exact ones' verdict.

    5,04 against högst 5 needs two. Judged are both måluppfyllelse and utveckling, from outcome
    and comparison as they would be shown; what the plan states is always shown as written.
    """
    fewest = default_decimals(utfall, goal) if decimals is None else decimals
    if utfall is None:
        return fewest
    exact = _words(goal, utfall, comparison, unchanged_within)
    for tried in count(fewest):
        shown = round_half_up(utfall, tried)
        compared = _as_shown(comparison, goal, tried)
        if _words(goal, shown, compared, unchanged_within) == exact:
            return tried
    raise AssertionError("unreachable: with all their decimals the figures are the exact ones")


def _words(
    goal: Goal | None, utfall: Decimal, comparison: Decimal | None, unchanged_within: Decimal
) -> tuple[object, object]:
    baseline = baseline_for(goal, comparison)
    return (
        judge(goal, utfall, baseline=baseline, unchanged_within=unchanged_within),
        trend_of(goal, utfall, comparison, unchanged_within=unchanged_within),
    )


def _as_shown(comparison: Decimal | None, goal: Goal | None, decimals: int) -> Decimal | None:
    if comparison is None or comparison == getattr(goal, "baseline", None):
        return comparison
    return round_half_up(comparison, decimals)
