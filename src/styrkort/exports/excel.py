"""Excel workbooks as grids: values through calamine, the rest from the sheet's own XML.

Calamine gives error cells and formulas that were never calculated as empty text, and a cell
that shows 6,3 % as 0.063; all three would turn into wrong outcomes without a word.
"""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from styrkort.errors import InputError
from styrkort.exports.cells import Cell, Grid, Sheet, grid_of, header_key, numbered_rows

__all__ = ["read_sheets", "read_xlsx"]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_BUILT_IN_PERCENT = {9, 10}
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the XML says of one sheet, by (row, column) from 1."""

    wrong: dict[tuple[int, int], str]
    """Cells without a usable value: what the cell shows."""
    percent: frozenset[tuple[int, int]]


def read_xlsx(path: Path, name: str, heading: str) -> list[Grid]:
    """Every sheet that has the column ``heading``; if none has, the first that isn't empty.

    Raises InputError where the file is no workbook or is protected by a password.
    """
    grids = [grid for sheet in read_sheets(path, name) if (grid := grid_of(sheet))]
    ours = [grid for grid in grids if heading in map(header_key, grid.header.cells)]
    return ours or grids[:1]


def read_sheets(path: Path, name: str) -> list[Sheet]:
    """Every sheet of the workbook, the empty ones too, in its order.

    Raises InputError where the file is no workbook or is protected by a password.
    """
    try:
        with CalamineWorkbook.from_path(str(path)) as book, zipfile.ZipFile(path) as archive:
            parts, formats = _sheet_parts(archive), _percent_styles(archive)
            return [
                _sheet(book, archive, name, sheet, parts[sheet], formats)
                for sheet in book.sheet_names
                if sheet in parts  # a chart sheet isn't
            ]
    except PasswordError as fault:
        raise InputError(
            f"{name}: filen är skyddad med lösenord. Spara den utan lösenord."
        ) from fault
    except (CalamineError, zipfile.BadZipFile, ElementTree.ParseError, KeyError) as fault:
        raise InputError(
            f"{name}: filen kan inte öppnas som Excelfil. Spara om den som .xlsx."
        ) from fault


def _sheet(
    book: CalamineWorkbook,
    archive: zipfile.ZipFile,
    name: str,
    sheet: str,
    part: str,
    formats: frozenset[int],
) -> Sheet:
    marks = _marks(archive, part, formats)
    values = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    rows = numbered_rows(
        (row, [_cell(value, (row, column), marks) for column, value in enumerate(cells, 1)])
        for row, cells in enumerate(values, 1)
    )
    return Sheet(f"{name}, blad {sheet}", rows, file=name, sheet=sheet)


def _cell(value: object, at: tuple[int, int], marks: _Marks) -> Cell:
    if at in marks.wrong:
        return marks.wrong[at]
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, int | float):
        number = exact(value)
        return f"{number * 100:f} %" if at in marks.percent else number
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return f"klockslaget {value}"
    return unicodedata.normalize("NFC", str(value))


def exact(value: float) -> Decimal:
    """The decimal number that Excel shows for a stored binary one.

    Decimal(6.3) would be 6.29999999999999982236431605997495353221893310546875. Excel keeps and
    shows at most 15 significant digits, so those digits give back what was typed, and drop the
    noise that a formula leaves in the 16th and 17th (0.1 + 0.2 is 0.3, as the cell shows).
    """
    return Decimal(format(value, ".15g"))


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part in the archive."""
    relations = {
        element.get("Id", ""): normpath(join("xl", element.get("Target", "")))
        if not element.get("Target", "").startswith("/")
        else element.get("Target", "").lstrip("/")
        for element in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    parts = {}
    for element in _named(workbook, "sheet"):
        relation = element.get(_RELATION) or element.get(_STRICT_RELATION) or ""
        part = relations.get(relation, "")
        if "worksheets/" in part:
            parts[element.get("name", "")] = part
    return parts


def _named(root: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    yield from root.iter(_MAIN + tag)
    yield from root.iter(_STRICT + tag)


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Indices of the cell styles that show a number as per cent."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = _BUILT_IN_PERCENT | {
        int(element.get("numFmtId", "0"))
        for element in _named(styles, "numFmt")
        if "%" in _NOT_FORMAT.sub("", element.get("formatCode", ""))
    }
    return frozenset(
        index
        for cells in _named(styles, "cellXfs")
        for index, style in enumerate(cells)
        if int(style.get("numFmtId", "0")) in formats
    )


def _marks(archive: zipfile.ZipFile, part: str, formats: frozenset[int]) -> _Marks:
    """The sheet's cells with errors, with formulas never calculated, and shown as per cent."""
    sheet = ElementTree.fromstring(archive.read(part))
    wrong: dict[tuple[int, int], str] = {}
    percent = set()
    row = column = 0
    for element in _rows_and_cells(sheet):
        if element.tag.endswith("}row"):
            row, column = int(element.get("r") or row + 1), 0
            continue
        column = _column(element.get("r", "")) or column + 1
        value = _child_text(element, "v")
        if element.get("t") == "e":
            wrong[row, column] = value or "#FEL"
        elif not value and element.get("t") != "str" and _child_text(element, "f") is not None:
            wrong[row, column] = "#FORMEL"
        elif int(element.get("s") or 0) in formats:
            percent.add((row, column))
    return _Marks(wrong, frozenset(percent))


def _rows_and_cells(sheet: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for row in _named(sheet, "row"):
        yield row
        yield from (element for element in row if element.tag.endswith("}c"))


def _child_text(element: ElementTree.Element, tag: str) -> str | None:
    """Text of the first child with this tag; None where there is no such child."""
    for child in element:
        if child.tag.endswith("}" + tag):
            return child.text or ""
    return None


def _column(reference: str) -> int:
    """Column number of a reference: AB12 is 28; 0 where there is none."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number
