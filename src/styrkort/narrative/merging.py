"""One cell: its text as generated before, as edited, as generated now.

Changed on one side: that side. Changed on both: merged line by line; where both changed the same
lines the analyst's words stand where they stood, and the new text stands marked behind them.
"""

from typing import Any

from styrkort.narrative.marks import (
    BINDING,
    added,
    earlier_code,
    edited,
    kept_tags,
    new_text,
    stripped_metadata,
)
from styrkort.narrative.threeway import three_way
from styrkort.notebook.shape import (
    COMMENT,
    PARAMETERS,
    Cell,
    has_tag,
    is_code,
    ours,
    pristine,
    prompts_only,
    same_text,
    source,
    tags,
    with_own,
    with_tags,
)

__all__ = ["edited_alone", "merged"]


def merged(old: Cell, fresh: Cell, asked: bool = False) -> list[Cell]:
    """The cell of the next run, and behind it what else must be kept.

    ``asked``: a new text stands behind the cell already, and nobody has settled it.
    """
    return _code(old, fresh) if is_code(fresh) else _words(old, fresh, asked)


def edited_alone(old: Cell, fresh: Cell) -> bool:
    """Whether the analyst has changed the cell, and the new notebook hasn't since then."""
    since = pristine(old)
    return _differs(old, fresh) and since is not None and same_text(since, source(fresh))


def _differs(old: Cell, fresh: Cell) -> bool:
    """Whether the analyst changed the cell into something else than it now starts from."""
    return edited(old) is not False and not same_text(source(old), source(fresh))


def _words(old: Cell, fresh: Cell, asked: bool) -> list[Cell]:
    cell = _bound(old, _dressed(old, fresh))
    if not _differs(old, fresh):
        return [cell]
    since = pristine(old)
    if since is None:
        kept, open_question = source(old), not (has_tag(fresh, COMMENT) and prompts_only(fresh))
    else:
        merge = three_way(since, source(old), source(fresh))
        kept = merge.text
        open_question = merge.conflict or (asked and not same_text(since, source(fresh)))
    words = {**cell, "source": kept}
    return [words, new_text(fresh)] if open_question and source(fresh).strip() else [words]


def _bound(old: Cell, cell: Cell) -> Cell:
    """A commentary with what its words were bound to; other cells as they are."""
    if not has_tag(cell, COMMENT):
        return cell
    carried = {key: ours(old)[key] for key in BINDING if key in ours(old)}
    return with_own(cell, **carried) if carried else cell


def _code(old: Cell, fresh: Cell) -> list[Cell]:
    """The analyst's code runs where it goes together with ours; else it is kept, not run."""
    cell = _dressed(old, fresh)
    if not _differs(old, fresh):
        return [cell]
    if not is_code(old):
        return [cell, added(old)]
    since = pristine(old)
    if since is not None and not has_tag(fresh, PARAMETERS):
        merge = three_way(since, source(old), source(fresh))
        if not merge.conflict:
            return [{**cell, "source": merge.text}]
    return [cell, earlier_code(old, f"{fresh['id']}-tidigare")]


def _dressed(old: Cell, fresh: Cell) -> Cell:
    """The new cell with the analyst's tags, pictures and settings of the old."""
    metadata: dict[str, Any] = {**stripped_metadata(old), **fresh["metadata"]}
    cell = with_tags({**fresh, "metadata": metadata}, (*tags(fresh), *kept_tags(old)))
    pictures = {**fresh.get("attachments", {}), **old.get("attachments", {})}
    return {**cell, "attachments": pictures} if pictures and not is_code(cell) else cell
