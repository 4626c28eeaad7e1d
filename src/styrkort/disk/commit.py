"""All or nothing: several files replaced so that a reader, or a crash, finds each of them whole.

New files are staged beside the folder, then a journal with their hashes is written; from that
moment the commit will be completed, by this process or by the next command. Before it, nothing
in the folder has changed.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from styrkort.disk.interrupts import unbroken

__all__ = [
    "Changed", "Guard", "commit", "complete", "discard", "fingerprint", "sync_folder",
    "write_synced", "write_whole",
]  # fmt: skip

_JOURNAL = "journal.json"
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries where Windows' virus scanner holds a file that was just written."""


class Changed(Exception):  # noqa: N818 - news, not an error
    """The guarded file was saved by somebody else after it was read."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The file with a person's words, and the hash (None: no file) it had when it was read."""

    name: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    staged: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Journal:
    guard: Guard
    entries: tuple[_Entry, ...]


def fingerprint(path: Path) -> str | None:
    """SHA-256 of the file's content; None if there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def commit(folder: Path, staging: Path, files: Mapping[str, bytes], guard: Guard) -> None:
    """Replace ``files`` (name in ``folder`` → content) in their order, all of them or none.

    ``staging`` is a folder of our own on the same file system. Raises :class:`Changed` if the
    guarded file isn't what it was when read; then it is left as it is. OSError if something
    can't be written: nothing has changed then, or the next :func:`complete` finishes the work.
    """
    discard(staging)
    try:
        entries = _stage(staging, files)
        if fingerprint(folder / guard.name) != guard.sha256:
            raise Changed
    except BaseException:
        discard(staging)
        raise
    journal = _Journal(guard, entries)
    with unbroken():
        try:
            _write_journal(staging, journal)
        except OSError:
            discard(staging)
            raise
        _apply(folder, staging, journal)


def complete(folder: Path, staging: Path) -> bool:
    """Finish a commit that was interrupted; whether there was one.

    Done only if the journal is whole, every file is to be found with its hash, staged or in
    place, and the guarded file is untouched. Else what was staged is thrown away.
    """
    journal = _read_journal(staging)
    if journal is None or not _agrees(folder, staging, journal):
        discard(staging)
        return False
    try:
        with unbroken():
            _apply(folder, staging, journal)
    except Changed:
        return False
    return True


def discard(staging: Path) -> None:
    """Throw away what was staged, the journal first so that half a staging is never believed."""
    if not staging.is_dir():
        return
    with suppress(FileNotFoundError):
        (staging / _JOURNAL).unlink()
    shutil.rmtree(staging)


def write_whole(path: Path, content: bytes) -> None:
    """Write one file by way of a temporary name beside it."""
    temporary = path.with_name(f".{path.name}.nytt")
    try:
        write_synced(temporary, content)
        _replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def _stage(staging: Path, files: Mapping[str, bytes]) -> tuple[_Entry, ...]:
    staging.mkdir()
    entries = []
    for number, (name, content) in enumerate(files.items()):
        write_synced(staging / str(number), content)
        entries.append(_Entry(name, str(number), hashlib.sha256(content).hexdigest()))
    sync_folder(staging)
    return tuple(entries)


def _write_journal(staging: Path, journal: _Journal) -> None:
    data = {
        "vaktad": [journal.guard.name, journal.guard.sha256],
        "filer": [[entry.name, entry.staged, entry.sha256] for entry in journal.entries],
    }
    write_synced(staging / f"{_JOURNAL}.nytt", json.dumps(data, ensure_ascii=False).encode())
    (staging / f"{_JOURNAL}.nytt").replace(staging / _JOURNAL)
    sync_folder(staging)
    sync_folder(staging.parent)


def _read_journal(staging: Path) -> _Journal | None:
    """The journal if it is whole and names only files inside the folder."""
    try:
        data = json.loads((staging / _JOURNAL).read_bytes())
        guard = Guard(*data["vaktad"])
        entries = tuple(_Entry(*map(str, entry)) for entry in data["filer"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    names = [guard.name, *(part for entry in entries for part in (entry.name, entry.staged))]
    return _Journal(guard, entries) if all(map(_stays_inside, names)) else None


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _agrees(folder: Path, staging: Path, journal: _Journal) -> bool:
    """Whether every new file is here, staged or in place, and no newer words would be covered."""
    guarded = fingerprint(folder / journal.guard.name)
    new = {entry.name: entry.sha256 for entry in journal.entries}
    if guarded not in (journal.guard.sha256, new.get(journal.guard.name, journal.guard.sha256)):
        return False
    return all(
        (fingerprint(staging / entry.staged) or fingerprint(folder / entry.name)) == entry.sha256
        for entry in journal.entries
    )


def _apply(folder: Path, staging: Path, journal: _Journal) -> None:
    """Put each staged file in its place; a second time does only what the first left undone."""
    touched: set[Path] = set()
    for entry in journal.entries:
        staged, place = staging / entry.staged, folder / entry.name
        if not staged.exists():
            continue
        if entry.name == journal.guard.name and _saved_meanwhile(place, journal.guard, entry):
            discard(staging)
            raise Changed
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            _replace(staged, place)
        except OSError:
            if not _begun(staging, journal):
                discard(staging)
            raise
        touched.add(place.parent)
    for parent in sorted(touched | {folder, folder.parent}):
        sync_folder(parent)
    discard(staging)
    sync_folder(staging.parent)


def _begun(staging: Path, journal: _Journal) -> bool:
    """Whether any file is in place already, so that the rest has to follow."""
    return not all((staging / entry.staged).exists() for entry in journal.entries)


def _saved_meanwhile(place: Path, guard: Guard, entry: _Entry) -> bool:
    return fingerprint(place) not in (guard.sha256, entry.sha256)


def write_synced(path: Path, content: bytes) -> None:
    """Write one file, on the disk when this returns."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(source: Path, place: Path) -> None:
    for pause in _PATIENCE if os.name == "nt" else ():
        try:
            source.replace(place)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(place)


def sync_folder(folder: Path) -> None:
    """Make the folder's names durable, where the system can (not on Windows nor all networks)."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
