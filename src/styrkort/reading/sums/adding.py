"""Figures of one sentence held against each other: sums, differences and percentages."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from styrkort.quantities import format_number, round_half_up
from styrkort.reading.language.figures import Figure, figures
from styrkort.reading.language.prose import Sentence
from styrkort.reading.language.units import PERCENT, POINTS, in_unit
from styrkort.reading.remarks import Remark
from styrkort.reading.sums.intervals import Interval, around, difference, growth, share, total
from styrkort.reading.sums.pairs import Pair, changes_of, pairs, wrong_way
from styrkort.reading.sums.wholes import fractions, shares, whole_of
from styrkort.terms import FindingKind

__all__ = ["sum_remarks"]

_LOOSE: Final = Decimal("0.02")
"""How far from a spoken fraction of the whole a part may be, as a share of the whole."""


def sum_remarks(sentence: Sentence) -> Iterator[Remark]:
    """A remark where what one sentence says of its own figures doesn't add up within rounding."""
    if sentence.kind == "table":
        return
    found = tuple(
        one
        for one in figures(sentence, words=True)
        if not one.in_range and not one.looks_like_a_year
    )
    if len(found) < 2:
        return
    yield from _changes(sentence, found)
    yield from _shares(sentence, found)
    yield from _fractions(sentence, found)
    yield from _totals(sentence, found)


def _changes(sentence: Sentence, found: tuple[Figure, ...]) -> Iterator[Remark]:
    """As in: från 5,1 % till 6,3 %, en ökning med 1,5 procentenheter."""
    pairs_said = pairs(sentence.text, found)
    if len(pairs_said) != 1:
        return
    (pair,) = pairs_said
    if way := wrong_way(sentence.text, pair):
        right = f"{_said(sentence, pair.after)} är {way} {_said(sentence, pair.before)}"
        yield _remark(sentence, pair.before, pair.after, right)
    for change in changes_of(sentence.text, pair, found):
        right = _right_change(pair, change)
        if right:
            yield _remark(sentence, change, change, right)


def _right_change(pair: Pair, change: Figure) -> str:
    """What the change is, where the one stated can't be; else empty."""
    before, after = around(pair.before), around(pair.after)
    stated = around(change).apart()
    unit = pair.after.unit
    points = difference(before, after).apart()
    relative = growth(before, after)
    allowed: list[tuple[Interval, str]] = []
    if change.unit == PERCENT and relative is not None:
        allowed.append((relative.apart(), PERCENT))
    if unit == PERCENT and change.unit in (POINTS, PERCENT):
        allowed.append((points, POINTS))
    elif change.unit != PERCENT:
        factor = in_unit(Decimal(1), unit, change.unit) if unit and change.unit else Decimal(1)
        if factor is None:
            return ""
        allowed.append((Interval(points.low * factor, points.high * factor), change.unit))
    if not allowed or any(one.meets(stated) for one, _ in allowed):
        return ""
    right, right_unit = allowed[-1] if change.unit != PERCENT else allowed[0]
    decimals = max(change.decimals, pair.before.decimals, pair.after.decimals)
    return (
        f"från {_written(pair.before)} till {_written(pair.after)} är "
        f"{_number(right.middle, decimals if right_unit != PERCENT else 1)} {right_unit}".rstrip()
    )


def _shares(sentence: Sentence, found: tuple[Figure, ...]) -> Iterator[Remark]:
    """As in: 12 av 20, det vill säga 65 %."""
    for part, whole, percent in shares(sentence.text, found):
        computed = share(around(part, exact=True), around(whole, exact=True))
        if computed is not None and not computed.meets(around(percent)):
            right = (
                f"{_written(part)} av {_written(whole)} är "
                f"{_number(computed.middle, max(1, percent.decimals))} %"
            )
            yield _remark(sentence, percent, percent, right)


def _fractions(sentence: Sentence, found: tuple[Figure, ...]) -> Iterator[Remark]:
    """As in: en fjärdedel av de 32 fordonen, alltså 9. Fractions are spoken of loosely."""
    for fraction, whole, part in fractions(sentence.text, found):
        right = fraction * whole.value
        if abs(right - part.value) > max(part.half, _LOOSE * whole.value):
            decimals = max(part.decimals, whole.decimals)
            told = f"den delen av {_written(whole)} är {_number(right, decimals)} {part.unit}"
            yield _remark(sentence, part, part, told.rstrip())


def _totals(sentence: Sentence, found: tuple[Figure, ...]) -> Iterator[Remark]:
    """As in: kvinnor 5, män 3, totalt 9. Of parts that needn't be all only too much is wrong."""
    whole = whole_of(sentence.text, found)
    if whole is None:
        return
    stated = around(whole.total, exact=True).apart()
    summed = [total([around(one, exact=True) for one in whole.parts[n:]]).apart()
              for n in range(max(1, len(whole.parts) - 1))]  # fmt: skip
    if any(one.meets(stated) for one in summed):
        return
    if not whole.exhaustive and summed[0].low <= stated.high:
        return
    value = sum((one.value for one in whole.parts), Decimal(0))
    addends = " + ".join(_number(one.value, one.decimals) for one in whole.parts)
    decimals = max(0, *(one.decimals for one in whole.parts))
    right = f"{addends} är {_number(value, decimals)} {whole.total.unit}".rstrip()
    yield _remark(sentence, whole.total, whole.total, right)


def _remark(sentence: Sentence, first: Figure, last: Figure, right: str) -> Remark:
    words = sentence.text[first.start : last.end]
    return Remark(
        FindingKind.SUM,
        sentence.text,
        words,
        right,
        f"”{words}” går inte ihop med resten av meningen: {right}.",
        "Räkna om och rätta det tal som är fel.",
    )


def _said(sentence: Sentence, figure: Figure) -> str:
    return sentence.text[figure.start : figure.end]


def _written(figure: Figure) -> str:
    return f"{_number(figure.value, figure.decimals)} {figure.unit}".rstrip()


def _number(value: Decimal, decimals: int) -> str:
    return format_number(round_half_up(value, max(0, decimals)), max(0, decimals)).replace(
        "\u00a0", " "
    )
