"""Counting and joining in Swedish running text."""

from collections.abc import Sequence
from typing import Final

__all__ = ["counted_word", "joined_words", "quoted", "sentence"]

_WORDS: Final = (
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio",
    "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
)  # fmt: skip


def counted_word(number: int) -> str:
    """A count of neuter things (mål, mått) in words up to twenty, then in digits."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def joined_words(words: Sequence[str], last: str = "och") -> str:
    """As "A", "A och B", "A, B och C"; ``last`` is the word before the last of them."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def quoted(name: str) -> str:
    """A name that could be mistaken for the sentence's own words, in Swedish quotation marks."""
    return f"”{name}”" if "," in name else name


def sentence(words: str) -> str:
    """The words with a capital first and a full stop last."""
    whole = words[:1].upper() + words[1:]
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."
