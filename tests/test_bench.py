"""The benchmark measures what it says: the same report, by commands and steps that exist."""

import ast
import importlib.util
import json
import subprocess
import sys
from functools import reduce
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).parent.parent


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PROJECT / f"benchmarks/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


sys.path.insert(0, str(PROJECT / "benchmarks"))  # bench imports its neighbour, as when it runs
bench, steps, events, words = script("bench"), script("steps"), script("events"), script("words")


@pytest.mark.parametrize("step", steps.STEPS)
def test_every_step_is_a_function_of_the_package(step: str) -> None:
    module, path = steps.STEPS[step]
    assert callable(reduce(getattr, path.split("."), import_module(module)))


def test_the_steps_of_a_report_are_told_with_their_times(tmp_path: Path) -> None:
    root = bench.copy_of_inputs(tmp_path)
    line = [sys.executable, str(PROJECT / "benchmarks/steps.py")]
    asked = [bench.PERIOD, bench.YEAR, bench.DIVISION, str(root)]
    ended = subprocess.run(line + asked, capture_output=True, text=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stderr
    told = [line.rsplit(maxsplit=2)[0].strip() for line in ended.stdout.splitlines()]
    assert {*steps.STEPS, "hela körningen"} <= {*told}


def test_a_step_is_timed_also_where_its_name_was_taken_along() -> None:
    taken: dict[str, float] = {}
    timed = steps.timed(taken, "räknar", lambda number: number + 1)
    assert timed(1) == 2
    assert timed(2) == 3
    assert list(taken) == ["räknar"]
    assert taken["räknar"] > 0


def test_the_input_differs_from_round_to_round(tmp_path: Path) -> None:
    root = bench.copy_of_inputs(tmp_path)
    export = root / f"data/{bench.DIVISION}/{bench.YEAR}/bilaga-da08.csv"
    seen = set()
    for round_ in range(3):
        bench.change_input(root, round_)
        seen.add(export.read_text(encoding="utf-8"))
    assert len(seen) == 3


def test_the_goals_are_told_only_where_stock_made_a_pdf_too() -> None:
    medians = {"report": 1.0, "render": 1.0, "papermill": 1.0, "nbconvert html": 2.0}
    assert not any("målet" in line for line in bench.table(medians, comparable=False))
    lines = bench.table({**medians, "nbconvert pdf": 2.0}, comparable=True)
    assert lines[-2].endswith("1.00 s mot 5.00 s: 5.0 gånger (når målet, 3)")
    assert lines[-1].endswith("1.00 s mot 4.00 s: 4.0 gånger (når inte målet, 5)")


def test_stock_gets_the_same_cells_without_outputs_and_its_figures_as_png(tmp_path: Path) -> None:
    made = tmp_path / f"outputs/{bench.DIVISION}/{bench.YEAR}-da08/{bench.STEM}.ipynb"
    made.parent.mkdir(parents=True)
    code = {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": [{}]}
    cells = [{**code, "source": "from styrkort.display import *"}, {**code, "source": "a(report)"}]
    made.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    stock = json.loads(bench.stock_notebook(tmp_path).read_text(encoding="utf-8"))["cells"]
    assert [cell["outputs"] for cell in stock] == [[], []]
    assert stock[0]["source"].endswith(bench.AS_PNG)
    assert stock[1]["source"] == "a(report)"


def test_what_makes_pngs_names_only_what_exists() -> None:
    for node in ast.walk(ast.parse(bench.AS_PNG)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("styrkort"):
            held = import_module(node.module or "")
            for alias in node.names:
                assert hasattr(held, alias.name) or import_module(f"{held.__name__}.{alias.name}")
    for module in ("styrkort.figures", "styrkort.drawing.bars", "styrkort.views.picture"):
        assert callable(import_module(module).svg)
    assert callable(import_module("styrkort.outputs").mime_bundle)


@pytest.mark.parametrize("kind", events.KINDS)
def test_both_ways_come_to_the_same_verdicts_from_the_same_log(kind: str, tmp_path: Path) -> None:
    events.make(tmp_path, kind, 20_000)
    ours = list(events.by_styrkort(tmp_path))
    assert ours == ["antal_arenden Uppfyllt", "andel_i_tid Delvis uppfyllt"]
    if kind == "csv":
        assert list(events.by_pandas(tmp_path)) == ours


def test_the_log_is_the_same_each_time_it_is_made(tmp_path: Path) -> None:
    logs = []
    for name in ("one", "two"):
        events.make(tmp_path / name, "csv", 1000)
        files = sorted((tmp_path / name).rglob("*.csv"))
        logs.append([sorted(file.read_text(encoding="utf-8").splitlines()) for file in files])
    assert logs[0] == logs[1]
    assert sum(len(lines) - 1 for lines in logs[0]) == 1000


def test_peak_memory_is_told_in_megabytes() -> None:
    assert 10 < events.peak() < 100_000


def test_every_kind_of_finding_is_told_with_its_count_precision_and_recall() -> None:
    sentences = words.cases()
    outcome = words.found(sentences, lambda case: case.expected)
    lines = words.table(outcome, 1.25)
    assert [line.split()[-3:] for line in lines[1:-1]] == [
        [str(sum(kind in case.expected for case in sentences)), "1.00", "1.00"]
        for kind in words.KINDS.values()
    ] + [[str(sum(len(case.expected) for case in sentences)), "1.00", "1.00"]]
    assert lines[-1].startswith(f"{len(sentences)} meningar")
    assert lines[-1].endswith("1.2 ms per mening")


def test_what_is_missed_or_falsely_found_is_seen_in_the_table() -> None:
    outcome = words.found(words.cases(), lambda _: frozenset())
    assert words.table(outcome, 1.0)[-2].split()[-2:] == ["1.00", "0.00"]
    blind = words.found(words.cases(), lambda _: frozenset(words.KINDS.values()))
    assert float(words.table(blind, 1.0)[-2].split()[-2]) < 0.2


def test_the_reading_is_timed_over_the_very_sentences_that_are_scored(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "författare: Ett prov\n"
        "fall:\n"
        "  - period: DÅ08 2022\n"
        "    division: Prov\n"
        "    rätt:\n"
        "      - Arbetet fortsätter.\n",
        encoding="utf-8",
    )
    outcome, milliseconds = words.measured(tmp_path)
    assert [case.text for case in outcome] == ["Arbetet fortsätter."]
    assert 0 < milliseconds < 1000
