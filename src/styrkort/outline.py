"""The plan's outline and the period file's words as the Report holds them."""

from collections.abc import Iterable

from styrkort import scorecard
from styrkort.periodfile import PeriodInput
from styrkort.plan import Measure, Perspective, Plan, PlannedMeasure
from styrkort.plans.fields import slug
from styrkort.quantities import decimals_of, format_quantity
from styrkort.scorecard import ExtraValue, PerspectiveResult

__all__ = ["extra_values_of", "perspectives_of"]


def perspectives_of(plan: Plan, stated: PeriodInput) -> tuple[PerspectiveResult, ...]:
    """The plan's perspectives, each with its own measures and those it shows too."""
    return tuple(
        PerspectiveResult(
            name=perspective.name,
            slug=perspective.slug,
            description=perspective.description,
            objectives=_objectives(plan, perspective, stated),
            comment=stated.comments.get(perspective.name, ""),
        )
        for perspective in plan.perspectives
    )


def _objectives(
    plan: Plan, perspective: Perspective, stated: PeriodInput
) -> tuple[scorecard.Objective, ...]:
    judgements = stated.judgements
    objectives = [
        scorecard.Objective(
            id=objective.id,
            name=objective.name,
            success_factors=tuple(
                scorecard.SuccessFactor(factor.name, _ids(factor.measures))
                for factor in objective.success_factors
            ),
            judgement=judgements.get(objective.id),
        )
        for objective in perspective.objectives
    ]
    for planned in plan.planned:
        if perspective.name in planned.measure.also_in:
            objectives = _with_shared(objectives, planned)
    return tuple(objectives)


def _ids(measures: Iterable[Measure]) -> tuple[str, ...]:
    return tuple(measure.id for measure in measures)


def _with_shared(
    objectives: list[scorecard.Objective], planned: PlannedMeasure
) -> list[scorecard.Objective]:
    """The objectives with another perspective's measure filed where names agree, else last."""
    if not objectives:
        return [_objective_for(planned)]
    at = _where(objectives, planned)
    chosen = objectives[at]
    names = [factor.name for factor in chosen.success_factors]
    factors = list(chosen.success_factors)
    if planned.success_factor in names:
        place = names.index(planned.success_factor)
        ids = (*factors[place].measures, planned.measure.id)
        factors[place] = scorecard.SuccessFactor(planned.success_factor, ids)
    else:
        factors.append(scorecard.SuccessFactor(planned.success_factor, (planned.measure.id,)))
    filed = scorecard.Objective(chosen.id, chosen.name, tuple(factors), chosen.judgement)
    return [*objectives[:at], filed, *objectives[at + 1 :]]


def _where(objectives: list[scorecard.Objective], planned: PlannedMeasure) -> int:
    """Index of the objective with the success factor's name; with its own name; else the last."""
    for at, objective in enumerate(objectives):
        if planned.success_factor in [factor.name for factor in objective.success_factors]:
            return at
    names = [objective.name for objective in objectives]
    return names.index(planned.objective) if planned.objective in names else len(names) - 1


def _objective_for(planned: PlannedMeasure) -> scorecard.Objective:
    """A perspective without goals of its own shows the measure under the goal it comes from."""
    factor = scorecard.SuccessFactor(planned.success_factor, (planned.measure.id,))
    return scorecard.Objective(slug(planned.objective), planned.objective, (factor,), None)


def extra_values_of(stated: PeriodInput) -> tuple[ExtraValue, ...]:
    """Övriga värden: figures that the words may quote, as they are stated."""
    return tuple(
        ExtraValue(
            name=name,
            value=extra.value,
            text=format_quantity(extra.value, extra.unit, decimals_of(extra.value)),
            basis=extra.basis,
        )
        for name, extra in stated.extra_values.items()
    )
