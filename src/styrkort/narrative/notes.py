"""The notes that styrkort puts above a commentary: what has changed, or where a draft comes from.

They are made anew each run and never printed.
"""

from collections.abc import Iterable

from styrkort.escaping import escaped
from styrkort.narrative.commentary import has_words, is_commentary, is_unread_draft
from styrkort.narrative.marks import (
    NOTE_ENDS,
    NOTE_OF_CHANGE,
    NOTE_OF_DRAFT,
    is_untouched_note,
)
from styrkort.narrative.shown import Beside, Change, beside, changes
from styrkort.notebook.shape import DRAFT, NOTE, Cell, Notebook, free_id, ours, source

__all__ = ["asked_of", "confirming", "draft_origin", "is_of_draft", "with_notes", "without_note"]

_SINCE = "sedan kommentaren skrevs"
_ASIDE = "Rutan kommer inte med i dokumentet."
_SETTLE_STALE = (
    f"{_ASIDE} Ändra texten i cellen nedan så att den stämmer. Stämmer den som den är: ta bort "
    f"cellens tagg `granska`, eller kör `{{command}}`. {NOTE_ENDS}"
)
_SETTLE_DRAFT = (
    f"{_ASIDE} Skriv om kommentaren efter periodens siffror. Stämmer den som den är: ta bort "
    f"cellens tagg `utkast`, eller kör `{{command}}`. {NOTE_ENDS}"
)


def with_notes(nb: Notebook) -> Notebook:
    """The notebook with a note above each commentary that waits for somebody; no other notes."""
    now = beside(nb)
    bare = [cell for cell in nb["cells"] if not is_untouched_note(cell)]
    taken = {str(cell["id"]) for cell in bare}
    cells: list[Cell] = []
    for cell in bare:
        text = _text(cell, nb, now)
        if text:
            id = free_id(f"{cell['id']}-notis", taken)
            taken.add(id)
            cells.append(_note(id, str(cell["id"]), text))
        cells.append(cell)
    return {**nb, "cells": cells}


def without_note(nb: Notebook, id: str) -> Notebook:
    """The notebook without the note on this cell, unless somebody has written in it."""
    kept = [
        cell for cell in nb["cells"] if not is_untouched_note(cell) or ours(cell).get("notis") != id
    ]
    return {**nb, "cells": kept}


def draft_origin(cell: Cell) -> str:
    """Which report a draft was brought from, "DÅ04 2022"; empty where that isn't known."""
    noted = ours(cell).get(DRAFT)
    return str(noted.get("från") or "") if isinstance(noted, dict) else ""


def is_of_draft(note: Cell) -> bool:
    """Whether an untouched note is that of a draft; else values have changed."""
    return source(note).startswith(f"> {NOTE_OF_DRAFT}")


def confirming(nb: Notebook, cell: str) -> str:
    """The command that confirms the commentary with this id, but for who does."""
    return f"make confirm {asked_of(nb)} CELL={cell} BY=namn"


def asked_of(nb: Notebook) -> str:
    """What make is told to mean this report: "PERIOD=DÅ08 YEAR=2022 DIVISION=regionstod"."""
    own = ours(nb)
    told = (("PERIOD", "period"), ("YEAR", "år"), ("DIVISION", "division"))
    return " ".join(f"{name}={own.get(key)}" for name, key in told)


def _text(cell: Cell, nb: Notebook, now: Beside) -> str:
    if not is_commentary(cell) or not has_words(cell):
        return ""
    command = confirming(nb, str(cell["id"]))
    if is_unread_draft(cell):
        return _quoted((_draft(cell), _SETTLE_DRAFT.format(command=command)))
    found = changes(cell, now)
    if not found:
        return ""
    return _quoted((*_changed(found), _SETTLE_STALE.format(command=command)))


def _note(id: str, of: str, text: str) -> Cell:
    own = {"notis": of, "grund": text}
    return {
        "cell_type": "markdown",
        "id": id,
        "metadata": {"styrkort": own, "tags": [NOTE]},
        "source": text,
    }


def _quoted(paragraphs: Iterable[str]) -> str:
    """Set off from the report's own words."""
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(paragraphs).split("\n"))


def _draft(cell: Cell) -> str:
    origin = draft_origin(cell)
    first = f"{NOTE_OF_DRAFT} {origin}.**" if origin else f"{NOTE_OF_DRAFT} en tidigare period.**"
    return f"{first} Kommentaren nedan är inte läst mot periodens siffror."


def _changed(found: Iterable[Change]) -> tuple[str, ...]:
    """A line for each measure; several as a list."""
    of: dict[str, list[Change]] = {}
    for change in found:
        of.setdefault(change.subject, []).append(change)
    lines = [_line(subject, own) for subject, own in of.items()]
    if len(lines) == 1:
        return (f"{NOTE_OF_CHANGE} {lines[0]}.",)
    return (NOTE_OF_CHANGE, "\n".join(f"- {line}" for line in lines))


def _line(subject: str, own: list[Change]) -> str:
    """As "Sjukfrånvaro 6,1 % → 6,3 % sedan kommentaren skrevs; måluppfyllelse A → B"."""
    first, *others = own
    what = f", {first.what}" if first.what else ""
    since = "" if first.is_gone else f" {_SINCE}"
    told = f"{escaped(subject, 'x')}{what} {escaped(first.said, 'x')}{since}"
    return "; ".join([told, *(f"{c.what} {escaped(c.said, 'x')}".strip() for c in others)])
