"""Flest and snitt: what each delmått says of the row, and the word that they come to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import count

from styrkort.amounts import as_decimal
from styrkort.composites.parts import Part, better_of_row
from styrkort.composites.rules import (
    balance,
    change_in_percent,
    mean,
    said_by,
    signed,
    turned,
    word_of,
)
from styrkort.plan import Composite
from styrkort.plans.goals import Towards
from styrkort.quantities import decimals_of, round_half_up
from styrkort.terms import CompositeRule, Direction, OutcomeWord
from styrkort.trend import trend_of_word
from styrkort.verdicts.evidence import Evidence

__all__ = ["Poll", "Vote", "poll"]

_MOST_DECIMALS = 6
"""More than this helps no reader; then only the sum's own figure is made to show the word."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What one delmått says of the row."""

    part: Part
    word: OutcomeWord | None
    """Flest: Ökning, Minskning or I nivå as seen from the row; None where it says nothing."""
    change: Fraction | None
    """Snitt: change in percent as seen from the row; None where it says nothing."""
    why_silent: str
    """Why it says nothing, without a full stop; else empty."""


@dataclass(frozen=True, slots=True)
class Poll:
    """What the delmått say together."""

    rule: CompositeRule
    votes: tuple[Vote, ...]
    number: Fraction | None
    """The balance (flest, −1 to 1) or the mean (snitt, percent); None where none says anything."""
    word: OutcomeWord | None
    decimals: int
    """Decimals with which the number, and snitt's changes, show what the word rests on."""

    @property
    def heard(self) -> tuple[Vote, ...]:
        """Those that say something."""
        return tuple(vote for vote in self.votes if not vote.why_silent)

    @property
    def silent(self) -> tuple[Vote, ...]:
        """Those that don't, and don't count."""
        return tuple(vote for vote in self.votes if vote.why_silent)


def poll(row: Evidence, composite: Composite, parts: tuple[Part, ...]) -> Poll:
    """The delmått heard by the stated rule, flest or snitt."""
    better = better_of_row(row.goal)
    if composite.rule is CompositeRule.MOST:
        votes = tuple(_vote(part, composite, better) for part in parts)
        pairs = [(vote.word, vote.part.component.weight) for vote in votes if vote.word]
        number, limit = balance(pairs) if pairs else None, composite.limit
        decimals = _decimals(number, limit, 2)
    else:
        votes = tuple(_change(part, better) for part in parts)
        changes = _changes(votes)
        number, limit = mean(changes) if changes else None, composite.unchanged_within
        decimals = _decimals_of_mean(changes, limit)
    word = None if number is None else word_of(number, limit)
    return Poll(composite.rule, votes, number, word, decimals)


def _why_silent(part: Part) -> str:
    return part.why_none if part.counts else "vikten är 0"


def _vote(part: Part, composite: Composite, row: Direction) -> Vote:
    if _why_silent(part) or part.utfall is None or part.comparison is None:
        return Vote(part, None, None, _why_silent(part))
    word = _said(part, composite, part.utfall, part.comparison)
    trend, arrow = trend_of_word(Towards(direction=part.better), word)
    decimals = _telling_decimals(part, composite, word)
    assessment = replace(part.assessment, trend=trend, arrow=arrow, decimals=decimals)
    part = replace(part, assessment=assessment)
    return Vote(part, turned(word, part.better, row), None, "")


def _said(part: Part, composite: Composite, utfall: Decimal, comparison: Decimal) -> OutcomeWord:
    return said_by(
        utfall,
        comparison,
        within=part.component.unchanged_within,
        percent=composite.unchanged_within,
    )


def _telling_decimals(part: Part, composite: Composite, word: OutcomeWord) -> int:
    """The fewest decimals whose figures, both rounded, say what the exact ones do."""
    utfall, comparison = part.utfall or Decimal(0), part.comparison or Decimal(0)
    fewest = part.assessment.decimals
    most = max(fewest, decimals_of(utfall), decimals_of(comparison))
    for decimals in range(fewest, most):
        shown = round_half_up(utfall, decimals), round_half_up(comparison, decimals)
        if _said(part, composite, *shown) is word:
            return decimals
    return most


def _change(part: Part, row: Direction) -> Vote:
    if _why_silent(part) or part.utfall is None or part.comparison is None:
        return Vote(part, None, None, _why_silent(part))
    change = change_in_percent(part.utfall, part.comparison)
    if change is None:
        return Vote(part, None, None, "jämförelsevärdet är 0")
    return Vote(part, None, signed(change, part.better, row), "")


def _changes(votes: tuple[Vote, ...]) -> list[tuple[Fraction, Decimal]]:
    return [(vote.change, vote.part.component.weight) for vote in votes if vote.change is not None]


def _decimals_of_mean(changes: list[tuple[Fraction, Decimal]], limit: Decimal) -> int:
    """So many that the changes as shown, weighed together by hand, give the mean as shown."""
    if not changes:
        return 1
    exact = mean(changes)
    fewest = _decimals(exact, limit, 1)

    def by_hand(decimals: int) -> bool:
        shown = [(_rounded(change, decimals), weight) for change, weight in changes]
        return _rounded(mean(shown), decimals) == _rounded(exact, decimals)

    tried = range(fewest, max(fewest, _MOST_DECIMALS) + 1)
    return next((decimals for decimals in tried if by_hand(decimals)), fewest)


def _decimals(number: Fraction | None, limit: Decimal, fewest: int) -> int:
    """The fewest decimals, ``fewest`` at least, with which the number keeps its side of ±limit."""
    fewest = max(fewest, decimals_of(limit))
    if number is None:
        return fewest
    word = word_of(number, limit)
    telling: Iterator[int] = (
        decimals for decimals in count(fewest) if word_of(_rounded(number, decimals), limit) is word
    )
    return next(telling)


def _rounded(number: Fraction, decimals: int) -> Fraction:
    return Fraction(round_half_up(as_decimal(number), decimals))
