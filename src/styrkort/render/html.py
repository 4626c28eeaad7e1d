"""``jupyter nbconvert --to styrkort_html``: any notebook as one self-contained page."""

from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.html import HTMLExporter
from traitlets import default

from styrkort.render.document import document
from styrkort.render.page import TEMPLATES, page_of

__all__ = ["StyrkortHTMLExporter"]


class StyrkortHTMLExporter(HTMLExporter):
    """HTML without script, code or anything to fetch, by the template ``styrkort_html``."""

    export_from_notebook = "Styrkort (HTML)"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "styrkort_html"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [*super()._default_extra_template_basedirs(), str(TEMPLATES)]

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page, and nbconvert's resources with ``findings``: what was mended or left out."""
        # Not HTMLExporter's own: it would parse the finished page again, and number the outputs.
        nb, resources = Exporter.from_notebook_node(self, nb, resources, **kw)
        doc = document(nb, resources)
        for finding in doc.findings:
            self.log.warning(finding)
        resources["findings"] = doc.findings
        return self.template.render(page=page_of(doc), nb=nb, resources=resources), resources

    def _validate_preprocessor(self, nbc: Any, preprocessor: Any) -> None:
        """An odd notebook is read as far as it goes, not refused."""
        try:
            super()._validate_preprocessor(nbc, preprocessor)  # type: ignore[no-untyped-call]
        except Exception as error:  # nbformat's errors have no base of their own
            self.log.warning("Notebooken följer inte formatet helt: %s", error)
