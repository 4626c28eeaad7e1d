"""Notebooks for the HTML's tests: the annex DÅ08 2022 as a run leaves it, and small ones."""

from collections.abc import Iterable
from typing import Any

from samples import annex
from styrkort import figures, tables
from styrkort.blocks import MIME, Block, Line
from styrkort.inline import names
from styrkort.markup import to_html, to_json, to_text
from styrkort.scorecard import PerspectiveResult, Report
from styrkort.sentences import summary_lead
from styrkort.views import compass, keys, legend, outlook, overview, picture, summary, units
from styrkort.views import derivations as derivationviews

COMMENT = (
    "Sjukfrånvaron är {eval}`utfall.sjukfranvaro`, vilket är 1,2 procentenheter över "
    "ingångsvärdet. Resultatet kommenteras i delårsrapporten, avsnittet "
    "*Väsentliga personalförhållanden*."
)


def markdown(source: str, id: str = "", tags: Iterable[str] = (), **extra: Any) -> dict[str, Any]:
    """A markdown cell."""
    metadata = {"tags": list(tags), **extra.pop("metadata", {})}
    return {"cell_type": "markdown", "id": id, "metadata": metadata, "source": source, **extra}


def code(*outputs: dict[str, Any], id: str = "", **metadata: Any) -> dict[str, Any]:
    """A code cell that left these outputs."""
    return {
        "cell_type": "code",
        "id": id,
        "metadata": metadata,
        "execution_count": 1,
        "source": "hemlig_kod(report)",
        "outputs": list(outputs),
    }


def displayed(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    """An output with these forms."""
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def shown(*blocks: Block | None, id: str = "") -> dict[str, Any]:
    """A code cell that displayed blocks of ours."""
    return code(
        *(
            displayed(
                {MIME: to_json(block), "text/html": to_html(block), "text/plain": to_text(block)}
            )
            for block in blocks
            if block is not None
        ),
        id=id,
    )


def notebook(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    """A notebook of these cells, each with an id."""
    for number, cell in enumerate(cells, start=1):
        cell["id"] = cell.get("id") or f"cell-{number}"
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def own_metadata(report: Report, status: str = "arbetsversion") -> dict[str, Any]:
    """metadata.styrkort as a run writes it."""
    return {
        "version": 1,
        "division": report.division,
        "divisionsnamn": f"Division {report.division_name}",
        "region": report.region,
        "period": report.period.code,
        "år": report.period.year,
        "slut": report.period.end.isoformat(),
        "titel": "Produktion och måluppfyllelse",
        "dokument": "Bilaga produktion och måluppfyllelse",
        "namn": names(report),
        "status": status,
    }


def annex_notebook(status: str = "arbetsversion") -> dict[str, Any]:
    """The whole annex as an executed notebook."""
    return report_notebook(annex(), status)


def report_notebook(report: Report, status: str = "arbetsversion") -> dict[str, Any]:
    """A report as an executed notebook."""
    cells = [
        markdown("# Produktion och måluppfyllelse", "titel"),
        shown(summary.title_block(report)),
        markdown(
            "## Inledning\n\nBilagan visar hur långt {eval}`division` har kommit mot sina mål för "
            "{eval}`period.år`, räknat till och med den {eval}`period.slut`. Den kompletterar "
            "divisionens delårsrapport med de mått som bedömningarna vilar på.",
            "inledning",
        ),
        markdown("### Perspektiv och styrkedja\n\nBeslut i ett led blir ramar för nästa:"),
        shown(summary.steering_chain(report)),
        markdown(
            "## Sammanfattande bild av måluppfyllelse",
            "sammanfattning",
            metadata={"styrkort": {"kort": "Sammanfattande bild"}},
        ),
        shown(Line(summary_lead(report), lead=True)),
        shown(summary.summary_grid(report), overview.measures_overview(report)),
        shown(picture.summary_picture(report)),
        shown(summary.service_compass(report)),
        code(displayed({"text/markdown": "### Servicekompassen"})),
        shown(Line(compass.compass_sentence(report)), compass.compass_table(report)),
        markdown("## Måluppfyllelse i perspektiv"),
        *(
            cell
            for perspective in report.perspectives
            for cell in _perspective(report, perspective)
        ),
        markdown("## Uppföljning av divisionens strategiska åtgärder"),
        shown(outlook.actions_table(report), outlook.forecasts_table(report)),
        markdown("## Så läses bilagan\n\nBedömningarna är beräknade med reglerna här."),
        shown(
            keys.verdict_key(),
            keys.trend_key(),
            keys.marks_key(report),
            legend.limits_table(report),
            legend.judged(report),
            legend.definitions(report),
            keys.abbreviations(report),
        ),
    ]
    return notebook(*cells, styrkort=own_metadata(report, status))


def _perspective(report: Report, perspective: PerspectiveResult) -> list[dict[str, Any]]:
    tag = ("per-perspektiv",)
    return [
        markdown(f"### {perspective.name}", f"perspektiv-{perspective.slug}", tag),
        shown(tables.perspective_counts(report, perspective)),
        code(displayed({"text/markdown": perspective.description or "Inga egna styrmått."})),
        shown(*tables.perspective_blocks(report, perspective)),
        shown(
            units.comparisons_table(report, perspective),
            units.unit_table(report, perspective),
            *derivationviews.measure_details(report, perspective),
        ),
        shown(*figures.perspective_figures(report, perspective)),
        markdown(COMMENT, f"kommentar-{perspective.slug}", (*tag, "kommentar")),
    ]
