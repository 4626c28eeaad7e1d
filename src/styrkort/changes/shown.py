"""Tables in two notebooks' outputs → the rows that differ, where facts don't tell of them."""

from collections.abc import Iterator, Mapping

from styrkort.blocks import MIME, Cell, Row, Table
from styrkort.changes.model import Difference, NumberChange
from styrkort.markup import from_json
from styrkort.notebook.shape import Notebook, is_code
from styrkort.terms import ChangeKind

__all__ = ["table_changes"]

_TABLES = (
    "tabell-samlad-bedomning", "tabell-atgarder", "tabell-prognoser", "tabell-granser",
    "tabell-bedomt",
)  # fmt: skip
"""Those that hold more than the measures' own rows."""
_NONE = "–"

Shown = dict[str, str]
"""A row's columns: heading → text."""


def table_changes(before: Notebook, after: Notebook) -> Iterator[NumberChange]:
    """The rows that differ in the judgements', actions', forecasts' and limits' tables."""
    then, now = _tables(before), _tables(after)
    for id in _TABLES:
        if id in then or id in now:
            yield from _changed(then.get(id), now.get(id))


def _tables(nb: Notebook) -> dict[str, Table]:
    found = (_block(output) for cell in nb["cells"] if is_code(cell) for output in cell["outputs"])
    return {block.id: block for block in found if isinstance(block, Table)}


def _block(output: Mapping[str, object]) -> object:
    data = output.get("data")
    try:
        return from_json(data[MIME]) if isinstance(data, dict) and MIME in data else None
    except ValueError:
        return None  # edited by hand: no table of ours any more


def _changed(before: Table | None, after: Table | None) -> Iterator[NumberChange]:
    shown = after or before
    assert shown is not None
    then, now = _rows(before), _rows(after)
    for name in dict.fromkeys((*now, *then)):
        differing = tuple(_differences(then.get(name, {}), now.get(name, {})))
        if differing:
            yield NumberChange(_kind(name, then, now), shown.caption, name, differing)


def _kind(name: str, then: Mapping[str, Shown], now: Mapping[str, Shown]) -> ChangeKind:
    if name not in then:
        return ChangeKind.ADDED
    return ChangeKind.CHANGED if name in now else ChangeKind.REMOVED


def _differences(before: Shown, after: Shown) -> Iterator[Difference]:
    for head in dict.fromkeys((*after, *before)):
        then, now = before.get(head, _NONE), after.get(head, _NONE)
        if then != now:
            yield Difference(head, then, now)


def _rows(table: Table | None) -> dict[str, Shown]:
    """The table's rows by their first cell, that of its group before it where there are several."""
    found: dict[str, Shown] = {}
    for group in table.groups if table else ():
        for row in group.rows:
            name = _text(row.cells[0])
            unique = f"{group.title}, {name}" if name in found and group.title else name
            found[unique] = _columns(table, row) if table else {}
    return found


def _columns(table: Table, row: Row) -> Shown:
    columns: Shown = {}
    place = 0
    for cell in row.cells:
        if place:
            columns[table.columns[place].head] = _text(cell)
        place += cell.span
    return columns | {note.head: note.text for note in row.notes}


def _text(cell: Cell) -> str:
    return " ".join(filter(None, (cell.text, *cell.bullets, cell.second))) or _NONE
