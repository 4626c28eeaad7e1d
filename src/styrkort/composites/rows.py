"""The row of the table as it stands when its delmått have been put together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from styrkort.composites.composing import Composed, deciding
from styrkort.composites.parts import Part
from styrkort.composites.rules import common_trend, worst
from styrkort.resultparts import Bound, ComponentResult, Derivation, Weighing
from styrkort.scorecard import MeasureResult, Note
from styrkort.terms import CompositeRule, Fulfilment, Trend
from styrkort.verdicts.shown import break_note

__all__ = ["composed_row"]

_NOTE = "Delmått"
_EACH = "Varje delmått för sig"


def composed_row(result: MeasureResult, composed: Composed) -> MeasureResult:
    """The row with its delmått; where the worst of them decides, with their figures and verdict."""
    found = replace(
        result,
        parts=composed.results,
        rule=composed.rule,
        weighing=composed.weighing,
        sensitive=any(part.evidence.measure.sensitive for part in composed.parts),
    )
    if composed.weighing is None:
        return found
    found = replace(
        found, partial=_by_name((p.component.name, p.evidence.partial) for p in composed.parts)
    )
    months = _by_name((result.name, result.outcome_detail) for result in composed.results)
    if composed.weighing.rule is CompositeRule.WORST:
        return replace(found, **_of_worst(found, composed), outcome_detail=months)
    detail = "; ".join(words for words in (_heard(composed), months) if words)
    left_out = _left_out(composed)
    return replace(
        found,
        outcome_detail=detail if composed.evidence.word else "",
        reason=_reason_of_word(result, composed),
        derivations=(*result.derivations, _derivation(composed.rule, composed.weighing)),
        notes=(*found.notes, *left_out),
    )


def _of_worst(row: MeasureResult, composed: Composed) -> Mapping[str, Any]:
    """What the delmått give a row that the worst of them decides."""
    results = composed.results
    verdict = worst(part.verdict for part in deciding(composed.parts))
    stands = row.judgement.fulfilment if row.judgement else verdict
    trend, arrow = common_trend(
        (part.assessment.trend, part.assessment.arrow) for part in composed.parts if part.counts
    )
    return {
        "target_text": _targets(row, results),
        "utfall_text": _outcomes(results),
        "comparison_text": _joined_if_all(_compared(result) for result in results),
        "change_text": _joined_if_all(result.change_text for result in results),
        "fulfilment": stands,
        "computed_fulfilment": verdict,
        "fulfilment_detail": row.fulfilment_detail if row.judgement else "",
        "reason": _reason(composed) if stands is Fulfilment.UNAVAILABLE else "",
        "trend": trend,
        "arrow": arrow,
        "trend_detail": _why_no_trend(composed) if trend is Trend.NONE else "",
        "notes": (*row.notes, *_break(row, composed), _each(results)),
        "bound": row.bound if row.judgement else _bound(row, results),
        "derivations": (*row.derivations, _derivation(composed.rule, composed.weighing)),
        "withheld": all(result.withheld for result in results),
        "zone": None,
        "attainment": None,
    }


def _reason_of_word(row: MeasureResult, composed: Composed) -> str:
    """Why a word that was computed has no verdict: nobody has stated it, so nobody forgot to."""
    if not row.reason or not composed.evidence.word:
        return row.reason
    return f"Delmåtten ger {composed.evidence.word}; målet att behålla kräver då en bedömning"


def _derivation(rule: str, weighing: Weighing | None) -> Derivation:
    """How the row came about of its delmått, whose own figures stand with them."""
    worked = f"{weighing.text} = {weighing.working}. " if weighing and weighing.working else ""
    return Derivation(
        of="Sammanvägning av delmått",
        value=weighing.number if weighing else None,
        formula=(worked + rule).rstrip("."),
        numerator=None,
        denominator=None,
        parts=(),
        sources=(),
    )


def _outcomes(results: Iterable[ComponentResult]) -> str:
    """Every delmått's outcome with its unit: "12 st; 3,4 %"."""
    texts = [result.utfall_text for result in results]
    none = Fulfilment.UNAVAILABLE.value
    return none if all(text == none for text in texts) else "; ".join(texts)


def _targets(row: MeasureResult, results: Iterable[ComponentResult]) -> str:
    """The row's goal; each delmått's where any has another than the row states."""
    texts = [result.target_text or Fulfilment.NO_TARGET.value for result in results]
    if row.target_text.startswith(texts[0]) and len(set(texts)) == 1:
        return row.target_text
    return texts[0] if len(set(texts)) == 1 else "; ".join(texts)


def _compared(result: ComponentResult) -> str:
    return "" if result.comparison is None else result.comparison_text


def _joined_if_all(texts: Iterable[str]) -> str:
    texts = tuple(texts)
    return "; ".join(texts) if all(texts) else ""


def _by_name(details: Iterable[tuple[str, str]]) -> str:
    """What is said of the delmått: once where it is the same of all, else by name."""
    told = tuple(details)
    if len({words for _, words in told}) == 1:
        return told[0][1]
    return "; ".join(f"{name}: {words}" for name, words in told if words)


def _reason(composed: Composed) -> str:
    """How many delmått have no verdict, and why; the row's note says which."""
    parts = deciding(composed.parts)
    silent = [part for part in parts if part.verdict is Fulfilment.UNAVAILABLE]
    return _told(silent, parts) if silent else "Inget delmått har utfall"


def _told(silent: Sequence[Part], parts: Sequence[Part]) -> str:
    """As in: "1 av 2 delmått: avbrott i serien"; short enough for a narrow column."""
    reasons = {part.why_none or _lower(part.assessment.reason) for part in silent}
    why = reasons.pop() if len(reasons) == 1 else "utfall eller jämförelse saknas"
    if len(silent) == len(parts):
        return why[:1].upper() + why[1:]
    return f"{len(silent)} av {len(parts)} delmått: {why}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _why_no_trend(composed: Composed) -> str:
    parts = [part for part in composed.parts if part.counts]
    trends = {part.assessment.trend for part in parts}
    if {Trend.IMPROVED, Trend.DETERIORATED} <= trends:
        return "Delmåtten går åt olika håll"
    if any(part.utfall is None for part in parts):
        return ""
    missing = [part for part in parts if part.why_none]
    if not missing:
        return "Ingen riktning är bättre"
    return _told(missing, parts)


def _break(row: MeasureResult, composed: Composed) -> tuple[Note, ...]:
    """The note of a break that matters to some delmått, once."""
    if any(note.symbol for note in row.notes):
        return ()
    matters = any(part.assessment.break_shown for part in composed.parts)
    return break_note(composed.evidence.measure) if matters else ()


def _each(results: Iterable[ComponentResult]) -> Note:
    """What each delmått came to, so that the row's figures have their names."""
    return Note(_NOTE, " ".join(f"{one.name}: {_came_to(one)}." for one in results))


def _came_to(result: ComponentResult) -> str:
    why = f" ({_lower(result.reason)})" if result.reason and result.weight else ""
    if result.utfall_text == result.says:
        return _lower(result.says) + why
    return f"{_lower(result.utfall_text)}, {_lower(result.says)}{why}"


def _bound(row: MeasureResult, results: tuple[ComponentResult, ...]) -> Bound:
    """The legend's row: each delmått has limits of its own, where it is held against a goal."""
    if not any(result.bound for result in results):
        return row.bound
    compared = {result.bound.compared_with for result in results if result.bound}
    return Bound(_EACH, _EACH, compared.pop() if len(compared) == 1 else _EACH)


def _heard(composed: Composed) -> str:
    """How many delmått count, where not all do: "3 av 4 delmått"."""
    all = len([part for part in composed.parts if part.counts])
    counted = composed.weighing.counted if composed.weighing else all
    return "" if counted == all else f"{counted} av {all} delmått"


def _left_out(composed: Composed) -> tuple[Note, ...]:
    """Which delmått don't count, and why."""
    silent = [result for result in composed.results if result.reason]
    if not silent or not composed.weighing or not composed.weighing.counted:
        return ()
    named = "; ".join(f"{result.name} ({_lower(result.reason)})" for result in silent)
    return (Note(_NOTE, f"Räknas inte: {named}."),)
