"""Which measures count, and how many of each verdict: what tables, figures and sentences share."""

from collections.abc import Iterable

from styrkort.scorecard import MeasureResult, Objective, PerspectiveResult, Report
from styrkort.terms import Fulfilment, MeasureKind

__all__ = [
    "VERDICTS",
    "counted",
    "followed_up",
    "of_verdict",
    "own_measures",
    "shared_measures",
    "shown_measures",
    "shown_under",
]

VERDICTS = (
    Fulfilment.MET,
    Fulfilment.PARTLY,
    Fulfilment.NOT_MET,
    Fulfilment.UNAVAILABLE,
    Fulfilment.NOT_MEASURED,
    Fulfilment.NO_TARGET,
)
"""The verdicts in the order that tables and sentences count them."""

Measures = tuple[MeasureResult, ...]


def counted(measures: Iterable[MeasureResult]) -> Measures:
    """Those with a say in counts: styrmått, not kontrollmått."""
    return tuple(one for one in measures if one.kind is MeasureKind.STEERING)


def followed_up(measures: Iterable[MeasureResult]) -> Measures:
    """Those that this report follows up: all but the ones of another period."""
    return tuple(one for one in measures if one.fulfilment is not Fulfilment.NOT_MEASURED)


def of_verdict(measures: Iterable[MeasureResult], verdict: Fulfilment) -> Measures:
    """Those with this verdict."""
    return tuple(one for one in measures if one.fulfilment is verdict)


def own_measures(report: Report, perspective: PerspectiveResult) -> Measures:
    """The measures counted in this perspective, kontrollmått too, in plan order."""
    return tuple(one for one in report.measures if one.perspective == perspective.name)


def shown_under(report: Report, objective: Objective) -> Measures:
    """The measures in a strategic objective's table, in its order."""
    ids = (id for factor in objective.success_factors for id in factor.measures)
    return tuple(report.measure(id) for id in ids)


def shown_measures(report: Report, perspective: PerspectiveResult) -> Measures:
    """The measures in a perspective's tables: its own and those of others that it shows too."""
    return tuple(
        one for objective in perspective.objectives for one in shown_under(report, objective)
    )


def shared_measures(report: Report, perspective: PerspectiveResult) -> Measures:
    """The measures shown in this perspective and counted in another."""
    return tuple(
        one for one in shown_measures(report, perspective) if one.perspective != perspective.name
    )
