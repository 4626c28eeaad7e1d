"""A table block as semantic HTML: caption, column, row and group heads, every cell with its words.

The same rows become stacked records on a narrow screen: hence explicit roles (a table that is
displayed as blocks stops being one) and ``data-l``, the column's head, for the labels.
"""

import re
from html import escape
from itertools import chain
from typing import Final

from styrkort.blocks import Cell, Column, Group, Row, RowNote, Table
from styrkort.joints import joined
from styrkort.symbols import symbol

__all__ = ["name_html", "printable", "table_html", "words_html"]

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INTEGER_PART: Final = re.compile(r"[+\-−]?\d{1,3}(?:[\u00a0\u202f ]?\d{3})*|[+\-−]?\d+")
# Digits, plus and minus are 600 units wide in the typeface, its spaces 236 and 118.
_WIDTHS: Final = {"\u00a0": 236, " ": 236, "\u202f": 118, "-": 399}
_DIGIT_WIDTH: Final = 600
_WIDEST_BOX: Final = 4700
"""Seven digits: a wider number fills its column by itself and would push the others out of it."""
_JOINT: Final = '<i class="fog"></i>'
_LONG_WORD: Final = 16


def printable(text: str) -> str:
    """The text without control characters and lone surrogates, which no document can hold."""
    return _UNPRINTABLE.sub("", text)


def words_html(text: str) -> str:
    """Plain words as HTML."""
    return escape(printable(text), quote=True)


def name_html(text: str) -> str:
    """A name in a narrow column: long compounds may break at their joints, and the words stay
    whole for whoever searches or copies them (the hyphen is drawn, not written).
    """
    return joined(words_html(text), _JOINT, _LONG_WORD)


def table_html(table: Table) -> str:
    """The table; ``table.look`` becomes its class."""
    boxes = tuple(_integer_width(table, n) for n in range(len(table.columns)))
    columns = "".join(f'<col style="width:{_percent(c.width)}">' for c in table.columns)
    hidden = "" if table.caption_shown else ' class="dold"'
    body = "".join(_group(group, table.columns, boxes) for group in table.groups)
    foot = f'<p class="fot">{words_html(table.footnote)}</p>' if table.footnote else ""
    return (
        f'<table class="{table.look}" role="table" id="{words_html(table.id)}">'
        f"<caption{hidden}>{words_html(table.caption)}</caption><colgroup>{columns}</colgroup>"
        f"{_head(table)}{body}</table>{foot}"
    )


def _percent(share: float) -> str:
    return f"{share * 100:.4g}%"


def _head(table: Table) -> str:
    cells = "".join(
        f'<th scope="col" role="columnheader"{_class(_column_class(c))}>'
        f"{joined(words_html(c.head), _JOINT)}</th>"
        for c in table.columns
    )
    hidden = ' class="dolt-huvud"' if table.look == "nyckel" else ""
    return f'<thead role="rowgroup"{hidden}><tr role="row">{cells}</tr></thead>'


def _column_class(column: Column) -> str:
    return "h" if column.right else ""


def _class(names: str) -> str:
    return f' class="{names}"' if names else ""


def _group(group: Group, columns: tuple[Column, ...], boxes: tuple[int, ...]) -> str:
    rows = "".join(_row(row, columns, boxes) for row in group.rows)
    return f'<tbody role="rowgroup">{_group_head(group, len(columns))}{rows}</tbody>'


def _group_head(group: Group, columns: int) -> str:
    if not group.title:
        return ""
    count = f' <span class="kvick">{words_html(group.count)}</span>' if group.count else ""
    words = f"{symbol(group.symbol)}{words_html(group.title)}{count}"
    return (
        '<tr class="grupp" role="row">'
        f'<th scope="rowgroup" role="rowheader" colspan="{columns}">{words}</th></tr>'
    )


def _row(row: Row, columns: tuple[Column, ...], boxes: tuple[int, ...]) -> str:
    cells, place = [], 0
    for n, cell in enumerate(row.cells):
        rows = 2 if row.notes and n == 0 else 1
        cells.append(_cell(cell, columns[place], boxes[place], rows))
        place += cell.span
    kinds = ["alla"] * row.total + ["under"] * row.sub + ["noterad"] * bool(row.notes)
    names = _class(" ".join(kinds)) + (f' id="{words_html(row.id)}"' if row.id else "")
    note = _notes(row.notes, len(columns) - row.cells[0].span) if row.notes else ""
    line = "\n".join(cells)
    return f'\n<tr role="row"{names}>{line}</tr>{note}'


def _notes(notes: tuple[RowNote, ...], columns: int) -> str:
    words = "".join(
        f"<p>{symbol(note.symbol)}<b>{words_html(note.head)}</b> {words_html(note.text)}</p>"
        for note in notes
    )
    return f'<tr class="noter" role="row"><td role="cell" colspan="{columns}">{words}</td></tr>'


def _cell(cell: Cell, column: Column, box: int, rows: int) -> str:
    tag, scope = ("th", ' scope="row" role="rowheader"') if cell.header else ("td", ' role="cell"')
    names = _class(" ".join(_cell_classes(cell, column)))
    spans = f' colspan="{cell.span}"' * (cell.span > 1) + f' rowspan="{rows}"' * (rows > 1)
    label = "" if cell.header or cell.span > 1 else f' data-l="{words_html(column.head)}"'
    return f"<{tag}{scope}{names}{spans}{label}>{_content(cell, column, box)}</{tag}>"


def _cell_classes(cell: Cell, column: Column) -> list[str]:
    classes = {
        "h": column.right and cell.span == 1,
        "stark": cell.strong,
        "kvick": cell.quiet,
        "noll": cell.text == "0" and not cell.header,
        "tom": cell.text == "–" and bool(cell.hidden),
        "bred": cell.span > 1,
    }
    return [name for name, holds in classes.items() if holds]


def _content(cell: Cell, column: Column, box: int) -> str:
    words = _first_line(cell, column, box) + _second_line(cell)
    if cell.symbol:
        return f'<div class="med">{symbol(cell.symbol)}<div>{words}</div></div>'
    return words


def _first_line(cell: Cell, column: Column, box: int) -> str:
    text = name_html(cell.text) if cell.header else words_html(cell.text)
    if cell.hidden:
        text = f'<span role="img" aria-label="{words_html(cell.hidden)}">{text}</span>'
    if cell.anchor:
        text = f'<a href="#{words_html(cell.anchor)}">{text}</a>'
    if column.number and (own := _width(cell.text)) is not None and own < box:
        # Padding, not a box round the digits: the number stays one unbroken string.
        text = f'<span class="tal" style="padding-left:{(box - own) / 1000:g}em">{text}</span>'
    bullets = "".join(f"<li>{words_html(bullet)}</li>" for bullet in cell.bullets)
    signs = "".join(symbol(id) for id in cell.symbols)
    return (
        text
        + (f"<ul>{bullets}</ul>" if bullets else "")
        + (f' <span class="rad-tecken">{signs}</span>' if signs else "")
    )


def _second_line(cell: Cell) -> str:
    second = joined(words_html(cell.second), _JOINT)
    return f' <span class="andra">{second}</span>' if cell.second else ""


def _width(text: str) -> int | None:
    """Width of the integer part in thousandths of an em; None where the text is words."""
    match = _INTEGER_PART.match(text)
    return sum(_WIDTHS.get(sign, _DIGIT_WIDTH) for sign in match[0]) if match else None


def _integer_width(table: Table, column: int) -> int:
    """The box for a number column: its widest integer part; 0 for a column of words."""
    if not table.columns[column].number:
        return 0
    rows = chain.from_iterable(group.rows for group in table.groups)
    widths = (_width(text) or 0 for row in rows for text in _text_at(row, column))
    return max((width for width in widths if width <= _WIDEST_BOX), default=0)


def _text_at(row: Row, column: int) -> tuple[str, ...]:
    """The text of the cell that begins in this column, if one does."""
    place = 0
    for cell in row.cells:
        if place == column and cell.span == 1:
            return (cell.text,)
        place += cell.span
    return ()
