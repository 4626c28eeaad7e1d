"""A strip: one measure's outcome against goal and baseline, on a scale of its own (LOOK 8).

Shaded in full height where the goal is met, in half where it is partly met; a line in ink is the
goal or the baseline, a ring the baseline, a dot the outcome. Drawn at the size it is shown in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from styrkort.drawing.canvas import Box, Disc, Mark, Rule, Words
from styrkort.drawing.layout import Layout, x_of
from styrkort.drawing.lettering import width
from styrkort.drawing.placing import Span, kept_labels
from styrkort.drawing.scale import Scale, scale_for
from styrkort.drawing.striplabels import heading, outcome_labels, words_height
from styrkort.quantities import NBSP, format_number
from styrkort.scorecard import MeasureResult, TargetZone

__all__ = ["Strip", "strip"]

_MET: Final = "Målet är uppfyllt"


@dataclass(frozen=True, slots=True)
class Strip:
    """The marks of one measure, from y = 0 down."""

    marks: tuple[Mark, ...]
    height: float
    shows_met: bool
    shows_partly: bool


def strip(measure: MeasureResult, layout: Layout) -> Strip:
    """The measure's strip; its outcome must be a number."""
    if measure.utfall is None:
        raise ValueError(f"{measure.id} has no outcome to draw")
    u = layout.unit
    zone, values = measure.zone, [measure.utfall]
    scale = scale_for(values, zone, measure.unit, layout.intervals)
    above = 0.0 if layout.beside else words_height(measure, layout) + 7 * u
    labels, rows = outcome_labels(measure, measure.utfall, scale, layout, above)
    top = above + (12.5 + 10 * (rows - 1)) * u
    words = heading(measure, layout, top + 2 * u if layout.beside else 9 * u)
    areas = _areas(zone, scale, layout, top) if zone else ((), ())
    marks = (
        *areas[0],
        *areas[1],
        *_axis(scale, measure.unit, layout, top + layout.zone),
        *_met_words(measure, scale, layout, top),
        *_line(zone, scale, layout, top),
        *_values(measure, scale, layout, top + layout.zone / 2),
        *labels,
        *words,
    )
    bottom = top + layout.zone + 14 * u
    left = top + words_height(measure, layout) if layout.beside else 0.0
    return Strip(marks, max(bottom, left), bool(areas[1]), bool(areas[0]))


def _areas(
    zone: TargetZone, scale: Scale, layout: Layout, top: float
) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """The shaded areas: partly met in half height, met in full."""
    half = layout.zone / 2
    partly = tuple(
        Box(span.start, top + half, span.width, half, "zone")
        for span in _spans(zone.partly, scale, layout)
    )
    met = tuple(
        Box(span.start, top, span.width, layout.zone, "zone")
        for span in _spans(zone.met, scale, layout)
    )
    return partly, met


def _spans(
    intervals: tuple[tuple[Decimal | None, Decimal | None], ...], scale: Scale, layout: Layout
) -> Iterator[Span]:
    """Intervals on the axis; those that are a single value have no area."""
    for low, high in intervals:
        start = scale.low if low is None else low
        end = scale.high if high is None else high
        if end > start:
            yield Span(x_of(start, scale, layout), x_of(end, scale, layout))


def _axis(scale: Scale, unit: str, layout: Layout, y: float) -> Iterator[Mark]:
    """The axis with its ticks, the unit at the last."""
    u, (start, end) = layout.unit, (layout.axis.start, layout.axis.end)
    yield Rule(start, y, end, y, "mid", 0.6 * u)
    ticks = [
        (x_of(tick, scale, layout), format_number(tick, scale.decimals)) for tick in scale.ticks
    ]
    for x, _ in ticks:
        yield Rule(x, y, x, y + 2.5 * u, "mid", 0.6 * u)
    texts = [text for _, text in ticks]
    if unit and width(unit, layout.size) < 80 * u:
        texts[-1] += f"{NBSP}{unit}"
    spans = [_centred(x, text, layout) for (x, _), text in zip(ticks, texts, strict=True)]
    for n in kept_labels(spans, 5 * u):
        yield Words(spans[n].start, y + 11 * u, texts[n], layout.size, "ink2")


def _centred(x: float, text: str, layout: Layout) -> Span:
    """A label about a tick, moved in where it would leave the sheet."""
    wide = width(text, layout.size)
    start = max(min(x - wide / 2, layout.width - wide), 0)
    return Span(round(start, 2), start + wide)


def _line(zone: TargetZone | None, scale: Scale, layout: Layout, top: float) -> Iterator[Mark]:
    if zone is not None and zone.line is not None:
        x = x_of(zone.line, scale, layout)
        yield Rule(x, top, x, top + layout.zone, "ink", 1.3 * layout.unit)


def _values(measure: MeasureResult, scale: Scale, layout: Layout, y: float) -> Iterator[Mark]:
    """The dot, and the ring that it is joined to where the line is a baseline."""
    assert measure.utfall is not None
    u, dot = layout.unit, x_of(measure.utfall, scale, layout)
    zone = measure.zone
    if zone is not None and zone.line is not None and zone.line_is_baseline:
        ring = x_of(zone.line, scale, layout)
        yield Rule(ring, y, dot, y, "accent", 1.6 * u)
        # Round the dot where the two are in the same place, so that both are seen.
        radius = 6.2 if abs(ring - dot) < 2 * u else 3.8
        yield Disc(ring, y, radius * u, "paper", "accent", 1.4 * u)
    yield Disc(dot, y, 4.3 * u, "accent", "accent", 0)


def _met_words(measure: MeasureResult, scale: Scale, layout: Layout, top: float) -> Iterator[Mark]:
    """The words "Målet är uppfyllt" in the shade, where there is room beside the marks."""
    if measure.zone is None or measure.utfall is None:
        return
    u, values = layout.unit, (measure.utfall, measure.zone.line)
    marks = [x_of(value, scale, layout) for value in values if value is not None]
    least, most = min(marks) - 8 * u, max(marks) + 8 * u
    wide = width(_MET, layout.size)
    for span in _spans(measure.zone.met, scale, layout):
        free = (
            Span(span.start + 6 * u, min(span.end, least)),
            Span(max(span.start, most), span.end - 6 * u),
        )
        if max(free[0].width, free[1].width) >= wide:
            at_start = free[0].width >= free[1].width
            x = free[0].start if at_start else free[1].end - wide
            baseline = top + layout.zone / 2 + 2.8 * u
            yield Words(round(x, 2), round(baseline, 2), _MET, layout.size, "ink2")
            return
