"""The use case confirm: somebody says that a commentary holds beside what is shown now."""

import unicodedata
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from styrkort.errors import InputError
from styrkort.markup import printable
from styrkort.narrative.binding import confirmed
from styrkort.narrative.marks import is_untouched_note
from styrkort.narrative.standing import Standing, State, standing
from styrkort.notebook import Notebook, parse, to_bytes
from styrkort.notebook.shape import DRAFT, STALE, has_tag, ours
from styrkort.period import Period
from styrkort.review import findings_of, with_review
from styrkort.runs.asked import Request, line_of, resolved
from styrkort.runs.committing import Made, Say, committed, entry_of, required
from styrkort.runs.surroundings import context_of
from styrkort.workspace import LOG, Workspace, opened, workspace

__all__ = ["confirm"]

_PREFIX = "kommentar-"


def confirm(request: Request, cell: str, by: str, say: Say) -> None:
    """One commentary's words bound to what the notebook shows, and who said so.

    ``cell`` is its id, or the perspective's name or slug: then the first there that waits. The
    notebook as it is saved is what counts, also where it has been edited since the run; HTML and
    PDF are made again. Where nothing waits there, nothing is changed. InputError if ``by`` says
    nothing, or no commentary is called so.
    """
    division, period = resolved(request)
    name = " ".join(printable(by).split())
    if not any(sign.isalnum() for sign in name):
        raise InputError(
            "BY saknas: ange vem som bekräftar, namn och gärna befattning, med BY=namn eller "
            "--by namn."
        )
    place = workspace(request.root, division, period)
    writes = (f"{place.stem}.html", f"{place.stem}.pdf", LOG, place.notebook.name)
    with ExitStack() as end, opened(place, writes):
        nb = parse(required(place, place.earlier_notebook()), place.notebook_name)
        say(line_of(str(ours(nb).get("divisionsnamn", division)), period))
        if not _waits(nb, _found(nb, cell)):
            say(f"Inget att göra: det som visas vid {_title(_found(nb, cell))} är inte ändrat.")
            return

        def made(earlier: bytes | None) -> Made:
            return _made(request.root, place, division, period, cell, name, earlier)

        end.enter_context(committed(place, made, say))
        say(f"Klart: {_title(_found(nb, cell))} är bekräftad av {name}.")


def _made(
    root: Path,
    place: Workspace,
    division: str,
    period: Period,
    cell: str,
    by: str,
    earlier: bytes | None,
) -> Made:
    from styrkort.runs.products import documents

    nb = parse(required(place, earlier), place.notebook_name)
    one = _found(nb, cell)
    settled = confirmed(nb, one.cell, by)
    found = findings_of(settled, context_of(root, place, division, period))
    content = to_bytes(with_review(settled, found))
    files, findings = documents(content, place)
    told = "; ".join(f"{change.label} {change.said}" for change in one.changes)
    note = f"{one.cell} bekräftad av {by}" + (f": {told}" if told else "")
    entry = entry_of("confirm", period, division, (note, *findings))
    return {**files, place.notebook.name: content}, entry, earlier


def _found(nb: Notebook, typed: str) -> Standing:
    """The commentary that is meant; InputError, naming those that wait, where there is none."""
    wanted = _folded(typed)
    known = standing(nb)
    by_id = [one for one in known if wanted and _folded(one.cell) == wanted]
    by_section = [one for one in known if wanted and wanted in _names(one)]
    if by_id or by_section:
        waiting = (one for one in by_section if one.state.waits)
        return _with_words(by_id[0] if by_id else next(waiting, by_section[0]))
    what = f"Kommentaren ”{typed.strip()}” finns inte." if wanted else "CELL saknas."
    raise InputError(f"{what} {_waiting(known)}")


def _names(one: Standing) -> tuple[str, str]:
    return _folded(one.cell.removeprefix(_PREFIX)), _folded(one.section)


def _with_words(one: Standing) -> Standing:
    if one.state is State.BARE:
        raise InputError(
            f"{one.cell}: där finns ingen kommentar att bekräfta. Skriv den i notebooken."
        )
    return one


def _waits(nb: Notebook, one: Standing) -> bool:
    """Whether there is anything to settle: a state, or a mark that is still there."""
    cell = next(cell for cell in nb["cells"] if cell["id"] == one.cell)
    own = ours(cell)
    marked = any(key in own and has_tag(cell, key) for key in (STALE, DRAFT))
    notes = (ours(note) for note in nb["cells"] if is_untouched_note(note))
    return one.state.waits or marked or any(own.get("notis") == one.cell for own in notes)


def _waiting(known: Iterable[Standing]) -> str:
    waiting = [one for one in known if one.state.waits]
    if not waiting:
        return "Ingen kommentar väntar på att bekräftas."
    listed = ", ".join(f"{one.cell} ({one.section}, {one.state.value})" for one in waiting)
    return f"De som väntar är: {listed}."


def _title(one: Standing) -> str:
    return f"kommentaren {one.cell}"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()
