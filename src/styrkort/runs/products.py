"""Report and notebooks → the content of every file that a run leaves."""

from pathlib import Path

from styrkort.errors import NotebookError
from styrkort.execute import CellFailed, execute
from styrkort.kernels.kernel import Kernel
from styrkort.machines.productionresults import production_file
from styrkort.machines.unitresults import unit_csv_bytes
from styrkort.narrative import carry
from styrkort.notebook import Notebook, check_names, expand, parse, to_bytes
from styrkort.results import csv_bytes, json_bytes
from styrkort.runs.failed import leave_failed
from styrkort.runs.imports import ahead
from styrkort.runs.manifest import manifest_bytes, master_file
from styrkort.runs.master import MASTER, master_path
from styrkort.scorecard import Report
from styrkort.snapshot import to_snapshot
from styrkort.workspace import Workspace

__all__ = ["Files", "documents", "products"]

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
) -> tuple[Files, tuple[str, ...]]:
    """Every product's content but the log's, and what was found on the way.

    ``earlier`` is the notebook with the analyst's words. InputError if it or the master can't be
    used; NotebookError if a cell fails, and then its notebook is left beside the folder.
    """
    master = master_path(root).read_bytes()
    fresh = expand(parse(master, MASTER), report)
    old = None if earlier is None else parse(earlier, place.notebook_name)
    carried = carry(old, fresh)
    check_names(carried)
    notebook = to_bytes(_executed(carried, report, root, place, kernel))
    files, findings = documents(notebook, place)
    return {
        **files,
        "resultat.csv": csv_bytes(report),
        "resultat.json": json_bytes(report),
        "resultat_verksamhet.csv": unit_csv_bytes(report),
        **production_file(report, place.folder),
        "manifest.json": manifest_bytes(report, master_file(master), findings),
        place.notebook.name: notebook,
    }, findings


def documents(notebook: bytes, place: Workspace) -> tuple[Files, tuple[str, ...]]:
    """HTML and PDF of the notebook as saved, and what had to be mended in it.

    InputError where it can't be read or quotes a value that doesn't exist.
    """
    from styrkort.render.document import document
    from styrkort.render.page import page_of, rendered
    from styrkort.render.typst_pdf import pdf_bytes

    where = {"metadata": {"name": place.stem, "path": str(place.folder)}}
    read = parse(notebook, place.notebook_name)
    check_names(read)
    made = document(read, where)
    page = rendered(page_of(made)).encode()
    pdf, findings = pdf_bytes(made)
    return {f"{place.stem}.html": page, f"{place.stem}.pdf": pdf}, (*made.findings, *findings)


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
