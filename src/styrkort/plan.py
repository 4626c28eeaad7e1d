"""The plan of a division and year: params/<division>/<year>/plan.yaml as frozen values (3.3)."""

from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from styrkort.errors import InputError
from styrkort.plans.fields import Accepted, Id, Markdown, Name, Strict, Whole, slug
from styrkort.plans.goalforms import goal_keys
from styrkort.plans.measureplan import Break, Component, Composite, Measure, Targets
from styrkort.plans.plancheck import plan_faults
from styrkort.plans.productioncheck import production_faults
from styrkort.plans.productionplan import Production
from styrkort.plans.sourcecheck import source_faults
from styrkort.plans.sourceplan import (
    Coverage,
    Events,
    MeasureColumns,
    Numbers,
    Source,
    Translation,
    Wide,
)
from styrkort.plans.yamlfaults import read_model, slips
from styrkort.plans.yamlfile import Document, Place, read_yaml

__all__ = [
    "Break",
    "Component",
    "Composite",
    "Measure",
    "Objective",
    "Perspective",
    "Plan",
    "PlannedMeasure",
    "Production",
    "Source",
    "SuccessFactor",
    "Targets",
    "load_plan",
]


class SuccessFactor(Strict):
    """Framgångsfaktor."""

    name: Name = Field(alias="namn")
    measures: tuple[Measure, ...] = Field((), alias="styrmått")


class Objective(Strict):
    """Strategiskt mål."""

    name: Name = Field(alias="namn")
    id: Id = Field(default_factory=lambda data: slug(data.get("name", "")))
    """Default: the slug of namn."""
    success_factors: tuple[SuccessFactor, ...] = Field((), alias="framgångsfaktorer")


class Perspective(Strict):
    """Perspektiv."""

    name: Name = Field(alias="namn")
    description: Markdown = Field("", alias="beskrivning")
    objectives: tuple[Objective, ...] = Field((), alias="strategiska_mål")

    @property
    def slug(self) -> str:
        """The name in cell ids and anchors."""
        return slug(self.name)


class PlannedMeasure(NamedTuple):
    """A measure and the names of where it is counted."""

    measure: Measure
    perspective: str
    objective: str
    success_factor: str


class Plan(Strict):
    """Divisionens plan for a year."""

    region: Name
    division: Name
    """Divisionens namn: "Regionstöd"."""
    year: Whole = Field(alias="år")
    introduction: Markdown = Field("", alias="inledning")
    units: tuple[Name, ...] = Field((), alias="verksamheter")
    perspectives: tuple[Perspective, ...] = Field(alias="perspektiv", min_length=1)
    sources: tuple[Source, ...] = Field((), alias="källor")
    """Källor: exports that aren't tidy already, and how they become so."""
    production: tuple[Production, ...] = Field((), alias="produktion")
    accepted: Accepted = Field({}, alias="godtas")
    """Godtas: findings of review's that the plan stands by, by code, each with its reason."""

    @property
    def planned(self) -> tuple[PlannedMeasure, ...]:
        """Every measure once, in plan order, with where it is counted."""
        return tuple(
            PlannedMeasure(measure, perspective.name, objective.name, factor.name)
            for perspective in self.perspectives
            for objective in perspective.objectives
            for factor in objective.success_factors
            for measure in factor.measures
        )

    @property
    def success_factors(self) -> tuple[SuccessFactor, ...]:
        """Every framgångsfaktor in plan order, also those without measures."""
        return tuple(
            factor
            for perspective in self.perspectives
            for objective in perspective.objectives
            for factor in objective.success_factors
        )

    def measure(self, id: str) -> Measure:
        """The measure with this id; KeyError if there is none."""
        for planned in self.planned:
            if planned.measure.id == id:
                return planned.measure
        raise KeyError(id)


def load_plan(path: Path, name: str) -> Plan:
    """The plan in the file at ``path``, which messages call ``name``.

    InputError with every fault of the file, each with its line, measure, key and remedy.
    """
    document = read_yaml(path, name)
    if not isinstance(document.tree, dict):
        raise InputError(f"{name}: planen ska ha nycklarna region, division, år och perspektiv.")
    plan, faults = read_model(Plan, document, lambda place: _known_keys(document, place))
    faults = [*slips(document), *faults, *plan_faults(document, path.parent.name)]
    faults += [*production_faults(document), *source_faults(document)]
    if faults or plan is None:
        raise InputError.gathered(fault.message for fault in sorted(faults))
    return _with_unique_objective_ids(plan)


_KEYS: dict[str, type[Strict]] = {
    "perspektiv": Perspective,
    "strategiska_mål": Objective,
    "framgångsfaktorer": SuccessFactor,
    "delmått": Component,
    "källor": Source,
    "produktion": Production,
}
_INNER_KEYS: dict[str, type[Strict]] = {
    "avbrott": Break,
    "sammanvägning": Composite,
    "bred": Wide,
    "händelser": Events,
    "täcker": Coverage,
    "tal": Numbers,
}


def _known_keys(document: Document, place: Place) -> tuple[str, ...]:
    """The keys that the mapping at a place of the plan may have."""
    named = [step for step in place if isinstance(step, str)]
    if not named:
        return Plan.keys()
    if named[0] in ("källor", "produktion"):
        return _keys_of_a_source(named)
    if "mål" in named or "mål_per_verksamhet" in named:
        return ("styrmått",) if named[-1] in _TARGETS else goal_keys(document.value(place))
    if named[-1] == "styrmått":
        return Measure.keys()
    return (_INNER_KEYS | _KEYS)[named[-1]].keys()


def _keys_of_a_source(named: list[str]) -> tuple[str, ...]:
    """The keys within källor and produktion; columns and codes are the export's own."""
    if "måttkolumner" in named:
        return MeasureColumns.keys()
    if "översättning" in named:
        return Translation.keys()
    known = (_INNER_KEYS | _KEYS).get(named[-1])
    return known.keys() if known else ()


_TARGETS = ("minst", "högst", "lika")


def _with_unique_objective_ids(plan: Plan) -> Plan:
    """Goals of the same name in two perspectives, neither with an id, get one each."""
    taken = {planned.measure.id for planned in plan.planned}
    taken |= {o.id for p in plan.perspectives for o in p.objectives if "id" in o.model_fields_set}
    perspectives = []
    for perspective in plan.perspectives:
        objectives = []
        for objective in perspective.objectives:
            if "id" not in objective.model_fields_set:
                id = _free_id(objective.id or "mal", perspective.slug, taken)
                taken.add(id)
                objective = objective.model_copy(update={"id": id})
            objectives.append(objective)
        perspectives.append(perspective.model_copy(update={"objectives": tuple(objectives)}))
    return plan.model_copy(update={"perspectives": tuple(perspectives)})


def _free_id(wanted: str, perspective: str, taken: set[str]) -> str:
    candidates = (wanted, f"{wanted}-{perspective}")
    numbered = (f"{wanted}-{perspective}-{n}" for n in count(2))
    return next(id for id in chain(candidates, numbered) if id not in taken)
