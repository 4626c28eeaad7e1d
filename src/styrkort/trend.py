"""Utveckling: where the number went, and whether that is good (DESIGN 3.3)."""

from decimal import Decimal
from fractions import Fraction

from styrkort.plans.goals import Between, Exactly, Goal, MeasureRef, better_direction
from styrkort.terms import Arrow, Direction, OutcomeWord, Trend

__all__ = ["trend_of", "trend_of_word"]

_NO_CHANGE = Decimal(0)


def trend_of(
    goal: Goal | None,
    utfall: Decimal | None,
    comparison: Decimal | None,
    *,
    unchanged_within: Decimal = _NO_CHANGE,
) -> tuple[Trend, Arrow | None]:
    """Utveckling and the arrow; all values exact, in the measure's unit.

    "–" without an arrow where a value is missing, or where no direction is the better one (no
    goal; behålla without bättre). The arrow shows the number, the word judges it.
    """
    if utfall is None or comparison is None:
        return Trend.NONE, None
    change = Fraction(utfall) - Fraction(comparison)
    if abs(change) <= Fraction(unchanged_within):
        return Trend.UNCHANGED, Arrow.LEVEL
    trend = _judged(goal, Fraction(utfall), Fraction(comparison))
    return trend, None if trend is Trend.NONE else Arrow.UP if change > 0 else Arrow.DOWN


def trend_of_word(goal: Goal | None, word: OutcomeWord | None) -> tuple[Trend, Arrow | None]:
    """Utveckling as a person's own comparison in words gives it its direction."""
    if word is None:
        return Trend.NONE, None
    if word is OutcomeWord.LEVEL:
        return Trend.UNCHANGED, Arrow.LEVEL
    went = Direction.INCREASE if word is OutcomeWord.INCREASE else Direction.DECREASE
    better = better_direction(goal)
    if better not in (Direction.INCREASE, Direction.DECREASE):
        return Trend.NONE, None
    arrow = Arrow.UP if went is Direction.INCREASE else Arrow.DOWN
    return Trend.IMPROVED if went is better else Trend.DETERIORATED, arrow


def _judged(goal: Goal | None, u: Fraction, before: Fraction) -> Trend:
    interval = _interval(goal)
    if interval:
        return _better_or_worse(_distance(before, interval) - _distance(u, interval))
    better = better_direction(goal)
    if better is None:
        return Trend.NONE
    return _better_or_worse(u - before if better is Direction.INCREASE else before - u)


def _better_or_worse(gain: Fraction) -> Trend:
    if gain == 0:
        return Trend.UNCHANGED
    return Trend.IMPROVED if gain > 0 else Trend.DETERIORATED


def _interval(goal: Goal | None) -> tuple[Fraction, Fraction] | None:
    """Where lika and mellan are met; inside it every value is equally near."""
    if isinstance(goal, Between):
        return Fraction(goal.lower), Fraction(goal.upper)
    if isinstance(goal, Exactly) and not isinstance(goal.target, MeasureRef):
        target, tolerance = Fraction(goal.target), Fraction(goal.tolerance)
        return target - tolerance, target + tolerance
    return None


def _distance(value: Fraction, interval: tuple[Fraction, Fraction]) -> Fraction:
    lower, upper = interval
    return max(lower - value, value - upper, Fraction(0))
