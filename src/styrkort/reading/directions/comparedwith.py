"""What a sentence compares with, held against what the measure's arrow compares with."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import Final

from styrkort.facts import Facts, MeasureFacts
from styrkort.period import PERIOD_CODES, Period

__all__ = ["compares_alike"]


class _With(Enum):
    LAST_YEAR = "samma period föregående år"
    BASELINE = "ingångsvärde"
    PREVIOUS = "föregående period"
    OTHER = "annat"


_LAST_YEAR: Final = re.compile(
    r"(?<!\w)(?:föregående\s+år\w*|förra\s+året\w*|fjolåret\w*|i\s?fjol|fg\.?\s+år|föreg\.?\s+år"
    r"|samma\s+(?:period|tid|månader)|motsvarande\s+(?:period|tid|månader)|året\s+(?:innan|före)"
    r"|ett\s+år\s+tidigare|året\s+dessförinnan)(?!\w)",
    re.IGNORECASE,
)
_BASELINE: Final = re.compile(
    r"(?<!\w)(?:ingångsvärde|utgångsvärde|basvärde|startvärde|utgångsläge|nollmätning)\w*",
    re.IGNORECASE,
)
_PREVIOUS: Final = re.compile(
    r"(?<!\w)(?:föregående|förra|senaste|förra|tidigare)\s+(?:period|mätning|delår|uppföljning"
    r"|rapport|delårsrapport|tertial)\w*",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"(?<!\w)(?:målet|målen|målvärde\w*|målnivå\w*|målsättning\w*|mål|budget\w*|plan|planen"
    r"|planerat|riket|rikssnitt\w*|rikets|genomsnittet|snittet|medelvärdet|övriga|andra|annan"
    r"|väntat|förväntat|förväntan|beräkna\w*|\w*prognos\w*|normalt|vanligt|tidigare|pandemi\w*|covid\S*"
    r"|våren|våras|hösten|höstas|sommaren|somras|vintern|vintras|kvartal\w*|sikt|över\s+tid"
    r"|senaste\s+(?:\w+\s+)?(?:åren|året|månaderna|månaden|tiden)|mellan\s+åren|varje\s+år"
    r"|önskat|gränsen|gränsvärde\w*|taket|ramen|genomsnittlig\w*\s+nivå|de\s+flesta|män|kvinnor"
    r"|historiskt|innan|åren|årstid\w*|säsong\w*|måltal\w*|kravet|krav|riktvärde\w*)(?!\w)",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(
    r"(?<![\w–-])(?:sedan|än|med|från|mot|i|under|per|av|till)\s+(?:den\s+)?(?:\d\d?\s+)?"
    r"(?P<month>januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
    r"|december)(?!\s*[–-])(?!\w)",
    re.IGNORECASE,
)
_MONTHS: Final = {4: "april", 8: "augusti", 12: "december"}
_CODE: Final = re.compile(r"(?<!\w)(?:D[ÅA]\s?0?[48]|ÅR)(?!\w)")
_YEAR: Final = re.compile(r"(?<![\w,.])20\d\d(?![\w]|,\d)")


def compares_alike(said: str, measure: MeasureFacts, facts: Facts) -> bool:
    """Whether the words compare with nothing in particular, or with what the arrow does.

    ``said`` is the clause without the measure's own name: a name may have "budget" in it.
    """
    period = Period(facts.period, facts.year)
    return set(_compared(said, period)) <= {_of(measure, period)}


def _of(measure: MeasureFacts, period: Period) -> _With:
    refers = measure.comparison_refers_to
    if "ingångsvärde" in refers.casefold():
        return _With.BASELINE
    if not refers or str(period.year - 1) in refers:
        early = period.code == PERIOD_CODES[0] and refers.startswith("dec")
        return _With.PREVIOUS if early else _With.LAST_YEAR
    return _With.PREVIOUS


def _compared(said: str, period: Period) -> Iterable[_With]:
    rest = said
    for kind, pattern in (
        (_With.LAST_YEAR, _LAST_YEAR),
        (_With.BASELINE, _BASELINE),
        (_With.PREVIOUS, _PREVIOUS),
    ):
        if pattern.search(rest):
            yield kind
            rest = pattern.sub(" ", rest)
    if _OTHER.search(rest):
        yield _With.OTHER
    for code in _CODE.findall(rest):
        if period.previous.code == code.replace("A", "Å").replace(" ", ""):
            yield _With.PREVIOUS
        elif code != period.code:
            yield _With.OTHER
    for year in map(int, _YEAR.findall(rest)):
        if year != period.year:
            yield _With.LAST_YEAR if year == period.year - 1 else _With.OTHER
    for month in _MONTH.finditer(rest):
        name = month["month"].casefold()
        if name == _MONTHS[period.previous.end.month] and period.previous.year == period.year:
            yield _With.PREVIOUS
        elif name != _MONTHS[period.end.month]:
            yield _With.OTHER
