"""A forecast as it is printed: no more precise than its range, and never hiding its verdict."""

from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from itertools import count
from typing import NamedTuple

from styrkort.quantities import format_quantity, round_half_up
from styrkort.terms import Fulfilment
from styrkort.wording import span

__all__ = ["Printed", "printed"]

_EXACT = Context(prec=120)
_ALIKE = "Åren ger samma prognos"
_FIGURES_WITHOUT_RANGE = 2
"""Significant figures where one year alone, or years all alike, say nothing of the spread."""
_MOST_FIGURES = 3
"""However narrow the range: a few earlier years are too few to promise more."""


class Printed(NamedTuple):
    """Prognos in words."""

    text: str
    """"ca 5 900 st"."""
    range_text: str
    """"5 700–6 100 st"; empty without a range."""


def printed(
    point: Decimal,
    ends: tuple[Decimal, Decimal] | None,
    unit: str,
    decimals: int,
    verdict: Callable[[Decimal], Fulfilment | None],
) -> Printed:
    """The point rounded to the place of the range's half-width, the range outwards to the same.

    Never finer than ``decimals`` (the outcome's) or three figures; only where the rounded figures
    would be judged otherwise than the exact ones.
    """
    figures = (point, *(ends or ()))
    exact = [verdict(one) for one in figures]
    for place in count(-_coarsest(point, ends, decimals)):
        rounded = [round_half_up(point, place)]
        if ends:
            rounded += [
                _outwards(ends[0], place, ROUND_FLOOR),
                _outwards(ends[1], place, ROUND_CEILING),
            ]
        if [verdict(one) for one in rounded] == exact:
            about, *both = rounded
            return Printed(
                f"ca {format_quantity(about, unit, place)}", _range_text(ends, both, unit)
            )
    raise AssertionError("unreachable: with all their decimals the figures are the exact ones")


def _range_text(ends: tuple[Decimal, Decimal] | None, rounded: Sequence[Decimal], unit: str) -> str:
    if ends is None:
        return ""
    return _ALIKE if ends[0] == ends[1] else span(rounded[0], rounded[1], unit)


def _outwards(end: Decimal, place: int, way: str) -> Decimal:
    """An end rounded away from the point: the printed range holds the exact one."""
    rounded = end.quantize(Decimal(1).scaleb(-place), way, context=_EXACT)
    return abs(rounded) if rounded == 0 else rounded


def _coarsest(point: Decimal, ends: tuple[Decimal, Decimal] | None, decimals: int) -> int:
    """The power of ten to round to."""
    half = (ends[1] - ends[0]) / 2 if ends else Decimal(0)
    most = _MOST_FIGURES if half else _FIGURES_WITHOUT_RANGE
    places = [-decimals]
    places += [point.adjusted() - most + 1] if point else []
    places += [half.adjusted()] if half else []
    return max(places)
