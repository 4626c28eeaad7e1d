"""Produktion as a table: the whole division first, then verksamhet by verksamhet."""

from collections.abc import Sequence
from typing import Final

from styrkort.blocks import Cell, Column, Details, Group, Row, Table
from styrkort.exports.months import span_text
from styrkort.production import NO_PLAN, NONE
from styrkort.quantities import NBSP
from styrkort.scorecard import ProductionResult, Report
from styrkort.views.derivations import Told, details_of

__all__ = [
    "DIVISION", "TABLE_ID", "bare", "by_operation", "operation_name", "production_details",
    "production_table",
]  # fmt: skip

DIVISION: Final = "Hela divisionen"
TABLE_ID: Final = "produktion"
_COLUMNS: Final = (
    Column("Produktion", 0.245),
    Column("Utfall", 0.12, number=True),
    Column("Samma period föregående år", 0.16, number=True),
    Column("Förändring", 0.13, number=True),
    Column("Förändring, procent", 0.13, number=True),
    Column("Plan", 0.12, number=True),
    Column("Andel av plan", 0.095, number=True),
)
_BASES: Final = (
    "Samma period föregående år är samma månader och verksamheter som utfallet. Förändring och "
    "andel visas inte där det som de räknas på saknas eller är 0."
)

Rows = tuple[ProductionResult, ...]


def production_table(report: Report) -> Table | None:
    """What the whole division and each verksamhet produced, a group each; None where nothing is."""
    if not report.production:
        return None
    return Table(
        id=TABLE_ID,
        caption=f"Produktion {report.period.name}, hela divisionen och per verksamhet",
        columns=_COLUMNS,
        groups=tuple(
            Group(tuple(_row(report, one) for one in rows), title=operation_name(operation))
            for operation, rows in by_operation(report)
        ),
        look="granser",
        footnote=_footnote(report.production),
    )


def production_details(report: Report) -> tuple[Details, ...]:
    """How the figures of each production measure came about; of too few persons none."""
    shown = [one for one in report.production if not one.withheld]
    names = dict.fromkeys((one.id, one.name) for one in shown)
    found = (
        details_of(
            f"harledning-produktion-{id}",
            name,
            [told for one in shown if one.id == id and not one.unit for told in _told(one)],
            [told for one in shown if one.id == id and one.unit for told in _told(one)],
        )
        for id, name in names
    )
    return tuple(one for one in found if one is not None)


def _told(result: ProductionResult) -> list[Told]:
    return [Told(one, result.measure_unit, result.unit) for one in result.derivations]


def by_operation(report: Report) -> tuple[tuple[str, Rows], ...]:
    """The rows of the division (empty name) and of each verksamhet, in the plan's order."""
    order = {unit: n for n, unit in enumerate(("", *report.units))}
    names = sorted(
        dict.fromkeys(one.unit for one in report.production),
        key=lambda name: (order.get(name, len(order)), name),
    )
    return tuple(
        (name, tuple(one for one in report.production if one.unit == name)) for name in names
    )


def operation_name(operation: str) -> str:
    """The verksamhet's name, or that it is the whole division."""
    return operation or DIVISION


def _row(report: Report, result: ProductionResult) -> Row:
    return Row(
        (
            Cell(_name(result), header=True),
            Cell(bare(result.utfall_text, result), second=result.outcome_detail),
            _shown(
                bare(result.comparison_text, result),
                "inget jämförelsevärde",
                _unusual(report, result.comparison_refers_to),
            ),
            _shown(bare(result.change_text, result), "ingen förändring att visa"),
            _shown(result.change_percent_text, "ingen förändring i procent"),
            Cell(
                bare(result.plan_text, result),
                second=result.plan_detail,
                quiet=result.plan_text == NO_PLAN,
            ),
            _shown(result.share_of_plan_text, "ingen andel"),
        )
    )


def _name(result: ProductionResult) -> str:
    """As "Arbetsorder, st": the figures beside it stand without their unit."""
    return ", ".join(words for words in (result.name, result.measure_unit) if words)


def bare(text: str, result: ProductionResult) -> str:
    """The figure without its unit, for a table or figure that names the unit beside the name."""
    unit = f"{NBSP}{result.measure_unit}"
    return text.removesuffix(unit) if result.measure_unit else text


def _unusual(report: Report, refers_to: str) -> str:
    """The months that are compared with, where they aren't all of the period's."""
    usual = span_text(report.period.last_year.months, year=True)
    return "" if refers_to == usual else refers_to


def _shown(text: str, hidden: str, second: str = "") -> Cell:
    """A figure; a dash with the words that stand for it where there is none."""
    return Cell(text, hidden=hidden) if text == NONE else Cell(text, second=second)


def _footnote(production: Sequence[ProductionResult]) -> str:
    """What is compared with what, where anything is."""
    compared = any(one.comparison is not None or one.plan is not None for one in production)
    return _BASES if compared else ""
