"""Words to the analyst: UTF-8 whatever the terminal's language, and no fuss if nobody listens."""

import io
import os
import shutil
import sys
import traceback
from typing import TextIO

__all__ = [
    "complain", "prepare_streams", "say", "show_traceback", "shows_colours", "silent",
    "terminal_width",
]  # fmt: skip


def prepare_streams() -> None:
    """Write UTF-8 to pipes and terminals alike; what can't be written is shown as \\x.."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """One line of news."""
    _write(sys.stdout, text)


def silent(_text: str) -> None:
    """What --quiet says."""


def complain(text: str) -> None:
    """A fault, one line or several."""
    _write(sys.stderr, text)


def terminal_width() -> int:
    """How many characters a line has room for; 100 where the words go to a file or a pipe."""
    return shutil.get_terminal_size((100, 24)).columns


def shows_colours() -> bool:
    """Whether a person's own terminal shows what is said, and hasn't been asked for no colours."""
    told_not_to = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or os.name == "nt"
    return sys.stdout is not None and sys.stdout.isatty() and not told_not_to


def show_traceback(error: BaseException) -> None:
    """Where in the program the fault arose; only ever shown on request."""
    _write(sys.stderr, "".join(traceback.format_exception(error)))


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # pythonw on Windows has no streams
        return
    try:
        print(text, file=stream, flush=True)
    except OSError:
        # Whoever read has gone, or their disk is full; the report is worth finishing all the same.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
