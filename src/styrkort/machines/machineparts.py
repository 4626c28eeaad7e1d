"""The parts of a measure's result as resultat.json holds them, under Swedish keys."""

from collections.abc import Iterable
from typing import Any

from styrkort.resultparts import Weighing
from styrkort.scorecard import (
    Compared,
    ComponentResult,
    Derivation,
    DerivationPart,
    Forecast,
    GenderResult,
    MeasureResult,
    SourceRows,
    UnitResult,
)
from styrkort.terms import Fulfilment

__all__ = ["derivation_data", "parts_data"]

Data = dict[str, Any]


def parts_data(measure: MeasureResult, forecast: Forecast | None) -> Data:
    """What the object of a measure holds beside resultat.csv's columns."""
    return {
        "jämförelser": [_compared(each) for each in measure.compared],
        "del_av_perioden": measure.partial,
        "visas_ej": measure.withheld,
        "känslig": measure.sensitive,
        "härledning": _derivations(measure.derivations),
        "kön": [_gender(each) for each in measure.by_gender],
        "verksamheter": [_unit(each) for each in measure.by_unit],
        "delmått": [_component(each) for each in measure.parts],
        "sammanvägningsregel": measure.rule,
        "sammanvägning": None if measure.weighing is None else _weighing(measure.weighing),
        "prognos": None if forecast is None else _forecast(forecast),
    }


def _compared(compared: Compared) -> Data:
    return {
        "typ": compared.kind.value,
        "värde": compared.value,
        "text": compared.text,
        "avser": compared.refers_to,
        "saknas": compared.reason,
    }


def _derivations(derivations: Iterable[Derivation]) -> list[Data]:
    return [derivation_data(each) for each in derivations]


def derivation_data(derivation: Derivation) -> Data:
    """How a figure came about: formula, parts and source rows."""
    return {
        "avser": derivation.of,
        "värde": derivation.value,
        "formel": derivation.formula,
        "täljare": derivation.numerator,
        "nämnare": derivation.denominator,
        "delvärden": [_part(each) for each in derivation.parts],
        "källor": [_source(each) for each in derivation.sources],
    }


def _part(part: DerivationPart) -> Data:
    place: Data = {"verksamhet": part.unit, "månad": part.month}
    if part.value is not None:
        return place | {"värde": part.value}
    return place | {"täljare": part.numerator, "nämnare": part.denominator}


def _source(source: SourceRows) -> Data:
    return {
        "källa": source.source,
        "fil": source.file,
        "blad": source.sheet,
        "rader": source.rows,
        "sha256": source.sha256,
    }


def _gender(result: GenderResult) -> Data:
    return {
        "kön": result.gender,
        "utfall": result.utfall,
        "utfall_text": result.utfall_text,
        "utfall_avser": result.outcome_detail,
        "samma_period_fg_år": result.comparison,
        "samma_period_fg_år_text": result.comparison_text,
        "visas_ej": result.withheld,
        "härledning": _derivations(result.derivations),
    }


def _unit(result: UnitResult) -> Data:
    return {
        "verksamhet": result.unit,
        "mål": result.target_text,
        "utfall": result.utfall,
        "utfall_text": result.utfall_text,
        "utfall_avser": result.outcome_detail,
        "måluppfyllelse": result.fulfilment.value,
        "anmärkning": result.detail,
        "utveckling": result.trend.value,
        "förändring_text": result.change_text,
        "visas_ej": result.withheld,
        "jämförelser": [_compared(each) for each in result.compared],
        "kön": [_gender(each) for each in result.by_gender],
        "härledning": _derivations(result.derivations),
    }


def _component(result: ComponentResult) -> Data:
    return {
        "id": result.id,
        "namn": result.name,
        "enhet": result.unit,
        "verksamhet": result.operation,
        "riktning": result.direction.value,
        "vikt": result.weight,
        "mål": result.target_text,
        "utfall": result.utfall,
        "utfall_text": result.utfall_text,
        "utfall_avser": result.outcome_detail,
        "jämförelse": result.comparison,
        "jämförelse_avser": result.comparison_refers_to,
        "förändring_text": result.change_text,
        "förändring_procent": result.change_percent,
        "måluppfyllelse": result.fulfilment.value,
        "utveckling": result.trend.value,
        "säger": result.says,
        "bidrag": result.contribution,
        "anmärkning": result.reason,
        "visas_ej": result.withheld,
        "härledning": _derivations(result.derivations),
    }


def _weighing(weighing: Weighing) -> Data:
    return {
        "regel": weighing.rule.value,
        "tal": weighing.number,
        "text": weighing.text,
        "uträkning": weighing.working,
        "ger": weighing.outcome,
        "antal_delmått": weighing.counted,
    }


def _forecast(forecast: Forecast) -> Data:
    return {
        "beräknad": forecast.computed,
        "beräknad_text": forecast.computed_text,
        "lägst": forecast.low,
        "högst": forecast.high,
        "spann_text": forecast.range_text,
        "beräknad_måluppfyllelse": _verdict(forecast.computed_fulfilment),
        "osäkert": forecast.uncertain,
        "mål_helår": forecast.target_text,
        "metod": forecast.method,
        "underlag": [
            {"år": one.year, "samma_månader": one.same, "helår": one.whole}
            for one in forecast.years
        ],
        "varför_ingen": forecast.why_none,
        "egen": forecast.value,
        "egen_text": forecast.text,
        "egen_måluppfyllelse": _verdict(forecast.fulfilment),
        "motivering": forecast.reason,
        "av": forecast.by,
    }


def _verdict(fulfilment: Fulfilment | None) -> str:
    return fulfilment.value if fulfilment else ""
