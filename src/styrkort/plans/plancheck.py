"""What must hold across a plan: unique ids, and names that refer to something there is.

Reads the raw tree, not the model, so that these faults are found together with all others even
when a part of the plan can't be read. What has the wrong type is passed over here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from styrkort.plans.fields import no_such, slug
from styrkort.plans.yamlfaults import Fault, fault_at
from styrkort.plans.yamlfile import Document, Place

__all__ = ["plan_faults"]


class _Measure(NamedTuple):
    """A measure as the file has it."""

    place: Place
    raw: Mapping[str, Any]
    perspective: str

    @property
    def id(self) -> str:
        return _words(self.raw.get("id"))


def plan_faults(document: Document, folder: str) -> list[Fault]:
    """Every fault across the plan in ``document``; ``folder`` is the year's folder name."""
    measures = tuple(_measures(document))
    return [
        *_wrong_year(document, folder),
        *_perspective_names(document),
        *_repeated_ids(document, measures),
        *_repeated_objective_ids(document, measures),
        *_unknown_perspectives(document, measures),
        *_unknown_units(document, measures),
        *_unknown_references(document, measures),
        *_circles(document, measures),
    ]


def _items(tree: Any, key: str, place: Place) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """The mappings of the list under ``key``, with their places."""
    found = tree.get(key) if isinstance(tree, Mapping) else None
    for index, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, Mapping):
            yield (*place, key, index), item


def _objectives(document: Document) -> Iterator[tuple[Place, Mapping[str, Any], str]]:
    for place, perspective in _items(document.tree, "perspektiv", ()):
        for inner, objective in _items(perspective, "strategiska_mål", place):
            yield inner, objective, _words(perspective.get("namn"))


def _measures(document: Document) -> Iterator[_Measure]:
    for place, objective, perspective in _objectives(document):
        for at_factor, factor in _items(objective, "framgångsfaktorer", place):
            for at_measure, measure in _items(factor, "styrmått", at_factor):
                yield _Measure(at_measure, measure, perspective)


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _wrong_year(document: Document, folder: str) -> Iterator[Fault]:
    year = _words(document.value(("år",)))
    if year.isdigit() and folder.isdigit() and int(year) != int(folder):
        yield fault_at(
            document, ("år",), f"planen gäller {year} men ligger i mappen {folder}; rätta det ena"
        )


def _perspective_names(document: Document) -> Iterator[Fault]:
    """Names must differ also as slugs: cell ids and anchors are made of them."""
    first: dict[str, int] = {}
    for place, perspective in _items(document.tree, "perspektiv", ()):
        name = _words(perspective.get("namn"))
        place = (*place, "namn")
        if name and not slug(name):
            yield fault_at(document, place, "namnet behöver minst en bokstav a–ö eller en siffra")
        elif name and slug(name) in first:
            line = first[slug(name)]
            yield fault_at(document, place, f"ett perspektiv med samma namn står på rad {line}")
        first.setdefault(slug(name), document.line(place))


def _repeated_ids(document: Document, measures: tuple[_Measure, ...]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for measure in measures:
        places = [((*measure.place, "id"), measure.id)]
        places += [
            ((*place, "id"), _words(component.get("id")))
            for place, component in _items(measure.raw, "delmått", measure.place)
        ]
        for place, id in places:
            if id and id in first:
                yield fault_at(document, place, f"”{id}” finns redan på rad {first[id]}")
            first.setdefault(id, document.line(place))


def _repeated_objective_ids(document: Document, measures: tuple[_Measure, ...]) -> Iterator[Fault]:
    """A judgement names a measure or a goal by id: the two can't share one."""
    first = {measure.id: document.line((*measure.place, "id")) for measure in measures}
    for place, objective, _ in _objectives(document):
        id = _words(objective.get("id"))
        if id and id in first:
            where = (*place, "id")
            yield fault_at(document, where, f"”{id}” finns redan på rad {first[id]}")
        first.setdefault(id, document.line((*place, "id")))


def _unknown_perspectives(document: Document, measures: tuple[_Measure, ...]) -> Iterator[Fault]:
    names = [_words(p.get("namn")) for _, p in _items(document.tree, "perspektiv", ())]
    names = [name for name in names if name]
    for measure in measures:
        also_in = measure.raw.get("visas_även")
        for index, typed in enumerate(also_in if isinstance(also_in, list) else ()):
            place = (*measure.place, "visas_även", index)
            if _words(typed) == measure.perspective:
                yield fault_at(document, place, f"styrmåttet visas redan i {measure.perspective}")
            elif _words(typed) not in names:
                yield fault_at(document, place, no_such("perspektivet", _words(typed), names))


def _unknown_units(document: Document, measures: tuple[_Measure, ...]) -> Iterator[Fault]:
    """Only where the plan lists its verksamheter is an unlisted one a slip."""
    listed_units = document.value(("verksamheter",))
    names = [_words(unit) for unit in listed_units] if isinstance(listed_units, list) else []
    for measure in measures if names else ():
        for place, component in _items(measure.raw, "delmått", measure.place):
            unit = _words(component.get("verksamhet"))
            if unit and unit not in names:
                what = no_such("verksamheten", unit, names)
                yield fault_at(document, (*place, "verksamhet"), what)
        goals = measure.raw.get("mål_per_verksamhet")
        for unit in goals if isinstance(goals, Mapping) else ():
            if _words(unit) not in names:
                place = (*measure.place, "mål_per_verksamhet", unit)
                yield fault_at(document, place, no_such("verksamheten", unit, names))


def _references(tree: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Every {styrmått: id} within a goal, whatever it is keyed by."""
    for key, value in tree.items() if isinstance(tree, Mapping) else ():
        if key == "styrmått":
            yield (*place, key), _words(value)
        yield from _references(value, (*place, key))


def _goal_references(measure: _Measure) -> Iterator[tuple[Place, str]]:
    for key in ("mål", "mål_per_verksamhet"):
        yield from _references(measure.raw.get(key), (*measure.place, key))
    for place, component in _items(measure.raw, "delmått", measure.place):
        yield from _references(component.get("mål"), (*place, "mål"))


def _unknown_references(document: Document, measures: tuple[_Measure, ...]) -> Iterator[Fault]:
    units = {measure.id: _words(measure.raw.get("enhet")) for measure in measures if measure.id}
    for measure in measures:
        for place, id in _goal_references(measure):
            if id and id not in units:
                yield fault_at(document, place, no_such("styrmåttet", id, list(units)))
            elif id and units[id] in ("text", "ja/nej"):
                what = f"styrmåttet {id} har enheten {units[id]} och kan inte vara ett mål i tal"
                yield fault_at(document, place, what)


def _circles(document: Document, measures: tuple[_Measure, ...]) -> Iterator[Fault]:
    """A goal that leads back to its own measure; each circle is told once, where it starts."""
    leads_to = {m.id: [id for _, id in _goal_references(m)] for m in measures}
    told: set[str] = set()
    for measure in measures:
        circle = _way_back(measure.id, leads_to)
        if circle and not told & set(circle):
            told |= set(circle)
            what = f"målet hänvisar i cirkel, {' → '.join([*circle, measure.id])}"
            yield fault_at(document, (*measure.place, "mål"), what)


def _way_back(start: str, leads_to: Mapping[str, list[str]]) -> list[str]:
    """The measures from ``start`` round to itself; empty if there is no way back."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        for id in leads_to.get(way[-1], ()):
            if id == start:
                return way
            if id not in seen:
                seen.add(id)
                ways.append([*way, id])
    return []
