"""Where long Swedish compounds may be broken: at their joints, from a word list.

Pattern hyphenation broke divisio-nens and regionge-mensamt, so it is off in every format.
"""

import re
from itertools import pairwise
from typing import Final

__all__ = ["SOFT_HYPHEN", "joined"]

SOFT_HYPHEN: Final = "\u00ad"

_JOINTS: Final = (
    "arbets·givar arbets·miljö arbets·version balans·räkning budget·avvikels delaktighets·index "
    "delårs·rapport ekonomi·process engagemangs·index framgångs·faktor "
    "förbättrings·arbet företags·häls förhållnings·sätt försörjnings·plan genom·förande·grad "
    "handlings·frihet handlings·utrymm huvud·rapport ingångs·värd "
    "jämförelse·värd jämställdhets·arbet kompetens·försörj kontroll·mått kostnads·effektiv "
    "kostnads·utveckl kund·nöjdhet kunskaps·styrning kvalitets·arbet kvalitets·avvikels "
    "ledarskaps·index ledarskaps·utveckl leverans·säkerhet mål·uppfyllels "
    "medarbetar·engagemang medarbetar·skap medarbetar·undersök medborgar·perspektiv "
    "nämnd·beslut organisations·utveckl patient·säkerhet period·utfall personal·förhålland "
    "personal·omsättning plan·perspektiv process·utveckl produktivitets·mått "
    "produktivitets·utveckl prognos·bedömning rapporterings·rutin region·fullmäktig "
    "region·gemensam region·styrels resultat·räkning service·kompass service·verksamhet "
    "styr·kedja tillgänglighets·mått transaktions·volym upphandlings·plan "
    "uppfyllelse·grad uppföljnings·period utbildnings·insats utvecklings·arbet "
    "verksamhets·perspektiv verksamhets·plan verksamhets·område verksamhets·utveckl "
    "värde·skapande åtgärds·plan"
)
_LEAST_LETTERS = 4


def _points(entry: str) -> tuple[str, tuple[int, ...]]:
    """The stem without marks, and the places in it where a mark stood."""
    parts = entry.split("·")
    places = tuple(sum(map(len, parts[:n])) for n in range(1, len(parts)))
    return "".join(parts), places


_STEMS: Final = dict(_points(entry) for entry in _JOINTS.split())
_STEM: Final = re.compile(f"(?=({'|'.join(sorted(_STEMS, key=len, reverse=True))}))", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")


def _broken(word: str, mark: str) -> str:
    """The word with marks at its joints, four letters or more on each side of every one."""
    places = {
        match.start() + place
        for match in _STEM.finditer(word)
        for place in _STEMS[match[1].lower()]
    }
    kept: list[int] = []
    for place in sorted(places):
        if place - (kept[-1] if kept else 0) >= _LEAST_LETTERS <= len(word) - place:
            kept.append(place)
    edges = [0, *kept, len(word)]
    return mark.join(word[a:b] for a, b in pairwise(edges))


def joined(text: str, mark: str = SOFT_HYPHEN, least: int = 12) -> str:
    """The text with ``mark`` at the joints of known compounds of at least ``least`` letters."""
    return _WORD.sub(
        lambda match: _broken(match[0], mark) if len(match[0]) >= least else match[0], text
    )
