"""Texts that wait for somebody's decision after a run or an import."""

from collections.abc import Iterator
from re import Match

from styrkort.narrative.marks import (
    EARLIER_CODE,
    PLACELESS,
    is_placeless_heading,
    question,
)
from styrkort.notebook.shape import Cell, Notebook, has_tag, kind, source
from styrkort.review.placed import Placed, at_cell
from styrkort.terms import FindingKind

__all__ = ["of_merges"]


def of_merges(nb: Notebook) -> Iterator[Placed]:
    """New text beside an edited cell, words without a place, code that is no longer run."""
    below_heading = False
    for index, cell in enumerate(nb["cells"]):
        below_heading = below_heading or is_placeless_heading(cell)
        asked = question(cell)
        told = _of_two_texts(asked) if asked else _of_one(cell, below_heading)
        if told:
            quote = _quoted_text(asked) if asked else ""
            yield at_cell(nb, index, FindingKind.MERGE, *told, quote=quote)


def _of_two_texts(asked: Match[str]) -> tuple[str, str]:
    """What the marked text is, and what to do with it."""
    both = "Cellen ovanför är ändrad här, och texten som den utgick från har också ändrats."
    if asked["copy"]:
        both = f"Samma rader är ändrade både här och i kopian {asked['copy']}."
    return (
        both,
        "För in det som ska med i cellen ovanför och ta sedan bort den märkta texten.",
    )


def _quoted_text(asked: Match[str]) -> str:
    """The words that the lead asks about; nothing where no words are left."""
    _, _, behind = asked.string[asked.end() :].partition("\n")
    return " ".join(line.removeprefix(">").strip() for line in behind.splitlines()).strip()


def _of_one(cell: Cell, below_heading: bool) -> tuple[str, str] | None:
    """What is to be decided about a cell, and how; None where nothing is.

    Words that are moved from under the heading have found a place, whatever their tags say.
    """
    if kind(cell) == "raw" and has_tag(cell, EARLIER_CODE):
        return (
            "Koden i cellen är ändrad för hand men körs inte längre.",
            "Flytta det som ska köras till en kodcell och ta bort den här cellen.",
        )
    placeless = has_tag(cell, PLACELESS) and not is_placeless_heading(cell)
    if placeless and below_heading and source(cell).strip():
        return (
            "Texten stod i en del av rapporten som inte längre finns.",
            "Flytta det som ska vara kvar till sin plats i rapporten och ta bort resten.",
        )
    return None
