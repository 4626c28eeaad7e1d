"""Two texts held together: which paragraphs differ, and in them which words."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from styrkort.changes.model import Piece
from styrkort.terms import ChangeKind

__all__ = ["compared", "whole"]

Pieces = tuple[Piece, ...]

_ALIKE = 0.4
"""From this share of common words on, two paragraphs are one that was changed."""
_CRUMB = 8
"""Signs of standing words between two changes that are read as part of them."""
_WORTH_LEAVING_OUT = 160
"""Signs of unchanged sentences from which on they are left out, marked."""
_LEFT_OUT = "…"
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-ZÅÄÖ”])")


def whole(text: Sequence[str], kind: ChangeKind | None) -> tuple[Pieces, ...]:
    """Paragraphs that were put in, taken out or moved as they are."""
    return tuple((Piece(paragraph, kind),) for paragraph in text)


def compared(before: Sequence[str], after: Sequence[str]) -> tuple[Pieces, ...]:
    """The paragraphs that differ, changed ones word by word, in the order that they are read."""
    found: list[Pieces] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag != "equal":
            found += _paired(before[i1:i2], after[j1:j2])
    return tuple(found)


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Pieces]:
    """Each new paragraph beside the first earlier one that it is made of; the rest as they are."""
    start, come = 0, list[str]()
    for paragraph in after:
        like = next((n for n in range(start, len(before)) if _alike(before[n], paragraph)), None)
        if like is None:
            come.append(paragraph)
            continue
        yield from whole(before[start:like], ChangeKind.REMOVED)
        yield from whole(come, ChangeKind.ADDED)
        yield _word_by_word(before[like], paragraph)
        start, come = like + 1, []
    yield from whole(before[start:], ChangeKind.REMOVED)
    yield from whole(come, ChangeKind.ADDED)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(" "), other.split(" "), False).ratio() >= _ALIKE


def _word_by_word(before: str, after: str) -> Pieces:
    """The later paragraph with what was taken out of the earlier one where it stood."""
    then, now = before.split(" "), after.split(" ")
    runs: list[tuple[list[str], list[str]]] = []
    standing: list[list[str]] = [[]]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, then, now, False).get_opcodes():
        if tag == "equal" and not (
            runs and i2 < len(then) and j2 < len(now) and _crumb(then[i1:i2])
        ):
            standing[-1] += then[i1:i2]
        elif runs and not standing[-1]:
            runs[-1][0].extend(then[i1:i2])
            runs[-1][1].extend(now[j1:j2])
        else:
            runs.append((then[i1:i2], now[j1:j2]))
            standing.append([])
    return tuple(_pieces(runs, standing))


def _crumb(words: Sequence[str]) -> bool:
    return len(" ".join(words)) <= _CRUMB


def _pieces(runs: list[tuple[list[str], list[str]]], standing: list[list[str]]) -> Iterator[Piece]:
    for number, words in enumerate(standing):
        if words:
            yield Piece(_shortened(" ".join(words), number > 0, number < len(runs)))
        if number < len(runs):
            taken, put = (" ".join(part) for part in runs[number])
            if taken:
                yield Piece(taken, ChangeKind.REMOVED)
            if put:
                yield Piece(put, ChangeKind.ADDED)


def _shortened(text: str, changed_before: bool, changed_after: bool) -> str:
    """Standing words without the sentences that no change touches, where those are long."""
    sentences = _SENTENCE_END.split(text)
    first, last = int(changed_before), len(sentences) - int(changed_after)
    between = " ".join(sentences[first:last])
    if len(between) < _WORTH_LEAVING_OUT:
        return text
    return " ".join([*sentences[:first], _LEFT_OUT, *sentences[last:]])
