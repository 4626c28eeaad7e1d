"""The rows of one sheet → tidy rows, as the källa says."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from styrkort.exports.cells import Grid, GridRow, header_key
from styrkort.exports.readings import (
    answer_of,
    count_of,
    gender_of,
    is_empty,
    is_missing,
    number_of,
    text_of,
    value_of,
)
from styrkort.exports.tidy import TidyRow
from styrkort.mapping.cells import Misread, RowCells, times
from styrkort.mapping.codes import CODED, Codes, Unknown
from styrkort.mapping.columns import Column, Figure, Layout
from styrkort.mapping.dates import month_in, outside
from styrkort.mapping.known import Known
from styrkort.mapping.tally import Tally, UnknownCode
from styrkort.mapping.units import unit_factor
from styrkort.origins import Origin
from styrkort.plans.sourceplan import Source

__all__ = ["Reading", "known_code", "mapped_rows", "row_cells", "selected"]

_SPLIT = (
    "raden har fler celler än rubriker; ett tal med decimalkomma delas i två i en kommaseparerad "
    "fil. Sätt talet inom citattecken eller skriv det med punkt."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sheet's rows are read by."""

    source: Source
    known: Known
    codes: Codes
    grid: Grid
    layout: Layout
    year: int
    """The folder's year: bare month names are its months, and no month lies after it."""
    tally: Tally

    @property
    def file(self) -> str:
        """The file's name without place."""
        return self.grid.file or self.grid.name


def mapped_rows(reading: Reading) -> list[TidyRow]:
    """Every row that counts and has a value; the rest is noted in the reading's tally."""
    found: list[TidyRow] = []
    for row in reading.grid.rows:
        cells = row_cells(reading, row)
        try:
            if _counts(reading, cells):
                found += list(_figures(reading, cells))
        except Misread as fault:
            reading.tally.faults.append(str(fault))
            reading.tally.dropped["går inte att läsa"] += 1
    return found


def row_cells(reading: Reading, row: GridRow) -> RowCells:
    """The row's cells by tidy column."""
    place = f"{reading.grid.name}, rad {row.number}"
    constants = reading.source.constants
    numbers = reading.source.numbers
    return RowCells(place, row, reading.layout.columns, constants, reading.codes, numbers)


def selected(reading: Reading, cells: RowCells) -> bool:
    """Whether urval and utom let the row count; noted where they don't. Raises Misread."""
    if any(_filter_text(cells, column) in values for column, values in reading.layout.without):
        reading.tally.dropped["enligt utom"] += 1
        return False
    if reading.grid.commas and any(cells.row.cells[len(reading.grid.header.cells) :]):
        raise Misread(f"{cells.place}: {_SPLIT}")
    for column, values in reading.layout.only:
        text = _filter_text(cells, column)
        reading.tally.occurred.add((header_key(column.heading), text))
        if text not in values:
            reading.tally.dropped["utanför urval"] += 1
            return False
    return True


def _filter_text(cells: RowCells, column: Column) -> str:
    try:
        return text_of(cells.at(column)).casefold()
    except ValueError as fault:
        raise Misread(f"{cells.place}, kolumn {column.heading}: {fault}") from None


def _counts(reading: Reading, cells: RowCells) -> bool:
    """Whether the row is of this källa's concern: chosen, with a value, its codes known."""
    if not selected(reading, cells):
        return False
    if not any(_has_value(cells, figure) for figure in reading.layout.figures):
        reading.tally.dropped["saknar värde"] += 1
        return False
    return all(known_code(reading, cells, tidy) for tidy in CODED)


def _has_value(cells: RowCells, figure: Figure) -> bool:
    """Whether anything stands where the figure is; a half of a ratio is something."""
    stands = [not is_missing(cells.figure("värde", column)) for column in figure.columns]
    return any(stands) or (not figure.columns and "värde" in cells.constants)


def known_code(reading: Reading, cells: RowCells, tidy: str) -> bool:
    """Whether the row's code in the column means anything in any month; noted where it doesn't."""
    if tidy in cells.constants or tidy not in cells.columns:
        return True
    code = cells.text(tidy)
    try:
        reading.codes.meaning(tidy, code, None)
    except Unknown as unknown:
        note_unknown(reading, cells, (tidy, code, unknown.why))
        return False
    return True


def note_unknown(reading: Reading, cells: RowCells, what: tuple[str, str, str]) -> None:
    """Count the row as left out for its code."""
    tidy, code, why = what
    unknown = UnknownCode(tidy, cells.heading(tidy), code, why)
    reading.tally.unknown_code(unknown, cells.row.number)


def _figures(reading: Reading, cells: RowCells) -> Iterator[TidyRow]:
    for figure in reading.layout.figures:
        if not _has_value(cells, figure):
            continue
        month = month_in(cells, figure.span, reading.year, reading.source)
        fault = outside(month, reading.year)
        if fault:
            raise Misread(f"{cells.place}, kolumn {_month_heading(cells, figure)}: {fault}")
        meanings = _meanings(reading, cells, month)
        if meanings is None:
            continue
        row = _tidy_row(reading, cells, figure, month, meanings)
        if row.missing:
            reading.tally.dropped["saknar värde"] += 1
        else:
            yield row


def _month_heading(cells: RowCells, figure: Figure) -> str:
    if figure.span is not None and figure.value is not None:
        return figure.value.heading
    return cells.heading("månad" if "månad" in cells.columns else "år")


def _meanings(reading: Reading, cells: RowCells, month: str) -> dict[str, str] | None:
    """Measure, unit and kön of the row in the month; None, noted, where a code has no meaning."""
    found: dict[str, str] = {}
    for tidy in CODED:
        code = cells.text(tidy)
        try:
            stated = tidy in cells.constants or tidy not in cells.columns
            found[tidy] = code if stated else reading.codes.meaning(tidy, code, month)
        except Unknown as unknown:
            note_unknown(reading, cells, (tidy, code, unknown.why))
            return None
    return found


def _tidy_row(
    reading: Reading, cells: RowCells, figure: Figure, month: str, meanings: dict[str, str]
) -> TidyRow:
    measure = figure.measure or meanings["styrmått"]
    if not measure:
        raise Misread(
            f"{cells.place}, kolumn {cells.heading('styrmått')}: styrmåttet saknas. Fyll i det, "
            "eller lämna ute raden med utom."
        )
    factor = unit_factor(reading.source, cells, reading.known.measure_units.get(measure))
    value, percent, answer = _value(cells, figure, factor)
    numerator, denominator = _pair(cells, figure)
    if value is not None and numerator is not None:
        raise Misread(f"{cells.place}: raden har både värde och täljare/nämnare. Ange ett av dem.")
    return TidyRow(
        measure=measure,
        unit=meanings["verksamhet"],
        month=month,
        gender=cells.read("kön", meanings["kön"], gender_of, ""),
        value=value,
        numerator=None if numerator is None else times(numerator, factor),
        denominator=denominator,
        answer=answer,
        percent=percent,
        persons=_persons(cells),
        place=cells.place,
        origin=_origin(reading, cells.row.number),
    )


def _persons(cells: RowCells) -> int | None:
    cell = cells.as_number(cells.heading("antal_personer"), cells.cell("antal_personer"))
    return cells.read("antal_personer", cell, count_of, None)


def _origin(reading: Reading, row: int) -> Origin:
    return Origin(reading.file, reading.grid.sheet, ((row, row),), 1, reading.source.id)


def _value(
    cells: RowCells, figure: Figure, factor: Decimal
) -> tuple[Decimal | None, bool, bool | None]:
    """The value in the measure's unit, whether it has a per cent sign, or ja or nej."""
    if figure.numerator is not None and figure.value is None:
        return None, False, None
    column = figure.value
    cell = cells.figure("värde", column) if column else cells.cell("värde")
    heading = column.heading if column else "värde"
    answer = cells.read_at(heading, cell, answer_of, None)
    if answer is not None:
        return None, False, answer
    value = cells.read_at(heading, cell, value_of, None)
    if value is None:
        return None, False, None
    return times(value, factor), str(cell).endswith("%"), None


def _pair(cells: RowCells, figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """Numerator and denominator; a half alone is a fault, one marked as missing no ratio."""
    if figure.numerator is None or figure.denominator is None:
        return None, None
    columns = (("täljare", figure.numerator), ("nämnare", figure.denominator))
    cells_of = [cells.figure(tidy, column) for tidy, column in columns]
    for (_, column), cell in zip(columns, cells_of, strict=True):
        if is_empty(cell) and not all(map(is_missing, cells_of)):
            raise Misread(
                f"{cells.place}, kolumn {column.heading}: cellen är tom men den andra halvan av "
                "kvoten finns. Ange både täljare och nämnare, eller ingen av dem."
            )
    halves = [
        cells.read_at(column.heading, cell, number_of, None)
        for (_, column), cell in zip(columns, cells_of, strict=True)
    ]
    if None in halves:
        return None, None
    return halves[0], halves[1]
