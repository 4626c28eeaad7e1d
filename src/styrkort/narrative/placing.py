"""Where every carried cell goes: behind its neighbour, where it was moved to, or at the end."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from styrkort.narrative.marks import (
    PLACELESS,
    added,
    earlier_code,
    edited,
    is_placeless_heading,
    placeless,
    placeless_heading,
)
from styrkort.narrative.matching import Known
from styrkort.notebook.shape import Cell, has_tag, is_code, ours

__all__ = ["Places", "laid_out", "placed", "steady"]

TOP = ""
"""The neighbour of cells above the first generated one."""


@dataclass(frozen=True, slots=True)
class Places:
    """What stands behind which generated cell, and what has lost its place."""

    behind: Mapping[str, list[Cell]]
    """Id of a generated cell, or TOP → the cells behind it, in order."""
    moved: frozenset[str]
    """Generated cells that are among those; not to be placed again."""
    placeless: list[Cell]


@dataclass
class _Walk:
    """Where the walk down the earlier notebook has come to."""

    neighbour: str | None = TOP
    """The last generated cell that is still there; None where its part of the report is gone."""
    below_heading: bool = False
    behind: defaultdict[str, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    moved: set[str] = field(default_factory=set)
    placeless: list[Cell] = field(default_factory=list)


def placed(
    found: Iterable[Known],
    merged: Mapping[str, list[Cell]],
    steady: frozenset[str],
    returned: frozenset[str],
    open_questions: frozenset[str],
    perspectives: Sequence[str],
) -> Places:
    """A place for each cell of the earlier notebook.

    ``merged`` holds the generated cells of the new notebook that were in the earlier one;
    ``steady`` are those that the analyst has not moved, ``returned`` those that had lost their
    place and have one again. ``open_questions`` are cells whose new starting text still stands
    behind them; ``perspectives`` those of the plan.
    """
    walk = _Walk()
    for known in found:
        if known.opens_placeless:
            _at_heading(walk, known)
        elif known.new_text_of:
            if known.new_text_of in open_questions:
                _stand(walk, known.cell)
        elif known.key in returned:
            continue
        elif known.key in steady:
            walk.neighbour, walk.below_heading = known.key, False
        elif known.key in merged:
            _move(walk, known.key, merged[known.key])
        elif known.key:
            _bereft(walk, known.cell, perspectives)
        else:
            _stand(walk, added(known.cell))
    return Places(walk.behind, frozenset(walk.moved), walk.placeless)


def laid_out(cells: Sequence[Cell], merged: Mapping[str, list[Cell]], places: Places) -> list[Cell]:
    """All cells in their order; those that have lost their place last, under their heading."""
    laid = list(places.behind.get(TOP, ()))
    for cell in cells:
        key = str(cell["id"])
        if key not in places.moved:
            laid += merged.get(key, [cell])
        laid += places.behind.get(key, ())
    if places.placeless and not any(map(is_placeless_heading, cells)):
        laid.append(placeless_heading(places.placeless))
    return [*laid, *places.placeless]


def _at_heading(walk: _Walk, known: Known) -> None:
    walk.below_heading = True
    if edited(known.cell):
        _stand(walk, added(known.cell))


def _stand(walk: _Walk, cell: Cell) -> None:
    """Behind its neighbour, or with those that have lost theirs."""
    if walk.below_heading or walk.neighbour is None:
        walk.placeless.append(placeless(cell))
    else:
        walk.behind[walk.neighbour].append(cell)


def _move(walk: _Walk, key: str, cells: list[Cell]) -> None:
    """A generated cell stays where the analyst put it, if that place is still there."""
    if walk.neighbour is not None and not walk.below_heading:
        walk.behind[walk.neighbour] += cells
        walk.moved.add(key)


def _bereft(walk: _Walk, cell: Cell, perspectives: Sequence[str]) -> None:
    """A generated cell that the new notebook doesn't have: only what the analyst wrote is kept."""
    section = ours(cell).get("perspektiv")
    gone = section is None or section not in perspectives
    if has_tag(cell, PLACELESS) and not walk.below_heading and walk.neighbour is not None:
        _stand(walk, added(cell))  # the analyst has found a place for it
        return
    if section is not None and gone and not walk.below_heading:
        walk.neighbour = None
    if edited(cell) is False:
        return
    if gone or walk.below_heading:
        walk.placeless.append(placeless(cell))
    else:
        _stand(walk, earlier_code(cell, cell["id"]) if is_code(cell) else cell)


def steady(keys: Sequence[str], generated: Sequence[str]) -> frozenset[str]:
    """The cells that stand in the order they were generated in; the rest have been moved.

    As few as possible count as moved: the longest rising run of places stays.
    """
    rank = {key: place for place, key in enumerate(generated)}
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(keys)
    for index, key in enumerate(keys):
        at = bisect_left(tails, rank[key])
        tails[at : at + 1] = [rank[key]]
        ends[at : at + 1] = [index]
        before[index] = ends[at - 1] if at else -1
    chosen = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chosen.append(keys[index])
        index = before[index]
    return frozenset(chosen)
