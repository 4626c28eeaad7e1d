"""What can be reckoned from figures that are rounded: never one number, always from–to."""

from dataclasses import dataclass
from decimal import Decimal

from styrkort.reading.language.figures import Figure

__all__ = ["Interval", "around", "difference", "growth", "share", "total"]

_LOOSE = Decimal("0.06")


@dataclass(frozen=True, slots=True)
class Interval:
    """Intervall: lowest and highest that it can be."""

    low: Decimal
    high: Decimal

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2

    def meets(self, other: "Interval") -> bool:
        """Whether both can be the same number."""
        return self.low <= other.high and other.low <= self.high

    def apart(self) -> "Interval":
        """How far from nought, whichever way."""
        if self.low <= 0 <= self.high:
            return Interval(Decimal(0), max(-self.low, self.high))
        low, high = sorted((abs(self.low), abs(self.high)))
        return Interval(low, high)


def around(figure: Figure, *, exact: bool = False) -> Interval:
    """What the figure may stand for; ``exact`` where whole numbers are counted, not rounded."""
    half = Decimal(0) if exact and not figure.decimals else figure.half
    if figure.hedge:
        half = max(3 * half, _LOOSE * 2 * abs(figure.value))
    return Interval(figure.value - half, figure.value + half)


def difference(before: Interval, after: Interval) -> Interval:
    """After minus before."""
    return Interval(after.low - before.high, after.high - before.low)


def total(parts: list[Interval]) -> Interval:
    """All of them together."""
    zero = Decimal(0)
    return Interval(sum((p.low for p in parts), zero), sum((p.high for p in parts), zero))


def growth(before: Interval, after: Interval) -> Interval | None:
    """The change in per cent of what was; None where that may have been nought."""
    if before.low <= 0 <= before.high:
        return None
    ratios = [a / b for a in (after.low, after.high) for b in (before.low, before.high)]
    sign = 1 if before.low > 0 else -1
    low, high = sorted(100 * sign * (ratio - 1) for ratio in (min(ratios), max(ratios)))
    return Interval(low, high)


def share(part: Interval, whole: Interval) -> Interval | None:
    """The part in per cent of the whole; None where that may be nought."""
    if whole.low <= 0 <= whole.high:
        return None
    ratios = [100 * p / w for p in (part.low, part.high) for w in (whole.low, whole.high)]
    return Interval(min(ratios), max(ratios))
