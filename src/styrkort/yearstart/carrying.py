"""What changes in a plan that is carried into the next year, and what somebody has to check."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ruamel.yaml.nodes import Node

from styrkort.scorecard import Report
from styrkort.yearstart.edits import (
    Edit,
    added_above,
    applied,
    composed,
    entries,
    found,
    items,
    noted,
    removed_item,
    removed_key,
    replaced,
    scalars,
    shared,
    words,
)
from styrkort.yearstart.measurechanges import OldYear, Step, changes_of, is_temporary

__all__ = ["MARK", "Carried", "Years", "carried"]

MARK = "KONTROLLERA:"


class Years(NamedTuple):
    """From which plan, to which year, and the first year that data/ has exports of."""

    old: int
    new: int
    first_data: int


class Carried(NamedTuple):
    """The new plan's text and what was done to get there, in Swedish, a line each."""

    text: str
    done: tuple[str, ...]


def carried(text: str, years: Years, report: Report | None, *, keep_all: bool = False) -> Carried:
    """The plan's text for the new year; ``report`` is the old year's ÅR where it could be made.

    ``keep_all``: nothing is taken out, only marked.
    """
    root = composed(text)
    taken = () if keep_all else tuple(_temporary(root))
    gone = [measure for _, measure in taken]
    of_year = OldYear(years.old, report, shared(root), years.first_data)
    steps = [
        *_head(root, years),
        *(_dropped(text, place, node) for place, node in taken),
        *(
            step
            for _, measure in _measures(root)
            if measure not in gone
            for step in changes_of(text, measure, of_year, keep_all)
        ),
        *_production(root, years),
        *_sources(text, root, years, frozenset(words(node, "id") for node in gone)),
        *_dated_words(root, years),
    ]
    edits = [edit for step in steps for edit in _edits(text, step)]
    return Carried(applied(text, edits), tuple(step.done for step in steps if step.done))


def _edits(text: str, step: Step) -> Iterator[Edit]:
    if step.edit:
        yield step.edit
    if step.check and step.node is not None:
        yield noted(text, step.node, f"{MARK} {step.check}")


def _head(root: Node | None, years: Years) -> Iterator[Step]:
    there = found(root, "år")
    if there:
        yield Step(replaced(there[1], str(years.new)), f"år: {years.old} → {years.new}")


def _measures(root: Node | None) -> Iterator[tuple[Node, Node]]:
    """Every measure with the list that it stands in."""
    for perspective in items(root, "perspektiv"):
        for objective in items(perspective, "strategiska_mål"):
            for factor in items(objective, "framgångsfaktorer"):
                there = found(factor, "styrmått")
                for measure in items(factor, "styrmått"):
                    assert there is not None
                    yield there[1], measure


def _temporary(root: Node | None) -> Iterator[tuple[Node, Node]]:
    """Lists and their temporary measures, but for those that another's goal refers to."""
    measures = list(_measures(root))
    referred = {id for _, measure in measures for id in _references(measure)}
    for sequence, measure in measures:
        if is_temporary(measure) and words(measure, "id") not in referred:
            yield sequence, measure


def _references(measure: Node) -> Iterator[str]:
    """Ids of measures whose outcome is a target in the measure."""

    def within(node: Node) -> Iterator[str]:
        for key, _, value in entries(node):
            if key == "styrmått":
                yield words(node, "styrmått")
            yield from within(value)

    for key, _, value in entries(measure):
        if key in ("mål", "mål_per_verksamhet"):
            yield from within(value)


def _dropped(text: str, sequence: Node, measure: Node) -> Step:
    name = words(measure, "namn")
    return Step(
        removed_item(text, sequence, measure),
        f"{words(measure, 'id')}: {name} är tillfällig, utgår",
    )


def _production(root: Node | None, years: Years) -> Iterator[Step]:
    for product in items(root, "produktion"):
        for key in ("plan", "plan_per_verksamhet"):
            there = found(product, key)
            if there:
                yield Step(None, check=f"planen är den för {years.old}.", node=there[0])


def _sources(text: str, root: Node | None, years: Years, gone: frozenset[str]) -> Iterator[Step]:
    """Källor stay, for they read the earlier years' exports too; what is dated is to be checked."""
    there = found(root, "källor")
    for source in items(root, "källor"):
        assert there is not None
        yield from _without_what_is_gone(text, there[1], source, gone)
        stated = found(source, "år")
        if stated and str(years.old) in {node.value for node in scalars(stated[1])}:
            what = f"källan läses inte för {years.new}; lägg till året, eller en egen källa."
            yield Step(None, check=what, node=stated[0])
        wide = found(source, "bred")
        if wide and words(wide[1], "år"):
            yield Step(None, check="året gäller rubriker utan år.", node=wide[0])
        yield from _coverage(source, years)
        translations = found(source, "översättning")
        for _, _, codes in entries(translations[1] if translations else None):
            for _, _, meaning in entries(codes):
                yield from _meanings(text, meaning, years)


def _without_what_is_gone(
    text: str, sources: Node, source: Node, gone: frozenset[str]
) -> Iterator[Step]:
    """A källa of nothing but what has gone goes with it; else the parts that name it do."""
    fixed, columns = found(source, "fasta"), found(source, "måttkolumner")
    translations = found(source, "översättning")
    codes = found(translations[1], "styrmått") if translations else None
    coded = {code: words(codes[1], code) for code, _, _ in entries(codes[1])} if codes else {}
    own = [id for id, _, _ in entries(columns[1] if columns else None)]
    named = {*own, *coded.values()} | ({words(fixed[1], "styrmått")} if fixed else set())
    if named - {""} and named - {""} <= gone:
        place = words(source, "fil") or words(source, "databas")
        what = f"källan till {place} utgår; tidigare års filer får ligga kvar, deras plan läser dem"
        yield Step(removed_item(text, sources, source), what)
        return
    for id in own:
        if columns and id in gone:
            yield Step(removed_key(text, columns[1], id), f"{id} utgår ur måttkolumner")
    left_out = [code for code, id in coded.items() if codes and id in gone]
    for code in left_out:
        assert codes is not None
        yield Step(removed_key(text, codes[1], code), f"koden {code} utgår ur översättningen")
    if left_out and translations and not found(source, "utelämna_okända"):
        add = added_above(text, translations[0], "utelämna_okända: [styrmått]")
        yield Step(add, check="koder som inte är mått i planen utelämnas.", node=translations[0])


def _coverage(source: Node, years: Years) -> Iterator[Step]:
    events = found(source, "händelser")
    covers = found(events[1], "täcker") if events else None
    if covers is None or found(source, "år"):
        return
    if (words(covers[1], "till_och_med") or "9999")[:4] < str(years.new):
        yield Step(None, check="täcker slutar före planens år.", node=covers[0])


def _meanings(text: str, meaning: Node, years: Years) -> Iterator[Step]:
    """Codes whose meaning has ended: needed as long as there are exports from that time."""
    for row in items(meaning):
        ended = words(row, "till_och_med")
        if not ended or ended[:4] >= str(years.new):
            continue
        if int(ended[:4]) < years.first_data:
            what = f"översättningen till {words(row, 'värde')}, som slutade gälla {ended}, utgår"
            yield Step(removed_item(text, meaning, row), what)
        else:
            check = f"gällde till och med {ended}; behövs så länge äldre exporter läses."
            yield Step(None, check=check, node=row)


_TEXTS = ("inledning", "beskrivning", "definition", "bas", "källa")


def _dated_words(node: Node | None, years: Years) -> Iterator[Step]:
    """Texts of the plan that name the old year."""
    for key, at, value in entries(node):
        if key in _TEXTS and re.search(rf"(?<!\d){years.old}(?!\d)", words(node, key)):
            yield Step(None, check=f"texten nämner {years.old}.", node=at)
        elif key != "källor":
            yield from _dated_words(value, years)
    for item in items(node):
        yield from _dated_words(item, years)
