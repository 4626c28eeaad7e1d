"""The notebook of a run that failed in a cell: left beside the output folder, to be looked at."""

from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from styrkort.disk.commit import write_whole
from styrkort.disk.obstacles import told
from styrkort.disk.seals import UNSEALED, sealed, untouched
from styrkort.notebook import Notebook, to_bytes

__all__ = ["clear_failed", "leave_failed"]

_SEAL: Final = "misslyckad"
"""Key of the file's own hash in ``metadata.styrkort``."""


def leave_failed(path: Path, notebook: Notebook) -> None:
    """Write ``notebook`` to ``path``; one there that somebody has written in since is kept.

    InputError if nothing can be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not untouched(path.read_bytes(), _SEAL):
            path.rename(_free_name(path))
        write_whole(path, _sealed(notebook))
    except OSError as error:
        raise told(error, f"outputs/{path.parent.name}/{path.name}") from error


def clear_failed(path: Path) -> None:
    """Remove an earlier failure's notebook now that a run has succeeded, unless it was edited."""
    with suppress(OSError):  # in use elsewhere, or not there: it does no harm
        if untouched(path.read_bytes(), _SEAL):
            path.unlink()


def _sealed(notebook: Notebook) -> bytes:
    """The notebook's bytes with their own hash inside, so that any later edit shows."""
    metadata: dict[str, Any] = notebook["metadata"]
    own = {**metadata.get("styrkort", {}), _SEAL: UNSEALED}
    return sealed(to_bytes({**notebook, "metadata": {**metadata, "styrkort": own}}), _SEAL)


def _free_name(path: Path) -> Path:
    number = 1
    while (free := path.with_stem(f"{path.stem}-{number:04d}")).exists():
        number += 1
    return free
