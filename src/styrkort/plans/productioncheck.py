"""What must hold across produktion: ids of its own, and verksamheter that there are.

Reads the raw tree, as plancheck does, so that these faults are found together with all others.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from styrkort.plans.fields import no_such
from styrkort.plans.yamlfaults import Fault, fault_at
from styrkort.plans.yamlfile import Document, Place

__all__ = ["production_faults"]


def production_faults(document: Document) -> list[Fault]:
    """Every fault across the plan's production measures."""
    return [*_repeated_ids(document), *_unknown_units(document)]


def _production(document: Document) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    found = document.value(("produktion",))
    for index, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, Mapping):
            yield ("produktion", index), item


def _repeated_ids(document: Document) -> Iterator[Fault]:
    """Data rows name measures, delmått and production alike by id: no two can share one."""
    at = ("perspektiv",)
    first = {id: document.line(place) for place, id in _measure_ids(document.value(at), at)}
    for place, item in _production(document):
        id = item.get("id")
        if isinstance(id, str) and id in first:
            where = (*place, "id")
            yield fault_at(document, where, f"”{id}” finns redan på rad {first[id]}")
        elif isinstance(id, str):
            first[id] = document.line((*place, "id"))


def _measure_ids(tree: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """The id of everything that stands in a list of styrmått or delmått."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _measure_ids(value, (*place, key))
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            here = (*place, index)
            id = item.get("id") if isinstance(item, Mapping) else None
            if isinstance(id, str) and place and place[-1] in ("styrmått", "delmått"):
                yield (*here, "id"), id
            yield from _measure_ids(item, here)


def _unknown_units(document: Document) -> Iterator[Fault]:
    """Only where the plan lists its verksamheter is an unlisted one a slip."""
    known = document.value(("verksamheter",))
    names = list(map(_words, known)) if isinstance(known, list) else []
    for place, item in _production(document):
        plans = item.get("plan_per_verksamhet")
        for unit in plans if names and isinstance(plans, Mapping) else ():
            if _words(unit) not in names:
                where = (*place, "plan_per_verksamhet", unit)
                yield fault_at(document, where, no_such("verksamheten", _words(unit), names))


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
