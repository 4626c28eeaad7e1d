"""One cell of an export → a number, an answer, a count, a kön; ValueError says in Swedish why not.

Nothing is evaluated: a formula in a text file is no number, and a formula that Excel never
calculated is an error to be mended where it stands.
"""

import re
from datetime import date
from decimal import Decimal

from styrkort.exports.cells import Cell
from styrkort.quantities import parse_number, shortened

__all__ = [
    "GENDERS", "answer_of", "count_of", "gender_of", "is_empty", "is_missing", "number_of",
    "stripped", "text_of", "value_of", "word_of",
]  # fmt: skip

GENDERS = ("kvinna", "man")
_MISSING = frozenset({"", "-", "–", "—", "−", "..", "…"})
_ANSWERS = {"ja": True, "nej": False}
_ERROR_CELL = re.compile(r"#.+")
_EXCEL_ERROR = re.compile(r"#(?:[A-ZÅÄÖ]+(?:/[0A-ZÅÄÖ]+)?[!?]?|N/A)", re.IGNORECASE)
_FORMULA = re.compile(r"[=@]|[+-] *[A-Za-zÅÄÖåäö(]")


def stripped(cell: Cell) -> Cell:
    """The cell without spaces around its text."""
    return cell.strip() if isinstance(cell, str) else cell


def is_missing(cell: Cell) -> bool:
    """Whether a stripped cell says that there is no value: empty, "-" or "..". A zero is one."""
    return cell in _MISSING


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in the cell."""
    return isinstance(cell, str) and not cell.strip()


def answer_of(cell: Cell) -> bool | None:
    """Ja or nej; None where the cell says neither."""
    return _ANSWERS.get(cell.casefold()) if isinstance(cell, str) else None


def value_of(cell: Cell) -> Decimal:
    """A number, with or without a per cent sign."""
    if isinstance(cell, str):
        return number_of(cell.removesuffix("%").rstrip())
    return number_of(cell)


def number_of(cell: Cell) -> Decimal:
    """The exact number; the message says what stands there instead, and the remedy."""
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, date):
        raise ValueError(
            f"cellen innehåller datumet {cell.isoformat()} där ett tal ska stå. "
            "Ge cellen talformat och skriv om talet."
        )
    if _ERROR_CELL.fullmatch(cell):
        raise ValueError(_error_said(cell))
    if _FORMULA.match(cell):
        raise ValueError(
            f"cellen innehåller en formel, ”{shortened(cell)}”, och formler räknas aldrig ut här. "
            "Exportera filen med värden i stället för formler."
        )
    try:
        return parse_number(cell)
    except ValueError as reason:
        raise ValueError(f"{reason}. Skriv talet, eller lämna cellen tom om det saknas.") from None


def text_of(cell: Cell) -> str:
    """A code as text on one line: 4711 of the number 4711,0, "2022-08-31" of a date.

    A formula in a text file is only text here. ValueError for an error value of Excel's.
    """
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}" if cell else "0"
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(word_of(cell).split())


def word_of(cell: Cell) -> str:
    """The cell as it is written; ValueError for an error value of Excel's."""
    if isinstance(cell, str) and _EXCEL_ERROR.fullmatch(cell):
        raise ValueError(_error_said(cell))
    return str(cell)


def count_of(cell: Cell) -> int:
    """A whole number, 0 or greater."""
    number = number_of(cell)
    if number < 0 or number != number.to_integral_value():
        raise ValueError(
            f"”{shortened(str(cell))}” är inget antal. Skriv ett heltal, 0 eller större."
        )
    return int(number)


def gender_of(cell: Cell) -> str:
    """Kvinna or man."""
    gender = str(cell).casefold()
    if gender not in GENDERS:
        raise ValueError(
            f"”{shortened(str(cell))}” är okänt. Skriv kvinna, man eller lämna tomt för alla."
        )
    return gender


def _error_said(cell: str) -> str:
    return (
        f"cellen innehåller felet eller den oberäknade formeln {cell}. "
        "Rätta formeln och spara filen på nytt, eller lämna cellen tom."
    )
