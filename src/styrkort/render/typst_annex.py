"""How the figures came about, on paper: what a screen shows on demand stands in an annex."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from styrkort.blocks import Details, Group, Table
from styrkort.plaintext import to_text
from styrkort.render.typst_blocks import table_code
from styrkort.render.typst_pieces import Piece
from styrkort.render.typst_text import identifier, literal, words

__all__ = ["with_annex"]

_TITLE: Final = "Så kom talen till"
_CAPTION: Final = "Tal med formel och källa"
_ID: Final = "bilaga-sa-kom-talen-till"
_LEAD: Final = "Här står talen som de är före avrundning, med formel och källa."
_MORE: Final = (
    " Talen för varje verksamhet och månad finns i rapporten som webbsida och i resultat.json."
)


def with_annex(pieces: Sequence[Piece], contents: bool) -> tuple[Piece, ...]:
    """The pieces with every run of details as one line that leads to the annex, which ends them.

    ``contents``: whether the document has a list of contents, for the annex to stand in.
    """
    found = [piece.block for piece in pieces if isinstance(piece.block, Details)]
    if not found:
        return tuple(pieces)
    shown: list[Piece] = []
    for detailed, run in groupby(pieces, lambda piece: isinstance(piece.block, Details)):
        shown += [_reference()] if detailed else run
    return (*shown, _heading(contents), _lead(found), *map(_table, _tables(found)))


def _reference() -> Piece:
    said = f"Formel och källa: {_TITLE}"
    return Piece("prose", f"derived-line({literal(_ID)})", said)


def _heading(contents: bool) -> Piece:
    outlined = "true" if contents else "false"
    title = f"heading(level: 2, outlined: {outlined}, bookmarked: true, {literal(_TITLE)})"
    return Piece("heading", f"[#{title} #label({identifier(_ID)})]", _TITLE, 2, _ID)


def _lead(found: Sequence[Details]) -> Piece:
    said = _LEAD + _MORE * any(one.parts for one in found)
    return Piece("prose", f"prose(par({words(said)}))", said)


def _table(table: Table) -> Piece:
    return Piece("block", table_code(table), to_text(table), block=table)


def _tables(found: Sequence[Details]) -> tuple[Table, ...]:
    """All figures in one table, a group a measure, and every file once."""
    groups = tuple(
        Group(group.rows, title=one.title) for one in found for group in one.numbers.groups
    )
    numbers = replace(found[0].numbers, id="bilaga-tal", caption=_CAPTION, groups=groups)
    listed = [one.files for one in found if one.files]
    if not listed:
        return (numbers,)
    rows = {row.cells: row for files in listed for group in files.groups for row in group.rows}
    files = Group(tuple(rows.values()))
    return numbers, replace(listed[0], id="bilaga-filer", caption="Filer", groups=(files,))
