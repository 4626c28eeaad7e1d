"""What a figure is said to be: outcome, change, goal, comparison, or something of another time."""

import re
from enum import Enum
from typing import Final

from styrkort.facts import Facts, MeasureFacts
from styrkort.period import Period
from styrkort.reading.language.clauses import clause_at
from styrkort.reading.language.figures import Figure
from styrkort.reading.language.prose import Sentence
from styrkort.reading.language.units import POINTS

__all__ = ["Sense", "is_off_unknown_budget", "sense_of"]


class Sense(Enum):
    """Vad talet sägs vara."""

    OUTCOME = "utfall"
    PAST_OUTCOME = "utfall i preteritum"
    CHANGE = "förändring"
    TARGET = "mål"
    COMPARISON = "jämförelse"
    ATTAINMENT = "uppfyllelsegrad"
    SUM = "summa"
    ANY = "i parentes"
    NOT_TARGET = "i parentes, inget mål"
    OTHER = "annat"


_CHANGE_WORD: Final = (
    r"(?:ök(?:at|ade|ar|a|ning\w*)|minsk(?:at|ade|ar|a|ning\w*)|stigit|steg|stiger|sjunkit|sjönk"
    r"|sjunker|gått (?:upp|ned|ner)|gick (?:upp|ned|ner)|förbättr\w+|försämr\w+|förändr\w+|höj\w+"
    r"|sänk\w+|skillnad\w*|differens\w*|uppgång\w*|nedgång\w*|avvik\w+|reducer\w+|växt|vuxit|tappat"
    r"|över(?:stig|skrid|träff)\w+|under(?:stig|skrid)\w+|backa\w*|besparing\w*|tillväxt\w*"
    r"|(?:för)?korta\w*|förläng\w+|fall(?:it|er)|föll|krymp\w*|dala\w*|utöka\w*|växer|växte|stärk\w+"
    r"|ligger (?:över|under)|bättre|sämre|högre|lägre|fler|färre)"
)
_CHANGED_BY = re.compile(
    rf"\b{_CHANGE_WORD}\b[^.;\d]*\b(?:med|på|om|av|motsvarande|:)\s+[^\W\d.]*\s*$"
    r"|\b\w*(?:ökning|minskning|förändring|skillnad|avvikelse)(?:en)?\s+(?:är|var|blev)\s+$"
    rf"|\b(?:ökning|minskning|förändring|skillnad|differens)\w*\W*$"
    rf"|\b{_CHANGE_WORD}\b[^.;]*\b(?:eller|alltså|dvs|det vill säga)\s+med\s+$",
    re.IGNORECASE,
)
_CHANGED_TO = re.compile(r"\btill\s+(?:drygt|knappt|cirka|ca|omkring|nästan)?\s*$", re.IGNORECASE)
_DIFFERS = re.compile(
    r"^\s*(?:högre|lägre|bättre|sämre|mer|mindre|fler|färre|över|ifrån|från (?:mål|budget)"
    r"|under(?!\s+(?:hela |den |det |de |första |årets )*(?:år|period|månad|tertial|halvår|vår"
    r"|sommar|höst|vint|janu|febr|mars|april|maj|juni|juli|augu|sept|okto|nove|dece|20\d\d))"
    r"|kvar|mellan|större|kortare|längre|i (?:ökning|minskning|skillnad|förändring))\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:mål(?:et|en|ets|nivån?|värdet?|talet?|sättning\w*)?|krav(?:et)?|gräns(?:en|värdet)?"
    r"|riktvärdet?|tak(?:et)?)\b"
    r"(?:\s+(?:på|om|är|var|för|året|perioden|divisionen|satt|till|ligger|låg|minst|högst|max|och|är"
    r"|helåret|¤+|som|uppgår|uppgick|att|nå|under|över|\w+året))*\s*[(:=<>≤≥]*\s*$"
    r"|\b(?:plan(?:en|erat|erade)?|budget(?:en|erat|erade)?)\s(?:på|om)\s+$"
    r"|\((?:mål|målet|plan|budget)\W*$",
    re.IGNORECASE,
)
_IS_TARGET = re.compile(r"^\s*(?:som|i|är)\s+(?:mål\b|målet|målvärde)", re.IGNORECASE)
_ATTAINED = re.compile(
    r"(?:måluppfyllel|uppfyllelsegrad|uppfylld|uppfyllt|målet nå|av målet|av plan\b|av planen"
    r"|av budget)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:från|jämfört med|jämfört mot|mot|än|i stället för|istället för|gentemot|kontra"
    r"|ingångsvärde\w*|utgångsläge\w*|utgångsvärde\w*|föregående\W+\w+|förra\W+\w+|fg\W+år\w*"
    r"|fjol\w*|i fjol|tidigare|samma \w+(?:\s\w+){0,3}|motsvarande \w+(?:\s\w+){0,3})\b"
    r"[^\d;]*$",
    re.IGNORECASE,
)
_COMPARED_AFTER = re.compile(
    r"^\s*[)(]?\s*(?:\w+\s){0,3}(?:föregående|förra|fg|i fjol|fjol|samma period|motsvarande"
    r"|året innan|året före|vid (?:ingång|årsskift|föregående|förra))",
    re.IGNORECASE,
)
_SAID_OTHERWISE = re.compile(
    r"\($|\d[^\d.;]{0,25}?(?:,\s*)?\b(?:eller|dvs\.?|d\.v\.s\.|alltså|det vill säga"
    r"|(?:vilket )?motsvarar|motsvarande)\s+(?:drygt|knappt|cirka|ca|ungefär|nästan|närmare)?\s*$",
    re.IGNORECASE,
)
"""In parentheses, or another figure said over again: "med 7 procent, eller 618 MWh"."""
_NAMES_A_TARGET = re.compile(
    r"\b(?:mål|krav|gräns|budget|tak|ingångs|utgångs)\w*[^.;\d]*\($|\d.*[^(]$", re.IGNORECASE
)
_SUMMED = re.compile(r"\b(?:totalt|sammanlagt|tillsammans|summa|i snitt)\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:ska|skall|bör|kommer(?!\s+(?:in|från|via|genom)\b)|väntas|förväntas|beräknas|prognos\w*|bedöms|planeras|nästa|framöver"
    r"|på sikt|kommande|helår\w*|målsättning\w*|ambition\w*|strävan\w*|avser|senast|målbild\w*"
    r"|skulle|kan|kunde|om vi|riktning mot|mål\w* (?:är )?att)\b|^(?:om|hade|vore)\s",
    re.IGNORECASE,
)
_BUDGET: Final = r"\s+(?:\w+\s+){0,3}?\w*(?:budget|prognos|kalkyl)\w*"
_DISTANT: Final = r"(?:högre|lägre|bättre|sämre|mer|mindre|fler|färre|större)\s+än"
_AGAINST_BUDGET = re.compile(
    rf"^\s*(?:\([^)]*\)\s*)?(?:eller\s+[\d,]+\s*%\s+)?"
    rf"(?:{_DISTANT}|mot|jämfört med|i förhållande till|över|under|från){_BUDGET}",
    re.IGNORECASE,
)
_OFF_BUDGET = re.compile(
    rf"(?:{_DISTANT}|över\w+|under\w+|avvik\w+\s+från){_BUDGET}\s+(?:\w+\s+)?(?:med|på|om)\b[^.;]*$",
    re.IGNORECASE,
)
_WHOLE_YEAR = re.compile(r"\bhelår\w*", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:kvartal\w*|vecka|veckan|våren|vårens|sommaren|sommarens|hösten|höstens|vintern|vinterns"
    r"|halvår\w*|\w*terminen\w*|läsåret|sedan tidigare|historiskt|pandemin\w*"
    r"|för (?:två|tre|fyra|fem|några) år sedan"
    r"|som (?:allra )?(?:högst|lägst|mest|minst|längst|kortast|störst|bäst|sämst|flest)|tidvis"
    r"|toppnotering\w*|enskilda?|vissa|hälften|merparten|huvuddelen|majoriteten"
    r"|bland annat|utom|förutom|undantaget|undantag)\b",
    re.IGNORECASE,
)
_MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})(?:s)?\b", re.IGNORECASE)
_ALONE = re.compile(r"(?<!\w)(?:i|under|för|över|just)\s+$", re.IGNORECASE)
"""Before a month: of that month by itself, where "per" and "till och med" are of the period."""
_REPORT = re.compile(r"(?:rapport\w*|bokslut\w*|uppföljning\w*)\s+(?:i|för)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OTHERS = re.compile(
    r"\b(?:(?:för|i|inom|hela|än) regionen|regionens|regionsnitt\w*|riket"
    r"|rikets|rikssnitt\w*|länet|nationellt|landets|sverige|skr|övriga|andra"
    r"|jämförbara|bransch\w*|motsvarande organisation\w*)\b",
    re.IGNORECASE,
)
_PRETERITE = re.compile(r"\b(?:var|låg|uppgick|blev|hade|noterades|mättes|landade)\b", re.I)


def sense_of(
    sentence: Sentence,
    figure: Figure,
    facts: Facts,
    name: tuple[int, int] = (0, 0),
    *,
    dated: bool = False,
) -> Sense:
    """What the words just around the figure say that it is; OTHER where they speak of another
    time, another organisation, or of what is to come. ``name`` is where the measure's name
    stands: its own words say nothing of the figure. ``dated``: the outcome is of the period's last
    month, not of the whole period."""
    text = sentence.text
    start, end = clause_at(text, figure.start)
    before = _without(text[: figure.start], name)[start:]
    after = text[figure.end : max(end, figure.end)]
    if _is_of_another(text[start:end], facts, dated):
        return Sense.OTHER
    if _TARGET.search(before) or _IS_TARGET.match(after):
        return Sense.TARGET
    if _changes(before, after, figure):
        return Sense.CHANGE
    if _ATTAINED.search(before[-60:]) or _ATTAINED.match(after.lstrip()):
        return Sense.ATTAINMENT
    if _SAID_OTHERWISE.search(before):
        return Sense.ANY if _NAMES_A_TARGET.search(before) else Sense.NOT_TARGET
    if _COMPARED.search(before[-70:]) or _COMPARED_AFTER.match(after):
        return Sense.COMPARISON
    if _SUMMED.search(before):
        return Sense.SUM
    if str(facts.year - 1) in text[start:end]:
        return Sense.OTHER
    return Sense.PAST_OUTCOME if _PRETERITE.search(before) else Sense.OUTCOME


def is_off_unknown_budget(text: str, figure: Figure, measure: MeasureFacts) -> bool:
    """Whether the figure says how far the measure is from a budget or a forecast that the report
    doesn't have."""
    if "budget" in measure.name.casefold() or any(one.what == "plan" for one in measure.values):
        return False
    before, after = text[: figure.start], text[figure.end :]
    return bool(_AGAINST_BUDGET.match(after) or _OFF_BUDGET.search(before))


def _is_of_another(clause: str, facts: Facts, dated: bool) -> bool:
    """Whether it speaks of another time, of what is to come, or of others."""
    if _of_another_time(clause, facts, dated) or _is_to_come(clause, facts):
        return True
    return bool(_OTHERS.search(clause) or _OTHER_TIME.search(clause))


def _is_to_come(clause: str, facts: Facts) -> bool:
    """Whether it speaks of the future; at the year's end the whole year is no longer that."""
    past = _WHOLE_YEAR.sub(" ", clause) if facts.period == "ÅR" else clause
    return bool(_FUTURE.search(past))


def _without(text: str, name: tuple[int, int]) -> str:
    """The text with a mark for every letter of the name."""
    start, end = name
    hidden = re.sub(r"\S", "¤", text[start:end])
    return text[:start] + hidden + text[end:]


def _changes(before: str, after: str, figure: Figure) -> bool:
    if _DIFFERS.match(after) or figure.unit == POINTS:
        return True
    if before.endswith("(") and figure.signed and figure.value > 0:
        return True  # below nought it may as well be last year's result
    return bool(_CHANGED_BY.search(before)) and not _CHANGED_TO.search(before)


def _of_another_time(clause: str, facts: Facts, dated: bool) -> bool:
    """Whether the clause names a year that the report has no figures of, or a month by itself."""
    years = {int(year[0]) for year in _YEAR.finditer(clause)}
    if years - {facts.year, facts.year - 1}:
        return True
    last = Period(facts.period, facts.year).end.month
    for month in _MONTH.finditer(clause):
        said = _MONTHS.index(month[1].casefold()) + 1
        range_opens = said == 1 and re.match(r"\s*[–—-]|\s+till", clause[month.end() :])
        if said != last and not range_opens:
            return True
        before = clause[: month.start()]
        alone = _ALONE.search(before) or re.match(r"\s+månad", clause[month.end() :])
        if alone and not (dated or range_opens or _REPORT.search(before)):
            return True
    return False
