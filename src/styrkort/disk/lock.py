"""One run of a report at a time: a lock that the operating system lets go with the process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from styrkort.disk.interrupts import postponed

__all__ = ["Held", "exclusive"]

_TRIES = 100


class Held(Exception):  # noqa: N818 - a state of things, not an error of ours
    """Somebody else holds the lock."""


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise Held from error

    def _still_at(_handle: int, _path: Path) -> bool:
        return True  # Windows removes no file that somebody has open

    def _let_go(handle: int, path: Path) -> None:
        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)
        with suppress(OSError):
            path.unlink()

else:
    import fcntl

    def _take(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Held from error

    def _still_at(handle: int, path: Path) -> bool:
        """Whether the locked file is the one at ``path``: its last holder may have removed it."""
        try:
            return os.path.samestat(os.fstat(handle), path.stat())
        except FileNotFoundError:
            return False

    def _let_go(handle: int, path: Path) -> None:
        with suppress(OSError):
            path.unlink()  # while the lock is held, so that nobody else's file is removed
        os.close(handle)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock at ``path``; raises :class:`Held` at once if another process does.

    The file's mere existence means nothing: one left behind by a killed run locks nothing.
    OSError where the file can't be made or the file system knows no locks.
    """
    held: list[int] = []
    try:
        with postponed():  # so that whoever is interrupted here knows whether it holds the lock
            held.append(_locked(path))
        yield
    finally:
        with postponed():
            for handle in held:
                _let_go(handle, path)


def _locked(path: Path) -> int:
    for _ in range(_TRIES):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            continue  # a run that ended has just removed the folder it had made
        try:
            _take(handle)
        except BaseException:
            os.close(handle)
            raise
        if _still_at(handle, path):
            return handle
        os.close(handle)
    raise Held  # runs that come and go keep taking it from us
