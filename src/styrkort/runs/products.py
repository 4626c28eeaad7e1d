"""Report and notebooks → the content of every file that a run leaves."""

from pathlib import Path

from styrkort.approval.content import numbers_of
from styrkort.approval.freezing import as_draft
from styrkort.approval.shelf import approved_notebook
from styrkort.errors import NotebookError
from styrkort.execute import CellFailed, execute
from styrkort.kernels.kernel import Kernel
from styrkort.machines.productionresults import production_file
from styrkort.machines.unitresults import unit_csv_bytes
from styrkort.notebook import Notebook, check_names, expand, parse, to_bytes
from styrkort.results import csv_bytes, json_bytes
from styrkort.review import Finding, findings_of, with_review
from styrkort.runs.failed import leave_failed
from styrkort.runs.imports import ahead
from styrkort.runs.manifest import manifest_bytes, master_file
from styrkort.runs.master import MASTER, master_path
from styrkort.runs.surroundings import context_of
from styrkort.runs.worded import worded
from styrkort.scorecard import Report
from styrkort.snapshot import to_snapshot
from styrkort.workspace import Workspace

__all__ = ["Files", "documents", "printed", "products", "results_of"]

Files = dict[str, bytes]
"""Name in the output folder → content."""

_RENDERING = (
    "nbconvert.filters.markdown_mistune",
    "styrkort.render.document",
    "styrkort.render.page",
    "styrkort.render.typst_pdf",
)


def products(
    report: Report, root: Path, place: Workspace, earlier: bytes | None, kernel: Kernel | None
) -> tuple[Files, tuple[str, ...], tuple[Finding, ...]]:
    """Every product's content but the log's, what was found on the way, and what review finds.

    ``earlier`` is the notebook with the analyst's words. InputError if it or the master can't be
    used; NotebookError if a cell fails, and then its notebook is left beside the folder.
    """
    master = master_path(root).read_bytes()
    fresh = expand(parse(master, MASTER), report)
    words, notes = worded(fresh, report, root, place, earlier)
    executed = _executed(words, report, root, place, kernel)
    found = findings_of(executed, context_of(root, place, report.division, report.period))
    notebook = to_bytes(with_review(executed, found))
    files, findings = documents(notebook, place)
    results = results_of(report, place.folder)
    numbers = numbers_of(parse(notebook, place.notebook_name))
    return (
        {
            **files,
            **results,
            "manifest.json": manifest_bytes(
                report, master_file(master), results, numbers, findings
            ),
            place.notebook.name: notebook,
        },
        (*notes, *findings),
        found,
    )


def results_of(report: Report, folder: Path) -> Files:
    """The results for machines; ``folder`` is where an earlier run may have left some."""
    return {
        "resultat.csv": csv_bytes(report),
        "resultat.json": json_bytes(report),
        "resultat_verksamhet.csv": unit_csv_bytes(report),
        **production_file(report, folder),
    }


def documents(notebook: bytes, place: Workspace) -> tuple[Files, tuple[str, ...]]:
    """HTML and PDF of the notebook as saved, and what had to be mended in it.

    As the latest edition has them while its approval holds, else as a working version. InputError
    where the notebook can't be read or quotes a value that doesn't exist.
    """
    read = parse(notebook, place.notebook_name)
    check_names(read)
    return printed(approved_notebook(place, read) or as_draft(read), place.stem, place.folder)


def printed(notebook: Notebook, stem: str, folder: Path) -> tuple[Files, tuple[str, ...]]:
    """HTML and PDF of the notebook, and what had to be mended in it.

    ``stem`` is their name without suffix, ``folder`` where the pictures beside the notebook are.
    """
    from styrkort.render.document import document
    from styrkort.render.page import page_of, rendered
    from styrkort.render.typst_pdf import pdf_bytes

    where = {"metadata": {"name": stem, "path": str(folder)}}
    made = document(notebook, where)
    page = rendered(page_of(made)).encode()
    pdf, findings = pdf_bytes(made)
    return {f"{stem}.html": page, f"{stem}.pdf": pdf}, (*made.findings, *findings)


def _executed(
    notebook: Notebook, report: Report, root: Path, place: Workspace, kernel: Kernel | None
) -> Notebook:
    """The notebook with its outputs; one that fails is left beside the folder."""
    try:
        with ahead(*_RENDERING):
            return execute(notebook, to_snapshot(report), root, kernel)
    except CellFailed as error:
        leave_failed(place.failed, error.notebook)
        name = f"outputs/{place.failed.parent.name}/{place.failed.name}"
        raise NotebookError(f"{error}\nSe {name}. Rapportens mapp är som den var.") from error
