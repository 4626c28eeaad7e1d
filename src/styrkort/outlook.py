"""Strategiska åtgärder and prognoser, as the period file states them."""

from datetime import date
from typing import Final

from styrkort.blocks import Block, Cell, Column, Group, Line, Row, RowNote, Table
from styrkort.cellwords import outcome_cell, target_cell
from styrkort.period import month_name
from styrkort.scorecard import Action, Forecast, Report

__all__ = ["actions_table", "forecasts_table"]

_NOT_STATED: Final = "Anges inte"


def actions_table(report: Report) -> Block:
    """The division's strategic actions, or that the material has none."""
    if not report.actions:
        return Line("Underlaget för perioden innehåller inga strategiska åtgärder att följa upp.")
    return Table(
        id="tabell-atgarder",
        caption="Divisionens strategiska åtgärder",
        columns=(
            Column("Åtgärd", 0.32),
            Column("Framgångsfaktor", 0.22),
            Column("Ansvarig", 0.16),
            Column("Klart", 0.16),
            Column("Status", 0.14),
        ),
        groups=(Group(tuple(_action_row(one) for one in report.actions)),),
        look="granser",
    )


def _action_row(action: Action) -> Row:
    facts = (action.success_factor, action.responsible, day_text(action.due), action.status)
    cells = (Cell(text) if text else Cell(_NOT_STATED, quiet=True) for text in facts)
    notes = (RowNote("Kommentar", action.comment),) if action.comment else ()
    return Row((Cell(action.name, header=True), *cells), notes=notes)


def day_text(day: str) -> str:
    """The day "31 december 2022" of an ISO date; other words as they stand."""
    try:
        stated = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{stated.day}\u00a0{month_name(day[:7])}"


def forecasts_table(report: Report) -> Table | None:
    """Forecasts of the full year, with reason and who made them; None if there are none."""
    if not report.forecasts:
        return None
    return Table(
        id="tabell-prognoser",
        caption=f"Prognos för helåret {report.period.year}",
        columns=(
            Column("Styrmått", 0.28),
            Column("Mål", 0.17),
            Column("Utfall", 0.12, number=True),
            Column("Prognos", 0.12, number=True),
            Column("Skäl", 0.31),
        ),
        groups=(Group(tuple(_forecast_row(report, one) for one in report.forecasts)),),
        look="granser",
        caption_shown=True,
    )


def _forecast_row(report: Report, forecast: Forecast) -> Row:
    measure = report.measure(forecast.measure)
    return Row(
        (
            Cell(measure.name, header=True),
            target_cell(measure.target_text),
            outcome_cell(measure),
            Cell(forecast.text),
            _forecast_reason(forecast),
        )
    )


def _forecast_reason(forecast: Forecast) -> Cell:
    by = f"Bedömt av {forecast.by}" if forecast.by else ""
    return Cell(forecast.reason or _NOT_STATED, second=by, quiet=not forecast.reason)
