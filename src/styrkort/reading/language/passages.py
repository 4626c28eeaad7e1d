"""Markdown → its passages as printed: paragraphs, list items, headings and table rows.

What markdown leaves out of the page is left out here; what stands in code or maths is kept, as
signs that nobody has written as Swedish.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from styrkort.reading.language.stems import listed

__all__ = ["Kind", "Passage", "passages"]

Kind = Literal["text", "heading", "item", "table"]
Shape = Literal["text", "heading", "item", "table", "more", "end", "underline"]

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)(?P<text>.*?)(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}([-*_])(\s*\1){2,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+•–]|\d{1,2}[.)])\s+(?P<text>\S.*)$")
_INDENTED = re.compile(r" {4}|\t")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_COMMENT = re.compile(r"<!--.*?-->|<(script|style|pre)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_DEFINITION = re.compile(r"\s{0,3}\[[^\]^]+\]:\s+\S+")

_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_MATHS = re.compile(r"(?<![\\\w])\$(?!\s)([^$\n]+?)(?<![\s\\])\$(?!\w)")
_IMAGE = re.compile(r"!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\]]+)\](?:\([^)\s]*(?:\s+[^)]*)?\)|\[[^\]]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:?")
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.|mailto:)[^\s>)]+[^\s>).,;]>?")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_STARS = re.compile(r"(?<!\\)(\*{1,3}|~~)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_LINES = re.compile(r"(?<![\\\w])(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

_HYPHEN = re.compile(r"(?P<before>[^\W\d_])-[ \t]*\n\s*(?P<after>[^\W\d_]+)")
_JOINING: Final = listed("och eller samt resp respektive till men")
_CODE_BASE: Final = 0x100000
"""A plane of private signs: one stands for each piece of code or maths."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Stycke: one paragraph, list item, heading or table row, on one line."""

    kind: Kind
    text: str
    """Signs of ``codes``' keys stand in it for what is printed as code."""
    codes: tuple[tuple[str, str], ...] = ()


def passages(source: str) -> tuple[Passage, ...]:
    """Every passage that is printed as prose, in order."""
    clean = _COMMENT.sub(" ", unicodedata.normalize("NFC", source).replace("\r\n", "\n"))
    printed = (_printed(kind, text) for kind, text in _blocks(clean.split("\n")))
    return tuple(passage for passage in printed if passage.text)


def _blocks(lines: Iterable[str]) -> Iterator[tuple[Kind, str]]:
    """Lines gathered to paragraphs, items, headings and rows."""
    kind: Kind = "text"
    gathered: list[str] = []
    for shape, text in _shapes(lines):
        if shape == "more" and gathered:
            gathered.append(text)
            continue
        if gathered:
            yield (
                "heading" if shape == "underline" and kind == "text" else kind,
                "\n".join(gathered),
            )
        kind = shape if shape in ("heading", "item", "table") else "text"
        gathered = [text] if text else []
    if gathered:
        yield kind, "\n".join(gathered)


def _shapes(lines: Iterable[str]) -> Iterator[tuple[Shape, str]]:
    """What each line is: the start of something, more of the same, or the end of it."""
    last: Shape = "end"
    in_list = False
    for line in _without_fences(lines):
        bare = _QUOTE.sub("", line)
        shape, text = _shape(bare)
        if shape == "more" and last == "end" and not in_list and _INDENTED.match(bare):
            continue
        if last in ("heading", "table") and shape == "more":
            shape = "text"
        yield shape, text
        last = shape
        in_list = shape == "item" or (in_list and (shape == "end" or bare.startswith(" ")))


def _shape(bare: str) -> tuple[Shape, str]:
    if _UNDERLINE.match(bare):
        return "underline", ""
    if not bare.strip() or _RULE.match(bare) or _DEFINITION.match(bare):
        return "end", ""
    if "|" in bare and _TABLE_RULE.match(bare):
        return "end", ""
    if heading := _HEADING.match(bare):
        return "heading", heading["text"]
    if bare.lstrip().startswith("|") or bare.count(" | ") > 1 or bare.count("\t") > 1:
        return "table", bare.strip().strip("|").replace("|", " ; ").replace("\t", " ; ")
    if item := _ITEM.match(bare):
        return "item", item["text"]
    return "more", bare.strip()


def _without_fences(lines: Iterable[str]) -> Iterator[str]:
    """Every line outside code blocks; an empty one for each of theirs."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
        yield "" if fence or mark else line


def _printed(kind: Kind, text: str) -> Passage:
    """Inline markup resolved, and the lines joined."""
    codes: list[tuple[str, str]] = []

    def kept(match: re.Match[str]) -> str:
        codes.append((chr(_CODE_BASE + len(codes)), match[match.lastindex or 0].strip()))
        return codes[-1][0]

    text = _MATHS.sub(kept, _CODE.sub(kept, text))
    text = _LINK.sub(r"\1", _IMAGE.sub(" ", text))
    text = _TAG.sub(" ", _ADDRESS.sub(" ", _FOOTNOTE.sub(" ", text)))
    for _ in range(3):
        text = _LINES.sub(r"\2", _STARS.sub(r"\2", text))
    text = html.unescape(_ESCAPE.sub(r"\1", text)).replace("\u00ad", "")
    return Passage(kind, " ".join(_HYPHEN.sub(_joined, text).split()), tuple(codes))


def _joined(match: re.Match[str]) -> str:
    """A word divided at the line's end; "chefs- och" and "IT-stöd" keep their hyphen."""
    before, after = match["before"], match["after"]
    if after in _JOINING:
        return f"{before}- {after}"
    return f"{before}-{after}" if before.isupper() or after[0].isupper() else before + after
