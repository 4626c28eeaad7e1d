"""Drawings (SVG) made harmless: a stranger's as an image, our own strictly, in the page itself."""

import re
from typing import Final

from lxml import etree

from styrkort.render.tree import cut

__all__ = ["harmless_svg", "inline_svg"]


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_HARMFUL: Final = _names(
    "script foreignObject iframe object embed audio video handler listener set animate "
    "animateMotion animateTransform animateColor discard"
)
_SAFE_HREF: Final = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);base64,)", re.IGNORECASE)
_OUTSIDE: Final = re.compile(
    r"@import|url\(\s*['\"]?\s*(?!['\"]?\s*#)|expression\(|javascript:", re.IGNORECASE
)
_DRAWN: Final = _names(
    "svg g path rect circle ellipse line polyline polygon defs use clipPath text tspan "
    "linearGradient stop"
)
_DRAWING: Final = _names(
    "d x y x1 y1 x2 y2 cx cy r rx ry dx dy points width height viewBox transform fill stroke "
    "fill-rule fill-opacity stroke-width stroke-opacity stroke-linecap stroke-linejoin "
    "stroke-dasharray stroke-dashoffset stroke-miterlimit opacity clip-path clip-rule "
    "clipPathUnits gradientUnits offset stop-color stop-opacity preserveAspectRatio "
    "text-anchor font-size font-weight font-family id class"
)
_URL: Final = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)['\"]?\s*\)")


def _parsed(svg: str) -> etree._Element | None:
    """The drawing's root; no entity is expanded and nothing is read from anywhere."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    if "xmlns=" not in svg[: svg.find(">") + 1] and svg.lstrip().startswith("<svg"):
        svg = re.sub(r"<svg\b", f'<svg xmlns="{_SVG}"', svg, count=1)
    if "xlink:" in svg and "xmlns:xlink" not in svg:
        svg = re.sub(r"<svg\b", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"', svg, count=1)
    try:
        root = etree.fromstring(svg.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if etree.QName(root).localname == "svg" else None


def harmless_svg(svg: str) -> str | None:
    """A stranger's drawing, to be shown as an image; None where it isn't well-formed SVG."""
    root = _parsed(svg)
    if root is None:
        return None
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or etree.QName(node).localname in _HARMFUL:
            cut(node)
            continue
        for name in [name for name, value in _attributes(node).items() if _is_harmful(name, value)]:
            del node.attrib[name]
        if etree.QName(node).localname == "style" and _OUTSIDE.search(node.text or ""):
            cut(node)
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _attributes(node: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in node.attrib.items()}


def _is_harmful(name: str, value: str) -> bool:
    local = etree.QName(name).localname.lower()
    if local.startswith("on"):
        return True
    if local in ("href", "src"):
        return not _SAFE_HREF.match(value)
    return bool(_OUTSIDE.search(value))


def inline_svg(svg: str, prefix: str) -> str:
    """A figure of ours for the page itself: drawing only, ids made its own by ``prefix``.

    Style properties become attributes, so that the page's style sheet can put the dark colours
    in place of the light. Empty where it isn't well-formed SVG.
    """
    root = _parsed(svg)
    if root is None:
        return ""
    for node in list(root.iter()):
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name not in _DRAWN:
            cut(node)
        else:
            node.tag = name
            _redraw(node, prefix)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _redraw(node: etree._Element, prefix: str) -> None:
    """The node with drawing attributes only."""
    given = {**_style(node.get("style", "")), **_attributes(node)}
    href = given.get("href") or given.get(_XLINK_HREF, "")
    node.attrib.clear()
    for name, value in given.items():
        if name in _DRAWING and not ("(" in value and _OUTSIDE.search(value)):
            node.set(name, _own_ids(name, value, prefix))
    if href.startswith("#"):
        node.set("href", f"#{prefix}{href[1:]}")


def _style(text: str) -> dict[str, str]:
    """CSS declarations as a mapping, each value without a trailing semicolon."""
    pairs = (declaration.partition(":") for declaration in text.split(";"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _own_ids(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return prefix + value
    if "url" not in value:
        return value
    return _URL.sub(lambda match: f"url(#{prefix}{match[1]})", value)
