"""A colleague's copy of the notebook, merged into it.

What only one of the two changed since the copy's last run is taken from there; where both changed
the same lines both are kept, the copy's marked. The notebook's own order, figures and marks stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from styrkort.narrative.basing import base_of, with_base
from styrkort.narrative.combining import Combined, Side, combined, seen_as
from styrkort.narrative.counterparts import paired
from styrkort.narrative.marks import BROUGHT, is_from_a_copy, is_new_text
from styrkort.narrative.matching import Known
from styrkort.narrative.placing import laid_out, placed, steady
from styrkort.notebook.shape import (
    Cell,
    Notebook,
    free_id,
    is_code,
    listed,
    names_in,
    same_text,
    source,
    with_own,
)

__all__ = ["Joined", "join"]


@dataclass(frozen=True, slots=True)
class Joined:
    """Sammanförd notebook, and what the copy gave it."""

    notebook: Notebook
    came_in: int
    """Celler that the copy changed or added."""
    conflicts: int
    """Celler that both had changed, where both texts are kept."""
    code: int
    """Kodceller among those that came in; nobody has run them."""
    moved: bool
    """Whether cells stand in another order because of the copy."""
    known: bool
    """Whether the copy holds anything at all that this notebook holds too."""

    @property
    def is_nothing(self) -> bool:
        """Whether the copy says nothing new."""
        return not self.came_in and not self.conflicts and not self.moved


def join(mine: Notebook, theirs: Notebook, name: str = "") -> Joined:
    """The notebook with what the copy, the file ``name``, changed and added.

    The copy's figures are never taken. The same copy a second time changes nothing.
    """
    found = paired(theirs, mine)
    here = {str(cell["id"]): cell for cell in mine["cells"]}
    side = Side(name, names_in(mine), frozenset(listed(mine, BROUGHT)))
    made = {k.key: combined(here[k.key], k.cell, side) for k in found if k.key in here}
    merged = {key: one.cells for key, one in made.items()}
    news = [k for k in found if k.key in here or _is_news(k, side)]
    places = placed(
        news,
        merged,
        steady=frozenset(here) - _moved_by_them(found, theirs, mine),
        returned=frozenset(),
        open_questions=frozenset(),
        perspectives=listed(mine, "perspektiv"),
    )
    cells = _settled(laid_out(mine["cells"], merged, places), here)
    seen = {one.news for one in made.values()}
    seen |= {seen_as("", source(known.cell)) for known in news if known.key not in here}
    seen |= {seen_as(str(c["id"]), source(c)) for c in cells if c["id"] not in here}
    notebook = _remembering({**mine, "cells": cells}, seen | side.brought)
    return _counted(notebook, here, made.values())


def _is_news(known: Known, side: Side) -> bool:
    """Whether a cell that the notebook lacks was written since the copy's last run.

    One that stood there then has been removed here, and stays so; so does one that was brought in.
    """
    cell = known.cell
    if known.opens_placeless or known.new_text_of:
        return True
    if not source(cell).strip() or seen_as("", source(cell)) in side.brought:
        return False
    since = base_of(cell)
    return since is None or is_from_a_copy(cell) or not same_text(since, source(cell))


def _moved_by_them(found: list[Known], theirs: Notebook, mine: Notebook) -> frozenset[str]:
    """Generated cells that the copy's analyst has moved, and nobody here."""
    there = _out_of_order([known.key for known in found], theirs)
    here = _out_of_order([str(cell["id"]) for cell in mine["cells"]], mine)
    return there - here


def _out_of_order(keys: Iterable[str], nb: Notebook) -> frozenset[str]:
    generated = listed(nb, "celler")
    there = [key for key in dict.fromkeys(keys) if key in generated]
    return frozenset(there) - steady(there, generated)


def _settled(cells: list[Cell], here: Mapping[str, Cell]) -> list[Cell]:
    """Every id once; what is new has noted that it started from what it says."""
    taken = set(here)
    left = set(here)
    settled: list[Cell] = []
    for cell in cells:
        own = str(cell["id"])
        if own in left:
            left.remove(own)
            settled.append(cell)
            continue
        free = free_id(own, taken)
        taken.add(free)
        settled.append(with_base({**cell, "id": free}))
    return settled


def _remembering(nb: Notebook, seen: Iterable[str]) -> Notebook:
    kept = sorted({one for one in seen if one})
    return with_own(nb, **{BROUGHT: kept}) if kept else nb


def _counted(nb: Notebook, here: Mapping[str, Cell], made: Iterable[Combined]) -> Joined:
    made = list(made)
    new = [c for c in nb["cells"] if here.get(str(c["id"])) != c and not is_new_text(c)]
    conflicts = sum(one.conflict for one in made)
    stood = [str(cell["id"]) for cell in nb["cells"] if cell["id"] in here]
    moved = stood != list(here)
    return Joined(nb, len(new), conflicts, sum(map(is_code, new)), moved, known=bool(made))
