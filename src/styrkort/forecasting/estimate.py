"""The two methods: period to date and earlier years → the full year with a range. Pure, exact.

Säsongsandel: the outcome divided by the share of the full year that the same months made up, all
earlier years taken together. Förra årets mönster: the outcome plus what the latest earlier year
changed by from the same months to the full year. The range is the least and the greatest that
each earlier year by itself would give; one year by itself gives none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

__all__ = ["Estimate", "Year", "limited", "patterned", "seasonal"]


@dataclass(frozen=True, slots=True)
class Year:
    """Tidigare år, with every month that the method needs."""

    year: int
    same: Fraction
    """What the same months came to as the outcome is of now."""
    whole: Fraction
    """What the full year came to."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Beräknad prognos, or why there is none."""

    point: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    """Spann: both or neither."""
    years: tuple[int, ...] = ()
    """The years that it stands on, earliest first."""
    why_none: str = ""
    limit: Fraction | None = None
    """Gräns that the point or an end was moved to, because the measure can't go beyond."""
    basis: tuple[Year, ...] = ()
    """Those years' figures."""

    @property
    def values(self) -> tuple[Fraction, ...]:
        """Point and ends, those that there are."""
        return tuple(one for one in (self.point, self.low, self.high) if one is not None)


def seasonal(utfall: Fraction, years: Sequence[Year]) -> Estimate:
    """The full year by the seasonal share; ``years`` has one at least.

    The shares must lie above 0 and at most at 1 in every year, and all years on the same side of
    zero: else later months took back what earlier ones gave, and no share tells the rest.
    """
    if utfall == 0:
        return Estimate(None, why_none="utfallet är 0 och säger inget om resten av året")
    opposite = [one.year for one in years if one.whole * utfall <= 0]
    if opposite:
        return Estimate(None, why_none=f"helåret {_named(opposite)} hade inte utfallets tecken")
    odd = [one.year for one in years if not 0 < one.same / one.whole <= 1]
    if odd:
        why = f"samma månader stod inte för mellan 0 och 100 procent av helåret {_named(odd)}"
        return Estimate(None, why_none=why)
    whole = sum((one.whole for one in years), Fraction(0))
    same = sum((one.same for one in years), Fraction(0))
    each = [utfall * one.whole / one.same for one in years]
    return _estimate(utfall * whole / same, each, years)


def patterned(utfall: Fraction, years: Sequence[Year]) -> Estimate:
    """The full year by the latest earlier year's pattern; ``years`` has one at least."""
    each = [utfall + one.whole - one.same for one in years]
    return _estimate(each[-1], each, years)


def limited(estimate: Estimate, least: Fraction | None, most: Fraction | None) -> Estimate:
    """The estimate kept within what the measure can come to."""
    moved = {one: _within(one, least, most) for one in estimate.values}
    met = [to for at, to in moved.items() if at != to]
    if not met or estimate.point is None:
        return estimate
    return replace(
        estimate,
        point=moved[estimate.point],
        low=None if estimate.low is None else moved[estimate.low],
        high=None if estimate.high is None else moved[estimate.high],
        limit=met[0],
    )


def _estimate(point: Fraction, each: Sequence[Fraction], years: Sequence[Year]) -> Estimate:
    known, basis = tuple(one.year for one in years), tuple(years)
    if len(each) < 2:
        return Estimate(point, years=known, basis=basis)
    return Estimate(point, min(each), max(each), known, basis=basis)


def _named(years: Sequence[int]) -> str:
    return ", ".join(map(str, years))


def _within(value: Fraction, least: Fraction | None, most: Fraction | None) -> Fraction:
    value = value if least is None else max(value, least)
    return value if most is None else min(value, most)
