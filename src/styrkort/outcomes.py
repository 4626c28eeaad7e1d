"""Every figure that a period's results show is asked for here, and nowhere else.

What is asked for of a sensitive measure is held back where it is of too few persons to be shown,
or would give such a figure away (``disclosure``). So nothing behind this room holds it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from styrkort import measures
from styrkort.amounts import amounts
from styrkort.disclosure import Group, withheld
from styrkort.observations import Observation, Observations
from styrkort.period import Period
from styrkort.plan import Measure, Plan
from styrkort.reorganisation import Move, moves_of
from styrkort.utfall import Utfall

__all__ = ["FEW_PERSONS", "Outcomes"]

FEW_PERSONS = "få personer"
"""Why a figure is withheld, as reasons say it."""


@dataclass(frozen=True)
class Outcomes:
    """What the observations come to, for the division, its verksamheter and each kön.

    ``unit`` is a verksamhet, empty for the whole division; ``gender`` is "kvinna" or "man", empty
    for all.
    """

    plan: Plan
    observations: Observations

    def utfall(self, measure: Measure, period: Period, unit: str = "", gender: str = "") -> Utfall:
        """The measure's outcome in the period."""
        found = measures.utfall_of(
            measure, self._rows(measure, unit), period, unit, gender, self._moves
        )
        return self._shown(measure, found, unit, gender)

    def compared(
        self, measure: Measure, period: Period, utfall: Utfall, unit: str = "", gender: str = ""
    ) -> Utfall:
        """What ``jämför_med`` names for the outcome; no value where that is the baseline."""
        if utfall.withheld:
            return _withheld(utfall)
        found = measures.compared(
            measure, self._rows(measure, unit), period, utfall, unit, gender, self._moves
        )
        return self._shown(measure, found, unit, gender)

    def last_year(
        self, measure: Measure, period: Period, utfall: Utfall, unit: str = "", gender: str = ""
    ) -> Utfall:
        """The same period last year: of the months and verksamheter that the outcome is of, or
        whatever there is where there is no outcome. Withheld where the outcome is.
        """
        if utfall.withheld:
            return _withheld(utfall)
        if not utfall.places:
            return self.utfall(measure, period.last_year, unit, gender)
        found = measures.last_year(
            measure, self._rows(measure, unit), utfall, unit, gender, self._moves
        )
        return self._shown(measure, found, unit, gender)

    def previous(
        self, measure: Measure, period: Period, unit: str = "", gender: str = ""
    ) -> Utfall:
        """What the measure came to at its previous follow-up; withheld where the outcome is."""
        now = self.utfall(measure, period, unit, gender)
        if now.withheld:
            return _withheld(now)
        found = measures.previous(
            measure, self._rows(measure, unit), period, unit, gender, self._moves
        )
        return self._shown(measure, found, unit, gender)

    def of_months(
        self, measure: Measure, months: tuple[str, ...], unit: str = "", gender: str = ""
    ) -> Utfall:
        """What the measure came to in just these months."""
        found = measures.utfall_in(
            measure, self._rows(measure, unit), months, unit, gender, self._moves
        )
        return self._shown(measure, found, unit, gender)

    @cached_property
    def _moves(self) -> tuple[Move, ...]:
        """Reorganisations, which leave the division the same whole."""
        return moves_of(self.plan)

    def _of(self, measure: Measure) -> tuple[Observation, ...]:
        return self.observations.of(measure.id)

    def _rows(self, measure: Measure, unit: str) -> Sequence[Observation]:
        """All rows for the division; a verksamhet's figure stands on its own and the division's.

        Each is told apart once: for every verksamhet to look through the others' rows would take
        a time that grows with the square of how many they are.
        """
        if not unit:
            return self._of(measure)
        if measure.id not in self._parted:
            rows: dict[str, list[Observation]] = {}
            for item in self._of(measure):
                rows.setdefault(item.unit, []).append(item)
            self._parted[measure.id] = rows
        parted = self._parted[measure.id]
        return (*parted.get("", ()), *parted.get(unit, ()))

    @cached_property
    def _parted(self) -> dict[str, Mapping[str, Sequence[Observation]]]:
        """Measure → verksamhet → its rows, of those asked for so far."""
        return {}

    def _shown(self, measure: Measure, found: Utfall, unit: str, gender: str) -> Utfall:
        """The figure as it may be shown: itself, without its parts, or not at all.

        The months one by one would say more than their sum wherever a group is withheld.
        """
        if not measure.sensitive or not found.places:
            return found
        hidden = self._hidden(measure, found.months)
        if (unit, gender) in hidden or (
            hidden and not unit and self._is_some(measure, found, gender)
        ):
            return _withheld(found)
        return replace(found, parts=()) if hidden else found

    def _is_some(self, measure: Measure, found: Utfall, gender: str) -> bool:
        """Whether a sum over verksamheter leaves any out that has figures of those months.

        Beside the sum of them all it would say what the others come to.
        """
        summed = {place for place in found.places if place[0]}
        if not summed:
            return False
        there = amounts(measure, self._of(measure), found.months, gender)
        return any(place[0] and place not in summed for place in there)

    def _hidden(self, measure: Measure, months: Iterable[str]) -> frozenset[Group]:
        key = measure.id, tuple(months)
        if key not in self._audited:
            self._audited[key] = withheld(measure, self._of(measure), key[1], self.plan.units)
        return self._audited[key]

    @cached_property
    def _audited(self) -> dict[tuple[str, tuple[str, ...]], frozenset[Group]]:
        """What has been asked for so far: an audit is made once."""
        return {}


def _withheld(found: Utfall) -> Utfall:
    """No figure, and no more about it than the months that it would have been of."""
    return Utfall(None, found.due, found.places, FEW_PERSONS, withheld=True)
