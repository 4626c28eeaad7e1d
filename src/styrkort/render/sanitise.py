"""Whatever a cell holds, as harmless markup: an allowlist of elements and attributes.

Scripts, handlers, styles, forms, frames and foreign addresses go; the words they held stay, as
far as they were words. What went is told, so that the analyst isn't left to wonder.
"""

import base64
import re
from functools import cache
from typing import Final

import nh3

from styrkort.render.vector import harmless_svg
from styrkort.tablemarkup import printable

__all__ = ["INLINE", "sanitise", "visible"]


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


INLINE: Final = _names(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr"
)
_BLOCK: Final = _names(
    "blockquote caption center col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 "
    "h6 hr li ol p pre summary table tbody td tfoot th thead tr ul"
)
_TAGS: Final = frozenset(INLINE + _BLOCK)
# With what they hold: it is code or nobody's words. (svg and math go whole by themselves.)
_WITH_CONTENT: Final = frozenset({"script", "style", "template", "title", "head"})
_TOLD: Final = _names(
    "applet audio base button canvas embed form frame frameset iframe input link meta object "
    "script select svg textarea video"
)
_ATTRIBUTES: Final = {
    "*": {"id", "title", "lang", "dir"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "scope", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "details": {"open"},
}
_LINK: Final = re.compile(r"(?:https?:|mailto:|[^:]*$|[^:]*[/?#])", re.IGNORECASE)
_SVG: Final = re.compile(r"<svg\b(?:(?!<svg\b).)*?</svg\s*>", re.IGNORECASE | re.DOTALL)
_TAG_NAME: Final = re.compile(r"<([a-z][a-z0-9-]*)", re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_UNNESTED: Final = frozenset(_names("br img hr col wbr p li td th tr input link meta source"))
"""Elements that hold nothing or that the next of their kind closes."""
_DEEPEST: Final = 100


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """An attribute's value, or None where it leads somewhere a document may not."""
    if tag == "a" and attribute == "href":
        return value if _LINK.match(value.strip()) else None
    return value


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_kept,
        allowed_classes={"span": {"math", "inline", "display"}},
        filter_style_properties={"text-align"},
        url_schemes={"http", "https", "mailto", "data", "attachment"},
        link_rel=None,
        strip_comments=True,
    )


def sanitise(html: str) -> tuple[str, tuple[str, ...]]:
    """Harmless HTML, and the names of elements that were left out and may be missed."""
    html = _flattened(printable(_SVG.sub(_as_image, html)))
    named = {name.lower() for name in _TAG_NAME.findall(html)}
    return _cleaner().clean(html), tuple(name for name in _TOLD if name in named)


def _as_image(match: re.Match[str]) -> str:
    """A drawing among the markup as an image: there no script runs and nothing is fetched."""
    drawing = harmless_svg(match[0])
    if drawing is None:
        return "<svg></svg>"
    data = base64.b64encode(drawing.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}">'


def _flattened(html: str) -> str:
    """The same without the tags that nest beyond all use: no parser's stack breaks on it."""
    if html.count("<") < _DEEPEST:
        return html
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _UNNESTED:
            return tag[0]
        if tag[1]:
            depth = max(depth - 1, 0)
            return tag[0] if depth < _DEEPEST else ""
        depth += 1
        return tag[0] if depth <= _DEEPEST else ""

    return _TAG.sub(kept, html)


def visible(html: str) -> bool:
    """Whether sanitised HTML shows anything: words, an image or a formula."""
    return "<img" in html or bool(re.sub(r"<[^>]*>|&nbsp;|\s", "", html))
