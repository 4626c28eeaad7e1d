"""Goals as the plan states them (DESIGN 3.3): frozen values, one class a form.

Every limit is somebody's decision, in the measure's unit; there is no number in a rule. What is
contradictory (a limit on the wrong side, a share of a target of zero) can't be built.
"""

from decimal import Decimal
from typing import Any

from pydantic import Field, ValidationInfo, field_validator

from styrkort.plans.fields import Distance, Number, Strict
from styrkort.plans.goalfields import (
    Answer,
    BaselineDate,
    BetterWay,
    Limit,
    MeasureRef,
    Pair,
    PlainDistance,
    PlainPair,
    Share,
    Target,
    Unchanged,
    Way,
)
from styrkort.terms import Direction

__all__ = [
    "AtLeast",
    "AtMost",
    "Between",
    "Exactly",
    "Goal",
    "MeasureRef",
    "Share",
    "Towards",
    "YesNo",
    "better_direction",
    "limits_of",
    "reference_of",
    "resolved",
]


class _Measured(Strict):
    """What every goal in numbers may state besides its form."""

    baseline: Number | None = Field(None, alias="ingångsvärde")
    baseline_refers_to: BaselineDate = Field("", alias="ingångsvärde_avser")
    """Ingångsvärdet avser: "2020-12", "2020" or empty."""

    @field_validator("baseline_refers_to")
    @classmethod
    def _dates_a_baseline(cls, value: str, info: ValidationInfo) -> str:
        if value and info.data.get("baseline", 0) is None:
            raise ValueError("ingångsvärde_avser daterar ett ingångsvärde, men inget är angivet")
        return value


class AtLeast(_Measured):
    """{minst: T, delvis: D}: met when u ≥ T, partly when D ≤ u < T."""

    target: Target = Field(alias="minst")
    partly: Limit | None = Field(None, alias="delvis")

    @field_validator("partly")
    @classmethod
    def _below(cls, limit: Decimal | Share | None, info: ValidationInfo) -> Decimal | Share | None:
        target = info.data.get("target")
        _share_of_positive(limit, target)
        if isinstance(limit, Decimal) and isinstance(target, Decimal) and limit > target:
            raise ValueError("gränsen för delvis ligger på fel sida: den ska vara under målet")
        return limit


class AtMost(_Measured):
    """{högst: T, delvis: D}: met when u ≤ T, partly when T < u ≤ D."""

    target: Target = Field(alias="högst")
    partly: Limit | None = Field(None, alias="delvis")

    @field_validator("partly")
    @classmethod
    def _above(cls, limit: Decimal | Share | None, info: ValidationInfo) -> Decimal | Share | None:
        target = info.data.get("target")
        _share_of_positive(limit, target)
        if isinstance(limit, Decimal) and isinstance(target, Decimal) and limit < target:
            raise ValueError("gränsen för delvis ligger på fel sida: den ska vara över målet")
        return limit


def _share_of_positive(limit: Decimal | Share | None, target: Any) -> None:
    if isinstance(limit, Share) and isinstance(target, Decimal) and target <= 0:
        raise ValueError(
            "en andel i procent kräver ett mål över noll; skriv gränsen i måttets enhet"
        )


class Exactly(_Measured):
    """{lika: T, tolerans: t, delvis: d}: met when |u−T| ≤ t, partly when t < |u−T| ≤ d."""

    target: Target = Field(alias="lika")
    tolerance: Distance = Field(Decimal(0), alias="tolerans")
    partly: PlainDistance | None = Field(None, alias="delvis")

    @field_validator("partly")
    @classmethod
    def _wider(cls, limit: Decimal | None, info: ValidationInfo) -> Decimal | None:
        if limit is not None and limit < info.data.get("tolerance", limit):
            raise ValueError("gränsen för delvis ligger på fel sida: den ska vara över toleransen")
        return limit


class Between(_Measured):
    """{mellan: [a, b], delvis: [c, d]}: met when a ≤ u ≤ b, partly when c ≤ u ≤ d."""

    bounds: Pair = Field(alias="mellan")
    partly: PlainPair | None = Field(None, alias="delvis")

    @property
    def lower(self) -> Decimal:
        """Undre gräns."""
        return self.bounds[0]

    @property
    def upper(self) -> Decimal:
        """Övre gräns."""
        return self.bounds[1]

    @field_validator("bounds")
    @classmethod
    def _rising(cls, pair: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
        if pair[0] > pair[1]:
            raise ValueError("det första talet är större än det andra; skriv [lägsta, högsta]")
        return pair

    @field_validator("partly")
    @classmethod
    def _around(
        cls, pair: tuple[Decimal, Decimal] | None, info: ValidationInfo
    ) -> tuple[Decimal, Decimal] | None:
        lower, upper = info.data.get("bounds") or pair or (Decimal(0), Decimal(0))
        if pair is not None and pair[0] > pair[1]:
            raise ValueError("det första talet är större än det andra; skriv [lägsta, högsta]")
        if pair is not None and (pair[0] > lower or pair[1] < upper):
            raise ValueError(
                "gränserna för delvis ligger på fel sida: de ska omsluta målets gränser"
            )
        return pair


class Towards(_Measured):
    """{riktning: öka | minska | behålla, …}: held against the baseline, or what it's compared with.

    öka, minska: met when the change is more than ``oförändrad_inom`` that way, partly within it.
    behålla: met within it or better; partly when worse by at most ``delvis``.
    """

    direction: Way = Field(alias="riktning")
    unchanged_is_partly: Unchanged = Field(True, alias="oförändrat")
    """Oförändrat: False where the plan says ej."""
    better: BetterWay | None = Field(None, alias="bättre")
    """Bättre (behålla): INCREASE for högre, DECREASE for lägre, None: every change is worse."""
    partly: PlainDistance | None = Field(None, alias="delvis")
    """Delvis (behålla): how much worse it may be, in the measure's unit."""

    @field_validator("unchanged_is_partly")
    @classmethod
    def _only_with_a_way(cls, value: bool, info: ValidationInfo) -> bool:
        if info.data.get("direction") is Direction.KEEP and not value:
            raise ValueError("oförändrat hör till öka och minska, inte till behålla")
        return value

    @field_validator("better", "partly")
    @classmethod
    def _only_with_keep(cls, value: Any, info: ValidationInfo) -> Any:
        if value is not None and info.data.get("direction", Direction.KEEP) is not Direction.KEEP:
            raise ValueError(
                "bättre och delvis hör till riktning: behålla, inte till öka och minska"
            )
        return value


class YesNo(Strict):
    """{ja: true} or {ja: false}: met when the answer is ja, or nej."""

    yes: Answer = Field(alias="ja")


Goal = AtLeast | AtMost | Exactly | Between | Towards | YesNo


def better_direction(goal: Goal | None) -> Direction | None:
    """Which way is better for a number with this goal; None where there is no one way."""
    match goal:
        case AtLeast() | YesNo(yes=True) | Towards(direction=Direction.INCREASE):
            return Direction.INCREASE
        case AtMost() | YesNo(yes=False) | Towards(direction=Direction.DECREASE):
            return Direction.DECREASE
        case Towards(better=better):
            return better
        case _:
            return None


def reference_of(goal: Goal | None) -> str | None:
    """The id of the measure whose outcome is the goal's target, if one is."""
    target = getattr(goal, "target", None)
    return target.id if isinstance(target, MeasureRef) else None


def resolved(goal: Goal, outcome: Decimal) -> Goal:
    """The goal with the referred measure's outcome for its target; others as they are."""
    return goal.model_copy(update={"target": outcome}) if reference_of(goal) else goal


def limits_of(goal: Goal | None) -> tuple[Decimal, ...]:
    """Every number in the measure's unit that the plan states in the goal, baseline included."""
    values: list[Any] = []
    for name in ("baseline", "target", "tolerance", "partly", "bounds"):
        value = getattr(goal, name, None)
        values.extend(value if isinstance(value, tuple) else (value,))
    return tuple(value for value in values if isinstance(value, Decimal))
