"""Each delmått as the report prints it, and what they came to, to be worked out again by hand."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from styrkort.amounts import as_decimal
from styrkort.composites.parts import Part
from styrkort.composites.rules import change_in_percent
from styrkort.composites.sentences import spelled
from styrkort.composites.votes import Poll, Vote
from styrkort.derivations import derivations
from styrkort.quantities import MINUS, NBSP, decimals_of, format_number, format_quantity
from styrkort.resultparts import ComponentResult, Derivation, Weighing
from styrkort.terms import CompositeRule, OutcomeWord
from styrkort.verdicts.evidence import Evidence
from styrkort.verdicts.shown import (
    change_text,
    comparison_refers_to,
    outcome_detail,
    used_bound,
)
from styrkort.wording import WITHHELD

__all__ = ["Files", "component_result", "of_vote", "weighing_of", "with_sign"]

Files = Mapping[str, str]
"""SHA-256 of the inputs by name, for how a figure came about."""

_CONTRIBUTIONS = {OutcomeWord.INCREASE: 1, OutcomeWord.LEVEL: 0, OutcomeWord.DECREASE: -1}


def component_result(
    part: Part,
    files: Files,
    *,
    says: str,
    contribution: Decimal | None = None,
    judged: bool = False,
    reason: str = "",
    percent_decimals: int = 1,
) -> ComponentResult:
    """The delmått's figures; ``judged`` where it was held against a goal of its own or the row's.

    ``reason`` is why it says nothing, as it stands on a line of its own.
    """
    evidence, shown = part.evidence, part.shown
    return ComponentResult(
        **_of_plan(part),
        **_of_comparison(part, percent_decimals),
        utfall=part.utfall,
        utfall_text=WITHHELD if evidence.utfall.withheld else shown.utfall_text,
        outcome_detail=outcome_detail(evidence),
        fulfilment=part.verdict,
        trend=part.assessment.trend,
        arrow=part.assessment.arrow,
        says=says,
        reason=reason,
        contribution=contribution,
        target_text=shown.target_text if judged else "",
        bound=used_bound(shown, judged=False) if judged and evidence.goal else None,
        derivations=_derivations(evidence, files),
        withheld=evidence.utfall.withheld,
    )


def _of_plan(part: Part) -> dict[str, Any]:
    return {
        "id": part.component.id,
        "name": part.component.name,
        "unit": part.component.unit,
        "operation": part.component.operation or "",
        "direction": part.better,
        "weight": part.component.weight,
    }


def _of_comparison(part: Part, decimals: int) -> dict[str, Any]:
    percent = _percent(part)
    return {
        "comparison": part.evidence.comparison,
        "comparison_text": _comparison_text(part),
        "comparison_refers_to": comparison_refers_to(part.evidence),
        "change_text": change_text(part.shown),
        "change_percent": None if percent is None else as_decimal(percent),
        "change_percent_text": "" if percent is None else with_sign(percent, decimals, "%"),
    }


def _derivations(evidence: Evidence, files: Files) -> tuple[Derivation, ...]:
    compared_with = evidence.measure.compare_with.value.capitalize()
    figures = (("Utfall", evidence.utfall), (compared_with, evidence.compared))
    return derivations(evidence.measure, figures, files)


def _percent(part: Part) -> Fraction | None:
    if part.utfall is None or part.comparison is None or part.component.unit == "ja/nej":
        return None
    return change_in_percent(part.utfall, part.comparison)


def _comparison_text(part: Part) -> str:
    if part.evidence.compared.withheld:
        return WITHHELD
    return part.shown.comparison_text or "–"


def of_vote(vote: Vote, poll: Poll, files: Files) -> ComponentResult:
    """The delmått with what it said to the rule."""
    share = None if vote.change is None else as_decimal(vote.change)
    reason = vote.why_silent[:1].upper() + vote.why_silent[1:]
    if reason:
        says = reason
    elif vote.word:
        says = spelled(vote.word, vote.part.evidence.measure.compare_with)
        share = Decimal(_CONTRIBUTIONS[vote.word])
    else:
        says = with_sign(vote.change or Fraction(0), poll.decimals, "%")
    return component_result(
        vote.part,
        files,
        says=says,
        contribution=share,
        reason=reason,
        percent_decimals=poll.decimals if poll.rule is CompositeRule.MEAN else 1,
    )


def weighing_of(poll: Poll, outcome: str) -> Weighing:
    """Balance or mean with its working: "(2 − 1) / 3"."""
    return Weighing(
        rule=poll.rule,
        number=None if poll.number is None else as_decimal(poll.number),
        text=_sum_text(poll),
        working=_working(poll),
        outcome=outcome,
        counted=len(poll.heard),
    )


def _sum_text(poll: Poll) -> str:
    if poll.number is None:
        return ""
    if poll.rule is CompositeRule.MOST:
        return f"Balans {with_sign(poll.number, poll.decimals, '')}"
    return f"Medelvärde {with_sign(poll.number, poll.decimals, '%')}"


def _working(poll: Poll) -> str:
    """The weights of each side over all weights, or each change times its weight."""
    if not poll.heard:
        return ""
    weights = [vote.part.component.weight for vote in poll.heard]
    whole = _plain(sum(weights, Decimal(0)))
    if poll.rule is CompositeRule.MOST:
        ups, downs = (
            _weight_of(poll, word) for word in (OutcomeWord.INCREASE, OutcomeWord.DECREASE)
        )
        return f"({_plain(ups)} {MINUS} {_plain(downs)}) / {whole}"
    terms = (_term(vote, poll.decimals, set(weights) != {Decimal(1)}) for vote in poll.heard)
    return f"({' + '.join(terms)}) / {whole}"


def _weight_of(poll: Poll, word: OutcomeWord) -> Decimal:
    said = (vote.part.component.weight for vote in poll.heard if vote.word is word)
    return sum(said, Decimal(0))


def _term(vote: Vote, decimals: int, weighed: bool) -> str:
    change = format_number(as_decimal(vote.change or Fraction(0)), decimals)
    change = f"({change})" if change.startswith(MINUS) else change
    return f"{_plain(vote.part.component.weight)} · {change}" if weighed else change


def _plain(number: Decimal) -> str:
    number = Decimal(f"{number.normalize():f}")
    return format_number(number, decimals_of(number)).replace(" ", NBSP)


def with_sign(number: Fraction, decimals: int, unit: str) -> str:
    """As "+1,3 %", "−0,33", "0,0 %"; half up."""
    text = format_quantity(as_decimal(number), unit, decimals)
    rises = number > 0 and any(digit in "123456789" for digit in text)
    return f"+{text}" if rises else text
