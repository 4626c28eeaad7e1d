"""Omorganisation: verksamheter that took over from others, by the plan's value maps with dates.

Before and after such a move the division is the same whole, though no verksamhet is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from styrkort.exports.months import shifted
from styrkort.plan import Plan
from styrkort.plans.sourceplan import Translation

__all__ = ["Move", "excused", "moves_of", "whole_of"]

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """Byte: a code that meant one verksamhet means another from a month on."""

    before: str
    after: str
    since: str
    """Från och med: "2022-05"."""


def moves_of(plan: Plan) -> tuple[Move, ...]:
    """Every move that the plan's källor tell of."""
    maps = (source.translations.get("verksamhet", {}) for source in plan.sources)
    moves = (move for codes in maps for meanings in codes.values() for move in _moves(meanings))
    return tuple(dict.fromkeys(moves))


def _moves(meanings: Iterable[Translation]) -> Iterable[Move]:
    in_time = sorted(meanings, key=lambda one: (one.from_ or "", one.through or "9999-12"))
    for before, after in pairwise(in_time):
        since = after.from_ or (shifted(before.through, 1) if before.through else "")
        if since and before.value and after.value and before.value != after.value:
            yield Move(before.value, after.value, since)


def whole_of(unit: str, month: str, moves: Iterable[Move]) -> frozenset[str]:
    """The verksamheter that share what this one's work has been part of, up to the month."""
    whole = {unit}
    done = [move for move in moves if move.since <= month]
    while (
        more := {
            name
            for move in done
            if whole & {move.before, move.after}
            for name in (move.before, move.after)
        }
        - whole
    ):
        whole |= more
    return frozenset(whole)


def excused(places: Iterable[Place], due: Iterable[str], moves: Iterable[Move]) -> frozenset[Place]:
    """Verksamheter and months that no figure is missing of: it had ended, or not begun."""
    there, months = set(places), tuple(due)
    found: set[Place] = set()
    for move in moves:
        after = {(move.before, month) for month in months if month >= move.since}
        ahead = {(move.after, month) for month in months if month < move.since}
        for names in (after, ahead):
            if not names & there:
                found |= names
    return frozenset(found)
