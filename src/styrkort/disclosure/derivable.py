"""What follows exactly from the figures that are shown: linear algebra over what adds up."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, groupby

from styrkort.disclosure.groups import MOST_PERSONS, Group, Sum, Table

__all__ = ["derivable", "hidden_in"]

_Row = dict[Group, Fraction]


def hidden_in(each: Sum, table: Table, withheld: Collection[Group]) -> list[Group]:
    """The groups of the sum whose figures aren't shown."""
    return [group for group in each.groups if group in withheld or group in table.unreported]


def derivable(
    table: Table, withheld: Collection[Group], set_aside: Collection[Sum]
) -> tuple[Group, ...]:
    """Withheld groups, and small ones that were never reported, that the shown figures give away.

    Either alone, or several together that are of at most MOST_PERSONS. ``set_aside`` are sums
    that others are counted in too, so many that nothing follows from them. Those that follow alone
    come first: often the others follow from them, and nothing more need be withheld for those.
    """
    sums = [each for each in table.sums if each not in set_aside]
    protected = {*withheld, *table.small}
    rows = _reduced([_row(each, table, withheld) for each in sums])
    alone = {group for row in rows.values() if len(row) == 1 for group in row} & protected
    given: set[Group] = set()
    for few in _few_together(table, protected):
        if not _left(dict.fromkeys(few, Fraction(1)), rows):
            given |= set(few)
    for each in sums:
        hidden = hidden_in(each, table, withheld)
        if hidden and each.whole not in hidden and _too_few(hidden, table):
            given |= protected & set(hidden)
    in_order = [group for group in table.groups if group in alone | given]
    return tuple(sorted(in_order, key=lambda group: group not in alone))


def _row(each: Sum, table: Table, withheld: Collection[Group]) -> _Row:
    """The sum as an equation in what isn't shown: whole less parts."""
    hidden = set(hidden_in(each, table, withheld))
    row = {part: Fraction(-1) for part in each.parts if part in hidden}
    return row | ({each.whole: Fraction(1)} if each.whole in hidden else {})


def _few_together(table: Table, protected: Collection[Group]) -> Iterator[tuple[Group, ...]]:
    """Small groups that don't overlap, two or three, that are too few together as well."""
    small = [g for g in table.groups if g in protected and table.is_small(g)]
    by_kind = groupby(sorted((g for g in small if g[0]), key=_kind), key=_kind)
    families = [list(family) for _, family in by_kind]
    families += [
        [(unit, kind) for unit, kind in small if unit == name and kind]
        for name in dict.fromkeys(unit for unit, _ in small)
    ]
    for family in families:
        for count in (2, 3):
            yield from (few for few in combinations(family, count) if _too_few(few, table))


def _kind(group: Group) -> str:
    return group[1]


def _too_few(groups: Collection[Group], table: Table) -> bool:
    """Whether they are known to be of at most MOST_PERSONS together."""
    sizes = [table.size(group)[1] for group in groups]
    return all(s is not None for s in sizes) and sum(s or 0 for s in sizes) <= MOST_PERSONS


def _left(row: _Row, rows: Mapping[Group, _Row]) -> _Row:
    """What the equations don't say of a sum; nothing where they give it away."""
    for pivot, by in rows.items():
        row = _eliminated(row, by, pivot)
    return row


def _reduced(rows: Sequence[_Row]) -> dict[Group, _Row]:
    """The equations in reduced echelon form, by the group that no other of them has left.

    A group that follows stands alone in its row.
    """
    left = [row for row in rows if row]
    done: dict[Group, _Row] = {}
    while left:
        row = left.pop(0)
        pivot = next(iter(row))
        row = {group: value / row[pivot] for group, value in row.items()}
        left = [less for other in left if (less := _eliminated(other, row, pivot))]
        done = {key: _eliminated(other, row, pivot) for key, other in done.items()}
        done[pivot] = row
    return done


def _eliminated(row: _Row, by: _Row, pivot: Group) -> _Row:
    if pivot not in row:
        return row
    factor = row[pivot]
    keys = dict.fromkeys([*row, *by])
    less = {key: row.get(key, Fraction(0)) - factor * by.get(key, Fraction(0)) for key in keys}
    return {key: value for key, value in less.items() if value}
