"""Two texts that come of one, made into one again, line by line.

A line is compared as it reads (normal form, without its line end), and kept as it was typed.
"""

import unicodedata
from dataclasses import dataclass

from merge3 import Merge3

from styrkort.notebook.shape import same_text

__all__ = ["Merge", "three_way"]

_ENDS = "\r\n"
"""What a text may end with that is none of its lines."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Sammanfogning: one text, and whether it leaves anything out."""

    text: str
    """What either side changed; where both changed the same lines, as mine has them."""
    conflict: bool
    """Whether both changed the same lines, differently."""


def three_way(base: str, mine: str, theirs: str) -> Merge:
    """``mine`` and ``theirs`` as one text, ``base`` being what both started from."""
    if same_text(base, theirs) or same_text(mine, theirs):
        return Merge(mine, conflict=False)
    bodies = [text.rstrip(_ENDS).splitlines(keepends=True) for text in (base, mine, theirs)]
    lines, conflict = _by_line(*bodies)
    return Merge(_joined(lines) + mine[len(mine.rstrip(_ENDS)) :], conflict)


def _by_line(base: list[str], mine: list[str], theirs: list[str]) -> tuple[list[str], bool]:
    """The lines that both have, and between them those of the side that changed them."""
    read = tuple([_read(line) for line in side] for side in (base, mine, theirs))
    lines: list[str] = []
    conflict = False
    at = (0, 0, 0)
    for z, z_end, a, a_end, b, b_end in Merge3(read[0], read[1], read[2]).find_sync_regions():
        was, here, there = (side[i:j] for side, i, j in zip(read, at, (z, a, b), strict=True))
        only_theirs = here == was
        lines += theirs[at[2] : b] if only_theirs else mine[at[1] : a]
        conflict = conflict or not (only_theirs or there in (was, here))
        lines += mine[a:a_end]
        at = (z_end, a_end, b_end)
    return lines, conflict


def _read(line: str) -> str:
    """The line as it is compared."""
    return unicodedata.normalize("NFC", "".join(line.splitlines()))


def _joined(lines: list[str]) -> str:
    """One text; a line that was the last of its text may have others behind it here."""
    *before, last = lines or [""]
    whole = (line if line.splitlines() != [line] else f"{line}\n" for line in before)
    return ("".join(whole) + last).rstrip(_ENDS)
