"""resultat_verksamhet.csv: every figure by verksamhet and kön, for machines (issue 3)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from styrkort.amounts import as_decimal
from styrkort.machines.machinetext import Value, csv_file
from styrkort.scorecard import (
    Compared,
    ComponentResult,
    Derivation,
    GenderResult,
    MeasureResult,
    ProductionResult,
    Report,
    UnitResult,
)
from styrkort.terms import Comparison, Fulfilment, Trend

__all__ = ["UNIT_COLUMNS", "unit_csv_bytes"]

UNIT_COLUMNS = (
    "typ", "id", "styrmått", "enhet", "verksamhet", "kön", "utfall", "utfall_text", "täljare",
    "nämnare", "samma_period_fg_år", "föregående_period", "ingångsvärde", "förändring", "mål",
    "måluppfyllelse", "utveckling", "plan", "andel_av_plan", "division", "år", "period",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the file; what a kind of row hasn't got is empty."""

    kind: str
    id: str
    name: str
    measure_unit: str
    unit: str
    gender: str
    utfall: Decimal | None
    utfall_text: str
    how: Sequence[Derivation] = ()
    last_year: Decimal | None = None
    previous: Decimal | None = None
    baseline: Decimal | None = None
    change: Decimal | None = None
    target: str = ""
    fulfilment: Fulfilment | None = None
    trend: Trend | None = None
    plan: Decimal | None = None
    share_of_plan: Decimal | None = None


def unit_csv_bytes(report: Report) -> bytes:
    """One row a measure and verksamhet, the division's own first, each with its kön; then its
    delmått; and last produktion. UTF-8, comma-separated, dot decimals, \\n at line ends.
    """
    ends = (report.division, report.period.year, report.period.code)
    return csv_file(UNIT_COLUMNS, ((*_cells(line), *ends) for line in _lines(report)))


def _cells(line: _Line) -> tuple[Value, ...]:
    numerator, denominator = _ratio(line)
    return (
        line.kind,
        line.id,
        line.name,
        line.measure_unit,
        line.unit,
        line.gender,
        line.utfall,
        line.utfall_text,
        numerator,
        denominator,
        line.last_year,
        line.previous,
        line.baseline,
        line.change,
        line.target,
        line.fulfilment.value if line.fulfilment else "",
        line.trend.value if line.trend else "",
        line.plan,
        line.share_of_plan,
    )


def _ratio(line: _Line) -> tuple[Decimal | None, Decimal | None]:
    """Täljare and nämnare of the outcome: the first thing that is told of how it came about."""
    if line.utfall is None or not line.how or line.how[0].value != line.utfall:
        return None, None
    return line.how[0].numerator, line.how[0].denominator


def _lines(report: Report) -> Iterator[_Line]:
    for measure in report.measures:
        yield _of_division(measure)
        yield from _of_genders(measure, "", measure.by_gender)
        for unit in measure.by_unit:
            yield _of_unit(measure, unit)
            yield from _of_genders(measure, unit.unit, unit.by_gender)
        yield from map(_of_component, measure.parts)
    yield from map(_of_production, report.production)


def _of_division(measure: MeasureResult) -> _Line:
    values = _values(measure.compared)
    return _Line(
        kind=measure.kind.value,
        id=measure.id,
        name=measure.name,
        measure_unit=measure.unit,
        unit="",
        gender="",
        utfall=measure.utfall,
        utfall_text=measure.utfall_text,
        how=measure.derivations,
        last_year=values.get(Comparison.SAME_PERIOD_LAST_YEAR),
        previous=values.get(Comparison.PREVIOUS_PERIOD),
        baseline=measure.baseline,
        change=measure.change,
        target=measure.target_text,
        fulfilment=measure.fulfilment,
        trend=measure.trend,
    )


def _of_unit(measure: MeasureResult, unit: UnitResult) -> _Line:
    values = _values(unit.compared)
    return _Line(
        kind=measure.kind.value,
        id=measure.id,
        name=measure.name,
        measure_unit=measure.unit,
        unit=unit.unit,
        gender="",
        utfall=unit.utfall,
        utfall_text=unit.utfall_text,
        how=unit.derivations,
        last_year=values.get(Comparison.SAME_PERIOD_LAST_YEAR),
        previous=values.get(Comparison.PREVIOUS_PERIOD),
        baseline=values.get(Comparison.BASELINE),
        change=unit.change,
        target=unit.target_text,
        fulfilment=unit.fulfilment,
        trend=unit.trend,
    )


def _of_genders(
    measure: MeasureResult, unit: str, genders: Iterable[GenderResult]
) -> Iterator[_Line]:
    for each in genders:
        yield _Line(
            kind=measure.kind.value,
            id=measure.id,
            name=measure.name,
            measure_unit=measure.unit,
            unit=unit,
            gender=each.gender,
            utfall=each.utfall,
            utfall_text=each.utfall_text,
            how=each.derivations,
            last_year=each.comparison,
        )


def _of_component(part: ComponentResult) -> _Line:
    values = _compared_with(part)
    return _Line(
        kind="delmått",
        id=part.id,
        name=part.name,
        measure_unit=part.unit,
        unit=part.operation,
        gender="",
        utfall=part.utfall,
        utfall_text=part.utfall_text,
        how=part.derivations,
        last_year=values.get(Comparison.SAME_PERIOD_LAST_YEAR),
        previous=values.get(Comparison.PREVIOUS_PERIOD),
        baseline=values.get(Comparison.BASELINE),
        change=_difference(part),
        target=part.target_text,
        fulfilment=part.fulfilment,
        trend=part.trend,
    )


def _compared_with(part: ComponentResult) -> dict[Comparison, Decimal | None]:
    """The one value that a delmått is compared with; what isn't of the data is the plan's own."""
    told = " ".join(how.of.casefold() for how in part.derivations)
    of_data = (Comparison.SAME_PERIOD_LAST_YEAR, Comparison.PREVIOUS_PERIOD)
    kind = next((each for each in of_data if each.value in told), Comparison.BASELINE)
    return {kind: part.comparison}


def _difference(part: ComponentResult) -> Decimal | None:
    """Förändring, exact, where the report shows one."""
    if part.utfall is None or part.comparison is None or not part.change_text:
        return None
    return as_decimal(Fraction(part.utfall) - Fraction(part.comparison))


def _of_production(item: ProductionResult) -> _Line:
    return _Line(
        kind="produktion",
        id=item.id,
        name=item.name,
        measure_unit=item.measure_unit,
        unit=item.unit,
        gender="",
        utfall=item.utfall,
        utfall_text=item.utfall_text,
        how=item.derivations,
        last_year=item.comparison,
        change=item.change,
        plan=item.plan,
        share_of_plan=item.share_of_plan,
    )


def _values(compared: Iterable[Compared]) -> dict[Comparison, Decimal | None]:
    return {each.kind: each.value for each in compared}
