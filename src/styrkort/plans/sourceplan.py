"""Källor: how an export of a source system becomes tidy observations, as the plan states it.

The tidy form is DESIGN 3.5's. A källa names a file (or a query), which of its columns is which
tidy column, and what is to be done with codes, units of money, rows and months.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, model_validator

from styrkort.plans.fields import (
    Id,
    Month,
    Name,
    Number,
    Strict,
    Text,
    Whole,
    Yes,
    described,
    slug,
    yes_or_no,
)

__all__ = [
    "SOURCE_COLUMNS", "Coverage", "Events", "MeasureColumns", "Numbers", "Source",
    "Translation", "Wide",
]  # fmt: skip


SOURCE_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "observationer": (
        "styrmått", "verksamhet", "månad", "värde", "täljare", "nämnare", "kön", "antal_personer",
        "kommentar", "år", "enhet",
    ),
    "åtgärder": ("åtgärd", "framgångsfaktor", "ansvarig", "klart", "status", "kommentar"),
    "prognos": ("styrmått", "värde", "motivering", "av"),
}  # fmt: skip
"""What a källa gives → the tidy columns that its kolumner, fasta and översättning may name."""


SOURCE_FILES: Final = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".parquet")
"""Endings of the files that a källa can read."""


def _several(value: Any) -> Any:
    """One word or a list of words."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


Values = Annotated[tuple[Text, ...], BeforeValidator(_several)]


class Translation(Strict):
    """En kods betydelse, from and to the months it has it (a reorganisation)."""

    value: Text = Field(alias="värde")
    """What the code stands for; empty is the whole division, or all kön."""
    from_: Month | None = Field(None, alias="från")
    """First month, inclusive; None: always."""
    through: Month | None = Field(None, alias="till_och_med")
    """Last month, inclusive; None: still."""

    def holds(self, month: str) -> bool:
        """Whether the code has this meaning in the month, "2022-08"."""
        return (self.from_ or "") <= month <= (self.through or "9999-12")


def _translations(value: Any) -> Any:
    if isinstance(value, str):
        return ({"värde": value},)
    if isinstance(value, Mapping):
        return (value,)
    return value


Translations = Annotated[tuple[Translation, ...], BeforeValidator(_translations)]


class MeasureColumns(Strict):
    """One measure's columns, where an export has a column a measure."""

    value: Name | None = Field(None, alias="värde")
    numerator: Name | None = Field(None, alias="täljare")
    denominator: Name | None = Field(None, alias="nämnare")

    @model_validator(mode="after")
    def _value_or_pair(self) -> "MeasureColumns":
        pair = (self.numerator, self.denominator)
        if (self.value is None) == (None in pair) or (self.value and any(pair)):
            raise ValueError("ange antingen värde, eller både täljare och nämnare")
        return self


def _measure_columns(value: Any) -> Any:
    return {"värde": value} if isinstance(value, str) else value


class Wide(Strict):
    """Bred form: a column for each month."""

    headings: Annotated[str, BeforeValidator(lambda v: _one_star(v))] | None = Field(
        None, alias="rubriker"
    )
    """Rubriker of the columns that count, the month as *: "Utfall *"; None: the month alone."""

    year: Whole | None = Field(None, alias="år")
    """År of headings without a year ("jan"); None: the folder's year, or the år column's."""


def _wide(value: Any) -> Any:
    if isinstance(value, Mapping | Wide):
        return value
    return {} if yes_or_no(value) else None


def _one_star(value: Any) -> str:
    if not isinstance(value, str) or value.count("*") != 1:
        raise ValueError(f"{described(value)}: skriv rubriken med * där månaden står, ”Utfall *”")
    return " ".join(value.split())


class Numbers(Strict):
    """Tal: how the export writes its numbers, where that isn't the Swedish way."""

    decimal: Annotated[str, BeforeValidator(lambda v: _decimal_sign(v))] | None = Field(
        None, alias="decimaltecken"
    )
    """Decimaltecken, "," or "."; the other one then parts thousands. None: either, alone."""
    removed: Values = Field((), alias="tas_bort")
    """Tas bort: what stands beside the digits and says nothing: $, kr."""


def _decimal_sign(value: Any) -> str:
    signs = {"punkt": ".", ".": ".", "komma": ",", ",": ","}
    if value not in signs:
        raise ValueError(f"{described(value)} är okänt; skriv punkt eller komma")
    return signs[value]


class Coverage(Strict):
    """Täcker: months that the log is whole for, so that no row means nought."""

    from_: Month | None = Field(None, alias="från")
    through: Month | None = Field(None, alias="till_och_med")


class Events(Strict):
    """Händelser: one row a happening, counted per month and verksamhet."""

    date: Name = Field(alias="datum")
    """Datum: the column that says when."""
    unique: Name | None = Field(None, alias="unik")
    """Unik: rows with the same value in this column are one happening."""
    total: Name | None = Field(None, alias="summera")
    """Summera: the column whose numbers are added up; None: the rows are counted."""
    numerator: Annotated[dict[Name, Values], Field(min_length=1)] | None = Field(
        None, alias="täljare"
    )
    """Täljare: column → values that put a happening in the numerator; all are the denominator."""
    covers: Coverage | None = Field(None, alias="täcker")


class Source(Strict):
    """Källa: one export, and how it is read."""

    file: Name | None = Field(None, alias="fil")
    """Fil in the year's folder of data/; a glob such as hr_*.csv may match several."""
    sheet: Name | None = Field(None, alias="blad")
    header_row: Annotated[Whole, Field(ge=1)] | None = Field(None, alias="rubrikrad")
    """Rubrikrad, as the office program counts; None: the first that isn't empty."""
    header_above: Annotated[Whole, Field(ge=1)] | None = Field(None, alias="rubrikrad_över")
    """Rubrikrad över: a row whose headings stand over several columns, as years over months."""
    database: Name | None = Field(None, alias="databas")
    """Databas: the environment variable that holds an SQLAlchemy URL."""
    query: str | None = Field(None, alias="fråga")
    """Fråga: SQL; may use :år, :från and :till, the plan's year, its first and last day."""
    id: Id = Field(default_factory=lambda data: _default_id(data))
    years: tuple[Whole, ...] = Field((), alias="år")
    """År: the folders it applies to; empty: all."""
    optional: Yes = Field(False, alias="valfri")
    """Valfri: no fault if the file isn't there."""
    gives: Annotated[str, BeforeValidator(lambda v: _gives(v))] = Field(
        "observationer", alias="ger"
    )
    """Ger: observationer, åtgärder or prognos."""
    columns: dict[Name, Name] = Field({}, alias="kolumner")
    """Kolumner: tidy column → the export's heading."""
    measure_columns: dict[Id, Annotated[MeasureColumns, BeforeValidator(_measure_columns)]] = Field(
        {}, alias="måttkolumner"
    )
    """Måttkolumner: measure id → heading, where the export has a column a measure."""
    constants: dict[Name, Text] = Field({}, alias="fasta")
    """Fasta: tidy column → the value it has in every row."""
    translations: dict[Name, dict[Text, Translations]] = Field({}, alias="översättning")
    """Översättning: tidy column → the export's codes → what they stand for."""
    drop_unknown: tuple[Name, ...] = Field((), alias="utelämna_okända")
    """Utelämna okända: tidy columns whose untranslated codes leave the row out, counted."""
    only: dict[Name, Values] = Field({}, alias="urval")
    """Urval: heading → values of the rows that count."""
    without: dict[Name, Values] = Field({}, alias="utom")
    """Utom: heading → values of the rows that don't."""
    fill_down: tuple[Name, ...] = Field((), alias="fyll_ned")
    """Fyll ned: headings of columns whose empty cells say what the row above says."""
    numbers: Numbers = Field(Numbers(), alias="tal")
    """Tal: how numbers are written."""
    first_in_date: Annotated[str, BeforeValidator(lambda v: _first_in_date(v))] = Field(
        "", alias="datumordning"
    )
    """Datumordning: what stands first in 5/6/2022, "dag" or "månad"; empty: not said."""
    factor: Number = Field(Decimal(1), alias="faktor")
    """Faktor that värde (or täljare) is multiplied by: 0,001 for tkr → mnkr."""
    unit_factors: dict[Text, Number] = Field({}, alias="enheter")
    """Enheter: what the column enhet may say → factor to the measure's unit."""
    wide: Annotated[Wide | None, BeforeValidator(_wide)] = Field(None, alias="bred")
    events: Events | None = Field(None, alias="händelser")
    merging: Annotated[str | None, BeforeValidator(lambda v: _merging(v))] = Field(
        None, alias="sammanslagning"
    )
    """Sammanslagning: "summa" where several rows of a file make one observation together."""


_GIVES = tuple(SOURCE_COLUMNS)


def _gives(value: Any) -> str:
    if value not in _GIVES:
        raise ValueError(
            f"{described(value)} är okänt; skriv observationer, åtgärder eller prognos"
        )
    return str(value)


def _first_in_date(value: Any) -> str:
    orders = {"": "", "dag först": "dag", "månad först": "månad"}
    if value not in orders:
        raise ValueError(f"{described(value)} är okänt; skriv dag först eller månad först")
    return orders[value]


def _merging(value: Any) -> str | None:
    if value not in (None, "summa"):
        raise ValueError(f"{described(value)} är okänt; den sammanslagning som finns är summa")
    return "summa" if value else None


def _default_id(data: Mapping[str, Any]) -> str:
    return slug(str(data.get("file") or data.get("database") or "")) or "kalla"
