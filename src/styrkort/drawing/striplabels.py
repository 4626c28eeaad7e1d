"""The words of a strip: name, goal and verdict, and the labels above its marks."""

from collections.abc import Iterator
from decimal import Decimal

from styrkort.cellwords import goal_words, split_target
from styrkort.drawing.canvas import Mark, Sign, Words
from styrkort.drawing.layout import Layout, x_of
from styrkort.drawing.lettering import broken, width
from styrkort.drawing.placing import Span, label_starts
from styrkort.drawing.scale import Scale
from styrkort.scorecard import MeasureResult, TargetZone

__all__ = ["heading", "outcome_labels", "words_height"]


def outcome_labels(
    measure: MeasureResult, utfall: Decimal, scale: Scale, layout: Layout, above: float
) -> tuple[tuple[Words, ...], int]:
    """The labels above the strip, and how many rows they take: two where one is too narrow."""
    zone, u, room = measure.zone, layout.unit, layout.label_room
    outcome = _fitting(f"Utfall {measure.utfall_text}", layout, bold=True)
    dot, dot_width = x_of(utfall, scale, layout), width(outcome, layout.size, bold=True)
    y = round(above + 8 * u, 2)
    alone = _clamped(dot - 5 * u, dot_width, room)
    held = _held_at(zone)
    if zone is None or held is None or not zone.line_text:
        return (Words(alone, y, outcome, layout.size, bold=True),), 1
    goal = _fitting(zone.line_text, layout)
    line, line_width = x_of(held, scale, layout), width(goal, layout.size)
    starts = label_starts(line, dot, (line_width, dot_width), room, 5 * u)
    rows = 1 if starts else 2
    at_line, at_dot = starts or (_clamped(line - line_width / 2, line_width, room), alone)
    return (
        Words(round(at_line, 2), y, goal, layout.size, "ink2"),
        Words(round(at_dot, 2), y + 10 * u * (rows - 1), outcome, layout.size, bold=True),
    ), rows


def _fitting(text: str, layout: Layout, *, bold: bool = False) -> str:
    """The text, cut where it is wider than the room; the table has it whole."""
    while width(text, layout.size, bold=bold) > layout.label_room.width:
        text = f"{text.rstrip('…')[:-1].rstrip()}…"
    return text


def _held_at(zone: TargetZone | None) -> Decimal | None:
    """What the goal's label stands at: the line, or the middle of an interval without one."""
    if zone is None or zone.line is not None:
        return zone.line if zone else None
    ends = [end for end in (zone.met[0] if zone.met else ()) if end is not None]
    return sum(ends, Decimal(0)) / len(ends) if ends else None


def _clamped(start: float, wide: float, room: Span) -> float:
    return round(max(min(start, room.end - wide), room.start), 2)


def _heading_lines(measure: MeasureResult, layout: Layout) -> tuple[tuple[str, bool], ...]:
    """Name and goal in lines, and whether each is bold."""
    goal = goal_words(split_target(measure.target_text)[0])
    names = broken(measure.name, layout.size, layout.text_room, bold=True)
    goals = broken(goal, layout.size, layout.text_room)
    return (*((line, True) for line in names), *((line, False) for line in goals))


def words_height(measure: MeasureResult, layout: Layout) -> float:
    """What name, goal and verdict take, with the space that parts them from the strip."""
    return (10.5 * len(_heading_lines(measure, layout)) + 14) * layout.unit


def heading(measure: MeasureResult, layout: Layout, baseline: float) -> Iterator[Mark]:
    """Name, goal, and the verdict's shape and word."""
    u, y = layout.unit, baseline
    for text, bold in _heading_lines(measure, layout):
        yield Words(0, round(y, 2), text, layout.size, "ink" if bold else "ink2", bold)
        y += 10.5 * u
    y += 3.5 * u
    # Centred on cap height, 0.698 of the letters' size.
    yield Sign(measure.fulfilment.symbol, 0, round(y - 0.349 * layout.size - 4.3 * u, 2), 8.6 * u)
    yield Words(11.5 * u, round(y, 2), measure.fulfilment.value, layout.size)
