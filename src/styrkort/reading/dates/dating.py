"""Whether a sentence dates this report, or what it shows, with another period than its own.

The real annex was published with last period's "per april 2022" in its first sentence (DESIGN 1).
Most dates in a report are of something else: what has happened, what is planned, what is compared
with. Only words that say which months *this* report or its outcomes are of are held against it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from styrkort.facts import Facts
from styrkort.period import Period
from styrkort.reading.dates.datings import Dating, Shape, datings
from styrkort.reading.dates.outcomedates import dates_an_outcome, lead_of
from styrkort.reading.dates.reportdates import dates_the_report
from styrkort.reading.language.statements import divided
from styrkort.reading.remarks import Remark
from styrkort.terms import FindingKind

__all__ = ["date_remarks"]

_IN_A_LIST: Final = re.compile(r"\s*(?:[,/&]|och)\s*(?:D?[ÅA]?\s?0?8(?!\w)|ÅR(?!\w))")
"""When a measure is followed up: "DÅ04, 08, ÅR"."""
_PERIODS_END: Final = 28
"""No period's last day comes before it."""
_WRONG_KIND: Final = {
    "ÅR": re.compile(
        r"(?<!\w)(?:(?:denna|den här|föreliggande)\s+(?:bilaga\s+till\s+)?(?:\w+s\s+)?delårs"
        r"(?:rapport|bokslut)(?:en|et)?|detta\s+delårsbokslut)(?!\w)"
        r"|^\W*bilaga\s+till\s+(?:\w+s\s+)?delårs(?:rapport|bokslut)(?:en|et)?\W*$"
        r"|^\W*del(?:året|årsrapporten|årsbokslutet)\s+(?:visar|uppvisar|slutar|summerar)(?!\w)",
        re.IGNORECASE,
    ),
    "DÅ": re.compile(
        r"(?<!\w)(?:denna|den här|föreliggande)\s+(?:bilaga\s+till\s+)?(?:\w+s\s+)?"
        r"(?:årsrapport|årsredovisning)(?:en)?(?!\w)"
        r"|^\W*bilaga\s+till\s+(?:\w+s\s+)?(?:årsrapport|årsredovisning)(?:en)?\W*$",
        re.IGNORECASE,
    ),
}

_CORRECTS: Final = re.compile(
    r"(?<!\w)(?:är|var|blev|varit)\s+(?:\w+\s+)?(?:felräkna|felaktig|felbokför|felredovisa)\w*",
    re.IGNORECASE,
)
"""What is wrong in an earlier report is told of that report, not of this one."""


def date_remarks(
    sentence: str,
    facts: Facts,
    *,
    following: str = "",
    names_measure: bool = False,
    shown: tuple[str, ...] = (),
    own_months: str = "",
) -> Iterator[Remark]:
    """At most one remark: the first words that date the report or its outcome wrongly.

    ``following`` is the next sentence of the same paragraph, which may tell that the first one
    spoke of how it was; ``names_measure`` says whether the sentence names a measure; ``shown`` are
    its figures that are this report's outcomes and no other's; ``own_months`` the months that the
    report itself gives for the outcomes of the measures that the sentence names, "juni 2022".
    """
    period = Period(facts.period, facts.year)
    found = datings(sentence)
    parts = divided(sentence, ((one.start, one.end) for one in found))
    wrong = _of_other_periods(sentence, found, period, own_months)
    told = len(wrong) < sum(one.shape is not Shape.YEAR for one in found) or any(
        _agrees(one, period) for one in datings(following) if one.shape is not Shape.YEAR
    )
    for dating in wrong:
        earlier = _is_earlier(dating, period)
        if dates_the_report(sentence, dating, parts, earlier=earlier, own=bool(shown)) or (
            not told
            and dates_an_outcome(
                sentence, dating, parts, period,
                following=following, named=names_measure, shown=shown,
            )
        ):  # fmt: skip
            yield _remark(sentence, sentence[lead_of(sentence, dating) : dating.end], period)
            return
    if not told:
        yield from _wrong_kind(sentence, period)


def _of_other_periods(
    sentence: str, found: Iterable[Dating], period: Period, own_months: str
) -> list[Dating]:
    """The datings that name neither this period nor an outcome's own months, and of an earlier
    report's errors none."""
    own = {_last(one, period) for one in datings(own_months)}
    corrected = bool(_CORRECTS.search(sentence))
    return [
        one
        for one in found
        if not _agrees(one, period)
        and not (corrected and _is_earlier(one, period))
        and _last(one, period) not in own
        and not _IN_A_LIST.match(sentence, one.end)
    ]


def _agrees(dating: Dating, period: Period) -> bool:
    """Whether the words name this report's own period, or none that can be held against it."""
    own_year = dating.year is None or dating.year == period.year
    if dating.shape is Shape.YEAR:
        return own_year
    if dating.day is not None and dating.day < _PERIODS_END:
        return True  # a day of decision, or one that something is counted on: never a period's end
    return own_year and dating.month == period.end.month


def _last(dating: Dating, period: Period) -> tuple[int, int]:
    """Year and month that it ends with; without a year, this report's."""
    return dating.year or period.year, dating.month


def _is_earlier(dating: Dating, period: Period) -> bool:
    """Whether what the words name ended before this period did."""
    year = dating.year or period.year
    return (year, dating.month) < (period.year, period.end.month) or year < period.year


def _remark(sentence: str, words: str, period: Period) -> Remark:
    words = words.strip()
    own = f"{period.code} {period.year}, {period.name}"
    return Remark(
        kind=FindingKind.DATE,
        quote=sentence,
        words=words,
        value=f"Rapporten avser {own}",
        message=f"”{words}” anger en annan period än rapportens ({own}).",
        remedy="Skriv rapportens egen period, till exempel {eval}`period.slut`, "
        "eller säg tydligt att meningen gäller en annan tid.",
    )


def _wrong_kind(sentence: str, period: Period) -> Iterator[Remark]:
    """This report called an interim report at the year's end, or an annual one before it."""
    if match := _WRONG_KIND[period.code if period.code == "ÅR" else "DÅ"].search(sentence):
        yield _remark(sentence, match[0], period)
