"""The Report → its facts."""

from collections.abc import Iterator
from decimal import Decimal

from styrkort.facts.model import Facts, Known, MeasureFacts, PartFacts, TextFacts
from styrkort.inline import division_title
from styrkort.periodfacts import Forecast
from styrkort.resultparts import Compared, ComponentResult, ProductionResult, UnitResult
from styrkort.scorecard import MeasureResult, Report, TargetZone
from styrkort.terms import Arrow, Fulfilment, Trend

__all__ = ["facts_of"]

_POINTS = "procentenheter"


def facts_of(report: Report) -> Facts:
    """All that words may be held against in the report."""
    forecasts = {forecast.measure: forecast for forecast in report.forecasts}
    return Facts(
        region=report.region,
        division=report.division,
        division_name=division_title(report.division_name),
        period=report.period.code,
        year=report.period.year,
        perspectives=tuple(perspective.name for perspective in report.perspectives),
        units=report.units,
        measures=tuple(_measure(one, forecasts.get(one.id)) for one in report.measures),
        production=_production(report.production),
        extra_values=report.extra_values,
        texts=tuple(_texts(report)),
        accepted=report.accepted,
    )


def _measure(measure: MeasureResult, forecast: Forecast | None) -> MeasureFacts:
    parts = [_unit_part(unit, measure.unit) for unit in measure.by_unit]
    parts += [_component_part(part) for part in measure.parts]
    silent = {part.name for part in parts}
    parts += [
        PartFacts(name, "delmått", "", None, Trend.NONE)
        for name in measure.components
        if name not in silent
    ]
    return MeasureFacts(
        id=measure.id,
        name=measure.name,
        unit=measure.unit,
        perspective=measure.perspective,
        also_in=measure.also_in,
        success_factor=measure.success_factor,
        utfall_text=measure.utfall_text,
        fulfilment=measure.fulfilment,
        arrow=measure.arrow,
        trend=measure.trend,
        comparison_refers_to=measure.comparison_refers_to,
        values=tuple(_values(measure, forecast)),
        parts=tuple(parts),
        withheld=measure.withheld,
        must_be_commented=measure.must_be_commented,
        target_text=measure.target_text,
        outcome_detail=measure.outcome_detail,
    )


def _unit_part(row: UnitResult, unit: str) -> PartFacts:
    return PartFacts(
        row.unit, "verksamhet", unit, row.arrow, row.trend,
        row.utfall_text, row.target_text, row.fulfilment,
    )  # fmt: skip


def _component_part(part: ComponentResult) -> PartFacts:
    return PartFacts(
        part.name, "delmått", part.unit, part.arrow, part.trend,
        part.utfall_text, part.target_text, part.fulfilment,
    )  # fmt: skip


def _values(measure: MeasureResult, forecast: Forecast | None) -> Iterator[Known]:
    unit = measure.unit
    if not measure.withheld:
        yield from _known("utfall", measure.utfall, unit, measure.utfall_text)
        yield from _known("jämförelse", measure.comparison, unit, measure.comparison_text)
        yield from _change(measure.change, measure.comparison, unit, measure.change_text)
    yield from _known("ingångsvärde", measure.baseline, unit, measure.baseline_text)
    if measure.attainment is not None:
        yield Known("uppfyllelsegrad", Decimal(measure.attainment), "%")
    yield from _zone(measure.zone, unit)
    yield from _compared(measure.compared, unit, "")
    for gender in measure.by_gender:
        yield from _known("utfall", gender.utfall, unit, gender.utfall_text, gender.gender)
        yield from _known(
            "jämförelse", gender.comparison, unit, gender.comparison_text, gender.gender
        )
    for row in measure.by_unit:
        yield from _known("utfall", row.utfall, unit, row.utfall_text, row.unit)
        yield from _change(row.change, None, unit, row.change_text, row.unit)
        yield from _compared(row.compared, unit, row.unit)
    for part in measure.parts:
        yield from _known("utfall", part.utfall, part.unit, part.utfall_text, part.name)
        yield from _known("jämförelse", part.comparison, part.unit, part.comparison_text, part.name)
        yield from _known("förändring i procent", part.change_percent, "%", of=part.name)
    if forecast is not None:
        for value in (forecast.value, forecast.computed, forecast.low, forecast.high):
            yield from _known("prognos", value, unit)


def _known(
    what: str, value: Decimal | None, unit: str, text: str = "", of: str = ""
) -> Iterator[Known]:
    if value is not None:
        yield Known(what, value, unit, text, of)


def _change(
    change: Decimal | None, comparison: Decimal | None, unit: str, text: str, of: str = ""
) -> Iterator[Known]:
    """A change in the measure's unit (percentage points of per cent), and relative to what was."""
    yield from _known("förändring", change, _POINTS if unit == "%" else unit, text, of)
    if change is not None and comparison:
        yield Known("förändring i procent", 100 * change / abs(comparison), "%", of=of)


def _compared(compared: tuple[Compared, ...], unit: str, of: str) -> Iterator[Known]:
    for one in compared:
        yield from _known("jämförelse", one.value, unit, one.text, of)


def _zone(zone: TargetZone | None, unit: str) -> Iterator[Known]:
    if zone is None:
        return
    if not zone.line_is_baseline:
        yield from _known("mål", zone.line, unit, zone.line_text)
    for lower, upper in (*zone.met, *zone.partly):
        yield from _known("gräns", lower, unit)
        yield from _known("gräns", upper, unit)


def _production(rows: tuple[ProductionResult, ...]) -> tuple[MeasureFacts, ...]:
    """One for each production measure: the division's row, and its verksamheter as parts."""
    whole = [row for row in rows if not row.unit]
    return tuple(_produced(row, [r for r in rows if r.id == row.id and r.unit]) for row in whole)


def _produced(row: ProductionResult, of_units: list[ProductionResult]) -> MeasureFacts:
    parts = tuple(
        PartFacts(
            one.unit,
            "verksamhet",
            one.measure_unit,
            _arrow(one.change),
            Trend.NONE,
            one.utfall_text,
        )
        for one in of_units
    )
    return MeasureFacts(
        id=row.id,
        name=row.name,
        unit=row.measure_unit,
        perspective="",
        also_in=(),
        success_factor="",
        utfall_text=row.utfall_text,
        fulfilment=Fulfilment.NO_TARGET,
        arrow=_arrow(row.change),
        trend=Trend.NONE,
        comparison_refers_to=row.comparison_refers_to,
        values=tuple(known for one in (row, *of_units) for known in _produced_values(one)),
        parts=parts,
        withheld=row.withheld,
        must_be_commented=False,
        outcome_detail=row.outcome_detail,
    )


def _produced_values(row: ProductionResult) -> Iterator[Known]:
    unit, of = row.measure_unit, row.unit
    yield from _known("utfall", row.utfall, unit, row.utfall_text, of)
    yield from _known("jämförelse", row.comparison, unit, row.comparison_text, of)
    yield from _known("förändring", row.change, unit, row.change_text, of)
    yield from _known("förändring i procent", row.change_percent, "%", row.change_percent_text, of)
    yield from _known("plan", row.plan, unit, row.plan_text, of)
    yield from _known("andel av plan", row.share_of_plan, "%", row.share_of_plan_text, of)


def _arrow(change: Decimal | None) -> Arrow | None:
    if change is None:
        return None
    return Arrow.UP if change > 0 else Arrow.DOWN if change < 0 else Arrow.LEVEL


def _texts(report: Report) -> Iterator[TextFacts]:
    folder = f"params/{report.division}/{report.period.year}"
    plan, period = f"{folder}/plan.yaml", f"{folder}/{report.period.slug}.yaml"
    if report.introduction.strip():
        yield TextFacts(f"{plan}, inledning", "Inledning", report.introduction)
    for one in report.perspectives:
        if one.description.strip():
            place = f"{plan}, perspektivet {one.name}, beskrivning"
            yield TextFacts(place, one.name, one.description)
    for measure in report.measures:
        if measure.judgement:
            place = f"{period}, bedömningar, {measure.id}"
            yield TextFacts(place, measure.perspective, measure.judgement.reason)
    for action in report.actions:
        if action.comment.strip():
            place = f"{period}, åtgärden ”{action.name}”"
            yield TextFacts(
                place, "Uppföljning av divisionens strategiska åtgärder", action.comment
            )
    for forecast in report.forecasts:
        if forecast.reason.strip():
            yield TextFacts(f"{period}, prognos, {forecast.measure}", "Prognos", forecast.reason)
