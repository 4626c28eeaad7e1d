"""What a run was made of: inputs with their hashes, versions, parameters, and what was found."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from styrkort import __version__
from styrkort.scorecard import Report, SourceFile

__all__ = ["as_bytes", "manifest_bytes", "master_file", "versions"]

_LIBRARIES = (
    "babel", "ipykernel", "lxml", "matplotlib", "merge3", "nbclient", "nbconvert", "nh3", "pandas",
    "papermill", "pikepdf", "pydantic", "pypandoc_binary", "python-calamine", "ruamel.yaml",
    "typst", "fontpkg-ibm-plex-sans",
)  # fmt: skip


def manifest_bytes(
    report: Report,
    master: SourceFile,
    results: Mapping[str, bytes],
    numbers: str,
    findings: Iterable[str],
) -> bytes:
    """manifest.json: no times and no places, so that the same inputs give the same bytes.

    ``numbers`` is :func:`styrkort.approval.content.numbers_of` the run's notebook.
    """
    inputs = {file.name: file.sha256 for file in (master, *report.inputs)}
    manifest = {
        "parametrar": {
            "DIVISION": report.division,
            "PERIOD": report.period.code,
            "YEAR": report.period.year,
        },
        "indata": [{"namn": name, "sha256": inputs[name]} for name in sorted(inputs)],
        "versioner": versions(),
        "resultat": {name: _sha256(content) for name, content in sorted(results.items())},
        "siffror": numbers,
        "anmärkningar": list(dict.fromkeys((*report.log, *findings))),
    }
    return as_bytes(manifest)


def as_bytes(manifest: Mapping[str, Any]) -> bytes:
    """The manifest as the file's bytes."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def master_file(content: bytes) -> SourceFile:
    """The master notebook as an input: its name is the same wherever it was found."""
    return SourceFile("notebooks/rapport.ipynb", _sha256(content))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def versions() -> dict[str, str]:
    """Versions of styrkort, Python and the libraries that shape the result, where installed."""
    found = {"styrkort": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue  # a library that is not here shaped nothing
    return found
