"""Words as Typst code: always string literals, never markup, so no words can become code.

What PDF/A-2a and PDF/UA-1 refuse (control, private-use and non-characters) is replaced here.
"""

import re
from typing import Final

from styrkort.joints import joined

__all__ = ["cleaned", "code_text", "identifier", "language", "literal", "plain_words", "words"]

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "", "\t": "\\t"}
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb\u2028\u2029]"
)
# Private use, lone surrogates and noncharacters: nothing can be read out of them.
_UNREADABLE: Final = re.compile(
    "[\ue000-\uf8ff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15)
    )
    + "]"
)
_SUBSTITUTE: Final = "\ufffd"

_BREAK: Final = "\u200b"
_LONG_RUN: Final = 30
"""Signs without a space that would run out of a column, unless they are given places to break."""
_PATTERN_LETTERS: Final = 16
"""LOOK 1: only words this long may be hyphenated by pattern."""
_LONGEST_WORD: Final = 45
"""Letters; what is longer isn't a word."""
_LONG_WORD: Final = re.compile(rf"[^\W\d_]{{{_PATTERN_LETTERS},}}")
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)


def cleaned(text: str) -> str:
    """The text without what the standards refuse; private and broken signs become U+FFFD."""
    text = _INVISIBLE.sub(lambda sign: "\n" if sign[0] in "\u2028\u2029\x0b\x0c\x85" else "", text)
    return _UNREADABLE.sub(_SUBSTITUTE, text)


def literal(text: str) -> str:
    """The text as a Typst string literal on one line."""
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in cleaned(text)) + '"'


def plain_words(text: str, run: int = _LONG_RUN) -> str:
    """Words that never hyphenate (headings), as a Typst expression."""
    return literal(_with_breaks(text, run))


def words(text: str, run: int = _LONG_RUN) -> str:
    """Running text as a Typst expression: soft hyphens at compound joints, patterns for long words.

    ``run`` is how many signs may stand without a space before the line may break among them.
    """
    pieces, end = [], 0
    text = joined(text)
    for match in _LONG_WORD.finditer(text):
        pieces += [plain_words(text[end : match.start()], run), _hyphenated(match[0], run)]
        end = match.end()
    pieces.append(plain_words(text[end:], run))
    kept = [piece for piece in pieces if piece != '""']
    if len(kept) == 1:
        return kept[0]
    return "{" + "; ".join(kept) + "}" if kept else '""'


def _hyphenated(word: str, run: int) -> str:
    """A long word that patterns may break; what can't be a word breaks anywhere."""
    if len(word) > max(run, _LONGEST_WORD) or run < _PATTERN_LETTERS / 2:
        return plain_words(word, run)
    return f"hy({literal(word)})"


def code_text(text: str, run: int = 60) -> str:
    """Computer text as a literal: tabs to spaces, over-long runs breakable."""
    return literal(_with_breaks(text.expandtabs(8), run))


def identifier(text: str) -> str:
    """A label's name; never empty, since Typst refuses that."""
    return literal(cleaned(text).strip() or "-")


def language(tag: str | None) -> str:
    """The language code that Typst accepts of an HTML lang attribute, or empty."""
    match = _LANGUAGE.fullmatch((tag or "").strip())
    return match[1].lower() if match else ""


def _with_breaks(text: str, run: int) -> str:
    if len(text) <= run:
        return text
    return re.sub(rf"[^\s\u00ad\u200b]{{{run + 1},}}", lambda match: _broken(match[0], run), text)


def _broken(token: str, run: int) -> str:
    """Places to break after a path's or a name's own signs; within longer parts here and there."""
    parts = re.split(r"(?<=[/\\.,;:_\-?&=+|)\]}])(?=[^\W_])", token)
    return _BREAK.join(_chopped(part, run) for part in parts)


def _chopped(part: str, run: int) -> str:
    if len(part) <= run:
        return part
    step = max(run // 2, 2)
    return _BREAK.join(part[at : at + step] for at in range(0, len(part), step))
