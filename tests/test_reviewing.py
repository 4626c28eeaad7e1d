"""The command review: what it prints, where, how it ends, and that it only reads."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from styrkort import cli
from styrkort.inline import with_plan_texts_filled
from styrkort.narrative.binding import bind
from styrkort.notebook import Notebook, expand, parse, to_bytes
from styrkort.period import Period
from styrkort.report import build_report
from styrkort.runs.surroundings import context_of
from styrkort.workspace import Workspace, workspace

PROJECT = Path(__file__).parents[1]
MASTER = PROJECT / "notebooks/rapport.ipynb"
STAFF = "kommentar-medarbetare"
DATED = "Utfallet per april 2022 är för högt. Det kommenteras i divisionens delårsrapport."
LONG = (
    "Arbetet med att minska frånvaron har fortsatt under perioden, bland annat genom tidiga "
    "samtal, stöd till cheferna och en översyn av scheman i de enheter där den är högst."
)
PERIOD = Period("DÅ08", 2022)


@pytest.fixture(scope="module")
def saved() -> Notebook:
    """Regionstöd's notebook as a run leaves it, but for the outputs."""
    built = with_plan_texts_filled(build_report(PROJECT, "regionstod", PERIOD))
    return bind(expand(parse(MASTER.read_bytes(), MASTER.name), built), None)


@pytest.fixture
def root(tmp_path: Path, saved: Notebook) -> Path:
    shutil.copytree(PROJECT / "params/regionstod", tmp_path / "params/regionstod")
    write(place_in(tmp_path), saved)
    return tmp_path


def place_in(root: Path, division: str = "regionstod", period: Period = PERIOD) -> Workspace:
    return workspace(root, division, period)


def write(place: Workspace, nb: Notebook) -> None:
    place.folder.mkdir(parents=True, exist_ok=True)
    place.notebook.write_bytes(to_bytes(nb))


def with_words(nb: Notebook, words: str, *more_tags: str) -> Notebook:
    cells = []
    for cell in nb["cells"]:
        if cell["id"] == STAFF:
            tags = [*cell["metadata"]["tags"], *more_tags]
            cell = {**cell, "source": words, "metadata": {**cell["metadata"], "tags": tags}}
        cells.append(cell)
    return {**nb, "cells": cells}


def review(
    root: Path, *args: str, period: str = "DÅ08", **env: str
) -> "subprocess.CompletedProcess[str]":
    unset = ("PERIOD", "YEAR", "DIVISION", "ROOT", "COLUMNS")
    clean = {k: v for k, v in os.environ.items() if k not in unset}
    source = str(Path(cli.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-m", "styrkort", "review", period, "--root", str(root), *args],
        capture_output=True,
        encoding="utf-8",
        env={**clean, "PYTHONPATH": source, **env},
        check=False,
    )


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def listing(root: Path, *args: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(review(root, "--json", *args).stdout)
    return read


def test_nothing_in_the_way_ends_with_0_and_says_so(root: Path) -> None:
    result = review(root)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Division Regionstöd, DÅ08 2022"
    assert lines[-1].startswith("Inget hindrar publicering")


def test_what_blocks_ends_with_1_and_counts_in_its_last_line(root: Path, saved: Notebook) -> None:
    write(place_in(root), with_words(saved, DATED))
    result = review(root)
    assert result.returncode == 1
    assert "per april 2022" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 sak hindrar publicering")


def test_json_is_alone_on_stdout_and_the_first_line_on_stderr(root: Path, saved: Notebook) -> None:
    write(place_in(root), with_words(saved, DATED))
    result = review(root, "--json")
    assert result.returncode == 1
    assert result.stderr == "Division Regionstöd, DÅ08 2022\n"
    data = json.loads(result.stdout)
    assert (data["division"], data["år"], data["period"]) == ("regionstod", 2022, "DÅ08")
    assert data["notebook"] == "outputs/regionstod/2022-da08/regionstod-2022-da08.ipynb"
    assert data["hindrar"] is True
    assert data["antal"]["hindrar"] == 1
    [one] = [found for found in data["fynd"] if found["hindrar"]]
    assert one["slag"] == "fel period"
    assert one["cell"] == STAFF
    assert "per april 2022" in one["citat"]


def test_quiet_says_nothing_but_the_json_that_was_asked_for(root: Path) -> None:
    assert (review(root, "--quiet").stdout, review(root, "--quiet").stderr) == ("", "")
    result = review(root, "--quiet", "--json")
    assert result.stderr == ""
    assert json.loads(result.stdout)["hindrar"] is False


def test_reading_writes_nothing_and_needs_no_data_and_no_master(root: Path) -> None:
    before = snapshot(root)
    assert review(root).returncode == 0
    assert snapshot(root) == before
    assert {path.name for path in root.iterdir()} == {"params", "outputs"}


def test_before_the_first_run_there_is_nothing_to_review(root: Path) -> None:
    shutil.rmtree(root / "outputs")
    result = review(root)
    assert (result.returncode, result.stdout) == (2, "")
    assert "regionstod-2022-da08.ipynb: notebooken finns inte än" in result.stderr
    assert not (root / "outputs").exists()


def test_an_accepting_tag_lets_it_through_with_its_reason(root: Path, saved: Notebook) -> None:
    write(place_in(root), with_words(saved, DATED))
    [one] = [found for found in listing(root)["fynd"] if found["hindrar"]]
    write(place_in(root), with_words(saved, DATED, f"ok-{one['kod']}:jämförelsen avses"))
    result = review(root)
    assert result.returncode == 0
    assert "jämförelsen avses" in " ".join(result.stdout.split())
    [accepted] = listing(root)["godtagna"]
    assert (accepted["kod"], accepted["skäl"]) == (one["kod"], "jämförelsen avses")


def test_the_lines_are_no_longer_than_the_terminal(root: Path, saved: Notebook) -> None:
    write(place_in(root), with_words(saved, DATED))
    for width in (60, 120):
        told = review(root, COLUMNS=str(width)).stdout
        assert max(map(len, told.splitlines())) <= width


COPIES = (
    "regionstod-2022-da08-DATOR17.ipynb",
    "regionstod-2022-da08 (Annas konflikterade kopia 2022-09-12).ipynb",
    "regionstod-2022-da08.sync-conflict-20220912-101112-ABCDEFG.ipynb",
    "regionstod-2022-da08 - Kopia.ipynb",
    "regionstod-2022-da08 (1).ipynb",
    "regionstod-2022-da08 (conflicted copy 2022-09-12 101112).IPYNB",
    "regionstod-2022-da08-Copy1.ipynb",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_in_the_folder_is_named_with_how_to_bring_it_in(root: Path, name: str) -> None:
    shutil.copy(place_in(root).notebook, place_in(root).folder / name)
    result = review(root)
    assert result.returncode == 0
    flat = " ".join(result.stdout.split())
    assert name in flat
    assert f'make import FILE="outputs/regionstod/2022-da08/{name}"' in flat


def test_what_programs_hide_and_other_folders_hold_are_no_copies(root: Path) -> None:
    folder = place_in(root).folder
    for name in ("._regionstod-2022-da08.ipynb", ".~x.ipynb", "anteckningar.txt"):
        (folder / name).write_bytes(b"")
    for name in ("historik", ".ipynb_checkpoints", "utgavor", "mapp.ipynb"):
        (folder / name).mkdir()
        (folder / name / "0001.ipynb").write_bytes(b"{}")
    assert context_of(root, place_in(root), "regionstod", PERIOD).forks == ()


def test_another_divisions_and_the_last_periods_words_are_seen(root: Path, saved: Notebook) -> None:
    write(place_in(root, "annan"), with_words(saved, LONG))
    write(place_in(root, period=Period("DÅ04", 2022)), with_words(saved, "Ord från april."))
    write(place_in(root, period=Period("ÅR", 2021)), with_words(saved, "Inte härifrån."))
    write(place_in(root, "annan", Period("DÅ04", 2022)), with_words(saved, "Inte heller."))
    others = context_of(root, place_in(root), "regionstod", PERIOD).others
    assert list(others) == ["Division Regionstöd, DÅ08 2022", "Division Regionstöd, DÅ04 2022"]
    assert [LONG in texts for texts in others.values()] == [True, False]
    assert "Ord från april." in others["Division Regionstöd, DÅ04 2022"]


def test_a_years_first_period_is_held_against_last_years_first(root: Path, saved: Notebook) -> None:
    first = Period("DÅ04", 2022)
    write(place_in(root, period=Period("DÅ04", 2021)), with_words(saved, LONG))
    others = context_of(root, place_in(root, period=first), "regionstod", first).others
    assert list(others) == ["Division Regionstöd, DÅ04 2021"]


def test_a_neighbours_broken_notebook_is_the_neighbours_concern(root: Path) -> None:
    place = place_in(root, "annan")
    place.folder.mkdir(parents=True)
    place.notebook.write_bytes(b'{"cells": [{"cell_type": "markdown"')
    (root / "outputs/slask.txt").write_text("x")
    assert review(root).returncode == 0


def test_thirty_neighbours_with_pictures_are_read_in_well_under_a_second(
    root: Path, saved: Notebook
) -> None:
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 60_000}}
    heavy = [
        {**cell, "outputs": [picture]} if cell["cell_type"] == "code" else cell
        for cell in with_words(saved, LONG)["cells"]
    ]
    content = to_bytes({**saved, "cells": heavy})
    for number in range(30):
        place = place_in(root, f"granne{number}")
        place.folder.mkdir(parents=True)
        place.notebook.write_bytes(content)
    began = time.perf_counter()
    others = context_of(root, place_in(root), "regionstod", PERIOD).others
    assert others["Division Regionstöd, DÅ08 2022"].count(LONG) == 30
    assert time.perf_counter() - began < 1
