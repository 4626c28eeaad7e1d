"""A period's first run starts from what was written for the last one, marked as a draft."""

from collections.abc import Mapping, Sequence
from typing import Any

from styrkort.inline import with_lost_names_told
from styrkort.narrative.commentary import has_words, is_commentary, is_unread_draft
from styrkort.narrative.notes import draft_origin
from styrkort.narrative.pictures import with_free_names, with_pictures
from styrkort.notebook.shape import (
    DRAFT,
    Cell,
    Notebook,
    names_in,
    ours,
    same_text,
    source,
    tags,
    with_metadata,
    with_tags,
)
from styrkort.period import Period

__all__ = ["drafted_from", "with_drafts"]


def drafted_from(period: Period) -> Period:
    """The period whose commentary is the draft: the year's last one; for DÅ04 last year's DÅ04."""
    return period.last_year if period.code == "DÅ04" else period.previous


def with_drafts(nb: Notebook, previous: Notebook | None, label: str) -> Notebook:
    """The new notebook, its commentaries without words started from the previous period's.

    ``label`` says which report that is: "DÅ04 2022"; a draft that nobody read there keeps its own.
    Each is tagged ``utkast``, and waits for somebody to read it. Values quoted in it are the new
    report's; those that it doesn't have are told as they were shown.
    """
    if previous is None:
        return nb
    now, then = names_in(nb), names_in(previous)
    wanted = {_key(cell): cell for cell in nb["cells"] if _is_wanted(cell)}
    drafts: dict[str, Cell] = {}
    for key, cells in _earlier(previous, wanted).items():
        before = _as_one(cells)
        text = with_lost_names_told(source(before), now, then)
        origin = draft_origin(before) if is_unread_draft(before) else ""
        drafts[key] = _draft(wanted[key], before, text, origin or label)
    return {**nb, "cells": [drafts.get(_key(cell), cell) for cell in nb["cells"]]}


def _key(cell: Cell) -> str:
    """Which commentary of the master it is; empty for other cells."""
    return str(ours(cell).get("cell", cell["id"])) if is_commentary(cell) else ""


def _is_wanted(cell: Cell) -> bool:
    """Whether the commentary has no words yet."""
    return is_commentary(cell) and not has_words(cell)


def _earlier(previous: Notebook, wanted: Mapping[str, Cell]) -> dict[str, list[Cell]]:
    """Key → the cells with words: the commentary's own, and those that were added behind it."""
    found: dict[str, list[Cell]] = {}
    key = ""
    for cell in previous["cells"]:
        own = _key(cell)
        if own in wanted and own not in found:
            key = own
        elif not own and "cell" in ours(cell):
            key = ""  # another part of the report begins
        if own and key and _is_worth_bringing(cell, wanted[key]):
            found.setdefault(key, []).append(cell)
    return found


def _is_worth_bringing(cell: Cell, fresh: Cell) -> bool:
    """Whether it has words; a prompt of an earlier version is none."""
    prompt = str(ours(fresh).get("uppmaning", ""))
    return has_words(cell) and not same_text(source(cell), prompt)


def _as_one(cells: Sequence[Cell]) -> Cell:
    """The cells' words and pictures in one, with the first one's marks."""
    whole, *others = cells
    for other in others:
        named = with_free_names(other, whole)
        text = f"{source(whole).rstrip()}\n\n{source(named)}"
        whole = {**with_pictures(whole, named), "source": text}
    return whole


def _draft(cell: Cell, before: Cell, text: str, origin: str) -> Cell:
    own: dict[str, Any] = {**ours(cell), "utkast": {"från": origin, "text": text}}
    marked = with_metadata({**cell, "source": text}, styrkort=own)
    return with_pictures(with_tags(marked, (*tags(cell), DRAFT)), before)
