"""The use cases ``report``, ``render`` and ``reports``, each a list of the steps above."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime

from styrkort.disk.commit import Changed
from styrkort.disk.interrupts import unbroken
from styrkort.errors import InputError
from styrkort.kernels.kernel import started
from styrkort.period import Period
from styrkort.runs.asked import Request, asked_period, line_of, resolved
from styrkort.runs.runlog import log_entry, noted
from styrkort.workspace import LOG, Workspace, opened, workspace

__all__ = ["render", "report", "reports"]

Say = Callable[[str], None]
_Made = tuple[dict[str, bytes], str, bytes | None]
"""Files by name, the log's entry, and the earlier notebook as historik may keep it."""

_TRIES = 5
"""How often a run starts over because the notebook was saved meanwhile."""


def report(request: Request, say: Say) -> None:
    """Data → executed notebook → HTML, PDF, results; all of it in place, or nothing.

    InputError for wrong input, NotebookError if a cell fails: then the notebook as far as it came
    lies beside the output folder, which is as it was.
    """
    division, period = resolved(request)
    place = workspace(request.root, division, period)
    with ExitStack() as end, started(request.root) as kernel:
        # What follows is imported while the kernel starts, which takes longest.
        from styrkort.inline import with_plan_texts_filled
        from styrkort.report import build_report
        from styrkort.runs.failed import clear_failed
        from styrkort.runs.kept import kept_in_history
        from styrkort.runs.products import products

        built = with_plan_texts_filled(build_report(request.root, division, period))
        say(line_of(built.division_name, period))
        kernels = iter((kernel,))

        def made(earlier: bytes | None) -> _Made:
            files, findings = products(built, request.root, place, earlier, next(kernels, None))
            new = files[place.notebook.name]
            kept, notes = kept_in_history(earlier, new, place.notebook_name)
            entry = _entry("report", period, division, (*built.log, *findings, *notes))
            return files, entry, kept

        with opened(place, place.products):
            entry = end.enter_context(_committed(place, made, say))
            clear_failed(place.failed)
        say(f"Klart: {place.name}/ ({place.stem}.html, .pdf och .ipynb){noted(entry)}")


def render(request: Request, say: Say) -> None:
    """HTML and PDF again from the notebook as edited; starts no kernel, recomputes nothing.

    InputError if there is no notebook to render.
    """
    from styrkort.notebook import parse
    from styrkort.runs.products import documents

    division, period = resolved(request)
    place = workspace(request.root, division, period)

    def made(earlier: bytes | None) -> _Made:
        files, findings = documents(_required(place, earlier), place)
        return files, _entry("render", period, division, findings), earlier

    with ExitStack() as end, opened(place, (f"{place.stem}.html", f"{place.stem}.pdf", LOG)):
        metadata = parse(_required(place, place.earlier_notebook()), place.notebook_name)[
            "metadata"
        ]
        say(line_of(metadata.get("styrkort", {}).get("divisionsnamn", division), period))
        entry = end.enter_context(_committed(place, made, say))
        say(f"Klart: {place.name}/ ({place.stem}.html och .pdf){noted(entry)}")


def reports(request: Request, say: Say, failed: Callable[[Exception], int]) -> int:
    """The same period for every division; goes on after one that fails.

    ``failed`` tells the fault and gives its exit code; the worst of them is the command's.
    """
    from styrkort.inputs import division_names, find_division

    asked_period(request)
    codes: dict[str, int] = {}
    for division in division_names(request.root) or [find_division(request.root)]:
        try:
            report(replace(request, division=division), say)
            codes[division] = 0
        except Exception as error:
            codes[division] = failed(error)
    for division, code in codes.items():
        say(f"{division}: {'misslyckades' if code else 'klar'}")
    return max(codes.values())


def _required(place: Workspace, content: bytes | None) -> bytes:
    """The notebook to render; InputError if there is none."""
    if content is None:
        raise InputError(
            f"{place.notebook_name}: notebooken finns inte än. Gör rapporten först, med report."
        )
    return content


@contextmanager
def _committed(place: Workspace, made: Callable[[bytes | None], _Made], say: Say) -> Iterator[str]:
    """What is made of the notebook as it is, in place; no request to stop is heard from then on.

    Gives the log's entry.

    Made again for as long as Jupyter saves the notebook meanwhile; InputError if it goes on so.
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


def _entry(command: str, period: Period, division: str, notes: Iterable[str]) -> str:
    name = f"{division} {period.code} {period.year}"
    return log_entry(command, name, notes, datetime.now().astimezone())
