"""Whether a figure is said of the measure that its sentence names."""

import re
from typing import Final

from styrkort.facts import MeasureFacts
from styrkort.reading.language.clauses import clause_at
from styrkort.reading.language.figures import Figure
from styrkort.reading.language.prose import Sentence
from styrkort.reading.language.stems import listed, stem, words_of
from styrkort.reading.language.units import PERCENT, scale_of
from styrkort.reading.naming.mentions import Mention
from styrkort.reading.numbers.linkwords import LINKS, links, own_words

__all__ = ["counted_thing", "said_again_of", "said_of", "said_twice"]

_VERB = re.compile(r"(?:erar|erade|rade|nade|lade|tade|des|tes)$")
_SHARE = re.compile(r"\bav\s+(?:[^\W\d]+\s+){0,2}$", re.IGNORECASE)
_OUT_OF = re.compile(
    r"^\W*av\s+(?:(?:[\d ]*\d|de|dessa|våra|alla|samtliga|totalt|divisionens)\s+)*$", re.IGNORECASE
)
_SOME_OF = re.compile(
    r"\b(?:hälften|(?:\w*del(?:en|ar|arna)?)|merparten|majoriteten|resten|tredjedel(?:ar)?)\s+av\s+"
    r"(?:[^\W\d]+\s+){0,3}$",
    re.IGNORECASE,
)
_ITSELF = re.compile(r"^\s*av\s+(?:den|det|de|hela|divisionens|totala|all|\s)*$", re.IGNORECASE)
_SOME_OF_ALL = re.compile(r"^\s*av\s[^.;,]*\d")
_ACCOUNTS = re.compile(r"\b(?:står|stod|stått|svarar|svarade)\s+för\b", re.IGNORECASE)
_AMOUNTS_TO = re.compile(r"\bmotsvara(?:r|de|nde)\b", re.IGNORECASE)
_DIVIDED = re.compile(r"\d[^.;]*\b(?:fördela\w*|uppdela\w*|består)\b[^.;]*$", re.IGNORECASE)
_EACH = re.compile(r"\bper\s+$", re.IGNORECASE)
_AGAIN = re.compile(
    r"^\s*(?:,\s*)?(?:\(|eller|alltså|dvs\.?|det vill säga|motsvarande)\s*"
    r"(?:drygt |knappt |cirka |ca )?"
    r"[+−-]?[\d  ]*\d(?:,\d+)?\s*(?:%|procent|procentenheter|[mt]n?kr)?\)?(?=\s)",
    re.IGNORECASE,
)
"""The figure said over again in another way: what follows is of both."""
_OF_WHOM = re.compile(r"^\s*(?:bland|inom|hos)\s+(?P<words>[^\d.;,()]+),")
_DAYS = re.compile(r"\bdag\s*\d|\d\s*(?:–\s*\d+\s*)?dagar", re.IGNORECASE)
_BREAKS: Final = listed(
    "att där när eftersom medan varav vars vilka trots innan såsom exempelvis förklaras förklarar"
    " beror härrör hänför hänförs orsakas orsakats orsakat utgörs består därav resten resterande"
    " hälften merparten huvuddelen tredjedel fjärdedel"
)
_ANOTHER_SUBJECT: Final = re.compile(
    r"(?<!\w)(?:trots att|medan|eftersom|samtidigt som|även om|när)\s+"
    r"(?!(?:den|det|de|målet)(?!\w))",
    re.IGNORECASE,
)
_PREPOSITIONS: Final = listed("inom på hos bland vid för i av till från mot per")
_FOLLOWS = re.compile(r"^\s*(?:av|som|per|i form av)\s+(?P<word>\S+)(?P<more>[^.;,]*)")
_WITHIN = re.compile(r"^\s*(?:inom|för|på|hos|bland|vid|i)\s+(?P<words>[^\d.;,()]+)")
_MONTH = re.compile(
    r"(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec|\d|månad|år|period|tertial)",
    re.IGNORECASE,
)
_OF_THE_SAME = re.compile(
    r"(?:plan|mål|budget|upphandling|hel|total|samtlig|alla|de\b|den\b|det\b)"
)


def said_of(sentence: Sentence, mention: Mention, figure: Figure, measure: MeasureFacts) -> bool:
    """Whether nothing but verbs and the like stands between the measure's name and the figure."""
    own = own_words(measure)
    text = sentence.text
    if _belongs_to_another(text[figure.end :], own, figure):
        return False
    if mention.start <= figure.start < mention.end:
        return True
    if _is_some_of(text, mention, figure, measure) or _is_of_another_thing(text, mention, figure):
        return False
    if mention.end <= figure.start:
        between = text[mention.end : figure.start]
        in_days = scale_of(measure.unit).quantity == "tid"
        if _is_share_of(text, mention, figure, own) or (not in_days and _DAYS.search(between)):
            return False
        if ";" in between:
            return said_again_of(sentence, mention, figure, measure)
        among = _OF_WHOM.match(between)
        if among and not all(links(word.text, own) for word in words_of(among["words"])[:2]):
            return False
        return _leads_to(between, own)
    if figure.end <= mention.start:
        between = text[figure.end : mention.start]
        words = [word.text for word in words_of(between)]
        return (
            len(words) <= 4
            and not re.search(r"[,;:]", between)
            and all(links(word, own) for word in words)
            and not set(words) & {"och", "men", "samt", "medan", "om", "mot", "per"}
        )
    return False


def _is_of_another_thing(text: str, mention: Mention, figure: Figure) -> bool:
    """Whether the name only says what another thing is counted in or made of: "kostnaden per
    vårdtillfälle", "övertiden motsvarar 31 årsarbetare", "…, varav inhyrd personal står för …"."""
    before = text[: mention.start]
    if _EACH.search(before) or (figure.unit != PERCENT and _DIVIDED.search(text[: figure.start])):
        return True
    if figure.end <= mention.start:
        return bool(_AMOUNTS_TO.search(text[: figure.start]))
    part = re.search(r"\d|\b(?:var|där)av\b", before)
    return bool(part and _ACCOUNTS.search(text[mention.end : figure.start]))


def _is_some_of(text: str, mention: Mention, figure: Figure, measure: MeasureFacts) -> bool:
    """Whether the figure is a part of what the measure counts: "hälften av underskottet, 7 mnkr",
    "av de 143 stöden gick 61 till …", "3,1 procentenheter av sjukfrånvaron"."""
    before = text[: mention.start]
    if _SOME_OF.search(before):
        return True
    if figure.end <= mention.start:
        if figure.unit != PERCENT and _SOME_OF_ALL.match(text[figure.end : mention.start]):
            return True
        one_word = len(words_of(text[mention.start : mention.end])) == 1
        alone = one_word and not re.match(r"\s+\w+(?:da|de|ta|na|ade)\b", text[mention.end :])
        return alone and bool(_ITSELF.match(text[figure.end : mention.start]))
    share = figure.unit == PERCENT and (measure.unit == PERCENT or not re.search(r"\d", before))
    return not share and bool(_OUT_OF.match(before))


def _is_share_of(text: str, mention: Mention, figure: Figure, own: frozenset[str]) -> bool:
    """As in "Av insatserna är 28 % efterhjälpande": a share that the name says nothing of."""
    if not _SHARE.search(text[: mention.start]):
        return False
    following = words_of(text[figure.end :])[:1]
    return any(not links(word.text, own) for word in following)


def said_again_of(
    sentence: Sentence, mention: Mention, figure: Figure, measure: MeasureFacts
) -> bool:
    """Whether another word of the measure's name stands nearer: "Upphandlingsplanen revideras
    löpande; genomförandegraden är 100 %"."""
    near = re.split(r"[,;:]\s", sentence.text[mention.end : figure.start])[-1]
    words = words_of(near)
    named = {word.stem for word in words_of(sentence.text[mention.start : mention.end])}
    others = {each for each in own_words(measure) if len(each) >= 7} - named
    return _leads_to(near, own_words(measure)) and any(
        word.stem.startswith(each) for word in words for each in others
    )


def said_twice(sentence: Sentence, mention: Mention, measure: MeasureFacts) -> bool:
    """Whether the clause has another word of the measure's name besides, or one that begins so:
    "Genomförandegraden avseende upphandlingsplanen"."""
    start, end = clause_at(sentence.text, mention.start)
    rest = f"{sentence.text[start : mention.start]} … {sentence.text[mention.end : end]}"
    named = {word.stem for word in words_of(sentence.text[mention.start : mention.end])}
    others = tuple(each for each in own_words(measure) if len(each) >= 7 and each not in named)
    return any(word.stem.startswith(others) for word in words_of(rest))


def _leads_to(between: str, own: frozenset[str]) -> bool:
    """Whether these words, from the name to the figure, speak of nothing else."""
    _, comma, after = between.rpartition(",") if ", " in between else ("", "", between)
    words = [word.text for word in words_of(after)]
    if _BREAKS.intersection(words) or (comma and _ANOTHER_SUBJECT.search(between)):
        return False
    unknown = [n for n, word in enumerate(words) if not links(word, own)]
    if not unknown:
        return True
    if comma or len(unknown) > 1:
        return False
    at = unknown[0]
    previous = words[at - 1] if at else ""
    joined = previous in _PREPOSITIONS | {"och", "eller", "samt"}
    return not joined and (at < len(words) - 1 or bool(_VERB.search(words[at])))


def _belongs_to_another(after: str, own: frozenset[str], figure: Figure) -> bool:
    """Whether what follows says that the figure is a share of something, or of something else."""
    after = _AGAIN.sub("", after)
    if within := _WITHIN.match(after):
        return not all(links(word.text, own) for word in words_of(within["words"])[:2])
    follows = _FOLLOWS.match(after)
    if follows is None or _MONTH.match(follows["word"]):
        return False
    if follows[0].lstrip().startswith("per ") and scale_of(figure.unit).quantity != "pengar":
        return False
    words = [word.text for word in words_of(f"{follows['word']} {follows['more']}")][:4]
    return not any(
        stem(word) in own or (_OF_THE_SAME.match(word) and word not in ("de", "den", "det"))
        for word in words
    )


def counted_thing(text: str, end: int, measure: MeasureFacts) -> tuple[str | None, int]:
    """What a number without a unit counts, and where the word for it ends.

    The measure's own thing ("109 tillbud"), "" for something else ("12 chefer"), None for nothing.
    """
    following = re.match(r"\s+(?:rapporterade |genomförda |nya )?([^\W\d_]+)", text[end:])
    if following is None or following[1] in LINKS:
        return None, end
    if stem(following[1].casefold()) in own_words(measure):
        return following[1], end + following.end()
    return "", end
