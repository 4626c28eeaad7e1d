"""Goals as intervals on the measure's axis, for the figures."""

from decimal import Decimal

from styrkort.plans.goals import AtLeast, AtMost, Between, Exactly, Goal, Share, Towards
from styrkort.scorecard import TargetZone
from styrkort.terms import Direction
from styrkort.wording import span, stated

__all__ = ["target_zone"]

_Interval = tuple[Decimal | None, Decimal | None]
_NO_CHANGE = Decimal(0)


def target_zone(
    goal: Goal | None,
    unit: str,
    *,
    baseline: Decimal | None = None,
    unchanged_within: Decimal = _NO_CHANGE,
) -> TargetZone | None:
    """Where on the axis the goal is met and partly met; None where it can't be drawn.

    ``baseline`` is B of a direction goal as it is shown. Nothing can be drawn without a goal in
    numbers, while the target refers to another measure, or without a B that the goal needs.
    """
    sides: tuple[_Interval, ...]
    match goal:
        case AtLeast(target=Decimal() as target, partly=partly):
            sides = () if partly is None else ((_below(target, partly), target),)
            return _with_goal_line(target, unit, (target, None), sides)
        case AtMost(target=Decimal() as target, partly=partly):
            sides = () if partly is None else ((target, _above(target, partly)),)
            return _with_goal_line(target, unit, (None, target), sides)
        case Exactly(target=Decimal() as target):
            return _around(goal, target, unit)
        case Between(lower=low, upper=high, partly=partly):
            sides = _sides((low, high), partly) if partly else ()
            return TargetZone(((low, high),), sides, None, f"Mål {span(low, high, unit)}", False)
        case Towards() if baseline is not None:
            return _towards(goal, unit, baseline, unchanged_within)
        case _:
            return None


def _with_goal_line(
    target: Decimal, unit: str, met: _Interval, sides: tuple[_Interval, ...]
) -> TargetZone:
    return TargetZone((met,), sides, target, f"Mål {stated(target, unit)}", False)


def _below(target: Decimal, partly: Decimal | Share) -> Decimal:
    return target * partly.percent / 100 if isinstance(partly, Share) else partly


def _above(target: Decimal, partly: Decimal | Share) -> Decimal:
    return target * 100 / partly.percent if isinstance(partly, Share) else partly


def _sides(met: tuple[Decimal, Decimal], partly: tuple[Decimal, Decimal]) -> tuple[_Interval, ...]:
    """What is left of ``partly`` on either side of ``met``."""
    sides = ((partly[0], met[0]), (met[1], partly[1]))
    return tuple(side for side in sides if side[0] < side[1])


def _around(goal: Exactly, target: Decimal, unit: str) -> TargetZone:
    met = (target - goal.tolerance, target + goal.tolerance)
    sides = _sides(met, (target - goal.partly, target + goal.partly)) if goal.partly else ()
    return TargetZone((met,), sides, target, f"Mål {stated(target, unit)}", False)


def _towards(goal: Towards, unit: str, b: Decimal, within: Decimal) -> TargetZone:
    low, high = b - within, b + within
    met: _Interval
    sides: tuple[_Interval, ...] = ()
    if goal.direction is Direction.KEEP:
        met, sides = _keep(goal, b, low, high)
    else:
        met = (high, None) if goal.direction is Direction.INCREASE else (None, low)
        if within and goal.unchanged_is_partly:
            sides = ((low, high),)
    word = "Ingångsvärde" if goal.baseline is not None else "Jämförelsevärde"
    return TargetZone((met,), sides, b, f"{word} {stated(b, unit)}", True)


def _keep(
    goal: Towards, b: Decimal, low: Decimal, high: Decimal
) -> tuple[_Interval, tuple[_Interval, ...]]:
    worse = (b - goal.partly, b + goal.partly) if goal.partly is not None else (low, high)
    if goal.better is Direction.INCREASE:
        return (low, None), ((worse[0], low),) if worse[0] < low else ()
    if goal.better is Direction.DECREASE:
        return (None, high), ((high, worse[1]),) if high < worse[1] else ()
    return (low, high), _sides((low, high), worse)
