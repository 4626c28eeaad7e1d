"""All measures of the report, worst first, with links to where each is told of."""

from dataclasses import replace
from itertools import product
from typing import Final

from styrkort.blocks import Cell, Column, Group, Row, Table
from styrkort.cellwords import outcome_cell, target_cell, trend_cell
from styrkort.scorecard import MeasureResult, Report
from styrkort.sentences import follow_up_reports
from styrkort.tally import Measures, counted, of_verdict
from styrkort.terms import Fulfilment, MeasureKind

__all__ = ["measures_overview"]

_WORST_FIRST: Final = (
    Fulfilment.NOT_MET,
    Fulfilment.PARTLY,
    Fulfilment.UNAVAILABLE,
    Fulfilment.MET,
    Fulfilment.NO_TARGET,
)


def measures_overview(report: Report) -> Table | None:
    """All measures worst first, with a link to where each is told of; None if there are none."""
    if not report.measures:
        return None
    steering = counted(report.measures)
    groups = [_verdict_group(report, of_verdict(steering, verdict)) for verdict in _WORST_FIRST]
    groups += [_not_measured_group(report, of_verdict(steering, Fulfilment.NOT_MEASURED))]
    groups += [_control_group(report)]
    return Table(
        id="tabell-oversikt",
        caption=f"Styrmått som följs upp i {report.period.code}",
        columns=(
            Column("Styrmått", 0.38),
            Column("Mål", 0.18),
            Column("Utfall", 0.14, number=True),
            Column("Utveckling", 0.14),
            Column("Perspektiv", 0.16),
        ),
        groups=tuple(group for group in groups if group is not None),
        look="oversikt",
        caption_shown=True,
        footnote=_overview_footnote(report),
    )


def _verdict_group(report: Report, measures: Measures) -> Group | None:
    if not measures:
        return None
    rows = tuple(_overview_row(report, one) for one in measures)
    return Group(rows, title=measures[0].fulfilment.value, count=str(len(measures)))


def _overview_row(report: Report, measure: MeasureResult, second: str = "") -> Row:
    judged = " (bedömd)" if measure.judgement else ""
    name = Cell(measure.name + judged, symbol=measure.fulfilment.symbol, second=second, header=True)
    return Row(
        (
            name,
            target_cell(measure.target_text),
            # What the outcome is of and why a comparison is missing stand in the perspective.
            replace(outcome_cell(measure), second=""),
            replace(trend_cell(measure), second=""),
            _place(report, measure.perspective),
        )
    )


def _place(report: Report, perspective: str) -> Cell:
    return Cell(perspective, anchor=report.perspective(perspective).slug)


def _not_measured_group(report: Report, waiting: Measures) -> Group | None:
    """The measures of another period, a line a perspective; when is said once if it is one."""
    if not waiting:
        return None
    parts: dict[tuple[str, str], list[MeasureResult]] = {}
    for one in waiting:
        parts.setdefault((follow_up_reports(one.follow_up), one.perspective), []).append(one)
    when = list(dict.fromkeys(at for at, _ in parts))
    places = [perspective.name for perspective in report.perspectives]
    rows = tuple(
        _waiting_row(report, place, parts[at, place], f"Följs upp i {at}: " * (len(when) > 1))
        for at, place in product(when, places)
        if (at, place) in parts
    )
    once = f", följs upp i {when[0]}" if len(when) == 1 else ""
    return Group(rows, title=Fulfilment.NOT_MEASURED.value, count=f"{len(waiting)}{once}")


def _waiting_row(report: Report, perspective: str, waiting: list[MeasureResult], when: str) -> Row:
    names = "; ".join(one.name for one in waiting)
    symbol = Fulfilment.NOT_MEASURED.symbol
    words = Cell(f"{when}{names}", symbol=symbol, span=4, header=True)
    return Row((words, _place(report, perspective)))


def _control_group(report: Report) -> Group | None:
    control = tuple(one for one in report.measures if one.kind is MeasureKind.CONTROL)
    if not control:
        return None
    rows = tuple(_overview_row(report, one, one.fulfilment.value) for one in control)
    return Group(rows, title="Kontrollmått", count=f"{len(control)}, räknas inte")


def _overview_footnote(report: Report) -> str:
    said = ["Symbolerna förklaras i Så läses bilagan."]
    if any(one.arrow for one in report.measures):
        said.insert(0, "Pilen visar åt vilket håll talet har gått, ordet om det är bra.")
    return " ".join(said)
