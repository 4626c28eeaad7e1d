"""Withholding more, until nothing that is withheld can be worked out from what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from styrkort.disclosure.bounds import Shown, pinned
from styrkort.disclosure.derivable import derivable, hidden_in
from styrkort.disclosure.groups import Group, Sum, Table

__all__ = ["Block", "closed"]


@dataclass(frozen=True, slots=True)
class Block:
    """Months whose figures are shown added up, or follow from two that are."""

    months: tuple[Table, ...]
    table: Table
    shown: Shown


@dataclass
class _Search:
    """What is withheld so far."""

    withheld: set[Group]
    set_aside: dict[int, set[Sum]] = field(default_factory=dict)
    """By table: sums that say nothing, because uncounted others are in them."""


def closed(
    months: Sequence[Table], blocks: Sequence[Block], withheld: frozenset[Group]
) -> frozenset[Group]:
    """Every group to withhold: the small ones, ``withheld``, and their complements.

    Months are audited one by one, because figures of different periods can be subtracted until
    single months are left; what a block comes to is audited for what is left to within rounding.
    """
    search = _Search(set(withheld).union(*(table.small - table.unreported for table in months)))
    before: set[Group] | None = None
    while before != search.withheld:
        before = set(search.withheld)
        for number, table in enumerate(months):
            _close(search, number, table)
        for block in blocks:
            _widen(search, block)
    return frozenset(search.withheld)


def _close(search: _Search, number: int, table: Table) -> None:
    """Complements within one month."""
    aside = search.set_aside.setdefault(number, set())
    _with_subgroups(search, table)
    while given := derivable(table, search.withheld, aside):
        if not _cover(search, table, given[0], aside):
            return
        _with_subgroups(search, table)


def _widen(search: _Search, block: Block) -> None:
    """Complements until what is left of the wholes doesn't say what a part came to."""
    aside: set[Sum] = set(block.table.sums)
    while given := pinned(block.months, block.table, search.withheld, block.shown):
        if not _cover(search, block.table, given[0], aside):
            return
        _with_subgroups(search, block.table)


def _with_subgroups(search: _Search, table: Table) -> None:
    """What isn't shown of all isn't shown of women and men either."""
    search.withheld |= {
        group
        for group in table.groups
        if (group[0], "") in search.withheld and group not in table.unreported
    }


def _cover(search: _Search, table: Table, given: Group, aside: set[Sum]) -> bool:
    """Withhold one more, so that less follows for ``given``; False when all is withheld."""
    sums = [each for each in table.sums if given in each.groups]
    sums.sort(key=lambda each: len(hidden_in(each, table, search.withheld)))
    for choose in (_smallest_part, _whole):
        for each in sums:
            chosen = choose(search, table, each, given)
            if chosen is not None:
                search.withheld.add(chosen)
                return True
        if choose is _smallest_part and _set_aside(sums, aside):
            return True
    left = sorted(_shown(search, table, table.groups), key=table.order)
    search.withheld |= set(left[:1])
    return bool(left)


def _smallest_part(search: _Search, table: Table, each: Sum, given: Group) -> Group | None:
    """The next complement: the smallest other part that is shown."""
    parts = _shown(search, table, [part for part in each.parts if part != given])
    return min(parts, key=table.order, default=None)


def _whole(search: _Search, table: Table, each: Sum, given: Group) -> Group | None:
    """At last the total itself."""
    return next(iter(_shown(search, table, [each.whole] if each.whole != given else [])), None)


def _set_aside(sums: Sequence[Sum], aside: set[Sum]) -> bool:
    """Leave a sum out of account that enough others are counted in; whether there was one."""
    roomy = next((each for each in sums if each.roomy and each not in aside), None)
    if roomy is None:
        return False
    aside.add(roomy)
    return True


def _shown(search: _Search, table: Table, groups: Sequence[Group]) -> list[Group]:
    hidden = {*search.withheld, *table.unreported}
    return [group for group in groups if group not in hidden]
