"""What lies around a report: others' paragraphs, and other notebooks in its folder."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from styrkort.errors import InputError
from styrkort.notebook.reading import parse
from styrkort.notebook.shape import Cell, kind, source
from styrkort.review.written import is_own_text, is_part_of_report

__all__ = ["Context", "Other", "other_in"]

_CELL_STARTS, _CELL_ENDS = b"\n  {\n", b"\n  }"
"""A cell among the cells, as json.dump lays it out with indent 1; no text holds a line end."""
_MARKDOWN = re.compile(rb'^   "cell_type": "markdown"', re.MULTILINE)
_CODE, _HEAD = b'"cell_type": "code"', 200
"""What most of the file's cells say among their first signs, outputs after it."""
_NAME = re.compile(rb'"divisionsnamn": ("(?:[^"\\\n]|\\.)*")')


@dataclass(frozen=True, slots=True)
class Context:
    """Omgivning: what a notebook is held against besides its own facts."""

    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Label → texts: other divisions' same period, and this division's earlier period."""
    forks: tuple[str, ...] = ()
    """Names of other notebooks in the report's folder, in order."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another report's words."""

    division_name: str
    """Empty where the notebook doesn't say."""
    texts: tuple[str, ...]
    """What somebody has written in it, cell by cell."""


def other_in(data: bytes) -> Other:
    """The words in another report's notebook file; none where it can't be read.

    Only its markdown cells are parsed where the file is laid out as Jupyter writes it: all the
    rest is pictures and tables, some hundred times as much.
    """
    cells = _markdown_cells(data)
    texts = (source(c) for c in cells if is_own_text(c) and is_part_of_report(c))
    return Other(_division_name(data), tuple(texts))


def _division_name(data: bytes) -> str:
    found = _NAME.match(data, max(data.rfind(b'"divisionsnamn": '), 0))
    try:
        return str(json.loads(found[1])) if found else ""
    except ValueError:
        return ""


def _markdown_cells(data: bytes) -> list[Cell]:
    try:
        alone = [json.loads(text) for text in _laid_out(data)]
        nb = parse(_notebook_of(alone) if alone else data, "")
    except (InputError, ValueError, RecursionError):
        return []
    return [cell for cell in nb["cells"] if kind(cell) == "markdown"]


def _laid_out(data: bytes) -> Iterator[bytes]:
    """Each markdown cell's JSON, in a file that is laid out so."""
    for part in data.split(_CELL_STARTS)[1:]:
        if _CODE not in part[:_HEAD] and _MARKDOWN.search(part):
            yield b"{" + part[: part.find(_CELL_ENDS)] + b"}"


def _notebook_of(cells: list[Any]) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}).encode()
