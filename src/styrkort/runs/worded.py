"""The new notebook with the words in it: carried, brought as drafts, bound to what is shown."""

from pathlib import Path

from styrkort.approval.freezing import as_draft
from styrkort.errors import InputError
from styrkort.narrative import carry, notes_of, with_bases
from styrkort.narrative.binding import as_left, bind
from styrkort.narrative.chosen import unknown_choices
from styrkort.narrative.drafts import drafted_from, with_drafts
from styrkort.notebook import Notebook, check_names, parse
from styrkort.scorecard import Report
from styrkort.workspace import Workspace, workspace

__all__ = ["worded"]


def worded(
    fresh: Notebook, report: Report, root: Path, place: Workspace, earlier: bytes | None
) -> tuple[Notebook, tuple[str, ...]]:
    """The notebook to run, and notes for the log.

    ``fresh`` is the master expanded for ``report``, ``earlier`` the notebook with the analyst's
    words; on a period's first run, without any, the last period's commentary is the start.
    InputError if the earlier notebook can't be read or words quote a value that doesn't exist.
    """
    notes: tuple[str, ...] = ()
    if earlier is None:
        fresh, notes = _drafted(fresh, report, root)
    old = None if earlier is None else as_left(as_draft(parse(earlier, place.notebook_name)))
    bound = bind(carry(old, fresh), old)
    check_names(bound)
    if old is not None:
        notes = notes_of(old, bound)
    return with_bases(bound), (*notes, *unknown_choices(bound))


def _drafted(fresh: Notebook, report: Report, root: Path) -> tuple[Notebook, tuple[str, ...]]:
    """Started from the last period's words; a note where those can't be read."""
    last = drafted_from(report.period)
    place = workspace(root, report.division, last)
    try:
        content = place.earlier_notebook()
        previous = None if content is None else parse(content, place.notebook_name)
    except InputError as error:
        return fresh, (f"utkast: förra periodens kommentarer är inte hämtade. {error}",)
    return with_drafts(fresh, previous, f"{last.code} {last.year}"), ()
