"""What Typst leaves out of a PDF's tags: row headers, and text free of invisible break marks.

The bytes that come out depend on nothing but the bytes that came in.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

__all__ = ["retagged"]

ROW_HEADER: Final = Name.Quote
"""The tag that row headers are written with, as the only thing inside their cell."""

SPOKEN: Final = "\u2063"
"""What begins the alternative text of a drawing that is only there to be read aloud."""

_SOFT_HYPHEN: Final = re.compile(rb"/ActualText ?\(([^()\\])\xad\)")
_HEX_BREAKS: Final = re.compile(rb"/ActualText ?<FEFF((?:[0-9A-Fa-f]{4})+)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell's element with its place in the table."""

    element: Any
    x: int
    y: int
    columns: int
    rows: int
    head: bool
    """Whether it stands among the column headings."""
    header: bool
    """Whether Typst has tagged it as a heading."""
    marked: bool
    """Whether it is to be a row's heading."""


def retagged(data: bytes) -> bytes:
    """The PDF with TH and scope for row headers, and each cell told its headers."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            _without_breaks(page)
        _without_suspects(pdf)
        root = pdf.Root.get("/StructTreeRoot")
        if root is not None:
            for number, table in enumerate(_tables(root)):
                _tag_table(table, number)
            _speak(root)
            _index_ids(pdf, root)
        out = io.BytesIO()
        # The tags are most of the objects, and many times smaller packed.
        packed = pikepdf.ObjectStreamMode.generate
        pdf.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=packed)
    return out.getvalue()


def _without_suspects(pdf: pikepdf.Pdf) -> None:
    """False is what a missing key means, and some readers take the key itself for an error."""
    info = pdf.Root.get("/MarkInfo")
    if info is not None and "/Suspects" in info and not info["/Suspects"]:
        del info["/Suspects"]


def _without_breaks(page: pikepdf.Page) -> None:
    """Drops unused soft hyphens and zero-width spaces, which spoil searching and copying."""
    contents = page.obj.get("/Contents")
    streams = contents if isinstance(contents, Array) else [contents]
    for stream in streams:
        if not isinstance(stream, pikepdf.Stream):
            continue
        old = stream.read_bytes()
        new = _HEX_BREAKS.sub(_hex_without, _SOFT_HYPHEN.sub(rb"/ActualText(\1)", old))
        if new != old:
            stream.write(new)


def _speak(element: Any) -> None:
    """Drawings of nothing that carry words for screen readers become those words."""
    for child in _children(element):
        words = str(child.get("/Alt", ""))
        if Name.Figure == child.S and words.startswith(SPOKEN):
            child.S = Name.Span
            child.ActualText = String(words.removeprefix(SPOKEN))
            for name in ("/Alt", "/A"):
                if name in child:
                    del child[name]
        _speak(child)


def _hex_without(match: re.Match[bytes]) -> bytes:
    text = bytes.fromhex(match[1].decode()).decode("utf-16-be", "replace")
    kept = text.replace("\u200b", "")
    # A soft hyphen by itself is one that is printed, at a line's end.
    kept = kept.replace("\u00ad", "") if len(kept) > 1 else kept
    if not kept or kept == text or "\ufffd" in kept:
        return match[0]
    return b"/ActualText <FEFF" + kept.encode("utf-16-be").hex().upper().encode() + b">"


def _children(element: Any) -> Iterator[Any]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _tables(element: Any) -> Iterator[Any]:
    for child in _children(element):
        if Name.Table == child.S:
            yield child
        yield from _tables(child)


def _rows(table: Any) -> Iterator[tuple[Any, bool]]:
    """Table rows, and whether each is a column heading."""
    for part in _children(table):
        if part.S == Name.TR:
            yield part, False
        elif part.S in (Name.THead, Name.TBody, Name.TFoot):
            for row in _children(part):
                yield row, Name.THead == part.S


def _tag_table(table: Any, number: int) -> None:
    cells = tuple(_placed(table))
    width = max((cell.x + cell.columns for cell in cells), default=0)
    groups = [cell for cell in cells if _is_group(cell, width)]
    if not groups and not any(cell.marked for cell in cells):
        return  # Typst has told each cell its column's head, and there are no others
    for cell in cells:
        if cell.marked:
            _mark_row_header(cell.element, f"rad{number:04}x{cell.x:03}y{cell.y:05}")
    _tell_headers(cells, {cell.y: _id(cell) for cell in groups})
    for cell in groups:
        _set_table_attributes(cell.element, Headers=Array([]))


def _placed(table: Any) -> Iterator[_Placed]:
    taken: set[tuple[int, int]] = set()
    for y, (row, head) in enumerate(_rows(table)):
        x = 0
        for element in _children(row):
            while (x, y) in taken:
                x += 1
            columns, rows = (int(_attribute(element, name, 1)) for name in ("/ColSpan", "/RowSpan"))
            taken.update((x + dx, y + dy) for dx in range(columns) for dy in range(rows))
            header = Name.TH == element.S
            marked = not header and _is_marked(element)
            yield _Placed(element, x, y, columns, rows, head, header, marked)
            x += columns


def _attribute(element: Any, name: str, default: Any) -> Any:
    attributes = element.get("/A")
    for part in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(part, Dictionary) and name in part:
            return part[name]
    return default


def _set_table_attributes(element: Any, **values: Any) -> None:
    """Sets attributes of owner Table, in the element's own attribute object of that owner."""
    attributes = element.get("/A")
    parts = list(attributes) if isinstance(attributes, Array) else []
    parts += [attributes] if isinstance(attributes, Dictionary) else []
    own = next((part for part in parts if part.get("/O") == Name.Table), None)
    if own is None:
        own = Dictionary(O=Name.Table)
        parts.insert(0, own)
    for name, value in values.items():
        own[f"/{name}"] = value
    element.A = Array(parts)


def _is_marked(element: Any) -> bool:
    children = list(_children(element))
    return len(children) == 1 and children[0].S == ROW_HEADER


def _mark_row_header(element: Any, id: str) -> None:
    next(_children(element)).S = Name.Div
    element.S = Name.TH
    element.ID = String(id)
    _set_table_attributes(element, Scope=Name.Row)


def _is_group(cell: _Placed, width: int) -> bool:
    """Whether the cell is a heading as wide as the table, below its column heads."""
    return cell.header and cell.columns == width > 1 and bool(cell.y or not cell.head)


def _tell_headers(cells: tuple[_Placed, ...], groups: dict[int, str]) -> None:
    """Every data cell names the heads of its column, its group and its row.

    Typst names the nearest head only, which below a group's heading is never the column's.
    """
    above: dict[int, list[str]] = {}
    beside: dict[int, list[str]] = {}
    for cell in cells:
        if cell.header and cell.head and cell.y not in groups:
            for x in range(cell.x, cell.x + cell.columns):
                above.setdefault(x, []).append(_id(cell))
        elif cell.marked:
            for y in range(cell.y, cell.y + cell.rows):
                beside.setdefault(y, []).append(_id(cell))
    group: list[str] = []
    for cell in cells:
        if cell.y in groups:
            group = [groups[cell.y]]
        elif not cell.header and not cell.marked:
            columns = [id for x in range(cell.x, cell.x + cell.columns) for id in above.get(x, [])]
            ids = dict.fromkeys([*columns, *group, *beside.get(cell.y, [])])
            _set_table_attributes(cell.element, Headers=Array([String(id) for id in ids if id]))


def _id(cell: _Placed) -> str:
    id = cell.element.get("/ID")
    return str(id) if id is not None else ""


def _index_ids(pdf: pikepdf.Pdf, root: Any) -> None:
    """The tree of ids anew, sorted as a reader expects."""
    found: dict[bytes, Any] = {}

    def gather(element: Any) -> None:
        for child in _children(element):
            if "/ID" in child:
                found[bytes(child.ID)] = child
            gather(child)

    gather(root)
    if found:
        names = [item for id in sorted(found) for item in (String(id), found[id])]
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))
