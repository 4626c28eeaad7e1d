"""Where labels go so that they don't meet: on a strip's line of labels, and along its axis."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Span", "kept_labels", "label_starts"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line."""

    start: float
    end: float

    @property
    def width(self) -> float:
        """Its length; below zero where there is no room."""
        return self.end - self.start


def label_starts(
    line: float, dot: float, widths: tuple[float, float], room: Span, gap: float
) -> tuple[float, float] | None:
    """Where the line's label and the dot's start: on opposite sides of the line.

    ``widths`` are the labels', ``room`` what they must keep within, ``gap`` the least space
    between them. None where they don't fit beside each other.
    """
    line_width, dot_width = widths
    if line_width + gap + dot_width > room.width:
        return None
    if dot >= line:
        left, right = _apart(
            Span(line - gap / 2 - line_width, line - gap / 2),
            _from(max(dot - gap, line + gap), dot_width),
            room,
            gap,
        )
        return left, right
    left, right = _apart(
        _from(min(dot + gap, line - gap) - dot_width, dot_width),
        _from(line + gap / 2, line_width),
        room,
        gap,
    )
    return right, left


def _from(start: float, width: float) -> Span:
    return Span(start, start + width)


def _apart(left: Span, right: Span, room: Span, gap: float) -> tuple[float, float]:
    """The starts of two labels that fit, moved into the room and off each other."""
    first = max(left.start, room.start)
    second = max(min(right.start, room.end - right.width), first + left.width + gap)
    second = min(second, room.end - right.width)
    return min(first, second - gap - left.width), second


def kept_labels(labels: Sequence[Span], gap: float) -> tuple[int, ...]:
    """Which of the labels along an axis can stand without meeting; the last always does."""
    kept: list[int] = []
    for n in reversed(range(len(labels))):
        if not kept or labels[n].end + gap <= labels[kept[-1]].start:
            kept.append(n)
    return tuple(reversed(kept))
