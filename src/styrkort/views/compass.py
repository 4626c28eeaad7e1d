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
    Column("Styrmått", 0.39),
    Column("Mål", 0.15),
    Column("Utfall", 0.15, number=True),
    Column("Måluppfyllelse", 0.165),
    Column("Utveckling", 0.145),
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
            Group(_rows(measures), title=category.label, count=_counts(measures))
            for category, measures in by_category.items()
        ),
        look="granser",
    )


def _by_category(report: Report) -> dict[ServiceCategory, Measures]:
    return {
        category: tuple(one for one in report.measures if one.service_category is category)
        for category in ServiceCategory
    }


def _rows(measures: Measures) -> tuple[Row, ...]:
    if not measures:
        none = Cell("Inget styrmått i divisionens plan", quiet=True, span=len(_COLUMNS))
        return (Row((none,)),)
    return tuple(map(_row, measures))


def _counts(measures: Measures) -> str:
    """As in: 2 styrmått: 1 uppfyllt, 1 ej mätt; kontrollmått told apart, a lone measure not."""
    if len(measures) < 2:
        return ""
    steering = counted(measures)
    verdicts = ", ".join(verdict_count(verdict, number) for verdict, number in counts_of(steering))
    told = f"{len(steering)} styrmått: {verdicts}" if steering else ""
    control = len(measures) - len(steering)
    others = f"{control} kontrollmått, räknas inte" if control else ""
    return "; ".join(words for words in (told, others) if words)


def _row(measure: MeasureResult) -> Row:
    control = measure.kind is MeasureKind.CONTROL
    return Row(
        (
            Cell(
                measure.name,
                second="Kontrollmått" if control else "",
                header=True,
                anchor=measure_row_id(measure),
            ),
            target_cell(measure.target_text),
            outcome_cell(measure),
            verdict_cell(measure.fulfilment, rests_on(measure)),
            trend_cell(measure),
        )
    )


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
