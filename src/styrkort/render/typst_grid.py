"""An HTML table as a grid without holes or clashes: spans cut where they'd collide."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from styrkort.render.typst_nodes import tag_of

__all__ = ["Grid", "GridCell", "grid_of"]

_WIDEST_SPAN = 1000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell placed: ``node`` is None where the HTML left a hole."""

    node: etree._Element | None
    x: int
    y: int
    columns: int = 1
    rows: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    cells: tuple[GridCell, ...]
    """In reading order: every place of the grid is covered once."""
    columns: int
    rows: int
    head: int
    """How many of the first rows are column headings."""


def grid_of(table: etree._Element) -> Grid:
    """The table's own rows (not those of tables within it) as a grid."""
    head, body = _rows(table)
    cells = [*_placed(head, 0), *_placed(body, len(head))]
    columns = max((cell.x + cell.columns for cell in cells), default=0)
    rows = len(head) + len(body)
    filled = sorted([*cells, *_holes(cells, columns, rows)], key=lambda cell: (cell.y, cell.x))
    return Grid(tuple(filled), columns, rows, len(head))


def _rows(table: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    """Heading rows and the rest; leading rows of nothing but th count as heading."""
    head: list[etree._Element] = []
    body: list[etree._Element] = []
    foot: list[etree._Element] = []
    for node in table:
        tag = tag_of(node)
        if tag == "tr":
            body.append(node)
        elif tag in ("thead", "tbody", "tfoot"):
            rows = [row for row in node if tag_of(row) == "tr"]
            {"thead": head, "tbody": body, "tfoot": foot}[tag].extend(rows)
    body = [row for row in [*body, *foot] if _cells(row)]
    head = [row for row in head if _cells(row)]
    while not head and len(body) > 1 and all(tag_of(cell) == "th" for cell in _cells(body[0])):
        head.append(body.pop(0))
    if not body and head:  # a table of headings only: nothing to stand above
        head, body = [], head
    return head, body


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if tag_of(cell) in ("td", "th")]


def _placed(rows: list[etree._Element], top: int) -> Iterator[GridCell]:
    """Cells of one section in their places; a span ends where the section or a taken place does."""
    taken: set[tuple[int, int]] = set()
    for n, row in enumerate(rows):
        x = 0
        for node in _cells(row):
            while (x, n) in taken:
                x += 1
            columns = _free(taken, x, n, _span(node, "colspan"))
            height = min(_span(node, "rowspan") or len(rows), len(rows) - n)
            taken.update((x + dx, n + dy) for dx in range(columns) for dy in range(height))
            yield GridCell(node, x, top + n, columns, height, tag_of(node) == "th")
            x += columns


def _free(taken: set[tuple[int, int]], x: int, y: int, columns: int) -> int:
    """How many of the wanted columns are free in a row; at least one."""
    return next((n for n in range(1, columns) if (x + n, y) in taken), max(columns, 1))


def _span(node: etree._Element, name: str) -> int:
    """A span as HTML reads it; 0 (to the section's end) only for rows."""
    try:
        wanted = int((node.get(name) or "1").strip())
    except ValueError:
        return 1
    return min(wanted, _WIDEST_SPAN) if wanted >= 0 else 1


def _holes(cells: Iterable[GridCell], columns: int, rows: int) -> Iterator[GridCell]:
    covered = {
        (cell.x + dx, cell.y + dy)
        for cell in cells
        for dx in range(cell.columns)
        for dy in range(cell.rows)
    }
    for y in range(rows):
        for x in range(columns):
            if (x, y) not in covered:
                yield GridCell(None, x, y)
