"""Happenings as SQL: which rows count, what a number says, and the tally of a log's rows.

The tally is the one table that a pass over the log leaves: its rows are as many as there are
different dates and codes, not as many as the happenings.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from styrkort.engines.duck import literal
from styrkort.engines.eventlog import Wanted
from styrkort.engines.numbersql import number_sql
from styrkort.exports.cells import header_key

__all__ = ["WITHOUT_NUMBER", "Fields", "happenings_sql", "tally_sql"]

WITHOUT_NUMBER = "number"
"""Kept rows whose number is missing; they add nothing and aren't counted."""

_MISSING = ("", "-", "–", "—", "−", "..", "…")
# quantities.parse_number's rule, in the dialect that DuckDB's regular expressions have.
_NUMBER = r"([+-]?) ?([0-9]{1,3}(?: [0-9]{3})+|[0-9]+)?(?:[.,]([0-9]+))?(?:[eE]([+-]?[0-9]{1,2}))?"
_USUAL = "-?[0-9]{1,18}(?:[.,][0-9]{1,12})?"
"""What nearly every number looks like, and the same rule says of it."""
_PLAIN = ("\u00a0\u202f\u2007\u2009\u2212\u2013\u2011\u2012", "    ----")
_MOST_DIGITS = 30
_CLOCK = (
    "[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[T ][0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
)
_CLOCK_AFTER = "[T ] ?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp][Mm])?$"
_ZONED = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+ ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)"


@dataclass(frozen=True)
class Fields:
    """Where each wanted heading stands in the view ``log``, as x0, x1 …"""

    wanted: Wanted

    @property
    def headings(self) -> tuple[str, ...]:
        """Every wanted heading once, in a settled order."""
        one = self.wanted
        singles = [one.date, *one.codes, *filter(None, (one.unique, one.total))]
        several = [*(one.numerator or {}), *(one.only or {}), *(one.without or {})]
        first: dict[str, str] = {}
        for heading in (*singles, *several):
            first.setdefault(header_key(heading), heading)
        return tuple(first.values())

    def at(self, heading: str) -> str:
        """The heading's column of the view."""
        keys = [header_key(each) for each in self.headings]
        return f"x{keys.index(header_key(heading))}"


def happenings_sql(fields: Fields) -> str:
    """Each row of the log: row, day, c0 …, inside, reason, number and what it says, identity."""
    wanted = fields.wanted
    codes = [f"{fields.at(heading)} AS c{at}" for at, heading in enumerate(wanted.codes)]
    inside = _agrees(fields, wanted.numerator) if wanted.numerator else "true"
    number = number_sql(fields.at(wanted.total), wanted) if wanted.total else "'1'"
    shown = [
        '"row"', f"{_day(fields.at(wanted.date))} AS day", *codes, f"{inside} AS inside",
        f"{_reason(fields)} AS reason", "number",
        f"{fields.at(wanted.unique)} AS identity" if wanted.unique else "'' AS identity",
    ]  # fmt: skip
    read = f"SELECT {', '.join(shown)} FROM (SELECT *, {number} AS number FROM log)"
    if not wanted.total:
        return f"SELECT *, 0 AS scale, 1::HUGEINT AS digits FROM ({read})"
    return _with_digits(read)


def _reason(fields: Fields) -> str:
    wanted = fields.wanted
    cases = []
    if wanted.only:
        cases.append(f"WHEN NOT ({_agrees(fields, wanted.only)}) THEN 'urval'")
    for heading, values in (wanted.without or {}).items():
        cases.append(f"WHEN {_among(fields.at(heading), values)} THEN 'utom'")
    if wanted.total:
        cases.append(f"WHEN number IN ({_listed(_MISSING)}) THEN '{WITHOUT_NUMBER}'")
    return f"CASE {' '.join(cases)} ELSE '' END" if cases else "''"


def _agrees(fields: Fields, values: Mapping[str, Sequence[str]]) -> str:
    return " AND ".join(_among(fields.at(heading), each) for heading, each in values.items())


def _among(column: str, values: Sequence[str]) -> str:
    """Whether the column says one of the values, without regard to case and Unicode form."""
    folded = sorted(
        {
            unicodedata.normalize(form, value.strip()).lower()
            for value in values
            for form in ("NFC", "NFD")
        }
    )
    found = [f"lower({column}) IN ({_listed(folded)})"] if folded else ["false"]
    found += [f"lower({column}) LIKE {_like(each)}" for each in folded if "*" in each]
    return f"({' OR '.join(found)})"


def _like(pattern: str) -> str:
    """The pattern, in which * stands for anything, as SQL has it."""
    for sign in "!%_":
        pattern = pattern.replace(sign, f"!{sign}")
    return f"{literal(pattern.replace('*', '%'))} ESCAPE '!'"


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(map(literal, texts))


def _day(column: str) -> str:
    """The cell without a time of day; a moment with a zone is of the day it was in Sweden."""
    zoned = f"regexp_full_match({column}, {literal(_ZONED)})"
    moment = f"TRY_CAST(regexp_replace({column}, ' ([Z+-])', '\\1') AS TIMESTAMPTZ)::DATE::VARCHAR"
    return (
        f"CASE WHEN length({column}) <= 10 THEN {column} "
        f"WHEN regexp_full_match({column}, {literal(_CLOCK)}) "
        f"THEN split_part(replace({column}, 'T', ' '), ' ', 1) "
        f"WHEN {zoned} THEN coalesce({moment}, {column}) "
        f"ELSE regexp_replace({column}, {literal(_CLOCK_AFTER)}, '') END"
    )


def _with_digits(read: str) -> str:
    """The number's digits as an integer, and how many of them are decimals: exact, any scale.

    Null where the text is no number, or has more digits than a number of anybody's has. Nearly
    all numbers are plain; taking every text apart by the whole rule costs five times as much.
    """
    old, new = map(literal, _PLAIN)
    parts = f"regexp_extract(translate(number, {old}, {new}), {literal('^' + _NUMBER + '$')}, "
    groups = "['sign', 'whole', 'part', 'power'])"
    seen = (
        f"SELECT *, regexp_full_match(number, {literal(_USUAL)}) AS usual, "
        f"replace(number, ',', '.') AS dotted FROM ({read})"
    )
    found = f"SELECT *, CASE WHEN NOT usual THEN {parts}{groups} END AS p FROM ({seen})"
    both = f"SELECT *, replace(p.whole, ' ', '') || p.part AS signs FROM ({found})"
    valid = (
        f"length(ltrim(signs, '0')) <= {_MOST_DIGITS} AND signs <> '' "
        f"AND length(p.part) <= {_MOST_DIGITS}"
    )
    return (
        "SELECT * EXCLUDE (p, signs, usual, dotted), CASE WHEN usual "
        "THEN length(dotted) - coalesce(nullif(strpos(dotted, '.'), 0), length(dotted)) "
        "ELSE length(p.part) - coalesce(TRY_CAST(p.power AS INTEGER), 0) END AS scale, "
        "CASE WHEN usual THEN CAST(replace(dotted, '.', '') AS HUGEINT) "
        f"WHEN {valid} THEN TRY_CAST(p.sign || signs AS HUGEINT) END AS digits FROM ({both})"
    )


def tally_sql(fields: Fields) -> str:
    """The tally, one row for each different day, codes, side, reason and scale."""
    wanted = fields.wanted
    codes = [f"CASE WHEN reason = '' THEN c{at} ELSE '' END" for at in range(len(wanted.codes))]
    keys = ["day", "reason", *codes, "inside", "scale", "digits IS NULL"]
    shown = [
        "day", "reason", *(f"{code} AS c{at}" for at, code in enumerate(codes)), "inside",
        "scale", "digits IS NULL AS unread",
    ]  # fmt: skip
    unnamed = "count(*) FILTER (identity = '')" if wanted.unique else "0"
    return (
        f"SELECT {', '.join(shown)}, count(*) AS rows, sum(digits) AS digits, "
        f"min(digits) AS least, max(digits) AS most, {unnamed} AS unnamed "
        f"FROM ({happenings_sql(fields)}) GROUP BY {', '.join(keys)}"
    )
