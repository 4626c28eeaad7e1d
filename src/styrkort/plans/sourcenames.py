"""The names that källor refer to, and the months that their översättningar hold in."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from styrkort.plans.fields import no_such, slug
from styrkort.plans.sourceraw import RawSource, raw_sources, words
from styrkort.plans.yamlfaults import Fault, fault_at
from styrkort.plans.yamlfile import Document, Place

__all__ = ["source_name_faults"]


class _Known(NamedTuple):
    """What källor may refer to."""

    measures: tuple[str, ...]
    """Ids of styrmått, delmått and produktionsmått."""
    operations: tuple[str, ...]


def source_name_faults(document: Document) -> list[Fault]:
    """Every name of källor that the plan hasn't, ids used twice, and översättningar that clash."""
    known, sources = _known(document), raw_sources(document)
    faults = [*_repeated_ids(document, sources)]
    for source in sources:
        faults += [*_names(document, source, known), *_translations(document, source)]
    return faults


def _known(document: Document) -> _Known:
    units = document.value(("verksamheter",))
    trees = (document.value(("perspektiv",)), {"produktion": document.value(("produktion",))})
    ids = dict.fromkeys(id for tree in trees for id in _ids(tree, ""))
    operations = tuple(map(words, units)) if isinstance(units, list) else ()
    return _Known(tuple(ids), tuple(name for name in operations if name))


def _ids(tree: Any, key: str) -> Iterator[str]:
    """The id of everything in a list of styrmått, delmått or produktion."""
    if isinstance(tree, Mapping):
        if key in ("styrmått", "delmått", "produktion") and words(tree.get("id")):
            yield words(tree.get("id"))
        for name, value in tree.items():
            yield from _ids(value, name)
    elif isinstance(tree, list):
        for item in tree:
            yield from _ids(item, key)


def _repeated_ids(document: Document, sources: tuple[RawSource, ...]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for source in sources:
        stated = words(source.raw.get("id"))
        id = stated or slug(words(source.raw.get("fil")) or words(source.raw.get("databas")))
        place = (*source.place, "id" if stated else "fil")
        if id and id in first:
            remedy = "" if stated else "; ge källan ett eget id"
            yield fault_at(document, place, f"”{id}” finns redan på rad {first[id]}{remedy}")
        first.setdefault(id, document.line(place))


def _names(document: Document, source: RawSource, known: _Known) -> Iterator[Fault]:
    """Measures and verksamheter that the källa names are the plan's."""
    for place, kind, name in _named(source):
        if kind == "styrmått" and name and name not in known.measures:
            yield fault_at(document, place, no_such("styrmåttet", name, known.measures))
        if kind == "verksamhet" and name and known.operations and name not in known.operations:
            yield fault_at(document, place, no_such("verksamheten", name, known.operations))
        if kind == "kön" and name not in ("kvinna", "man", ""):
            what = f"”{name}” är okänt; skriv kvinna, man eller lämna tomt för alla"
            yield fault_at(document, place, what)


def _named(source: RawSource) -> Iterator[tuple[Place, str, str]]:
    """Place, tidy column and word of everything that is to be one of the plan's own words."""
    for id in source.mapping("måttkolumner"):
        yield (*source.place, "måttkolumner", id), "styrmått", words(id)
    for name, value in source.mapping("fasta").items():
        yield (*source.place, "fasta", name), name, words(value)
    for name, codes in source.mapping("översättning").items():
        for code, value in codes.items() if isinstance(codes, Mapping) else ():
            place = (*source.place, "översättning", name, code)
            for at, each in _meanings(value, place):
                yield at, name, each


def _meanings(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, words(value)
    elif isinstance(value, Mapping):
        yield place, words(value.get("värde"))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _meanings(each, (*place, index))


def _translations(document: Document, source: RawSource) -> Iterator[Fault]:
    """A code has one meaning in each month, and each meaning some month."""
    for name, codes in source.mapping("översättning").items():
        for code, value in codes.items() if isinstance(codes, Mapping) else ():
            place = (*source.place, "översättning", name, code)
            spans = sorted(_spans(value))
            for first, last in spans:
                if first > last:
                    yield fault_at(document, place, f"från {first} är efter till_och_med {last}")
            overlaps = [after for before, after in pairwise(spans) if after[0] <= before[1]]
            if overlaps:
                month = overlaps[0][0]
                when = f"i {month}" if month else "samtidigt"
                yield fault_at(document, place, f"två översättningar av koden gäller {when}")


def _spans(value: Any) -> list[tuple[str, str]]:
    """First and last month of each meaning; "" and "9999-12" where none is stated."""
    meanings = value if isinstance(value, list) else [value]
    return [
        (words(each.get("från")), words(each.get("till_och_med")) or "9999-12")
        for each in meanings
        if isinstance(each, Mapping)
    ]
