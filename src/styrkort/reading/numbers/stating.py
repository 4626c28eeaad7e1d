"""Whether a sentence states a figure as a measure's own value, and not as something beside it.

A figure that is merely near a measure's name may be of a part, a cause, a cost: there are more such
things than can be listed. So only the ways are listed in which a value is stated.
"""

import re
from typing import Final

from styrkort.facts import MeasureFacts
from styrkort.reading.language.figures import Figure
from styrkort.reading.language.stems import STOP_WORDS, listed, words_of
from styrkort.reading.language.units import PERCENT, UNIT_WORDS
from styrkort.reading.naming.mentions import Mention
from styrkort.reading.numbers.linkwords import AROUND, is_empty, own_words

__all__ = ["is_stated"]

_LEVEL: Final = listed(
    "är var varit blev blir blivit uppgår uppgick uppgått ligger låg legat landar landade landat"
    " hamnar hamnade hamnat visar visade visat nådde når nått noteras noterades noterats mäter mäts"
    " mättes uppmäts uppmättes uppmätts redovisar redovisade redovisas redovisades redovisats"
    " uppvisar uppvisade stannar stannade stannat summerar summerade summeras har hade haft står"
    " stod stått kvarstår slutade slutar noterar noterade uppnår uppnådde uppnått"
    " kostat kostade kostar stabiliserats stabiliserades fastställts fastställdes levererar"
    " levererade gett gav ger"
)
_CHANGE: Final = listed(
    "ökat ökade ökar minskat minskade minskar stigit steg stiger sjunkit sjönk sjunker gått gick"
    " förbättrats förbättrades förbättras försämrats försämrades försämras förändrats förändrades"
    " backat backade tappat tappade växt vuxit växte krympt dalat stärkts stärktes höjts höjdes"
    " sänkts sänktes reducerats reducerades fallit föll överstiger översteg understiger understeg"
    " överskrider överskred underskrider underskred avviker avvek ökning ökningen minskning"
    " minskningen förändring förändringen förbättring förbättringen försämring försämringen"
    " skillnad skillnaden differens differensen uppgång uppgången nedgång nedgången"
    " höjning sänkning avvikelse avvikelsen förkortats förlängts ökas ökades minskas kortats"
)
_GOAL: Final = listed("mål målet målnivån målvärdet målvärde målnivå gränsen kravet taket")
_COUNTED: Final = listed(
    "inkom inkommit kom gjordes gjorts genomfördes genomförts hanterade hanterades hanterats"
    " hanterat registrerades registrerats rapporterades rapporterats utfördes utförts"
    " anmäldes anmälts inträffade inträffat finns fanns skett skedde handlades avslutades tecknades"
)
"""What is done with things that are counted: "genomfördes 42 815 läkarbesök"."""
_FEW: Final = listed(
    "jämförelsevis glädjande nog ett en alla sin sina sitt vi man och däremot just uppe nere"
    " dock sedan kvinnornas männens räknat"
)
_NARROWING: Final = listed(
    "utan exkl inkl per hos mellan resp både båda budget budgeten budgeterat enhet enheter"
)
"""Not empty words here: "per anställd", "två enheter har …"."""
_PLAIN: Final = (
    AROUND | STOP_WORDS | _LEVEL | _CHANGE | _COUNTED | _GOAL | _FEW
    | frozenset(word for words in UNIT_WORDS for word in words.split())
) - _NARROWING  # fmt: skip
"""Words that leave what is said of the measure said of the whole of it."""
_BREAK = re.compile(
    r"[;:]\s|,\s|\.\s|\s[–—-]\s|(?<!\w)(?:och|men|medan|samt|samtidigt som|att|dock|däremot)(?!\w)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,;:.()]|\s[–—-]\s|(?<!\w)(?:och|men|medan|samt|vilket|där|efter|tack vare|på grund|genom"
    r"|eftersom|till följd|trots|när|då|som en följd|samtidigt|dock|beroende|främst|framför|varav"
    r"|vilka|enligt)(?!\w)",
    re.IGNORECASE,
)
_SAID_OUTRIGHT = re.compile(r"^\W*(?:\([^)]*\)\s*)?[:(–-]\W*$|^\s+(?:på|om)\s+(?:\w+\s+)?$")
_ASIDE = re.compile(
    r",\s+som\s[^,]*,|\([^)]*\)|(?<!\w)(?:bland|hos)\s+(?:kvinnor|män)(?:na|nen)?(?!\w)"
    r"|(?:^|(?<=[.,;:]\s))(?:trots|tack vare|på grund av|till följd av)\s+(?:[^\W\d]+\s+){1,4}"
    rf"(?=(?:{'|'.join(sorted(_LEVEL | _CHANGE))})(?!\w))",
    re.IGNORECASE,
)
"""Said by the way: of the whole measure all the same."""
_OUT_OF = re.compile(r"(?<!\w)av\s+(?:(?:de|den|det|dessa|alla)\s+)*$", re.IGNORECASE)
"""As in "Av de listade är 24 % över 70 år": a share of what is counted."""
_EACH = re.compile(r"^\s*(?:per|/)\s*\w+", re.IGNORECASE)
_PERIODS: Final = (
    r"(?:under|för|efter|per|till och med|t\.o\.m\.|i|hittills i)\s+(?:årets?\s+|de\s+|första\s+"
    r"|åtta\s+|fyra\s+|utgången\s+av\s+|slutet\s+av\s+|perioden\s+|den\s+|\d+\s+)*"
    r"(?:perioden|året|år|månader(?:na)?|tertialet|delåret|januari|april|augusti|december)"
)
_TIME = re.compile(
    rf"(?<!\w)(?:{_PERIODS}(?!\w)(?:\s*(?:–|-|till)\s*\w+)?|20\d\d|januari\s*(?:–|-|till)\s*\w+)",
    re.IGNORECASE,
)


def is_stated(text: str, mention: Mention, figure: Figure, measure: MeasureFacts) -> bool:
    """Whether the sentence says outright that the measure is, was or has changed by the figure."""
    own = own_words(measure)
    after = text[max(figure.end, mention.end) :]
    if "/" in measure.unit or " per " in measure.unit:
        after = _EACH.sub("", after)
    if not _ends_plainly(after, own):
        return False
    if mention.start <= figure.start < mention.end:
        return True
    if figure.start < mention.start:
        lead, between = text[: figure.start], text[figure.end : mention.start]
        return _opens_plainly(lead, own) and _is_plain(between, own)
    lead, between = text[: mention.start], text[mention.end : figure.start]
    if figure.unit == PERCENT != measure.unit and _OUT_OF.search(lead):
        return False
    return _opens_plainly(lead, own) and _states(lead, between, own)


def _states(lead: str, between: str, own: frozenset[str]) -> bool:
    """Whether a verb, a colon or the like makes the figure the name's value."""
    if not _is_plain(between, own):
        return False
    bare = not lead.strip(" -•*") and not words_of(between)
    if bare or _SAID_OUTRIGHT.search(between):
        return True
    said = {word.text for word in words_of(f"{_BREAK.split(lead)[-1]} {between}")}
    return bool(said & (_LEVEL | _CHANGE | _COUNTED | _GOAL))


def _opens_plainly(lead: str, own: frozenset[str]) -> bool:
    """Whether nothing before narrows the subject: "bland chefer är …", "normalårskorrigerad är …".

    Of a sentence's earlier clauses nothing is asked, unless the verb comes first in this one: then
    what is fronted stands before the comma.
    """
    lead = _ASIDE.sub(" ", lead)
    last = _BREAK.split(lead)[-1]
    first = words_of(last)[:1]
    inverted = bool(first) and first[0].text in _LEVEL | _CHANGE
    return _is_plain(lead if inverted else last, own)


def _ends_plainly(rest: str, own: frozenset[str]) -> bool:
    """Whether what follows, up to the next break, says nothing more of what is counted."""
    return _is_plain(_ENDS.split(rest, maxsplit=1)[0], own)


def _is_plain(text: str, own: frozenset[str]) -> bool:
    """Whether every word of it is of the measure's name, its period, or an empty one."""
    words = [word.text for word in words_of(_TIME.sub(" ", _ASIDE.sub(" ", text)))]
    return all(word in _PLAIN or is_empty(word, own) for word in words)
