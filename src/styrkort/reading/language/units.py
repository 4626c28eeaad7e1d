"""Units as people write them, and which of them measure the same thing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

__all__ = ["COUNT", "INDEX", "PERCENT", "POINTS", "UNIT_WORDS", "Scale", "in_unit", "scale_of"]

PERCENT: Final = "%"
POINTS: Final = "procentenheter"
COUNT: Final = "st"
INDEX: Final = "index"

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # canonical: (what it measures and how many of the base unit, the ways to write it)
    PERCENT: ("andel 1", "% procent procents"),
    POINTS: (
        "punkter 1",
        "procentenheter procentenhet procentenheters procent-enheter %-enheter %-enhet"
        " %enheter procentpunkter procentpunkt",
    ),
    "kr": ("pengar 1", "kr kronor kronors krona sek"),
    "tkr": ("pengar 1000", "tkr kkr tusen_kronor tusen_kr ksek tusentals_kronor"),
    "mnkr": (
        "pengar 1000000",
        "mnkr mkr mnk mkkr msek miljoner_kronor miljon_kronor miljoner_kr milj._kr"
        " milj_kr milj._kronor miljoner",
    ),
    "mdkr": ("pengar 1000000000", "mdkr mdr miljarder miljarder_kronor miljard_kronor mdr_kr"),
    COUNT: ("antal 1", "st stycken styck"),
    INDEX: ("index 1", "index indexenheter indexenhet enheter poäng indexpoäng index-enheter"),
    "sekunder": ("tid 0.0166666666666666666667", "sekunder sekund sek s"),
    "minuter": ("tid 1", "minuter minut min"),
    "timmar": ("tid 60", "timmar timme tim timmars"),
    "dagar": ("tid 1440", "dagar dag dygn dagars"),
    "veckor": ("tid 10080", "veckor vecka veckors"),
    "månader": ("månader 1", "månader månad månaders"),
    "g": ("massa 1", "g gram"),
    "kg": ("massa 1000", "kg kilo kilogram"),
    "ton": ("massa 1000000", "ton"),
    "kWh": ("energi 1", "kwh kilowattimmar"),
    "MWh": ("energi 1000", "mwh megawattimmar"),
    "GWh": ("energi 1000000", "gwh gigawattimmar"),
    "kvm": ("yta 1", "kvm m2 m² kvadratmeter"),
    "tusen kvm": ("yta 1000", "tusen_kvm tusen_m2 tusen_kvadratmeter tkvm"),
    "km": ("väg 1000", "km kilometer"),
    "mil": ("väg 10000", "mil"),
    "promille": ("promille 1", "‰ promille"),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """Enhet: what it measures ("pengar"), and how many of that quantity's base unit it is."""

    quantity: str
    factor: Decimal


_SCALES: Final = {
    unit: Scale(quantity.split()[0], Decimal(quantity.split()[1]))
    for unit, (quantity, _) in _WORDS.items()
}
_PER = re.compile(r"\s*/\s*|\s+per\s+")
UNIT_WORDS: Final[Mapping[str, str]] = {
    word.replace("_", " "): unit for unit, (_, words) in _WORDS.items() for word in words.split()
}
"""Every way to write a unit, in small letters, and the unit."""


@cache
def scale_of(unit: str) -> Scale:
    """What a unit measures; "kr per vårddag" is kr; an unheard of one only itself."""
    plain = " ".join(unit.casefold().split())
    known = UNIT_WORDS.get(plain) or UNIT_WORDS.get(_PER.split(plain)[0])
    if not known and plain.startswith("tusen "):
        one = scale_of(plain.removeprefix("tusen "))
        return Scale(one.quantity, 1000 * one.factor)
    return _SCALES[known] if known else Scale(unit.casefold(), Decimal(1))


def heard_of(unit: str) -> bool:
    """Whether it is a unit with a scale of its own, not a word that somebody made up for a plan."""
    return scale_of(unit).quantity != unit.casefold() or unit.casefold() in UNIT_WORDS


def is_bought(units: Iterable[Scale]) -> bool:
    """Whether one is money and another a thing that money buys: 38,4 mnkr beside 38,4 GWh."""
    quantities = {one.quantity for one in units}
    return "pengar" in quantities and bool(quantities & {"energi", "massa", "yta", "väg", "tid"})


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """The value said in another unit: −11,1 mnkr is −11 100 tkr; None where that can't be."""
    has, wants = scale_of(unit), scale_of(wanted)
    if has.quantity != wants.quantity:
        return None
    return value * has.factor / wants.factor
