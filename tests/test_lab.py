"""`styrkort lab`: which JupyterLab is started, and on which kernel."""

import json
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from styrkort import cli
from styrkort.errors import InputError
from styrkort.lab import jupyter_command, write_kernelspec

PROJECT = Path(__file__).parents[1]


def test_what_make_says_comes_first(tmp_path: Path) -> None:
    jupyter = executable(tmp_path / ".venv-lab/bin/jupyter", "")
    assert jupyter_command({"STYRKORT_LAB": str(jupyter)}) == jupyter


def test_the_environments_folder_will_do(tmp_path: Path) -> None:
    jupyter = executable(tmp_path / "lab/bin/jupyter", "")
    assert jupyter_command({"STYRKORT_LAB": str(tmp_path / "lab")}) == jupyter


def test_no_jupyterlab_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="make lab"):
        jupyter_command({"STYRKORT_LAB": str(tmp_path / "borta")})


def test_the_kernel_is_the_reports_interpreter(tmp_path: Path) -> None:
    write_kernelspec(tmp_path, "/some/python")
    spec = json.loads((tmp_path / "kernels/python3/kernel.json").read_text())
    assert spec["argv"][0] == "/some/python"
    assert spec["argv"][-1] == "{connection_file}"


def test_jupyter_takes_our_kernel_before_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jupyter_client.kernelspec import KernelSpecManager

    write_kernelspec(tmp_path, "/some/python")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert KernelSpecManager().get_kernel_spec("python3").argv[0] == "/some/python"


def test_without_a_notebook_it_says_to_make_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(PROJECT / "params", tmp_path / "params")
    assert cli.main(["lab", "DÅ08", "--root", str(tmp_path)]) == 2
    assert "make report PERIOD=DÅ08" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["params"]


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for JupyterLab")
def test_jupyterlab_gets_the_notebook_and_our_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(PROJECT / "params", tmp_path / "params")
    notebook = tmp_path / "outputs/regionstod/2022-da08/regionstod-2022-da08.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text("{}")
    spec = '"$JUPYTER_PATH"/kernels/python3/kernel.json'
    script = f'#!/bin/sh\necho "$@" >"$0.args"\ncp {spec} "$0.json"\nexit 7\n'
    jupyter = executable(tmp_path / "jupyter", script)
    monkeypatch.setenv("STYRKORT_LAB", str(jupyter))
    monkeypatch.delenv("JUPYTER_PATH", raising=False)
    assert cli.main(["lab", "DÅ08", "--root", str(tmp_path)]) == 7
    assert (tmp_path / "jupyter.args").read_text().split() == ["lab", str(notebook)]
    assert json.loads((tmp_path / "jupyter.json").read_text())["argv"][0] == sys.executable
    assert "DÅ08 2022" in capsys.readouterr().out


def executable(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
