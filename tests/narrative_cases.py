"""Labelled sentences in tests/cases/narrative: held against their own small facts, scored.

A file is one author's way of writing. Each of its ``fall`` states what the report shows, then the
sentences: under ``rätt`` those that nothing is wrong with, under a finding's Swedish name those
that it shall be found in. A goal's better direction and every change are worked out as the report
works them out; nothing of them is written twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrative_facts import facts_of_case, names_of
from styrkort.facts import Facts
from styrkort.plans.yamlfile import read_yaml
from styrkort.reading import read
from styrkort.reading.copies import copied
from styrkort.reading.planchecks import plan_remarks
from styrkort.terms import FindingKind

CASES = Path(__file__).parent / "cases" / "narrative"
KINDS = {
    kind.value: kind
    for kind in (
        FindingKind.DATE, FindingKind.UNIT, FindingKind.NUMBER, FindingKind.DIRECTION,
        FindingKind.SUM, FindingKind.COPY, FindingKind.PLAN,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One sentence or short paragraph, or, for the plan, one measure of it."""

    place: str
    """File and situation, as a miss is told."""
    text: str
    expected: frozenset[FindingKind]
    facts: Facts
    names: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]]
    of_plan: bool = False
    """Whether the text is the id of one of the plan's measures, held against the plan itself."""

    @property
    def correct(self) -> bool:
        return not self.expected


@dataclass(frozen=True, slots=True)
class Score:
    """How many findings were right, wrong and missing."""

    hits: int
    false_alarms: int
    misses: int

    @property
    def precision(self) -> float:
        found = self.hits + self.false_alarms
        return self.hits / found if found else 1.0

    @property
    def recall(self) -> float:
        wanted = self.hits + self.misses
        return self.hits / wanted if wanted else 1.0


Found = Mapping[Case, frozenset[FindingKind]]


def cases(folder: Path = CASES) -> list[Case]:
    """Every labelled sentence in the folder's files."""
    return [case for path in sorted(folder.glob("*.yaml")) for case in _cases_in(path)]


def found_by(case: Case) -> frozenset[FindingKind]:
    """What the reading finds in it: words against facts, against other texts, the plan itself."""
    if case.of_plan:
        about = {remark.measure for remark in plan_remarks(case.facts)}
        return frozenset({FindingKind.PLAN} if case.text in about else ())
    remarks = [*read(case.text, case.names, case.facts)]
    if case.others:
        remarks += copied(case.text, case.others)
    return frozenset(remark.kind for remark in remarks)


def found(all_cases: Iterable[Case], reader: Callable[[Case], frozenset[FindingKind]]) -> Found:
    return {case: reader(case) for case in all_cases}


def false_alarms(case: Case, kinds: frozenset[FindingKind]) -> frozenset[FindingKind]:
    """What was found and shouldn't be. A sum that is wrong is also a number that nobody knows."""
    tolerated = {FindingKind.NUMBER} if FindingKind.SUM in case.expected else set()
    return kinds - case.expected - tolerated


def score(found: Found, kind: FindingKind | None = None) -> Score:
    """Over (sentence, kind): of one kind, or of all."""
    kinds = frozenset(KINDS.values() if kind is None else [kind])
    return Score(
        sum(len(case.expected & was & kinds) for case, was in found.items()),
        sum(len(false_alarms(case, was) & kinds) for case, was in found.items()),
        sum(len((case.expected - was) & kinds) for case, was in found.items()),
    )


def wrongs(found: Found) -> list[str]:
    """One readable line for each miss and each false alarm."""
    lines = []
    for case, was in found.items():
        lines += [
            f"missat ({kind.value}) {case.place}: {case.text}" for kind in case.expected - was
        ]
        lines += [
            f"falskt ({kind.value}) {case.place}: {case.text}" for kind in false_alarms(case, was)
        ]
    return sorted(lines)


def _cases_in(path: Path) -> Iterator[Case]:
    document = read_yaml(path, path.name)
    assert not document.slips, document.slips
    for number, situation in enumerate(document.tree["fall"], start=1):
        facts = facts_of_case(situation)
        names = names_of(facts)
        others = {k: tuple(v) for k, v in situation.get("andra_texter", {}).items()}
        place = f"{path.name}, fall {number}"
        for text, kinds in _sentences(situation):
            yield Case(place, text, kinds, facts, names, others)
        for text, kinds in _measures_of_plan(situation, facts):
            yield Case(place, text, kinds, facts, names, others, of_plan=True)


Labelled = Iterator[tuple[str, frozenset[FindingKind]]]


def _sentences(situation: Mapping[str, Any]) -> Labelled:
    for text in situation.get("rätt", ()):
        yield text, frozenset()
    for name, kind in KINDS.items():
        if kind is not FindingKind.PLAN:
            yield from ((text, frozenset({kind})) for text in situation.get(name, ()))


def _measures_of_plan(situation: Mapping[str, Any], facts: Facts) -> Labelled:
    """Each measure, where the situation says which of them the plan has got wrong."""
    wrong = situation.get(FindingKind.PLAN.value)
    if wrong is not None:
        for measure in facts.measures:
            yield measure.id, frozenset([FindingKind.PLAN] if measure.id in wrong else [])
