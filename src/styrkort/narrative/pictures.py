"""Pictures pasted into a cell: two editors give two pictures the same name."""

import re
from collections.abc import Mapping
from itertools import count
from pathlib import PurePosixPath
from typing import Any

from styrkort.notebook.shape import Cell, source

__all__ = ["pictures", "with_free_names", "with_pictures"]


def pictures(cell: Cell) -> dict[str, Any]:
    """The cell's pasted pictures by name."""
    found = cell.get("attachments")
    return dict(found) if isinstance(found, dict) else {}


def with_pictures(cell: Cell, of: Cell) -> Cell:
    """The cell with the other's pictures besides its own."""
    both = {**pictures(of), **pictures(cell)}
    return {**cell, "attachments": both} if both else cell


def with_free_names(cell: Cell, beside: Cell) -> Cell:
    """The cell with its pictures, and the words that show them, under names that don't clash."""
    taken = pictures(beside)
    names = {name: _free(name, data, taken) for name, data in pictures(cell).items()}
    if all(name == free for name, free in names.items()):
        return cell
    text = re.sub(
        r"(attachment:)([^\s)\"'>]+)", lambda m: m[1] + names.get(m[2], m[2]), source(cell)
    )
    renamed = {names[name]: data for name, data in pictures(cell).items()}
    return {**cell, "source": text, "attachments": renamed}


def _free(name: str, data: Any, taken: Mapping[str, Any]) -> str:
    """The name, or the first numbered one that is free or holds the same picture."""
    path = PurePosixPath(name)
    numbered = (f"{path.stem}-{number}{path.suffix}" for number in count(2))
    free = name
    while free in taken and taken[free] != data:
        free = next(numbered)
    return free
