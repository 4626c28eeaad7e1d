"""A källa's query → the grid of its answer, with the headings that the källa names."""

import os
from typing import NamedTuple

from styrkort.engines.database import Query, answer
from styrkort.exports.cells import Grid
from styrkort.mapping.files import sheet_of
from styrkort.mapping.headings import grid_with_headings
from styrkort.mapping.known import Known
from styrkort.plans.sourceplan import Source

__all__ = ["Answered", "answered"]


class Answered(NamedTuple):
    """A query's answer, and what it is known by."""

    grid: Grid
    """Named "källan ekonomi (databas)", as the figures' origins are."""
    sha256: str


def answered(source: Source, known: Known) -> Answered:
    """The answer to the källa's query for the plan's year.

    InputError where the database can't be reached or asked, or a heading is missing.
    """
    query = Query(
        f"källan {source.id} (databas)", source.database or "", source.query or "", known.year
    )
    found = answer(query, os.environ)
    return Answered(grid_with_headings(sheet_of(found.grid), source), found.sha256)
