"""The month of a row of an export, and whether it can be one of the folder's."""

import re

from styrkort.exports.cells import Cell
from styrkort.exports.readings import is_missing, text_of
from styrkort.exports.spans import Span, span_of
from styrkort.mapping.cells import Misread, RowCells
from styrkort.plans.sourceplan import Source
from styrkort.quantities import shortened

__all__ = ["month_in", "outside"]

_FIRST_YEAR = 1970
_LAST_MONTH = 12


def month_in(cells: RowCells, span: Span | None, folder_year: int, source: Source) -> str:
    """The month that the heading (bred) or the row's own cells say, "2022-08".

    Raises Misread where they say none, or two years.
    """
    year = _year(cells)
    if span is not None:
        stated = source.wide.year if source.wide else None
        return span.ending(year or stated or folder_year)
    heading = cells.heading("månad" if _stated(cells, "månad") else "år")
    if not _stated(cells, "månad"):
        if year is None:
            raise Misread(f"{cells.place}, kolumn {heading}: året saknas. Fyll i det.")
        return f"{year:04}-{_LAST_MONTH}"
    cell = cells.cell("månad")
    if is_missing(cell):
        raise Misread(f"{cells.place}, kolumn {heading}: månaden saknas. Skriv den som 2022-08.")
    found = cells.read_at(heading, cell, lambda each: _span(each, year, source), None)
    if found is None or (found.year is not None and year is not None and found.year != year):
        raise Misread(
            f"{cells.place}, kolumn {heading}: ”{text_of(cell)}” är inte {year}, som raden har i "
            f"kolumnen {cells.heading('år')}. Rätta den ena."
        )
    return cells.read_at(heading, cell, lambda _: found.ending(year), "")


def outside(month: str, folder_year: int) -> str:
    """Why the month can't stand in the folder's exports; empty where it can."""
    if _FIRST_YEAR <= int(month[:4]) <= folder_year:
        return ""
    return (
        f"månaden {month} ligger utanför åren {_FIRST_YEAR}–{folder_year}, som en fil i mappen "
        f"{folder_year} kan gälla. Rätta månaden, eller lägg filen i rätt års mapp."
    )


def _stated(cells: RowCells, tidy: str) -> bool:
    return tidy in cells.columns or tidy in cells.constants


def _year(cells: RowCells) -> int | None:
    """The row's own år; None where it has no such column. Raises Misread for what is no year."""
    if not _stated(cells, "år"):
        return None
    return cells.read("år", cells.cell("år"), _whole_year, None)


def _whole_year(cell: Cell) -> int:
    text = text_of(cell)
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise ValueError(f"”{shortened(text)}” är inget år. Skriv fyra siffror, till exempel 2022.")
    return int(text)


def _span(cell: Cell, year: int | None, source: Source) -> Span:
    """The cell's span; beside an år column a bare 1–12 is a month."""
    text = text_of(cell)
    if year is not None and re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return Span(1, int(text), None)
    return span_of(cell, source.first_in_date)
