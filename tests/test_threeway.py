"""Two texts that come of one: what either changed is in the result, and nobody's words altered."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from styrkort.narrative.threeway import three_way

BASE = "Ett.\n\nTvå.\n\nTre."


def test_what_only_one_side_changed_is_taken_from_that_side() -> None:
    merge = three_way(BASE, "Ett, av mig.\n\nTvå.\n\nTre.", "Ett.\n\nTvå.\n\nTre, av dem.")
    assert (merge.text, merge.conflict) == ("Ett, av mig.\n\nTvå.\n\nTre, av dem.", False)


def test_what_one_side_added_and_the_other_removed_both_hold() -> None:
    merge = three_way(BASE, f"{BASE}\n\nFyra.", "Två.\n\nTre.")
    assert (merge.text, merge.conflict) == ("Två.\n\nTre.\n\nFyra.", False)


def test_where_both_changed_the_same_line_mine_stands_and_the_rest_is_merged() -> None:
    merge = three_way(BASE, "Mitt.\n\nTvå.\n\nTre.", "Deras.\n\nTvå.\n\nTre, av dem.")
    assert (merge.text, merge.conflict) == ("Mitt.\n\nTvå.\n\nTre, av dem.", True)


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    merge = three_way(BASE, "Nytt.\n\nTvå.\n\nTre.", "Nytt.\n\nTvå.\n\nTre.\n\nFyra.")
    assert (merge.text, merge.conflict) == ("Nytt.\n\nTvå.\n\nTre.\n\nFyra.", False)


def test_line_ends_and_composed_letters_are_no_change_and_stay_as_typed() -> None:
    mine = unicodedata.normalize("NFD", "Ett, på väg.\r\n\r\nTvå å.\r\n\r\nTre.\r\n")
    merge = three_way(
        "Ett, på väg.\n\nTvå å.\n\nTre.", mine, "Ett, på väg.\n\nTvå å.\n\nTre, nytt."
    )
    assert not merge.conflict
    assert merge.text == mine.replace("Tre.", "Tre, nytt.")


def test_a_line_behind_one_that_ended_its_text_stands_on_a_line_of_its_own() -> None:
    merge = three_way("Ett.\nTvå.\nTre.", "Ett.\nTvå.\nTre.\nFyra.", "Noll.\nEtt.\nTvå.\nTre.")
    assert merge.text == "Noll.\nEtt.\nTvå.\nTre.\nFyra."
    merge = three_way("A\nB\nC", "A\nB", "D\nA\nB\nC")
    assert merge.text == "D\nA\nB"


def test_an_emptied_text_against_a_changed_one_is_a_conflict() -> None:
    assert three_way("Ett.", "", "Två.") == three_way("Ett.", "", "Tre.")
    assert three_way("Ett.", "", "Två.").conflict


LINES = st.lists(st.sampled_from(["", "a", "b", "c", "d\u2028e", "f  "]), max_size=6)
TEXTS = LINES.map("\n".join)


@given(TEXTS, TEXTS, TEXTS)
def test_a_line_that_one_side_added_is_in_the_result_or_the_merge_says_that_it_is_not(
    base: str, mine: str, theirs: str
) -> None:
    merge = three_way(base, f"{mine}\nJAG", theirs)
    assert "JAG" in merge.text.splitlines()
    other = three_way(base, mine, f"{theirs}\nDE")
    assert other.conflict or "DE" in other.text.splitlines()


@given(TEXTS, TEXTS)
def test_merging_again_with_what_was_merged_changes_nothing(base: str, theirs: str) -> None:
    once = three_way(base, base, theirs)
    assert not once.conflict
    assert three_way(theirs, once.text, theirs).text == once.text


@given(TEXTS, TEXTS, TEXTS)
def test_it_is_a_conflict_whoever_asks(base: str, mine: str, theirs: str) -> None:
    one, other = three_way(base, mine, theirs), three_way(base, theirs, mine)
    assert one.conflict == other.conflict
    if not one.conflict:
        assert one.text.rstrip() == other.text.rstrip()
