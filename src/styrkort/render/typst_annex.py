"""How the figures came about, on paper: what a screen shows on demand stands in an annex."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from styrkort.blocks import Column, Details, Group, Row, Table
from styrkort.plaintext import to_text
from styrkort.render.typst_blocks import table_code
from styrkort.render.typst_pieces import Piece
from styrkort.render.typst_text import identifier, literal, words

__all__ = ["short_names", "with_annex"]

_TITLE: Final = "Så kom talen till"
_CAPTION: Final = "Tal med formel och källa"
_SOURCE: Final = re.compile(r" \(källan [^()]*\)")
_COLUMNS: Final = (Column("Tal", 0.365), Column("Värde", 0.145), Column("Underlag", 0.49))
"""Figures of many units, one below the other: their commas have nothing to align for."""
_ID: Final = "bilaga-sa-kom-talen-till"
_LEAD: Final = "Här står talen som de är före avrundning, med formel och källa."
_MORE: Final = (
    " Talen för varje verksamhet och månad finns i rapporten som webbsida och i resultat.json."
)
_NAMED: Final = " Filerna nämns vid namn; mapp och kontrollsumma står i tabellen Filer."


def with_annex(pieces: Sequence[Piece], contents: bool) -> tuple[Piece, ...]:
    """The pieces with every run of details as one line that leads to the annex, which ends them.

    Only an edition's own pages come after it. ``contents``: whether the document has a list of
    contents, for the annex to stand in.
    """
    found = [piece.block for piece in pieces if isinstance(piece.block, Details)]
    if not found:
        return tuple(pieces)
    last = next((n for n, piece in enumerate(pieces) if piece.apart), len(pieces))
    shown: list[Piece] = []
    for detailed, run in groupby(pieces[:last], lambda piece: isinstance(piece.block, Details)):
        shown += [_reference()] if detailed else run
    annex = (_heading(contents), _lead(found), *map(_table, _tables(found)))
    return (*shown, *annex, *pieces[last:])


def _reference() -> Piece:
    said = f"Formel och källa: {_TITLE}"
    return Piece("prose", f"derived-line({literal(_ID)})", said, tail=True)


def _heading(contents: bool) -> Piece:
    outlined = "true" if contents else "false"
    title = f"heading(level: 2, outlined: {outlined}, bookmarked: true, {literal(_TITLE)})"
    return Piece("heading", f"[#{title} #label({identifier(_ID)})]", _TITLE, 2, _ID)


def _lead(found: Sequence[Details]) -> Piece:
    more = _MORE * any(one.parts for one in found)
    said = _LEAD + more + _NAMED * any(one.files for one in found)
    return Piece("prose", f"prose(par({words(said)}))", said)


def _table(table: Table) -> Piece:
    return Piece("block", table_code(table, dense=True), to_text(table), block=table)


def _tables(found: Sequence[Details]) -> tuple[Table, ...]:
    """All figures in one table, a group a measure, and every file once."""
    listed = [one.files for one in found if one.files]
    rows = {row.cells: row for files in listed for group in files.groups for row in group.rows}
    short = short_names([cells[0].text for cells in rows])
    groups = tuple(
        replace(group, rows=tuple(_on_one_line(row, short) for row in group.rows))
        for one in found
        for group in one.numbers.groups
    )
    numbers = replace(
        found[0].numbers, id="bilaga-tal", caption=_CAPTION, columns=_COLUMNS, groups=groups
    )
    files = Group(tuple(rows.values()))
    return numbers, *(
        replace(one, id="bilaga-filer", caption="Filer", groups=(files,)) for one in listed[:1]
    )


def short_names(paths: Sequence[str]) -> dict[str, str]:
    """Each file's last name, with its folder where another file has the same."""
    last = Counter(PurePosixPath(path).name for path in paths)
    return {
        path: place.name if last[place.name] == 1 else "/".join(place.parts[-2:])
        for path in paths
        for place in [PurePosixPath(path)]
    }


def _on_one_line(row: Row, short: Mapping[str, str]) -> Row:
    """The row with its last cell's lines as one, its files by their short names.

    Which of the plan's sources read a file is told on the screen, beside its whole path.
    """
    *others, last = row.cells
    text = _SOURCE.sub("", f"{last.text} {last.second}".strip())
    if short:
        paths = "|".join(map(re.escape, sorted(short, key=len, reverse=True)))
        text = re.sub(paths, lambda path: short[path[0]], text)
    return replace(row, cells=(*others, replace(last, text=text, second="")))
