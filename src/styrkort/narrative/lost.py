"""Commentaries that wait for somebody and have lost every mark of it to an editor."""

from styrkort.narrative.commentary import with_table
from styrkort.narrative.marks import digest, is_untouched_note
from styrkort.narrative.notes import is_of_draft
from styrkort.narrative.shown import UNTOLD, about, beside, values
from styrkort.notebook.shape import (
    COMMENT,
    DRAFT,
    NOTE,
    STALE,
    Cell,
    Notebook,
    kind,
    listed,
    ours,
    source,
    tags,
    with_metadata,
    with_tags,
)

__all__ = ["with_lost_marks"]


def with_lost_marks(nb: Notebook) -> Notebook:
    """The notebook, its unmarked cells marked again with what the notes above them say.

    Where a draft came from isn't known any more, nor what stale words were written to: they wait
    until somebody has read them.
    """
    marked = nb
    at = {str(cell["id"]): index for index, cell in enumerate(nb["cells"])}
    for index, note in enumerate(nb["cells"]):
        if not is_untouched_note(note):
            continue
        below = at.get(str(ours(note).get(NOTE)), index + 1)
        if below < len(nb["cells"]) and _is_bare(nb["cells"][below]):
            marked = _marked(marked, below, DRAFT if is_of_draft(note) else STALE)
    return marked


def _is_bare(cell: Cell) -> bool:
    """Whether nothing on a cell of words says any more what it is."""
    return kind(cell) == "markdown" and not ours(cell)


def _marked(nb: Notebook, index: int, tag: str) -> Notebook:
    cells = list(nb["cells"])
    cells[index] = with_tags(cells[index], (*tags(cells[index]), COMMENT, tag))
    cells[index] = with_table({**nb, "cells": cells}, index)
    if tag == STALE:
        cells[index] = _written_to_others(cells[index], nb)
    return {**nb, "cells": cells}


def _written_to_others(cell: Cell, nb: Notebook) -> Cell:
    """The cell bound to values that are no longer known."""
    now, table = beside(nb), listed(cell, "tabell")
    unknown = dict.fromkeys(values(source(cell), about(source(cell), table, now), now), UNTOLD)
    own = {**ours(cell), "värden": unknown, "skrivet": digest(source(cell)), "granska": {}}
    return with_metadata(cell, styrkort=own)
