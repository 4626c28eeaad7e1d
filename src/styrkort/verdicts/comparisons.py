"""Jämförelser side by side: same period last year, previous period, ingångsvärde."""

from styrkort.exports.months import span_text
from styrkort.followup import previous_follow_up
from styrkort.resultparts import Compared
from styrkort.terms import Comparison
from styrkort.utfall import Utfall
from styrkort.verdicts.evidence import Evidence
from styrkort.verdicts.shown import Shown, baseline_text
from styrkort.wording import WITHHELD, dated_text

__all__ = ["compared_values", "previous_name"]

NO_VALUE = "–"
_BROKEN = "avbrott i serien"


def compared_values(shown: Shown) -> tuple[Compared, ...]:
    """The three values that stand beside the outcome, each with what it is of or why it isn't."""
    evidence = shown.evidence
    last_year, previous = evidence.last_year, evidence.previous
    return (
        _of_data(shown, Comparison.SAME_PERIOD_LAST_YEAR, last_year, _months(last_year)),
        _of_data(shown, Comparison.PREVIOUS_PERIOD, previous, _follow_up(evidence)),
        _baseline(evidence),
    )


def previous_name(evidence: Evidence) -> str:
    """The previous follow-up: "DÅ04 2022"."""
    before = previous_follow_up(evidence.measure, evidence.period)
    return f"{before.code} {before.year}"


def _months(utfall: Utfall) -> str:
    return span_text(utfall.months, year=True)


def _follow_up(evidence: Evidence) -> str:
    """The previous follow-up, with what it is of where that isn't everything."""
    name, gaps = previous_name(evidence), evidence.previous.gaps
    return f"{name} ({gaps})" if gaps else name


def _of_data(shown: Shown, kind: Comparison, utfall: Utfall, refers_to: str) -> Compared:
    if utfall.withheld:
        return Compared(kind, None, WITHHELD, "", _sentence(utfall.reason))
    if utfall.value is None:
        return Compared(kind, None, NO_VALUE, "", _why_none(shown.evidence, utfall))
    crosses = shown.evidence.crosses_break(utfall.months[0]) if utfall.months else False
    of = f"{refers_to}, {_BROKEN}" if crosses and shown.evidence.of_whole_row else refers_to
    return Compared(kind, utfall.value, shown.quantity(utfall.value), of, "")


def _why_none(evidence: Evidence, utfall: Utfall) -> str:
    if evidence.measure.components and not utfall.places:
        return "Raden består av delmått"
    if evidence.word and not utfall.places:
        return "Utfallet är angivet i ord"
    return _sentence(utfall.reason or "uppgift saknas")


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]


def _baseline(evidence: Evidence) -> Compared:
    value, kind = evidence.stated_baseline, Comparison.BASELINE
    if value is None:
        return Compared(kind, None, NO_VALUE, "", "Planen anger inget ingångsvärde")
    dated = getattr(evidence.goal, "baseline_refers_to", "")
    return Compared(kind, value, baseline_text(evidence), dated_text(dated) if dated else "", "")
