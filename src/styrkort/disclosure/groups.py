"""Groups of persons, what they add up to, and how many they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from styrkort.observing.observed import MOST_PERSONS

__all__ = [
    "GENDERS", "MOST_PERSONS", "REST", "UNKNOWN", "Figure", "Group", "Size", "Sum", "Table",
    "sizes_of",
]  # fmt: skip

GENDERS = ("kvinna", "man")

Group = tuple[str, str]
"""Verksamhet (empty is the whole division) and kön (empty is all)."""

REST = "\0"
"""Name of the verksamhet or kön of those that a whole counts but none of its parts."""

Size = tuple[int, int | None]
"""Antal personer: at least, and at most (None: nobody knows)."""

UNKNOWN: Size = (0, None)

_ROUNDS = 12
"""How often sizes are passed on from sum to sum. Two steps each way is all there is; sizes that
contradict each other round a circle (a verksamhet without rows that month) would go on for ever.
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """Belopp: what adds up behind a group's figure, and what it is a part of."""

    amount: Fraction
    """Täljare or värde, or a mean times the persons that it is of."""
    base: Fraction | None
    """Nämnare, or the persons; None where the amount is the figure itself."""

    def __add__(self, other: "Figure") -> "Figure":
        bases = (self.base, other.base)
        base = None if bases[0] is None or bases[1] is None else bases[0] + bases[1]
        return Figure(self.amount + other.amount, base)


@dataclass(frozen=True, slots=True)
class Sum:
    """Delsumma: a whole and the groups that it is the sum of."""

    whole: Group
    parts: tuple[Group, ...]
    closed: bool
    """Whether the parts are known to be all of the whole."""
    roomy: bool = False
    """Whether more persons than may be singled out, or nobody knows how many, are in the whole
    but in none of the parts."""

    @property
    def groups(self) -> tuple[Group, ...]:
        return (self.whole, *self.parts)


@dataclass(frozen=True, slots=True)
class Table:
    """Every group that figures are shown of, or could be worked out for, and how they add up."""

    groups: tuple[Group, ...]
    """By name, the division first."""
    unreported: frozenset[Group]
    """Groups that no figure is shown of, whatever their size."""
    sums: tuple[Sum, ...]
    sizes: Mapping[Group, Size]
    figures: Mapping[Group, Figure]
    """Of the groups whose figures can be added up; none where nothing can."""

    def size(self, group: Group) -> Size:
        return self.sizes.get(group, UNKNOWN)

    def is_small(self, group: Group) -> bool:
        """Whether the group is known to be of at most MOST_PERSONS."""
        most = self.size(group)[1]
        return most is not None and most <= MOST_PERSONS

    @property
    def small(self) -> frozenset[Group]:
        return frozenset(filter(self.is_small, self.groups))

    def order(self, group: Group) -> tuple[int, int]:
        """Complements are taken smallest first, those of unknown size last, else by name."""
        most = self.size(group)[1]
        return (1 << 62 if most is None else most), self.groups.index(group)


def sizes_of(stated: Mapping[Group, int], sums: Sequence[Sum]) -> dict[Group, Size]:
    """The stated sizes, and what they say of the other groups: a part is the whole less the rest.

    What contradicts itself says nothing.
    """
    sizes: dict[Group, Size] = {group: (count, count) for group, count in stated.items()}
    for _ in range(_ROUNDS):
        before = dict(sizes)
        for each in sums:
            _infer(each, sizes, stated)
        if sizes == before:
            break
    return sizes


def _infer(each: Sum, sizes: dict[Group, Size], stated: Mapping[Group, int]) -> None:
    least, most = sizes.get(each.whole, UNKNOWN)
    for part in each.parts:
        others = [sizes.get(other, UNKNOWN) for other in each.parts if other != part]
        fewest = _total(low for low, _ in others)
        highest = _total(high for _, high in others)
        upper = None if most is None or fewest is None else most - fewest
        lower = least - highest if each.closed and highest is not None else 0
        _tighten(part, lower, upper, sizes, stated)
    parts = [sizes.get(part, UNKNOWN) for part in each.parts]
    upper = _total(high for _, high in parts) if each.closed else None
    _tighten(each.whole, _total(low for low, _ in parts) or 0, upper, sizes, stated)


def _tighten(
    group: Group,
    lower: int,
    upper: int | None,
    sizes: dict[Group, Size],
    stated: Mapping[Group, int],
) -> None:
    if group in stated:
        return
    least, most = sizes.get(group, UNKNOWN)
    least = max(least, lower)
    highs = [high for high in (most, upper) if high is not None]
    most = min(highs) if highs else None
    if most is None or least <= most:
        sizes[group] = (least, most)


def _total(numbers: Iterable[int | None]) -> int | None:
    """The sum, or None where one of them isn't known."""
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total
