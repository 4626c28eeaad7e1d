"""Words bound to the values that they were written to.

A commentary says what it speaks of (``om``) and holds those values as they were shown when its
words were last changed or confirmed (``värden``; ``skrivet`` is the words' fingerprint). Where what
is shown differs later, the cell is tagged ``granska``. Removing that tag, or ``utkast``, by hand
says that the words hold beside what the notebook then shows.
"""

from collections.abc import Collection, Mapping

from styrkort.narrative.chosen import chosen
from styrkort.narrative.commentary import has_words, is_commentary, is_unread_draft, with_table
from styrkort.narrative.lost import with_lost_marks
from styrkort.narrative.marks import BINDING, digest
from styrkort.narrative.notes import with_notes, without_note
from styrkort.narrative.shown import UNTOLD, Beside, about, beside, changes, id_of, measures, values
from styrkort.narrative.unsaid import without_withheld
from styrkort.notebook.shape import (
    COMMENT,
    DRAFT,
    STALE,
    Cell,
    Notebook,
    has_tag,
    listed,
    ours,
    plain,
    pristine,
    same_text,
    source,
    tags,
    with_own,
    with_tags,
)

__all__ = ["as_left", "bind", "confirmed", "is_confirmed_by_hand"]


def as_left(nb: Notebook) -> Notebook:
    """The notebook as saved, its words bound as the analyst left them.

    Words that were changed since the run stand beside what the notebook shows, and are bound to
    that; so are words whose tag ``granska`` or ``utkast`` was removed.
    """
    now, marked = beside(nb), with_lost_marks(nb)
    cells = (with_table(marked, index) for index in range(len(nb["cells"])))
    return {**nb, "cells": [_left(cell, now) if is_commentary(cell) else cell for cell in cells]}


def bind(nb: Notebook, old: Notebook | None) -> Notebook:
    """The carried notebook, its words bound, what has changed beside them noted above them.

    ``old`` is the earlier notebook :func:`as_left`, which was carried; None on a first run. A text
    that the period file gives anew is bound to what is shown now.
    """
    now, then = beside(nb), Beside({}, None) if old is None else beside(old)
    earlier = {} if old is None else {str(cell["id"]): cell for cell in old["cells"]}
    stood = {plain(source(cell)) for cell in earlier.values()}
    cells = []
    for index in range(len(nb["cells"])):
        cell = _restored(with_table(nb, index), earlier)
        known = _known_to_stand(cell, stood)
        cells.append(_bound(known, now, then) if is_commentary(cell) else cell)
    bound = {**nb, "cells": cells}
    told = bound if old is None else without_withheld(bound, old)
    return with_notes({**told, "cells": [_marked(cell, now, then) for cell in told["cells"]]})


def confirmed(nb: Notebook, id: str, by: str) -> Notebook:
    """The notebook with one commentary's words confirmed beside what it shows, by whom."""
    now = beside(nb)
    cells = list(nb["cells"])
    at = next(index for index, cell in enumerate(cells) if cell["id"] == id)
    held = _without_marks(_rebound(with_table(nb, at), now))
    read = with_tags(held, (tag for tag in tags(held) if tag not in (STALE, DRAFT)))
    cells[at] = with_own(read, bekräftad={"av": by})
    return without_note({**nb, "cells": cells}, id)


def is_confirmed_by_hand(cell: Cell) -> bool:
    """Whether a tag that waited for somebody has been removed since the run.

    A cell that has lost all its tags has lost them to an editor.
    """
    own = ours(cell)
    removed = [
        key for key, tag in (("granska", STALE), ("utkast", DRAFT))
        if key in own and not has_tag(cell, tag)
    ]  # fmt: skip
    return bool(removed) and has_tag(cell, COMMENT)


def _left(cell: Cell, now: Beside) -> Cell:
    if is_unread_draft(cell):
        return with_tags(cell, (*tags(cell), COMMENT, DRAFT))
    if not has_words(cell):
        return cell
    own = ours(cell)
    written = own.get("skrivet") == digest(source(cell))
    if written and isinstance(own.get("värden"), dict) and not is_confirmed_by_hand(cell):
        return cell
    return with_own(_without_marks(_rebound(cell, now)), bekräftad=None)


def _bound(cell: Cell, now: Beside, then: Beside) -> Cell:
    """Words that stood before keep what they were written to; all else is bound to ``now``."""
    own = ours(cell)
    kept = own.get("värden")
    stood = own.get("skrivet") == digest(source(cell)) or not _is_as_given(cell)
    bound = _rebound(cell, now)
    if is_unread_draft(cell):
        return bound
    if not has_words(cell) or not stood or not isinstance(kept, dict):
        return with_own(_without_marks(bound), bekräftad=None)
    wanted: dict[str, str] = ours(bound)["värden"]
    earlier = {**(dict.fromkeys(wanted, UNTOLD) if STALE in own else wanted), **then.names, **kept}
    known = {name: earlier[name] for name in wanted}
    lost = {name: text for name, text in kept.items() if _is_lost(name, cell, now)}
    return with_own(bound, värden={**known, **lost})


def _known_to_stand(cell: Cell, stood: Collection[str]) -> Cell:
    """Words of the earlier notebook that had lost their marks, to be bound to what it showed."""
    if not is_commentary(cell) or "värden" in ours(cell) or plain(source(cell)) not in stood:
        return cell
    return with_own(cell, värden={}, skrivet=digest(source(cell)))


def _is_as_given(cell: Cell) -> bool:
    """Whether the words are the master's or the period file's, as they are now."""
    given = pristine(cell)
    return given is not None and same_text(source(cell), given)


def _is_lost(name: str, cell: Cell, now: Beside) -> bool:
    """Whether the report has no such value any more, though the words still speak of it."""
    set_by_hand = chosen(cell)
    return name not in now.names and (set_by_hand is None or id_of(name) in set_by_hand)


def _rebound(cell: Cell, now: Beside) -> Cell:
    """The cell bound to what is shown ``now``."""
    table = listed(cell, "tabell")
    computed = about(source(cell), table, now)
    set_by_hand = chosen(cell)
    ids = computed if set_by_hand is None else set_by_hand
    return with_own(
        cell,
        om=ids,
        om_beräknat=computed,
        värden=values(source(cell), ids, now),
        skrivet=digest(source(cell)),
    )


def _marked(cell: Cell, now: Beside, then: Beside) -> Cell:
    """Tagged ``granska`` where what is shown has changed; the tag is gone where it hasn't."""
    if not is_commentary(cell) or not has_words(cell) or is_unread_draft(cell):
        return cell
    lost = with_own(cell, granska=_names_of_the_lost(cell, now, then))
    if not changes(lost, now):
        return _without_marks(cell)
    return with_tags(with_own(lost, bekräftad=None), (*tags(lost), STALE))


def _names_of_the_lost(cell: Cell, now: Beside, then: Beside) -> dict[str, str]:
    """The names of measures that the words were written to and the report has no more, by id."""
    noted = ours(cell).get("granska")
    earlier = noted if isinstance(noted, dict) else {}
    lost = {id_of(name) for name in ours(cell)["värden"] if name not in now.names}
    known = {one.id: one.name for one in measures(then)}
    return {id: known.get(id, str(earlier.get(id, id))) for id in sorted(lost)}


def _restored(cell: Cell, earlier: Mapping[str, Cell]) -> Cell:
    """A commentary that the analyst added, bound as it was; adding strips styrkort's keys."""
    own = ours(cell)
    before = earlier.get(str(cell["id"]))
    if before is None or "cell" in own or "skrivet" in own or not is_commentary(cell):
        return cell
    if "cell" in ours(before) or not same_text(source(before), source(cell)):
        return cell
    return with_own(
        cell, **{key: v for key, v in ours(before).items() if key in BINDING and key != DRAFT}
    )


def _without_marks(cell: Cell) -> Cell:
    """Neither stale nor a draft; tags that a person put there stay."""
    gone = [tag for key, tag in (("granska", STALE), ("utkast", DRAFT)) if key in ours(cell)]
    bare = with_tags(cell, (tag for tag in tags(cell) if tag not in gone))
    return with_own(bare, granska=None, utkast=None)
