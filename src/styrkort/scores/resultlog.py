"""What the log says of a period's measures: what isn't shown, and what is missing."""

from styrkort.composites.conflicts import with_data
from styrkort.plan import Measure
from styrkort.quantities import decimals_of, format_quantity
from styrkort.scores.basis import Basis
from styrkort.terms import Calculation
from styrkort.verdicts.rows import next_follow_ups

__all__ = ["log_of"]


def log_of(basis: Basis) -> tuple[str, ...]:
    """What arrived and isn't shown, what is missing, and judgements out of season."""
    lines = [
        line
        for measure in basis.measures
        for line in (_due_log(basis, measure) if basis.due(measure) else _early_log(basis, measure))
    ]
    return (*lines, *_component_log(basis))


def _due_log(basis: Basis, measure: Measure) -> list[str]:
    utfall = basis.in_data(measure)
    if utfall.withheld and measure.id in basis.stated.judged:
        return [f"{measure.id}: bedömningen gäller, fast utfallet inte visas (få personer)."]
    if measure.calculation is Calculation.LATEST or not utfall.gaps:
        return []
    return [f"{measure.id}: värden finns för {utfall.gaps}."]


def _early_log(basis: Basis, measure: Measure) -> list[str]:
    """A measure that isn't followed up now but of which something has arrived all the same."""
    utfall, word = basis.in_data(measure), basis.word(measure)
    next_time = ", ".join(next_follow_ups(measure, basis.period.code))
    why = f"styrmåttet följs inte upp {basis.period.code} utan {next_time}"
    lines = []
    if utfall.value is not None and not measure.sensitive:
        value = format_quantity(utfall.value, measure.unit, min(decimals_of(utfall.value), 4))
        lines.append(f"{measure.id}: värdet {value} visas inte, för {why}.")
    elif utfall.places or utfall.withheld:
        lines.append(f"{measure.id}: värden i data visas inte, för {why}.")
    if word:
        lines.append(f"{measure.id}: utfallet ”{word}” visas inte, för {why}.")
    if measure.id in basis.stated.judged:
        lines.append(f"{measure.id}: bedömningen gäller, fast {why}.")
    return lines


def _component_log(basis: Basis) -> list[str]:
    """Delmått that have figures though their row isn't followed up now."""
    return [
        f"{id}: delmåttets värden i data visas inte, för styrmåttet {measure.id} följs inte upp "
        f"{basis.period.code}."
        for measure in basis.measures
        if not basis.due(measure)
        for id in with_data(measure, basis.period, basis.outcomes)
    ]
