"""How source systems write a month, a quarter, a tertial or a year → the month that it ends with.

Wider than a tidy file's månad: a källa is read as the system left it. What could be two months
is refused all the same.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from styrkort.exports.cells import Cell
from styrkort.exports.months import NAMES, SHORT, month_of
from styrkort.exports.readings import text_of
from styrkort.quantities import shortened

__all__ = ["Span", "span_of"]


class Span(NamedTuple):
    """A stretch of time as an export names it, without its year where none is written."""

    months: int
    """How many months it is: 1, 3, 4, 6, 8 or 12."""
    month: int
    """Its last month, 1–12."""
    year: int | None

    def ending(self, year: int | None) -> str:
        """Its last month, "2022-08", in its own year, else in ``year``; ValueError if neither."""
        stands_in = self.year or year
        if stands_in is None:
            raise ValueError("året saknas. Skriv månaden som 2022-08, eller ange kolumnen år.")
        return f"{stands_in:04}-{self.month:02}"


def span_of(cell: Cell, first: str = "") -> Span:
    """What the cell names; ValueError says in Swedish why it names nothing, or two things.

    ``first`` is what stands first in 5/6/2022, "dag" or "månad"; empty where nobody has said it.
    """
    if isinstance(cell, date):
        return Span(1, cell.month, cell.year)
    text = text_of(cell)
    if isinstance(cell, Decimal) and 20000 <= cell <= 80000:
        raise ValueError(
            f"”{text}” är ingen månad; det kan vara ett datum som Excel visar som tal. "
            "Ge cellen datumformat."
        )
    return _span_of_text(text, first)


@lru_cache(maxsize=4096)
def _span_of_text(text: str, first: str) -> Span:
    """An export says the same few months thousands of times."""
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).casefold().split())
    if not plain:
        raise ValueError("månaden saknas. Skriv den som 2022-08.")
    found = next((span for read in _READINGS if (span := read(plain))), None)
    found = found or _slashed_date(plain, first)
    if found is None:
        raise ValueError(
            f"”{shortened(text)}” är ingen månad. Skriv den som 2022-08 (eller 2022K2, T2 2022, "
            "2022)."
        )
    return found


_DASHES = str.maketrans("‐‑‒–−", "-----")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_GAP = r"[ ./_-]?"
_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH_WORDS = {
    word: number
    for words in (NAMES, SHORT, _ENGLISH, [name[:3] for name in NAMES], [n[:3] for n in _ENGLISH])
    for number, word in enumerate(words, 1)
} | {"sept": 9}


def _whole_month(text: str) -> Span | None:
    """What a tidy file may say: 2022-08, 2022-08-31, 202208, aug 2022."""
    try:
        found = month_of(text.upper())
    except ValueError:
        return None
    return Span(1, int(found[5:]), int(found[:4]))


def _month_and_year(text: str) -> Span | None:
    """A month and a year in figures, either first: 8/2022, 2022.8, 2022 M08."""
    for pattern in (rf"(?P<month>\d{{1,2}})[./ -]{_YEAR}", rf"{_YEAR}[. ]?m?(?P<month>\d{{1,2}})"):
        match = re.fullmatch(pattern, text)
        if match and 1 <= int(match["month"]) <= 12:
            return Span(1, int(match["month"]), int(match["year"]))
    return None


def _named_month(text: str) -> Span | None:
    """A month's Swedish or English name, with or without year, whichever comes first."""
    named = re.fullmatch(rf"(?:{_YEAR}{_GAP})?(?P<name>[a-z]+)\.?", text) or re.fullmatch(
        rf"(?P<name>[a-z]+)\.?{_GAP}{_YEAR}", text
    )
    if named is None or named["name"] not in _MONTH_WORDS:
        return None
    return Span(1, _MONTH_WORDS[named["name"]], _year(named))


def _slashed_date(text: str, first: str) -> Span | None:
    """31.8.2022 or 8/31/2022; refused where it could be either and nobody has said which."""
    match = re.fullmatch(
        rf"(?P<a>\d{{1,2}})[./-](?P<b>\d{{1,2}})[./ -] ?{_YEAR}(?:[t ][\d:.]+(?: ?[ap]m)?)?", text
    )
    if match is None:
        return None
    day, month, year = int(match["a"]), int(match["b"]), int(match["year"])
    if first:
        day, month = (month, day) if first == "månad" else (day, month)
        return _of_day(year, month, day)
    if day <= 12 and month <= 12 and day != month:
        raise ValueError(
            f"”{text}” kan vara {day}/{month} eller {month}/{day}. Skriv datumet som "
            f"{year}-{month:02}-{day:02}, eller månaden som {year}-{month:02}; källans "
            "datumordning kan säga vilket som står först."
        )
    day, month = (day, month) if month <= 12 else (month, day)
    return _of_day(year, month, day)


def _of_day(year: int, month: int, day: int) -> Span | None:
    try:
        return Span(1, date(year, month, day).month, year)
    except ValueError:
        return None


def _part_of_year(text: str) -> Span | None:
    """A quarter, tertial, half-year or period of the annex, with or without year."""
    for months, words, most in _PARTS:
        part = rf"(?:{words}){_GAP}(?P<nr>[1-{most}])"
        ordinal = rf"(?P<nr>[1-{most}])(?::?[ae])?[ .-]?(?:{words})(?:et|en)?"
        for pattern in (part, ordinal):
            if match := _with_year(pattern, text):
                return Span(months, months * int(match["nr"]), _year(match))
    if match := _with_year(rf"d[åa]{_GAP}0?(?P<nr>[48])", text):
        return Span(int(match["nr"]), int(match["nr"]), _year(match))
    return None


_PARTS = (
    (3, r"k|kv|q|qtr|quarter|kvartal", 4),
    (4, r"t|tertial", 3),
    (6, r"h|halvår|hy", 2),
)


def _whole_year(text: str) -> Span | None:
    """2022, År 2022, ÅR 2022, helår 2022."""
    match = re.fullmatch(rf"(?:(?:år|ar|helår|year){_GAP})?{_YEAR}", text) or re.fullmatch(
        rf"{_YEAR}{_GAP}(?:år|ar|helår)", text
    )
    return Span(12, 12, int(match["year"])) if match else None


def _with_year(part: str, text: str) -> re.Match[str] | None:
    """The part with the year before it, after it, or without a year."""
    return re.fullmatch(rf"(?:{_YEAR}{_GAP})?{part}", text) or re.fullmatch(
        rf"{part}[ ,./_-]{{0,2}}{_YEAR}", text
    )


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _readings() -> Iterator[Callable[[str], Span | None]]:
    """The narrowest first: 2022-08 is a month before it could be anything else."""
    yield from (_whole_year, _whole_month, _month_and_year)
    yield from (_named_month, _part_of_year)


_READINGS = tuple(_readings())
