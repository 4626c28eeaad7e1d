"""The use cases ``report``, ``render`` and ``reports``, each a list of the steps above."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from styrkort.kernels.kernel import started
from styrkort.period import Period
from styrkort.runs.asked import Request, asked_period, line_of, resolved
from styrkort.runs.committing import Made, Say, committed, entry_of, required
from styrkort.runs.runlog import noted
from styrkort.workspace import LOG, Workspace, opened, workspace

if TYPE_CHECKING:
    from styrkort.review import Finding

__all__ = ["render", "report", "reports"]


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
        kernels, standing = iter((kernel,)), list[str]()

        def made(earlier: bytes | None) -> Made:
            kernel = next(kernels, None)
            files, findings, found = products(built, request.root, place, earlier, kernel)
            standing[:] = [_to_settle(found, request, period)]
            kept, notes = kept_in_history(earlier, files[place.notebook.name], place.notebook_name)
            entry = entry_of("report", period, division, (*built.log, *findings, *notes))
            return files, entry, kept

        with opened(place, place.products):
            entry = end.enter_context(committed(place, made, say))
            clear_failed(place.failed)
            _tell_standing(place, say)
        say(f"Klart: {place.name}/ ({place.stem}.html, .pdf och .ipynb){noted(entry)}")
        say(*standing)


def _to_settle(findings: "tuple[Finding, ...]", request: Request, period: Period) -> str:
    """How much stands in the way, and which command lists it for the report that was asked for."""
    from styrkort.review.wordings import pointer

    division = f" DIVISION={request.division}" if request.division else ""
    year = f" YEAR={period.year}" if request.year else ""
    return pointer(findings, f"make review PERIOD={period.code}{division}{year}")


def render(request: Request, say: Say) -> None:
    """HTML and PDF again from the notebook as edited; starts no kernel, recomputes nothing.

    InputError if there is no notebook to render.
    """
    from styrkort.notebook import parse
    from styrkort.runs.products import documents

    division, period = resolved(request)
    place = workspace(request.root, division, period)

    def made(earlier: bytes | None) -> Made:
        files, findings = documents(required(place, earlier), place)
        return files, entry_of("render", period, division, findings), earlier

    with ExitStack() as end, opened(place, (f"{place.stem}.html", f"{place.stem}.pdf", LOG)):
        metadata = parse(required(place, place.earlier_notebook()), place.notebook_name)["metadata"]
        say(line_of(metadata.get("styrkort", {}).get("divisionsnamn", division), period))
        entry = end.enter_context(committed(place, made, say))
        _tell_standing(place, say)
        say(f"Klart: {place.name}/ ({place.stem}.html och .pdf){noted(entry)}")


def _tell_standing(place: Workspace, say: Say) -> None:
    """Whether what was approved last is what the documents hold, where anything was."""
    from styrkort.approval.shelf import standing

    if told := standing(place):
        say(told)


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
