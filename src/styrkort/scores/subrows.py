"""What stands under a row: women and men, and how its figures came about."""

from dataclasses import replace

from styrkort.derivations import IN_WORDS, derivations, stated_derivation
from styrkort.plan import Measure
from styrkort.precision import default_decimals
from styrkort.quantities import format_quantity
from styrkort.resultparts import Derivation, GenderResult
from styrkort.scores.basis import Basis
from styrkort.terms import Comparison, Fulfilment, Gender
from styrkort.utfall import Utfall
from styrkort.verdicts.comparisons import previous_name
from styrkort.verdicts.evidence import Evidence
from styrkort.verdicts.shown import outcome_detail
from styrkort.wording import WITHHELD

__all__ = ["genders_of", "how_of", "how_stated"]

_LAST_YEAR = Comparison.SAME_PERIOD_LAST_YEAR.value.capitalize()
_PREVIOUS = Comparison.PREVIOUS_PERIOD.value.capitalize()


def genders_of(
    basis: Basis, measure: Measure, unit: str, decimals: int | None
) -> tuple[GenderResult, ...]:
    """Kvinnor and Män, where the data has an outcome of either; the goal isn't asked.

    ``decimals`` are the row's; None where it has no outcome that gives it any.
    """
    figures = [(gender, *_figures(basis, measure, unit, gender)) for gender in Gender]
    if not any(utfall.value is not None or utfall.withheld for _, utfall, _ in figures):
        return ()
    whole = _of_what(basis, measure, basis.outcomes.utfall(measure, basis.period, unit))
    return tuple(
        GenderResult(
            gender=gender.label,
            utfall=utfall.value,
            utfall_text=_text(utfall, measure, decimals, Fulfilment.UNAVAILABLE.value),
            comparison_text=_text(last_year, measure, decimals, "–"),
            comparison=last_year.value,
            withheld=utfall.withheld,
            outcome_detail=_other_than(whole, _of_what(basis, measure, utfall)),
            derivations=derivations(
                measure, (("Utfall", utfall), (_LAST_YEAR, last_year)), basis.files
            ),
        )
        for gender, utfall, last_year in figures
    )


def _figures(basis: Basis, measure: Measure, unit: str, gender: Gender) -> tuple[Utfall, Utfall]:
    """The outcome and that of the same period last year."""
    outcomes, period = basis.outcomes, basis.period
    utfall = outcomes.utfall(measure, period, unit, gender.value)
    return utfall, outcomes.last_year(measure, period, utfall, unit, gender.value)


def _of_what(basis: Basis, measure: Measure, utfall: Utfall) -> str:
    """The months that a figure is of, as the row says it of its own."""
    return outcome_detail(Evidence(measure, basis.period, None, None, utfall, utfall))


def _other_than(whole: str, detail: str) -> str:
    """What a part is of, where the row above doesn't say it already."""
    return "" if detail == whole else detail


def _text(utfall: Utfall, measure: Measure, decimals: int | None, none: str) -> str:
    if utfall.value is not None:
        if decimals is None:
            decimals = default_decimals(utfall.value, None)
        return format_quantity(utfall.value, measure.unit, decimals)
    return WITHHELD if utfall.withheld else none


def how_of(basis: Basis, evidence: Evidence) -> tuple[Derivation, ...]:
    """How the row's outcome and each comparison of the data came about."""
    figures = [
        ("Utfall", evidence.utfall),
        (_LAST_YEAR, evidence.last_year),
        (f"{_PREVIOUS} {previous_name(evidence)},", evidence.previous),
    ]
    return derivations(evidence.measure, figures, basis.files)


def how_stated(basis: Basis, measure: Measure) -> tuple[Derivation, ...]:
    """Where the outcome in words and the judgement stand, if a person gave any."""
    file, found = basis.period_file, []
    if basis.word(measure) and basis.due(measure):
        value = basis.utfall(measure).value if measure.unit == "ja/nej" else None
        found.append(replace(stated_derivation("Utfall", IN_WORDS, file, basis.files), value=value))
    judgement = basis.stated.judgements.get(measure.id)
    if judgement:
        formula = f"Bedömd av {judgement.by}: angett i periodens fil"
        found.append(stated_derivation("Måluppfyllelse", formula, file, basis.files))
    return tuple(found)
