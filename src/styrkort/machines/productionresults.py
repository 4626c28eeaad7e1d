"""resultat_produktion.json: production with what stands behind each figure, for machines.

A file of its own: resultat.json holds one object a measure, and production isn't one.
"""

from pathlib import Path

from styrkort.machines.machineparts import Data, derivation_data
from styrkort.machines.machinetext import json_text
from styrkort.scorecard import ProductionResult, Report

__all__ = ["production_file", "production_json_bytes"]

NAME = "resultat_produktion.json"


def production_file(report: Report, folder: Path) -> dict[str, bytes]:
    """The file by name, where there is production; emptied where there was but isn't any more."""
    if not report.production and not (folder / NAME).exists():
        return {}
    return {NAME: production_json_bytes(report)}


def production_json_bytes(report: Report) -> bytes:
    """A list of one object a produktionsmått and verksamhet, the division's own first.

    null where there is no number; ``[]`` where the plan has no produktion.
    """
    ends: Data = {
        "division": report.division,
        "år": report.period.year,
        "period": report.period.code,
    }
    return f"{json_text([_item(each) | ends for each in report.production])}\n".encode()


def _item(item: ProductionResult) -> Data:
    return {
        "id": item.id,
        "produktion": item.name,
        "enhet": item.measure_unit,
        "verksamhet": item.unit,
        "utfall": item.utfall,
        "utfall_text": item.utfall_text,
        "utfall_avser": item.outcome_detail,
        "samma_period_fg_år": item.comparison,
        "samma_period_fg_år_avser": item.comparison_refers_to,
        "förändring": item.change,
        "förändring_procent": item.change_percent,
        "plan": item.plan,
        "plan_avser": item.plan_detail,
        "andel_av_plan": item.share_of_plan,
        "visas_ej": item.withheld,
        "härledning": [derivation_data(each) for each in item.derivations],
    }
