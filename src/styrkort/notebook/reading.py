"""Reading a notebook file: raw JSON, every shape of nbformat 4 settled into one.

nbformat itself is not used: it gives cells without ids new random ones at every reading, and
then nothing can be carried from one run to the next.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from styrkort.errors import InputError
from styrkort.notebook.shape import Cell, Notebook, content_id, free_id, ours
from styrkort.refusals import why

__all__ = ["REMEDY", "parse", "read"]

_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_JSON = re.compile(r"application/.*\+json")
_KINDS = ("markdown", "code", "raw")
REMEDY = (
    "Hämta en tidigare version ur mappen historik/ eller en säkerhetskopia, eller rätta filen. "
    "Inget har skrivits över."
)
"""What to do about a period's notebook that can't be read; other files have other remedies."""


def read(path: Path, name: str = "") -> Notebook:
    """The notebook at ``path`` in one settled shape: nbformat 4.5, text as strings, ids on all.

    The same file gives the same ids at every reading. ``name`` is the file in messages.
    InputError where the file can't be read as a notebook; it says what to do.
    """
    name = name or path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{name}: filen kan inte läsas ({why(error)}). "
            "Kontrollera att den finns och att du har rätt att läsa den."
        ) from error
    return parse(data, name)


def parse(data: bytes, name: str) -> Notebook:
    """As :func:`read`, of the file's bytes."""
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: filen är inte text i UTF-8. {REMEDY}") from error
    except json.JSONDecodeError as error:
        where = f"rad {error.lineno}, kolumn {error.colno}"
        raise InputError(f"{name}: filen är skadad ({where} är inte JSON). {REMEDY}") from error
    except ValueError as error:  # JSON has no limit to a number's digits, Python has
        raise InputError(f"{name}: filen är skadad (ett tal är för långt). {REMEDY}") from error
    except RecursionError as error:
        raise InputError(f"{name}: filen är skadad (för djupt nästlad). {REMEDY}") from error
    return _notebook(raw, name)


def _notebook(raw: Any, name: str) -> Notebook:
    if not isinstance(raw, dict) or type(raw.get("nbformat")) is not int:
        _broken(name, "filen är ingen Jupyter-notebook")
    if raw["nbformat"] > 4:
        raise InputError(
            f"{name}: filen är sparad i nbformat {raw['nbformat']}, som är nyare än den här "
            "versionen kan läsa. Spara den i nbformat 4, eller uppgradera styrkort."
        )
    if raw["nbformat"] < 4:
        raise InputError(
            f"{name}: filen är sparad i det gamla formatet nbformat {raw['nbformat']}. "
            "Öppna den i JupyterLab och spara den igen, så blir det nbformat 4."
        )
    if not isinstance(raw.get("cells"), list):
        _broken(name, "filen saknar celler")
    metadata = raw.get("metadata")
    cells = [_cell(cell, number, name) for number, cell in enumerate(raw["cells"], start=1)]
    return {
        "cells": _with_ids(cells),
        "metadata": metadata if isinstance(metadata, dict) else {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _broken(name: str, what: str) -> NoReturn:
    raise InputError(f"{name}: {what}. {REMEDY}")


def _cell(raw: Any, number: int, name: str) -> Cell:
    if not isinstance(raw, dict) or raw.get("cell_type") not in _KINDS:
        _broken(name, f"cell nummer {number} är inte av slaget markdown, code eller raw")
    text = _joined(raw.get("source", ""))
    if text is None:
        _broken(name, f"innehållet i cell nummer {number} är inte text")
    metadata = raw.get("metadata")
    cell = {**raw, "source": text, "metadata": metadata if isinstance(metadata, dict) else {}}
    if raw["cell_type"] != "code":
        bare = {key: value for key, value in cell.items() if key not in _CODE_ONLY}
        return _with_attachments(bare)
    outputs = raw.get("outputs")
    shown = outputs if isinstance(outputs, list) else ()
    cell["outputs"] = [_output(o) for o in shown if isinstance(o, dict)]
    cell["execution_count"] = raw.get("execution_count")
    return {key: value for key, value in cell.items() if key != "attachments"}


def _with_attachments(cell: Cell) -> Cell:
    """Pasted pictures as they are; anything else under that key is no attachment."""
    found = cell.pop("attachments", None)
    if not isinstance(found, dict) or not found:
        return cell
    named = {name: _data(data) for name, data in found.items() if isinstance(data, dict)}
    return {**cell, "attachments": named}


_CODE_ONLY = ("outputs", "execution_count", "prompt_number")


def _joined(text: Any) -> str | None:
    """Text that may be split into lines; None where it isn't text."""
    if isinstance(text, str):
        return text
    if isinstance(text, list) and all(isinstance(line, str) for line in text):
        return "".join(text)
    return None


def _output(raw: dict[str, Any]) -> dict[str, Any]:
    output = dict(raw)
    text = _joined(raw.get("text"))
    if text is not None:
        output["text"] = text
    if isinstance(raw.get("data"), dict):
        output["data"] = _data(raw["data"])
    return output


def _data(raw: dict[str, Any]) -> dict[str, Any]:
    return {mime: _datum(mime, value) for mime, value in raw.items()}


def _datum(mime: str, value: Any) -> Any:
    """JSON stays as it is: a list there is a list, not lines of text."""
    joined = None if mime == "application/json" or _JSON.fullmatch(mime) else _joined(value)
    return value if joined is None else joined


def _with_ids(cells: list[Cell]) -> list[Cell]:
    """Every cell with an id of its own; the first of several bearers keeps one."""
    settled, taken = [], _kept_ids(cells)
    seen: set[str] = set()
    for cell in cells:
        own = cell.get("id")
        if not _valid(own) or own in seen:
            own = free_id(_lost_id(cell, taken), taken)
            taken.add(own)
        seen.add(str(own))
        settled.append({**cell, "id": own})
    return settled


def _kept_ids(cells: Iterable[Cell]) -> set[str]:
    return {str(cell["id"]) for cell in cells if _valid(cell.get("id"))}


def _valid(own: Any) -> bool:
    return isinstance(own, str) and _ID.fullmatch(own) is not None


def _lost_id(cell: Cell, taken: set[str]) -> str:
    """The id that an old editor dropped, if styrkort noted it; else one from the content."""
    noted = ours(cell).get("cell")
    return str(noted) if _valid(noted) and noted not in taken else content_id(cell)
