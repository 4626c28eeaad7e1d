"""The cells of one row as a källa reads them: words translated, numbers exact."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TypeVar

from styrkort.exports.cells import Cell, GridRow
from styrkort.exports.readings import is_missing, stripped, text_of
from styrkort.mapping.codes import CODED, Codes
from styrkort.mapping.columns import Column
from styrkort.mapping.numbers import plain_number
from styrkort.plans.sourceplan import Numbers

__all__ = ["Misread", "RowCells", "added", "times"]

_EXACT = Context(prec=120)

T = TypeVar("T")


class Misread(Exception):  # noqa: N818 - a message that the caller gathers
    """A cell that can't be read; the text is the whole message."""


@dataclass(frozen=True, slots=True)
class RowCells:
    """One row of a sheet, its cells asked for by tidy column."""

    place: str
    """File and row, as messages call them."""
    row: GridRow
    columns: Mapping[str, Column]
    constants: Mapping[str, str]
    codes: Codes
    numbers: Numbers

    def at(self, column: Column) -> Cell:
        """What stands in the column; empty where the row doesn't reach so far."""
        cells = self.row.cells
        return stripped(cells[column.at]) if column.at < len(cells) else ""

    def cell(self, tidy: str) -> Cell:
        """What fasta or the tidy column's cell says, for all but codes translated."""
        if tidy in self.constants:
            return self.constants[tidy]
        return self.translated(tidy, self.at(self.columns[tidy])) if tidy in self.columns else ""

    def translated(self, tidy: str, cell: Cell) -> Cell:
        """The cell, or what the källa says that its text stands for."""
        if tidy in CODED or tidy not in self.codes.maps or not isinstance(cell, str | Decimal):
            return cell
        text = cell if isinstance(cell, str) else text_of(cell)
        found = self.codes.maps[tidy].get(text.casefold())
        return found[0].value if found else cell

    def figure(self, tidy: str, column: Column) -> Cell:
        """What the column of a figure says, its digits the Swedish way. Raises Misread."""
        return self.as_number(column.heading, self.translated(tidy, self.at(column)))

    def as_number(self, heading: str, cell: Cell) -> Cell:
        """The cell with its digits the Swedish way. Raises Misread."""
        return self.read_at(heading, cell, lambda each: plain_number(each, self.numbers), cell)

    def text(self, tidy: str) -> str:
        """The words or the code; empty where there are none."""
        return self.read(tidy, self.cell(tidy), text_of, "")

    def heading(self, tidy: str) -> str:
        """The column as the export calls it."""
        return self.columns[tidy].heading if tidy in self.columns else tidy

    def read(self, tidy: str, cell: Cell, reading: Callable[[Cell], T], default: T) -> T:
        """The cell as ``reading`` has it, ``default`` where it is missing; Misread if it can't."""
        return self.read_at(self.heading(tidy), cell, reading, default)

    def read_at(self, heading: str, cell: Cell, reading: Callable[[Cell], T], default: T) -> T:
        """The same for a cell under any heading."""
        try:
            return default if is_missing(cell) else reading(cell)
        except ValueError as fault:
            raise Misread(f"{self.place}, kolumn {heading}: {fault}") from None


def times(number: Decimal, factor: Decimal) -> Decimal:
    """The exact product, without needless zeros: 2500 times 0,001 is 2,5."""
    if factor == 1:
        return number
    product = _EXACT.multiply(number, factor).normalize(_EXACT)
    exponent = product.as_tuple().exponent
    is_round = isinstance(exponent, int) and exponent > 0
    return product.quantize(Decimal(1), context=_EXACT) if is_round else product


def added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The exact sum of those that there are."""
    if one is None or other is None:
        return one if other is None else other
    return _EXACT.add(one, other)
