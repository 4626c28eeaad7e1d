"""The period's notebook in JupyterLab, which has an environment of its own; the kernel is ours."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from styrkort.errors import InputError
from styrkort.notebook import parse
from styrkort.notebook.shape import ours
from styrkort.runs.asked import Request, line_of, resolved
from styrkort.workspace import Workspace, workspace

__all__ = ["jupyter_command", "lab", "write_kernelspec"]


def lab(request: Request, say: Callable[[str], None]) -> int:
    """Open the notebook and wait until JupyterLab is closed; its exit code.

    InputError if there is no notebook yet or no JupyterLab.
    """
    division, period = resolved(request)
    place = workspace(request.root, division, period)
    if not place.notebook.is_file():
        raise InputError(
            f"{place.notebook_name}: notebooken finns inte än. "
            f"Gör den först med make report PERIOD={request.period}."
        )
    jupyter = jupyter_command(os.environ)
    say(line_of(_division_name(place, division), period))
    with tempfile.TemporaryDirectory(prefix="styrkort-lab-") as folder:
        write_kernelspec(Path(folder), sys.executable)
        environment = {**os.environ, "JUPYTER_PATH": _first(folder, os.environ.get("JUPYTER_PATH"))}
        return _wait([str(jupyter), "lab", str(place.notebook)], environment)


def _division_name(place: Workspace, division: str) -> str:
    """As the notebook says it; a damaged one is opened all the same, to be mended."""
    try:
        notebook = parse(place.notebook.read_bytes(), place.notebook_name)
    except (InputError, OSError):
        return division
    return str(ours(notebook).get("divisionsnamn") or division)


def jupyter_command(environment: "os._Environ[str] | dict[str, str]") -> Path:
    """The lab environment's ``jupyter``: what make says, else .venv-lab, else what is on PATH."""
    here = Path(sys.prefix)
    scripts = "Scripts" if os.name == "nt" else "bin"
    said = environment.get("STYRKORT_LAB")
    places = [Path(said)] if said else [here.with_name(".venv-lab") / scripts / "jupyter"]
    for place in places:
        for found in (place, place.with_suffix(".exe"), place / scripts / "jupyter"):
            if found.is_file():
                return found.absolute()
    on_path = shutil.which("jupyter-lab") and shutil.which("jupyter")
    if not on_path:
        raise InputError(
            "JupyterLab är inte installerat. Kör make lab, som gör dess miljö vid första "
            "användningen, eller utan make python requirements/install.py lab. En egen jupyter "
            "anges med STYRKORT_LAB."
        )
    return Path(on_path)


def write_kernelspec(folder: Path, interpreter: str) -> None:
    """A Jupyter data folder whose Python kernel is ``interpreter``, before all other kernels."""
    kernel = folder / "kernels" / "python3"
    kernel.mkdir(parents=True)
    spec = {
        "argv": [interpreter, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Python 3 (styrkort)",
        "language": "python",
        "metadata": {"debugger": True},
    }
    (kernel / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")


def _first(folder: str, others: str | None) -> str:
    return os.pathsep.join([folder, *([others] if others else [])])


def _wait(command: list[str], environment: dict[str, str]) -> int:
    """The command's exit code; Ctrl-C is JupyterLab's own to answer."""
    with subprocess.Popen(command, env=environment) as process:
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
