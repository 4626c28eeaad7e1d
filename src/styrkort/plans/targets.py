"""Mål for the whole year, or one for each period."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter

from styrkort.plans.fields import PeriodCode, Strict, slug, with_values
from styrkort.plans.goalforms import read_goal
from styrkort.plans.goals import Goal, Towards, YesNo

__all__ = ["TargetField", "Targets", "require_fitting"]

GoalField = Annotated[Goal, BeforeValidator(read_goal)]


class Targets(Strict):
    """Mål for the whole year, or one for each period it is keyed by."""

    always: Goal | None = None
    by_period: tuple[tuple[str, Goal], ...] = ()

    def at(self, code: str) -> Goal | None:
        """The goal of the period; None where the plan states none."""
        return self.always or dict(self.by_period).get(code)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Every goal stated, in the plan's order."""
        return (self.always,) if self.always else tuple(goal for _, goal in self.by_period)


_BY_PERIOD = TypeAdapter(dict[PeriodCode, GoalField])


def _targets(raw: Any) -> Targets:
    if isinstance(raw, Targets):
        return raw
    if isinstance(raw, Mapping) and any(_looks_like_period(key) for key in raw):
        stated = with_values(raw)
        _refuse_repeated_periods(stated)
        return Targets(by_period=tuple(_BY_PERIOD.validate_python(stated).items()))
    return Targets(always=read_goal(raw))


def _looks_like_period(key: str) -> bool:
    return (slug(key)[:2] in ("da", "ar") and slug(key)[2:].isdigit()) or slug(key) == "ar"


def _refuse_repeated_periods(raw: Mapping[str, Any]) -> None:
    if len({slug(key) for key in raw}) < len(raw):
        raise ValueError("samma period står två gånger")


def require_fitting(goal: Goal, unit: str | None, unchanged_within: Decimal | None) -> None:
    """ValueError where the goal's form or limit doesn't go with the measure's unit or
    oförändrad_inom; None is a unit or limit that couldn't be read.
    """
    if unit is not None and isinstance(goal, YesNo) != (unit == "ja/nej"):
        raise ValueError(
            "målformen ja hör till enheten ja/nej"
            if isinstance(goal, YesNo)
            else "ett mått med enheten ja/nej har målet {ja: true} eller {ja: false}"
        )
    still = unchanged_within or Decimal(0)
    if isinstance(goal, Towards) and goal.partly is not None and goal.partly < still:
        raise ValueError("gränsen för delvis ligger på fel sida: den ska vara över oförändrad_inom")


TargetField = Annotated[Targets, BeforeValidator(_targets)]
"""A goal, or goals keyed by period."""
