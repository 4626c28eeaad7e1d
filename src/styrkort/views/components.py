"""Mått per verksamhet: what stands behind each row that has delmått, to be worked out by hand.

The notebook's one-line call is ``display.component_view``: the heading and ``component_tables``.
"""

from typing import Final

from styrkort.blocks import Cell, Column, Group, Row, Table
from styrkort.cellwords import no_cell, target_cell, verdict_cell
from styrkort.quantities import NBSP, decimals_of, format_number
from styrkort.scorecard import ComponentResult, MeasureResult, Report, Weighing
from styrkort.terms import CompositeRule, Direction, Fulfilment, Trend

__all__ = ["HEADING", "INTRODUCTION", "component_tables"]

HEADING: Final = "Mått per verksamhet"
INTRODUCTION: Final = (
    "Tabellerna visar delmåtten bakom de rader i perspektivens tabeller som vägs samman av flera, "
    "och hur raden blev som den blev."
)
_WEIGHED: Final = (
    Column("Delmått", 0.25),
    Column("Utfall", 0.13, number=True),
    Column("Jämförelse", 0.14, number=True),
    Column("Förändring", 0.16, number=True),
    Column("Bättre", 0.09),
    Column("Vikt", 0.07),
    Column("Säger om raden", 0.16),
)
_JUDGED: Final = (
    Column("Delmått", 0.18),
    Column("Mål", 0.105),
    Column("Utfall", 0.1, number=True),
    Column("Jämförelse", 0.115, number=True),
    Column("Förändring", 0.195, number=True),
    Column("Måluppfyllelse", 0.16),
    Column("Utveckling", 0.145),
)
_TOLD: Final = (
    Column("Delmått", 0.34),
    Column("Utfall", 0.15, number=True),
    Column("Jämförelse", 0.17, number=True),
    Column("Förändring", 0.19, number=True),
    Column("Utveckling", 0.15),
)
_WAYS: Final = {Direction.INCREASE: "Högre", Direction.DECREASE: "Lägre"}


def component_tables(report: Report) -> tuple[Table, ...]:
    """A table for each row with delmått of which something is known; none where there is no row."""
    return tuple(_table(one) for one in report.measures if one.parts)


def _table(measure: MeasureResult) -> Table:
    columns, rows = _contents(measure, measure.weighing)
    return Table(
        id=f"delmatt-{measure.id}",
        caption=measure.name,
        columns=columns,
        groups=(Group(rows),),
        look="granser",
        caption_shown=True,
        footnote=" ".join(words for words in (_rule(measure), _refers_to(measure)) if words),
    )


def _contents(
    measure: MeasureResult, weighing: Weighing | None
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    if weighing is None:
        return _TOLD, tuple(_told_row(part) for part in measure.parts)
    if weighing.rule is CompositeRule.WORST:
        rows = (*map(_judged_row, measure.parts), _judged_sum(measure, weighing))
        return _JUDGED, rows
    return _WEIGHED, (*map(_weighed_row, measure.parts), _weighed_sum(measure, weighing))


def _told_row(part: ComponentResult) -> Row:
    return Row((_name(part), *_figures(part), _trend(part)))


def _judged_row(part: ComponentResult) -> Row:
    counts = part.weight > 0
    verdict = verdict_cell(part.fulfilment, part.reason) if counts else Cell(part.says)
    return Row(
        (
            _name(part),
            target_cell(part.target_text or Fulfilment.NO_TARGET.value),
            *_figures(part),
            verdict,
            _trend(part),
        )
    )


def _weighed_row(part: ComponentResult) -> Row:
    return Row(
        (
            _name(part),
            *_figures(part),
            Cell(_WAYS[part.direction]),
            Cell(format_number(part.weight, decimals_of(part.weight))),
            Cell(_unbroken(part.says), quiet=part.contribution is None),
        )
    )


def _name(part: ComponentResult) -> Cell:
    return Cell(part.name, second=part.operation, header=True)


def _figures(part: ComponentResult) -> tuple[Cell, Cell, Cell]:
    """Outcome, comparison and change, in number and percent."""
    compared = no_cell("inget värde") if part.comparison_text == "–" else Cell(part.comparison_text)
    change = no_cell("ingen jämförelse")
    if part.change_text:
        change = Cell(part.change_text, second=part.change_percent_text)
    return Cell(part.utfall_text, second=part.outcome_detail), compared, change


def _trend(part: ComponentResult) -> Cell:
    if part.trend is Trend.NONE:
        compared = part.comparison is not None
        return no_cell("ingen riktning är bättre" if compared else "ingen jämförelse")
    broken = part.trend is Trend.NOT_COMPARABLE
    arrow = part.arrow.value if part.arrow else ""
    return Cell(
        part.trend.value,
        symbol="ej-jamforbar" if broken else arrow,
        strong=part.trend is Trend.DETERIORATED,
    )


def _judged_sum(measure: MeasureResult, weighing: Weighing) -> Row:
    verdict = measure.computed_fulfilment
    worst = f"Det sämsta av {weighing.counted} delmått" if weighing.counted > 1 else "Delmåttet"
    none = Cell(Trend.NONE.value, hidden="ingen gemensam utveckling", second=measure.trend_detail)
    trend = Cell(measure.trend.value, symbol=measure.arrow.value if measure.arrow else "")
    return Row(
        (
            Cell("Raden", header=True),
            Cell(worst, span=4),
            verdict_cell(verdict, ""),
            none if measure.trend is Trend.NONE else trend,
        ),
        total=True,
    )


def _weighed_sum(measure: MeasureResult, weighing: Weighing) -> Row:
    worked = f"{weighing.text} = {weighing.working}" if weighing.text else measure.reason
    return Row(
        (
            Cell("Raden", header=True),
            Cell(worked or Fulfilment.UNAVAILABLE.value, span=len(_WEIGHED) - 2),
            Cell(_unbroken(weighing.outcome)),
        ),
        total=True,
    )


def _unbroken(words: str) -> str:
    """ "Fg år" is one word to a reader."""
    return words.replace("fg år", f"fg{NBSP}år")


def _rule(measure: MeasureResult) -> str:
    """The rule; where the row has an outcome of its own, that its delmått decide nothing."""
    if measure.rule:
        return f"Regel: {measure.rule}"
    return (
        f"Raden har ett eget utfall, {_unbroken(measure.utfall_text)}. Delmåtten visas som "
        "upplysning och avgör inget."
    )


def _refers_to(measure: MeasureResult) -> str:
    """What the comparisons are of: "Jämförelsen avser jan–aug 2021."."""
    found = dict.fromkeys(part.comparison_refers_to for part in measure.parts)
    named = [refers_to for refers_to in found if refers_to]
    return f"Jämförelsen avser {', '.join(named)}." if named else ""
