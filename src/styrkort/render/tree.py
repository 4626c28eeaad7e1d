"""Small moves in an element tree that lxml leaves to its users."""

from typing import TypeAlias

from lxml import etree, html
from lxml.html import HtmlElement

__all__ = [
    "Element",
    "cut",
    "descendants",
    "fragment",
    "holds_place",
    "inside",
    "make",
    "rename",
    "shows",
    "text_of",
]  # fmt: skip

Element: TypeAlias = HtmlElement


def cut(node: etree._Element) -> None:
    """Takes the element and all in it away; the text behind it stays where it was."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def make(tag: str, text: str = "", **attributes: str) -> Element:
    """A new element; an attribute name ends in _ where Python reserves the word."""
    element: Element = html.Element(tag)
    element.text = text or None
    for name, value in attributes.items():
        element.set(name.rstrip("_").replace("_", "-"), value)
    return element


def fragment(markup: str) -> Element:
    """Markup as the content of a new div."""
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    source = f"<div>{markup}</div>".encode("utf-8", "replace")
    found: Element = html.document_fromstring(source, parser=parser).find(".//div")
    found.getparent().remove(found)
    return found


def descendants(root: Element, *tags: str) -> list[Element]:
    """Elements with these tags below the root, in document order, as they are now."""
    return [node for node in root.iter(*tags) if node is not root]


def inside(node: Element, *tags: str) -> bool:
    """Whether one of the node's ancestors has one of these tags."""
    return next(node.iterancestors(*tags), None) is not None


def text_of(node: Element) -> str:
    """Its words with single spaces; an image speaks by its alternative text."""
    return " ".join("".join(_words(node)).split())


def _words(node: Element) -> list[str]:
    if node.find(".//img") is None:
        return list(node.itertext())
    words = [node.text or ""]
    for child in node:
        words += [child.get("alt", "")] if child.tag == "img" else _words(child)
        words.append(child.tail or "")
    return words


def shows(node: Element) -> bool:
    """Whether it says or shows anything."""
    return bool(text_of(node)) or node.find(".//img") is not None or node.tag == "img"


def holds_place(node: Element) -> bool:
    """Whether something in it can be linked to."""
    return any(step.get("id") or step.get("name") for step in node.iter())


def rename(node: Element, tag: str) -> None:
    """Another kind of element with the same content; what belonged to the old kind goes."""
    node.tag = tag
    for name in set(node.attrib) - {"id", "lang", "dir", "title"}:
        del node.attrib[name]
