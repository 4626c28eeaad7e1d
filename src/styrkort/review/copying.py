"""Which of others' texts may hold a paragraph of one's own: few are worth reading closely."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from styrkort.reading import Remark
from styrkort.reading.copies import copied

__all__ = ["Shelf", "copies_in", "shelved"]

_WORD = re.compile(r"\w+")
_RUN = 4
"""Words in a row that a copied paragraph must share with its source, somewhere."""

Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Others' texts, each with the runs of words in it, found once."""

    texts: tuple[tuple[str, str, Runs], ...]
    """Label, text, runs."""


def shelved(others: Mapping[str, tuple[str, ...]]) -> Shelf:
    """Label → texts, ready to be searched many times; the same text only where it is first met."""
    met = {text: label for label, texts in reversed([*others.items()]) for text in texts}
    return Shelf(tuple((label, text, _runs(text)) for text, label in met.items()))


def copies_in(source: str, shelf: Shelf) -> Iterator[Remark]:
    """The paragraphs of the markdown that another text has too, word for word."""
    own = _runs(source)
    near: dict[str, list[str]] = {}
    for label, text, runs in shelf.texts:
        if not own.isdisjoint(runs):
            near.setdefault(label, []).append(text)
    if near:
        yield from copied(source, near)


def _runs(text: str) -> Runs:
    words = _WORD.findall(text.casefold())
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))
