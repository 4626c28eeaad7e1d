"""A document as one HTML page: everything inside it, nothing fetched, no script."""

import base64
import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from lxml import html

from styrkort.blocks import Counts, Facts
from styrkort.palette import DARK, LIGHT
from styrkort.render.cells import BLOCK
from styrkort.render.derived import gather_derivations
from styrkort.render.document import Contents, Document, document
from styrkort.render.frames import frame_wide
from styrkort.render.tree import Element, descendants, make

__all__ = ["TEMPLATES", "Page", "html_page", "page_of"]

TEMPLATES: Final = Path(__file__).parent / "templates"
"""Where nbconvert finds the template ``styrkort_html``."""
_TEMPLATE: Final = "styrkort_html"
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_DRAFT: Final = "Siffror och ord kan ändras innan bilagan publiceras."


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the contents with the lines under it."""

    id: str
    text: str
    parts: tuple[Contents, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What the template prints; ``style``, ``own_lang`` and ``body`` are markup, the rest words."""

    title: str
    name: str
    """The browser's title."""
    lang: str
    own_lang: str
    """An attribute for words of the page itself where the document isn't in Swedish."""
    policy: str
    style: str
    draft: str
    facts: Facts | None
    toc: tuple[Part, ...]
    body: str
    foot: str


def html_page(nb: Mapping[str, Any], resources: Mapping[str, Any] | None = None) -> str:
    """The notebook as a page, as the exporter makes it."""
    return rendered(page_of(document(nb, resources)))


def rendered(page: Page) -> str:
    """The template filled in."""
    return str(_environment().get_template("index.html.j2").render(page=page))


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(TEMPLATES / _TEMPLATE))


def page_of(doc: Document) -> Page:
    """The document with the page around it."""
    return Page(
        title=doc.title,
        name=_name(doc),
        lang=doc.lang,
        own_lang="" if doc.lang.split("-")[0] == "sv" else ' lang="sv"',
        policy=_POLICY,
        style=_style() + _running_heads(doc),
        draft=_DRAFT if doc.is_draft else "",
        facts=doc.facts,
        toc=_nested(doc.toc),
        body=_body(doc),
        foot=_foot(doc),
    )


def _said(meta: Mapping[str, Any], key: str) -> str:
    value = meta.get(key)
    return str(value).strip() if isinstance(value, str | int) else ""


def _name(doc: Document) -> str:
    division = _said(doc.meta, "divisionsnamn")
    period = f"{_said(doc.meta, 'period')} {_said(doc.meta, 'år')}".strip()
    return " – ".join(filter(None, (doc.title, ", ".join(filter(None, (division, period))))))


def _foot(doc: Document) -> str:
    """Region, division, which report this belongs to, and what it is."""
    meta = doc.meta
    if not meta:
        return doc.title
    place = ", ".join(filter(None, (_said(meta, "region"), _said(meta, "divisionsnamn"))))
    yearly = _said(meta, "period") == "ÅR"
    report = (
        f"Årsrapport {_said(meta, 'år')}" if yearly else f"Delårsrapport {_said(meta, 'slut')[:7]}"
    )
    kind = _said(meta, "dokument")
    kind = kind[:1].lower() + kind[1:]
    return f"{place}. {', '.join(filter(None, (report, kind)))}."


def _nested(toc: tuple[Contents, ...]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for line in toc:
        if line.level == 2 or not parts:
            parts.append(Part(line.id, line.text))
        else:
            last = parts[-1]
            parts[-1] = Part(last.id, last.text, (*last.parts, line))
    return tuple(parts)


def _body(doc: Document) -> str:
    """The body's markup: headings with their counts, wide things in frames of their own."""
    body = copy.deepcopy(doc.body)
    _head_with_counts(body, doc)
    for holder in descendants(body, "div"):
        if holder.get(BLOCK) is not None:
            holder.drop_tag()
    gather_derivations(body)
    frame_wide(body)
    parts = [html.tostring(node, encoding="unicode") for node in body]
    return "\n".join(part.strip() for part in parts)


def _head_with_counts(body: Element, doc: Document) -> None:
    """A perspective's counts beside its heading, on the same baseline."""
    for holder in descendants(body, "div"):
        number = holder.get(BLOCK)
        heading = holder.getprevious()
        if number is None or not isinstance(doc.blocks[int(number)], Counts):
            continue
        if heading is not None and heading.tag == "h3":
            row = make("div", class_="rubrikrad")
            heading.addprevious(row)
            row.append(heading)
            row.append(holder)


@cache
def _style() -> str:
    """Typeface, colours and rules; the same for every document."""
    rules = (TEMPLATES / _TEMPLATE / "styrkort.css").read_text(encoding="utf-8")
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}"
    return f"{_faces()}\n:root{{{_variables(LIGHT)}}}\n{dark}\n{rules}\n{_drawn_colours()}"


def _variables(palette: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in palette.items())


def _drawn_colours() -> str:
    """Figures are drawn in the light palette; here each of its colours is the part it plays."""
    return "\n".join(
        f'.diagram [{what}="{colour}" i]{{{what}:var(--{name})}}'
        for name, colour in LIGHT.items()
        for what in ("fill", "stroke")
    )


def _faces() -> str:
    """The typeface's subset inside the page: IBM Plex Sans under the name its licence asks for."""
    faces = (("styrkort-sans", "400 600", "normal"), ("styrkort-sans-italic", "400", "italic"))
    return "\n".join(
        f'@font-face{{font-family:"Styrkort Sans";font-weight:{weight};font-style:{style};'
        f'font-display:swap;src:url(data:font/woff;base64,{_font(name)}) format("woff")}}'
        for name, weight, style in faces
    )


def _font(name: str) -> str:
    content = (files("styrkort") / "fonts" / f"{name}.woff").read_bytes()
    return base64.b64encode(content).decode()


def _running_heads(doc: Document) -> str:
    """Heads and feet on paper, from the document's own words."""
    division = _said(doc.meta, "divisionsnamn")
    period = f"{_said(doc.meta, 'period')} {_said(doc.meta, 'år')}".strip()
    head = "   ".join(filter(None, (division, period)))
    kind = _said(doc.meta, "dokument") or doc.title
    quiet = f'font:400 8.5pt "Styrkort Sans",sans-serif;color:{LIGHT["ink2"]}'
    draft = "Arbetsversion" if doc.is_draft else ""
    return (
        "\n@page{size:A4;margin:27mm 18mm 22mm 22mm;"
        f"@top-left{{content:{_css_string(head)};{quiet}}}"
        f"@top-right{{content:{_css_string(draft)};{quiet}}}"
        f"@bottom-left{{content:{_css_string(kind)};{quiet}}}"
        f'@bottom-right{{content:counter(page) " (" counter(pages) ")";{quiet}}}}}'
    )


def _css_string(words: str) -> str:
    """Words as a CSS string; every sign that isn't a letter or digit is written as its number."""
    return '"' + "".join(s if s.isalnum() else f"\\{ord(s):x} " for s in words) + '"'
