"""Two notebooks → the cells, and the plan's own texts, whose words differ as printed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from styrkort.changes.model import Piece, WordsChange
from styrkort.changes.printed import filled, paragraphs
from styrkort.changes.texts import compared, whole
from styrkort.facts import Facts
from styrkort.narrative.marks import edited
from styrkort.narrative.placing import steady
from styrkort.notebook.shape import (
    INJECTED,
    REVIEW,
    Cell,
    Notebook,
    has_tag,
    heading_above,
    is_code,
    is_edition_page,
    is_note,
    kind,
    plain,
    prompts_only,
    source,
)
from styrkort.terms import ChangeKind

__all__ = ["cell_changes", "text_changes"]

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """A cell's words, and where it stands."""

    id: str
    section: str
    code: bool
    text: str
    """Markdown with values filled in, or the code; empty where it only prompts for words."""


def cell_changes(before: Notebook, after: Notebook, then: Names, now: Names) -> list[WordsChange]:
    """What differs in the cells' words, in the later notebook's order; what is gone stands last.

    ``then`` and ``now`` are the texts of the inline names in each. Cells are known again by their
    id, else by what they say.
    """
    earlier, later = _told(before, then), _told(after, now)
    partner = _partners(earlier, later)
    found = [
        change
        for index, told in enumerate(later)
        for change in _of_cell(earlier[partner[index]] if index in partner else None, told)
    ]
    kept = set(partner.values())
    found += [
        change for index, told in enumerate(earlier) if index not in kept for change in _gone(told)
    ]
    return [*found, *_moved(later, partner)]


def text_changes(before: Facts | None, after: Facts | None, now: Names) -> Iterator[WordsChange]:
    """What differs in the texts that plan and period file hold."""
    then_texts = {one.place: one for one in before.texts} if before else {}
    now_texts = {one.place: one for one in after.texts} if after else {}
    if before is None or after is None:
        return
    for place in dict.fromkeys((*now_texts, *then_texts)):
        then, new = then_texts.get(place), now_texts.get(place)
        one = new or then
        assert one is not None
        told = _Told(place, one.section, False, filled(new.text, now) if new else "")
        earlier = _Told(place, one.section, False, filled(then.text, now) if then else "")
        yield from _of_cell(earlier, told)


def _told(nb: Notebook, names: Names) -> list[_Told]:
    return [
        _Told(str(cell["id"]), heading_above(nb, index), not _is_words(cell), _text(cell, names))
        for index, cell in enumerate(nb["cells"])
        if _speaks(cell)
    ]


def _speaks(cell: Cell) -> bool:
    """Whether the cell holds the report's words or the analyst's; generated code says nothing."""
    put_in_anew = is_note(cell) or has_tag(cell, REVIEW) or has_tag(cell, INJECTED)
    if put_in_anew or is_edition_page(cell):
        return False
    return not (is_code(cell) and edited(cell) is False)


def _is_words(cell: Cell) -> bool:
    return kind(cell) == "markdown"


def _text(cell: Cell, names: Names) -> str:
    if prompts_only(cell):
        return ""
    text = source(cell)
    return filled(text, names) if _is_words(cell) else text


def _partners(earlier: Sequence[_Told], later: Sequence[_Told]) -> dict[int, int]:
    """Index of a later cell → index of the earlier one that it is."""
    by_id = _matched(earlier, later, {}, lambda told: told.id)
    return _matched(earlier, later, by_id, lambda told: plain(told.text).strip())


def _matched(
    earlier: Sequence[_Told],
    later: Sequence[_Told],
    known: Mapping[int, int],
    key: Callable[[_Told], str],
) -> dict[int, int]:
    taken = set(known.values())
    free: dict[tuple[bool, str], list[int]] = {}
    for index, told in enumerate(earlier):
        if index not in taken and key(told):
            free.setdefault((told.code, key(told)), []).append(index)
    found = dict(known)
    for index, told in enumerate(later):
        candidates = free.get((told.code, key(told)), [])
        if index not in found and candidates:
            found[index] = candidates.pop(0)
    return found


def _of_cell(earlier: _Told | None, told: _Told) -> Iterator[WordsChange]:
    if earlier is not None and plain(earlier.text) == plain(told.text):
        return
    if not told.text.strip():
        yield from _gone(earlier) if earlier else ()
    elif earlier is None or not earlier.text.strip():
        yield _change(told, ChangeKind.ADDED, whole(_lines(told), ChangeKind.ADDED))
    else:
        changed = compared(_lines(earlier), _lines(told))
        if changed:  # else markdown's signs alone differ, which nobody sees
            yield _change(told, ChangeKind.CHANGED, changed)


def _gone(told: _Told) -> Iterator[WordsChange]:
    if told.text.strip():
        yield _change(told, ChangeKind.REMOVED, whole(_lines(told), ChangeKind.REMOVED))


def _change(told: _Told, kind: ChangeKind, text: tuple[tuple[Piece, ...], ...]) -> WordsChange:
    return WordsChange(kind, told.section, told.id, text, own_words=not told.code)


def _lines(told: _Told) -> tuple[str, ...]:
    if told.code:
        return tuple(line for line in told.text.splitlines() if line.strip())
    return paragraphs(told.text)


def _moved(later: Sequence[_Told], partner: Mapping[int, int]) -> Iterator[WordsChange]:
    """Cells that stand in another order than before; as few as possible count as moved."""
    there = sorted(partner)
    order = [str(partner[index]) for index in there]
    still = steady(order, sorted(order, key=int))
    for index in there:
        told = later[index]
        if str(partner[index]) not in still and told.text.strip():
            yield _change(told, ChangeKind.MOVED, whole(_lines(told), None))
