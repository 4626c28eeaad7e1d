"""Observations → a measure's utfall for a period, and what it is compared with. Pure and exact.

The rules are DESIGN 3.5's; docs and tests name each of them:

- ``summa``, ``medel`` and ``kvot`` are of the period to date, whatever months there are.
- ``senaste`` is the latest month after the measure's previous follow-up point.
- ``rullande12`` is of the twelve months up to the period's end and needs them all. With täljare
  and nämnare it is a ratio of sums; else a sum, or for a per cent or an index (which can't be
  added up) the mean of the months.
- The whole division's rows win; else sums and ratios are formed over verksamheter. The same goes
  for kön: a row for all wins; else sums and ratios are formed of kvinna and man, if both are there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from styrkort.amounts import (
    Amount,
    Place,
    amounts,
    as_decimal,
    can_be_pooled,
    is_index,
    pooled,
)
from styrkort.exports.months import months_between, same_month_last_year, shifted, span_text
from styrkort.observations import Observation
from styrkort.period import Period
from styrkort.plan import Measure
from styrkort.terms import Calculation, Comparison

__all__ = ["Utfall", "compared", "previous_follow_up", "utfall_of"]

_PERIOD_TO_DATE = (Calculation.SUM, Calculation.MEAN, Calculation.RATIO)


@dataclass(frozen=True, slots=True)
class Utfall:
    """Utfall: the exact value with the months it is of, or the reason why there is none."""

    value: Decimal | None
    due: tuple[str, ...] = ()
    """Months that it should be of."""
    places: tuple[Place, ...] = ()
    """Verksamheter and months that it is of."""
    reason: str = ""
    """Why there is no value, in Swedish without a full stop; empty where there is one."""

    @property
    def months(self) -> tuple[str, ...]:
        """Months that it is of, from the first to the last."""
        return tuple(sorted({month for _, month in self.places}))

    @property
    def gaps(self) -> str:
        """What it is of where that isn't everything: "jan–jul av jan–aug"; else empty."""
        return _gaps_text(self.due, self.places)


def utfall_of(
    measure: Measure, observations: Iterable[Observation], period: Period, unit: str = ""
) -> Utfall:
    """The measure's outcome in the period, for the division or for one of its verksamheter."""
    due = _due_months(measure, period)
    items = [item for item in observations if item.month in due]
    found = amounts(measure, items, due)
    there = _basis(measure, found, unit)
    if not there:
        return Utfall(None, due, reason=_why_none(measure, items, found, unit))
    if measure.calculation is Calculation.LATEST:
        latest = max(there, key=lambda place: place[1])
        there, due = {latest: there[latest]}, due[-1:]
    return _formed(measure, there, due)


def compared(
    measure: Measure,
    observations: Iterable[Observation],
    period: Period,
    utfall: Utfall,
    unit: str = "",
) -> Utfall:
    """What ``jämför_med`` names for the outcome: the same months last year, or what the measure
    came to at its previous follow-up. A baseline is the plan's, not the data's: no value here.
    """
    if measure.compare_with is Comparison.BASELINE or utfall.value is None:
        return Utfall(None, reason="jämförelsevärde saknas")
    observations = tuple(observations)
    if measure.compare_with is Comparison.PREVIOUS_PERIOD:
        earlier = utfall_of(measure, observations, previous_follow_up(measure, period), unit)
        return earlier if earlier.value is not None else _no_comparison(earlier)
    return _same_places_last_year(measure, observations, utfall, unit)


def previous_follow_up(measure: Measure, period: Period) -> Period:
    """The latest period before this one in which the measure is followed up."""
    earlier = period.previous
    while earlier.code not in measure.follow_up:
        earlier = earlier.previous
    return earlier


def _same_places_last_year(
    measure: Measure, observations: Iterable[Observation], utfall: Utfall, unit: str
) -> Utfall:
    """Like with like: the same months, and where it was formed over verksamheter the same ones."""
    due = tuple(map(same_month_last_year, utfall.due))
    wanted = [(name, same_month_last_year(month)) for name, month in utfall.places]
    months = tuple(dict.fromkeys(month for _, month in wanted))
    found = amounts(measure, observations, months)
    there = _basis(measure, found, unit)
    same_grid = all((name, month) in there for name, month in wanted)
    # The division's own rows in one year and verksamheternas in the other are the same whole,
    # as long as no verksamhet lacks a month.
    same_whole = {month for _, month in there} == set(months) and not (
        _has_holes(utfall.places) or _has_holes(there)
    )
    if same_grid:
        return _formed(measure, {place: there[place] for place in wanted}, due)
    if same_whole and _is_whole(wanted) != _is_whole(there):
        return _formed(measure, there, due)
    missing = sorted({month for name, month in wanted if (name, month) not in there})
    return Utfall(None, due, reason=f"jämförelsevärde saknas för {span_text(missing, year=True)}")


def _no_comparison(earlier: Utfall) -> Utfall:
    return Utfall(None, earlier.due, reason=f"jämförelsevärde saknas: {earlier.reason}")


def _is_whole(places: Iterable[Place]) -> bool:
    return all(not name for name, _ in places)


def _has_holes(places: Iterable[Place]) -> bool:
    """Whether some verksamhet lacks a month that another has."""
    places = set(places)
    names, months = {name for name, _ in places}, {month for _, month in places}
    return len(places) != len(names) * len(months)


def _due_months(measure: Measure, period: Period) -> tuple[str, ...]:
    """The months that the period's outcome is sought in."""
    last = period.months[-1]
    if measure.calculation in _PERIOD_TO_DATE:
        return period.months
    if measure.calculation is Calculation.ROLLING12:
        return months_between(shifted(last, -11), last)
    return months_between(shifted(previous_follow_up(measure, period).months[-1], 1), last)


def _basis(measure: Measure, amounts: Mapping[Place, Amount], unit: str) -> dict[Place, Amount]:
    """The rows that the outcome is formed of: one verksamhet's, the division's, or all of them."""
    own = {place: amount for place, amount in amounts.items() if place[0] == unit}
    if own or unit or not can_be_pooled(measure, amounts.values()):
        return own
    return dict(amounts)


def _why_none(
    measure: Measure, items: Iterable[Observation], amounts: Mapping[Place, Amount], unit: str
) -> str:
    """The reason why none of the rows gives the whole division's or the verksamhet's outcome."""
    if amounts and not unit:
        return f"värden finns bara per verksamhet, och {_formation(measure)} bildas inte över dem"
    if any(item.gender and item.unit in ("", unit) for item in items):
        return "värden finns bara per kön"
    return "uppgift saknas"


def _formation(measure: Measure) -> str:
    if is_index(measure.unit):
        return "index"
    return "procenttal" if measure.unit == "%" else measure.calculation.value


def _formed(measure: Measure, there: Mapping[Place, Amount], due: tuple[str, ...]) -> Utfall:
    """The outcome of these verksamheter and months; no value where the rule gives none."""
    places = tuple(there)
    missing = sorted(set(due) - {month for _, month in places})
    if measure.calculation is Calculation.ROLLING12 and (missing or _has_holes(places)):
        named = span_text(missing, year=True) or _gaps_text(due, places)
        return Utfall(None, due, places, f"uppgift saknas för {named}")
    value, reason = _calculated(measure, tuple(there.values()))
    if value is None:
        return Utfall(None, due, places, reason)
    return Utfall(as_decimal(value), due, places)


def _calculated(measure: Measure, amounts: Sequence[Amount]) -> tuple[Fraction | None, str]:
    """The exact value, or None and why."""
    total = pooled(amounts)
    if total.numerator is not None and total.denominator is not None:
        if total.denominator == 0:
            return None, "nämnaren är 0"
        return total.numerator / total.denominator * (100 if measure.unit == "%" else 1), ""
    if total.value is None:
        return None, "värden och kvoter är blandade"
    mean = measure.calculation is Calculation.MEAN or (
        measure.calculation is Calculation.ROLLING12
        and (measure.unit == "%" or is_index(measure.unit))
    )
    return (total.value / len(amounts) if mean else total.value), ""


def _gaps_text(due: Sequence[str], places: Sequence[Place]) -> str:
    """Which of the due months there are, by verksamhet where they differ; empty if all or none."""
    if not places:
        return ""
    by_name: dict[str, set[str]] = {}
    for name, month in places:
        by_name.setdefault(name, set()).add(month)
    spans = {name: span_text(sorted(months)) for name, months in by_name.items()}
    whole = span_text(due)
    if len(set(spans.values())) == 1:
        span = next(iter(spans.values()))
        return "" if span == whole else f"{span} av {whole}"
    parts = [f"{name} {span}" for name, span in spans.items() if span != whole]
    return f"{'; '.join(parts)} av {whole}"
