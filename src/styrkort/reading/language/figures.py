"""The numbers in a sentence, with their units and how exactly they are meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from styrkort.quantities import parse_number
from styrkort.reading.language.prose import Sentence
from styrkort.reading.language.units import UNIT_WORDS

__all__ = ["Figure", "figures"]

Hedge = Literal["", "about", "over", "under", "at least", "at most"]

_UNITS: Final = "|".join(
    re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "")
    for word in sorted(UNIT_WORDS, key=len, reverse=True)
)
_FIGURE = re.compile(
    r"(?:(?<![\w.,:/§#+−–-])|(?<=\bär)|(?<=\bpå)|(?<=\btill)|(?<=\bvar)|(?<=\bmed))(?P<sign>(?:minus|plus)\s|[+−–-]\s?|\+/[-−]\s?|±\s?)?"
    r"(?P<number>[0-9]{1,3}(?:[  ][0-9]{3})+(?:,[0-9]+)?(?!\d)|[0-9]+(?:[.,][0-9]+)?)(?![\d:§])"
    rf"(?P<times> tusen(?! kr| kv| m2))?(?P<unit>[ -]?(?:{_UNITS})(?:/[a-zåäö][\w²]*)?)?"
    r"(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_FAR_APART: Final = 30
_MOST_DIGITS: Final = 15
"""Longer numbers are nobody's figures but numbers of things: accounts, cases, telephones."""
_WORDS: Final = {
    "ett": 1, "en": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
    "nio": 9, "tio": 10, "elva": 11, "tolv": 12,
}  # fmt: skip
_SPELT = re.compile(
    rf"(?<!\w)(?P<number>{'|'.join(_WORDS)})\s(?P<unit>procentenhet(?:er)?|procent)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![\w-])(?P<number>{'|'.join(word for word in _WORDS if len(word) > 2)})(?![\w-])",
    re.IGNORECASE,
)
_HEDGES: Final[tuple[tuple[Hedge, str], ...]] = (
    ("over", r"drygt|lite mer än|något mer än|något över|strax över|lite över|dryga|gott och väl"),
    ("under", r"knappt|nästan|närmare|strax under|inte fullt|knappa|nära|bortåt|just under"),
    ("about", r"cirka|ca\.?|omkring|ungefär|runt|kring|uppskattningsvis|i storleksordningen|c:a"),
    ("at least", r"över|mer än|fler än|minst|högre än|överstiger|överstigande|större än"),
    ("at most", r"under|mindre än|färre än|högst|lägre än|maximalt|max|understiger"),
)
_HEDGED: Final = tuple(
    (hedge, re.compile(rf"(?:^|[^\w])(?:{words})\s+$", re.IGNORECASE)) for hedge, words in _HEDGES
)
_RANGE = re.compile(r"^\s?[–—-]\s?[−-]?\d|^\s+(?:och|till|eller|à|á)\s+[−-]?\d")
_BETWEEN = re.compile(r"(?:mellan|intervallet)\s+$", re.IGNORECASE)
_SHARED_UNIT = re.compile(
    r"^\s*(?:,\s*)?(?:till|och|respektive|resp\.?|mot|eller|jämfört med|,)\s+$", re.IGNORECASE
)
_LISTS: Final = ("och", "eller", "respektive", "resp", "resp.")
_NOT_A_QUANTITY = re.compile(
    r"(?:§|kap(?:itel)?\.?|nr\.?|nummer|artikel|art\.|sid(?:an)?\.?|avsnitt|tabell|bilaga|punkt|steg"
    r"|fas|diagram|figur|dnr|klockan|kl\.?|version|prop\.)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Tal: a number as written in a sentence."""

    start: int
    end: int
    value: Decimal
    decimals: int
    unit: str
    """As reading.units has it, "%" or "mnkr"; empty where none is written."""
    hedge: Hedge = ""
    """How loosely it is meant: "drygt" is over, "cirka" about, "mer än" at least."""
    in_range: bool = False
    """Whether it is one end of an interval."""
    signed: bool = False
    """Whether a plus or a minus is written."""

    @property
    def half(self) -> Decimal:
        """How far from it a value may be and still be written so: half of its last place.

        Large whole numbers are taken to be rounded to their last digit that isn't 0.
        """
        places = -self.decimals
        if self.decimals == 0 and abs(self.value) >= 1000:
            whole = str(int(abs(self.value)))
            places = min(len(whole) - len(whole.rstrip("0")), len(whole) - 2)
        return Decimal("0.5").scaleb(places)

    @property
    def looks_like_a_year(self) -> bool:
        four_digits = self.end - self.start == 4 and self.decimals == 0
        return not self.unit and four_digits and 1900 <= self.value <= 2100


def figures(sentence: Sentence, *, words: bool = False) -> tuple[Figure, ...]:
    """Every number in the sentence, in order; those without a unit take the next one's.

    As in "från 5,1 till 6,3 %" and "5,1 respektive 6,3 procent". Numbers of paragraphs, pages,
    clock times and the like aren't quantities and are left out. ``words`` takes in numbers that
    are spelt out, from two to twelve, though no unit follows.
    """
    return _figures(sentence.text, words)


@lru_cache(maxsize=1024)
def _figures(text: str, words: bool) -> tuple[Figure, ...]:
    """Kept, since every check asks for the same sentence's."""
    found = [*_digits(text), *_spelt(text)]
    if words:
        taken = {one.start for one in found}
        found += [one for one in _counted(text) if one.start not in taken]
    found.sort(key=lambda one: one.start)
    for n in range(len(found) - 2, -1, -1):
        this, following = found[n], found[n + 1]
        between = text[this.end : following.start]
        shares = _SHARED_UNIT.match(between) and not this.looks_like_a_year
        if between.strip() == ",":
            shares = shares and this.decimals == following.decimals > 0
        if between.strip(" ,").casefold() in _LISTS:
            shares = shares and "," not in between and _are_of_a_size(this, following)
        if (shares or this.in_range) and not this.unit:
            found[n] = replace(this, unit=following.unit)
    return tuple(found)


def _are_of_a_size(this: Figure, following: Figure) -> bool:
    """Whether they may be told in one unit: not the 14 200 of "14 200 eller 3,6 procent"."""
    small, large = sorted((abs(this.value), abs(following.value)))
    return large <= _FAR_APART * small


def _digits(text: str) -> Iterator[Figure]:
    ranges_to = -1
    for match in _FIGURE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        digits = sum(sign.isdigit() for sign in match["number"])
        if digits > _MOST_DIGITS or _NOT_A_QUANTITY.search(before):
            continue
        opens = _opens_a_range(before, after)
        in_range = opens or match.start() <= ranges_to
        ranges_to = match.end() + 6 if opens else ranges_to
        yield _figure(match, _hedge(before), in_range=in_range)


def _opens_a_range(before: str, after: str) -> bool:
    """Whether the number is the lower end of "5–6 %" or of "mellan 5 och 6 %"."""
    dashed = re.match(r"^\s?[–—-]\s?\d", after)
    return bool(dashed or (_BETWEEN.search(before) and _RANGE.match(after)))


def _figure(match: re.Match[str], hedge: Hedge, *, in_range: bool) -> Figure:
    value = parse_number(match["number"])
    start = match.start("number") if _is_subtraction(match) else match.start()
    sign = match.string[start : match.start("number")].strip().casefold()
    if sign in ("minus", "-", "−", "–"):
        value = -value
    written, _, _ = (match["unit"] or "").strip(" -").casefold().partition("/")
    decimals = len(match["number"].replace(".", ",").partition(",")[2])
    if match["times"]:
        value, decimals = value * 1000, decimals - 3
    unit = UNIT_WORDS.get(written, "")
    return Figure(start, match.end(), value, decimals, unit, hedge, in_range, signed=bool(sign))


def _is_subtraction(match: re.Match[str]) -> bool:
    """Whether the minus stands between two numbers, "(684 200 − 671 500)", and is no sign."""
    apart = (match["sign"] or "")[-1:].isspace()
    return apart and bool(re.search(r"\d\s$", match.string[: match.start()]))


def _spelt(text: str) -> Iterator[Figure]:
    for match in _SPELT.finditer(text):
        value = Decimal(_WORDS[match["number"].casefold()])
        unit = UNIT_WORDS[match["unit"].casefold()]
        yield Figure(match.start(), match.end(), value, 0, unit, _hedge(text[: match.start()]))


def _counted(text: str) -> Iterator[Figure]:
    for match in _COUNTED.finditer(text):
        value = Decimal(_WORDS[match["number"].casefold()])
        if value > 1:
            yield Figure(match.start(), match.end(), value, 0, "", _hedge(text[: match.start()]))


def _hedge(before: str) -> Hedge:
    return next((hedge for hedge, words in _HEDGED if words.search(before)), "")
