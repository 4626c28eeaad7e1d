"""The three reporting periods: "DÅ08" and a year → dates, slug, previous, same period last year."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from styrkort.errors import InputError
from styrkort.quantities import NBSP

__all__ = ["PERIOD_CODES", "Period", "month_name", "parse_period"]

PERIOD_CODES = ("DÅ04", "DÅ08", "ÅR")

_LAST_MONTH = {"DÅ04": 4, "DÅ08": 8, "ÅR": 12}
_SLUGS = {"DÅ04": "da04", "DÅ08": "da08", "ÅR": "ar"}
_ORDINALS = {"DÅ04": "den första av tre", "DÅ08": "den andra av tre", "ÅR": "den tredje av tre"}
_SPELLINGS = {code: code for code in PERIOD_CODES} | {
    code.replace("Å", "A"): code for code in PERIOD_CODES
}
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """Period: from 1 January to the end of April, August or December of a year."""

    code: str
    """Periodkod: DÅ04, DÅ08 or ÅR."""
    year: int
    """År."""

    def __post_init__(self) -> None:
        if self.code not in PERIOD_CODES:
            raise ValueError(f"unknown period code: {self.code!r}")

    @property
    def slug(self) -> str:
        """The period in file names: da04, da08, ar."""
        return _SLUGS[self.code]

    @property
    def start(self) -> date:
        """Första dagen."""
        return date(self.year, 1, 1)

    @property
    def end(self) -> date:
        """Sista dagen."""
        month = _LAST_MONTH[self.code]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def months(self) -> tuple[str, ...]:
        """Månaderna, "2022-01" to the period's last."""
        return tuple(f"{self.year}-{m:02}" for m in range(1, _LAST_MONTH[self.code] + 1))

    @property
    def previous(self) -> "Period":
        """Föregående period: DÅ08 after DÅ04 after last year's ÅR."""
        index = PERIOD_CODES.index(self.code)
        return Period(PERIOD_CODES[index - 1], self.year if index else self.year - 1)

    @property
    def last_year(self) -> "Period":
        """Samma period föregående år."""
        return Period(self.code, self.year - 1)

    @property
    def report_name(self) -> str:
        """The main report's name: "delårsrapport augusti 2022", "årsrapport 2022"."""
        if self.code == "ÅR":
            return f"årsrapport {self.year}"
        return f"delårsrapport {_MONTHS[self.end.month - 1]} {self.year}"

    @property
    def name(self) -> str:
        """The months: "januari–augusti 2022"."""
        return f"januari–{_MONTHS[self.end.month - 1]} {self.year}"

    @property
    def ordinal(self) -> str:
        """Which of the year's three follow-ups it is: "den andra av tre"."""
        return _ORDINALS[self.code]

    @property
    def dates(self) -> str:
        """From day to day, "1 januari–31 augusti 2022", no-break between day and month."""
        last = f"{self.end.day}{NBSP}{_MONTHS[self.end.month - 1]}"
        return f"1{NBSP}januari–{last} {self.year}"


def parse_period(text: str | None, year: int | None = None) -> tuple[str, int | None]:
    """The period's code and its year, if either ``text`` or ``year`` gives one.

    Accepted, after NFC and without regard to case: DÅ08, då08, DA08, 2022-DÅ08 (3.1).
    InputError, naming the periods there are, for anything else or for two different years.
    """
    typed = unicodedata.normalize("NFC", text or "").strip()
    if not typed:
        raise InputError(f"PERIOD saknas. {_THE_PERIODS}")
    match = re.fullmatch(r"(?:([0-9]{4})-)?(.+)", typed.upper(), re.DOTALL)
    code = _SPELLINGS.get(match[2]) if match else None
    if match is None or code is None:
        raise InputError(f"Perioden ”{_printable(typed)}” finns inte. {_THE_PERIODS}")
    typed_year = int(match[1]) if match[1] else None
    if typed_year and year and typed_year != year:
        raise InputError(
            f"Perioden ”{_printable(typed)}” gäller {typed_year}, men året är angivet som {year}. "
            "Ange ett av dem, eller samma år i båda."
        )
    return code, typed_year or year


def month_name(month: str) -> str:
    """The month in words: "december 2020" of "2020-12"; a bare year is itself."""
    year, _, number = month.partition("-")
    return f"{_MONTHS[int(number[:2]) - 1]} {year}" if number else year


_THE_PERIODS = (
    "Perioderna är DÅ04 (januari–april), DÅ08 (januari–augusti) och ÅR (hela året); "
    "skriv till exempel DÅ08."
)


def _printable(text: str) -> str:
    """What was typed, fit for one line of a terminal."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return shown if len(shown) <= 40 else shown[:39] + "…"
