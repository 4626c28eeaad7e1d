"""A report made by hand that has everything: verksamheter, kön, part of a period, withheld."""

from dataclasses import replace
from decimal import Decimal

from samples import measure, numeric, report
from styrkort.scorecard import (
    Bound,
    Compared,
    Derivation,
    DerivationPart,
    GenderResult,
    MeasureResult,
    Report,
    SourceRows,
    UnitResult,
)
from styrkort.terms import Arrow, Comparison, Fulfilment, MeasureKind, ServiceCategory, Trend
from styrkort.wording import WITHHELD

NBSP = "\u00a0"
SHA = "3fa8c1d97be2406f5a11c0de83b94f27d6e05a3c8812f7b96e4d0c5a7f13b2e8"
NAMES = ("IT/MT", "Service", "Fastighet och lokalförsörjning", "Upphandling")
LAST_YEAR, PREVIOUS, BASELINE = tuple(Comparison)


def compared(
    last_year: str = "", previous: str = "", baseline: str = "", unit: str = f"{NBSP}%"
) -> tuple[Compared, ...]:
    """Comparisons side by side; an empty one has no value."""
    said = (
        (LAST_YEAR, last_year, "jan–aug 2021"),
        (PREVIOUS, previous, "DÅ04 2022"),
        (BASELINE, baseline, "december 2020"),
    )
    return tuple(
        Compared(kind, Decimal(value), value.replace(".", ",") + unit, refers_to, "")
        if value
        else Compared(kind, None, "–", "", "värde saknas")
        for kind, value, refers_to in said
    )


def derivation(of: str, value: str, units: tuple[str, ...] = NAMES) -> Derivation:
    """A ratio of sums over verksamheter and months."""
    months = [f"2022-{month:02}" for month in range(1, 9)]
    return Derivation(
        of=of,
        value=Decimal(value),
        formula="Summan av täljare delad med summan av nämnare, gånger 100",
        numerator=Decimal("12403.5"),
        denominator=Decimal(198250),
        parts=tuple(
            DerivationPart(unit, month, None, Decimal("387.5"), Decimal(6195))
            for unit in units
            for month in months
        ),
        sources=(SourceRows("data/prov/2022/hr_2022.csv", "", "2–97, 101", SHA, "hr"),),
    )


def genders(women: str, men: str) -> tuple[GenderResult, ...]:
    return (
        GenderResult("Kvinnor", Decimal(women), f"{women.replace('.', ',')}{NBSP}%", "6,9\u00a0%"),
        GenderResult("Män", Decimal(men), f"{men.replace('.', ',')}{NBSP}%", "–"),
    )


def unit(name: str, value: str, **facts: object) -> UnitResult:
    """A verksamhet without a goal of its own, its outcome compared."""
    plain = UnitResult(
        unit=name,
        target_text="Inget mål",
        utfall=Decimal(value),
        utfall_text=f"{value.replace('.', ',')}{NBSP}%",
        fulfilment=Fulfilment.NO_TARGET,
        detail="",
        trend=Trend.DETERIORATED,
        arrow=Arrow.UP,
        compared=compared("5.4", "6.0"),
        derivations=(derivation("Utfall jan–aug 2022", "6.256494325346784363177805800757"),),
        own_goal=False,
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def withheld_unit(name: str) -> UnitResult:
    """A verksamhet of too few persons, as the report holds it."""
    return unit(
        name,
        "0",
        utfall=None,
        utfall_text=WITHHELD,
        fulfilment=Fulfilment.UNAVAILABLE,
        trend=Trend.NONE,
        arrow=None,
        compared=tuple(Compared(kind, None, WITHHELD, "", "") for kind in (LAST_YEAR, PREVIOUS)),
        derivations=(),
        withheld=True,
    )


def sick_leave() -> MeasureResult:
    """By verksamhet and kön, of a part of the period."""
    units = (
        unit("IT/MT", "6.8", by_gender=genders("7.4", "5.9")),
        unit("Service", "7.1", outcome_detail="jan–jul av jan–aug"),
        withheld_unit("Fastighet och lokalförsörjning"),
        unit(
            "Upphandling",
            "4.9",
            own_goal=True,
            target_text="Högst 5,0\u00a0%",
            fulfilment=Fulfilment.MET,
            trend=Trend.IMPROVED,
            arrow=Arrow.DOWN,
            bound=Bound("Högst 5,0\u00a0%", "Ingen gräns beslutad", "Samma period 2021"),
        ),
    )
    return numeric(
        "sjukfranvaro",
        "6.3",
        "5.1",
        higher=False,
        name="Sjukfrånvaro",
        trend=Trend.DETERIORATED,
        arrow=Arrow.UP,
        target_text="Minska (ingångsvärde 5,1\u00a0%)",
        compared=compared("5.9", "6.1", "5.1"),
        partial="jan–jul av jan–aug",
        outcome_detail="jan–jul av jan–aug",
        by_gender=genders("6.7", "5.2"),
        by_unit=units,
        sensitive=True,
        service_category=ServiceCategory.QUALITY,
        derivations=(
            derivation("Utfall jan–aug 2022", "6.256494325346784363177805800757"),
            derivation("Samma period föregående år jan–aug 2021", "5.9"),
        ),
    )


def rich() -> Report:
    """Two perspectives: staff by verksamhet and kön, economy compared with earlier outcomes."""
    gone = measure(
        "liten",
        name="Arbetsskador",
        utfall_text=WITHHELD,
        target_text="Högst 3\u00a0st",
        withheld=True,
        sensitive=True,
        fulfilment=Fulfilment.UNAVAILABLE,
        reason="få personer",
        bound=Bound("Högst 3\u00a0st", "–", "Samma period 2021: 7\u00a0st"),
        comparison_text="7\u00a0st",
        change_text="+2\u00a0st",
        service_category=ServiceCategory.QUALITY,
        derivations=(derivation("Utfall jan–aug 2022", "9"),),
    )
    control = numeric(
        "oms",
        "8.4",
        "9",
        higher=False,
        name="Personalomsättning",
        kind=MeasureKind.CONTROL,
        service_category=ServiceCategory.QUALITY,
        compared=compared("8.1"),
        derivations=(derivation("Utfall", "8.4"),),
    )
    money = numeric(
        "budget",
        "-11.1",
        "0",
        name="Verksamheten bedrivs inom budget",
        compared=compared("4.2", "-3.5", unit=f"{NBSP}mnkr"),
        utfall_text=f"−11,1{NBSP}mnkr",
        target_text="0",
        derivations=(derivation("Utfall jan–aug 2022", "-11.1", ()),),
        service_category=ServiceCategory.COST_EFFICIENCY,
    )
    buying = numeric(
        "upph",
        "98",
        "100",
        name="Andel upphandlingar enligt plan",
        compared=compared("", "97"),
        derivations=(derivation("Utfall", "98", ()),),
    )
    made = report(("Medarbetare", (sick_leave(), gone, control)), ("Ekonomi", (money, buying)))
    return replace(made, units=NAMES)
