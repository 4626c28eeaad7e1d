"""One measure's plan, figures and words → its MeasureResult: what stands, and in which words."""

from decimal import Decimal
from typing import Any

from styrkort.fulfilment import standing_fulfilment
from styrkort.period import PERIOD_CODES
from styrkort.plan import Measure, PlannedMeasure
from styrkort.scorecard import Derivation, Judgement, MeasureResult, UnitResult
from styrkort.terms import Fulfilment
from styrkort.utfall import Utfall
from styrkort.verdicts.assessment import Assessment, assess
from styrkort.verdicts.comparisons import compared_values
from styrkort.verdicts.evidence import Evidence
from styrkort.verdicts.shown import (
    Shown,
    baseline_text,
    change_of,
    change_text,
    comparison_refers_to,
    notes,
    outcome_detail,
    used_bound,
)
from styrkort.verdicts.zones import target_zone
from styrkort.wording import stated

__all__ = ["measure_result", "next_follow_ups", "unit_result"]


def measure_result(
    planned: PlannedMeasure,
    evidence: Evidence,
    judgement: Judgement | None,
    how: tuple[Derivation, ...] = (),
) -> MeasureResult:
    """The measure's row. Not followed up this period: nothing of the evidence is shown."""
    due = planned.measure.followed_up(evidence.period.code)
    evidence = evidence if due else _unseen(evidence)
    shown = Shown(evidence, assess(evidence))
    return MeasureResult(
        **_of_plan(planned),
        **_of_figures(shown),
        **_of_verdict(shown, judgement, due),
        by_unit=(),
        compared=compared_values(shown) if due else (),
        partial=evidence.partial,
        derivations=how,
        withheld=evidence.utfall.withheld,
        sensitive=planned.measure.sensitive,
    )


def _of_plan(planned: PlannedMeasure) -> dict[str, Any]:
    """What the plan states, whatever the outcome."""
    measure = planned.measure
    return {
        "id": measure.id,
        "name": measure.name,
        "unit": measure.unit,
        "kind": measure.kind,
        "components": tuple(component.name for component in measure.components),
        "perspective": planned.perspective,
        "also_in": measure.also_in,
        "objective": planned.objective,
        "success_factor": planned.success_factor,
        "service_category": measure.service_category,
        "follow_up": measure.follow_up,
        "source": measure.source,
        "definition": measure.definition,
        "responsible": measure.responsible,
        "must_be_commented": measure.comment_required,
    }


def _of_figures(shown: Shown) -> dict[str, Any]:
    """Goal, outcome and comparison, exact and as printed."""
    evidence, measure = shown.evidence, shown.evidence.measure
    return {
        "target_text": shown.target_text,
        "utfall": evidence.utfall.value,
        "utfall_text": shown.utfall_text,
        "outcome_detail": outcome_detail(evidence),
        "comparison": evidence.comparison,
        "comparison_text": shown.comparison_text,
        "comparison_refers_to": comparison_refers_to(evidence),
        "change_text": change_text(shown),
        "change": change_of(shown),
        "baseline": evidence.stated_baseline,
        "baseline_text": baseline_text(evidence),
        "decimals": shown.assessment.decimals,
        "zone": target_zone(
            shown.goal,
            measure.unit,
            baseline=shown.baseline,
            unchanged_within=measure.unchanged_within,
        ),
    }


def _of_verdict(shown: Shown, judgement: Judgement | None, due: bool) -> dict[str, Any]:
    """What stands, what the rules alone say, and why."""
    assessment = shown.assessment
    judged = judgement.fulfilment if judgement else None
    stands = standing_fulfilment(assessment.fulfilment, due=due, judged=judged)
    return {
        "attainment": assessment.attainment,
        "fulfilment": stands,
        "computed_fulfilment": standing_fulfilment(assessment.fulfilment, due=due),
        "fulfilment_detail": _fulfilment_detail(shown, stands, judgement),
        "trend": assessment.trend,
        "arrow": assessment.arrow,
        "trend_detail": assessment.trend_detail,
        "judgement": judgement,
        "reason": assessment.reason if stands is Fulfilment.UNAVAILABLE else "",
        "notes": notes(shown.evidence, assessment, judgement),
        "bound": used_bound(shown, judged=judgement is not None),
    }


def unit_result(
    unit: str, evidence: Evidence, how: tuple[Derivation, ...] = ()
) -> tuple[UnitResult, int]:
    """One verksamhet's outcome held against its own goal, and the row's decimals."""
    assessment = assess(evidence)
    shown = Shown(evidence, assessment)
    own_goal = unit in evidence.measure.targets_by_unit
    result = UnitResult(
        unit=unit,
        target_text=shown.target_text,
        utfall=evidence.utfall.value,
        utfall_text=shown.utfall_text,
        fulfilment=assessment.fulfilment,
        detail=_attainment_text(assessment) or assessment.reason,
        bound=used_bound(shown, judged=False) if own_goal else None,
        trend=assessment.trend,
        arrow=assessment.arrow,
        trend_detail=assessment.trend_detail,
        outcome_detail=outcome_detail(evidence),
        change_text=change_text(shown),
        change=change_of(shown),
        compared=compared_values(shown),
        derivations=how,
        withheld=evidence.utfall.withheld,
        own_goal=own_goal,
    )
    return result, assessment.decimals


def _unseen(evidence: Evidence) -> Evidence:
    """The evidence of a measure that isn't followed up: what has arrived is left aside."""
    return Evidence(
        evidence.measure,
        evidence.period,
        evidence.goal,
        evidence.reference,
        Utfall(None),
        Utfall(None),
        names=evidence.names,
    )


def _fulfilment_detail(shown: Shown, stands: Fulfilment, judgement: Judgement | None) -> str:
    if judgement:
        return "Bedömd"
    if stands is Fulfilment.NOT_MEASURED:
        follow_ups = next_follow_ups(shown.evidence.measure, shown.evidence.period.code)
        return f"Följs upp {', '.join(follow_ups)}"
    return _attainment_text(shown.assessment)


def _attainment_text(assessment: Assessment) -> str:
    if assessment.attainment is None:
        return ""
    return f"Uppfyllelsegrad {stated(Decimal(assessment.attainment), '%')}"


def next_follow_ups(measure: Measure, code: str) -> tuple[str, ...]:
    """The follow-ups left of the year; the next year's where there is none left."""
    later = PERIOD_CODES[PERIOD_CODES.index(code) + 1 :]
    left = tuple(each for each in measure.follow_up if each in later)
    return left or measure.follow_up
