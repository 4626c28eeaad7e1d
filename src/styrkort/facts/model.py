"""What the report shows, as words are held against it.

The notebook carries its own facts (``metadata.styrkort.fakta``), so that what is written in it can
be read against the very figures that stand beside it, without reading any export again. Withheld
figures aren't here: the Report doesn't hold them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from styrkort.periodfacts import ExtraValue
from styrkort.records import from_data, to_data
from styrkort.terms import Arrow, Fulfilment, Trend

__all__ = [
    "Facts", "Known", "MeasureFacts", "PartFacts", "TextFacts", "facts_in", "packed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """Känt värde: a figure that the report shows."""

    what: str
    """Vad: "utfall", "mål", "gräns", "ingångsvärde", "jämförelse", "förändring",
    "förändring i procent", "uppfyllelsegrad", "plan", "andel av plan", "prognos"."""
    value: Decimal
    """Exact, in ``unit``."""
    unit: str
    """Enhet as printed: "%", "procentenheter", "mnkr", or empty."""
    text: str = ""
    """As printed, where the report prints it by itself: "6,3 %"."""
    of: str = ""
    """Verksamhet, kön or delmått that it is of; empty is the measure's own."""


@dataclass(frozen=True, slots=True)
class PartFacts:
    """Del: a verksamhet or a delmått of a measure, and where its figure went."""

    name: str
    kind: str
    """"verksamhet" or "delmått"."""
    unit: str
    arrow: Arrow | None
    trend: Trend
    utfall_text: str = ""
    """Utfall as printed; empty where the part has no figure of its own."""
    target_text: str = ""
    fulfilment: Fulfilment = Fulfilment.NO_TARGET


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """Styrmått or produktionsmått: all that a sentence may say of it."""

    id: str
    name: str
    unit: str
    perspective: str
    """Perspektiv; empty for production."""
    also_in: tuple[str, ...]
    success_factor: str
    utfall_text: str
    fulfilment: Fulfilment
    """The verdict that stands."""
    arrow: Arrow | None
    """Where the number went from what it is compared with; None where nobody knows."""
    trend: Trend
    comparison_refers_to: str
    """What arrow and trend compare with: "jan–aug 2021", "ingångsvärde"; or empty."""
    values: tuple[Known, ...]
    parts: tuple[PartFacts, ...]
    withheld: bool
    must_be_commented: bool
    """Whether an Ej uppfyllt without a word waits for one (``kommentar_krävs``)."""
    target_text: str = ""
    """Mål as the table prints it; empty for production."""
    outcome_detail: str = ""
    """The outcome's own month or months, "juni 2022", where they aren't the whole period."""


@dataclass(frozen=True, slots=True)
class TextFacts:
    """Text that the report prints from plan or period file."""

    place: str
    """Where it is written: "params/x/2022/plan.yaml, inledning"."""
    section: str
    """Under which heading it is printed."""
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Fakta: one report's, whole."""

    region: str
    division: str
    """Divisionens slug."""
    division_name: str
    period: str
    """Periodens kod: "DÅ08"."""
    year: int
    perspectives: tuple[str, ...]
    units: tuple[str, ...]
    """Verksamheter."""
    measures: tuple[MeasureFacts, ...]
    production: tuple[MeasureFacts, ...]
    extra_values: tuple[ExtraValue, ...]
    texts: tuple[TextFacts, ...]
    accepted: tuple[tuple[str, str], ...] = ()
    """Godtas: code of a finding and reason, of plan and period file."""

    def measure(self, id: str) -> MeasureFacts:
        """The measure or production measure with this id; KeyError if there is none."""
        for measure in (*self.measures, *self.production):
            if measure.id == id:
                return measure
        raise KeyError(id)


def packed(facts: Facts) -> str:
    """The facts as a notebook carries them: one line of JSON, exact."""
    return json.dumps(to_data(facts), ensure_ascii=False, separators=(",", ":"))


def facts_in(metadata: Mapping[str, Any]) -> Facts | None:
    """The facts in a notebook's ``metadata.styrkort``; None where it has none that can be read."""
    try:
        read = from_data(Facts, json.loads(metadata["fakta"]))
    except (KeyError, TypeError, ValueError):
        return None
    return read if isinstance(read, Facts) else None
