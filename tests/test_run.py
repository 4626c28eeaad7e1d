"""A period from start to finish: what a run leaves, keeps, refuses and survives."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from styrkort import cli
from styrkort.period import Period
from styrkort.runs import products
from styrkort.runs.runlog import noted
from styrkort.workspace import Workspace, opened, workspace

PROJECT = Path(__file__).parents[1]
WORDS = "Sjukfrånvaron har följts upp särskilt."


def test_a_run_leaves_the_files_of_the_contract_and_no_others(good: Path) -> None:
    place = place_in(good)
    assert {path.name for path in place.folder.iterdir()} == {
        "regionstod-2022-da08.ipynb",
        "regionstod-2022-da08.html",
        "regionstod-2022-da08.pdf",
        "resultat.csv",
        "resultat.json",
        "resultat_verksamhet.csv",
        "manifest.json",
        "korning.log",
    }
    assert [path.name for path in place.folder.parent.iterdir()] == ["2022-da08"]


def test_the_first_line_says_division_period_and_year(good: Path) -> None:
    lines = (good / "stdout.txt").read_text("utf-8").splitlines()
    assert lines[0] == "Division Regionstöd, DÅ08 2022"
    assert lines[-2].startswith("Klart: outputs/regionstod/2022-da08/")
    log = (place_in(good).folder / "korning.log").read_text("utf-8")
    assert lines[-2].endswith(f".ipynb){noted(log)}")
    assert lines[-1] == "Inget hindrar publicering. Råd: 1. Se make review PERIOD=DÅ08"


def test_the_log_says_when_and_what(good: Path) -> None:
    log = (place_in(good).folder / "korning.log").read_text("utf-8")
    assert " report regionstod DÅ08 2022 " in log


def test_no_file_says_where_it_was_made(good: Path) -> None:
    for path in place_in(good).folder.iterdir():
        assert str(good).encode() not in path.read_bytes(), path.name


def test_another_run_in_another_folder_time_zone_and_language_gives_the_same_bytes(
    good: Path, tmp_path: Path
) -> None:
    root = copied(PROJECT, tmp_path / "en annan mapp å")
    elsewhere = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    assert styrkort("report", "då08", root=root, env=elsewhere, cwd=tmp_path).returncode == 0
    assert made_in(root) == made_in(good)


def test_a_second_run_changes_only_the_log(copy: Path) -> None:
    before = made_in(copy)
    log = (place_in(copy).folder / "korning.log").read_text("utf-8")
    assert styrkort("report", "DÅ08", root=copy).returncode == 0
    assert made_in(copy) == before
    assert (place_in(copy).folder / "korning.log").read_text("utf-8").startswith(log)
    assert not (place_in(copy).folder / "historik").exists()


@pytest.mark.parametrize("code", ["DÅ04", "ÅR"])
def test_the_other_periods_run_too(tmp_path: Path, code: str) -> None:
    root = copied(PROJECT, tmp_path / "root")
    assert styrkort("report", code, root=root).returncode == 0
    place = workspace(root, "regionstod", Period(code, 2022))
    assert {f"{place.stem}.pdf", "resultat.csv"} <= {path.name for path in place.folder.iterdir()}


def test_an_edited_comment_is_in_the_next_run_and_the_earlier_notebook_in_history(
    copy: Path,
) -> None:
    place = place_in(copy)
    edit(place, comment_says(WORDS))
    edited = place.notebook.read_bytes()
    assert styrkort("report", "DÅ08", root=copy).returncode == 0
    assert WORDS in place.notebook.read_text("utf-8")
    assert WORDS in (place.folder / f"{place.stem}.html").read_text("utf-8")
    history = place.folder / "historik"
    assert [path.name for path in history.iterdir()] == ["0001.ipynb"]
    assert (history / "0001.ipynb").read_bytes() == edited


def test_render_prints_the_edited_words_and_touches_nothing_else(copy: Path) -> None:
    place = place_in(copy)
    edit(place, comment_says(WORDS))
    before = contents(place)
    result = styrkort("render", "DÅ08", root=copy)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("Division Regionstöd, DÅ08 2022\n")
    after = contents(place)
    assert WORDS in after[f"{place.stem}.html"].decode()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {f"{place.stem}.html", f"{place.stem}.pdf", "korning.log"}
    assert after.keys() == before.keys()


def test_render_of_an_untouched_notebook_gives_the_reports_own_bytes(copy: Path) -> None:
    before = made_in(copy)
    assert styrkort("render", "DÅ08", root=copy).returncode == 0
    assert made_in(copy) == before


def test_render_starts_no_kernel_and_needs_no_data(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_kernel(*_args: object) -> None:
        pytest.fail("a kernel was started")

    monkeypatch.setattr("styrkort.kernels.kernel._process", no_kernel)
    shutil.rmtree(copy / "data")
    assert cli.main(["render", "DÅ08", "--year", "2022", "--root", str(copy)]) == 0


def test_render_without_a_notebook_says_to_make_the_report(tmp_path: Path) -> None:
    root = copied(PROJECT, tmp_path / "root")
    result = styrkort("render", "DÅ08", root=root)
    assert result.returncode == 2
    assert "Gör rapporten först" in result.stderr
    assert not (root / "outputs").exists()


def test_an_unknown_inline_name_is_named_with_its_cell_and_changes_nothing(copy: Path) -> None:
    place = place_in(copy)
    edit(place, comment_says("Det blev {eval}`utfall.finnsinte`."))
    before = contents(place)
    for command in ("render", "report"):
        result = styrkort(command, "DÅ08", root=copy)
        assert result.returncode == 2
        assert "utfall.finnsinte" in result.stderr
        assert "kommentar-" in result.stderr
        assert contents(place) == before


def test_a_cell_that_raises_is_3_and_leaves_its_notebook_beside_the_folder(copy: Path) -> None:
    place = place_in(copy)
    edit(place, comment_says(WORDS), with_code("1 / 0"))
    before = contents(place)
    result = styrkort("report", "DÅ08", root=copy)
    assert result.returncode == 3
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr
    assert "outputs/regionstod/regionstod-2022-da08-misslyckad.ipynb" in result.stderr
    assert contents(place) == before
    assert WORDS in place.failed.read_text("utf-8")
    edit(place, with_code("1 / 1"))
    assert styrkort("report", "DÅ08", root=copy).returncode == 0
    assert not place.failed.exists()
    assert WORDS in place.notebook.read_text("utf-8")


def test_a_first_run_that_fails_leaves_only_its_notebook(tmp_path: Path) -> None:
    root = copied(PROJECT, tmp_path / "root")
    master = root / "notebooks/rapport.ipynb"
    master.write_text(json.dumps(with_code("1 / 0")(json.loads(master.read_text("utf-8")))))
    assert styrkort("report", "DÅ08", root=root).returncode == 3
    beside = [path.name for path in (root / "outputs/regionstod").iterdir()]
    assert beside == ["regionstod-2022-da08-misslyckad.ipynb"]


def test_words_saved_in_jupyter_while_the_report_is_made_are_in_it(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = place_in(copy)
    documents, saved = products.documents, []

    def save_then_print(*args: Any) -> Any:
        if not saved:
            edit(place, comment_says(WORDS))
            saved.append(place.notebook.read_bytes())
        return documents(*args)

    monkeypatch.setattr(products, "documents", save_then_print)
    assert cli.main(["report", "DÅ08", "--root", str(copy)]) == 0
    assert "sparades under tiden" in capsys.readouterr().out
    assert WORDS in place.notebook.read_text("utf-8")
    assert WORDS in (place.folder / f"{place.stem}.html").read_text("utf-8")
    assert (place.folder / "historik/0001.ipynb").read_bytes() == saved[0]


def test_a_notebook_that_is_saved_all_the_time_is_left_and_told(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = place_in(copy)
    texts = iter("abcdefgh")

    def save_then_print(*_args: object) -> object:
        edit(place, comment_says(next(texts)))
        return {f"{place.stem}.html": b""}, ()

    monkeypatch.setattr(products, "documents", save_then_print)
    assert cli.main(["render", "DÅ08", "--root", str(copy)]) == 2
    assert "Stäng den i JupyterLab" in capsys.readouterr().err


def test_a_second_run_of_the_same_report_is_refused_and_changes_nothing(copy: Path) -> None:
    place = place_in(copy)
    before = contents(place)
    with opened(place, ()):
        for command in ("report", "render"):
            result = styrkort(command, "DÅ08", root=copy)
            assert result.returncode == 2
            assert "en annan körning av samma rapport pågår" in result.stderr
    assert contents(place) == before


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda root: (root / "outputs").write_text("en fil"), "outputs: en fil ligger där"),
        (lambda root: plan(root).write_text("region: [", "utf-8"), "plan.yaml"),
        (lambda root: plan(root).write_bytes(b"\xff\xfe\x00"), "plan.yaml"),
        (lambda root: (root / "notebooks/rapport.ipynb").write_text("{"), "rapport.ipynb"),
    ],
)
def test_wrong_input_is_2_names_the_file_and_changes_nothing(
    tmp_path: Path, break_it: Callable[[Path], object], told: str
) -> None:
    root = copied(PROJECT, tmp_path / "root")
    break_it(root)
    before = tree(root)
    result = styrkort("report", "DÅ08", root=root)
    assert result.returncode == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert tree(root) == before


def test_an_earlier_notebook_that_cannot_be_read_is_never_overwritten(copy: Path) -> None:
    place = place_in(copy)
    place.notebook.write_text('{"cells": [ halvskriven')
    before = contents(place)
    for command in ("report", "render"):
        result = styrkort(command, "DÅ08", root=copy)
        assert result.returncode == 2
        assert "outputs/regionstod/2022-da08/regionstod-2022-da08.ipynb" in result.stderr
    assert contents(place) == before


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("seconds", [0.4, 1.0])
def test_an_interrupted_run_is_130_changes_nothing_and_leaves_no_kernel(
    copy: Path, number: signal.Signals, seconds: float
) -> None:
    place = place_in(copy)
    edit(place, with_code("import time; time.sleep(60)"))
    before = contents(place)
    with start("report", "DÅ08", root=copy, marker=str(copy)) as process:
        time.sleep(seconds)
        wait_for(place.folder.with_name(".2022-da08.lock"))
        process.send_signal(number)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.strip() == "Avbrutet. Rapporten är som den var."
    assert contents(place) == before
    assert [path.name for path in place.folder.parent.iterdir()] == ["2022-da08"]
    assert processes_with(str(copy)) == []


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_run_killed_at_any_time_harms_nothing_and_the_next_one_succeeds(copy: Path) -> None:
    place = place_in(copy)
    edit(place, comment_says(WORDS))
    for seconds in (0.5, 1.5, 2.5):
        with start("report", "DÅ08", root=copy) as process:
            time.sleep(seconds)
            process.kill()
        assert WORDS in place.notebook.read_text("utf-8")
        assert (place.folder / f"{place.stem}.pdf").read_bytes().startswith(b"%PDF")
    assert styrkort("report", "DÅ08", root=copy).returncode == 0
    assert WORDS in place.notebook.read_text("utf-8")
    assert {path.name for path in place.folder.parent.iterdir()} == {"2022-da08"}


def test_reports_goes_on_after_a_division_that_fails(tmp_path: Path) -> None:
    root = copied(PROJECT, tmp_path / "root")
    for kind in ("params", "data"):
        shutil.rmtree(root / kind / "exempel")
        shutil.copytree(root / kind / "regionstod", root / kind / "aaa")
    (root / "params/aaa/2022/plan.yaml").write_text("region: [")
    result = styrkort("reports", "DÅ08", root=root)
    assert result.returncode == 2
    assert "params/aaa/2022/plan.yaml" in result.stderr
    assert result.stdout.splitlines()[-2:] == ["aaa: misslyckades", "regionstod: klar"]
    assert place_in(root).notebook.exists()
    assert not (root / "outputs/aaa").exists()


def test_quiet_says_nothing_when_all_is_well(copy: Path) -> None:
    result = styrkort("render", "DÅ08", "--quiet", root=copy)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one good run; not to be changed."""
    root = copied(PROJECT, tmp_path_factory.mktemp("good") / "root")
    result = styrkort("report", "DÅ08", root=root)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    (root / "stdout.txt").write_text(result.stdout, "utf-8")
    return root


@pytest.fixture
def copy(good: Path, tmp_path: Path) -> Iterator[Path]:
    """The same, to change as you like."""
    root = tmp_path / "root"
    shutil.copytree(good, root)
    return root


def copied(project: Path, root: Path) -> Path:
    for name in ("params", "data", "notebooks"):
        shutil.copytree(project / name, root / name)
    return root


def place_in(root: Path) -> Workspace:
    return workspace(root, "regionstod", Period("DÅ08", 2022))


def plan(root: Path) -> Path:
    return root / "params/regionstod/2022/plan.yaml"


def contents(place: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.folder.iterdir() if path.is_file()}


def made_in(root: Path) -> dict[str, bytes]:
    """Everything that must be the same at every run."""
    return {n: c for n, c in contents(place_in(root)).items() if n != "korning.log"}


def tree(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


Notebook = dict[str, Any]


def edit(place: Workspace, *changes: Callable[[Notebook], Notebook]) -> None:
    """Change the notebook and save it as Jupyter does."""
    notebook = json.loads(place.notebook.read_text("utf-8"))
    for change in changes:
        notebook = change(notebook)
    place.notebook.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), "utf-8")


def comment_says(words: str) -> Callable[[Notebook], Notebook]:
    def change(notebook: Notebook) -> Notebook:
        cells = notebook["cells"]
        comment = next(c for c in cells if "kommentar" in c["metadata"].get("tags", ()))
        comment["source"] = words
        return notebook

    return change


def with_code(text: str) -> Callable[[Notebook], Notebook]:
    """An analyst's own code cell at the end, its text replaced if it is there already."""

    def change(notebook: Notebook) -> Notebook:
        others = [cell for cell in notebook["cells"] if cell.get("id") != "min-cell"]
        cell = {
            "cell_type": "code",
            "id": "min-cell",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": text,
        }
        return {**notebook, "cells": [*others, cell]}

    return change


def styrkort(
    *args: str, root: Path, env: dict[str, str] | None = None, cwd: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "styrkort", *args, "--root", str(root)],
        capture_output=True,
        encoding="utf-8",
        env=environment(env),
        cwd=cwd,
        check=False,
    )


def start(*args: str, root: Path, marker: str = "") -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "styrkort", *args, "--root", str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment({"STYRKORT_PROV": marker}),
    )


def environment(more: dict[str, str] | None = None) -> dict[str, str]:
    source = str(Path(cli.__file__).parents[1])
    clean = {k: v for k, v in os.environ.items() if k not in ("PERIOD", "YEAR", "DIVISION", "ROOT")}
    return {**clean, "PYTHONPATH": source, **(more or {})}


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} never came"
        time.sleep(0.01)


def processes_with(marker: str) -> list[str]:
    """Processes started with the marker in their environment that are still there."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"STYRKORT_PROV={marker}".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found


def test_ctrl_c_does_not_wait_for_imports_that_may_never_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from styrkort.runs import imports

    release = threading.Event()
    monkeypatch.setattr(imports, "import_module", lambda _: release.wait(60))
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), imports.ahead("long"):
        raise KeyboardInterrupt
    assert time.monotonic() - began < 30
    release.set()
