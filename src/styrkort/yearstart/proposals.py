"""Starting values for the new year: what the old year's ÅR came to, as it was shown."""

import re
from decimal import Decimal
from typing import NamedTuple

from styrkort.quantities import decimals_of, round_half_up
from styrkort.scorecard import Report

__all__ = ["Proposal", "proposal"]


class Proposal(NamedTuple):
    """A starting value, or why there is none."""

    value: str
    """As it is to stand in the plan, "6.3"; empty where there is none."""
    why_not: str = ""
    """In Swedish, without a full stop."""


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
        return _of(part.utfall, part.utfall_text, part.withheld) if part else _MISSING
    if unit:
        row = next((row for row in result.by_unit if row.unit == unit), None)
        return _of(row.utfall, row.utfall_text, row.withheld) if row else _MISSING
    if "ÅR" not in result.follow_up:
        return Proposal("", "måttet följs inte upp i ÅR")
    return _of(result.utfall, result.utfall_text, result.withheld)


_MISSING = Proposal("", "årets utfall saknas")


def _of(utfall: Decimal | None, shown: str, withheld: bool) -> Proposal:
    if withheld:
        return Proposal("", "årets utfall visas inte (få personer)")
    if utfall is None:
        return _MISSING
    decimals = min(_decimals_in(shown), decimals_of(utfall))
    return Proposal(f"{round_half_up(utfall, decimals):f}")


def _decimals_in(shown: str) -> int:
    """How many decimals the figure is printed with: "6,3 %" has one."""
    found = re.match(r"[^,]*\d,(\d+)", shown)
    return len(found[1]) if found else 0
