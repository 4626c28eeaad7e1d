"""Which of a sentence's figures are outcomes that this report, and no other, shows."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from styrkort.facts import Facts, MeasureFacts
from styrkort.reading.language.figures import Figure, figures
from styrkort.reading.language.prose import Sentence
from styrkort.reading.naming.mentions import Mention
from styrkort.reading.numbers.agreeing import agrees

__all__ = ["own_outcomes"]

_ENOUGH_DIGITS: Final = 3
"""Two digits may be another period's as well, by chance."""


def own_outcomes(
    sentence: Sentence, said: Sequence[Mention], facts: Facts
) -> tuple[tuple[int, int], ...]:
    """Where they stand: inline outcomes, and figures of three digits or more that are the outcome
    of a measure the sentence names and none of the values that it is held against."""
    inline = [(one.start, one.end) for one in sentence.filled if one.name.startswith("utfall.")]
    typed = [
        (one.start, one.end)
        for one in figures(sentence)
        if _digits(one.value) >= _ENOUGH_DIGITS and not one.looks_like_a_year and not one.hedge
        if _is_only_the_outcome(one, (facts.measure(mention.measure) for mention in said))
    ]
    return (*inline, *typed)


def _is_only_the_outcome(figure: Figure, measures: Iterable[MeasureFacts]) -> bool:
    known = [one for measure in measures for one in measure.values]
    hit = {one.what == "utfall" for one in known if agrees(figure, one)}
    return hit == {True}


def _digits(value: Decimal) -> int:
    """How many digits it has, noughts before the first not counted."""
    return len(str(abs(value)).replace(".", "").lstrip("0"))
