"""Each delmått of a row with its outcome, its comparison and what the rules alone say of it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from styrkort.outcomes import Outcomes
from styrkort.plan import Component, Measure
from styrkort.plans.componentmeasure import component_measure
from styrkort.plans.goals import Goal, Towards, better_direction
from styrkort.terms import CompositeRule, Direction, Fulfilment, Trend
from styrkort.utfall import Utfall
from styrkort.verdicts.assessment import Assessment, assess
from styrkort.verdicts.evidence import Evidence
from styrkort.verdicts.shown import Shown

__all__ = ["Part", "Refer", "better_of_row", "has_data", "parts_of", "rule_of", "unit_of"]

Refer = Callable[[Goal | None], Decimal | None]
"""The outcome that a goal refers to, if it refers to one that is shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """Delmått in a period: what it stands on, and its own verdict and trend."""

    component: Component
    better: Direction
    """Which way is better: INCREASE or DECREASE."""
    evidence: Evidence
    assessment: Assessment
    unit: str
    """Verksamhet that it is asked of; empty is the whole division."""

    @property
    def utfall(self) -> Decimal | None:
        """Its outcome, exact."""
        return self.evidence.utfall.value

    @property
    def comparison(self) -> Decimal | None:
        """What the outcome may be held against; None across a break or where there is none."""
        return self.evidence.comparison if self.assessment.comparable else None

    @property
    def counts(self) -> bool:
        """Whether it has a say: vikt 0 shows it without one."""
        return self.component.weight > 0

    @property
    def verdict(self) -> Fulfilment:
        """Its own verdict; Inget mål where it has no goal, outcome or not."""
        return self.assessment.fulfilment if self.evidence.goal else Fulfilment.NO_TARGET

    @property
    def why_none(self) -> str:
        """Why it has no outcome or no comparison, without a full stop; empty where it has both."""
        if self.utfall is None:
            return self.evidence.utfall.reason or "uppgift saknas"
        if self.assessment.trend is Trend.NOT_COMPARABLE:
            return "avbrott i serien"
        return "" if self.comparison is not None else "jämförelsevärde saknas"

    @property
    def shown(self) -> Shown:
        """Its figures as they are printed."""
        return Shown(self.evidence, self.assessment)


def rule_of(row: Measure) -> CompositeRule:
    """The stated rule; the worst where none is stated."""
    return row.composite.rule if row.composite else CompositeRule.WORST


def better_of_row(goal: Goal | None) -> Direction:
    """Which way is better for the row; öka where its goal doesn't say."""
    return better_direction(goal) or Direction.INCREASE


def parts_of(row: Evidence, outcomes: Outcomes, refer: Refer) -> tuple[Part, ...]:
    """The row's delmått in the plan's order, whether there is an outcome or not."""
    return tuple(_part(row, component, outcomes, refer) for component in row.measure.components)


def _part(row: Evidence, component: Component, outcomes: Outcomes, refer: Refer) -> Part:
    measure = component_measure(component, row.measure)
    unit = unit_of(component, outcomes)
    own = measure.target_for(row.period.code)
    better = component.direction or better_direction(own) or better_of_row(row.goal)
    judged = rule_of(row.measure) is CompositeRule.WORST
    goal = own if judged else None
    known = component.direction or not judged
    utfall = outcomes.utfall(measure, row.period, unit)
    evidence = Evidence(
        measure=measure,
        period=row.period,
        goal=goal,
        reference=refer(goal),
        utfall=utfall,
        compared=outcomes.compared(measure, row.period, utfall, unit),
        names=row.names,
        direction_goal=Towards(direction=better) if known else None,
    )
    return Part(component, better, evidence, assess(evidence), unit)


def has_data(id: str, utfall: Utfall, outcomes: Outcomes) -> bool:
    """Whether there are rows of it in the months of the outcome, shown or not."""
    return any(item.month in utfall.due for item in outcomes.observations.of(id))


def unit_of(component: Component, outcomes: Outcomes) -> str:
    """Its verksamhet, unless its rows name none: a delmått's rows can be of nothing else."""
    named = {item.unit for item in outcomes.observations.of(component.id)}
    return "" if named == {""} else component.operation or ""
