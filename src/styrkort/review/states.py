"""Commentaries that somebody has to read: unread drafts, and words whose values have changed."""

from collections.abc import Iterator

from styrkort.narrative.notes import confirming
from styrkort.narrative.standing import Standing, State, standing
from styrkort.notebook.shape import Notebook
from styrkort.review.placed import Placed, at_cell
from styrkort.terms import FindingKind

__all__ = ["of_states"]


def of_states(nb: Notebook) -> Iterator[Placed]:
    """One finding for each commentary that waits."""
    at = {str(cell["id"]): index for index, cell in enumerate(nb["cells"])}
    for one in standing(nb):
        if one.state is State.DRAFT:
            yield _draft(nb, at[one.cell], one)
        elif one.state is State.STALE:
            yield _stale(nb, at[one.cell], one)


def _draft(nb: Notebook, index: int, one: Standing) -> Placed:
    origin = f"från {one.draft_from}" if one.draft_from else "från en tidigare period"
    return at_cell(
        nb,
        index,
        FindingKind.DRAFT,
        f"Kommentaren är ett utkast {origin} som ingen har läst.",
        f"Skriv om texten. Gäller den som den står: {_confirm(nb, one)}, eller ta bort taggen "
        "utkast från cellen i Jupyter.",
    )


def _stale(nb: Notebook, index: int, one: Standing) -> Placed:
    changed = "; ".join(f"{change.label} {change.said}" for change in one.changes)
    return at_cell(
        nb,
        index,
        FindingKind.STALE,
        f"Det som visas har ändrats sedan kommentaren skrevs: {changed}.",
        f"Ändra texten. Gäller den som den står: {_confirm(nb, one)}, eller ta bort taggen "
        "granska från cellen i Jupyter.",
        changed,
    )


def _confirm(nb: Notebook, one: Standing) -> str:
    return f"bekräfta den med {confirming(nb, one.cell)}"
