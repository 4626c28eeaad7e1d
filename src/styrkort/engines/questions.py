"""A källa's SQL: which of :år, :från and :till it uses, told from colons that mean other things."""

import re
import unicodedata
from datetime import date

from styrkort.errors import InputError

__all__ = ["Bound", "bound"]

Bound = tuple[str, dict[str, int | date]]
"""SQL whose binds have names that every driver takes, and their values."""

_NAMES = {"år": "styrkort_year", "från": "styrkort_from", "till": "styrkort_to"}
# What comes first in the text wins: a colon in a string, a quoted name, a comment or a cast is no
# bind, and neither is one after a word (an array's slice, a time of day).
_TOKEN = re.compile(
    r"""(?P<kept>[eE]'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*' | "(?:[^"]|"")*" | `[^`]*`
          | --[^\n]* | /\*.*?\*/ | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$ )
      | (?P<word>[\w\u0300-\u036f]+)
      | (?P<colons>::+|:=)
      | (?P<after>(?<=[\w\])]):)
      | :(?P<name>[^\W\d][\w\u0300-\u036f]*)
      | (?P<colon>:)""",
    re.VERBOSE | re.DOTALL,
)


def bound(sql: str, year: int, name: str) -> Bound:
    """The query with its binds, as `sqlalchemy.text` takes it.

    :år is the plan's year, :från and :till its first and last day. ``name`` is what messages call
    the källa. Raises InputError where the query asks for another name.
    """
    values: dict[str, int | date] = {
        "styrkort_year": year,
        "styrkort_from": date(year, 1, 1),
        "styrkort_to": date(year, 12, 31),
    }
    used: set[str] = set()
    unknown: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        if match["name"] is None:
            return match[0].replace("\\", "\\\\").replace(":", "\\:")
        asked = unicodedata.normalize("NFC", match["name"])
        own = _NAMES.get(asked.casefold(), "")
        (used.add if own else unknown.append)(own or asked)
        return f":{own}"

    text = _TOKEN.sub(replaced, sql)
    if unknown:
        raise InputError.gathered(
            f"{name}: fråga använder :{asked}, som inte finns. De namn som finns är :år, :från "
            "och :till."
            for asked in unknown
        )
    return text, {key: value for key, value in values.items() if key in used}
