"""A notebook's cells as one tree of harmless elements; code is never shown, only what it showed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from styrkort.blocks import Block, Facts
from styrkort.errors import InputError
from styrkort.notebook.shape import EDITION_PAGE, REVIEW, is_note
from styrkort.render.comments import COMMENT, as_comment, as_read, unread
from styrkort.render.findings import CELL, Findings
from styrkort.render.outputs import Piece, output_pieces, safe_html, safe_markdown, words_of
from styrkort.render.sanitise import INLINE
from styrkort.render.tree import Element, descendants, fragment, make
from styrkort.tablemarkup import printable

__all__ = ["BLOCK", "COMMENT", "EDITION", "PERSPECTIVE", "SHORT", "Gathered", "gather"]

BLOCK: Final = "data-block"
"""Attribute that says which block stands in an element."""
SHORT: Final = "data-kort"
"""Attribute with a heading's shorter name in the table of contents."""
PERSPECTIVE: Final = "perspektiv"
EDITION: Final = "utgava"
"""Class of the headings of an edition's own pages."""
_PERSPECTIVE_TAG: Final = "per-perspektiv"
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_ALT_COMMENT: Final = re.compile(r"^#\|\s*(?:fig-)?alt:\s*(.+?)\s*$", re.MULTILINE)


@dataclass(slots=True)
class Gathered:
    """The cells in order, each in a div that names it, and what was met on the way."""

    body: Element = field(default_factory=lambda: make("div"))
    blocks: list[Block] = field(default_factory=list)
    facts: Facts | None = None
    attachments: dict[str, Mapping[str, Any]] = field(default_factory=dict)


def gather(nb: Mapping[str, Any], names: Mapping[str, str] | None, found: Findings) -> Gathered:
    """All cells. ``names``: inline name → text in a report of ours, None in other notebooks.

    Raises InputError naming every cell with an unknown inline name.
    """
    gathered = Gathered()
    faults: list[str] = []
    for number, cell in enumerate(nb.get("cells") or (), start=1):
        if not isinstance(cell, Mapping) or (names is not None and _is_beside(cell)):
            continue
        id = _id(cell, number)
        try:
            _add(gathered, cell, id, names, found)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError.gathered(faults)
    return gathered


def _is_beside(cell: Mapping[str, Any]) -> bool:
    """Whether the cell is for whoever works in the notebook: a note, or the list of what to do."""
    return is_note(as_read(cell)) or REVIEW in _tags(cell)


def _id(cell: Mapping[str, Any], number: int) -> str:
    """The cell's id, or its number where it has none that anybody could look for."""
    id = cell.get("id")
    return id if isinstance(id, str) and id else f"nr {number}"


def _add(
    gathered: Gathered,
    cell: Mapping[str, Any],
    id: str,
    names: Mapping[str, str] | None,
    found: Findings,
) -> None:
    attachments = cell.get("attachments")
    if isinstance(attachments, Mapping):
        gathered.attachments[id] = attachments
    place = make("div")
    place.set(CELL, id)
    for piece in _pieces(cell, id, names, found):
        _place(piece, place, gathered)
    tags = _tags(cell)
    if COMMENT in tags:
        as_comment(place, unread(cell) if names is not None else "")
    _mark_headings(place, cell, tags)
    gathered.body.append(place)


def _metadata(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = cell.get("metadata")
    return metadata if isinstance(metadata, Mapping) else {}


def _tags(cell: Mapping[str, Any]) -> tuple[str, ...]:
    tags = _metadata(cell).get("tags")
    return tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()


def _pieces(
    cell: Mapping[str, Any], id: str, names: Mapping[str, str] | None, found: Findings
) -> Iterator[Piece]:
    source = words_of(cell.get("source", cell.get("input")))
    match cell.get("cell_type"):
        case "markdown":
            yield Piece(safe_markdown(_filled(source, names, id), id, found))
        case "heading":  # nbformat 3
            level = cell.get("level") if isinstance(cell.get("level"), int) else 1
            yield Piece(f"<h{level}>{escape(printable(source))}</h{level}>")
        case "raw":
            yield from _raw(source, _metadata(cell), id, found)
        case "code":
            outputs = _filled_outputs(cell.get("outputs") or (), names, id)
            yield from output_pieces(outputs, id, found, _stated_alt(cell, source))


def _filled(source: str, names: Mapping[str, str] | None, id: str) -> str:
    """The words with inline values in them; in other notebooks as typed."""
    if names is None or "{eval}" not in source:
        return source
    from styrkort.inline import fill

    return str(fill(source, dict(names), f"cell {id}"))


def _filled_outputs(
    outputs: Iterable[Any], names: Mapping[str, str] | None, id: str
) -> Iterator[Any]:
    """Outputs whose markdown (the plan's own texts) may quote values too."""
    for output in outputs:
        data = output.get("data") if isinstance(output, Mapping) else None
        if names is not None and isinstance(data, Mapping) and "text/markdown" in data:
            words = _filled(words_of(data["text/markdown"]), names, id)
            yield {**output, "data": {**data, "text/markdown": words}}
        else:
            yield output


def _raw(source: str, metadata: Mapping[str, Any], id: str, found: Findings) -> Iterator[Piece]:
    """A raw cell in a form that a document can hold; what other formats were meant for is not."""
    form = metadata.get("raw_mimetype") or metadata.get("format") or ""
    if form == "text/html":
        yield Piece(safe_html(source, id, found))
    elif form == "text/markdown":
        yield Piece(safe_markdown(source, id, found))
    elif not form:
        if source.strip():
            yield Piece(f"<pre>{escape(printable(source))}</pre>")
    else:
        found.add(id, f"råtext för ett annat format ({form}) är utelämnad.")


def _stated_alt(cell: Mapping[str, Any], source: str) -> str:
    """What the cell itself says that its image shows: metadata, or ``#| fig-alt:`` in the code."""
    metadata = _metadata(cell)
    for key in ("alt", "fig-alt"):
        stated = metadata.get(key)
        if isinstance(stated, str) and stated.strip():
            return stated.strip()
    match = _ALT_COMMENT.search(source)
    return match[1].strip("\"'") if match else ""


def _place(piece: Piece, place: Element, gathered: Gathered) -> None:
    if piece.block is None:
        if piece.html:
            _move(fragment(piece.html), place)
    elif isinstance(piece.block, Facts) and gathered.facts is None:
        gathered.facts = piece.block
    else:
        holder = make("div")
        holder.set(BLOCK, str(len(gathered.blocks)))
        gathered.blocks.append(piece.block)
        place.append(holder)


def _move(source: Element, target: Element) -> None:
    """Everything in ``source`` to the end of ``target``; loose words become paragraphs."""
    paragraph = make("p", source.text or "")
    for child in list(source):
        tail, child.tail = child.tail, None
        if child.tag in INLINE:
            paragraph.append(child)
            child.tail = tail
            continue
        if len(paragraph) or (paragraph.text or "").strip():
            target.append(paragraph)
        target.append(child)
        paragraph = make("p", tail or "")
    if len(paragraph) or (paragraph.text or "").strip():
        target.append(paragraph)


def _mark_headings(place: Element, cell: Mapping[str, Any], tags: tuple[str, ...]) -> None:
    """A perspective's heading is known by its class; a cell may shorten its heading's name."""
    own = _own(cell)
    short = _short_name(cell)
    # An expanded cell names its perspective; the master's own is tagged.
    perspective = _PERSPECTIVE_TAG in tags or own.get("perspektiv") is not None
    for heading in descendants(place, *_HEADINGS):
        if perspective and COMMENT not in tags:
            heading.set("class", PERSPECTIVE)
        elif EDITION_PAGE in own:
            heading.set("class", EDITION)
        if short:
            heading.set(SHORT, short)
            break


def _own(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    own = _metadata(cell).get("styrkort")
    return own if isinstance(own, Mapping) else {}


def _short_name(cell: Mapping[str, Any]) -> str:
    """A shorter name for the heading as the master worded it, not as an analyst has since."""
    own, words = _own(cell), words_of(cell.get("source"))
    short = own.get("kort")
    return short.strip() if isinstance(short, str) and own.get("grund", words) == words else ""
