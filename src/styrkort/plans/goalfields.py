"""What the keys of a goal may hold: a target or a reference, a limit or a share, a pair, a way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from styrkort.plans.fields import Distance, Id, Number, Strict, described, member, one_of, yes_or_no
from styrkort.quantities import parse_number
from styrkort.terms import Direction

__all__ = [
    "Answer",
    "BaselineDate",
    "BetterWay",
    "Limit",
    "MeasureRef",
    "Pair",
    "PlainDistance",
    "PlainPair",
    "Share",
    "Target",
    "Unchanged",
    "Way",
]


class MeasureRef(Strict):
    """Mål hämtat från ett annat styrmått: its outcome in the same period is the target."""

    id: Id = Field(alias="styrmått")


@dataclass(frozen=True, slots=True)
class Share:
    """Andel av målet: the limit "80 %" of a ``delvis``."""

    percent: Decimal

    @property
    def fraction(self) -> Fraction:
        """The share as an exact fraction: 80 % is 4/5."""
        return Fraction(self.percent) / 100


def _target(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MeasureRef.model_validate(value, by_name=False)
    return parse_number(value) if isinstance(value, str) else _only_number(value)


def _only_number(value: Any) -> Any:
    if not isinstance(value, Decimal | MeasureRef):
        raise ValueError(f"ska vara ett tal, men är {described(value)}")
    return value


def _limit(value: Any) -> Any:
    """A number in the measure's unit, or a share of the target where a % says so."""
    if isinstance(value, str) and value.rstrip().endswith("%"):
        percent = parse_number(value.rstrip()[:-1])
        if not 0 < percent <= 100:
            raise ValueError(f"andelen {described(value)} ska vara över 0 % och högst 100 %")
        return Share(percent)
    if isinstance(value, str):
        return parse_number(value)
    if not isinstance(value, Decimal | Share):
        raise ValueError(f'ska vara ett tal eller en andel som "80 %", men är {described(value)}')
    return value


def _pair(value: Any) -> Any:
    if isinstance(value, list) and len(value) in (3, 4) and all(isinstance(v, str) for v in value):
        raise ValueError(
            f"[{', '.join(value)}] är {len(value)} tal, det ska vara två; inom klammer skrivs "
            "decimaler med punkt, till exempel [3.5, 4.5]"
        )
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ValueError(f"ska vara två tal, till exempel [3, 5], men är {described(value)}")
    return tuple(value)


def _plain_limit(value: Any) -> Any:
    if isinstance(value, str) and value.rstrip().endswith("%"):
        raise ValueError("en andel i procent går bara att ange för minst och högst")
    return value


def _baseline_date(value: Any) -> str:
    text = str(value).strip() if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", text):
        raise ValueError(f"{described(value)} är inte en månad; skriv till exempel 2020-12")
    return text


_BETTER = {"högre": Direction.INCREASE, "lägre": Direction.DECREASE}


def _unchanged(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    if not isinstance(value, str) or value.strip().casefold() != "ej":
        raise ValueError(
            f"{described(value)} är okänt; skriv oförändrat: ej, eller utelämna nyckeln"
        )
    return False


Target = Annotated[Decimal | MeasureRef, BeforeValidator(_target)]
"""A number in the measure's unit, or {styrmått: id}."""
Limit = Annotated[Decimal | Share, BeforeValidator(_limit)]
"""A number in the measure's unit, or a share of the target: "80 %"."""
Pair = Annotated[tuple[Number, Number], BeforeValidator(_pair)]
PlainPair = Annotated[Pair, BeforeValidator(_plain_limit)]
"""Two numbers; a share is explained."""
PlainDistance = Annotated[Distance, BeforeValidator(_plain_limit)]
"""A number that isn't below zero; a share is explained."""
BaselineDate = Annotated[str, BeforeValidator(_baseline_date)]
"""2020-12, or a year."""
Way = Annotated[Direction, BeforeValidator(member(Direction))]
BetterWay = Annotated[Direction, BeforeValidator(lambda value: one_of(_BETTER, value))]
"""INCREASE for högre, DECREASE for lägre."""
Unchanged = Annotated[bool, BeforeValidator(_unchanged)]
"""False for ej."""
Answer = Annotated[bool, BeforeValidator(yes_or_no)]
