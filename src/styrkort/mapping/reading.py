"""One källa in one year's folder → what it gives, and what is to be said of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from styrkort.errors import InputError
from styrkort.exports.cells import Grid, header_key
from styrkort.exports.folder import nfc, visible_files
from styrkort.mapping.chosen import chosen_of
from styrkort.mapping.codes import codes_of
from styrkort.mapping.columns import layout_of
from styrkort.mapping.files import applies, claimed, grids_of, no_file
from styrkort.mapping.known import Known
from styrkort.mapping.merging import mixed_signs, once_each, repeated, summed
from styrkort.mapping.numbers import seem_parted
from styrkort.mapping.rows import Reading, mapped_rows
from styrkort.mapping.statements import action_rows, forecast_rows
from styrkort.mapping.tally import Tally
from styrkort.mapping.telling import told, yield_of
from styrkort.mapping.yields import SourceResult, SourceYield
from styrkort.plans.sourceplan import Source

__all__ = ["folder_result", "missing_file", "query_result", "unseen_values"]


def folder_result(source: Source, folder: Path, name: str, year: int, known: Known) -> SourceResult:
    """What the källa gives of the year's folder, which messages call ``name``."""
    files = [(path, f"{name}/{nfc(path.name)}") for path in claimed(folder, source, year)]
    if source.events is not None:
        from styrkort.mapping.logs import logs_result

        return _once(logs_result(source, source.events, files, year, known), source)
    results = [_attempt(_file_reading(source, path, file, year, known)) for path, file in files]
    return _once(SourceResult.together(results), source)


def query_result(source: Source, known: Known) -> SourceResult:
    """What the källa's query gives; its rows belong to the plan's year."""
    if source.events is not None:
        from styrkort.mapping.logs import query_log_result

        return _once(query_log_result(source, source.events, known), source)
    return _once(_attempt(lambda: _answer_result(source, known)), source)


def _answer_result(source: Source, known: Known) -> SourceResult:
    # Only a källa with a database pays for the import.
    from styrkort.mapping.queries import answered

    found = answered(source, known)
    result = grids_result(source, [found.grid], known.year, known)
    return result.changed(answers=((found.grid.name, found.sha256),))


def missing_file(source: Source, folder: Path, name: str, code: str, known: Known) -> str:
    """The message where the plan year's folder should have a file for the källa and hasn't.

    Empty where it has, where the källa is optional, and where no measure of it is due in the
    period ``code``.
    """
    excused = source.optional or source.file is None or not applies(source, known.year)
    if excused or claimed(folder, source, known.year):
        return ""
    if source.gives == "observationer" and not known.due(_declared_measures(source), code):
        return ""
    return no_file(source, name, [nfc(path.name) for path in visible_files(folder)])


def unseen_values(source: Source, results: Iterable[SourceResult]) -> list[str]:
    """A line for each urval value that no row of any file had: most often a slip."""
    seen = frozenset[tuple[str, str]]().union(*(result.occurred for result in results))
    if source.events is not None or not seen:
        return []
    return [
        f"Källan {source.id}: urvalet ”{value}” i kolumnen {heading} förekommer inte i någon fil."
        for heading, values in source.only.items()
        for value in values
        if not any(at == header_key(heading) and text in chosen_of([value]) for at, text in seen)
    ]


def _declared_measures(source: Source) -> set[str]:
    """The measures that the källa itself says it gives; empty where only its rows say it."""
    if "styrmått" in source.constants:
        return {source.constants["styrmått"]}
    if source.measure_columns:
        return set(source.measure_columns)
    codes = source.translations.get("styrmått", {})
    return {each.value for found in codes.values() for each in found}


def _file_reading(
    source: Source, path: Path, file: str, year: int, known: Known
) -> Callable[[], SourceResult]:
    return lambda: grids_result(source, grids_of(path, file, source), year, known)


def _attempt(reading: Callable[[], SourceResult]) -> SourceResult:
    try:
        return reading()
    except InputError as error:
        return SourceResult(faults=error.faults)


def _once(whole: SourceResult, source: Source) -> SourceResult:
    """Each observation of the folder's files once."""
    rows, faults = once_each(whole.rows, source)
    log = (*whole.log, *repeated(whole.rows, source))
    return whole.changed(rows=tuple(rows), faults=(*whole.faults, *faults), log=log)


def grids_result(source: Source, grids: Sequence[Grid], year: int, known: Known) -> SourceResult:
    """One file's sheets: the rows of an observation are one file's, whatever the sheet.

    Raises InputError where a heading is missing.
    """
    readings = [_reading(source, grid, year, known) for grid in grids]
    if source.gives == "åtgärder":
        return SourceResult.together(_actions(reading, known) for reading in readings)
    if source.gives == "prognos":
        return SourceResult.together(_forecasts(reading, known) for reading in readings)
    drafts = [row for reading in readings for row in mapped_rows(reading)]
    rows, faults = summed(drafts, source)
    found = SourceResult.together(told(reading, known) for reading in readings)
    thousands = [line for reading in readings for line in _thousands(reading)]
    return found.changed(
        rows=tuple(rows),
        log=(*found.log, *thousands),
        faults=(*found.faults, *mixed_signs(drafts), *faults),
        yields=tuple(yield_of(reading, rows) for reading in readings),
    )


def _thousands(reading: Reading) -> Iterator[str]:
    """A line for each column of figures whose comma or dot may part thousands."""
    if reading.source.numbers.decimal is not None:
        return
    for column in dict.fromkeys(each for one in reading.layout.figures for each in one.columns):
        cells = (row.cells[column.at : column.at + 1] for row in reading.grid.rows)
        sign = seem_parted(str(cell[0]) for cell in cells if cell and isinstance(cell[0], str))
        if sign:
            word, other = ("komma", "punkt") if sign == "," else ("punkt", "komma")
            yield (
                f"{reading.grid.name}, kolumn {column.heading}: alla tal med {word} har tre "
                f"siffror efter, som läses som decimaler. Skiljer tecknet tusental, skriv tal: "
                f"{{decimaltecken: {other}}} i källan {reading.source.id}."
            )


def _reading(source: Source, grid: Grid, year: int, known: Known) -> Reading:
    tally = Tally(grid.name, source.id)
    return Reading(
        source, known, codes_of(source, known), grid, layout_of(grid, source), year, tally
    )


def _actions(reading: Reading, known: Known) -> SourceResult:
    actions = tuple(action_rows(reading))
    return told(reading, known).changed(actions=actions, yields=(_stated(reading, len(actions)),))


def _forecasts(reading: Reading, known: Known) -> SourceResult:
    made = tuple(forecast_rows(reading))
    return told(reading, known).changed(forecasts=made, yields=(_stated(reading, len(made)),))


def _stated(reading: Reading, count: int) -> SourceYield:
    return yield_of(reading, (), count)
