"""What an earlier notebook still says of groups that are too small to show now.

Its outputs are made anew; but the values that its words were written to are carried, and the
notebook itself goes to historik. Neither may hold what is withheld from this run on.
"""

from collections.abc import Mapping
from typing import Any

from styrkort.narrative.marks import is_untouched_note
from styrkort.narrative.shown import UNTOLD
from styrkort.notebook.shape import (
    Cell,
    Notebook,
    is_code,
    is_note,
    listed,
    names_in,
    ours,
    with_metadata,
    with_own,
)
from styrkort.terms import Fulfilment
from styrkort.withholding import measure_of
from styrkort.wording import WITHHELD

__all__ = ["copy_without_withheld", "for_history", "hides_more", "without_withheld"]

_WITHHELD = "visas_ej"
"""Key of the notebook: inline names of what its groups are too small to show."""
_NOTE = (
    "Utdata är borttagna här: de visade uppgifter om grupper med få personer, som inte längre "
    "visas. Texter och kod är som de var."
)


def hides_more(earlier: Notebook, new: Notebook) -> bool:
    """Whether the new notebook withholds anything that the earlier one may show."""
    return not set(listed(new, _WITHHELD)) <= set(listed(earlier, _WITHHELD))


def without_withheld(nb: Notebook, earlier: Notebook) -> Notebook:
    """The carried notebook; of values that may not be shown any more its words' ``värden`` tell
    only that they were others.
    """
    now, then = names_in(nb), names_in(earlier)
    hidden = set(listed(nb, _WITHHELD)) - set(listed(earlier, _WITHHELD))
    unsaid = {measure_of(name) for name in hidden}
    unsaid |= {_id(name) for name, text in now.items() if text == WITHHELD}
    # A goal that refers to a withheld outcome has lost its verdict, and the verdict told of it.
    unsaid |= {
        _id(name)
        for name, text in now.items()
        if hidden
        and name.startswith("måluppfyllelse.")
        and text == Fulfilment.UNAVAILABLE.value
        and then.get(name, text) != text
    }
    if not unsaid:
        return nb
    return {**nb, "cells": [_untold(cell, unsaid, now) for cell in nb["cells"]]}


def copy_without_withheld(copy: Notebook, mine: Notebook) -> Notebook:
    """A colleague's copy without the values that ``mine``, which it goes into, withholds."""
    beside_mine = without_withheld({**copy, "metadata": mine["metadata"]}, copy)
    return {**beside_mine, "metadata": copy["metadata"]}


def for_history(earlier: Notebook, new: Notebook) -> Notebook:
    """The earlier notebook as historik may keep it: every word and all code, but no figures."""
    now = names_in(new)
    own = {**ours(earlier), "namn": now, _WITHHELD: listed(new, _WITHHELD), "utan_utdata": _NOTE}
    own = {**own, "fakta": ours(new).get("fakta", "")}
    kept = (_without_note(cell) for cell in earlier["cells"] if not is_untouched_note(cell))
    cells = [_bare(_rebound(cell, now)) for cell in kept]
    metadata = {**earlier["metadata"], "styrkort": own}
    metadata.pop("widgets", None)
    return {**earlier, "cells": cells, "metadata": metadata}


def _bare(cell: Cell) -> Cell:
    return {**cell, "outputs": [], "execution_count": None} if is_code(cell) else cell


def _without_note(cell: Cell) -> Cell:
    """A note that somebody has written in, without what it said before."""
    return with_metadata(cell, styrkort=None) if is_note(cell) else cell


def _rebound(cell: Cell, now: Mapping[str, str]) -> Cell:
    """The cell's ``värden`` as they are shown now, or gone."""
    values = ours(cell).get("värden")
    if not isinstance(values, dict):
        return cell
    shown = {name: now[name] for name in values if name in now}
    return with_own(cell, värden=shown)


def _untold(cell: Cell, ids: set[str], now: Mapping[str, str]) -> Cell:
    """The cell's ``värden`` of these ids as they are shown now, or that they were others."""
    values = ours(cell).get("värden")
    if not isinstance(values, dict):
        return cell
    kept: dict[str, Any] = {
        name: UNTOLD if _id(name) in ids and value != now.get(name) else value
        for name, value in values.items()
    }
    return with_own(cell, värden=kept)


def _id(name: str) -> str:
    return name.partition(".")[2] or name
