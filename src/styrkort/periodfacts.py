"""What a person states for the period beside the measures, ready to print."""

from dataclasses import dataclass
from decimal import Decimal

from styrkort.terms import Fulfilment

__all__ = ["Action", "ExtraValue", "Forecast", "ForecastYear"]


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
    overdue: bool = False
    """Försenad: neither done nor cancelled, and due on the period's last day or earlier."""
    state: str = ""
    """Status as it is shown and counted: "Klar", "Pågår", or the words as typed."""


@dataclass(frozen=True, slots=True)
class ForecastYear:
    """Tidigare år that a forecast stands on: all that its method needs of the year."""

    year: int
    same: Decimal
    """Samma månader: what the months of this year's outcome came to then."""
    whole: Decimal
    """Helåret."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Prognos helår: computed by a stated method, and a person's own beside it."""

    measure: str
    """The measure's id."""
    value: Decimal | None
    """A person's own; None where nobody has made one."""
    text: str
    """As printed: "6,0 %"; empty where there is none."""
    reason: str
    by: str
    fulfilment: Fulfilment | None = None
    """A person's own forecast held against the full year's goal."""
    computed: Decimal | None = None
    """Beräknad, exact; None with ``why_none``."""
    computed_text: str = ""
    """As printed, no more precise than the range: "ca 5 900 st", "Underlag saknas"."""
    low: Decimal | None = None
    high: Decimal | None = None
    """Spann from earlier years' spread, exact; None where there is one earlier year only."""
    range_text: str = ""
    """"5 700–6 100 st", or why there is none."""
    computed_fulfilment: Fulfilment | None = None
    """Held against the full year's goal; None where the range lies on both sides of a limit or
    there is nothing to hold."""
    method: str = ""
    """Metod as printed, with the years that it stands on."""
    why_none: str = ""
    """Why there is no computed forecast, as printed."""
    target_text: str = ""
    """Mål for the full year as printed."""
    uncertain: bool = False
    """Osäkert: there is a goal to hold it against, but the range lies on both sides of a limit."""
    years: tuple[ForecastYear, ...] = ()
    """Underlag of the computed one, earliest first."""


@dataclass(frozen=True, slots=True)
class ExtraValue:
    """Övrigt värde: a figure that the words may quote."""

    name: str
    value: Decimal
    text: str
    """As printed: "100 %"."""
    basis: str
