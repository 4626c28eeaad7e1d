"""Any notebook's tables as real ones: heads with scope, none inside another, no wild spans."""

from typing import Final

from styrkort.render.findings import Findings
from styrkort.render.tree import Element, descendants, inside, make, rename, text_of

__all__ = ["mend_tables"]

_WIDEST_SPAN: Final = 200


def mend_tables(body: Element, found: Findings) -> None:
    """Mend every table in place."""
    for table in descendants(body, "table"):
        if inside(table, "table"):
            found.at(table, "en tabell i en tabell har blivit text.")
            _as_lines(table)
    for part in descendants(body, "caption", "colgroup", "thead", "tbody", "tfoot", "tr"):
        if not inside(part, "table"):
            part.drop_tag()
    for table in descendants(body, "table"):
        _mend_table(table, found)


def _as_lines(table: Element) -> None:
    """The table's rows as lines of text in the cell around it."""
    lines = [
        ", ".join(filter(None, (text_of(cell) for cell in row if cell.tag in ("td", "th"))))
        for row in descendants(table, "tr")
    ]
    tail = table.tail
    table.clear()
    table.tag, table.tail = "div", tail
    for line in filter(None, lines):
        table.append(make("p", line))


def _rows(table: Element) -> list[Element]:
    return descendants(table, "tr")


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _mend_table(table: Element, found: Findings) -> None:
    for row in _rows(table):
        if not _cells(row):
            row.drop_tree()
    rows = _rows(table)
    if not rows:
        _without_table(table)
        return
    _tame_spans(rows)
    _drop_wordless_head(table)
    rows = _rows(table)
    if not any(cell.tag == "th" for row in rows for cell in row):
        if len(rows) < 2 or max(len(_cells(row)) for row in rows) < 2:
            _without_table(table)
            return
        _give_head(rows, found)
    _head_first(table)
    _give_scopes(table)


def _tame_spans(rows: list[Element]) -> None:
    """Spans within the table: a wild one makes readers of all kinds build millions of cells."""
    widest = max(len(_cells(row)) for row in rows)
    for number, row in enumerate(rows):
        for cell in _cells(row):
            limits = {"colspan": max(widest, _WIDEST_SPAN), "rowspan": len(rows) - number}
            for name, most in limits.items():
                span = cell.attrib.pop(name, None)
                digits = span.strip() if span else ""
                count = min(int(digits), most) if digits.isascii() and digits.isdigit() else 1
                if count > 1:
                    cell.set(name, str(count))


def _without_table(table: Element) -> None:
    """A single row or column with no head is layout: its content without the table."""
    for cell in descendants(table, "td", "th", "caption"):
        rename(cell, "div")
    for part in descendants(table, "tr", "thead", "tbody", "tfoot"):
        part.drop_tag()
    for part in descendants(table, "colgroup", "col"):
        part.drop_tree()
    rename(table, "div")


def _drop_wordless_head(table: Element) -> None:
    """A head row without words, as markdown demands of whoever wants none."""
    for head in descendants(table, "thead"):
        if not text_of(head):
            head.drop_tree()


def _give_head(rows: list[Element], found: Findings) -> None:
    """A table of pairs is headed by its first column, others by their first row."""
    if all(len(_cells(row)) == 2 for row in rows):
        heads = [_cells(row)[0] for row in rows]
        found.at(rows[0], "en tabell saknar rubrikrad; första kolumnen har blivit radrubriker.")
    else:
        heads = _cells(rows[0])
        found.at(rows[0], "en tabell saknar rubrikrad; första raden har blivit kolumnrubriker.")
    for cell in heads:
        cell.tag = "th"


def _head_first(table: Element) -> None:
    """The leading rows of nothing but heads inside thead, the rest inside tbody."""
    if table.find("thead") is None:
        head = make("thead")
        for row in _rows(table):
            if any(cell.tag == "td" and text_of(cell) for cell in _cells(row)):
                break
            head.append(row)
        places = [n for n, part in enumerate(table) if part.tag in ("caption", "colgroup", "col")]
        if len(head) and _rows(table):
            table.insert(places[-1] + 1 if places else 0, head)
        else:
            # Heads alone are no head of anything: they are the table's rows.
            body = make("tbody")
            for row in list(head):
                body.append(row)
            if len(body):
                table.append(body)
    _gather_loose_rows(table)


def _gather_loose_rows(table: Element) -> None:
    loose = [part for part in table if part.tag == "tr"]
    if loose:
        body = make("tbody")
        loose[0].addprevious(body)
        for row in loose:
            body.append(row)
    for part in descendants(table, "tbody"):
        if not len(part):
            part.drop_tree()


def _give_scopes(table: Element) -> None:
    """Every head cell says what it heads; one without words heads nothing."""
    for cell in descendants(table, "th", "td"):
        cell.attrib.pop("scope", None)
        if cell.tag != "th":
            continue
        if not text_of(cell):
            cell.tag = "td"
        elif inside(cell, "thead"):
            cell.set("scope", "colgroup" if cell.get("colspan") else "col")
        else:
            cell.set("scope", "rowgroup" if cell.get("rowspan") else "row")
