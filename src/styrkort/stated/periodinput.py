"""What people may state for a period, as frozen values (3.4)."""

import re
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field

from styrkort.plans.fields import (
    Accepted,
    IsoDate,
    Markdown,
    Name,
    Number,
    Strict,
    Text,
    described,
    one_of,
    with_values,
)
from styrkort.scorecard import Judgement
from styrkort.terms import Fulfilment

__all__ = ["ActionInput", "ExtraValueInput", "ForecastInput", "JudgementInput", "PeriodInput"]

# What a person can say of a goal. Ej mätt and Inget mål are facts of the plan, never a judgement.
_VERDICTS = {
    each.value: each
    for each in (Fulfilment.MET, Fulfilment.PARTLY, Fulfilment.NOT_MET, Fulfilment.UNAVAILABLE)
}

# The first words of the inline names that the report itself makes (3.6).
_OWN_NAMES = (
    "utfall", "mål", "jämförelse", "förändring", "måluppfyllelse", "utveckling",
    "period", "division", "region",
)  # fmt: skip


def _inline_name(value: Any) -> str:
    name = value if isinstance(value, str) else ""
    if name.casefold() in _OWN_NAMES:
        raise ValueError(f"namnet ”{name}” används redan av rapporten själv; välj ett annat")
    if not re.fullmatch(r"[^\W\d][\w-]*", name):
        raise ValueError(
            f"namnet {described(value)} går inte att skriva i text; använd bokstäver, siffror och _"
        )
    return name


class JudgementInput(Strict):
    """Bedömning as the file states it."""

    fulfilment: Annotated[Fulfilment, BeforeValidator(lambda v: one_of(_VERDICTS, v))] = Field(
        alias="måluppfyllelse"
    )
    reason: Name = Field(alias="motivering")
    by: Name = Field(alias="av")


class ExtraValueInput(Strict):
    """Övrigt värde: a figure that the words may quote, with unit and basis."""

    value: Number = Field(alias="värde")
    unit: Text = Field("", alias="enhet")
    basis: Markdown = Field("", alias="bas")


class ForecastInput(Strict):
    """Prognos: a person's own forecast of a measure's full year, in the measure's unit."""

    value: Number = Field(alias="värde")
    reason: Markdown = Field("", alias="motivering")
    by: Text = Field("", alias="av")


class ActionInput(Strict):
    """Strategisk åtgärd."""

    name: Name = Field(alias="åtgärd")
    success_factor: Text = Field("", alias="framgångsfaktor")
    responsible: Text = Field("", alias="ansvarig")
    due: IsoDate = Field("", alias="klart")
    """Klart: ISO date or empty."""
    status: Text = ""
    comment: Markdown = Field("", alias="kommentar")


V = TypeVar("V")
Stated = Annotated[dict[str, V], BeforeValidator(with_values)]
"""By name or id; a name without a value states nothing."""


class PeriodInput(Strict):
    """Everything that people state for a period; names and ids are those of the plan."""

    comments: Stated[Markdown] = Field({}, alias="kommentarer")
    """Kommentarer: perspective's name → markdown."""
    outcome_words: Stated[Name] = Field({}, alias="utfall")
    """Utfall i ord: measure id → "Ökning", "Ja", or any words where the unit is text."""
    judged: Stated[JudgementInput] = Field({}, alias="bedömningar")
    extra_values: Annotated[
        dict[Annotated[str, BeforeValidator(_inline_name)], ExtraValueInput],
        BeforeValidator(with_values),
    ] = Field({}, alias="övriga_värden")
    forecasts: Stated[ForecastInput] = Field({}, alias="prognos")
    actions: tuple[ActionInput, ...] = Field((), alias="åtgärder")
    accepted: Accepted = Field({}, alias="godtas")
    """Godtas: findings of review's to stand by this period, by code, each with its reason."""

    @property
    def judgements(self) -> dict[str, Judgement]:
        """Bedömningar: measure or goal id → judgement."""
        return {id: Judgement(j.fulfilment, j.reason, j.by) for id, j in self.judged.items()}
