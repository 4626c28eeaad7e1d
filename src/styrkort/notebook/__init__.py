"""A notebook as data: read raw, mend ids, expand the master, settle for equal bytes."""

from styrkort.notebook.expansion import expand
from styrkort.notebook.quoting import check_names
from styrkort.notebook.reading import parse, read
from styrkort.notebook.settling import settle, to_bytes
from styrkort.notebook.shape import Cell, Notebook, place

__all__ = [
    "Cell", "Notebook", "check_names", "expand", "parse", "place", "read", "settle", "to_bytes",
]  # fmt: skip
