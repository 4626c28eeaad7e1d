"""What the plan lets a row of an export hold: which measures, verksamheter and figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from styrkort.exports.tidy import TidyRow
from styrkort.plan import Component, Measure, Plan, Production
from styrkort.quantities import decimals_of, format_number, shortened
from styrkort.terms import Calculation

__all__ = [
    "Expected", "expectations", "forms_mixed", "impossible", "misfit", "unknown_measure",
    "unknown_unit",
]  # fmt: skip

_COUNTED = frozenset({"st", "stycken", "antal", "person", "personer", "pers"})
"""Units that count something, by their first word: a count can't be below zero."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the plan lets a row of one measure hold."""

    unit: str
    calculation: Calculation
    share: bool
    """Andel: täljare can't be above nämnare; a kvot in % unless the plan says otherwise."""
    part: bool
    """Andel as the plan itself states it: täljare is a part of nämnare, and so never below zero. A
    kvot in % may be: solvency and result against budget are."""
    may_be_negative: bool
    sensitive: bool

    @property
    def counted(self) -> bool:
        """Whether its values are counts: "st", "antal ärenden"."""
        return (self.unit.casefold().split() or [""])[0].rstrip(".") in _COUNTED


def expectations(plan: Plan) -> dict[str, Expected]:
    """What the rows of each styrmått, delmått and produktionsmått may hold, by id."""
    measures = [planned.measure for planned in plan.planned]
    produced = {item.id: _of_production(item) for item in plan.production}
    components = {
        component.id: _expected(component, component.sensitive or measure.sensitive)
        for measure in measures
        for component in measure.components
    }
    return (
        produced
        | components
        | {measure.id: _expected(measure, measure.sensitive) for measure in measures}
    )


def _expected(measure: Measure | Component, sensitive: bool) -> Expected:
    share = measure.unit == "%" if measure.share is None else measure.share
    return Expected(
        unit=measure.unit,
        calculation=measure.calculation,
        share=share,
        part=bool(measure.share),
        may_be_negative=measure.may_be_negative,
        sensitive=sensitive,
    )


def _of_production(item: Production) -> Expected:
    return Expected(
        unit=item.unit,
        calculation=Calculation.SUM,
        share=False,
        part=False,
        may_be_negative=item.may_be_negative,
        sensitive=item.sensitive,
    )


def unknown_measure(id: str, places: Sequence[str], known: Iterable[str]) -> str:
    """The message for rows, at ``places``, of a measure that the plan doesn't know."""
    more = f" och {len(places) - 1} till" if len(places) > 1 else ""
    return (
        f"{places[0]}{more}, kolumn styrmått: ”{shortened(id)}” finns inte i "
        f"planen{_hint(id, known)}. Rätta id:t eller lägg till styrmåttet i plan.yaml."
    )


def unknown_unit(row: TidyRow, units: Sequence[str]) -> str:
    """What is wrong with the row's verksamhet; empty where it is the plan's or it lists none."""
    if not row.unit or not units or row.unit in units:
        return ""
    return (
        f"verksamheten ”{shortened(row.unit)}” finns inte i planen{_hint(row.unit, units)}. "
        f"Planens verksamheter är {', '.join(units)}."
    )


def _hint(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), 1, 0.6)
    return f" (menas ”{near[0]}”?)" if near else ""


def misfit(row: TidyRow, expected: Expected) -> str:
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
    return _wrong_form(row, expected)


def _wrong_form(row: TidyRow, expected: Expected) -> str:
    """Värde where täljare and nämnare are needed, or the other way round."""
    measure = f"styrmåttet {row.measure}"
    if expected.calculation is Calculation.RATIO and row.numerator is None:
        return f"{measure} beräknas som kvot och behöver täljare och nämnare, inte värde."
    if expected.calculation in (Calculation.SUM, Calculation.MEAN) and row.numerator is not None:
        return (
            f"{measure} beräknas som {expected.calculation.value} och behöver värde, inte täljare "
            "och nämnare."
        )
    return ""


def impossible(row: TidyRow, expected: Expected) -> str:
    """Why nothing can have come to what the row says; empty where something can."""
    if row.numerator is not None and row.denominator is not None:
        return _impossible_pair(row, row.numerator, row.denominator, expected)
    if row.value is None or row.value >= 0 or not expected.counted or expected.may_be_negative:
        return ""
    return (
        f"värdet är {_plain(row.value)}, men styrmåttet {row.measure} har enhet {expected.unit} "
        "och ett antal kan inte vara under noll. Rätta värdet, eller skriv kan_vara_negativt: ja "
        "för måttet i plan.yaml."
    )


def _impossible_pair(
    row: TidyRow, numerator: Decimal, denominator: Decimal, expected: Expected
) -> str:
    if denominator < 0:
        return f"nämnaren är {_plain(denominator)} och kan inte vara under noll. Rätta den."
    never_below = expected.part or expected.counted
    if numerator < 0 and never_below and not expected.may_be_negative:
        return (
            f"täljaren är {_plain(numerator)} och kan inte vara under noll. Rätta den, eller "
            f"skriv kan_vara_negativt: ja för {row.measure} i plan.yaml."
        )
    # Of a denominator that is 0 there is no share: that outcome is Ej tillgängligt, not a fault.
    if expected.share and numerator > denominator > 0:
        return (
            f"täljaren {_plain(numerator)} är större än nämnaren {_plain(denominator)}, men "
            f"{row.measure} är en andel. Rätta talen, eller skriv andel: nej för måttet i "
            "plan.yaml."
        )
    return ""


def forms_mixed(rows: Iterable[TidyRow], expected: Mapping[str, Expected]) -> list[str]:
    """A message for each rullande12 that one folder gives both as värde and as täljare/nämnare.

    Its months are added up, which the two can't be. Elsewhere only one form fits (``misfit``), or
    the latest row counts by itself, whichever form it has.
    """
    first: dict[str, TidyRow] = {}
    others: dict[str, list[TidyRow]] = {}
    for row in rows:
        if expected[row.measure].calculation is not Calculation.ROLLING12:
            continue
        first.setdefault(row.measure, row)
        if (first[row.measure].numerator is None) != (row.numerator is None):
            others.setdefault(row.measure, []).append(row)
    return [_mixed(first[id], found) for id, found in others.items()]


def _mixed(first: TidyRow, others: Sequence[TidyRow]) -> str:
    forms = ("värde", "täljare och nämnare")
    here, there = forms if others[0].numerator is None else forms[::-1]
    more = f" och {len(others) - 1} till" if len(others) > 1 else ""
    return (
        f"{others[0].place}{more}: styrmåttet {first.measure} anges här med {here} men med "
        f"{there} i {first.place}. Ange samma form i alla rader."
    )


def _plain(number: Decimal) -> str:
    return format_number(number, decimals_of(number))
