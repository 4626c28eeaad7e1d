"""A log as one view of DuckDB's, ``log``: its wanted columns as trimmed text, whatever the file.

A text file has two views. The quick one lets DuckDB read the file; the careful one is read by
Python, which tolerates what offices write, knows every row's number and names what is broken.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from styrkort.engines.duck import file_literal, literal, named, refused
from styrkort.engines.textlog import TextLog, in_utf8, numbered_rows
from styrkort.errors import InputError
from styrkort.exports.cells import Cell, Grid, column_letter, header_key, lettered_place

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = [
    "broken_parquet", "careful_text_view", "columns_of", "parquet_source", "parquet_types",
    "parquet_view", "quick_text_view", "sheet_view", "text_sql",
]  # fmt: skip

# What str.strip() takes and offices write.
_SPACES = literal(" \t\r\n\v\f\u00a0\u2007\u202f\u2009\ufeff")
_ONE_LINE = {ord(sign): " " for sign in "\t\r\n"}
_MOMENTS = ("TIMESTAMP", "DATE")


def columns_of(headings: Sequence[Cell], wanted: Sequence[str], place: str) -> tuple[int, ...]:
    """Where the wanted headings stand; InputError names those missing, and what they may mean."""
    keys = [header_key(heading) for heading in headings]
    for heading in wanted:
        at = lettered_place(heading)
        if at is not None and at < len(keys) and header_key(heading) not in keys:
            keys[at] = header_key(heading)
    faults = []
    for heading in dict.fromkeys(wanted):
        times = keys.count(header_key(heading))
        if times > 1:
            letter = column_letter(keys.index(header_key(heading)))
            faults.append(
                f"{place}: kolumnen ”{heading}” finns flera gånger. Ange den som ska läsas med sin "
                f"bokstav, till exempel kolumn {letter}, eller döp om den ena."
            )
        elif not times:
            faults.append(
                f"{place}: kolumnen ”{heading}” saknas{_meant(heading, headings)}. Rätta "
                "rubriken i filen eller kolumnens namn i planen."
            )
    if faults:
        raise InputError.gathered(faults)
    return tuple(keys.index(header_key(heading)) for heading in wanted)


def _meant(heading: str, headings: Sequence[Cell]) -> str:
    shown = {header_key(each): str(each).strip() for each in headings if header_key(each)}
    near = get_close_matches(header_key(heading), shown, 1, 0.6)
    if near:
        return f" (menas ”{shown[near[0]]}”?)"
    return f" (kolumnerna är {', '.join(list(shown.values())[:20])})" if shown else ""


def quick_text_view(
    connection: "DuckDBPyConnection", log: TextLog, columns: Sequence[int], folder: Path
) -> None:
    """The view over the text file as DuckDB reads it; rows have no numbers."""
    fields = ", ".join(f"'f{at}': 'VARCHAR'" for at in range(len(log.headings)))
    source = (
        f"read_csv({file_literal(in_utf8(log, folder))}, columns = {{{fields}}}, "
        f"delim = {literal(log.delimiter)}, quote = '\"', escape = '\"', header = false, "
        f"skip = {log.lines_above}, auto_detect = false, null_padding = true, "
        "compression = 'none', encoding = 'utf-8')"
    )
    trimmed = _trimmed_sql if log.odd_spaces else _spaces_trimmed_sql
    _view(connection, [trimmed(f"f{at}") for at in columns], "0", source)


def careful_text_view(
    connection: "DuckDBPyConnection", log: TextLog, columns: Sequence[int], folder: Path, name: str
) -> None:
    """The view over a copy of the wanted columns, made row by row; rows have their numbers.

    Raises InputError where a row is broken.
    """
    copy = folder / "rader.tsv"
    with copy.open("w", encoding="utf-8", newline="") as target:
        for number, cells in numbered_rows(log, name):
            kept = (cells[at] if at < len(cells) else "" for at in columns)
            texts = (
                unicodedata.normalize("NFC", cell).translate(_ONE_LINE).strip() for cell in kept
            )
            target.write("\t".join((str(number), *texts)) + "\n")
    fields = ", ".join(f"'f{at}': 'VARCHAR'" for at in range(len(columns)))
    source = (
        f"read_csv({file_literal(copy)}, columns = {{'row': 'BIGINT', {fields}}}, "
        "delim = '\t', quote = '', escape = '', header = false, auto_detect = false, "
        "compression = 'none', encoding = 'utf-8')"
    )
    _view(connection, [f"coalesce(f{at}, '')" for at in range(len(columns))], '"row"', source)


def sheet_view(connection: "DuckDBPyConnection", grid: Grid, columns: Sequence[int]) -> None:
    """The view over a sheet's rows, which are in memory already."""
    texts = [
        [_cell_text(row.cells[at]).strip() if at < len(row.cells) else "" for row in grid.rows]
        for at in columns
    ]
    fields = ", ".join(f"unnest(?::VARCHAR[]) AS f{at}" for at in range(len(columns)))
    connection.execute(
        f'CREATE TEMP TABLE held AS SELECT unnest(?::BIGINT[]) AS "row", {fields}',
        [[row.number for row in grid.rows], *texts],
    )
    _view(connection, [f"coalesce(f{at}, '')" for at in range(len(columns))], '"row"', "held")


def _cell_text(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        text = f"{cell:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return cell.isoformat() if isinstance(cell, date) else cell


def parquet_types(connection: "DuckDBPyConnection", path: Path, name: str) -> dict[str, str]:
    """The Parquet file's columns, in order, and DuckDB's types of them.

    Raises InputError where the file is no whole Parquet file; OSError where it can't be opened.
    """
    import duckdb

    path.open("rb").close()
    try:
        found = connection.execute(
            f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {parquet_source(path)}"
        ).fetchall()
    except duckdb.Error as fault:
        raise broken_parquet(name, fault) from None
    return {str(column): str(kind) for column, kind, *_ in found}


def broken_parquet(name: str, fault: Exception) -> InputError:
    """What an analyst is told of a Parquet file that can't be read to its end."""
    return refused(
        name,
        fault,
        "filen är ingen hel Parquetfil (den kan vara avkortad). Exportera eller kopiera den på "
        "nytt.",
    )


def parquet_source(path: Path) -> str:
    """The Parquet file's table; its folders' names are never columns."""
    return (
        f"read_parquet({file_literal(path)}, hive_partitioning = false, binary_as_string = true, "
        "file_row_number = true)"
    )


def parquet_view(
    connection: "DuckDBPyConnection", path: Path, types: dict[str, str], columns: Sequence[int]
) -> None:
    """The view over the Parquet file; a table's first row below its headings is row 2."""
    kinds = list(types.items())
    texts = [_trimmed_sql(text_sql(*kinds[at])) for at in columns]
    _view(connection, texts, "file_row_number + 2", parquet_source(path))


def text_sql(column: str, kind: str) -> str:
    """SQL for a typed column's cells as an export would write them; null is null.

    A number is written with the fewest digits that give it back, a moment is its date.
    """
    name = named(column)
    if kind == "BOOLEAN":
        return f"CASE WHEN {name} THEN 'ja' WHEN NOT {name} THEN 'nej' END"
    if kind in ("DOUBLE", "FLOAT"):
        return rf"CASE WHEN NOT isnan({name}) THEN regexp_replace({name}::VARCHAR, '\.0$', '') END"
    if kind.startswith("DECIMAL"):
        return rf"regexp_replace({name}::VARCHAR, '(\.\d*?)0+$', '\1').rtrim('.')"
    return f"{name}::DATE::VARCHAR" if kind.startswith(_MOMENTS) else f"{name}::VARCHAR"


def _trimmed_sql(text: str) -> str:
    """Trimmed as str.strip() does; DuckDB takes three times as long for it as for spaces."""
    return f"coalesce(trim({text}, {_SPACES}), '')"


def _spaces_trimmed_sql(text: str) -> str:
    return f"coalesce(trim({text}), '')"


def _view(connection: "DuckDBPyConnection", texts: Sequence[str], row: str, source: str) -> None:
    shown = ", ".join(f"{text} AS x{at}" for at, text in enumerate(texts))
    connection.execute(f'CREATE TEMP VIEW log AS SELECT {row} AS "row", {shown} FROM {source}')
