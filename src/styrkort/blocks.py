"""What a one-line call displays, as frozen data: HTML, PDF and Jupyter all draw the same block.

A block travels in the notebook as its JSON form under ``MIME``, beside the HTML for Jupyter.
Symbols are named by the ids of ``terms`` and are decoration: the word always stands in text.
"""

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "MIME", "Block", "Cell", "Column", "Counts", "Details", "Facts", "Figure", "Group", "Line",
    "Row", "RowNote", "Steps", "Table",
]  # fmt: skip

MIME = "application/vnd.styrkort+json"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: first line, and what hangs under it."""

    text: str
    """First line; never empty unless ``bullets`` or ``symbols`` stand for it."""
    symbol: str = ""
    """Symbol before the text, in a column of its own, so that ``second`` hangs under the words."""
    second: str = ""
    """Second line, smaller and quieter. The cell as one string is text + " " + second."""
    bullets: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    """A row of decorative symbols after the text (summary grid: one symbol a measure)."""
    hidden: str = ""
    """Words for screen readers only, replacing ``text`` when read aloud ("ingen jämförelse")."""
    strong: bool = False
    quiet: bool = False
    header: bool = False
    """A row header (th scope=row)."""
    span: int = 1
    anchor: str = ""
    """Slug of a heading in the document that the text links to; PDF adds its page: ", s. 4"."""


@dataclass(frozen=True, slots=True)
class RowNote:
    """A note under its own row: head in bold, then text; first column spans it."""

    head: str
    text: str
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    notes: tuple[RowNote, ...] = ()
    total: bool = False
    sub: bool = False
    """A part of the row above (Kvinnor, Män): indented, quieter, no rule between."""
    id: str = ""
    """ASCII slug to link to, unique in the document; empty: none."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading row of their own (th scope=rowgroup); rows alone if title is empty."""

    rows: tuple[Row, ...]
    title: str = ""
    symbol: str = ""
    count: str = ""
    """Quiet words after the title: "3", "7, följs upp i årsrapporten"."""


@dataclass(frozen=True, slots=True)
class Column:
    head: str
    width: float
    """Share of the table's width; a table's shares sum to 1."""
    number: bool = False
    """Numbers aligned at the decimal comma; words start flush left."""
    right: bool = False
    """Flush right, for whole counts in the last column."""


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    """ASCII slug, unique in the document."""
    caption: str
    """What the table is; shown to all if ``caption_shown``, else for screen readers."""
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    look: Literal["matt", "rutnat", "oversikt", "granser", "nyckel"] = "matt"
    """matt: measures; rutnat: perspective × verdict; oversikt: worst first; granser: plain rows;
    nyckel: a key of symbols, head hidden."""
    caption_shown: bool = False
    footnote: str = ""
    typ: Literal["tabell"] = "tabell"


@dataclass(frozen=True, slots=True)
class Figure:
    id: str
    title: str
    """Shown above, as a heading of level 4 in looks; empty: none."""
    alt: str
    caption: str
    """What shade, ring, dot and line are."""
    svg: str
    """Drawn for 170 mm / 600 px; text as paths."""
    narrow_svg: str
    """The same for 342 px."""
    data: Table | None = None
    """Visa som tabell; None where the table beside it says it all (then ``data_anchor``)."""
    data_anchor: str = ""
    """Id of the table that holds the figure's data."""
    typ: Literal["figur"] = "figur"


@dataclass(frozen=True, slots=True)
class Facts:
    """Title block around the document's h1."""

    region: str
    kicker: str
    """"Bilaga till delårsrapport augusti 2022"."""
    division: str
    facts: tuple[tuple[str, str], ...]
    """Label and value: Period, Uppföljning, Status."""
    typ: Literal["titel"] = "titel"


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts at the right of the perspective's heading above: (symbol, "2 uppfyllda")."""

    items: tuple[tuple[str, str], ...]
    typ: Literal["antal"] = "antal"


@dataclass(frozen=True, slots=True)
class Steps:
    """Columns side by side under rules: head, lines (styrkedjan, servicekompassen)."""

    id: str
    caption: str
    columns: tuple[tuple[str, tuple[Cell, ...]], ...]
    accent: bool = False
    """Accent rule above each column (styrkedjan) instead of a hairline."""
    title: str = ""
    """Shown above, as a heading of level 4 in looks; empty: none."""
    typ: Literal["kolumner"] = "kolumner"


@dataclass(frozen=True, slots=True)
class Line:
    """A computed line of words: lead under a heading, "Strategiskt mål: …", or plain body."""

    text: str
    label: str = ""
    """Quiet words before it: "Strategiskt mål:"; then ``text`` is strong."""
    lead: bool = False
    typ: Literal["rad"] = "rad"


@dataclass(frozen=True, slots=True)
class Details:
    """How a row's figures came about: on demand on screen; in print an annex gathers them all."""

    id: str
    summary: str
    """What opens it: "Så kom talen till: Sjukfrånvaro"."""
    title: str
    """Whose figures, for the annex: "Sjukfrånvaro"."""
    numbers: Table
    """The figures, each with its formula and source."""
    parts: tuple[Table, ...]
    """Delvärden, on screen only: a printed annex of them would be longer than the report."""
    files: Table | None
    """The files with their checksums; None where no file holds the figures."""
    typ: Literal["detaljer"] = "detaljer"


Block = Table | Figure | Facts | Counts | Steps | Line | Details
