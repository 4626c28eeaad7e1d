"""Datings in running text: the words that say which months something is of.

"per april 2022", "t.o.m. 2022-04-30", "januari–april", "första tertialet", "DÅ04", "efter fyra
månader", "helåret 2021". What the words date is for :mod:`styrkort.reading.dates.dating` to judge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

__all__ = ["Dating", "Shape", "datings"]


class Shape(Enum):
    """How a dating is written, which decides what may be said with it."""

    MONTH = "månad"
    SPAN = "månader från januari"
    CODE = "periodkod"
    QUARTER = "kvartal eller halvår"
    WHOLE_YEAR = "helår"
    YEAR_END = "årets slut"
    YEAR = "år"


@dataclass(frozen=True, slots=True)
class Dating:
    """Tidsangivelse: words that name the last month, and perhaps the year, of a period."""

    start: int
    """Where its words begin in the sentence, without any preposition."""
    end: int
    shape: Shape
    month: int
    """Sista månaden, 1–12."""
    year: int | None
    """Året, where the words say it."""
    day: int | None = None
    """Dagen, where the words say it; None is the month as a whole."""


_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_FULL = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|sept|jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec"
)
_MONTH = rf"(?:{_FULL})\b\.?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_OF_YEAR = rf"(?:\s+(?:månad\s+)?(?:år\s+)?(?P<year>{_YEAR})|\s*\((?P<in_brackets>{_YEAR})\))?"
_ORDER = {
    "första": 1, "andra": 2, "tredje": 3, "ett": 1, "två": 2, "tre": 3,
    "fjärde": 4, "4": 4, "halvårs": 1,
    "i": 1, "ii": 2, "iii": 3, "1": 1, "2": 2, "3": 3, "1:a": 1, "2:a": 2, "3:e": 3,
}  # fmt: skip
_NTH = "första|andra|tredje|1:a|2:a|3:e"
_CARDINAL = "ett|två|tre|(?-i:III|II|I)|[123]"
_COUNTS = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
    "tio": 10, "elva": 11, "tolv": 12,
}  # fmt: skip
_COUNT = "|".join([*_COUNTS, r"1[0-2]|[2-9]"])
_DASH = r"\s*(?:[-–—‑]|till(?:\s+och\s+med)?|t\s?\.?\s?o\s?\.?\s?m\b\.?|tom)\s*"

_REPORT = r"(?:delårs|tertial)(?:rapport(?:en)?|bokslut(?:et)?|redovisning(?:en)?)"
"""What a month's or a half year's name is joined with where it names a report."""
_OF_A_PART = "rapport(?:en)?|bokslut(?:et)?|redovisning(?:en)?|uppföljning(?:en)?"

_PATTERNS: tuple[tuple[Shape, str], ...] = (
    (
        Shape.SPAN,
        rf"1/1{_DASH}(?P<day>[0-3]?\d)/(?P<iso>1[0-2]|0?[1-9])(?!\d)(?:\s*[-/]?\s*(?P<year>{_YEAR}))?",
    ),
    (
        Shape.SPAN,
        rf"(?P<iso_year>20\d\d)-01(?:-01)?(?:{_DASH}|\s+)(?P=iso_year)-"
        r"(?P<iso>0[1-9]|1[0-2])(?:-(?P<iso_day>[0-3]\d))?(?![\d-])",
    ),
    (Shape.MONTH, rf"(?P<month>april|augusti)-?(?:{_OF_A_PART})\b{_OF_YEAR}"),
    (Shape.MONTH, rf"(?P<month>april|augusti)\s+månads\s+(?:{_REPORT}|{_OF_A_PART})\b{_OF_YEAR}"),
    (Shape.QUARTER, rf"(?P<half>halvårs)(?:{_OF_A_PART})\b{_OF_YEAR}"),
    (Shape.QUARTER, rf"(?P<half>{_NTH})\s+halvåret\b{_OF_YEAR}"),
    (Shape.QUARTER, rf"(?P<quarter>{_NTH}|fjärde)\s+kvartalet\b{_OF_YEAR}"),
    (Shape.QUARTER, rf"kvartal\s+(?P<quarter>[1-4])(?!\w|[:,.]\d){_OF_YEAR}"),
    (Shape.QUARTER, rf"(?-i:Q)(?P<quarter>[1-4])\b{_OF_YEAR}"),
    (
        Shape.SPAN,
        rf"(?:(?:den\s+)?1(?::a)?\s+)?(?:januari|jan)\b\.?(?:\s+{_YEAR})?{_DASH}"
        rf"(?:(?:den\s+)?(?P<day>\d\d?)\s+)?(?P<month>{_MONTH}){_OF_YEAR}",
    ),
    (
        Shape.SPAN,
        rf"(?P<tertial>{_NTH})\s+(?:tertial(?:et|en|s|ets)?|delår(?:et)?"
        rf"|(?:tertial|delårs)(?:rapport(?:en)?|bokslut(?:et)?))\b{_OF_YEAR}",
    ),
    (
        Shape.SPAN,
        rf"(?:tertial|delår|(?:tertial|delårs)(?:rapport(?:en)?|bokslut(?:et)?))\s+"
        rf"(?P<tertial>{_CARDINAL})(?!\w|[:,.]\d){_OF_YEAR}",
    ),
    (Shape.SPAN, rf"(?-i:T)(?P<tertial>[123])\b{_OF_YEAR}"),
    (
        Shape.SPAN,
        rf"(?:efter\s+(?P<count>{_COUNT})\s+(?:avslutade\s+)?månader(?!\s+(?:med|utan|som|i(?!\s+år\b)|på(?!\s+(?:året|år\b))"
        r"|av(?!\s+(?:året|år\b|20))))"
        rf"|(?P<count4>{_COUNT})\s+månader(?:na)?\s+(?:in\s+på|av)\s+året(?:\s+har\s+gått)?"
        rf"|(?:årets\s+|de\s+){{1,2}}(?:första\s+(?P<count2>{_COUNT})|(?P<count3>{_COUNT})\s+första)"
        rf"\s+månader(?:na)?)\b(?:\s+(?:av|under|på)\s+(?:året|år\b))?{_OF_YEAR}",
    ),
    (Shape.SPAN, rf"efter\s+(?P<count5>{'|'.join(_COUNTS)})(?=\s+[−-]?\d)"),
    (Shape.SPAN, rf"vid\s+(?P<month>{_FULL})s?\b\.?(?:\s+månads)?\s+(?:utgång|slut){_OF_YEAR}"),
    (Shape.CODE, rf"(?:(?P<year_before>{_YEAR})[-\s]+)?D[ÅA]\s?0?(?P<code>4|8)\b{_OF_YEAR}"),
    (Shape.CODE, rf"(?:(?P<year_before>{_YEAR})[-\s]+)?(?-i:ÅR)\b{_OF_YEAR}"),
    (Shape.MONTH, r"(?<![\d-])(?P<iso_year>20\d\d)[-/](?P<iso>0[1-9]|1[0-2])"
                  r"(?:[-/](?P<iso_day>[0-3]\d))?(?![\d-])"),
    (Shape.MONTH, r"(?<!\d)(?P<iso_year>20[12]\d)(?P<iso>0[48]|12)(?P<iso_day>3[01])?(?!\d)"),
    (
        Shape.MONTH,
        rf"(?<![\d/,.])(?P<day>[12]?\d|3[01])/(?P<iso>1[0-2]|0?[1-9])(?![\d/]|\s*%)"
        rf"(?:\s*[-/]?\s*(?P<year>{_YEAR}))?",
    ),
    (
        Shape.MONTH,
        rf"(?:(?:den\s+)?(?:(?P<day>[0-3]?\d)(?::[ae])?|sista)\s+)?"
        rf"(?P<month>{_MONTH})(?:\s+månad\b)?{_OF_YEAR}",
    ),
    (
        Shape.WHOLE_YEAR,
        rf"(?:helår(?:et)?|hela(?:\s+året)?|hela\s+år|verksamhetsåret|kalenderåret|räkenskapsåret"
        rf"|året)\s+(?P<year>{_YEAR})",
    ),
    (Shape.WHOLE_YEAR, r"(?:hel|verksamhets|kalender|räkenskaps)år(?:et)?\b|hela\s+året\b"),
    (
        Shape.YEAR_END,
        rf"vid\s+(?:verksamhets|räkenskaps)?årets\s+(?:slut|utgång){_OF_YEAR}",
    ),
    (Shape.YEAR, rf"(?<![\w,.-])(?P<year>{_YEAR})(?![\w-]|[.,]\d)"),
)  # fmt: skip
_COMPILED = tuple(
    (shape, re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE)) for shape, pattern in _PATTERNS
)


def datings(sentence: str) -> tuple[Dating, ...]:
    """Every dating in the sentence, in its order; where two overlap, the fuller one."""
    found: list[Dating] = []
    for shape, pattern in _COMPILED:
        for match in pattern.finditer(sentence):
            if all(match.end() <= d.start or d.end <= match.start() for d in found):
                found += _read(shape, match)
    return tuple(sorted(found, key=lambda one: one.start))


def _read(shape: Shape, match: re.Match[str]) -> Iterator[Dating]:
    groups = {name: text for name, text in match.groupdict().items() if text}
    month = _last_month(groups)
    years = (groups.get(n) for n in ("year", "in_brackets", "iso_year", "year_before"))
    year = next((int(text) for text in years if text), None)
    day = groups.get("day") or groups.get("iso_day")
    end = match.end()
    if match[0].endswith(".") and end == len(match.string):
        end -= 1
    yield Dating(match.start(), end, shape, month, year, int(day) if day else None)


def _last_month(groups: dict[str, str]) -> int:
    """The last month that the words name; a year's is December."""
    if "month" in groups:
        return _MONTHS.index(groups["month"].casefold()[:3]) + 1
    if "iso" in groups:
        return int(groups["iso"])
    if "tertial" in groups:
        return 4 * _ORDER[groups["tertial"].casefold()]
    for name, months in (("quarter", 3), ("half", 6)):
        if name in groups:
            return months * _ORDER[groups[name].casefold()]
    if "code" in groups:
        return int(groups["code"])
    for name in ("count", "count2", "count3", "count4", "count5"):
        if name in groups:
            return _COUNTS.get(groups[name].casefold()) or int(groups[name])
    return 12
