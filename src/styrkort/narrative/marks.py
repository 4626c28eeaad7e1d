"""The marks by which carried cells are known again, and the cells that styrkort itself adds."""

import hashlib
from collections.abc import Sequence
from typing import Any

from styrkort.notebook.shape import (
    COMMENT,
    INJECTED,
    PARAMETERS,
    PER_PERSPECTIVE,
    Cell,
    is_code,
    ours,
    plain,
    same_text,
    source,
    tags,
    with_metadata,
    with_tags,
)

__all__ = [
    "PLACELESS", "RUN_TRACES", "added", "digest", "earlier_code", "edited", "is_new_text",
    "is_placeless_heading", "kept_tags", "new_text", "placeless", "placeless_heading",
    "stripped_metadata",
]  # fmt: skip

PLACELESS = "utan-plats"
"""Tag of words whose place in the report is gone, and id of the heading they stand under."""
NEW_TEXT = "ny-text"
"""Tag of a cell that holds the new starting text of an edited cell."""
EARLIER_CODE = "tidigare-kod"
"""Tag of a raw cell that holds code which is no longer run."""
ERROR_MARKER = "papermill-error-cell-tag"

RUN_TRACES = ("papermill", "execution", "ExecuteTime", "trusted")
_STRUCTURAL = (PARAMETERS, INJECTED, PER_PERSPECTIVE, PLACELESS)
_OWN_TAGS = (*_STRUCTURAL, COMMENT, NEW_TEXT, EARLIER_CODE, ERROR_MARKER)

_NEW_TEXT_LEAD = (
    "**Ny text att ta ställning till.** Cellen ovan är ändrad här i notebooken, och nu har även "
    "texten som den utgick från ändrats. Så lyder den nya. För in det som ska med ovan och ta "
    "sedan bort den här cellen."
)
_PLACELESS_LEAD = (
    "Texten nedan stod i en del av rapporten som inte längre finns. Flytta det som ska vara kvar "
    "och ta bort resten."
)


def digest(text: str) -> str:
    """A text's fingerprint, to see whether it has changed since the last run."""
    return hashlib.sha256(plain(text).encode("utf-8", "replace")).hexdigest()[:16]


def edited(cell: Cell) -> bool | None:
    """Whether the cell differs from what was generated; None where nobody noted that."""
    pristine = ours(cell).get("grund")
    return None if not isinstance(pristine, str) else not same_text(source(cell), pristine)


def stripped_metadata(cell: Cell) -> dict[str, Any]:
    """Metadata that the analyst or the editor put there."""
    gone = ("styrkort", "tags", *RUN_TRACES)
    return {key: value for key, value in cell["metadata"].items() if key not in gone}


def kept_tags(cell: Cell) -> list[str]:
    """The analyst's own tags on a generated cell."""
    return [tag for tag in tags(cell) if tag not in _OWN_TAGS]


def added(cell: Cell) -> Cell:
    """A cell of the analyst's own, as it goes into the next run: no outputs, no marks of ours.

    A copy of the cell with the run's parameters isn't run: it would change them.
    """
    if is_code(cell) and {PARAMETERS, INJECTED} & set(tags(cell)):
        return earlier_code(cell, cell["id"])
    bare = {**cell, "metadata": stripped_metadata(cell)}
    if is_code(cell):
        bare |= {"outputs": [], "execution_count": None}
    return with_tags(bare, (tag for tag in tags(cell) if tag not in _STRUCTURAL))


def new_text(of: Cell) -> Cell:
    """A cell to stand behind an edited one, with the new text that it would have started from."""
    lines = [_NEW_TEXT_LEAD, "", *source(of).strip("\n").splitlines()]
    text = "\n".join(f"> {line}".rstrip() for line in lines)
    own = {"nytt_till": of["id"], "grund": text}
    return {
        "cell_type": "markdown",
        "id": f"{of['id']}-ny-text",
        "metadata": {"styrkort": own, "tags": [NEW_TEXT]},
        "source": text,
    }


def is_new_text(cell: Cell) -> bool:
    """Whether the cell is such a one and still untouched."""
    return "nytt_till" in ours(cell) and edited(cell) is False


def earlier_code(cell: Cell, id: str) -> Cell:
    """Code that is kept but neither run nor printed."""
    return {
        "cell_type": "raw",
        "id": id,
        "metadata": {"raw_mimetype": "text/x-python", "tags": [*kept_tags(cell), EARLIER_CODE]},
        "source": source(cell),
    }


def placeless(cell: Cell) -> Cell:
    """Words under the heading for those that have lost their place. Code there isn't run."""
    if is_code(cell):
        cell = earlier_code(cell, cell["id"])
    bare = with_metadata(cell, **dict.fromkeys(RUN_TRACES))
    return with_tags(bare, (*tags(bare), PLACELESS))


def placeless_heading(below: Sequence[Cell]) -> Cell:
    """The heading above words that have lost their place, saying where they stood."""
    stood = dict.fromkeys(str(ours(c)["perspektiv"]) for c in below if "perspektiv" in ours(c))
    where = f" Den stod under: {', '.join(stood)}." if stood else ""
    text = f"## Text utan plats\n\n{_PLACELESS_LEAD}{where}"
    return {
        "cell_type": "markdown",
        "id": PLACELESS,
        "metadata": {"styrkort": {"cell": PLACELESS, "grund": text}, "tags": [PLACELESS]},
        "source": text,
    }


def is_placeless_heading(cell: Cell) -> bool:
    return ours(cell).get("cell") == PLACELESS
