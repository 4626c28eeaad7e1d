"""The use case ``review``: what stands between a report and its publication."""

from styrkort.notebook import parse
from styrkort.notebook.shape import ours
from styrkort.review import blocking, findings_of
from styrkort.review.listing import listed
from styrkort.review.machinelist import as_json
from styrkort.runs.asked import Request, line_of, resolved
from styrkort.runs.committing import Say, required
from styrkort.runs.surroundings import context_of
from styrkort.workspace import opened, workspace

__all__ = ["review"]


def review(request: Request, say: Say, head: Say, *, width: int, machine: bool) -> int:
    """Tell what blocks and what advises; 1 if anything blocks, else 0.

    ``head`` tells which report it is, ``say`` the list: lines of ``width`` characters, or JSON.
    Nothing is written, but for a commit that was interrupted and is completed first. InputError
    where there is no notebook, or one that was made by an earlier version.
    """
    division, period = resolved(request)
    place = workspace(request.root, division, period)
    if place.staging.is_dir():
        with opened(place, ()):
            pass  # opening completes it
    nb = parse(required(place, place.earlier_notebook()), place.notebook_name)
    name = str(ours(nb).get("divisionsnamn") or division)
    head(line_of(name, period))
    findings = findings_of(nb, context_of(request.root, place, division, period))
    about = {
        "division": division,
        "år": period.year,
        "period": period.code,
        "notebook": place.notebook_name,
    }
    say(as_json(findings, about) if machine else f"\n{listed(findings, width)}")
    return 1 if blocking(findings) else 0
