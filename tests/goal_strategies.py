"""Goals and outcomes of every form, for property tests, and their mirror images."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from styrkort.plans.goals import AtLeast, AtMost, Between, Exactly, Goal, Share, Towards, YesNo
from styrkort.terms import Direction

# Few and small, so that outcomes often land on a limit.
values = st.integers(-60, 60).map(lambda n: Decimal(n) / 4)
distances = st.integers(0, 24).map(lambda n: Decimal(n) / 4)
shares = st.integers(1, 100).map(lambda n: Share(Decimal(n)))


def at_least(target: Decimal, slack: Decimal | Share | None) -> AtLeast:
    limit = target - slack if isinstance(slack, Decimal) else slack if target > 0 else None
    return AtLeast(target=target, partly=limit)


def at_most(target: Decimal, slack: Decimal | Share | None) -> AtMost:
    limit = target + slack if isinstance(slack, Decimal) else slack if target > 0 else None
    return AtMost(target=target, partly=limit)


def exactly(target: Decimal, tolerance: Decimal, slack: Decimal | None) -> Exactly:
    limit = None if slack is None else tolerance + slack
    return Exactly(target=target, tolerance=tolerance, partly=limit)


def between(ends: tuple[Decimal, Decimal], below: Decimal | None, above: Decimal) -> Between:
    low, high = sorted(ends)
    outer = None if below is None else (low - below, high + above)
    return Between(bounds=(low, high), partly=outer)


def keep(better: Direction | None, partly: Decimal | None) -> Towards:
    return Towards(direction=Direction.KEEP, better=better, partly=partly)


def change(direction: Direction, partly: bool) -> Towards:
    return Towards(direction=direction, unchanged_is_partly=partly)


ways = st.sampled_from([Direction.INCREASE, Direction.DECREASE])
slacks = st.none() | distances | shares
one_way: st.SearchStrategy[Goal] = st.one_of(
    st.builds(at_least, values, slacks),
    st.builds(at_most, values, slacks),
    st.builds(change, ways, st.booleans()),
    st.builds(keep, ways, st.none() | distances),
)
two_way: st.SearchStrategy[Goal] = st.one_of(
    st.builds(exactly, values, distances, st.none() | distances),
    st.builds(between, st.tuples(values, values), st.none() | distances, distances),
    st.builds(keep, st.none(), st.none() | distances),
)
numeric: st.SearchStrategy[Goal] = one_way | two_way
goals: st.SearchStrategy[Goal] = numeric | st.booleans().map(lambda yes: YesNo(yes=yes))

_OTHER_WAY = {
    Direction.INCREASE: Direction.DECREASE,
    Direction.DECREASE: Direction.INCREASE,
    Direction.KEEP: Direction.KEEP,
    None: None,
}


def mirrored(goal: Goal) -> Goal:
    """The goal of the negated value; shares of a target have no mirror image."""
    match goal:
        case AtLeast(target=Decimal() as target, partly=partly):
            return AtMost(target=-target, partly=_negated(partly))
        case AtMost(target=Decimal() as target, partly=partly):
            return AtLeast(target=-target, partly=_negated(partly))
        case Exactly(target=Decimal() as target):
            return goal.model_copy(update={"target": -target})
        case Between(lower=low, upper=high, partly=outer):
            flipped = None if outer is None else (-outer[1], -outer[0])
            return Between(bounds=(-high, -low), partly=flipped)
        case Towards(direction=direction, better=better):
            ways = {"direction": _OTHER_WAY[direction], "better": _OTHER_WAY[better]}
            return goal.model_copy(update=ways)
        case _:
            raise AssertionError(goal)


def has_share(goal: Goal) -> bool:
    return isinstance(getattr(goal, "partly", None), Share)


def _negated(limit: Any) -> Any:
    return None if limit is None else -limit
