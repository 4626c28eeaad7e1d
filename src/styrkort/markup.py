"""A block's forms: HTML for Jupyter and the exported page, plain text, and JSON that travels.

Every word is escaped, so no text from plan or data can become markup. Without the page's style
sheet (JupyterLab) the words and their order remain.
"""

from typing import Any

from styrkort.blocks import Block, Cell, Counts, Details, Facts, Figure, Line, Steps, Table
from styrkort.plaintext import to_text
from styrkort.records import from_data, to_data
from styrkort.symbols import symbol
from styrkort.tablemarkup import name_html, printable, table_html, words_html

__all__ = ["from_json", "printable", "symbol", "to_html", "to_json", "to_text"]


def to_html(block: Block) -> str:
    """The block as semantic HTML, the same in a notebook's output and in the exported page."""
    match block:
        case Table():
            return f'<div class="tabell">{table_html(block)}</div>'
        case Figure():
            return _figure(block)
        case Facts():
            return _facts(block)
        case Counts():
            return _counts(block)
        case Steps():
            return _steps(block)
        case Line():
            return _line(block)
        case Details():
            return _details(block)


def to_json(block: Block) -> dict[str, Any]:
    """The block as JSON values, for ``blocks.MIME``."""
    return dict(to_data(block))


def from_json(data: object) -> Block:
    """The block that ``to_json`` wrote; ValueError if it isn't one, or can't be drawn."""
    if not isinstance(data, dict):
        raise ValueError("inget block")
    block: Block = from_data(Block, data)
    if not all(map(_fits, _tables(block))):
        raise ValueError("en rad har fler celler än tabellen har kolumner")
    return block


def _tables(block: Block) -> tuple[Table, ...]:
    """The tables that the block is or holds."""
    match block:
        case Table():
            return (block,)
        case Figure():
            return (block.data,) if block.data else ()
        case Details():
            return tuple(filter(None, (block.numbers, *block.parts, block.files)))
        case _:
            return ()


def _fits(table: Table) -> bool:
    """Whether every row has cells, and no more than there are columns."""
    rows = (row for group in table.groups for row in group.rows)
    return all(0 < sum(max(c.span, 1) for c in row.cells) <= len(table.columns) for row in rows)


def _figure(figure: Figure) -> str:
    id, alt = words_html(figure.id), words_html(figure.alt)
    title = f'<p class="rubrik4">{words_html(figure.title)}</p>' if figure.title else ""
    caption = (
        f'<span class="bildtext">{words_html(figure.caption)}</span> ' if figure.caption else ""
    )
    return (
        f'<figure class="diagram" id="{id}">{title}'
        f'<div class="vid" role="img" aria-label="{alt}">{figure.svg}</div>'
        f'<div class="smal" role="img" aria-label="{alt}" hidden>{figure.narrow_svg}</div>'
        f"<figcaption>{caption}{_figure_data(figure)}</figcaption></figure>"
    )


def _figure_data(figure: Figure) -> str:
    if figure.data is not None:
        return (
            "<details><summary>Visa som tabell</summary>"
            f'<div class="tabell">{table_html(figure.data)}</div></details>'
        )
    if figure.data_anchor:
        return f'<a href="#{words_html(figure.data_anchor)}">Visa som tabell</a>'
    return ""


def _facts(facts: Facts) -> str:
    items = "".join(
        f"<div><dt>{words_html(label)}</dt> <dd>{words_html(value)}</dd></div>"
        for label, value in facts.facts
    )
    return (
        f'<div class="titel"><p class="region">{words_html(facts.region)}</p>'
        f'<p class="overrad">{words_html(facts.kicker)}</p>'
        f'<p class="division">{words_html(facts.division)}</p><dl class="fakta">{items}</dl></div>'
    )


def _counts(counts: Counts) -> str:
    items = " ".join(
        f"<li>{symbol(id)}{words_html(words)}</li>"
        if id
        else f'<li class="kvick">{words_html(words)}</li>'
        for id, words in counts.items
    )
    return f'<ul class="antal" role="list">{items}</ul>'


def _steps(steps: Steps) -> str:
    columns = "".join(
        f'<li><p class="kolumnrubrik">{name_html(head)}</p>'
        f"{''.join(_step_line(line) for line in lines)}</li>"
        for head, lines in steps.columns
    )
    accent = " accent" if steps.accent else ""
    title = f'<p class="rubrik4">{words_html(steps.title)}</p>' if steps.title else ""
    return (
        f'{title}<ul class="kolumner{accent}" role="list" id="{words_html(steps.id)}" '
        f'aria-label="{words_html(steps.caption)}">{columns}</ul>'
    )


def _step_line(cell: Cell) -> str:
    second = f' <span class="andra">{words_html(cell.second)}</span>' if cell.second else ""
    words = f"{words_html(cell.text)}{second}"
    quiet = " kvick" if cell.quiet else ""
    if cell.symbol:
        return f'<div class="med{quiet}">{symbol(cell.symbol)}<div>{words}</div></div>'
    return f'<p class="steg{quiet}">{words}</p>'


def _line(line: Line) -> str:
    if line.label:
        label, text = words_html(line.label), words_html(line.text)
        return f'<p class="rad"><span class="kvick">{label}</span> <strong>{text}</strong></p>'
    lead = ' class="ingress"' if line.lead else ""
    return f"<p{lead}>{words_html(line.text)}</p>"


def _details(details: Details) -> str:
    tables = "".join(f'<div class="tabell">{table_html(one)}</div>' for one in _tables(details))
    return (
        f'<details class="harledning" id="{words_html(details.id)}">'
        f"<summary>{words_html(details.summary)}</summary>{tables}</details>"
    )
