"""How several delmått come to one verdict or one word: the stated rules, pure and exact."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from styrkort.terms import Arrow, Direction, Fulfilment, OutcomeWord, Trend

__all__ = [
    "balance",
    "change_in_percent",
    "common_trend",
    "mean",
    "said_by",
    "signed",
    "turned",
    "word_of",
    "worst",
]

# An outcome that never ends is kept to twenty decimals (amounts.as_decimal). Of a quotient with a
# denominator below this the quotient itself is found again, so that no such rounding decides.
_LARGEST_DENOMINATOR = 10**9
_GRID = Fraction(1, 10**20)

_WORST_FIRST = (Fulfilment.NOT_MET, Fulfilment.UNAVAILABLE, Fulfilment.PARTLY, Fulfilment.MET)
_SIGNS = {OutcomeWord.INCREASE: 1, OutcomeWord.LEVEL: 0, OutcomeWord.DECREASE: -1}


def worst(verdicts: Iterable[Fulfilment]) -> Fulfilment:
    """The worst verdict. A missing one could be any, so it yields only to Ej uppfyllt.

    Delmått without a goal have no say; if none has one, Inget mål, or Ej tillgängligt where there
    is no delmått at all.
    """
    found = set(verdicts)
    for verdict in _WORST_FIRST:
        if verdict in found:
            return verdict
    return Fulfilment.NO_TARGET if found else Fulfilment.UNAVAILABLE


def common_trend(moves: Iterable[tuple[Trend, Arrow | None]]) -> tuple[Trend, Arrow | None]:
    """Utveckling of the row: what all its delmått say, unchanged ones aside; "–" where they differ.

    The arrow is shown where every number that moved went the same way.
    """
    moves = tuple(moves)
    trends = {trend for trend, _ in moves}
    if len(trends) > 1:
        trends.discard(Trend.UNCHANGED)
    if len(trends) != 1:
        return Trend.NONE, None
    trend = trends.pop()
    arrows = {arrow for said, arrow in moves if said is trend}
    return trend, arrows.pop() if len(arrows) == 1 else None


def change_in_percent(utfall: Decimal, comparison: Decimal) -> Fraction | None:
    """The change in percent of the comparison's size; None of a comparison that is 0."""
    now, before = _exact(utfall), _exact(comparison)
    return None if before == 0 else (now - before) / abs(before) * 100


def said_by(
    utfall: Decimal, comparison: Decimal, *, within: Decimal, percent: Decimal
) -> OutcomeWord:
    """Ökning, Minskning or I nivå: unchanged within so much, in the unit or in percent.

    Of a comparison that is 0 there is no percent: only the unit's limit counts then.
    """
    change = _exact(utfall) - _exact(comparison)
    share = change_in_percent(utfall, comparison)
    if abs(change) <= within or (share is not None and abs(share) <= percent):
        return OutcomeWord.LEVEL
    return OutcomeWord.INCREASE if change > 0 else OutcomeWord.DECREASE


def signed(number: Fraction, better: Direction, row: Direction) -> Fraction:
    """The change seen from the row: turned where its better way isn't the row's."""
    return number if better is row else -number


def turned(word: OutcomeWord, better: Direction, row: Direction) -> OutcomeWord:
    """The word seen from the row: turned where the delmått's better way isn't the row's."""
    if better is row:
        return word
    other = {OutcomeWord.INCREASE: OutcomeWord.DECREASE, OutcomeWord.DECREASE: OutcomeWord.INCREASE}
    return other.get(word, word)


def balance(votes: Sequence[tuple[OutcomeWord, Decimal]]) -> Fraction:
    """The weights of Ökning less those of Minskning, as a share of all weights: from −1 to 1."""
    return mean([(Fraction(_SIGNS[word]), weight) for word, weight in votes])


def mean(numbers: Sequence[tuple[Fraction, Decimal]]) -> Fraction:
    """The weighted mean; at least one weight is above 0."""
    weights = sum((Fraction(weight) for _, weight in numbers), Fraction(0))
    return sum((number * Fraction(weight) for number, weight in numbers), Fraction(0)) / weights


def word_of(number: Fraction, limit: Decimal) -> OutcomeWord:
    """What a balance or a mean comes to: I nivå while it doesn't exceed the limit either way."""
    if abs(number) <= limit:
        return OutcomeWord.LEVEL
    return OutcomeWord.INCREASE if number > 0 else OutcomeWord.DECREASE


def _exact(value: Decimal) -> Fraction:
    """The quotient that the decimals were cut from, if they were."""
    whole = Fraction(value)
    quotient = whole.limit_denominator(_LARGEST_DENOMINATOR)
    return quotient if abs(quotient - whole) < _GRID else whole
