"""One row's figures and words as they are printed: mål, utfall, jämförelse, noter, gränser."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from styrkort.amounts import as_decimal
from styrkort.exports.months import span_text
from styrkort.followup import previous_follow_up
from styrkort.period import month_name
from styrkort.plan import Break, Measure
from styrkort.plans.goals import Goal, reference_of, resolved
from styrkort.quantities import NBSP, format_change, format_quantity, round_half_up
from styrkort.scorecard import Bound, Judgement, Note
from styrkort.terms import Calculation, Comparison, Fulfilment, Trend
from styrkort.verdicts.assessment import Assessment
from styrkort.verdicts.bounds import bound
from styrkort.verdicts.evidence import Evidence
from styrkort.wording import WITHHELD, compared_with, dated_text, points, stated, target_text

__all__ = [
    "Shown", "baseline_text", "break_note", "change_text", "comparison_refers_to", "notes",
    "outcome_detail", "used_bound",
]  # fmt: skip

BREAK_SYMBOL = "ej-jamforbar"


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures of one row as they are printed."""

    evidence: Evidence
    assessment: Assessment

    def quantity(self, value: Decimal | None) -> str:
        """A computed figure with unit, as precise as the row's verdict needs; empty if none."""
        if value is None:
            return ""
        return format_quantity(value, self.evidence.measure.unit, self.assessment.decimals)

    @property
    def goal(self) -> Goal | None:
        """The goal with figures that are fit to print: a referred outcome is rounded."""
        goal, reference = self.evidence.goal, self.evidence.reference
        if goal is None or reference is None:
            return goal
        return resolved(goal, round_half_up(reference, self.assessment.decimals))

    @property
    def target_text(self) -> str:
        """Mål; with the figure in brackets where it is another measure's outcome."""
        evidence = self.evidence
        text = target_text(evidence.goal, evidence.measure.unit, dict(evidence.names))
        known = reference_of(evidence.goal) and evidence.reference is not None
        return f"{text} ({self.quantity(evidence.reference)})" if known else text

    @property
    def utfall_text(self) -> str:
        """Utfall: a number, a person's words, or why there is none."""
        if self.evidence.word:
            return self.evidence.word
        if self.evidence.utfall.withheld:
            return WITHHELD
        return self.quantity(self.evidence.utfall.value) or Fulfilment.UNAVAILABLE.value

    @property
    def comparison_text(self) -> str:
        """The comparison with unit: computed ones rounded, the plan's own as it is written."""
        comparison = self.evidence.comparison
        if comparison is None:
            return WITHHELD if self.evidence.compared.withheld else ""
        if self.evidence.measure.compare_with is Comparison.BASELINE:
            return stated(comparison, self.evidence.measure.unit)
        return self.quantity(comparison)

    @property
    def baseline(self) -> Decimal | None:
        """B as it is shown; None where there is none, or none that may be used."""
        value = self.assessment.baseline
        if value is None or value == self.evidence.stated_baseline:
            return value
        return round_half_up(value, self.assessment.decimals)


def outcome_detail(evidence: Evidence) -> str:
    """The months that the outcome is of, where they aren't the period's own."""
    utfall, calculation = evidence.utfall, evidence.measure.calculation
    if utfall.value is None or evidence.word or not utfall.months:
        return ""
    if calculation is Calculation.LATEST:
        latest = utfall.months[-1]
        return "" if latest == evidence.period.months[-1] else month_name(latest)
    if calculation is Calculation.ROLLING12:
        return span_text(utfall.months)
    return evidence.partial


def comparison_refers_to(evidence: Evidence) -> str:
    if evidence.comparison is None:
        return ""
    if evidence.measure.compare_with is Comparison.BASELINE:
        return Comparison.BASELINE.value
    return span_text(evidence.compared.months, year=True)


def change_of(shown: Shown) -> Decimal | None:
    """Förändring, exact; None where outcome and comparison can't be subtracted."""
    utfall, comparison = shown.evidence.utfall.value, shown.evidence.comparison
    if utfall is None or comparison is None or not shown.assessment.comparable:
        return None
    if shown.evidence.measure.unit == "ja/nej":
        return None
    return as_decimal(Fraction(utfall) - Fraction(comparison))


def change_text(shown: Shown) -> str:
    """Förändring as printed; empty where there is none."""
    change, unit = change_of(shown), shown.evidence.measure.unit
    return "" if change is None else format_change(change, unit, shown.assessment.decimals)


def baseline_text(evidence: Evidence) -> str:
    baseline = evidence.stated_baseline
    return "" if baseline is None else stated(baseline, evidence.measure.unit)


def notes(
    evidence: Evidence, assessment: Assessment, judgement: Judgement | None
) -> tuple[Note, ...]:
    found = []
    if judgement:
        found.append(Note("Bedömd", f"av {judgement.by}: {_sentence(judgement.reason)}"))
    found += break_note(evidence.measure) if assessment.break_shown else ()
    remarks = _remarks(evidence)
    return (*found, Note("Not", remarks)) if remarks else tuple(found)


def break_note(measure: Measure) -> tuple[Note, ...]:
    """The note of a break in the series, if the plan states one."""
    if measure.break_ is None:
        return ()
    text = _break_text(measure, measure.break_)
    return (Note("Avbrott i serien", text, BREAK_SYMBOL),)


def _break_text(measure: Measure, break_: Break) -> str:
    names = {component.id: component.name for component in measure.components}
    name = names.get(break_.component or "", "")
    return f"{name}: {_sentence(break_.reason)}" if name else _sentence(break_.reason)


def _remarks(evidence: Evidence) -> str:
    """What the reader must know of the baseline's date and of the measure itself."""
    dated = getattr(evidence.goal, "baseline_refers_to", "")
    parts = [f"Ingångsvärdet avser {dated_text(dated)}." if dated else ""]
    parts += [
        evidence.measure.description,
        evidence.measure.basis and f"Bas: {evidence.measure.basis}",
    ]
    return " ".join(_sentence(part) for part in parts if part)


def _sentence(text: str) -> str:
    """The text on one line, ending as a sentence."""
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


def used_bound(shown: Shown, judged: bool) -> Bound:
    evidence, measure = shown.evidence, shown.evidence.measure
    return bound(
        shown.goal,
        measure.unit,
        _compared_text(shown),
        judged=judged,
        baseline=shown.baseline,
        unchanged_within=measure.unchanged_within,
        comparison=measure.compare_with,
        names=dict(evidence.names),
    )


def _compared_text(shown: Shown) -> str:
    """Jämförs med, in the legend, with the limit of what counts as unchanged."""
    if shown.assessment.trend is Trend.NOT_COMPARABLE:
        return "Ej jämförbart, avbrott i serien"
    text, measure = _compared_name(shown), shown.evidence.measure
    if shown.evidence.comparison is None or not measure.unchanged_within:
        return text
    return f"{text}; oförändrat inom ±{NBSP}{points(measure.unchanged_within, measure.unit)}"


def _compared_name(shown: Shown) -> str:
    evidence, measure = shown.evidence, shown.evidence.measure
    available = evidence.comparison is not None or bool(evidence.word)
    if available and measure.compare_with is Comparison.PREVIOUS_PERIOD:
        previous = previous_follow_up(measure, evidence.period)
        return f"{previous.code} {previous.year}"
    return compared_with(measure.compare_with, evidence.period, evidence.goal, available=available)
