"""What a källa came to: its rows, what they yielded and what was left out, for `make sources`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from styrkort.exports.tidy import TidyRow

__all__ = ["ActionRow", "ForecastRow", "SourceResult", "SourceYield"]


@dataclass(frozen=True, slots=True)
class SourceYield:
    """Utfall av en källa: what one sheet of one file (or a query) gave."""

    source: str
    """Källans id."""
    file: str
    """Name without place, "data/exempel/2022/hr.csv"; "källan ekonomi (databas)" for a query."""
    sheet: str
    """Blad; empty where there are none."""
    rows_read: int
    """Antal lästa rader under rubrikraden."""
    observations: int
    """Antal observationer with a value (åtgärder or prognoser where the källa gives those)."""
    months: tuple[str, ...]
    """Månader that have an observation, "2022-08", earliest first."""
    dropped: tuple[tuple[str, int], ...] = ()
    """Utelämnade rader: why, in Swedish, and how many, most first."""
    unmapped: tuple[tuple[str, str, int], ...] = ()
    """Koder utan översättning: tidy column ("verksamhet"), the code, how many rows."""
    unused: tuple[str, ...] = ()
    """Oanvända kolumner: headings that the källa makes no use of."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Strategisk åtgärd as a row of a källa states it; every field is text."""

    name: str
    """Åtgärd."""
    success_factor: str
    """Framgångsfaktor."""
    responsible: str
    """Ansvarig."""
    due: str
    """Klart: ISO date or empty."""
    status: str
    comment: str
    """Kommentar."""
    place: str
    """File and row, as messages call them."""


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """Prognos that a row of a källa states."""

    measure: str
    """Styrmåttets id."""
    value: Decimal
    """Värde, exact, in the measure's unit."""
    reason: str
    """Motivering."""
    by: str
    """Av."""
    place: str
    """File and row, as messages call them."""


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What one reading of a källa came to."""

    rows: tuple[TidyRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    forecasts: tuple[ForecastRow, ...] = ()
    faults: tuple[str, ...] = ()
    log: tuple[str, ...] = ()
    yields: tuple[SourceYield, ...] = ()
    occurred: frozenset[tuple[str, str]] = frozenset()
    """Heading and value of each urval that some row had."""
    answers: tuple[tuple[str, str], ...] = ()
    """Svar of databases: what the källa is called in origins, and SHA-256 of its rows."""

    def changed(self, **fields: Any) -> "SourceResult":
        """A copy with other fields."""
        return replace(self, **fields)

    @classmethod
    def together(cls, results: Iterable["SourceResult"]) -> "SourceResult":
        """Several readings as one, in their order."""
        all_of = tuple(results)
        return cls(
            rows=tuple(row for each in all_of for row in each.rows),
            actions=tuple(row for each in all_of for row in each.actions),
            forecasts=tuple(row for each in all_of for row in each.forecasts),
            faults=tuple(fault for each in all_of for fault in each.faults),
            log=tuple(line for each in all_of for line in each.log),
            yields=tuple(found for each in all_of for found in each.yields),
            occurred=frozenset().union(*(each.occurred for each in all_of)),
            answers=tuple(answer for each in all_of for answer in each.answers),
        )
