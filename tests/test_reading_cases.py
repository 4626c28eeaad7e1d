"""The reading of words against numbers, measured on the labelled sentences."""

import pytest

from narrative_cases import (
    KINDS,
    Case,
    Found,
    Score,
    cases,
    false_alarms,
    found,
    found_by,
    score,
    wrongs,
)  # fmt: skip
from styrkort.terms import FindingKind

ALL = cases()
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.8


@pytest.fixture(scope="module")
def outcome() -> Found:
    return found(ALL, found_by)


def labelled(kind: FindingKind | None) -> Case:
    return next(case for case in ALL if case.expected == frozenset([kind] if kind else []))


def test_what_is_found_is_right_and_most_of_what_is_wrong_is_found(outcome: Found) -> None:
    total, told = score(outcome), "\n".join(wrongs(outcome))
    assert total.precision >= LEAST_PRECISION, f"precision {total.precision:.3f}\n{told}"
    assert total.recall >= LEAST_RECALL, f"recall {total.recall:.3f}\n{told}"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_no_kind_of_finding_is_left_to_the_others(outcome: Found, kind: FindingKind) -> None:
    of_kind, told = score(outcome, kind), [line for line in wrongs(outcome) if kind.value in line]
    assert of_kind.hits >= 1
    assert of_kind.precision >= 0.9, told
    assert of_kind.recall >= 0.7, told


def test_the_set_has_at_least_150_sentences_and_at_least_half_are_correct() -> None:
    correct = sum(case.correct for case in ALL)
    assert len(ALL) >= 150
    assert 2 * correct >= len(ALL), f"{correct} av {len(ALL)}"


def test_there_are_wrong_sentences_of_every_kind_and_of_many_authors() -> None:
    expected = [kind for case in ALL for kind in case.expected]
    for kind in (FindingKind.DATE, FindingKind.UNIT, FindingKind.NUMBER, FindingKind.DIRECTION):
        assert expected.count(kind) >= 20
    assert set(expected) == {*KINDS.values()}
    assert len({case.place.partition(",")[0] for case in ALL}) >= 10


def test_no_sentence_is_labelled_twice() -> None:
    seen = [(case.place, case.text) for case in ALL]
    assert len(seen) == len(set(seen))


def test_a_reader_that_finds_nothing_has_no_recall_and_one_that_finds_all_no_precision() -> None:
    nothing = score(found(ALL, lambda _: frozenset()))
    everything = score(found(ALL, lambda _: frozenset(KINDS.values())))
    assert (nothing.precision, nothing.recall) == (1.0, 0.0)
    assert everything.recall == 1.0
    assert everything.precision < 0.2


def test_a_perfect_reader_is_told_nothing() -> None:
    outcome = found(ALL, lambda case: case.expected)
    assert score(outcome) == Score(sum(len(case.expected) for case in ALL), 0, 0)
    assert wrongs(outcome) == []


def test_a_wrong_sum_may_also_be_told_as_a_number_that_nobody_knows() -> None:
    both = frozenset([FindingKind.SUM, FindingKind.NUMBER])
    assert false_alarms(labelled(FindingKind.SUM), both) == frozenset()
    assert false_alarms(labelled(FindingKind.NUMBER), both) == {FindingKind.SUM}
    assert false_alarms(labelled(None), both) == both


def test_misses_and_false_alarms_are_told_with_their_sentences() -> None:
    missed, fine = labelled(FindingKind.DIRECTION), labelled(None)
    told = wrongs({missed: frozenset(), fine: frozenset([FindingKind.DATE])})
    assert f"missat (fel riktning) {missed.place}: {missed.text}" in told
    assert f"falskt (fel period) {fine.place}: {fine.text}" in told
