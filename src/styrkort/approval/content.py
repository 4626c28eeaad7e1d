"""What of a notebook is approved: its words and its numbers, whatever else is noted in the file.

Tags, ids, bindings, execution counts and HTML made for Jupyter say nothing to a reader, and neither
do the cells that styrkort puts in beside the report (notes, the review list, an edition's pages).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from styrkort.approval.asides import is_aside
from styrkort.approval.pictures import pictures_beside
from styrkort.blocks import MIME
from styrkort.inline import fill, unknown
from styrkort.notebook.shape import Cell, Notebook, is_code, kind, names_in, ours, plain, source
from styrkort.views.summary import OF_THE_FILE

__all__ = ["content_of", "numbers_of", "printed_words"]

Said = list[Any]
"""One thing that a cell says, as JSON values."""


def content_of(nb: Notebook, folder: Path) -> str:
    """SHA-256 of the words as printed, in their order, and of the numbers, exact and as shown.

    ``folder`` is the notebook's: pictures beside it that the words show belong to the content.
    """
    names = names_in(nb)
    said = [one for cell in nb["cells"] if not is_aside(cell) for one in _said(cell, names)]
    pictures = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in pictures_beside(nb, folder).items()
    }
    return _digest([ours(nb).get("fakta", ""), said, pictures])


def numbers_of(nb: Notebook) -> str:
    """SHA-256 of what styrkort's own cells show, of the facts and of the inline values.

    The same wherever in the notebook the cells stand, and whatever words stand between them.
    """
    shown: dict[str, set[str]] = {}
    for cell in nb["cells"]:
        own = str(ours(cell).get("cell", ""))
        if own and is_code(cell) and not is_aside(cell):
            shown.setdefault(own, set()).update(map(_canonical, _shown(cell)))
    cells = {own: sorted(there) for own, there in shown.items() if there}
    return _digest([ours(nb).get("fakta", ""), names_in(nb), cells])


def _said(cell: Cell, names: Mapping[str, str]) -> Iterator[Said]:
    if is_code(cell):
        yield from _shown(cell)
    elif plain(source(cell)).strip():
        yield [kind(cell), plain(printed_words(source(cell), names))]
    for name, data in sorted(cell.get("attachments", {}).items()):
        yield ["bild", name, _data(data)]


def printed_words(text: str, names: Mapping[str, str]) -> str:
    """The words with their inline values; as they are where one of them isn't known."""
    return text if unknown(text, names) else fill(text, names, "")


def _shown(cell: Cell) -> Iterator[Said]:
    """Each output in the one form that says what it is; own blocks as the data they are."""
    for output in cell["outputs"]:
        data = output.get("data")
        if isinstance(data, Mapping) and MIME in data:
            yield ["block", _block(data[MIME])]
        elif isinstance(data, Mapping):
            yield ["visat", _data(data)]
        else:
            kept = {key: output[key] for key in ("text", "ename", "evalue") if key in output}
            yield [str(output.get("output_type")), _settled(kept)]


def _block(block: Any) -> Any:
    """The block without the facts that say which edition the file is."""
    if not isinstance(block, Mapping) or block.get("typ") != "titel":
        return _settled(block)
    facts = block.get("facts")
    if not isinstance(facts, list):
        return _settled(block)
    kept = [fact for fact in facts if not (isinstance(fact, list) and fact[:1] and _own(fact[0]))]
    return _settled({**block, "facts": kept})


def _own(label: object) -> bool:
    return label in OF_THE_FILE


def _data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Forms of one output; pictures without the line ends that editors put in."""
    return {
        mime: "".join(value.split())
        if mime.startswith("image/") and isinstance(value, str)
        else _settled(value)
        for mime, value in sorted(data.items())
    }


def _settled(value: Any) -> Any:
    """The same data as any editor saves it: JavaScript writes 1.0 as 1."""
    if isinstance(value, Mapping):
        return {str(key): _settled(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return plain(value) if isinstance(value, str) else value


def _canonical(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(said: Any) -> str:
    return hashlib.sha256(_canonical(said).encode("utf-8", "replace")).hexdigest()
