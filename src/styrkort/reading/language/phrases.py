"""Phrases that stand around a subject and its verb without being either.

What isn't known here is taken for somebody else's subject or for a part of the whole, and then
nothing is said of the sentence: better silent than wrong.
"""

import re
from typing import Final

__all__ = ["FINITE", "ends_plainly", "passes"]

FINITE: Final = re.compile(
    r"(?:är|har|hade|var|blev|blivit|blir|ligger|låg|legat|varit|ha|uppgår|uppgick|visar|visade|uppvisar"
    r"|redovisar|bedöms|bedömdes|anses|noterar|noteras|ses|syns|innebär|utgör|motsvarar|tycks"
    r"|kan konstateras|fortsätter|hållits|hålls|haft|visat|redovisat|uppvisat|skett|inneburit"
    r"|kvarstår|förblir|förblivit|fortsatt)(?!\w)",
    re.IGNORECASE,
)
_ADVERB: Final = (
    r"(?:generellt(?: sett)?|något|totalt(?: sett)?|kraftigt|markant|tydligt|tydlig|marginellt|dock"
    r"|även|också|därmed|därför|åter(?:igen)?|nu|inte|ej|varken|knappast|aldrig|successivt|stadigt"
    r"|sammantaget|sammanfattningsvis|ytterligare|fortsatt|betydligt|relativt|väsentligt|avsevärt"
    r"|svagt|i stort(?: sett)?|bara|endast|så|då|fortfarande|nästan|i princip|klart|alltså|således"
    r"|hittills|däremot|samtidigt|mycket|lite|litet|glädjande(?: nog)?|positivt|tyvärr|i år|totala"
    r"|i sin helhet|som helhet|i genomsnitt|i snitt|en aning|dessutom|fortsättningsvis|rejält"
    r"|förhållandevis|i stället|istället|återigen|i huvudsak|drygt|knappt|cirka|ca|ungefär"
    r"|nästintill|tvärtom|i jämförelse|däribland|viss|liten|stor|kraftig|svag|inga|inget|ingen)"
)
_DETERMINER: Final = (
    r"(?:den|det|de|en|ett|vår|vårt|våra|divisionens|verksamhetens|regionens|periodens|årets|antalet"
    r"|andelen|uttaget|användningen|förbrukningen|mängden|volymen|omfattningen|graden|nivån|utfallet|värdet|måttet|styrmåttet|indikatorn|nyckeltalet|resultatet|indexet"
    r"|utvecklingen|andel|antal|antal|total|totalt|genomsnittlig(?:a|t)?|samlad|samlade|sammanlagda"
    r"|på|av|för|med|till)"
)
_ACTOR: Final = r"(?:divisionen|verksamheten|verksamheterna|regionen|vi|man|enheterna)"
_WHOLE: Final = (
    r"(?:(?:hela|den|det|sin|stort|genomsnitt|snitt|aktuella|gångna)\s+)*(?:divisionens?"
    r"(?:\s+verksamheter)?|regionen|verksamheten|verksamheterna|perioden|året|helhet|helheten|år"
    r"|delåret|perspektivet\s+\w+|rapportperioden|årets\s+\w+\s+(?:första\s+)?månader"
    r"|januari\s*[–-]\s*\w+|(?:första|andra|tredje)\s+tertialet|20\d\d|genomsnitt|snitt|sin\s+helhet"
    r"|(?:den\s+)?\d\d?\s+\w+|augusti|december)(?:\s+20\d\d)?"
)
_WITHIN: Final = r"(?:i|inom|för|under|på|hos|per|till\s+och\s+med|t\.o\.m\.)"
_FIGURE: Final = (
    r"(?:till|med|från|om|på|mot|är|hela|cirka|ca|drygt|knappt)?\s*[(]?[+−-]?\d[\d  ]*(?:,\d+)?\s*"
    r"(?:%|procentenhet(?:er)?|procent|[mt]?n?kr|mkr|kronor|miljoner(?: kronor)?|st|stycken|index"
    r"|indexenhet(?:er)?|poäng|dagar|timmar|minuter|gram|g|enheter|ärenden|MWh|personer)?[)]?"
)
_COMPARED: Final = (
    r"(?:jämfört\s+med|i\s+jämförelse\s+med|i\s+relation\s+till|i\s+förhållande\s+till|mot|än"
    r"|sedan|gentemot)\s+(?:[\w/–-]+[\s.]+){0,7}?(?=FINITE|WORD)"
)
_OF: Final = (
    r"(?:avseende|gällande|beträffande|rörande|kopplat\s+till|vad\s+gäller|när\s+det\s+gäller|vad"
    r"\s+avser|i\s+fråga\s+om|enligt|inom\s+(?:perspektivet|området|framgångsfaktorn))"
    r"\s+(?:[\w/-]+\s+){1,10}?(?=FINITE|WORD)"
)
_BECAUSE: Final = (
    r"(?:(?:som\s+en\s+|till\s+)?följd\s+av|på\s+grund\s+av|tack\s+vare|trots|genom|med\s+anledning"
    r"\s+av|med\s+hjälp\s+av|i\s+takt\s+med|i\s+och\s+med)\s+(?:[\w/%-]+\s+){1,14}?(?=FINITE|WORD)"
)
_OPEN: Final = (_OF, _COMPARED, _BECAUSE)
_CLOSED: Final = (rf"{_WITHIN}\s+{_WHOLE}", FINITE.pattern, _ADVERB, _FIGURE, _DETERMINER, _ACTOR)


def _compiled(pattern: str) -> re.Pattern[str]:
    ahead = rf"(?:{FINITE.pattern})|\s*$".replace("(?!\\w)", r"(?!\w)")
    written = pattern.replace("FINITE|WORD", ahead)
    return re.compile(rf"(?:{written})(?![\w])[\s,:”\"]*|[\s,:–”\"]+", re.IGNORECASE)


_SKIPPED: Final = tuple(
    _compiled(pattern) for pattern in (rf"{_WITHIN}\s+{_WHOLE}", *_OPEN, *_CLOSED)
)
_LAST: Final = re.compile(
    r"(?:framför\s+allt|främst|särskilt|i\s+synnerhet|bland\s+annat|bl\.a\.|på\s+grund\s+av|genom"
    r"|till\s+följd|tack\s+vare|i\s+och\s+med|trots|som\s+en\s+följd|beroende\s+på|vilket|medan|men"
    r"|och|samt|jämfört|i\s+jämförelse|i\s+relation|i\s+förhållande|än|mot|från|gentemot|,|\.|;|$)",
    re.IGNORECASE,
)
_NARROWING: Final = re.compile(
    r"(?:i|inom|bland|hos|på|vid|för|per|under|efter|mellan|sedan|kring)(?!\w)\s*", re.IGNORECASE
)


def passes(text: str, names: tuple[str, ...] = ()) -> bool:
    """Whether all of the text is such phrases, so that no other subject stands in it.

    ``names`` are verksamheter and delmått that may be named besides.
    """
    at = 0
    while at < len(text):
        end = _skipped(text, at, names)
        if end == at:
            return False
        at = end
    return True


def ends_plainly(text: str, names: tuple[str, ...] = ()) -> bool:
    """Whether what follows a direction word leaves it said of the whole.

    "har ökat kraftigt under perioden" does; "har ökat på kirurgen" and "har ökat sedan i våras"
    don't: they say it of a part, or of another time.
    """
    at = 0
    while at < len(text):
        rest = text[at:]
        narrowing = _NARROWING.match(rest)
        if (end := _skipped(text, at, names)) > at and not (
            narrowing and end - at <= narrowing.end()
        ):
            at = end
        elif _LAST.match(rest):
            return True
        else:
            return not narrowing
    return True


def _skipped(text: str, at: int, names: tuple[str, ...]) -> int:
    for name in names:
        named = re.compile(
            rf"(?:(?i:i|inom|hos|på|vid|för|bland|avseende)\s+(?:de\s+)?)?{re.escape(name)}s?(?!\w)\s*"
        )
        if match := named.match(text, at):
            return match.end()
    for pattern in _SKIPPED:
        if (match := pattern.match(text, at)) and match.end() > at:
            return match.end()
    return at
