"""The cells that styrkort puts in beside the report, for the analyst or for an edition's reader."""

from styrkort.notebook.shape import REVIEW, Cell, has_tag, is_edition_page, is_note

__all__ = ["is_aside"]


def is_aside(cell: Cell) -> bool:
    """Whether the cell is no part of the report that is approved."""
    return is_edition_page(cell) or is_note(cell) or has_tag(cell, REVIEW)
