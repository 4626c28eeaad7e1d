"""Many "Så kom talen till" in a row behind one line, that opens to a list of them."""

from itertools import groupby
from typing import Final

from styrkort.render.tree import Element, descendants, make

__all__ = ["gather_derivations"]

_ONE: Final = "harledning"
_TITLE: Final = "Så kom talen till"


def gather_derivations(body: Element) -> None:
    """Puts every run of two or more of them into one; each keeps its id and its name."""
    found = [node for node in descendants(body, "details") if node.get("class") == _ONE]
    for _, run in groupby(enumerate(found), lambda one: _first_of_run(found, one[0])):
        nodes = [node for _, node in run]
        if len(nodes) > 1:
            _gathered(nodes)


def _first_of_run(found: list[Element], number: int) -> int:
    """Where the run begins that this one stands in."""
    while number and found[number].getprevious() is found[number - 1]:
        number -= 1
    return number


def _gathered(nodes: list[Element]) -> None:
    holder = make("details", class_="harledningar")
    nodes[0].addprevious(holder)
    holder.append(make("summary", _TITLE))
    for node in nodes:
        node.tail = None
        holder.append(node)
        summary = node.find("summary")
        if summary is not None and summary.text:
            summary.text = summary.text.removeprefix(f"{_TITLE}: ")
