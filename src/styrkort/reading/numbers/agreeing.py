"""Which of the values that a report knows a figure may be, and whether it is one of them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Final

from styrkort.facts import Facts, Known, MeasureFacts
from styrkort.quantities import parse_number, round_half_up
from styrkort.reading.language.figures import Figure
from styrkort.reading.language.units import COUNT, INDEX, PERCENT, POINTS, in_unit
from styrkort.reading.numbers.senses import Sense

__all__ = ["agrees", "extra_values", "same_digits", "values_for"]

_NUMBER = re.compile(r"^[+−-]?[\d\s.,]+")
_LOOSE: Final = Decimal("0.06")
"""How far from a value "cirka" may be, as a share of it."""
_FAR: Final = Decimal(2)
"""How many times the figure "mer än" may hide before nobody would say so."""

_WHAT: Final = {
    Sense.OUTCOME: ("utfall",),
    Sense.PAST_OUTCOME: ("utfall", "jämförelse", "ingångsvärde"),
    Sense.ATTAINMENT: ("uppfyllelsegrad", "andel av plan", "utfall", "mål"),
    Sense.CHANGE: ("förändring", "förändring i procent"),
    Sense.TARGET: ("mål", "gräns", "plan", "ingångsvärde"),
    Sense.COMPARISON: ("jämförelse", "ingångsvärde", "utfall", "mål", "gräns", "plan"),
    Sense.SUM: ("utfall", "jämförelse", "plan"),
}


def values_for(measure: MeasureFacts, sense: Sense) -> tuple[Known, ...]:
    """What a figure of this sense may be: values of the measure, differences and sums of them."""
    if sense in (Sense.ANY, Sense.NOT_TARGET):
        goals = () if sense is Sense.ANY else ("mål", "gräns", "plan")
        stated = tuple(known for known in measure.values if known.what not in goals)
        return (*stated, *_differences(measure))
    own = [known for known in measure.values if known.what in _WHAT[sense]]
    if sense is Sense.CHANGE:
        own += _differences(measure)
    if sense is Sense.SUM:
        own += _sums(measure)
    return tuple(own)


def _differences(measure: MeasureFacts) -> Iterator[Known]:
    """Between an outcome and any other value, in the unit and in per cent of the other."""
    level = [k for k in measure.values if not k.what.startswith(("förändring", "uppfyll", "andel"))]
    for one, other in combinations(level, 2):
        if "utfall" not in (one.what, other.what) or one.unit != other.unit:
            continue
        gap = abs(one.value - other.value)
        yield Known("skillnad", gap, POINTS if one.unit == PERCENT else one.unit, of=one.of)
        for base in (one.value, other.value):
            if base and one.unit != PERCENT:
                yield Known("skillnad i procent", 100 * gap / abs(base), PERCENT, of=one.of)


def _sums(measure: MeasureFacts) -> Iterator[Known]:
    """Of two or of all parts' outcomes."""
    parts = [known for known in measure.values if known.what == "utfall" and known.of]
    for size in {2, len(parts)}:
        for some in combinations(parts, size) if size <= len(parts) else ():
            if len({known.unit for known in some}) == 1:
                yield Known("summa", sum((k.value for k in some), Decimal(0)), some[0].unit)


def extra_values(facts: Facts) -> tuple[Known, ...]:
    """Övriga värden as known values; their unit is read from how they are printed."""
    found = []
    for extra in facts.extra_values:
        unit = _NUMBER.sub("", extra.text).strip()
        found.append(Known("övrigt värde", extra.value, unit, extra.text))
    return tuple(found)


def agrees(figure: Figure, known: Known) -> bool:
    """Whether the figure is this value, in any unit of the same kind, as exactly as it is meant.

    A sign is not held against it: "ett underskott på 11,1 mnkr" is −11,1 mnkr.
    """
    unit = figure.unit or known.unit
    value = in_unit(known.value, known.unit, unit)
    if value is None:
        bare = known.unit in ("", COUNT, INDEX) and unit in ("", COUNT, INDEX)
        return bare and _near(figure, abs(known.value))
    shown = _as_shown(known) if unit == known.unit else None
    return (
        _near(figure, abs(value))
        or (shown is not None and _near(figure, abs(shown)))
        or (unit != known.unit and _roughly(figure, abs(value)))
    )


def _roughly(figure: Figure, value: Decimal) -> bool:
    """Whether it is the value in another unit, rounded to tens or more: 38 seconds said as 40."""
    whole = str(int(abs(figure.value)))
    noughts = len(whole) - len(whole.rstrip("0"))
    if figure.decimals or not 0 < noughts < len(whole):
        return False
    return abs(abs(figure.value) - value) <= min(Decimal("0.5").scaleb(noughts), value / 10)


def _as_shown(known: Known) -> Decimal | None:
    """The value rounded as the report prints it, so that its own rounding may be quoted."""
    number = known.text.replace("\u00a0", " ").removesuffix(known.unit).strip().lstrip("+")
    try:
        return parse_number(number)
    except ValueError:
        return None


def _near(figure: Figure, value: Decimal) -> bool:
    said, half = abs(figure.value), figure.half
    if abs(said - value) <= half:
        return True
    match figure.hedge:
        case "about":
            return abs(said - value) <= max(4 * half, _LOOSE * value)
        case "over":
            return said <= value <= said + max(2 * half, _LOOSE * 2 * said)
        case "under":
            return said - max(2 * half, _LOOSE * 2 * said) <= value <= said
        case "at least":
            return said <= value <= said * _FAR
        case "at most":
            return said / _FAR <= value <= said
    return False


def same_digits(figure: Figure, known: Known) -> bool:
    """Whether the figure is written with the very digits that the report prints for the value."""
    shown = _as_shown(known)
    exact = {abs(known.value), abs(round_half_up(known.value, figure.decimals))}
    if shown is not None:
        return abs(figure.value) == abs(shown)
    return abs(figure.value) in exact
