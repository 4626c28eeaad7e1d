"""Where a measure's figure went, or that of the verksamhet, kön or delmått that is spoken of."""

from collections.abc import Iterator
from dataclasses import dataclass

from styrkort.facts import Facts, Known, MeasureFacts, PartFacts
from styrkort.reading.naming.mentions import Mention
from styrkort.reading.naming.parts import parts_named
from styrkort.terms import Arrow, Gender, Trend

__all__ = ["Course", "courses"]

_GENDERS = tuple(gender.label for gender in Gender)
_JUDGED = (Trend.IMPROVED, Trend.DETERIORATED)


@dataclass(frozen=True, slots=True)
class Course:
    """Utveckling: where a figure went, and whether that is to the better."""

    part: str
    """Verksamhet, kön or delmått; empty for the measure's own."""
    arrow: Arrow
    trend: Trend
    utfall_text: str

    def of(self, measure: MeasureFacts) -> str:
        """Whose it is, as a message says it."""
        return f"{measure.name}, {self.part}" if self.part else measure.name


def courses(
    measure: MeasureFacts, mention: Mention, context: str, facts: Facts
) -> Iterator[Course]:
    """Those of all the parts that the words name, or of the whole; none where nobody knows."""
    if measure.withheld:
        return
    components = {part.name for part in measure.parts if part.kind == "delmått"}
    said = parts_named(context, measure)
    if mention.part and (not said or mention.part in components):
        said |= {mention.part}
    if len(said) > 1 and said & components:
        return
    for name in sorted(said) or [""]:
        if course := _course(measure, name, facts):
            yield course


def _course(measure: MeasureFacts, name: str, facts: Facts) -> Course | None:
    if name in _GENDERS:
        return _of_gender(measure, name, facts)
    part = next((part for part in measure.parts if part.name == name), None)
    if part is None or _takes_the_rows(part):
        whole = (
            Course("", measure.arrow, measure.trend, measure.utfall_text) if measure.arrow else None
        )
        return whole if part or not name else None
    return Course(name, part.arrow, part.trend, part.utfall_text) if part.arrow else None


def _takes_the_rows(part: PartFacts) -> bool:
    """A delmått without a figure of its own goes where its row goes."""
    return part.kind == "delmått" and part.arrow is None and not part.unit


def _of_gender(measure: MeasureFacts, gender: str, facts: Facts) -> Course | None:
    """Genders are compared with the same period last year; told only where the measure is too."""
    now, then = _value(measure, "utfall", gender), _value(measure, "jämförelse", gender)
    alike = str(facts.year - 1) in measure.comparison_refers_to
    if not (now and then and alike) or now.text == then.text:
        return None
    arrow = Arrow.UP if now.value > then.value else Arrow.DOWN
    trend = measure.trend if measure.trend in _JUDGED else Trend.NONE
    if trend in _JUDGED and measure.arrow is not arrow:
        trend = _JUDGED[1 - _JUDGED.index(trend)]
    return Course(gender, arrow, trend, now.text)


def _value(measure: MeasureFacts, what: str, of: str) -> Known | None:
    return next((k for k in measure.values if k.what == what and k.of == of), None)
