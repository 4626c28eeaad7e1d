"""A källa with händelser: its logs counted by the engine, and mapped."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from styrkort.engines.events import Log, counted
from styrkort.errors import InputError
from styrkort.mapping.codes import codes_of
from styrkort.mapping.events import CountedLog, event_rows, wanted_of
from styrkort.mapping.files import grids_of, is_workbook
from styrkort.mapping.known import Known
from styrkort.mapping.tally import Tally
from styrkort.mapping.telling import told_of, yielded
from styrkort.mapping.yields import SourceResult
from styrkort.plans.sourceplan import Events, Source

__all__ = ["logs_result", "query_log_result"]


def logs_result(
    source: Source, events: Events, files: Iterable[tuple[Path, str]], year: int, known: Known
) -> SourceResult:
    """What the happenings of a folder's files come to; files with their names in messages."""
    logs: list[CountedLog] = []
    faults: list[str] = []
    for path, name in files:
        try:
            logs += [_count(log, source, events) for log in _logs(path, name, source)]
        except InputError as error:
            faults.extend(error.faults)
    found = _result(logs, source, year, known)
    return found.changed(faults=(*faults, *found.faults))


def query_log_result(source: Source, events: Events, known: Known) -> SourceResult:
    """The same of a query's answer."""
    from styrkort.mapping.queries import answered

    try:
        found = answered(source, known)
        log = _count(Log(Path(), found.grid.name, grid=found.grid), source, events)
    except InputError as error:
        return SourceResult(faults=error.faults)
    result = _result([log], source, known.year, known)
    return result.changed(answers=((found.grid.name, found.sha256),))


def _logs(path: Path, name: str, source: Source) -> list[Log]:
    if not is_workbook(path):
        return [Log(path, name, source.header_row)]
    return [Log(path, grid.name, grid=grid) for grid in grids_of(path, name, source)]


def _count(log: Log, source: Source, events: Events) -> CountedLog:
    """The log counted; rows that can't be read are faults of it."""
    found = counted(log, wanted_of(source, events))
    tally = Tally(log.name, source.id, faults=list(found.faults))
    tally.dropped.update({_REASONS.get(why, why): count for why, count in found.dropped})
    file = log.grid.file if log.grid and log.grid.file else log.name
    return CountedLog(file, log.grid.sheet if log.grid else "", found, tally)


_REASONS = {"urval": "utanför urval", "utom": "enligt utom"}
"""The engine's words as other källor have them."""


def _result(logs: Sequence[CountedLog], source: Source, year: int, known: Known) -> SourceResult:
    rows = event_rows(logs, source, codes_of(source, known), year)
    whole = SourceResult.together(told_of(log.tally, source, year, known) for log in logs)
    return whole.changed(
        rows=tuple(rows),
        log=(*whole.log, *_nothing_chosen(logs, source)),
        yields=tuple(
            yielded(
                log.tally,
                log.file,
                log.sheet,
                log.counted.rows_read,
                [r for r in rows if (r.origin.file, r.origin.sheet) == (log.file, log.sheet)],
            )
            for log in logs
        ),
    )


def _nothing_chosen(logs: Iterable[CountedLog], source: Source) -> list[str]:
    """A line for each log in which no row is left, most often because of a slip in urval."""
    return [
        f"{log.tally.name}: källan {source.id} ger inga händelser av {log.counted.rows_read} rader."
        for log in logs
        if not log.counted.groups and not log.counted.faults
    ]
