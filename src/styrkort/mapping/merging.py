"""Several rows that make one observation: added up, the same twice, or two that contradict."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from styrkort.exports.tidy import TidyRow
from styrkort.mapping.cells import added
from styrkort.origins import Origin, joined
from styrkort.period import month_name
from styrkort.plans.sourceplan import Source
from styrkort.quantities import decimals_of, format_number

__all__ = ["Key", "key_of", "mixed_signs", "once_each", "repeated", "summed"]

Key = tuple[str, str, str, str]
_Value = tuple[Decimal | None, Decimal | None, Decimal | None, bool | None]


def key_of(row: TidyRow) -> Key:
    """Measure, verksamhet, month and kön: what makes a row this observation and no other."""
    return row.measure, row.unit, row.month, row.gender


def summed(rows: Sequence[TidyRow], source: Source) -> tuple[list[TidyRow], list[str]]:
    """One row for each observation of one file, and a message for each that can't be one.

    With sammanslagning: summa the rows are added up; else several rows are a fault, even where
    they say the same: two payments of the same amount look just like one exported twice.
    """
    groups: dict[Key, list[TidyRow]] = {}
    for row in rows:
        groups.setdefault(key_of(row), []).append(row)
    single = [group[0] for group in groups.values() if len(group) == 1]
    several = [group for group in groups.values() if len(group) > 1]
    if source.merging is None:
        return [*single, *(group[0] for group in several)], _several_rows(several, source)
    faults = [fault for group in several if (fault := _not_addable(group))]
    return [group[0] if len(group) == 1 else _sum(group) for group in groups.values()], faults


def _several_rows(groups: Sequence[Sequence[TidyRow]], source: Source) -> list[str]:
    """One message on all the observations of a file that have more than one row."""
    if not groups:
        return []
    first, second, *_ = groups[0]
    more = f" Så är det med {len(groups)} observationer." if len(groups) > 1 else ""
    return [
        f"{second.place}: {_subject(second)} står redan i {_row_of(first)}.{more} Skriv "
        f"sammanslagning: summa i källan {source.id} om raderna ska läggas ihop, annars välj bort "
        "den ena med urval eller utom."
    ]


def _row_of(row: TidyRow) -> str:
    return row.place.rpartition(", ")[2]


def _not_addable(group: Sequence[TidyRow]) -> str:
    kinds = {(row.numerator is None, row.answer is None, row.percent) for row in group}
    if len(kinds) == 1 and group[0].answer is None and not group[0].percent:
        return ""
    return (
        f"{group[-1].place}: {_subject(group[-1])} står på flera rader som inte går att lägga ihop "
        "(procent, ja/nej, eller både värde och kvot). Välj rader med urval."
    )


def _sum(group: Sequence[TidyRow]) -> TidyRow:
    first = group[0]
    value = numerator = denominator = None
    for row in group:
        value = added(value, row.value)
        numerator = added(numerator, row.numerator)
        denominator = added(denominator, row.denominator)
    persons = [row.persons for row in group if row.persons is not None]
    return replace(
        first,
        value=value,
        numerator=numerator,
        denominator=denominator,
        persons=sum(persons) if persons else None,
        place=f"{first.place} (och {len(group) - 1} till)",
        origin=_one_origin(row.origin for row in group),
    )


def _one_origin(origins: Iterable[Origin]) -> Origin:
    """The rows of one sheet as one origin; of several sheets, the file's rows by the first."""
    return joined(origins)[0]


def once_each(rows: Iterable[TidyRow], source: Source) -> tuple[list[TidyRow], list[str]]:
    """The källa's rows of all files of a folder, each observation once.

    The same in two files is one, and either may say the group's size, the smaller if both do; two
    different values are a fault that names both.
    """
    found: dict[Key, TidyRow] = {}
    faults = []
    for row in rows:
        first = found.setdefault(key_of(row), row)
        sizes = [size for size in (first.persons, row.persons) if size is not None]
        found[key_of(row)] = replace(first, persons=min(sizes, default=None))
        if _value(first) != _value(row):
            faults.append(
                f"{row.place}: {_subject(row)} har värdet {_text(row)} här men {_text(first)} i "
                f"{first.place}. Båda filerna läses av källan {source.id}: behåll en av dem, eller "
                "ange fil så att bara en passar."
            )
    return list(found.values()), faults


def repeated(rows: Sequence[TidyRow], source: Source) -> list[str]:
    """A line where files of the källa say the same: each observation counts once."""
    first: dict[Key, TidyRow] = {}
    again = [row for row in rows if first.setdefault(key_of(row), row) is not row]
    same = [row for row in again if _value(row) == _value(first[key_of(row)])]
    if not same:
        return []
    one = first[key_of(same[0])]
    number = f"{len(same)} observationer" if len(same) > 1 else "en observation"
    return [
        f"Källan {source.id}: {number} står lika i flera filer och räknas en gång, till exempel "
        f"{_subject(one)} i {one.origin.file} och {same[0].origin.file}."
    ]


def mixed_signs(rows: Iterable[TidyRow]) -> list[str]:
    """A message for each measure of a sheet whose values have a per cent sign in some rows only."""
    signed: dict[str, TidyRow] = {}
    plain: dict[str, TidyRow] = {}
    for row in rows:
        if row.value:  # nought is the same with and without a sign
            (signed if row.percent else plain).setdefault(row.measure, row)
    return [
        f"{plain[measure].place}: blandade enheter, {measure} har tal utan procenttecken här men "
        f"med i {_row_of(row)}. Skriv alla på samma sätt."
        for measure, row in signed.items()
        if measure in plain
    ]


def _value(row: TidyRow) -> _Value:
    return row.value, row.numerator, row.denominator, row.answer


def _subject(row: TidyRow) -> str:
    parts = [row.measure, row.unit, row.gender, month_name(row.month)]
    return ", ".join(part for part in parts if part)


def _text(row: TidyRow) -> str:
    if row.answer is not None:
        return "ja" if row.answer else "nej"
    if row.numerator is not None and row.denominator is not None:
        return f"{_plain(row.numerator)}/{_plain(row.denominator)}"
    return "–" if row.value is None else _plain(row.value)


def _plain(number: Decimal) -> str:
    return format_number(number, decimals_of(number))
