"""The factor from an export's unit to the measure's."""

from decimal import Decimal

from styrkort.mapping.cells import Misread, RowCells, times
from styrkort.plans.sourceplan import Source
from styrkort.quantities import shortened

__all__ = ["unit_factor"]


def unit_factor(source: Source, cells: RowCells, measure_unit: str | None) -> Decimal:
    """Faktor, and where the export has a column enhet what its text stands for under enheter.

    Raises Misread for a unit that isn't known: sums of mixed units would be wrong without a word.
    ``measure_unit`` is None for a measure that the plan doesn't know.
    """
    if "enhet" not in cells.columns:
        return source.factor
    unit = cells.text("enhet")
    factors = {name.casefold(): factor for name, factor in source.unit_factors.items()}
    if unit.casefold() in factors:
        return times(source.factor, factors[unit.casefold()])
    if measure_unit is None or (unit and unit.casefold() == measure_unit.casefold()):
        return source.factor
    said = f"enheten ”{shortened(unit)}”" if unit else "ingen enhet"
    known = ", ".join(source.unit_factors) or f"styrmåttets egen, {measure_unit or 'ingen enhet'}"
    raise Misread(
        f"{cells.place}, kolumn {cells.heading('enhet')}: blandade enheter, raden har {said} men "
        f"källan {source.id} känner {known}. Ange faktorn under enheter, till exempel "
        f"enheter: {{{shortened(unit) or 'tkr'}: 0.001}}."
    )
