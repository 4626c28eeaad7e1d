"""New files made of the notebook as it is, and put in place: all of them or none."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from styrkort.disk.commit import Changed
from styrkort.disk.interrupts import unbroken
from styrkort.errors import InputError
from styrkort.period import Period
from styrkort.runs.runlog import log_entry
from styrkort.workspace import Workspace

__all__ = ["Made", "Say", "committed", "entry_of", "required"]

Say = Callable[[str], None]
"""Tells the person at the terminal."""
Made = tuple[dict[str, bytes], str, bytes | None]
"""Files by name, the log's entry, and the earlier notebook as historik may keep it."""

_TRIES = 5
"""How often a run starts over because the notebook was saved meanwhile."""


@contextmanager
def committed(place: Workspace, made: Callable[[bytes | None], Made], say: Say) -> Iterator[str]:
    """What is made of the notebook as it is, in place; no request to stop is heard from then on.

    Gives the log's entry. Made again for as long as Jupyter saves the notebook meanwhile;
    InputError if it goes on so.
    """
    for _ in range(_TRIES):
        earlier = place.earlier_notebook()
        files, entry, kept = made(earlier)
        with unbroken(), suppress(Changed):
            place.commit(files, entry, earlier, kept)
            yield entry
            return
        say("Notebooken sparades under tiden. De nya orden tas med; börjar om.")
    raise InputError(
        f"{place.notebook_name}: notebooken sparas hela tiden. Stäng den i JupyterLab och kör igen."
    )


def required(place: Workspace, content: bytes | None) -> bytes:
    """The period's notebook; InputError if there is none yet."""
    if content is None:
        raise InputError(
            f"{place.notebook_name}: notebooken finns inte än. Gör rapporten först, med report."
        )
    return content


def entry_of(command: str, period: Period, division: str, notes: Iterable[str]) -> str:
    """The log's entry for one run of a command."""
    name = f"{division} {period.code} {period.year}"
    return log_entry(command, name, notes, datetime.now().astimezone())
