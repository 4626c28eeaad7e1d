"""The use case diff: what has changed since the last edition or the last run."""

import unicodedata
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

from styrkort.approval.shelf import latest
from styrkort.blocks import Block, Facts
from styrkort.changes import Changes, blocks_of, changes_of, lines_of
from styrkort.disk.obstacles import HISTORY, told
from styrkort.errors import InputError
from styrkort.narrative.basing import base_of
from styrkort.notebook import Notebook, parse
from styrkort.notebook.shape import Cell, ours, same_text, source
from styrkort.outputs import Markdown, mime_bundle
from styrkort.period import Period
from styrkort.runs.asked import Request, line_of, resolved
from styrkort.runs.committing import Made, Say, committed, required
from styrkort.workspace import LOG, Workspace, opened, workspace

__all__ = ["diff"]

_EDITION, _RUN = "utgåva", "körning"
_AS_WRITTEN = {"utgåva": _EDITION, "utgava": _EDITION, "körning": _RUN, "korning": _RUN, "": ""}


@dataclass(frozen=True, slots=True)
class _Other:
    """What the notebook is held against, and what has changed since then."""

    name: str
    """As messages call it: "utgåva 2", "notebooken före den senaste körningen (…)"."""
    title: str
    """The page's heading."""
    changes: Changes


def diff(request: Request, against: str, say: Say, width: int, *, coloured: bool = False) -> None:
    """What has changed in the saved notebook, as text and as the page ``<stem>-andringar.html``.

    ``against`` is "utgåva", "körning" or empty: the last edition, or the last run where there is
    no edition. InputError where there is nothing to compare with.
    """
    wanted = _wanted(against)
    division, period = resolved(request)
    place = workspace(request.root, division, period)
    with ExitStack() as end, opened(place, (place.changes_page, LOG)):
        told_once: list[str] = []

        def made(earlier: bytes | None) -> Made:
            notebook = parse(required(place, earlier), place.notebook_name)
            other = _other(place, notebook, wanted)
            name = str(ours(notebook).get("divisionsnamn", division))
            told_once[:] = [
                line_of(name, period),
                f"Jämfört med {other.name}.",
                "",
                *lines_of(other.changes, width, coloured),
            ]
            page = _page(other, notebook, name, period)
            return {place.changes_page: page}, "", earlier

        end.enter_context(committed(place, made, say))
        for line in (*told_once, "", f"Som sida: {place.name}/{place.changes_page}"):
            say(line)


def _wanted(against: str) -> str:
    word = unicodedata.normalize("NFC", against).strip().casefold()
    if word not in _AS_WRITTEN:
        raise InputError(
            f"Jämförelsen ”{against.strip()}” finns inte. Skriv {_EDITION} (den senaste utgåvan) "
            f"eller {_RUN} (den senaste körningen)."
        )
    return _AS_WRITTEN[word]


def _other(place: Workspace, notebook: Notebook, wanted: str) -> _Other:
    """What to compare with; InputError where it isn't there."""
    found = _since_edition(place, notebook) if wanted != _RUN else None
    if found is None and wanted != _EDITION:
        found = _since_run(place, notebook)
    if found is not None:
        return found
    if wanted == _EDITION:
        raise InputError(
            f"{place.name}: det finns ingen utgåva att jämföra med. Gör en med make publish, eller "
            f"jämför med AGAINST={_RUN}."
        )
    raise InputError(
        f"{place.name}: det finns ingenting att jämföra med än, varken en utgåva eller en tidigare "
        f"notebook i {HISTORY}/. Ändra notebooken eller siffrorna, eller gör en utgåva, först."
    )


def _since_edition(place: Workspace, notebook: Notebook) -> _Other | None:
    edition = latest(place)
    if edition is None:
        return None
    number = edition.approval.number
    frozen = edition.notebook()
    if frozen is None:
        raise InputError(
            f"{place.name}/utgavor/{number}: utgåvans notebook saknas eller är inte den som "
            "fastställdes. Hämta den ur en säkerhetskopia, eller jämför med AGAINST=körning."
        )
    title = f"Ändringar sedan utgåva {number}"
    return _Other(
        edition.approval.standing.replace("U", "u", 1), title, changes_of(frozen, notebook)
    )


def _since_run(place: Workspace, notebook: Notebook) -> _Other | None:
    """The run before this one: the latest in historik/ that differs, with the words that its run
    left; else this run, if anything has been written since.
    """
    title = "Ändringar sedan förra körningen"
    same: _Other | None = None
    for path in reversed(place.history().values()):
        shown = f"{HISTORY}/{path.name}"
        try:
            content = path.read_bytes()
        except OSError as error:
            raise told(error, f"{place.name}/{shown}") from error
        earlier = _as_run(parse(content, f"{place.name}/{shown}"))
        name = f"förra körningen (siffrorna i {shown}, orden som körningen lämnade dem)"
        other = _Other(name, title, changes_of(earlier, notebook))
        if not other.changes.nothing:
            return other
        same = same or other
    return same or _since_this_run(notebook)


def _since_this_run(notebook: Notebook) -> _Other | None:
    """What has been written since the only run there has been; None where nothing has."""
    changes = changes_of(_as_run(notebook), notebook)
    if changes.nothing:
        return None
    return _Other("notebooken som körningen lämnade den", "Ändringar sedan körningen", changes)


def _as_run(notebook: Notebook) -> Notebook:
    """The notebook with the words that its run left, before anybody wrote in it."""
    cells = [as_run for cell in notebook["cells"] if (as_run := _cell_as_run(cell)) is not None]
    return {**notebook, "cells": cells}


def _cell_as_run(cell: Cell) -> Cell | None:
    """None where the cell wasn't there when the run ended."""
    text = base_of(cell)
    if text is None:
        return None
    return cell if same_text(text, source(cell)) else {**cell, "source": text}


def _page(other: _Other, notebook: Notebook, division: str, period: Period) -> bytes:
    from styrkort.render.document import document
    from styrkort.render.page import page_of, rendered

    facts = Facts(
        region=str(ours(notebook).get("region", "")),
        kicker=str(ours(notebook).get("dokument", "")),
        division=division,
        facts=(
            ("Period", f"{period.code} {period.year}"),
            ("Jämfört med", other.name),
        ),
    )
    made = document(_as_notebook(other.title, (facts, *blocks_of(other.changes, level=2))))
    whole = f"{division}, {period.code} {period.year}"
    page = replace(page_of(made), name=f"{other.title} – {whole}", foot=f"{other.title}. {whole}.")
    return rendered(page).encode()


def _as_notebook(title: str, blocks: Sequence[Block | Markdown]) -> dict[str, Any]:
    """A notebook that shows the blocks under the title; nobody's report, so no working version."""
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": mime_bundle(block)}
        for block in blocks
    ]
    heading = {"cell_type": "markdown", "id": "titel", "metadata": {}, "source": f"# {title}"}
    shown = {
        "cell_type": "code",
        "id": "andringar",
        "metadata": {},
        "source": "",
        "outputs": outputs,
    }
    return {"cells": [heading, shown], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
