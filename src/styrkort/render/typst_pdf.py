"""A document as PDF: written as Typst, compiled, mended where Typst refuses, and tagged whole."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from lxml import etree

from styrkort.blocks import Facts, Figure
from styrkort.render.document import Document
from styrkort.render.media import Drawing, drawable
from styrkort.render.pandoc import tex_to_typst
from styrkort.render.retag import retagged
from styrkort.render.typeset import Room, room
from styrkort.render.typst_annex import with_annex
from styrkort.render.typst_fit import fitted
from styrkort.render.typst_inline import Ink, Picture
from styrkort.render.typst_ladder import compiled
from styrkort.render.typst_nodes import formula_of, source, tag_of
from styrkort.render.typst_pieces import Piece, pieces, prepared, title_piece
from styrkort.render.typst_source import Page
from styrkort.render.typst_text import language, literal
from styrkort.symbols import PATHS

__all__ = ["pdf_bytes"]

_NO_DATE: Final = date(2000, 1, 1)
"""For notebooks that say no date: a fixed one, so that equal notebooks make equal bytes."""
_LINE: Final = 80
"""Signs that fit the page's head or foot."""
_LEAST_CONTENTS: Final = 3
"""Fewer headings than this need no list of contents."""


def pdf_bytes(document: Document) -> tuple[bytes, tuple[str, ...]]:
    """The document as PDF/UA-1 and PDF/A-2a, and what had to be printed more plainly.

    The same document gives the same bytes. No words in it can make this fail.
    """
    body = prepared(document.body)
    day = _day(document.meta)
    with room(_seconds(day)) as place:
        ink = _ink(body, document, place)
        page = _page(document, day)

        def written(with_ink: Ink) -> list[Piece]:
            outlined = _outlined(document)
            found = with_annex(pieces(body, document.blocks, with_ink, outlined), bool(outlined))
            return [title_piece(document.title or "Dokument"), *found]

        made = compiled(written, ink, page, place)
        data = fitted(made, place) if document.facts is not None else made.data
    return retagged(data), made.findings


def _day(meta: Mapping[str, Any]) -> date:
    """The period's last day."""
    try:
        return date.fromisoformat(str(meta.get("slut", "")))
    except ValueError:
        return _NO_DATE


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _outlined(document: Document) -> frozenset[str]:
    """Ids of the headings in the list of contents."""
    ids = frozenset(line.id for line in document.toc)
    return ids if len(ids) >= _LEAST_CONTENTS else frozenset()


# ------------------------------------------------------------------ formulas and pictures


def _ink(body: etree._Element, document: Document, place: Room) -> Ink:
    """Formulas and pictures made ready; those that can't be are left out."""
    formulas = dict.fromkeys(
        formula[0] for node in body.iter() if (formula := formula_of(node)) and formula[0]
    )
    made = zip(formulas, tex_to_typst(tuple(formulas)), strict=True)
    sources = [source(node) for node in body.iter() if tag_of(node) in ("img", "svg")]
    sources += [block.svg for block in document.blocks if isinstance(block, Figure)]
    pictures = {}
    for text in dict.fromkeys(sources):
        drawing = drawable(text)
        if drawing is not None:
            pictures[text] = _put(drawing, place)
    return Ink({tex: code for tex, code in made if code}, pictures)


def _put(drawing: Drawing, place: Room) -> Picture:
    place.put(drawing.name, drawing.data)
    return Picture(drawing.name, drawing.width, drawing.height)


# ------------------------------------------------------------------ the page


def _page(document: Document, day: date) -> Page:
    facts, meta = document.facts, document.meta
    name = str(meta.get("dokument") or document.title)
    division = str(meta.get("divisionsnamn") or (facts.division if facts else ""))
    period = f"{meta.get('period', '')} {meta.get('år', '')}".strip()
    region = str(meta.get("region") or (facts.region if facts else ""))
    authors = ", ".join(literal(text) for text in (region, division) if text)
    settings = {
        "title": literal(_title(document, period)),
        "author": f"({authors},)" if authors else "()",
        "date": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})",
        "lang": literal(language(document.lang) or "sv"),
        "head-first": literal(region),
        "head": literal(_short("\u2003".join(filter(None, (division, period))) or name)),
        "foot": literal(_short(name)),
        "shorts": _dictionary({line.id: line.text for line in document.toc}),
        "draft": "true" if document.is_draft else "false",
    }
    return Page(
        preamble=f"#let shapes = drawn({_dictionary(PATHS)})",
        settings=", ".join(f"{key}: {value}" for key, value in settings.items()),
        facts=facts,
        levels=_levels(document),
    )


def _short(words: str) -> str:
    """Words that fit one line of the page's head or foot."""
    return words if len(words) <= _LINE else f"{words[: _LINE - 1].rstrip()}…"


def _dictionary(values: Mapping[str, str]) -> str:
    inside = ", ".join(f"{literal(key)}: {literal(value)}" for key, value in values.items())
    return f"({inside or ':'})"


def _title(document: Document, period: str) -> str:
    """The document's title as a reader's window shows it."""
    facts: Facts | None = document.facts
    parts = [document.title, facts.division if facts else "", period if facts else ""]
    return ", ".join(part for part in parts if part) or "Dokument"


def _levels(document: Document) -> tuple[int, ...]:
    return (2, 3) if _outlined(document) else ()
