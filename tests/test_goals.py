"""A goal is read as stated or refused in Swedish; nothing typed makes it fail otherwise."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from goal_strategies import goals
from styrkort.plans.goalforms import goal_keys, read_goal
from styrkort.plans.goals import (
    AtLeast,
    Between,
    Exactly,
    Goal,
    Share,
    Towards,
    better_direction,
    limits_of,
    reference_of,
    resolved,
)
from styrkort.terms import Direction

KEYS = ["minst", "högst", "lika", "tolerans", "mellan", "delvis", "riktning", "ingångsvärde"]
KEYS += ["bättre", "oförändrat", "ja", "ingångsvärde_avser", "styrmått", "x"]
typed = st.recursive(
    st.none() | st.text(max_size=6) | st.sampled_from(["5", "−3", "80 %", "öka", "ej", "true"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=6,
)


@given(typed)
def test_whatever_is_typed_is_a_goal_or_a_fault(raw: Any) -> None:
    try:
        goal = read_goal(raw)
    except ValueError:  # ValidationError is one
        return
    assert isinstance(raw, dict)
    assert {key for key, value in raw.items() if value is not None} <= set(goal_keys(raw))
    assert read_goal(goal) is goal


def test_a_share_is_kept_exact() -> None:
    goal = read_goal({"minst": "3", "delvis": "66,6 %"})
    assert isinstance(goal, AtLeast)
    assert goal.partly == Share(Decimal("66.6"))
    assert goal.partly.fraction * 1000 == 666


def test_an_equal_limit_is_on_no_side_and_is_allowed() -> None:
    assert read_goal({"mellan": ["3", "5"], "delvis": ["2", "5"]}) == Between(
        bounds=(Decimal(3), Decimal(5)), partly=(Decimal(2), Decimal(5))
    )


def test_a_target_taken_from_another_measure_is_filled_in() -> None:
    goal = read_goal({"lika": {"styrmått": "b"}, "tolerans": "1"})
    assert reference_of(goal) == "b"
    filled = resolved(goal, Decimal(7))
    assert filled == Exactly(target=Decimal(7), tolerance=Decimal(1))
    assert resolved(filled, Decimal(9)) is filled


def test_a_share_of_another_measures_outcome_waits_for_it() -> None:
    goal = read_goal({"minst": {"styrmått": "b"}, "delvis": "80 %"})
    assert reference_of(goal) == "b"


@pytest.mark.parametrize("word", ["ej", "Ej", " ej "])
def test_unchanged_may_be_decided_not_to_do(word: str) -> None:
    goal = read_goal({"riktning": "Öka", "oförändrat": word})
    assert isinstance(goal, Towards)
    assert not goal.unchanged_is_partly


def test_which_way_is_better_follows_from_the_form() -> None:
    up: list[dict[str, Any]] = [{"minst": "1"}, {"riktning": "öka"}, {"ja": "true"}]
    up.append({"riktning": "behålla", "bättre": "högre"})
    down: list[dict[str, Any]] = [{"högst": "1"}, {"riktning": "minska"}, {"ja": "nej"}]
    down.append({"riktning": "behålla", "bättre": "lägre"})
    neither: list[dict[str, Any]] = [{"lika": "1"}, {"mellan": ["1", "2"]}]
    neither.append({"riktning": "behålla"})
    assert {better_direction(read_goal(raw)) for raw in up} == {Direction.INCREASE}
    assert {better_direction(read_goal(raw)) for raw in down} == {Direction.DECREASE}
    assert {better_direction(read_goal(raw)) for raw in neither} == {None}
    assert better_direction(None) is None


def test_every_stated_number_in_the_measures_unit_is_a_limit() -> None:
    stated = read_goal({"mellan": ["3", "5"], "delvis": ["2", "7"], "ingångsvärde": "1"})
    assert sorted(limits_of(stated)) == [1, 2, 3, 5, 7]
    assert limits_of(read_goal({"minst": "3", "delvis": "80 %"})) == (3,)
    assert limits_of(None) == ()


@given(goals)
def test_a_goal_cannot_be_changed(goal: Goal) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        goal.partly = None  # type: ignore[union-attr]
