"""The output folder: lock, history, and what refuses to be written."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from styrkort.disk.commit import Changed
from styrkort.disk.lock import exclusive
from styrkort.errors import InputError
from styrkort.period import Period
from styrkort.workspace import Workspace, opened, workspace

PERIOD = Period("DÅ08", 2022)


def test_the_folder_the_stem_and_the_failed_notebook_are_named_as_the_contract_says(
    tmp_path: Path,
) -> None:
    place = workspace(tmp_path, "regionstod", PERIOD)
    assert place.name == "outputs/regionstod/2022-da08"
    assert place.notebook == tmp_path / "outputs/regionstod/2022-da08/regionstod-2022-da08.ipynb"
    assert place.failed == tmp_path / "outputs/regionstod/regionstod-2022-da08-misslyckad.ipynb"


def test_naming_a_workspace_creates_nothing(tmp_path: Path) -> None:
    workspace(tmp_path, "regionstod", PERIOD)
    assert list(tmp_path.iterdir()) == []


def test_a_commit_leaves_the_products_the_log_and_nothing_else(place: Workspace) -> None:
    run(place, new_files(place, "1"), "rad 1\n")
    assert names(place.folder.parent) == {"2022-da08"}
    assert names(place.folder) == set(place.products)


def test_opening_without_committing_leaves_no_folder(place: Workspace, tmp_path: Path) -> None:
    with opened(place, place.products):
        pass
    assert names(tmp_path) == set()


def test_the_log_keeps_what_earlier_runs_wrote(place: Workspace) -> None:
    run(place, new_files(place, "1"), "rad 1\n")
    run(place, new_files(place, "2"), "rad 2\n")
    assert (place.folder / "korning.log").read_text() == "rad 1\nrad 2\n"


def test_the_same_notebook_again_adds_nothing_to_history(place: Workspace) -> None:
    for _ in range(3):
        run(place, new_files(place, "1"))
    assert not (place.folder / "historik").exists()


def test_each_different_notebook_is_kept_under_a_rising_number(place: Workspace) -> None:
    for text in "1234":
        run(place, new_files(place, text))
    kept = sorted((place.folder / "historik").iterdir())
    assert [path.name for path in kept] == ["0001.ipynb", "0002.ipynb", "0003.ipynb"]
    assert [path.read_bytes() for path in kept] == [b"ipynb 1", b"ipynb 2", b"ipynb 3"]


def test_a_notebook_that_is_already_the_latest_in_history_is_not_added_again(
    place: Workspace,
) -> None:
    run(place, new_files(place, "1"))
    run(place, new_files(place, "2"))
    place.notebook.write_bytes(b"ipynb 1")
    run(place, new_files(place, "2"))
    assert names(place.folder / "historik") == {"0001.ipynb"}


def test_history_numbers_go_on_after_the_highest_and_never_overwrite(place: Workspace) -> None:
    run(place, new_files(place, "1"))
    history = place.folder / "historik"
    history.mkdir()
    (history / "0007.ipynb").write_bytes(b"seven")
    (history / "anteckning.txt").write_text("min egen")
    run(place, new_files(place, "2"))
    assert (history / "0007.ipynb").read_bytes() == b"seven"
    assert (history / "0008.ipynb").read_bytes() == b"ipynb 1"
    assert (history / "anteckning.txt").read_text() == "min egen"


def test_files_that_are_not_ours_are_left_alone(place: Workspace) -> None:
    run(place, new_files(place, "1"))
    (place.folder / "mina anteckningar.docx").write_bytes(b"word")
    run(place, new_files(place, "2"))
    assert (place.folder / "mina anteckningar.docx").read_bytes() == b"word"


def test_a_commit_of_two_files_leaves_the_others_and_the_history(place: Workspace) -> None:
    run(place, new_files(place, "1"))
    two = dict.fromkeys((f"{place.stem}.html", f"{place.stem}.pdf"), b"ny")
    run(place, two)
    assert (place.folder / "resultat.csv").read_bytes() == b"csv 1"
    assert place.notebook.read_bytes() == b"ipynb 1"
    assert (place.folder / f"{place.stem}.pdf").read_bytes() == b"ny"
    assert not (place.folder / "historik").exists()


def test_a_notebook_saved_since_it_was_read_is_not_overwritten(place: Workspace) -> None:
    run(place, new_files(place, "1"))
    with opened(place, place.products):
        earlier = place.earlier_notebook()
        place.notebook.write_bytes(b"nya ord")
        with pytest.raises(Changed):
            place.commit(new_files(place, "2"), "", earlier)
    assert place.notebook.read_bytes() == b"nya ord"
    assert (place.folder / "resultat.csv").read_bytes() == b"csv 1"
    assert names(place.folder.parent) == {"2022-da08"}


def test_a_notebook_saved_in_the_last_moment_is_not_overwritten(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place, new_files(place, "1"))
    replace = os.replace

    def save_in_jupyter_then_replace(source: Path, target: Path) -> None:
        replace(source, target)
        if Path(target).name == "manifest.json":
            place.notebook.write_bytes(b"nya ord")

    monkeypatch.setattr(os, "replace", save_in_jupyter_then_replace)
    with opened(place, place.products), pytest.raises(Changed):
        place.commit(new_files(place, "2"), "", b"ipynb 1")
    assert place.notebook.read_bytes() == b"nya ord"
    assert names(place.folder.parent) == {"2022-da08"}


def test_a_first_notebook_that_appeared_meanwhile_is_not_overwritten(place: Workspace) -> None:
    with opened(place, place.products):
        place.folder.mkdir()
        place.notebook.write_bytes(b"min egen")
        with pytest.raises(Changed):
            place.commit(new_files(place, "1"), "", None)
    assert place.notebook.read_bytes() == b"min egen"


def test_a_leftover_lock_file_locks_nothing(place: Workspace) -> None:
    place.folder.parent.mkdir(parents=True)
    (place.folder.parent / ".2022-da08.lock").write_text("4711")
    run(place, new_files(place, "1"))
    assert place.notebook.read_bytes() == b"ipynb 1"


def test_a_second_run_of_the_same_report_is_refused_at_once(place: Workspace) -> None:
    with (
        holding_process(place),
        pytest.raises(InputError, match="annan körning av samma rapport"),
        opened(place, place.products),
    ):
        pytest.fail("two at once")
    run(place, new_files(place, "1"))


def test_a_run_of_another_period_may_go_on_at_the_same_time(
    place: Workspace, tmp_path: Path
) -> None:
    other = workspace(tmp_path, "regionstod", Period("DÅ04", 2022))
    with holding_process(place):
        run(other, new_files(other, "1"))
    assert other.notebook.read_bytes() == b"ipynb 1"


def test_a_killed_process_lets_its_lock_go(place: Workspace) -> None:
    with start_holding(place) as process:
        process.kill()
    run(place, new_files(place, "1"))
    assert place.notebook.read_bytes() == b"ipynb 1"


def test_a_lock_taken_by_a_run_that_just_ended_is_taken_anew(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    with exclusive(path):
        path.unlink()
        path.touch()
    with exclusive(path):
        assert path.exists()


@pytest.mark.parametrize("wrong", ["outputs", "outputs/regionstod", "outputs/regionstod/2022-da08"])
def test_a_file_where_a_folder_goes_is_named_and_left(
    place: Workspace, tmp_path: Path, wrong: str
) -> None:
    (tmp_path / wrong).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / wrong).write_text("en fil")
    before = names(tmp_path)
    with pytest.raises(InputError, match=f"^{wrong}: en fil ligger där"), opened(place, ()):
        pass
    assert (tmp_path / wrong).read_text() == "en fil"
    assert names(tmp_path) == before


def test_a_folder_where_a_product_goes_is_named(place: Workspace) -> None:
    (place.folder / "resultat.csv").mkdir(parents=True)
    with (
        pytest.raises(InputError, match=r"2022-da08/resultat\.csv: en mapp ligger"),
        opened(place, place.products),
    ):
        pass


def test_a_file_where_history_goes_is_named(place: Workspace) -> None:
    place.folder.mkdir(parents=True)
    (place.folder / "historik").write_text("min")
    with pytest.raises(InputError, match="historik: en fil ligger"), opened(place, place.products):
        pass


def test_files_held_by_other_programs_are_all_found_before_anything_is_replaced(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place, new_files(place, "1"))
    with opened(place, place.products):
        hold(monkeypatch, "resultat.csv", f"{place.stem}.pdf")
        with pytest.raises(InputError) as caught:
            place.commit(new_files(place, "2"), "", b"ipynb 1")
    assert len(caught.value.faults) == 2
    assert "Stäng den och kör igen" in caught.value.faults[0]
    monkeypatch.undo()
    assert contents(place) == {**new_files(place, "1"), "korning.log": b""}


def test_a_file_taken_in_the_last_moment_changes_nothing_if_it_is_the_first(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place, new_files(place, "1"))

    def refuse(_source: Path, target: Path) -> None:
        raise PermissionError(13, "held", str(target))

    replace = os.replace
    monkeypatch.setattr(
        os, "replace", lambda a, b: replace(a, b) if "journal" in str(b) else refuse(a, b)
    )
    with opened(place, place.products), pytest.raises(InputError, match="går inte att skriva"):
        place.commit({f"{place.stem}.html": b"ny"}, "", b"ipynb 1")
    monkeypatch.undo()
    assert contents(place) == {**new_files(place, "1"), "korning.log": b""}
    assert names(place.folder.parent) == {"2022-da08"}


def test_a_file_taken_half_way_is_replaced_by_the_next_command(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place, new_files(place, "1"))
    replace = os.replace

    def hold_the_csv(source: Path, target: Path) -> None:
        if Path(target).name == "resultat.csv":
            raise PermissionError(13, "held", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", hold_the_csv)
    with opened(place, place.products), pytest.raises(InputError):
        place.commit(new_files(place, "2"), "", b"ipynb 1")
    monkeypatch.undo()
    with opened(place, place.products):
        pass
    assert contents(place) == {**new_files(place, "2"), "korning.log": b""}
    assert (place.folder / "historik/0001.ipynb").read_bytes() == b"ipynb 1"


def test_a_disk_that_fills_up_changes_nothing(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place, new_files(place, "1"))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with opened(place, place.products), pytest.raises(InputError, match="disken är full"):
        place.commit(new_files(place, "2"), "", b"ipynb 1")
    assert contents(place) == {**new_files(place, "1"), "korning.log": b""}
    assert names(place.folder.parent) == {"2022-da08"}


def test_a_file_system_that_cannot_sync_folders_is_no_fault(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def only_files(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").is_dir():
            raise OSError(22, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    run(place, new_files(place, "1"))
    assert place.notebook.read_bytes() == b"ipynb 1"


def test_an_outputs_folder_that_is_a_symbolic_link_works(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "root").mkdir()
    (tmp_path / "root/outputs").symlink_to(tmp_path / "elsewhere")
    place = workspace(tmp_path / "root", "regionstod", PERIOD)
    run(place, new_files(place, "1"))
    assert (tmp_path / "elsewhere/regionstod/2022-da08/resultat.csv").read_bytes() == b"csv 1"


def test_a_product_that_is_a_symbolic_link_is_replaced_and_its_target_left(
    place: Workspace, tmp_path: Path
) -> None:
    run(place, new_files(place, "1"))
    (tmp_path / "mine.csv").write_bytes(b"mine")
    (place.folder / "resultat.csv").unlink()
    (place.folder / "resultat.csv").symlink_to(tmp_path / "mine.csv")
    run(place, new_files(place, "2"))
    assert (tmp_path / "mine.csv").read_bytes() == b"mine"
    assert (place.folder / "resultat.csv").read_bytes() == b"csv 2"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_without_write_permission_is_named(place: Workspace) -> None:
    run(place, new_files(place, "1"))
    place.folder.chmod(0o555)
    try:
        with pytest.raises(InputError, match="skrivskyddad"), opened(place, place.products):
            pass
    finally:
        place.folder.chmod(0o755)


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b'{"vaktad": ["x.ipynb", null], "filer": [["resul',
        b"\x00" * 200,
        b"[]",
        b'{"vaktad": ["x.ipynb", null], "filer": [["../../utanfor", "0", "00"]]}',
    ],
)
def test_a_journal_that_is_not_whole_or_leads_astray_is_thrown_away(
    place: Workspace, journal: bytes
) -> None:
    run(place, new_files(place, "1"))
    place.staging.mkdir()
    (place.staging / "journal.json").write_bytes(journal)
    (place.staging / "0").write_bytes(b"half")
    with opened(place, place.products):
        pass
    assert contents(place) == {**new_files(place, "1"), "korning.log": b""}
    assert names(place.folder.parent) == {"2022-da08"}


def test_a_staged_file_that_was_torn_makes_the_staging_worthless(place: Workspace) -> None:
    run(place, new_files(place, "1"))
    place.staging.mkdir()
    (place.staging / "0").write_bytes(b"torn")
    entry = ["resultat.csv", "0", "ab" * 32]
    journal = {"vaktad": [place.notebook.name, sha(b"ipynb 1")], "filer": [entry]}
    (place.staging / "journal.json").write_text(json.dumps(journal))
    with opened(place, place.products):
        pass
    assert (place.folder / "resultat.csv").read_bytes() == b"csv 1"


def test_words_saved_after_a_crash_are_not_covered_by_the_completed_commit(
    place: Workspace,
) -> None:
    run(place, new_files(place, "1"))
    place.staging.mkdir()
    (place.staging / "0").write_bytes(b"csv 2")
    (place.staging / "1").write_bytes(b"ipynb 2")
    entries = [
        ["resultat.csv", "0", sha(b"csv 2")],
        [place.notebook.name, "1", sha(b"ipynb 2")],
    ]
    journal = {"vaktad": [place.notebook.name, sha(b"ipynb 1")], "filer": entries}
    (place.staging / "journal.json").write_text(json.dumps(journal))
    place.notebook.write_bytes(b"nya ord")
    with opened(place, place.products):
        assert place.earlier_notebook() == b"nya ord"
    assert names(place.folder.parent) == {"2022-da08"}


HOLD = """
import sys
from pathlib import Path
from styrkort.period import Period
from styrkort.workspace import opened, workspace
place = workspace(Path(sys.argv[1]), "regionstod", Period("DÅ08", 2022))
with opened(place, place.products):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holding_process(place: Workspace) -> Iterator[None]:
    """Another process that holds the lock until the block ends."""
    with start_holding(place):
        yield


def start_holding(place: Workspace) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place.folder.parents[2])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workspace]:
    return workspace(tmp_path, "regionstod", PERIOD)


def new_files(place: Workspace, text: str) -> dict[str, bytes]:
    names = [name for name in place.products if name != "korning.log"]
    return {name: f"{name.rpartition('.')[2]} {text}".encode() for name in names}


def run(place: Workspace, files: dict[str, bytes], entry: str = "") -> None:
    with opened(place, place.products):
        place.commit(files, entry, place.earlier_notebook())


def hold(monkeypatch: pytest.MonkeyPatch, *held: str) -> None:
    plain = Path.open

    def refuse(self: Path, mode: str = "r", **rest: object) -> object:
        if self.name in held and "+" in mode:
            raise PermissionError(13, "held", str(self))
        return plain(self, mode, **rest)

    monkeypatch.setattr(Path, "open", refuse)


def contents(place: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.folder.iterdir() if path.is_file()}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
