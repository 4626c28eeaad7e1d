"""One cell: its text as generated before, as edited, as generated now.

Changed on one side: that side. Changed on both: the analyst's words stand where they stood, and
the new text stands marked behind them.
"""

from collections.abc import Mapping
from typing import Any

from styrkort.narrative.marks import (
    added,
    digest,
    earlier_code,
    edited,
    kept_tags,
    new_text,
    stripped_metadata,
)
from styrkort.notebook.expansion import with_binding
from styrkort.notebook.shape import (
    COMMENT,
    PARAMETERS,
    Cell,
    has_tag,
    is_code,
    ours,
    same_text,
    source,
    tags,
    with_metadata,
    with_tags,
)

__all__ = ["edited_alone", "merged"]

Names = Mapping[str, str]


def merged(old: Cell, fresh: Cell, then: Names, now: Names) -> list[Cell]:
    """The cell of the next run, and behind it what else must be kept.

    ``then`` and ``now`` are the texts of all inline names in the earlier and the new report: a
    commentary's ``värden`` stay as they were shown when its words were last changed.
    """
    return _code(old, fresh) if is_code(fresh) else _words(old, fresh, then, now)


def edited_alone(old: Cell, fresh: Cell) -> bool:
    """Whether the analyst has changed the cell, and the new notebook hasn't since then."""
    since = ours(old).get("grund")
    return (
        _differs(old, fresh)
        and isinstance(since, str)
        and same_text(since, source(fresh))
    )  # fmt: skip


def _differs(old: Cell, fresh: Cell) -> bool:
    """Whether the analyst changed the cell into something else than it now starts from."""
    return edited(old) is not False and not same_text(source(old), source(fresh))


def _words(old: Cell, fresh: Cell, then: Names, now: Names) -> list[Cell]:
    cell = _dressed(old, fresh)
    if not _differs(old, fresh):
        return [cell]
    kept = _bound(old, {**cell, "source": source(old)}, then, now)
    open_question = not edited_alone(old, fresh) and source(fresh).strip()
    return [kept, new_text(fresh)] if open_question else [kept]


def _bound(old: Cell, kept: Cell, then: Names, now: Names) -> Cell:
    """Edited words with the values that they were written to."""
    if not has_tag(kept, COMMENT) or "tabell" not in ours(kept):
        return kept
    written = digest(source(old))
    earlier = ours(old).get("värden") if ours(old).get("skrivet") == written else then
    as_shown = {**now, **(earlier if isinstance(earlier, dict) else then)}
    bound = with_binding(kept, {name: as_shown[name] for name in now})
    return with_metadata(bound, styrkort={**ours(bound), "skrivet": written})


def _code(old: Cell, fresh: Cell) -> list[Cell]:
    """The analyst's code runs in place of ours while ours is what it was written over."""
    cell = _dressed(old, fresh)
    if not _differs(old, fresh):
        return [cell]
    if not is_code(old):
        return [cell, added(old)]
    if edited_alone(old, fresh) and not has_tag(fresh, PARAMETERS):
        return [{**cell, "source": source(old)}]
    return [cell, earlier_code(old, f"{fresh['id']}-tidigare")]


def _dressed(old: Cell, fresh: Cell) -> Cell:
    """The new cell with the analyst's tags, pictures and settings of the old."""
    metadata: dict[str, Any] = {**stripped_metadata(old), **fresh["metadata"]}
    cell = with_tags({**fresh, "metadata": metadata}, (*tags(fresh), *kept_tags(old)))
    pictures = {**fresh.get("attachments", {}), **old.get("attachments", {})}
    return {**cell, "attachments": pictures} if pictures and not is_code(cell) else cell
