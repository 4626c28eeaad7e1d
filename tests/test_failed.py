"""The notebook of a failed run: whose it is, and when it goes."""

import json
from pathlib import Path

from styrkort.runs.failed import clear_failed, leave_failed

NAME = "regionstod-2022-da08-misslyckad.ipynb"


def test_the_notebook_is_left_beside_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "outputs/regionstod" / NAME
    leave_failed(path, a_notebook("1/0"))
    assert json.loads(path.read_bytes())["cells"][0]["source"] == ["1/0"]
    assert [file.name for file in path.parent.iterdir()] == [NAME]


def test_the_next_failure_replaces_it(tmp_path: Path) -> None:
    leave_failed(tmp_path / NAME, a_notebook("1/0"))
    leave_failed(tmp_path / NAME, a_notebook("2/0"))
    assert json.loads((tmp_path / NAME).read_bytes())["cells"][0]["source"] == ["2/0"]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_good_run_removes_it(tmp_path: Path) -> None:
    leave_failed(tmp_path / NAME, a_notebook("1/0"))
    clear_failed(tmp_path / NAME)
    assert list(tmp_path.iterdir()) == []


def test_one_that_somebody_has_written_in_stays_after_a_good_run(tmp_path: Path) -> None:
    leave_failed(tmp_path / NAME, a_notebook("1/0"))
    edit(tmp_path / NAME)
    clear_failed(tmp_path / NAME)
    assert b"mina ord" in (tmp_path / NAME).read_bytes()


def test_one_that_somebody_has_written_in_is_kept_under_another_name(tmp_path: Path) -> None:
    for _ in range(2):
        leave_failed(tmp_path / NAME, a_notebook("1/0"))
        edit(tmp_path / NAME)
    leave_failed(tmp_path / NAME, a_notebook("2/0"))
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == [
        "regionstod-2022-da08-misslyckad-0001.ipynb",
        "regionstod-2022-da08-misslyckad-0002.ipynb",
        NAME,
    ]


def test_a_file_that_is_not_ours_is_never_removed(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("en egen fil")
    clear_failed(tmp_path / NAME)
    assert (tmp_path / NAME).read_text() == "en egen fil"


def test_clearing_what_is_not_there_is_no_fault(tmp_path: Path) -> None:
    clear_failed(tmp_path / NAME)
    assert list(tmp_path.iterdir()) == []


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"1/0", b"mina ord"))


def a_notebook(source: str) -> dict[str, object]:
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": source, "outputs": []}
    metadata = {"styrkort": {"version": 1}}
    return {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
