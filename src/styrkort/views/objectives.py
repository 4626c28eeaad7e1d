"""Samlad bedömning per strategiskt mål: counts, the computed suggestion, and a person's judgement.

The notebook's one-line call is ``display.overall_view``: the table that ``overall_table`` makes.
"""

from typing import Final

from styrkort.blocks import Cell, Column, Group, Row, Table
from styrkort.cellwords import verdict_cell
from styrkort.scorecard import Judgement, Objective, Report, Suggestion
from styrkort.sentences import verdict_count
from styrkort.swedish import sentence

__all__ = ["HEADING", "NOT_JUDGED", "overall_table"]

HEADING: Final = "Samlad bedömning per strategiskt mål"
NOT_JUDGED: Final = "Ingen samlad bedömning är gjord"
_NO_GROUNDS: Final = "Underlag saknas"
_COLUMNS: Final = (
    Column("Strategiskt mål", 0.235),
    Column("Styrmått", 0.21),
    Column("Beräknat förslag", 0.25),
    Column("Samlad bedömning", 0.305),
)


def overall_table(report: Report) -> Table | None:
    """Each strategic goal by perspective; None where the plan has none with styrmått of its own."""
    groups = tuple(
        Group(tuple(_row(goal) for goal in goals), title=perspective.name)
        for perspective in report.perspectives
        if (goals := [one for one in perspective.objectives if _told_of(one)])
    )
    if not groups:
        return None
    rules = dict.fromkeys(
        goal.suggestion.rule
        for perspective in report.perspectives
        for goal in perspective.objectives
        if goal.suggestion
    )
    return Table(
        id="tabell-samlad-bedomning",
        caption=HEADING,
        columns=_COLUMNS,
        groups=groups,
        look="granser",
        footnote=" ".join(rules),
    )


def _told_of(objective: Objective) -> bool:
    return objective.suggestion is not None or objective.judgement is not None


def _row(objective: Objective) -> Row:
    return Row(
        (
            Cell(objective.name, header=True),
            _counts(objective.suggestion),
            _suggested(objective.suggestion),
            _judged(objective.judgement),
        )
    )


def _counts(found: Suggestion | None) -> Cell:
    if found is None:
        return Cell("Inga styrmått", quiet=True)
    total = sum(number for _, number in found.counts)
    each = ", ".join(verdict_count(verdict, number) for verdict, number in found.counts)
    return Cell(str(total), second=each)


def _suggested(found: Suggestion | None) -> Cell:
    if found is None or found.fulfilment is None:
        return Cell(_NO_GROUNDS, quiet=True)
    return verdict_cell(found.fulfilment, f"Bygger på {found.rests_on}")


def _judged(judgement: Judgement | None) -> Cell:
    if judgement is None:
        return Cell(NOT_JUDGED, quiet=True)
    told = f"{sentence(judgement.reason)} Bedömd av {judgement.by}."
    return verdict_cell(judgement.fulfilment, told)
