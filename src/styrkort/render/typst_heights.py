"""How much of a page a piece takes, roughly: enough to decide where a part begins a page.

Exact heights are known to Typst alone, and asking it costs as much as setting the text.
"""

import re
from collections.abc import Iterable
from math import ceil

from styrkort.blocks import Figure, Row, Steps, Table
from styrkort.render.typst_pieces import Piece

__all__ = ["PAGE", "height", "table_height"]

PAGE = 700.0
"""A page's text height in points."""
_PAGE_WIDTH = 481.9
_LINE = 13.8
_MEASURE = 64
"""Signs of running text in a line of 112 mm."""
_TABLE_SIGNS = 105
"""Signs of table text in 170 mm."""
_HEADINGS = {1: 60.0, 2: 56.0, 3: 36.0}


def height(pieces: Iterable[Piece]) -> float:
    """Points that the pieces take together."""
    return sum(map(_height, pieces))


def _height(piece: Piece) -> float:
    block = piece.block
    if isinstance(block, Table):
        return table_height(block)
    if isinstance(block, Figure):
        return _figure(block)
    if isinstance(block, Steps):
        return 120.0 if block.title else 95.0
    if piece.kind == "heading":
        return _HEADINGS.get(piece.level, 30.0)
    if piece.kind == "mark":
        return 0.0
    return 9.0 + sum(_LINE * ceil(len(line) / _MEASURE) for line in piece.words.splitlines())


def _figure(figure: Figure) -> float:
    """The drawing at the page's width, with its title and caption."""
    box = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', figure.svg)
    drawn = _PAGE_WIDTH * float(box[2]) / max(float(box[1]), 1.0) if box else 180.0
    return min(drawn, 620.0) + (35.0 if figure.title else 15.0) + (35.0 if figure.caption else 15.0)


def table_height(table: Table, width: float = 1.0) -> float:
    """Points that a table takes that is as wide as this share of the page."""
    if not table.columns:
        return 0.0
    groups = sum(20.0 for group in table.groups if group.title)
    rows = sum(_row(table, row, width) for group in table.groups for row in group.rows)
    if table.look == "nyckel":  # keys stand in pairs
        rows /= 2
    caption = 30.0 if table.caption_shown else 0.0
    return 45.0 + caption + groups + rows + (17.0 if table.footnote else 0.0)


def _row(table: Table, row: Row, width: float) -> float:
    lines, place = 1, 0
    for cell in row.cells:
        share = sum(column.width for column in table.columns[place : place + cell.span]) or 1.0
        signs = max(share * width * _TABLE_SIGNS, 4.0)
        texts = (cell.text, cell.second, *cell.bullets)
        lines = max(lines, sum(ceil(len(text) / signs) for text in texts))
        place += cell.span
    notes = sum(ceil(len(note.head + note.text) / 85) for note in row.notes)
    return 7.0 + 11.0 * (lines + notes)
