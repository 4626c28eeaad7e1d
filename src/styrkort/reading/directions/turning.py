"""Direction words held against where the figures went.

"ökat" and "lägre" are held against the measure's arrow, "förbättrats" and "sämre" against its
trend. What isn't certainly said of one measure, and compared with what its arrow compares with,
is let be.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from styrkort.facts import Facts, MeasureFacts
from styrkort.reading.directions.comparedwith import compares_alike
from styrkort.reading.directions.courses import Course, courses
from styrkort.reading.directions.directionwords import DirectionWord, Sense, direction_words
from styrkort.reading.directions.subjects import assertion_of
from styrkort.reading.language.prose import Sentence
from styrkort.reading.naming.mentions import Mention
from styrkort.reading.naming.parts import part_words, without_parts
from styrkort.reading.remarks import Remark
from styrkort.terms import Arrow, FindingKind, Trend

__all__ = ["direction_remarks"]

_TIME: Final = ("minuter", "timmar", "dagar", "dygn", "veckor", "månader", "sekunder", "år")
_HEDGE: Final = re.compile(
    r"(?<!\w)(?:i stort(?: sett)?|i princip|nästan|näst ?intill|relativt|ungefär|i huvudsak"
    r"|i det närmaste|förhållandevis|mer eller mindre|ganska|praktiskt taget|i allt väsentligt)"
    r"\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_MONEY: Final = ("kr", "tkr", "mkr", "mnkr", "mdkr")
_INVERTED: Final = re.compile(r"underskott|överskott|förlust|minus")
"""What grows as the result falls, or only while it is on one side of nought."""
_THAN_EXPECTED: Final = re.compile(
    r"\s+än\s+(?:vad\s+|det\s+)?(?:som\s+|vi\s+|man\s+)(?:\w+\s+){0,2}?"
    r"(?:prognos|budget|planer|beräkna|räkna|förvänta|vänta|trod|trott|befara|anta|bedöm)\w*",
    re.IGNORECASE,
)
_COST: Final = re.compile(r"kostnad|utgift", re.IGNORECASE)
_OF_ARROW: Final = {Sense.UP: Arrow.UP, Sense.DOWN: Arrow.DOWN, Sense.LEVEL: Arrow.LEVEL}
_OF_TREND: Final = {Sense.BETTER: Trend.IMPROVED, Sense.WORSE: Trend.DETERIORATED}
_WENT: Final = {
    Arrow.UP: "har ökat",
    Arrow.DOWN: "har minskat",
    Arrow.LEVEL: "är oförändrad",
}
_NEARLY: Final = Decimal(2)
"""Per cent: a change no larger may be called level by anyone."""


def direction_remarks(
    sentence: Sentence, said: Sequence[Mention], facts: Facts
) -> Iterator[Remark]:
    """Direction words that say otherwise than the measure's arrow or trend; one a measure."""
    if sentence.kind in ("heading", "table"):
        return
    told: set[str] = set()
    for word in direction_words(sentence.text):
        if sentence.settled(word.start, word.end) or _THAN_EXPECTED.match(sentence.text, word.end):
            continue
        names = (*facts.units, *_part_words(sentence.text, said, facts))
        assertion = assertion_of(sentence.text, word, said, names)
        if assertion is None or assertion.mention.measure in told:
            continue
        measure = facts.measure(assertion.mention.measure)
        if not _fits(word, assertion.mention, sentence.text, measure):
            continue
        context = without_parts(assertion.context, measure)
        if not compares_alike(context, measure, facts):
            continue
        for course in courses(measure, assertion.mention, assertion.context, facts):
            if measure.id not in told and _contradicts(word, sentence.text, measure, course):
                told.add(measure.id)
                yield _remark(sentence.text, word, measure, course)


def _part_words(text: str, said: Sequence[Mention], facts: Facts) -> tuple[str, ...]:
    """The words that name a verksamhet or kön of any of the measures spoken of."""
    measures = {one.measure for one in said}
    return tuple(dict.fromkeys(w for id in measures for w in part_words(text, facts.measure(id))))


def _fits(word: DirectionWord, mention: Mention, text: str, measure: MeasureFacts) -> bool:
    """Whether the word can be of this measure: "längre" of a time, "antalet" of no percentage."""
    if word.text.casefold() in ("längre", "kortare"):
        return measure.unit in _TIME
    named = text[mention.start : mention.end].casefold()
    if word.sense not in _OF_TREND and _is_negative_cost(measure):
        return False
    grows = _INVERTED.search(named) or ("avvikelse" in named and measure.unit in _MONEY)
    if grows and word.sense not in _OF_TREND:
        return False
    if mention.referred and named in ("antalet", "andelen"):
        return (measure.unit == "%") == (named == "andelen")
    return not mention.referred or named not in (
        "målet", "ingångsvärdet", "snittet", "genomsnittet", "motsvarande", "kostnaden",
        "förändringen", "avvikelsen", "ökningen", "minskningen",
    )  # fmt: skip


def _is_negative_cost(measure: MeasureFacts) -> bool:
    """Whether it is a cost written as a result, below nought, so that "ökade" may be either way."""
    now = next((k for k in measure.values if k.what == "utfall" and not k.of), None)
    return now is not None and now.value < 0 and bool(_COST.search(measure.name))


def _contradicts(word: DirectionWord, text: str, measure: MeasureFacts, course: Course) -> bool:
    """Whether the word says otherwise than the arrow (up, down, level) or the trend."""
    arrow, trend = course.arrow, course.trend
    settled = trend is Trend.UNCHANGED
    if word.sense in _OF_TREND:
        if trend not in (Trend.IMPROVED, Trend.DETERIORATED, Trend.UNCHANGED):
            return False
        agrees = trend is _OF_TREND[word.sense]
        return agrees if word.negated else not agrees and not (settled and arrow is not Arrow.LEVEL)
    agrees = arrow is _OF_ARROW[word.sense]
    if word.negated:
        return agrees and not settled
    if word.sense is Sense.LEVEL:
        hedged = bool(_HEDGE.search(text[: word.start]))
        return not (agrees or settled or hedged or _is_near(measure, course.part))
    return not agrees


def _is_near(measure: MeasureFacts, part: str) -> bool:
    """Whether the change is so small that "i nivå med" is nobody's error."""
    changes = (k for k in measure.values if k.what == "förändring i procent" and k.of == part)
    change = next(changes, None)
    return change is not None and abs(change.value) <= _NEARLY


def _remark(quote: str, word: DirectionWord, measure: MeasureFacts, course: Course) -> Remark:
    of, arrow, trend = course.of(measure), course.arrow, course.trend
    words = f"inte {word.text}" if word.negated else word.text
    compared = measure.comparison_refers_to
    against = f" jämfört med {compared}" if compared else ""
    judged = f", utveckling {trend.value}" if trend is not Trend.NONE else ""
    return Remark(
        kind=FindingKind.DIRECTION,
        quote=quote,
        words=words,
        value=f"{of}: utfall {course.utfall_text}, {_WENT[arrow]}{against}{judged}",
        message=f"”{words}” stämmer inte med {of}, som {_WENT[arrow]}{against} enligt rapporten.",
        remedy="Ändra orden så att de säger det som tabellen säger, eller skriv ut vad de jämför"
        " med.",
        measure=measure.id,
    )
