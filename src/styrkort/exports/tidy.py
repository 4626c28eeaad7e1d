"""One row of an export file → a TidyRow; every cell that can't be read is a fault of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from styrkort.exports.cells import Cell
from styrkort.exports.months import month_of
from styrkort.exports.readings import (
    answer_of,
    count_of,
    gender_of,
    is_empty,
    is_missing,
    number_of,
    stripped,
    value_of,
    word_of,
)
from styrkort.origins import Origin

__all__ = ["COLUMNS", "TidyRow", "read_row"]

COLUMNS = (
    "styrmått", "verksamhet", "månad", "värde", "täljare", "nämnare", "kön", "antal_personer",
    "kommentar",
)  # fmt: skip

_NOWHERE = Origin("")

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
    origin: Origin = _NOWHERE
    """Where it stands: file, sheet and row, and the källa that mapped it."""

    @property
    def missing(self) -> bool:
        """Whether the row says that there is no value."""
        return self.value is None and self.answer is None and self.numerator is None


def read_row(
    place: str, cells: Sequence[Cell], columns: Mapping[str, int], origin: Origin = _NOWHERE
) -> tuple[TidyRow | None, list[str]]:
    """The row read by its headings, or None and a message for each cell that can't be read.

    ``columns`` says where each heading stands; ``place`` names file and row in messages.
    """
    row = _Reading(place, cells, columns)
    month = row.read("månad", month_of, "")
    answer = row.read("värde", answer_of, None)
    value = None if answer is not None else row.read("värde", value_of, None)
    pair = row.read("täljare", number_of, None), row.read("nämnare", number_of, None)
    numerator, denominator = pair if None not in pair else (None, None)
    tidy = TidyRow(
        measure=row.read("styrmått", word_of, ""),
        unit=row.read("verksamhet", word_of, ""),
        month=month,
        gender=row.read("kön", gender_of, ""),
        value=value,
        numerator=numerator,
        denominator=denominator,
        answer=answer,
        percent=value is not None and str(row.cell("värde")).endswith("%"),
        persons=row.read("antal_personer", count_of, None),
        place=place,
        origin=origin,
    )
    faults = [*_width_faults(place, cells, columns), *row.faults, *_row_faults(place, row.cell)]
    return (None if faults else tidy), faults


class _Reading:
    """One row's cells by heading, and the faults of those that were read so far."""

    def __init__(self, place: str, cells: Sequence[Cell], columns: Mapping[str, int]) -> None:
        self.place = place
        self.faults: list[str] = []
        self._held = {
            column: stripped(cells[at]) for column, at in columns.items() if at < len(cells)
        }

    def cell(self, column: str) -> Cell:
        """What stands under the heading; empty where the file or the row doesn't reach so far."""
        return self._held.get(column, "")

    def read(self, column: str, reading: Callable[[Cell], T], default: T) -> T:
        """The cell as ``reading`` has it; ``default`` where it is missing or can't be read."""
        cell = self.cell(column)
        try:
            return default if is_missing(cell) else reading(cell)
        except ValueError as fault:
            self.faults.append(f"{self.place}, kolumn {column}: {fault}")
            return default


def _width_faults(place: str, cells: Sequence[Cell], columns: Mapping[str, int]) -> list[str]:
    """A value to the right of the last heading, or under an empty one, belongs to no column."""
    headed = set(columns.values())
    stray = [at for at, cell in enumerate(cells) if at not in headed and not is_empty(cell)]
    if not stray:
        return []
    return [
        f"{place}, kolumn {stray[0] + 1}: cellen har ett innehåll men kolumnen ingen rubrik. Töm "
        "cellen eller ge kolumnen en rubrik; i en kommaseparerad fil ska ett tal med decimalkomma "
        "stå inom citattecken."
    ]


def _row_faults(place: str, cell: Callable[[str], Cell]) -> list[str]:
    """What is wrong with the row as a whole, however its cells read."""
    faults = []
    if is_missing(cell("styrmått")):
        faults.append(f"{place}, kolumn styrmått: styrmåttets id saknas. Fyll i det.")
    if is_missing(cell("månad")):
        faults.append(f"{place}, kolumn månad: månaden saknas. Skriv den som 2022-08.")
    halves = {"täljare": cell("täljare"), "nämnare": cell("nämnare")}
    empty = [column for column, half in halves.items() if is_empty(half)]
    if len(empty) == 1 and not all(map(is_missing, halves.values())):
        faults.append(
            f"{place}, kolumn {empty[0]}: cellen är tom men den andra halvan av kvoten finns. "
            "Ange både täljare och nämnare, eller ingen av dem."
        )
    halves_given = not any(map(is_missing, halves.values()))
    if halves_given and not is_missing(cell("värde")):
        faults.append(
            f"{place}, kolumn värde: raden har både värde och täljare/nämnare. "
            "Ange antingen värde eller täljare och nämnare."
        )
    return faults
