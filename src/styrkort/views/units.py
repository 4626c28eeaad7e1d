"""Outcomes side by side with what they are compared with: by verksamhet, and for the division."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from styrkort.blocks import Cell, Column, Group, Row, Table
from styrkort.cellwords import (
    goal_words,
    no_cell,
    outcome_cell,
    rests_on,
    split_target,
    sub_row,
    target_cell,
    trend_cell,
    verdict_cell,
)
from styrkort.scorecard import (
    Compared,
    GenderResult,
    MeasureResult,
    PerspectiveResult,
    Report,
    UnitResult,
)
from styrkort.swedish import joined_words, sentence
from styrkort.tally import own_measures
from styrkort.terms import Comparison, Fulfilment
from styrkort.wording import WITHHELD

__all__ = ["comparisons_table", "unit_table"]

_HEADS: Final = {
    Comparison.SAME_PERIOD_LAST_YEAR: "Samma period föregående år",
    Comparison.PREVIOUS_PERIOD: "Föregående period",
    Comparison.BASELINE: "Ingångsvärde",
}
_LAST_YEAR: Final = Comparison.SAME_PERIOD_LAST_YEAR
_WHOLE: Final = "Hela divisionen"
# Points that a column takes in print; what is left of the page's width is the names'.
_PAGE, _NAMES, _FEWEST_NAMES = 482, 130, 78
_UTFALL, _COMPARISON, _TARGET, _VERDICT, _TREND = 58, 63, 66, 81, 70
_MOST_COLUMNS: Final = 7
"""With more, a goal stands on the second line of its verdict."""

Result = MeasureResult | UnitResult


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which columns a table has, and what each comparison usually refers to in it."""

    names: str
    kinds: tuple[Comparison, ...]
    usual: tuple[tuple[Comparison, str], ...]
    goals: bool = False
    trends: bool = False

    @property
    def goal_apart(self) -> bool:
        return self.goals and 5 + len(self.kinds) <= _MOST_COLUMNS


def unit_table(report: Report, perspective: PerspectiveResult) -> Table | None:
    """Outcomes by verksamhet with the division's last, each against its own goal where there are
    any; None where no measure has more than one verksamhet or a goal for one.
    """
    measures = [one for one in own_measures(report, perspective) if _has_units(one)]
    if not measures:
        return None
    units = [unit for one in measures for unit in one.by_unit]
    goals = any(unit.own_goal for unit in units)
    shape = _shape("Verksamhet", [*units, *measures], goals=goals, trends=True)
    return Table(
        id=f"verksamheter-{perspective.slug}",
        caption=f"Utfall per verksamhet, {perspective.name}",
        columns=_columns(shape),
        groups=tuple(Group(_unit_rows(one, shape), title=one.name) for one in measures),
        look="granser",
        caption_shown=True,
        footnote=_footnote(shape, "" if goals else "Målen gäller hela divisionen."),
    )


def _has_units(measure: MeasureResult) -> bool:
    return len(measure.by_unit) > 1 or any(unit.own_goal for unit in measure.by_unit)


def _unit_rows(measure: MeasureResult, shape: _Shape) -> tuple[Row, ...]:
    rows = [row for unit in measure.by_unit for row in _result_rows(unit, unit.unit, shape)]
    first, *rest = _result_rows(measure, _WHOLE, shape)
    return (*rows, replace(first, total=True), *rest)


def comparisons_table(report: Report, perspective: PerspectiveResult) -> Table | None:
    """What stands side by side with the outcomes of measures without verksamheter; None where
    there is nothing but the goals' own ingångsvärden, which the measures' table has.
    """
    measures = [
        one
        for one in own_measures(report, perspective)
        if not _has_units(one) and not one.withheld and _adds(one)
    ]
    if not measures:
        return None
    shape = _shape("Styrmått", measures)
    rows = tuple(row for one in measures for row in _result_rows(one, one.name, shape))
    return Table(
        id=f"jamforelser-{perspective.slug}",
        caption=f"Jämförelser, {perspective.name}",
        columns=_columns(shape),
        groups=(Group(rows),),
        look="granser",
        caption_shown=True,
        footnote=_footnote(shape),
    )


def _adds(measure: MeasureResult) -> bool:
    return any(_says(one) and one.kind is not Comparison.BASELINE for one in measure.compared)


def _says(compared: Compared) -> bool:
    return compared.value is not None or compared.text == WITHHELD


def _shape(
    names: str, results: Sequence[Result], *, goals: bool = False, trends: bool = False
) -> _Shape:
    said = [one for result in results for one in result.compared if _says(one)]
    kinds = tuple(kind for kind in Comparison if any(one.kind is kind for one in said))
    usual = []
    for kind in kinds:
        places = Counter(one.refers_to for one in said if one.kind is kind and one.refers_to)
        usual.append((kind, places.most_common(1)[0][0] if places else ""))
    return _Shape(names, kinds, tuple(usual), goals, trends)


def _columns(shape: _Shape) -> tuple[Column, ...]:
    """As wide as their words need; the names have the rest, but not more than they need."""
    goal, verdict = shape.goal_apart, shape.goals
    heads = [
        ("Utfall", _UTFALL),
        *((_HEADS[kind], _COMPARISON) for kind in shape.kinds),
        *[("Mål", _TARGET)] * goal,
        *[("Måluppfyllelse", _VERDICT)] * verdict,
        *[("Utveckling", _TREND)] * shape.trends,
    ]
    others = sum(need for _, need in heads)
    names = _NAMES if others + _NAMES <= _PAGE else max(_PAGE - others, _FEWEST_NAMES)
    whole = names + others
    numbers = {"Utfall", *_HEADS.values()}
    return (
        Column(shape.names, round(names / whole, 4)),
        *(Column(head, round(need / whole, 4), number=head in numbers) for head, need in heads),
    )


def _result_rows(result: Result, name: str, shape: _Shape) -> tuple[Row, ...]:
    """The row of a verksamhet or of the division, and under it those of kvinnor and män."""
    cells = (
        Cell(name, header=True),
        outcome_cell(result),
        *(_compared_cell(result, kind, refers_to) for kind, refers_to in shape.usual),
        *_goal_cells(result, shape),
        *[trend_cell(result)] * shape.trends,
    )
    parts = () if result.withheld else tuple(_part_row(one, shape) for one in result.by_gender)
    return (Row(cells), *parts)


def _compared_cell(result: Result, kind: Comparison, usual: str) -> Cell:
    """Beside an outcome that is withheld nothing stands that it could be worked out from."""
    found = next((one for one in result.compared if one.kind is kind and _says(one)), None)
    if found is None or result.withheld:
        return no_cell("visas inte" if result.withheld else "inget värde")
    return Cell(found.text, second=found.refers_to if found.refers_to != usual else "")


def _goal_cells(result: Result, shape: _Shape) -> tuple[Cell, ...]:
    if not shape.goals:
        return ()
    detail = result.detail if isinstance(result, UnitResult) else _detail(result)
    said = [detail, rests_on(result)]
    if shape.goal_apart:
        return (target_cell(result.target_text), _verdict(result, said))
    targeted = result.target_text != Fulfilment.NO_TARGET.value
    goal = goal_words(split_target(result.target_text)[0]) if targeted else ""
    return (_verdict(result, [goal, *said]),)


def _detail(measure: MeasureResult) -> str:
    return measure.fulfilment_detail or measure.reason


def _verdict(result: Result, said: Iterable[str]) -> Cell:
    return verdict_cell(result.fulfilment, ". ".join(words for words in said if words))


def _part_row(part: GenderResult, shape: _Shape) -> Row:
    """Its outcome and last year's; what isn't told of a part is one dash, not a row of them."""
    said = [outcome_cell(part)]
    if _LAST_YEAR in shape.kinds and part.comparison_text not in ("", "–"):
        said.append(Cell(part.comparison_text))
    rest = len(_columns(shape)) - 1 - len(said)
    none = replace(no_cell("visas inte för kvinnor och män var för sig"), span=max(rest, 1))
    return sub_row(part, *said, *[none] * (rest > 0))


def _footnote(shape: _Shape, more: str = "") -> str:
    """As in: Samma period föregående år avser jan–aug 2021, där inget annat står."""
    said = [
        (_HEADS[kind].lower(), refers_to)
        for kind, refers_to in shape.usual
        if refers_to and refers_to.lower() != _HEADS[kind].lower()
    ]
    told = [" ".join(pair) for pair in said[1:]]
    words = joined_words([" avser ".join(said[0]), *told]) if said else ""
    refers = f"{sentence(words).rstrip('.')}, där inget annat står." if said else ""
    return " ".join(words for words in (refers, more) if words)
