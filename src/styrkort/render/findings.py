"""What was mended or left out while a document was made, for whoever can put it right."""

from collections.abc import Iterator

from styrkort.render.tree import Element

__all__ = ["CELL", "Findings"]

CELL = "data-cell"
"""Attribute that says which cell an element came from; gone from the finished document."""


class Findings:
    """Swedish sentences in the order they arose, each once, each naming its cell."""

    def __init__(self) -> None:
        self._found: dict[str, None] = {}

    def add(self, cell: str, words: str) -> None:
        """``words`` is a sentence without its place."""
        self._found[f"Cell {cell}: {words}" if cell else words] = None

    def at(self, element: Element, words: str) -> None:
        """The same, with the cell that the element stands in."""
        self.add(_cell_of(element), words)

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)


def _cell_of(element: Element) -> str:
    node: Element | None = element
    while node is not None:
        cell = node.get(CELL)
        if cell is not None:
            return str(cell)
        node = node.getparent()
    return ""
