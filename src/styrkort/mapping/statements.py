"""The rows of one sheet → strategic actions or forecasts, where the källa gives those."""

import calendar
import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from styrkort.exports.cells import Cell
from styrkort.exports.readings import is_missing, text_of, value_of
from styrkort.exports.spans import span_of
from styrkort.mapping.cells import Misread, RowCells, times
from styrkort.mapping.codes import Unknown
from styrkort.mapping.rows import Reading, note_unknown, row_cells, selected
from styrkort.mapping.yields import ActionRow, ForecastRow
from styrkort.quantities import shortened

__all__ = ["action_rows", "forecast_rows"]

R = TypeVar("R")

_DAY = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./ ] ?(?P<year>(?:19|20)\d\d)")


def action_rows(reading: Reading) -> list[ActionRow]:
    """Every row that counts and isn't blank where the källa looks."""
    return _each(reading, _action)


def forecast_rows(reading: Reading) -> list[ForecastRow]:
    """Every row that counts and has a value."""
    return _each(reading, lambda cells: _forecast(reading, cells))


def _each(reading: Reading, read: Callable[[RowCells], R | None]) -> list[R]:
    found = []
    for row in reading.grid.rows:
        cells = row_cells(reading, row)
        try:
            made = read(cells) if selected(reading, cells) else None
        except Misread as fault:
            reading.tally.faults.append(str(fault))
            reading.tally.dropped["går inte att läsa"] += 1
            continue
        if made is not None:
            found.append(made)
    return found


def _action(cells: RowCells) -> ActionRow | None:
    if all(is_missing(cells.at(column)) for column in cells.columns.values()):
        return None
    name = cells.text("åtgärd")
    if not name:
        raise Misread(
            f"{cells.place}, kolumn {cells.heading('åtgärd')}: åtgärden saknas. Skriv vad som ska "
            "göras, eller lämna ute raden med utom."
        )
    return ActionRow(
        name=name,
        success_factor=cells.text("framgångsfaktor"),
        responsible=cells.text("ansvarig"),
        due=cells.read("klart", cells.cell("klart"), _due, ""),
        status=cells.text("status"),
        comment=cells.text("kommentar"),
        place=cells.place,
    )


def _due(cell: Cell) -> str:
    """The day, or the last day of the month, quarter or year that the cell names."""
    if isinstance(cell, date):
        return cell.isoformat()
    text = text_of(cell)
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        pass
    try:
        month = span_of(cell).ending(None)
        year, number = int(month[:4]), int(month[5:])
        swedish = _DAY.fullmatch(text)
        day = int(swedish["day"]) if swedish else calendar.monthrange(year, number)[1]
        return date(year, number, day).isoformat()
    except ValueError as fault:
        reason = f" {fault}" if "kan vara" in str(fault) else ""
        raise ValueError(
            f"”{shortened(text)}” är inget datum.{reason} Skriv det som 2022-12-31, eller "
            "lämna cellen tom."
        ) from None


def _forecast(reading: Reading, cells: RowCells) -> ForecastRow | None:
    cell = cells.as_number(cells.heading("värde"), cells.cell("värde"))
    value = cells.read("värde", cell, value_of, None)
    if value is None:
        reading.tally.dropped["saknar värde"] += 1
        return None
    code = cells.text("styrmått")
    try:
        stated = "styrmått" in cells.constants
        measure = code if stated else reading.codes.meaning("styrmått", code, None)
    except Unknown as unknown:
        note_unknown(reading, cells, ("styrmått", code, unknown.why))
        return None
    return ForecastRow(
        measure=measure,
        value=times(value, reading.source.factor),
        reason=cells.text("motivering"),
        by=cells.text("av"),
        place=cells.place,
    )
