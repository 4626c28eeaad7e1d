"""A row that is put together of its delmått can't have an outcome of its own as well."""

from collections.abc import Iterator

from styrkort.composites.parts import has_data, unit_of
from styrkort.origins import Origin
from styrkort.outcomes import Outcomes
from styrkort.period import Period
from styrkort.plan import Component, Measure
from styrkort.plans.componentmeasure import component_measure
from styrkort.utfall import Utfall

__all__ = ["composite_conflicts", "with_data"]


def with_data(measure: Measure, period: Period, outcomes: Outcomes) -> tuple[str, ...]:
    """The ids of the measure's delmått that have data this period."""
    return tuple(
        component.id
        for component in measure.components
        if has_data(component.id, _utfall(component, measure, period, outcomes), outcomes)
    )


def _utfall(component: Component, row: Measure, period: Period, outcomes: Outcomes) -> Utfall:
    measure = component_measure(component, row)
    return outcomes.utfall(measure, period, unit_of(component, outcomes))


def composite_conflicts(
    measure: Measure, period: Period, outcomes: Outcomes, word: str, name: str
) -> Iterator[str]:
    """Where sammanvägning is stated: a person's words or the row's own figures beside it.

    ``name`` is the period file's, which the words stand in.
    """
    if measure.composite is None:
        return
    ids = with_data(measure, period, outcomes)
    if word and ids:
        yield (
            f"{name}, utfall: {measure.id} har ”{word}” här, men raden vägs samman av delmått som "
            f"har värden i data ({', '.join(ids)}). Ta bort det ena."
        )
    own = outcomes.utfall(measure, period)
    if own.places:
        yield (
            f"{_where(own)}: styrmåttet {measure.id} har egna värden, men planen väger samman "
            "raden av dess delmått. Ta bort värdena här eller sammanvägning i planen."
        )


def _where(utfall: Utfall) -> str:
    """The first place that the row's own figures stand in."""
    return _place(utfall.origins[0]) if utfall.origins else "data"


def _place(origin: Origin) -> str:
    sheet = f", blad {origin.sheet}" if origin.sheet else ""
    row = f", rad {origin.rows[0][0]}" if origin.rows else ""
    return f"{origin.file}{sheet}{row}"
