"""Where the master notebook is: the user's own under ROOT, else the one styrkort came with."""

from pathlib import Path

from styrkort.errors import InputError

__all__ = ["MASTER", "master_path"]

MASTER = "notebooks/rapport.ipynb"


def master_path(root: Path, package: Path = Path(__file__).parents[1]) -> Path:
    """ROOT/notebooks/rapport.ipynb where it exists, else the project's own.

    A wheel carries it inside the package; a source tree has it in notebooks/ beside src/.
    """
    places = (root / MASTER, package / "rapport.ipynb", package.parent.parent / MASTER)
    for place in places:
        if place.is_file():
            return place
    raise InputError(
        f"{MASTER}: rapportens mall finns inte. Installera om styrkort, "
        "eller lägg mallen i mappen notebooks/."
    )
