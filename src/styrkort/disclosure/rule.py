"""Which groups of a sensitive measure are withheld for a set of months (docs/adr/0006)."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from styrkort.disclosure.bounds import Shown
from styrkort.disclosure.closing import Block, closed
from styrkort.disclosure.figures import is_share
from styrkort.disclosure.groups import Group, Table
from styrkort.disclosure.tables import table_of
from styrkort.observations import Observation
from styrkort.period import PERIOD_CODES, Period
from styrkort.plan import Measure
from styrkort.terms import Calculation

__all__ = ["withheld"]

_TO_DATE = (Calculation.SUM, Calculation.MEAN, Calculation.RATIO)
_DEFAULT_DECIMALS = 1
"""Decimals of a figure where the plan states none: the most that are shown without a reason."""
_NONE: frozenset[Group] = frozenset()


def withheld(
    measure: Measure,
    observations: Iterable[Observation],
    months: Iterable[str],
    units: Sequence[str],
) -> frozenset[Group]:
    """The groups whose figure of these months isn't shown; none for a measure that isn't känslig.

    ``units`` are the plan's verksamheter. A figure of a period to date is withheld from
    the first follow-up on by which any month of the year was of too few, so that nothing follows
    from a later one less an earlier; what is shown of the year's months is so in every report.
    """
    items = tuple(observations)
    if not measure.sensitive or all(item.persons is None for item in items):
        return _NONE
    by_month: dict[str, list[Observation]] = {}
    for item in items:
        by_month.setdefault(item.month, []).append(item)
    wanted = sorted(month for month in set(months) if month in by_month)
    audit = _Audit(measure, by_month, units)
    if measure.calculation in _TO_DATE:
        years = sorted({month[:4] for month in wanted})
        found = [audit.to_date([m for m in wanted if m[:4] == year]) for year in years]
    elif measure.calculation is Calculation.LATEST:
        found = [audit.of((month,)) for month in wanted]
    else:
        found = [audit.rolling(wanted)] if wanted else []
    return _NONE.union(*found)


class _Audit:
    """One measure's observations, month by month."""

    def __init__(
        self, measure: Measure, by_month: Mapping[str, list[Observation]], units: Sequence[str]
    ) -> None:
        self._measure = measure
        self._by_month = by_month
        self._units = units
        self._tables: dict[str, Table] = {}

    def to_date(self, wanted: Sequence[str]) -> frozenset[Group]:
        """Withheld of a year's months: at each follow-up so far what was before it, and more."""
        year, found = int(wanted[0][:4]), _NONE
        before: tuple[str, ...] = ()
        so_far: tuple[str, ...] = ()
        for code in PERIOD_CODES:
            so_far = self._there(Period(code, year).months)
            since = tuple(month for month in so_far if month not in before)
            found = self._closed(so_far, [so_far, since], found)
            if wanted[-1] in so_far:
                break
            before = so_far
        odd = tuple(wanted)
        later = tuple(month for month in so_far if month not in odd)
        earlier = tuple(month for month in odd if month not in before)
        return self._closed(so_far, [odd, later, earlier], found) if later else found

    def rolling(self, wanted: Sequence[str]) -> frozenset[Group]:
        """Withheld of twelve months, which the window of four months ago shares eight with."""
        thirds = [tuple(wanted[at : at + 4]) for at in range(0, len(wanted), 4)]
        return self._closed(tuple(wanted), [tuple(wanted), *thirds], _NONE)

    def of(self, months: tuple[str, ...]) -> frozenset[Group]:
        return self._closed(months, [months], _NONE)

    def _there(self, months: Sequence[str]) -> tuple[str, ...]:
        return tuple(month for month in months if month in self._by_month)

    def _closed(
        self,
        months: tuple[str, ...],
        blocks: Sequence[tuple[str, ...]],
        already: frozenset[Group],
    ) -> frozenset[Group]:
        tables = {month: self._table(month) for month in months}
        made = [
            Block(
                tuple(tables[month] for month in block),
                table_of(self._measure, self._items(block), self._units),
                self._shown(len(block)),
            )
            for block in dict.fromkeys(blocks)
            if block
        ]
        return closed(tuple(tables.values()), made, already)

    def _table(self, month: str) -> Table:
        if month not in self._tables:
            self._tables[month] = table_of(self._measure, self._by_month[month], self._units)
        return self._tables[month]

    def _items(self, months: Sequence[str]) -> list[Observation]:
        return [item for month in months for item in self._by_month[month]]

    def _shown(self, count: int) -> Shown:
        measure = self._measure
        mean = measure.calculation is Calculation.MEAN
        scale = Fraction(100 if measure.unit == "%" else 1)
        decimals = _DEFAULT_DECIMALS if measure.decimals is None else measure.decimals
        return Shown(
            scale / count if mean and not self._has_bases else scale, decimals, is_share(measure)
        )

    @property
    def _has_bases(self) -> bool:
        """Whether figures are shares or averages of a base, which the months add up too."""
        return self._measure.unit == "%"
