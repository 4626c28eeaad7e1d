"""Strangers' tables and printouts on a page: in frames of their own, numbers to the right."""

import re
from itertools import count
from typing import Final

from styrkort.render.tree import Element, descendants, inside, make, text_of

__all__ = ["frame_wide"]

_NUMBER: Final = re.compile(
    r"[+\-−]?[\d\s.,\u00a0\u202f]*\d(?:e[+\-]?\d+)?\s?%?|nan|none|–|-", re.I
)
_RIGHT: Final = "text-align:right"


def frame_wide(body: Element) -> None:
    """Give each a frame that a keyboard reaches and moves in, so that the page never does."""
    numbers = {"table": count(1), "pre": count(1)}
    for node in descendants(body, "table", "pre"):
        if node.get("role") == "table" or inside(node, "table", "pre"):
            continue
        number = next(numbers[node.tag])
        name = _name(node, number)
        if node.tag == "table":
            _align_numbers(node)
        frame = make("div", class_="rulla", role="group", aria_label=name, tabindex="0")
        node.addprevious(frame)
        frame.tail, node.tail = node.tail, None
        frame.append(node)


def _name(node: Element, number: int) -> str:
    """What the frame is called when read aloud; a table without a caption gets one, unseen."""
    if node.tag == "pre":
        return f"Utskrift {number}"
    caption = node.find("caption")
    if caption is None:
        node.insert(0, make("caption", f"Tabell {number}", class_="dold"))
        return f"Tabell {number}"
    return f"Tabell {number}: {text_of(caption)}"


def _align_numbers(table: Element) -> None:
    """Columns of numbers flush right with their heads, where the author said nothing."""
    rows = descendants(table, "tr")
    if any(cell.get("colspan") or cell.get("rowspan") for cell in descendants(table, "td", "th")):
        _align_cells(descendants(table, "td"))
        return
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    for column in range(max((len(row) for row in cells), default=0)):
        own = [row[column] for row in cells if column < len(row)]
        values = [text_of(cell) for cell in own if cell.tag == "td" and text_of(cell)]
        if values and all(_NUMBER.fullmatch(value) for value in values):
            _align(own)


def _align_cells(cells: list[Element]) -> None:
    _align([cell for cell in cells if _NUMBER.fullmatch(text_of(cell))])


def _align(cells: list[Element]) -> None:
    for cell in cells:
        if not cell.get("style") and (cell.tag == "td" or inside(cell, "thead")):
            cell.set("style", _RIGHT)
