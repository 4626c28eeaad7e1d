"""A value written into markdown so that it prints sign by sign."""

import re

__all__ = ["escaped"]

_SPECIAL = frozenset("\\`*_{}[]#|<>&$~^=:@\"'")
_AT_START = re.compile(r"[\s>*+:-]*(\d+[.)]\s*)?")


def escaped(value: str, before: str) -> str:
    """``value`` written so that markdown prints it sign by sign, also in a table's cell.

    ``before`` is the text of its line so far: a digit or dash that opens a line could else make a
    list, and a bracket after a bracket a link.
    """
    text = re.sub(r"[\r\n]+", " ", value).strip()
    if not text:
        return text
    opens = _AT_START.fullmatch(before) or before[-1] in "]!\\&"
    head = _entity(text[0]) if opens and text[0].isascii() else _literal(text[0])
    return head + "".join(_literal(sign) for sign in text[1:])


def _literal(sign: str) -> str:
    return _entity(sign) if sign in _SPECIAL else sign


def _entity(sign: str) -> str:
    return f"&#{ord(sign)};"
