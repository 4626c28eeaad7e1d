"""Underlag: what a verdict stands on, and whether a break in the series lies across it."""

from dataclasses import dataclass
from decimal import Decimal

from styrkort.fulfilment import crosses_break
from styrkort.period import Period
from styrkort.plan import Measure
from styrkort.plans.goals import Goal, resolved
from styrkort.terms import Calculation, Comparison
from styrkort.utfall import Utfall

__all__ = ["Evidence"]

_NONE = Utfall(None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Underlag: all that a verdict on one measure or verksamhet stands on."""

    measure: Measure
    period: Period
    goal: Goal | None
    """As the plan states it."""
    reference: Decimal | None
    """The outcome of the measure that the goal refers to, if it does and there is one."""
    utfall: Utfall
    compared: Utfall
    """What ``jämför_med`` names in the data; no value where it is the baseline."""
    word: str = ""
    """Utfall i ord, where a person gave it; then there is no number."""
    names: tuple[tuple[str, str], ...] = ()
    """Names of the measures that goals may refer to, by id."""
    last_year: Utfall = _NONE
    """Samma period föregående år, beside the outcome whatever ``jämför_med`` names."""
    previous: Utfall = _NONE
    """Föregående period: what it came to at its previous follow-up."""
    direction_goal: Goal | None = None
    """What says which way is better where there is no goal to judge by; None: the goal."""
    absent: tuple[str, ...] = ()
    """Verksamheter that the outcome lacks altogether."""

    @property
    def goal_for_trend(self) -> Goal | None:
        """What says which way is better."""
        return self.direction_goal if self.goal is None else self.goal_in_numbers

    @property
    def partial(self) -> str:
        """The part of the period that the outcome rests on; empty where that is the whole.

        "jan–jul av jan–aug", "4 av 5 verksamheter (Service saknas)". The latest month's value
        says of itself which month it is of.
        """
        utfall = self.utfall
        if utfall.value is None or self.measure.calculation is Calculation.LATEST:
            return ""
        there = len({name for name, _ in utfall.places})
        lacking = f"{there} av {there + len(self.absent)} verksamheter"
        names = f"{lacking} ({', '.join(self.absent)} saknas)" if self.absent else ""
        return "; ".join(part for part in (utfall.gaps, names) if part)

    @property
    def of_whole_row(self) -> bool:
        """Whether the break, if there is one, is of the row's own series, not a component's."""
        return self.measure.break_ is not None and not self.measure.break_.component

    @property
    def goal_in_numbers(self) -> Goal | None:
        """The goal with the outcome that it refers to for its target."""
        if self.goal is None or self.reference is None:
            return self.goal
        return resolved(self.goal, self.reference)

    @property
    def comparison(self) -> Decimal | None:
        """The value that the outcome is compared with, if there is one."""
        if self.utfall.value is None:
            return None
        if self.measure.compare_with is Comparison.BASELINE:
            return self.stated_baseline
        return self.compared.value

    @property
    def stated_baseline(self) -> Decimal | None:
        """Ingångsvärde, where the plan states one for the goal."""
        return getattr(self.goal, "baseline", None)

    @property
    def comparison_crosses_break(self) -> bool:
        """Whether the outcome and what it is compared with lie on either side of a break."""
        if self.measure.compare_with is Comparison.BASELINE:
            return self.crosses_break(self._baseline_month)
        if self.word:
            return self.crosses_break(self._words_compare_from)
        return bool(self.compared.months) and self.crosses_break(self.compared.months[0])

    @property
    def baseline_crosses_break(self) -> bool:
        """Whether the outcome and the goal's B lie on either side of a break."""
        if self.stated_baseline is None:
            return self.comparison_crosses_break
        return self.crosses_break(self._baseline_month)

    def crosses_break(self, compared_from: str) -> bool:
        """Whether there is a break after ``compared_from`` and no later than the outcome."""
        if self.measure.break_ is None:
            return False
        since = self.measure.break_.from_ or f"{self.period.year}-01"
        months = self.utfall.months or self.period.months
        return crosses_break(since, compared_from, months[-1])

    @property
    def _baseline_month(self) -> str:
        """A baseline without a date is older than any break."""
        return getattr(self.goal, "baseline_refers_to", "")

    @property
    def _words_compare_from(self) -> str:
        if self.measure.compare_with is Comparison.PREVIOUS_PERIOD:
            return self.period.previous.months[0]
        return self.period.last_year.months[0]
