"""What the elements of a document's body are: questions about one node of the tree."""

from collections.abc import Iterable
from typing import Final

from lxml import etree

from styrkort.render.typst_text import cleaned

__all__ = [
    "BLOCKS", "all_text", "alternative", "formula_of", "has_block", "inside", "source", "tag_of",
]  # fmt: skip

BLOCKS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"),
        *(
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
        ),
        *(
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
        ),
        *("ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    )
)
"""Elements that begin a line of their own."""


def tag_of(node: etree._Element) -> str:
    """The element's local name in lower case; empty for comments and instructions."""
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def all_text(node: etree._Element) -> str:
    """Every word in the element, white space as it stands."""
    return "".join(map(str, node.itertext()))


def has_block(node: etree._Element) -> bool:
    """Whether something in the element begins a line of its own."""
    return any(tag_of(inner) in BLOCKS for inner in node.iterdescendants())


def inside(node: etree._Element) -> Iterable[etree._Element | str]:
    """An element's text and children, each child followed by its tail."""
    if node.text:
        yield node.text
    for child in node:
        yield child
        if child.tail:
            yield child.tail


def source(node: etree._Element) -> str:
    """What tells pictures apart: an img's src, or the drawing itself."""
    if tag_of(node) == "img":
        return node.get("src") or ""
    return etree.tostring(node, encoding="unicode", with_tail=False)


def alternative(node: etree._Element) -> str:
    """The picture's alternative text, from where HTML and SVG keep it."""
    for name in ("alt", "aria-label", "title"):
        if (node.get(name) or "").strip():
            return cleaned(node.get(name) or "").strip()
    for inner in node.iterdescendants():
        if tag_of(inner) in ("title", "desc") and (inner.text or "").strip():
            return cleaned(inner.text or "").strip()
    return ""


def formula_of(node: etree._Element) -> tuple[str, bool] | None:
    """TeX and whether it stands on a line of its own, if the element is a formula."""
    tag, classes = tag_of(node), (node.get("class") or "").split()
    if tag == "math":
        notes = (n for n in node.iterdescendants() if tag_of(n) == "annotation")
        tex = next((n.text or "" for n in notes if "tex" in (n.get("encoding") or "")), "")
        tex = tex or node.get("alttext") or " ".join(all_text(node).split())
        return tex.strip(), node.get("display") == "block"
    if node.get("data-tex") is not None:
        return (node.get("data-tex") or "").strip(), "display" in classes
    if "math" in classes:
        tex = all_text(node).strip()
        return _undelimited(tex), "display" in classes or tex.startswith(("$$", r"\["))
    return None


def _undelimited(tex: str) -> str:
    for start, end in (("$$", "$$"), (r"\[", r"\]"), (r"\(", r"\)"), ("$", "$")):
        if tex.startswith(start) and tex.endswith(end) and len(tex) >= len(start) + len(end):
            return tex[len(start) : -len(end)].strip()
    return tex
