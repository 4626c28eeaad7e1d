"""A delmått as a measure of its own, so that one set of rules calculates and judges both."""

from styrkort.plans.componentplan import Component
from styrkort.plans.goals import Goal, Towards, YesNo
from styrkort.plans.measureplan import Break, Measure
from styrkort.plans.targets import Targets
from styrkort.terms import Comparison, Direction

__all__ = ["component_measure", "goal_for_component"]


def component_measure(component: Component, row: Measure) -> Measure:
    """The delmått with what it takes over from its row: follow-up, comparison, goal, break.

    Its own goal, else the row's as it applies to the delmått.
    """
    own = component.targets if component.targets.goals else _of_row(component, row.targets)
    same_unit = component.unit == row.unit
    return row.model_copy(
        update={
            **{key: getattr(component, key) for key in _ITS_OWN},
            "decimals": row.decimals if _unstated(component) and same_unit else component.decimals,
            "targets": own,
            "targets_by_unit": {},
            "compare_with": _comparison(own, row),
            "sensitive": component.sensitive or row.sensitive,
            "break_": _break_of(component, row),
            "components": (),
            "composite": None,
            "also_in": (),
            "service_category": None,
            "forecasting": None,
            "description": "",
            "basis": "",
        }
    )


_ITS_OWN = (
    "id", "name", "unit", "calculation", "unchanged_within", "share", "may_be_negative",
    "source", "definition",
)  # fmt: skip


def _unstated(component: Component) -> bool:
    return component.decimals is None


def goal_for_component(component: Component, goal: Goal) -> Goal | None:
    """The row's goal as it applies to the delmått, held against the delmått's own comparison.

    The row's ingångsvärde is in the row's unit and of the row; riktning turns the goal. None where
    the goal is of another kind than the delmått's unit.
    """
    if component.unit == "text" or isinstance(goal, YesNo) != (component.unit == "ja/nej"):
        return None
    if isinstance(goal, YesNo):
        return goal
    changed: dict[str, object] = {"baseline": None, "baseline_refers_to": ""}
    if isinstance(goal, Towards) and component.direction:
        turned = "better" if goal.direction is Direction.KEEP else "direction"
        changed[turned] = component.direction
    return goal.model_copy(update=changed)


def _of_row(component: Component, targets: Targets) -> Targets:
    always = goal_for_component(component, targets.always) if targets.always else None
    by_period = (
        (code, found)
        for code, goal in targets.by_period
        if (found := goal_for_component(component, goal))
    )
    return Targets(always=always, by_period=tuple(by_period))


def _comparison(targets: Targets, row: Measure) -> Comparison:
    """The row's jämför_med; an ingångsvärde only where the delmått has one of its own."""
    has_baseline = any(getattr(goal, "baseline", None) is not None for goal in targets.goals)
    if row.compare_with is Comparison.BASELINE and not has_baseline:
        return Comparison.SAME_PERIOD_LAST_YEAR
    return row.compare_with


def _break_of(component: Component, row: Measure) -> Break | None:
    """The row's break where it is of the whole row or of just this delmått."""
    if row.break_ is None or row.break_.component not in (None, component.id):
        return None
    return row.break_.model_copy(update={"component": None})
