"""The stated rules in words, as the report prints them: no figure of theirs is left unsaid."""

from decimal import Decimal

from styrkort.composites.parts import better_of_row
from styrkort.plan import Component, Composite, Measure
from styrkort.plans.fields import listed
from styrkort.plans.goals import Goal
from styrkort.quantities import MINUS, NBSP, decimals_of, format_number
from styrkort.terms import Comparison, CompositeRule, Direction, Fulfilment, OutcomeWord
from styrkort.wording import points

__all__ = ["rule_text", "spelled"]


def spelled(word: OutcomeWord, comparison: Comparison) -> str:
    """The word as it is printed: I nivå med fg år is said only of the year before."""
    if word is OutcomeWord.LEVEL and comparison is Comparison.PREVIOUS_PERIOD:
        return "I nivå"
    return word.value


def rule_text(measure: Measure, goal: Goal | None) -> str:
    """The row's rule in full sentences."""
    composite = measure.composite or Composite()
    if composite.rule is CompositeRule.WORST:
        return _worst(measure)
    said = (
        _of_most(measure, composite, goal)
        if composite.rule is CompositeRule.MOST
        else _of_mean(measure, composite, goal)
    )
    return " ".join(said)


def _worst(measure: Measure) -> str:
    stated = "" if measure.composite else "Planen anger ingen sammanvägning; då gäller det sämsta. "
    not_met, none = Fulfilment.NOT_MET.value, Fulfilment.UNAVAILABLE.value
    return (
        f"{stated}Raden får det sämsta av delmåttens omdömen. Varje delmått prövas mot sitt eget "
        "mål, eller radens om det inte har något, och jämförs med sitt eget tidigare värde. Saknar "
        f"ett delmått utfall eller jämförelse får raden ”{none}”, utom när ett annat har "
        f"”{not_met}”, som är sämst."
        f"{_without_say(measure)}"
    )


def _of_most(measure: Measure, composite: Composite, goal: Goal | None) -> tuple[str, ...]:
    up, down = OutcomeWord.INCREASE.value, OutcomeWord.DECREASE.value
    level = spelled(OutcomeWord.LEVEL, measure.compare_with)
    return (
        f"Ett delmått räknas som {up} om det har ökat{_more_than(composite)}, som {down} om det "
        f"har minskat{_more_than(composite)} och annars som I{NBSP}nivå{_turning(measure, goal)}.",
        f"Balansen är vikterna för {up} minus vikterna för {down}, delat med summan av vikterna"
        f"{_weights(measure)}.",
        *_within_their_unit(measure),
        _outcome("balansen", _number(composite.limit), level),
        f"Delmått utan utfall eller jämförelse räknas inte.{_without_say(measure)}",
    )


def _of_mean(measure: Measure, composite: Composite, goal: Goal | None) -> tuple[str, ...]:
    limit = f"{_number(composite.unchanged_within)}{NBSP}%"
    return (
        "Radens förändring är medelvärdet av delmåttens förändringar i procent, vägt med vikterna"
        f"{_weights(measure)}{_turning(measure, goal)}.",
        _outcome("den", limit, spelled(OutcomeWord.LEVEL, measure.compare_with)),
        "Delmått utan utfall eller jämförelse, eller med jämförelsevärdet 0, räknas inte."
        f"{_without_say(measure)}",
    )


def _outcome(what: str, limit: str, level: str) -> str:
    """Above the limit, below minus the limit, between: a limit of 0 leaves only 0 between."""
    up, down = OutcomeWord.INCREASE.value, OutcomeWord.DECREASE.value
    below = limit if limit[0] == "0" and not limit.strip("0,\u00a0%") else f"{MINUS}{limit}"
    return f"Är {what} över {limit} blir raden {up}, under {below} {down}, annars {level}."


def _more_than(composite: Composite) -> str:
    within = composite.unchanged_within
    return f" med mer än {_number(within)}{NBSP}%" if within else ""


def _turning(measure: Measure, goal: Goal | None) -> str:
    """Which way is counted the other way round, where there are delmått of both ways."""
    row = better_of_row(goal)
    turned = [one for one in measure.components if one.direction and one.direction is not row]
    if not turned:
        return ""
    way = "lägre" if row is Direction.INCREASE else "högre"
    return f"; där {way} är bättre räknas det tvärtom"


def _weights(measure: Measure) -> str:
    counting = [one for one in measure.components if one.weight]
    if len({one.weight for one in counting}) < 2:
        return ", som är lika"
    return f" ({'; '.join(f'{one.name} {_number(one.weight)}' for one in counting)})"


def _within_their_unit(measure: Measure) -> tuple[str, ...]:
    """Each delmått's own limit of what is unchanged, beside the rule's percent."""
    return tuple(
        f"{_named(one)} räknas också som I{NBSP}nivå inom ±{NBSP}"
        f"{points(one.unchanged_within, one.unit)}."
        for one in measure.components
        if one.unchanged_within
    )


def _without_say(measure: Measure) -> str:
    """Names those that are shown with vikt 0."""
    names = [_named(one) for one in measure.components if not one.weight]
    return f" {listed(names)} visas med vikten 0 och räknas inte." if names else ""


def _named(component: Component) -> str:
    return f"”{component.name}”"


def _number(value: Decimal) -> str:
    value = Decimal(f"{value.normalize():f}")
    return format_number(value, decimals_of(value))
