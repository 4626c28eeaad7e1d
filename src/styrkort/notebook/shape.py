"""What a cell is asked: its text, its tags, what styrkort wrote on it, and where it stands.

Cells and notebooks are plain dictionaries in nbformat 4.5, text as one string. Functions here
return copies; nothing is changed in place.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any

__all__ = [
    "COMMENT", "INJECTED", "PARAMETERS", "PER_PERSPECTIVE", "WITH_PRODUCTION", "Cell", "Notebook",
    "content_id",
    "free_id", "has_tag", "is_code", "kind", "ours", "place", "plain", "same_text", "source",
    "tags", "with_metadata", "with_tags",
]  # fmt: skip

Cell = dict[str, Any]
Notebook = dict[str, Any]

COMMENT = "kommentar"
PER_PERSPECTIVE = "per-perspektiv"
WITH_PRODUCTION = "om-produktion"
PARAMETERS = "parameters"
INJECTED = "injected-parameters"

LONGEST_ID = 64
"""nbformat 4.5 allows no longer cell id."""

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


def kind(cell: Cell) -> str:
    """markdown, code or raw."""
    return str(cell["cell_type"])


def is_code(cell: Cell) -> bool:
    return kind(cell) == "code"


def source(cell: Cell) -> str:
    return str(cell["source"])


def tags(cell: Cell) -> tuple[str, ...]:
    found = cell.get("metadata", {}).get("tags", ())
    return tuple(str(tag) for tag in found) if isinstance(found, list) else ()


def has_tag(cell: Cell, tag: str) -> bool:
    return tag in tags(cell)


def ours(cell: Cell) -> dict[str, Any]:
    """``metadata.styrkort``: what styrkort wrote on a cell or notebook; empty if nothing."""
    found = cell.get("metadata", {}).get("styrkort")
    return found if isinstance(found, dict) else {}


def with_metadata(cell: Cell, **values: Any) -> Cell:
    """The cell with these keys of its metadata replaced; None removes a key."""
    metadata = {**cell.get("metadata", {}), **values}
    return {**cell, "metadata": {key: v for key, v in metadata.items() if v is not None}}


def with_tags(cell: Cell, wanted: Iterable[str]) -> Cell:
    """The cell with these tags, each once, and no empty list of them."""
    return with_metadata(cell, tags=list(dict.fromkeys(wanted)) or None)


def same_text(one: str, other: str) -> bool:
    """Whether two texts say the same: editors may change line ends and normal form."""
    return plain(one) == plain(other)


def plain(text: str) -> str:
    """The text as it is compared: line ends, normal form and what trails left out."""
    return "\n".join(unicodedata.normalize("NFC", text).splitlines()).rstrip()


def content_id(cell: Cell) -> str:
    """An id that follows from what the cell says, for cells that have none."""
    digest = hashlib.sha256(f"{kind(cell)}\n{source(cell)}".encode("utf-8", "replace"))
    return f"cell-{digest.hexdigest()[:12]}"


def free_id(wanted: str, taken: Collection[str]) -> str:
    """``wanted``, cut to what nbformat allows, with -2, -3 … where it is taken."""
    base = wanted if len(wanted) <= LONGEST_ID else _cut(wanted)
    number, free = 1, base
    while free in taken:
        number += 1
        free = f"{base[: LONGEST_ID - 1 - len(str(number))]}-{number}"
    return free


def _cut(wanted: str) -> str:
    digest = hashlib.sha256(wanted.encode()).hexdigest()[:8]
    return f"{wanted[: LONGEST_ID - 9]}-{digest}"


def place(nb: Notebook, index: int) -> str:
    """Where a cell stands, for messages: its id and the nearest heading at or above it."""
    cell = nb["cells"][index]
    name = str(cell.get("id") or f"nummer {index + 1}")
    heading = _heading_above(nb["cells"][: index + 1])
    return f"cell {name}, under rubriken ”{heading}”" if heading else f"cell {name}"


def _heading_above(cells: list[Cell]) -> str:
    for cell in reversed(cells):
        found = _HEADING.findall(source(cell)) if kind(cell) == "markdown" else ()
        if found:
            return html.unescape(str(found[-1]))
    return ""
