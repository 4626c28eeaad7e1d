"""A commit killed before each of its file operations: every file whole, no word lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from styrkort.disk.interrupts import as_keyboard_interrupt, postponed, unbroken
from styrkort.period import Period
from styrkort.workspace import Workspace, opened, workspace

PERIOD = Period("DÅ08", 2022)

KILLED_AT_EVERY_STEP = """
import os, sys
from pathlib import Path
from styrkort.disk.interrupts import as_keyboard_interrupt, postponed, unbroken
from styrkort.period import Period
from styrkort.workspace import opened, workspace

root, code = Path(sys.argv[1]), sys.argv[2]
counted = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree")
left = [0]

def die_at_the_last(event, _args):
    if event in counted:
        left[0] -= 1
        if left[0] == 0:
            os._exit(9)

step = 0
while True:
    step += 1
    child = os.fork()
    if child == 0:
        left[0] = step
        sys.addaudithook(die_at_the_last)
        place = workspace(root / str(step), "regionstod", Period("DÅ08", 2022))
        exec(code)
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        print(step)
        break
"""

A_RUN = """
with opened(place, place.products):
    files = {n: b"2 " + n.encode() for n in place.products if n != "korning.log"}
    place.commit(files, "rad 2\\n", place.earlier_notebook())
"""

A_RECOVERY = """
with opened(place, place.products):
    pass
"""

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@needs_fork
def test_a_run_killed_at_any_point_leaves_every_file_whole_and_the_next_command_mends_it(
    tmp_path: Path,
) -> None:
    places = [after_a_good_run(tmp_path / str(step)) for step in range(1, 150)]
    steps = kill_at_every_step(tmp_path, A_RUN)
    assert 25 < steps < 150, "the kill points are not those of a whole run"
    outcomes = set()
    for place in places[: steps - 1]:
        assert_every_file_is_old_or_new(place)
        recover(place)
        outcomes.add(assert_all_old_or_all_new(place))
    assert outcomes == {b"1", b"2"}, "some kills come before the point of no return, some after"


@needs_fork
def test_a_first_run_killed_at_any_point_leaves_all_or_nothing(tmp_path: Path) -> None:
    steps = kill_at_every_step(tmp_path, A_RUN)
    outcomes = set()
    for step in range(1, steps):
        place = workspace(tmp_path / str(step), "regionstod", PERIOD)
        recover(place)
        made = {path.name for path in place.folder.iterdir()} if place.folder.is_dir() else set()
        assert made in (set(), set(place.products))
        outcomes.add(bool(made))
    assert outcomes == {False, True}


@needs_fork
def test_a_recovery_killed_at_any_point_can_be_recovered(tmp_path: Path) -> None:
    for step in range(1, 90):
        half_committed(tmp_path / str(step))
    steps = kill_at_every_step(tmp_path, A_RECOVERY)
    assert 10 < steps < 90
    for step in range(1, steps):
        place = workspace(tmp_path / str(step), "regionstod", PERIOD)
        recover(place)
        assert assert_all_old_or_all_new(place) == b"2"


@needs_fork
def test_words_saved_between_the_kill_and_the_next_command_survive(tmp_path: Path) -> None:
    places = [after_a_good_run(tmp_path / str(step)) for step in range(1, 150)]
    steps = kill_at_every_step(tmp_path, A_RUN)
    for place in places[: steps - 1]:
        place.notebook.write_bytes(b"nya ord")
        recover(place)
        assert place.notebook.read_bytes() == b"nya ord"


def after_a_good_run(root: Path) -> Workspace:
    place = workspace(root, "regionstod", PERIOD)
    files = {n: b"1 " + n.encode() for n in place.products if n != "korning.log"}
    with opened(place, place.products):
        place.commit(files, "rad 1\n", None)
    (place.folder / "min.txt").write_text("min egen")
    return place


def half_committed(root: Path) -> Workspace:
    """A place whose run was killed between two of its replacements."""
    place = after_a_good_run(root)
    replaced = []
    replace = os.replace

    def die_at_the_third(source: Path, target: Path) -> None:
        replaced.append(target)
        if len(replaced) == 4:
            raise KeyboardInterrupt
        replace(source, target)

    os.replace = die_at_the_third  # type: ignore[assignment]
    try:
        files = {n: b"2 " + n.encode() for n in place.products if n != "korning.log"}
        with opened(place, place.products), pytest.raises(KeyboardInterrupt):
            place.commit(files, "rad 2\n", place.earlier_notebook())
    finally:
        os.replace = replace
    assert (place.staging / "journal.json").exists()
    return place


def kill_at_every_step(root: Path, code: str) -> int:
    driver = [sys.executable, "-c", KILLED_AT_EVERY_STEP, str(root), code]
    return int(subprocess.run(driver, check=True, capture_output=True, text=True).stdout)


def recover(place: Workspace) -> None:
    with opened(place, place.products):
        pass
    beside = (
        {path.name for path in place.folder.parent.iterdir()} if place.folder.exists() else set()
    )
    assert beside <= {"2022-da08"}, "staging or lock left behind"


def assert_every_file_is_old_or_new(place: Workspace) -> None:
    for name in place.products:
        content = (place.folder / name).read_bytes()
        if name == "korning.log":
            assert content in (b"rad 1\n", b"rad 1\nrad 2\n")
        else:
            assert content in (b"1 " + name.encode(), b"2 " + name.encode())
    assert (place.folder / "min.txt").read_text() == "min egen"
    notebook = place.notebook.read_bytes()
    if notebook.startswith(b"2"):
        assert (
            place.folder / "historik/0001.ipynb"
        ).read_bytes() == b"1 " + place.notebook.name.encode()


def assert_all_old_or_all_new(place: Workspace) -> bytes:
    assert_every_file_is_old_or_new(place)
    firsts = {
        (place.folder / name).read_bytes()[:1] for name in place.products if name != "korning.log"
    }
    assert len(firsts) == 1, "some files are old and some are new"
    log = (place.folder / "korning.log").read_text().splitlines()
    assert len(log) == int(next(iter(firsts)))
    assert (place.folder / "historik").exists() == (firsts == {b"2"})
    return firsts.pop()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_request_to_stop_in_the_middle_of_the_commit_comes_too_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = after_a_good_run(tmp_path)
    replace = os.replace

    def interrupted(source: Path, target: Path) -> None:
        replace(source, target)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(os, "replace", interrupted)
    files = {n: b"2 " + n.encode() for n in place.products if n != "korning.log"}
    with opened(place, place.products), unbroken():
        place.commit(files, "rad 2\n", place.earlier_notebook())
    assert assert_all_old_or_all_new(place) == b"2"


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_request_to_stop_is_heard_after_what_it_was_postponed_for() -> None:
    done = []

    def interrupted() -> None:
        with as_keyboard_interrupt(), postponed():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("done")

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert done == ["done"]
