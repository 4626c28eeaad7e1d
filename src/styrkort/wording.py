"""Goals in words, as the table prints them."""

from collections.abc import Mapping
from decimal import Decimal

from styrkort.period import Period, month_name
from styrkort.plans.goals import (
    AtLeast,
    AtMost,
    Between,
    Exactly,
    Goal,
    MeasureRef,
    Towards,
    YesNo,
)
from styrkort.quantities import MINUS, NBSP, decimals_of, format_quantity
from styrkort.terms import Comparison, Fulfilment

__all__ = [
    "WITHHELD",
    "compared_with",
    "dated_text",
    "figure_of",
    "name_of",
    "points",
    "span",
    "stated",
    "target_text",
    "why_no_verdict",
]

WITHHELD = "Visas ej (få personer)"
"""In place of a figure of too few persons."""

_NO_NAMES: Mapping[str, str] = {}


def stated(value: Decimal, unit: str) -> str:
    """A figure of the plan as it is written there, all its decimals, with unit."""
    return format_quantity(value, unit, decimals_of(value))


def target_text(goal: Goal | None, unit: str, names: Mapping[str, str] = _NO_NAMES) -> str:
    """Mål as the table prints it: "Minska (ingångsvärde 5,1 %)", "100 %", "Högst 5 dagar".

    ``names`` gives the name of a measure that the target refers to. A target of zero has no unit,
    as the annex prints it, unless the unit is per cent.
    """
    match goal:
        case None:
            return Fulfilment.NO_TARGET.value
        case AtLeast(target=MeasureRef() as reference):
            return f"Minst utfallet för {name_of(reference, names)}"
        case AtLeast(target=Decimal() as target):
            return stated(target, unit if target or unit == "%" else "")
        case AtMost(target=target):
            return f"Högst {figure_of(target, unit, names)}"
        case Exactly(target=target, tolerance=tolerance):
            margin = f" (±{NBSP}{stated(tolerance, '')})" if tolerance else ""
            figure = figure_of(target, unit, names)
            return figure[0].upper() + figure[1:] + margin
        case Between(lower=lower, upper=upper):
            return span(lower, upper, unit)
        case Towards(direction=direction, baseline=baseline):
            known = f" (ingångsvärde {stated(baseline, unit)})" if baseline is not None else ""
            return direction.value.capitalize() + known
        case YesNo(yes=yes):
            return "Ja" if yes else "Nej"
    raise AssertionError(f"a goal of unknown form: {goal!r}")


def why_no_verdict(
    goal: Goal,
    *,
    in_words: bool = False,
    names: Mapping[str, str] = _NO_NAMES,
    reference_known: bool = True,
) -> str:
    """Why there is no verdict though there is an outcome; Swedish, without a full stop.

    ``goal`` is as the plan states it; ``names`` gives the name of a measure that it refers to, and
    ``reference_known`` says whether that one has an outcome to show this period.
    """
    if in_words:
        return "Utfallet är angivet i ord och behöver en bedömning"
    target = getattr(goal, "target", None)
    if isinstance(target, MeasureRef):
        why = "inte är över noll" if reference_known else "saknas för perioden"
        return f"Målet är utfallet för {name_of(target, names)}, som {why}"
    return "Jämförelsevärde saknas"


def compared_with(
    comparison: Comparison, period: Period, goal: Goal | None, *, available: bool
) -> str:
    """Jämförs med: "Samma period 2021", "Ingångsvärdet, december 2020", "DÅ04 2022"."""
    if not available:
        return "Jämförelsevärde saknas"
    if comparison is Comparison.SAME_PERIOD_LAST_YEAR:
        return f"Samma period {period.year - 1}"
    if comparison is Comparison.PREVIOUS_PERIOD:
        return f"{period.previous.code} {period.previous.year}"
    dated = getattr(goal, "baseline_refers_to", "")
    return f"Ingångsvärdet, {dated_text(dated)}" if dated else "Ingångsvärdet"


def dated_text(dated: str) -> str:
    """The date in words: "december 2020" of "2020-12"; a year alone is itself."""
    return month_name(dated) if "-" in dated else dated


def span(lower: Decimal, upper: Decimal, unit: str) -> str:
    """From the one to the other, "3–5 dagar"; "till" where a minus would run into the dash."""
    if lower == upper:
        return stated(lower, unit)
    first, last = stated(lower, ""), stated(upper, unit)
    return f"{first} till {last}" if MINUS in first + last else f"{first}–{last}"


def name_of(reference: MeasureRef, names: Mapping[str, str]) -> str:
    """The name of the measure that a target refers to; its id if ``names`` hasn't got it."""
    return names.get(reference.id, reference.id)


def figure_of(target: Decimal | MeasureRef, unit: str, names: Mapping[str, str]) -> str:
    """The target with unit, or the outcome that it refers to, in words."""
    if isinstance(target, MeasureRef):
        return f"utfallet för {name_of(target, names)}"
    return stated(target, unit)


def points(difference: Decimal, unit: str) -> str:
    """A difference in the measure's unit: per cent differ by percentage points."""
    if unit != "%":
        return stated(difference, unit)
    return stated(difference, "procentenhet" if str(difference) == "1" else "procentenheter")
