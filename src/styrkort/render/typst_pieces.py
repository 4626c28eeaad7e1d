"""A document's body as pieces: each a block of its own that can be printed with or without form."""

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from styrkort.blocks import Block, Facts
from styrkort.plaintext import to_text
from styrkort.render.cells import BLOCK, COMMENT, EDITION, PERSPECTIVE
from styrkort.render.typst_blocks import block_code
from styrkort.render.typst_flow import flow, flowing, heading_code, settle_spaces, words_of
from styrkort.render.typst_inline import Ink
from styrkort.render.typst_nodes import all_text, inside, tag_of
from styrkort.render.typst_text import identifier, literal, plain_words

__all__ = ["Piece", "blunt", "pieces", "plain", "prepared", "title_piece"]

_CONTAINERS = frozenset(("div", "section", "article", "main", "header", "footer", "center", "body"))
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))

Kind = Literal["heading", "block", "comment", "prose", "wide", "mark"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of the document."""

    kind: Kind
    code: str
    """Typst code on one line."""
    words: str
    """What it says, without form."""
    level: int = 0
    id: str = ""
    block: Block | None = None
    apart: bool = False
    """Heads a page of an edition's own, after all else."""
    ruled: bool = False
    """A perspective's heading: a rule beneath, its counts at the right."""
    tail: bool = False
    """A line that belongs to the table above it."""


def prepared(body: etree._Element) -> etree._Element:
    """A copy with white space settled and heading levels that never skip, from 2."""
    body = copy.deepcopy(body)
    for holder in [n for n in body.iter("div") if n.get(BLOCK) is not None]:
        # The HTML that a block has in a page; here it is written from the block itself.
        holder.text = None
        del holder[:]
    settle_spaces(body)
    last = 1
    for node in [n for n in body.iter() if tag_of(n) in _HEADINGS]:
        if not all_text(node).strip():
            node.tag = "div"
            continue
        last = min(max(int(tag_of(node)[1]), 2), last + 1)
        node.tag = f"h{last}"
    return body


def pieces(
    body: etree._Element, blocks: Sequence[Block], ink: Ink, outlined: frozenset[str]
) -> tuple[Piece, ...]:
    """The prepared body's pieces; headings whose id is in ``outlined`` stand in the contents."""
    writer = _Writer(blocks, ink, outlined)
    return tuple(writer.walk(body))


def title_piece(title: str) -> Piece:
    """The document's one heading of level 1."""
    return plain(Piece("heading", "", title, 1))


@dataclass(frozen=True, slots=True)
class _Writer:
    blocks: Sequence[Block]
    ink: Ink
    outlined: frozenset[str]

    def walk(self, node: etree._Element) -> Iterator[Piece]:
        """Containers are walked into; text that stands loose in them becomes paragraphs."""
        loose: list[etree._Element | str] = []
        for item in inside(node):
            if isinstance(item, str) or not _is_own(item):
                loose.append(item)
                continue
            yield from self._flow(loose)
            loose = []
            yield from self._own(item)
        yield from self._flow(loose)

    def _own(self, node: etree._Element) -> Iterator[Piece]:
        tag = tag_of(node)
        if node.get(BLOCK) is not None:
            yield from self._block(node)
        elif tag in _HEADINGS:
            yield from self._heading(node)
        elif _is_comment(node):
            parts = "; ".join(part.code for part in flow(node, self.ink) if part.code)
            if parts:
                yield Piece("comment", f"comment({{{parts}}})", words_of(node))
        else:
            if node.get("id"):
                yield Piece("mark", f"mark({identifier(node.get('id') or '')})", "")
            yield from self.walk(node)

    def _heading(self, node: etree._Element) -> Iterator[Piece]:
        level, id = int(tag_of(node)[1]), node.get("id") or ""
        code = heading_code(node, self.ink, level, id in self.outlined)
        if code:
            ruled, apart = (node.get("class") == one for one in (PERSPECTIVE, EDITION))
            yield Piece("heading", code, words_of(node), level, id, ruled=ruled, apart=apart)

    def _block(self, node: etree._Element) -> Iterator[Piece]:
        block = self.blocks[int(node.get(BLOCK) or 0)]
        said = to_text(block)
        if isinstance(block, Facts):  # a second one: the first stands around the title
            yield plain(Piece("prose", "", said))
        else:
            code = block_code(block, self.ink.pictures)
            yield Piece("block", code, said, block=block)

    def _flow(self, items: list[etree._Element | str]) -> Iterator[Piece]:
        for part in flowing(items, self.ink):
            if part.code.startswith("mark("):
                yield Piece("mark", part.code, "")
            elif part.wide:
                yield Piece("wide", f"wide({part.code})", part.words)
            else:
                yield Piece("prose", f"prose({part.code})", part.words)


def _is_own(node: etree._Element) -> bool:
    """Whether the element is a piece, or pieces, of its own."""
    tag = tag_of(node)
    return (
        tag in _HEADINGS
        or node.get(BLOCK) is not None
        or _is_comment(node)
        or (tag in _CONTAINERS and "role" not in node.attrib)
    )


def _is_comment(node: etree._Element) -> bool:
    return tag_of(node) in _CONTAINERS and COMMENT in (node.get("class") or "").split()


def plain(piece: Piece) -> Piece:
    """The same words without form, for a piece that Typst refuses."""
    if piece.kind == "heading":
        title = plain_words(" ".join(piece.words.split()) or "Rubrik", 40)
        return replace(
            piece, code=f"heading(level: {piece.level}, outlined: false, bookmarked: true, {title})"
        )
    lines = [line for line in piece.words.splitlines() if line.strip()]
    code = "; ".join(f"par({plain_words(line)})" for line in lines)
    return replace(piece, kind="prose", code=f"prose({{{code}}})" if code else "", block=None)


def blunt(piece: Piece) -> Piece:
    """Words in letters that no font or standard refuses, and no headings but the first."""
    words = "".join(sign if _SAFE.fullmatch(sign) else "?" for sign in piece.words)
    safe = plain(replace(piece, words=words))
    if piece.kind == "heading" and piece.level > 1:
        return replace(safe, kind="prose", code=f"prose(par({literal(words or '?')}))")
    return safe


_SAFE = re.compile(r"[\n -~\u00a0-\u00ac\u00ae-\u00ff–−”’…]")
