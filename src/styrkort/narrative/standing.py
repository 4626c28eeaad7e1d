"""How each commentary stands to the values beside it, in a notebook as saved."""

from dataclasses import dataclass
from enum import Enum

from styrkort.narrative.binding import as_left, is_confirmed_by_hand
from styrkort.narrative.commentary import has_words, is_commentary, is_unread_draft
from styrkort.narrative.lost import with_lost_marks
from styrkort.narrative.notes import draft_origin
from styrkort.narrative.shown import Beside, Change, beside, changes
from styrkort.notebook.shape import Cell, Notebook, heading_above, ours

__all__ = ["Standing", "State", "standing"]


class State(Enum):
    """Läge: whether a commentary's words hold beside what the notebook shows."""

    BARE = "ingen kommentar"
    DRAFT = "oläst utkast"
    STALE = "ändrade siffror"
    CONFIRMED = "bekräftad"
    FINE = "i fas"

    @property
    def waits(self) -> bool:
        """Whether somebody has to read it before publication."""
        return self in (State.DRAFT, State.STALE)


@dataclass(frozen=True, slots=True)
class Standing:
    """Läge: one commentary's, as the notebook was saved."""

    cell: str
    """Cellens id."""
    section: str
    """Avsnitt: the perspective, else the heading that it stands under; may be empty."""
    state: State
    changes: tuple[Change, ...] = ()
    """Ändringar: what is shown now and wasn't when the words were written; only where STALE."""
    draft_from: str = ""
    """Utkast från: "DÅ04 2022"; only where DRAFT, and empty where that isn't known."""


def standing(nb: Notebook) -> tuple[Standing, ...]:
    """Every commentary's, in the notebook's order; words typed since the run count as written
    beside what the notebook shows.
    """
    nb = with_lost_marks(nb)
    now, left = beside(nb), as_left(nb)["cells"]
    return tuple(
        _standing(cell, left[index], _section(nb, index), now)
        for index, cell in enumerate(nb["cells"])
        if is_commentary(cell)
    )


def _standing(cell: Cell, left: Cell, section: str, now: Beside) -> Standing:
    id = str(cell["id"])
    if not has_words(cell):
        return Standing(id, section, State.BARE)
    if is_unread_draft(cell):
        return Standing(id, section, State.DRAFT, draft_from=draft_origin(cell))
    found = changes(left, now)
    if found:
        return Standing(id, section, State.STALE, found)
    confirmed = is_confirmed_by_hand(cell) or "bekräftad" in ours(left)
    return Standing(id, section, State.CONFIRMED if confirmed else State.FINE)


def _section(nb: Notebook, index: int) -> str:
    own = ours(nb["cells"][index]).get("perspektiv")
    return str(own) if own else heading_above(nb, index)
