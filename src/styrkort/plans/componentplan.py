"""Delmått: the measures behind a row that has several, and how they come to one verdict."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from styrkort.plans.fields import (
    Distance,
    Id,
    Markdown,
    Name,
    Strict,
    Text,
    Whole,
    Yes,
    described,
    member,
)
from styrkort.plans.goals import Goal, better_direction
from styrkort.plans.targets import TargetField, Targets, require_fitting
from styrkort.terms import Calculation, CompositeRule, Direction

__all__ = ["Component", "Composite", "Percent"]


def _percent(value: Any) -> Any:
    """A share "2 %"; a bare number could be mistaken for the measure's unit."""
    if isinstance(value, str) and not value.rstrip().endswith("%"):
        raise ValueError(f'{described(value)} ska vara en andel, till exempel "2 %"')
    return value.rstrip()[:-1] if isinstance(value, str) else value


Percent = Annotated[Distance, BeforeValidator(_percent)]
"""Percent, not below zero."""


class Component(Strict):
    """Delmått: one of several measures that share a row."""

    id: Id
    name: Name = Field(alias="namn")
    unit: Text = Field("", alias="enhet")
    direction: Annotated[Direction, BeforeValidator(member(Direction))] | None = Field(
        None, alias="riktning"
    )
    """Riktning: which way is better (öka, minska); None: that of the row's goal, else öka."""
    weight: Distance = Field(Decimal(1), alias="vikt")
    operation: Name | None = Field(None, alias="verksamhet")
    """Verksamhet whose observations it is of; None: the whole division's."""
    decimals: Annotated[Whole, Field(le=10)] | None = Field(None, alias="decimaler")
    calculation: Annotated[Calculation, BeforeValidator(member(Calculation))] = Field(
        Calculation.LATEST, alias="beräkning"
    )
    unchanged_within: Distance = Field(Decimal(0), alias="oförändrad_inom")
    targets: TargetField = Field(Targets(), alias="mål")
    """Mål of its own; none: the row's."""
    sensitive: Yes = Field(False, alias="känslig")
    share: Yes | None = Field(None, alias="andel")
    may_be_negative: Yes = Field(False, alias="kan_vara_negativt")
    source: Markdown = Field("", alias="källa")
    definition: Markdown = ""

    @field_validator("direction")
    @classmethod
    def _one_way(cls, direction: Direction | None) -> Direction | None:
        if direction is Direction.KEEP:
            raise ValueError("behålla säger inte vad som är bättre; skriv öka eller minska")
        return direction

    @field_validator("targets")
    @classmethod
    def _fits(cls, targets: Targets, info: ValidationInfo) -> Targets:
        for goal in targets.goals:
            if info.data.get("unit") == "text":
                raise ValueError("ett delmått med enheten text kan inte ha ett mål")
            require_fitting(goal, info.data.get("unit"), info.data.get("unchanged_within"))
            _same_way(goal, info.data.get("direction"))
        return targets


def _same_way(goal: Goal, direction: Direction | None) -> None:
    better = better_direction(goal)
    if direction and better and direction is not better:
        raise ValueError(
            f"målet blir bättre åt andra hållet än riktning: {direction.value}; ta bort riktning"
        )


class Composite(Strict):
    """Sammanvägning: the stated rule by which delmått come to the row's outcome or verdict."""

    rule: Annotated[CompositeRule, BeforeValidator(member(CompositeRule))] = Field(
        CompositeRule.WORST, alias="regel"
    )
    unchanged_within: Percent = Field(Decimal(0), alias="oförändrad_inom")
    """Oförändrad inom: a delmått (flest) or the mean (snitt) that changed by at most so many
    percent counts as unchanged."""
    limit: Distance = Field(Decimal(0), alias="gräns")
    """Gräns, for flest: the balance of weights, from 0 and below 1, that it takes to be more than
    I nivå."""

    @field_validator("unchanged_within")
    @classmethod
    def _of_a_change(cls, within: Decimal, info: ValidationInfo) -> Decimal:
        if info.data.get("rule") is CompositeRule.WORST:
            raise ValueError(
                "oförändrad_inom hör till reglerna flest och snitt; med regeln sämsta anges det "
                "för varje delmått"
            )
        return within

    @field_validator("limit")
    @classmethod
    def _of_a_balance(cls, limit: Decimal, info: ValidationInfo) -> Decimal:
        if info.data.get("rule", CompositeRule.MOST) is not CompositeRule.MOST:
            raise ValueError("gräns hör till regeln flest")
        if limit >= 1:
            raise ValueError(
                f"{described(limit)} är för högt: balansen är som mest 1; skriv en andel under 1, "
                "till exempel 0,25"
            )
        return limit
