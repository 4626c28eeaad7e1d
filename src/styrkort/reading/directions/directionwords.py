"""Words that say which way a figure has gone, and whether that is to the better."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

__all__ = ["DirectionWord", "Sense", "direction_words"]


class Sense(Enum):
    """What a direction word says of a figure."""

    UP = "upp"
    DOWN = "ned"
    LEVEL = "lika"
    BETTER = "bättre"
    WORSE = "sämre"


@dataclass(frozen=True, slots=True)
class DirectionWord:
    """Riktningsord: "ökat", "lägre", "en förbättring"."""

    start: int
    end: int
    sense: Sense
    kind: str
    """"verb", "adjektiv" (that may belong to a noun after it), "nivå", "substantiv", or "omdöme"
    (of how "utvecklingen" is: of the figure itself it says nothing)."""
    negated: bool
    text: str


_GO: Final = r"(?:gått|går|gick)"
_ON: Final = r"(?:fortsätter|fortsatt|fortsatte|lyckats(?:\s+med)?|kunnat)\s+(?:att\s+)?"
_BEFORE: Final = r"\s+(?:föregående|fjolårets?|förra\s+året|ingångsvärdet|motsvarande|samma)"
_DEVELOPED: Final = r"(?:utvecklats|utvecklas|utvecklades|gått|går|gick)"
_WORDS: Final[tuple[tuple[Sense, str, str], ...]] = (
    (
        Sense.UP,
        "verb",
        r"ökat|ökats|ökar|ökade|ökades|utökats|klättrat|klättrar|klättrade|stigit|stiger|steg|växt|skenar|skenat|vuxit|växer|växte|tilltagit|tilltar|höjts"
        r"|fördubblats|dubblerats|dubblats|tredubblats|mångdubblats|fördubblades"
        rf"|{_GO}\s+upp|{_ON}(?:öka|utökas|stiga|växa|höja|klättra)",
    ),
    (
        Sense.DOWN,
        "verb",
        r"minskat|minskats|minskar|minskade|minskades|fallit|faller|föll|sjunkit|sjunker|sjönk|avtagit|avtar|sänkts"
        r"|reducerats|halverats|halverades|dalat|krympt"
        rf"|{_GO}\s+ne[dr]|{_ON}(?:minska|sjunka|sänka|falla)",
    ),
    (
        Sense.BETTER,
        "verb",
        r"förbättrats|förbättras|förbättrades|stärkts|stärks|stärktes|förstärkts"
        rf"|{_DEVELOPED}\s+(?:mycket\s+)?(?:positivt|väl|(?:i\s+(?:en\s+)?(?:positiv|rätt)"
        rf"\s+riktning)|åt\s+rätt\s+håll)|{_ON}förbättra[st]?",
    ),
    (
        Sense.WORSE,
        "verb",
        r"försämrats|försämras|försämrades"
        rf"|{_DEVELOPED}\s+(?:negativt|(?:i\s+(?:en\s+)?(?:negativ|fel)\s+riktning)"
        rf"|åt\s+fel\s+håll)|{_ON}försämra[st]?",
    ),
    (Sense.UP, "verb", rf"förlängts|förlängdes|överst(?:iger|eg)(?={_BEFORE})"),
    (
        Sense.DOWN,
        "verb",
        rf"förkortats|förkortades|kortats|kortades|underst(?:iger|eg)(?={_BEFORE})",
    ),
    (Sense.UP, "adjektiv", r"upp(?=\s+(?:sedan|jämfört|från|mot)\s)"),
    (Sense.DOWN, "adjektiv", r"ne[rd](?=\s+(?:sedan|jämfört|från|mot)\s)"),
    (Sense.UP, "adjektiv", r"högre|fler|större|längre|ökad|mer(?=\s+än\s)"),
    (Sense.DOWN, "adjektiv", r"lägre|färre|kortare|minskad|mindre(?=\s+än\s)"),
    (Sense.BETTER, "adjektiv", r"bättre|förbättrad|förbättrat|förbättrade"),
    (Sense.WORSE, "adjektiv", r"sämre|försämrad|försämrat|försämrade"),
    (
        Sense.LEVEL,
        "nivå",
        r"oförändra(?:d|t|de)|bibehåll(?:en|et|its|na)|i\s+nivå\s+med|i\s+linje\s+med"
        r"|(?:legat|ligger|låg|stått|står|stod)\s+(?:helt\s+)?stilla?|på\s+samma\s+nivå|samma\s+nivå\s+som|(?:ligger|legat|låg)\s+kvar",
    ),
    (Sense.BETTER, "omdöme", r"positiv"),
    (Sense.WORSE, "omdöme", r"negativ"),
    (Sense.UP, "substantiv", r"ökning(?:en)?|uppgång(?:en)?|uppåtgående\s+trend"),
    (
        Sense.DOWN,
        "substantiv",
        r"minskning(?:en)?|nedgång(?:en)?|sänkning(?:en)?|halvering|nedåtgående\s+trend",
    ),
    (
        Sense.BETTER,
        "substantiv",
        r"förbättring(?:en)?|positiva?\s+(?:utveckling(?:en)?|trend(?:en)?)",
    ),
    (
        Sense.WORSE,
        "substantiv",
        r"försämring(?:en)?|negativa?\s+(?:utveckling(?:en)?|trend(?:en)?)",
    ),
)
_COMPILED: Final = tuple(
    (sense, kind, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))
    for sense, kind, words in _WORDS
)
_JUDGED: Final = re.compile(
    r"(?<!\w)(?:utvecklingen|trenden)(?!\w)[^.;,]*?\b(?:är|var|har\s+varit|ser)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_NEGATION: Final = re.compile(
    r"(?<!\w)(?:inte|ej|ingen|inget|inga|varken|knappast|aldrig|utan\s+att\s+ha)"
    r"(?!\s+(?:bara|enbart|endast|minst|heller))(?:\s+[\w]+){0,3}\s*$",
    re.IGNORECASE,
)
_NEGATION_AFTER: Final = re.compile(r"^\s+(?:\w+\s+)?(?:inte|ej)(?!\w)", re.IGNORECASE)
_NEITHER_NOR: Final = re.compile(r"(?<!\w)varken\s+\w+\s+eller\s+(?:\w+\s+)?$", re.IGNORECASE)


def direction_words(sentence: str) -> tuple[DirectionWord, ...]:
    """Every direction word in the sentence, in its order; of two that overlap, the longer."""
    found: list[DirectionWord] = []
    for sense, kind, pattern in _COMPILED:
        for match in pattern.finditer(sentence):
            if kind != "omdöme" or _JUDGED.search(sentence[: match.start()]):
                found.append(_read(sentence, match, sense, kind))
    found.sort(key=lambda one: (one.start, -one.end))
    return tuple(
        one for n, one in enumerate(found) if all(one.start >= before.end for before in found[:n])
    )


def _read(sentence: str, match: re.Match[str], sense: Sense, kind: str) -> DirectionWord:
    before, after = sentence[: match.start()], sentence[match.end() :]
    finite = kind == "verb" and not match[0].endswith(("t", "ts"))
    negated = bool(
        _NEGATION.search(before)
        or _NEITHER_NOR.search(before)
        or (finite and _NEGATION_AFTER.match(after))
    )
    return DirectionWord(match.start(), match.end(), sense, kind, negated, match[0])
