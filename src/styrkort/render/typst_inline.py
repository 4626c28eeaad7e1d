"""Inline HTML (a paragraph's inside) as one Typst expression."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from styrkort.render.typst_nodes import all_text, alternative, formula_of, inside, source, tag_of
from styrkort.render.typst_text import cleaned, identifier, language, literal, plain_words, words

__all__ = ["Ink", "Picture", "inline", "joined_code"]

_SILENT: Final = frozenset(
    ("script", "style", "template", "head", "title", "colgroup", "col", "area", "source", "track")
)
_EMPHASIS: Final = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var", "address"), "emph"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("sub",), "sub"),
    **dict.fromkeys(("sup",), "super"),
    **dict.fromkeys(("s", "del", "strike"), "strike"),
    **dict.fromkeys(("u", "ins"), "underline"),
    "mark": "highlight",
    "small": "small",
}
_CODE: Final = frozenset(("code", "kbd", "samp", "tt"))
_SCHEMES: Final = frozenset(("http", "https", "mailto", "tel"))
_DEPTH: Final = 60
"""Deeper nesting than any text needs; below it only the words are kept."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that Typst can draw: its file beside the document, and its size in points."""

    file: str
    width: float
    height: float

    def within(self, widest: float, tallest: float = 620.0) -> float:
        """The width that fits both ways."""
        return min(self.width, widest, tallest * self.width / self.height)


@dataclass(frozen=True, slots=True)
class Ink:
    """What inline writing needs to know of the document around it."""

    formulas: Mapping[str, str] = field(default_factory=dict)
    """TeX → Typst code that is known to compile."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """An img's src, or an inline svg's text → the picture."""
    breaks_in_words: bool = True
    """False in headings: they never hyphenate."""
    run: int = 30
    """Signs without a space before a line may break among them; fewer in narrow cells."""
    widest: float = 317.0
    """Points that a picture may take of the line."""


def joined_code(parts: Iterable[str]) -> str:
    """Expressions after each other as one expression."""
    kept = [part for part in parts if part and part != '""']
    if len(kept) == 1:
        return kept[0]
    return "{" + "; ".join(kept) + "}" if kept else ""


def inline(nodes: Iterable[etree._Element | str], ink: Ink, depth: int = 0) -> str:
    """Text and elements as one expression; empty where there is nothing to print."""
    return joined_code(
        _text(node, ink) if isinstance(node, str) else _element(node, ink, depth) for node in nodes
    )


def _text(text: str, ink: Ink) -> str:
    return words(text, ink.run) if ink.breaks_in_words else plain_words(text, ink.run)


def _element(node: etree._Element, ink: Ink, depth: int) -> str:
    tag = tag_of(node)
    if not tag or tag in _SILENT:
        return ""
    formula = formula_of(node)
    if formula is not None:
        return _formula(*formula, ink)
    if tag == "br":
        return "linebreak()"
    if tag in ("img", "svg"):
        return picture(node, ink)
    if tag == "input":
        return _box(node)
    if depth > _DEPTH:
        return _text(all_text(node), ink)
    if tag in _CODE:
        text = all_text(node)
        return f"raw({plain_words(text, ink.run)})" if text.strip() else ""
    return _anchored(node, _styled(node, tag, ink, depth))


def _styled(node: etree._Element, tag: str, ink: Ink, depth: int) -> str:
    body = inline(inside(node), ink, depth + 1)
    if tag == "a":
        return _link(node, body)
    if not body:
        return ""
    if tag == "q":
        body = "{" + f'"”"; {body}; "”"' + "}"
    if tag in _EMPHASIS:
        body = f"{_EMPHASIS[tag]}({body})"
    spoken = language(node.get("lang"))
    if spoken:
        body = f"text(lang: {literal(spoken)}, {body})"
    if (node.get("dir") or "").lower() in ("rtl", "ltr"):
        body = f"text(dir: {node.get('dir', '').lower()}, {body})"
    return body


def _anchored(node: etree._Element, code: str) -> str:
    """The code with the element's id before it, so that links within the document find it."""
    id = node.get("id") or (node.get("name") if tag_of(node) == "a" else None)
    return joined_code((f"mark({identifier(id)})", code)) if id else code


def _link(node: etree._Element, body: str) -> str:
    target = cleaned(node.get("href") or "").strip()
    if target.startswith("#") and len(target) > 1:
        return f"to({identifier(target[1:])}, {body})" if body else ""
    try:
        scheme = urlsplit(target).scheme.lower()
    except ValueError:
        return body
    if scheme not in _SCHEMES or len(target) > 2000 or re.search(r"\s", target):
        return body
    return f"out({literal(target)}, {body or plain_words(target)})"


def _box(node: etree._Element) -> str:
    if (node.get("type") or "").lower() != "checkbox":
        return literal(node.get("value") or "")
    return literal("☑ " if node.get("checked") is not None else "☐ ")


def picture(node: etree._Element, ink: Ink) -> str:
    """An image in the line; its alternative text as words where it can't be drawn."""
    alt = alternative(node)
    drawn = ink.pictures.get(source(node))
    if drawn is None:
        return _text(alt, ink) if alt else ""
    width = f"{drawn.within(ink.widest):.2f}pt"
    decorative = node.get("aria-hidden") == "true" or node.get("role") == "presentation"
    if decorative or (tag_of(node) == "img" and node.get("alt") == ""):
        return f"box(pdf.artifact(image({literal(drawn.file)}, width: {width})))"
    return f"box(image({literal(drawn.file)}, width: {width}, alt: {literal(alt or 'Bild')}))"


def _formula(tex: str, display: bool, ink: Ink) -> str:
    """The formula drawn, with its TeX as alternative text; as typed where it can't be."""
    code = ink.formulas.get(tex)
    if not tex:
        return ""
    if not code:
        return f"raw({plain_words(tex, ink.run)})"
    if display:
        return f"display({literal(tex)}, {code})"
    return f"math.equation(alt: {literal(tex)}, {code})"
