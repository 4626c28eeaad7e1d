"""Which measure each sentence of a text speaks of, pronouns and the like followed back."""

from collections.abc import Sequence
from dataclasses import replace

from styrkort.facts import Facts
from styrkort.reading.language.prose import Sentence
from styrkort.reading.language.referring import ANAPHORS, refers_back
from styrkort.reading.naming.mentions import Mention, mentions

__all__ = ["spoken_of"]


def spoken_of(
    sentences: Sequence[Sentence], facts: Facts, about: Sequence[str] = ()
) -> tuple[tuple[Mention, ...], ...]:
    """Each sentence's mentions; where it has none, the measure that it refers back to.

    That is the one last named in the same paragraph, in the lead-in to a list, or in the heading;
    else the only one in the table that the text stands beside (``about``).
    """
    found: list[tuple[Mention, ...]] = []
    last: tuple[Mention, ...] = ()
    heading: tuple[Mention, ...] = ()
    lead = -1
    for sentence, before in zip(sentences, [None, *sentences], strict=False):
        own = mentions(sentence, facts)
        if before is None or before.passage != sentence.passage:
            if before is not None and before.text.endswith(":") and before.kind == "text":
                lead = before.passage
            if not (sentence.kind == "item" and lead >= 0):
                last, lead = heading, -1
        if not own or _may_refer(sentence, own, last):
            own = _referred(sentence, last or _only(about), facts)
        if sentence.kind == "heading":
            heading = own
        elif len({one.measure for one in own}) > 0:
            last = own
        found.append(own)
    return tuple(found)


def _may_refer(sentence: Sentence, own: tuple[Mention, ...], last: tuple[Mention, ...]) -> bool:
    """Whether its only name is a word like "Resultatet", right after another measure was named."""
    alone = len(own) == 1 and not own[0].sure
    word = sentence.text[own[0].start : own[0].end].casefold() if alone else ""
    return word in ANAPHORS and any(one.sure and one.measure != own[0].measure for one in last)


def _only(about: Sequence[str]) -> tuple[Mention, ...]:
    return (Mention(0, 0, about[0], referred=True),) if len(about) == 1 else ()


def _referred(sentence: Sentence, last: tuple[Mention, ...], facts: Facts) -> tuple[Mention, ...]:
    """The measure that a pronoun, "måttet" or a sentence without subject stands for."""
    if len({one.measure for one in last}) != 1:
        return ()
    span = refers_back(sentence.text, facts.measure(last[-1].measure).name)
    if span is None:
        return ()
    named_anew = sentence.text[slice(*span)].casefold() not in ANAPHORS
    sure = last[-1].sure or (named_anew and span[1] > 0)
    return (replace(last[-1], start=span[0], end=span[1], part="", referred=True, sure=sure),)
