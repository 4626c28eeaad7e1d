"""Typst called: a folder with template and pictures, fonts from packages, both standards always."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import typst

__all__ = ["STANDARDS", "RefusedError", "Room", "room"]

STANDARDS: Final = ("ua-1", "a-2a")
_USUAL_SLACK: Final = "#let slack = 1\n"
_CLOSE_SLACK: Final = "#let slack = 0.7\n"
_LINE: Final = re.compile(r"┌─ [^\n]*?__typst_py_bytes__\.typ:(\d+):")


class RefusedError(Exception):
    """Typst refused the source; ``lines`` are the source lines it named, counted from 1."""

    def __init__(self, message: str, lines: tuple[int, ...]) -> None:
        super().__init__(message)
        self.lines = lines


class Room:
    """A folder of its own for one document: the template, its pictures, and the compiler."""

    def __init__(self, folder: Path, timestamp: int) -> None:
        self._timestamp = timestamp
        self._folder = folder
        template = files("styrkort.render") / "typst" / "styrkort.typ"
        text = template.read_text("utf-8")
        (folder / "styrkort.typ").write_text(text, "utf-8")
        (folder / "close.typ").write_text(text.replace(_USUAL_SLACK, _CLOSE_SLACK), "utf-8")
        self._compiler = typst.Compiler(root=str(folder), font_paths=_fonts())

    def put(self, name: str, data: bytes) -> None:
        """A file that the source may name."""
        (self._folder / name).write_bytes(data)

    def pdf(self, source: str) -> bytes:
        """The document's bytes; RefusedError where Typst finds anything wrong."""
        try:
            made = self._compiler.compile(
                input=source.encode(),
                format="pdf",
                pdf_standards=list(STANDARDS),
                timestamp=self._timestamp,
            )
        except typst.TypstError as error:
            raise RefusedError(str(error.message), _lines(error)) from error
        except BaseException as error:
            # A picture can make the compiler panic, which isn't an Exception.
            if type(error).__name__ != "PanicException":
                raise
            raise RefusedError(str(error), ()) from error
        if not isinstance(made, bytes):
            raise RefusedError("no document", ())
        return made


@contextmanager
def room(timestamp: int) -> Iterator[Room]:
    """A room that is cleared away afterwards."""
    with tempfile.TemporaryDirectory(prefix="styrkort-") as folder:
        yield Room(Path(folder), timestamp)


@cache
def _fonts() -> Any:
    """Fonts from locked packages only, so that glyphs don't depend on the machine."""
    folders = [
        _inside("fontpkg_ibm_plex_sans", "files"),
        _inside("matplotlib", "mpl-data/fonts/ttf"),
    ]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _inside(package: str, folder: str) -> str:
    """A folder of a package that needn't be imported for it."""
    found = find_spec(package)
    places = list(found.submodule_search_locations or []) if found else []
    return str(Path(places[0]) / folder) if places else ""


def _lines(error: typst.TypstError) -> tuple[int, ...]:
    text = "\n".join([str(error.diagnostic), *map(str, error.trace)])
    return tuple(dict.fromkeys(int(line) for line in _LINE.findall(text)))
