"""The answer of a database to a källa's query, through SQLAlchemy, which is imported here only.

The address with its password comes from an environment variable and goes nowhere else: what is
raised holds neither it nor any exception that does.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from styrkort.engines.databasefaults import (
    NoAnswerError,
    address_words,
    connecting_words,
    question_words,
)
from styrkort.engines.questions import bound
from styrkort.errors import InputError
from styrkort.exports.cells import Cell, Grid, GridRow

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["Answer", "Query", "answer"]

_SECONDS = 10
"""How long a server may take to answer the first knock."""
_TIMEOUTS = {
    "postgresql": "connect_timeout", "mysql": "connect_timeout", "mariadb": "connect_timeout",
    "mssql": "timeout", "sqlite": "timeout", "oracle": "tcp_connect_timeout",
}  # fmt: skip
_READ_ONLY = {
    "postgresql": "SET default_transaction_read_only = on",
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
    "oracle": "SET TRANSACTION READ ONLY",
    "sqlite": "PRAGMA query_only = ON",
}


@dataclass(frozen=True)
class Query:
    """Fråga: what is asked, and of which database."""

    name: str
    """As messages call the källa; says nothing of the address."""
    variable: str
    """Databas: the environment variable that holds an SQLAlchemy URL."""
    sql: str
    year: int
    """År: what :år, :från and :till stand for."""


@dataclass(frozen=True)
class Answer:
    """What the database said."""

    grid: Grid
    """Its rows in a settled order; the first is row 2, below the headings."""
    sha256: str
    """Of the rows' canonical text: the same rows in any order have the same."""


def answer(query: Query, environment: Mapping[str, str]) -> Answer:
    """The query's rows, read without leave to change anything.

    Raises InputError, one message, where the variable is missing, the database can't be reached
    or doesn't let us in, or the query is wrong. No message holds password, user or address.
    """
    address = environment.get(query.variable, "").strip()
    if not address:
        raise InputError(
            f"{query.name}: miljövariabeln {query.variable} är inte satt. Sätt den till databasens "
            "adress, till exempel postgresql+psycopg://användare:lösenord@server/databas."
        )
    sql, values = bound(query.sql, query.year, query.name)
    headings, rows, fault = _asked(address, sql, values, query.variable)
    if fault:
        raise InputError(f"{query.name}: {fault}")
    return _answer(query.name, headings, rows)


def _asked(
    address: str, sql: str, values: Mapping[str, int | date], variable: str
) -> tuple[Sequence[str], Sequence[Sequence[Any]], str]:
    """Headings, rows and an empty text; or what went wrong, in words that hold no secret.

    Any exception at all may quote the address (a driver's own, a resolver's), so every one is
    caught, and none of them is raised on or chained.
    """
    try:
        engine = _engine(address)
    except Exception as fault:
        return (), (), address_words(fault, variable)
    try:
        connection = engine.connect()
    except Exception as fault:
        return (), (), connecting_words(fault, variable)
    try:
        with connection:
            return (*_rows(connection, sql, values), "")
    except Exception as fault:
        return (), (), question_words(fault, address)
    finally:
        engine.dispose()


def _engine(address: str) -> "Engine":
    from sqlalchemy import create_engine, make_url
    from sqlalchemy.pool import NullPool

    # Many services hand out addresses that begin so; SQLAlchemy knows only the longer name.
    url = make_url("postgresql" + address[8:] if address.startswith("postgres://") else address)
    backend = url.get_backend_name()
    if backend == "sqlite" and url.database and not url.database.startswith(("file:", ":memory:")):
        # SQLite makes a missing file, and an empty database says that the table is missing.
        Path(url.database).open("rb").close()
    option = _TIMEOUTS.get(backend)
    given = {option: _SECONDS} if option and option not in url.query else {}
    return create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=given)


def _rows(
    connection: "Connection", sql: str, values: Mapping[str, int | date]
) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
    from sqlalchemy import Date, Integer, bindparam, text

    backend = connection.dialect.name
    if backend in _READ_ONLY:
        connection.exec_driver_sql(_READ_ONLY[backend])
    if backend in ("postgresql", "mysql", "mariadb"):
        # Of the session, or a query that ends the transaction could go on to change something.
        connection.commit()
    binds = [
        bindparam(name, value, Date() if isinstance(value, date) else Integer())
        for name, value in values.items()
    ]
    result = connection.execute(text(sql).bindparams(*binds))
    if not result.returns_rows:
        raise NoAnswerError
    found = tuple(result.keys()), [tuple(row) for row in result]
    connection.rollback()
    return found


def _answer(name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Answer:
    read = sorted((tuple(map(_cell, row)) for row in rows), key=_canonical)
    digest = hashlib.sha256(_canonical(headings).encode())
    for cells in read:
        digest.update(b"\n" + _canonical(cells).encode())
    numbered = tuple(GridRow(number, cells) for number, cells in enumerate(read, 2))
    return Answer(Grid(name, GridRow(1, tuple(headings)), numbered), digest.hexdigest())


def _canonical(cells: Sequence[Cell]) -> str:
    """The row as text: the same number has one spelling, and no text looks like a number."""
    return json.dumps(
        [cell if isinstance(cell, str) else [_spelt(cell)] for cell in cells], ensure_ascii=False
    )


def _spelt(cell: Decimal | date) -> str:
    return f"{cell.normalize():f}" if isinstance(cell, Decimal) else cell.isoformat()


def _cell(value: object) -> Cell:
    """The value as a cell: exact, null as empty text, a moment as the day it was in Sweden."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, int | Decimal | float):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return number if number.is_finite() else str(value)
    if isinstance(value, datetime):
        local = value.astimezone(ZoneInfo("Europe/Stockholm")) if value.tzinfo else value
        return local.date()
    if isinstance(value, date):
        return value
    return f"klockslaget {value}" if isinstance(value, time) else str(value)
