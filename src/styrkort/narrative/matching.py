"""Which cell of the earlier notebook is which cell of the new one.

A generated cell is known by the id that styrkort noted on it, then by its own id, then by its
text; a commentary that has lost all of that by its place. Editors lose ids, copy cells with all
their marks, split them in two.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from styrkort.narrative.marks import (
    ERROR_MARKER,
    edited,
    is_from_a_copy,
    is_new_text,
    is_placeless_heading,
    is_untouched_note,
)
from styrkort.notebook.shape import (
    COMMENT,
    INJECTED,
    Cell,
    Notebook,
    content_id,
    has_tag,
    is_edition_page,
    is_note,
    kind,
    listed,
    ours,
    same_text,
    source,
)

__all__ = ["Known", "is_unmarked", "kept_cells", "known_of", "recognised"]

_PARAMETERS = re.compile(
    r"""# Parameters\s+(?:(?:PERIOD|YEAR|DIVISION) = (?:"[^"\n]*"|'[^'\n]*'|\d+|None)\s*)+"""
)


@dataclass(frozen=True, slots=True)
class Known:
    """A cell of the earlier notebook, and what it is."""

    cell: Cell
    key: str = ""
    """Id of the generated cell that this is; empty for the analyst's own."""
    new_text_of: str = ""
    """Id of the cell whose new starting text this is, untouched; else empty."""
    opens_placeless: bool = False
    """Whether it is the heading above words without a place."""


def recognised(old: Notebook, new: Notebook) -> list[Known]:
    """Every cell of the earlier notebook that holds something to carry, in its order."""
    cells = kept_cells(old)
    fresh = {str(cell["id"]): cell for cell in new["cells"]}
    keys = _keys(cells, fresh, listed(old, "celler") or None)
    return [known_of(cell, keys.get(index, "")) for index, cell in enumerate(cells)]


def kept_cells(nb: Notebook) -> list[Cell]:
    """The cells that hold something to carry."""
    return [cell for cell in nb["cells"] if not _is_left_behind(cell)]


def _is_left_behind(cell: Cell) -> bool:
    """Cells that each run puts in anew: its parameters, papermill's marks of an error, notes.

    An edition's own pages come with its notebook.
    """
    if has_tag(cell, INJECTED) and edited(cell) is not None:
        return not edited(cell)
    return (
        has_tag(cell, ERROR_MARKER)
        or is_untouched_note(cell)
        or is_edition_page(cell)
        or _is_bare_injected(cell)
    )  # fmt: skip


def _is_bare_injected(cell: Cell) -> bool:
    """The run's parameters, known by their text where an editor has dropped our marks."""
    return is_unmarked(cell) and _PARAMETERS.fullmatch(source(cell)) is not None


def known_of(cell: Cell, key: str) -> Known:
    """The cell as the generated one with this id, or as something that styrkort put in."""
    if is_placeless_heading(cell):
        return Known(cell, opens_placeless=True)
    if is_new_text(cell) and not is_from_a_copy(cell):
        return Known(cell, new_text_of=str(ours(cell)["nytt_till"]))
    return Known(cell, key)


def _keys(
    cells: list[Cell], new: dict[str, Cell], generated: Collection[str] | None
) -> dict[int, str]:
    """Index of a cell → id of the generated cell it is; each such id once.

    ``generated`` are the ids of the earlier run, if it noted them: no other cell was generated.
    """
    free = [i for i, cell in enumerate(cells) if not _is_put_in(cell)]
    noted = [(i, str(ours(cells[i])["cell"])) for i in free if "cell" in ours(cells[i])]
    noted = [(i, key) for i, key in noted if not has_tag(cells[i], INJECTED)]
    keys = _first_of_each(sorted(noted, key=lambda pair: cells[pair[0]]["id"] != pair[1]))
    known = new if generated is None else set(new) & set(generated)
    unmarked = [(i, str(cells[i]["id"])) for i in free if is_unmarked(cells[i])]
    by_id = [(i, id) for i, id in unmarked if id in known]
    keys |= _first_of_each(by_id, taken=keys.values())
    # Commentaries often say the same: that none has been written. Their place tells them apart.
    others = {key: cell for key, cell in new.items() if not has_tag(cell, COMMENT)}
    keys |= _by_text(cells, others, [i for i in free if i not in keys], keys.values())
    keys |= {} if noted else _by_place(cells, new, keys)
    return keys | _by_text(cells, new, [i for i in free if i not in keys], keys.values())


def is_unmarked(cell: Cell) -> bool:
    """Whether nothing on the cell says where it comes from; an editor may have dropped that."""
    return not {"cell", "eget", "grund"} & ours(cell).keys()


def _is_put_in(cell: Cell) -> bool:
    """Whether styrkort put the cell in besides those of the master, written in or not."""
    return is_placeless_heading(cell) or "nytt_till" in ours(cell) or is_note(cell)


def _first_of_each(pairs: Iterable[tuple[int, str]], taken: Iterable[str] = ()) -> dict[int, str]:
    seen = set(taken)
    first = {}
    for index, key in pairs:
        if key not in seen:
            seen.add(key)
            first[index] = key
    return first


def _by_text(
    cells: list[Cell], new: dict[str, Cell], among: list[int], taken: Iterable[str]
) -> dict[int, str]:
    """Cells without any mark that say what a generated cell says which is otherwise missing."""
    missing = [key for key in new if key not in set(taken)]
    found = {}
    for index in among:
        cell = cells[index]
        if not is_unmarked(cell) or not source(cell).strip():
            continue
        key = next((key for key in missing if _says_the_same(cell, new[key])), None)
        if key is not None:
            missing.remove(key)
            found[index] = key
    return found


def _by_place(cells: list[Cell], new: dict[str, Cell], keys: dict[int, str]) -> dict[int, str]:
    """Commentary of a notebook that has lost ids and marks: the text behind its neighbour above."""
    places = {key: index for index, key in keys.items()}
    found = {}
    for above, key in pairwise(new):
        index = places.get(above, len(cells)) + 1
        if key in places or not has_tag(new[key], COMMENT) or index >= len(cells):
            continue
        cell = cells[index]
        lost = index not in keys and is_unmarked(cell) and cell["id"] == content_id(cell)
        if lost and kind(cell) == kind(new[key]) and not is_note(cell):
            found[index] = key
    return found


def _says_the_same(cell: Cell, other: Cell) -> bool:
    return kind(cell) == kind(other) and same_text(source(cell), source(other))
