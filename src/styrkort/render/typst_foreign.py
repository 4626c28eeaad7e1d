"""A table from any notebook in print: readable at its size, or parted into several if too wide."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from styrkort.render.typst_grid import Grid, GridCell, grid_of
from styrkort.render.typst_nodes import all_text, tag_of

__all__ = ["foreign_table"]

_PAGE: Final = 481.9
"""170 mm in points."""
_GUTTER: Final = 8.6
_SIZES: Final = (9.0, 8.0)
"""Type sizes tried before the table is parted; 8 pt is the smallest the look allows."""
_SIGN: Final = 0.58
"""Width of an average sign in ems."""
_WIDE_SIGN: Final = 0.66
"""Width of a sign in a single word that happens to be wide, or bold."""
_LONGEST: Final = 18
"""Signs that a word may force on a column before it is broken."""
_ROOMY: Final = 60
"""Signs beyond which a column gains nothing by being wider."""

_PAGEFUL: Final = 4000
"""Signs, per share of the page's width, that come near to filling a page."""
_MANY_LINES: Final = 25
_LINES: Final = frozenset(("br", "p", "div", "li", "pre", "dd", "dt", "blockquote"))
_WHOLE: Final = ", breakable: false"
_HIGHEST_HEAD: Final = 8
"""Rows of column heads; more are not repeated on every page."""

Writer = Callable[[etree._Element, int, float], str]
"""Writes a cell's inside, given how many signs may stand unbroken and its width in points."""


@dataclass(frozen=True, slots=True)
class _Part:
    grid: Grid
    widths: tuple[float, ...]
    size: float
    numeric: frozenset[int]
    """Columns of numbers, whose heads stand to the right with them."""
    tall_rows: frozenset[int]
    """Rows that may be higher than a page and therefore must be allowed to break."""


def foreign_table(table: etree._Element, write: Writer, caption: str = "") -> list[str]:
    """The table as one or more Typst expressions; the parts repeat its first column.

    ``caption`` is code, for the first part.
    """
    grid = grid_of(table)
    if not grid.columns:
        return []
    parts = _parts(grid)
    return [_written(part, write, "" if n else caption) for n, part in enumerate(parts)]


def _parts(grid: Grid) -> list[_Part]:
    for size in _SIZES:
        widths = _widths(grid, size)
        if widths is not None:
            return [_part(grid, widths, size)]
    size = _SIZES[-1]
    parts = [_columns(grid, columns) for columns in _chunks(grid, size)]
    return [_part(part, _widths(part, size) or _even(part), size) for part in parts]


def _part(grid: Grid, widths: tuple[float, ...], size: float) -> _Part:
    tall = {
        y
        for cell in grid.cells
        if _is_tall(cell, sum(widths[cell.x : cell.x + cell.columns]))
        for y in range(cell.y, cell.y + cell.rows)
    }
    return _Part(grid, widths, size, _numeric(grid), frozenset(tall))


def _is_tall(cell: GridCell, width: float) -> bool:
    """Whether the cell may be higher than a page: much text, many lines, pictures, many rows."""
    if cell.node is None:
        return False
    lines = sum(tag_of(node) in _LINES for node in cell.node.iterdescendants())
    lines += all_text(cell.node).count("\n")
    signs = len(_text(cell)) * _PAGE / max(width, 1.0)
    drawn = next(cell.node.iterdescendants("img", "svg", "math"), None) is not None
    return signs > _PAGEFUL or lines > _MANY_LINES or cell.rows > _MANY_LINES or drawn


def _numeric(grid: Grid) -> frozenset[int]:
    """Columns where every cell that says anything says a number."""
    words: set[int] = set()
    numbers: set[int] = set()
    for cell in grid.cells:
        if cell.y >= grid.head and (text := _text(cell)):
            (numbers if _is_number(text) else words).add(cell.x)
    return frozenset(numbers - words)


def _stands_right(cell: GridCell, part: _Part) -> bool:
    if cell.y < part.grid.head:
        return cell.columns == 1 and cell.x in part.numeric
    return _is_number(_text(cell))


def _even(grid: Grid) -> tuple[float, ...]:
    return (_PAGE / grid.columns - _GUTTER,) * grid.columns


def _text(cell: GridCell) -> str:
    return " ".join(all_text(cell.node).split()) if cell.node is not None else ""


def _least(grid: Grid, size: float) -> list[float]:
    """The narrowest each column can be: its longest word, up to what is broken."""
    least = [2.0] * grid.columns
    for cell in grid.cells:
        if cell.columns == 1:
            longest = max(map(len, _text(cell).split(" ")), default=0)
            least[cell.x] = max(least[cell.x], min(longest, _LONGEST))
    return [signs * _WIDE_SIGN * size for signs in least]


def _wanted(grid: Grid, size: float) -> list[float]:
    """The width at which no cell of the column wraps, up to what is readable."""
    wanted = [2.0] * grid.columns
    for cell in grid.cells:
        share = min(len(_text(cell)) / cell.columns + 0.5, _ROOMY)
        for x in range(cell.x, cell.x + cell.columns):
            wanted[x] = max(wanted[x], share)
    return [signs * _SIGN * size for signs in wanted]


def _widths(grid: Grid, size: float) -> tuple[float, ...] | None:
    """Column widths in points within the page; None where the longest words don't fit."""
    least, wanted = _least(grid, size), _wanted(grid, size)
    room = _PAGE - _GUTTER * (grid.columns - 1) - sum(least)
    if room < 0:
        return None
    extra = [max(want - low, 0.0) for want, low in zip(wanted, least, strict=True)]
    share = min(1.0, room / sum(extra)) if sum(extra) else 0.0
    return tuple(low + more * share for low, more in zip(least, extra, strict=True))


def _chunks(grid: Grid, size: float) -> Iterable[tuple[int, ...]]:
    """Column numbers of each part: as many as fit beside the first."""
    least = _least(grid, size)
    chunk: list[int] = []
    used = least[0]
    for x in range(1, grid.columns):
        if chunk and used + least[x] + _GUTTER > _PAGE:
            yield (0, *chunk)
            chunk, used = [], least[0]
        chunk.append(x)
        used += least[x] + _GUTTER
    yield (0, *chunk)


def _columns(grid: Grid, columns: Sequence[int]) -> Grid:
    """The grid with these columns only; a cell that spans others is cut to what remains."""
    places = {x: n for n, x in enumerate(columns)}
    cells = []
    for cell in grid.cells:
        kept = [places[x] for x in range(cell.x, cell.x + cell.columns) if x in places]
        if kept:
            first, last = min(kept), max(kept)
            contiguous = last - first + 1 == len(kept)
            cells.append(replace(cell, x=first, columns=len(kept) if contiguous else 1))
            cells += [] if contiguous else [GridCell(None, x, cell.y) for x in kept[1:]]
    return replace(grid, cells=tuple(cells), columns=len(columns))


def _written(part: _Part, write: Writer, caption: str) -> str:
    grid = part.grid
    widths = ", ".join(f"{width:.2f}pt" for width in part.widths)
    children = []
    if grid.head:
        head = ", ".join(_cell(c, part, write) for c in grid.cells if c.y < grid.head)
        repeat = "true" if grid.head <= _HIGHEST_HEAD else "false"
        children.append(f"table.header(repeat: {repeat}, {head}, table.hline(stroke: 1pt + ink))")
    y = grid.head
    for cell in grid.cells:
        if cell.y < grid.head:
            continue
        if cell.y > y:
            children.append("table.hline(stroke: 0.5pt + hair)")
            y = cell.y
        children.append(_cell(cell, part, write))
    children.append("table.hline(stroke: 1pt + ink)")
    titled = f"caption: {caption}, " if caption else ""
    return f"foreign-table(({widths},), {part.size}pt, {titled}{', '.join(children)})"


def _cell(cell: GridCell, part: _Part, write: Writer) -> str:
    width = sum(part.widths[cell.x : cell.x + cell.columns]) + _GUTTER * (cell.columns - 1)
    run = max(int(width / (_WIDE_SIGN * part.size) + 0.01), 2)
    body = write(cell.node, run, width) if cell.node is not None else ""
    align = ", align: right" if _stands_right(cell, part) else ""
    spans = f"colspan: {cell.columns}, rowspan: {cell.rows}"
    breakable = "" if part.tall_rows & {*range(cell.y, cell.y + cell.rows)} else _WHOLE
    code = f"({body or '[]'})"
    if cell.header:
        code = f"bold{code}"
    if cell.header and cell.y >= part.grid.head:
        # The mark of a row header, for the tags (see retag).
        code = f"quote(block: false, quotes: false, {code})"
    return f"table.cell(x: {cell.x}, y: {cell.y}, {spans}{align}{breakable}, {code})"


_NUMBER: Final = re.compile(r"[+\-−]?[\d\s.,\u00a0\u202f]*\d(?:[eE][+\-]?\d+)?\s?%?|NaN|nan|None")


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))
