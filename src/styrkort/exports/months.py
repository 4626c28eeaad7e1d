"""Months as text, "2022-08": read, moved, counted and put in words."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from styrkort.quantities import shortened

__all__ = [
    "month_of", "months_between", "same_month_last_year", "shifted", "span_text",
]  # fmt: skip

NAMES = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip
SHORT = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
_SPAN = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

_NUMERIC = re.compile(
    r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2})(?:[T ][\d:.]+)?)?"
    r"|M?(?P<tight>\d{2})(?P<tightday>\d{2})?)"
)
_NAMED = re.compile(r"(?P<name>[a-z]+)\.? (?P<year>\d{4})")
_DASHES = str.maketrans("‐‑‒–−", "-----")


def month_of(cell: str | Decimal | date) -> str:
    """The month that a cell names, as "2022-08"; ValueError says in Swedish why it names none.

    Read are 2022-08, a whole date (2022-08-31), the same without separators or with M (202208,
    2022M08), and the month's Swedish name with four-digit year (aug 2022). Nothing is guessed:
    08-22 and aug-22 could be a month or a day and are refused.
    """
    if isinstance(cell, date):
        return f"{cell.year:04}-{cell.month:02}"
    return _month_of_text(str(cell))


@lru_cache(maxsize=1024)
def _month_of_text(cell: str) -> str:
    """An export says the same few months thousands of times."""
    text = unicodedata.normalize("NFKC", cell).strip().translate(_DASHES)
    found = _numeric(text) or _named(text.casefold())
    if found is None:
        raise ValueError(f"”{shortened(text)}” är ingen månad. Skriv den som 2022-08.")
    return found


def _numeric(text: str) -> str | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    month = match["month"] or match["tight"]
    day = match["day"] or match["tightday"] or "1"
    try:
        return month_of(date(int(match["year"]), int(month), int(day)))
    except ValueError:
        return None


def _named(text: str) -> str | None:
    match = _NAMED.fullmatch(text)
    if match is None:
        return None
    name, year = match["name"], match["year"]
    for number, spellings in enumerate(zip(NAMES, SHORT, _SPAN, strict=True), 1):
        if name in spellings or (name == "sept" and number == 9):
            return f"{year}-{number:02}"
    return None


def shifted(month: str, by: int) -> str:
    """The month that lies ``by`` months later; earlier where ``by`` is negative."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{number // 12:04}-{number % 12 + 1:02}"


def same_month_last_year(month: str) -> str:
    """The same month a year before."""
    return shifted(month, -12)


def months_between(first: str, last: str) -> tuple[str, ...]:
    """The months from first to last, both included; none where last is before first."""
    months = []
    while first <= last:
        months.append(first)
        first = shifted(first, 1)
    return tuple(months)


def span_text(months: Sequence[str], year: bool = False) -> str:
    """Months as short spans: "jan–jul", "jan–mar, maj–aug", and with year "sep 2021–aug 2022".

    The year is written where ``year`` asks for it or the months are of more than one year.
    """
    years = {month[:4] for month in months}
    runs = _runs(months)
    if len(years) > 1:
        return ", ".join(_run_text(run, True) for run in runs)
    text = ", ".join(_run_text(run, False) for run in runs)
    return f"{text} {years.pop()}" if year and years else text


def _runs(months: Sequence[str]) -> list[tuple[str, str]]:
    """First and last of each unbroken run."""
    if not months:
        return []
    breaks = [at for at, (one, two) in enumerate(pairwise(months), 1) if shifted(one, 1) != two]
    starts, ends = [0, *breaks], [*breaks, len(months)]
    return [(months[start], months[end - 1]) for start, end in zip(starts, ends, strict=True)]


def _run_text(run: tuple[str, str], year: bool) -> str:
    return "–".join(dict.fromkeys(_short(month, year) for month in run))


def _short(month: str, year: bool) -> str:
    name = _SPAN[int(month[5:]) - 1]
    return f"{name} {month[:4]}" if year else name
