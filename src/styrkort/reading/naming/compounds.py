"""The last part of a compound, said for the whole: "svinnet" for matsvinn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from styrkort.reading.language.stems import Word, listed, same_word, stem

__all__ = ["Tail", "short_for", "tails_of"]

_SHORTEST: Final = 5
_FEWEST_BEFORE: Final = 3
_PLAIN: Final = 4
"""So few letters before it say only what the thing is of ("mat", "sjuk"); more narrow it."""
_DEFINITE: Final = ("n", "t", "na", "ns", "ts", "nas")
_TURNING: Final = listed(
    "åter över under mer från till mot för upp ned bak fram bort sam miss halv hel del fler netto"
    " brutto kort lång inne ute fel extra gengälds nära topp bas grund"
)
"""What makes another thing of what follows: återinläggning isn't inläggning."""
_OTHERWISE: Final = frozenset(
    stem(word)
    for word in listed(
        "omsättning användning personal avtal planer verksamhet kostnader intäkter resultat utfall"
        " budget timmar platser tjänster nivåer andel belastning ärenden besök avgång ersättning"
        " perioden måttet arbete arbetet vården dagar centralen gruppen områden insatser index"
    )
)
"""Last parts that mean something by themselves."""


@dataclass(frozen=True, slots=True)
class Tail:
    """Efterled: the last letters of a name's word, and what stands before them."""

    stem: str
    before: str
    name: int
    """The name's number in the list of names."""


def tails_of(names: Sequence[Sequence[str]]) -> Mapping[str, tuple[Tail, ...]]:
    """Every way to part the names' longer words, found by the first three letters."""
    found: dict[str, list[Tail]] = {}
    for n, stems in enumerate(names):
        for each in stems:
            for at in range(0, len(each) - _SHORTEST + 1):
                if at == 0 or at >= _FEWEST_BEFORE:
                    found.setdefault(each[at : at + 3], []).append(Tail(each[at:], each[:at], n))
    return {start: tuple(tails) for start, tails in found.items()}


def short_for(
    words: Sequence[Word],
    taken: Sequence[tuple[int, int]],
    tails: Mapping[str, tuple[Tail, ...]],
) -> Iterator[tuple[Word, int, bool]]:
    """Each word that is short for one name only, the name's number, and whether that is certain.

    Only a word in its definite form, which no other name has any part of: "frånvaron" where the
    plan has sjukfrånvaro and no other frånvaro.
    """
    for word in words:
        if not word.text.endswith(_DEFINITE) or len(word.stem) < _SHORTEST:
            continue
        if any(start < word.end and word.start < end for start, end in taken):
            continue
        held = [tail for tail in tails.get(word.stem[:3], ()) if same_word(tail.stem, word.stem)]
        if len(held) != 1 or word.stem in _OTHERWISE or held[0].before.rstrip("s") in _TURNING:
            continue
        if before := held[0].before:
            yield word, held[0].name, len(before) <= _PLAIN
