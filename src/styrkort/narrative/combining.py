"""One cell as it is here and in a colleague's copy.

Words: what only one of the two changed is taken; where both changed the same lines the words here
stand, and the copy's stand marked behind them. A confirmation counts as much as an edit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from styrkort.narrative.basing import base_of
from styrkort.narrative.marks import (
    BINDING,
    digest,
    earlier_code,
    edited,
    kept_tags,
    new_text,
    text_of_a_copy,
)
from styrkort.narrative.pictures import with_free_names, with_pictures
from styrkort.narrative.threeway import Merge, three_way
from styrkort.notebook.shape import (
    DRAFT,
    INJECTED,
    PARAMETERS,
    STALE,
    Cell,
    is_code,
    kind,
    ours,
    same_text,
    source,
    tags,
    with_metadata,
    with_tags,
)

__all__ = ["Combined", "Side", "combined", "seen_as"]


@dataclass(frozen=True, slots=True)
class Side:
    """Kopian: what its cells are read with."""

    name: str
    """The file's name, in the marks of what it says."""
    shown: Mapping[str, str]
    """Every inline name as the notebook, not the copy, shows it."""
    brought: frozenset[str]
    """What has been brought in before (:func:`seen_as`)."""


@dataclass(frozen=True, slots=True)
class Combined:
    """Cellen: as it is after the import, and what stands behind it."""

    cells: list[Cell]
    news: str = ""
    """What the copy said that is new since it was made; empty where it said nothing new."""
    conflict: bool = False
    """Whether both texts are kept, for somebody to settle."""


def seen_as(cell_id: str, text: str) -> str:
    """What is remembered of a text that was brought in: the same one is asked about once."""
    return digest(f"{cell_id}\n{text}")


def combined(here: Cell, there: Cell, copy: Side) -> Combined:
    """The cell ``here`` with what the copy's cell ``there`` says besides."""
    since = _origin(here, there)
    there = with_free_names(there, here)
    cell = _with_their_tags(here, there, copy)
    news = seen_as(str(here["id"]), source(there))
    if news in copy.brought or (since is not None and same_text(source(there), since)):
        return Combined([cell])
    if same_text(source(there), source(here)):
        return Combined([cell], news if since is not None else "")
    if is_code(here) or is_code(there):
        return _code(cell, there, since, copy, news)
    return _words(cell, there, since, copy, news)


def _origin(here: Cell, there: Cell) -> str | None:
    """What both started from; None where nobody noted that.

    What is noted here alone may be newer than the copy, and words written in between would look
    as if the colleague had removed them: it tells only that the copy's words aren't new.
    """
    since, known = base_of(there), base_of(here)
    if since is None and known is not None and same_text(known, source(there)):
        return known
    return since


def _words(here: Cell, there: Cell, since: str | None, copy: Side, news: str) -> Combined:
    merge = _merge(since, source(here), source(there), overwritable=edited(here) is False)
    if not merge.conflict:
        return Combined([_taken(here, there, merge.text)], news)
    if edited(here) is False:  # nobody's words: the copy's go before a new starting text
        theirs = _merge(since, source(there), source(here), overwritable=False)
        words = _taken(here, there, theirs.text)
        return Combined([words, new_text(here)] if source(here).strip() else [words], news)
    words = {**here, "source": merge.text}
    return Combined([words, text_of_a_copy(here, there, copy.name)], news, conflict=True)


def _merge(since: str | None, mine: str, theirs: str, overwritable: bool) -> Merge:
    """Where nobody noted what both started from, only words that nobody wrote may be replaced."""
    if since is not None:
        return three_way(since, mine, theirs)
    free = overwritable or not mine.strip()
    return Merge(theirs if free else mine, conflict=not free)


def _taken(here: Cell, there: Cell, text: str) -> Cell:
    """The cell with words of the copy, bound to what they were written to there."""
    return with_pictures(_bound_as_there({**here, "source": text}, there), there)


_SPEAKS_OF = ("om", "om_beräknat", "värden")


def _bound_as_there(cell: Cell, there: Cell) -> Cell:
    """The cell with the copy's bindings, and no mark that waits for somebody."""
    cell = with_tags(cell, (tag for tag in tags(cell) if tag not in (DRAFT, STALE)))
    kept = {key: value for key, value in ours(cell).items() if key not in BINDING}
    bound = {key: ours(there)[key] for key in _SPEAKS_OF if key in ours(there)}
    if "värden" in bound:
        bound["skrivet"] = digest(source(cell))
    own = {**kept, **bound}
    return with_metadata(cell, styrkort=own) if own != ours(cell) else cell


def _code(here: Cell, there: Cell, since: str | None, copy: Side, news: str) -> Combined:
    """Code that goes together is run by the next run; else the copy's is kept, not run."""
    ran = bool({PARAMETERS, INJECTED} & set(tags(here)))
    if kind(here) == kind(there) and not ran:
        merge = _merge(since, source(here), source(there), overwritable=edited(here) is False)
        if not merge.conflict:
            bare: dict[str, Any] = {"source": merge.text, "outputs": [], "execution_count": None}
            return Combined([{**here, **bare}], news)
    if not is_code(there):
        return Combined([here, text_of_a_copy(here, there, copy.name)], news, conflict=True)
    kept = earlier_code(there, f"{here['id']}-kopia")
    told = {**kept, "source": f"# Ur kopian {copy.name}\n{source(there)}"}
    return Combined([here, told], news, conflict=True)


def _with_their_tags(here: Cell, there: Cell, copy: Side) -> Cell:
    """Tags of both; what the copy's analyst has confirmed is confirmed."""
    held = _bound_as_there(here, there) if _confirmed(here, there, copy) else here
    theirs = [tag for tag in kept_tags(there) if tag not in (DRAFT, STALE, *tags(held))]
    return with_tags(held, (*tags(held), *theirs)) if theirs else held


def _confirmed(here: Cell, there: Cell, copy: Side) -> bool:
    """Whether words that wait for somebody here have been found to hold there.

    Words that were found to hold beside other figures than those shown here still wait; a draft
    has been read whatever the figures were.
    """
    waiting = {DRAFT, STALE} & set(tags(here))
    bound = ours(there).get("värden")
    if not waiting or {DRAFT, STALE} & set(tags(there)) or not isinstance(bound, dict):
        return False
    if not same_text(source(here), source(there)):
        return False
    return DRAFT in waiting or all(copy.shown.get(n) == shown for n, shown in bound.items())
