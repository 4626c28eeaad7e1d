"""A path written shorter draws the same: fontTools reads both alike."""

import pytest
from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from styrkort.render.tightpath import tight

NUMBER = st.integers(-99999, 99999).map(lambda n: f"{n / 100:.2f}".rstrip("0").rstrip("."))
STEP = st.one_of(
    st.tuples(st.just("L"), NUMBER, NUMBER),
    st.tuples(st.just("Q"), NUMBER, NUMBER, NUMBER, NUMBER),
    st.tuples(st.just("C"), NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER),
)
START = st.tuples(st.just("M"), NUMBER, NUMBER)
PART = st.builds(lambda start, steps: [start, *steps, ("Z",)], START, st.lists(STEP, min_size=1))
PATHS = st.lists(PART, min_size=1).map(
    lambda parts: "".join(step[0] + " ".join(step[1:]) for part in parts for step in part)
)


def drawn(path: str) -> list[tuple[str, list[tuple[float, float]]]]:
    pen = RecordingPen()
    parse_path(path, pen)
    return [(step, [(round(x, 3) + 0, round(y, 3) + 0) for x, y in at]) for step, at in pen.value]


@given(PATHS)
def test_the_drawing_is_the_same_to_the_hundredth(path: str) -> None:
    assert drawn(tight(path)) == drawn(path)


@pytest.mark.parametrize(
    ("path", "shorter"),
    [
        ("M10 10L20 20.5L20.25 20L5 5Z", "M10 10l10 10.5 .25-.5-15.25-15z"),
        ("M0 0.75L87.36 0.75", "M0 .75l87.36 0"),
        ("M1 1Q2 2 3 3ZM1 2L2 2Z", "M1 1q1 1 2 2zm0 1 1 0z"),
    ],
)
def test_steps_are_written_from_where_the_last_one_ended(path: str, shorter: str) -> None:
    assert tight(path) == shorter


@pytest.mark.parametrize(
    "path",
    ["", "L1 1", "M0 0A1 1 0 0 0 2 2", "M0 0l1 1", "M0 0L1.234 5", "M0 0L1", "M0 0 1 1", "x"],
)
def test_what_is_not_plain_stays_as_it_is(path: str) -> None:
    assert tight(path) == path
