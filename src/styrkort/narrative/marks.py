"""The marks by which carried cells are known again, and the cells that styrkort itself adds."""

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from styrkort.notebook.shape import (
    COMMENT,
    INJECTED,
    NOTE,
    PARAMETERS,
    PER_PERSPECTIVE,
    Cell,
    is_code,
    is_note,
    ours,
    plain,
    pristine,
    same_text,
    source,
    tags,
    with_metadata,
    with_own,
    with_tags,
)

__all__ = [
    "BINDING", "BROUGHT", "NOTE_ENDS", "NOTE_OF_CHANGE", "NOTE_OF_DRAFT", "PLACELESS", "RUN_TRACES",
    "added", "digest", "earlier_code", "edited",
    "is_from_a_copy", "is_new_text", "is_placeless_heading", "is_untouched_note", "kept_tags",
    "new_text", "placeless", "placeless_heading", "question", "stripped_metadata", "text_of_a_copy",
]  # fmt: skip

PLACELESS = "utan-plats"
"""Tag of words whose place in the report is gone, and id of the heading they stand under."""
NEW_TEXT = "ny-text"
"""Tag of a cell that holds the new starting text of an edited cell."""
EARLIER_CODE = "tidigare-kod"
"""Tag of a raw cell that holds code which is no longer run."""
ERROR_MARKER = "papermill-error-cell-tag"

_COPY = "kopia"
"""Key: the name of the copy that a text comes from."""

BROUGHT = "infört"
"""Key of the notebook: what imports have brought in, so that it is asked about once."""
BINDING = ("om", "om_beräknat", "värden", "skrivet", "granska", "bekräftad", "utkast")
"""Keys of what a commentary's words are bound to; binding.py settles them."""

RUN_TRACES = ("papermill", "execution", "ExecuteTime", "trusted")
_STRUCTURAL = (PARAMETERS, INJECTED, PER_PERSPECTIVE, PLACELESS, NOTE)
_OWN_TAGS = (*_STRUCTURAL, COMMENT, NEW_TEXT, EARLIER_CODE, ERROR_MARKER)

NOTE_OF_CHANGE, NOTE_OF_DRAFT = "**Siffrorna har ändrats.**", "**Utkast från"
NOTE_ENDS = "Dessförinnan går rapporten inte att publicera."
"""How a note above a commentary begins and ends."""
_NOTE_STARTS = (f"> {NOTE_OF_CHANGE}", f"> {NOTE_OF_DRAFT}")

_NEW_TEXT_LEAD = (
    "**Ny text att ta ställning till.** Cellen ovan är ändrad här i notebooken, och nu har även "
    "texten som den utgick från ändrats. Så lyder den nya. För in det som ska med ovan och ta "
    "sedan bort den här cellen."
)
_COPY_LEAD = (
    "**Text ur kopian `{copy}` att ta ställning till.** Samma rader i cellen ovan är ändrade både "
    "här och i kopian. Så lyder cellen där. För in det som ska med ovan och ta sedan bort den här "
    "cellen."
)
_QUESTION = re.compile(
    r"\*\*(?:Ny text|Text ur kopian `(?P<copy>[^`\n]*)`) att ta ställning till\.\*\*"
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
    since = pristine(cell)
    return None if since is None else not same_text(source(cell), since)


def stripped_metadata(cell: Cell) -> dict[str, Any]:
    """Metadata that the analyst or the editor put there."""
    gone = ("styrkort", "tags", *RUN_TRACES)
    return {key: value for key, value in cell["metadata"].items() if key not in gone}


def kept_tags(cell: Cell) -> list[str]:
    """The analyst's own tags on a generated cell."""
    return [tag for tag in tags(cell) if tag not in _OWN_TAGS]


def added(cell: Cell) -> Cell:
    """A cell of the analyst's own, as it goes into the next run: no outputs, no marks of ours.

    A copy of the cell with the run's parameters isn't run: it would change them. Only the marks
    of words from a copy that nobody has settled stay.
    """
    if is_code(cell) and {PARAMETERS, INJECTED} & set(tags(cell)):
        return earlier_code(cell, cell["id"])
    if is_from_a_copy(cell):
        return cell
    bare = {**cell, "metadata": stripped_metadata(cell)}
    if is_code(cell):
        bare |= {"outputs": [], "execution_count": None}
    return with_tags(bare, (tag for tag in tags(cell) if tag not in _STRUCTURAL))


def new_text(of: Cell) -> Cell:
    """A cell to stand behind an edited one, with the new text that it would have started from."""
    return _marked_text(of, source(of), _NEW_TEXT_LEAD)


def text_of_a_copy(of: Cell, theirs: Cell, copy: str) -> Cell:
    """A cell to stand behind an edited one, with what a colleague's copy says instead."""
    cell = _marked_text(of, source(theirs), _COPY_LEAD.format(copy=copy.replace("`", "'")))
    marked = with_own(cell, **{_COPY: copy})
    pictures = theirs.get("attachments")
    return {**marked, "attachments": pictures} if pictures else marked


def _marked_text(of: Cell, told: str, lead: str) -> Cell:
    lines = [lead, "", *told.strip("\n").splitlines()]
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


def question(cell: Cell) -> re.Match[str] | None:
    """Where the cell asks somebody to settle another text; ``copy`` is the copy that it is from.

    It asks until the lead is gone, also when somebody has written in the cell, merged it with
    another, or an editor has dropped its marks: else the lead would be published.
    """
    return None if is_code(cell) else _QUESTION.search(plain(source(cell)))


def is_from_a_copy(cell: Cell) -> bool:
    """Whether the cell is an untouched text of a colleague's copy, to be settled by somebody."""
    return is_new_text(cell) and _COPY in ours(cell)


def is_untouched_note(cell: Cell) -> bool:
    """Whether the cell is a note of styrkort's in which nobody has written.

    One that has lost its marks to an editor is known by its words.
    """
    if ours(cell) or is_code(cell):
        return is_note(cell) and edited(cell) is False
    text = plain(source(cell))
    return text.startswith(_NOTE_STARTS) and text.endswith(NOTE_ENDS)


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
