"""Paragraphs that stand word for word in another report as well."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from styrkort.reading.language.pointers import points_elsewhere
from styrkort.reading.language.prose import Sentence, prose
from styrkort.reading.remarks import Remark
from styrkort.terms import FindingKind

__all__ = ["copied"]

_FEWEST_WORDS: Final = 10
"""Anyone may happen on the same few words."""
_FORMULA: Final = re.compile(
    r"(?:perspektivet\s+[\w/]+\s+(?:visar|beskriver|samlar|handlar|omfattar|har)"
    r"|(?:samma\s+modell|regionfullmäktige\s+har|måluppfyllelsen\s+följs\s+upp)"
    r"|region(?:en)?\s+(?:\w+\s+)?(?:tillämpar|använder)\s+balanserad\s+styrning)(?!\w)",
    re.IGNORECASE,
)
"""How every division's report says what the perspectives are and when goals are followed up."""
_SHOWN: Final = 120


def copied(source: str, others: Mapping[str, Iterable[str]]) -> Iterator[Remark]:
    """Each paragraph of the markdown that another text has too, word for word.

    ``others`` are texts by whose they are ("Regionservice DÅ08 2022"). Markdown's marks, spaces,
    signs and capitals aside; sentences that quote values are written anew at each run, and are let
    be, as are pointers to other reports and what every report says of the perspectives.
    """
    known = [(label, _paragraphs(text)) for label, texts in others.items() for text in texts]
    for paragraph in _paragraphs(source):
        own = [_words(one) for one in paragraph if not _is_anyones(one)]
        if sum(map(len, own)) < _FEWEST_WORDS:
            continue
        holders = (label for label, those in known if any(_has(own, one) for one in those))
        if label := next(holders, ""):
            yield _remark(" ".join(one.text for one in paragraph), label)


def _paragraphs(source: str) -> list[list[Sentence]]:
    """The sentences of each paragraph and list item; headings and tables are nobody's words."""
    sentences = (one for one in prose(source, {}) if one.kind in ("text", "item"))
    return [list(group) for _, group in groupby(sentences, key=lambda one: one.passage)]


def _is_anyones(sentence: Sentence) -> bool:
    return (
        "{eval}" in sentence.text
        or points_elsewhere(sentence.text)
        or bool(_FORMULA.match(sentence.text))
    )


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", sentence.text.casefold()))


def _has(own: list[tuple[str, ...]], paragraph: list[Sentence]) -> bool:
    """Whether a paragraph says these sentences, in this order, and nothing of its own besides."""
    theirs = [_words(one) for one in paragraph if not _is_anyones(one)]
    rest = iter(theirs)
    return len(theirs) - len(own) in (0, 1) and all(one in rest for one in own)


def _remark(paragraph: str, label: str) -> Remark:
    shown = paragraph if len(paragraph) <= _SHOWN else paragraph[: _SHOWN - 1].rstrip() + "…"
    return Remark(
        kind=FindingKind.COPY,
        quote=paragraph,
        words=shown,
        value=f"Samma stycke finns i {label}",
        message=f"Stycket står ord för ord i {label}.",
        remedy="Skriv det som gäller den här divisionen och perioden, eller ta bort stycket.",
    )
