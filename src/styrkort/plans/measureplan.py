"""A measure as the plan states it: unit, follow-up, calculation, goals, comparison, break (3.3)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationInfo, field_validator

from styrkort.period import PERIOD_CODES
from styrkort.plans.fields import (
    Distance,
    Id,
    Markdown,
    Month,
    Name,
    PeriodCode,
    Strict,
    Text,
    Whole,
    member,
    slug,
    with_values,
)
from styrkort.plans.goalforms import read_goal
from styrkort.plans.goals import Goal, Towards, YesNo
from styrkort.terms import Calculation, Comparison, MeasureKind, ServiceCategory

__all__ = ["Break", "Component", "Measure", "Targets"]

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


class Component(Strict):
    """Delmått: one of several measures that share a row."""

    id: Id
    name: Name = Field(alias="namn")
    unit: Text = Field("", alias="enhet")


class Break(Strict):
    """Avbrott i serien: from when figures can't be compared with earlier ones, and why."""

    reason: Name = Field(alias="orsak")
    from_: Month | None = Field(None, alias="från")
    """Från: first month after the break; None: the plan's whole year."""
    component: Id | None = Field(None, alias="delmått")


class Measure(Strict):
    """Styrmått: what is measured, how, against which goal and compared with what."""

    id: Id
    name: Name = Field(alias="namn")
    unit: Text = Field(alias="enhet")
    """Enhet as printed, "" for none; "%" makes a kvot per hundred, ja/nej and text are special."""
    follow_up: tuple[PeriodCode, ...] = Field(alias="uppföljning", min_length=1)
    """Uppföljning: period codes in the year's order."""
    kind: Annotated[MeasureKind, BeforeValidator(member(MeasureKind))] = Field(
        MeasureKind.STEERING, alias="typ"
    )
    decimals: Annotated[Whole, Field(le=10)] | None = Field(None, alias="decimaler")
    calculation: Annotated[Calculation, BeforeValidator(member(Calculation))] = Field(
        Calculation.LATEST, alias="beräkning"
    )
    unchanged_within: Distance = Field(Decimal(0), alias="oförändrad_inom")
    """Oförändrad inom, in the measure's unit."""
    targets: Annotated[Targets, BeforeValidator(_targets)] = Field(Targets(), alias="mål")
    targets_by_unit: Annotated[
        dict[Name, Annotated[Targets, BeforeValidator(_targets)]], BeforeValidator(with_values)
    ] = Field({}, alias="mål_per_verksamhet")
    compare_with: Annotated[Comparison, BeforeValidator(member(Comparison))] = Field(
        Comparison.SAME_PERIOD_LAST_YEAR, alias="jämför_med"
    )
    service_category: (
        Annotated[ServiceCategory, BeforeValidator(member(ServiceCategory))] | None
    ) = Field(None, alias="servicekompass")
    also_in: tuple[Name, ...] = Field((), alias="visas_även")
    components: tuple[Component, ...] = Field((), alias="delmått")
    break_: Break | None = Field(None, alias="avbrott")
    source: Markdown = Field("", alias="källa")
    definition: Markdown = ""
    description: Markdown = Field("", alias="beskrivning")
    responsible: Markdown = Field("", alias="ansvarig")
    basis: Markdown = Field("", alias="bas")

    def target_for(self, code: str, unit: str | None = None) -> Goal | None:
        """The goal in the period, of the whole division or of one verksamhet.

        A verksamhet with a goal of its own has that one and no other (mål_per_verksamhet).
        """
        if unit is not None and unit in self.targets_by_unit:
            return self.targets_by_unit[unit].at(code)
        return self.targets.at(code)

    def followed_up(self, code: str) -> bool:
        """Whether the measure is due in the period."""
        return code in self.follow_up

    @field_validator("follow_up")
    @classmethod
    def _in_order(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for code in PERIOD_CODES if code in codes)

    @field_validator("targets")
    @classmethod
    def _fits(cls, targets: Targets, info: ValidationInfo) -> Targets:
        for goal in targets.goals:
            _fits_unit(goal, info.data.get("unit"))
            _wider_than_unchanged(goal, info.data.get("unchanged_within", Decimal(0)))
        return targets

    @field_validator("targets_by_unit")
    @classmethod
    def _each_fits(cls, units: dict[str, Targets], info: ValidationInfo) -> dict[str, Targets]:
        for targets in units.values():
            cls._fits(targets, info)
        return units

    @field_validator("compare_with")
    @classmethod
    def _can_be_compared(cls, comparison: Comparison, info: ValidationInfo) -> Comparison:
        calculation = info.data.get("calculation")
        if comparison is Comparison.PREVIOUS_PERIOD and calculation is Calculation.SUM:
            raise ValueError(
                "föregående period går inte att jämföra med när beräkning är summa (8 månader "
                "mot 4); jämför med samma period föregående år"
            )
        return comparison

    @field_validator("break_")
    @classmethod
    def _of_a_component(cls, value: Break | None, info: ValidationInfo) -> Break | None:
        known = [component.id for component in info.data.get("components", ())]
        if value and value.component and "components" in info.data and value.component not in known:
            names = (
                f"; delmåtten är {', '.join(known)}" if known else "; styrmåttet har inga delmått"
            )
            raise ValueError(f"delmåttet {value.component} finns inte{names}")
        return value


def _fits_unit(goal: Goal, unit: str | None) -> None:
    if unit is not None and isinstance(goal, YesNo) != (unit == "ja/nej"):
        raise ValueError(
            "målformen ja hör till enheten ja/nej"
            if isinstance(goal, YesNo)
            else "ett mått med enheten ja/nej har målet {ja: true} eller {ja: false}"
        )


def _wider_than_unchanged(goal: Goal, unchanged_within: Decimal) -> None:
    if isinstance(goal, Towards) and goal.partly is not None and goal.partly < unchanged_within:
        raise ValueError("gränsen för delvis ligger på fel sida: den ska vara över oförändrad_inom")
