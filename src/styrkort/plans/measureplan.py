"""A measure as the plan states it: unit, follow-up, calculation, goals, comparison, break (3.3)."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from styrkort.period import PERIOD_CODES
from styrkort.plans.componentplan import Component, Composite
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
    Yes,
    member,
    with_values,
)
from styrkort.plans.goals import Goal
from styrkort.plans.targets import TargetField, Targets, require_fitting
from styrkort.plans.weighing import require_comparable, require_weighable
from styrkort.terms import (
    Calculation,
    Comparison,
    ForecastMethod,
    MeasureKind,
    ServiceCategory,
)

__all__ = ["Break", "Component", "Composite", "Measure", "Targets"]


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
    targets: TargetField = Field(Targets(), alias="mål")
    targets_by_unit: Annotated[dict[Name, TargetField], BeforeValidator(with_values)] = Field(
        {}, alias="mål_per_verksamhet"
    )
    compare_with: Annotated[Comparison, BeforeValidator(member(Comparison))] = Field(
        Comparison.SAME_PERIOD_LAST_YEAR, alias="jämför_med"
    )
    service_category: (
        Annotated[ServiceCategory, BeforeValidator(member(ServiceCategory))] | None
    ) = Field(None, alias="servicekompass")
    also_in: tuple[Name, ...] = Field((), alias="visas_även")
    components: tuple[Component, ...] = Field((), alias="delmått")
    composite: Composite | None = Field(None, alias="sammanvägning")
    """Sammanvägning: how the delmått come to one verdict; None: a person's words, or the worst."""
    break_: Break | None = Field(None, alias="avbrott")
    sensitive: Yes = Field(False, alias="känslig")
    """Känslig: withheld where the group is too small to show."""
    share: Yes | None = Field(None, alias="andel")
    """Andel: whether täljare can't exceed nämnare; None: a kvot in % is a share."""
    may_be_negative: Yes = Field(False, alias="kan_vara_negativt")
    """Kan vara negativt: a count (enhet st or antal) may be below zero."""
    forecasting: Annotated[ForecastMethod, BeforeValidator(member(ForecastMethod))] | None = Field(
        None, alias="prognosmetod"
    )
    """Prognosmetod; None: what suits the calculation."""
    temporary: Yes = Field(False, alias="tillfällig")
    """Tillfällig: left out when the plan is copied to the next year."""
    comment_required: Yes = Field(True, alias="kommentar_krävs")
    """Kommentar krävs: an Ej uppfyllt that no commentary speaks of blocks publication."""
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
            require_fitting(goal, info.data.get("unit"), info.data.get("unchanged_within"))
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

    @field_validator("components")
    @classmethod
    def _comparable(
        cls, components: tuple[Component, ...], info: ValidationInfo
    ) -> tuple[Component, ...]:
        require_comparable(components, info.data.get("compare_with"))
        return components

    @field_validator("composite")
    @classmethod
    def _weighable(cls, composite: Composite | None, info: ValidationInfo) -> Composite | None:
        known = info.data
        if composite and {"components", "unit", "targets", "compare_with"} <= known.keys():
            require_weighable(
                composite,
                known["components"],
                unit=known["unit"],
                targets=known["targets"],
                compare_with=known["compare_with"],
                by_unit=bool(known.get("targets_by_unit")),
            )
        return composite

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
