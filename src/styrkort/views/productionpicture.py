"""Produktion in a picture: each verksamhet's bar against last year and plan."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from styrkort.blocks import Figure
from styrkort.drawing.bars import Bar, Bars, narrow_bars, wide_bars, wide_height
from styrkort.production import NONE
from styrkort.quantities import NBSP
from styrkort.scorecard import ProductionResult, Report
from styrkort.swedish import joined_words, sentence
from styrkort.views.production import TABLE_ID, bare, operation_name
from styrkort.wording import WITHHELD

__all__ = ["production_figures"]

_TALLEST: Final = 250.0
"""Points: two such with headings and captions fit on a page."""
_SHORT_WITHHELD: Final = "visas ej"
_ZERO: Final = Decimal(0)

Rows = tuple[ProductionResult, ...]


def production_figures(report: Report) -> tuple[Figure, ...]:
    """This year's production against last year's and the plan; none where nothing is in numbers.

    More than one figure where a page is too short for all.
    """
    shown = [rows for rows in _by_measure(report) if any(_drawable(one) for one in rows)]
    pages = _pages([part for rows in shown for part in _parts(rows, report.period.year)])
    return tuple(_figure(report, page, n, len(pages)) for n, page in enumerate(pages, 1))


def _drawable(result: ProductionResult) -> bool:
    return result.utfall is not None


def _by_measure(report: Report) -> list[Rows]:
    """Each production measure's verksamheter; the whole division where there is one at most."""
    groups = []
    for id in dict.fromkeys(one.id for one in report.production):
        rows = tuple(one for one in report.production if one.id == id)
        units = tuple(one for one in rows if one.unit)
        groups.append(units if len(units) > 1 else rows[:1])
    return groups


def _head(result: ProductionResult) -> str:
    """As "Besvarade samtal, tusen"."""
    return f"{result.name}, {result.measure_unit}" if result.measure_unit else result.name


def _parts(rows: Rows, year: int) -> list[tuple[Rows, Bars]]:
    """A measure's bars, all on one scale, in parts that each have room on a page."""
    parts: list[list[ProductionResult]] = [[]]
    for row in rows:
        if parts[-1] and wide_height(_bars(rows, (*parts[-1], row), year)) > _TALLEST:
            parts.append([])
        parts[-1].append(row)
    return [(tuple(part), _bars(rows, part, year)) for part in parts]


def _pages(parts: Sequence[tuple[Rows, Bars]]) -> list[list[tuple[Rows, Bars]]]:
    """The parts on as few pages as they need."""
    pages: list[list[tuple[Rows, Bars]]] = []
    room = 0.0
    for part in parts:
        tall = wide_height(part[1])
        if not pages or tall > room:
            pages.append([])
            room = _TALLEST
        pages[-1].append(part)
        room -= tall
    return pages


def _bars(all: Rows, rows: Sequence[ProductionResult], year: int) -> Bars:
    """Some of a measure's rows on the scale of them all."""
    values = [v for one in all for v in (one.utfall, one.comparison, one.plan) if v is not None]
    return Bars(
        head=_head(all[0]),
        rows=tuple(_bar(one, year) for one in rows),
        low=min(_ZERO, *values),
        high=max(_ZERO, *values),
    )


def _bar(result: ProductionResult, year: int) -> Bar:
    figures = (
        NONE if result.utfall is None else _without_unit(result.utfall_text, result),
        _without_unit(result.comparison_text, result),
        result.change_percent_text.removesuffix(f"{NBSP}%"),
    )
    return Bar(
        name=operation_name(result.unit),
        value=result.utfall,
        earlier=result.comparison,
        plan=result.plan,
        figures=figures,
        said=_said(result, year),
        instead=result.utfall_text,
    )


def _said(result: ProductionResult, year: int) -> str:
    """As "2022: 84,2 tusen, 2021: 79,6 tusen, förändring: +5,8 %"."""
    return (
        f"{year}: {result.utfall_text}, {year - 1}: {result.comparison_text}, "
        f"förändring: {result.change_percent_text}"
    )


def _without_unit(text: str, result: ProductionResult) -> str:
    """The figure alone, for a column under a head that says the rest."""
    return _SHORT_WITHHELD if text == WITHHELD else bare(text, result)


def _figure(report: Report, page: Sequence[tuple[Rows, Bars]], number: int, of: int) -> Figure:
    rows = [row for part, _ in page for row in part]
    bars, title = [drawn for _, drawn in page], _title(rows)
    year = report.period.year
    heads = (str(year), str(year - 1), "Förändring, %")
    return Figure(
        id="bild-produktion" + (f"-{number}" if of > 1 else ""),
        title=f"{title} ({number} av {of})" if of > 1 else title,
        alt=" ".join([sentence(f"{title}, {report.period.name}"), *_told(page)]),
        caption=_caption(report, rows),
        svg=wide_bars(bars, heads),
        narrow_svg=narrow_bars(bars),
        data_anchor=TABLE_ID,
    )


def _title(rows: Sequence[ProductionResult]) -> str:
    """As "Produktion mot föregående år och plan", naming only what is drawn."""
    earlier = any(one.comparison is not None for one in rows if _drawable(one))
    plan = any(one.plan is not None for one in rows if _drawable(one))
    against = joined_words(["föregående år"] * earlier + ["plan"] * plan)
    return f"Produktion mot {against}" if against else "Produktion"


def _told(page: Sequence[tuple[Rows, Bars]]) -> list[str]:
    """As "Samtal: Service 84 st, samma period föregående år 80 st, plan 90 st; Fastighet …"."""
    return [
        sentence(f"{part[0].name}: {'; '.join(map(_told_row, part))}") for part, _ in page if part
    ]


def _told_row(result: ProductionResult) -> str:
    said = [f"{operation_name(result.unit)} {result.utfall_text}"]
    if result.comparison is not None:
        said.append(f"samma period föregående år {result.comparison_text}")
    if result.plan is not None:
        said.append(f"plan {result.plan_text}")
    return ", ".join(said)


def _caption(report: Report, rows: Sequence[ProductionResult]) -> str:
    """What bar, tick and ring are, naming only those that the figure has."""
    drawn = [one for one in rows if _drawable(one)]
    said = [f"Stapel: {report.period.name}, från noll."]
    if any(one.comparison is not None for one in drawn):
        said.append(f"Lodrätt streck: samma period {report.period.year - 1}.")
    if any(one.plan is not None for one in drawn):
        said.append("Ring: plan för perioden.")
    if len({one.id for one in rows}) > 1:
        said.append("Varje mått har egen skala.")
    return " ".join(said)
