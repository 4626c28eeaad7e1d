"""Over any sequence of writing, runs, accidents and imports no typed word is ever missing."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desk import STEPS, Desk

SEQUENCES = st.lists(
    st.tuples(st.sampled_from(list(STEPS)), st.integers(0, 60), st.integers(0, 60)), max_size=18
)


@settings(max_examples=80, deadline=None)
@given(SEQUENCES)
def test_no_typed_word_is_ever_missing_from_the_notebook_or_its_history(
    steps: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for step in steps:
            desk.take(*step)
        desk.take("run", 0, 0)
        settled = desk.place.notebook.read_bytes()
        desk.take("run", 0, 0)
        assert desk.place.notebook.read_bytes() == settled, "a run after a run changes nothing"
