"""The limits that were used, in words, for the legend."""

from collections.abc import Mapping
from decimal import Decimal

from styrkort.plans.goals import (
    AtLeast,
    AtMost,
    Between,
    Exactly,
    Goal,
    MeasureRef,
    Share,
    Towards,
    YesNo,
)
from styrkort.quantities import NBSP
from styrkort.scorecard import Bound
from styrkort.terms import Comparison, Direction, Fulfilment
from styrkort.wording import figure_of, name_of, points, span, stated

__all__ = ["NO_LIMIT", "bound", "limits"]

NO_LIMIT = "Ingen gräns beslutad"

_LEVEL_WITH = {
    Comparison.SAME_PERIOD_LAST_YEAR: "i nivå med föregående år",
    Comparison.PREVIOUS_PERIOD: "i nivå med föregående period",
    Comparison.BASELINE: "i nivå med ingångsvärdet",
}
_NO_NAMES: Mapping[str, str] = {}
_NO_CHANGE = Decimal(0)


def limits(
    goal: Goal | None,
    unit: str,
    *,
    baseline: Decimal | None = None,
    unchanged_within: Decimal = _NO_CHANGE,
    comparison: Comparison = Comparison.SAME_PERIOD_LAST_YEAR,
    names: Mapping[str, str] = _NO_NAMES,
) -> tuple[str, str]:
    """The limits of Uppfyllt and Delvis uppfyllt: ("Under 5,1 %", "Oförändrat, 5,1 %").

    ``baseline`` is B of a direction goal as it is shown; without one, what the goal is held
    against is a comparison in words, and so are the limits: ("Minskning", "I nivå med …").
    """
    match goal:
        case None:
            return Fulfilment.NO_TARGET.value, Fulfilment.NO_TARGET.value
        case AtLeast(target=target, partly=partly):
            return f"Minst {figure_of(target, unit, names)}", _limit("Minst", partly, unit)
        case AtMost(target=target, partly=partly):
            return f"Högst {figure_of(target, unit, names)}", _limit("Högst", partly, unit)
        case Exactly():
            return _limits_around(goal, unit, names)
        case Between(lower=lower, upper=upper, partly=partly):
            return span(lower, upper, unit), span(*partly, unit) if partly else NO_LIMIT
        case YesNo(yes=yes):
            return "Ja" if yes else "Nej", "Finns inte för ja/nej"
        case Towards() if baseline is None:
            return _limits_in_words(goal, unit, unchanged_within, _LEVEL_WITH[comparison])
        case Towards(direction=Direction.KEEP):
            return _limits_of_keeping(goal, unit, baseline, unchanged_within)
        case Towards():
            return _limits_of_changing(goal, unit, baseline, unchanged_within)
    raise AssertionError(f"a goal of unknown form: {goal!r}")


def bound(
    goal: Goal | None,
    unit: str,
    compared: str,
    *,
    judged: bool = False,
    baseline: Decimal | None = None,
    unchanged_within: Decimal = _NO_CHANGE,
    comparison: Comparison = Comparison.SAME_PERIOD_LAST_YEAR,
    names: Mapping[str, str] = _NO_NAMES,
) -> Bound:
    """The legend's row: ``limits``, or Bedömning where somebody judged, and what it's held against.

    ``compared`` is ``compared_with``'s text.
    """
    if judged:
        return Bound("Bedömning", "Bedömning", compared)
    met, partly = limits(
        goal,
        unit,
        baseline=baseline,
        unchanged_within=unchanged_within,
        comparison=comparison,
        names=names,
    )
    return Bound(met, partly, compared)


def _limit(word: str, partly: Decimal | Share | None, unit: str) -> str:
    if partly is None:
        return NO_LIMIT
    if isinstance(partly, Decimal):
        return f"{word} {stated(partly, unit)}"
    share = stated(partly.percent, "%")
    return f"Minst {share} av målet" if word == "Minst" else f"Målet är minst {share} av utfallet"


def _limits_around(goal: Exactly, unit: str, names: Mapping[str, str]) -> tuple[str, str]:
    met = _within(goal.target, goal.tolerance, unit, names)
    return met, NO_LIMIT if goal.partly is None else _within(goal.target, goal.partly, unit, names)


def _within(
    target: Decimal | MeasureRef, distance: Decimal, unit: str, names: Mapping[str, str]
) -> str:
    if isinstance(target, Decimal):
        return span(target - distance, target + distance, unit)
    what = f"Utfallet för {name_of(target, names)}"
    return f"{what} ±{NBSP}{points(distance, unit)}" if distance else what


def _limits_in_words(goal: Towards, unit: str, within: Decimal, level: str) -> tuple[str, str]:
    """Limits where no number to compare with is known: a person compares, or nobody can yet."""
    unchanged = f"{level} (±{NBSP}{points(within, unit)})" if within else level
    unchanged = unchanged[0].upper() + unchanged[1:]
    if goal.direction is not Direction.KEEP:
        word = "Ökning" if goal.direction is Direction.INCREASE else "Minskning"
        more = f" med mer än {points(within, unit)}" if within else ""
        return word + more, unchanged if goal.unchanged_is_partly else _NOT_EVEN_PARTLY
    better = {Direction.INCREASE: " eller högre", Direction.DECREASE: " eller lägre"}
    met = unchanged + (better[goal.better] if goal.better else "")
    if goal.partly is None:
        return met, NO_LIMIT
    change = "Förändring" if goal.better is None else "Försämring"
    return met, f"{change} med högst {points(goal.partly, unit)}"


_NOT_EVEN_PARTLY = "Ingen: oförändrat är ej uppfyllt"


def _limits_of_changing(
    goal: Towards, unit: str, baseline: Decimal, within: Decimal
) -> tuple[str, str]:
    up = goal.direction is Direction.INCREASE
    met = (
        f"Över {stated(baseline + within, unit)}"
        if up
        else (f"Under {stated(baseline - within, unit)}")
    )
    if not goal.unchanged_is_partly:
        return met, _NOT_EVEN_PARTLY
    return met, _unchanged(baseline, within, unit)


def _limits_of_keeping(
    goal: Towards, unit: str, baseline: Decimal, within: Decimal
) -> tuple[str, str]:
    def limit(distance: Decimal) -> str:
        if goal.better is Direction.INCREASE:
            return f"Minst {stated(baseline - distance, unit)}"
        if goal.better is Direction.DECREASE:
            return f"Högst {stated(baseline + distance, unit)}"
        return _unchanged(baseline, distance, unit)

    return limit(within), NO_LIMIT if goal.partly is None else limit(goal.partly)


def _unchanged(baseline: Decimal, within: Decimal, unit: str) -> str:
    if not within:
        return f"Oförändrat, {stated(baseline, unit)}"
    return span(baseline - within, baseline + within, unit)
