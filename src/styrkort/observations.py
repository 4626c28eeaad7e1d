"""Tidy rows → validated observations: known to the plan, each once, the latest value of each.

The month decides what an observation belongs to, not the folder it was found in (DESIGN 3.5).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from styrkort.errors import InputError
from styrkort.exports.tidy import TidyRow
from styrkort.period import month_name
from styrkort.plan import Plan
from styrkort.quantities import decimals_of, format_number
from styrkort.terms import Calculation

__all__ = ["Observation", "Observations", "gather"]


@dataclass(frozen=True, slots=True)
class Observation:
    """Observation: what one month came to, for the division or one of its verksamheter."""

    measure: str
    unit: str
    """Verksamhet; empty is the whole division."""
    month: str
    gender: str
    """Kön; empty is all."""
    value: Decimal | None
    """Värde; 1 and 0 for ja and nej; None where numerator and denominator stand instead."""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    """Antal personer: the group's size, where the file gives it."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it this observation and no other."""
        return self.measure, self.unit, self.month, self.gender

    @property
    def text(self) -> str:
        """The value as messages say it."""
        if self.numerator is not None and self.denominator is not None:
            return f"{_plain(self.numerator)}/{_plain(self.denominator)}"
        return "" if self.value is None else _plain(self.value)


def _measure(item: Observation) -> str:
    return item.measure


@dataclass(frozen=True, slots=True)
class Observations:
    """Every observation that counts for a period, and what the log shall say of the others."""

    items: tuple[Observation, ...]
    """By measure, then by month."""
    log: tuple[str, ...] = ()

    def of(self, measure: str) -> tuple[Observation, ...]:
        """The measure's observations by month."""
        first = bisect_left(self.items, measure, key=_measure)
        return self.items[first : bisect_right(self.items, measure, key=_measure)]


@dataclass(frozen=True, slots=True)
class _Expected:
    """What the plan lets a row of one measure hold."""

    unit: str
    calculation: Calculation | None
    """None for a component, whose figures are kept but not calculated on."""


def gather(
    folders: Mapping[int, Sequence[TidyRow]], plan: Plan, last_month: str, place: str = "data"
) -> Observations:
    """The observations of all years' folders that count up to ``last_month``, inclusive.

    ``place`` is what messages call the folder that holds the years'. Raises InputError with every
    fault of the plan year's folder, and every conflict within one folder; what doesn't fit the
    plan in another year's folder is left out and named in the log.
    """
    log: list[str] = []
    faults: list[str] = []
    current: dict[tuple[str, str, str, str], Observation] = {}
    for year in sorted(folders):
        fitting, misfits = _fitting(folders[year], plan, year == plan.year)
        (faults if year == plan.year else log).extend(
            misfits
            if year == plan.year
            else (f"{misfit} Raden är utelämnad." for misfit in misfits)
        )
        counting = [row for row in fitting if row.month <= last_month and not row.missing]
        found, conflicts = _once_each(counting)
        faults.extend(conflicts)
        log.extend(_revisions(current, found, f"{place}/{year}"))
        current |= found
    if faults:
        raise InputError.gathered(faults)
    items = sorted(current.values(), key=lambda item: (item.measure, item.month, item.key))
    return Observations(tuple(items), tuple(log))


def _fitting(rows: Iterable[TidyRow], plan: Plan, strict: bool) -> tuple[list[TidyRow], list[str]]:
    """Rows that the plan knows and can use, and a message for each of the others."""
    expected = _expectations(plan)
    unknown: dict[str, list[str]] = {}
    fitting, faults = [], []
    for row in rows:
        if row.measure not in expected:
            unknown.setdefault(row.measure, []).append(row.place)
            continue
        fault = _misfit(row, expected[row.measure])
        fault = fault or (_unknown_unit(row, plan.units) if strict else "")
        if fault:
            faults.append(f"{row.place}: {fault}")
        else:
            fitting.append(row)
    return fitting, [*(_unknown(id, at, expected) for id, at in unknown.items()), *faults]


def _expectations(plan: Plan) -> dict[str, _Expected]:
    components = {
        component.id: _Expected(component.unit, None)
        for planned in plan.planned
        for component in planned.measure.components
    }
    return components | {
        planned.measure.id: _Expected(planned.measure.unit, planned.measure.calculation)
        for planned in plan.planned
    }


def _unknown(id: str, places: Sequence[str], known: Iterable[str]) -> str:
    near = get_close_matches(id, list(known), 1, 0.6)
    hint = f" (menas ”{near[0]}”?)" if near else ""
    more = f" och {len(places) - 1} till" if len(places) > 1 else ""
    return (
        f"{places[0]}{more}, kolumn styrmått: ”{id}” finns inte i planen{hint}. "
        "Rätta id:t eller lägg till styrmåttet i plan.yaml."
    )


def _unknown_unit(row: TidyRow, units: Sequence[str]) -> str:
    if not row.unit or not units or row.unit in units:
        return ""
    near = get_close_matches(row.unit, units, 1, 0.6)
    hint = f" (menas ”{near[0]}”?)" if near else ""
    return (
        f"verksamheten ”{row.unit}” finns inte i planen{hint}. Planens verksamheter är "
        f"{', '.join(units)}."
    )


def _misfit(row: TidyRow, expected: _Expected) -> str:
    """Why the row's value can't be an observation of its measure; empty where it can."""
    if row.missing:
        return ""
    measure = f"styrmåttet {row.measure}"
    if expected.unit == "text":
        return f"{measure} har enhet text; skriv dess utfall i periodens yaml-fil under utfall."
    if expected.unit == "ja/nej":
        is_answer = row.answer is not None or row.value in (0, 1)
        return "" if is_answer and not row.percent else f"{measure} ska ha värdet ja eller nej."
    if row.answer is not None:
        return f"{measure} ska ha ett tal, inte ja eller nej."
    if row.percent and expected.unit != "%":
        unit = f"enhet {expected.unit}" if expected.unit else "ingen enhet"
        return f"värdet har procenttecken men {measure} har {unit}. Skriv talet utan tecken."
    if expected.calculation is Calculation.RATIO and row.numerator is None:
        return f"{measure} beräknas som kvot och behöver täljare och nämnare, inte värde."
    if expected.calculation in (Calculation.SUM, Calculation.MEAN) and row.numerator is not None:
        return (
            f"{measure} beräknas som {expected.calculation.value} och behöver värde, inte täljare "
            "och nämnare."
        )
    return ""


def _once_each(
    rows: Iterable[TidyRow],
) -> tuple[dict[tuple[str, str, str, str], Observation], list[str]]:
    """One folder's observations by key, and a message for each that has two different values."""
    found: dict[tuple[str, str, str, str], Observation] = {}
    places: dict[tuple[str, str, str, str], str] = {}
    faults = []
    for row in rows:
        item = _observation(row)
        first = found.setdefault(item.key, item)
        places.setdefault(item.key, row.place)
        if first != item:
            faults.append(
                f"{row.place}: {_subject(item)} har värdet {item.text} här men {first.text} i "
                f"{places[item.key]}. Behåll en av raderna."
            )
    return found, faults


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
    )


def _revisions(
    before: Mapping[tuple[str, str, str, str], Observation],
    after: Mapping[tuple[str, str, str, str], Observation],
    folder: str,
) -> list[str]:
    """Values of earlier folders that this folder replaces by others, in words for the log."""
    return [
        f"Reviderat värde: {_subject(item)} var {before[key].text}, är {item.text} enligt {folder}."
        for key, item in sorted(after.items())
        if key in before and before[key] != item
    ]


def _subject(item: Observation) -> str:
    """The observation in words: "sjukfranvaro, IT/MT, kvinna, augusti 2022"."""
    parts = [item.measure, item.unit, item.gender, month_name(item.month)]
    return ", ".join(part for part in parts if part)


def _plain(number: Decimal) -> str:
    return format_number(number, decimals_of(number))
