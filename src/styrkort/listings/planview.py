"""A plan as a table that can be read in the terminal: measures, goals in words, limits, källor."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from styrkort.inline import division_title
from styrkort.inputs import find_division, plan_years, require_plan
from styrkort.listings.planlists import production_rows, source_rows
from styrkort.listings.textgrid import grid, paragraph
from styrkort.plan import (
    Component,
    Measure,
    Objective,
    Perspective,
    Plan,
    load_plan,
)
from styrkort.plans.goals import Goal
from styrkort.plans.targets import Targets
from styrkort.quantities import decimals_of, format_number
from styrkort.runs.asked import require_folder
from styrkort.swedish import joined_words
from styrkort.terms import Calculation, Comparison, Fulfilment, MeasureKind
from styrkort.verdicts.bounds import limits
from styrkort.wording import dated_text, target_text

__all__ = ["plan", "plan_text"]

_HEADINGS = ("Styrmått", "Mål", "Gränser", "Beräkning", "Källa, ansvarig")
_SHARES = (22, 15, 17, 14, 17)
_LEAST_WIDTH, _MOST_WIDTH = 60, 160

_CALCULATIONS = {
    Calculation.SUM: "Summa",
    Calculation.MEAN: "Medel",
    Calculation.RATIO: "Kvot",
    Calculation.LATEST: "Senaste",
    Calculation.ROLLING12: "Rullande tolv månader",
}
_NOT_STATED = "–"


def plan(
    root: Path, division: str | None, year: int | None, say: Callable[[str], None], width: int
) -> None:
    """Say the division's plan for the year, without a year its latest; InputError if none is."""
    require_folder(root)
    division = division or find_division(root)
    year = year or max(plan_years(root, division), default=0)
    require_plan(root, division, year)
    name = f"params/{division}/{year}/plan.yaml"
    shown = load_plan(root / name, name)
    say(f"{division_title(shown.division)}, {year} ({name})")
    say(plan_text(shown, width))


def plan_text(plan: Plan, width: int) -> str:
    """The whole plan, lines at most ``width`` characters (60–160)."""
    width = max(_LEAST_WIDTH, min(width, _MOST_WIDTH))
    names = {planned.measure.id: planned.measure.name for planned in plan.planned}
    lines = [*paragraph(_in_brief(plan), width)]
    if plan.units:
        lines += paragraph(f"Verksamheter: {joined_words(plan.units)}", width, "  ")
    for perspective in plan.perspectives:
        lines += ["", *_perspective(perspective, names, width)]
    if plan.production:
        lines += ["", *_titled("Produktion"), *production_rows(plan.production, width)]
    if plan.sources:
        lines += ["", *_titled("Källor"), *source_rows(plan.sources, width)]
    return "\n".join(lines)


def _in_brief(plan: Plan) -> str:
    kinds = [planned.measure.kind for planned in plan.planned]
    return (
        f"Planen för {plan.year}, {plan.region}: {kinds.count(MeasureKind.STEERING)} styrmått och "
        f"{kinds.count(MeasureKind.CONTROL)} kontrollmått i {len(plan.perspectives)} perspektiv, "
        f"{len(plan.production)} produktionsmått och {len(plan.sources)} källor."
    )


def _titled(title: str) -> list[str]:
    return [title, "═" * len(title)]


def _perspective(perspective: Perspective, names: dict[str, str], width: int) -> list[str]:
    lines = _titled(perspective.name)
    if not perspective.objectives:
        lines.append("Inga egna mål.")
    for objective in perspective.objectives:
        lines += [
            "",
            *paragraph(f"Strategiskt mål: {objective.name} ({objective.id})", width, "  "),
        ]
        lines += ["", *grid(_HEADINGS, _SHARES, _rows(objective, names), width)]
    return lines


def _rows(objective: Objective, names: dict[str, str]) -> Iterator[tuple[Sequence[str], ...]]:
    for factor in objective.success_factors:
        for measure in factor.measures:
            yield _measure_row(measure, factor.name, names)
            for component in measure.components:
                yield _component_row(component, names)


def _measure_row(measure: Measure, factor: str, names: dict[str, str]) -> tuple[Sequence[str], ...]:
    stated_goals = [*_by_period(measure.targets)]
    for unit, targets in measure.targets_by_unit.items():
        stated_goals += [
            (f"{unit}, {when}".rstrip(", "), goal) for when, goal in _by_period(targets)
        ]
    facts = [f"{measure.id}, {measure.unit or 'utan enhet'}", f"({factor})", *_marks(measure)]
    return (
        [measure.name, *facts],
        [_headed(head, target_text(goal, measure.unit, names)) for head, goal in stated_goals],
        [line for head, goal in stated_goals for line in _limits(head, goal, measure, names)],
        _calculation(measure),
        [measure.source or _NOT_STATED, measure.responsible or _NOT_STATED],
    )


def _marks(measure: Measure) -> Iterator[str]:
    """What the plan says of the measure besides its goal, in short."""
    if measure.kind is MeasureKind.CONTROL:
        yield "kontrollmått"
    if measure.service_category:
        yield f"servicekompass: {measure.service_category.label.casefold()}"
    if measure.also_in:
        yield f"visas även i {joined_words(measure.also_in)}"
    if measure.sensitive:
        yield "känslig"
    if measure.temporary:
        yield "tillfällig"
    if measure.break_:
        yield f"avbrott {measure.break_.from_ or ''}".rstrip()


def _by_period(targets: Targets) -> list[tuple[str, Goal | None]]:
    """("DÅ04", goal) for each period that has its own; ("", goal) for one of the whole year."""
    if targets.by_period:
        return list(targets.by_period)
    return [("", targets.always)]


def _headed(head: str, text: str) -> str:
    return f"{head}: {text}" if head else text


def _limits(
    head: str, goal: Goal | None, measure: Measure, names: dict[str, str]
) -> tuple[str, ...]:
    """Both limits, with the period or the verksamhet that they are of."""
    if goal is None:
        return (_headed(head, Fulfilment.NO_TARGET.value),)
    met, partly = limits(
        goal,
        measure.unit,
        baseline=getattr(goal, "baseline", None),
        unchanged_within=measure.unchanged_within,
        comparison=measure.compare_with,
        names=names,
    )
    return _headed(head, f"{Fulfilment.MET.value}: {met}"), f"Delvis: {partly}"


def _calculation(measure: Measure) -> list[str]:
    """How it is worked out, when it is followed up, and what it is compared with."""
    lines = [_CALCULATIONS[measure.calculation], ", ".join(measure.follow_up)]
    if measure.compare_with is not Comparison.SAME_PERIOD_LAST_YEAR:
        lines.append(f"mot {measure.compare_with.value}")
    dated = {
        dated_text(when)
        for goal in measure.targets.goals
        if (when := getattr(goal, "baseline_refers_to", ""))
    }
    lines += [f"ingångsvärde {when}" for when in sorted(dated)]
    if measure.unchanged_within:
        lines.append(f"oförändrad inom {_number(measure.unchanged_within)}")
    if measure.composite:
        lines.append(f"sammanvägs: {measure.composite.rule.value}")
    if measure.forecasting:
        lines.append(f"prognos: {measure.forecasting.value}")
    return lines


def _component_row(component: Component, names: dict[str, str]) -> tuple[Sequence[str], ...]:
    where = f", {component.operation}" if component.operation else ""
    weight = f", vikt {_number(component.weight)}" if component.weight != 1 else ""
    goals = _by_period(component.targets) if component.targets.goals else []
    direction = [component.direction.value.capitalize()] if component.direction else []
    return (
        [f"· {component.name}", f"  {component.id}, {component.unit}{where}{weight}"],
        [_headed(head, target_text(goal, component.unit, names)) for head, goal in goals]
        or direction
        or ["Radens mål"],
        [f"{_headed(head, limits(goal, component.unit)[1])}" for head, goal in goals if goal]
        or [_NOT_STATED],
        [_CALCULATIONS[component.calculation]],
        [component.source or _NOT_STATED],
    )


def _number(value: Decimal) -> str:
    return format_number(value, decimals_of(value))
