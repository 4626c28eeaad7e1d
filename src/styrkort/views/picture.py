"""Styrkortet i en bild: the perspectives side by side, and how many of each verdict they have."""

from dataclasses import dataclass
from typing import Final

from styrkort.blocks import Figure
from styrkort.drawing.canvas import Mark, Rule, Sign, Words, svg
from styrkort.drawing.lettering import broken, width
from styrkort.scorecard import Report
from styrkort.sentences import counts_of, verdict_count
from styrkort.swedish import counted_word, joined_words
from styrkort.tally import counted, own_measures
from styrkort.terms import Fulfilment
from styrkort.views.summary import GRID_ID

__all__ = ["summary_picture"]

_TITLE: Final = "Styrkortet i en bild"
_NONE: Final = "Inga egna styrmått"
_MOST_COLUMNS: Final = 5
_WIDE, _GUTTER, _SIZE = 482.0, 11.3, 8.0
_NARROW, _NARROW_SIZE = 342.0, 14.0

Counts = tuple[tuple[Fulfilment, int], ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    marks: tuple[Mark, ...]
    height: float


def summary_picture(report: Report) -> Figure:
    """How many measures of each perspective have each verdict, as a picture."""
    counts = [
        (one.name, counts_of(counted(own_measures(report, one)))) for one in report.perspectives
    ]
    wide, narrow = _columns(counts), _rows(counts)
    return Figure(
        id="bild-styrkortet",
        title=_TITLE,
        alt=" ".join([f"{_TITLE}.", *(_told(name, verdicts) for name, verdicts in counts)]),
        caption="",
        svg=svg(wide.marks, (_WIDE, wide.height)),
        narrow_svg=svg(narrow.marks, (_NARROW, narrow.height)),
        data_anchor=GRID_ID,
    )


def _told(name: str, verdicts: Counts) -> str:
    """As "Verksamhet: två uppfyllda, ett delvis uppfyllt och två ej mätta."."""
    if not verdicts:
        return f"{name}: {_NONE.lower()}."
    words = [
        f"{counted_word(number)} {verdict_count(verdict, number).split(' ', 1)[1]}"
        for verdict, number in verdicts
    ]
    return f"{name}: {joined_words(words)}."


def _columns(counts: list[tuple[str, Counts]]) -> _Drawn:
    """Perspectives as columns in plan order, at most five in a row, the rows about as long."""
    rows = -(-len(counts) // _MOST_COLUMNS) or 1
    across = -(-len(counts) // rows) or 1
    each = (_WIDE - _GUTTER * (across - 1)) / across
    marks: list[Mark] = []
    y = 0.0
    for first in range(0, len(counts), across):
        row = counts[first : first + across]
        name_lines = max(len(broken(name, _SIZE + 1, each, bold=True)) for name, _ in row)
        drawn = [
            _column(name, verdicts, (each + _GUTTER) * n, y, each, name_lines)
            for n, (name, verdicts) in enumerate(row)
        ]
        marks += (mark for one in drawn for mark in one.marks)
        y = max(one.height for one in drawn) + 13
    return _Drawn(tuple(marks), max(y - 9, 1))


def _column(
    name: str, verdicts: Counts, x: float, y: float, room: float, name_lines: int
) -> _Drawn:
    """A perspective under its rule; ``height`` is where it ends."""
    marks: list[Mark] = [Rule(x, y + 0.75, x + room, y + 0.75, "accent", 1.5)]
    for n, line in enumerate(broken(name, _SIZE + 1, room, bold=True)):
        marks.append(Words(round(x, 2), y + 12.5 + 11 * n, line, _SIZE + 1, bold=True))
    baseline = y + 12.5 + 11 * (name_lines - 1)
    for verdict, number in verdicts:
        baseline += 13
        marks.append(Sign(verdict.symbol, round(x, 2), baseline - 7.1, 8.6))
        for n, line in enumerate(broken(verdict_count(verdict, number), _SIZE, room - 11.5)):
            baseline += 10 * (n > 0)
            marks.append(Words(round(x + 11.5, 2), baseline, line, _SIZE))
    if not verdicts:
        for line in broken(_NONE, _SIZE, room):
            baseline += 13
            marks.append(Words(round(x, 2), baseline, line, _SIZE, "ink2"))
    return _Drawn(tuple(marks), baseline)


def _rows(counts: list[tuple[str, Counts]]) -> _Drawn:
    """Perspectives as rows, for a phone."""
    marks: list[Mark] = []
    y = 0.0
    for name, verdicts in counts:
        marks.append(Rule(0, y + 1, _NARROW, y + 1, "accent", 2))
        for line in broken(name, _NARROW_SIZE, _NARROW, bold=True):
            y += 20
            marks.append(Words(0, y, line, _NARROW_SIZE, bold=True))
        flow = _flow(verdicts, y + 24)
        marks += flow.marks
        y = flow.height + 16
    return _Drawn(tuple(marks), max(y - 8, 1))


def _flow(verdicts: Counts, baseline: float) -> _Drawn:
    """Symbols and counts after each other, on as many lines as they need."""
    if not verdicts:
        return _Drawn((Words(0, baseline, _NONE, _NARROW_SIZE, "ink2"),), baseline)
    marks: list[Mark] = []
    x = 0.0
    for verdict, number in verdicts:
        text = verdict_count(verdict, number)
        wide = 21 + width(text, _NARROW_SIZE)
        if x and x + wide > _NARROW:
            x, baseline = 0.0, baseline + 24
        marks.append(Sign(verdict.symbol, round(x, 2), baseline - 12.4, 15))
        marks.append(Words(round(x + 21, 2), baseline, text, _NARROW_SIZE))
        x += wide + 20
    return _Drawn(tuple(marks), baseline)
