"""Ctrl-C and its kin: one exception for all of them, and a moment in which they have to wait."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

__all__ = ["as_keyboard_interrupt", "from_now_on_ignored", "postponed", "unbroken"]

_Handler = Callable[[int, FrameType | None], object] | signal.Handlers
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def _present() -> list[signal.Signals]:
    """The signals that ask a program to stop and that this system has."""
    return [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


@contextmanager
def as_keyboard_interrupt() -> Iterator[None]:
    """Let every polite request to stop unwind the stack as Ctrl-C does, so that all is tidied."""
    with _handled_by(_stop, _unless_nohup(_present())):
        yield


@contextmanager
def unbroken() -> Iterator[None]:
    """Ignore requests to stop: from the moment of a commit on, for who asks now is too late, and
    while all is tidied after one of them.

    So "avbrutet" always means that nothing was changed and nothing left behind.
    """
    with _handled_by(signal.SIG_IGN, _present()):
        yield


def from_now_on_ignored() -> None:
    """Nothing is left to interrupt: the process ends with the exit code that it has."""
    if threading.current_thread() is threading.main_thread():
        for number in _present():
            signal.signal(number, signal.SIG_IGN)


@contextmanager
def postponed() -> Iterator[None]:
    """Hear of requests to stop only afterwards.

    They are noted and sent again, not blocked: a mask holds for one thread, and the system would
    hand the signal to another.
    """
    heard: list[int] = []
    try:
        with _handled_by(lambda number, _frame: heard.append(number), _present()):
            yield
    finally:
        for number in heard[:1]:
            signal.raise_signal(number)


def _unless_nohup(numbers: list[signal.Signals]) -> list[signal.Signals]:
    """nohup has asked that a closed terminal mean nothing; that stands."""
    return [
        number
        for number in numbers
        if number.name != "SIGHUP" or signal.getsignal(number) is not signal.SIG_IGN
    ]


@contextmanager
def _handled_by(handler: _Handler, numbers: list[signal.Signals]) -> Iterator[None]:
    """``handler`` for these signals while it lasts; only the main thread can and need do so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier if earlier is not None else signal.SIG_DFL)
