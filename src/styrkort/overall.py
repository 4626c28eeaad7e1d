"""Samlad bedömning: what a strategic goal's measures suggest. The judgement is a person's."""

from collections.abc import Iterable
from dataclasses import replace

from styrkort.resultparts import Suggestion
from styrkort.scorecard import MeasureResult, Objective, PerspectiveResult
from styrkort.terms import Fulfilment, MeasureKind

__all__ = ["RULE", "suggestion", "with_suggestions"]

_MET, _PARTLY, _NOT_MET = (
    f"”{verdict.value}”" for verdict in (Fulfilment.MET, Fulfilment.PARTLY, Fulfilment.NOT_MET)
)

RULE = (
    f"Beräknat förslag: {_MET} när varje styrmått med omdöme har {_MET}, {_NOT_MET} när fler än "
    f"hälften har {_NOT_MET}, annars {_PARTLY}. Styrmått som inte kunde prövas mot ett mål räknas "
    "inte, och inte heller kontrollmått. Förslaget är ingen bedömning."
)
"""The rule as the report prints it."""


def suggestion(measures: Iterable[MeasureResult]) -> Suggestion | None:
    """What the verdicts of a goal's own measures suggest; None where it has no styrmått.

    All met: Uppfyllt. More than half not met: Ej uppfyllt. Else Delvis uppfyllt. Only those held
    against a goal, by the rules or by a person, have a say.
    """
    verdicts = [one.fulfilment for one in measures if one.kind is MeasureKind.STEERING]
    if not verdicts:
        return None
    judged = [verdict for verdict in verdicts if verdict.judged_against_target]
    counts = tuple((verdict, verdicts.count(verdict)) for verdict in Fulfilment)
    return Suggestion(
        fulfilment=_suggested(judged),
        rule=RULE,
        counts=tuple((verdict, number) for verdict, number in counts if number),
        rests_on=f"{len(judged)} av {len(verdicts)} styrmått",
    )


def _suggested(judged: list[Fulfilment]) -> Fulfilment | None:
    if not judged:
        return None
    if judged.count(Fulfilment.MET) == len(judged):
        return Fulfilment.MET
    most_not_met = 2 * judged.count(Fulfilment.NOT_MET) > len(judged)
    return Fulfilment.NOT_MET if most_not_met else Fulfilment.PARTLY


def with_suggestions(
    perspectives: tuple[PerspectiveResult, ...], measures: tuple[MeasureResult, ...]
) -> tuple[PerspectiveResult, ...]:
    """The perspectives, each goal with the suggestion of the measures that are counted there."""
    return tuple(
        replace(
            perspective,
            objectives=tuple(
                replace(one, suggestion=suggestion(_own(one, perspective, measures)))
                for one in perspective.objectives
            ),
        )
        for perspective in perspectives
    )


def _own(
    objective: Objective, perspective: PerspectiveResult, measures: tuple[MeasureResult, ...]
) -> tuple[MeasureResult, ...]:
    """The measures counted under the goal; those that visas_även shows there are counted at home.

    Goals are told apart by their measures' ids: two of them may have the same name.
    """
    ids = {id for factor in objective.success_factors for id in factor.measures}
    return tuple(one for one in measures if one.id in ids and one.perspective == perspective.name)
