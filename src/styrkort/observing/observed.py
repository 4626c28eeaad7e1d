"""Observations: what one month came to, for the division or one of its verksamheter."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from styrkort.origins import Origin
from styrkort.period import month_name
from styrkort.quantities import decimals_of, format_number

__all__ = ["MOST_PERSONS", "Key", "Observation", "Observations"]

MOST_PERSONS = 10
"""Högst tio: figures of a group of so many persons or fewer aren't shown.

The limit is that of 4 kap. 1 a § lagen (1997:614) om kommunal redovisning as SFS 2002:1065 put it,
for sick leave by sex and age: none is given "om antalet anställda i gruppen är högst tio eller om
uppgiften kan hänföras till en enskild individ" (prop. 2002/03:6).
"""

Key = tuple[str, str, str, str]
"""Measure, verksamhet, month, kön."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Observation: what one month came to, for the division or one of its verksamheter."""

    measure: str
    unit: str
    """Verksamhet; empty is the whole division."""
    month: str
    gender: str
    """Kön; empty is all."""
    value: Decimal | None
    """Värde; 1 and 0 for ja and nej; None where numerator and denominator stand instead."""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    persons: int | None = None
    """Antal personer: the group's size, where the file gives it."""
    origins: tuple[Origin, ...] = field(default=(), compare=False)
    """Ursprung: the rows that say it. The same figure in two places is the same observation."""

    @property
    def key(self) -> Key:
        """What makes it this observation and no other."""
        return self.measure, self.unit, self.month, self.gender

    @property
    def text(self) -> str:
        """The value as messages say it."""
        if self.numerator is not None and self.denominator is not None:
            return f"{_plain(self.numerator)}/{_plain(self.denominator)}"
        return "" if self.value is None else _plain(self.value)

    @property
    def figure(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """What it came to, however it was written and wherever it stands."""
        return self.value, self.numerator, self.denominator

    @property
    def subject(self) -> str:
        """The observation in words: "sjukfranvaro, IT/MT, kvinna, augusti 2022"."""
        parts = [self.measure, self.unit, self.gender, month_name(self.month)]
        return ", ".join(part for part in parts if part)

    @property
    def is_of_few(self) -> bool:
        """Whether the file says that the group is too small to show."""
        return self.persons is not None and self.persons <= MOST_PERSONS

    @property
    def is_nought(self) -> bool:
        """Whether it came to nothing at all."""
        return (self.numerator if self.value is None else self.value) == 0


def _measure(item: Observation) -> str:
    return item.measure


@dataclass(frozen=True, slots=True)
class Observations:
    """Every observation that counts for a period, and what the log shall say of the others."""

    items: tuple[Observation, ...]
    """By measure, then by month."""
    log: tuple[str, ...] = ()

    def of(self, measure: str) -> tuple[Observation, ...]:
        """The measure's observations by month."""
        first = bisect_left(self.items, measure, key=_measure)
        return self.items[first : bisect_right(self.items, measure, key=_measure)]


def _plain(number: Decimal) -> str:
    return format_number(number, decimals_of(number))
