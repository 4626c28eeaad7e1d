"""Which cells hold a person's own words, and what those words speak of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from styrkort.facts import Facts
from styrkort.narrative.chosen import chosen
from styrkort.narrative.commentary import has_words, is_commentary
from styrkort.narrative.marks import (
    PLACELESS,
    edited,
    is_new_text,
    is_placeless_heading,
    is_untouched_note,
)
from styrkort.notebook.shape import (
    COMMENT,
    DRAFT,
    Cell,
    Notebook,
    has_tag,
    is_note,
    kind,
    listed,
    ours,
    place,
    source,
)
from styrkort.reading import named
from styrkort.review.sections import section_of

__all__ = [
    "Written", "is_own_text", "is_part_of_report", "taken_over", "written_in",
]  # fmt: skip

_HEADING_LINE = re.compile(r"^ {0,3}#{1,6}(?:[ \t].*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Written:
    """A markdown cell that is read."""

    index: int
    cell: Cell
    place: str
    """For messages: "cell kommentar-medarbetare, under rubriken ”Medarbetare”"."""
    section: str
    own: bool
    """Whether a person wrote it; else it stands as generated, and says nothing of the measures."""
    about: tuple[str, ...]
    """Om: the ids that it speaks of where a sentence of its own names none."""


def written_in(nb: Notebook, facts: Facts, names: Mapping[str, str]) -> tuple[Written, ...]:
    """The markdown cells of the report, in order.

    Left out are styrkort's own notes and marks, and what has lost its place: it is no part of the
    report until somebody has found one for it.
    """
    return tuple(
        Written(
            index,
            cell,
            place(nb, index),
            section_of(nb, index),
            is_own_text(cell),
            _speaks_of(cell, facts, names),
        )
        for index, cell in enumerate(nb["cells"])
        if kind(cell) == "markdown" and is_part_of_report(cell)
    )


def is_part_of_report(cell: Cell) -> bool:
    """Whether the cell is neither a mark of styrkort's nor words that have lost their place."""
    ours_alone = (
        is_note(cell) or is_untouched_note(cell) or is_new_text(cell) or is_placeless_heading(cell)
    )
    return not ours_alone and not has_tag(cell, PLACELESS)


def is_own_text(cell: Cell) -> bool:
    """Whether somebody has written here: a commentary, an edited cell or an added one."""
    if is_commentary(cell):
        return has_words(cell)
    return edited(cell) is not False and bool(_HEADING_LINE.sub("", source(cell)).strip())


def taken_over(cell: Cell) -> bool:
    """Whether an earlier period's words stand because somebody has said that they hold."""
    own = ours(cell)
    untagged = has_tag(cell, COMMENT) and not has_tag(cell, DRAFT)
    return "bekräftad" in own or ("utkast" in own and untagged)


def _speaks_of(cell: Cell, facts: Facts, names: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the measures that a cell speaks of.

    Those that a person has noted in ``om``; else those that it quotes or names; else, of a
    commentary, those of the table beside it.
    """
    set_by_hand = chosen(cell)
    if set_by_hand is not None:
        return tuple(set_by_hand)
    found = named(source(cell), names, facts)
    return tuple(found) or tuple(listed(cell, "tabell"))
