"""The use case ``publish``: the report as it stands, frozen as a numbered edition."""

import json
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from styrkort.approval.model import Approval
from styrkort.approval.shelf import MANIFEST, latest, next_number
from styrkort.disk.commit import Changed
from styrkort.disk.interrupts import unbroken
from styrkort.disk.obstacles import EDITIONS
from styrkort.editions.asking import Asked, stated
from styrkort.editions.inputs import added_inputs, changed_inputs, changed_products
from styrkort.editions.making import Read, approval_of, edition_files
from styrkort.editions.refusing import refusal
from styrkort.errors import InputError
from styrkort.notebook import check_names, parse
from styrkort.notebook.shape import ours
from styrkort.period import Period
from styrkort.review.gathering import findings_of
from styrkort.runs.asked import Request, line_of, resolved
from styrkort.runs.committing import Made, Say, committed, entry_of, required
from styrkort.runs.products import Files, documents
from styrkort.runs.surroundings import context_of
from styrkort.swedish import sentence
from styrkort.workspace import LOG, Workspace, opened, workspace

__all__ = ["Asked", "publish"]

_REFUSED = 1
_TRIES = 5
"""How often it starts over because the notebook was saved meanwhile."""


def publish(request: Request, asked: Asked, say: Say, width: int) -> int:
    """Freeze the report as edition 1, 2, … in utgavor/; 1, and nothing written, where it may not.

    It may not while the review blocks, unless there is a reason and nothing blocks that a reason
    isn't enough for; nor where the latest edition says the same in every respect. No kernel is
    started: words saved since the run are read as saved. InputError where what was stated, or the
    report, isn't fit to be published; then nothing is written either. What stands in the way is
    told in lines of ``width`` characters.
    """
    division, period = resolved(request)
    statement = stated(asked, date.today())
    place = workspace(request.root, division, period)
    with ExitStack() as end, opened(place, _writes(place)):
        for attempt in range(_TRIES):
            read = _read(request.root, place, division, period)
            if not attempt:
                say(line_of(ours(read.notebook).get("divisionsnamn", division), period))
            before, approval = latest(place), approval_of(read, statement, next_number(place))
            refused = refusal(read.findings, approval, statement, before, width)
            if refused:
                say(refused)
                return _REFUSED
            files = edition_files(read, approval, before)
            if _put(end, place, approval.number, files, read.saved):
                break
            say("Notebooken sparades under tiden. De nya orden tas med; börjar om.")
        else:
            raise InputError(
                f"{place.notebook_name}: notebooken sparas hela tiden. Stäng den i JupyterLab och "
                "kör igen."
            )
        if statement.reason and not approval.reason:
            say("Inget hindrade publicering; skälet står därför inte i utgåvan.")
        _documents_again(end, place, approval, read.saved, files, (period, division), say)
    return 0


def _writes(place: Workspace) -> tuple[str, ...]:
    return (f"{place.stem}.html", f"{place.stem}.pdf", LOG, EDITIONS)


def _read(root: Path, place: Workspace, division: str, period: Period) -> Read:
    """The report as it stands; InputError where inputs or products aren't the run's."""
    saved = required(place, place.earlier_notebook())
    notebook = parse(saved, place.notebook_name)
    check_names(notebook)
    manifest = _manifest(place)
    changed = [
        *changed_inputs(root, division, period, manifest),
        *added_inputs(root, division, period, manifest),
        *changed_products(place.folder, notebook, manifest),
    ]
    if changed:
        raise InputError(
            f"{place.name}: rapporten är inte gjord av det underlag som finns nu. Kör make report "
            f"först (orden förs över), och publicera sedan. Sedan körningen: {'; '.join(changed)}."
        )
    context = context_of(root, place, division, period)
    return Read(place, saved, notebook, manifest, findings_of(notebook, context))


def _manifest(place: Workspace) -> dict[str, Any]:
    """The run's; InputError where it can't be read or is an earlier version's."""
    try:
        manifest = json.loads((place.folder / MANIFEST).read_bytes())
        if isinstance(manifest["resultat"], dict) and isinstance(manifest["indata"], list):
            return dict(manifest)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise InputError(
        f"{place.name}/{MANIFEST}: filen saknas, är skadad eller gjord av en tidigare version av "
        "styrkort. Kör make report först (orden förs över), och publicera sedan."
    )


def _put(end: ExitStack, place: Workspace, number: int, files: Files, saved: bytes) -> bool:
    """Put the edition in place; False where the notebook has been saved since it was read.

    No request to stop is heard from then on, until ``end``.
    """
    with ExitStack() as deaf:
        deaf.enter_context(unbroken())
        try:
            place.freeze(number, files, saved)
        except Changed:
            return False
        end.push(deaf.pop_all())
    return True


def _documents_again(
    end: ExitStack,
    place: Workspace,
    approval: Approval,
    saved: bytes,
    files: Files,
    of: tuple[Period, str],
    say: Say,
) -> None:
    """The period's own HTML and PDF as the edition has them, and what was done in the log."""
    name = f"{place.name}/{EDITIONS}/{approval.number}"
    noted = [f"{approval.standing}: {name}", *[f"Skäl: {approval.reason}"] * bool(approval.reason)]

    def made(earlier: bytes | None) -> Made:
        content = required(place, earlier)
        same = {one: files[one] for one in _writes(place)[:2]}
        shown = same if content == saved else documents(content, place)[0]
        return shown, entry_of("publish", *of, noted), earlier

    try:
        end.enter_context(committed(place, made, say))
    except InputError as error:
        raise InputError(
            f"{name}: utgåvan är klar, men periodens egna HTML och PDF gick inte att göra om. Kör "
            f"make render när det här är åtgärdat: {error}"
        ) from error
    say(sentence(approval.standing))
    say(f"Klart: {name}/")
