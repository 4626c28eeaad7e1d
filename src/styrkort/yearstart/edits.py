"""Changing a YAML file's text in places: everything else, comments too, stays letter for letter.

A file that is read and written anew by a YAML library comes back with other indents and line
breaks, and loses the comments around what is taken out. So only positions are read here.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

__all__ = [
    "Edit", "added_above", "applied", "composed", "emptied", "entries", "found", "items",
    "newline", "noted", "removed_item", "removed_key", "replaced", "scalars", "shared", "words",
]  # fmt: skip


class Edit(NamedTuple):
    """Text from ``start`` to ``end`` becomes ``text``."""

    start: int
    end: int
    text: str


def composed(text: str) -> Node | None:
    """The file's nodes with their positions; the text has been read before, without faults."""
    root: Node | None = YAML(typ="safe", pure=True).compose(text)
    return root


def entries(node: Node | None) -> list[tuple[str, ScalarNode, Node]]:
    """Key, its node and its value's, of a mapping; nothing of anything else."""
    if not isinstance(node, MappingNode):
        return []
    return [
        (unicodedata.normalize("NFC", key.value).strip(), key, value)
        for key, value in node.value
        if isinstance(key, ScalarNode)
    ]


def found(node: Node | None, key: str) -> tuple[ScalarNode, Node] | None:
    """The key and its value in a mapping; None where it isn't there."""
    return next(((at, value) for name, at, value in entries(node) if name == key), None)


def items(node: Node | None, key: str = "") -> list[Node]:
    """The items of a list, or of the list under ``key``."""
    if key:
        there = found(node, key)
        node = there[1] if there else None
    return list(node.value) if isinstance(node, SequenceNode) else []


def words(node: Node | None, key: str) -> str:
    """The text under ``key``; empty where there is none."""
    there = found(node, key)
    value = there[1].value if there and isinstance(there[1], ScalarNode) else ""
    return unicodedata.normalize("NFC", str(value)).strip()


def scalars(node: Node | None) -> Iterator[ScalarNode]:
    """Every single value in the node, keys left out."""
    if isinstance(node, ScalarNode):
        yield node
    for value in [value for _, _, value in entries(node)] + items(node):
        yield from scalars(value)


def shared(root: Node | None) -> frozenset[int]:
    """Identities of the nodes that several places lead to: an anchor and its aliases."""
    times: Counter[int] = Counter()

    def visit(node: Node) -> None:
        times[id(node)] += 1
        for each in [value for _, _, value in entries(node)] + items(node):
            visit(each)

    if root is not None:
        visit(root)
    return frozenset(each for each, count in times.items() if count > 1)


def replaced(node: Node, text: str) -> Edit:
    """The value in other words; its anchor stays."""
    anchor = f"&{node.anchor} " if node.anchor else ""
    return Edit(node.start_mark.index, node.end_mark.index, anchor + text)


def noted(text: str, node: Node, note: str) -> Edit:
    """A comment on a line of its own above the one that the node begins on."""
    start = _line_start(text, node.start_mark.index)
    indent = text[start : start + _indent(text, start)]
    return Edit(start, start, f"{indent}# {note}{newline(text)}")


def added_above(text: str, key: Node, line: str) -> Edit:
    """Another key before this one, within its braces or on a line of its own."""
    at = key.start_mark.index
    start = _line_start(text, at)
    if text[start:at].strip(" -"):
        return Edit(at, at, f"{line}, ")
    return Edit(at, at, f"{line}{newline(text)}{' ' * key.start_mark.column}")


def removed_item(text: str, sequence: Node, item: Node) -> Edit:
    """The item gone, with the comment lines right above it."""
    siblings = items(sequence)
    if getattr(sequence, "flow_style", False):
        spans = [(each.start_mark.index, each.end_mark.index) for each in siblings]
        return _cut(spans, siblings.index(item))
    return _cut_lines(text, item.start_mark.index)


def removed_key(text: str, mapping: Node, key: str) -> Edit:
    """The key and its value gone; where the key begins a list's item, only its value."""
    there = found(mapping, key)
    assert there is not None
    at, value = there
    if getattr(mapping, "flow_style", False):
        pairs = entries(mapping)
        spans = [(k.start_mark.index, v.end_mark.index) for _, k, v in pairs]
        return _cut(spans, [name for name, _, _ in pairs].index(key))
    start = _line_start(text, at.start_mark.index)
    if text[start : at.start_mark.index].strip():
        return emptied(text, value)
    return _cut_lines(text, at.start_mark.index)


def emptied(text: str, value: Node) -> Edit:
    """Nothing in the value's place; the line break at its end stays."""
    whole = text[value.start_mark.index : value.end_mark.index]
    return Edit(value.start_mark.index, value.start_mark.index + len(whole.rstrip()), "")


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit made; one inside a part that is taken out goes with it.

    Of two that would put different words in one place (an anchor that is used twice) the first
    is made.
    """
    first: dict[tuple[int, int, str], Edit] = {}
    for edit in edits:
        first.setdefault((edit.start, edit.end, "" if edit.end > edit.start else edit.text), edit)
    distinct = list(first.values())
    taken = [edit for edit in distinct if not edit.text and edit.end > edit.start]
    kept = [edit for edit in distinct if not any(_inside(edit, cut) for cut in taken)]
    # Of several at one place, the first is to stand first: they are put in from behind.
    ordered = sorted(enumerate(kept), key=lambda each: (each[1].start, each[0]))
    for _, edit in reversed(ordered):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _inside(edit: Edit, cut: Edit) -> bool:
    return edit != cut and cut.start <= edit.start < cut.end and edit.end <= cut.end


def _cut(spans: Sequence[tuple[int, int]], at: int) -> Edit:
    """One of several within brackets, with the comma that parts it from its neighbour."""
    start, end = spans[at]
    if at + 1 < len(spans):
        end = spans[at + 1][0]
    elif at:
        start = spans[at - 1][1]
    return Edit(start, end, "")


def _cut_lines(text: str, index: int) -> Edit:
    """From the line that ``index`` is on, as far as lines are indented more deeply."""
    start = _line_start(text, index)
    depth, end, at = _indent(text, start), 0, start
    for line in text[start:].splitlines(keepends=True):
        bare = line.strip()
        if at > start and bare and len(line) - len(line.lstrip(" ")) <= depth:
            break
        at += len(line)
        end = at if bare else end
    return Edit(_above(text, start, depth), end, "")


def _above(text: str, start: int, depth: int) -> int:
    """Where the comment lines of the same indent, right above ``start``, begin."""
    while start:
        before = _line_start(text, start - 1)
        line = text[before:start]
        if not line.strip().startswith("#") or _indent(text, before) != depth:
            break
        start = before
    return start


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _indent(text: str, start: int) -> int:
    line = text[start:].split("\n", 1)[0]
    return len(line) - len(line.lstrip(" "))


def newline(text: str) -> str:
    """The line break that the file is written with."""
    return "\r\n" if "\r\n" in text else "\n"
