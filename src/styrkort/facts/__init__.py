"""What the report shows, as words are held against it."""

from styrkort.facts.gathering import facts_of
from styrkort.facts.model import (
    Facts,
    Known,
    MeasureFacts,
    PartFacts,
    TextFacts,
    facts_in,
    packed,
)

__all__ = [
    "Facts", "Known", "MeasureFacts", "PartFacts", "TextFacts", "facts_in", "facts_of", "packed",
]  # fmt: skip
