"""Export files as grids of cells: delimiters and encodings settled, nothing interpreted yet.

The rules are DESIGN 3.5's. A row keeps the number that the office program shows for it.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from styrkort.errors import InputError

__all__ = ["Cell", "Grid", "GridRow", "header_key", "read_csv"]

Cell = str | Decimal | date
"""Text as written, an exact number, or a date that the office program knew to be one."""


@dataclass(frozen=True, slots=True)
class GridRow:
    number: int
    """Row as the office program counts it, from 1."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its header row and the rows below it that aren't blank."""

    name: str
    """As messages call it: "data/regionstod/2022/hr.xlsx, blad Data"."""
    header: GridRow
    rows: tuple[GridRow, ...]
    commas: bool = False
    """Whether commas part the cells, so that a decimal comma without quotes makes two of one."""


def header_key(cell: Cell) -> str:
    """A heading as columns are matched by: NFC, lower case, without spaces around it."""
    return unicodedata.normalize("NFC", str(cell)).strip().casefold()


def is_blank(cells: Iterable[Cell]) -> bool:
    """Whether a row holds nothing but empty cells."""
    return all(isinstance(cell, str) and not cell.strip() for cell in cells)


def grid_of(name: str, rows: Iterable[tuple[int, Sequence[Cell]]]) -> Grid | None:
    """The first row that isn't blank is the header; None where there is no such row."""
    filled = [GridRow(number, tuple(cells)) for number, cells in rows if not is_blank(cells)]
    return Grid(name, filled[0], tuple(filled[1:])) if filled else None


def read_csv(path: Path, name: str, known: frozenset[str]) -> Grid | None:
    """A text file as one grid; ``known`` are the headings that tell the delimiter.

    Raises InputError where the bytes aren't text in UTF-8 or Windows-1252. An empty file is None.
    """
    text = decode(path.read_bytes(), name)
    told, text = _told_delimiter(text)
    delimiter = told or _sniff(text, known)
    # A spreadsheet counts the line sep=; as its first row.
    start = 2 if told else 1
    try:
        grid = grid_of(name, enumerate(_records(text, delimiter), start))
    except csv.Error as fault:
        raise InputError(
            f"{name}: filen kan inte läsas som CSV ({fault}). Spara om den som CSV UTF-8."
        ) from fault
    return grid and replace(grid, commas=delimiter == ",")


def decode(data: bytes, name: str) -> str:
    """UTF-8 with or without BOM, else Windows-1252; everything else is refused by its own name."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError(
            f"{name}: filen är en Excelfil med ändelsen .csv. Spara om den som .xlsx eller CSV."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise InputError(
            f"{name}: filen är inte i UTF-8 eller Windows-1252 (den ser ut att vara UTF-16 eller "
            "binär). Spara om den som CSV UTF-8."
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return unicodedata.normalize("NFC", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise InputError(
        f"{name}: filen är varken i UTF-8 eller Windows-1252. Spara om den som CSV UTF-8."
    )


def _told_delimiter(text: str) -> tuple[str, str]:
    """The delimiter of a first line ``sep=;`` as Excel writes it, and the text after that line."""
    first, _, rest = text.partition("\n")
    line = first.rstrip("\r").strip('"')
    if line.casefold().startswith("sep=") and len(line) == 5:
        return line[4], rest
    return "", text


def _sniff(text: str, known: frozenset[str]) -> str:
    """The delimiter that finds most known headings in the header line; then most columns."""
    header = next((line for line in text.splitlines() if line.strip(" ;,\t\"'")), "")

    def score(delimiter: str) -> tuple[int, int]:
        columns = next(csv.reader([header], delimiter=delimiter), [])
        return sum(header_key(column) in known for column in columns), len(columns)

    return max(";,\t", key=score)


def _records(text: str, delimiter: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
