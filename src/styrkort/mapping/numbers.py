"""A number as a source system writes it → as Swedish digits, which `quantities` reads.

A minus after the digits and parentheses around them are accountants' ways of writing it. Which
of comma and dot parts thousands is never guessed: the källa says it (`tal`).
"""

import re
from collections.abc import Iterable

from styrkort.exports.cells import Cell
from styrkort.plans.sourceplan import Numbers
from styrkort.quantities import shortened

__all__ = ["plain_number", "seem_parted"]

_LEAST = 2
"""A single number with three decimals is just that."""

_PARTED = re.compile(r"[+−-]?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
_MINUS = "-−–"
_AFTER = re.compile(rf"(?P<digits>[^{_MINUS}(].*\d ?%?) ?[{_MINUS}]")
_AROUND = re.compile(rf"\((?P<digits>[^{_MINUS}()]*\d ?%?)\)(?P<sign> ?%)?")


def plain_number(cell: Cell, form: Numbers) -> Cell:
    """The cell with an ordinary minus, without thousands and without what is to be taken away.

    ValueError, in Swedish, where a sign for thousands doesn't part thousands.
    """
    if not isinstance(cell, str):
        return cell
    return _without_thousands(_minus_first(_without(cell, form.removed)), form)


def seem_parted(texts: Iterable[str]) -> str:
    """The comma or dot of numbers that may be of thousands: in all of them three digits follow."""
    signed = [text for text in texts if re.search(r"\d[.,]\d", text)]
    found = {match[1] if (match := _PARTED.fullmatch(text)) else "" for text in signed}
    return found.pop() if len(found) == 1 and len(signed) >= _LEAST else ""


def _without(text: str, removed: tuple[str, ...]) -> str:
    for sign in removed:
        text = re.sub(re.escape(sign), "", text, flags=re.IGNORECASE)
    return text.strip() if removed else text


def _minus_first(text: str) -> str:
    if match := _AROUND.fullmatch(text):
        return f"-{match['digits']}{match['sign'] or ''}"
    match = _AFTER.fullmatch(text)
    return f"-{match['digits']}" if match else text


def _without_thousands(text: str, form: Numbers) -> str:
    """The text without its signs for thousands; as it is where it isn't digits at all."""
    if form.decimal is None:
        return text
    other = "," if form.decimal == "." else "."
    if other not in text or not re.fullmatch(r"[^\w]*[\d., \u00a0]+%?", text):
        return text
    grouped = rf"[^\d]*\d{{1,3}}(?:{re.escape(other)}\d{{3}})+(?:{re.escape(form.decimal)}\d+)? ?%?"
    if not re.fullmatch(grouped, text):
        word = {",": "komma", ".": "punkt"}
        raise ValueError(
            f"”{shortened(text)}” har {word[other]} som inte skiljer tusental, men källan har "
            f"decimaltecken: {word[form.decimal]}. Rätta talet, eller decimaltecken i planen."
        )
    return text.replace(other, "")
