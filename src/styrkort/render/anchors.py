"""Places to go to and links that go there: every id once, no link that leads nowhere."""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from styrkort.render.findings import Findings
from styrkort.render.tree import Element, descendants, shows, text_of

__all__ = ["anchor_headings", "keep_ids_unique", "lead_links_home", "slug"]

_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
_TYPED: Final = "data-typed"
"""The id that nbconvert would have given a heading: what links written in Jupyter aim at."""


def slug(text: str) -> str:
    """ASCII id: "Hållbar kompetensförsörjning" → hallbar-kompetensforsorjning."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def keep_ids_unique(body: Element, found: Findings, reserved: frozenset[str]) -> None:
    """A second use of an id goes; ``<a name>`` counts as an id."""
    used = set(reserved)
    for node in descendants(body):
        name = node.attrib.pop("name", None)
        id = re.sub(r"\s+", "-", (node.get("id") or name or "").strip())
        node.attrib.pop("id", None)
        if not id:
            continue
        if id in used:
            found.at(node, f"ankaret {id} finns redan och är borttaget.")
            continue
        used.add(id)
        node.set("id", id)


def anchor_headings(body: Element, reserved: frozenset[str]) -> None:
    """An id for every heading: the slug of its words, numbered where it is taken."""
    used = set(reserved) | {node.get("id") for node in body.iter() if node.get("id")}
    for heading in descendants(body, *_HEADINGS):
        words = text_of(heading)
        heading.set(_TYPED, words.replace(" ", "-"))
        if heading.get("id"):
            continue
        base = slug(words)[:60].strip("-") or "avsnitt"
        id, number = base, 1
        while id in used:
            number += 1
            id = f"{base}-{number}"
        used.add(id)
        heading.set("id", id)


def lead_links_home(body: Element, found: Findings, reserved: frozenset[str]) -> None:
    """Links inside the document aim at ids that exist; others, and empty ones, become text."""
    ids = {node.get("id"): node.get("id") for node in body.iter() if node.get("id")}
    ids |= {id: id for id in reserved}
    aliases = _aliases(body)
    for link in descendants(body, "a"):
        href = link.get("href")
        if href is None:
            link.tag = "span"
        elif not shows(link):
            found.at(link, f"en länk utan ord till {href[:80]} är borttagen.")
            _unlink(link)
        elif href.startswith("#"):
            _aim(link, unquote(href[1:]), ids, aliases, found)
        elif next(link.iterancestors("a"), None) is not None:
            _unlink(link)
    for heading in descendants(body, *_HEADINGS):
        heading.attrib.pop(_TYPED, None)


def _aliases(body: Element) -> dict[str, str]:
    """Other names for a heading's id, the first heading's where several share one."""
    names: dict[str, str] = {}
    for heading in descendants(body, *_HEADINGS):
        for name in (heading.get(_TYPED, ""), slug(heading.get(_TYPED, ""))):
            names.setdefault(name.lower(), heading.get("id", ""))
    return names


def _aim(
    link: Element, name: str, ids: dict[str, str], aliases: dict[str, str], found: Findings
) -> None:
    target = ids.get(name) or aliases.get(name.lower()) or aliases.get(slug(name))
    if target:
        link.set("href", f"#{target}")
        return
    if name:
        found.at(link, f"länken ”{text_of(link)}” leder till #{name}, som inte finns.")
    _unlink(link)


def _unlink(link: Element) -> None:
    """The link as plain text; a place that others link to stays one."""
    if link.get("id"):
        link.attrib.pop("href", None)
        link.tag = "span"
    elif len(link) or link.text:
        link.drop_tag()
    else:
        link.drop_tree()
