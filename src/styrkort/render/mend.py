"""The one pass that mends what WCAG and PDF/UA refuse; every mend is a finding.

What is mended keeps its words: a heading without words goes, a link that leads nowhere becomes
text, a level that was skipped is filled.
"""

from typing import Final

from styrkort.render.anchors import anchor_headings, keep_ids_unique, lead_links_home
from styrkort.render.findings import Findings
from styrkort.render.mend_tables import mend_tables
from styrkort.render.tree import (
    Element,
    descendants,
    holds_place,
    inside,
    make,
    rename,
    shows,
    text_of,
)
from styrkort.tablemarkup import printable

__all__ = ["HEADINGS", "mend"]

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARTS_OF_LISTS: Final = ("ul", "ol")


def mend(body: Element, found: Findings, reserved: frozenset[str], shift: bool) -> None:
    """Mend the body in place. ``reserved``: ids the page and its blocks already use; ``shift``:
    move every heading one level down, since the title took the first.
    """
    _clean_text(body)
    mend_tables(body, found)
    _mend_lists(body)
    _mend_headings(body, found, shift)
    _mend_rules(body)
    keep_ids_unique(body, found, reserved)
    anchor_headings(body, reserved)
    lead_links_home(body, found, reserved)
    _drop_empty(body)


def _clean_text(body: Element) -> None:
    for node in body.iter():
        if node.text:
            node.text = printable(node.text)
        if node.tail:
            node.tail = printable(node.tail)
        for name, value in node.attrib.items():
            node.set(name, printable(value))


def _mend_lists(body: Element) -> None:
    """Only items in lists, only lists around items, terms only in term lists."""
    for node in descendants(body, *_PARTS_OF_LISTS):
        _wrap_strays(node, ("li",), "li")
        if not len(node):
            node.drop_tag()
    for item in descendants(body, "li"):
        if item.getparent().tag not in _PARTS_OF_LISTS:
            _wrap_run(item, "ul", ("li",))
    for node in descendants(body, "dl"):
        _wrap_strays(node, ("dt", "dd", "div"), "dd")
        if not len(node):
            node.drop_tag()
    for term in descendants(body, "dt", "dd"):
        if not inside(term, "dl"):
            rename(term, "p")


def _wrap_strays(node: Element, allowed: tuple[str, ...], tag: str) -> None:
    """Text and elements that may stand in ``node`` only inside one of its own kind of child."""
    if node.text and node.text.strip():
        node.insert(0, make(tag, node.text))
    node.text = None
    for child in list(node):
        if child.tag not in allowed:
            wrapper = make(tag)
            tail, child.tail = child.tail, None
            node.replace(child, wrapper)
            wrapper.append(child)
            wrapper.tail = tail
        if child.tail and child.tail.strip() and child.getparent() is node:
            stray = make(tag, child.tail)
            child.tail = None
            child.addnext(stray)


def _wrap_run(first: Element, tag: str, kinds: tuple[str, ...]) -> None:
    """The element and its neighbours of the same kind inside a new parent."""
    wrapper = make(tag)
    first.addprevious(wrapper)
    node: Element | None = first
    while node is not None and node.tag in kinds:
        following = node.getnext() if not (node.tail or "").strip() else None
        wrapper.append(node)
        node = following
    last = wrapper[-1]
    wrapper.tail, last.tail = last.tail, None


def _mend_headings(body: Element, found: Findings, shift: bool) -> None:
    for heading in descendants(body, *HEADINGS):
        if inside(heading, "td", "th", "caption", "summary", "dt", "figcaption", *HEADINGS):
            found.at(heading, f"rubriken ”{text_of(heading)}” står i en tabell och blir fet text.")
            rename(heading, "strong")
        elif not text_of(heading):
            found.at(heading, "en rubrik utan ord är borttagen.")
            rename(heading, "p")
    _settle_levels(body, found, shift)


def _settle_levels(body: Element, found: Findings, shift: bool) -> None:
    """No level skipped: each heading one step at most below the one it stands under."""
    above: list[int] = []
    for heading in descendants(body, *HEADINGS):
        typed = int(heading.tag[1]) + shift
        while above and above[-1] >= typed:
            above.pop()
        above.append(typed)
        level = min(len(above) + 1, 6)
        if level != typed and not heading.get("data-egen"):
            words = f"rubriken ”{text_of(heading)}” har flyttats från nivå {typed - shift}"
            found.at(heading, f"{words} till nivå {level - shift}.")
        heading.tag = f"h{level}"
        heading.attrib.pop("data-egen", None)


def _mend_rules(body: Element) -> None:
    """A rule parts something from something: none first, last, or after another."""
    for rule in descendants(body, "hr"):
        if inside(rule, "p", "li", "td", "th", *HEADINGS):
            continue
        before, after = _shown_neighbour(rule, -1), _shown_neighbour(rule, 1)
        if before is None or after is None or before.tag == "hr":
            rule.drop_tree()


def _shown_neighbour(node: Element, step: int) -> Element | None:
    """The nearest thing shown before (-1) or after (1) among siblings of the node or its cell."""
    while node is not None:
        siblings = node.itersiblings(preceding=step < 0)
        for sibling in siblings:
            found = _outermost(sibling, step)
            if found is not None:
                return found
        node = node.getparent()
        if node is not None and node.get("data-cell") is None:
            return None
    return None


def _outermost(node: Element, step: int) -> Element | None:
    """The node, or, where it is a cell, the first or last thing shown in it."""
    if node.get("data-cell") is None:
        return node if node.tag == "hr" or node.get("data-block") or shows(node) else None
    children = list(node) if step > 0 else list(reversed(node))
    return next((child for child in children if _outermost(child, step) is not None), None)


def _drop_empty(body: Element) -> None:
    """Paragraphs and the like without content make a screen reader stop at nothing."""
    for node in reversed(descendants(body, "p", "blockquote", "pre", "ul", "ol", "li", "figure")):
        if not shows(node) and node.find(".//hr") is None and not holds_place(node):
            node.drop_tree()
