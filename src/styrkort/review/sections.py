"""The notebook's headings, as a list of what stands in the way is ordered by them."""

from styrkort.notebook.shape import Notebook, heading_above, headings

__all__ = ["heading_index", "index_of_heading", "section_of"]

_TOP = "Början"


def section_of(nb: Notebook, index: int) -> str:
    """The nearest heading at or above the cell."""
    return heading_above(nb, index) or _TOP


def heading_index(nb: Notebook, index: int) -> int:
    """The index of the cell that holds that heading; -1 above the first."""
    return next((at for at in range(index, -1, -1) if headings(nb["cells"][at])), -1)


def index_of_heading(nb: Notebook, title: str) -> int | None:
    """The index of the first cell with a heading that says ``title``; None without one."""
    return next((at for at, cell in enumerate(nb["cells"]) if title in headings(cell)), None)
