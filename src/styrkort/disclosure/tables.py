"""One month's observations, or several months' → the table of groups that they are of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from styrkort.disclosure.figures import added, adds_up, figures_of
from styrkort.disclosure.groups import (
    GENDERS,
    MOST_PERSONS,
    REST,
    UNKNOWN,
    Figure,
    Group,
    Size,
    Sum,
    Table,
    sizes_of,
)
from styrkort.observations import Observation
from styrkort.plan import Measure

__all__ = ["table_of"]


def table_of(measure: Measure, items: Sequence[Observation], units: Sequence[str]) -> Table:
    """The groups of these observations; a group's size is that of the month with the fewest.

    ``units`` are the plan's verksamheter. Its order says nothing here: next year's plan may have
    another, and what is withheld of this year is the same in both years' reports.
    """
    stated = _stated(items)
    reported = {(item.unit, item.gender) for item in items}
    names = tuple(sorted({unit for unit, _ in reported} - {""}))
    shown = reported | (_formed(reported, names) if adds_up(measure, items) else set())
    everyone = _groups(shown, names)
    sums = _sums(everyone, reported, shown, names, whole_plan=set(units) <= set(names))
    sizes = sizes_of(stated, sums)
    absent = {group for group in everyone if group not in shown and sizes.get(group) == (0, 0)}
    sums = tuple(_without(each, absent) for each in sums)
    figures = figures_of(measure, items, sizes, sums)
    rests = {each: rest for each in sums if (rest := _rest(each, sizes, figures, reported))}
    sizes |= {_rest_group(each): (size, size) for each, size in rests.items()}
    sums = tuple(_completed(each, rests.get(each), sizes) for each in sums)
    groups = (*(g for g in everyone if g not in absent), *map(_rest_group, rests))
    return Table(groups, frozenset(groups) - shown, sums, sizes, figures)


def _stated(items: Iterable[Observation]) -> dict[Group, int]:
    """Antal personer of each group that the data give it for, the fewest of the months."""
    stated: dict[Group, int] = {}
    for item in items:
        if item.persons is not None:
            group = item.unit, item.gender
            stated[group] = min(item.persons, stated.get(group, item.persons))
    return stated


def _formed(reported: Collection[Group], names: Sequence[str]) -> set[Group]:
    """Wholes that no row is of but that are formed of their parts."""
    both = {
        (unit, "") for unit in ("", *names) if all((unit, kind) in reported for kind in GENDERS)
    }
    there = {*reported, *both}
    over_units = {
        ("", kind) for kind in ("", *GENDERS) if any((unit, kind) in there for unit in names)
    }
    return both | over_units


def _groups(shown: Collection[Group], names: Sequence[str]) -> tuple[Group, ...]:
    """All that there are figures of, and what must exist beside them."""
    kinds = ("", *GENDERS) if any(kind for _, kind in shown) else ("",)
    split_units = any(unit and kind for unit, kind in shown)
    return tuple(
        (unit, kind)
        for unit in ("", *names)
        for kind in kinds
        if not (unit and kind) or split_units
    )


def _sums(
    groups: Sequence[Group],
    reported: Collection[Group],
    shown: Collection[Group],
    names: Sequence[str],
    *,
    whole_plan: bool,
) -> tuple[Sum, ...]:
    """What adds up: kvinna and man to all, verksamheter to the division."""
    there = set(groups)
    units = ("", *names)
    split = [unit for unit in units if (unit, GENDERS[0]) in there]
    sums = [Sum((unit, ""), tuple((unit, kind) for kind in GENDERS), closed=True) for unit in split]
    for kind in ("", *GENDERS):
        parts = tuple((unit, kind) for unit in names if (unit, kind) in there)
        formed = _of_units(("", kind), reported, shown)
        parts = tuple(part for part in parts if part in shown) if formed else parts
        if parts:
            sums.append(Sum(("", kind), parts, closed=formed or whole_plan))
    return tuple(sums)


def _of_units(whole: Group, reported: Collection[Group], shown: Collection[Group]) -> bool:
    """Whether the division's figure is formed of those verksamheter that have one."""
    if whole in reported or whole not in shown:
        return False
    return bool(whole[1]) or not all(("", kind) in reported for kind in GENDERS)


def _without(each: Sum, absent: Collection[Group]) -> Sum:
    return replace(each, parts=tuple(part for part in each.parts if part not in absent))


def _rest(
    each: Sum,
    sizes: Mapping[Group, Size],
    figures: Mapping[Group, Figure],
    reported: Collection[Group],
) -> int:
    """How many persons the whole counts besides its parts, if so few that nobody may see them.

    None where the figures leave nothing to them though every verksamhet has rows: then sizes are
    counted in different ways. Where one has none, nothing is what it came to.
    """
    if not all(part in reported for part in each.parts):
        return 0
    rest = _more(each, sizes)
    if rest is None or not 0 < rest <= MOST_PERSONS:
        return 0
    if not each.closed or not all(group in figures for group in each.groups):
        return rest
    parts = added(figures[part] for part in each.parts)
    return rest if figures[each.whole] != parts else 0


def _more(each: Sum, sizes: Mapping[Group, Size]) -> int | None:
    """The whole's size less its parts', where all are known exactly."""
    known = [sizes.get(group, UNKNOWN) for group in each.groups]
    if any(least != most for least, most in known):
        return None
    return known[0][0] - sum(least for least, _ in known[1:])


def _rest_group(each: Sum) -> Group:
    """Those of the whole that are in no verksamhet, or of no stated kön."""
    by_gender = any(part[1] != each.whole[1] for part in each.parts)
    return (each.whole[0], REST) if by_gender else (REST, each.whole[1])


def _completed(each: Sum, rest: int | None, sizes: Mapping[Group, Size]) -> Sum:
    """The sum with a small rest among its parts, and whether a large or unknown one hides."""
    if rest:
        return replace(each, parts=(*each.parts, _rest_group(each)), closed=True)
    more = _more(each, sizes)
    return replace(each, roomy=not each.closed if more is None else more > MOST_PERSONS)
