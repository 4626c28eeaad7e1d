"""Which cell of a colleague's copy is which cell of the notebook.

Both sides' cells are known by the id that styrkort noted on them, then by their own id; what is
left, by its text, now or when the last run ended.
"""

from collections.abc import Iterable

from styrkort.narrative.basing import base_of, own_key
from styrkort.narrative.matching import Known, kept_cells, known_of
from styrkort.notebook.shape import Cell, Notebook, kind, ours, plain, source

__all__ = ["paired"]


def paired(theirs: Notebook, mine: Notebook) -> list[Known]:
    """Every cell of the copy that holds something to bring in, with the id of the cell it is.

    A cell that the notebook doesn't have keeps its own key, so that it is known to be generated.
    """
    cells = kept_cells(theirs)
    here = {key: str(cell["id"]) for key, cell in _by_key(mine["cells"]).items()}
    keys = {id(cell): key for key, cell in _by_key(cells).items()}
    ids = {at: here[key] for at, key in keys.items() if key in here}
    ids |= _by_text([c for c in cells if id(c) not in ids], _others(mine, ids.values()))
    return [known_of(cell, ids.get(id(cell)) or _bereft_key(cell, keys)) for cell in cells]


def _by_key(cells: Iterable[Cell]) -> dict[str, Cell]:
    """Each cell under the key it is known by; of several with the same, the one whose id it is."""
    noted = [(_noted(cell), cell) for cell in cells]
    ordered = sorted(noted, key=lambda pair: (not pair[0], pair[0] != pair[1]["id"]))
    found: dict[str, Cell] = {}
    for key, cell in ordered:
        name = key if key and key not in found else str(cell["id"])
        found.setdefault(name, cell)
    return found


def _noted(cell: Cell) -> str:
    return str(ours(cell).get("cell") or own_key(cell))


def _bereft_key(cell: Cell, keys: dict[int, str]) -> str:
    """The key of a generated cell that the notebook lacks; none for the colleague's own."""
    key = keys.get(id(cell), "")
    return key if key == ours(cell).get("cell") else ""


def _others(mine: Notebook, taken: Iterable[str]) -> list[Cell]:
    gone = set(taken)
    return [cell for cell in mine["cells"] if cell["id"] not in gone]


def _by_text(cells: list[Cell], among: list[Cell]) -> dict[int, str]:
    """Cells that have lost what they were known by, and say what one of ``among`` says or said."""
    left = list(among)
    found = {}
    for cell in cells:
        said = _sayings(cell)
        match = next((m for m in left if kind(m) == kind(cell) and said & _sayings(m)), None)
        if match is not None:
            left.remove(match)
            found[id(cell)] = str(match["id"])
    return found


def _sayings(cell: Cell) -> set[str]:
    texts = (plain(text) for text in (source(cell), base_of(cell)) if text is not None)
    return {text for text in texts if text}
