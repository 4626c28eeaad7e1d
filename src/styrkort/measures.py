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
from styrkort.exports.months import same_month_last_year, shifted, span_text
from styrkort.followup import due_months, previous_follow_up
from styrkort.observations import Observation
from styrkort.origins import joined
from styrkort.period import Period
from styrkort.plan import Measure
from styrkort.reorganisation import Move, excused, whole_of
from styrkort.terms import Calculation, Comparison
from styrkort.utfall import Utfall, gaps_text

__all__ = [
    "Utfall", "compared", "last_year", "previous", "utfall_in", "utfall_of",
]  # fmt: skip

Moves = Sequence[Move]


def utfall_of(
    measure: Measure,
    observations: Iterable[Observation],
    period: Period,
    unit: str = "",
    gender: str = "",
    moves: Moves = (),
) -> Utfall:
    """The measure's outcome in the period, for the division or for one of its verksamheter.

    ``gender`` ("kvinna", "man") asks for that part of it, by the same rules.
    """
    return utfall_in(measure, observations, due_months(measure, period), unit, gender, moves)


def utfall_in(
    measure: Measure,
    observations: Iterable[Observation],
    due: tuple[str, ...],
    unit: str = "",
    gender: str = "",
    moves: Moves = (),
) -> Utfall:
    """What the measure came to in just these months.

    ``moves`` are the reorganisations between verksamheter that leave the division the same whole.
    """
    items = [item for item in observations if item.month in due]
    found = amounts(measure, items, due, gender)
    there = _basis(measure, found, unit)
    if not there:
        return Utfall(None, due, reason=_why_none(measure, items, found, unit))
    if measure.calculation is Calculation.LATEST:
        latest = max(there, key=lambda place: place[1])
        there, due = {latest: there[latest]}, due[-1:]
    # A verksamhet of its own isn't made whole by those that it took over from.
    return _formed(measure, there, due, () if unit else moves)


def compared(
    measure: Measure,
    observations: Iterable[Observation],
    period: Period,
    utfall: Utfall,
    unit: str = "",
    gender: str = "",
    moves: Moves = (),
) -> Utfall:
    """What ``jämför_med`` names for the outcome: the same months last year, or what the measure
    came to at its previous follow-up. A baseline is the plan's, not the data's: no value here.
    """
    if measure.compare_with is Comparison.BASELINE or utfall.value is None:
        return Utfall(None, reason="jämförelsevärde saknas")
    if measure.compare_with is Comparison.PREVIOUS_PERIOD:
        return previous(measure, observations, period, unit, gender, moves)
    return last_year(measure, observations, utfall, unit, gender, moves)


def previous(
    measure: Measure,
    observations: Iterable[Observation],
    period: Period,
    unit: str = "",
    gender: str = "",
    moves: Moves = (),
) -> Utfall:
    """What the measure came to at its previous follow-up."""
    before = previous_follow_up(measure, period)
    earlier = utfall_of(measure, observations, before, unit, gender, moves)
    return earlier if earlier.value is not None else _no_comparison(earlier)


def last_year(
    measure: Measure,
    observations: Iterable[Observation],
    utfall: Utfall,
    unit: str = "",
    gender: str = "",
    moves: Moves = (),
) -> Utfall:
    """Like with like: the same months, and where it was formed over verksamheter the same ones."""
    due = tuple(map(same_month_last_year, utfall.due))
    wanted = [(name, same_month_last_year(month)) for name, month in utfall.places]
    months = tuple(dict.fromkeys(month for _, month in wanted))
    there = _basis(measure, amounts(measure, observations, months, gender), unit)
    wholes = {place: _whole_since(place, moves) for place in {*wanted, *there}}
    sought = {(wholes[place], place[1]) for place in wanted}
    same = {place: one for place, one in there.items() if (wholes[place], place[1]) in sought}
    lacking = {month for _, month in sought - {(wholes[place], place[1]) for place in same}}
    if not lacking:
        return _formed(measure, same, due, moves)
    # The division's own rows in one year and verksamheternas in the other are the same whole,
    # as long as no verksamhet lacks a month.
    holed = _has_holes(utfall.places, utfall.ended) or _has_holes(there)
    same_months = {month for _, month in there} == set(months)
    if same_months and not holed and _is_whole(wanted) != _is_whole(there):
        return _formed(measure, there, due, moves)
    missing = span_text(sorted(lacking), year=True)
    return Utfall(None, due, reason=f"jämförelsevärde saknas för {missing}")


def _whole_since(place: Place, moves: Moves) -> frozenset[str]:
    """What the verksamhet of a month last year is a part of a year later."""
    name, month = place
    return whole_of(name, shifted(month, 12), moves)


def _no_comparison(earlier: Utfall) -> Utfall:
    return Utfall(None, earlier.due, reason=f"jämförelsevärde saknas: {earlier.reason}")


def _is_whole(places: Iterable[Place]) -> bool:
    return all(not name for name, _ in places)


def _has_holes(places: Iterable[Place], ended: Iterable[Place] = ()) -> bool:
    """Whether some verksamhet lacks a month that another has."""
    there = set(places)
    filled = there | set(ended)
    names, months = {name for name, _ in there}, {month for _, month in there}
    return any((name, month) not in filled for name in names for month in months)


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


def _formed(
    measure: Measure, there: Mapping[Place, Amount], due: tuple[str, ...], moves: Moves
) -> Utfall:
    """The outcome of these verksamheter and months; no value where the rule gives none."""
    places = tuple(there)
    ended = excused(places, due, moves)
    missing = sorted(set(due) - {month for _, month in places})
    if measure.calculation is Calculation.ROLLING12 and (missing or _has_holes(places, ended)):
        named = span_text(missing, year=True) or gaps_text(due, places, ended)
        return Utfall(None, due, places, f"uppgift saknas för {named}")
    parts = tuple(there.values())
    total = pooled(parts)
    value, reason = _calculated(measure, total, len(parts))
    return Utfall(
        None if value is None else as_decimal(value),
        due,
        places,
        reason,
        numerator=_decimal(total.numerator),
        denominator=_decimal(total.denominator),
        parts=parts,
        origins=joined(origin for part in parts for origin in part.origins),
        ended=ended,
    )


def _decimal(number: Fraction | None) -> Decimal | None:
    return None if number is None else as_decimal(number)


def _calculated(measure: Measure, total: Amount, count: int) -> tuple[Fraction | None, str]:
    """The exact value of ``count`` amounts that come to ``total``, or None and why."""
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
    return (total.value / count if mean else total.value), ""
