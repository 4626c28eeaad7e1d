"""Two narrow tables that share the page's width."""

from dataclasses import replace
from typing import Final

from styrkort.blocks import Table
from styrkort.render.typst_blocks import table_code
from styrkort.render.typst_heights import table_height
from styrkort.render.typst_pieces import Piece

__all__ = ["beside_code", "is_pair", "shares"]

_SHARES: Final = (0.5, 0.4, 0.6, 0.7)
"""Of a narrow table's width for its first column."""
_WIDE: Final = 7 / 12
"""Of the page's width, for a table beside a key."""


def is_pair(one: Piece, other: Piece) -> bool:
    """Whether two tables may share the page's width: keys, or a key and a narrow table."""
    tables = [piece.block for piece in (one, other) if isinstance(piece.block, Table)]
    keys = sum(table.look == "nyckel" for table in tables)
    return len(tables) == 2 and keys > 0 and all(len(table.columns) <= 2 for table in tables)


def shares(*pair: Piece) -> tuple[str, ...]:
    """Their widths: keys alike, another table seven columns of the page's twelve."""
    tables = [_table(piece) for piece in pair]
    return tuple("7fr" if table else "5fr" for table in tables) if any(tables) else ("1fr", "1fr")


def beside_code(piece: Piece) -> str:
    """The piece's code: a key as it is, another table's columns shared anew."""
    table = _table(piece)
    return table_code(_lowest(table)) if table and len(table.columns) == 2 else piece.code


def _table(piece: Piece) -> Table | None:
    """The piece's table where it isn't a key."""
    table = piece.block
    return table if isinstance(table, Table) and table.look != "nyckel" else None


def _lowest(table: Table) -> Table:
    """The table with its two columns so wide that it is as low as it can be."""
    first, second = table.columns
    shared = (
        replace(table, columns=(replace(first, width=share), replace(second, width=1 - share)))
        for share in _SHARES
    )
    return min(shared, key=lambda one: table_height(one, _WIDE))
