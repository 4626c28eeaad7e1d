"""The one-line calls of the master notebook: each shows what its name says, or nothing at all.

Setup: ``load_report``. Title: ``title_block``. Inledning: ``measures_in_brief``, ``introduction``,
``steering_chain``. Sammanfattande bild: ``summary_lead``, ``summary_picture``, ``summary_grid``,
``measures_overview``, ``service_compass``. A perspective: ``perspective_counts``,
``perspective_description``, ``perspective_table``, ``unit_table``, ``perspective_figure``.
Åtgärder: ``actions_table``, ``forecasts_table``. Så läses bilagan: ``verdict_key``, ``trend_key``,
``limits_table``, ``judged``, ``definitions``, ``abbreviations``.

The setup cell's ``from styrkort.display import *`` defines these and ``perspective``, which stands
for every perspective: the master isn't expanded when Jupyter or stock papermill runs it.
"""

from collections.abc import Callable
from typing import Final

from styrkort import legend, outlook, overview, sentences, summary, tables
from styrkort.blocks import Block, Line
from styrkort.loading import load_report
from styrkort.outputs import Markdown, Shown, shown
from styrkort.scorecard import PerspectiveResult, Report
from styrkort.tally import shown_measures

__all__ = [
    "abbreviations",
    "actions_table",
    "definitions",
    "forecasts_table",
    "introduction",
    "judged",
    "limits_table",
    "load_report",
    "measures_in_brief",
    "measures_overview",
    "perspective",
    "perspective_counts",
    "perspective_description",
    "perspective_figure",
    "perspective_table",
    "service_compass",
    "steering_chain",
    "summary_grid",
    "summary_lead",
    "summary_picture",
    "title_block",
    "trend_key",
    "unit_table",
    "verdict_key",
]

EVERY: Final = ""
"""In place of a perspective's name: every perspective of the plan, in its order."""

perspective: Final = EVERY


def _chosen(report: Report, name: str) -> tuple[PerspectiveResult, ...]:
    return report.perspectives if name == EVERY else (report.perspective(name),)


def _each(
    report: Report,
    name: str,
    blocks: Callable[[PerspectiveResult], tuple[Block | Markdown | None, ...]],
) -> Shown | None:
    """The blocks of the perspective; of every perspective, each under its name."""
    found: list[Block | Markdown] = []
    for one in _chosen(report, name):
        here = [block for block in blocks(one) if block is not None]
        if here and name == EVERY:
            found.append(Line(label="Perspektiv:", text=one.name))
        found += here
    return shown(*found)


def _markdown(text: str) -> Markdown | None:
    """Words of the plan; the values they quote were filled in when the report was read."""
    return Markdown(text.strip()) if text.strip() else None


def title_block(report: Report) -> Shown | None:
    """Region, which report this is the annex to, division, and three facts."""
    return shown(summary.title_block(report))


def measures_in_brief(report: Report) -> Shown | None:
    """How many measures are followed up, how their goals stand, when the others are."""
    return shown(Line(sentences.introduction(report)))


def introduction(report: Report) -> Shown | None:
    """The plan's own introduction."""
    return shown(_markdown(report.introduction))


def steering_chain(report: Report) -> Shown | None:
    """Who decides on perspectives, goals, success factors and measures."""
    return shown(summary.steering_chain(report))


def summary_lead(report: Report) -> Shown | None:
    """How many goals are met, and where those that aren't are found."""
    return shown(Line(sentences.summary_lead(report), lead=True))


def summary_picture(report: Report) -> Shown | None:
    """The perspectives side by side with their verdicts."""
    from styrkort import picture

    return shown(picture.summary_picture(report))


def summary_grid(report: Report) -> Shown | None:
    """Perspective × verdict."""
    return shown(summary.summary_grid(report))


def measures_overview(report: Report) -> Shown | None:
    """All measures, worst first."""
    return shown(overview.measures_overview(report))


def service_compass(report: Report) -> Shown | None:
    """Servicekompassen, where the plan uses it."""
    return shown(summary.service_compass(report))


def perspective_counts(report: Report, perspective: str) -> Shown | None:
    """How many of each verdict, at the perspective's heading."""
    return _each(report, perspective, lambda one: (tables.perspective_counts(report, one),))


def perspective_description(report: Report, perspective: str) -> Shown | None:
    """The plan's words; where it has none and no measures either, that there are none."""

    def words(one: PerspectiveResult) -> tuple[Block | Markdown | None, ...]:
        if one.description.strip() or shown_measures(report, one):
            return (_markdown(one.description),)
        return (Line("Perspektivet har inga egna styrmått i divisionens plan."),)

    return _each(report, perspective, words)


def perspective_table(report: Report, perspective: str) -> Shown | None:
    """Each strategic goal with the table of its measures."""
    return _each(report, perspective, lambda one: tables.perspective_blocks(report, one))


def unit_table(report: Report, perspective: str) -> Shown | None:
    """Outcomes by verksamhet, where goals are set for them."""
    return _each(report, perspective, lambda one: (tables.unit_table(report, one),))


def perspective_figure(report: Report, perspective: str) -> Shown | None:
    """Outcomes against goals, where at least two are numbers."""
    from styrkort import figures

    return _each(report, perspective, lambda one: figures.perspective_figures(report, one))


def actions_table(report: Report) -> Shown | None:
    """The strategic actions, or that there are none."""
    return shown(outlook.actions_table(report))


def forecasts_table(report: Report) -> Shown | None:
    """Forecasts of the full year."""
    return shown(outlook.forecasts_table(report))


def verdict_key(report: Report) -> Shown | None:  # noqa: ARG001 - called like the others
    """What the symbols of måluppfyllelse mean."""
    return shown(legend.verdict_key())


def trend_key(report: Report) -> Shown | None:  # noqa: ARG001 - called like the others
    """What arrows and words of utveckling mean."""
    return shown(legend.trend_key())


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
    return shown(legend.abbreviations(report))
