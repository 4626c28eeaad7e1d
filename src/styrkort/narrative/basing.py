"""What a cell said when the run ended: what a copy of the notebook started from.

A generated cell's text is its ``grund`` unless something else is noted (``text``). A cell of the
analyst's own has its text noted, and the id it had (``eget``), for editors lose ids.
"""

from styrkort.narrative.marks import is_placeless_heading
from styrkort.notebook.shape import Cell, Notebook, ours, pristine, same_text, source, with_metadata

__all__ = ["base_of", "own_key", "with_base", "with_bases"]

_TEXT = "text"
_OWN = "eget"


def with_bases(nb: Notebook) -> Notebook:
    """The notebook with every cell's text noted, as it stands."""
    return {**nb, "cells": [with_base(cell) for cell in nb["cells"]]}


def with_base(cell: Cell) -> Cell:
    """The cell with its text noted, where nothing else says what it is."""
    noted = {key: value for key, value in ours(cell).items() if key not in (_TEXT, _OWN)}
    given = pristine(cell)
    if is_placeless_heading(cell) or ("cell" not in noted and given is not None):
        return cell
    if "cell" not in noted:
        noted |= {_OWN: cell["id"], _TEXT: source(cell)}
    elif given is None or not same_text(given, source(cell)):
        noted |= {_TEXT: source(cell)}
    return with_metadata(cell, styrkort=noted)


def base_of(cell: Cell) -> str | None:
    """The cell's text when the last run ended; None where nobody noted that."""
    text = ours(cell).get(_TEXT, pristine(cell))
    return text if isinstance(text, str) else None


def own_key(cell: Cell) -> str:
    """The id that a cell of the analyst's own had when the last run ended; empty if not noted."""
    return str(ours(cell).get(_OWN, ""))
