"""Outcomes against goals, a figure a perspective, each with its values in words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from styrkort.blocks import Figure
from styrkort.cellwords import goal_words, split_target
from styrkort.drawing.canvas import Mark, moved_down, svg
from styrkort.drawing.layout import NARROW, WIDE, Layout
from styrkort.drawing.strips import Strip, strip
from styrkort.scorecard import MeasureResult, PerspectiveResult, Report
from styrkort.swedish import joined_words, sentence
from styrkort.tables import measure_table_id
from styrkort.tally import shown_measures, shown_under
from styrkort.wording import WITHHELD

__all__ = ["perspective_figures"]

_LEAST: Final = 2
"""A figure compares; one outcome alone is read in the table."""
_TALLEST: Final = 270.0
"""Points: two such with headings and captions fit on a page, so that none is left half empty."""
_GAP: Final = 11.0
_WITHOUT_SIZE: Final = ("ja/nej", "text")


def perspective_figures(report: Report, perspective: PerspectiveResult) -> tuple[Figure, ...]:
    """Outcome against goal and baseline for every measure with a number.

    None where the perspective has fewer than two such; more than one where a page is too short.
    """
    shown = shown_measures(report, perspective)
    drawn = [one for one in shown if _has_number(one)]
    if len(drawn) < _LEAST:
        return ()
    parts = _pages([(one, strip(one, WIDE)) for one in drawn])
    figures = [
        _figure(report, perspective, part, n, len(parts)) for n, part in enumerate(parts, start=1)
    ]
    without = _withheld(shown)
    return (*figures[:-1], _saying(figures[-1], without)) if without else tuple(figures)


def _withheld(measures: Sequence[MeasureResult]) -> str:
    """As "Visas ej (få personer): Sjukfrånvaro."; empty where all can be shown."""
    names = [one.name for one in measures if one.withheld]
    return f"{WITHHELD}: {joined_words(names)}." if names else ""


def _saying(figure: Figure, words: str) -> Figure:
    """The figure with these words last, in sight and read aloud."""
    return replace(figure, alt=f"{figure.alt} {words}", caption=f"{figure.caption} {words}")


def _has_number(measure: MeasureResult) -> bool:
    """Whether the outcome is a number, and shown as one."""
    shown = any(sign.isdigit() for sign in measure.utfall_text)
    number = measure.utfall is not None and shown and not measure.withheld
    return number and measure.unit not in _WITHOUT_SIZE


def _pages(
    strips: Sequence[tuple[MeasureResult, Strip]],
) -> list[list[tuple[MeasureResult, Strip]]]:
    """The strips in as many parts as pages are needed, about as tall as each other."""
    whole = sum(one.height + _GAP for _, one in strips)
    share = whole / -(-whole // _TALLEST)
    parts: list[list[tuple[MeasureResult, Strip]]] = [[]]
    height = 0.0
    for pair in strips:
        tall = pair[1].height + _GAP
        if parts[-1] and (height + tall / 2 > share or height + tall > _TALLEST):
            parts.append([])
            height = 0.0
        parts[-1].append(pair)
        height += tall
    return parts


def _figure(
    report: Report,
    perspective: PerspectiveResult,
    part: Sequence[tuple[MeasureResult, Strip]],
    number: int,
    parts: int,
) -> Figure:
    measures = [measure for measure, _ in part]
    title = _title(measures)
    told = "; ".join(_told(measure) for measure in measures)
    return Figure(
        id=f"bild-{perspective.slug}" + (f"-{number}" if parts > 1 else ""),
        title=f"{title} ({number} av {parts})" if parts > 1 else title,
        alt=sentence(f"{title} i perspektivet {perspective.name}. {told}"),
        caption=_caption(measures, [drawn for _, drawn in part]),
        svg=_sheet([drawn for _, drawn in part], WIDE),
        narrow_svg=_sheet([strip(measure, NARROW) for measure in measures], NARROW),
        data_anchor=_table_of(report, perspective, measures[0]),
    )


def _table_of(report: Report, perspective: PerspectiveResult, measure: MeasureResult) -> str:
    """The id of the table that shows the measure's figures."""
    return next(
        measure_table_id(perspective, objective)
        for objective in perspective.objectives
        if measure in shown_under(report, objective)
    )


def _sheet(strips: Sequence[Strip], layout: Layout) -> str:
    """The strips under each other."""
    marks: list[Mark] = []
    y = 0.0
    for one in strips:
        marks += (moved_down(mark, y) for mark in one.marks)
        y = round(y + one.height + _GAP * layout.unit, 2)
    return svg(marks, (layout.width, round(y - (_GAP - 1) * layout.unit, 2)))


def _kinds(measures: Sequence[MeasureResult]) -> tuple[str, ...]:
    """What the outcomes are held against: "mål", "ingångsvärde", "jämförelsevärde"."""
    zones = [one.zone for one in measures if one.zone]
    kinds = [_lower(z.line_text.split(" ")[0]) if z.line_is_baseline else "mål" for z in zones]
    return tuple(sorted(dict.fromkeys(kinds), key=lambda kind: kind != "mål"))


def _title(measures: Sequence[MeasureResult]) -> str:
    """As "Utfall mot ingångsvärde", "Utfall mot mål och ingångsvärde"."""
    kinds = _kinds(measures)
    return f"Utfall mot {joined_words(kinds)}" if kinds else "Utfall"


def _told(measure: MeasureResult) -> str:
    """As "Sjukfrånvaro: utfall 6,3 %, ingångsvärde 5,1 %, mål: minska, ej uppfyllt"."""
    zone, facts = measure.zone, [f"utfall {measure.utfall_text}"]
    if zone is not None and zone.line_is_baseline and zone.line_text:
        facts.append(_lower(zone.line_text))
    facts.append(_lower(goal_words(split_target(measure.target_text)[0])))
    verdict = measure.fulfilment.value.lower()
    return f"{measure.name}: {', '.join(dict.fromkeys([*facts, verdict]))}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _caption(measures: Sequence[MeasureResult], strips: Sequence[Strip]) -> str:
    """What shade, line, ring and dot are, naming only those that the figure has."""
    said = []
    if any(one.shows_partly for one in strips):
        full = any(one.shows_met for one in strips)
        said += ["Skuggat i full höjd: målet är uppfyllt."] * full
        said += ["Skuggat i halv höjd: målet är delvis uppfyllt."]
    elif any(one.shows_met for one in strips):
        said.append("Skuggat: målet är uppfyllt.")
    kinds = _kinds([one for one in measures if one.zone and one.zone.line is not None])
    if "mål" in kinds:
        said.append(f"Lodrätt streck: {joined_words(kinds, 'eller')}.")
    baselines = [kind for kind in kinds if kind != "mål"]
    if baselines:
        said.append(f"Ring: {joined_words(baselines, 'eller')}.")
    return " ".join([*said, "Punkt: utfall."])
