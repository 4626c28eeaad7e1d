"""How strips lie on a sheet: in points on paper, in pixels on a phone."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from styrkort.drawing.placing import Span
from styrkort.drawing.scale import Scale

__all__ = ["NARROW", "WIDE", "Layout", "x_of"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How strips lie on a sheet, in its unit: points in print, pixels on a phone."""

    width: float
    size: float
    """Of the letters; other measures follow it."""
    axis: Span
    beside: bool
    """Name, goal and verdict stand to the left of the strip, else above it."""
    intervals: int
    zone: float
    """Height of the shaded area."""

    @property
    def unit(self) -> float:
        """An eighth of the letters' size."""
        return self.size / 8

    @property
    def text_room(self) -> float:
        """How wide the words of name and goal may be."""
        return self.axis.start - 14 * self.unit if self.beside else self.width

    @property
    def label_room(self) -> Span:
        """Where the labels above a strip may stand."""
        return Span(self.axis.start - 6 * self.unit if self.beside else 0, self.width)


WIDE: Final = Layout(482, 8, Span(170, 454), beside=True, intervals=5, zone=28)
NARROW: Final = Layout(342, 14, Span(6, 300), beside=False, intervals=5, zone=44)


def x_of(value: Decimal, scale: Scale, layout: Layout) -> float:
    """Where a value stands along the axis."""
    return round(layout.axis.start + layout.axis.width * scale.share(value), 2)
