"""A whole folder of new files at once: it is there with all of them, or not at all."""

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from styrkort.disk.commit import discard, sync_folder, write_synced
from styrkort.disk.interrupts import unbroken

__all__ = ["put_folder"]


@contextmanager
def put_folder(place: Path, staging: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Stage ``files`` (name → content), do what the block does, then rename ``staging`` to
    ``place`` in one step.

    ``staging`` is a folder of our own on the same file system. Where the block raises, or ``place``
    is there already (FileExistsError), nothing is put in place and nothing is left behind.
    """
    first = not place.parent.exists()
    discard(staging)
    try:
        staging.mkdir()
        for name, content in files.items():
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            write_synced(staging / name, content)
        for folder in {staging, *((staging / name).parent for name in files)}:
            sync_folder(folder)
        yield
        with unbroken():
            place.parent.mkdir(exist_ok=True)
            _rename(staging, place)
    except BaseException:
        discard(staging)
        if first:
            with suppress(OSError):
                place.parent.rmdir()
        raise
    sync_folder(place.parent)
    sync_folder(place.parent.parent)
    sync_folder(staging.parent)


def _rename(staging: Path, place: Path) -> None:
    """As ``rename``, which on POSIX would replace an empty folder."""
    if place.exists() or place.is_symlink():
        raise FileExistsError(errno.EEXIST, "finns redan", str(place))
    staging.rename(place)
