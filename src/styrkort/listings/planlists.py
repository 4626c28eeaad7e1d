"""What a plan has beside its measures, as tables for the terminal: produktion and källor."""

from collections.abc import Sequence
from decimal import Decimal

from styrkort.listings.textgrid import grid
from styrkort.plan import Production, Source
from styrkort.quantities import decimals_of, format_number
from styrkort.wording import stated

__all__ = ["production_rows", "source_rows"]

_NOT_STATED = "–"


def production_rows(production: Sequence[Production], width: int) -> list[str]:
    """Each produktionsmått with what is planned to each period's end."""
    rows = (
        (
            [product.name, f"{product.id}, {product.unit or 'utan enhet'}"],
            [
                *(f"{code}: {stated(plan, product.unit)}" for code, plan in product.plan.items()),
                *(
                    f"{unit}, {code}: {stated(plan, product.unit)}"
                    for unit, plans in product.plan_by_unit.items()
                    for code, plan in plans.items()
                ),
            ]
            or ["Ingen plan"],
            [product.source or _NOT_STATED],
        )
        for product in production
    )
    return ["", *grid(("Produktionsmått", "Plan", "Källa"), (3, 3, 2), rows, width)]


def source_rows(sources: Sequence[Source], width: int) -> list[str]:
    """Each källa with where it is and how it is read."""
    rows = ((_place(source), [source.gives], _readings(source)) for source in sources)
    return ["", *grid(("Källa", "Ger", "Så läses den"), (3, 2, 5), rows, width)]


def _place(source: Source) -> list[str]:
    place = source.file or f"databas: {source.database}"
    sheet = [f"blad {source.sheet}"] if source.sheet else []
    years = [f"år {', '.join(map(str, source.years))}"] if source.years else []
    return [source.id, place, *sheet, *years, *(["valfri"] if source.optional else [])]


def _readings(source: Source) -> list[str]:
    """What the plan says of how the export is read, a line each."""
    told = [f"{tidy} ← {heading}" for tidy, heading in source.columns.items()]
    told += [f"{tidy} = {value or 'tomt'}" for tidy, value in source.constants.items()]
    told += [f"{id} ← {_columns_of(source, id)}" for id in source.measure_columns]
    told += [f"{_counted(len(codes))} för {tidy}" for tidy, codes in source.translations.items()]
    told += [f"bara {heading}: {', '.join(values)}" for heading, values in source.only.items()]
    told += [f"utom {heading}: {', '.join(values)}" for heading, values in source.without.items()]
    if source.factor != 1:
        told.append(f"gånger {_number(source.factor)}")
    told += ["en kolumn per månad"] * (source.wide is not None)
    told += ["händelser, räknade per månad"] * (source.events is not None)
    told += ["rader för samma sak läggs ihop"] * (source.merging is not None)
    return told or ["som den står"]


def _counted(codes: int) -> str:
    return "en kod" if codes == 1 else f"{codes} koder"


def _columns_of(source: Source, id: str) -> str:
    columns = source.measure_columns[id]
    return columns.value or f"{columns.numerator} / {columns.denominator}"


def _number(value: Decimal) -> str:
    return format_number(value, decimals_of(value))
