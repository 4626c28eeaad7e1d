"""A markdown text → the paragraphs that its reader sees, values filled in."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from styrkort.inline import fill, unknown

__all__ = ["filled", "paragraphs"]

_BLOCKS = re.compile(
    "address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|figcaption|figure|footer"
    "|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul"
)
_CELLS = ("td", "th")
_UNREAD = ("script", "style", "template", "head", "title")


def filled(source: str, names: Mapping[str, str]) -> str:
    """The markdown with inline values as shown; one that nobody knows stays as typed."""
    as_typed = {name: "{eval}`" + name + "`" for name in unknown(source, names)}
    return fill(source, {**names, **as_typed}, "")


def paragraphs(markdown: str) -> tuple[str, ...]:
    """The text as printed, a paragraph, heading, list item or table row each; none is empty."""
    if not markdown.strip():
        return ()
    from lxml import html

    tree = html.fragment_fromstring(_html(markdown), create_parent="div")
    lines: list[str] = [""]
    _read(tree, lines)
    settled = (" ".join(line.replace("\n", " ").split(" ")).strip(" |") for line in lines)
    return tuple(" ".join(filter(None, line.split(" "))) for line in settled if line)


def _html(markdown: str) -> str:
    return str(_parser().render(markdown))


@cache
def _parser() -> Any:
    """nbconvert's, as for the page. Importing it takes long, so it comes with the first text."""
    from mistune import HTMLRenderer
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    class Renderer(IPythonRenderer):
        image = HTMLRenderer.image  # the words about the picture; its file is never opened

    return MarkdownWithMath(renderer=Renderer(escape=False, exclude_anchor_links=True))


def _read(node: Any, lines: list[str]) -> None:
    """The element's words on the last line, or on lines of their own where it is a block."""
    if not isinstance(node.tag, str) or node.tag in _UNREAD:
        return
    if _BLOCKS.fullmatch(node.tag):
        lines.append("")
    lines[-1] += _opening(node) + (node.text or "")
    for child in node:
        _read(child, lines)
        lines[-1] += child.tail or ""
    if node.tag in _CELLS:
        lines[-1] += " | "
    elif _BLOCKS.fullmatch(node.tag):
        lines.append("")


def _opening(node: Any) -> str:
    """What is seen where an element without words stands."""
    if node.tag == "br":
        return " "
    if node.tag == "img":
        return f"[bild: {node.get('alt') or 'utan beskrivning'}]"
    return ""
