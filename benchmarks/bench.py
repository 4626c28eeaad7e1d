"""Ours against the stock commands on the same report: `make bench`.

Every round changes an input, then runs each command in a process of its own, ours and stock's first
by turns; the table holds medians and their ratios. Stock runs our executed notebook with its
figures as PNG, because nbconvert's PDF can't take SVG, and every command has to exit 0. Where
xelatex is absent, stock's PDF is left out and nothing is said of the goals.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from events import compared
from words import told

PROJECT = Path(__file__).resolve().parent.parent
SCRIPTS = Path(sys.executable).parent
PERIOD, YEAR, DIVISION = "DÅ08", "2022", "regionstod"
STEM = f"{DIVISION}-{YEAR}-da08"
REACH = {"report": 3, "render": 5}
"""How many times faster than stock each command shall be."""

AS_PNG = Path(__file__).with_name("stockfigures.py").read_text("utf-8")
"""Figures as PNG and nothing of our own: what stock tools can show."""


def copy_of_inputs(folder: Path) -> Path:
    """A ROOT with params/, data/ and the master."""
    for name in ("params", "data", "notebooks"):
        shutil.copytree(PROJECT / name, folder / name)
    return folder


def change_input(root: Path, round_: int) -> None:
    """Another outcome of sick leave, so that no run can live on the one before."""
    export = root / f"data/{DIVISION}/{YEAR}/bilaga-da08.csv"
    text = export.read_text(encoding="utf-8")
    changed, count = re.subn(r"(?m)^(sjukfranvaro;;2022-08;).*$", rf"\g<1>6,{round_ % 10};", text)
    if count != 1:
        raise SystemExit(f"{export.name}: hittar inte utfallet som mätningen ändrar.")
    export.write_text(changed, encoding="utf-8")


def stock_notebook(root: Path) -> Path:
    """Our executed notebook as the stock tools can run it: no outputs, figures as PNG."""
    made = root / f"outputs/{DIVISION}/{YEAR}-da08/{STEM}.ipynb"
    notebook = json.loads(made.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    imports = next(c for c in notebook["cells"] if "import" in "".join(c["source"]))
    imports["source"] = "".join(imports["source"]) + "\n" + AS_PNG
    path = root / "stock.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def path_with_pandoc(folder: Path) -> str:
    """PATH with pandoc, which we carry and nbconvert's PDF needs."""
    import pypandoc

    tools = folder / "tools"
    tools.mkdir()
    (tools / "pandoc").symlink_to(pypandoc.get_pandoc_path())
    return os.pathsep.join([str(tools), str(SCRIPTS), os.environ["PATH"]])


def commands(root: Path, *, with_pdf: bool) -> dict[str, list[str]]:
    """Name → command line."""
    given = [PERIOD, "--year", YEAR, "--division", DIVISION, "--root", str(root), "--quiet"]
    stock = {
        "papermill": [
            "papermill",
            "stock.ipynb",
            "ran.ipynb",
            "-k",
            "python3",
            "--no-progress-bar",
        ],
        "nbconvert html": ["jupyter-nbconvert", "--to", "html", "ran.ipynb"],
        "nbconvert pdf": ["jupyter-nbconvert", "--to", "pdf", "ran.ipynb"],
    }
    if not with_pdf:
        del stock["nbconvert pdf"]
    ours = {"report": ["styrkort", "report", *given], "render": ["styrkort", "render", *given]}
    return {**ours, **stock}


def seconds(command: list[str], root: Path, environment: Mapping[str, str]) -> float:
    """How long a command takes, from nothing to its end; it must exit 0."""
    begun = time.perf_counter()
    ended = subprocess.run(
        [str(SCRIPTS / command[0]), *command[1:]],
        cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    taken = time.perf_counter() - begun
    if ended.returncode:
        raise SystemExit(
            f"{' '.join(command)} slutade med {ended.returncode}:\n{ended.stderr[-2000:]}"
        )
    return taken


def in_turn(names: list[str], round_: int) -> list[str]:
    """Ours first in one round, stock's in the next; within each, in the order they build on."""
    ours, stock = names[:2], names[2:]
    return ours + stock if round_ % 2 else stock + ours


def measure(
    root: Path, rounds: int, lines: dict[str, list[str]], environment: Mapping[str, str]
) -> dict[str, float]:
    """Name → median of all rounds but a first one that warms the disk."""
    taken: dict[str, list[float]] = {name: [] for name in lines}
    for round_ in range(rounds + 1):
        change_input(root, round_)
        for name in in_turn(list(lines), round_):
            one = seconds(lines[name], root, environment)
            if round_:
                taken[name].append(one)
    return {name: statistics.median(times) for name, times in taken.items()}


def table(medians: Mapping[str, float], *, comparable: bool) -> list[str]:
    """The medians, the ratios, and where it can be told whether the goals are reached."""
    documents = medians["nbconvert html"] + medians.get("nbconvert pdf", 0.0)
    stock = {"report": medians["papermill"] + documents, "render": documents}
    rows = [f"{name:<16}{median:7.2f} s" for name, median in medians.items()]
    for name, reach in REACH.items():
        ratio = stock[name] / medians[name]
        line = f"{name:<16}{medians[name]:7.2f} s mot {stock[name]:.2f} s: {ratio:.1f} gånger"
        if comparable:
            line += f" ({'når målet' if ratio >= reach else 'når inte målet'}, {reach})"
        rows.append(line)
    return rows


def steps(root: Path, environment: Mapping[str, str]) -> list[str]:
    """What one report of ours spends its time on, in a process of its own."""
    program = str(Path(__file__).with_name("steps.py"))
    line = [sys.executable, program, PERIOD, YEAR, DIVISION, str(root)]
    ended = subprocess.run(
        line, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return ended.stdout.splitlines()


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5, help="mätta varv (utan val 5)")
    rounds = asked.parse_args().rounds
    with_pdf = shutil.which("xelatex") is not None
    say: Callable[..., None] = print
    with tempfile.TemporaryDirectory(prefix="styrkort-bench-") as folder:
        root = copy_of_inputs(Path(folder))
        environment = {**os.environ, "PATH": path_with_pandoc(root)}
        lines = commands(root, with_pdf=with_pdf)
        change_input(root, 0)
        seconds(lines["report"], root, environment)
        stock_notebook(root)
        if not with_pdf:
            say("xelatex saknas: jämför utan nbconverts PDF. Vår PDF är med i våra tider.")
        medians = measure(root, rounds, lines, environment)
        say(f"Medianer av {rounds} varv, indata ändrade mellan varven")
        say("\n".join(table(medians, comparable=with_pdf)))
        say("Stegen i report")
        say("\n".join(steps(root, environment)))
    say("Händelseloggar till måluppfyllelse, tid och mest minne")
    for line in compared():
        say(line)
    say("Orden mot siffrorna: meningar ur tests/cases/narrative")
    for line in told():
        say(line)


if __name__ == "__main__":
    main()
