"""A block's HTML as JupyterLab shows it: pictures for inline SVG, and a few styles in place.

JupyterLab trusts no notebook that it hasn't run itself: it takes away inline SVG and style
sheets, and sets every table flush right. Images and styles on the elements it leaves alone.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from html import escape
from re import Match
from typing import Final

from styrkort.palette import LIGHT

__all__ = ["for_jupyter", "picture"]

_SVG: Final = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TAG: Final = re.compile(r"<(table|caption|thead|tr|th|td|div|ul|li|p|span)\b([^>]*)>")
_CLASSES: Final = re.compile(r' class="([^"]*)"')

_HAIR: Final = f"1px solid {LIGHT['mid']}"
_CELL: Final = "vertical-align:top;text-align:left"
_ONE_ROW: Final = "display:flex;align-items:flex-start"
_QUIET: Final = "opacity:0.75"
_LIST: Final = "list-style:none;margin:0 0 1em;padding:0;display:flex;flex-wrap:wrap"

_STYLES: Final[Mapping[str, str]] = {
    "table": "margin:0.5em 0;width:100%",
    "caption": "text-align:left;padding:0 0.5em",
    "caption.dold": "font-size:0;line-height:0;padding:0",
    "tr": "background-color:transparent",
    "th": _CELL,
    "td": _CELL,
    "td.stark": f"{_CELL};font-weight:bold",
    "td.h": "vertical-align:top;text-align:right",
    "th.h": "vertical-align:top;text-align:right",
    "tr.grupp": f"background-color:transparent;border-top:{_HAIR}",
    "div.med": _ONE_ROW,
    "div.vid": "background-color:white;padding:8px",
    "ul.antal": _LIST,
    "ul.antal li": "margin-right:1.5em",
    "ul.kolumner": _LIST,
    "ul.kolumner li": "min-width:11em;margin:0 1.5em 0.5em 0",
    "p.kolumnrubrik": "font-weight:bold;margin:0",
    "p.steg": "margin:0",
    "p.rubrik4": "font-weight:bold",
    "span.andra": f"display:block;font-weight:normal;{_QUIET}",
    "span.kvick": f"font-weight:normal;{_QUIET}",
}
"""Element, element.class, or either below a list's class → its style."""


def for_jupyter(html: str) -> str:
    """Markup of ours (no other), the same words in the same order."""
    return _SVG.sub(lambda svg: _symbol(svg[0]), _styled(html))


def picture(svg: str, alt: str) -> str:
    """A figure as an image, as wide as there is room for."""
    return f'<img src="{_data(svg)}" alt="{escape(alt)}" style="width:100%;max-width:680px">'


def _symbol(svg: str) -> str:
    """A symbol that takes the colour of the text is grey, to be seen on white and on black."""
    drawn = svg.replace("currentColor", LIGHT["mid"])
    style = "margin:1px 5px 0 0;vertical-align:-2px"
    return f'<img src="{_data(drawn)}" alt="" width="15" height="15" style="{style}">'


def _data(svg: str) -> str:
    named = svg if "xmlns=" in svg else svg.replace("<svg", _NAMED, 1)
    return f"data:image/svg+xml;base64,{b64encode(named.encode('utf-8', 'replace')).decode()}"


_NAMED: Final = '<svg xmlns="http://www.w3.org/2000/svg"'


def _styled(html: str) -> str:
    around = ""

    def styled(tag: Match[str]) -> str:
        nonlocal around
        name, attributes = tag.groups()
        found = _CLASSES.search(attributes)
        classes = found[1].split() if found else []
        if name == "ul":
            around = f"ul.{classes[0]}" if classes else ""
        keys = [*(f"{name}.{one}" for one in classes), f"{around} {name}", name]
        style = next((_STYLES[key] for key in keys if key in _STYLES), "")
        return f'<{name}{attributes} style="{style}">' if style else tag[0]

    return _TAG.sub(styled, html)
