"""What a person states for the period beside the measures, ready to print."""

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Action", "ExtraValue", "Forecast"]


@dataclass(frozen=True, slots=True)
class Action:
    """Strategisk åtgärd as the period file states it."""

    name: str
    success_factor: str
    responsible: str
    due: str
    """Klart: ISO date or empty."""
    status: str
    comment: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """Prognos: a person's own forecast of the full year."""

    measure: str
    """The measure's id."""
    value: Decimal
    text: str
    """As printed: "6,0 %"."""
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ExtraValue:
    """Övrigt värde: a figure that the words may quote."""

    name: str
    value: Decimal
    text: str
    """As printed: "100 %"."""
    basis: str
