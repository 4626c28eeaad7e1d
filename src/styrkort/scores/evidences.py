"""What the verdict on a measure, or on one verksamhet's part in it, stands on this period."""

from collections.abc import Mapping, Set
from decimal import Decimal

from styrkort.exports.months import same_month_last_year
from styrkort.followup import due_months
from styrkort.plan import Measure
from styrkort.plans.goals import Between, Exactly, Goal, Towards, better_direction, reference_of
from styrkort.reorganisation import moves_of
from styrkort.scores.basis import Basis
from styrkort.terms import Calculation
from styrkort.utfall import Utfall
from styrkort.verdicts.evidence import Evidence

__all__ = ["evidence_of", "referred", "unit_evidence", "units_of"]

Outcomes = Mapping[str, Utfall]
"""The whole division's outcomes by measure id."""


def evidence_of(basis: Basis, measure: Measure, outcomes: Outcomes) -> Evidence:
    """What the whole division's verdict stands on."""
    goal, utfall = measure.target_for(basis.period.code), outcomes[measure.id]
    word = basis.word(measure) if measure.unit != "ja/nej" else ""
    figures = basis.outcomes
    return Evidence(
        measure=measure,
        period=basis.period,
        goal=goal,
        reference=referred(basis, goal, outcomes),
        utfall=Utfall(None, utfall.due) if word else utfall,
        compared=figures.compared(measure, basis.period, utfall),
        word=word,
        names=basis.names,
        last_year=figures.last_year(measure, basis.period, utfall),
        previous=figures.previous(measure, basis.period),
        absent=_absent(basis, measure, utfall),
    )


def unit_evidence(basis: Basis, measure: Measure, unit: str, outcomes: Outcomes) -> Evidence:
    """What a verksamhet's verdict stands on: its own goal, never the division's."""
    whole = measure.target_for(basis.period.code)
    goal = measure.target_for(basis.period.code, unit) if unit in measure.targets_by_unit else None
    utfall, figures = basis.in_data(measure, unit), basis.outcomes
    return Evidence(
        measure=measure,
        period=basis.period,
        goal=goal,
        reference=referred(basis, goal, outcomes, unit, of=measure),
        utfall=utfall,
        compared=figures.compared(measure, basis.period, utfall, unit),
        names=basis.names,
        last_year=figures.last_year(measure, basis.period, utfall, unit),
        previous=figures.previous(measure, basis.period, unit),
        direction_goal=goal or _better_way(measure, whole),
    )


def _better_way(measure: Measure, whole: Goal | None) -> Goal | None:
    """The division's goal as far as it says which way is better for a part of the division."""
    if isinstance(whole, Between | Exactly):
        # How near a part comes to a sum that is meant for the whole says nothing.
        summed = measure.calculation in (Calculation.SUM, Calculation.ROLLING12)
        return None if summed or reference_of(whole) else whole
    better = better_direction(whole)
    return None if better is None else Towards(direction=better)


def referred(
    basis: Basis,
    goal: Goal | None,
    outcomes: Outcomes,
    unit: str = "",
    of: Measure | None = None,
) -> Decimal | None:
    """The outcome that the goal refers to; None where it isn't shown this period.

    A verksamhet's goal refers to its own figure in the other measure where that has one, else to
    the division's, unless that is a sum of verksamheter.
    """
    id = reference_of(goal)
    if id is None or not basis.due(basis.plan.measure(id)):
        return None
    whole = outcomes[id]
    if not unit or (of and of.id == id):
        return whole.value
    own = basis.in_data(basis.plan.measure(id), unit)
    if own.value is not None or own.withheld:
        return own.value
    summed = whole.denominator is None and any(name for name, _ in whole.places)
    return None if summed else whole.value


def units_of(basis: Basis, measure: Measure) -> tuple[str, ...]:
    """The verksamheter that have data this period or last year's, or a goal of their own.

    In the plan's order; where it lists none, those with a goal first, then those in the data.
    """
    months = set(due_months(measure, basis.period))
    months |= set(map(same_month_last_year, months))
    named = _units_in_data(basis, measure, months)
    goals = tuple(measure.targets_by_unit)
    order = basis.plan.units or (*goals, *sorted(named - set(goals)))
    return tuple(unit for unit in order if unit in named or unit in goals)


def _units_in_data(basis: Basis, measure: Measure, months: Set[str]) -> set[str]:
    observations = basis.observations.of(measure.id)
    return {item.unit for item in observations if item.unit and item.month in months}


def _ended(basis: Basis) -> set[str]:
    """Verksamheter whose work another has taken over by the period's end."""
    last = basis.period.months[-1]
    return {move.before for move in moves_of(basis.plan) if move.since <= last}


def _absent(basis: Basis, measure: Measure, utfall: Utfall) -> tuple[str, ...]:
    """Verksamheter that a pooled outcome lacks altogether: they were there last year, or what
    they have now is no whole (women alone).
    """
    there = {name for name, _ in utfall.places}
    if not there - {""}:
        return ()
    now = _units_in_data(basis, measure, set(utfall.due))
    before = _units_in_data(basis, measure, set(map(same_month_last_year, utfall.due)))
    lacking = (now | before - _ended(basis)) - there
    return tuple(sorted(lacking.intersection(basis.plan.units or lacking)))
