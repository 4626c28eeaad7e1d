"""What the earlier years came to, in the same months and in full, where they can be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from styrkort.exports.months import months_between, shifted
from styrkort.forecasting.estimate import Year
from styrkort.outcomes import Outcomes
from styrkort.period import Period
from styrkort.plan import Measure
from styrkort.reorganisation import Move, moves_of, whole_of
from styrkort.terms import Calculation
from styrkort.utfall import Utfall

__all__ = ["History", "history", "whole_year"]

NO_YEAR = "inget tidigare år har uppgifter för alla månader"
BROKEN = "avbrott i serien"
OTHER_UNITS = "tidigare år gäller andra verksamheter"
WITHHELD = "tidigare år visas inte (få personer)"
_DIVISION = frozenset({frozenset({""})})
"""The whole division's own figure, which is that of all its verksamheter."""


@dataclass(frozen=True, slots=True)
class History:
    """Tidigare år that a forecast can stand on, earliest first, or why there is none."""

    years: tuple[Year, ...]
    why_none: str = ""


def history(outcomes: Outcomes, measure: Measure, period: Period, utfall: Utfall) -> History:
    """The earlier years that are complete and on this year's side of any break."""
    years = [
        _year(outcomes, measure, period, utfall, one)
        for one in _years_before(outcomes, measure, period)
    ]
    found = tuple(one for one in years if isinstance(one, Year))
    reasons = [one for one in years if isinstance(one, str)]
    return History(found, "" if found else reasons[-1] if reasons else NO_YEAR)


def whole_year(outcomes: Outcomes, measure: Measure, year: int) -> Utfall:
    """What the measure came to in the full year; no value where a month is missing."""
    utfall = outcomes.of_months(measure, _full(measure, year))
    if utfall.value is not None and utfall.gaps:
        return Utfall(None, utfall.due, reason=NO_YEAR)
    return utfall


def _years_before(outcomes: Outcomes, measure: Measure, period: Period) -> Iterable[int]:
    years = {int(one.month[:4]) for one in outcomes.observations.of(measure.id)}
    return sorted(year for year in years if year < period.year)


def _year(
    outcomes: Outcomes, measure: Measure, period: Period, utfall: Utfall, year: int
) -> Year | str:
    """The year's two figures, or why it can't be used."""
    whole = whole_year(outcomes, measure, year)
    same = outcomes.of_months(measure, _same(measure, period, utfall, year))
    rest = tuple(month for month in whole.months if month not in same.months)
    asked = (whole, same, outcomes.of_months(measure, rest)) if rest else (whole, same)
    if any(one.withheld for one in asked):
        return WITHHELD  # the forecast would tell what the rest of that year came to
    if whole.value is None or same.value is None or _has_gaps(measure, same):
        return NO_YEAR
    if _crosses_break(measure, period, min(*whole.months, *same.months)):
        return BROKEN
    moves, last = moves_of(outcomes.plan), period.months[-1]
    if len({_wholes(one, last, moves) for one in (utfall, whole, same)} - {_DIVISION}) > 1:
        return OTHER_UNITS
    return Year(year, Fraction(same.value), Fraction(whole.value))


def _full(measure: Measure, year: int) -> tuple[str, ...]:
    """The months that the year's outcome is of: December alone where the latest value counts."""
    if measure.calculation is Calculation.LATEST:
        return (f"{year}-12",)
    return months_between(f"{year}-01", f"{year}-12")


def _same(measure: Measure, period: Period, utfall: Utfall, year: int) -> tuple[str, ...]:
    """The months of that year that answer to the outcome's."""
    back = 12 * (year - period.year)
    months = utfall.due if measure.calculation is Calculation.ROLLING12 else utfall.months
    return tuple(shifted(month, back) for month in months)


def _has_gaps(measure: Measure, utfall: Utfall) -> bool:
    return measure.calculation is not Calculation.LATEST and bool(utfall.gaps)


def _crosses_break(measure: Measure, period: Period, first: str) -> bool:
    """Whether the series breaks between the year's first month and the end of this year."""
    break_ = measure.break_
    if break_ is None or break_.component:
        return False
    return first < (break_.from_ or f"{period.year}-01") <= f"{period.year}-12"


def _wholes(utfall: Utfall, last: str, moves: Sequence[Move]) -> frozenset[frozenset[str]]:
    """The verksamheter that it is of, those that are parts of each other by now as one."""
    return frozenset(whole_of(name, last, moves) for name, _ in utfall.places)
