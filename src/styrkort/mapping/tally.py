"""What is noticed while a sheet's rows are read: faults, rows left out, codes that nobody knows."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from styrkort.quantities import shortened

__all__ = ["MOST_FAULTS", "Tally", "UnknownCode"]

MOST_FAULTS = 50
"""Messages on single rows of one sheet; a wrong column makes as many as there are rows."""


class UnknownCode(NamedTuple):
    """A code that no map knows."""

    column: str
    """Tidy column: styrmått, verksamhet or kön."""
    heading: str
    code: str
    why: str
    """Why, in Swedish, after "koden ”X”"."""


@dataclass(slots=True)
class Tally:
    """Gathered while reading one sheet, not changed afterwards."""

    name: str
    """The sheet in messages."""
    source: str
    """Källans id."""
    faults: list[str] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    unknown: dict[UnknownCode, tuple[int, int]] = field(default_factory=dict)
    """→ the first row (0 where an engine counted them) and how many."""
    occurred: set[tuple[str, str]] = field(default_factory=set)

    def unknown_code(self, code: UnknownCode, row: int, count: int = 1) -> None:
        """Note a code that isn't known, in a row or in ``count`` happenings."""
        first, before = self.unknown.get(code, (row, 0))
        self.unknown[code] = first, before + count
        self.dropped[f"okänd kod i {code.column}"] += count

    def shown_faults(self) -> list[str]:
        """The messages, the last of them saying how many more there are."""
        more = len(self.faults) - MOST_FAULTS
        if more <= 0:
            return self.faults
        return [
            *self.faults[:MOST_FAULTS],
            f"{self.name}: ytterligare {more} fel av samma slag. Rätta de första och kör igen.",
        ]

    def code_messages(self) -> list[tuple[str, str]]:
        """Tidy column and message for each code that isn't known, with how many rows have it."""
        return [
            (
                code.column,
                f"{self.name}{_rows(*rows)}, kolumn {code.heading}: koden ”{shortened(code.code)}” "
                f"{code.why}. Lägg till den under översättning: {code.column} i källan "
                f"{self.source}, eller lämna ute raderna med utom eller utelämna_okända.",
            )
            for code, rows in self.unknown.items()
        ]


def _rows(first: int, count: int) -> str:
    if not first:
        return f" ({count} händelser)" if count > 1 else " (en händelse)"
    return f", rad {first}{f' och {count - 1} till' if count > 1 else ''}"
