"""The notebook of a run that failed in a cell: left beside the output folder, to be looked at."""

import hashlib
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from styrkort.disk.commit import write_whole
from styrkort.disk.obstacles import told
from styrkort.notebook import Notebook, to_bytes

__all__ = ["clear_failed", "leave_failed"]

_UNSEALED = "0" * 64
_SEAL = re.compile(rb'"misslyckad":\s*"([0-9a-f]{64})"')


def leave_failed(path: Path, notebook: Notebook) -> None:
    """Write ``notebook`` to ``path``; one there that somebody has written in since is kept.

    InputError if nothing can be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not _untouched(path.read_bytes()):
            path.rename(_free_name(path))
        write_whole(path, _sealed(notebook))
    except OSError as error:
        raise told(error, f"outputs/{path.parent.name}/{path.name}") from error


def clear_failed(path: Path) -> None:
    """Remove an earlier failure's notebook now that a run has succeeded, unless it was edited."""
    with suppress(OSError):  # in use elsewhere, or not there: it does no harm
        if _untouched(path.read_bytes()):
            path.unlink()


def _sealed(notebook: Notebook) -> bytes:
    """The notebook's bytes with their own hash inside, so that any later edit shows."""
    metadata: dict[str, Any] = notebook["metadata"]
    own = {**metadata.get("styrkort", {}), "misslyckad": _UNSEALED}
    content = to_bytes({**notebook, "metadata": {**metadata, "styrkort": own}})
    return _with_seal(content, hashlib.sha256(content).hexdigest())


def _untouched(content: bytes) -> bool:
    seal = _SEAL.search(content)
    if seal is None:
        return False
    unsealed = _with_seal(content, _UNSEALED)
    return hashlib.sha256(unsealed).hexdigest().encode() == seal[1]


def _with_seal(content: bytes, seal: str) -> bytes:
    match = _SEAL.search(content)
    assert match is not None
    return content[: match.start(1)] + seal.encode() + content[match.end(1) :]


def _free_name(path: Path) -> Path:
    number = 1
    while (free := path.with_stem(f"{path.stem}-{number:04d}")).exists():
        number += 1
    return free
