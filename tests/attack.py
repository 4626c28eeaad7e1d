"""An attacker who has every edition: small worlds of secret figures, and what follows of them.

The attacker knows how the figures add up, how many persons there are everywhere, that nothing is
below zero and that no share is above its whole. What follows is worked out here by other means
than the product's: exact elimination over the finest parts, and a linear programme.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from styrkort.observations import Observation, Observations
from styrkort.outcomes import Outcomes
from styrkort.period import PERIOD_CODES, Period
from styrkort.plan import Measure, Plan
from styrkort.utfall import Utfall

KINDS = ("kvinna", "man")
FEW = 10

Part = tuple[str, str, str]
"""The finest part there is: verksamhet, kön, month."""
Cell = tuple[str, str]
Row = dict[Part, Fraction]


@dataclass(frozen=True)
class World:
    """What is true, and what of it the exports hold."""

    measure: Measure
    units: tuple[str, ...]
    months: tuple[str, ...]
    amounts: Mapping[Part, int]
    """Täljare or värde."""
    bases: Mapping[Part, int]
    """Nämnare; empty where there is none."""
    persons: Mapping[Part, int]
    rows: frozenset[Cell]
    """The groups that the exports have rows of."""
    unsized: frozenset[Cell] = frozenset()
    """Those whose size the exports don't say."""
    missing: frozenset[tuple[str, str]] = frozenset()
    """Verksamhet and month without rows."""

    def parts(self, cell: Cell, months: Iterable[str]) -> list[Part]:
        unit, kind = cell
        wanted = set(months)
        return [
            part
            for part in self.amounts
            if part[2] in wanted and unit in ("", part[0]) and kind in ("", part[1])
        ]

    def size(self, cell: Cell, month: str) -> int:
        return sum(self.persons[part] for part in self.parts(cell, [month]))

    def figure(self, cell: Cell, months: Iterable[str], of: Mapping[Part, int]) -> int:
        return sum(of[part] for part in self.parts(cell, months))

    @property
    def cells(self) -> list[Cell]:
        kinds = ("", *KINDS) if any(kind for _, kind, _ in self.amounts) else ("",)
        return [(unit, kind) for unit in ("", *self.units) for kind in kinds]

    @property
    def observations(self) -> tuple[Observation, ...]:
        return tuple(sorted(self._observations(), key=lambda o: (o.measure, o.month, o.key)))

    def _observations(self) -> Iterator[Observation]:
        for month in self.months:
            for cell in sorted(self.rows):
                if not self.parts(cell, [month]) or (cell[0], month) in self.missing:
                    continue
                amount = Decimal(self.figure(cell, [month], self.amounts))
                base = Decimal(self.figure(cell, [month], self.bases)) if self.bases else None
                persons = None if cell in self.unsized else self.size(cell, month)
                halves = (None, amount, base) if self.bases else (amount, None, None)
                yield Observation("hemligt", cell[0], month, cell[1], *halves, persons=persons)


def plan_of(measure: Measure, units: Sequence[str], year: int) -> Plan:
    factor = {"namn": "F", "styrmått": [measure]}
    goal = {"namn": "M", "framgångsfaktorer": [factor]}
    raw = {"region": "R", "division": "D", "år": year, "verksamheter": list(units)}
    return Plan.model_validate(
        raw | {"perspektiv": [{"namn": "P", "strategiska_mål": [goal]}]}, by_name=False
    )


def measure_of(calculation: str, **keys: Any) -> Measure:
    raw = {
        "id": "hemligt", "namn": "Hemligt", "enhet": "%" if calculation == "kvot" else "tim",
        "uppföljning": list(PERIOD_CODES), "beräkning": calculation, "känslig": True,
    }  # fmt: skip
    return Measure.model_validate(raw | keys, by_name=False)


# What is published


@dataclass(frozen=True)
class Published:
    """A figure that some edition shows: whose, and what it is the sum of."""

    cell: Cell
    parts: tuple[Part, ...]
    amount: Fraction
    base: Fraction | None


def editions(world: World, years: Sequence[int]) -> list[tuple[Period, Outcomes]]:
    """The outcomes of every period of these years, each from the data that there were then."""
    found = []
    for year in years:
        plan = plan_of(world.measure, world.units, year)
        for code in PERIOD_CODES:
            period = Period(code, year)
            items = [o for o in world.observations if o.month <= period.months[-1]]
            found.append((period, Outcomes(plan, Observations(tuple(items)))))
    return found


def published(world: World, years: Sequence[int]) -> list[Published]:
    return [
        figure
        for period, outcomes in editions(world, years)
        for cell in world.cells
        for utfall in figures(outcomes, world.measure, period, cell)
        for figure in _of(world, cell, utfall)
    ]


def figures(outcomes: Outcomes, measure: Measure, period: Period, cell: Cell) -> list[Utfall]:
    """All that a report can ask for of a group."""
    utfall = outcomes.utfall(measure, period, *cell)
    return [
        utfall,
        outcomes.compared(measure, period, utfall, *cell),
        outcomes.last_year(measure, period, utfall, *cell),
        outcomes.previous(measure, period, *cell),
        outcomes.of_months(measure, utfall.months, *cell),
    ]


def _of(world: World, cell: Cell, utfall: Utfall) -> Iterator[Published]:
    if utfall.value is None:
        return
    places = [(unit, month) for unit, month in utfall.places]
    parts = tuple(part for unit, month in places for part in world.parts((unit, cell[1]), [month]))
    amount = utfall.value if utfall.numerator is None else utfall.numerator
    count = len(places) if world.measure.calculation.value == "medel" else 1
    base = None if utfall.denominator is None else Fraction(utfall.denominator)
    # All true amounts are whole; a mean that never ends is cut far behind the decimal point.
    yield Published(cell, parts, Fraction(round(Fraction(amount) * count)), base)
    for place, each in zip(places, utfall.parts, strict=False):
        own = tuple(world.parts((place[0], cell[1]), [place[1]]))
        value = each.value if each.numerator is None else each.numerator
        if value is not None:
            yield Published(cell, own, value, each.denominator)


# What follows


def small_cells(world: World) -> dict[Cell, set[str]]:
    """Groups that are too small in some month, whether the exports have rows of them or not.

    Only those whose size the exports say, themselves or by what adds up: the rule asks no more.
    """
    found: dict[Cell, set[str]] = {}
    for cell in world.cells:
        for month in world.months:
            few = world.parts(cell, [month]) and 0 < world.size(cell, month) <= FEW
            if few and _size_is_told(world, cell, month):
                found.setdefault(cell, set()).add(month)
    return found


def _size_is_told(world: World, cell: Cell, month: str) -> bool:
    sized = [
        dict.fromkeys(world.parts(row, [month]), Fraction(1))
        for row in world.rows - world.unsized
        if (row[0], month) not in world.missing
    ]
    wanted = dict.fromkeys(world.parts(cell, [month]), Fraction(1))
    return len(reduced(sized, set())) == len(reduced([*sized, wanted], set()))


def exact_leaks(world: World, known: Sequence[Published]) -> list[str]:
    """Small groups, alone or together, of which some combination of months follows exactly."""
    rows = [dict.fromkeys(figure.parts, Fraction(1)) for figure in known]
    leaks = []
    for cells, months in _too_few(world):
        own = {part for cell in cells for part in world.parts(cell, world.months)}
        if _follows(rows, own, cells, world, months):
            leaks.append(" + ".join(map(str, cells)))
    return leaks


def _too_few(world: World) -> list[tuple[tuple[Cell, ...], set[str]]]:
    """Single small groups, and siblings that are too few together."""
    alone = [((cell,), months) for cell, months in small_cells(world).items()]
    together = []
    for one, other in combinations(small_cells(world), 2):
        disjoint = (one[1] == other[1] and "" not in (one[0], other[0])) or (
            one[0] == other[0] and "" not in (one[1], other[1])
        )
        few = {
            month for month in world.months
            if 0 < world.size(one, month) + world.size(other, month) <= FEW
        }  # fmt: skip
        if disjoint and few:
            together.append(((one, other), few))
    return [*alone, *together]


def _follows(
    rows: list[Row], own: set[Part], cells: Sequence[Cell], world: World, months: set[str]
) -> bool:
    """Whether eliminating everybody else leaves an equation of the groups' own in such a month.

    The groups' figures of a month, not those of their own parts: a part of a small group is small
    itself and is looked at apart.
    """
    month_of = {
        part: month
        for cell in cells
        for month in world.months
        for part in world.parts(cell, [month])
    }
    echelon = reduced(rows, own)
    for row in echelon:
        if row and set(row) <= own:
            by_month: dict[str, set[Fraction]] = {}
            for part in own:
                by_month.setdefault(month_of[part], set()).add(row.get(part, Fraction(0)))
            if any(by_month.get(month, {Fraction(0)}) != {Fraction(0)} for month in months):
                return True
    return False


def reduced(rows: Sequence[Row], last: set[Part]) -> list[Row]:
    """Echelon form with pivots outside ``last`` as long as there are any."""
    left = [dict(row) for row in rows if row]
    done: list[Row] = []
    while left:
        at = next((i for i, row in enumerate(left) if set(row) - last), 0)
        row = left.pop(at)
        pivot = next(iter(sorted(set(row) - last)), None) or min(row)
        kept = []
        for other in left:
            if pivot in other:
                factor = other[pivot] / row[pivot]
                keys = {*other, *row}
                other = {
                    key: value
                    for key in keys
                    if (value := other.get(key, Fraction(0)) - factor * row.get(key, Fraction(0)))
                }
            if other:
                kept.append(other)
        left = kept
        done.append(row)
    return done


def pinned_leaks(world: World, known: Sequence[Published]) -> list[str]:
    """Small groups whose published kind of figure can only be one number, zero bounds included."""
    leaks = []
    for cell, months in small_cells(world).items():
        for span in _spans(world, months):
            low, high = range_of(known, world.parts(cell, span))
            if low is not None and low == high:
                leaks.append(f"{cell} {span[0]}–{span[-1]}: {low}")
    return leaks


def _spans(world: World, months: set[str]) -> list[tuple[str, ...]]:
    """The periods to date that hold a month in which the group is too small."""
    spans = []
    for year in sorted({month[:4] for month in world.months}):
        for code in PERIOD_CODES:
            span = tuple(m for m in Period(code, int(year)).months if m in world.months)
            if set(span) & months and span not in spans:
                spans.append(span)
    return spans


def range_of(
    known: Sequence[Published], wanted: Sequence[Part]
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that the wanted parts can come to together."""
    rows = {figure.parts: figure.amount for figure in known if figure.parts}
    goal = dict.fromkeys(wanted, Fraction(1))
    least = _least(list(rows.items()), goal)
    most = _least(list(rows.items()), {part: Fraction(-1) for part in wanted})
    return least, None if most is None else -most


def _least(rows: Sequence[tuple[tuple[Part, ...], Fraction]], goal: Row) -> Fraction | None:
    """The least of a sum over parts that aren't below zero: the simplex method, Bland's rule.

    None where it has no bound.
    """
    parts = sorted({part for own, _ in rows for part in own} | set(goal))
    index = {part: i for i, part in enumerate(parts)}
    table = []
    for own, amount in rows:
        row = [Fraction(0)] * len(parts)
        for part in own:
            row[index[part]] = Fraction(1)
        table.append([*row, amount])
    basis, table = _feasible(table, len(parts))
    cost = [goal.get(part, Fraction(0)) for part in parts] + [Fraction(0)]
    return _minimised(table, basis, cost, len(parts))


def _feasible(table: list[list[Fraction]], width: int) -> tuple[list[int], list[list[Fraction]]]:
    """Phase one: artificial variables driven out; the truth itself is a solution."""
    count = len(table)
    full = [
        [*row[:width], *(Fraction(int(i == j)) for j in range(count)), row[width]]
        for i, row in enumerate(table)
    ]
    basis = [width + i for i in range(count)]
    cost = [Fraction(0)] * width + [Fraction(1)] * count + [Fraction(0)]
    least = _minimised(full, basis, cost, width + count)
    assert least == 0, "what is published contradicts itself"
    for i in range(count):
        if basis[i] >= width:
            column = next((j for j in range(width) if full[i][j]), None)
            if column is not None:
                _pivot(full, basis, i, column)
    kept = [i for i in range(count) if basis[i] < width]
    return [basis[i] for i in kept], [[*full[i][:width], full[i][-1]] for i in kept]


def _minimised(
    table: list[list[Fraction]], basis: list[int], cost: list[Fraction], width: int
) -> Fraction | None:
    price = list(cost)
    for i, column in enumerate(basis):
        if price[column]:
            factor = price[column]
            price = [p - factor * t for p, t in zip(price, table[i], strict=True)]
    while True:
        enter = next((j for j in range(width) if price[j] < 0), None)
        if enter is None:
            return -price[-1]
        ratios = [
            (row[-1] / row[enter], basis[i], i) for i, row in enumerate(table) if row[enter] > 0
        ]
        if not ratios:
            return None
        leave = min(ratios)[2]
        _pivot(table, basis, leave, enter)
        factor = price[enter]
        price = [p - factor * t for p, t in zip(price, table[leave], strict=True)]


def _pivot(table: list[list[Fraction]], basis: list[int], row: int, column: int) -> None:
    value = table[row][column]
    table[row] = [each / value for each in table[row]]
    for i, other in enumerate(table):
        if i != row and other[column]:
            factor = other[column]
            table[i] = [a - factor * b for a, b in zip(other, table[row], strict=True)]
    basis[row] = column


# Worlds


def world_of(seed: int, **fixed: Any) -> World:
    """A small world at random, the same for the same seed."""
    dice = random.Random(seed)
    calculation = fixed.get("calculation") or dice.choice(
        ["summa", "kvot", "kvot", "medel", "senaste"]
    )
    units = tuple("ABCDE"[: dice.randint(1, 4)])
    split = dice.choice(["none", "none", "division", "units"])
    kinds = KINDS if split != "none" else ("",)
    numbers = dice.choice([(2, 4, 7), (1, 5, 8, 9), (3, 8, 10, 11), (4, 6)])
    years = fixed.get("years", (2021, 2022))
    months = tuple(f"{year}-{number:02}" for year in years for number in numbers)
    sizes = {
        (unit, kind): dice.choice([2, 5, 9, 10, 11, 14, 30, 60]) for unit in units for kind in kinds
    }
    persons, amounts, bases = {}, {}, {}
    for (unit, kind), size in sizes.items():
        for month in months:
            drift = dice.choice([0, 0, 0, 0, -3, 4]) if dice.random() < 0.3 else 0
            part = (unit, kind, month)
            persons[part] = max(1, size + drift)
            bases[part] = persons[part] * 20
            amounts[part] = dice.choice([0, 0, 1, 2, 5, dice.randint(0, bases[part])])
    rows = _rows(dice, units, split)
    unsized = frozenset(cell for cell in sorted(rows) if dice.random() < 0.06)
    return World(
        measure_of(calculation),
        units,
        months,
        amounts,
        bases if calculation == "kvot" else {},
        persons,
        rows,
        unsized,
        frozenset((u, m) for u in units for m in months if dice.random() < 0.03),
    )


def _rows(dice: random.Random, units: Sequence[str], split: str) -> frozenset[Cell]:
    rows: set[Cell] = {(unit, "") for unit in units}
    if dice.random() < 0.6:
        rows.add(("", ""))
    kinds = KINDS if dice.random() < 0.8 else (dice.choice(KINDS),)
    if split != "none" and dice.random() < 0.8:
        rows |= {("", kind) for kind in kinds}
    if split == "units":
        rows |= {(unit, kind) for unit in units for kind in kinds if dice.random() < 0.9}
    return frozenset(rows)
