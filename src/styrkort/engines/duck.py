"""DuckDB as we use it: limited memory, nothing downloaded, the same answer in any time zone.

DuckDB is imported where it is first needed: it would cost every report its start-up.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from styrkort.errors import InputError

if TYPE_CHECKING:
    import duckdb

__all__ = ["connected", "file_literal", "kept_running", "literal", "named", "refused"]

_MEMORY = "384MB"
"""What DuckDB may hold before it writes to the temporary folder; a pass over a log needs less."""
_MOST_THREADS = 4
# A moment without a time zone of its own (as Parquet keeps it) is of the month it was in Sweden.
_ZONE = "Europe/Stockholm"
_GLOB = str.maketrans({sign: f"[{sign}]" for sign in "[*?"})


class _Engine:
    """A database in memory that is started when it is first asked for."""

    def __init__(self, end: ExitStack) -> None:
        self._end = end
        self._started: duckdb.DuckDBPyConnection | None = None

    def connection(self) -> "duckdb.DuckDBPyConnection":
        """A connection of its own, whose temporary tables and views nobody else sees."""
        import duckdb

        if self._started is None:
            folder = self._end.enter_context(_folder())
            self._started = duckdb.connect(":memory:", config=_config(folder))
            self._end.callback(self._started.close)
        return self._started.cursor()


_RUNNING: ContextVar[_Engine | None] = ContextVar("_RUNNING", default=None)


@contextmanager
def kept_running() -> Iterator[None]:
    """Meanwhile every connection is to the same database, which takes long to start."""
    with ExitStack() as end:
        token = _RUNNING.set(_Engine(end))
        try:
            yield
        finally:
            _RUNNING.reset(token)


@contextmanager
def connected() -> Iterator[tuple["duckdb.DuckDBPyConnection", Path]]:
    """A connection with nothing behind it, and a folder that lives as long as it does."""
    with ExitStack() as end:
        engine = _RUNNING.get() or _Engine(end)
        folder = end.enter_context(_folder())
        connection = engine.connection()
        end.callback(connection.close)
        connection.execute(f"SET TimeZone = {literal(_ZONE)}")
        yield connection, folder


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="styrkort-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def _config(folder: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": _MEMORY,
        "threads": min(_MOST_THREADS, os.cpu_count() or 1),
        "temp_directory": str(folder / "spill"),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
    }


def refused(name: str, fault: Exception, otherwise: str) -> InputError:
    """What an analyst is told when DuckDB gives up on a file: room, or ``otherwise``."""
    import duckdb

    if isinstance(fault, duckdb.OutOfMemoryException) or "No space left" in str(fault):
        return InputError(
            f"{name}: det finns inte plats för att räkna filen. Frigör minne och utrymme för "
            "temporära filer, eller dela filen i flera, och kör sedan igen."
        )
    return InputError(f"{name}: {otherwise}")


def literal(text: str) -> str:
    """The text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def named(column: str) -> str:
    """The column's name as SQL writes it, whatever signs it has."""
    return '"' + column.replace('"', '""') + '"'


def file_literal(path: Path) -> str:
    """The file as SQL writes it: its own name, never a pattern that other files match."""
    return literal(str(path.resolve()).translate(_GLOB))
