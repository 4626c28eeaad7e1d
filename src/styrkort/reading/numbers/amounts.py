"""Figures held against what the report knows: unknown numbers, and wrong units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from styrkort.facts import Facts, Known, MeasureFacts
from styrkort.reading.language.figures import Figure, figures
from styrkort.reading.language.prose import Sentence
from styrkort.reading.language.units import COUNT, PERCENT, POINTS, heard_of, is_bought, scale_of
from styrkort.reading.naming.mentions import Mention
from styrkort.reading.naming.parts import parts_hinted
from styrkort.reading.numbers.agreeing import agrees, extra_values, same_digits, values_for
from styrkort.reading.numbers.linking import counted_thing, said_again_of, said_of, said_twice
from styrkort.reading.numbers.senses import Sense, is_off_unknown_budget, sense_of
from styrkort.reading.numbers.stating import is_stated
from styrkort.reading.numbers.wordings import called, or_quote, shown_values, value_text
from styrkort.reading.remarks import Remark
from styrkort.terms import FindingKind

__all__ = ["number_remarks"]

_SHARED: Final = re.compile(r"\bresp(?:ektive|\.)", re.IGNORECASE)
"""Where it stands, figures belong to several things in turn, whatever word stands nearest."""
_OF_SOME: Final = re.compile(
    r"\b(?:verksamhet(?:er|erna)|enhet(?:er|erna)|varierar|spridning\w*|högsta?|lägsta?|varav|kön\w*)\b",
    re.I,
)
"""Words with which a figure may be a part's though no part is named."""
_ONE_MONTH: Final = re.compile(r"[a-zåäö]+ \d{4}")
_STATED: Final = (Sense.OUTCOME, Sense.PAST_OUTCOME)
_WHAT: Final = {
    Sense.CHANGE: "någon förändring",
    Sense.TARGET: "något mål",
    Sense.COMPARISON: "någon jämförelse",
}


def number_remarks(sentence: Sentence, said: Sequence[Mention], facts: Facts) -> Iterator[Remark]:
    """A remark for each figure with a unit that the report doesn't know for its measure.

    UNIT where it has a known value's digits but a unit that makes it another amount; NUMBER where
    no value of its measure, and no övrigt värde, is it within rounding.
    """
    if sentence.kind == "table":
        return
    for figure in figures(sentence):
        if figure.in_range or sentence.settled(figure.start, figure.end):
            continue
        if _is_of_a_name(sentence.text, figure, said, facts):
            continue
        for meant in (_meant(sentence, figure, said, facts), _of_the_digits(figure, said, facts)):
            if meant and (found := _remark(sentence, meant, facts)):
                yield found
                break


def _is_of_a_name(text: str, figure: Figure, said: Sequence[Mention], facts: Facts) -> bool:
    """Whether the number is a word of a measure's name: "inom 90 dagar", "per 100 vårdplatser"."""
    names = {facts.measure(one.measure).name.casefold() for one in said}
    around = r"\w+\s+{0}(?!\w)|{0}\s+\w+"
    written = text[figure.start : figure.end].casefold()
    number = re.match(r"[\d ,.]*\d", written)
    if number is None:
        return False
    near = text[max(0, figure.start - 20) : figure.end + 20].casefold()
    said_so = re.compile(around.format(re.escape(number[0])))
    return any(m[0] in near for name in names for m in said_so.finditer(name))


def _meant(
    sentence: Sentence, figure: Figure, said: Sequence[Mention], facts: Facts
) -> list[tuple[Mention, Figure]]:
    """The measures that the figure is said of, and the figure as said of each."""
    before = [one for one in said if one.start <= figure.start]
    after = [one for one in said if one.start >= figure.end]
    found = []
    for mention in [*before[::-1], *after[:1]]:
        measure = facts.measure(mention.measure)
        counted = _counted(sentence, figure, measure)
        if counted and _holds(sentence, mention, figure, measure):
            found.append((mention, counted))
        if found and mention in before and len(before) < 2:
            break
    return found


def _of_the_digits(
    figure: Figure, said: Sequence[Mention], facts: Facts
) -> list[tuple[Mention, Figure]]:
    """Where nothing is named: the one measure in money whose outcome has the figure's very digits,
    three or more of them, though the amount is another: "underskottet, −60,3 kr"."""
    named = any(not one.referred for one in said)
    if named or scale_of(figure.unit).quantity != "pengar" or _digits(figure) < 3:
        return []
    money = [m for m in facts.measures if scale_of(m.unit).quantity == "pengar"]
    if any(agrees(figure, known) for m in money for known in m.values):
        return []
    twins = [m for m in money if _twin(figure, m, Sense.OUTCOME)]
    return [(Mention(0, 0, twins[0].id, referred=True), figure)] if len(twins) == 1 else []


def _digits(figure: Figure) -> int:
    """How many digits it has, noughts before the first not counted."""
    return len(str(abs(figure.value)).replace(".", "").lstrip("0"))


def _holds(sentence: Sentence, mention: Mention, figure: Figure, measure: MeasureFacts) -> bool:
    """Whether the figure is the measure's; where the name could mean something else, only if the
    sentence says it twice, or speaks of money right away: "Resultatet är −11,1 mnkr"."""
    if not said_of(sentence, mention, figure, measure):
        return False
    money = scale_of(figure.unit).quantity == scale_of(measure.unit).quantity == "pengar"
    sure = mention.sure or said_twice(sentence, mention, measure)
    return sure or money or said_again_of(sentence, mention, figure, measure)


def _counted(sentence: Sentence, figure: Figure, measure: MeasureFacts) -> Figure | None:
    """The figure with the thing counted as its unit ("109 tillbud"); None where it counts
    something else than the measure does."""
    own = measure.unit.casefold()
    after = sentence.text[figure.end :].casefold()
    if own and not heard_of(own) and re.match(rf"\s{re.escape(own)}(?!\w)", after):
        return replace(figure, unit=own, end=figure.end + 1 + len(own))
    if figure.unit:
        return figure
    if figure.looks_like_a_year:
        return None
    thing, end = counted_thing(sentence.text, figure.end, measure)
    if thing:
        return replace(figure, unit=COUNT, end=end)
    bare = thing is None and scale_of(measure.unit).quantity in ("antal", "index")
    return figure if bare else None


def _remark(sentence: Sentence, meant: list[tuple[Mention, Figure]], facts: Facts) -> Remark | None:
    """The remark on a figure that is none of the values that it may be."""
    name, first = meant[0]
    dated = bool(_ONE_MONTH.fullmatch(facts.measure(name.measure).comparison_refers_to))
    own = (0, 0) if name.referred else (name.start, name.end)
    sense = sense_of(sentence, first, facts, own, dated=dated)
    if sense is Sense.OTHER or is_off_unknown_budget(
        sentence.text, first, facts.measure(name.measure)
    ):
        return None
    if _SHARED.search(sentence.text[max(0, first.start - 15) : first.end + 15]):
        sense = Sense.ANY
    for mention, figure in meant:
        known = (*_values(sentence.text, mention, sense, facts), *extra_values(facts))
        if any(agrees(figure, one) for one in known):
            return None
    mention, figure = meant[0]
    measure = facts.measure(mention.measure)
    if twin := _twin(figure, measure, sense):
        return _wrong_unit(sentence, figure, mention, twin, facts)
    stated = is_stated(sentence.text, mention, figure, measure)
    if stated and _expected(sentence.text, figure, mention, sense, facts):
        return _unknown_number(sentence, figure, mention, sense, facts)
    return None


def _values(text: str, mention: Mention, sense: Sense, facts: Facts) -> tuple[Known, ...]:
    measure = facts.measure(mention.measure)
    own = values_for(measure, sense)
    if not mention.referred and not _OF_SOME.search(text):
        units = {part.name for part in measure.parts if part.kind == "verksamhet"}
        unnamed = (units | {"Kvinnor", "Män"}) - parts_hinted(text, measure)
        own = tuple(one for one in own if one.of not in unnamed)
    components = {part.name for part in measure.parts if part.kind == "delmått"}
    if mention.part in components:
        return tuple(one for one in own if one.of == mention.part)
    return own


def _twin(figure: Figure, measure: MeasureFacts, sense: Sense) -> Known | None:
    """The known value that the figure has the digits of, though with a unit that makes it another
    amount; digits that many things may have by chance are no evidence."""
    changed = sense is Sense.CHANGE and figure.unit == PERCENT
    if not figure.unit or (_digits(figure) < 2 and not changed):
        return None
    for known in (*values_for(measure, sense), *_levels(measure, figure)):
        if not heard_of(known.unit) or not same_digits(figure, known):
            continue
        units = {scale_of(figure.unit), scale_of(known.unit)}
        alike = {one.quantity for one in units} <= {"antal", "index"}
        if (
            len(units) == 2
            and not alike
            and not is_bought(units)
            and not known.what.startswith("skillnad")
        ):
            return known
    return None


def _levels(measure: MeasureFacts, figure: Figure) -> tuple[Known, ...]:
    """Where percentage points are said: the outcome, which is in per cent."""
    return values_for(measure, Sense.COMPARISON) if figure.unit == POINTS else ()


def _expected(text: str, figure: Figure, mention: Mention, sense: Sense, facts: Facts) -> bool:
    """Whether the report would know the figure if it were right: it has values of that sense, or
    says outright that it has none, in a unit of the same kind."""
    measure = facts.measure(mention.measure)
    own = _values(text, mention, sense, facts)
    if not own and sense in _STATED and not mention.referred:
        return bool(figure.unit) and scale_of(figure.unit) == scale_of(measure.unit) and (
            measure.unit not in ("", "text", "ja/nej")
        )  # fmt: skip
    if sense in (Sense.CHANGE, Sense.COMPARISON):
        wanted = "förändring" if sense is Sense.CHANGE else "jämförelse"
        own = own if any(one.what.startswith(wanted) for one in own) else ()
    if sense is Sense.TARGET:  # nobody's budget is the 0 that a result is held against
        own = own if any(one.what == "mål" and one.value for one in own) else ()
    kinds = {scale_of(one.unit).quantity for one in own}
    return scale_of(figure.unit or measure.unit).quantity in kinds


def _wrong_unit(
    sentence: Sentence, figure: Figure, mention: Mention, twin: Known, facts: Facts
) -> Remark:
    measure = facts.measure(mention.measure)
    words = sentence.text[figure.start : figure.end]
    right = value_text(twin)
    return Remark(
        FindingKind.UNIT,
        sentence.text,
        words,
        shown_values(measure, mention.part),
        f"”{words}” har fel enhet: {twin.what} för {called(measure)} är {right}.",
        f"Skriv {right}{or_quote(measure, facts, twin.what)}.",
        measure.id,
    )


def _unknown_number(
    sentence: Sentence, figure: Figure, mention: Mention, sense: Sense, facts: Facts
) -> Remark:
    measure = facts.measure(mention.measure)
    words = sentence.text[figure.start : figure.end]
    what = sense.value if sense in _WHAT else "utfall"
    return Remark(
        FindingKind.NUMBER,
        sentence.text,
        words,
        shown_values(measure, mention.part),
        f"”{words}” stämmer inte med {_WHAT.get(sense, 'något utfall')} som rapporten har för "
        f"{called(measure)}.",
        f"Rätta talet{or_quote(measure, facts, what)}, eller för in det under övriga_värden i "
        "periodfilen om det är räknat på annat sätt.",
        measure.id,
    )
