"""Parts of a result: comparisons side by side, sub-rows, delmått, and how a figure came about.

All text is ready to print; all numbers are exact. What is withheld (too few persons) is None here
and "Visas ej (få personer)" in its text: no part of a Report holds a withheld figure.
"""

from dataclasses import dataclass
from decimal import Decimal

from styrkort.terms import Arrow, Comparison, CompositeRule, Direction, Fulfilment, Trend

__all__ = [
    "Bound", "Compared", "ComponentResult", "Derivation", "DerivationPart", "GenderResult",
    "ProductionResult", "SourceRows", "Suggestion", "UnitResult", "Weighing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """Gränser som har använts: one measure's limits in words, for the legend."""

    met: str
    """Uppfyllt: "Under 5,1 %"."""
    partly: str
    """Delvis uppfyllt: "Oförändrat, 5,1 %" or "Ingen gräns beslutad"."""
    compared_with: str
    """Jämförs med: "Ingångsvärdet, december 2020"."""


@dataclass(frozen=True, slots=True)
class SourceRows:
    """Källrader: the rows of one sheet of one file that a figure stands on."""

    file: str
    """Name without place: "data/exempel/2022/hr.csv"."""
    sheet: str
    rows: str
    """Rader as printed: "2–97, 101"; "12 403 rader" where an engine counted them."""
    sha256: str
    source: str
    """Källans id in the plan, or empty."""


@dataclass(frozen=True, slots=True)
class DerivationPart:
    """Delvärde: one verksamhet's month that the figure is formed of."""

    unit: str
    month: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True, slots=True)
class Derivation:
    """Så kom talet till: everything needed to work a figure out again by hand."""

    of: str
    """Vad: "Utfall jan–aug 2022", "Samma period föregående år jan–aug 2021"."""
    value: Decimal | None
    formula: str
    """Formel in words: "Summan av täljare delad med summan av nämnare, gånger 100"."""
    numerator: Decimal | None
    denominator: Decimal | None
    parts: tuple[DerivationPart, ...]
    """Delvärden; none where they would show too small a group."""
    sources: tuple[SourceRows, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Jämförelse: one of the values that stand side by side with the outcome."""

    kind: Comparison
    value: Decimal | None
    text: str
    """As printed with unit: "5,9 %", "–" where there is none, "Visas ej (få personer)"."""
    refers_to: str
    """Avser: "jan–aug 2021", "DÅ04 2022", "december 2020"; empty where there is no value."""
    reason: str
    """Why there is no value; else empty."""


@dataclass(frozen=True, slots=True)
class GenderResult:
    """Könsuppdelat utfall: a sub-row without a verdict of its own."""

    gender: str
    """Kön as printed: "Kvinnor", "Män"."""
    utfall: Decimal | None
    utfall_text: str
    comparison_text: str
    """Same period last year as printed, or "–"."""
    comparison: Decimal | None = None
    """Samma period föregående år."""
    derivations: tuple[Derivation, ...] = ()
    withheld: bool = False
    outcome_detail: str = ""
    """Which months and verksamheter it is of, where they aren't the row's own."""


@dataclass(frozen=True, slots=True)
class UnitResult:
    """Verksamhetens utfall, held against its own goal where it has one (``mål_per_verksamhet``)."""

    unit: str
    target_text: str
    """"Inget mål" for a verksamhet without a goal of its own."""
    utfall: Decimal | None
    utfall_text: str
    fulfilment: Fulfilment
    detail: str
    """Uppfyllelsegrad or the reason for Ej tillgängligt; or empty."""
    bound: Bound | None = None
    """Gränser som har använts for this unit, for the legend."""
    trend: Trend = Trend.NONE
    arrow: Arrow | None = None
    trend_detail: str = ""
    outcome_detail: str = ""
    """The months that it is of where they aren't all: "jan–jul av jan–aug"."""
    change_text: str = ""
    compared: tuple[Compared, ...] = ()
    by_gender: tuple[GenderResult, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    withheld: bool = False
    own_goal: bool = True
    change: Decimal | None = None
    """Förändring from what ``jämför_med`` names, exact; None where they can't be subtracted."""


@dataclass(frozen=True, slots=True)
class ComponentResult:
    """Delmått: what stands behind a row that has several."""

    id: str
    name: str
    unit: str
    operation: str
    """Verksamhet whose figure it is; empty is the whole division."""
    direction: Direction
    """Which way is better."""
    weight: Decimal
    utfall: Decimal | None
    utfall_text: str
    comparison: Decimal | None
    comparison_text: str
    comparison_refers_to: str
    change_text: str
    change_percent: Decimal | None
    """Förändring i procent of the comparison; None where there is none or it is 0."""
    fulfilment: Fulfilment
    """Its own verdict, where the rule is ``sämsta``; else Inget mål."""
    trend: Trend
    arrow: Arrow | None
    says: str
    """What it says to the rule: "Ökning", "Minskning", "I nivå med fg år", or the reason why
    nothing."""
    derivations: tuple[Derivation, ...] = ()
    withheld: bool = False
    change_percent_text: str = ""
    """As printed: "−10,5 %"; empty where there is none."""
    contribution: Decimal | None = None
    """Bidrag, before weighing: 1, 0 or −1 (``flest``), percent as seen from the row (``snitt``);
    None where it says nothing or the rule weighs nothing."""
    target_text: str = ""
    """Mål that it was held against, where the rule is ``sämsta``."""
    outcome_detail: str = ""
    """The months that it is of where they aren't all: "jan–jul av jan–aug"."""
    reason: str = ""
    """Why it has no verdict of its own, or says nothing to the rule; else empty."""
    bound: Bound | None = None
    """Gränser som har använts, where it was held against a goal."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """Sammanvägning: what the delmått came to together, to be worked out again by hand."""

    rule: CompositeRule
    number: Decimal | None
    """Balans (``flest``) or medelvärde in percent (``snitt``), exact; else None."""
    text: str
    """As printed: "Balans 0,33", "Medelvärde +1,3 %"."""
    working: str
    """Uträkning: "(2 − 1) / 3"."""
    outcome: str
    """What it gives the row: "Ökning", "Delvis uppfyllt"."""
    counted: int
    """Antal delmått with a say."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Beräknat förslag to a samlad bedömning: never the judgement itself."""

    fulfilment: Fulfilment | None
    """None where no measure of the goal has a verdict in numbers or words."""
    rule: str
    """The stated rule, as printed."""
    counts: tuple[tuple[Fulfilment, int], ...]
    """Antal styrmått per verdict, kontrollmått left out; they sum to the goal's styrmått."""
    rests_on: str = ""
    """Underlag as printed: "3 av 5 styrmått"."""


@dataclass(frozen=True, slots=True)
class ProductionResult:
    """Produktionsmått for the division (unit empty) or one verksamhet, period to date."""

    id: str
    name: str
    measure_unit: str
    """Enhet: "st"."""
    unit: str
    """Verksamhet; empty is the whole division."""
    utfall: Decimal | None
    utfall_text: str
    outcome_detail: str
    comparison: Decimal | None
    """Samma period föregående år."""
    comparison_text: str
    comparison_refers_to: str
    change: Decimal | None
    change_text: str
    change_percent: Decimal | None
    """Percent of the comparison, exact; None where it is 0 or missing."""
    change_percent_text: str
    plan: Decimal | None
    """Plan till och med perioden."""
    plan_text: str
    """"Ingen plan" where there is none."""
    share_of_plan: Decimal | None
    """Andel av plan, percent, exact; None without a plan above 0."""
    share_of_plan_text: str
    derivations: tuple[Derivation, ...] = ()
    withheld: bool = False
    plan_detail: str = ""
    """Where the division's plan is the sum of its verksamheter's, or can't be; else empty."""
