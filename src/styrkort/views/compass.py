"""Servicekompassen: the measures once more, by its five categories instead of by perspective."""

from typing import Final

from styrkort.blocks import Cell, Column, Group, Row, Table
from styrkort.cellwords import outcome_cell, rests_on, target_cell, trend_cell, verdict_cell
from styrkort.scorecard import MeasureResult, Report
from styrkort.sentences import counts_of, verdict_count
from styrkort.swedish import counted_word, joined_words, sentence
from styrkort.tables import measure_row_id
from styrkort.tally import Measures, counted
from styrkort.terms import MeasureKind, ServiceCategory

__all__ = ["HEADING", "compass_sentence", "compass_table"]

HEADING: Final = "Servicekompassen"
_COLUMNS: Final = (
    Column("Kategori", 0.185),
    Column("Styrmått", 0.26),
    Column("Mål", 0.13),
    Column("Utfall", 0.124, number=True),
    Column("Måluppfyllelse", 0.165),
    Column("Utveckling", 0.136),
)


def compass_table(report: Report) -> Table | None:
    """Each category with its measures and how many there are; None where the plan uses none."""
    by_category = _by_category(report)
    if not any(by_category.values()):
        return None
    return Table(
        id="tabell-servicekompassen",
        caption="Servicekompassens fem kategorier med styrmått, mål och utfall",
        columns=_COLUMNS,
        groups=tuple(
            Group(_rows(category, measures)) for category, measures in by_category.items()
        ),
        look="granser",
    )


def _by_category(report: Report) -> dict[ServiceCategory, Measures]:
    return {
        category: tuple(one for one in report.measures if one.service_category is category)
        for category in ServiceCategory
    }


def _rows(category: ServiceCategory, measures: Measures) -> tuple[Row, ...]:
    if not measures:
        none = Cell("Inget styrmått i divisionens plan", quiet=True, span=len(_COLUMNS) - 1)
        return (Row((Cell(category.label, header=True), none)),)
    heads = [_counts(measures), *[""] * (len(measures) - 1)]
    return tuple(
        _row(one, Cell(category.label, second=head, header=True))
        for one, head in zip(measures, heads, strict=True)
    )


def _counts(measures: Measures) -> str:
    """As in: 2 styrmått: 1 uppfyllt, 1 ej mätt; kontrollmått told apart."""
    steering = counted(measures)
    verdicts = ", ".join(verdict_count(verdict, number) for verdict, number in counts_of(steering))
    told = f"{len(steering)} styrmått: {verdicts}" if steering else ""
    control = len(measures) - len(steering)
    others = f"{control} kontrollmått, räknas inte" if control else ""
    return "; ".join(words for words in (told, others) if words)


def _row(measure: MeasureResult, category: Cell) -> Row:
    name = Cell(measure.name, second=_place(measure), anchor=measure_row_id(measure))
    verdict = verdict_cell(measure.fulfilment, rests_on(measure))
    target, outcome = target_cell(measure.target_text), outcome_cell(measure)
    return Row((category, name, target, outcome, verdict, trend_cell(measure)))


def _place(measure: MeasureResult) -> str:
    if measure.kind is MeasureKind.CONTROL:
        return f"Kontrollmått i {measure.perspective}, räknas inte"
    return f"Räknas i {measure.perspective}"


def compass_sentence(report: Report) -> str:
    """What the view is, and which categories have no measure; empty where the plan uses none."""
    by_category = _by_category(report)
    shown = sum(map(len, by_category.values()))
    if not shown:
        return ""
    which = "ett av styrmåtten ordnat" if shown == 1 else f"{counted_word(shown)} mått ordnade"
    said = [
        f"här står {which} efter servicekompassens fem kategorier i stället för perspektiv",
        "varje mått räknas en gång, i sitt perspektiv",
    ]
    without = [c.label.lower() for c, measures in by_category.items() if not measures]
    if without:
        said.append(f"inget mått finns för {joined_words(without, 'eller')}")
    return " ".join(map(sentence, said))
