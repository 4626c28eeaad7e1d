"""Changes as text for a terminal, as wide as it is; colours only beside the signs, never alone."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from styrkort.changes.model import Changes, NumberChange, Piece, WordsChange
from styrkort.changes.pages import NO_NUMBERS, NO_WORDS, NOTHING
from styrkort.tablemarkup import printable
from styrkort.terms import ChangeKind

__all__ = ["lines_of"]

_LEAST = 40
"""No narrower than this, however narrow the terminal."""
_RED, _GREEN, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"
_MARKS = {"\ue000": _RED, "\ue001": _GREEN, "\ue002": _PLAIN}
"""Signs of the private use area, which stand for a colour while the text is wrapped."""
_SIGNS = {
    None: ("", ""),
    ChangeKind.REMOVED: ("\ue000[-", "-]\ue002"),
    ChangeKind.ADDED: ("\ue001{+", "+}\ue002"),
}
_KEY = "Ord som har tagits bort står [-så här-], ord som har kommit till {+så här+}."


def lines_of(changes: Changes, width: int, coloured: bool = False) -> list[str]:
    """The sections Siffror and Ord, a line each; one line where nothing has changed."""
    if changes.nothing:
        return [NOTHING]
    room = max(width, _LEAST)
    lines = ["Siffror", *_numbers(changes, room), "", "Ord", *_words(changes, room)]
    return list(_painted(lines, coloured))


def _painted(lines: Iterable[str], coloured: bool) -> Iterator[str]:
    """The marks as colours, none of which goes on past its line's end; or left out."""
    colour = ""
    for line in lines:
        marks = [sign for sign in line if sign in _MARKS]
        text = "".join(
            (_MARKS[sign] if coloured else "") if sign in _MARKS else sign for sign in line
        )
        if not coloured:
            yield text
            continue
        opened = colour
        colour = _MARKS[marks[-1]].replace(_PLAIN, "") if marks else colour
        yield opened + text + (_PLAIN if colour else "")


def _numbers(changes: Changes, width: int) -> Iterator[str]:
    if changes.unknown or not changes.numbers:
        yield from _wrapped(changes.unknown or NO_NUMBERS, width, "  ")
    for section, found in groupby(changes.numbers, lambda change: change.section):
        yield from ("", *_wrapped(_harmless(section), width, "  "))
        for change in found:
            yield from _row(change, width)


def _row(change: NumberChange, width: int) -> Iterator[str]:
    said = "" if change.kind is ChangeKind.CHANGED else f" ({change.kind.value.lower()})"
    yield from _wrapped(_harmless(change.name) + said, width, "    ")
    wide = max(len(one.what) for one in change.differences)
    for one in change.differences:
        text = _harmless(f"{one.what.ljust(wide)}  {one.before} → {one.after}")
        yield from _wrapped(text, width, "      ", " " * (wide + 8))


def _words(changes: Changes, width: int) -> Iterator[str]:
    if not changes.words:
        yield from _wrapped(NO_WORDS, width, "  ")
        return
    if any(change.kind is not ChangeKind.MOVED for change in changes.words):
        yield from _wrapped(_KEY, width, "  ")
    for section, found in groupby(changes.words, lambda change: change.section):
        yield from ("", *_wrapped(_harmless(section) or "Utan rubrik", width, "  "))
        for change in found:
            yield from _cell(change, width)


def _cell(change: WordsChange, width: int) -> Iterator[str]:
    what = "" if change.own_words else " kod"
    yield from _wrapped(f"{change.kind.value}{what}: {change.place}", width, "    ")
    for pieces in change.paragraphs:
        yield from _wrapped(_paragraph(pieces), width, "      ")


def _paragraph(pieces: Iterable[Piece]) -> str:
    parts = []
    for piece in pieces:
        opening, closing = _SIGNS[piece.kind]
        parts.append(f"{opening}{_harmless(piece.text)}{closing}")
    return " ".join(parts)


def _harmless(text: str) -> str:
    """The words without what would steer the terminal."""
    return "".join(sign for sign in printable(text) if sign not in _MARKS)


def _wrapped(text: str, width: int, indent: str, hanging: str = "") -> list[str]:
    """In lines; no number is parted from its unit, no word is cut."""
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=hanging or indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
