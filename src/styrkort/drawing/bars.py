"""Bars from zero for this year, a tick for the same months last year, a ring for the plan (LOOK 8).

Bars under one head share a scale; heads don't. In print the figures stand in columns beside the
bars, so that the chart is a column of its table; on a phone they stand under each bar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from styrkort.drawing.canvas import Box, Disc, Mark, Rule, Words, svg
from styrkort.drawing.lettering import broken, width

__all__ = ["Bar", "Bars", "narrow_bars", "wide_bars", "wide_height"]

_WIDTH, _SIZE, _PITCH, _LINE = 482.0, 8.0, 16.5, 10.0
_NARROW, _NARROW_SIZE = 342.0, 14.0
_NAMES: Final = 140.0
_GAP: Final = 14.0
_FEWEST: Final = 90.0
"""The bars' least width in print; the columns give way before it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Stapel: one row's values, and its figures as printed without unit."""

    name: str
    value: Decimal | None
    earlier: Decimal | None
    plan: Decimal | None
    figures: tuple[str, ...]
    """One for each of the sheet's heads."""
    said: str
    """The figures in words, where there are no heads."""
    instead: str = ""
    """Words in place of a bar that can't be drawn."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Staplar with one scale, under a head."""

    head: str
    rows: tuple[Bar, ...]
    low: Decimal
    """The scale's ends; zero lies within them."""
    high: Decimal


@dataclass(frozen=True, slots=True)
class _Axis:
    start: float
    room: float
    low: Decimal
    high: Decimal

    def x(self, value: Decimal) -> float:
        reach = self.high - self.low
        share = float((value - self.low) / reach) if reach else 0.0
        return round(self.start + self.room * share, 2)


def wide_bars(groups: Sequence[Bars], heads: Sequence[str]) -> str:
    """For print and wide screens: names, bars, and a column of figures for each head."""
    edges = _edges(groups, heads)
    room = edges[0][0] - _NAMES - _GAP
    marks: list[Mark] = list(_heads(heads, edges))
    y = 15.0
    for group in groups:
        axis = _Axis(_NAMES, room, group.low, group.high)
        for n, line in enumerate(broken(group.head, _SIZE, _WIDTH, bold=True)):
            marks.append(Words(0, round(y + 9 + _LINE * n, 2), line, _SIZE, bold=True))
        y += _head_height(group)
        top = y
        for row in group.rows:
            tall = _row_height(row)
            marks += _wide_row(row, axis, edges, y)
            y += tall
        marks.append(Rule(axis.x(Decimal(0)), top, axis.x(Decimal(0)), y - 3, "mid", 0.6))
        y += 5
    return svg(marks, (_WIDTH, round(y - 4, 2)))


def wide_height(group: Bars) -> float:
    """What the group takes of a page, in points."""
    return _head_height(group) + sum(map(_row_height, group.rows)) + 5


def _head_height(group: Bars) -> float:
    return 4 + _LINE * len(broken(group.head, _SIZE, _WIDTH, bold=True))


def _row_height(row: Bar) -> float:
    return _PITCH + _LINE * (len(broken(row.name, _SIZE, _NAMES - 8)) - 1)


def _edges(groups: Sequence[Bars], heads: Sequence[str]) -> list[tuple[float, float]]:
    """Left and right edge of each column of figures, flush right on the sheet."""
    rows = [row for group in groups for row in group.rows]
    right, edges = _WIDTH, list[tuple[float, float]]()
    for n in reversed(range(len(heads))):
        wide = max(
            width(heads[n], _SIZE, bold=True), *(width(row.figures[n], _SIZE) for row in rows)
        )
        most = (_WIDTH - _NAMES - _GAP - _FEWEST) / len(heads) - _GAP
        left = right - min(wide, most)
        edges.insert(0, (round(left, 2), round(right, 2)))
        right = left - _GAP
    return edges


def _heads(heads: Sequence[str], edges: Sequence[tuple[float, float]]) -> Iterator[Mark]:
    for head, (_, right) in zip(heads, edges, strict=True):
        at = right - width(head, _SIZE, bold=True)
        yield Words(round(at, 2), 8, head, _SIZE, bold=True)
    yield Rule(0, 13, _WIDTH, 13, "ink", 1)


def _wide_row(
    row: Bar, axis: _Axis, edges: Sequence[tuple[float, float]], y: float
) -> Iterator[Mark]:
    for n, line in enumerate(broken(row.name, _SIZE, _NAMES - 8)):
        yield Words(0, round(y + 9.3 + _LINE * n, 2), line, _SIZE)
    yield from _bar(row, axis, y + 1.5, 10, _SIZE)
    for n, (text, (_, right)) in enumerate(zip(row.figures, edges, strict=True)):
        at = round(right - width(text, _SIZE, bold=not n), 2)
        yield Words(at, round(y + 9.3, 2), text, _SIZE, bold=not n)


def _bar(row: Bar, axis: _Axis, top: float, tall: float, size: float) -> Iterator[Mark]:
    """The bar with its tick and ring: where they meet, the tick still shows at both ends."""
    unit = size / 8
    if row.value is None:
        middle = round(top + tall / 2 + 0.35 * size, 2)
        yield Words(round(axis.x(Decimal(0)) + 4 * unit, 2), middle, row.instead, size, "ink2")
        return
    zero, end = axis.x(Decimal(0)), axis.x(row.value)
    yield Box(min(zero, end), round(top, 2), round(abs(end - zero), 2), tall, "accent")
    if row.earlier is not None:
        x, out = axis.x(row.earlier), 2.2 * unit
        yield Box(
            round(x - 1.9 * unit, 2), round(top - out, 2), 3.8 * unit, tall + 2 * out, "paper"
        )
        yield Rule(x, round(top - out, 2), x, round(top + tall + out, 2), "ink", 1.8 * unit)
    if row.plan is not None:
        x, y = axis.x(row.plan), round(top + tall / 2, 2)
        yield Disc(x, y, 4.6 * unit, "paper", "paper", 0)
        yield Disc(x, y, 3.2 * unit, "paper", "ink", 1.4 * unit)


def narrow_bars(groups: Sequence[Bars]) -> str:
    """For a phone: name, bar and figures under each other."""
    marks: list[Mark] = []
    y = 0.0
    for group in groups:
        axis = _Axis(9, _NARROW - 18, group.low, group.high)
        for line in broken(group.head, _NARROW_SIZE, _NARROW, bold=True):
            y += 19
            marks.append(Words(0, y, line, _NARROW_SIZE, bold=True))
        for row in group.rows:
            for line in broken(row.name, _NARROW_SIZE, _NARROW):
                y += 21
                marks.append(Words(0, y, line, _NARROW_SIZE))
            marks += _bar(row, axis, y + 11, 16, _NARROW_SIZE)
            y += 30
            for line in broken(row.said, _NARROW_SIZE, _NARROW):
                y += 19
                marks.append(Words(0, y, line, _NARROW_SIZE, "ink2"))
            y += 5
        y += 14
    return svg(marks, (_NARROW, round(max(y - 8, 1), 2)))
