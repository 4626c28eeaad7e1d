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
    "COMMENT", "DRAFT", "EDITION_PAGE", "INJECTED", "NOTE", "PARAMETERS", "PER_PERSPECTIVE",
    "REVIEW", "STALE", "WITH_PRODUCTION", "Cell", "Notebook",
    "content_id",
    "free_id", "has_tag", "heading_above", "headings", "is_code", "is_edition_page", "is_note",
    "kind", "listed", "names_in", "ours", "place", "plain", "pristine", "prompts_only", "same_text",
    "source", "tags", "with_metadata", "with_own", "with_tags",
]  # fmt: skip

Cell = dict[str, Any]
Notebook = dict[str, Any]

COMMENT = "kommentar"
PER_PERSPECTIVE = "per-perspektiv"
WITH_PRODUCTION = "om-produktion"
PARAMETERS = "parameters"
INJECTED = "injected-parameters"
NOTE = "notis"
"""Tag of a cell of styrkort's own above a commentary; made anew each run, never printed."""
REVIEW = "granskning"
"""Tag of the cell whose output lists what stands in the way; made anew each run, never printed."""
STALE = "granska"
"""Tag of a commentary beside which what is shown has changed; removed by hand, it confirms."""
DRAFT = "utkast"
"""Tag of a commentary that was brought from an earlier period; removed by hand, it confirms."""

EDITION_PAGE = "utgåva"
"""Key in a cell's ``metadata.styrkort`` that says: an edition's own page."""

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


def is_edition_page(cell: Cell) -> bool:
    """Whether the cell was written when an edition was made, and by nobody since."""
    own = ours(cell)
    return EDITION_PAGE in own and same_text(source(cell), str(own.get("grund", source(cell))))


def is_note(cell: Cell) -> bool:
    """Whether styrkort put the cell above a commentary.

    An editor may have dropped its tag; it is one all the same while nobody has written in it.
    """
    own = ours(cell)
    untouched = NOTE in own and same_text(source(cell), str(own.get("grund")))
    return has_tag(cell, NOTE) or untouched


def ours(cell: Cell) -> dict[str, Any]:
    """``metadata.styrkort``: what styrkort wrote on a cell or notebook; empty if nothing."""
    found = cell.get("metadata", {}).get("styrkort")
    return found if isinstance(found, dict) else {}


def listed(cell: Cell, key: str) -> list[str]:
    """What ``metadata.styrkort`` lists under a key; nothing where somebody has made it no list."""
    found = ours(cell).get(key)
    return [str(one) for one in found] if isinstance(found, list) else []


def names_in(nb: Notebook) -> dict[str, str]:
    """The inline names that the notebook's words may quote, and what each shows."""
    found = ours(nb).get("namn")
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def pristine(cell: Cell) -> str | None:
    """The cell's text as it was generated; None where nobody noted that."""
    found = ours(cell).get("grund")
    return found if isinstance(found, str) else None


def prompts_only(cell: Cell) -> bool:
    """Whether the cell still says only what the master's prompt says: that words are wanted."""
    prompt = ours(cell).get("uppmaning")
    return isinstance(prompt, str) and same_text(prompt, source(cell))


def with_own(cell: Cell, **own: Any) -> Cell:
    """The cell or notebook with these keys of ``metadata.styrkort``; None removes a key."""
    kept = {key: value for key, value in {**ours(cell), **own}.items() if value is not None}
    return with_metadata(cell, styrkort=kept)


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
    heading = heading_above(nb, index)
    return f"cell {name}, under rubriken ”{heading}”" if heading else f"cell {name}"


def heading_above(nb: Notebook, index: int) -> str:
    """The nearest heading in or above the cell, as typed; empty where there is none."""
    for cell in reversed(nb["cells"][: index + 1]):
        found = headings(cell)
        if found:
            return found[-1]
    return ""


def headings(cell: Cell) -> list[str]:
    """The headings in the cell, without markdown's signs for special letters."""
    found = _HEADING.findall(source(cell)) if kind(cell) == "markdown" else ()
    return [html.unescape(str(text)) for text in found]
