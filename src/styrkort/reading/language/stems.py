"""Swedish words → stems, by hand: "sjukfrånvarons" and "sjukfrånvaro" are the same word."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = ["STOP_WORDS", "Word", "fold", "listed", "same_word", "stem", "words_of"]

_WORD = re.compile(r"[^\W\d_]+")


def listed(words: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(words.split())


STOP_WORDS: Final = listed(
    "av i för med från och enligt mot per till inom på som har haft den det de är en ett vid om"
    " samt eller alla att under över genom sina sin sitt hos mellan ur utan inkl exkl resp"
)
"""Words that say nothing of which measure is meant."""

_ENDINGS: Final = (
    "arnas", "ernas", "ornas", "andes", "endes", "arens", "arna", "erna", "orna", "aren", "ares",
    "ades", "ande", "ende", "ats", "ade", "are", "ens", "ets", "ers", "ars", "ors", "ast", "nas",
    "ena", "ern", "at", "ad", "ar", "er", "or", "en", "et", "an", "as", "es", "na", "ns", "da",
    "ta", "de", "te", "ts", "a", "e", "n", "s", "t", "d",
)  # fmt: skip
_LEFTOVERS: Final = listed("a e n s t d r an en ar er or et at ad es dr tr ern arn ta te")
"""By how much two stems of the same word may still differ."""
_SHORTEST: Final = 3
_VOWELS: Final = frozenset("aeiouyåäöé")

_TAILS: Final = (
    "tal", "nivå", "siffra", "siffr", "utfall", "procent", "värde", "värd", "andel", "mått",
    "resultat", "index", "grad", "mål", "vård",
)  # fmt: skip
"""Last parts of compounds that still mean the measure: "sjukfrånvarotalen"."""


@dataclass(frozen=True, slots=True)
class Word:
    """Ord: where it stands, as typed in small letters, and its stem."""

    start: int
    end: int
    text: str
    stem: str


def words_of(text: str) -> tuple[Word, ...]:
    """Every word; the parts of "IT/MT" and of "HME-index" are words of their own."""
    found = ((m.start(), m.end(), m[0].casefold()) for m in _WORD.finditer(text))
    return tuple(Word(start, end, typed, stem(typed)) for start, end, typed in found)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its endings for number, definiteness, case and participle."""
    cut = next((ending for ending in _ENDINGS if _ends(word, ending)), "")
    left = word.removesuffix(cut)
    if len(cut) > 1 and len(left) > _SHORTEST and left[-1] in "std":
        return left[:-1]
    return left


def _ends(word: str, ending: str) -> bool:
    """Whether the ending can be cut: what is left must still be a word with a vowel."""
    left = word[: -len(ending)]
    if ending == "n" and left[-1:] not in _VOWELS:
        return False
    return word.endswith(ending) and len(left) >= _SHORTEST and not _VOWELS.isdisjoint(left)


@lru_cache(maxsize=200_000)
def same_word(name: str, said: str) -> bool:
    """Whether a word said has the stem of a name's word, or is a compound that means the same."""
    short, long = sorted((name, said), key=len)
    if not long.startswith(short) or len(short) < _SHORTEST:
        return False
    rest = long[len(short) :]
    if not rest or (len(short) > _SHORTEST and rest in _LEFTOVERS):
        return True
    tail = rest.removeprefix("s").removeprefix("o")
    return long == said and len(name) >= 6 and tail in _TAIL_STEMS


_TAIL_STEMS: Final = frozenset(stem(tail) for tail in _TAILS)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Without rings, dots and accents, as an id writes it."""
    apart = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
