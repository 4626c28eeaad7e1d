"""Settling what varies between two runs of the same inputs, and writing nbformat's bytes.

Times, paths and versions go; random ids become numbers in the order they appear. Nothing that
the analyst typed is touched.
"""

import json
import re
from itertools import count
from typing import Any

from styrkort.notebook.shape import (
    INJECTED,
    Cell,
    Notebook,
    has_tag,
    is_code,
    source,
    with_metadata,
    with_tags,
)
from styrkort.notebook.shape import tags as tags_of

__all__ = ["INJECTED_ID", "settle", "to_bytes"]

INJECTED_ID = "inlagda-parametrar"
"""Id of the cell in which papermill puts the run's parameters."""

_RUN_TRACES = ("papermill", "execution", "ExecuteTime", "trusted")
_TRANSIENT = ("papermill", "signature", "orig_nbformat", "orig_nbformat_minor")
_ERROR_MARKER = "papermill-error-cell-tag"

_STYLER = re.compile(r"\bT_([0-9a-f]{5})(?=[_\"'\s{#.,>:]|$)")
_UUID_ID = re.compile(
    r"""\bid=["']([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})["']"""
)
_ADDRESS = re.compile(r"\bat 0x[0-9A-Fa-f]{6,16}\b")
_KERNEL_FILE = re.compile(r"[^\s\"'<>(]*[/\\]ipykernel_\d+[/\\](\d+)\.py")
_SVG_DATE = re.compile(r"<dc:date>[^<]*</dc:date>")


def settle(nb: Notebook) -> Notebook:
    """The executed notebook without what differs between two runs of the same inputs."""
    metadata = {key: v for key, v in nb["metadata"].items() if key not in _TRANSIENT}
    language = metadata.get("language_info")
    if isinstance(language, dict):
        metadata["language_info"] = {k: v for k, v in language.items() if k != "version"}
    stable = _Numbers()
    cells = [_settled_cell(c, stable) for c in nb["cells"] if not has_tag(c, _ERROR_MARKER)]
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


class _Numbers:
    """Random ids → numbers in the order they were first seen."""

    def __init__(self) -> None:
        self._next = count(1)
        self._seen: dict[str, int] = {}

    def __call__(self, random: str) -> int:
        if random not in self._seen:
            self._seen[random] = next(self._next)
        return self._seen[random]


def _settled_cell(cell: Cell, stable: _Numbers) -> Cell:
    bare = with_metadata(cell, **dict.fromkeys(_RUN_TRACES))
    bare = with_tags(bare, tags_of(bare))
    if has_tag(bare, INJECTED):
        own = {"cell": INJECTED_ID, "grund": source(bare)}
        bare = with_metadata({**bare, "id": INJECTED_ID}, styrkort=own)
    if not is_code(bare):
        return bare
    return {**bare, "outputs": [_settled_output(o, stable) for o in bare["outputs"]]}


def _settled_output(output: dict[str, Any], stable: _Numbers) -> dict[str, Any]:
    settled = dict(output)
    if isinstance(settled.get("text"), str):
        settled["text"] = _settled_text(settled["text"])
    if isinstance(settled.get("evalue"), str):
        settled["evalue"] = _settled_text(settled["evalue"])
    if isinstance(settled.get("traceback"), list):
        settled["traceback"] = [_settled_text(str(line)) for line in settled["traceback"]]
    if isinstance(settled.get("data"), dict):
        settled["data"] = {m: _settled_datum(m, v, stable) for m, v in settled["data"].items()}
    return settled


def _settled_datum(mime: str, value: Any, stable: _Numbers) -> Any:
    if not isinstance(value, str):
        return value
    if mime == "image/svg+xml":
        return _SVG_DATE.sub("<dc:date></dc:date>", value)
    if not mime.startswith("text/"):
        return value
    text = _settled_text(value)
    return _settled_ids(text, stable) if mime == "text/html" else text


def _settled_text(text: str) -> str:
    if "at 0x" in text:
        text = _ADDRESS.sub("at 0x…", text)
    if "ipykernel_" in text:
        text = _KERNEL_FILE.sub(r"cell-\1.py", text)
    return text


def _settled_ids(html: str, stable: _Numbers) -> str:
    """pandas' Styler and others mark their tables with random ids."""
    if 'id="T_' in html:
        html = _STYLER.sub(lambda m: f"T_{stable(m[1]):05x}", html)
    for random in dict.fromkeys(_UUID_ID.findall(html)):
        html = html.replace(random, f"id-{stable(random)}")
    return html


def to_bytes(nb: Notebook) -> bytes:
    """The notebook as nbformat writes it: sorted keys, one line of text a string, UTF-8."""
    cells = [_split_cell(cell) for cell in nb["cells"]]
    text = json.dumps({**nb, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True)
    return (_LONE_SURROGATE.sub("\ufffd", text) + "\n").encode()


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _split_cell(cell: Cell) -> Cell:
    split = {**cell, "source": source(cell).splitlines(keepends=True)}
    if "attachments" in cell:
        split["attachments"] = {name: _split_data(a) for name, a in cell["attachments"].items()}
    if is_code(cell):
        split["outputs"] = [_split_output(output) for output in cell["outputs"]]
    return split


def _split_output(output: dict[str, Any]) -> dict[str, Any]:
    split = dict(output)
    if isinstance(split.get("text"), str):
        split["text"] = split["text"].splitlines(keepends=True)
    if isinstance(split.get("data"), dict):
        split["data"] = _split_data(split["data"])
    return split


def _split_data(data: dict[str, Any]) -> dict[str, Any]:
    return {mime: _lines(mime, value) for mime, value in data.items()}


def _lines(mime: str, value: Any) -> Any:
    """Text in lines, for those who compare versions; the rest stays in one piece."""
    in_lines = mime.startswith("text/") or mime in ("application/javascript", "image/svg+xml")
    return value.splitlines(keepends=True) if in_lines and isinstance(value, str) else value
