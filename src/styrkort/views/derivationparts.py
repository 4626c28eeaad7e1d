"""Delvärden: the months and verksamheter that a figure was made of, and figures in full."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Context, Decimal
from typing import Final

from styrkort.blocks import Cell, Column, Group, Row, Table
from styrkort.cellwords import no_cell
from styrkort.exports.months import span_text
from styrkort.quantities import decimals_of, format_quantity
from styrkort.scorecard import DerivationPart

__all__ = ["exact", "parts_tables"]

_MOST_DECIMALS: Final = 6
"""Of a figure that is shown to be checked by hand; resultat.json has them all."""
_WIDE: Final = Context(prec=120)
_UNITS_ABREAST: Final = 4
_WHOLE: Final = "Hela divisionen"


def exact(value: Decimal, unit: str = "") -> str:
    """The number with all its decimals, or its first six and a sign that there are more."""
    if unit == "ja/nej":
        return format_quantity(value, unit, 0)
    kept = min(decimals_of(value), _MOST_DECIMALS)
    shown = value.quantize(Decimal(1).scaleb(-kept), ROUND_DOWN, context=_WIDE).normalize(_WIDE)
    more = "…" if shown != value else ""
    text = format_quantity(shown, "", decimals_of(shown)) + more
    return f"{text}\u00a0{unit}" if unit and unit != "text" else text


def parts_tables(id: str, title: str, parts: Sequence[DerivationPart]) -> tuple[Table, ...]:
    """Delvärden: a row a month, a column a verksamhet, a few verksamheter a table."""
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
        return f"{exact(part.numerator)} / {exact(part.denominator)}"
    return exact(part.value) if part.value is not None else ""


def _part_cell(words: Sequence[str]) -> Cell:
    said = "; ".join(text for text in words if text)
    return Cell(said) if said else no_cell("inget värde")
