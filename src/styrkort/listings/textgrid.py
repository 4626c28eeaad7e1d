"""A table as text, as wide as the terminal: cells are wrapped, never cut."""

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest

__all__ = ["grid", "paragraph"]

_GAP = 2
_LEAST = 6
"""No column is narrower, however narrow the terminal."""

Lines = Sequence[str]
"""A cell: its lines, each wrapped for itself."""


def grid(
    headings: Sequence[str], shares: Sequence[int], rows: Iterable[Sequence[Lines]], width: int
) -> list[str]:
    """The lines of a table with a rule under its headings and an empty line between rows.

    ``shares`` say how the width is divided between the columns.
    """
    widths = _widths(shares, width)
    head = _row([(heading,) for heading in headings], widths)
    lines = [*head, "  ".join("─" * each for each in widths)]
    for at, row in enumerate(rows):
        lines += [""] * bool(at) + _row(row, widths)
    return lines


def paragraph(text: str, width: int, indent: str = "") -> list[str]:
    """The text in lines; ``indent`` before all but the first."""
    return textwrap.wrap(text, width, subsequent_indent=indent) or [""]


def _widths(shares: Sequence[int], width: int) -> list[int]:
    room = width - _GAP * (len(shares) - 1)
    widths = [max(_LEAST, room * share // sum(shares)) for share in shares]
    return [*widths[:-1], max(_LEAST, room - sum(widths[:-1]))]


def _row(cells: Sequence[Lines], widths: Sequence[int]) -> list[str]:
    wrapped = [_wrapped(cell, wide) for cell, wide in zip(cells, widths, strict=True)]
    return [
        (" " * _GAP)
        .join(part.ljust(wide) for part, wide in zip(parts, widths, strict=True))
        .rstrip()
        for parts in zip_longest(*wrapped, fillvalue="")
    ]


def _wrapped(cell: Lines, width: int) -> list[str]:
    return [part for line in cell for part in textwrap.wrap(line, width) or [""]]
