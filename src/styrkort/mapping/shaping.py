"""A sheet as a pivot table leaves it → one row of headings, and every row whole.

Headings in two rows are put together, a column without a heading of its own is called by its
letter, and what a group's first row alone says is said in each of its rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from styrkort.exports.cells import Cell, Grid, GridRow, Sheet, grid_of, header_key, lettered_place
from styrkort.exports.readings import is_empty
from styrkort.plans.sourceplan import Source

__all__ = ["filled_down", "headed"]


def headed(sheet: Sheet, source: Source, wanted: Iterable[str]) -> Grid | None:
    """The sheet with the headings as the källa calls them; None where it has no such row."""
    grid = grid_of(sheet, source.header_row)
    if grid is None:
        return None
    cells = grid.header.cells
    if source.header_above is not None:
        above = [row.cells for row in sheet.rows if row.number == source.header_above]
        cells = _under(above[0], cells) if above else cells
    header = GridRow(grid.header.number, _lettered(cells, wanted))
    return replace(grid, header=header)


def _under(above: Sequence[Cell], cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Each heading after the one that stands over it, which may stand over several."""
    over, joined = "", []
    for at in range(max(len(above), len(cells))):
        over = _words(above, at) or over
        own = _words(cells, at)
        joined.append(f"{over} {own}".strip() if own or _words(above, at) else "")
    return tuple(joined)


def _words(cells: Sequence[Cell], at: int) -> str:
    return " ".join(str(cells[at]).split()) if at < len(cells) else ""


def _lettered(cells: Sequence[Cell], wanted: Iterable[str]) -> tuple[Cell, ...]:
    """Headings, those that the källa calls by their letter ("kolumn B") under that name."""
    there = set(map(header_key, cells))
    named = list(cells)
    for heading in wanted:
        at = lettered_place(heading)
        if at is not None and at < len(named) and header_key(heading) not in there:
            named[at] = heading
    return tuple(named)


def filled_down(grid: Grid, source: Source) -> Grid:
    """The grid with the empty cells of fyll_ned's columns filled by the row above.

    A column that is listed later stands within those before it: where one of them says something
    new, what it said above no longer holds.
    """
    if not source.fill_down:
        return grid
    keys = list(map(header_key, grid.header.cells))
    places = [keys.index(header_key(heading)) for heading in source.fill_down]
    held: dict[int, Cell] = {}
    rows = []
    for row in grid.rows:
        cells = [*row.cells, *[""] * (max(places) + 1 - len(row.cells))]
        for order, at in enumerate(places):
            if is_empty(cells[at]):
                cells[at] = held.get(at, "")
            else:
                held[at] = cells[at]
                held |= dict.fromkeys(places[order + 1 :], "")
        rows.append(GridRow(row.number, tuple(cells)))
    return replace(grid, rows=tuple(rows))
