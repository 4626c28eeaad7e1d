"""Which cells are commentary, and whether anybody has written anything in them."""

from styrkort.narrative.marks import PLACELESS
from styrkort.notebook.shape import (
    COMMENT,
    DRAFT,
    Cell,
    Notebook,
    has_tag,
    kind,
    ours,
    pristine,
    prompts_only,
    same_text,
    source,
    with_own,
)

__all__ = ["has_words", "is_commentary", "is_unread_draft", "with_table"]


def is_commentary(cell: Cell) -> bool:
    """Whether the cell speaks of the values beside it; words without a place speak of none."""
    told = has_tag(cell, COMMENT) or "tabell" in ours(cell)
    return kind(cell) == "markdown" and told and not has_tag(cell, PLACELESS)


def has_words(cell: Cell) -> bool:
    """Whether a commentary says something else than nothing, or the master's prompt."""
    return bool(source(cell).strip()) and not prompts_only(cell)


def is_unread_draft(cell: Cell) -> bool:
    """Whether the words are still an earlier period's, and nobody has said that they hold.

    They hold once they are changed, once the tag is removed, and where the period file gives them.
    A cell that has lost its tag ``kommentar`` too has lost both to an editor.
    """
    own = ours(cell)
    marked = has_tag(cell, DRAFT) or (DRAFT in own and not has_tag(cell, COMMENT))
    if not marked or not has_words(cell):
        return False
    given, noted = pristine(cell), own.get(DRAFT)
    if given is not None and same_text(source(cell), given):
        return False
    brought = noted.get("text") if isinstance(noted, dict) else None
    return not isinstance(brought, str) or same_text(source(cell), brought)


def with_table(nb: Notebook, index: int) -> Cell:
    """The cell at ``index``; a commentary that the analyst added speaks of its section's table."""
    cell: Cell = nb["cells"][index]
    if not is_commentary(cell) or "tabell" in ours(cell):
        return cell
    section = next(
        (ours(c)["perspektiv"] for c in reversed(nb["cells"][:index]) if "perspektiv" in ours(c)),
        None,
    )
    tables = (ours(c) for c in nb["cells"] if ours(c).get("perspektiv") == section)
    table: list[str] = next((own["tabell"] for own in tables if "tabell" in own), [])
    return with_own(cell, tabell=table)
