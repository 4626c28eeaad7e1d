"""What is asked of an event log, and what it says, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from styrkort.exports.cells import Grid

__all__ = ["Counted", "Group", "Log", "Wanted"]


@dataclass(frozen=True)
class Log:
    """Where the happenings stand: a .csv, .txt, .tsv or .parquet file, or a workbook's sheet."""

    path: Path
    name: str
    """As messages call it: "data/exempel/2022/arenden.csv"."""
    header_row: int | None = None
    """Rubrikrad, as the office program counts; None: the first that isn't empty."""
    grid: Grid | None = None
    """The sheet, where the log is a workbook; then ``path`` isn't read."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of a log; headings are matched as `exports.cells.header_key` has them."""

    date: str
    """Datum: the heading of when it happened."""
    codes: tuple[str, ...] = ()
    """Headings whose texts part the happenings (unit, kön, …), in the order groups give them."""
    unique: str | None = None
    """Unik: rows with the same text here are one happening, counted where its first row is:
    the earliest month, date, then the lowest codes."""
    total: str | None = None
    """Summera: numbers that are added up; None: happenings are counted."""
    numerator: Mapping[str, tuple[str, ...]] | None = None
    """Täljare: heading → values; a happening is in the numerator if all headings agree."""
    first_in_date: str = ""
    """What stands first in 5/6/2022, "dag" or "månad"; empty: not said."""
    decimal: str = ""
    """Decimaltecken of ``total``, "," or "."; the other one parts thousands. Empty: either."""
    removed: tuple[str, ...] = ()
    """Tas bort: what stands beside the digits of ``total`` and says nothing."""
    only: Mapping[str, tuple[str, ...]] | None = None
    """Urval: heading → values of the rows that count."""
    without: Mapping[str, tuple[str, ...]] | None = None
    """Utom: heading → values of the rows that don't."""


@dataclass(frozen=True)
class Group:
    """The happenings of one month that have the same codes."""

    codes: tuple[str, ...]
    """As written, NFC, without spaces around; a number without needless decimals."""
    month: str
    """Månad, "2022-08"."""
    count: int
    """Antal happenings (rows, or unique ones)."""
    amount: Decimal
    """What is counted: the happenings, or the sum of ``Wanted.total`` over them."""
    numerator: Decimal | None
    """The part of ``amount`` that is in the numerator; None where none was asked for."""


@dataclass(frozen=True)
class Counted:
    """What a log says."""

    groups: tuple[Group, ...]
    """In the order of month, then codes."""
    months_seen: tuple[str, ...]
    """Months that any row is of, before urval and utom, earliest first."""
    rows_read: int
    dropped: tuple[tuple[str, int], ...]
    """Why rows were left out ("urval", "utom", …) → how many."""
    faults: tuple[str, ...]
    """Messages on rows whose date or number can't be read; empty where the counts hold."""
