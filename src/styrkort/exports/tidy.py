"""One row of an export file → a TidyRow; every cell that can't be read is a fault of its own."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from styrkort.exports.cells import Cell
from styrkort.exports.months import month_of
from styrkort.quantities import parse_number

__all__ = ["COLUMNS", "TidyRow", "read_row"]

COLUMNS = (
    "styrmått", "verksamhet", "månad", "värde", "täljare", "nämnare", "kön", "antal_personer",
    "kommentar",
)  # fmt: skip
_GENDERS = ("kvinna", "man")
_MISSING = frozenset({"", "-", "–", "—", "−", "..", "…"})
_ANSWERS = {"ja": True, "nej": False}
_ERROR_CELL = re.compile(r"#.+")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TidyRow:
    """One row of an export file, its cells read but not yet held against the plan."""

    measure: str
    """Styrmåttets id, as written."""
    unit: str
    """Verksamhet; empty is the whole division."""
    month: str
    """Månad, "2022-08"."""
    gender: str
    """Kön: "kvinna", "man", or empty for all."""
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    answer: bool | None
    """Ja or nej where the cell says so in words."""
    percent: bool
    """Whether the value was written with a per cent sign."""
    persons: int | None
    """Antal personer: the group's size."""
    place: str
    """File and row, as messages call them."""

    @property
    def missing(self) -> bool:
        """Whether the row says that there is no value."""
        return self.value is None and self.answer is None and self.numerator is None


def read_row(
    place: str, cells: Sequence[Cell], columns: Mapping[str, int]
) -> tuple[TidyRow | None, list[str]]:
    """The row read by its headings, or None and a message for each cell that can't be read.

    ``columns`` says where each heading stands; ``place`` names file and row in messages.
    """
    row = _Reading(place, cells, columns)
    month = row.read("månad", month_of, "")
    answer = row.read("värde", _answer, None)
    value = None if answer is not None else row.read("värde", _value, None)
    pair = row.read("täljare", _number, None), row.read("nämnare", _number, None)
    numerator, denominator = pair if None not in pair else (None, None)
    tidy = TidyRow(
        measure=row.read("styrmått", str, ""),
        unit=row.read("verksamhet", str, ""),
        month=month,
        gender=row.read("kön", _gender, ""),
        value=value,
        numerator=numerator,
        denominator=denominator,
        answer=answer,
        percent=value is not None and str(row.cell("värde")).endswith("%"),
        persons=row.read("antal_personer", _count, None),
        place=place,
    )
    faults = [*_width_faults(place, cells, columns), *row.faults, *_row_faults(place, row.cell)]
    return (None if faults else tidy), faults


class _Reading:
    """One row's cells by heading, and the faults of those that were read so far."""

    def __init__(self, place: str, cells: Sequence[Cell], columns: Mapping[str, int]) -> None:
        self.place = place
        self.faults: list[str] = []
        self._held = {
            column: _stripped(cells[at]) for column, at in columns.items() if at < len(cells)
        }

    def cell(self, column: str) -> Cell:
        """What stands under the heading; empty where the file or the row doesn't reach so far."""
        return self._held.get(column, "")

    def read(self, column: str, reading: Callable[[Cell], T], default: T) -> T:
        """The cell as ``reading`` has it; ``default`` where it is missing or can't be read."""
        cell = self.cell(column)
        try:
            return default if _is_missing(cell) else reading(cell)
        except ValueError as fault:
            self.faults.append(f"{self.place}, kolumn {column}: {fault}")
            return default


def _stripped(cell: Cell) -> Cell:
    return cell.strip() if isinstance(cell, str) else cell


def _is_missing(cell: Cell) -> bool:
    return cell in _MISSING


def _width_faults(place: str, cells: Sequence[Cell], columns: Mapping[str, int]) -> list[str]:
    """A value to the right of the last heading, or under an empty one, belongs to no column."""
    headed = set(columns.values())
    stray = [at for at, cell in enumerate(cells) if at not in headed and not _is_empty(cell)]
    if not stray:
        return []
    return [
        f"{place}, kolumn {stray[0] + 1}: cellen har ett innehåll men kolumnen ingen rubrik. Töm "
        "cellen eller ge kolumnen en rubrik; i en kommaseparerad fil ska ett tal med decimalkomma "
        "stå inom citattecken."
    ]


def _is_empty(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _row_faults(place: str, cell: Callable[[str], Cell]) -> list[str]:
    """What is wrong with the row as a whole, however its cells read."""
    faults = []
    if _is_missing(cell("styrmått")):
        faults.append(f"{place}, kolumn styrmått: styrmåttets id saknas. Fyll i det.")
    if _is_missing(cell("månad")):
        faults.append(f"{place}, kolumn månad: månaden saknas. Skriv den som 2022-08.")
    halves = {"täljare": cell("täljare"), "nämnare": cell("nämnare")}
    empty = [column for column, half in halves.items() if _is_empty(half)]
    if len(empty) == 1 and not all(map(_is_missing, halves.values())):
        faults.append(
            f"{place}, kolumn {empty[0]}: cellen är tom men den andra halvan av kvoten finns. "
            "Ange både täljare och nämnare, eller ingen av dem."
        )
    halves_given = not any(map(_is_missing, halves.values()))
    if halves_given and not _is_missing(cell("värde")):
        faults.append(
            f"{place}, kolumn värde: raden har både värde och täljare/nämnare. "
            "Ange antingen värde eller täljare och nämnare."
        )
    return faults


def _answer(cell: Cell) -> bool | None:
    """Ja or nej; None where the cell says neither."""
    return _ANSWERS.get(cell.casefold()) if isinstance(cell, str) else None


def _value(cell: Cell) -> Decimal:
    """A number, with or without a per cent sign."""
    if isinstance(cell, str):
        return _number(cell.removesuffix("%").rstrip())
    return _number(cell)


def _number(cell: Cell) -> Decimal:
    """The exact number; ValueError says in Swedish what stands there instead, and the remedy."""
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, date):
        raise ValueError(
            f"cellen innehåller datumet {cell.isoformat()} där ett tal ska stå. "
            "Ge cellen talformat och skriv om talet."
        )
    if _ERROR_CELL.fullmatch(str(cell)):
        raise ValueError(
            f"cellen innehåller felet eller den oberäknade formeln {cell!s}. "
            "Rätta formeln och spara filen på nytt, eller lämna cellen tom."
        )
    try:
        return parse_number(str(cell))
    except ValueError as reason:
        raise ValueError(f"{reason}. Skriv talet, eller lämna cellen tom om det saknas.") from None


def _count(cell: Cell) -> int:
    number = _number(cell)
    if number < 0 or number != number.to_integral_value():
        raise ValueError(f"”{cell!s}” är inget antal. Skriv ett heltal, 0 eller större.")
    return int(number)


def _gender(cell: Cell) -> str:
    gender = str(cell).casefold()
    if gender not in _GENDERS:
        raise ValueError(f"”{cell!s}” är okänt. Skriv kvinna, man eller lämna tomt för alla.")
    return gender
