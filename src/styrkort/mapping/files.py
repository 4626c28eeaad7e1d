"""Which files of a year's folder a källa claims, and their sheets."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

from styrkort.errors import InputError
from styrkort.exports.cells import Grid, Sheet, header_key, read_text
from styrkort.exports.folder import nfc, visible_files
from styrkort.mapping.headings import grid_with_headings, has_headings, suggestion
from styrkort.plans.sourceplan import SOURCE_COLUMNS, SOURCE_FILES, Source
from styrkort.refusals import why

__all__ = ["applies", "claimed", "grids_of", "is_workbook", "no_file", "sheet_of"]

_HEADER_LINES = 20


def applies(source: Source, year: int) -> bool:
    """Whether the källa is of the year's folder."""
    return not source.years or year in source.years


def claimed(folder: Path, source: Source, year: int) -> list[Path]:
    """The folder's files that the källa reads, by name; a glob matches without regard to case."""
    if source.file is None or not applies(source, year):
        return []
    files = (path for path in visible_files(folder) if path.suffix.casefold() in SOURCE_FILES)
    return [path for path in files if _fits(nfc(path.name).casefold(), nfc(source.file).casefold())]


def _fits(name: str, pattern: str) -> bool:
    """Whether the name is the pattern's; a name with [ in it is also itself."""
    return name == pattern or fnmatchcase(name, pattern)


def no_file(source: Source, folder: str, names: Sequence[str]) -> str:
    """The message where the plan year's folder has no file for the källa."""
    pattern = nfc(source.file or "").casefold()
    unread = [name for name in names if _fits(name.casefold(), pattern)]
    if unread:
        return (
            f"{folder}/{unread[0]}: filen passar källan {source.id} men är av ett slag som inte "
            f"läses. Spara om den som .xlsx eller .csv; de som läses är {', '.join(SOURCE_FILES)}."
        )
    near = _near_names(source.file or "", names)
    there = f" Filer som liknar: {', '.join(near)}." if near else _those_there(folder, names)
    return (
        f"{folder}: källan {source.id} hittar ingen fil som passar ”{source.file}”.{there} Lägg "
        "dit filen, rätta fil i planen, eller skriv valfri: ja."
    )


def _near_names(pattern: str, names: Iterable[str]) -> list[str]:
    plain = {name.casefold(): name for name in names}
    stem = pattern.casefold().replace("*", "").replace("?", "")
    return [plain[each] for each in get_close_matches(stem, plain, 3, 0.6)]


def _those_there(folder: str, names: Sequence[str]) -> str:
    if not names:
        return f" Mappen {folder} har inga filer."
    more = f" och {len(names) - 8} till" if len(names) > 8 else ""
    return f" Mappens filer är {', '.join(names[:8])}{more}."


def is_workbook(path: Path) -> bool:
    """Whether the file's name says that it is one of Excel's."""
    return path.suffix.casefold() in (".xlsx", ".xlsm")


def grids_of(path: Path, name: str, source: Source) -> list[Grid]:
    """The grids of a file that the källa reads, with the headings that it names.

    InputError where the file, the sheet or a heading isn't there or can't be read.
    """
    try:
        return _with_headings(_sheets(path, name, source), source)
    except OSError as fault:
        raise InputError(
            f"{name}: filen kan inte läsas ({why(fault)}). "
            "Stäng den i andra program och kontrollera behörigheten."
        ) from fault


def _sheets(path: Path, name: str, source: Source) -> list[Sheet]:
    """Only a källa with a workbook or a Parquet file pays for the import of what reads it."""
    if is_workbook(path):
        from styrkort.exports.excel import read_sheets

        return _chosen(read_sheets(path, name), name, source)
    if source.sheet is not None:
        raise InputError(
            f"{name}: filen har inga blad, men källan {source.id} har blad: {source.sheet}. "
            "Ta bort blad."
        )
    if path.suffix.casefold() == ".parquet":
        from styrkort.engines.parquet import read_parquet

        return [sheet_of(read_parquet(path, name))]
    return [_text_sheet(path, name, source)]


def sheet_of(grid: Grid) -> Sheet:
    """A grid as the sheet that it is the whole of."""
    return Sheet(grid.name, (grid.header, *grid.rows), False, grid.file or grid.name, grid.sheet)


def _text_sheet(path: Path, name: str, source: Source) -> Sheet:
    sheet = read_text(path, name, _headings(source), _HEADER_LINES)
    if not sheet.rows:
        raise _empty(name)
    return sheet


def _headings(source: Source) -> frozenset[str]:
    """Headings that tell the delimiter: those that the källa names, else the tidy ones."""
    named = [*source.columns.values(), *source.only, *source.without]
    for own in source.measure_columns.values():
        named += filter(None, (own.value, own.numerator, own.denominator))
    return frozenset(map(header_key, named or SOURCE_COLUMNS[source.gives]))


def _chosen(sheets: Sequence[Sheet], name: str, source: Source) -> list[Sheet]:
    """Those that blad names, or the only one that has the headings."""
    filled = [sheet for sheet in sheets if sheet.rows]
    if source.sheet is not None:
        return _named(sheets, name, source)
    if not filled:
        raise _empty(name)
    fitting = [sheet for sheet in filled if has_headings(sheet, source)]
    if len(fitting) > 1:
        names = ", ".join(sheet.sheet for sheet in fitting)
        raise InputError(
            f"{name}: flera blad har kolumnerna som källan {source.id} läser: {names}. Ange vilket "
            f"med blad, till exempel blad: {fitting[0].sheet} (blad: * läser alla)."
        )
    below = [sheet for sheet in filled if has_headings(sheet, source, anywhere=True)]
    return (fitting or below or filled)[:1]


def _named(sheets: Sequence[Sheet], name: str, source: Source) -> list[Sheet]:
    wanted = header_key(source.sheet or "")
    found = [sheet for sheet in sheets if header_key(sheet.sheet) == wanted]
    found = found or [sheet for sheet in sheets if fnmatchcase(header_key(sheet.sheet), wanted)]
    if not found:
        names = [sheet.sheet for sheet in sheets]
        raise InputError(
            f"{name}: bladet ”{source.sheet}” finns inte{suggestion(source.sheet or '', names)}. "
            f"Filens blad är {', '.join(names)}. Rätta blad i källan {source.id}."
        )
    filled = [sheet for sheet in found if sheet.rows]
    if not filled:
        raise InputError(
            f"{name}: bladet {found[0].sheet} är tomt. Exportera filen på nytt, eller rätta blad i "
            f"källan {source.id}."
        )
    return filled


def _with_headings(sheets: Iterable[Sheet], source: Source) -> list[Grid]:
    """All sheets with their headings, or every fault of all of them."""
    grids: list[Grid] = []
    faults: list[str] = []
    for sheet in sheets:
        try:
            grids.append(grid_with_headings(sheet, source))
        except InputError as fault:
            faults.extend(fault.faults)
    if faults:
        raise InputError.gathered(faults)
    return grids


def _empty(name: str) -> InputError:
    return InputError(f"{name}: filen är tom. Exportera den på nytt eller ta bort den.")
