"""A whole text read: every remark in it, and the measures that it speaks of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from styrkort.facts import Facts
from styrkort.inline import quoted
from styrkort.reading.dates.dating import date_remarks
from styrkort.reading.directions.turning import direction_remarks
from styrkort.reading.language.pointers import points_elsewhere
from styrkort.reading.language.prose import Sentence, prose
from styrkort.reading.language.referring import ANAPHORS
from styrkort.reading.naming.mentions import Mention
from styrkort.reading.naming.speaking import spoken_of
from styrkort.reading.numbers.amounts import number_remarks
from styrkort.reading.numbers.ownvalues import own_outcomes
from styrkort.reading.remarks import Remark
from styrkort.reading.sums.adding import sum_remarks

__all__ = ["named", "points_for_all", "read"]

_ALL: Final = re.compile(
    r"(?<!\w)(?:övriga|samtliga|alla|andra|resterande|måtten|styrmåtten|perspektivet\w*)(?!\w)",
    re.IGNORECASE,
)


def read(
    source: str, names: Mapping[str, str], facts: Facts, about: Sequence[str] = ()
) -> tuple[Remark, ...]:
    """Everything in the markdown that doesn't agree with the facts or with itself, in text order.

    ``names`` are the inline values as the report prints them; ``about`` the ids of the measures in
    the table that the text stands beside.
    """
    sentences = prose(source, names)
    spoken = spoken_of(sentences, facts, about)
    found: list[Remark] = []
    for n, (sentence, said) in enumerate(zip(sentences, spoken, strict=True)):
        remarks = _remarks(sentence, said, facts, _following(sentences, n))
        found += sorted(remarks, key=lambda one: sentence.text.find(one.words))
    return tuple(found)


def _remarks(
    sentence: Sentence, said: Sequence[Mention], facts: Facts, following: str
) -> Iterator[Remark]:
    yield from number_remarks(sentence, said, facts)
    yield from direction_remarks(sentence, said, facts)
    yield from sum_remarks(sentence)
    if sentence.kind != "table":
        shown = own_outcomes(sentence, said, facts)
        yield from date_remarks(
            sentence.text,
            facts,
            following=following,
            names_measure=bool(said),
            shown=tuple(sentence.text[start:end] for start, end in shown),
            own_months="; ".join(facts.measure(one.measure).outcome_detail for one in said),
        )


def _following(sentences: Sequence[Sentence], n: int) -> str:
    """The next sentence of the same paragraph, empty where this one is its last; of a list's item
    the items beside it, which may tell of other periods in a row."""
    this, after = sentences[n], sentences[n + 1 : n + 2]
    if after and after[0].passage == this.passage:
        return after[0].text
    beside = [*after, *sentences[max(0, n - 1) : n]] if this.kind == "item" else []
    return " ".join(one.text for one in beside if one.kind == "item" and ":" in one.text)


def named(source: str, names: Mapping[str, str], facts: Facts) -> tuple[str, ...]:
    """The ids of what the text quotes inline or names in its words, each once, in order."""
    spoken = spoken_of(prose(source, names), facts)
    said = [one.measure for sentence in spoken for one in sentence]
    return tuple(dict.fromkeys([*quoted(source, names), *said]))


def points_for_all(source: str, facts: Facts) -> bool:
    """Whether a sentence says that the main report comments on more than the measures it names.

    "Sjukfrånvaron kommenteras i delårsrapporten" is of that measure alone; "Se delårsrapporten"
    and "Övriga mått kommenteras i delårsrapporten" are of the whole table.
    """
    sentences = prose(source, {})
    return any(
        points_elsewhere(one.text, facts.period)
        and (bool(_ALL.search(one.text)) or not _names_one(one, said))
        for one, said in zip(sentences, spoken_of(sentences, facts), strict=True)
    )


def _names_one(sentence: Sentence, said: Sequence[Mention]) -> bool:
    """Whether a measure is named outright, not by a word that may stand for any or all."""
    return any(
        one.sure
        and not one.referred
        and sentence.text[one.start : one.end].casefold() not in ANAPHORS
        for one in said
    )
