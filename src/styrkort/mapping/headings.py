"""The headings that a källa needs of a sheet, and what is said where they aren't there."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from styrkort.errors import InputError
from styrkort.exports.cells import Grid, Sheet, column_letter, header_key
from styrkort.mapping.shaping import filled_down, headed
from styrkort.plans.sourceplan import SOURCE_COLUMNS, Events, Source

__all__ = ["grid_with_headings", "has_headings", "suggestion", "tidy_headings"]

_LOOKED_THROUGH = 20
"""How many rows are looked through for the headings, to tell where they may stand."""
_NOT_BY_ITSELF = ("enhet", "kommentar")
"""Tidy columns that only kolumner can name: an export's Enhet is most often a verksamhet."""


def tidy_headings(source: Source, there: Iterable[str]) -> dict[str, str]:
    """Tidy column → heading; a källa without kolumner has the tidy headings that are there."""
    if source.columns:
        return dict(source.columns)
    taken = set(source.constants) | set(_NOT_BY_ITSELF)
    if source.measure_columns:
        taken |= {"styrmått", "värde", "täljare", "nämnare"}
    if source.wide is not None:
        taken |= {"månad", "värde", "täljare", "nämnare"}
    found = set(there) - taken
    return {name: name for name in SOURCE_COLUMNS[source.gives] if name in found}


def grid_with_headings(sheet: Sheet, source: Source) -> Grid:
    """The sheet with its header row, which holds every heading that the källa names.

    InputError names each that is missing, what may be meant, and the row where they seem to stand.
    """
    grid = headed(sheet, source, _wanted(source))
    if grid is None:
        raise InputError(
            f"{sheet.name}: rad {source.header_row} är tom eller finns inte, men källan "
            f"{source.id} har rubrikrad: {source.header_row}. "
            f"{_elsewhere(sheet, source) or 'Rätta rubrikrad i planen.'}"
        )
    faults = [*_missing(grid, sheet, source), *_repeated(grid, source)]
    if faults:
        raise InputError(*faults)
    return filled_down(grid, source)


def has_headings(sheet: Sheet, source: Source, anywhere: bool = False) -> bool:
    """Whether the sheet has them all, in its header row or ``anywhere`` among the first rows."""
    grid = headed(sheet, source, _wanted(source))
    if grid is not None and not _lacking(grid.header.cells, source):
        return True
    return anywhere and bool(_elsewhere(sheet, source))


def suggestion(word: str, names: Iterable[str]) -> str:
    """ " (menas ”X”?)" where one of the names is near the word; else empty."""
    by_key = {header_key(name): name for name in names}
    key = header_key(word)
    near = get_close_matches(key, by_key, 1, 0.6)
    begun = [each for each in by_key if len(key) > 2 and (each.startswith(key) or key in each)]
    found = (near or begun)[:1]
    return f" (menas ”{by_key[found[0]]}”?)" if found else ""


def _wanted(source: Source) -> dict[str, str]:
    """Every heading that the sheet must have → what the källa calls it, for messages."""
    wanted: dict[str, str] = {}
    for tidy, heading in source.columns.items():
        wanted.setdefault(heading, tidy)
    if source.events is not None:
        wanted |= dict.fromkeys(_of_events(source.events), "händelser")
    elif not source.columns:
        wanted |= dict.fromkeys(_must_have(source), "")
    for id, columns in source.measure_columns.items():
        for head in (columns.value, columns.numerator, columns.denominator):
            wanted |= {head: id} if head else {}
    named = (("urval", source.only), ("utom", source.without), ("fyll_ned", source.fill_down))
    for key, headings in named:
        for heading in headings:
            wanted.setdefault(heading, key)
    return wanted


def _of_events(events: Events) -> list[str]:
    headings = [events.date, events.unique, events.total, *(events.numerator or ())]
    return [heading for heading in headings if heading]


def _must_have(source: Source) -> list[str]:
    """Tidy columns that a källa which names none can't be without."""
    if source.gives == "åtgärder":
        return ["åtgärd"]
    stated = set(source.constants)
    if source.gives == "prognos":
        return [name for name in ("styrmått", "värde") if name not in stated]
    stated |= {"styrmått"} if source.measure_columns else set()
    stated |= {"månad"} if source.wide is not None or "år" in stated else set()
    return [name for name in ("styrmått", "månad") if name not in stated]


def _lacking(cells: Sequence[object], source: Source) -> list[str]:
    there = {header_key(str(cell)) for cell in cells}
    return [heading for heading in _wanted(source) if header_key(heading) not in there]


def _missing(grid: Grid, sheet: Sheet, source: Source) -> list[str]:
    lacking = _lacking(grid.header.cells, source)
    if not lacking:
        return []
    place = f"{grid.name}, rad {grid.header.number}"
    elsewhere = _elsewhere(sheet, source)
    if elsewhere:
        names = ", ".join(f"”{heading}”" for heading in lacking)
        return [f"{place}: källan {source.id} hittar inte kolumnen {names}. {elsewhere}"]
    there = [" ".join(str(cell).split()) for cell in grid.header.cells if str(cell).strip()]
    wanted = _wanted(source)
    free = [name for name in there if header_key(name) not in map(header_key, wanted)]
    return [
        f"{place}: kolumnen ”{heading}”{_meaning(wanted[heading], heading)} saknas"
        f"{suggestion(heading, free)}. Filens kolumner är {', '.join(there)}. "
        f"Rätta källan {source.id} i planen eller rubriken i filen."
        for heading in lacking
    ]


def _meaning(meant: str, heading: str) -> str:
    return f" ({meant})" if meant and meant != heading else ""


def _repeated(grid: Grid, source: Source) -> list[str]:
    keys = [header_key(cell) for cell in grid.header.cells]
    return [
        f"{grid.name}, rad {grid.header.number}: kolumnen ”{heading}”, som källan {source.id} "
        "läser, finns flera gånger. Ange den som ska läsas med sin bokstav, till exempel kolumn "
        f"{column_letter(keys.index(header_key(heading)))}, eller döp om den ena."
        for heading in _wanted(source)
        if keys.count(header_key(heading)) > 1
    ]


def _elsewhere(sheet: Sheet, source: Source) -> str:
    """The remedy where all headings stand together in another row; empty if they don't."""
    if not _wanted(source):
        return ""
    found = [row for row in sheet.rows[:_LOOKED_THROUGH] if not _lacking(row.cells, source)]
    if not found or found[0].number == source.header_row:
        return ""
    number = found[0].number
    return f"Rubrikerna verkar stå på rad {number}; skriv rubrikrad: {number} i källan."
