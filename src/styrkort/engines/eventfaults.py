"""What is wrong with a log's rows, in words: each value once, how often, and where it is first."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from styrkort.engines.eventlog import Log
from styrkort.engines.happenings import Fields, happenings_sql
from styrkort.engines.numbersql import NOT_PARTED
from styrkort.quantities import parse_number, shortened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["row_faults"]

_MOST = 20
"""How many different values of a column are told of; a wrong column has a new one in every row."""


def row_faults(
    run: Callable[[str], "DuckDBPyConnection"], log: Log, fields: Fields
) -> tuple[str, ...]:
    """One message for each date, number or identity of a kept row that can't be read."""
    wanted = fields.wanted
    undated = "day NOT IN (SELECT day FROM days)"
    checks: list[tuple[str, str, str, Callable[[str], str]]] = [
        (wanted.date, "day", undated, _date_words)
    ]
    if wanted.total:
        checks.append((wanted.total, "number", "digits IS NULL", _number_words))
    if wanted.unique:
        checks.append((wanted.unique, "identity", "identity = ''", _identity_words))
    faults: list[str] = []
    for heading, column, wrong, words in checks:
        found = run(
            f'SELECT {column}, count(*), min("row") AS first FROM ({happenings_sql(fields)}) '
            f"WHERE reason = '' AND {wrong} GROUP BY {column} ORDER BY first, {column} "
            f"LIMIT {_MOST + 1}"
        ).fetchall()
        faults += _messages(log, heading, found, words)
    return tuple(faults)


def _messages(
    log: Log, heading: str, found: list[tuple[str, int, int]], words: Callable[[str], str]
) -> Iterator[str]:
    name = log.grid.name if log.grid is not None else log.name
    for value, times, first in found[:_MOST]:
        more = f" Det står så i {times} rader; den första är rad {first}." if times > 1 else ""
        yield f"{name}, rad {first}, kolumn {heading}: {words(value)}{more}"
    if len(found) > _MOST:
        yield (
            f"{name}, kolumn {heading}: fler än {_MOST} olika värden kan inte läsas. Kontrollera "
            "att planen anger rätt kolumn."
        )


def _date_words(value: str) -> str:
    if not value:
        return "datumet saknas. Fyll i det, eller lämna ut raden med urval eller utom i planen."
    return f"”{shortened(value)}” är inget datum. Skriv det som 2022-08-31."


def _number_words(value: str) -> str:
    if value.endswith(NOT_PARTED):
        return (
            f"”{shortened(value.removesuffix(NOT_PARTED))}” har ett komma eller en punkt som inte "
            "skiljer tusental, som källans decimaltecken säger. Rätta talet eller planen."
        )
    try:
        parse_number(value)
    except ValueError as reason:
        return f"{reason}. Skriv talet, eller lämna cellen tom om det saknas."
    return f"”{shortened(value)}” har orimligt många siffror. Skriv talet som det är."


def _identity_words(_: str) -> str:
    return (
        "cellen är tom, så det går inte att säga vilken händelse raden hör till. Fyll i den, eller "
        "lämna ut raden med utom i planen."
    )
