"""Whether every value that a notebook's words quote is one that its report has."""

from styrkort.inline import UnknownName, faults
from styrkort.notebook.shape import Notebook, kind, ours, place, source

__all__ = ["check_names"]


def check_names(nb: Notebook) -> None:
    """UnknownName with one message an unknown name, in all cells, naming cell and heading.

    A notebook that isn't ours has no names; there ``{eval}`` is printed as typed.
    """
    known = ours(nb).get("namn")
    if not isinstance(known, dict):
        return
    found = [
        fault
        for index, cell in enumerate(nb["cells"])
        if kind(cell) == "markdown"
        for fault in faults(source(cell), known, place(nb, index))
    ]
    if found:
        raise UnknownName(*found)
