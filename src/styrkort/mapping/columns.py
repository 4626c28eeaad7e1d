"""Where an export has what: its columns as a källa makes use of them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from styrkort.errors import InputError
from styrkort.exports.cells import Cell, Grid, header_key
from styrkort.exports.spans import Span, span_of
from styrkort.mapping.chosen import Chosen, chosen_of
from styrkort.mapping.headings import tidy_headings
from styrkort.plans.sourceplan import MeasureColumns, Source

__all__ = ["Column", "Figure", "Layout", "layout_of"]


@dataclass(frozen=True, slots=True)
class Column:
    at: int
    """Place in the row, from 0."""
    heading: str
    """As the export has it, for messages."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Where one measure's figures stand in a row."""

    measure: str | None
    """Styrmåttets id; None where the row or fasta says it."""
    value: Column | None
    numerator: Column | None = None
    denominator: Column | None = None
    span: Span | None = None
    """The heading's month in bred form; None where the row says it."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those that there are."""
        return tuple(each for each in (self.value, self.numerator, self.denominator) if each)


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet's columns, as a källa makes use of them."""

    columns: Mapping[str, Column]
    """Tidy column → where it stands."""
    figures: tuple[Figure, ...]
    only: tuple[tuple[Column, Chosen], ...]
    """Urval: column and the values that count."""
    without: tuple[tuple[Column, Chosen], ...]
    """Utom: column and the values that don't."""
    unused: tuple[str, ...]
    """Headings that the källa makes no use of."""


def layout_of(grid: Grid, source: Source) -> Layout:
    """Where everything stands; InputError where there is no figure to read.

    The grid has every heading that the källa names (`mapping.headings`).
    """
    at = {header_key(cell): index for index, cell in reversed([*enumerate(grid.header.cells)])}

    def column(heading: str) -> Column:
        index = at[header_key(heading)]
        return Column(index, _plain(grid.header.cells[index]))

    columns = {tidy: column(heading) for tidy, heading in tidy_headings(source, at).items()}
    only, without = _filters(source.only, column), _filters(source.without, column)
    used = {each.at for each in (*columns.values(), *(col for col, _ in (*only, *without)))}
    figures: tuple[Figure, ...] = ()
    if source.wide is not None:
        figures = _wide_figures(grid, source, used)
    elif source.gives == "observationer":
        figures = _figures(grid, source, columns, column)
    used |= {each.at for figure in figures for each in figure.columns}
    unused = tuple(
        _plain(cell)
        for index, cell in enumerate(grid.header.cells)
        if index not in used and _plain(cell)
    )
    return Layout(columns, figures, only, without, unused)


def _plain(cell: object) -> str:
    return " ".join(str(cell).split())


def _filters(
    filters: Mapping[str, Sequence[str]], column: Callable[[str], Column]
) -> tuple[tuple[Column, Chosen], ...]:
    return tuple((column(heading), chosen_of(values)) for heading, values in filters.items())


def _figures(
    grid: Grid, source: Source, columns: Mapping[str, Column], column: Callable[[str], Column]
) -> tuple[Figure, ...]:
    """A figure for each column of a measure, else the row's own; åtgärder have none."""
    if source.gives == "åtgärder":
        return ()
    if source.measure_columns:
        return tuple(_of_measure(id, own, column) for id, own in source.measure_columns.items())
    value, pair = columns.get("värde"), (columns.get("täljare"), columns.get("nämnare"))
    if value is None and None in pair and "värde" not in source.constants:
        there = ", ".join(filter(None, map(_plain, grid.header.cells)))
        raise InputError(
            f"{grid.name}, rad {grid.header.number}: källan {source.id} säger inte i vilken kolumn "
            "värdet står. Ange kolumner: {värde: …}, eller täljare och nämnare. Filens kolumner "
            f"är {there}."
        )
    return (Figure(None, value, *pair),)


def _of_measure(id: str, own: MeasureColumns, column: Callable[[str], Column]) -> Figure:
    value, numerator, denominator = (
        column(heading) if heading else None
        for heading in (own.value, own.numerator, own.denominator)
    )
    return Figure(id, value, numerator, denominator)


def _wide_figures(grid: Grid, source: Source, used: set[int]) -> tuple[Figure, ...]:
    """The columns whose headings are months; where there are, wider spans are totals of them."""
    spans: dict[int, Span] = {}
    for index, cell in enumerate(grid.header.cells):
        if index not in used and _plain(cell):
            try:
                spans[index] = _heading_span(cell, source)
            except ValueError:
                continue
    if not spans:
        there = ", ".join(filter(None, map(_plain, grid.header.cells)))
        raise InputError(
            f"{grid.name}, rad {grid.header.number}: källan {source.id} är bred, men ingen rubrik "
            f"är en månad, ett tertial eller ett år. Rubrikerna är {there}. Ange rubrikrad, eller "
            "skriv rubrikerna som 2022-08 eller aug. Står det mer i rubriken, ange till exempel "
            "bred: {rubriker: Utfall *}."
        )
    kept = _finest(spans)
    return tuple(
        Figure(None, Column(index, _plain(grid.header.cells[index])), span=span)
        for index, span in spans.items()
        if span.months in kept
    )


def _heading_span(cell: Cell, source: Source) -> Span:
    """The month of a heading, by itself, by översättning or as bred's rubriker say."""
    text = _plain(cell)
    for code, found in source.translations.get("månad", {}).items():
        if code.casefold() == text.casefold():
            return span_of(found[0].value)
    pattern = source.wide.headings if source.wide else None
    if pattern is None:
        return span_of(cell)
    before, after = map(re.escape, pattern.split("*"))
    match = re.fullmatch(f"{before}(.+){after}", text, re.IGNORECASE)
    return span_of(match[1] if match else "")


def _finest(spans: Mapping[int, Span]) -> set[int]:
    """The lengths of span that are figures of their own: DÅ04, DÅ08 and ÅR are, side by side."""
    lengths = {span.months for span in spans.values()}
    periods = {4, 8, 12}
    return lengths if 8 in lengths and lengths <= periods else {min(lengths)}
