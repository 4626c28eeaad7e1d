"""A block as plain text: what a terminal or a reader without HTML is shown."""

from styrkort.blocks import Block, Cell, Counts, Details, Facts, Figure, Line, Row, Steps, Table

__all__ = ["to_text"]

_GAP = "  "


def to_text(block: Block) -> str:
    """The block's words, one row a line, tables in columns."""
    match block:
        case Table():
            return _table(block)
        case Figure():
            words = [block.title, block.alt, block.caption]
            return "\n".join(filter(None, [*words, _table(block.data) if block.data else ""]))
        case Facts():
            facts = [f"{label}: {value}" for label, value in block.facts]
            return "\n".join([block.region, block.kicker, block.division, *facts])
        case Counts():
            return ", ".join(words for _, words in block.items)
        case Steps():
            return "\n".join(
                [block.title or block.caption, *(_step(*column) for column in block.columns)]
            )
        case Line():
            return f"{block.label} {block.text}".strip()
        case Details():
            tables = filter(None, (block.numbers, *block.parts, block.files))
            return "\n\n".join([block.summary, *map(_table, tables)])


def _step(head: str, lines: tuple[Cell, ...]) -> str:
    return f"{head}: " + "; ".join(_cell(line) for line in lines)


def _cell(cell: Cell) -> str:
    words = [cell.text, "; ".join(cell.bullets), cell.second]
    return " ".join(filter(None, words))


def _table(table: Table) -> str:
    heads = [column.head for column in table.columns]
    lines: list[list[str] | str] = [heads] if table.look != "nyckel" else []
    for group in table.groups:
        if group.title:
            lines.append(f"{group.title} {group.count}".rstrip())
        for row in group.rows:
            lines.append(_row(row))
            lines += [f"{_GAP}{note.head} {note.text}" for note in row.notes]
    widths = _widths([line for line in lines if isinstance(line, list)])
    printed = [line if isinstance(line, str) else _aligned(line, widths) for line in lines]
    return "\n".join(filter(None, [table.caption, *printed, table.footnote]))


def _row(row: Row) -> list[str]:
    cells: list[str] = []
    for cell in row.cells:
        cells += [_cell(cell), *[""] * (cell.span - 1)]
    return [f"{_GAP}{cells[0]}", *cells[1:]] if row.sub else cells


def _widths(rows: list[list[str]]) -> list[int]:
    """Column widths; a cell followed by nothing (a span) doesn't widen its column."""
    widths = [0] * max((len(row) for row in rows), default=0)
    for row in rows:
        for n, text in enumerate(row):
            if n + 1 == len(row) or row[n + 1]:
                widths[n] = max(widths[n], len(text))
    return widths


def _aligned(row: list[str], widths: list[int]) -> str:
    return _GAP.join(text.ljust(width) for text, width in zip(row, widths, strict=False)).rstrip()
