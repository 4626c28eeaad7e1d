"""Så läses bilagan: every limit that was used, what was judged by whom, and what is measured."""

from collections.abc import Iterable
from typing import Final

from styrkort.blocks import Block, Cell, Column, Group, Line, Row, RowNote, Table
from styrkort.cellwords import no_cell
from styrkort.scorecard import MeasureResult, Report
from styrkort.swedish import joined_words
from styrkort.tally import followed_up
from styrkort.terms import Fulfilment

__all__ = ["definitions", "judged", "limits_table"]

_FACTS: Final = (
    ("Definition", "definitioner", 0.36),
    ("Källa", "källor", 0.2),
    ("Ansvarig", "ansvariga", 0.16),
)
"""Head, its plural, and the width that its words need."""
_NAMES: Final = 0.28
_RULE: Final = "Regeln står under Mått per verksamhet."


def limits_table(report: Report) -> Table | None:
    """Every limit that was used in the report; None where nothing is followed up."""
    followed = tuple(one for one in followed_up(report.measures) if not one.withheld)
    rows = tuple(row for one in followed for row in _limit_rows(one))
    if not rows:
        return None
    return Table(
        id="tabell-granser",
        caption="Gränser som har använts",
        columns=(
            Column("Styrmått", 0.34),
            Column(Fulfilment.MET.value, 0.2),
            Column(Fulfilment.PARTLY.value, 0.23),
            Column("Jämförs med", 0.23),
        ),
        groups=(Group(rows),),
        look="granser",
        caption_shown=True,
        footnote=_attainment_words(followed),
    )


def _limit_rows(measure: MeasureResult) -> tuple[Row, ...]:
    """The measure's limits, and those of each verksamhet with a goal of its own."""
    bounds = [(measure.name, measure.bound)]
    bounds += [
        (f"{measure.name}, {unit.unit}", unit.bound)
        for unit in measure.by_unit
        if unit.bound and unit.own_goal and not unit.withheld
    ]
    bounds += [
        (f"{measure.name}, {part.name}", part.bound)
        for part in measure.parts
        if part.bound and not part.withheld
    ]
    rules = (RowNote("Sammanvägning", _RULE),) if measure.rule else ()
    return tuple(
        Row(
            (
                Cell(name, header=True),
                Cell(bound.met or "–"),
                Cell(bound.partly or "–"),
                Cell(bound.compared_with or "–"),
            ),
            notes=rules if bound is measure.bound else (),
        )
        for name, bound in bounds
    )


def _attainment_words(measures: Iterable[MeasureResult]) -> str:
    """What uppfyllelsegrad is, where the report shows any."""
    shown = [one for one in measures if one.attainment is not None]
    if not shown:
        return ""
    share = "Uppfyllelsegraden är utfallet som andel av målet"
    if any(one.zone and one.zone.met and one.zone.met[0][0] is None for one in shown):
        share += ", eller målet som andel av utfallet där lägre är bättre"
    return f"{share}; den visar 100\u00a0% bara när målet är nått."


def judged(report: Report) -> Block:
    """What a person has judged, what the rules alone say, why, and who."""
    rows = [
        _judged_row(one.name, one.judgement.fulfilment, one.computed_fulfilment.value,
                    one.judgement.reason, one.judgement.by)
        for one in report.measures if one.judgement
    ]  # fmt: skip
    rows += [
        _judged_row(f"Strategiskt mål: {goal.name}", goal.judgement.fulfilment, "Beräknas inte",
                    goal.judgement.reason, goal.judgement.by)
        for perspective in report.perspectives
        for goal in perspective.objectives if goal.judgement
    ]  # fmt: skip
    if not rows:
        return Line("Inget är bedömt i den här rapporten. All måluppfyllelse är beräknad.")
    return Table(
        id="tabell-bedomt",
        caption="Bedömt, inte beräknat",
        columns=(
            Column("Styrmått eller mål", 0.28),
            Column("Bedömt som", 0.17),
            Column("Enligt reglerna", 0.15),
            Column("Skäl", 0.4),
        ),
        groups=(Group(tuple(rows)),),
        look="granser",
        caption_shown=True,
    )


def _judged_row(name: str, verdict: Fulfilment, computed: str, reason: str, by: str) -> Row:
    return Row(
        (
            Cell(name, header=True),
            Cell(verdict.value, symbol=verdict.symbol),
            Cell(computed),
            Cell(reason, second=f"Bedömt av {by}"),
        )
    )


def definitions(report: Report) -> Table | None:
    """What the plan says of its measures: definition, source, who answers; None if nothing.

    Measures of which the same is said share a row.
    """
    told: dict[tuple[str, str, str], list[str]] = {}
    for one in report.measures:
        said = (one.definition, one.source, one.responsible)
        told.setdefault(said, []).append(one.name)
    told.pop(("", "", ""), None)
    used = [n for n in range(len(_FACTS)) if any(said[n] for said in told)]
    if not used:
        return None
    whole = _NAMES + sum(_FACTS[n][2] for n in used)
    return Table(
        id="tabell-definitioner",
        caption=joined_words([_FACTS[n][1] for n in used]).capitalize(),
        columns=(
            Column("Styrmått", round(_NAMES / whole, 4)),
            *(Column(_FACTS[n][0], round(_FACTS[n][2] / whole, 4)) for n in used),
        ),
        groups=(
            Group(
                tuple(
                    Row((Cell("; ".join(names), header=True), *(_stated(said[n]) for n in used)))
                    for said, names in told.items()
                )
            ),
        ),
        look="granser",
        caption_shown=True,
    )


def _stated(text: str) -> Cell:
    return Cell(text) if text else no_cell("anges inte i planen")
