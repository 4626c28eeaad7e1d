"""Counted happenings → tidy rows, with nought for the months that the log covers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from styrkort.engines.events import Counted, Group, Wanted
from styrkort.exports.months import months_between
from styrkort.exports.readings import GENDERS
from styrkort.exports.tidy import TidyRow
from styrkort.mapping.cells import added, times
from styrkort.mapping.codes import CODED, Codes, Unknown
from styrkort.mapping.dates import outside
from styrkort.mapping.tally import Tally, UnknownCode
from styrkort.origins import Origin
from styrkort.plans.sourceplan import Events, Source

__all__ = ["CountedLog", "event_rows", "wanted_of"]


@dataclass(frozen=True, slots=True)
class CountedLog:
    """One file's log, counted."""

    file: str
    """Name without place."""
    sheet: str
    counted: Counted
    tally: Tally


def wanted_of(source: Source, events: Events) -> Wanted:
    """What the engine is asked to count."""
    return Wanted(
        date=events.date,
        codes=_code_headings(source),
        unique=events.unique,
        total=events.total,
        numerator=events.numerator,
        first_in_date=source.first_in_date,
        decimal=source.numbers.decimal or "",
        removed=source.numbers.removed,
        only=source.only or None,
        without=source.without or None,
    )


def _code_headings(source: Source) -> tuple[str, ...]:
    """Headings of styrmått, verksamhet and kön, each once."""
    headings = (source.columns[tidy] for tidy in CODED if tidy in source.columns)
    return tuple(dict.fromkeys(headings))


def event_rows(
    logs: Sequence[CountedLog], source: Source, codes: Codes, year: int
) -> list[TidyRow]:
    """The observations of one file's log each, then nought where the files cover a month.

    Rows of the same observation in two files are both given: the caller tells equal from
    different. What can't be placed is noted in the logs' tallies.
    """
    rows = [row for log in logs for row in _counted_rows(log, source, codes, year)]
    return [*rows, *_noughts(rows, logs, source, codes, year)]


def _counted_rows(log: CountedLog, source: Source, codes: Codes, year: int) -> list[TidyRow]:
    found: dict[tuple[str, str, str, str], TidyRow] = {}
    for group in log.counted.groups:
        fault = outside(group.month, year)
        if fault:
            log.tally.faults.append(f"{log.tally.name}: {_happenings(group.count)}: {fault}")
            continue
        meanings = _meanings(group, log, source, codes)
        if meanings is None:
            continue
        row = _row(meanings, group, log, source)
        key = (row.measure, row.unit, row.month, row.gender)
        found[key] = _together(found[key], row) if key in found else row
    return list(found.values())


def _happenings(count: int) -> str:
    return f"{count} händelser" if count > 1 else "en händelse"


def _meanings(
    group: Group, log: CountedLog, source: Source, codes: Codes
) -> tuple[str, str, str] | None:
    """Measure, verksamhet and kön; None, noted, where a code isn't known."""
    texts = dict(zip(_code_headings(source), group.codes, strict=True))
    found = []
    for tidy in CODED:
        heading = source.columns.get(tidy)
        if heading is None or tidy in source.constants:
            found.append(source.constants.get(tidy, ""))
            continue
        try:
            found.append(codes.meaning(tidy, texts[heading], group.month))
        except Unknown as unknown:
            code = UnknownCode(tidy, heading, texts[heading], unknown.why)
            log.tally.unknown_code(code, 0, group.count)
            return None
    measure, unit, gender = found
    return measure, unit, gender


def _row(meanings: tuple[str, str, str], group: Group, log: CountedLog, source: Source) -> TidyRow:
    origin = Origin(log.file, log.sheet, (), group.count, source.id)
    amounts = _amounts(group.amount, group.numerator, source.factor)
    return _event_row(meanings, group.month, amounts, origin, log.tally.name)


def _amounts(
    amount: Decimal, numerator: Decimal | None, factor: Decimal
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, numerator and denominator, of which faktor applies to the first two."""
    if numerator is None:
        return times(amount, factor), None, None
    return None, times(numerator, factor), amount


def _event_row(
    meanings: tuple[str, str, str],
    month: str,
    amounts: tuple[Decimal | None, Decimal | None, Decimal | None],
    origin: Origin,
    place: str,
) -> TidyRow:
    measure, unit, gender = meanings
    value, numerator, denominator = amounts
    return TidyRow(
        measure, unit, month, gender, value, numerator, denominator, None, False, None, place,
        origin,
    )  # fmt: skip


def _together(one: TidyRow, other: TidyRow) -> TidyRow:
    """Happenings of two codes that stand for the same."""
    origin = one.origin
    count = origin.count + other.origin.count
    amounts = (
        added(one.value, other.value),
        added(one.numerator, other.numerator),
        added(one.denominator, other.denominator),
    )
    meanings = (one.measure, one.unit, one.gender)
    at = Origin(origin.file, origin.sheet, (), count, origin.source)
    return _event_row(meanings, one.month, amounts, at, one.place)


def _noughts(
    rows: Sequence[TidyRow], logs: Sequence[CountedLog], source: Source, codes: Codes, year: int
) -> Iterator[TidyRow]:
    """A row of nought for each series in each covered month in which nothing happened."""
    there = {(row.measure, row.unit, row.month, row.gender) for row in rows}
    is_ratio = bool(source.events and source.events.numerator)
    nought = _amounts(Decimal(0), Decimal(0) if is_ratio else None, Decimal(1))
    for month, log in _covered(logs, source, year).items():
        origin = Origin(log.file, log.sheet, (), 0, source.id)
        for measure, unit, gender in _series(rows, source, codes, month):
            if (measure, unit, month, gender) not in there:
                yield _event_row((measure, unit, gender), month, nought, origin, log.tally.name)


def _covered(logs: Sequence[CountedLog], source: Source, year: int) -> dict[str, CountedLog]:
    """Months in which no row means nought → the first log that covers them."""
    seen = {
        month: log
        for log in reversed(logs)
        for month in log.counted.months_seen
        if not outside(month, year)
    }
    covers = source.events.covers if source.events else None
    if covers and logs and (seen or (covers.from_ and covers.through)):
        first, last = covers.from_ or min(seen), covers.through or max(seen)
        seen = dict.fromkeys(months_between(first, last), logs[0]) | seen
    return {month: seen[month] for month in sorted(seen) if not outside(month, year)}


def _series(
    rows: Iterable[TidyRow], source: Source, codes: Codes, month: str
) -> list[tuple[str, str, str]]:
    """Measure, verksamhet and kön that the log tells of: those that occur, and those that the
    översättning names in the month."""
    occurring = {(row.measure, row.unit, row.gender) for row in rows}
    named = set(codes.targets("verksamhet", month))
    ever = codes.all_targets("verksamhet")
    series = {each for each in occurring if each[1] in named or each[1] not in ever}
    if "styrmått" not in source.constants:
        return sorted(series)
    measure = source.constants["styrmått"]
    genders = {each[2] for each in occurring} or _genders(source)
    mapped = "verksamhet" in source.columns and "verksamhet" not in source.constants
    units = named if mapped else {source.constants.get("verksamhet", "")}
    return sorted(series | {(measure, unit, gender) for unit in units for gender in genders})


def _genders(source: Source) -> set[str]:
    """Kön of a log in which nothing of interest happened."""
    if "kön" in source.constants:
        return {source.constants["kön"]}
    return set(GENDERS) if "kön" in source.columns else {""}
