"""The cell whose output lists what stands in the way of publication."""

from styrkort.notebook.shape import REVIEW, Cell, has_tag

__all__ = ["with_review_cell"]

_CELL: Cell = {
    "cell_type": "code",
    "execution_count": None,
    "id": "granskning",
    "metadata": {"tags": [REVIEW]},
    "outputs": [],
    "source": "from styrkort.display import review_list; review_list()",
}
"""Runs before all else, also in a master whose own calls are imported in another way."""


def with_review_cell(cells: list[Cell]) -> list[Cell]:
    """The master's cells, that one first where it has none of its own."""
    return cells if any(has_tag(cell, REVIEW) for cell in cells) else [_CELL, *cells]
