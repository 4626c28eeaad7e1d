"""What a person has set a commentary to speak of, in ``om``."""

from difflib import get_close_matches

from styrkort.narrative.commentary import is_commentary
from styrkort.narrative.shown import beside, id_of
from styrkort.notebook.shape import Cell, Notebook, ours, place

__all__ = ["chosen", "unknown_choices"]


def chosen(cell: Cell) -> list[str] | None:
    """The ids that a person has set; None where the cell speaks of what was computed."""
    own = ours(cell)
    found, computed = own.get("om"), own.get("om_beräknat")
    if computed is None or found is None or found == computed:
        return None
    return [str(id) for id in found] if isinstance(found, list) else [str(found)]


def unknown_choices(nb: Notebook) -> tuple[str, ...]:
    """One note for each id in somebody's ``om`` that the report has no value for, with a remedy.

    A measure that has left the plan isn't among them: the note above the words tells of that.
    """
    names = beside(nb).names
    known = list(dict.fromkeys(id_of(name) for name in names))
    return tuple(
        f"{place(nb, index)}: om nämner ”{id}”, som inte finns i rapporten. {_hint(id, known)}"
        for index, cell in enumerate(nb["cells"])
        if is_commentary(cell)
        for id in chosen(cell) or ()
        if id not in known and id not in names and id not in _lost(cell)
    )


def _lost(cell: Cell) -> set[str]:
    bound = ours(cell).get("värden")
    return {id_of(name) for name in bound} if isinstance(bound, dict) else set()


def _hint(id: str, known: list[str]) -> str:
    near = get_close_matches(id.casefold(), known, n=1, cutoff=0.6)
    return f"Menar du ”{near[0]}”?" if near else "Ange styrmåttets id i planen."
