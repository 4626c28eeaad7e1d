"""What must hold across the period file's actions, and their success factors as the plan has them.

The same action twice is a slip: its status would be counted twice. A success factor that is nearly
one of the plan's is a slip too; any other is the division's own affair.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from styrkort.plan import Plan
from styrkort.plans.fields import nearest
from styrkort.plans.yamlfaults import Fault, fault_at
from styrkort.plans.yamlfile import Document, Place
from styrkort.stated.periodinput import ActionInput

__all__ = ["action_faults", "action_key", "named_actions", "near_factor"]


def action_faults(document: Document, plan: Plan) -> list[Fault]:
    """Every fault across the file's actions."""
    return [*_repeated(document), *_nearly_known(document, plan)]


def action_key(name: str) -> str:
    """What makes an action the same as another: its name, case and spaces aside."""
    return " ".join(name.split()).casefold()


def near_factor(typed: str, plan: Plan) -> str:
    """The plan's success factor that is meant where the words nearly name one; else empty."""
    names = [factor.name for factor in plan.success_factors]
    if not typed or action_key(typed) in map(action_key, names):
        return ""
    return nearest(typed, names)


def named_actions(actions: Iterable[ActionInput], plan: Plan) -> tuple[ActionInput, ...]:
    """The actions with success factors in the plan's spelling."""
    names = {action_key(factor.name): factor.name for factor in plan.success_factors}
    return tuple(
        one.model_copy(
            update={"success_factor": names.get(action_key(one.success_factor), one.success_factor)}
        )
        for one in actions
    )


def _actions(document: Document) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    found = document.value(("åtgärder",))
    for index, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, Mapping):
            yield ("åtgärder", index), item


def _repeated(document: Document) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for place, item in _actions(document):
        name, where = item.get("åtgärd"), (*place, "åtgärd")
        if not isinstance(name, str) or not name.strip():
            continue
        if action_key(name) in first:
            what = f"samma åtgärd står redan på rad {first[action_key(name)]}; ta bort den ena"
            yield fault_at(document, where, what)
        first.setdefault(action_key(name), document.line(where))


def _nearly_known(document: Document, plan: Plan) -> Iterator[Fault]:
    for place, item in _actions(document):
        typed = item.get("framgångsfaktor")
        meant = near_factor(typed, plan) if isinstance(typed, str) else ""
        if meant:
            what = f"framgångsfaktorn ”{typed}” finns inte i planen; menade du {meant}?"
            yield fault_at(document, (*place, "framgångsfaktor"), what)
