"""Which measure a direction word is said of, where the sentence leaves no doubt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from styrkort.reading.directions.directionwords import DirectionWord
from styrkort.reading.language.phrases import FINITE, ends_plainly, passes
from styrkort.reading.language.statements import Clause, divided
from styrkort.reading.naming.mentions import Mention

__all__ = ["Assertion", "assertion_of"]

_FINITE: Final = re.compile(rf"(?<!\w){FINITE.pattern}", re.IGNORECASE)

_ASIDE: Final = re.compile(
    r",\s+((?:jämfört|i\s+jämförelse|liksom|precis\s+som|som\s+väntat|trots|på\s+grund\s+av|till\s+följd"
    r"|tack\s+vare|i\s+likhet|enligt|totalt\s+sett|glädjande\s+nog)[^,.]*),",
    re.IGNORECASE,
)
_NOT_STATED: Final = ("om", "såvida", "för att", "innan", "när", "utan att", "genom att", "eller")
_FACTUAL: Final = re.compile(
    r"(?<!\w)(?:visar|visat|visade|konstatera\w*|innebär|inneburit|medför|medfört|beror|framgår"
    r"|glädjande|ser|noterar|noteras|gör|gjort|lett|resulterat|bidragit|orsaken|anledningen"
    r"|faktum|positivt|märks|så|följd|grund|trots|tack)(?!\w)",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"(?<!\w)(?:inte|ej|inget|ingen)(?!\w)", re.IGNORECASE)
_CAUSE: Final = re.compile(
    r"(?<!\w)(?:på\s+grund\s+av|till\s+följd\s+av|som\s+en\s+följd|tack\s+vare|trots|beroende\s+på"
    r"|genom|i\s+och\s+med|med\s+anledning\s+av)(?!\w)",
    re.IGNORECASE,
)
_PLANS: Final = re.compile(
    r"(?<!\w)(?:ska|skall|bör|måste|kan|kunna|kunde|skulle|väntas|förväntas|beräknas|planeras"
    r"|prognos\w*|kommer|behöver|behov(?:et)?|risk(?:en|er)?(?!\s+för\s+allvarlig)|syfte\w*|syftar"
    r"|ambition\w*|strävan|målsättning\w*|mål(?:et)?\s+(?:är|om)|arbetar?\s+(?:för|med)|arbetet\s+(?:för"
    r"|med)|vill|hoppas|tros|befaras|leder\s+till|bidrar\s+till|möjlig\w*|önskan|önskad|inför|om\s+inte"
    r"|hade|nästa\s+år|framöver|på\s+sikt|framgent|fortsätta|försöka|verka\s+för|krävs)(?!\w)",
    re.IGNORECASE,
)
_ADJACENT: Final = re.compile(
    r"\s*(?:(?:av|i|för|på|den|det|de|vår|divisionens|antalet|antal|andelen|andel|total|totala"
    r"|totalt|genomsnittliga?|nivån|sin|sitt|sina|även|också|därmed|därför|inte|ej|dock|nu)\s+)*",
    re.IGNORECASE,
)
_OF_IT: Final = re.compile(
    r"\s*(?:av|i|för)\s+(?:den\s+|det\s+|antalet\s+|andelen\s+)*", re.IGNORECASE
)
_PLAIN_AFTER_ADJECTIVE: Final = re.compile(
    r"\W*(?:$|(?:än|jämfört|i|under|vid|med|mot|nu|och|men|samma|föregående|idag|inom|sedan|till|på"
    r"|eller|men|utfall|nivå)(?!\w))",
    re.IGNORECASE,
)
_WHERE_IT_IS: Final = re.compile(r"^\s*inom\s+[\w/-]+", re.IGNORECASE)
"""After a delmått, which is of one activity, it says which, and narrows nothing."""
_COMPARED_NEXT: Final = re.compile(r"\s*(?:\w+\s+){0,3}?(?:än|jämfört)(?!\w)")
_HAS_DONE: Final = re.compile(r"(?<!\w)har\s+\w+t\s*$", re.IGNORECASE)
_INHERITING: Final = ("och", "men", "samt", ",", "dock", "däremot", "vilket", ";")


@dataclass(frozen=True, slots=True)
class Assertion:
    """Påstående: that a measure went some way."""

    mention: Mention
    context: str
    """The words around it, where it says what it compares with; the measure's name left out."""


def assertion_of(
    text: str, word: DirectionWord, said: Sequence[Mention], names: tuple[str, ...]
) -> Assertion | None:
    """Whom the direction word is said of; None where that isn't certain, or isn't stated.

    ``names`` are the verksamheter and kön that may be named beside the measure.
    """
    masked = _masked(text)
    parts = divided(masked, ((one.start, one.end) for one in said))
    at = next((n for n, part in enumerate(parts) if word.start < part.end), None)
    if at is None or not _is_stated(parts, at):
        return None
    mention = _found(masked, word, parts, at, said, names)
    if mention is None or not mention.sure:
        return None
    tail = _tail(parts, at)
    if not _ends(masked[word.end : tail], word, mention, names, word.end):
        return None
    context = _without_cause(masked[parts[at].start : tail], word.start - parts[at].start)
    own = masked[mention.start : mention.end]
    return Assertion(mention, context.replace(own, " ") if own.strip() else context)


def _without_cause(context: str, at: int) -> str:
    """The clause without the cause it gives: what is told there isn't what it compares with."""
    after = _CAUSE.search(context, at)
    context = context[: after.start()] if after else context
    before = _CAUSE.search(context, 0, at)
    verb = _FINITE.search(context, before.end()) if before else None
    return context[: before.start()] + context[verb.start() :] if before and verb else context


def _masked(text: str) -> str:
    """The sentence with parentheses, quotations' marks and asides' commas blanked."""
    masked = re.sub(r"\([^()]*\)", lambda match: " " * len(match[0]), text)
    return _ASIDE.sub(lambda match: f" {match[0][1:-1]} ", masked)


def _is_stated(parts: tuple[Clause, ...], at: int) -> bool:
    """Whether the clause tells what is, and not what is wanted, feared or asked."""
    part = parts[at]
    if part.link in _NOT_STATED or _PLANS.search(part.text):
        return False
    if part.link not in ("att", "så att"):
        return True
    before = parts[at - 1].text if at else ""
    factual = part.link == "så att" or bool(_FACTUAL.search(before))
    return factual and not _DENIED.search(before)


def _tail(parts: tuple[Clause, ...], at: int) -> int:
    """Where the clause ends, what it compares with in a clause without verb included."""
    end = parts[at].end
    for part in parts[at + 1 :]:
        if part.finite or part.link not in (",", "som", "("):
            break
        end = part.end
    return end


def _found(
    text: str,
    word: DirectionWord,
    parts: tuple[Clause, ...],
    at: int,
    said: Sequence[Mention],
    names: tuple[str, ...],
) -> Mention | None:
    part = parts[at]
    own = [one for one in said if part.start <= one.start and one.end <= part.end]
    before = [one for one in own if one.end <= word.start]
    after = [one for one in own if one.start >= word.end]
    if before:
        mention = before[-1]
        lead, between = text[part.start : mention.start], text[mention.end : word.start]
        if mention.part and mention.part not in names:
            between = _WHERE_IT_IS.sub(" ", between)
        return mention if passes(lead, names) and passes(between, names) else None
    if after and (behind := _behind(text, word, part, after[0], names)):
        return behind
    if around := [one for one in own if one.start <= word.start and word.end <= one.end]:
        compared = re.search(r"(?<!\w)än(?!\w)", text[around[0].end : part.end])
        alone = word.kind == "adjektiv" and passes(text[part.start : around[0].start], names)
        return around[0] if compared and alone else None
    if any(one.start < word.end and word.start < one.end for one in own):
        return None
    if not passes(text[part.start : word.start], names):
        return None
    return _inherited(text, parts, at, said, names, word)


def _behind(
    text: str, word: DirectionWord, part: Clause, mention: Mention, names: tuple[str, ...]
) -> Mention | None:
    """The mention that follows the word, where it is what the word is said of."""
    if _is_of_more(text, word, part, mention):
        return replace(mention, sure=True)
    return _object(text, word, part, mention, names)


def _object(
    text: str, word: DirectionWord, part: Clause, mention: Mention, names: tuple[str, ...]
) -> Mention | None:
    """The mention right behind the word: "minskade sjukfrånvaron", "en ökning av andelen"."""
    gap = text[word.end : mention.start]
    lead = text[part.start : word.start]
    if word.kind == "adjektiv":
        lead = _HAS_DONE.sub("har ", lead)
    if not passes(lead, names):
        return None
    if word.kind == "substantiv":
        return mention if _OF_IT.fullmatch(gap) else None
    if not _ADJACENT.fullmatch(gap):
        return None
    if word.kind == "adjektiv":
        rest = text[mention.end : part.end]
        compared = _COMPARED_NEXT.match(rest)
        return mention if compared and part.present else None
    return mention if word.kind == "verb" else None


def _is_of_more(text: str, word: DirectionWord, part: Clause, mention: Mention) -> bool:
    """As in "Fler har tecknat avtal än i fjol", where what is counted comes last."""
    if word.text.casefold() not in ("fler", "färre") or text[part.start : word.start].strip():
        return False
    done = re.fullmatch(
        r"\s+(?:\w+\s+){0,2}har\s+(?:\w+\s+)?\w+t\s+", text[word.end : mention.start]
    )
    return bool(done) and bool(_COMPARED_NEXT.match(text[mention.end : part.end]))


def _inherited(
    text: str,
    parts: tuple[Clause, ...],
    at: int,
    said: Sequence[Mention],
    names: tuple[str, ...],
    word: DirectionWord,
) -> Mention | None:
    """The measure of the clause before: "… 6,3 %, vilket är en ökning", "… och är lägre"."""
    part = parts[at]
    if part.link == "som":
        near = [one for one in said if 0 <= part.start - one.end <= len(" , som ")]
        return near[-1] if near else None
    if part.link not in _INHERITING:
        return None
    starts_with_noun = word.kind == "substantiv" and not part.finite
    if part.link == "," and not (starts_with_noun or FINITE.match(part.text.strip())):
        return None
    for earlier in reversed(parts[:at]):
        own = [one for one in said if earlier.start <= one.start and one.end <= earlier.end]
        if not own:
            if earlier.finite:
                return None
            continue
        last = own[-1]
        single = len({one.measure for one in own}) == 1
        whole = ends_plainly(text[last.end : earlier.end].strip(), names)
        return (
            last if single and whole and passes(text[earlier.start : own[0].start], names) else None
        )
    return None


def _ends(
    rest: str, word: DirectionWord, mention: Mention, names: tuple[str, ...], at: int
) -> bool:
    """Whether the rest of the clause leaves the word said of the whole measure."""
    if mention.end > at:
        rest = rest[mention.end - at :]
    elif word.kind == "adjektiv" and not _PLAIN_AFTER_ADJECTIVE.match(rest):
        return False
    return ends_plainly(rest.strip(), names)
