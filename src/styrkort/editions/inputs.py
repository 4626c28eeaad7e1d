"""Whether a run's inputs and products are still what its manifest says that they were."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from styrkort.approval.content import numbers_of
from styrkort.errors import InputError
from styrkort.inputs import files_read, source_files
from styrkort.notebook import Notebook
from styrkort.period import Period
from styrkort.plan import load_plan
from styrkort.runs.master import MASTER, master_path
from styrkort.scorecard import SourceFile

__all__ = ["added_inputs", "changed_inputs", "changed_products", "listed_inputs"]

_FILES = ("params/", "data/", MASTER)
"""How names of files begin; others are answers of databases, which aren't asked again."""


def listed_inputs(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The run's input files: name → SHA-256."""
    found = manifest.get("indata")
    entries = found if isinstance(found, list) else []
    named = {
        str(entry.get("namn")): str(entry.get("sha256"))
        for entry in entries
        if isinstance(entry, Mapping)
    }
    return {name: sha256 for name, sha256 in named.items() if name.startswith(_FILES)}


def changed_inputs(
    root: Path, division: str, period: Period, manifest: Mapping[str, Any]
) -> list[str]:
    """Each input that isn't what it was when the run read it: "data/x/2022/y.csv är ändrad"."""
    now = _inputs_now(root, division, period)
    return [
        f"{name} är ändrad" if name in now else f"{name} finns inte längre"
        for name, sha256 in listed_inputs(manifest).items()
        if name not in now or now[name].sha256 != sha256
    ]


def added_inputs(
    root: Path, division: str, period: Period, manifest: Mapping[str, Any]
) -> list[str]:
    """Each file that the run didn't read and one would read now: "… har kommit till"."""
    now = _inputs_now(root, division, period)
    read = _read_now(root, division, period, tuple(now.values()))
    return [f"{name} har kommit till" for name in sorted(read - listed_inputs(manifest).keys())]


def _inputs_now(root: Path, division: str, period: Period) -> dict[str, SourceFile]:
    found = {file.name: file for file in source_files(root, division, period)}
    try:
        master = master_path(root).read_bytes()
    except (InputError, OSError):
        return found
    return {MASTER: SourceFile(MASTER, hashlib.sha256(master).hexdigest()), **found}


def _read_now(root: Path, division: str, period: Period, files: tuple[SourceFile, ...]) -> set[str]:
    """The files that a report would stand on now; none where the plan can't be read."""
    name = f"params/{division}/{period.year}/plan.yaml"
    try:
        plan = load_plan(root / name, name)
    except InputError:
        return set()
    return {file.name for file in files_read(root, division, plan, files)}


def changed_products(folder: Path, nb: Notebook, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Each of the run's products that isn't what the run left: results, and the numbers shown."""
    results = manifest.get("resultat")
    for name, sha256 in results.items() if isinstance(results, Mapping) else ():
        try:
            now = hashlib.sha256((folder / str(name)).read_bytes()).hexdigest()
        except OSError:
            yield f"{name} finns inte"
            continue
        if now != sha256:
            yield f"{name} är ändrad"
    if manifest.get("siffror") != numbers_of(nb):
        yield "notebookens siffror och tabeller är inte de som körningen gav"
