"""A person's words as a section of the document."""

from collections.abc import Mapping
from typing import Any, Final

from styrkort.narrative.commentary import is_unread_draft
from styrkort.narrative.notes import draft_origin
from styrkort.notebook.shape import Cell
from styrkort.render.outputs import words_of
from styrkort.render.tree import Element, make, shows

__all__ = ["COMMENT", "as_comment", "as_read", "unread"]

COMMENT: Final = "kommentar"
"""Tag of a commentary's cell, and class of its section."""
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def unread(cell: Mapping[str, Any]) -> str:
    """What is printed above words that nobody has read for this period; empty above others."""
    read = as_read(cell)
    if not is_unread_draft(read):
        return ""
    origin = draft_origin(read)
    return f"Utkast{f' från {origin}' if origin else ''}, inte läst mot periodens siffror."


def as_read(cell: Mapping[str, Any]) -> Cell:
    """The cell as what asks about a cell of ours wants it, whatever it holds."""
    metadata = cell.get("metadata")
    return {
        "cell_type": cell.get("cell_type"),
        "metadata": dict(metadata) if isinstance(metadata, Mapping) else {},
        "source": words_of(cell.get("source")),
    }


def as_comment(place: Element, unread: str) -> None:
    """A person's words as a section of their own, headed Kommentar unless they head themselves.

    ``unread`` says that they are a draft, where they are.
    """
    if not shows(place):
        return
    section = make("section", class_=COMMENT)
    for child in list(place):
        section.append(child)
    if section[0].tag not in _HEADINGS:
        section.insert(0, make("h4", "Kommentar", data_egen="ja"))
    if unread:
        line = make("p", class_="utkast")
        line.append(make("small", unread))
        section.insert(1, line)
    place.append(section)
