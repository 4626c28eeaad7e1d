"""nbconvert's way to the PDF: ``jupyter nbconvert --to styrkort_pdf``, on any notebook."""

from typing import Any

from nbconvert.exporters.base import Exporter
from nbformat import NotebookNode
from traitlets import default

from styrkort.render.document import document
from styrkort.render.typst_pdf import pdf_bytes

__all__ = ["StyrkortPDFExporter"]


class StyrkortPDFExporter(Exporter):
    """A notebook as PDF/UA-1 and PDF/A-2a, by way of Typst; no code, no system package."""

    output_mimetype = "application/pdf"
    export_from_notebook = "PDF (styrkort)"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The PDF's bytes; what was mended goes to the log.

        InputError where a report of ours names an unknown inline value.
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        made = document(nb, resources)
        data, findings = pdf_bytes(made)
        for finding in (*made.findings, *findings):
            self.log.info(finding)
        resources["output_extension"] = ".pdf"
        return data, resources
