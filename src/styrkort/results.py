"""The report's measures for machines: resultat.csv, resultat.json (DESIGN 3.2)."""

from styrkort.machines.machineparts import parts_data
from styrkort.machines.machinetext import Value, csv_file, json_text, plain
from styrkort.scorecard import MeasureResult, Report

__all__ = ["COLUMNS", "csv_bytes", "json_bytes", "plain"]

COLUMNS = (
    "perspektiv", "strategiskt_mål", "framgångsfaktor", "id", "styrmått", "enhet", "mål",
    "uppföljningsperiod", "utfall", "utfall_text", "jämförelse", "jämförelse_avser",
    "uppfyllelsegrad", "måluppfyllelse", "beräknad_måluppfyllelse", "utveckling", "bedömd",
    "motivering", "källa", "division", "år", "period",
)  # fmt: skip


def csv_bytes(report: Report) -> bytes:
    """One row a measure, in plan order: UTF-8, comma-separated, dot decimals, \\n at line ends."""
    return csv_file(COLUMNS, (_row(report, measure) for measure in report.measures))


def json_bytes(report: Report) -> bytes:
    """A list of one object a measure: resultat.csv's keys, then what stands behind them.

    null where there is no number.
    """
    forecasts = {forecast.measure: forecast for forecast in report.forecasts}
    objects = [
        dict(zip(COLUMNS, _row(report, measure), strict=True))
        | parts_data(measure, forecasts.get(measure.id))
        for measure in report.measures
    ]
    return f"{json_text(objects)}\n".encode()


def _row(report: Report, measure: MeasureResult) -> tuple[Value, ...]:
    return (
        measure.perspective,
        measure.objective,
        measure.success_factor,
        measure.id,
        measure.name,
        measure.unit,
        measure.target_text,
        ", ".join(measure.follow_up),
        measure.utfall,
        measure.utfall_text,
        measure.comparison,
        measure.comparison_refers_to,
        measure.attainment,
        measure.fulfilment.value,
        measure.computed_fulfilment.value,
        measure.trend.value,
        "ja" if measure.judgement else "nej",
        measure.judgement.reason if measure.judgement else "",
        measure.source,
        report.division,
        report.period.year,
        report.period.code,
    )
