"""The report's measures for machines: resultat.csv and resultat.json (DESIGN 3.2)."""

import csv
import io
import json
from decimal import Decimal

from styrkort.scorecard import MeasureResult, Report

__all__ = ["COLUMNS", "csv_bytes", "json_bytes"]

COLUMNS = (
    "perspektiv", "strategiskt_mål", "framgångsfaktor", "id", "styrmått", "enhet", "mål",
    "uppföljningsperiod", "utfall", "utfall_text", "jämförelse", "jämförelse_avser",
    "uppfyllelsegrad", "måluppfyllelse", "beräknad_måluppfyllelse", "utveckling", "bedömd",
    "motivering", "källa", "division", "år", "period",
)  # fmt: skip

Value = str | int | Decimal | None


def csv_bytes(report: Report) -> bytes:
    """One row a measure, in plan order: UTF-8, comma-separated, dot decimals, \\n at line ends."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_as_text, _row(report, measure).values()) for measure in report.measures)
    return text.getvalue().encode()


def json_bytes(report: Report) -> bytes:
    """A list of one object a measure with resultat.csv's keys; null where the CSV has no number.

    Numbers are written digit by digit, never through a binary one: who reads them as decimals
    has them exactly.
    """
    objects = (_json_object(_row(report, measure)) for measure in report.measures)
    return ("[\n" + ",\n".join(objects) + "\n]\n").encode()


def _as_text(value: Value) -> str:
    return plain(value) if isinstance(value, Decimal) else "" if value is None else str(value)


def _json_object(row: dict[str, Value]) -> str:
    pairs = (f"    {_as_json(key)}: {_as_json(value)}" for key, value in row.items())
    return "  {\n" + ",\n".join(pairs) + "\n  }"


def _as_json(value: Value) -> str:
    return plain(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def _row(report: Report, measure: MeasureResult) -> dict[str, Value]:
    values: tuple[Value, ...] = (
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
    return dict(zip(COLUMNS, values, strict=True))


def plain(number: Decimal) -> str:
    """The exact number as machines read it: dot decimals, no exponent, no ending zeros, no "-0"."""
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits
