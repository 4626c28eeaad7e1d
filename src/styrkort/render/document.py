"""An executed notebook as one document: the model that HTML and PDF both print.

Markdown is parsed once, here; whatever a cell holds is harmless afterwards; own blocks come from
their JSON form; images are inside; headings, tables and links are mended.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from styrkort.blocks import Block, Facts, Figure
from styrkort.markup import to_html
from styrkort.render.cells import BLOCK, PERSPECTIVE, SHORT, Gathered, gather
from styrkort.render.findings import CELL, Findings
from styrkort.render.images import resolve_images
from styrkort.render.maths import render_maths
from styrkort.render.mend import mend
from styrkort.render.titles import lift_title
from styrkort.render.tree import Element, descendants, fragment, text_of
from styrkort.render.vector import inline_svg

__all__ = ["PAGE_IDS", "Contents", "Document", "document"]

PAGE_IDS: Final = frozenset({"innehall", "innehallsforteckning"})
"""Ids of the page around the document."""
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_OWN_LANGUAGE: Final = "sv"


@dataclass(frozen=True, slots=True)
class Contents:
    """Innehåll: one line of the table of contents."""

    level: int
    """2 or 3, the heading's level."""
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """Dokument: everything there is to print, without the page around it."""

    title: str
    """The one h1, as text; it stands outside ``body``."""
    lang: str
    """BCP 47; "sv" where a notebook doesn't say."""
    facts: Facts | None
    """Title block around the h1; also outside ``body``."""
    body: Element
    """A div: headings from level 2 (a perspective's has class ``perspektiv``), ids unique, images
    as data: URIs, formulas as ``span.math`` with ``data-tex``, comments in
    ``section.kommentar``, each own block as ``div[data-block=N]`` holding its HTML.
    Shared: change a copy."""
    blocks: tuple[Block, ...]
    """Block N is what ``data-block="N"`` stands for."""
    toc: tuple[Contents, ...]
    meta: Mapping[str, Any]
    """metadata.styrkort; empty where the notebook isn't ours."""
    findings: tuple[str, ...]
    """What was mended or left out, in Swedish, naming the cell."""

    @property
    def is_draft(self) -> bool:
        """Arbetsversion: a report of ours that hasn't been published."""
        return bool(self.meta) and self.meta.get("status", "arbetsversion") == "arbetsversion"


def document(nb: Mapping[str, Any], resources: Mapping[str, Any] | None = None) -> Document:
    """The notebook as a document.

    ``resources["metadata"]`` may give ``path`` (the notebook's folder, for images beside it) and
    ``name``. Raises InputError where a report of ours names an unknown inline value.
    """
    notebook = nb.get("metadata") or {}
    place = (resources or {}).get("metadata") or {}
    meta = _own_metadata(notebook)
    found = Findings()
    gathered = gather(nb, meta.get("namn", {}) if meta else None, found)
    folder = Path(place["path"]) if "path" in place else None
    resolve_images(gathered.body, gathered.attachments, folder, found)
    render_maths(gathered.body, found)
    title, shift = lift_title(
        gathered.body, notebook, str(place.get("name") or ""), bool(meta), found
    )
    _finish(gathered, shift, found)
    lang = _OWN_LANGUAGE if meta else _stated_language(notebook)
    return Document(
        title, lang, gathered.facts, gathered.body, tuple(gathered.blocks),
        _contents(gathered.body), meta, tuple(found),
    )  # fmt: skip


def _own_metadata(notebook: Mapping[str, Any]) -> Mapping[str, Any]:
    meta = notebook.get("styrkort")
    return meta if isinstance(meta, Mapping) else {}


def _stated_language(notebook: Mapping[str, Any]) -> str:
    """The language of the words, as the notebook's metadata states it; never the kernel's."""
    for key in ("lang", "language", "language_code"):
        stated = notebook.get(key)
        if isinstance(stated, str) and _LANGUAGE.fullmatch(stated.replace("_", "-")):
            return stated.replace("_", "-")
    return _OWN_LANGUAGE


def _finish(gathered: Gathered, shift: bool, found: Findings) -> None:
    """Mend the body, then put the blocks' HTML in; cells leave no trace."""
    drawn = [fragment(to_html(_drawable(block, n))) for n, block in enumerate(gathered.blocks)]
    own_ids = frozenset(node.get("id") for part in drawn for node in part.iter() if node.get("id"))
    mend(gathered.body, found, PAGE_IDS | own_ids, shift)
    for cell in descendants(gathered.body, "div"):
        if cell.get(CELL) is not None:
            cell.drop_tag()
    for holder in descendants(gathered.body, "div"):
        number = holder.get(BLOCK)
        if number is not None:
            holder.extend(list(drawn[int(number)]))
    _drop_dead_links(gathered.body)


def _drawable(block: Block, number: int) -> Block:
    """The block as it may stand in a page: drawings strictly drawing, ids their own."""
    if not isinstance(block, Figure):
        return block
    return replace(
        block,
        svg=inline_svg(block.svg, f"b{number}v-"),
        narrow_svg=inline_svg(block.narrow_svg, f"b{number}s-"),
    )


def _drop_dead_links(body: Element) -> None:
    """Blocks point at headings by slug; where an analyst has renamed one, the words remain."""
    ids = {node.get("id") for node in body.iter() if node.get("id")}
    for link in descendants(body, "a"):
        href = link.get("href") or ""
        if href.startswith("#") and href[1:] not in ids:
            link.drop_tag()


def _contents(body: Element) -> tuple[Contents, ...]:
    """Headings of two levels; in a report of ours the second level is the perspectives."""
    headings = descendants(body, "h2", "h3")
    own = any(heading.get("class") == PERSPECTIVE for heading in headings)
    lines = []
    for heading in headings:
        short = heading.attrib.pop(SHORT, None)
        if heading.tag == "h2" or not own or heading.get("class") == PERSPECTIVE:
            text = short or text_of(heading)
            lines.append(Contents(int(heading.tag[1]), heading.get("id", ""), text))
    return tuple(lines)
