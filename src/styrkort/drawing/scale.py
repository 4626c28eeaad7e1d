"""The scale of a strip: its ends, its ticks, and zero where it costs nothing. Exact decimals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import Final

from styrkort.quantities import decimals_of
from styrkort.scorecard import TargetZone

__all__ = ["Scale", "scale_for"]

_STEPS: Final = tuple(Decimal(step) for step in (1, 2, 5, 10))
# Two marks closer than this share of the scale can't be told apart.
_LEAST_GAP: Final = Decimal("0.012")
# An open zone that begins at the scale's end is given this share, so that it can be seen.
_ROOM: Final = Decimal("0.1")
_WHOLE: Final = Decimal(100)
# Enough to tell two values of thirty digits apart.
_DIGITS: Final = 80


@dataclass(frozen=True, slots=True)
class Scale:
    """Axis of a strip in the measure's unit; ``ticks`` lie within its ends."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    decimals: int
    """Of the ticks, as they are printed."""

    def share(self, value: Decimal) -> float:
        """Where a value lies: 0 at the low end, 1 at the high."""
        return float((value - self.low) / (self.high - self.low))


def scale_for(values: Sequence[Decimal], zone: TargetZone | None, unit: str, most: int) -> Scale:
    """A scale that holds the values and the zone's finite ends, with about ``most`` intervals."""
    with localcontext(prec=_DIGITS):
        low, high = _ends([*values, *_finite_ends(zone)], unit)
        step = _step(high - low, most)
        first, last = low // step, -(-high // step)
        first -= low < 0 and low % step != 0  # // rounds towards zero
        last += high > 0 and high % step != 0
        first, last, room_below, room_above = _with_room(first, last, step, zone, unit, most)
        ticks = tuple(step * n for n in range(int(first), int(last) + 1))
        return Scale(
            ticks[0] - room_below,
            ticks[-1] + room_above,
            ticks,
            decimals_of(step.normalize()),
        )


def _finite_ends(zone: TargetZone | None) -> list[Decimal]:
    if zone is None:
        return []
    ends = [end for interval in (*zone.met, *zone.partly) for end in interval]
    return [end for end in (*ends, zone.line) if end is not None]


def _ends(held: Sequence[Decimal], unit: str) -> tuple[Decimal, Decimal]:
    """The least and the greatest, with zero where it costs nothing, and 100 % as the whole."""
    low, high = min(held), max(held)
    if low > 0 and _stay_apart(held, high):
        low = Decimal(0)
    elif high < 0 and _stay_apart(held, -low):
        high = Decimal(0)
    if unit == "%" and low >= 0 and _WHOLE / 2 < high <= _WHOLE:
        high = _WHOLE
    if low == high:
        spread = abs(low) / 10 or Decimal(1)
        return (low - spread if low else low), high + spread
    return low, high


def _stay_apart(held: Iterable[Decimal], reach: Decimal) -> bool:
    """Whether the values can still be told apart on a scale from zero to ``reach``."""
    ordered = sorted(set(held))
    return all(after - before >= _LEAST_GAP * reach for before, after in pairwise(ordered))


def _step(span: Decimal, most: int) -> Decimal:
    """The least step of 1, 2, 2.5 or 5 times a power of ten that gives few enough intervals."""
    least = span / most
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _STEPS if step * power >= least)


def _with_room(
    first: Decimal, last: Decimal, step: Decimal, zone: TargetZone | None, unit: str, most: int
) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """First and last tick, and the room beyond them, so that every open zone can be seen.

    A whole interval more where there are few and it doesn't lead below zero or above 100 %.
    """
    room = step * (last - first) * _ROOM
    intervals = (*zone.met, *zone.partly) if zone else ()
    above = any(to is None and at is not None and at > last * step - room / 2
                for at, to in intervals)  # fmt: skip
    below = any(at is None and to is not None and to < first * step + room / 2
                for at, to in intervals)  # fmt: skip
    few = last - first < most
    if above and few and not (unit == "%" and last * step == _WHOLE):
        last, above = last + 1, False
    if below and few and first != 0:
        first, below = first - 1, False
    return first, last, room * below, room * above
