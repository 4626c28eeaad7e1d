"""Uppföljning: the months that an outcome is sought in, and the follow-up before this one (3.5)."""

from styrkort.exports.months import months_between, shifted
from styrkort.period import Period
from styrkort.plan import Measure
from styrkort.terms import Calculation

__all__ = ["due_months", "previous_follow_up"]

_PERIOD_TO_DATE = (Calculation.SUM, Calculation.MEAN, Calculation.RATIO)


def due_months(measure: Measure, period: Period) -> tuple[str, ...]:
    """The months that the period's outcome is sought in."""
    last = period.months[-1]
    if measure.calculation in _PERIOD_TO_DATE:
        return period.months
    if measure.calculation is Calculation.ROLLING12:
        return months_between(shifted(last, -11), last)
    return months_between(shifted(previous_follow_up(measure, period).months[-1], 1), last)


def previous_follow_up(measure: Measure, period: Period) -> Period:
    """The latest period before this one in which the measure is followed up."""
    earlier = period.previous
    while earlier.code not in measure.follow_up:
        earlier = earlier.previous
    return earlier
