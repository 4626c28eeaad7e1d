"""Export files as grids of cells: delimiters and encodings settled, nothing interpreted yet.

The rules are DESIGN 3.5's. A row keeps the number that the office program shows for it.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

from styrkort.errors import InputError

__all__ = [
    "Cell", "Grid", "GridRow", "Sheet", "column_letter", "grid_of", "header_key",
    "lettered_place", "numbered_rows", "read_csv", "read_text",
]  # fmt: skip

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
    file: str = ""
    """The file alone: "data/regionstod/2022/hr.xlsx"; empty where ``name`` is that."""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, or a whole text file: its rows that aren't blank, before it is said which is the
    header."""

    name: str
    rows: tuple[GridRow, ...]
    commas: bool = False
    file: str = ""
    sheet: str = ""


def header_key(cell: Cell) -> str:
    """A heading as columns are matched by: NFC, lower case, one space between its words."""
    return " ".join(unicodedata.normalize("NFC", str(cell)).casefold().split())


def lettered_place(heading: str) -> int | None:
    """Where the column stands that "kolumn AB" names by its letter, from 0; None of other words."""
    match = re.fullmatch(r"kolumn ([a-z]{1,3})", header_key(heading))
    if match is None:
        return None
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number - 1


def column_letter(at: int) -> str:
    """The column at a place, from 0, as the office program calls it: 27 is AB."""
    return (column_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def is_blank(cells: Iterable[Cell]) -> bool:
    """Whether a row holds nothing but empty cells."""
    return all(isinstance(cell, str) and not cell.strip() for cell in cells)


def numbered_rows(rows: Iterable[tuple[int, Sequence[Cell]]]) -> tuple[GridRow, ...]:
    """The rows that aren't blank."""
    return tuple(GridRow(number, tuple(cells)) for number, cells in rows if not is_blank(cells))


def grid_of(sheet: Sheet, header_row: int | None = None) -> Grid | None:
    """The sheet with its header: the row with that number, else the first that isn't blank.

    What stands above the header is no part of it. None where there is no such row.
    """
    rows = [row for row in sheet.rows if header_row is None or row.number >= header_row]
    if not rows or (header_row is not None and rows[0].number != header_row):
        return None
    return Grid(sheet.name, rows[0], tuple(rows[1:]), sheet.commas, sheet.file, sheet.sheet)


def read_csv(path: Path, name: str, known: frozenset[str]) -> Grid | None:
    """A text file as one grid; ``known`` are the headings that tell the delimiter.

    Raises InputError where the bytes aren't text in UTF-8 or Windows-1252. An empty file is None.
    """
    return grid_of(read_text(path, name, known))


def read_text(path: Path, name: str, known: frozenset[str], most: int = 1) -> Sheet:
    """A text file as one sheet; the headings ``known`` are looked for in its ``most`` first lines.

    Raises InputError as :func:`read_csv` does.
    """
    text = decode(path.read_bytes(), name)
    told, text = _told_delimiter(text)
    delimiter = told or _sniff(text, known, most)
    # A spreadsheet counts the line sep=; as its first row.
    start = 2 if told else 1
    rows = numbered_rows(_records(text, delimiter, start, name))
    return Sheet(name, rows, delimiter == ",", name)


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


def _sniff(text: str, known: frozenset[str], most: int) -> str:
    """The delimiter that finds most known headings in a header line; then most columns."""
    filled = (line for line in text.splitlines() if line.strip(" ;,\t\"'"))
    lines = [line[: csv.field_size_limit()] for line in islice(filled, most)] or [""]

    def score(delimiter: str) -> tuple[int, int]:
        rows = [next(csv.reader([line], delimiter=delimiter), []) for line in lines]
        return max((sum(header_key(cell) in known for cell in row), len(row)) for row in rows)

    return max(";,\t", key=score)


def _records(text: str, delimiter: str, start: int, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers. A quote that never ends would hide the rows after it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = start - 1
    try:
        for number, cells in enumerate(reader, start):
            yield number, cells
    except csv.Error as fault:
        raise InputError(f"{name}, rad {number + 1}: {_csv_words(fault)}") from None


def _csv_words(fault: csv.Error) -> str:
    if "field limit" in str(fault):
        return (
            "en cell är orimligt lång. Rätta raden eller exportera filen på nytt; det kan vara ett "
            "citattecken som aldrig avslutas."
        )
    return (
        "citattecknen går inte ihop från och med den raden, så att cellerna inte kan skiljas åt. "
        "Rätta raden eller exportera filen på nytt."
    )
