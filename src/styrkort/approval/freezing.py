"""A notebook as an edition, and as a working version again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from styrkort.approval.asides import is_aside
from styrkort.approval.model import Approval
from styrkort.approval.pages import ABOUT_TITLE, CHANGED_TITLE, about_edition
from styrkort.blocks import MIME, Block, Facts
from styrkort.markup import from_json
from styrkort.notebook.shape import (
    EDITION_PAGE,
    STALE,
    Cell,
    Notebook,
    free_id,
    has_tag,
    is_code,
    is_edition_page,
    ours,
    tags,
    with_metadata,
    with_tags,
)
from styrkort.outputs import Markdown, mime_bundle
from styrkort.views.summary import DNR, DRAFT_FACTS, OF_THE_FILE, STATUS

__all__ = ["about_cells", "as_draft", "frozen", "report_alone"]

_DRAFT: Final = "arbetsversion"
_EDITION: Final = "utgåva"

_StatedFacts = tuple[tuple[str, str], ...]


def frozen(nb: Notebook, approval: Approval, changes: Sequence[Block | Markdown] = ()) -> Notebook:
    """The notebook as the edition that ``approval`` says, its own pages last.

    Without notes, review list and drafts' marks; ``changes`` is what has changed since the edition
    before, where there is one.
    """
    facts = [(STATUS, approval.standing), *[(DNR, approval.dnr)] * bool(approval.dnr)]
    cells = [_settled(cell, tuple(facts)) for cell in nb["cells"] if not is_aside(cell)]
    pages = _pages(approval, changes, {str(cell["id"]) for cell in cells})
    return _with_status({**nb, "cells": [*cells, *pages]}, _EDITION)


def as_draft(nb: Notebook) -> Notebook:
    """The notebook as a working version, also where it is a copy of an edition's."""
    cells = [_stating(cell, DRAFT_FACTS) for cell in nb["cells"] if not is_edition_page(cell)]
    return _with_status({**nb, "cells": cells}, _DRAFT)


def report_alone(nb: Notebook) -> Notebook:
    """The report without what says which edition it is, to be held against another."""
    draft = as_draft(nb)
    return {**draft, "cells": [cell for cell in draft["cells"] if not is_aside(cell)]}


def about_cells(nb: Notebook) -> list[Cell]:
    """What an edition's notebook says of the edition itself: its title block and its last page."""
    pages = [cell for cell in nb["cells"] if is_edition_page(cell)][-2:]
    return [*(cell for cell in nb["cells"] if _has_title_block(cell)), *pages]


def _has_title_block(cell: Cell) -> bool:
    return is_code(cell) and any(_title_block(output) is not None for output in cell["outputs"])


def _with_status(nb: Notebook, status: str) -> Notebook:
    """As it is where it isn't ours: then it says nothing of its status."""
    own = ours(nb)
    if not own or own.get("status") == status:
        return nb
    return with_metadata(nb, styrkort={**own, "status": status})


def _settled(cell: Cell, facts: _StatedFacts) -> Cell:
    """In an edition nothing waits to be read any more."""
    if has_tag(cell, STALE):
        cell = with_tags(cell, [tag for tag in tags(cell) if tag != STALE])
    return _stating(cell, facts)


def _stating(cell: Cell, facts: _StatedFacts) -> Cell:
    """The cell with its title block saying which edition the file is."""
    if not is_code(cell):
        return cell
    outputs = [_output_stating(output, facts) for output in cell["outputs"]]
    return cell if outputs == cell["outputs"] else {**cell, "outputs": outputs}


def _output_stating(output: dict[str, Any], facts: _StatedFacts) -> dict[str, Any]:
    block = _title_block(output)
    if block is None:
        return output
    own = tuple(fact for fact in block.facts if fact[0] not in OF_THE_FILE)
    if block.facts == (*own, *facts):
        return output
    return {**output, "data": mime_bundle(replace(block, facts=(*own, *facts)))}


def _title_block(output: dict[str, Any]) -> Facts | None:
    data = output.get("data")
    said = data.get(MIME) if isinstance(data, dict) else None
    try:
        block = from_json(said)
    except ValueError:
        return None
    return block if isinstance(block, Facts) else None


def _pages(
    approval: Approval, changes: Sequence[Block | Markdown], taken: set[str]
) -> Iterable[Cell]:
    made: list[tuple[str, str, tuple[Block | Markdown, ...]]] = []
    if changes:
        made.append((CHANGED_TITLE, "andrat-sedan-forra-utgavan", tuple(changes)))
    made.append((ABOUT_TITLE, "om-utgavan", about_edition(approval)))
    for title, id, blocks in made:
        yield _cell("markdown", id, f"## {title}", taken)
        yield {
            **_cell("code", f"{id}-uppgifter", f"# {title}: skrivet när utgåvan gjordes", taken),
            "execution_count": None,
            "outputs": [_displayed(block) for block in blocks],
        }


def _cell(kind: str, id: str, source: str, taken: set[str]) -> Cell:
    own = free_id(id, taken)
    taken.add(own)
    metadata = {"styrkort": {EDITION_PAGE: "sida", "grund": source}}
    return {"cell_type": kind, "id": own, "metadata": metadata, "source": source}


def _displayed(block: Block | Markdown) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": mime_bundle(block)}
