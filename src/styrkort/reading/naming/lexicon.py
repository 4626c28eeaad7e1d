"""What a measure may be called: its name, the core of it, its acronym, its id."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from styrkort.facts import Facts, MeasureFacts
from styrkort.reading.language.stems import STOP_WORDS, fold, listed, stem
from styrkort.reading.naming.compounds import Tail, tails_of

__all__ = ["Lexicon", "Name", "lexicon_of"]

_PER_UNIT = re.compile(r",?\s*mått per verksamhet\s*$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\(([^)]*)\)")
_BREAK = re.compile(
    r",|\b(?:enligt|mot|per|i|från|för|av|med|som|inom|till|om|på|genom|vid|under|hos)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-ZÅÄÖ]{2,6}\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_PARTICIPLE = re.compile(r"(?:ade|ad|at|da|ta|rd|rt|ande|ende|iga|ig|igt|iska|isk|bara)$")
_ADJECTIVE = re.compile(r"(iv|lig|sam)(?:t|a)?$")
_MONEY: Final = frozenset({"mnkr", "mkr", "tkr", "kr", "kronor", "mdkr"})

_QUANTIFIERS: Final = frozenset(
    stem(word)
    for word in listed(
        "antal andel andelar genomsnittlig genomsnitt medel total totalt totala summa"
        " procentandel sammanlagd nivå grad mått"
    )
)
_GENERIC: Final = _QUANTIFIERS | frozenset(
    stem(word)
    for word in listed(
        "kostnad kostnader medarbetare verksamhet division index resultat ärende plan"
        " kvalitet budget personal händelse insats mätning insatser mål tid timme år månad utfall"
        " patient person tjänst del alla"
    )
)
_SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "sjukfrånvaro": ("sjuktal", "frånvaro sjukdom", "sjukskrivningstal"),
    "kundnöjdhet": ("NKI", "nöjd kund index", "nöjdkundindex"),
    "medarbetarengagemang": ("HME",),
}
_RESULT: Final = (
    "budgetavvikelse", "resultat budget", "ekonomiskt resultat", "budgetutfall", "budgetunderskott",
    "budgetöverskott", "avvikelse budget", "utfall budget",
    "budgetresultat", "underskott", "överskott", "resultat", "håller budget", "budget balans",
    "budget obalans", "ekonomi obalans", "ekonomi balans",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """Namn: what a measure, or one of its delmått, is called."""

    measure: str
    part: str
    """Delmåttets namn; empty where it is the measure's own name."""
    weights: Mapping[str, float]
    """How much each stem of the name tells it from the others."""
    aliases: tuple[frozenset[str], ...]
    """Stems that together are enough."""
    weak: frozenset[frozenset[str]]
    """Those of them that could mean something else as well."""
    text: str = ""
    """As the plan writes it, in small letters."""

    def together(self, one: str, other: str) -> bool:
        """Whether both stems are of the name itself, or of one and the same alias."""
        own = one in self.weights and other in self.weights
        return own or any(one in alias and other in alias for alias in self.aliases)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Ordlista: every name that a sentence may use, found by how its words begin."""

    names: tuple[Name, ...]
    begins: Mapping[str, tuple[tuple[int, str], ...]]
    """First three letters → the names' numbers and their stems that begin so."""
    tails: Mapping[str, tuple[Tail, ...]]
    """First three letters → the last parts of the names' words that begin so."""


class _Same:
    """Facts as a key: these very ones, without reading them all to find out."""

    __slots__ = ("facts",)

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __hash__(self) -> int:
        return id(self.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.facts is self.facts


def lexicon_of(facts: Facts) -> Lexicon:
    """The names of all measures and delmått in the facts, worked out once."""
    return _lexicon(_Same(facts))


@lru_cache(maxsize=8)
def _lexicon(key: _Same) -> Lexicon:
    measures = (*key.facts.measures, *key.facts.production)
    told = [(m, "", m.name) for m in measures]
    told += [(m, p.name, p.name) for m in measures for p in m.parts if p.kind == "delmått"]
    stems = [_stems(name) for _, _, name in told]
    common = Counter(each for own in stems for each in set(own))
    holders = _holders(told, stems)
    folded = {fold(each): ids for each, ids in holders.items()}
    results = [m.id for m in measures if _is_result(m)]
    names = []
    for (measure, part, name), own in zip(told, stems, strict=True):
        weak: set[frozenset[str]] = set()
        aliases = [a for a in _aliases(name, own, weak) if _alone(a, holders, measure.id)]
        if not part:
            aliases += _from_id(measure.id, folded)
            aliases += _result() if results == [measure.id] else ()
            weak.add(frozenset({stem("resultat")}))
        weights = {each: _weight(each, common[each]) for each in own}
        told_as = (tuple(aliases), frozenset(weak), name.casefold())
        names.append(Name(measure.id, part, weights, *told_as))
    return Lexicon(tuple(names), _begins(names), tails_of(stems))


def _begins(names: list[Name]) -> Mapping[str, tuple[tuple[int, str], ...]]:
    found: dict[str, dict[tuple[int, str], None]] = {}
    for n, name in enumerate(names):
        for each in (*name.weights, *(s for alias in name.aliases for s in alias)):
            found.setdefault(each[:3], {})[n, each] = None
    return {start: tuple(hits) for start, hits in found.items()}


def _stems(name: str) -> tuple[str, ...]:
    plain = _PER_UNIT.sub("", name)
    words = [word for word in _LETTERS.findall(plain) if word.casefold() not in STOP_WORDS]
    return tuple(dict.fromkeys(stem(word.casefold()) for word in words))


def _weight(each: str, common: int) -> float:
    base = min(len(each), 12) / (1 if common == 1 else 2 if common == 2 else 3)
    return base / 3 if each in _QUANTIFIERS else base * 0.6 if each in _GENERIC else base


def _holders(
    told: list[tuple[MeasureFacts, str, str]], stems: list[tuple[str, ...]]
) -> Mapping[str, frozenset[tuple[str, str]]]:
    """Each stem, and the names (measure and delmått) that hold it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for (measure, part, _), own in zip(told, stems, strict=True):
        for each in own:
            found.setdefault(each, set()).add((measure.id, part))
    return {each: frozenset(names) for each, names in found.items()}


def _alone(
    alias: frozenset[str], holders: Mapping[str, frozenset[tuple[str, str]]], id: str
) -> bool:
    """Whether no other measure's name holds all of these words."""
    common = frozenset.intersection(*(holders.get(each, frozenset()) for each in alias))
    return all(measure == id for measure, _ in common)


def _aliases(
    name: str, own: tuple[str, ...], weak: set[frozenset[str]]
) -> Iterator[frozenset[str]]:
    """Parts of the name that people use for it; those of one short word are added to ``weak``."""
    plain = _PARENTHESIS.sub(" ", _PER_UNIT.sub("", name)).strip()
    head, *rest = (part.strip() for part in _BREAK.split(plain) if part.strip())
    words = [word for word in _LETTERS.findall(head) if stem(word.casefold()) in own]
    core = frozenset(stem(w.casefold()) for w in words) - _QUANTIFIERS
    if core and not core <= _GENERIC:
        yield core
    nouns = [w for w in words if not _PARTICIPLE.search(w.casefold())]
    if nouns and (noun := stem(nouns[-1].casefold())) not in _GENERIC:
        alias = frozenset({noun})
        if alias != frozenset(own) and len(noun) < 6:
            weak.add(alias)
        yield alias
    yield from _from_rest(rest, own) if core <= _GENERIC else _joined(rest)
    yield from _as_nouns(words)
    for each in own:
        if len(each) > 12 and each not in core:
            weak.add(frozenset({each}))
            yield frozenset({each})
    yield from _acronyms_and_halves(name, plain)
    for word, others in _SYNONYMS.items():
        if stem(word) in own and len(own) <= 4:
            yield from (frozenset(_stems(other)) for other in others)


def _acronyms_and_halves(name: str, plain: str) -> Iterator[frozenset[str]]:
    """ "HME" of a name that has it, and either side of "kvalitet/leveranssäkerhet"."""
    for acronym in _ACRONYM.findall(name):
        yield frozenset({stem(acronym.casefold())})
    for half in plain.split("/") if "/" in plain else ():
        if len(half.strip()) > 9 and len(_LETTERS.findall(half)) == 1:
            yield frozenset({stem(half.strip().casefold())})


def _joined(rest: list[str]) -> Iterator[frozenset[str]]:
    """Where two things are named together after the name's head: "mertid och övertid"."""
    for part in rest:
        alias = frozenset(_stems(part))
        if re.search(r"\boch\b", part) and len(alias) > 1 and not alias & _GENERIC:
            yield alias


def _as_nouns(words: list[str]) -> Iterator[frozenset[str]]:
    """The quality that an adjective of the name tells of: "kostnadseffektiviteten"."""
    for word in words:
        said = word.casefold()
        if len(said) >= 9 and (ending := _ADJECTIVE.search(said)):
            noun = said[: ending.end(1)] + ("itet" if ending[1] == "iv" else "het")
            yield frozenset({stem(noun)})


def _from_rest(rest: list[str], own: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """Where the name opens with "Kostnad för …" or "Andel … som": what comes after."""
    for part in rest:
        alias = frozenset(_stems(part)) & frozenset(own)
        if alias and not alias <= _GENERIC and (len(alias) > 1 or len(next(iter(alias))) > 9):
            yield alias


def _from_id(id: str, folded: Mapping[str, frozenset[tuple[str, str]]]) -> Iterator[frozenset[str]]:
    """The id's own words, where no other name holds them: "avtalstrohet"."""
    alias = frozenset(stem(word) for word in id.split("_") if len(word) > 2)
    if alias and (len(alias) > 1 or len(next(iter(alias))) > 8) and _alone(alias, folded, id):
        yield alias


def _is_result(measure: MeasureFacts) -> bool:
    said = f"{measure.name} {measure.success_factor}".casefold()
    return measure.unit.casefold() in _MONEY and ("budget" in said or "resultat" in said)


def _result() -> Iterator[frozenset[str]]:
    """How people speak of the one measure that is the division's result against its budget."""
    yield from (frozenset(_stems(words)) for words in _RESULT)
