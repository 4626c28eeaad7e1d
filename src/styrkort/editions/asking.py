"""What has to be known before anything is approved: by whom, when, under which number, why."""

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import category

from styrkort.approval.model import read_day
from styrkort.errors import InputError
from styrkort.markup import printable

__all__ = ["Asked", "Statement", "stated"]

_SAYS_SOMETHING = re.compile(r"\w")
_JOINERS = "\u200c\u200d"
"""Of the signs that aren't seen those that names and emoji are spelt with."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as typed; empty where nothing was."""

    by: str
    date: str
    dnr: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Uppgifter om fastställandet, checked."""

    by: str
    day: date
    dnr: str
    reason: str


def stated(asked: Asked, today: date) -> Statement:
    """What was asked for, each on one line; ``today`` where no date is given.

    InputError with every value that is missing or wrong. A name is taken as it is stated: nobody
    is authenticated. Any real date will do, also one before the period's end: what is approved
    can be a working version of a period that is still going on.
    """
    by, dnr, reason = (_one_line(text) for text in (asked.by, asked.dnr, asked.reason))
    faults = []
    if not _SAYS_SOMETHING.search(by):
        faults.append(
            "BY saknas: ange vem som fastställer rapporten, namn och gärna befattning, med "
            "BY=namn eller --by namn."
        )
    day = _day(asked.date, today)
    if day is None:
        faults.append(
            f"DATE: ”{_one_line(asked.date)}” är inget datum. Skriv år, månad och dag som i "
            f"{today.isoformat()}, eller utelämna DATE; då är det dagens datum."
        )
    for name, said in (("DNR", dnr), ("REASON", reason)):
        if said and not _SAYS_SOMETHING.search(said):
            faults.append(f"{name}: ”{said}” säger ingenting. Skriv det i ord, eller utelämna det.")
    if faults or day is None:
        raise InputError.gathered(faults)
    return Statement(by, day, dnr, reason)


def _one_line(text: str) -> str:
    """Without what can't be seen, and could make the line read as another than it is."""
    seen = "".join(sign for sign in text if category(sign) != "Cf" or sign in _JOINERS)
    return " ".join(printable(seen.replace("\n", " ").replace("\r", " ")).split())


def _day(text: str, today: date) -> date | None:
    said = text.strip()
    if not said:
        return today
    try:
        return read_day(said)
    except ValueError:
        return None
