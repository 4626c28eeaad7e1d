"""The issue's whole way in a real JupyterLab: write, change a figure, confirm, publish."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import require_tool
from lab_session import PROJECT, Lab, chromium, opened

__all__ = ["chromium"]

STEM = "regionstod-2022-da08"
OURS = "Vi har inlett rehabiliteringsstöd i tre verksamheter."
FIRST = "Arbetad tid har minskat i divisionen"
SECOND = "Antalet rapporterade avvikelser med risk"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("params", "data"):
        shutil.copytree(PROJECT / name / "regionstod", tmp_path / "rot" / name / "regionstod")
    return tmp_path / "rot"


def styrkort(root: Path, command: str, *options: str) -> tuple[int, str]:
    """The command in a process of its own: its exit code, and all that it said."""
    words = [sys.executable, "-m", "styrkort", command, "DÅ08", *options, "--root", str(root)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def done(root: Path, command: str, *options: str) -> None:
    code, said = styrkort(root, command, *options)
    assert code == 0, said


def folder(root: Path) -> Path:
    return root / "outputs/regionstod/2022-da08"


def cells(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text("utf-8"))["cells"])


def text(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def set_sick_leave(root: Path, value: str) -> None:
    file = root / "data/regionstod/2022/bilaga-da08.csv"
    lines = file.read_text("utf-8").splitlines()
    new = [f"sjukfranvaro;;2022-08;{value};" if "sjukfranvaro" in line else line for line in lines]
    assert new != lines
    file.write_text("\n".join(new) + "\n", "utf-8")


def test_words_written_in_jupyterlab_are_kept_marked_confirmed_and_published(
    root: Path, tmp_path: Path, chromium: str
) -> None:
    notebook = folder(root) / f"{STEM}.ipynb"
    done(root, "report")
    with opened(chromium, root, notebook, tmp_path / "hem") as lab:
        lab.write_below("kommentar-medarbetare", OURS)
        lab.save(OURS)
        set_sick_leave(root, "6,4")
        done(root, "report")

    note, commentary = commentary_with_note(notebook)
    assert OURS in text(commentary)
    assert "6,3\u00a0%" in text(note)
    assert "6,4\u00a0%" in text(note)
    refused, said = styrkort(root, "publish", "--by", "Anna Ek")
    assert refused == 1, said
    assert "6,3 % → 6,4 %" in " ".join(said.split())
    assert not (folder(root) / "utgavor").exists()

    done(root, "confirm", "--cell", "kommentar-medarbetare", "--by", "Anna Ek")
    done(root, "publish", "--by", "Anna Ek")
    assert_published(folder(root) / "utgavor/1")


def commentary_with_note(notebook: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The cell above the commentary, and the commentary."""
    there = cells(notebook)
    at = next(n for n, cell in enumerate(there) if cell["id"] == "kommentar-medarbetare")
    assert "notis" in there[at - 1]["metadata"]["tags"]
    return there[at - 1], there[at]


def assert_published(edition: Path) -> None:
    """Ours and the new figure are in all three forms; no note, nothing of a working version."""
    page = (edition / f"{STEM}.html").read_text("utf-8")
    pdf = printed(edition / f"{STEM}.pdf")
    saved = (edition / f"{STEM}.ipynb").read_text("utf-8")
    for whole in (page, pdf, saved):
        assert "rehabiliteringsstöd" in whole
        assert "6,4" in whole
        assert "Arbetsversion" not in whole
        assert "sedan kommentaren skrevs" not in whole
        assert "Siffrorna har ändrats" not in whole
    assert not any({"notis", "granska"} & tags(cell) for cell in cells(edition / f"{STEM}.ipynb"))


def printed(pdf: Path) -> str:
    words = subprocess.run(
        [require_tool("pdftotext"), str(pdf), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(words.stdout.split())


def tags(cell: dict[str, Any]) -> set[str]:
    return set(cell["metadata"].get("tags", ()))


def test_a_tag_removed_and_cells_split_and_duplicated_in_jupyterlab_hold(
    root: Path, tmp_path: Path, chromium: str
) -> None:
    notebook = folder(root) / f"{STEM}.ipynb"
    done(root, "report")
    set_sick_leave(root, "6,4")
    done(root, "report")
    assert any("granska" in tags(cell) for cell in cells(notebook))
    with opened(chromium, root, notebook, tmp_path / "hem") as lab:
        split_between_paragraphs(lab, "kommentar-verksamhet")
        lab.remove_tag("kommentar-medarbetare", "granska")
        lab.go_to("kommentar-ekonomi")
        lab.more_cells("notebook:duplicate-below")
        lab.write_below("kommentar-medarbetare", OURS)
        lab.save(OURS)

    before = words_of(notebook)
    assert before.count("Upphandlingsplanen revideras") == 2
    assert not any({"granska"} & tags(cell) for cell in cells(notebook))
    done(root, "review")
    done(root, "report")
    after = words_of(notebook)
    for words in (FIRST, SECOND, OURS, "Sjukfrånvaron är {eval}`utfall.sjukfranvaro`."):
        assert after.count(words) == before.count(words) == 1
    assert after.count("Upphandlingsplanen revideras") == 2
    assert after.index(FIRST) < after.index(SECOND) < after.index(OURS)
    assert len([c for c in cells(notebook) if FIRST in text(c) and SECOND in text(c)]) == 0


def split_between_paragraphs(lab: Lab, id: str) -> None:
    """The cell in two, at the empty line that stands before its second paragraph."""
    lab.edit(id)
    lab.page.keyboard.press("Control+Home")
    lab.page.keyboard.press("ArrowDown")
    lab.page.keyboard.press("ArrowDown")
    lab.more_cells("notebook:split-cell-at-cursor")


def words_of(notebook: Path) -> str:
    return "\n\n".join(text(cell) for cell in cells(notebook) if cell["cell_type"] == "markdown")
