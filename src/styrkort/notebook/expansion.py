"""The master for one report: its perspective section once per perspective, starting texts put in.

Every cell that comes out carries in ``metadata.styrkort`` what a later run needs to see what the
analyst changed: ``cell`` (its id here), ``grund`` (its text as generated) and ``perspektiv`` where
it belongs to one. A commentary has ``tabell`` besides, the measures of the table beside it, and
``uppmaning``, the master's own text, which is no commentary yet. The notebook's own has ``celler``,
the order as generated, ``visas_ej``, what it withholds because it is of too few persons, and
``fakta``, what words are held against.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from styrkort.facts import facts_of, packed
from styrkort.inline import division_title, names
from styrkort.notebook.naming import with_perspective
from styrkort.notebook.reviewcell import with_review_cell
from styrkort.notebook.shape import (
    COMMENT,
    PER_PERSPECTIVE,
    WITH_PRODUCTION,
    Cell,
    Notebook,
    free_id,
    has_tag,
    is_code,
    kind,
    ours,
    source,
    tags,
    with_metadata,
    with_tags,
)
from styrkort.scorecard import PerspectiveResult, Report
from styrkort.withholding import withheld_in

__all__ = ["DOCUMENT", "expand"]

DOCUMENT = "Bilaga produktion och måluppfyllelse"


def expand(master: Notebook, report: Report) -> Notebook:
    """The notebook to run for ``report``: no outputs, no trace of any earlier run.

    Runs of cells tagged ``per-perspektiv`` are repeated, perspective by perspective in plan
    order, with ids ``<id>-<slug>``; in code the name ``perspective`` becomes the quoted name, in
    markdown ``{perspektiv}`` the name. A commentary cell starts from the period file's text, else
    from the master's; a perspective with neither measures nor text gets none. A text of the
    period file always finds a cell, also in a master without a place for it. Cells tagged
    ``om-produktion`` are left out where the plan has no production.
    """
    known = names(report)
    expanded = (
        cell
        for run in _runs(_with_commentary(_due(with_review_cell(master["cells"]), report)))
        for cell in _expanded(run, report)
    )  # fmt: skip
    cells = _with_own_ids(_with_all_texts(list(expanded), report))
    marked = [_marked(cell) for cell in cells]
    return {
        "cells": marked,
        "metadata": _metadata(master, report, known, marked),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


_NO_PROMPT: Cell = {
    "cell_type": "markdown",
    "id": "kommentar",
    "metadata": {"tags": [PER_PERSPECTIVE, COMMENT]},
    "source": "",
}
"""Stands where a master of the user's own has no commentary cell; shown only with a text."""

_HEADING: Cell = {
    "cell_type": "markdown",
    "id": "perspektiv",
    "metadata": {},
    "source": "## {perspektiv}",
}


def _with_commentary(cells: list[Cell]) -> list[Cell]:
    """The master's cells, a commentary cell among those of the perspective section."""
    repeated = [i for i, cell in enumerate(cells) if has_tag(cell, PER_PERSPECTIVE)]
    if not repeated or any(has_tag(cells[i], COMMENT) for i in repeated):
        return cells
    after = next(i for i in repeated if i + 1 not in repeated) + 1
    return [*cells[:after], _NO_PROMPT, *cells[after:]]


def _due(cells: list[Cell], report: Report) -> list[Cell]:
    """The cells that have something to say in this report."""
    return [cell for cell in cells if report.production or not has_tag(cell, WITH_PRODUCTION)]


def _runs(cells: list[Cell]) -> Iterable[list[Cell]]:
    """Neighbouring cells that are repeated together, and the cells between as runs of their own."""
    return (list(run) for _, run in groupby(cells, lambda c: has_tag(c, PER_PERSPECTIVE)))


def _expanded(run: list[Cell], report: Report) -> list[Cell]:
    perspectives = report.perspectives
    if has_tag(run[0], PER_PERSPECTIVE):
        return [cell for perspective in perspectives for cell in _section(run, perspective)]
    return [_outside_section(cell, perspectives) for cell in run]


def _section(run: list[Cell], perspective: PerspectiveResult) -> list[Cell]:
    """One perspective's cells; nothing to comment on and no text means no commentary."""
    speaks = bool(perspective.comment or _measures_of(perspective))
    return [
        _for_perspective(cell, perspective)
        for cell in run
        if not has_tag(cell, COMMENT) or (perspective.comment if cell is _NO_PROMPT else speaks)
    ]


def _outside_section(cell: Cell, perspectives: Iterable[PerspectiveResult]) -> Cell:
    """A cell that stands once; a commentary may all the same be one perspective's, by its id."""
    for perspective in perspectives:
        if has_tag(cell, COMMENT) and cell["id"] == _comment_id(perspective):
            return _commentary(_fresh(cell), perspective)
    own = _fresh(cell)
    if kind(cell) != "markdown" or not has_tag(cell, COMMENT):
        return own
    return with_metadata(own, styrkort={**ours(own), "tabell": [], "uppmaning": source(cell)})


def _with_all_texts(cells: list[Cell], report: Report) -> list[Cell]:
    """One commentary a perspective starts from its text; where there is none, one at the end."""
    settled = list(cells)
    for perspective in report.perspectives:
        own = [i for i, c in enumerate(settled) if has_tag(c, COMMENT) and _is_of(c, perspective)]
        if own:
            settled[own[0]] = _started({**settled[own[0]]}, perspective)
        elif perspective.comment:
            made = [_for_perspective(cell, perspective) for cell in (_HEADING, _NO_PROMPT)]
            settled += [made[0], _started(made[1], perspective)]
    return settled


def _is_of(cell: Cell, perspective: PerspectiveResult) -> bool:
    return bool(cell["metadata"].get("styrkort", {}).get("perspektiv") == perspective.name)


def _started(cell: Cell, perspective: PerspectiveResult) -> Cell:
    text = perspective.comment.strip("\n") or source(cell)
    return {**cell, "id": _comment_id(perspective), "source": text}


def _comment_id(perspective: PerspectiveResult) -> str:
    return f"kommentar-{perspective.slug}"


def _commentary(cell: Cell, perspective: PerspectiveResult) -> Cell:
    table = _measures_of(perspective)
    own = {"perspektiv": perspective.name, "tabell": table, "uppmaning": source(cell)}
    return with_metadata(cell, styrkort=own)


def _measures_of(perspective: PerspectiveResult) -> list[str]:
    return [
        id
        for objective in perspective.objectives
        for factor in objective.success_factors
        for id in factor.measures
    ]


def _for_perspective(cell: Cell, perspective: PerspectiveResult) -> Cell:
    text = with_perspective(source(cell), perspective.name, kind(cell))
    copied = {**_fresh(cell), "source": text, "id": f"{cell['id']}-{perspective.slug}"}
    if has_tag(cell, COMMENT):
        return _commentary(copied, perspective)
    return with_metadata(copied, styrkort={"perspektiv": perspective.name})


def _fresh(cell: Cell) -> Cell:
    """A master's cell, its heading's short name with it, without traces of an earlier run."""
    bare = {**cell, "outputs": [], "execution_count": None} if is_code(cell) else cell
    kept = [tag for tag in tags(cell) if tag not in (PER_PERSPECTIVE, WITH_PRODUCTION)]
    short = ours(cell).get("kort")
    own = {"kort": short} if short else None
    return with_tags(with_metadata(bare, styrkort=own, papermill=None, execution=None), kept)


def _with_own_ids(cells: list[Cell]) -> list[Cell]:
    settled: list[Cell] = []
    taken: set[str] = set()
    for cell in cells:
        own = free_id(str(cell["id"]), taken)
        taken.add(own)
        settled.append({**cell, "id": own})
    return settled


def _marked(cell: Cell) -> Cell:
    own = {**cell["metadata"].get("styrkort", {}), "cell": cell["id"], "grund": source(cell)}
    return with_metadata(cell, styrkort=own)


def _metadata(
    master: Notebook, report: Report, known: Mapping[str, str], cells: list[Cell]
) -> dict[str, Any]:
    kept = {
        key: value
        for key, value in master["metadata"].items()
        if key not in ("papermill", "widgets", "styrkort", "kernelspec", "language_info")
    }
    return {
        **kept,
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "styrkort": {**_about(report), "celler": [c["id"] for c in cells], "namn": dict(known)},
    }


def _about(report: Report) -> dict[str, Any]:
    period, division = report.period, division_title(report.division_name)
    return {
        "version": 1,
        "division": report.division,
        "divisionsnamn": division,
        "region": report.region,
        "period": period.code,
        "år": period.year,
        "slut": period.end.isoformat(),
        "titel": f"Produktion och måluppfyllelse, {division}, {period.report_name}",
        "dokument": DOCUMENT,
        "perspektiv": [perspective.name for perspective in report.perspectives],
        "status": "arbetsversion",
        "visas_ej": list(withheld_in(report)),
        "fakta": packed(facts_of(report)),
    }
