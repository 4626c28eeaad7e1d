"""A Parquet file as a grid of cells, for exports that aren't event logs.

The file keeps its columns' types, so a number is exact and a date is a date. What is wrong with
the file is said in one message.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

from styrkort.engines.duck import connected
from styrkort.engines.relations import (
    broken_parquet,
    parquet_source,
    parquet_types,
    text_sql,
)
from styrkort.exports.cells import Cell, Grid, GridRow, is_blank

__all__ = ["read_parquet"]

_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
            "UINTEGER", "UBIGINT", "UHUGEINT", "DECIMAL", "DOUBLE", "FLOAT")  # fmt: skip
_DATES = ("DATE", "TIMESTAMP")


def read_parquet(path: Path, name: str) -> Grid:
    """The file's rows: numbers exact (a binary one as its shortest digits), moments as dates,
    ja and nej for truth values, null as empty text. Row 1 is the headings, as in a table.

    Raises InputError where the file is no whole Parquet file; OSError where it can't be opened.
    """
    import duckdb

    with connected() as (connection, _):
        types = parquet_types(connection, path, name)
        texts = ", ".join(text_sql(column, kind) for column, kind in types.items())
        try:
            rows = connection.execute(
                f"SELECT file_row_number, {texts} FROM {parquet_source(path)} ORDER BY 1"
            ).fetchall()
        except duckdb.Error as fault:
            raise broken_parquet(name, fault) from None
    filled = (GridRow(at + 2, tuple(map(_cell, cells, types.values()))) for at, *cells in rows)
    return Grid(
        name,
        GridRow(1, tuple(types)),
        tuple(row for row in filled if not is_blank(row.cells)),
    )


def _cell(text: str | None, kind: str) -> Cell:
    if text is None:
        return ""
    if kind.startswith(_NUMBERS) and not kind.endswith("]"):
        number = Decimal(text)
        return number if number.is_finite() else text
    return date.fromisoformat(text) if kind.startswith(_DATES) and len(text) == 10 else text
