"""A log in a text file: its encoding, delimiter and headings, found without reading it whole.

The rules are those of `exports.cells`; there a file is held in memory, here it never is.
"""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from styrkort.errors import InputError
from styrkort.exports.cells import decode, header_key, is_blank

__all__ = ["TextLog", "in_utf8", "numbered_rows", "text_log"]

_PIECE = 1 << 20
_MOST_LINES_ABOVE = 1000
"""How far down a header row is looked for."""
_UNDEFINED = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
"""What Windows-1252 has no letter for."""
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ODD_SPACES = (b"\xa0", b"\xe2\x80", b"\t")
"""A byte of each; a false alarm costs time, nothing else."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class TextLog:
    """A text file, and how it is to be read."""

    path: Path
    encoding: str
    """"utf-8-sig" or "cp1252"."""
    delimiter: str
    headings: tuple[str, ...]
    header_row: int
    """As the office program counts: records, and a line sep=; is one."""
    lines_above: int
    """Lines of the file down to and with the header row."""
    told: bool
    """Whether the first line is sep=; and no row."""
    odd_spaces: bool
    """Whether other spaces than the ordinary occur, so that trimming has to look for them."""
    lines: int | None
    """Lines of the whole file; None where they end in different ways."""


def text_log(path: Path, name: str, header_row: int | None, known: frozenset[str]) -> TextLog:
    """How the file is to be read; ``known`` are the heading keys that tell the delimiter.

    Raises InputError where it isn't text or has no header row; OSError where it can't be opened.
    """
    scan = _scanned(path, name)
    encoding = "utf-8-sig" if scan.utf8 else "cp1252"
    with path.open(encoding=encoding, newline="") as file:
        lines = list(islice(_short_lines(file), _MOST_LINES_ABOVE))
    told = _told(lines[0]) if lines else ""
    above = 1 if told else 0
    found = [
        (delimiter, *header)
        for delimiter in (told or ";,\t")
        if (header := _header(lines[above:], delimiter, above, header_row))
    ]
    if not found:
        where = f"rad {header_row} finns inte eller är tom" if header_row else "filen är tom"
        raise InputError(
            f"{name}: {where}. Exportera filen på nytt eller rätta rubrikrad i planen."
        )
    best = max(found, key=lambda one: (len(known & set(map(header_key, one[3]))), len(one[3])))
    delimiter, number, read, cells = best
    return TextLog(
        path, encoding, delimiter, tuple(cells), number, above + read, bool(told),
        scan.odd_spaces, scan.lines,
    )  # fmt: skip


@dataclass
class _Scan:
    """What the bytes of a file say, piece by piece."""

    utf8: bool = True
    cp1252: bool = True
    odd_spaces: bool = False
    both: int = 0
    returns: int = 0
    feeds: int = 0
    last: bytes = b""

    def add(self, piece: bytes) -> None:
        """Note one more piece."""
        self.cp1252 = self.cp1252 and len(piece.translate(None, _UNDEFINED)) == len(piece)
        self.odd_spaces = self.odd_spaces or any(sign in piece for sign in _ODD_SPACES)
        self.both += piece.count(b"\r\n") + (self.last == b"\r" and piece[:1] == b"\n")
        self.returns += piece.count(b"\r")
        self.feeds += piece.count(b"\n")
        self.last = piece[-1:]

    @property
    def lines(self) -> int | None:
        """How many lines there are; None where they end in different ways."""
        ends = max(self.returns, self.feeds)
        alike = self.both == (ends if self.returns and self.feeds else 0)
        return ends + (self.last not in (b"", b"\r", b"\n")) if alike else None


def _scanned(path: Path, name: str) -> _Scan:
    """UTF-8 or else Windows-1252 it is; refused in the words of `exports.cells.decode`."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    scan = _Scan()
    with path.open("rb") as file:
        if (head := file.read(4)) in _NOT_TEXT or head[:2] in _UTF16:
            decode(head, name)
        file.seek(0)
        while piece := file.read(_PIECE):
            if b"\0" in piece:
                decode(b"\0", name)
            scan.add(piece)
            scan.utf8 = scan.utf8 and _decodes(decoder, piece)
    scan.utf8 = scan.utf8 and _decodes(decoder, b"", final=True)
    if not scan.utf8 and not scan.cp1252:
        decode(_UNDEFINED, name)
    return scan


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _short_lines(file: io.TextIOBase) -> Iterator[str]:
    """The file's lines, a line without end cut: binary rubbish may hold no newline at all."""
    while line := file.readline(_PIECE):
        yield line


def _told(first: str) -> str:
    line = first.rstrip("\r\n").strip('"')
    return line[4] if len(line) == 5 and line.casefold().startswith("sep=") else ""


def _header(
    lines: list[str], delimiter: str, above: int, header_row: int | None
) -> tuple[int, int, list[str]] | None:
    """Number of the header row, lines read to its end, and its cells; None where there is none."""
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, above + 1):
            if number == header_row or (header_row is None and _says(cells)):
                named = [unicodedata.normalize("NFC", cell).strip() for cell in cells]
                return (number, reader.line_num, named) if _says(named) else None
    except csv.Error:
        return None
    return None


def _says(cells: Iterable[str]) -> bool:
    """Whether a row says anything, also where the delimiter tried isn't the file's."""
    return any(cell.strip(" ;,\t\"'\u00a0") for cell in cells)


def in_utf8(log: TextLog, folder: Path) -> Path:
    """The file itself where it is UTF-8, else a copy in ``folder`` that is."""
    if log.encoding == "utf-8-sig":
        return log.path
    copy = folder / "utf8.csv"
    with log.path.open("rb") as source, copy.open("wb") as target:
        while piece := source.read(_PIECE):
            target.write(piece.decode("cp1252").encode())
    return copy


def numbered_rows(log: TextLog, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row below the headings that isn't blank, with its number, read with care.

    Raises InputError at the row where the quotes don't pair, and where cells stand to the right
    of the last heading.
    """
    above = number = 1 if log.told else 0
    with log.path.open(encoding=log.encoding, newline="") as file:
        lines = islice(file, 1, None) if log.told else file
        reader = csv.reader(lines, delimiter=log.delimiter, strict=True)
        try:
            for number, cells in enumerate(reader, above + 1):
                if number > log.header_row and not is_blank(cells):
                    _refuse_stray(cells, log, name, number)
                    yield number, cells
        except csv.Error:
            raise InputError(
                f"{name}, rad {number + 1}: citattecknen går inte ihop från och med den raden, så "
                "att cellerna inte kan skiljas åt. Rätta raden eller exportera filen på nytt."
            ) from None


def _refuse_stray(cells: list[str], log: TextLog, name: str, number: int) -> None:
    stray = [at for at in range(len(log.headings), len(cells)) if cells[at].strip()]
    if stray:
        raise InputError(
            f"{name}, rad {number}, kolumn {stray[0] + 1}: cellen har ett innehåll men kolumnen "
            "ingen rubrik. Töm cellen eller ge kolumnen en rubrik; i en kommaseparerad fil ska "
            "ett tal med decimalkomma stå inom citattecken."
        )
