"""The measure tables: a strategic objective's measures, and their outcomes by verksamhet."""

from typing import Final

from styrkort.blocks import Block, Cell, Column, Counts, Group, Line, Row, RowNote, Table
from styrkort.cellwords import outcome_cell, target_cell, trend_cell, verdict_cell
from styrkort.scorecard import (
    Judgement,
    MeasureResult,
    Objective,
    PerspectiveResult,
    Report,
    SuccessFactor,
    UnitResult,
)
from styrkort.sentences import counts_of, verdict_count
from styrkort.swedish import joined_words
from styrkort.tally import counted, own_measures, shared_measures, shown_measures
from styrkort.terms import Fulfilment, MeasureKind

__all__ = [
    "measure_table_id",
    "objective_blocks",
    "perspective_blocks",
    "perspective_counts",
    "unit_table",
]

_COLUMNS: Final = (
    Column("Styrmått", 0.266),
    Column("Mål", 0.172),
    Column("Uppföljning", 0.127),
    Column("Utfall", 0.124, number=True),
    Column("Måluppfyllelse", 0.172),
    Column("Utveckling", 0.139),
)
_UNIT_COLUMNS: Final = (
    Column("Verksamhet", 0.34),
    Column("Mål", 0.25),
    Column("Utfall", 0.18, number=True),
    Column("Måluppfyllelse", 0.23),
)


def perspective_blocks(report: Report, perspective: PerspectiveResult) -> tuple[Block, ...]:
    """All strategic objectives of a perspective, each with its line and its table."""
    return tuple(
        block
        for objective in perspective.objectives
        for block in objective_blocks(report, perspective, objective)
    )


def objective_blocks(
    report: Report, perspective: PerspectiveResult, objective: Objective
) -> tuple[Block, ...]:
    """The line "Strategiskt mål: …", what was judged of it, and the table of its measures."""
    groups = tuple(
        _factor_group(report, perspective, factor)
        for factor in objective.success_factors
        if factor.measures
    )
    name = Line(label="Strategiskt mål:", text=objective.name)
    judged = (Line(_judgement_words(objective.judgement)),) if objective.judgement else ()
    if not groups:
        none = Line("Det strategiska målet har inga styrmått i divisionens plan.")
        return (name, *judged, none)
    table = Table(
        id=measure_table_id(perspective, objective),
        caption=f"Styrmått i perspektivet {perspective.name}, strategiskt mål: {objective.name}",
        columns=_COLUMNS,
        groups=groups,
    )
    return (name, *judged, table)


def measure_table_id(perspective: PerspectiveResult, objective: Objective) -> str:
    """The id of an objective's table, to link to."""
    return f"tabell-{perspective.slug}-{objective.id}"


def _judgement_words(judgement: Judgement) -> str:
    verdict = judgement.fulfilment.value.lower()
    return f"Målet är bedömt som {verdict} av {judgement.by}: {judgement.reason}"


def _factor_group(report: Report, perspective: PerspectiveResult, factor: SuccessFactor) -> Group:
    rows = tuple(_measure_row(report.measure(id), perspective, factor) for id in factor.measures)
    return Group(rows=rows, title=factor.name)


def _measure_row(
    measure: MeasureResult, perspective: PerspectiveResult, factor: SuccessFactor
) -> Row:
    return Row(
        cells=(
            _name_cell(measure, factor),
            target_cell(measure.target_text),
            Cell(", ".join(measure.follow_up)),
            outcome_cell(measure),
            verdict_cell(measure.fulfilment, measure.fulfilment_detail or measure.reason),
            trend_cell(measure),
        ),
        notes=_notes(measure, perspective),
    )


def _name_cell(measure: MeasureResult, factor: SuccessFactor) -> Cell:
    """The measure's name; where components share the row they stand for a name the group bears."""
    repeated = measure.components and measure.name == factor.name
    return Cell(
        text="" if repeated else measure.name,
        bullets=measure.components,
        second="Kontrollmått" if measure.kind is MeasureKind.CONTROL else "",
        header=True,
    )


def _notes(measure: MeasureResult, perspective: PerspectiveResult) -> tuple[RowNote, ...]:
    if measure.perspective != perspective.name:
        return (RowNote("Visas även", f"i perspektivet {measure.perspective} och räknas där."),)
    notes = tuple(RowNote(note.head, note.text, note.symbol) for note in measure.notes)
    if not measure.also_in:
        return notes
    others = "perspektiven" if len(measure.also_in) > 1 else "perspektivet"
    where = f"i {others} {joined_words(measure.also_in)}. Räknas en gång, här."
    return (*notes, RowNote("Visas även", where))


def perspective_counts(report: Report, perspective: PerspectiveResult) -> Counts | None:
    """How many of each verdict, at the perspective's heading; None where nothing is shown."""
    own = counted(own_measures(report, perspective))
    items = [(verdict.symbol, _short_count(verdict, number)) for verdict, number in counts_of(own)]
    shared = shared_measures(report, perspective)
    homes = dict.fromkeys(one.perspective for one in shared)
    items += [("", f"{_how_many_from(shared, home)} räknas i {home}") for home in homes]
    control = len(own_measures(report, perspective)) - len(own)
    items += [("", f"{control} kontrollmått")] if control else []
    return Counts(tuple(items)) if items else None


def _how_many_from(shared: tuple[MeasureResult, ...], home: str) -> int:
    return sum(one.perspective == home for one in shared)


def _short_count(verdict: Fulfilment, number: int) -> str:
    """As "1 delvis": beside its symbol the verdict's first word is enough."""
    return f"{number} delvis" if verdict is Fulfilment.PARTLY else verdict_count(verdict, number)


def unit_table(report: Report, perspective: PerspectiveResult) -> Table | None:
    """Outcomes by verksamhet, each against its own goal; None where no measure has any."""
    measures = [one for one in shown_measures(report, perspective) if one.by_unit]
    if not measures:
        return None
    return Table(
        id=f"verksamheter-{perspective.slug}",
        caption=f"Utfall per verksamhet, {perspective.name}",
        columns=_UNIT_COLUMNS,
        groups=tuple(
            Group(rows=tuple(_unit_row(unit) for unit in one.by_unit), title=one.name)
            for one in measures
        ),
        look="granser",
        caption_shown=True,
    )


def _unit_row(result: UnitResult) -> Row:
    return Row(
        cells=(
            Cell(result.unit, header=True),
            target_cell(result.target_text),
            Cell(result.utfall_text or Fulfilment.UNAVAILABLE.value),
            verdict_cell(result.fulfilment, result.detail),
        )
    )
