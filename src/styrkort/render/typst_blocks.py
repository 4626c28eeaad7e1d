"""The blocks that a report's cells display, as Typst code; one function a block."""

from collections.abc import Mapping

from styrkort.blocks import Block, Cell, Counts, Details, Facts, Figure, Line, Steps, Table
from styrkort.render.typst_cells import cell_code, sign, table_rows
from styrkort.render.typst_inline import Picture
from styrkort.render.typst_text import identifier, literal, plain_words, words

__all__ = ["block_code", "counts_code", "figure_code", "table_code"]

_PAGE = 481.89
"""170 mm in points."""
_HEAD_INSETS = (
    "(left: 0pt, right: 5pt, top: 3pt * slack, bottom: 4pt * slack)",
    "(left: 0pt, right: 0pt, top: 3pt * slack, bottom: 4pt * slack)",
)
_INSETS = {
    "matt": "(left: 0pt, right: 5pt, top: 3pt * slack, bottom: 3.5pt * slack)",
    "rutnat": "(left: 0pt, right: 4pt, top: 7pt * slack, bottom: 7pt * slack)",
    "oversikt": "(left: 0pt, right: 5pt, top: 2.8pt * slack, bottom: 2.8pt * slack)",
    "granser": "(left: 0pt, right: 6pt, top: 3pt * slack, bottom: 3pt * slack)",
    "nyckel": "(left: 0pt, right: 6pt, top: 2pt * slack, bottom: 2pt * slack)",
}

_DENSE = "(left: 0pt, right: 6pt, top: 1.6pt * slack, bottom: 1.6pt * slack)"
"""Of a table to look things up in, set in the smallest type."""


def block_code(block: Block, pictures: Mapping[str, Picture]) -> str:
    """The block as one Typst expression; ``pictures`` holds each figure's drawing as a file."""
    match block:
        case Table():
            return table_code(block)
        case Figure():
            return figure_code(block, pictures.get(block.svg))
        case Steps():
            return _steps(block)
        case Line():
            return _line(block)
        case Counts():
            return f"par({counts_code(block)})"
        case Facts() | Details():  # around the title; gathered in an annex
            return ""


def table_code(table: Table, *, dense: bool = False) -> str:
    """The table with its column heads repeated on every page that it reaches."""
    columns = ", ".join(f"{column.width * 100:.3f}%" for column in table.columns)
    inset = _DENSE if dense else _INSETS[table.look]
    children = [f"inset: {inset}", *_head(table), *table_rows(table)]
    if dense:
        children.insert(0, "size: 8pt")
    if table.look == "rutnat":
        children.insert(1, "align: left + horizon")
    below = "below: 6pt, " if table.footnote else ""
    shown = "true" if table.caption_shown else "false"
    caption = f"shown: {shown}, caption: {plain_words(table.caption)}, "
    body = f"our-table(({columns},), {caption}{below}{', '.join(children)})"
    parts = [f"mark({identifier(table.id)})", body]
    if table.footnote:
        parts.append(f"footnote-line({words(table.footnote)})")
    return "{" + "; ".join(parts) + "}"


def _head(table: Table) -> list[str]:
    if table.look == "nyckel":
        return []
    cells = [
        f"table.cell(inset: {_HEAD_INSETS[column.right]}, "
        f"align: {'right' if column.right else 'left'} + bottom, "
        f"text(..table-head, {plain_words(column.head)}))"
        for column in table.columns
    ]
    return [f"table.header({', '.join(cells)}, table.hline(stroke: 1pt + ink))"]


def figure_code(figure: Figure, picture: Picture | None) -> str:
    """The drawing with its alternative text; the text alone where there is no drawing."""
    alt = literal(figure.alt or figure.title or "Bild")
    body = f"par({alt})"
    if picture is not None:
        # Drawn for the page's width, whatever unit the drawing itself is in.
        size = Picture(picture.file, _PAGE, _PAGE * picture.height / picture.width)
        body = f"image({literal(picture.file)}, width: {size.within(_PAGE):.2f}pt, alt: {alt})"
    options = ""
    if figure.title:
        options += f", title: {plain_words(figure.title)}"
    if figure.caption:
        options += f", caption: {words(figure.caption)}"
    return f"{{mark({identifier(figure.id)}); picture({body}{options})}}"


def counts_code(counts: Counts) -> str:
    """The counts in one line, each symbol before its words."""
    items = [
        f"count({sign(symbol) if symbol else 'none'}, {plain_words(text)})"
        for symbol, text in counts.items
    ]
    return "{" + "; h(13pt); ".join(items) + "}" if items else "[]"


def _steps(steps: Steps) -> str:
    columns = [
        f"({plain_words(head) if len(head) < 20 else words(head)}, "
        f"({''.join(f'{_step_line(line)}, ' for line in lines)}))"
        for head, lines in steps.columns
    ]
    accent = "true" if steps.accent else "false"
    title = f", title: {plain_words(steps.title)}" if steps.title else ""
    return f"{{mark({identifier(steps.id)}); steps(({', '.join(columns)},), {accent}{title})}}"


def _step_line(cell: Cell) -> str:
    look = Table("", "", (), (), look="granser")
    return cell_code(look, cell)


def _line(line: Line) -> str:
    if line.label:
        return f"said({words(line.label)}, {words(line.text)})"
    return f"lead({words(line.text)})" if line.lead else f"prose(par({words(line.text)}))"
