"""What follows to within rounding: amounts can't be below zero, nor a share above its whole."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from styrkort.disclosure.groups import Group, Sum, Table

__all__ = ["Shown", "pinned"]

_Bounds = tuple[Fraction, Fraction | None]
_FREE: _Bounds = (Fraction(0), None)
_Amounts = Sequence[Mapping[Group, Fraction]]
"""Month by month."""
_ROUNDS = 6
"""How often bounds are passed on from sum to sum; the tables are two steps deep each way."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How figures of the measure are printed."""

    scale: Fraction
    """What amount or share is multiplied by: 100 for a per cent, 1/8 for the mean of 8 months."""
    decimals: int
    share: bool
    """Whether no figure is above its whole."""


def pinned(
    months: Sequence[Table], table: Table, withheld: Collection[Group], shown: Shown
) -> tuple[Group, ...]:
    """Small groups whose figure is given away by what is left of the wholes that they are part of.

    ``months`` are the months' tables, ``table`` that of them all. Given away is an amount that
    prints in one way only, or that must be the whole of its base.
    """
    hidden = frozenset({*withheld, *table.unreported})
    small = [group for group in table.groups if group in hidden and table.is_small(group)]
    if not small:
        return ()
    amounts = [{g: f.amount for g, f in month.figures.items()} for month in months]
    bounds = _bounds(amounts, table, hidden)
    found = {g for g in small if _prints_as_one(bounds.get(g, _FREE), _unit(g, months, shown))}
    if shown.share:
        rests = [
            {g: f.base - f.amount for g, f in month.figures.items() if f.base is not None}
            for month in months
        ]
        left = _bounds(rests, table, hidden)
        found |= {g for g in small if _is_nothing(left.get(g, _FREE))}
    return tuple(group for group in small if group in found)


def _unit(group: Group, months: Sequence[Table], shown: Shown) -> Fraction:
    """How much of an amount the last printed digit is."""
    figures = [month.figures[group] for month in months if group in month.figures]
    bases = [figure.base for figure in figures if figure.base]
    base = sum(bases, Fraction(0)) or Fraction(1)
    return base / (shown.scale * Fraction(10) ** shown.decimals)


def _is_nothing(bounds: _Bounds) -> bool:
    return bounds[1] == 0


def _prints_as_one(bounds: _Bounds, unit: Fraction) -> bool:
    low, high = bounds
    if high is None or high < low:
        return False
    return floor(low / unit + Fraction(1, 2)) == floor(high / unit + Fraction(1, 2))


def _bounds(amounts: _Amounts, table: Table, hidden: frozenset[Group]) -> dict[Group, _Bounds]:
    """The least and most that each hidden group's amount can be."""
    sums = [
        replace(each, closed=each.closed and _is_complete(each, table, amounts))
        for each in table.sums
        if _can_be_used(each, amounts, hidden)
    ]
    known = {group: _total(group, amounts) for group in table.groups if group not in hidden}
    bounds = {group: _FREE for each in sums for group in each.groups if group in hidden}
    for _ in range(_ROUNDS):
        before = dict(bounds)
        for each in sums:
            _narrow(each, known, bounds)
        if bounds == before:
            break
    return bounds


def _can_be_used(each: Sum, amounts: _Amounts, hidden: frozenset[Group]) -> bool:
    """Whether whole and parts that are shown have amounts of the same months."""
    shown = [group for group in each.groups if group not in hidden]
    return all(
        all(group in month for group in shown) or not any(group in month for group in each.groups)
        for month in amounts
    ) or _only_parts_missing(each, amounts, hidden)


def _only_parts_missing(each: Sum, amounts: _Amounts, hidden: frozenset[Group]) -> bool:
    """Whether every month with a part's amount has the whole's: a part may lack months."""
    return each.whole not in hidden and all(
        each.whole in month or not any(part in month for part in each.parts) for month in amounts
    )


def _is_complete(each: Sum, table: Table, amounts: _Amounts) -> bool:
    """Whether no part lacks a month that the whole has, so that the parts are all of it."""
    reported = [part for part in each.parts if part not in table.unreported]
    return all(all(part in month for part in reported) for month in amounts if each.whole in month)


def _total(group: Group, amounts: _Amounts) -> Fraction:
    return sum((month[group] for month in amounts if group in month), Fraction(0))


def _narrow(each: Sum, known: Mapping[Group, Fraction], bounds: dict[Group, _Bounds]) -> None:
    def of(group: Group) -> _Bounds:
        return (known[group], known[group]) if group in known else bounds[group]

    least, most = of(each.whole)
    for part in each.parts:
        if part in known:
            continue
        others = [of(other) for other in each.parts if other != part]
        lows = sum((low for low, _ in others), Fraction(0))
        highs = [high for _, high in others if high is not None]
        low = least - sum(highs, Fraction(0)) if each.closed and len(highs) == len(others) else 0
        bounds[part] = _within(bounds[part], Fraction(low), None if most is None else most - lows)
    if each.whole not in known:
        parts = [of(part) for part in each.parts]
        highs = [high for _, high in parts if high is not None]
        all_known = each.closed and len(highs) == len(parts)
        low = sum((low for low, _ in parts), Fraction(0))
        high = sum(highs, Fraction(0)) if all_known else None
        bounds[each.whole] = _within(bounds[each.whole], low, high)


def _within(bounds: _Bounds, low: Fraction, high: Fraction | None) -> _Bounds:
    """Narrower bounds; as before where the two contradict each other, as rounded data may."""
    highs = [each for each in (bounds[1], high) if each is not None]
    narrower = max(bounds[0], low), min(highs) if highs else None
    if narrower[1] is not None and narrower[1] < narrower[0]:
        return bounds
    return narrower
