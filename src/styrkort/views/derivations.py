"""Så kom talen till: each measure's figures with formula, täljare, nämnare, parts and files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Context, Decimal
from typing import Final

from styrkort.blocks import Cell, Column, Details, Group, Row, Table
from styrkort.cellwords import no_cell
from styrkort.exports.months import span_text
from styrkort.quantities import decimals_of, format_quantity
from styrkort.scorecard import (
    Derivation,
    DerivationPart,
    MeasureResult,
    PerspectiveResult,
    Report,
    SourceRows,
)
from styrkort.swedish import sentence
from styrkort.tally import own_measures

__all__ = ["Told", "details_of", "measure_details"]

_NUMBERS: Final = (
    Column("Tal", 0.3),
    Column("Värde", 0.2, number=True),
    Column("Formel och källa", 0.5),
)
_FILES: Final = (Column("Fil", 0.4), Column("SHA-256", 0.6))
_MOST_DECIMALS: Final = 6
"""Of a figure that is shown to be checked by hand; resultat.json has them all."""
_WIDE: Final = Context(prec=120)
_UNITS_ABREAST: Final = 4
_WHOLE: Final = "Hela divisionen"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure to tell of: whose it is where not the division's, its unit, how it came about."""

    derivation: Derivation
    measure_unit: str
    whose: str = ""
    text: str = ""
    """Words in place of a number, where a person has stated them."""


def measure_details(report: Report, perspective: PerspectiveResult) -> tuple[Details, ...]:
    """How the figures of each measure that is counted here came about; of too few persons none."""
    found = (
        details_of(f"harledning-{one.id}", one.name, _own(one), _units(one))
        for one in own_measures(report, perspective)
        if not one.withheld
    )
    return tuple(one for one in found if one is not None)


def _own(measure: MeasureResult) -> tuple[Told, ...]:
    """The division's figures, then those of the delmått."""
    own = [Told(one, measure.unit, text=_stated(measure, one)) for one in measure.derivations]
    parts = [
        Told(one, part.unit, part.name)
        for part in measure.parts
        if not part.withheld
        for one in part.derivations
    ]
    return (*own, *parts)


def _stated(measure: MeasureResult, derivation: Derivation) -> str:
    """What the report says where a person, not a calculation, has said it."""
    if derivation.of.startswith("Måluppfyllelse"):
        return measure.fulfilment.value
    return measure.utfall_text if derivation.of.startswith("Utfall") else ""


def _units(measure: MeasureResult) -> tuple[Told, ...]:
    return tuple(
        Told(one, measure.unit, unit.unit)
        for unit in measure.by_unit
        if not unit.withheld
        for one in unit.derivations
    )


def details_of(
    id: str, title: str, told: Sequence[Told], by_unit: Sequence[Told] = ()
) -> Details | None:
    """The block for one name's figures; those ``by_unit`` and all parts are for the screen alone.

    None where there is nothing to tell of.
    """
    if not told and not by_unit:
        return None
    first, second = (told, by_unit) if told else (by_unit, ())
    numbers = _numbers(f"{id}-tal", f"Tal med formel och källa: {title}", first)
    units = _numbers(f"{id}-verksamheter", f"Tal per verksamhet: {title}", second)
    return Details(
        id=id,
        summary=f"Så kom talen till: {title}",
        title=title,
        numbers=replace(numbers, caption_shown=False),
        parts=(*([units] if second else ()), *_parts_tables(id, title, [*told, *by_unit])),
        files=_files(f"{id}-filer", title, [*told, *by_unit]),
    )


def _numbers(id: str, caption: str, told: Sequence[Told]) -> Table:
    formulas = ["", *(one.derivation.formula for one in told)]
    rows = tuple(
        _number_row(one, again=bool(before) and one.derivation.formula == before)
        for one, before in zip(told, formulas, strict=False)
    )
    return Table(id, caption, _NUMBERS, (Group(rows),), "granser", caption_shown=True)


def _number_row(told: Told, *, again: bool) -> Row:
    one = told.derivation
    stated = one.value is None and told.text
    return Row(
        (
            Cell(one.of, second=told.whose, header=True),
            Cell(told.text) if stated else _number(one.value, told.measure_unit),
            Cell(_formula_words(one, again=again), second=_sources_words(one.sources)),
        )
    )


def _formula_words(one: Derivation, *, again: bool) -> str:
    """As in: Summan av täljare delad med summan av nämnare. Täljare 12 403,5, nämnare 198 250."""
    said = ["Samma formel" if again else one.formula or "Ingen formel"]
    if one.numerator is not None and one.denominator is not None:
        said.append(f"täljare {_exact(one.numerator)}, nämnare {_exact(one.denominator)}")
    return " ".join(map(sentence, said))


def _sources_words(sources: Sequence[SourceRows]) -> str:
    return "; ".join(map(_source_words, sources))


def _source_words(rows: SourceRows) -> str:
    """As in: data/exempel/2022/hr.csv, bladet Data, rader 2–97 (källan hr)."""
    numbered = rows.rows and not rows.rows.endswith("rader")
    said = [
        rows.file,
        f"bladet {rows.sheet}" if rows.sheet else "",
        f"rad {rows.rows}" if numbered and rows.rows.isdigit() else "",
        f"rader {rows.rows}" if numbered and not rows.rows.isdigit() else "",
        rows.rows if not numbered else "",
    ]
    source = f" (källan {rows.source})" if rows.source else ""
    return ", ".join(words for words in said if words) + source


def _number(value: Decimal | None, unit: str) -> Cell:
    return no_cell("inget värde") if value is None else Cell(_exact(value, unit))


def _exact(value: Decimal, unit: str = "") -> str:
    """The number with all its decimals, or its first six and a sign that there are more."""
    if unit == "ja/nej":
        return format_quantity(value, unit, 0)
    kept = min(decimals_of(value), _MOST_DECIMALS)
    shown = value.quantize(Decimal(1).scaleb(-kept), ROUND_DOWN, context=_WIDE).normalize(_WIDE)
    more = "…" if shown != value else ""
    text = format_quantity(shown, "", decimals_of(shown)) + more
    return f"{text}\u00a0{unit}" if unit and unit != "text" else text


def _parts_tables(id: str, title: str, told: Iterable[Told]) -> tuple[Table, ...]:
    """Delvärden: a row a month, a column a verksamhet, a few verksamheter a table."""
    parts = [part for one in told for part in one.derivation.parts]
    units = list(dict.fromkeys(part.unit for part in parts))
    groups = [units[n : n + _UNITS_ABREAST] for n in range(0, len(units), _UNITS_ABREAST)]
    ratio = any(part.denominator is not None for part in parts)
    what = "Delvärden per månad" + (", täljare / nämnare" if ratio else "")
    return tuple(
        Table(
            id=f"{id}-delvarden-{n}",
            caption=f"{what}: {title}",
            columns=(
                Column("Månad", 0.2),
                *(Column(unit or _WHOLE, round(0.8 / len(few), 4)) for unit in few),
            ),
            groups=(Group(_month_rows(parts, few)),),
            look="granser",
            caption_shown=True,
        )
        for n, few in enumerate(groups, start=1)
    )


def _month_rows(parts: Sequence[DerivationPart], units: Sequence[str]) -> tuple[Row, ...]:
    by_place: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        words = by_place.setdefault((part.month, part.unit), [])
        words += [text for text in [_part_words(part)] if text not in words]
    months = sorted({month for month, unit in by_place if unit in units})
    return tuple(
        Row(
            (
                Cell(span_text((month,), year=True), header=True),
                *(_part_cell(by_place.get((month, unit), [])) for unit in units),
            )
        )
        for month in months
    )


def _part_words(part: DerivationPart) -> str:
    if part.numerator is not None and part.denominator is not None:
        return f"{_exact(part.numerator)} / {_exact(part.denominator)}"
    return _exact(part.value) if part.value is not None else ""


def _part_cell(words: Sequence[str]) -> Cell:
    said = "; ".join(text for text in words if text)
    return Cell(said) if said else no_cell("inget värde")


def _files(id: str, title: str, told: Iterable[Told]) -> Table | None:
    """Each file once, with its checksum; None where the figures come from none."""
    files = {rows.file: rows.sha256 for one in told for rows in one.derivation.sources}
    if not files:
        return None
    rows = tuple(
        Row((Cell(file, header=True), Cell(sha) if sha else no_cell("ingen kontrollsumma")))
        for file, sha in files.items()
    )
    return Table(id, f"Filer: {title}", _FILES, (Group(rows),), "granser", caption_shown=True)
