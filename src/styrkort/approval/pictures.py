"""Pictures that words show from files beside the notebook: part of what is approved."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from styrkort.notebook.shape import Notebook, kind, source

__all__ = ["pictures_beside"]

_SHOWN: Final = re.compile(
    r"""!\[[^\]]*\]\(\s*(?:<([^>\n]+)>|([^\s)]+))|\ssrc\s*=\s*["']?([^"'>\s]+)|"""
    r"""^\s{0,3}\[[^\]]+\]:\s*(\S+)""",
    re.MULTILINE,
)
"""Inline and reference images of markdown, and HTML's."""
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def pictures_beside(nb: Notebook, folder: Path) -> dict[str, bytes]:
    """The files in ``folder``, or below it, that the notebook's words show: name → content."""
    found: dict[str, bytes] = {}
    home = folder.resolve()
    for name in sorted(set(_names(nb))):
        try:
            path = (home / name).resolve()
            if path.is_relative_to(home) and path.is_file():
                found[PurePosixPath(name).as_posix()] = path.read_bytes()
        except (OSError, ValueError):
            continue  # the document says in its place that the picture is missing
    return found


def _names(nb: Notebook) -> Iterator[str]:
    for cell in nb["cells"]:
        if kind(cell) == "code":
            continue
        for match in _SHOWN.finditer(source(cell)):
            named = next((group for group in match.groups() if group), "")
            if named and not _ELSEWHERE.match(named):
                path = PurePosixPath(unquote(named.partition("?")[0].partition("#")[0]))
                if not path.is_absolute() and ".." not in path.parts and path.name:
                    yield path.as_posix()
