"""A number as a source system writes it → as Swedish digits, in DuckDB's words.

The rules are those of `mapping.numbers`; there a cell is in Python's hands, here it never is.
"""

import re

from styrkort.engines.duck import literal
from styrkort.engines.eventlog import Wanted

__all__ = ["NOT_PARTED", "number_sql"]

NOT_PARTED = " ?"
"""What stands after digits that the sign for thousands doesn't part."""

_SPACES = literal(" \u00a0\u202f")
_AFTER = r"^([^-−–(].*[0-9]) ?[-−–]$"
_AROUND = r"^\(([^-−–()]*[0-9])\)$"


def number_sql(column: str, wanted: Wanted) -> str:
    """The column with an ordinary minus, without thousands and without what is to be taken away.

    Digits that a sign for thousands doesn't part get a mark that makes them no number.
    """
    number = column
    for sign in wanted.removed:
        number = f"trim(regexp_replace({number}, {literal(re.escape(sign))}, '', 'gi'), {_SPACES})"
    number = _with_minus_first(number)
    return _without_thousands(number, wanted.decimal) if wanted.decimal else number


def _with_minus_first(number: str) -> str:
    """Looked for only where the text doesn't end as nearly all do: the patterns take long."""
    found = number
    for pattern in (_AROUND, _AFTER):
        found = f"regexp_replace({found}, {literal(pattern)}, '-\\1')"
    return f"CASE WHEN right({number}, 1) IN (')', '-', '−', '–') THEN {found} ELSE {number} END"


def _without_thousands(number: str, decimal: str) -> str:
    other = "," if decimal == "." else "."
    grouped = f"[^0-9]*[0-9]{{1,3}}([{other}][0-9]{{3}})+([{decimal}][0-9]+)?"
    return (
        f"CASE WHEN regexp_full_match({number}, {literal(grouped)}) "
        f"THEN replace({number}, '{other}', '') "
        f"WHEN contains({number}, '{other}') THEN {number} || '{NOT_PARTED}' ELSE {number} END"
    )
