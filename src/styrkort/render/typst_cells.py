"""A table block's cells and rows as Typst code: the same words as the HTML, cell for cell."""

import re
from typing import Final

from styrkort.blocks import Cell, Group, Row, RowNote, Table
from styrkort.render.typst_text import identifier, literal, plain_words, words

__all__ = ["cell_code", "integer_parts", "sign", "table_rows"]

_INTEGER: Final = re.compile(r"[+\-−]?\d{1,3}(?:[\u00a0\u202f ]?\d{3})*|[+\-−]?\d+")
_WIDTHS: Final = {"\u00a0": 0.236, " ": 0.236, "\u202f": 0.118, "-": 0.399}
"""Ems; digits, plus and minus are all 0.6 wide in the typeface."""
_UNIT: Final = re.compile("(.*\\d)\u00a0(\\D.*)")
_PAGE: Final = 481.9
_INSET: Final = 5.0
_SIZE: Final = 9.0
"""Points: the page's width, what a cell leaves free at its right, and the type size."""
_RUN: Final = 22
"""Signs without a space that fit the narrowest column."""
_RIGHT: Final = (
    "align: right + top, inset: (x: 0pt, y: 3pt * slack), ",
    "align: right + horizon, inset: (x: 0pt, y: 7pt * slack), ",
)
_SUMMARY_SIGN: Final = "11pt"
_PAGEFUL: Final = 4000
"""Signs, per share of the table's width, that come near to filling a page."""


def sign(id: str, size: str = "8.6pt") -> str:
    """A symbol drawn as decoration; the word beside it says what it means."""
    return f"sign(shapes, {literal(id)}, size: {size})"


def integer_parts(table: Table) -> tuple[float, ...]:
    """Per column the width in ems of its widest integer part: numbers are set flush right in it.

    One that is wider than its column has no say, or it would push the others out of theirs.
    """
    longest = [0.0] * len(table.columns)
    for row in (row for group in table.groups for row in group.rows):
        place = 0
        for cell in row.cells:
            if place < len(longest) and table.columns[place].number and cell.span == 1:
                match = _INTEGER.match(cell.text)
                width = _width(match[0]) if match else 0.0
                if width <= _room(table, place):
                    longest[place] = max(longest[place], width)
            place += cell.span
    return tuple(longest)


def _room(table: Table, place: int) -> float:
    """Ems that a column has for its text."""
    return (table.columns[place].width * _PAGE - _INSET) / _SIZE


def _width(digits: str) -> float:
    return sum(_WIDTHS.get(sign, 0.6) for sign in digits)


def table_rows(table: Table) -> list[str]:
    """All rows of all groups, with the rules between them."""
    longest = integer_parts(table)
    code: list[str] = []
    for n, group in enumerate(table.groups):
        if n:
            code.append(f"table.hline(stroke: {_between(group)})")
        code += _group(table, group, n, longest)
    if table.look != "nyckel":
        code.append("table.hline(stroke: 1pt + ink)")
    return code


def _between(group: Group) -> str:
    if group.rows and group.rows[0].total:
        return "1pt + ink"
    return "0.6pt + mid" if group.title else "0.5pt + hair"


def _group(table: Table, group: Group, number: int, longest: tuple[float, ...]) -> list[str]:
    code = []
    mark = f"{table.id}--{number}"
    if group.title:
        code.append(_group_head(group, mark, len(table.columns)))
    for n, row in enumerate(group.rows):
        if n and table.look != "nyckel" and not row.sub:
            rule = "1pt + ink" if row.total else "0.5pt + hair"
            code.append(f"table.hline(stroke: {rule})")
        code += _row(table, row, longest, mark if n == 0 and group.title else "")
    return code


def _group_head(group: Group, mark: str, columns: int) -> str:
    """A heading of its own level, so that it stands again where the group goes on over a page."""
    symbol = f"{sign(group.symbol)}; h(4pt); " if group.symbol else ""
    count = f'; " "; text(weight: 400, fill: ink2, {words(group.count)})' if group.count else ""
    body = f"{{{symbol}bold({plain_words(group.title)}){count}; continued({literal(mark)})}}"
    return (
        f"table.header(level: 2, repeat: true, table.cell(colspan: {columns}, "
        f"inset: (left: 0pt, right: 0pt, top: 6pt * slack, bottom: 1.5pt * slack), {body}))"
    )


def _row(table: Table, row: Row, longest: tuple[float, ...], mark: str) -> list[str]:
    """The row's cells, then its notes under all but the first."""
    code, place = [], 0
    for n, cell in enumerate(row.cells):
        column = table.columns[min(place, len(table.columns) - 1)]
        spans = f"colspan: {cell.span}, " if cell.span > 1 else ""
        if row.notes and n == 0:
            spans += "rowspan: 2, "
        if table.look == "matt" and row.notes and n:
            spans += "inset: (left: 0pt, right: 5pt, top: 3pt * slack, bottom: 1.5pt * slack), "
        if column.right and cell.span == 1:
            spans += _RIGHT[table.look == "rutnat"]
        at = min(place, len(longest) - 1)
        number = _number(cell.text, longest[at], _room(table, at)) if column.number else ""
        body = cell_code(table, cell, number, row.total)
        if row.sub:
            body = f"part({body}, first: {'true' if n == 0 else 'false'})"
        for id in [id for id in (mark, row.id) if id and n == 0]:
            body = f"{{mark({identifier(id)}); {body}}}"
        if cell.header:
            body = f"quote(block: false, quotes: false, {body})"
        code.append(f"table.cell({spans}{_whole(table, row)}{body})")
        place += cell.span
    if row.notes:
        code.append(_notes(row.notes, len(table.columns) - row.cells[0].span, _whole(table, row)))
    return code


def _whole(table: Table, row: Row) -> str:
    """Rows are never split, unless one alone would run off the page."""
    shares = [table.columns[n].width for n in range(min(len(row.cells), len(table.columns)))]
    texts = [" ".join((c.text, c.second, *c.bullets)) for c in row.cells]
    signs = [len(text) / share for text, share in zip(texts, shares, strict=False)]
    notes = sum(len(note.text) for note in row.notes)
    return "breakable: false, " if max([*signs, notes]) < _PAGEFUL else ""


def _notes(notes: tuple[RowNote, ...], columns: int, whole: str) -> str:
    written = [
        f"block(above: 1.5pt, below: 1.5pt, note({_or_none(note.symbol)}, "
        f"{plain_words(note.head)}, {words(note.text)}))"
        for note in notes
    ]
    inset = "inset: (left: 0pt, right: 5pt, top: 0.5pt * slack, bottom: 4pt * slack)"
    return f"table.cell(colspan: {columns}, {inset}, {whole}{{{'; '.join(written)}}})"


def _or_none(symbol: str) -> str:
    return sign(symbol, "8pt") if symbol else "none"


def cell_code(table: Table, cell: Cell, number: str = "", total: bool = False) -> str:
    """The inside of one cell; ``number`` is code for its first line where that is a number."""
    options = []
    big = table.look == "rutnat"
    if cell.symbol:
        options.append(f"symbol: {sign(cell.symbol, _SUMMARY_SIGN if big else '8.6pt')}")
    if cell.header and table.look in ("oversikt", "nyckel"):
        options.append("gap: 18pt")
    if cell.second:
        options.append(f"second: {words(cell.second, _RUN)}")
    if cell.bullets:
        bullets = "".join(f"{words(bullet, _RUN)}, " for bullet in cell.bullets)
        options.append(f"bullets: ({bullets})")
    if cell.symbols:
        signs = "".join(f"{sign(id, _SUMMARY_SIGN)}, " for id in cell.symbols)
        options.append(f"symbols: ({signs})")
    if cell.hidden:
        options.append(f"said: {literal(cell.hidden)}")
    if cell.anchor:
        options.append(f"tail: page-tail({literal(cell.anchor)})")
    if cell.strong or total or (cell.header and table.look in ("rutnat", "nyckel")):
        options.append("strong: true")
    if cell.quiet or (big and cell.text == "0" and not (cell.header or total)):
        options.append("faint: true")
    first = number or words(cell.text, _RUN)
    if cell.anchor:
        first = f"to({identifier(cell.anchor)}, {first})"
    return f"cell({', '.join([first, *options])})"


def _number(text: str, longest: float, room: float) -> str:
    """A number in its column: commas aligned, the unit on a line of its own where it must be.

    Empty where the text doesn't begin with a number, or holds several.
    """
    integer = _INTEGER.match(text)
    if not integer or ";" in text:
        return ""
    lack = max(longest - _width(integer[0]), 0.0)
    lack = max(min(lack, room - _width(text)), 0.0)  # rather out of line than broken
    parted = _UNIT.fullmatch(text)
    if not parted or _width(text) <= room:
        return f"number({lack:.3f}em, {literal(text)})" if lack else literal(text)
    figure, unit = parted.groups()
    if _width(figure) > room:
        return f"text(size: 8pt, {literal(f'{figure} {unit}')})"
    return f"{{h({lack:.3f}em); {literal(f'{figure} {unit}')}}}"
