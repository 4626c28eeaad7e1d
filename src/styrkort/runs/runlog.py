"""korning.log: what each run was and what it noted; the only file that holds times."""

from collections.abc import Iterable
from datetime import datetime

from styrkort import __version__

__all__ = ["log_entry", "noted"]


def log_entry(command: str, name: str, notes: Iterable[str], now: datetime) -> str:
    """One run: a line with its time, and an indented line for each note."""
    first = f"{now.isoformat(timespec='seconds')} {command} {name} (styrkort {__version__})"
    return "".join(f"{line}\n" for line in (first, *(f"  {note}" for note in _one_line(notes))))


def noted(entry: str) -> str:
    """That the run noted something, for whoever doesn't open the log; empty where it didn't."""
    notes = entry.count("\n") - 1
    if not notes:
        return ""
    return f". {notes} {'anmärkning' if notes == 1 else 'anmärkningar'} i korning.log"


def _one_line(notes: Iterable[str]) -> list[str]:
    return [" ".join(note.split()) for note in dict.fromkeys(notes)]
