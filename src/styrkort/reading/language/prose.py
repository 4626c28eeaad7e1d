"""Markdown → the sentences as printed, inline values filled in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from styrkort.reading.language.passages import Kind, Passage, passages
from styrkort.reading.language.stems import listed

if TYPE_CHECKING:
    from styrkort.roles import Role

__all__ = ["Filled", "Sentence", "prose"]

_VALUE_BASE: Final = 0xF0000
"""A plane of private signs: one stands for each quoted value until the sentences are divided."""
_PRIVATE = re.compile("[\U000f0000-\U0010fffd]")
_END = re.compile(r"[.!?…]+[”\"’')\]]*(?=\s+[\"”“'(»\[]*(?P<next>\S))")
_WORD_BEFORE = re.compile(r"[\w.]*\w$")

# After these a full stop never ends a sentence …
_NEVER: Final = listed(
    "t.ex t.o.m fr.o.m bl.a s.k p.g.a i.o.m m.a.o d.v.s dvs ca cirka jfr jmf nr st.f resp inkl exkl"
    " f.n f.d o.d fg föreg ev sid kap kl dr t.ex e.g i.e vs bl.a tom from tex bla pga t.f m.h.a"
    " ang avs gm fö"
)
# … and after these not before a figure.
_NOT_BEFORE_FIGURES: Final = listed(
    "jan feb mar apr jun jul aug sep sept okt nov dec art st p s max min prop dnr"
)


@dataclass(frozen=True, slots=True)
class Filled:
    """Ifyllt: a stretch of a sentence that no hand has typed as prose."""

    start: int
    end: int
    name: str
    """The inline value's name, "utfall.sjukfranvaro"; empty where it is code or maths."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Mening: as printed, on one line, with ordinary spaces."""

    text: str
    kind: Kind
    """"text", "heading", "item" (of a list) or "table" (a row; its cells parted by ";")."""
    passage: int
    """The number of the paragraph, list item, heading or row that it stands in."""
    filled: tuple[Filled, ...] = ()

    def settled(self, start: int, end: int) -> bool:
        """Whether any of this stretch was filled in from a value, or is code."""
        return any(one.start < end and start < one.end for one in self.filled)


def prose(source: str, names: Mapping[str, str]) -> tuple[Sentence, ...]:
    """Every sentence that the markdown prints, in order; unknown inline values as typed."""
    values: dict[str, tuple[str, str]] = {}
    marked, at = "", 0
    for role in _roles(source):
        name = unicodedata.normalize("NFC", role.name)
        if name in names:
            mark = chr(_VALUE_BASE + len(values))
            values[mark] = name, names[name]
            marked, at = marked + source[at : role.start] + mark, role.end
    return tuple(
        _sentence(piece, n, passage, values)
        for n, passage in enumerate(passages(marked + source[at:]))
        for piece in _divided(passage)
    )


def _roles(source: str) -> "tuple[Role, ...]":
    """Imported when there may be a role to find: a parser of markdown comes with it."""
    if "{eval}" not in source:
        return ()
    from styrkort.roles import roles

    return roles(source)


def _divided(passage: Passage) -> Iterator[str]:
    """The passage's sentences; headings and rows of tables stay whole."""
    if passage.kind in ("heading", "table"):
        yield passage.text
        return
    at = 0
    for end in _END.finditer(passage.text):
        if _ends(passage.text[at : end.start()], end):
            yield passage.text[at : end.end()].strip()
            at = end.end()
    if rest := passage.text[at:].strip():
        yield rest


def _ends(before: str, end: re.Match[str]) -> bool:
    following = end["next"]
    if end[0][0] in "!?":
        return not following.islower()
    word = _WORD_BEFORE.search(before)
    last = word[0].casefold().strip(".") if word else ""
    if following.islower() or last in _NEVER:
        return False
    if following.isdigit() and (last in _NOT_BEFORE_FIGURES or not before.strip(" 0123456789")):
        return False
    return not (len(last) == 1 and last.isalpha() and word is not None and word[0].isupper())


def _sentence(
    piece: str, passage_number: int, passage: Passage, values: Mapping[str, tuple[str, str]]
) -> Sentence:
    """The piece with its signs replaced by what they stand for."""
    codes = dict(passage.codes)
    text, at, filled = "", 0, []
    for mark in _PRIVATE.finditer(piece):
        name, shown = values.get(mark[0], ("", codes.get(mark[0], "")))
        text += piece[at : mark.start()]
        shown = " ".join(shown.split())
        filled.append(Filled(len(text), len(text) + len(shown), name))
        text, at = text + shown, mark.end()
    return Sentence(text + piece[at:], passage.kind, passage_number, tuple(filled))
