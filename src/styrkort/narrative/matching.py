"""Which cell of the earlier notebook is which cell of the new one.

A generated cell is known by the id that styrkort noted on it, then by its own id, then by its
text: editors lose ids, copy cells with all their marks, split them in two.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from styrkort.narrative.marks import ERROR_MARKER, edited, is_new_text, is_placeless_heading
from styrkort.notebook.shape import (
    INJECTED,
    Cell,
    Notebook,
    has_tag,
    kind,
    ours,
    same_text,
    source,
)

__all__ = ["Known", "recognised"]

_PARAMETERS = re.compile(r"# Parameters\s+(?:(?:PERIOD|YEAR|DIVISION) = [^\n]*\s*)+")


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
    cells = [cell for cell in old["cells"] if not _is_left_behind(cell)]
    keys = _keys(cells, {str(cell["id"]): cell for cell in new["cells"]}, ours(old).get("celler"))
    return [_known(cell, keys.get(index, "")) for index, cell in enumerate(cells)]


def _is_left_behind(cell: Cell) -> bool:
    """Cells that papermill puts in anew: the run's parameters and its marks of an error."""
    if has_tag(cell, INJECTED):
        return not edited(cell)
    return has_tag(cell, ERROR_MARKER) or _is_bare_injected(cell)


def _is_bare_injected(cell: Cell) -> bool:
    """The run's parameters, known by their text where an editor has dropped all marks."""
    return not ours(cell) and _PARAMETERS.fullmatch(source(cell)) is not None


def _known(cell: Cell, key: str) -> Known:
    if is_placeless_heading(cell):
        return Known(cell, opens_placeless=True)
    if is_new_text(cell):
        return Known(cell, new_text_of=str(ours(cell)["nytt_till"]))
    return Known(cell, key)


def _keys(
    cells: list[Cell], new: dict[str, Cell], generated: Collection[str] | None
) -> dict[int, str]:
    """Index of a cell → id of the generated cell it is; each such id once.

    ``generated`` are the ids of the earlier run, if it noted them: no other cell was generated.
    """
    free = [
        i for i, c in enumerate(cells) if not is_placeless_heading(c) and "nytt_till" not in ours(c)
    ]
    noted = [(i, str(ours(cells[i])["cell"])) for i in free if "cell" in ours(cells[i])]
    noted = [(i, key) for i, key in noted if not has_tag(cells[i], INJECTED)]
    keys = _first_of_each(sorted(noted, key=lambda pair: cells[pair[0]]["id"] != pair[1]))
    known = new if generated is None else set(new) & set(generated)
    unmarked = [(i, str(cells[i]["id"])) for i in free if not ours(cells[i])]
    by_id = [(i, id) for i, id in unmarked if id in known]
    keys |= _first_of_each(by_id, taken=keys.values())
    return keys | _by_text(cells, new, [i for i in free if i not in keys], keys.values())


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
        if ours(cell) or not source(cell).strip():
            continue
        key = next((key for key in missing if _says_the_same(cell, new[key])), None)
        if key is not None:
            missing.remove(key)
            found[index] = key
    return found


def _says_the_same(cell: Cell, other: Cell) -> bool:
    return kind(cell) == kind(other) and same_text(source(cell), source(other))
