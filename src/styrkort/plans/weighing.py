"""Which delmått a row can have and be put together of; ValueError with a Swedish reason if not."""

from collections.abc import Iterable

from styrkort.plans.componentplan import Component, Composite
from styrkort.plans.goals import Goal, Towards, better_direction
from styrkort.plans.targets import Targets
from styrkort.terms import Calculation, Comparison, CompositeRule

__all__ = ["require_comparable", "require_weighable"]

_NOT_NUMBERS = ("text", "ja/nej")


def require_comparable(components: tuple[Component, ...], compare_with: Comparison | None) -> None:
    """Delmått with a say, each comparable in the way that the row is."""
    if components and not any(component.weight for component in components):
        raise ValueError("alla delmått har vikten 0; ge minst ett en vikt över 0")
    for component in components:
        if compare_with is Comparison.PREVIOUS_PERIOD and component.calculation is Calculation.SUM:
            raise ValueError(
                f"delmåttet {component.id} har beräkning summa och går inte att jämföra med "
                "föregående period (8 månader mot 4); jämför med samma period föregående år"
            )


def require_weighable(
    composite: Composite,
    components: tuple[Component, ...],
    *,
    unit: str,
    targets: Targets,
    compare_with: Comparison,
    by_unit: bool,
) -> None:
    """Delmått, row and goal that the stated rule can put together."""
    if not components:
        raise ValueError("det finns inga delmått att väga samman; ange dem under delmått")
    if by_unit:
        raise ValueError(
            "en rad som vägs samman har inget mål_per_verksamhet; ge delmåtten verksamhet och mål"
        )
    if composite.rule is CompositeRule.WORST:
        _require_judgeable(components, targets.goals)
    else:
        _require_directed(composite.rule, unit, targets.goals, compare_with)
        _require_numbers(composite.rule, components)


def _require_directed(
    rule: CompositeRule, unit: str, goals: Iterable[Goal], compare_with: Comparison
) -> None:
    """The word that comes out is judged by a direction, and by nothing else."""
    said = f"regeln {rule.value} ger raden ett ord (Ökning, Minskning eller I nivå)"
    if unit == "ja/nej":
        raise ValueError(f"{said}; den passar inte enheten ja/nej")
    if compare_with is Comparison.BASELINE:
        raise ValueError(
            f"{said} av varje delmåtts egen jämförelse; sätt jämför_med till samma period "
            "föregående år eller föregående period, inte ingångsvärde"
        )
    for goal in goals:
        if not isinstance(goal, Towards) or goal.baseline is not None:
            raise ValueError(f"{said}; målet ska vara {{riktning: …}} utan ingångsvärde")


def _require_numbers(rule: CompositeRule, components: Iterable[Component]) -> None:
    for component in components:
        if component.unit in _NOT_NUMBERS:
            raise ValueError(
                f"delmåttet {component.id} har enheten {component.unit}; regeln {rule.value} "
                "väger samman tal"
            )
        if component.targets.goals:
            raise ValueError(
                f"delmåttet {component.id} har ett mål, men regeln {rule.value} prövar inte "
                "delmåtten mot mål; ta bort målet eller använd regeln sämsta"
            )


def _require_judgeable(components: Iterable[Component], goals: tuple[Goal, ...]) -> None:
    """Each delmått can be held against its own goal or the row's."""
    for component in components:
        if component.unit == "text":
            raise ValueError(
                f"delmåttet {component.id} har enheten text och kan inte prövas mot ett mål"
            )
        for goal in () if component.targets.goals else goals:
            if getattr(goal, "baseline", None) is not None:
                raise ValueError(
                    f"radens ingångsvärde gäller inte delmåttet {component.id}; ge det ett eget "
                    "mål med ingångsvärde, eller ta bort radens"
                )
            _require_same_way(component, goal)


def _require_same_way(component: Component, goal: Goal) -> None:
    """A direction goal of the row is turned by riktning; a limit can't be."""
    better = better_direction(goal)
    if isinstance(goal, Towards) or better is None or component.direction in (None, better):
        return
    raise ValueError(
        f"delmåttet {component.id} har riktning {component.direction.value}, men radens mål "
        f"blir bättre åt andra hållet; ge delmåttet ett eget mål"
    )
