"""What a document is called: its own first heading, else what it says of itself, else its file."""

from collections.abc import Mapping
from typing import Any

from styrkort.render.findings import Findings
from styrkort.render.tree import Element, descendants, inside, text_of

__all__ = ["lift_title"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNNAMED = "Dokument"


def lift_title(
    body: Element, notebook: Mapping[str, Any], name: str, ours: bool, found: Findings
) -> tuple[str, bool]:
    """Take the title out of the body; also whether the other headings go one level down.

    A heading of level 1 is the title, or the one heading that stands above all others. Where
    parts of a stranger's notebook are headed by level 1 too, every heading moves down with them.
    """
    heading = _title_heading(body)
    title = text_of(heading) if heading is not None else ""
    if heading is not None:
        _drop_keeping_images(heading)
    others = [h for h in descendants(body, "h1") if text_of(h)]
    if ours:
        for other in others:
            found.at(other, f"rubriken ”{text_of(other)}” har flyttats från nivå 1 till nivå 2.")
            other.tag = "h2"
    stated = notebook.get("title")
    own = stated.strip() if isinstance(stated, str) else ""
    return title or own or name.strip() or _UNNAMED, bool(others) and not ours


def _title_heading(body: Element) -> Element | None:
    headings = [h for h in descendants(body, *_HEADINGS) if text_of(h) and not inside(h, "table")]
    for heading in headings:
        if heading.tag == "h1":
            return heading
    if len(headings) < 2 or any(h.tag <= headings[0].tag for h in headings[1:]):
        return None
    return headings[0]


def _drop_keeping_images(heading: Element) -> None:
    """A logotype in the title stays as the first thing under it."""
    images = descendants(heading, "img")
    if images:
        heading.tag = "p"
        heading.text = None
        for node in list(heading):
            heading.remove(node)
        for image in images:
            image.tail = None
            heading.append(image)
    else:
        heading.drop_tree()
