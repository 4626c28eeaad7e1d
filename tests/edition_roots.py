"""Projects with a report that is fit to be published, and what tests do with them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from styrkort import cli
from styrkort.period import Period
from styrkort.workspace import Workspace, workspace

PROJECT = Path(__file__).parents[1]
BY = "Anna Berg, divisionschef"
APPROVED = ("--by", BY, "--date", "2022-09-30", "--dnr", "RS 2022/123")
WORDS = "Vi har arbetat med arbetsmiljön under året."

Notebook = dict[str, Any]


def with_report(root: Path) -> Path:
    """A project whose report is made, with nothing that stands in the way."""
    for name in ("params", "data", "notebooks"):
        shutil.copytree(PROJECT / name, root / name)
    assert run("report", "DÅ08", root=root) == 0
    return root


def run(command: str, *args: str, root: Path) -> int:
    """A command of the report; its exit code."""
    division = () if command == "verify" else ("--division", "regionstod")
    return cli.main([command, *args, *division, "--root", str(root)])


def publish(root: Path, *args: str) -> int:
    return run("publish", "DÅ08", *(args or APPROVED), root=root)


def place_in(root: Path) -> Workspace:
    return workspace(root, "regionstod", Period("DÅ08", 2022))


def edition_of(root: Path, number: int = 1) -> Path:
    return place_in(root).folder / "utgavor" / str(number)


def manifest_of(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "manifest.json").read_text("utf-8")))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by name, but the log: it alone tells times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "korning.log"
    }


def edit(path: Path, change: Callable[[Notebook], None]) -> None:
    """Change the notebook and save it as Jupyter does."""
    notebook = json.loads(path.read_text("utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


def cell(notebook: Notebook, id: str) -> dict[str, Any]:
    return next(dict_ for dict_ in notebook["cells"] if dict_["id"] == id)


def adding(words: str, id: str = "kommentar-medarbetare") -> Callable[[Notebook], None]:
    """The words as a paragraph of their own, last in the cell."""

    def change(notebook: Notebook) -> None:
        found = cell(notebook, id)
        found["source"] = f"{''.join(found['source'])}\n\n{words}"

    return change


def text_of(path: Path) -> str:
    """The words of a PDF or a page, spaces as spaces."""
    if path.suffix == ".pdf":
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True
        ).stdout.decode()
    else:
        text = path.read_text("utf-8")
    return text.replace("\u00a0", " ")


def process(*args: str, root: Path) -> "subprocess.Popen[str]":
    """The command in a process of its own."""
    clean = {k: v for k, v in os.environ.items() if k not in ("PERIOD", "YEAR", "ROOT", "BY")}
    return subprocess.Popen(
        [sys.executable, "-m", "styrkort", *args, "--root", str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**clean, "PYTHONPATH": str(Path(cli.__file__).parents[1])},
    )
