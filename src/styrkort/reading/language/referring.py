"""Sentences that speak of a measure without naming it."""

import re
from typing import Final

from styrkort.reading.language.stems import listed, words_of

__all__ = ["ANAPHORS", "refers_back"]

_LONG = 7
"""So many letters of a name's word that begin another leave no doubt of which is meant."""

ANAPHORS: Final = listed(
    "den det detta denna måttet mätvärdet nyckeltalet indikatorn styrmåttet utfallet värdet"
    " resultatet andelen antalet nivån siffran ökningen minskningen förändringen avvikelsen"
    " förbättringen försämringen utvecklingen index indexet kostnaden motsvarande målet"
    " ingångsvärdet snittet genomsnittet"
)
"""Words that stand for the measure just spoken of, whichever it is."""
_OPENING = re.compile(
    r"^(?:(?:Dock|Däremot|Samtidigt|Nu|I år|Därmed)\s+(?:är|har|var|blev|uppgår|ligger)\s+)?"
    rf"(?P<word>Periodens utfall|{'|'.join(sorted(ANAPHORS))})\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"^(?:Uppgår|Uppgick|Utfall|Ligger|Låg|Har (?:ökat|minskat)|Är|Ökat|Minskat|Ökning|Minskning)\b"
)


def refers_back(text: str, name: str = "") -> tuple[int, int] | None:
    """The stretch that stands for the measure just spoken of; None where nothing does.

    Its ``name`` may come again in a compound: "Genomförandegraden", of genomförda upphandlingar.
    """
    if opening := _OPENING.match(text):
        return opening.span("word")
    if _ELLIPSIS.match(text):
        return (0, 0)
    opening_words = words_of(text)[:1]
    own = {word.stem for word in words_of(name) if len(word.stem) >= _LONG}
    return next(
        ((word.start, word.end) for word in opening_words if word.stem.startswith(tuple(own))), None
    )
