"""The cells that several tables share: goal, outcome, verdict, trend; none is ever empty."""

from typing import Final

from styrkort.blocks import Cell, Row
from styrkort.scorecard import GenderResult, MeasureResult, UnitResult
from styrkort.terms import Fulfilment, Trend
from styrkort.wording import WITHHELD

__all__ = [
    "goal_words",
    "no_cell",
    "outcome_cell",
    "rests_on",
    "split_target",
    "sub_row",
    "target_cell",
    "trend_cell",
    "verdict_cell",
]

_NO_COMPARISON: Final = "ingen jämförelse"


def split_target(text: str) -> tuple[str, str]:
    """A goal like "Minska (ingångsvärde 5,1 %)" on its two lines; the second may be empty."""
    first, bracket, rest = text.partition(" (")
    return (first, f"({rest}") if bracket and text.endswith(")") and first else (text, "")


def target_cell(text: str) -> Cell:
    """Mål: what to reach, and under it from where."""
    first, second = split_target(text)
    return Cell(text=first or Fulfilment.NO_TARGET.value, second=second)


def outcome_cell(measure: MeasureResult | UnitResult | GenderResult) -> Cell:
    """Utfall: a number, a word, that there is none, or that it is of too few persons."""
    if measure.withheld:
        return Cell(WITHHELD)
    # "fg år" is one word to a reader; the results files have it with an ordinary space.
    text = measure.utfall_text.replace("fg år", "fg\u00a0år")
    return Cell(text=text or Fulfilment.UNAVAILABLE.value, second=measure.outcome_detail)


def verdict_cell(fulfilment: Fulfilment, second: str) -> Cell:
    """Måluppfyllelse: shape and word, always together."""
    return Cell(text=fulfilment.value, symbol=fulfilment.symbol, second=second)


def rests_on(result: MeasureResult | UnitResult) -> str:
    """That a verdict rests on a part of the period: "Bygger på jan–jul av jan–aug"; or empty."""
    if result.withheld or not result.fulfilment.judged_against_target:
        return ""
    part = result.partial if isinstance(result, MeasureResult) else result.outcome_detail
    judged = isinstance(result, MeasureResult) and result.judgement is not None
    return f"Bygger på {part}" if " av " in part and not judged else ""


def no_cell(why: str) -> Cell:
    """A dash, with what it stands for in words to whoever can't see it."""
    return Cell("–", hidden=why)


def sub_row(result: GenderResult, *cells: Cell, span: int = 1) -> Row:
    """Kvinnor or Män under the row that they are a part of: the goal is for all of them.

    ``span``: the columns that the name takes, where those beside it say nothing of a part.
    """
    return Row((Cell(result.gender, header=True, span=span), *cells), sub=True)


def trend_cell(measure: MeasureResult | UnitResult) -> Cell:
    """Utveckling: the arrow is the number, the word is the judgement; bold where it got worse."""
    if measure.trend is Trend.NONE:
        return Cell(text=Trend.NONE.value, hidden=_NO_COMPARISON, second=measure.trend_detail)
    broken = measure.trend is Trend.NOT_COMPARABLE
    arrow = measure.arrow.value if measure.arrow else ""
    return Cell(
        text=measure.trend.value,
        symbol="ej-jamforbar" if broken else arrow,
        second=measure.trend_detail,
        strong=measure.trend is Trend.DETERIORATED,
    )


def goal_words(target: str) -> str:
    """As "Mål: behålla", "Mål: högst 8 st; högst 2 %"; "Inget mål" as it stands."""
    if target == Fulfilment.NO_TARGET.value:
        return target
    goals = (goal[:1].lower() + goal[1:] for goal in target.split("; "))
    return f"Mål: {'; '.join(goals)}"
