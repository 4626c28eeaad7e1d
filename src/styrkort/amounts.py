"""Rows of one month → what verksamheter and months came to, groups added up where they can be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction

from styrkort.observations import Observation
from styrkort.origins import Origin
from styrkort.plan import Measure
from styrkort.terms import Calculation

__all__ = [
    "Amount", "Place", "amounts", "as_decimal", "can_be_pooled", "is_index",
    "pooled",
]  # fmt: skip


_GENDERS = {"kvinna", "man"}
# A ratio that never ends is kept to this many decimals. A fixed grid, not significant digits, so
# that a difference between two such ratios is exact when it is a number with fewer decimals.
_GRID = Decimal("1e-20")
_WIDE = Context(prec=120)

Place = tuple[str, str]
"""Verksamhet (empty is the whole division) and month."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What one verksamhet's month came to: a value, or a numerator and denominator."""

    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    origins: tuple[Origin, ...] = field(default=(), compare=False)
    """Ursprung: the rows that it stands on."""


def amounts(
    measure: Measure,
    observations: Iterable[Observation],
    months: Sequence[str],
    gender: str = "",
) -> dict[Place, Amount]:
    """What each verksamhet's months came to, all kön together or the one asked for."""
    by_place: dict[Place, list[Observation]] = {}
    for item in observations:
        if item.month in months and gender in ("", item.gender):
            by_place.setdefault((item.unit, item.month), []).append(item)
    amounts = {
        place: _amount(items[0]) if gender else _all_genders(measure, items)
        for place, items in by_place.items()
    }
    return {place: amount for place, amount in sorted(amounts.items()) if amount is not None}


def _all_genders(measure: Measure, items: Sequence[Observation]) -> Amount | None:
    """The row for all; else, for sums and ratios, kvinna and man together if both are there."""
    for item in items:
        if not item.gender:
            return _amount(item)
    if not can_be_pooled(measure, map(_amount, items)) or {i.gender for i in items} != _GENDERS:
        return None
    return pooled(map(_amount, items))


def _amount(item: Observation) -> Amount:
    return Amount(
        _fraction(item.value),
        _fraction(item.numerator),
        _fraction(item.denominator),
        item.origins,
    )


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def can_be_pooled(measure: Measure, amounts: Iterable[Amount]) -> bool:
    """Whether groups can be added up to a whole: sums and ratios can, means and indices can't."""
    if measure.calculation in (Calculation.MEAN, Calculation.LATEST) or is_index(measure.unit):
        return False
    return measure.unit != "%" or all(amount.numerator is not None for amount in amounts)


def is_index(unit: str) -> bool:
    """Whether the unit is an index: a score that can be neither added up nor pooled."""
    return unit.casefold().startswith("index")


def pooled(amounts: Iterable[Amount]) -> Amount:
    """Groups added up to one."""
    amounts = tuple(amounts)
    return Amount(
        _sum(amount.value for amount in amounts),
        _sum(amount.numerator for amount in amounts),
        _sum(amount.denominator for amount in amounts),
        tuple(origin for amount in amounts for origin in amount.origins),
    )


def _sum(numbers: Iterable[Fraction | None]) -> Fraction | None:
    """The sum, or None where one of the numbers isn't there."""
    numbers = tuple(numbers)
    there = [number for number in numbers if number is not None]
    return sum(there, Fraction(0)) if there and len(there) == len(numbers) else None


def as_decimal(number: Fraction) -> Decimal:
    """The number itself where its decimals end; else rounded far beyond any limit of a plan."""
    quotient = _WIDE.divide(Decimal(number.numerator), Decimal(number.denominator))
    if Fraction(quotient) != number:
        quotient = quotient.quantize(_GRID, context=_WIDE)
    return Decimal(f"{quotient.normalize(_WIDE):f}")
