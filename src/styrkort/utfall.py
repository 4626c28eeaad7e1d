"""Utfall: a figure of a measure, the months and verksamheter that it is of, and its parts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from styrkort.amounts import Amount, Place
from styrkort.exports.months import span_text
from styrkort.origins import Origin

__all__ = ["Utfall", "gaps_text"]


@dataclass(frozen=True, slots=True)
class Utfall:
    """Utfall: the exact value with the months it is of, or the reason why there is none."""

    value: Decimal | None
    due: tuple[str, ...] = ()
    """Months that it should be of."""
    places: tuple[Place, ...] = ()
    """Verksamheter and months that it is of."""
    reason: str = ""
    """Why there is no value, in Swedish without a full stop; empty where there is one."""
    numerator: Decimal | None = None
    """Täljare: the sum that was divided, where the data hold täljare and nämnare."""
    denominator: Decimal | None = None
    """Nämnare."""
    parts: tuple[Amount, ...] = ()
    """Delvärden: what each of ``places`` came to, in the same order."""
    origins: tuple[Origin, ...] = ()
    """Ursprung: the rows that it stands on."""
    ended: frozenset[Place] = frozenset()
    """Verksamheter and months that nothing is missing of, for a reorganisation lies between."""
    withheld: bool = False
    """Visas ej: there is a value, but of too few persons to be shown."""

    @property
    def months(self) -> tuple[str, ...]:
        """Months that it is of, from the first to the last."""
        return tuple(sorted({month for _, month in self.places}))

    @property
    def gaps(self) -> str:
        """What it is of where that isn't everything: "jan–jul av jan–aug"; else empty."""
        return gaps_text(self.due, self.places, self.ended)


def gaps_text(
    due: Sequence[str], places: Sequence[Place], ended: Collection[Place] = frozenset()
) -> str:
    """Which of the due months there are, by verksamhet where they differ; empty if all or none."""
    if not places:
        return ""
    by_name: dict[str, set[str]] = {}
    for name, month in places:
        by_name.setdefault(name, set()).add(month)
    lacking = {
        name: set(due) - months - {month for unit, month in ended if unit == name}
        for name, months in by_name.items()
    }
    if not any(lacking.values()):
        return ""
    spans = {name: span_text(sorted(months)) for name, months in by_name.items()}
    whole = span_text(due)
    if len(set(spans.values())) == 1:
        return f"{next(iter(spans.values()))} av {whole}"
    parts = [f"{name} {span}" for name, span in spans.items() if lacking[name]]
    return f"{'; '.join(parts)} av {whole}"
