"""A forecast held against the full year's goal, by the same rules as an outcome of ÅR."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from styrkort.followup import previous_follow_up
from styrkort.forecasting.history import whole_year
from styrkort.period import Period
from styrkort.plan import Measure
from styrkort.plans.goals import Between, Exactly, Goal, Towards
from styrkort.scores.basis import Basis
from styrkort.terms import Comparison, Direction, Fulfilment
from styrkort.utfall import Utfall
from styrkort.verdicts.assessment import assess
from styrkort.verdicts.evidence import Evidence

__all__ = ["FULL_YEAR", "Verdict", "expected", "year_end_verdict"]

FULL_YEAR = "ÅR"
Verdict = Callable[[Decimal], Fulfilment | None]
"""A value for the full year → måluppfyllelse; None where there is nothing to hold it against."""


def year_end_verdict(basis: Basis, measure: Measure) -> Verdict:
    """How the full year's goal judges a value. A goal that refers to another measure's outcome
    doesn't: that outcome isn't there yet.
    """
    period, goal = Period(FULL_YEAR, basis.period.year), measure.target_for(FULL_YEAR)
    compared = _compared(basis, measure, period)

    def verdict(value: Decimal) -> Fulfilment | None:
        utfall = Utfall(value, period.months, tuple(("", month) for month in period.months))
        evidence = Evidence(measure, period, goal, None, utfall, compared)
        found = assess(evidence).fulfilment
        return found if found.judged_against_target else None

    return verdict


def expected(
    verdict: Verdict, goal: Goal | None, point: Decimal, ends: tuple[Decimal, Decimal] | None
) -> Fulfilment | None:
    """The verdict of the whole range, or of the point where there is no range; None where the
    range lies on both sides of a limit.
    """
    values = {point, *(ends or ())}
    if ends:
        values |= {one for one in _turning_points(goal) if ends[0] <= one <= ends[1]}
    found = {verdict(one) for one in values}
    return found.pop() if len(found) == 1 else None


def _turning_points(goal: Goal | None) -> Iterator[Decimal]:
    """Values inside which, not beyond which, the goal is met: a range may lie round them."""
    match goal:
        case Exactly(target=Decimal() as target):
            yield target
        case Between(lower=lower, upper=upper):
            yield from (lower, upper)
        case Towards(direction=Direction.KEEP, baseline=Decimal() as baseline):
            yield baseline


def _compared(basis: Basis, measure: Measure, period: Period) -> Utfall:
    """What ``jämför_med`` will name at the end of the year, where it is known already."""
    if measure.compare_with is Comparison.SAME_PERIOD_LAST_YEAR:
        return whole_year(basis.outcomes, measure, period.year - 1)
    if measure.compare_with is Comparison.PREVIOUS_PERIOD:
        if previous_follow_up(measure, period) == basis.period:
            return basis.outcomes.utfall(measure, basis.period)
        return Utfall(None, reason="föregående period är inte slut")
    return Utfall(None)
