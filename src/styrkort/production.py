"""Produktion: what the division and its verksamheter produced, against last year and plan. Pure.

All figures are the period to date. Comparisons are of the same months and verksamheter last year;
a change or a share without a sound base (none, zero, below zero) is not given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

from styrkort.amounts import as_decimal
from styrkort.derivations import derivations
from styrkort.exports.months import same_month_last_year, span_text
from styrkort.plan import Production
from styrkort.precision import default_decimals
from styrkort.quantities import (
    NBSP,
    decimals_of,
    format_change,
    format_number,
    format_quantity,
    round_half_up,
)
from styrkort.resultparts import ProductionResult
from styrkort.scores.basis import Basis
from styrkort.scores.evidences import evidence_of, unit_evidence
from styrkort.terms import Fulfilment
from styrkort.utfall import Utfall
from styrkort.verdicts.evidence import Evidence
from styrkort.wording import WITHHELD

__all__ = ["NONE", "NO_PLAN", "percent_change", "production_of", "share_of_plan"]

NONE = "–"
NO_PLAN = "Ingen plan"
_SUMMED = "Summan av verksamheternas planer"
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class _Planned:
    """Plan till och med perioden, and what has to be said of it."""

    value: Decimal | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Figures:
    """One row's exact figures."""

    item: Production
    unit: str
    evidence: Evidence
    plan: _Planned

    @property
    def utfall(self) -> Utfall:
        return self.evidence.utfall

    @property
    def last_year(self) -> Utfall:
        return self.evidence.last_year

    @property
    def decimals(self) -> int:
        """As the plan states; else as many as the figures of the row have, one at most."""
        if self.item.decimals is not None:
            return self.item.decimals
        figures = (self.utfall.value, self.last_year.value)
        return max([default_decimals(one, None) for one in figures if one is not None], default=0)


def production_of(basis: Basis) -> tuple[ProductionResult, ...]:
    """Every production measure in the plan's order: the division's row, then its verksamheter's."""
    return tuple(
        _result(_figures(basis, item, unit), basis.files)
        for item in basis.plan.production
        for unit in ("", *_units(basis, item))
    )


def percent_change(utfall: Decimal | None, earlier: Decimal | None) -> Decimal | None:
    """The change in percent of the earlier figure; None where that isn't above zero."""
    if utfall is None or earlier is None or earlier <= 0:
        return None
    return as_decimal((Fraction(utfall) - Fraction(earlier)) / Fraction(earlier) * _WHOLE)


def share_of_plan(utfall: Decimal | None, plan: Decimal | None) -> Decimal | None:
    """The outcome in percent of the plan; None where the plan isn't above zero."""
    if utfall is None or plan is None or plan <= 0:
        return None
    return as_decimal(Fraction(utfall) / Fraction(plan) * _WHOLE)


def _units(basis: Basis, item: Production) -> tuple[str, ...]:
    """The verksamheter with data this year or last, or with a plan; in the plan's order."""
    months = {*basis.period.months, *map(same_month_last_year, basis.period.months)}
    named = set(_with_data(basis, item, months)) | {
        unit for unit, plans in item.plan_by_unit.items() if basis.period.code in plans
    }
    order = {unit: n for n, unit in enumerate(basis.plan.units)}
    return tuple(sorted(named, key=lambda unit: (order.get(unit, len(order)), unit)))


def _with_data(basis: Basis, item: Production, months: Sequence[str] | set[str]) -> list[str]:
    """The verksamheter that the data name in the months."""
    found = (one for one in basis.observations.of(item.id) if one.month in months)
    return list(dict.fromkeys(one.unit for one in found if one.unit))


def _figures(basis: Basis, item: Production, unit: str) -> _Figures:
    measure = item.as_measure
    if unit:
        evidence = unit_evidence(basis, measure, unit, {})
    else:
        evidence = evidence_of(basis, measure, {item.id: basis.in_data(measure)})
    return _Figures(item, unit, evidence, _planned(basis, item, unit))


def _planned(basis: Basis, item: Production, unit: str) -> _Planned:
    """Plan of the verksamhet; of the division its own, else the sum of its verksamheter's."""
    code = basis.period.code
    plans = {name: each[code] for name, each in item.plan_by_unit.items() if code in each}
    if unit:
        return _Planned(plans.get(unit))
    if code in item.plan or not plans:
        return _Planned(item.plan.get(code))
    without = [name for name in _with_data(basis, item, basis.period.months) if name not in plans]
    if without:
        return _Planned(None, f"Plan saknas för {', '.join(sorted(without))}")
    return _Planned(as_decimal(sum(map(Fraction, plans.values()), Fraction(0))), _SUMMED)


def _result(row: _Figures, files: Mapping[str, str]) -> ProductionResult:
    figures = (("Utfall", row.utfall), ("Samma period föregående år", row.last_year))
    return ProductionResult(
        id=row.item.id,
        name=row.item.name,
        measure_unit=row.item.unit,
        unit=row.unit,
        **_against_last_year(row),
        **_against_plan(row),
        derivations=derivations(row.item.as_measure, figures, files),
        withheld=row.utfall.withheld,
    )


def _against_last_year(row: _Figures) -> dict[str, Any]:
    """Outcome, comparison and change, exact and as printed."""
    unit, decimals = row.item.unit, row.decimals
    utfall, earlier = row.utfall.value, row.last_year.value
    change = None if utfall is None or earlier is None else _difference(utfall, earlier)
    percent = percent_change(utfall, earlier)
    return {
        "utfall": utfall,
        "utfall_text": _text(row.utfall, unit, decimals, Fulfilment.UNAVAILABLE.value),
        "outcome_detail": _detail(row.evidence),
        "comparison": earlier,
        "comparison_text": _text(row.last_year, unit, decimals, NONE),
        "comparison_refers_to": (
            "" if earlier is None else span_text(row.last_year.months, year=True)
        ),
        "change": change,
        "change_text": NONE if change is None else format_change(change, unit, decimals),
        "change_percent": percent,
        "change_percent_text": NONE if percent is None else _signed_percent(percent),
    }


def _against_plan(row: _Figures) -> dict[str, Any]:
    """Plan and share of it, exact and as printed."""
    planned = row.plan.value
    share = share_of_plan(row.utfall.value, planned)
    return {
        "plan": planned,
        "plan_text": _plan_text(planned, row.item.unit, row.decimals),
        "plan_detail": row.plan.detail,
        "share_of_plan": share,
        "share_of_plan_text": NONE if share is None else _share_text(share),
    }


def _difference(utfall: Decimal, earlier: Decimal) -> Decimal:
    return as_decimal(Fraction(utfall) - Fraction(earlier))


def _text(utfall: Utfall, unit: str, decimals: int, none: str) -> str:
    if utfall.value is not None:
        return format_quantity(utfall.value, unit, decimals)
    return WITHHELD if utfall.withheld else none


def _detail(evidence: Evidence) -> str:
    """Which months and verksamheter it is of where they aren't all, or why there is no figure."""
    utfall = evidence.utfall
    if utfall.value is not None:
        return evidence.partial
    return "" if utfall.withheld else utfall.reason[:1].upper() + utfall.reason[1:]


def _plan_text(planned: Decimal | None, unit: str, decimals: int) -> str:
    if planned is None:
        return NO_PLAN
    return format_quantity(planned, unit, max(decimals, decimals_of(planned)))


def _signed_percent(percent: Decimal) -> str:
    """As "+5,8 %"."""
    sign = "+" if round_half_up(percent, 1) > 0 else ""
    return f"{sign}{format_number(percent, 1)}{NBSP}%"


def _share_text(share: Decimal) -> str:
    """As "98,7 %"; with more decimals where one would show a plan as reached that isn't."""
    for decimals in count(1):
        if (round_half_up(share, decimals) >= _WHOLE) == (share >= _WHOLE):
            return f"{format_number(share, decimals)}{NBSP}%"
    raise AssertionError("unreachable: with all its decimals the share is the exact one")
