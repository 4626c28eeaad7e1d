"""A finding and the cell that it stands at, so that a list can follow the notebook."""

from dataclasses import dataclass

from styrkort.inline import with_lost_names_told
from styrkort.notebook.shape import Notebook, names_in, place
from styrkort.review.findings import Finding
from styrkort.review.sections import section_of
from styrkort.terms import FindingKind

__all__ = ["FOLDER", "PLAN", "Placed", "at_cell"]

PLAN, FOLDER = "Planen", "Mappen"
"""Sections of what stands in no cell."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding and the index of its cell; None where no cell or heading is its own."""

    index: int | None
    finding: Finding


def at_cell(
    nb: Notebook,
    index: int,
    kind: FindingKind,
    message: str,
    remedy: str,
    value: str = "",
    quote: str = "",
) -> Placed:
    """A finding about a whole cell, which no tag can accept; its words are quoted by default."""
    words = quote or str(nb["cells"][index]["source"])
    quote = first_words(with_lost_names_told(words, {}, names_in(nb)))
    cell = str(nb["cells"][index]["id"])
    where = place(nb, index)
    return Placed(
        index, Finding(kind, section_of(nb, index), cell, where, quote, value, message, remedy)
    )


def first_words(text: str, most: int = 90) -> str:
    """The text on one line, cut between words where it is long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rpartition(" ")[0].rstrip(" ,;:–-") + " …"
