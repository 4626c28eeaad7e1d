"""Clauses of a Swedish sentence, and the tense of what is said in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Clause", "divided", "words_in"]

_BREAK = re.compile(
    r"[,;](?=\s)|[()\[\]]|\s[-–—]\s"
    r"|(?<!\w)(?:men|medan|dock|däremot|eftersom|därför att|trots att|även om|så att|för att"
    r"|genom att|utan att|i och med att|att|som|vilket|vilka|vilken|där|när|innan|varför|varav"
    r"|fastän|såvida|om|samtidigt som)(?!\w)",
    re.IGNORECASE,
)
_AND = re.compile(r"(?<!\w)(?:och|samt|eller)(?!\w)", re.IGNORECASE)
_PRESENT = re.compile(
    r"(?<!\w)(?:är|har|hör|följer|ställs|blir|uppgår|ligger|visar|redovisas|redovisar|presenteras|presenterar"
    r"|uppvisar|utgör|motsvarar|når|nås|uppnår|uppnås|uppfylls|uppfyller|understiger|överstiger"
    r"|kvarstår|landar|ökar|minskar|sjunker|stiger|avviker|bedöms|anses|sammanfattas|kommenteras"
    r"|innebär|noteras|framgår|rapporteras|rapporterar|hamnar|pekar|bygger|baseras|avser"
    r"|omfattar|gäller|summerar|fördelar|beskrivs|beskriver|lämnas|återfinns|finns|kompletterar"
    r"|växer|skenar|klättrar|faller|avtar|tilltar|utgår|speglar|ser|ses|stärks|förbättras|försämras|klarar|saknar|saknas|släpar|pågår|fortsätter|räknas|hålls|håller"
    r"|kostar|slutar|resulterar|överlämnas|överlämnar|genererar|består|står|stannar|syns|märks|råder|går|ger|tyder|beror|ska|skall|kan"
    r"|bör|måste|kommer|väntas|förväntas|planeras|beräknas|innehåller|följs|mäts|bidrar)(?!\w)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?<!\w)(?:var|hade|blev|uppgick|låg|visade|redovisades|redovisade|presenterades|utgjorde"
    r"|motsvarade|nådde|nåddes|uppnådde|uppnåddes|uppfylldes|uppfyllde|understeg|översteg"
    r"|kvarstod|landade|ökade|minskade|sjönk|steg|avvek|bedömdes|ansågs|noterades|rapporterades"
    r"|rapporterade|hamnade|pekade|gällde|genomfördes|infördes|registrerades|hanterades|fick|gick"
    r"|fanns|stannade|uppvisade|kom|kunde|skulle|gjordes|togs|slutade|började|tappade"
    r"|[a-zåäö]{3,}ades)(?!\w)",
    re.IGNORECASE,
)


def words_in(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these words or expressions, whole and in any case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """Sats: a stretch of the sentence with at most one thing said in it."""

    start: int
    end: int
    text: str
    link: str
    """The word or sign that joins it to the one before; empty for the first."""

    @cached_property
    def present(self) -> bool:
        """Whether a verb of it is in the present or the perfect tense."""
        return bool(_PRESENT.search(self.text))

    @cached_property
    def past(self) -> bool:
        """Whether a verb of it is in the past tense, the pluperfect with it."""
        return bool(_PAST.search(self.text))

    @property
    def finite(self) -> bool:
        """Whether it has a finite verb at all."""
        return self.present or self.past


def divided(text: str, whole: Iterable[tuple[int, int]] = ()) -> tuple[Clause, ...]:
    """The sentence's clauses, in order; nothing is divided inside the stretches in ``whole``."""
    kept = tuple(whole)
    breaks = [match for match in _BREAK.finditer(text) if not _is_inside(match, kept)]
    breaks += [
        match
        for match in _AND.finditer(text)
        if not _is_inside(match, kept) and _joins_clauses(text, match, breaks)
    ]
    breaks.sort(key=lambda match: match.start())
    parts, at, link = [], 0, ""
    for match in breaks:
        parts.append(Clause(at, match.start(), text[at : match.start()], link))
        at, link = match.end(), match[0].strip().casefold()
    parts.append(Clause(at, len(text), text[at:], link))
    return tuple(part for part in parts if part.text.strip())


def _is_inside(match: re.Match[str], kept: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= match.start() < end for start, end in kept)


def _joins_clauses(text: str, joint: re.Match[str], breaks: list[re.Match[str]]) -> bool:
    """Whether "och" stands between two clauses that each have a verb of their own."""
    before = max((m.end() for m in breaks if m.end() <= joint.start()), default=0)
    after = min((m.start() for m in breaks if m.start() >= joint.end()), default=len(text))
    first, second = text[before : joint.start()], text[joint.end() : after]
    return Clause(0, 0, first, "").finite and Clause(0, 0, second, "").finite
