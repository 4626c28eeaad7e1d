"""What adds up behind the figures of groups: numerators, values, or means times persons."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from styrkort.amounts import Amount, can_be_pooled, is_index
from styrkort.disclosure.groups import UNKNOWN, Figure, Group, Size, Sum
from styrkort.observations import Observation
from styrkort.plan import Measure

__all__ = ["added", "adds_up", "figures_of", "is_share"]


def adds_up(measure: Measure, items: Iterable[Observation]) -> bool:
    """Whether a whole that no row is of is formed of its parts."""
    return can_be_pooled(measure, map(_as_amount, items))


def is_share(measure: Measure) -> bool:
    """Whether no figure is above 100 %, so that a full share says as much as none."""
    if measure.share is not None:
        return measure.share
    return measure.unit == "%"


def figures_of(
    measure: Measure,
    items: Sequence[Observation],
    sizes: Mapping[Group, Size],
    sums: Sequence[Sum],
) -> dict[Group, Figure]:
    """One month's amounts by group, wholes without a row of their own included.

    Empty where an amount is below zero: then nothing follows from what is left of a whole.
    """
    figures: dict[Group, Figure] = {}
    for item in items:
        figure = _figure(measure, item, sizes)
        if figure is not None:
            group = item.unit, item.gender
            figures[group] = figures[group] + figure if group in figures else figure
    if any(figure.amount < 0 for figure in figures.values()):
        return {}
    for each in sums:
        if each.whole not in figures and each.parts and all(p in figures for p in each.parts):
            figures[each.whole] = added(figures[part] for part in each.parts)
    return figures


def added(figures: Iterable[Figure]) -> Figure:
    """What several groups come to together."""
    first, *others = figures
    for other in others:
        first += other
    return first


def _figure(measure: Measure, item: Observation, sizes: Mapping[Group, Size]) -> Figure | None:
    amount = _as_amount(item)
    if amount.numerator is not None:
        return Figure(amount.numerator, amount.denominator)
    if amount.value is None:
        return None
    if not _is_average(measure):
        return Figure(amount.value, None)
    least, most = sizes.get((item.unit, item.gender), UNKNOWN)
    if least != most:
        return None
    scale = 100 if measure.unit == "%" else 1
    return Figure(amount.value * least / scale, Fraction(least))


def _is_average(measure: Measure) -> bool:
    """Whether the value is of each person, so that a whole's is weighted by the groups' sizes."""
    return measure.unit in ("%", "ja/nej") or is_index(measure.unit)


def _as_amount(item: Observation) -> Amount:
    halves = (item.value, item.numerator, item.denominator)
    value, numerator, denominator = (None if each is None else Fraction(each) for each in halves)
    return Amount(value, numerator, denominator)
