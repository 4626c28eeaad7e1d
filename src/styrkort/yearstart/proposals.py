"""Starting values for the new year: what the old year's ÅR came to, as it was shown."""

import re
from typing import NamedTuple

from styrkort.quantities import decimals_of, round_half_up
from styrkort.resultparts import ComponentResult, UnitResult
from styrkort.scorecard import MeasureResult, Report

__all__ = ["Proposal", "proposal"]


class Proposal(NamedTuple):
    """A starting value, or why there is none."""

    value: str
    """As it is to stand in the plan, "6.3"; empty where there is none."""
    why_not: str = ""
    """In Swedish, without a full stop."""
    unrounded: str = ""
    """The outcome with a few decimals more, where the value is rounded; else empty."""
    months: str = ""
    """What it is of where that isn't the whole year: "oktober 2022", "jan–apr av jan–dec"."""


def proposal(
    report: Report | None, measure: str, *, unit: str = "", component: str = ""
) -> Proposal:
    """The year's outcome of a measure, of one of its verksamheter or of one of its delmått.

    Rounded as the report shows it. What is withheld (too few persons) is never proposed.
    """
    if report is None:
        return Proposal("", "årets utfall gick inte att räkna fram")
    result = report.measure(measure)
    if component:
        part = next((part for part in result.parts if part.id == component), None)
        return _of(part) if part else _MISSING
    if unit:
        row = next((row for row in result.by_unit if row.unit == unit), None)
        return _of(row) if row else _MISSING
    if "ÅR" not in result.follow_up:
        return Proposal("", "måttet följs inte upp i ÅR")
    return _of(result)


_MISSING = Proposal("", "årets utfall saknas")


def _of(result: MeasureResult | UnitResult | ComponentResult) -> Proposal:
    if result.withheld:
        return Proposal("", "årets utfall visas inte (få personer)")
    if result.utfall is None:
        return _MISSING
    there = decimals_of(result.utfall)
    decimals = min(_decimals_in(result.utfall_text), there)
    more = min(there, decimals + _MORE) if there > decimals else None
    unrounded = "" if more is None else f"{round_half_up(result.utfall, more):f}"
    value = f"{round_half_up(result.utfall, decimals):f}"
    return Proposal(value, unrounded=unrounded, months=result.outcome_detail)


_MORE = 3
"""Decimals that tell whether a later year is above or below the value that was rounded."""


def _decimals_in(shown: str) -> int:
    """How many decimals the figure is printed with: "6,3 %" has one."""
    found = re.match(r"[^,]*\d,(\d+)", shown)
    return len(found[1]) if found else 0
