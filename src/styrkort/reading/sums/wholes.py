"""Which figures of a sentence are said to be parts of which whole."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from styrkort.reading.language.figures import Figure
from styrkort.reading.language.units import PERCENT, POINTS, scale_of

__all__ = ["Whole", "fractions", "shares", "whole_of"]

_OF = re.compile(
    r"^(?:\s+[^\W\d]+){0,2}\s+av\s+(?:(?:de|totalt|sammanlagt|planerade|alla|våra|inalles"
    r"|divisionens|samtliga|dessa|sammantaget)\s+){0,2}$",
    re.IGNORECASE,
)
_FRACTIONS = {
    words: Decimal(part) / Decimal(whole)
    for words, part, whole in (
        ("hälften", 1, 2), ("en tredjedel", 1, 3), ("två tredjedelar", 2, 3),
        ("en fjärdedel", 1, 4), ("tre fjärdedelar", 3, 4), ("en femtedel", 1, 5),
        ("en tiondel", 1, 10),
    )
}  # fmt: skip
_FRACTION = re.compile(
    rf"\b(?P<fraction>{'|'.join(_FRACTIONS)})\s+av\s+(?:[^\W\d]+\s+){{0,2}}$", re.IGNORECASE
)
_OPENS = re.compile(r"(?:^|[,:–—]\s|\boch\s)(?:\W*)av\s+(?:[^\W\d]+\s+){0,3}$", re.IGNORECASE)
_OPENS_AMOUNT = re.compile(
    r"^\W*av\s+(?:[^\W\d]+\s+){0,5}[^\W\d]+(?:,|\s(?:på|om))\s+$", re.IGNORECASE
)
_THAT_IS = re.compile(
    r"^[^;\d%]{0,60}?(?:\b(?:alltså|dvs|d\.v\.s|det vill säga|vilket är|vilket ger|utgör|ger"
    r"|vilket innebär|vilket blir|motsvarar|motsvarande|vilket betyder|eller|innebär)\b"
    r"[^;\d%]{0,45}|\(|=\s*)$",
    re.IGNORECASE,
)
_SHARE_FIRST = re.compile(r"^\s*(?:\(|,?\s*(?:dvs\.?|alltså|det vill säga|eller))\s*$", re.I)
_TOTAL = re.compile(
    r"\b(?:totalt|totala|sammanlagt|tillsammans|summa|summan|sammantaget|inalles|summeras)\b"
    r"(?:\s+[^\W\d]+){0,3}[\s:=]*$",
    re.IGNORECASE,
)
_DIVIDED = re.compile(r"^[^.;\d]*(?::|\bfördela\w*\b|\buppdela\w*\b)[^.;\d]*$", re.IGNORECASE)
_SHARED_OUT = re.compile(
    r"^[^.;\d]*\b(?:fördela\w*|uppdela\w*|delas upp)\b[^.;\d]*$", re.IGNORECASE
)
_OPENS_LIST = re.compile(r"^(?:\s+[^\W\d]+){1,3}\s*(?:\(|,\s|:\s)(?:[^\W\d]+\s+)?$", re.IGNORECASE)
_PLACED = re.compile(r"^(?:\s+[^\W\d]+)?\s+(?:i|på|inom|för|till|från|hos|vid)\s+[A-ZÅÄÖ]")
_VARAV = re.compile(r"^[^.;\d]*,?\s(?:varav|därav|av vilka|av dessa)\s[^.;\d]*$", re.IGNORECASE)
_OF_A_SORT = re.compile(r"^\s+(?!ja\b|nej\b|i\b|på\b|till\b|inom\b|från\b|för\b|hos\b)[a-zåäö]+")
_NOUN = re.compile(r"^\s+([^\W\d_]+)")
_GENDERS = ({"kvinnor", "män"}, {"flickor", "pojkar"}, {"kvinnliga", "manliga"})
_LEFT = re.compile(
    r"^(?:\s+[^\W\d]+){0,2}\s+(?:återst\w+|kvarst\w+|kvar|saknas|resterar)\b", re.IGNORECASE
)
_APART = re.compile(
    r"\b(?:av|från|till|mot|än|per|jämfört|varav|procent|vardera|var|styck|år|året|mål(?:et|en)?|budget\w*|samma|föregående"
    r"|förra|fjol|ök\w+|minsk\w+|med|under|över)\b|[.;%]",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(
    r"\b(?:mot|än|jämfört|fjol|föregående|förra|budget\w*|\w*ök(?:ar|ade|at|ning\w*)"
    r"|minsk(?:ar|ade|at|ning\w*))\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:inte|ej|knappast|varken|istället|i stället|utan|däribland|exklusive|exkl"
    r"|borträknat|bland annat|bl\.a|främst|huvudsakligen|justera\w*|rensat|korrigera\w*"
    r"|i snitt|genomsnitt\w*|dubbel\w*|överlapp\w*|flera|även|också|samtidigt|både|ytterligare"
    r"|dessutom|tidigare|i fjol|förra|föregående|mål(?:et|en)?|budget\w*"
    r"|\w*index\w*|medelvärde\w*|medeltal\w*|poäng\w*|betyg\w*)\b",
    re.IGNORECASE,
)
"""What may be no sum of its parts, or has other parts than those told."""

_MAINLY = re.compile(r"\b(?:främst|huvudsakligen|framför allt|bland annat|bl\.a)\b", re.IGNORECASE)
"""Said of what a list is taken out of, it leaves the list's own total as it is."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Helhet: a total, the parts told of it, and whether they are all of them."""

    total: Figure
    parts: tuple[Figure, ...]
    exhaustive: bool


def shares(text: str, found: tuple[Figure, ...]) -> tuple[tuple[Figure, Figure, Figure], ...]:
    """Every "x av y" whose percentage the sentence states: x, y and the percentage."""
    said = []
    for n, (one, other) in enumerate(pairwise(found)):
        if not (_counts(one) and _counts(other)):
            continue
        after = found[n + 2] if n + 2 < len(found) else None
        before = found[n - 1] if n else None
        part, whole = (other, one) if _OPENS.search(text[: one.start]) else (one, other)
        tied = part is other or _OF.match(text[one.end : other.start])
        if not tied or part.value > whole.value:
            continue
        if after and after.unit == PERCENT and _THAT_IS.match(text[other.end : after.start]):
            said.append((part, whole, after))
        elif before and before.unit == PERCENT and _SHARE_FIRST.match(text[before.end : one.start]):
            said.append((part, whole, before))
    return tuple(said)


def fractions(text: str, found: tuple[Figure, ...]) -> tuple[tuple[Decimal, Figure, Figure], ...]:
    """Every "en fjärdedel av de 32, alltså 8": the fraction, the whole and the part."""
    said = []
    for whole, part in pairwise(found):
        opening = _FRACTION.search(text[: whole.start])
        alike = _counts(part) and _counts(whole) and _alike((part, whole))
        if opening and alike and _THAT_IS.match(text[whole.end : part.start]):
            said.append((_FRACTIONS[opening["fraction"].casefold()], whole, part))
    return tuple(said)


def whole_of(text: str, found: tuple[Figure, ...]) -> Whole | None:
    """The total and its parts, where the sentence tells both; percentages are left out, since
    those of parts don't make the whole's."""
    if len(found) < 3 or not all(_counts(one) for one in found) or not _alike(found):
        return None
    if _UNSURE.search(_MAINLY.sub(" ", text[: found[0].start]) + text[found[0].start :]):
        return None
    first, *rest = found
    *listed, last = found
    left = bool(_LEFT.match(text[last.end :]))
    if left and len(found) == 3 and _OF.match(text[first.end : rest[0].start]):
        return Whole(rest[0], (first, last), exhaustive=True)
    if not first.unit and any(scale_of(one.unit).quantity == "pengar" for one in rest):
        return None
    opens = _OPENS.search(text[: first.start]) or _OPENS_AMOUNT.search(text[: first.start])
    if opens or _VARAV.search(text[first.end : rest[0].start]):
        return Whole(first, tuple(rest), left) if left or _exclusive(text, rest) else None
    if _are_the_genders(text, rest) and _is_list(text, tuple(rest)):
        return Whole(first, tuple(rest), exhaustive=True)
    if _TOTAL.search(text[: last.start]) and _is_list(text, found):
        return Whole(last, tuple(listed), exhaustive=True)
    if _leads(text, first, tuple(rest)):
        return Whole(first, tuple(rest), exhaustive=True)
    return None


def _leads(text: str, first: Figure, rest: tuple[Figure, ...]) -> bool:
    """Whether the first figure is the total of those that are listed after it."""
    between = text[first.end : rest[0].start]
    if _SHARED_OUT.match(between):
        return all(one.unit == rest[0].unit or not one.unit for one in rest)
    if _TOTAL.search(text[: first.start]) and _DIVIDED.match(between):
        return _is_list(text, rest)
    placed = all(_PLACED.match(text[one.end :]) for one in rest)
    return placed and bool(_OPENS_LIST.match(between)) and _is_list(text, rest)


def _exclusive(text: str, parts: list[Figure]) -> bool:
    """Whether nobody can be counted twice: amounts, places, answers, women and men."""
    if any(_SET_AGAINST.search(text[one.end : other.start]) for one, other in pairwise(parts)):
        return False
    if _are_the_genders(text, parts) or any(
        scale_of(one.unit).quantity == "pengar" for one in parts
    ):
        return True
    said = [text[one.end :] for one in parts]
    return all(_PLACED.match(after) or not _OF_A_SORT.match(after) for after in said)


def _are_the_genders(text: str, parts: list[Figure]) -> bool:
    after = {"".join(_NOUN.findall(text[one.end :])[:1]).casefold() for one in parts}
    return after in _GENDERS


def _counts(figure: Figure) -> bool:
    return figure.unit not in (PERCENT, POINTS)


def _alike(found: tuple[Figure, ...]) -> bool:
    return len({scale_of(one.unit) for one in found if one.unit}) <= 1


def _is_list(text: str, listed: tuple[Figure, ...]) -> bool:
    """Whether the figures are told one after the other, and nothing else between them."""
    return not any(_APART.search(text[one.end : other.start]) for one, other in pairwise(listed))
