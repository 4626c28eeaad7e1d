"""Two källor of one folder that give the same observation: nobody has said which counts."""

from collections.abc import Iterable, Sequence

from styrkort.exports.tidy import TidyRow
from styrkort.period import month_name

__all__ = ["two_sources"]


def two_sources(rows: Iterable[TidyRow]) -> list[str]:
    """A message for each two källor (or källa and tidy file) of a folder that give the same."""
    first: dict[tuple[str, str, str, str], TidyRow] = {}
    clashes: dict[tuple[str, str], list[tuple[TidyRow, TidyRow]]] = {}
    for row in rows:
        other = first.setdefault((row.measure, row.unit, row.month, row.gender), row)
        if other.origin.source != row.origin.source:
            pair = (_source_text(other), _source_text(row))
            clashes.setdefault(pair, []).append((other, row))
    return [_clash(names, pairs) for names, pairs in clashes.items()]


def _clash(names: tuple[str, str], pairs: Sequence[tuple[TidyRow, TidyRow]]) -> str:
    one, other = pairs[0]
    more = f" och {len(pairs) - 1} till" if len(pairs) > 1 else ""
    return (
        f"{other.place}: {names[1]} och {names[0]} ger samma observation, {_subject(one)}{more} "
        f"(även i {one.place}). Välj bort den ena med urval, utom eller år."
    )


def _source_text(row: TidyRow) -> str:
    return f"källan {row.origin.source}" if row.origin.source else f"filen {row.origin.file}"


def _subject(row: TidyRow) -> str:
    parts = [row.measure, row.unit, row.gender, month_name(row.month)]
    return ", ".join(part for part in parts if part)
