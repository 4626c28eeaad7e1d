"""What the plan knows, as far as an export has to fit it."""

from collections.abc import Mapping
from dataclasses import dataclass

from styrkort.plan import Plan

__all__ = ["Known", "known_of"]


@dataclass(frozen=True, slots=True)
class Known:
    """Planens mått och verksamheter."""

    year: int
    """Planens år."""
    measure_units: Mapping[str, str]
    """Id of every styrmått, delmått and produktionsmått → its enhet."""
    follow_up: Mapping[str, tuple[str, ...]]
    """Id → the period codes that it is due in."""
    operations: tuple[str, ...]
    """Verksamheter; empty where the plan doesn't list them."""

    def due(self, ids: set[str], code: str) -> bool:
        """Whether any of the measures is followed up in the period; also if none is named."""
        return not ids or any(code in self.follow_up.get(id, ()) for id in ids)


def known_of(plan: Plan) -> Known:
    """What an export can be held against."""
    units: dict[str, str] = {}
    follow_up: dict[str, tuple[str, ...]] = {}
    for planned in plan.planned:
        measure = planned.measure
        units[measure.id], follow_up[measure.id] = measure.unit, measure.follow_up
        for part in measure.components:
            units[part.id], follow_up[part.id] = part.unit, measure.follow_up
    for made in plan.production:
        units[made.id], follow_up[made.id] = made.unit, made.as_measure.follow_up
    return Known(plan.year, units, follow_up, plan.units)
