"""One outcome held against its goal and its comparison: verdict, trend, and why there is none.

The same for a measure of the whole division and for one verksamhet of it; pure.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from styrkort.fulfilment import attainment, judge, judge_word, outcome_word
from styrkort.plans.goals import Goal, MeasureRef, Towards, reference_of, resolved
from styrkort.precision import default_decimals, shown_decimals
from styrkort.quantities import round_half_up
from styrkort.terms import Arrow, Comparison, Fulfilment, Trend
from styrkort.trend import trend_of, trend_of_word
from styrkort.verdicts.evidence import Evidence
from styrkort.wording import WITHHELD, why_no_verdict

__all__ = ["Assessment", "assess"]

NO_COMPARISON = "Jämförelsevärde saknas"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules alone say of the evidence; judgements and follow-up aren't asked."""

    fulfilment: Fulfilment
    reason: str
    """Why Ej tillgängligt; else empty."""
    trend: Trend
    arrow: Arrow | None
    trend_detail: str
    """Why there is no comparison; else empty."""
    attainment: int | None
    baseline: Decimal | None
    """B that a direction goal was held against; None where it may not be."""
    comparable: bool
    """Whether outcome and comparison may be subtracted."""
    break_shown: bool
    """Whether a break matters to what is shown, so that its note is due."""
    decimals: int


def assess(evidence: Evidence) -> Assessment:
    """Verdict and trend by the rules of DESIGN 3.3, from exact values."""
    if evidence.utfall.value is None and not evidence.word:
        reason = evidence.utfall.reason
        return _without_verdict(reason[:1].upper() + reason[1:], evidence)
    return _of_word(evidence) if evidence.word else _of_number(evidence)


def _without_verdict(reason: str, evidence: Evidence) -> Assessment:
    return Assessment(
        fulfilment=Fulfilment.UNAVAILABLE,
        reason=reason,
        trend=Trend.NONE,
        arrow=None,
        trend_detail="",
        attainment=None,
        baseline=evidence.stated_baseline,
        comparable=False,
        break_shown=False,
        decimals=_decimals(evidence),
    )


def _of_word(evidence: Evidence) -> Assessment:
    """A person's own comparison, which may go across a break; then the break's note is shown."""
    goal, word = evidence.goal, outcome_word(evidence.word)
    fulfilment = judge_word(goal, word)
    trend, arrow = trend_of_word(goal, word)
    unavailable = fulfilment is Fulfilment.UNAVAILABLE and goal is not None
    return Assessment(
        fulfilment=fulfilment,
        reason=why_no_verdict(goal, in_words=True) if unavailable and goal else "",
        trend=trend,
        arrow=arrow,
        trend_detail="",
        attainment=None,
        baseline=evidence.stated_baseline,
        comparable=False,
        break_shown=evidence.comparison_crosses_break,
        decimals=0,
    )


def _of_number(evidence: Evidence) -> Assessment:
    within = evidence.measure.unchanged_within
    baseline = _usable_baseline(evidence)
    goal, utfall = evidence.goal_in_numbers, evidence.utfall.value
    fulfilment = judge(goal, utfall, baseline=baseline, unchanged_within=within)
    broken = _verdict_is_broken(evidence)
    trend, arrow, detail = _trend(evidence)
    return Assessment(
        fulfilment=fulfilment,
        reason=_reason(evidence, broken) if fulfilment is Fulfilment.UNAVAILABLE else "",
        trend=trend,
        arrow=arrow,
        trend_detail=detail,
        attainment=attainment(goal, utfall),
        baseline=baseline,
        comparable=evidence.comparison is not None and trend is not Trend.NOT_COMPARABLE,
        break_shown=broken or _comparison_crosses(evidence),
        decimals=_decimals(evidence),
    )


def _comparison_crosses(evidence: Evidence) -> bool:
    return evidence.comparison is not None and evidence.comparison_crosses_break


def _verdict_is_broken(evidence: Evidence) -> bool:
    """Whether the verdict needs a B on the other side of a break."""
    return (
        isinstance(evidence.goal, Towards)
        and _baseline(evidence) is not None
        and evidence.of_whole_row
        and evidence.baseline_crosses_break
    )


def _baseline(evidence: Evidence) -> Decimal | None:
    """B: ingångsvärde, else what jämför_med names."""
    stated = evidence.stated_baseline
    return evidence.comparison if stated is None else stated


def _usable_baseline(evidence: Evidence) -> Decimal | None:
    if not isinstance(evidence.goal, Towards) or _verdict_is_broken(evidence):
        return None
    return _baseline(evidence)


def _trend(evidence: Evidence) -> tuple[Trend, Arrow | None, str]:
    """Utveckling, the arrow, and why there is none."""
    if evidence.comparison is None:
        return Trend.NONE, None, _why_no_comparison(evidence)
    if evidence.of_whole_row and _comparison_crosses(evidence):
        return Trend.NOT_COMPARABLE, None, ""
    trend, arrow = trend_of(
        evidence.goal_for_trend,
        evidence.utfall.value,
        evidence.comparison,
        unchanged_within=evidence.measure.unchanged_within,
    )
    return trend, arrow, "Ingen riktning är bättre" if trend is Trend.NONE else ""


def _why_no_comparison(evidence: Evidence) -> str:
    if evidence.compared.withheld:
        return f"Jämförelsevärdet: {WITHHELD.lower()}"
    # Last year's value may stand beside it all the same: it isn't what the plan compares with.
    of_plan = evidence.measure.compare_with is Comparison.BASELINE
    return f"{NO_COMPARISON}: inget ingångsvärde i planen" if of_plan else NO_COMPARISON


def _reason(evidence: Evidence, broken: bool) -> str:
    """Why an outcome in numbers has no verdict."""
    if evidence.goal is None:
        return ""
    if broken and evidence.measure.break_:
        return f"Avbrott i serien: {evidence.measure.break_.reason}".rstrip(".")
    if isinstance(evidence.goal, Towards) and evidence.compared.withheld:
        return _why_no_comparison(evidence)
    known = evidence.reference is not None
    return why_no_verdict(evidence.goal, names=dict(evidence.names), reference_known=known)


def _decimals(evidence: Evidence) -> int:
    """So many that what is shown doesn't hide the verdict, the target of a reference included."""
    measure, utfall = evidence.measure, evidence.utfall.value
    stated = None if reference_of(evidence.goal) else evidence.goal
    fewest = measure.decimals
    if fewest is None:
        shown = utfall if utfall is not None else evidence.last_year.value
        fewest = default_decimals(shown, stated)
    if utfall is None:
        return fewest
    fewest = shown_decimals(
        evidence.goal_for_trend,
        utfall,
        comparison=evidence.comparison,
        unchanged_within=measure.unchanged_within,
        decimals=fewest,
    )
    if evidence.goal is None or evidence.reference is None:
        return fewest
    return _until_reference_shows(evidence.goal, evidence.reference, utfall, fewest)


def _until_reference_shows(goal: Goal, target: Decimal, utfall: Decimal, fewest: int) -> int:
    """The fewest decimals with which outcome and target, both rounded, give the exact verdict."""
    if not isinstance(getattr(goal, "target", None), MeasureRef):
        return fewest
    exact = judge(resolved(goal, target), utfall)
    for decimals in count(fewest):
        shown = resolved(goal, round_half_up(target, decimals))
        if judge(shown, round_half_up(utfall, decimals)) == exact:
            return decimals
    raise AssertionError("unreachable: with all their decimals the figures are the exact ones")
