"""Laws of the verdict that hold for every goal; single situations stand in tests/cases."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goal_strategies import distances, goals, has_share, mirrored, numeric, one_way, shares, values
from styrkort.fulfilment import (
    attainment,
    baseline_for,
    crosses_break,
    judge,
    judge_word,
    outcome_word,
    standing_fulfilment,
)
from styrkort.plans.goals import AtLeast, AtMost, Goal, MeasureRef, Share, Towards, better_direction
from styrkort.terms import Direction, Fulfilment, OutcomeWord

RANK = {Fulfilment.NOT_MET: 0, Fulfilment.PARTLY: 1, Fulfilment.MET: 2}


@given(one_way, values, values, values, distances)
def test_a_better_outcome_never_worsens_a_verdict(
    goal: Goal, one: Decimal, other: Decimal, baseline: Decimal, within: Decimal
) -> None:
    worse, better = sorted((one, other))
    if better_direction(goal) is Direction.DECREASE:
        worse, better = better, worse
    verdicts = [judge(goal, u, baseline=baseline, unchanged_within=within) for u in (worse, better)]
    assert RANK[verdicts[0]] <= RANK[verdicts[1]]


@given(numeric, values, values, distances)
def test_mirroring_values_and_direction_keeps_the_verdict(
    goal: Goal, utfall: Decimal, baseline: Decimal, within: Decimal
) -> None:
    assume(not has_share(goal))
    verdict = judge(goal, utfall, baseline=baseline, unchanged_within=within)
    image = judge(mirrored(goal), -utfall, baseline=-baseline, unchanged_within=within)
    assert image is verdict


@given(st.sampled_from([AtLeast, AtMost]), values, shares, values, st.integers(1, 9))
def test_the_same_values_in_another_unit_give_the_same_verdict(
    form: type[AtLeast | AtMost], target: Decimal, share: Share, utfall: Decimal, factor: int
) -> None:
    """kr or tkr: only what the plan decides may decide, never the size of the number."""
    assume(target > 0)
    goal, scaled = (form(target=target * by, partly=share) for by in (1, factor))
    assert judge(scaled, utfall * factor) is judge(goal, utfall)


@given(goals, values, st.none() | values)
def test_only_a_direction_goal_depends_on_what_it_is_compared_with(
    goal: Goal, utfall: Decimal, baseline: Decimal | None
) -> None:
    assume(not isinstance(goal, Towards))
    assert judge(goal, utfall, baseline=baseline) is judge(goal, utfall)


@given(goals, values)
def test_without_an_outcome_there_is_no_verdict(goal: Goal, baseline: Decimal) -> None:
    assert judge(goal, None, baseline=baseline) is Fulfilment.UNAVAILABLE


@given(st.sampled_from(list(Direction)), values)
def test_a_direction_goal_without_anything_to_compare_with_is_unavailable(
    direction: Direction, utfall: Decimal
) -> None:
    assert judge(Towards(direction=direction), utfall) is Fulfilment.UNAVAILABLE


def test_a_share_is_an_exact_fraction() -> None:
    third = AtLeast.model_validate({"minst": "3", "delvis": "33.3 %"})
    assert judge(third, Decimal("0.999")) is Fulfilment.PARTLY
    assert judge(third, Decimal("0.9989999999999999999999999999")) is Fulfilment.NOT_MET


def test_differences_are_exact_whatever_the_number_of_digits() -> None:
    tiny = Decimal("1e-29")
    low = Towards(direction=Direction.INCREASE)
    assert judge(low, Decimal(1) + Decimal("1e-27"), baseline=Decimal(1)) is Fulfilment.MET
    assert judge(low, tiny, baseline=Decimal(0)) is Fulfilment.MET


def test_a_goal_that_still_refers_to_another_measure_is_unavailable() -> None:
    goal = AtLeast(target=MeasureRef(id="intakt"))
    assert judge(goal, Decimal(1)) is Fulfilment.UNAVAILABLE


@given(values, values)
def test_the_degree_is_shown_only_where_both_are_above_zero(u: Decimal, target: Decimal) -> None:
    for goal in (AtLeast(target=target), AtMost(target=target)):
        assert (attainment(goal, u) is not None) == (u > 0 and target > 0)


@given(st.decimals("0.01", 200, places=4), st.decimals("0.01", 200, places=4))
def test_the_degree_never_says_100_unless_the_goal_is_met(u: Decimal, target: Decimal) -> None:
    for goal in (AtLeast(target=target), AtMost(target=target)):
        degree = attainment(goal, u)
        assert degree is not None
        assert (degree >= 100) == (judge(goal, u) is Fulfilment.MET)


@given(st.decimals("0.01", 200, places=4), st.decimals("0.01", 200, places=4))
def test_the_degree_is_the_nearest_whole_percent_but_for_the_last_before_100(
    u: Decimal, target: Decimal
) -> None:
    degree = attainment(AtLeast(target=target), u)
    assert degree is not None
    exact = 100 * Fraction(u) / Fraction(target)
    assert abs(degree - exact) <= Fraction(1, 2) or (degree == 99 and exact < 100)


@given(st.sampled_from(list(OutcomeWord)), st.booleans())
def test_words_and_their_mirror_image_give_the_same_verdict(word: OutcomeWord, ok: bool) -> None:
    other = {
        OutcomeWord.INCREASE: OutcomeWord.DECREASE,
        OutcomeWord.DECREASE: OutcomeWord.INCREASE,
        OutcomeWord.LEVEL: OutcomeWord.LEVEL,
    }
    up = Towards(direction=Direction.INCREASE, unchanged_is_partly=ok)
    down = Towards(direction=Direction.DECREASE, unchanged_is_partly=ok)
    assert judge_word(up, word) is judge_word(down, other[word])


@pytest.mark.parametrize(
    "text", ["I nivå med fg år", "i  nivå med fg\u00a0år", "I NIVÅ.", "i nivå"]
)
def test_level_may_be_typed_in_many_ways(text: str) -> None:
    assert outcome_word(text) is OutcomeWord.LEVEL


@pytest.mark.parametrize("text", ["Bibehållen", "", "Ökning med 3 %", "ökad"])
def test_other_words_compare_nothing(text: str) -> None:
    assert outcome_word(text) is None


def test_a_direction_goal_is_held_against_its_own_baseline_first() -> None:
    own = Towards(direction=Direction.KEEP, baseline=Decimal(0))
    assert baseline_for(own, Decimal(7)) == 0
    assert baseline_for(Towards(direction=Direction.KEEP), Decimal(7)) == 7
    assert baseline_for(AtLeast(target=Decimal(1)), Decimal(7)) is None


def test_a_break_is_crossed_only_from_before_it_to_after_it() -> None:
    assert crosses_break("2022-01", compared_from="2021-01", utfall_to="2022-08")
    assert not crosses_break("2022-01", compared_from="2022-01", utfall_to="2022-08")
    assert not crosses_break("2022-10", compared_from="2021-01", utfall_to="2022-08")
    assert crosses_break("2022-08", compared_from="2022-07", utfall_to="2022-08")


@given(st.sampled_from(list(Fulfilment)), st.booleans(), st.sampled_from([*RANK, None]))
def test_what_stands_is_judged_then_not_measured_then_computed(
    computed: Fulfilment, due: bool, judged: Fulfilment | None
) -> None:
    stands = standing_fulfilment(computed, due=due, judged=judged)
    assert stands is (judged or (computed if due else Fulfilment.NOT_MEASURED))
