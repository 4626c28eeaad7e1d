"""What changes in one measure of a plan: starting values, breaks, goals that are the year's own."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

from styrkort.exports.months import month_of
from styrkort.period import PERIOD_CODES
from styrkort.plans.fields import slug
from styrkort.scorecard import Report
from styrkort.yearstart.edits import (
    Edit,
    entries,
    found,
    items,
    newline,
    removed_key,
    replaced,
    words,
)
from styrkort.yearstart.proposals import Proposal, proposal

__all__ = ["OldYear", "Step", "changes_of", "is_temporary"]


class OldYear(NamedTuple):
    """What the plan that is left holds, and what its year came to."""

    year: int
    report: Report | None
    """Its ÅR; None where it can't be made."""
    shared: frozenset[int] = frozenset()
    """Nodes that several places of the plan lead to, as :func:`shared` knows them."""
    first_data: int = 0
    """The first year that data/ has exports of."""


class Step(NamedTuple):
    """One change, what it was, and what somebody has to check."""

    edit: Edit | None
    done: str = ""
    """Gjort, in Swedish; empty where nothing was done."""
    check: str = ""
    """Att kontrollera; empty where nothing is."""
    node: Node | None = None
    """Where the mark goes: above the line that this begins on."""


class _Of(NamedTuple):
    """Whose goal it is."""

    measure: str
    unit: str = ""
    component: str = ""

    @property
    def name(self) -> str:
        return self.component or " för ".join(filter(None, (self.measure, self.unit)))


def is_temporary(measure: Node) -> bool:
    """Whether the plan says ``tillfällig: ja``."""
    return words(measure, "tillfällig").casefold() in ("ja", "true")


def changes_of(text: str, measure: Node, old: OldYear, keep_all: bool) -> Iterator[Step]:
    """Every change in the measure."""
    if is_temporary(measure):
        check = "måttet är tillfälligt men målet för ett annat mått hänvisar till det."
        if keep_all:
            check = "måttet är tillfälligt; ta bort det om det inte ska vara kvar."
        yield Step(None, check=check, node=measure)
    id = words(measure, "id")
    baselines = [
        (at, goal, whose, _proposed(goal, whose, old))
        for whose, at, goal in _goals(measure, _Of(id))
        if _has_baseline(goal, measure)
    ]
    for at, goal, whose, proposed in baselines:
        yield from _baseline(text, at, goal, whose, proposed, old.year)
    yield from _by_period(measure, old.year)
    yield from _break(text, measure, old, any(not each[3].value for each in baselines))


def _proposed(goal: Node, whose: _Of, old: OldYear) -> Proposal:
    """The year's outcome; none where other measures would get it too."""
    stated = found(goal, "ingångsvärde")
    if id(stated[1] if stated else goal) in old.shared:
        return Proposal("", "det delas av flera mått (&, *); ge vart och ett sitt eget")
    return proposal(old.report, whose.measure, unit=whose.unit, component=whose.component)


def _goals(measure: Node, whose: _Of) -> Iterator[tuple[_Of, Node, Node]]:
    """Whose it is, where its key stands, and each goal in the measure and its delmått."""
    there = found(measure, "mål")
    if there:
        yield from ((whose, at, goal) for at, goal in _of_periods(*there))
    by_unit = found(measure, "mål_per_verksamhet")
    for unit, at, goals in entries(by_unit[1] if by_unit else None):
        of_unit = whose._replace(unit=unit)
        yield from ((of_unit, at, goal) for at, goal in _of_periods(at, goals))
    for component in items(measure, "delmått"):
        yield from _goals(component, whose._replace(component=words(component, "id")))


def _of_periods(at: Node, goal: Node) -> Iterator[tuple[Node, Node]]:
    keyed: list[tuple[Node, Node]]
    keyed = [(key, value) for name, key, value in entries(goal) if _is_period(name)]
    yield from keyed or [(at, goal)]


def _is_period(key: str) -> bool:
    return slug(key).upper() in {slug(code).upper() for code in PERIOD_CODES}


def _has_baseline(goal: Node, measure: Node) -> bool:
    """Whether the goal states a starting value, or would need one for its comparison."""
    if found(goal, "ingångsvärde"):
        return True
    return bool(found(goal, "riktning")) and words(measure, "jämför_med") == "ingångsvärde"


def _baseline(
    text: str, at: Node, goal: Node, whose: _Of, proposed: Proposal, old: int
) -> Iterator[Step]:
    """The proposed value and its date in the old one's place; else the old one, marked."""
    stated = found(goal, "ingångsvärde")
    if not proposed.value:
        check = f"ingångsvärdet är inte nytt; {proposed.why_not}."
        yield Step(None, check=check, node=at)
        return
    check = f"ingångsvärdet är föreslaget, utfallet i ÅR {old}{_qualified(proposed)}."
    month = _month(proposed, old)
    if stated is None:
        way = found(goal, "riktning")
        assert way is not None
        yield Step(_after(text, way[0], way[1], goal, proposed.value, month), node=at, check=check)
        was = "inget"
    else:
        yield Step(replaced(stated[1], proposed.value), node=at, check=check)
        yield Step(_dated(text, goal, stated, month))
        was = words(goal, "ingångsvärde")
    done = f"{whose.name}: ingångsvärde {_shown(was)} → {_shown(proposed.value)} (ÅR {old})"
    yield Step(None, done)


def _qualified(proposed: Proposal) -> str:
    """What the figure that stands in the plan doesn't say."""
    months = f", avser {proposed.months}" if proposed.months else ""
    before = f", {_shown(proposed.unrounded)} före avrundning" if proposed.unrounded else ""
    return months + before


def _month(proposed: Proposal, old: int) -> str:
    """The month that the value is of; December where it is of several."""
    with suppress(ValueError):
        return month_of(proposed.months)
    return f"{old}-12"


def _shown(number: str) -> str:
    return number.replace(".", ",").replace("-", "−")


def _dated(text: str, goal: Node, stated: tuple[Node, Node], month: str) -> Edit:
    dated = found(goal, "ingångsvärde_avser")
    if dated:
        return replaced(dated[1], month)
    key, value = stated
    end = value.end_mark.index
    return Edit(end, end, _next(text, key, goal, f"ingångsvärde_avser: {month}"))


def _after(text: str, key: Node, value: Node, goal: Node, number: str, month: str) -> Edit:
    lines = (f"ingångsvärde: {number}", f"ingångsvärde_avser: {month}")
    end = value.end_mark.index
    return Edit(end, end, "".join(_next(text, key, goal, line) for line in lines))


def _next(text: str, key: Node, goal: Node, line: str) -> str:
    """The line as the next of the goal's keys, within its braces or under the one before."""
    if getattr(goal, "flow_style", False):
        return f", {line}"
    return f"{newline(text)}{' ' * key.start_mark.column}{line}"


def _by_period(measure: Node, old: int) -> Iterator[Step]:
    """Goals keyed by period are the old year's decisions."""
    by_unit = found(measure, "mål_per_verksamhet")
    places: tuple[tuple[Node, Node] | None, ...] = (
        found(measure, "mål"),
        *((at, goals) for _, at, goals in entries(by_unit[1] if by_unit else None)),
        *(found(component, "mål") for component in items(measure, "delmått")),
    )
    for there in places:
        if there and any(_is_period(name) for name, _, _ in entries(there[1])):
            yield Step(None, check=f"målen per period är beslutade för {old}.", node=there[0])


def _break(text: str, measure: Node, old: OldYear, baseline_kept: bool) -> Iterator[Step]:
    """A break that the new year's figures lie after is over; one that they reach across isn't."""
    there = found(measure, "avbrott")
    if there is None or isinstance(there[1], SequenceNode):
        return
    since = words(there[1], "från") or f"{old.year}-01"
    reached = since > f"{old.first_data}-01" and _reaches_further_back(measure, there[1])
    if since <= f"{old.year}-01" and not baseline_kept and not reached:
        yield Step(
            removed_key(text, measure, "avbrott"), f"{words(measure, 'id')}: avbrottet utgår"
        )
        return
    if not words(there[1], "från"):
        reason = found(there[1], "orsak")
        assert reason is not None
        end = reason[1].end_mark.index
        yield Step(Edit(end, end, _next(text, reason[0], there[1], f"från: {since}")))
    check = f"avbrottet gäller från {since} och påverkar ännu jämförelser eller prognosen."
    yield Step(None, check=check, node=there[0])


def _reaches_further_back(measure: Node, break_: Node) -> bool:
    """Whether the measure is compared, or its year foretold, with what is older than last year."""
    component = words(break_, "delmått")
    parts = [part for part in items(measure, "delmått") if words(part, "id") == component]
    series = parts if component else [measure, *items(measure, "delmått")]
    if "rullande12" in {words(each, "beräkning") for each in series}:
        return True
    due = {node.value for node in items(measure, "uppföljning") if isinstance(node, ScalarNode)}
    return not component and len(due) > 1 and words(measure, "prognosmetod") != "ingen"
