"""Så kom talen till: each measure's figures with formula, täljare, nämnare, parts and files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from styrkort.blocks import Cell, Column, Details, Group, Row, Table
from styrkort.cellwords import no_cell
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
from styrkort.terms import CompositeRule
from styrkort.views.derivationparts import exact, parts_tables

__all__ = ["Told", "details_of", "measure_details"]

_NUMBERS: Final = (
    Column("Tal", 0.35),
    Column("Värde", 0.16, number=True),
    Column("Underlag", 0.49),
)
_FILES: Final = (Column("Fil", 0.35), Column("SHA-256", 0.65))
_RULE: Final = "Regeln står under Mått per verksamhet"
_WEIGHED: Final = "Sammanvägning"


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
    own = [_told(measure, one) for one in measure.derivations]
    parts = [
        Told(one, part.unit, part.name)
        for part in measure.parts
        if not part.withheld
        for one in part.derivations
    ]
    return (*own, *parts)


def _told(measure: MeasureResult, derivation: Derivation) -> Told:
    """A figure of the row; what its delmått weigh together to leads to the rule, printed once."""
    weighing = measure.weighing
    text = _stated(measure, derivation)
    if weighing is None or not derivation.of.startswith(_WEIGHED):
        return Told(derivation, measure.unit, text=text)
    worked = f"{weighing.text} = {weighing.working}. " if weighing.working else ""
    unit = "%" if weighing.rule is CompositeRule.MEAN else ""
    return Told(replace(derivation, formula=worked + _RULE), unit, text=text)


def _stated(measure: MeasureResult, derivation: Derivation) -> str:
    """What the report says where the figure is a word."""
    if derivation.of.startswith(_WEIGHED):
        return measure.weighing.outcome if measure.weighing else ""
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
    groups = _by_part(title, told) if told else _by_formula(title, by_unit)
    numbers = Table(f"{id}-tal", f"Tal med formel och källa: {title}", _NUMBERS, groups, "granser")
    units = Table(
        f"{id}-verksamheter", f"Tal per verksamhet: {title}", _NUMBERS,
        _by_formula(title, by_unit), "granser", caption_shown=True,
    )  # fmt: skip
    return Details(
        id=id,
        summary=f"Så kom talen till: {title}",
        title=title,
        numbers=numbers,
        parts=(
            *([units] if told and by_unit else ()),
            *parts_tables(id, title, _parts([*told, *by_unit])),
        ),
        files=_files(f"{id}-filer", title, [*told, *by_unit]),
    )


def _by_part(title: str, told: Sequence[Told]) -> tuple[Group, ...]:
    """The name's own figures, then those of each delmått."""
    return tuple(
        _group(f"Delmått: {whose}" if whose else title, tuple(run))
        for whose, run in groupby(told, lambda one: one.whose)
    )


def _by_formula(title: str, told: Sequence[Told]) -> tuple[Group, ...]:
    """The figures of the verksamheter, every run under its formula."""
    return tuple(
        _group(title, tuple(run), named=True)
        for _, run in groupby(told, lambda one: one.derivation.formula)
    )


def _group(title: str, told: Sequence[Told], *, named: bool = False) -> Group:
    """Figures under their title, with their formula where they share one."""
    formulas = dict.fromkeys(one.derivation.formula for one in told)
    shared = len(formulas) == 1
    rows = tuple(
        _number_row(one, whose=one.whose if named else "", formula=not shared) for one in told
    )
    return Group(rows, title=title, count=_formula_words(next(iter(formulas))) if shared else "")


def _formula_words(formula: str) -> str:
    return sentence(formula or "Ingen formel")


def _number_row(told: Told, *, whose: str, formula: bool) -> Row:
    one = told.derivation
    stated = one.value is None and told.text
    return Row(
        (
            Cell(one.of, second=whose, header=True),
            Cell(told.text) if stated else _number(one.value, told.measure_unit),
            _grounds(one, formula=formula),
        )
    )


def _grounds(one: Derivation, *, formula: bool) -> Cell:
    """The formula where the row has one of its own, täljare and nämnare, and the files' rows."""
    sources = "; ".join(map(_source_words, one.sources))
    said = [_formula_words(one.formula)] if formula else []
    if one.numerator is not None and one.denominator is not None:
        said.append(f"Täljare {exact(one.numerator)}, nämnare {exact(one.denominator)}.")
    if said:
        return Cell(" ".join(said), second=sources)
    if sources:
        return Cell(sources)
    return Cell("Delmåttens tal") if one.of.startswith(_WEIGHED) else no_cell("ingen fil")


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
    return no_cell("inget värde") if value is None else Cell(exact(value, unit))


def _parts(told: Iterable[Told]) -> tuple[DerivationPart, ...]:
    return tuple(part for one in told for part in one.derivation.parts)


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
