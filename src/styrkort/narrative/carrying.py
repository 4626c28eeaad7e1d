"""The earlier notebook's words and added cells, carried into the new one.

Nothing that was typed is ever missing afterwards, and everything typed is there once, however
often it is carried.
"""

from typing import Any

from styrkort.narrative.marks import BROUGHT
from styrkort.narrative.matching import Known, recognised
from styrkort.narrative.merging import edited_alone, merged
from styrkort.narrative.placing import Places, laid_out, placed, steady
from styrkort.narrative.unsaid import without_withheld
from styrkort.notebook.settling import INJECTED_ID
from styrkort.notebook.shape import Cell, Notebook, free_id, listed, ours

__all__ = ["carry"]


def carry(old: Notebook | None, new: Notebook) -> Notebook:
    """The new notebook with what the analyst wrote in the earlier one; ``new`` if there is none.

    Cells that the analyst changed keep their words; where the starting text has changed too, it
    stands marked behind them. Added cells stay behind their neighbour, moved ones where they were
    moved to; a generated cell that was removed comes back. Words whose place is gone stand at the
    end under a heading of their own. Outputs are never carried, pasted pictures and tags are; nor
    are values of groups that are too small to show now.
    """
    if old is None:
        return new
    found = recognised(old, new)
    fresh = {str(cell["id"]): cell for cell in new["cells"]}
    earlier = {known.key: known.cell for known in found if known.key in fresh}
    asked = {known.new_text_of for known in found}
    result = {key: merged(cell, fresh[key], key in asked) for key, cell in earlier.items()}
    places = _places(found, result, earlier, old, new)
    cells = _settled(laid_out(new["cells"], result, places), fresh)
    return without_withheld({**new, "cells": cells, "metadata": _metadata(old, new)}, old)


def _places(
    found: list[Known],
    result: dict[str, list[Cell]],
    earlier: dict[str, Cell],
    old: Notebook,
    new: Notebook,
) -> Places:
    fresh = {str(cell["id"]): cell for cell in new["cells"]}
    generated = listed(old, "celler") or list(fresh)
    there = [known.key for known in found if known.key in fresh]
    return placed(
        found,
        result,
        steady=steady([key for key in there if key in generated], generated),
        returned=frozenset(key for key in there if key not in generated),
        open_questions=frozenset(k for k, c in earlier.items() if edited_alone(c, fresh[k])),
        perspectives=listed(new, "perspektiv"),
    )


def _settled(cells: list[Cell], fresh: dict[str, Cell]) -> list[Cell]:
    """Every id once; the generated cells' own come first, and that of the run's parameters."""
    taken = {*fresh, INJECTED_ID}
    settled: list[Cell] = []
    for cell in cells:
        own = str(cell["id"])
        if ours(cell).get("cell") != own or own not in fresh:
            own = free_id(own, taken)
            taken.add(own)
        settled.append({**cell, "id": own})
    return settled


_NOT_CARRIED = ("papermill", "widgets", "signature", "orig_nbformat", "orig_nbformat_minor")


def _metadata(old: Notebook, new: Notebook) -> dict[str, Any]:
    """The new notebook's own, and what the analyst, the editor or an import noted besides."""
    kept = {key: v for key, v in old["metadata"].items() if key not in _NOT_CARRIED}
    brought = {BROUGHT: ours(old)[BROUGHT]} if BROUGHT in ours(old) else {}
    return {**kept, **new["metadata"], "styrkort": {**brought, **ours(new)}}
