"""HTML that stands on lines of its own as Typst code, one string an element."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from styrkort.render.typst_foreign import foreign_table
from styrkort.render.typst_inline import Ink, inline, joined_code
from styrkort.render.typst_nodes import BLOCKS, all_text, formula_of, has_block, inside, tag_of
from styrkort.render.typst_text import code_text, identifier, plain_words

__all__ = ["Flowing", "flow", "flowing", "heading_code", "settle_spaces", "words_of"]

_DEPTH = 12
"""Lists and quotations nested deeper than this are written without their indentation."""
_TRANSPARENT = 40
_SHALLOW = 4
"""Up to here an element can be a picture's own wrapping; deeper it is a list or a cell."""
_PAGE = 481.8
"""170 mm in points."""


@dataclass(frozen=True, slots=True)
class Flowing:
    """One element's code; ``wide`` ones take the whole page, others the text measure."""

    code: str
    wide: bool = False
    words: str = ""
    """What it says without form; empty if a neighbour says it."""


def settle_spaces(body: etree._Element) -> None:
    """White space as a browser shows it: runs as one, none at a line's ends."""
    _settle(body, True)


def _settle(node: etree._Element, at_start: bool) -> bool:
    """Whether what follows the node's inside begins a line or follows a space."""
    tag = tag_of(node)
    if tag in ("pre", "svg", "math", "textarea"):
        return tag == "pre"
    at_start = at_start or tag in BLOCKS
    node.text, at_start = _single(node.text, at_start)
    for child in node:
        starts = tag_of(child) in BLOCKS or tag_of(child) == "br"
        at_start = _settle(child, at_start or starts) or starts
        if tag_of(child) in ("img", "svg", "math", "input", "code"):
            at_start = False
        child.tail, at_start = _single(child.tail, at_start)
    return at_start or tag in BLOCKS


def _single(text: str | None, at_start: bool) -> tuple[str | None, bool]:
    if not text:
        return text, at_start
    text = re.sub(r"[ \t\r\n\f]+", " ", text)
    if at_start:
        text = text.removeprefix(" ")
    return text, text.endswith(" ") if text else at_start


def flow(node: etree._Element, ink: Ink, depth: int = 0) -> Iterator[Flowing]:
    """The element's inside, block by block."""
    return flowing(inside(node), ink, depth)


def flowing(items: Iterable[etree._Element | str], ink: Ink, depth: int = 0) -> Iterator[Flowing]:
    """Block by block; text and inline elements between blocks become paragraphs."""
    run: list[etree._Element | str] = []
    for item in items:
        if isinstance(item, str) or not _stands_alone(item):
            run.append(item)
            continue
        yield from _paragraph(run, ink, depth)
        run = []
        said = words_of(item)
        for part in element(item, ink, depth):
            # Only the first part of several says the words, if they all must be said plainly.
            yield replace(part, words=said if part.code.startswith("mark(") is False else "")
            said = said if part.code.startswith("mark(") else ""
    yield from _paragraph(run, ink, depth)


def words_of(node: etree._Element | str) -> str:
    """The words in the node; lines are kept where they are computer text."""
    if isinstance(node, str):
        return node
    text = all_text(node)
    return text if tag_of(node) == "pre" else " ".join(text.split())


def _stands_alone(node: etree._Element) -> bool:
    return tag_of(node) in BLOCKS or _is_display(node) or has_block(node)


def _paragraph(run: list[etree._Element | str], ink: Ink, depth: int) -> Iterator[Flowing]:
    nodes = [item for item in run if not isinstance(item, str) or item.strip()]
    if not nodes:
        return
    drawn = [item for item in nodes if not isinstance(item, str) and tag_of(item) in ("img", "svg")]
    alone = len(drawn) == len(nodes)
    code = inline(run, replace(ink, widest=_PAGE) if alone and depth <= _SHALLOW else ink)
    if code:
        said = "".join(map(words_of, run)).strip()
        yield Flowing(f"par({code})", alone, said)


def element(node: etree._Element, ink: Ink, depth: int) -> Iterator[Flowing]:
    """One block element."""
    tag = tag_of(node)
    if _is_display(node):
        yield from (Flowing(code) for code in [inline([node], ink)] if code)
        return
    if depth > _TRANSPARENT:
        yield Flowing(f"par({plain_words(all_text(node), ink.run)})")
        return
    if node.get("id") and tag not in ("h1", "h2", "h3", "h4", "h5", "h6"):
        yield Flowing(f"mark({identifier(node.get('id') or '')})")
    if re.fullmatch("h[1-6]", tag):
        yield Flowing(heading_code(node, ink, int(tag[1]), outlined=False))
    elif tag == "pre":
        yield from _pre(node)
    elif tag in ("ul", "ol", "menu"):
        yield from _list(node, ink, depth)
    elif tag == "dl":
        yield from _terms(node, ink, depth)
    elif tag == "blockquote":
        yield from _quote(node, ink, depth)
    elif tag == "table":
        yield from _table(node, ink, depth)
    elif tag == "hr":
        yield Flowing("pdf.artifact(line(length: 100%, stroke: 0.5pt + hair))")
    elif tag in ("summary", "legend", "dt"):
        yield from (Flowing(f"bold({part.code})", part.wide) for part in flow(node, ink, depth + 1))
    elif tag == "figcaption":
        yield from (Flowing(f"small({part.code})") for part in flow(node, ink, depth + 1))
    else:
        yield from flow(node, ink, depth + 1)


def heading_code(node: etree._Element, ink: Ink, level: int, outlined: bool) -> str:
    """A heading with its label; empty where it says nothing."""
    title = inline(inside(node), replace(ink, breaks_in_words=False, run=40))
    if not title or not all_text(node).strip():
        return ""
    label = f" #label({identifier(node.get('id') or '')})" if node.get("id") else ""
    shown = "true" if outlined else "false"
    return f"[#heading(level: {level}, outlined: {shown}, bookmarked: true, {title}){label}]"


def paragraphs(node: etree._Element, ink: Ink, depth: int = 0) -> str:
    """The inside of a cell or list item: a lone paragraph without the element around it."""
    parts = [part.code for part in flow(node, ink, depth)]
    if len(parts) == 1 and parts[0].startswith("par("):
        return parts[0][4:-1]
    return joined_code(parts)


def _pre(node: etree._Element) -> Iterator[Flowing]:
    text = all_text(node).strip("\n").rstrip()
    if text:
        yield Flowing(f"raw(block: true, {code_text(text)})", wide=True)


def _list(node: etree._Element, ink: Ink, depth: int) -> Iterator[Flowing]:
    items = [child for child in node if tag_of(child) == "li"]
    if depth > _DEPTH or not items:
        yield from flow(node, ink, depth + 1)
        return
    written = [paragraphs(item, ink, depth + 1) or "[]" for item in items]
    marks = [f"mark({identifier(i.get('id') or '')}); " if i.get("id") else "" for i in items]
    bodies = ", ".join(
        f"{{{mark}{code}}}" if mark else code for mark, code in zip(marks, written, strict=True)
    )
    if tag_of(node) == "ol":
        yield Flowing(f"enum(start: {_start(node)}, {bodies})")
    else:
        yield Flowing(f"list({bodies})")


def _start(node: etree._Element) -> int:
    """Where an ordered list begins to count."""
    try:
        return max(min(int((node.get("start") or "1").strip()), 10**9), 0)
    except ValueError:
        return 1


def _terms(node: etree._Element, ink: Ink, depth: int) -> Iterator[Flowing]:
    for child in node:
        if tag_of(child) == "dd":
            code = paragraphs(child, ink, depth + 1)
            if code:
                yield Flowing(f"pad(left: 12pt, {code})")
        elif tag_of(child):
            yield from element(child, ink, depth + 1)


def _quote(node: etree._Element, ink: Ink, depth: int) -> Iterator[Flowing]:
    if depth > _DEPTH:
        yield from flow(node, ink, depth + 1)
        return
    code = joined_code(part.code for part in flow(node, ink, depth + 1))
    if code:
        yield Flowing(f"quote(block: true, {code})")


def _table(node: etree._Element, ink: Ink, depth: int) -> Iterator[Flowing]:
    def write(cell: etree._Element, run: int, width: float) -> str:
        return paragraphs(cell, replace(ink, run=run, widest=width), depth + 8)

    caption = next((child for child in node if tag_of(child) == "caption"), None)
    title = paragraphs(caption, ink, depth + 1) if caption is not None else ""
    for code in foreign_table(node, write, title):
        yield Flowing(code, wide=True)


def _is_display(node: etree._Element) -> bool:
    """Whether the element is a formula on a line of its own."""
    formula = formula_of(node)
    return formula is not None and formula[1]
