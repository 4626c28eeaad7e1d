"""Reorganisations as value maps with dates tell them: who took over from whom, and from when."""

from typing import Any

import pytest

from styrkort.plan import Plan
from styrkort.reorganisation import Move, excused, moves_of, whole_of


def plan(codes: dict[str, Any]) -> Plan:
    source = {"fil": "a.csv", "översättning": {"verksamhet": codes}}
    factor = {"namn": "F"}
    goal = {"namn": "M", "framgångsfaktorer": [factor]}
    return Plan.model_validate(
        {
            "region": "R", "division": "D", "år": "2022", "källor": [source],
            "perspektiv": [{"namn": "P", "strategiska_mål": [goal]}],
        },
        by_name=False,
    )  # fmt: skip


SPLIT = [Move("A", "B", "2022-05"), Move("A", "C", "2022-05")]


@pytest.mark.parametrize(
    "meanings",
    [
        [{"värde": "A", "till_och_med": "2022-04"}, {"värde": "B", "från": "2022-05"}],
        [{"värde": "B", "från": "2022-05"}, {"värde": "A"}],
        [{"värde": "A", "till_och_med": "2022-04"}, {"värde": "B"}],
    ],
)
def test_a_code_that_changes_its_meaning_is_a_move(meanings: list[dict[str, str]]) -> None:
    assert moves_of(plan({"4711": meanings})) == (Move("A", "B", "2022-05"),)


def test_a_code_with_one_meaning_is_no_move() -> None:
    assert moves_of(plan({"4711": "A", "4712": {"värde": "B", "från": "2022-05"}})) == ()


def test_those_that_shared_the_work_are_one_whole_from_then_on() -> None:
    assert whole_of("B", "2022-05", SPLIT) == {"A", "B", "C"}
    assert whole_of("B", "2022-04", SPLIT) == {"B"}
    assert whole_of("D", "2022-05", SPLIT) == {"D"}


def test_nothing_is_missing_of_who_had_ended_or_not_begun() -> None:
    months = ("2022-04", "2022-05")
    there = [("A", "2022-04"), ("B", "2022-05")]
    assert excused(there, months, SPLIT[:1]) == {("A", "2022-05"), ("B", "2022-04")}
    both = [*there, ("A", "2022-05")]
    assert excused(both, months, SPLIT[:1]) == {("B", "2022-04")}
