"""Changes as blocks: for the page of their own, and for an edition's."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from styrkort.blocks import Block, Cell, Column, Group, Line, Row, Table
from styrkort.changes.model import Changes, NumberChange, Piece, WordsChange
from styrkort.escaping import escaped
from styrkort.outputs import Markdown
from styrkort.terms import ChangeKind

__all__ = ["NOTHING", "NO_NUMBERS", "NO_WORDS", "blocks_of"]

NOTHING = "Inget har ändrats, varken siffror eller ord."
NO_NUMBERS = "Inga siffror har ändrats."
NO_WORDS = "Inga ord har ändrats."
_COLUMNS = (
    Column("Mått", 0.3),
    Column("Uppgift", 0.16),
    Column("Förut", 0.27),
    Column("Nu", 0.27),
)
_KEY = (
    "Ord som har tagits bort är <del>överstrukna</del>, ord som har kommit till är "
    "<ins>understrukna</ins>."
)


def blocks_of(changes: Changes, level: int = 3) -> tuple[Block | Markdown, ...]:
    """The changes under two headings of this level, Siffror and Ord; one line where there are none.

    Whatever the cells hold prints sign by sign.
    """
    if changes.nothing:
        return (Line(NOTHING),)
    return (*_numbers(changes, level), *_words(changes.words, level))


def _numbers(changes: Changes, level: int) -> Iterator[Block | Markdown]:
    yield Markdown(f"{'#' * level} Siffror")
    if changes.unknown:
        yield Line(changes.unknown)
    elif not changes.numbers:
        yield Line(NO_NUMBERS)
    else:
        groups = groupby(changes.numbers, lambda change: change.section)
        yield Table(
            id="tabell-andrade-siffror",
            caption="Ändrade siffror, mål och bedömningar",
            columns=_COLUMNS,
            groups=tuple(
                Group(tuple(row for change in found for row in _rows(change)), title=section)
                for section, found in groups
            ),
            look="granser",
        )


def _rows(change: NumberChange) -> Iterator[Row]:
    said = "" if change.kind is ChangeKind.CHANGED else change.kind.value
    for one in change.differences:
        name = Cell(change.name, second=said, header=True)
        yield Row((name, Cell(one.what), Cell(one.before), Cell(one.after)))


def _words(words: Iterable[WordsChange], level: int) -> Iterator[Block | Markdown]:
    yield Markdown(f"{'#' * level} Ord")
    there = list(words)
    if not there:
        yield Line(NO_WORDS)
        return
    if any(change.kind is not ChangeKind.MOVED for change in there):
        yield Markdown(_KEY)
    for section, found in groupby(there, lambda change: change.section):
        if section:
            yield Markdown(f"{'#' * (level + 1)} {escaped(section, '#')}")
        for change in found:
            yield from _of_cell(change)


def _of_cell(change: WordsChange) -> Iterator[Block | Markdown]:
    if not change.own_words:
        yield Line(f"{change.kind.value} kod i cellen {change.place}.")
        return
    yield Line(f"{change.kind.value}:")
    yield Markdown("\n\n".join(_paragraph(pieces) for pieces in change.paragraphs))


def _paragraph(pieces: Iterable[Piece]) -> str:
    text = ""
    for piece in pieces:
        before, after = _SIGNS[piece.kind]
        text += (" " if text else "") + before
        text += escaped(piece.text, text if not before else "x") + after
    return text


_SIGNS = {
    None: ("", ""),
    ChangeKind.ADDED: ("<ins>", "</ins>"),
    ChangeKind.REMOVED: ("<del>", "</del>"),
}
