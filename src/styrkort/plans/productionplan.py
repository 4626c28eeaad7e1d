"""Produktion: what the division produces, beside its goals, with a plan where there is one."""

from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator

from styrkort.period import PERIOD_CODES
from styrkort.plans.fields import (
    Id,
    Markdown,
    Name,
    Number,
    PeriodCode,
    Strict,
    Text,
    Whole,
    Yes,
    with_values,
)
from styrkort.plans.measureplan import Measure
from styrkort.terms import Calculation

__all__ = ["Production"]

PlanByPeriod = Annotated[dict[PeriodCode, Number], BeforeValidator(with_values)]
"""Plan till och med perioden, by period code."""


class Production(Strict):
    """Produktionsmått: its figures are the period to date, summed over months and verksamheter."""

    id: Id
    name: Name = Field(alias="namn")
    unit: Text = Field("", alias="enhet")
    decimals: Annotated[Whole, Field(le=10)] | None = Field(None, alias="decimaler")
    plan: PlanByPeriod = Field({}, alias="plan")
    """Plan for the whole division to the period's end, in the unit."""
    plan_by_unit: Annotated[dict[Name, PlanByPeriod], BeforeValidator(with_values)] = Field(
        {}, alias="plan_per_verksamhet"
    )
    sensitive: Yes = Field(False, alias="känslig")
    may_be_negative: Yes = Field(False, alias="kan_vara_negativt")
    source: Markdown = Field("", alias="källa")
    definition: Markdown = ""

    @field_validator("unit")
    @classmethod
    def _in_numbers(cls, unit: str) -> str:
        if unit in ("ja/nej", "text"):
            raise ValueError(f"produktion anges i tal, inte i {unit}")
        return unit

    @property
    def as_measure(self) -> Measure:
        """The same as a measure without a goal, so that one set of rules calculates both."""
        return Measure(
            id=self.id,
            name=self.name,
            unit=self.unit,
            follow_up=PERIOD_CODES,
            decimals=self.decimals,
            calculation=Calculation.SUM,
            sensitive=self.sensitive,
            may_be_negative=self.may_be_negative,
            source=self.source,
            definition=self.definition,
        )
