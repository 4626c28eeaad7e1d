"""Laws of utveckling; single situations stand in tests/cases."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from goal_strategies import distances, goals, mirrored, numeric, one_way, values
from styrkort.plans.goals import Goal
from styrkort.terms import Arrow, OutcomeWord, Trend
from styrkort.trend import trend_of, trend_of_word

OTHER_ARROW = {Arrow.UP: Arrow.DOWN, Arrow.DOWN: Arrow.UP, Arrow.LEVEL: Arrow.LEVEL, None: None}
OPPOSITE = {Trend.IMPROVED: Trend.DETERIORATED, Trend.DETERIORATED: Trend.IMPROVED}


@given(numeric, values, values, distances)
def test_mirroring_values_and_direction_keeps_the_word_and_turns_the_arrow(
    goal: Goal, utfall: Decimal, before: Decimal, within: Decimal
) -> None:
    trend, arrow = trend_of(_without_share(goal), utfall, before, unchanged_within=within)
    image = trend_of(mirrored(_without_share(goal)), -utfall, -before, unchanged_within=within)
    assert image == (trend, OTHER_ARROW[arrow])


@given(numeric, values, values, distances)
def test_going_back_again_is_the_opposite(
    goal: Goal, utfall: Decimal, before: Decimal, within: Decimal
) -> None:
    trend, arrow = trend_of(goal, utfall, before, unchanged_within=within)
    back = trend_of(goal, before, utfall, unchanged_within=within)
    assert back == (OPPOSITE.get(trend, trend), OTHER_ARROW[arrow])


@given(st.none() | goals, values, values)
def test_the_arrow_shows_where_the_number_went(
    goal: Goal | None, utfall: Decimal, before: Decimal
) -> None:
    trend, arrow = trend_of(goal, utfall, before)
    went = Arrow.UP if utfall > before else Arrow.DOWN if utfall < before else Arrow.LEVEL
    assert arrow is (None if trend is Trend.NONE else went)


@given(st.none() | goals, values, values, distances)
def test_a_change_within_the_stated_distance_is_unchanged(
    goal: Goal | None, utfall: Decimal, before: Decimal, within: Decimal
) -> None:
    trend = trend_of(goal, utfall, before, unchanged_within=within)
    if abs(utfall - before) <= within:
        assert trend == (Trend.UNCHANGED, Arrow.LEVEL)
    else:
        assert trend[1] is not Arrow.LEVEL


@given(one_way, values, values)
def test_words_say_the_same_as_numbers(goal: Goal, utfall: Decimal, before: Decimal) -> None:
    word = OutcomeWord.LEVEL
    if utfall != before:
        word = OutcomeWord.INCREASE if utfall > before else OutcomeWord.DECREASE
    assert trend_of_word(goal, word) == trend_of(goal, utfall, before)


@given(goals, st.none() | values)
def test_without_anything_to_compare_there_is_no_trend(goal: Goal, value: Decimal | None) -> None:
    assert trend_of(goal, value, None) == (Trend.NONE, None)
    assert trend_of(goal, None, value) == (Trend.NONE, None)
    assert trend_of_word(goal, None) == (Trend.NONE, None)


def _without_share(goal: Goal) -> Goal:
    """A limit has no say in the trend, and a share has no mirror image."""
    return goal.model_copy(update={"partly": None})
