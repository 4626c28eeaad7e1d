"""A YAML file as text values with positions, and its faults in Swedish.

Nothing is resolved to numbers, dates or booleans here: 5.10 stays "5.10", so that what the file
says is read from its text and never through float. What has no value is None.
"""

import unicodedata
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from styrkort.errors import InputError
from styrkort.refusals import why

__all__ = ["Document", "Place", "Slip", "Tree", "read_yaml"]

Tree = Any
"""str | None | list[Tree] | dict[str, Tree]"""
Place = tuple[str | int, ...]
"""Where in the tree: keys and list indices from the top."""


class Slip(NamedTuple):
    """What can't be meant as written, though the rest of the file can be read."""

    line: int
    place: Place
    """The mapping or list that it stands in."""
    what: str
    """In Swedish, without a full stop."""


@dataclass(slots=True)
class Document:
    """What one reading of a file came to; gathered while reading, not changed afterwards."""

    name: str
    """The file's name in messages: "params/regionstod/2022/plan.yaml"."""
    tree: Tree = None
    lines: dict[Place, int] = field(default_factory=dict)
    """Line, from 1, of each key and list item, those without a value too."""
    bare: set[Place] = field(default_factory=set)
    """Keys inside braces that have no value: often the end of a text with a comma in it."""
    slips: list[Slip] = field(default_factory=list)
    """A key twice, a decimal comma inside braces."""

    def line(self, place: Place) -> int:
        """The line of the place, or of the nearest thing around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def value(self, place: Place) -> Tree:
        """What stands at the place; None if nothing does."""
        value = self.tree
        for step in place:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def read_yaml(path: Path, name: str) -> Document:
    """The file at ``path``, called ``name`` in messages.

    InputError where it can't be read at all: absent, wrong encoding, broken YAML (with line and
    column). Faults that leave the rest readable are in the document's ``slips``.
    """
    text = _decoded(_bytes(path, name), name)
    document = Document(name)
    root = _composed(text, name)
    if root is not None:
        document.tree = _Reader(document).value(root, ())
    return document


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{name} går inte att läsa: {why(error)}.") from error


def _decoded(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        raise InputError(
            f"{name}, rad {line}: filen är inte sparad som UTF-8 "
            f"(troligen som {'UTF-16' if utf16 else 'Windows-1252, ”ANSI”'}). "
            "Spara om den med teckenkodningen UTF-8."
        ) from None
    return unicodedata.normalize("NFC", text)


def _composed(text: str, name: str) -> Node | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            node: Node | None = YAML(typ="safe", pure=True).compose(text)
            return node
    except MarkedYAMLError as error:
        raise InputError(f"{name}, {_mark(error)}: {_explained(error)}") from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        code = error.character if isinstance(error.character, int) else ord(error.character)
        raise InputError(
            f"{name}, rad {line}: filen innehåller ett styrtecken, U+{code:04X}. Ta bort det."
        ) from None
    except RecursionError:
        raise InputError(f"{name}: för många nivåer av klammer eller indrag.") from None


def _mark(error: MarkedYAMLError) -> str:
    """Where the reader stopped, and before it where what it was reading began."""
    marks = [error.problem_mark or error.context_mark]
    if _is_unclosed(error):
        marks.insert(0, error.context_mark)
    first, *last = dict.fromkeys(f"rad {m.line + 1}, kolumn {m.column + 1}" for m in marks if m)
    return first + "".join(f" (läsningen stannade på {place})" for place in last)


def _is_unclosed(error: MarkedYAMLError) -> bool:
    return bool(error.context) and any(
        opener in error.context
        for opener in ("quoted scalar", "flow sequence", "flow mapping", "simple key")
    )


def _explained(error: MarkedYAMLError) -> str:
    """The parser's complaint in Swedish, with what to do about it."""
    problem = f"{error.context or ''} {error.problem or ''}"
    for sign, explanation in _EXPLANATIONS:
        if sign in problem:
            return explanation
    return f"filen är inte giltig YAML ({(error.problem or 'okänt fel').strip()})."


_EXPLANATIONS = (
    (
        "character '%'",
        'ett värde kan inte börja med %. Skriv procenttecknet inom citattecken: "%".',
    ),
    ("character '\\t'", "raden har en tabb som indrag. Använd mellanslag."),
    ("character '\t'", "raden har en tabb som indrag. Använd mellanslag."),
    ("character '@'", 'ett värde kan inte börja med @. Skriv texten inom citattecken ("…").'),
    ("character '`'", 'ett värde kan inte börja med `. Skriv texten inom citattecken ("…").'),
    (
        "mapping values are not allowed",
        "ett kolon på fel plats: fel indrag, eller en text med kolon i. "
        'Skriv text som innehåller ": " inom citattecken.',
    ),
    ("expected a single document", "filen innehåller flera YAML-dokument (---). Ha bara ett."),
    ("undefined alias", "ett värde kan inte börja med *. Skriv texten inom citattecken."),
    ("while scanning a quoted scalar", "ett citattecken avslutas aldrig."),
    ("while parsing a flow sequence", "en hakparentes [ … ] är inte avslutad eller saknar komma."),
    ("while parsing a flow mapping", "en klammer { … } är inte avslutad eller saknar komma."),
    ("while scanning a simple key", "raden saknar kolon efter nyckeln, eller har fel indrag."),
    ("while parsing a block mapping", "fel indrag: raden hör inte ihop med raderna ovanför."),
    ("while parsing a block collection", "fel indrag: raden hör inte ihop med raderna ovanför."),
    ("block sequence entries are not allowed", "ett listtecken (-) på fel plats eller fel indrag."),
    ("sequence entries are not allowed", "ett listtecken (-) på fel plats eller fel indrag."),
)


class _Reader:
    """Walks the nodes once; holds the anchors that are open, for they may point at themselves."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.open: set[int] = set()

    def value(self, node: Node, place: Place) -> Tree:
        self.document.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, ScalarNode):
            return _scalar(node)
        if id(node) in self.open:
            self.slip(node, place, "ett ankare (&) hänvisar till sig självt")
            return None
        self.open.add(id(node))
        try:
            if isinstance(node, SequenceNode):
                return [self.value(item, (*place, i)) for i, item in enumerate(node.value)]
            return self.mapping(node, place) if isinstance(node, MappingNode) else None
        finally:
            self.open.discard(id(node))

    def mapping(self, node: MappingNode, place: Place) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        first: dict[str, int] = {}
        last = ""
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self.slip(key_node, place, "en nyckel måste vara text")
                continue
            key = str(key_node.value).strip()
            if key in first:
                what = f"nyckeln ”{key}” står två gånger (också rad {first[key]})"
                self.slip(key_node, place, what)
                continue
            first[key] = line
            if node.flow_style and _cut_at_comma(last, tree.get(last), key, value_node):
                self.slip(key_node, place, _comma(last, str(tree[last]), key))
                continue
            self.document.lines[*place, key] = line
            tree[key] = self.value(value_node, (*place, key))
            if node.flow_style and tree[key] is None:
                self.document.bare.add((*place, key))
            last = key
        return tree

    def slip(self, node: Node, place: Place, what: str) -> None:
        self.document.slips.append(Slip(node.start_mark.line + 1, place, what))


def _comma(key: str, whole: str, part: str) -> str:
    return (
        f"decimalkomma inom klammer, {{{key}: {whole},{part}}} läses som två värden; "
        f'skriv {whole}.{part} eller "{whole},{part}"'
    )


def _scalar(node: ScalarNode) -> str | None:
    """The text as typed; None for an empty value, ~ or null without quotation marks."""
    if node.style is None and node.value in ("", "~", "null", "Null", "NULL"):
        return None
    return str(node.value)


def _cut_at_comma(last: str, value: Tree, key: str, node: Node) -> bool:
    """Whether ``key`` is what stood after the decimal comma of the value before it."""
    number = isinstance(value, str) and _is_digits(value.lstrip("+-−–"))
    empty = isinstance(node, ScalarNode) and _scalar(node) is None
    return bool(last) and number and _is_digits(key) and empty


def _is_digits(text: Tree) -> bool:
    """Whether the text is ASCII digits only, as the halves of a number cut at its comma."""
    return isinstance(text, str) and text.isascii() and text.isdigit()
