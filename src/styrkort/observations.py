"""Tidy rows → validated observations: known to the plan, each once, the latest value of each.

The month decides what an observation belongs to, not the folder it was found in (DESIGN 3.5).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from styrkort.errors import InputError
from styrkort.exports.tidy import TidyRow
from styrkort.observing.clashes import two_sources
from styrkort.observing.expectations import (
    Expected,
    expectations,
    forms_mixed,
    impossible,
    misfit,
    unknown_measure,
    unknown_unit,
)
from styrkort.observing.noughts import nought_warnings
from styrkort.observing.observed import Key, Observation, Observations
from styrkort.plan import Plan

__all__ = ["Observation", "Observations", "gather"]


def gather(
    folders: Mapping[int, Sequence[TidyRow]], plan: Plan, last_month: str, place: str = "data"
) -> Observations:
    """The observations of all years' folders that count up to ``last_month``, inclusive.

    ``place`` is what messages call the folder that holds the years'. Raises InputError with every
    fault of the plan year's folder, and with what is impossible or contradictory in any folder;
    what doesn't fit the plan in another year's folder is left out and named in the log.
    """
    log: list[str] = []
    faults: list[str] = []
    expected = expectations(plan)
    current: dict[Key, Observation] = {}
    for year in sorted(folders):
        strict = year == plan.year
        fitting, misfits = _fitting(folders[year], expected, plan.units if strict else ())
        if strict:
            faults.extend(misfits)
        else:
            log.extend(f"{misfit} Raden är utelämnad." for misfit in misfits)
        counting = [row for row in fitting if row.month <= last_month]
        faults.extend(_impossible(counting, expected))
        faults.extend(two_sources(counting))
        found, conflicts = _once_each(counting)
        faults.extend(conflicts)
        log.extend(_revisions(current, found, f"{place}/{year}", expected))
        current |= {key: _sized(item, current.get(key)) for key, item in found.items()}
    if faults:
        raise InputError.gathered(faults)
    items = sorted(current.values(), key=lambda item: (item.measure, item.month, item.key))
    return Observations(tuple(items), (*log, *nought_warnings(items, plan, expected)))


def _fitting(
    rows: Iterable[TidyRow], expected: Mapping[str, Expected], units: Sequence[str]
) -> tuple[list[TidyRow], list[str]]:
    """Rows with a value that the plan knows and can use, and a message for each that it can't."""
    unknown: dict[str, list[str]] = {}
    fitting, faults = [], []
    for row in rows:
        if row.measure not in expected:
            unknown.setdefault(row.measure, []).append(row.place)
            continue
        fault = misfit(row, expected[row.measure]) or unknown_unit(row, units)
        if fault:
            faults.append(f"{row.place}: {fault}")
        elif not row.missing:
            fitting.append(row)
    messages = (unknown_measure(id, places, expected) for id, places in unknown.items())
    return fitting, [*messages, *faults]


def _impossible(rows: Sequence[TidyRow], expected: Mapping[str, Expected]) -> list[str]:
    """Messages for what can't be, whichever year's folder says it."""
    faults = ((row.place, impossible(row, expected[row.measure])) for row in rows)
    return [
        *(f"{place}: {fault}" for place, fault in faults if fault),
        *forms_mixed(rows, expected),
    ]


def _once_each(rows: Iterable[TidyRow]) -> tuple[dict[Key, Observation], list[str]]:
    """One folder's observations by key, and a message for each that is given in two ways."""
    found: dict[Key, Observation] = {}
    firsts: dict[Key, TidyRow] = {}
    faults = []
    for row in rows:
        item = _observation(row)
        first = firsts.setdefault(item.key, row)
        fault = "" if first is row else _conflict(first, row)
        if fault:
            faults.append(fault)
        else:
            found[item.key] = _joined(found.get(item.key, item), item)
    return found, faults


def _conflict(first: TidyRow, row: TidyRow) -> str:
    """Why two rows can't say the same observation; empty where they agree."""
    one, other = _observation(first), _observation(row)
    if first.origin.source != row.origin.source:
        return ""  # told once for all rows of the two (`observing.clashes`)
    if one.figure != other.figure:
        return (
            f"{row.place}: {other.subject} har värdet {other.text} här men {one.text} i "
            f"{first.place}. Behåll en av raderna."
        )
    if None not in (first.persons, row.persons) and first.persons != row.persons:
        return (
            f"{row.place}: {other.subject} har antal_personer {row.persons} här men "
            f"{first.persons} i {first.place}. Behåll en av raderna."
        )
    return ""


def _joined(first: Observation, again: Observation) -> Observation:
    """The same observation of two rows: both are its origin, and either may say the group."""
    if first is again:
        return first
    persons = again.persons if first.persons is None else first.persons
    return replace(first, persons=persons, origins=(*first.origins, *again.origins))


def _sized(item: Observation, before: Observation | None) -> Observation:
    """The observation with the group's size that an earlier folder gave, where its own says none.

    Else a figure given again without the size would show what was withheld before.
    """
    if before is None or item.persons is not None:
        return item
    return replace(item, persons=before.persons)


def _observation(row: TidyRow) -> Observation:
    answer = None if row.answer is None else Decimal(row.answer)
    return Observation(
        measure=row.measure,
        unit=row.unit,
        month=row.month,
        gender=row.gender,
        value=row.value if answer is None else answer,
        numerator=row.numerator,
        denominator=row.denominator,
        persons=row.persons,
        origins=(row.origin,) if row.origin.file else (),
    )


def _revisions(
    before: Mapping[Key, Observation],
    after: Mapping[Key, Observation],
    folder: str,
    expected: Mapping[str, Expected],
) -> list[str]:
    """Values of earlier folders that this folder replaces by others, in words for the log."""
    return [
        f"Reviderat värde: {item.subject} {_revised(before[key], item, expected)} enligt {folder}."
        for key, item in sorted(after.items())
        if key in before and before[key].figure != item.figure
    ]


def _revised(old: Observation, new: Observation, expected: Mapping[str, Expected]) -> str:
    """From what to what; a sensitive measure's figures are never in the log."""
    if expected[new.measure].sensitive:
        return "har ändrats"
    return f"var {old.text}, är {new.text}"
