"""A row's delmått put together by its rule: the word or the verdict that they come to."""

from dataclasses import dataclass, replace

from styrkort.composites.parts import Part, Refer, has_data, parts_of, rule_of
from styrkort.composites.results import Files, component_result, of_vote, weighing_of
from styrkort.composites.rules import worst
from styrkort.composites.sentences import rule_text, spelled
from styrkort.composites.votes import Poll, poll
from styrkort.outcomes import Outcomes
from styrkort.resultparts import ComponentResult, Weighing
from styrkort.terms import CompositeRule, Fulfilment
from styrkort.verdicts.evidence import Evidence

__all__ = ["Composed", "compose", "deciding"]


@dataclass(frozen=True, slots=True)
class Composed:
    """Sammanvägd rad: its delmått, and what they come to by the rule."""

    evidence: Evidence
    """What the row is judged by: with the word that its delmått came to, if they came to one."""
    parts: tuple[Part, ...]
    results: tuple[ComponentResult, ...]
    rule: str
    """The rule in words; empty where the row has an outcome of its own."""
    weighing: Weighing | None


def compose(row: Evidence, outcomes: Outcomes, refer: Refer, files: Files) -> Composed | None:
    """The row's delmått put together; None where nothing is known of any and no rule is stated.

    Words or a figure of the row's own win where no rule is stated: its delmått are then shown
    beside them, for information.
    """
    measure = row.measure
    parts = parts_of(row, outcomes, refer)
    if not parts or not (measure.composite or any(_has_data(part, outcomes) for part in parts)):
        return None
    if row.word or row.utfall.value is not None or row.utfall.withheld:
        return _beside(row, parts, files)
    if rule_of(measure) is CompositeRule.WORST:
        return _worst(row, parts, files)
    assert measure.composite  # flest and snitt are always stated
    return _polled(row, poll(row, measure.composite, parts), files)


def _has_data(part: Part, outcomes: Outcomes) -> bool:
    return has_data(part.component.id, part.evidence.utfall, outcomes)


def _beside(row: Evidence, parts: tuple[Part, ...], files: Files) -> Composed:
    own = "Raden har utfall i ord" if row.word else "Raden har ett eget utfall"
    results = tuple(component_result(part, files, says=own, reason=own) for part in parts)
    return Composed(row, parts, results, "", None)


def _worst(row: Evidence, parts: tuple[Part, ...], files: Files) -> Composed:
    results = tuple(
        component_result(
            part,
            files,
            says=part.verdict.value if part.counts else "Vikten är 0",
            judged=part.evidence.goal is not None,
            reason=_why_no_verdict(part),
        )
        for part in parts
    )
    verdict = worst(part.verdict for part in deciding(parts))
    weighing = Weighing(
        rule=CompositeRule.WORST,
        number=None,
        text="",
        working="",
        outcome=verdict.value,
        counted=len(deciding(parts)),
    )
    return Composed(row, parts, results, rule_text(row.measure, row.goal), weighing)


def _why_no_verdict(part: Part) -> str:
    if not part.counts:
        return "Vikten är 0"
    return part.assessment.reason if part.verdict is Fulfilment.UNAVAILABLE else ""


def deciding(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The delmått with a say: those with a goal; where none has one, all that have an outcome."""
    counting = [part for part in parts if part.counts]
    judged = [part for part in counting if part.evidence.goal]
    return tuple(judged or (part for part in counting if part.utfall is not None))


def _polled(row: Evidence, found: Poll, files: Files) -> Composed:
    results = tuple(of_vote(vote, found, files) for vote in found.votes)
    word = "" if found.word is None else spelled(found.word, row.measure.compare_with)
    utfall = row.utfall if word else replace(row.utfall, value=None, reason=_why_silent(found))
    evidence = replace(row, word=word, utfall=utfall)
    weighing = weighing_of(found, word or Fulfilment.UNAVAILABLE.value)
    parts = tuple(vote.part for vote in found.votes)
    return Composed(evidence, parts, results, rule_text(row.measure, row.goal), weighing)


def _why_silent(found: Poll) -> str:
    """Why no delmått says anything, in one clause."""
    reasons = {vote.why_silent for vote in found.votes if vote.part.counts}
    if len(reasons) == 1:
        return f"inget delmått räknas: {reasons.pop()}"
    named = (f"{vote.part.component.name}: {vote.why_silent}" for vote in found.silent)
    return f"inget delmått räknas ({'; '.join(named)})"
