"""Every measure of the plan held against its goal: the results, and what the log says of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from styrkort.measures import Utfall, compared, utfall_of
from styrkort.observations import Observations
from styrkort.period import Period
from styrkort.periodfile import PeriodInput
from styrkort.plan import Measure, Plan
from styrkort.plans.goals import Goal, reference_of
from styrkort.quantities import decimals_of, format_quantity
from styrkort.scorecard import MeasureResult, UnitResult
from styrkort.terms import Calculation
from styrkort.verdicts.evidence import Evidence
from styrkort.verdicts.rows import measure_result, next_follow_ups, unit_result

__all__ = ["Basis", "conflicts", "log_of", "results_of"]

_ANSWERS = {"Ja": Decimal(1), "Nej": Decimal(0)}


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a period's results stand on."""

    plan: Plan
    period: Period
    stated: PeriodInput
    observations: Observations

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The plan's measures, each once, in its order."""
        return tuple(planned.measure for planned in self.plan.planned)

    def in_data(self, measure: Measure, unit: str = "") -> Utfall:
        """What the data say of the measure, or of a verksamhet's part in it."""
        return utfall_of(measure, self.observations.of(measure.id), self.period, unit)

    def utfall(self, measure: Measure) -> Utfall:
        """The measure's outcome in numbers: of the data, or a ja or nej stated in words."""
        answer = _ANSWERS.get(self.word(measure)) if measure.unit == "ja/nej" else None
        if answer is None:
            return self.in_data(measure)
        last = self.period.months[-1]
        return Utfall(answer, (last,), (("", last),))

    def word(self, measure: Measure) -> str:
        """Utfall i ord as the period file states it; empty if it doesn't."""
        return self.stated.outcome_words.get(measure.id, "")

    def due(self, measure: Measure) -> bool:
        """Whether the measure is followed up this period."""
        return measure.followed_up(self.period.code)


def conflicts(basis: Basis, name: str) -> list[str]:
    """A message for each due measure that has both words and figures; ``name`` is the file's."""
    return [
        f"{name}, utfall: {measure.id} har ”{basis.word(measure)}” här men också värden i data. "
        "Ta bort det ena."
        for measure in basis.measures
        if basis.due(measure) and basis.word(measure) and basis.in_data(measure).places
    ]


def results_of(basis: Basis) -> tuple[MeasureResult, ...]:
    """Each measure's row, in plan order."""
    outcomes = {measure.id: basis.utfall(measure) for measure in basis.measures}
    judgements = basis.stated.judgements
    return tuple(
        measure_result(
            planned,
            _evidence(basis, planned.measure, outcomes),
            judgements.get(planned.measure.id),
            _by_unit(basis, planned.measure, outcomes) if basis.due(planned.measure) else (),
        )
        for planned in basis.plan.planned
    )


def _evidence(basis: Basis, measure: Measure, outcomes: Mapping[str, Utfall]) -> Evidence:
    goal, utfall = measure.target_for(basis.period.code), outcomes[measure.id]
    word = basis.word(measure) if measure.unit != "ja/nej" else ""
    observations = basis.observations.of(measure.id)
    return Evidence(
        measure=measure,
        period=basis.period,
        goal=goal,
        reference=_referred(basis, goal, outcomes),
        utfall=Utfall(None, utfall.due) if word else utfall,
        compared=compared(measure, observations, basis.period, utfall),
        word=word,
        names=_names(basis),
    )


def _by_unit(
    basis: Basis, measure: Measure, outcomes: Mapping[str, Utfall]
) -> tuple[UnitResult, ...]:
    """The verksamheter that have a goal of their own, in the plan's order."""
    return tuple(
        unit_result(unit, _unit_evidence(basis, measure, unit, outcomes))
        for unit in measure.targets_by_unit
    )


def _unit_evidence(
    basis: Basis, measure: Measure, unit: str, outcomes: Mapping[str, Utfall]
) -> Evidence:
    goal, utfall = measure.target_for(basis.period.code, unit), basis.in_data(measure, unit)
    observations = basis.observations.of(measure.id)
    return Evidence(
        measure=measure,
        period=basis.period,
        goal=goal,
        reference=_referred(basis, goal, outcomes),
        utfall=utfall,
        compared=compared(measure, observations, basis.period, utfall, unit),
        names=_names(basis),
    )


def _referred(basis: Basis, goal: Goal | None, outcomes: Mapping[str, Utfall]) -> Decimal | None:
    """The outcome that the goal refers to; None where it isn't shown this period."""
    id = reference_of(goal)
    if id is None or not basis.due(basis.plan.measure(id)):
        return None
    return outcomes[id].value


def _names(basis: Basis) -> tuple[tuple[str, str], ...]:
    return tuple((measure.id, measure.name) for measure in basis.measures)


def log_of(basis: Basis) -> tuple[str, ...]:
    """What arrived and isn't shown, what is missing, and judgements out of season."""
    lines = [
        line
        for measure in basis.measures
        for line in (_due_log(basis, measure) if basis.due(measure) else _early_log(basis, measure))
    ]
    return (*lines, *_component_log(basis))


def _due_log(basis: Basis, measure: Measure) -> list[str]:
    utfall = basis.in_data(measure)
    if measure.calculation is Calculation.LATEST or not utfall.gaps:
        return []
    return [f"{measure.id}: värden finns för {utfall.gaps}."]


def _early_log(basis: Basis, measure: Measure) -> list[str]:
    """A measure that isn't followed up now but of which something has arrived all the same."""
    utfall, word = basis.in_data(measure), basis.word(measure)
    next_time = ", ".join(next_follow_ups(measure, basis.period.code))
    why = f"styrmåttet följs inte upp {basis.period.code} utan {next_time}"
    lines = []
    if utfall.value is not None:
        value = format_quantity(utfall.value, measure.unit, min(decimals_of(utfall.value), 4))
        lines.append(f"{measure.id}: värdet {value} visas inte, för {why}.")
    elif utfall.places:
        lines.append(f"{measure.id}: värden i data visas inte, för {why}.")
    if word:
        lines.append(f"{measure.id}: utfallet ”{word}” visas inte, för {why}.")
    if measure.id in basis.stated.judged:
        lines.append(f"{measure.id}: bedömningen gäller, fast {why}.")
    return lines


def _component_log(basis: Basis) -> list[str]:
    return [
        f"{component.id}: delmåttets värden i data visas inte; raden {measure.id} har ett utfall."
        for measure in basis.measures
        for component in measure.components
        if basis.observations.of(component.id)
    ]
