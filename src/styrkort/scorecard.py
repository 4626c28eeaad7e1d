"""The frozen Report: what one reading of plan, period file and data came to.

Built in one place (``report.build_report``); everything that shows or saves something reads it.
All text is ready to print; all numbers are exact and unrounded.
"""

from dataclasses import dataclass
from decimal import Decimal

from styrkort.period import Period
from styrkort.periodfacts import Action, ExtraValue, Forecast
from styrkort.resultparts import (
    Bound,
    Compared,
    ComponentResult,
    Derivation,
    DerivationPart,
    GenderResult,
    ProductionResult,
    SourceRows,
    Suggestion,
    UnitResult,
    Weighing,
)
from styrkort.terms import Arrow, Fulfilment, MeasureKind, ServiceCategory, Trend

__all__ = [
    "Action", "Bound", "Compared", "ComponentResult", "Derivation", "DerivationPart",
    "ExtraValue", "Forecast", "GenderResult", "Judgement", "MeasureResult", "Note", "Objective",
    "PerspectiveResult", "ProductionResult", "Report", "SourceFile", "SourceRows", "SuccessFactor",
    "Suggestion", "TargetZone", "UnitResult", "Weighing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """Not under a measure's row: first words in bold, then the text."""

    head: str
    """Första ord: "Bedömd", "Avbrott i serien", "Visas även", "Not"."""
    text: str
    symbol: str = ""
    """Symbolens id, or empty."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Bedömning: a person's own verdict, with reason."""

    fulfilment: Fulfilment
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class TargetZone:
    """Målområde: intervals in the measure's unit for figures; None is open-ended."""

    met: tuple[tuple[Decimal | None, Decimal | None], ...]
    partly: tuple[tuple[Decimal | None, Decimal | None], ...]
    line: Decimal | None
    """Mållinje: the target's or the baseline's value."""
    line_text: str
    """"Mål 100 %" or "Ingångsvärde 5,1 %"."""
    line_is_baseline: bool


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """Ett styrmått in a period: one row of the table and of resultat.csv."""

    id: str
    name: str
    unit: str
    kind: MeasureKind
    components: tuple[str, ...]
    """Delmått: names of the measures that share this row."""
    perspective: str
    """Perspektivets namn: where the measure is counted."""
    also_in: tuple[str, ...]
    """Visas även: other perspectives that show it."""
    objective: str
    success_factor: str
    service_category: ServiceCategory | None
    target_text: str
    """Mål as printed, one string: "Minska (ingångsvärde 5,1 %)", "0", "Inget mål"."""
    follow_up: tuple[str, ...]
    """Uppföljningsperiod: ("DÅ04", "DÅ08", "ÅR")."""
    utfall: Decimal | None
    utfall_text: str
    """Utfall as printed: "6,3 %", "I nivå med fg år", "Ej tillgängligt"."""
    comparison: Decimal | None
    comparison_text: str
    """Jämförelsevärde as printed with unit, or empty."""
    comparison_refers_to: str
    """Jämförelse avser: "ingångsvärde", "jan–aug 2021", or empty."""
    change_text: str
    """Förändring as printed: "+1,2 procentenheter", or empty."""
    baseline: Decimal | None
    baseline_text: str
    attainment: int | None
    """Uppfyllelsegrad, whole percent."""
    fulfilment: Fulfilment
    """Måluppfyllelse: the verdict that stands."""
    computed_fulfilment: Fulfilment
    """Beräknad måluppfyllelse: what the rules alone say."""
    fulfilment_detail: str
    """Second line of the verdict: "Bedömd", "Följs upp ÅR", "Uppfyllelsegrad 98 %", or empty."""
    trend: Trend
    arrow: Arrow | None
    trend_detail: str
    """Second line of the trend: "Jämförelsevärde saknas", or empty."""
    judgement: Judgement | None
    reason: str
    """Varför: reason for a verdict of Ej tillgängligt; else empty."""
    outcome_detail: str
    """Second line of the outcome: the month it refers to, "jan–jul av jan–aug", or empty."""
    notes: tuple[Note, ...]
    """Noter under the row where the measure is counted, "Visas även" left out."""
    bound: Bound
    zone: TargetZone | None
    decimals: int
    by_unit: tuple[UnitResult, ...]
    source: str
    """Källa."""
    definition: str
    responsible: str
    compared: tuple[Compared, ...] = ()
    """Jämförelser side by side: same period last year, previous period, ingångsvärde."""
    partial: str = ""
    """Bygger på del av perioden: "jan–jul av jan–aug"; empty where every month is there."""
    by_gender: tuple[GenderResult, ...] = ()
    parts: tuple[ComponentResult, ...] = ()
    """Delmått with what stands behind them; empty where no data hold any of them."""
    rule: str = ""
    """Sammanvägningens regel as the report prints it; empty where none was used."""
    weighing: Weighing | None = None
    """Sammanvägning: what the delmått came to; None where no rule was used."""
    derivations: tuple[Derivation, ...] = ()
    change: Decimal | None = None
    """Förändring from the comparison, exact; None where the two can't be subtracted."""
    withheld: bool = False
    """Visas ej (få personer)."""
    sensitive: bool = False
    """Känslig."""
    must_be_commented: bool = True
    """Kommentar krävs: whether an Ej uppfyllt waits for a commentary that speaks of it."""


@dataclass(frozen=True, slots=True)
class SuccessFactor:
    """Framgångsfaktor with the ids of its measures, in plan order."""

    name: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Objective:
    """Strategiskt mål."""

    id: str
    name: str
    success_factors: tuple[SuccessFactor, ...]
    judgement: Judgement | None
    """Samlad bedömning: a person's, with reason."""
    suggestion: Suggestion | None = None
    """Beräknat förslag and the counts beside it; None for a goal without styrmått of its own."""


@dataclass(frozen=True, slots=True)
class PerspectiveResult:
    """Perspektiv: its objectives, and the measures of other perspectives that it shows too."""

    name: str
    slug: str
    description: str
    """Beskrivning: markdown, from the plan."""
    objectives: tuple[Objective, ...]
    """With the measures that ``visas_även`` shows here, under the objective and success factor
    of the same name, else under the last objective in a success factor of their own's name."""
    comment: str
    """Kommentar: starting text from the period file; empty if it gives none."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An input: its name without place ("params/regionstod/2022/plan.yaml") and SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Report:
    """One division's period, whole."""

    region: str
    division: str
    """Divisionens slug: the folder's name."""
    division_name: str
    """As the plan writes it: "Regionstöd"."""
    period: Period
    introduction: str
    """Inledning: markdown, from the plan."""
    units: tuple[str, ...]
    """Verksamheter."""
    perspectives: tuple[PerspectiveResult, ...]
    measures: tuple[MeasureResult, ...]
    """Each measure once, in plan order."""
    actions: tuple[Action, ...]
    forecasts: tuple[Forecast, ...]
    extra_values: tuple[ExtraValue, ...]
    comments: tuple[tuple[str, str], ...]
    """Kommentarer of the period file: (perspective or section name, markdown)."""
    inputs: tuple[SourceFile, ...]
    log: tuple[str, ...]
    """Upplysningar for korning.log and manifest: revised values, ignored rows, values not shown."""
    production: tuple[ProductionResult, ...] = ()
    """Produktion: in the plan's order, the division's row first, then its verksamheter's."""
    accepted: tuple[tuple[str, str], ...] = ()
    """Godtas: code of a finding and reason, of plan and period file."""

    def measure(self, id: str) -> MeasureResult:
        """The measure with this id; KeyError if there is none."""
        for measure in self.measures:
            if measure.id == id:
                return measure
        raise KeyError(id)

    def perspective(self, name: str) -> PerspectiveResult:
        """The perspective with this name; KeyError if there is none."""
        for perspective in self.perspectives:
            if perspective.name == name:
                return perspective
        raise KeyError(name)
