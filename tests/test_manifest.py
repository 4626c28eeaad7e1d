"""manifest.json and korning.log: what a run was made of."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from styrkort.errors import InputError
from styrkort.period import Period
from styrkort.runs.manifest import manifest_bytes, master_file
from styrkort.runs.master import master_path
from styrkort.runs.runlog import log_entry, noted
from styrkort.scorecard import Report, SourceFile


def test_inputs_are_named_without_place_and_in_order() -> None:
    manifest = json.loads(manifest_of(master_file(b"master")))
    names = [file["namn"] for file in manifest["indata"]]
    assert names == [
        "data/regionstod/2022/x.csv",
        "notebooks/rapport.ipynb",
        "params/regionstod/2022/plan.yaml",
    ]
    assert all(len(file["sha256"]) == 64 for file in manifest["indata"])


def test_parameters_versions_and_findings_are_there() -> None:
    manifest = json.loads(manifest_of(master_file(b""), "funnet", "funnet"))
    assert manifest["parametrar"] == {"DIVISION": "regionstod", "PERIOD": "DÅ08", "YEAR": 2022}
    assert {"styrkort", "python", "typst", "nbconvert"} <= set(manifest["versioner"])
    assert manifest["anmärkningar"] == ["reviderat värde", "funnet"]


def test_the_results_and_the_numbers_shown_are_known_by_their_hashes() -> None:
    manifest = json.loads(manifest_of(master_file(b"")))
    assert manifest["resultat"] == {"resultat.csv": hashlib.sha256(b"csv").hexdigest()}
    assert manifest["siffror"] == "abc"


def test_the_same_inputs_give_the_same_bytes() -> None:
    one, other = (manifest_of(master_file(b"m"), "a") for _ in range(2))
    assert one == other


def test_a_log_entry_is_a_line_with_its_time_and_a_line_for_each_note() -> None:
    now = datetime(2022, 9, 1, 8, 30, tzinfo=UTC)
    entry = log_entry("report", "regionstod DÅ08 2022", ("två\nrader", "en"), now)
    lines = entry.splitlines()
    assert lines[0].startswith("2022-09-01T08:30:00+00:00 report regionstod DÅ08 2022 (styrkort ")
    assert lines[1:] == ["  två rader", "  en"]
    assert entry.endswith("\n")


def test_the_terminal_tells_how_many_notes_the_log_has() -> None:
    now = datetime(2022, 9, 1, 8, 30, tzinfo=UTC)
    told = [noted(log_entry("report", "d", notes, now)) for notes in ((), ("en",), ("a", "b"))]
    assert told == ["", ". 1 anmärkning i korning.log", ". 2 anmärkningar i korning.log"]


def test_the_users_own_master_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "notebooks/rapport.ipynb"
    own.parent.mkdir()
    own.write_text("{}")
    assert master_path(tmp_path) == own


def test_without_one_the_projects_own_is_used(tmp_path: Path) -> None:
    assert master_path(tmp_path).name == "rapport.ipynb"


def test_an_installed_package_carries_its_master(tmp_path: Path) -> None:
    package = tmp_path / "site-packages/styrkort"
    package.mkdir(parents=True)
    (package / "rapport.ipynb").write_text("{}")
    assert master_path(tmp_path / "root", package) == package / "rapport.ipynb"


def test_a_package_without_master_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="mall finns inte"):
        master_path(tmp_path, tmp_path / "site-packages/styrkort")


def manifest_of(master: SourceFile, *findings: str) -> bytes:
    return manifest_bytes(a_report(), master, {"resultat.csv": b"csv"}, "abc", findings)


def a_report() -> Report:
    return Report(
        region="Region Norrbotten",
        division="regionstod",
        division_name="Regionstöd",
        period=Period("DÅ08", 2022),
        introduction="",
        units=(),
        perspectives=(),
        measures=(),
        actions=(),
        forecasts=(),
        extra_values=(),
        comments=(),
        inputs=(
            SourceFile("params/regionstod/2022/plan.yaml", "a" * 64),
            SourceFile("data/regionstod/2022/x.csv", "b" * 64),
        ),
        log=("reviderat värde",),
    )
