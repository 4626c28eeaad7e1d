"""The one-line calls of the master notebook: each shows what its name says, or nothing at all.

First of all: ``review_list``. Setup: ``load_report``. Title: ``title_block``. Inledning:
``measures_in_brief``, ``introduction``, ``steering_chain``. Sammanfattande bild:
``summary_lead``, ``summary_picture``, ``summary_grid``,
``measures_overview``, ``service_compass``, ``overall_view``, ``compass_view``. A perspective:
``perspective_counts``, ``perspective_description``, ``perspective_table``, ``comparisons_table``,
``unit_table``, ``derivations``, ``perspective_figure``. After the perspectives:
``component_view``. Produktion: ``production_table``, ``production_derivations``,
``production_figure``. Åtgärder: ``actions_table``, ``forecasts_table``. Så läses bilagan:
``verdict_key``, ``trend_key``, ``marks_key``, ``limits_table``, ``judged``, ``definitions``,
``abbreviations``.

The setup cell's ``from styrkort.display import *`` defines these and ``perspective``, which stands
for every perspective: the master isn't expanded when Jupyter or stock papermill runs it.
"""

from typing import Final

from styrkort import sentences, tables
from styrkort.blocks import Block, Line
from styrkort.loading import load_report
from styrkort.outputs import Markdown, Shown, shown
from styrkort.scorecard import PerspectiveResult, Report
from styrkort.tally import shown_measures
from styrkort.views import (
    compass,
    components,
    keys,
    legend,
    objectives,
    outlook,
    overview,
    production,
    summary,
    units,
)
from styrkort.views import derivations as derivationviews
from styrkort.views.showing import EVERY, each, markdown

__all__ = [
    "abbreviations", "actions_table", "comparisons_table", "compass_view", "component_view",
    "definitions", "derivations", "forecasts_table", "introduction", "judged", "limits_table",
    "load_report", "marks_key", "measures_in_brief", "measures_overview", "overall_view",
    "perspective", "perspective_counts", "perspective_description", "perspective_figure",
    "perspective_table", "production_derivations", "production_figure", "production_table",
    "review_list", "service_compass", "steering_chain", "summary_grid", "summary_lead",
    "summary_picture", "title_block", "trend_key", "unit_table", "verdict_key",
]  # fmt: skip

perspective: Final = EVERY


def review_list() -> Shown | None:
    """Where to find what stands in the way of publication.

    A command that saves the notebook puts the list itself here: it needs the whole notebook.
    """
    return shown(
        Line(
            "Vad som hindrar publicering står här när rapporten är gjord med make report, och "
            "visas i terminalen med make review."
        )
    )


def title_block(report: Report) -> Shown | None:
    """Region, which report this is the annex to, division, and three facts."""
    return shown(summary.title_block(report))


def measures_in_brief(report: Report) -> Shown | None:
    """How many measures are followed up, how their goals stand, when the others are."""
    return shown(Line(sentences.introduction(report)))


def introduction(report: Report) -> Shown | None:
    """The plan's own introduction."""
    return shown(markdown(report.introduction))


def steering_chain(report: Report) -> Shown | None:
    """Who decides on perspectives, goals, success factors and measures."""
    return shown(summary.steering_chain(report))


def summary_lead(report: Report) -> Shown | None:
    """How many goals are met, and where those that aren't are found."""
    return shown(Line(sentences.summary_lead(report), lead=True))


def summary_picture(report: Report) -> Shown | None:
    """The perspectives side by side with their verdicts."""
    from styrkort.views import picture

    return shown(picture.summary_picture(report))


def summary_grid(report: Report) -> Shown | None:
    """Perspective × verdict."""
    return shown(summary.summary_grid(report))


def measures_overview(report: Report) -> Shown | None:
    """All measures, worst first."""
    return shown(overview.measures_overview(report))


def overall_view(report: Report) -> Shown | None:
    """Each strategic goal's counts, computed suggestion and judgement, under a heading."""
    table = objectives.overall_table(report)
    return None if table is None else shown(Markdown(f"### {objectives.HEADING}"), table)


def service_compass(report: Report) -> Shown | None:
    """Servicekompassen, where the plan uses it."""
    return shown(summary.service_compass(report))


def perspective_counts(report: Report, perspective: str) -> Shown | None:
    """How many of each verdict, at the perspective's heading."""
    return each(report, perspective, lambda one: (tables.perspective_counts(report, one),))


def perspective_description(report: Report, perspective: str) -> Shown | None:
    """The plan's words; where it has none and no measures either, that there are none."""

    def words(one: PerspectiveResult) -> tuple[Block | Markdown | None, ...]:
        if one.description.strip() or shown_measures(report, one):
            return (markdown(one.description),)
        return (Line("Perspektivet har inga egna styrmått i divisionens plan."),)

    return each(report, perspective, words)


def perspective_table(report: Report, perspective: str) -> Shown | None:
    """Each strategic goal with the table of its measures."""
    return each(report, perspective, lambda one: tables.perspective_blocks(report, one))


def comparisons_table(report: Report, perspective: str) -> Shown | None:
    """Earlier outcomes beside the division's, of measures without verksamheter."""
    return each(report, perspective, lambda one: (units.comparisons_table(report, one),))


def unit_table(report: Report, perspective: str) -> Shown | None:
    """Outcomes by verksamhet beside earlier ones, against goals of their own where there are."""
    return each(report, perspective, lambda one: (units.unit_table(report, one),))


def derivations(report: Report, perspective: str) -> Shown | None:
    """How each figure came about: on demand on screen, in an annex at the end in print."""
    return each(report, perspective, lambda one: derivationviews.measure_details(report, one))


def perspective_figure(report: Report, perspective: str) -> Shown | None:
    """Outcomes against goals, where at least two are numbers."""
    from styrkort import figures

    return each(report, perspective, lambda one: figures.perspective_figures(report, one))


def component_view(report: Report) -> Shown | None:
    """What stands behind each row with delmått, under a heading; where there is such a row."""
    tables = components.component_tables(report)
    if not tables:
        return None
    heading = Markdown(f"## {components.HEADING}")
    return shown(heading, Line(components.INTRODUCTION), *tables)


def compass_view(report: Report) -> Shown | None:
    """The measures by servicekompassen's categories, under a heading; where the plan uses it."""
    table = compass.compass_table(report)
    if table is None:
        return None
    heading = Markdown(f"### {compass.HEADING}")
    return shown(heading, Line(compass.compass_sentence(report)), table)


def production_table(report: Report) -> Shown | None:
    """What the whole division and each verksamhet produced."""
    none = Line("Divisionens plan har inga produktionsmått.")
    return shown(production.production_table(report) or none)


def production_derivations(report: Report) -> Shown | None:
    """How the figures of production came about."""
    return shown(*production.production_details(report))


def production_figure(report: Report) -> Shown | None:
    """Production against last year and plan, where anything is in numbers."""
    from styrkort.views import productionpicture

    return shown(*productionpicture.production_figures(report))


def actions_table(report: Report) -> Shown | None:
    """The strategic actions and how many have each status, or that there are none."""
    return shown(outlook.actions_counts(report), outlook.actions_table(report))


def forecasts_table(report: Report) -> Shown | None:
    """Forecasts of the full year, and of which measures none could be computed."""
    return shown(outlook.forecasts_table(report), outlook.without_forecast(report))


def verdict_key(report: Report) -> Shown | None:  # noqa: ARG001 - called like the others
    """What the symbols of måluppfyllelse mean."""
    return shown(keys.verdict_key())


def trend_key(report: Report) -> Shown | None:  # noqa: ARG001 - called like the others
    """What arrows and words of utveckling mean."""
    return shown(keys.trend_key())


def marks_key(report: Report) -> Shown | None:
    """What the words beside rows mean, of those that the report uses."""
    return shown(keys.marks_key(report))


def limits_table(report: Report) -> Shown | None:
    """Every limit that was used."""
    return shown(legend.limits_table(report))


def judged(report: Report) -> Shown | None:
    """What was judged by whom."""
    return shown(legend.judged(report))


def definitions(report: Report) -> Shown | None:
    """What the plan says of its measures."""
    return shown(legend.definitions(report))


def abbreviations(report: Report) -> Shown | None:
    """The words and abbreviations that the report uses."""
    return shown(keys.abbreviations(report))
