"""Tidy export files → rows: one observation a row, read as Swedish offices write (DESIGN 3.5).

Every bad cell is reported, with file, row and column, before anything is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from styrkort.errors import InputError
from styrkort.exports.cells import Grid, GridRow, header_key, read_csv
from styrkort.exports.folder import nfc, visible_files
from styrkort.exports.tidy import COLUMNS, TidyRow, read_row
from styrkort.origins import Origin
from styrkort.refusals import why

__all__ = ["TidyFile", "export_files", "tidy_file", "unread_files"]


class TidyFile(NamedTuple):
    """What one file says."""

    name: str
    """As messages call it: "data/regionstod/2022/hr.csv"."""
    rows: Sequence[TidyRow]
    """Every row that can be read."""
    faults: Sequence[str]
    """A message for each cell that can't, or for the file."""
    names_measures: bool = True
    """Whether a heading is styrmått, or a slip for it; else the file has a form of its own."""


def export_files(folder: Path) -> list[Path]:
    """The folder's export files by name, without hidden files and the office programs' locks."""
    return [path for path in visible_files(folder) if path.suffix.casefold() in (".csv", ".xlsx")]


def unread_files(folder: Path) -> list[str]:
    """Names of the other files of the folder: somebody may believe that they are read."""
    read = set(export_files(folder))
    return [nfc(path.name) for path in visible_files(folder) if path not in read]


def tidy_file(path: Path, name: str) -> TidyFile:
    """The file's rows and faults; ``name`` is what messages call it."""
    try:
        grids = _grids(path, name)
    except InputError as fault:
        return TidyFile(name, (), fault.faults)
    faults: list[str] = []
    rows = [row for grid in grids for row in _tidy_rows(grid, faults)]
    return TidyFile(name, rows, faults, any(map(_names_measures, grids)))


def _names_measures(grid: Grid) -> bool:
    return any(_nearest(header_key(cell), COLUMNS[:1]) for cell in grid.header.cells)


def _grids(path: Path, name: str) -> list[Grid]:
    try:
        if path.suffix.casefold() == ".csv":
            grid = read_csv(path, name, frozenset(COLUMNS))
            grids = [grid] if grid else []
        else:
            # Only a folder with a workbook pays for the import.
            from styrkort.exports.excel import read_xlsx

            grids = read_xlsx(path, name, COLUMNS[0])
    except OSError as fault:
        raise InputError(
            f"{name}: filen kan inte läsas ({why(fault)}). "
            "Stäng den i andra program och kontrollera behörigheten."
        ) from fault
    if not grids:
        raise InputError(f"{name}: filen är tom. Exportera den på nytt eller ta bort den.")
    return grids


def _tidy_rows(grid: Grid, faults: list[str]) -> list[TidyRow]:
    """The grid's rows; faults are added to ``faults`` and their rows left out."""
    header_faults = _header_faults(grid)
    if header_faults:
        faults.extend(header_faults)
        return []
    columns = {head: at for at, cell in enumerate(grid.header.cells) if (head := header_key(cell))}
    rows = []
    for row in grid.rows:
        place = f"{grid.name}, rad {row.number}"
        at = (row.number, row.number)
        origin = Origin(grid.file or grid.name, grid.sheet, (at,), 1)
        read, row_faults = read_row(place, row.cells, columns, origin)
        if not row_faults and grid.commas and _is_split_by_a_comma(row, grid.header, columns):
            row_faults = [f"{place}: {_SPLIT}"]
        faults.extend(row_faults)
        rows += [] if read is None or row_faults else [read]
    return rows


_SPLIT = (
    "raden ser ut att ha ett tal med decimalkomma, som kolumnernas komma delar i två. Sätt talet "
    "inom citattecken eller skriv det med punkt; en kommentar ska inte vara bara siffror."
)


def _is_split_by_a_comma(row: GridRow, header: GridRow, columns: Mapping[str, int]) -> bool:
    """Whether 5,1 without quotes has become 5 and 1: a cell too many, or decimals for a comment."""
    if len(row.cells) > len(header.cells):
        return True
    at = columns["värde"] if "värde" in columns else len(row.cells)
    pair = [str(cell).strip() for cell in row.cells[at : at + 2]]
    return columns.get("kommentar") == at + 1 and len(pair) == 2 and all(map(_is_digits, pair))


def _is_digits(text: str) -> bool:
    return text.lstrip("-−–").isdigit()


def _header_faults(grid: Grid) -> list[str]:
    """What is wrong with the headings: unknown, repeated, missing, or none over filled cells."""
    heads = [header_key(cell) for cell in grid.header.cells]
    place = f"{grid.name}, rad {grid.header.number}"
    named = [head for head in heads if head]
    faults = [
        f"{place}: kolumnen ”{head}” finns flera gånger. Ta bort eller döp om den ena."
        for head in dict.fromkeys(named)
        if named.count(head) > 1
    ]
    unknown = [head for head in dict.fromkeys(named) if head not in COLUMNS]
    meant = {
        head: _nearest(head, [name for name in COLUMNS if name not in heads]) for head in unknown
    }
    faults += [
        f"{place}: okänd kolumn ”{head}”{_suggestion(meant[head])}. Kolumnerna är "
        f"{', '.join(COLUMNS)}."
        for head in unknown
    ]
    faults += [
        f"{place}: kolumnen {missing} saknas. Lägg till den i rubrikraden."
        for missing in _missing_columns({*named, *meant.values()})
    ]
    return faults


def _missing_columns(there: set[str]) -> list[str]:
    """Columns that a file can't be without, given those that are there or were meant."""
    missing = [f"”{column}”" for column in ("styrmått", "månad") if column not in there]
    pair = {"täljare", "nämnare"}
    if "värde" not in there and not pair <= there:
        half = pair - there
        missing += (
            [f"”{half.pop()}”"] if len(half) == 1 else ["”värde” (eller täljare och nämnare)"]
        )
    return missing


def _nearest(word: str, names: Iterable[str]) -> str:
    return next(iter(get_close_matches(word.replace(" ", "_"), list(names), 1, 0.7)), "")


def _suggestion(near: str) -> str:
    return f" (menas ”{near}”?)" if near else ""
