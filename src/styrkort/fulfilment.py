"""The verdict: a goal and an outcome → måluppfyllelse and uppfyllelsegrad (DESIGN 3.2, 3.3).

Pure, and exact: differences and quotients are formed as fractions, so no rounding ever decides.
"""

from decimal import Decimal
from fractions import Fraction

from styrkort.plans.goals import (
    AtLeast,
    AtMost,
    Between,
    Exactly,
    Goal,
    MeasureRef,
    Share,
    Towards,
    YesNo,
    reference_of,
)
from styrkort.terms import Direction, Fulfilment, OutcomeWord

__all__ = [
    "attainment",
    "baseline_for",
    "crosses_break",
    "judge",
    "judge_word",
    "outcome_word",
    "standing_fulfilment",
]

_NO_CHANGE = Decimal(0)


def judge(
    goal: Goal | None,
    utfall: Decimal | None,
    *,
    baseline: Decimal | None = None,
    unchanged_within: Decimal = _NO_CHANGE,
) -> Fulfilment:
    """The verdict on an outcome, all in the measure's unit (table in DESIGN 3.3).

    ``baseline`` is B of a direction goal: the goal's ingångsvärde or else the comparison value.
    Ej tillgängligt without an outcome, without a B that the goal needs, or while the goal still
    refers to another measure; Inget mål without a goal. For ja/nej 1 is ja and 0 nej.
    """
    if utfall is None:
        return Fulfilment.UNAVAILABLE
    if goal is None:
        return Fulfilment.NO_TARGET
    if reference_of(goal):
        return Fulfilment.UNAVAILABLE
    match goal:
        case AtLeast():
            return _judge_at_least(goal, utfall)
        case AtMost():
            return _judge_at_most(goal, utfall)
        case Exactly():
            return _judge_exactly(goal, utfall)
        case Between():
            return _judge_between(goal, utfall)
        case YesNo():
            return _verdict(bool(utfall) is goal.yes)
        case Towards():
            return _judge_towards(goal, utfall, baseline, unchanged_within)


def judge_word(goal: Goal | None, word: OutcomeWord | None) -> Fulfilment:
    """The verdict that a person's own comparison gives a direction goal.

    For behålla only "I nivå" gives one; any other word, and any other goal, needs a judgement:
    Ej tillgängligt. ``word`` is None for words that compare nothing ("Bibehållen").
    """
    if goal is None:
        return Fulfilment.NO_TARGET
    if not isinstance(goal, Towards) or word is None:
        return Fulfilment.UNAVAILABLE
    if goal.direction is Direction.KEEP:
        return Fulfilment.MET if word is OutcomeWord.LEVEL else Fulfilment.UNAVAILABLE
    wanted = OutcomeWord.INCREASE if goal.direction is Direction.INCREASE else OutcomeWord.DECREASE
    return _verdict(word is wanted, word is OutcomeWord.LEVEL and goal.unchanged_is_partly)


def outcome_word(text: str) -> OutcomeWord | None:
    """The comparison that the words state, in whatever case and spacing; None if none."""
    return _SPELLINGS.get(" ".join(text.split()).rstrip(".").casefold())


_SPELLINGS = {word.value.casefold(): word for word in OutcomeWord} | {
    "i nivå": OutcomeWord.LEVEL,
    "i nivå med föregående år": OutcomeWord.LEVEL,
    "i nivå med förra året": OutcomeWord.LEVEL,
}


def baseline_for(goal: Goal | None, comparison: Decimal | None) -> Decimal | None:
    """B of a direction goal: its ingångsvärde, else what jämför_med names."""
    if not isinstance(goal, Towards):
        return None
    return goal.baseline if goal.baseline is not None else comparison


def crosses_break(since: str, compared_from: str, utfall_to: str) -> bool:
    """Whether a comparison crosses a break: months "2022-01"; ``since`` is the first after it.

    It does when the comparison's first month lies before the break and the outcome's last after.
    """
    return compared_from < since <= utfall_to


def standing_fulfilment(
    computed: Fulfilment, *, due: bool, judged: Fulfilment | None = None
) -> Fulfilment:
    """Måluppfyllelse that stands: judged > Ej mätt > Ej tillgängligt > Inget mål > computed.

    ``computed`` already says Ej tillgängligt or Inget mål where that holds; ``due`` is whether
    the measure is followed up this period.
    """
    if judged is not None:
        return judged
    return computed if due else Fulfilment.NOT_MEASURED


def attainment(goal: Goal | None, utfall: Decimal | None) -> int | None:
    """Uppfyllelsegrad: u/T (minst) or T/u (högst) in whole percent, half up.

    None unless both are above zero. Never 100 unless the goal is met: 99,6 shows as 99.
    """
    if not isinstance(goal, AtLeast | AtMost) or utfall is None or utfall <= 0:
        return None
    if isinstance(goal.target, MeasureRef) or goal.target <= 0:
        return None
    share = 100 * _share_reached(goal, goal.target, utfall)
    percent = int((share + Fraction(1, 2)).__floor__())
    return percent if share >= 100 else min(percent, 99)


def _share_reached(goal: AtLeast | AtMost, target: Decimal, utfall: Decimal) -> Fraction:
    u, t = Fraction(utfall), Fraction(target)
    return u / t if isinstance(goal, AtLeast) else t / u


def _verdict(met: bool, partly: bool = False) -> Fulfilment:
    if met:
        return Fulfilment.MET
    return Fulfilment.PARTLY if partly else Fulfilment.NOT_MET


def _judge_at_least(goal: AtLeast, u: Decimal) -> Fulfilment:
    target = _number(goal.target)
    if u >= target or goal.partly is None:
        return _verdict(u >= target)
    if isinstance(goal.partly, Share):
        # Only a target taken from another measure's outcome can be zero or below here.
        if target <= 0:
            return Fulfilment.UNAVAILABLE
        return _verdict(False, Fraction(u) / Fraction(target) >= goal.partly.fraction)
    return _verdict(False, u >= goal.partly)


def _judge_at_most(goal: AtMost, u: Decimal) -> Fulfilment:
    target = _number(goal.target)
    if u <= target or goal.partly is None:
        return _verdict(u <= target)
    if isinstance(goal.partly, Share):
        if target <= 0:
            return Fulfilment.UNAVAILABLE
        return _verdict(False, Fraction(target) / Fraction(u) >= goal.partly.fraction)
    return _verdict(False, u <= goal.partly)


def _judge_exactly(goal: Exactly, u: Decimal) -> Fulfilment:
    distance = abs(Fraction(u) - Fraction(_number(goal.target)))
    return _verdict(
        distance <= Fraction(goal.tolerance),
        goal.partly is not None and distance <= Fraction(goal.partly),
    )


def _judge_between(goal: Between, u: Decimal) -> Fulfilment:
    return _verdict(
        goal.lower <= u <= goal.upper,
        goal.partly is not None and goal.partly[0] <= u <= goal.partly[1],
    )


def _judge_towards(
    goal: Towards, u: Decimal, baseline: Decimal | None, unchanged_within: Decimal
) -> Fulfilment:
    if baseline is None:
        return Fulfilment.UNAVAILABLE
    change, still = Fraction(u) - Fraction(baseline), Fraction(unchanged_within)
    if goal.direction is Direction.KEEP:
        worse = 0 if _is_better(change, goal.better) else abs(change)
        return _verdict(worse <= still, goal.partly is not None and worse <= Fraction(goal.partly))
    gain = change if goal.direction is Direction.INCREASE else -change
    return _verdict(gain > still, abs(gain) <= still and goal.unchanged_is_partly)


def _is_better(change: Fraction, better: Direction | None) -> bool:
    if better is None:
        return False
    return change > 0 if better is Direction.INCREASE else change < 0


def _number(target: Decimal | MeasureRef) -> Decimal:
    assert isinstance(target, Decimal)  # judge has turned unresolved references away
    return target
