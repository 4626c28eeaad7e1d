"""The use case undo: an earlier notebook back from historik/, and nothing lost."""

import re
from contextlib import ExitStack
from pathlib import Path

from styrkort.disk.obstacles import HISTORY, told
from styrkort.errors import InputError
from styrkort.narrative.notes import asked_of
from styrkort.notebook import Notebook, parse
from styrkort.notebook.shape import ours
from styrkort.runs.asked import Request, line_of, resolved
from styrkort.runs.committing import Made, Say, committed, entry_of
from styrkort.runs.runlog import noted
from styrkort.workspace import LOG, Workspace, opened, workspace

__all__ = ["undo"]

_NUMBER = re.compile(r"(?:historik/)?0*([1-9]\d*)(?:\.ipynb)?")
_BARE = (
    "Den är utan utdata, för den visade uppgifter om grupper med få personer som inte längre "
    "visas. Kör make report, så görs tabeller och figurer på nytt."
)


def undo(request: Request, number: str, say: Say) -> None:
    """The previous notebook in place of the current one, which goes to historik/; HTML and PDF too.

    ``number`` is one in historik/, or empty: the one before this, which is the number below where
    the current notebook was itself brought back from historik/. InputError where there is none.
    """
    division, period = resolved(request)
    place = workspace(request.root, division, period)
    writes = (f"{place.stem}.html", f"{place.stem}.pdf", LOG, place.notebook.name)
    _chosen(place, number, place.earlier_notebook())
    with ExitStack() as end, opened(place, writes):
        taken = _chosen(place, number, place.earlier_notebook())
        content = _content(place, taken)
        notebook = parse(content, _name(place, taken))
        say(line_of(str(ours(notebook).get("divisionsnamn", division)), period))
        if content == place.earlier_notebook():
            say(f"Inget att göra: notebooken är redan den i {_name(place, taken)}.")
            return

        def made(earlier: bytes | None) -> Made:
            from styrkort.runs.products import documents

            files, findings = documents(content, place)
            entry = entry_of(f"undo {taken}", period, division, findings)
            return {**files, place.notebook.name: content}, entry, earlier

        before = place.history()
        entry = end.enter_context(committed(place, made, say))
        _tell(place, taken, set(place.history()) - set(before), notebook, entry, say)


def _tell(
    place: Workspace, taken: int, kept: set[int], notebook: Notebook, entry: str, say: Say
) -> None:
    """What is back, and where the notebook that it replaced is."""
    say(f"Klart: {_name(place, taken)} är tillbaka som {place.notebook_name}{noted(entry)}")
    for number in kept:
        back = f"make undo {asked_of(notebook)} NUMBER={number}"
        say(f"Den som gällde nyss är {_name(place, number)}. Den tas tillbaka med {back}")
    if "utan_utdata" in ours(notebook):
        say(_BARE)
    else:
        again = f"make report {asked_of(notebook)}"
        say(f"Resultatfilerna är från senaste körningen. Gör om allt med {again}")


def _chosen(place: Workspace, number: str, current: bytes | None) -> int:
    """The number in historik/ that is meant; InputError where there is none such."""
    there = _history(place)
    if not there:
        raise InputError(
            f"{place.name}: det finns ingen tidigare notebook att ta tillbaka. Den första läggs i "
            f"{HISTORY}/ när en körning eller en ändring har gett en ny."
        )
    if number.strip():
        return _asked_for(place, number, there)
    below = [n for n in there if n < _number_of(current, there)]
    if not below:
        raise InputError(
            f"{place.notebook_name}: det finns ingen tidigare notebook; den här är den första. "
            f"De andra i {HISTORY}/ tas tillbaka med NUMBER: {_listed(there)}."
        )
    return max(below)


def _asked_for(place: Workspace, number: str, there: dict[int, Path]) -> int:
    match = _NUMBER.fullmatch(number.strip())
    if match is None or int(match[1]) not in there:
        raise InputError(
            f"{place.name}/{HISTORY}: notebook nummer ”{number.strip()}” finns inte. "
            f"De som finns är {_listed(there)}."
        )
    return int(match[1])


def _number_of(current: bytes | None, there: dict[int, Path]) -> int:
    """The lowest number that the current notebook has in historik/, so that undoing goes on
    backwards; where it isn't there, the number that it would get.
    """
    same = (n for n, path in there.items() if current is not None and _read(path) == current)
    return next(same, max(there) + 1)


def _history(place: Workspace) -> dict[int, Path]:
    try:
        return place.history()
    except OSError as error:
        raise told(error, f"{place.name}/{HISTORY}") from error


def _content(place: Workspace, number: int) -> bytes:
    try:
        return place.history()[number].read_bytes()
    except OSError as error:
        raise told(error, _name(place, number)) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise told(error, f"{HISTORY}/{path.name}") from error


def _name(place: Workspace, number: int) -> str:
    return f"{place.name}/{place.history()[number].relative_to(place.folder).as_posix()}"


def _listed(there: dict[int, Path]) -> str:
    return ", ".join(str(number) for number in there)
