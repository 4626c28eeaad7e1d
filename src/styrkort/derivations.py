"""Så kom talet till: formula, parts and source rows of a figure, enough to work it out by hand."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from styrkort.amounts import Amount, Place, as_decimal, is_index
from styrkort.exports.months import span_text
from styrkort.origins import Origin
from styrkort.plan import Measure
from styrkort.quantities import format_number
from styrkort.resultparts import Derivation, DerivationPart, SourceRows
from styrkort.terms import Calculation
from styrkort.utfall import Utfall

__all__ = ["IN_WORDS", "derivation", "derivations", "formula_of", "stated_derivation"]

IN_WORDS = "Angett i ord i periodens fil"


def derivations(
    measure: Measure, figures: Iterable[tuple[str, Utfall]], files: Mapping[str, str]
) -> tuple[Derivation, ...]:
    """How each figure that there is came about; ``figures`` says what each of them is.

    ``files`` holds the inputs' SHA-256 by name.
    """
    return tuple(
        derivation(of, measure, utfall, files)
        for of, utfall in figures
        if utfall.value is not None or utfall.origins
    )


def derivation(of: str, measure: Measure, utfall: Utfall, files: Mapping[str, str]) -> Derivation:
    """How one figure came about.

    A sensitive measure's parts are never given: months and verksamheter could be told from them.
    Its numerator and denominator are given only where the figure itself is shown.
    """
    secret = utfall.withheld or (measure.sensitive and utfall.value is None)
    return Derivation(
        of=f"{of} {span_text(utfall.months, year=True)}".rstrip(),
        value=utfall.value,
        formula=formula_of(measure, utfall),
        numerator=None if secret else utfall.numerator,
        denominator=None if secret else utfall.denominator,
        parts=() if secret or measure.sensitive else tuple(map(_part, utfall.places, utfall.parts)),
        sources=tuple(_source_rows(origin, files) for origin in utfall.origins),
    )


def stated_derivation(of: str, formula: str, file: str, files: Mapping[str, str]) -> Derivation:
    """What a person stated in a file: there is nothing to calculate, but a place to look."""
    return Derivation(
        of=of,
        value=None,
        formula=formula,
        numerator=None,
        denominator=None,
        parts=(),
        sources=(SourceRows(file, "", "", files.get(file, ""), ""),) if file else (),
    )


def formula_of(measure: Measure, utfall: Utfall) -> str:
    """Formel: how the figure is formed of its parts, in words."""
    if utfall.denominator is not None:
        return _ratio_formula(measure)
    if measure.calculation is Calculation.LATEST:
        return "Den senaste månadens värde"
    mean = measure.calculation is Calculation.MEAN or (
        measure.calculation is Calculation.ROLLING12 and _only_mean(measure)
    )
    parts = "delvärdena"
    if measure.calculation is Calculation.ROLLING12:
        parts = "de tolv månadernas delvärden"
    return f"Medelvärdet av {parts}: summan delad med antalet" if mean else f"Summan av {parts}"


def _only_mean(measure: Measure) -> bool:
    """Whether the unit can't be added up over months."""
    return measure.unit == "%" or is_index(measure.unit)


def _ratio_formula(measure: Measure) -> str:
    ratio = "Summan av täljare delad med summan av nämnare"
    if measure.calculation is Calculation.LATEST:
        ratio = "Den senaste månadens täljare delad med dess nämnare"
    return f"{ratio}, gånger 100" if measure.unit == "%" else ratio


def _part(place: Place, amount: Amount) -> DerivationPart:
    unit, month = place
    return DerivationPart(
        unit,
        month,
        _decimal(amount.value),
        _decimal(amount.numerator),
        _decimal(amount.denominator),
    )


def _decimal(number: Fraction | None) -> Decimal | None:
    return None if number is None else as_decimal(number)


def _source_rows(origin: Origin, files: Mapping[str, str]) -> SourceRows:
    return SourceRows(
        origin.file, origin.sheet, _rows_text(origin), files.get(origin.file, ""), origin.source
    )


def _rows_text(origin: Origin) -> str:
    """Rader: "2–97, 101"; "12 403 rader" where an engine counted them."""
    if not origin.rows:
        return f"{format_number(Decimal(origin.count), 0)} rader" if origin.count else ""
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in origin.rows)
