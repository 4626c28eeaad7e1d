"""What each källa yields, as text: rows read, months covered, rows left out and why."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from styrkort.errors import InputError
from styrkort.exports.months import span_text
from styrkort.exports.tidy import TidyRow
from styrkort.listings.textgrid import paragraph
from styrkort.mapping.yields import SourceYield
from styrkort.observations import gather
from styrkort.plan import load_plan
from styrkort.plans.sourceplan import Source
from styrkort.quantities import shortened
from styrkort.runs.asked import Request, line_of, resolved
from styrkort.sources import Exports, read_exports
from styrkort.stated.periodexports import with_exports
from styrkort.stated.periodinput import PeriodInput

__all__ = ["sources", "sources_text"]

_LABELS = {
    "rader": "Lästa rader",
    "observationer": "Observationer",
    "månader": "Månader",
    "utelämnade": "Utelämnade",
    "koder": "Utan översättning",
    "kolumner": "Läses inte",
}
_INDENT = "  "
_LABEL_WIDTH = max(map(len, _LABELS.values())) + 2
_LEAST_WIDTH, _MOST_WIDTH = 60, 120
_HEADINGS_TOLD = 20
_CODES_TOLD = 12
"""A code list longer than this is told in part; the faults name them all."""


def sources(request: Request, say: Callable[[str], None], width: int) -> None:
    """Say what each källa gives in the period's year; writes nothing.

    InputError with every fault of the exports, after everything has been said.
    """
    division, period = resolved(request)
    name = f"params/{division}/{period.year}/plan.yaml"
    plan = load_plan(request.root / name, name)
    say(line_of(plan.division, period))
    exports = read_exports(request.root, division, plan, period)
    _, unfit = with_exports(PeriodInput(), exports.actions, exports.forecasts, plan, "")
    faults = [*exports.faults, *unfit]
    try:
        gathered = gather(exports.rows, plan, period.months[-1], f"data/{division}")
        notes = (*exports.log, *gathered.log)
    except InputError as error:
        faults += error.faults
        notes = tuple(exports.log)
    told = tuple(dict.fromkeys(faults))
    gave = {found.source for found in exports.yields}
    silent = [source for source in plan.sources if source.id not in gave]
    wide = max(_LEAST_WIDTH, min(width, _MOST_WIDTH))
    say(sources_text(exports, silent, notes, len(told), wide))
    if told:
        raise InputError(*told)


def sources_text(
    exports: Exports, silent: Sequence[Source], notes: Sequence[str], faults: int, width: int
) -> str:
    """Each källa and file with what it gave, then what no källa claims, then the sums.

    ``silent`` are the källor that nothing could be read of.
    """
    lines: list[str] = []
    for found in exports.yields:
        lines += ["", *_block(found, width)]
    for source in silent:
        lines += ["", *_silent_block(source, width)]
    for file, rows in _unclaimed(exports).items():
        lines += ["", *_tidy_block(file, rows, width)]
    if notes:
        lines += ["", f"Upplysningar ({len(notes)}):"]
        lines += [line for note in notes for line in paragraph(f"– {note}", width, _INDENT)]
    return "\n".join([*lines, "", *paragraph(_sums(exports, len(silent), faults), width)])


def _block(found: SourceYield, width: int) -> list[str]:
    """One sheet of one file, or a query."""
    sheet = f", blad {found.sheet}" if found.sheet else ""
    facts = [
        ("rader", _number(found.rows_read)),
        ("observationer", _number(found.observations)),
        *_months(found),
        *(("utelämnade", f"{_number(count)}: {why}") for why, count in found.dropped),
        *(("koder", code) for code in _codes(found)),
        *(("kolumner", _some_of(found.unused)) for _ in found.unused[:1]),
    ]
    head = paragraph(f"{found.source}  {found.file}{sheet}", width, _INDENT)
    return [*head, *_facts(facts, width)]


def _some_of(headings: Sequence[str]) -> str:
    more = len(headings) - _HEADINGS_TOLD
    if more <= 0:
        return ", ".join(headings)
    return f"{', '.join(headings[:_HEADINGS_TOLD])} och {_counted(more, 'kolumn', 'kolumner')} till"


def _silent_block(source: Source, width: int) -> list[str]:
    """A källa that gave nothing: its file isn't there, or can't be read."""
    place = source.file or f"databasen i {source.database}"
    return [
        *paragraph(f"{source.id}  {place}", width, _INDENT),
        *_facts([("rader", "inga: finns inte, eller kan inte läsas")], width),
    ]


def _months(found: SourceYield) -> list[tuple[str, str]]:
    """Months covered; åtgärder and forecasts are of none."""
    if not found.months and found.observations:
        return []
    return [("månader", span_text(found.months, year=True) or "inga")]


def _codes(found: SourceYield) -> Iterator[str]:
    """Codes that no översättning knows, as many as are worth telling."""
    for column, code, count in found.unmapped[:_CODES_TOLD]:
        yield f"{column} ”{shortened(code)}” ({_rows_of(count)})"
    if len(found.unmapped) > _CODES_TOLD:
        yield f"och {len(found.unmapped) - _CODES_TOLD} koder till"


def _tidy_block(file: str, rows: Sequence[TidyRow], width: int) -> list[str]:
    """A file that no källa claims is read as it is, by the columns of the tidy form."""
    there = [row for row in rows if not row.missing]
    facts = [
        ("rader", _number(len(rows))),
        ("observationer", _number(len(there))),
        ("månader", span_text(sorted({row.month for row in there}), year=True) or "inga"),
    ]
    return [*paragraph(f"(ingen källa)  {file}", width, _INDENT), *_facts(facts, width)]


def _unclaimed(exports: Exports) -> Mapping[str, list[TidyRow]]:
    """Rows by file, of the files that no källa claims."""
    found: dict[str, list[TidyRow]] = {}
    for rows in exports.rows.values():
        for row in rows:
            if not row.origin.source:
                found.setdefault(row.origin.file, []).append(row)
    return found


def _facts(facts: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Label and value in two columns; a label that repeats is said once."""
    lines, last = [], ""
    for label, value in facts:
        shown = "" if label == last else _LABELS[label]
        head = f"{_INDENT}{shown.ljust(_LABEL_WIDTH)}"
        lines += paragraph(head + value, width, " " * len(head))
        last = label
    return lines


def _sums(exports: Exports, silent: int, faults: int) -> str:
    sources = len({found.source for found in exports.yields}) + silent
    observed = sum(found.observations for found in exports.yields)
    tidy = _unclaimed(exports)
    observed += sum(not row.missing for rows in tidy.values() for row in rows)
    read = sum(found.rows_read for found in exports.yields) + sum(map(len, tidy.values()))
    files = f"{_counted(len(tidy), 'fil', 'filer')} utan källa"
    return (
        f"{_counted(sources, 'källa', 'källor')}, {files}: {_number(read)} rader lästa, "
        f"{_number(observed)} observationer, {faults or 'inga'} fel."
    )


def _counted(number: int, one: str, several: str) -> str:
    return f"{_number(number)} {one if number == 1 else several}"


def _rows_of(count: int) -> str:
    return _counted(count, "rad", "rader")


def _number(number: int) -> str:
    """The count with a no-break space in thousands."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
