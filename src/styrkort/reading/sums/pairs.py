"""Which figures of a sentence are said to be reckoned from which."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from styrkort.reading.language.figures import Figure
from styrkort.reading.language.units import PERCENT, POINTS, scale_of

__all__ = ["Pair", "changes_of", "pairs", "wrong_way"]

_FROM = re.compile(r"\b(?:från|ifrån)\s+(?:\w+\.?\s+){0,3}$", re.IGNORECASE)
_TO = re.compile(r"^(?:\s+\w+|\s*\(?\d{4}\)?){0,5}?,?\s+till\s+(?:\w+\.?\s+){0,3}$", re.IGNORECASE)
_AGAINST = re.compile(
    r"^(?:\s+\w+){0,2}?,?\s+(?:jämfört med|mot|gentemot|att jämföra med)\s+(?:[^\W\d]+\s+){0,4}$",
    re.IGNORECASE,
)
_CHANGE: Final = (
    r"(?:ökning\w*|ökat|ökade|ökar|minskning\w*|minskat|minskade|minskar|skillnad\w*|differens\w*"
    r"|förändring\w*|förbättring\w*|försämring\w*|uppgång\w*|nedgång\w*|höjning\w*|sänkning\w*"
    r"|höjts|sänkts|stigit|sjunkit|steg|sjönk|gått upp|gått ned|gått ner|vuxit|förändrats"
    r"|reducerats|förbättrats|försämrats)"
)
_CHANGED_BY = re.compile(
    rf"\b{_CHANGE}\b(?:\s+\w+){{0,4}}?\s+(?:med|på|om|motsvarande|är|:)\s+(?:[^\W\d]+\.?\s+){{0,2}}"
    r"[+−-]?$",
    re.IGNORECASE,
)
_THAT_IS = re.compile(
    r"^[^;\d%]{0,40}?(?:\b(?:alltså|dvs|d\.v\.s|det vill säga|vilket är|vilket ger|utgör|ger"
    r"|vilket innebär|vilket blir|motsvarar|motsvarande|vilket betyder|eller|innebär)\b"
    r"[^;\d%]{0,45}|\(|=\s*)$",
    re.IGNORECASE,
)
_DIFFERS = re.compile(
    r"^\s*(?:högre|lägre|bättre|sämre|mer|mindre|fler|färre|längre|kortare)\b", re.IGNORECASE
)
_UP: Final = r"(?:ökat|ökade|ökar|ökning(?:en)?|stigit|steg|stiger|höjts|gått upp|vuxit|växt)"
_DOWN: Final = (
    r"(?:minskat|minskade|minskar|minskning(?:en)?|sjunkit|sjönk|sänkts|gått ned|gått ner)"
)
_RISEN = re.compile(rf"\b{_UP}(?:\s+[^\W\d]+){{0,3}}\s+från\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE)
_FALLEN = re.compile(rf"\b{_DOWN}(?:\s+[^\W\d]+){{0,3}}\s+från\s+(?:\w+\s+){{0,2}}$", re.I)


_AND = re.compile(r"^[^.;\d]*\b(?:och|medan|respektive|mot)\b[^.;\d]*$", re.IGNORECASE)
_GAP = re.compile(
    r"^[^.;\d]*\b(?:skillnad|differens|glapp|gap)(?:en|et)?\b[^.;\d]*\s(?:på|om|är|av)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Före och efter: the two figures that a change is between."""

    before: Figure
    after: Figure


def pairs(text: str, found: tuple[Figure, ...]) -> tuple[Pair, ...]:
    """Every "från A till B" and "B jämfört med A" in the sentence."""
    said = []
    for one, other in pairwise(found):
        between = text[one.end : other.start]
        if scale_of(one.unit) != scale_of(other.unit):
            continue
        if _FROM.search(text[: one.start]) and _TO.match(between):
            said.append(Pair(one, other))
        elif _AGAINST.match(between) and not _CHANGED_BY.search(text[: one.start]):
            said.append(Pair(other, one))
    return tuple(said) or _compared(text, found)


def _compared(text: str, found: tuple[Figure, ...]) -> tuple[Pair, ...]:
    """Two that are set beside each other and a third that is how far apart they are."""
    if len(found) != 3:
        return ()
    one, other, gap = found
    alike = scale_of(one.unit) == scale_of(other.unit)
    if not alike or not _AND.match(text[one.end : other.start]):
        return ()
    return (Pair(one, other),) if _GAP.match(text[other.end : gap.start]) else ()


def changes_of(text: str, pair: Pair, found: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures that are said to be the change between the two."""
    return tuple(
        one for one in found if one not in (pair.before, pair.after) and _is_change(text, one, pair)
    )


def _is_change(text: str, figure: Figure, pair: Pair) -> bool:
    last = max(pair.before.end, pair.after.end)
    if figure.start >= last and ";" in text[last : figure.start]:
        return False
    if _GAP.match(text[last : figure.start]):
        return True
    if _CHANGED_BY.search(text[: figure.start]) or _DIFFERS.match(text[figure.end :]):
        return True
    follows = figure.start >= last and _THAT_IS.match(text[last : figure.start])
    alike = figure.unit == pair.after.unit and not re.match(r"\s+per\b", text[figure.end :])
    return bool(follows) and (figure.unit in (PERCENT, POINTS) or alike)


def wrong_way(text: str, pair: Pair) -> str:
    """As in "ökat från 6,3 till 5,1": "lägre än"; empty where the way is right or not said."""
    before, after = pair.before, pair.after
    if min(before.value, after.value) < 0 or before.start > after.start:
        return ""
    if after.value < before.value and _RISEN.search(text[: before.start]):
        return "lägre än"
    if after.value > before.value and _FALLEN.search(text[: before.start]):
        return "högre än"
    return ""
