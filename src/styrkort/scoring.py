"""Every measure of the plan held against its goal: the results of a period."""

from collections.abc import Mapping
from dataclasses import replace

from styrkort.composites.composing import Composed, compose
from styrkort.composites.conflicts import composite_conflicts
from styrkort.composites.rows import composed_row
from styrkort.plan import Measure, PlannedMeasure
from styrkort.scorecard import Derivation, MeasureResult, UnitResult
from styrkort.scores.basis import Basis
from styrkort.scores.evidences import evidence_of, referred, unit_evidence, units_of
from styrkort.scores.resultlog import log_of
from styrkort.scores.subrows import genders_of, how_of, how_stated
from styrkort.utfall import Utfall
from styrkort.verdicts.evidence import Evidence
from styrkort.verdicts.rows import measure_result, unit_result

__all__ = ["Basis", "conflicts", "log_of", "results_of"]


def conflicts(basis: Basis, name: str) -> list[str]:
    """A message for each due measure that has both words and figures; ``name`` is the file's."""
    doubled = [
        f"{name}, utfall: {measure.id} har ”{basis.word(measure)}” här men också värden i data. "
        "Ta bort det ena."
        for measure in basis.measures
        if basis.due(measure) and basis.word(measure) and _has_figures(basis.in_data(measure))
    ]
    composed = (
        composite_conflicts(measure, basis.period, basis.outcomes, basis.word(measure), name)
        for measure in basis.measures
        if basis.due(measure)
    )
    return [*doubled, *(message for messages in composed for message in messages)]


def _has_figures(utfall: Utfall) -> bool:
    return bool(utfall.places) or utfall.withheld


def results_of(basis: Basis) -> tuple[MeasureResult, ...]:
    """Each measure's row, in plan order."""
    outcomes = {measure.id: basis.utfall(measure) for measure in basis.measures}
    return tuple(_result(basis, planned, outcomes) for planned in basis.plan.planned)


def _result(basis: Basis, planned: PlannedMeasure, outcomes: Mapping[str, Utfall]) -> MeasureResult:
    measure = planned.measure
    evidence = evidence_of(basis, measure, outcomes)
    composed = _composed(basis, evidence, outcomes)
    result = measure_result(
        planned,
        composed.evidence if composed else evidence,
        basis.stated.judgements.get(measure.id),
        _how(basis, evidence),
    )
    if basis.due(measure):
        result = replace(
            result,
            by_unit=_by_unit(basis, measure, outcomes),
            by_gender=genders_of(
                basis, measure, "", _shown_with(measure, evidence, result.decimals)
            ),
        )
    return composed_row(result, composed) if composed else result


def _how(basis: Basis, evidence: Evidence) -> tuple[Derivation, ...]:
    """How the row came about: a person's words stand instead of figures, or beside them."""
    measure = evidence.measure
    stated = how_stated(basis, measure)
    shown = basis.due(measure) and not basis.word(measure)
    return (*how_of(basis, evidence), *stated) if shown else stated


def _composed(basis: Basis, evidence: Evidence, outcomes: Mapping[str, Utfall]) -> Composed | None:
    """What the measure's delmått came to; None where it has none, or isn't followed up now."""
    if not basis.due(evidence.measure):
        return None
    return compose(
        evidence, basis.outcomes, lambda goal: referred(basis, goal, outcomes), basis.files
    )


def _by_unit(
    basis: Basis, measure: Measure, outcomes: Mapping[str, Utfall]
) -> tuple[UnitResult, ...]:
    """Every verksamhet with data or a goal of its own, in the plan's order."""
    return tuple(
        _unit(basis, unit, unit_evidence(basis, measure, unit, outcomes))
        for unit in units_of(basis, measure)
    )


def _unit(basis: Basis, unit: str, evidence: Evidence) -> UnitResult:
    measure = evidence.measure
    result, decimals = unit_result(unit, evidence, how_of(basis, evidence))
    fewest = _shown_with(measure, evidence, decimals)
    return replace(result, by_gender=genders_of(basis, measure, unit, fewest))


def _shown_with(measure: Measure, evidence: Evidence, decimals: int) -> int | None:
    """Decimals for what stands under a row: the row's own, if an outcome gave it any."""
    return measure.decimals if evidence.utfall.value is None else decimals
