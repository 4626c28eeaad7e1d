"""What was noticed while a sheet was read, as faults, lines for the log, and the källa's yield."""

from collections.abc import Iterable, Sequence

from styrkort.exports.tidy import TidyRow
from styrkort.mapping.known import Known
from styrkort.mapping.rows import Reading
from styrkort.mapping.tally import Tally
from styrkort.mapping.yields import SourceResult, SourceYield
from styrkort.plans.sourceplan import Source

__all__ = ["told", "told_of", "yield_of", "yielded"]


def told(reading: Reading, known: Known) -> SourceResult:
    """The faults, and what the log shall say, of one sheet."""
    found = told_of(reading.tally, reading.source, reading.year, known)
    if reading.grid.rows:
        return found
    line = f"{reading.grid.name}: bara en rubrikrad; källan {reading.source.id} ger inga rader."
    return found.changed(log=(*found.log, line))


def told_of(tally: Tally, source: Source, year: int, known: Known) -> SourceResult:
    """The same of any tally."""
    faults, log = tally.shown_faults(), []
    for column, message in tally.code_messages():
        if column in source.drop_unknown:
            continue
        if _strict(column, year, known.year):
            faults.append(message)
        else:
            log.append(f"{message} Raderna är utelämnade.")
    return SourceResult(faults=tuple(faults), log=tuple(log), occurred=frozenset(tally.occurred))


def _strict(column: str, year: int, plan_year: int) -> bool:
    """Whether an unknown code is a fault in the year's folder.

    A measure need be known only in the plan's own year (DESIGN 3.5). A verksamhet's figures
    would be missing in every comparison, but a later year's codes can't be known to an older plan.
    """
    return year == plan_year if column == "styrmått" else year <= plan_year


def yield_of(reading: Reading, rows: Iterable[TidyRow], stated: int = 0) -> SourceYield:
    """What the sheet gave: ``rows`` of observations, or so many åtgärder or prognoser."""
    own = [
        row
        for row in rows
        if (row.origin.file, row.origin.sheet) == (reading.file, reading.grid.sheet)
    ]
    return yielded(
        reading.tally, reading.file, reading.grid.sheet, len(reading.grid.rows), own, stated,
        reading.layout.unused,
    )  # fmt: skip


def yielded(
    tally: Tally,
    file: str,
    sheet: str,
    rows_read: int,
    rows: Sequence[TidyRow],
    stated: int = 0,
    unused: tuple[str, ...] = (),
) -> SourceYield:
    """The yield of one sheet or log, its dropped rows by number."""
    return SourceYield(
        source=tally.source,
        file=file,
        sheet=sheet,
        rows_read=rows_read,
        observations=stated or len(rows),
        months=tuple(sorted({row.month for row in rows})),
        dropped=tuple(tally.dropped.most_common()),
        unmapped=tuple(
            (code.column, code.code, count) for code, (_, count) in tally.unknown.items()
        ),
        unused=unused,
    )
