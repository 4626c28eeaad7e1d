"""What an earlier notebook still says of groups that are too small to show now.

Its outputs are made anew; but the values that its words were written to are carried, and the
notebook itself goes to historik. Neither may hold what is withheld from this run on.
"""

from collections.abc import Mapping
from typing import Any

from styrkort.notebook.shape import Cell, Notebook, is_code, ours, with_metadata
from styrkort.terms import Fulfilment
from styrkort.withholding import measure_of

__all__ = ["for_history", "hides_more", "without_withheld"]

_NOTE = (
    "Utdata är borttagna här: de visade uppgifter om grupper med få personer, som inte längre "
    "visas. Texter och kod är som de var."
)


def hides_more(earlier: Notebook, new: Notebook) -> bool:
    """Whether the new notebook withholds anything that the earlier one may show."""
    return not set(_withheld(new)) <= set(_withheld(earlier))


def without_withheld(nb: Notebook, earlier: Notebook) -> Notebook:
    """The carried notebook; where a value may not be shown any more, its words are bound to what
    is shown now.
    """
    now, then = _names(nb), _names(earlier)
    unsaid = {measure_of(name) for name in _withheld(nb)}
    # A goal that refers to a withheld outcome has lost its verdict, and the verdict told of it.
    unsaid |= {
        name.partition(".")[2]
        for name, text in now.items()
        if name.startswith("måluppfyllelse.")
        and text == Fulfilment.UNAVAILABLE.value
        and then.get(name, text) != text
    }
    if not unsaid:
        return nb
    return {**nb, "cells": [_rebound(cell, unsaid, now) for cell in nb["cells"]]}


def for_history(earlier: Notebook, new: Notebook) -> Notebook:
    """The earlier notebook as historik may keep it: every word and all code, but no figures."""
    now = _names(new)
    own = {**ours(earlier), "namn": now, "visas_ej": _withheld(new), "utan_utdata": _NOTE}
    cells = [_bare(_rebound(cell, None, now)) for cell in earlier["cells"]]
    metadata = {**earlier["metadata"], "styrkort": own}
    metadata.pop("widgets", None)
    return {**earlier, "cells": cells, "metadata": metadata}


def _withheld(nb: Notebook) -> list[str]:
    found = ours(nb).get("visas_ej")
    return [str(name) for name in found] if isinstance(found, list) else []


def _names(nb: Notebook) -> dict[str, str]:
    found = ours(nb).get("namn")
    return dict(found) if isinstance(found, dict) else {}


def _bare(cell: Cell) -> Cell:
    return {**cell, "outputs": [], "execution_count": None} if is_code(cell) else cell


def _rebound(cell: Cell, ids: set[str] | None, now: Mapping[str, str]) -> Cell:
    """The cell's ``värden`` of these ids (None: of all) as they are shown now, or gone."""
    values = ours(cell).get("värden")
    if not isinstance(values, dict):
        return cell
    kept: dict[str, Any] = {
        name: now.get(name) if ids is None or _id(name) in ids else value
        for name, value in values.items()
    }
    shown = {name: value for name, value in kept.items() if value is not None}
    return with_metadata(cell, styrkort={**ours(cell), "värden": shown})


def _id(name: str) -> str:
    return name.partition(".")[2] or name
