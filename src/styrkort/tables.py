"""The measure tables: a strategic objective's measures, and the counts at a perspective's head."""

from dataclasses import replace
from typing import Final

from styrkort.blocks import Block, Cell, Column, Counts, Group, Line, Row, RowNote, Table
from styrkort.cellwords import (
    no_cell,
    outcome_cell,
    rests_on,
    sub_row,
    target_cell,
    trend_cell,
    verdict_cell,
)
from styrkort.scorecard import (
    Judgement,
    MeasureResult,
    Objective,
    PerspectiveResult,
    Report,
    SuccessFactor,
)
from styrkort.sentences import counts_of, verdict_count
from styrkort.swedish import joined_words
from styrkort.tally import counted, own_measures, shared_measures
from styrkort.terms import Fulfilment, MeasureKind

__all__ = [
    "measure_row_id",
    "measure_table_id",
    "objective_blocks",
    "perspective_blocks",
    "perspective_counts",
]

_COLUMNS: Final = (
    Column("Styrmått", 0.266),
    Column("Mål", 0.172),
    Column("Uppföljning", 0.127),
    Column("Utfall", 0.124, number=True),
    Column("Måluppfyllelse", 0.172),
    Column("Utveckling", 0.139),
)
_NOT_JUDGED: Final = "bedöms inte, målet gäller alla"


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
    rows = tuple(
        row
        for measure in map(report.measure, factor.measures)
        for row in (_measure_row(measure, perspective, factor), *_gender_rows(measure))
    )
    return Group(rows=rows, title=factor.name)


def measure_row_id(measure: MeasureResult) -> str:
    """The id of the measure's row where it is counted, to link to."""
    return f"styrmatt-{measure.id}"


def _gender_rows(measure: MeasureResult) -> tuple[Row, ...]:
    """Kvinnor and Män under the measure's row, where the data tell them apart."""
    judged = replace(no_cell(_NOT_JUDGED), span=2)
    return tuple(sub_row(one, outcome_cell(one), judged, span=3) for one in measure.by_gender)


def _measure_row(
    measure: MeasureResult, perspective: PerspectiveResult, factor: SuccessFactor
) -> Row:
    return Row(
        cells=(
            _name_cell(measure, factor),
            target_cell(measure.target_text),
            Cell(", ".join(measure.follow_up)),
            outcome_cell(measure),
            verdict_cell(measure.fulfilment, _verdict_detail(measure)),
            trend_cell(measure),
        ),
        notes=_notes(measure, perspective),
        id=measure_row_id(measure) if measure.perspective == perspective.name else "",
    )


def _verdict_detail(measure: MeasureResult) -> str:
    """Second line of the verdict: how far, why not, and how much of the period it rests on."""
    first, rests = measure.fulfilment_detail or measure.reason, rests_on(measure)
    return f"{first}. {rests}" if first and rests else first or rests


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
