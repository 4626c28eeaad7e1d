"""What lies around a report on disk, as review holds it against the report's words."""

from pathlib import Path

from styrkort.narrative.drafts import drafted_from
from styrkort.period import Period
from styrkort.review import Context
from styrkort.review.context import other_in
from styrkort.workspace import Workspace, workspace

__all__ = ["context_of"]


def context_of(root: Path, place: Workspace, division: str, period: Period) -> Context:
    """Others' paragraphs and other notebooks in the folder; only reads.

    Others are the other divisions' reports of the same period, and this division's own of the
    period that its drafts are brought from. A file that can't be read is passed over: it is
    another report's, and that one will tell.
    """
    neighbours = sorted(_divisions(root) - {division})
    reports = [(name, period) for name in neighbours] + [(division, drafted_from(period))]
    return Context(
        others=_texts(root, reports),
        forks=tuple(f"{place.name}/{name}" for name in _forks(place)),
    )


def _divisions(root: Path) -> set[str]:
    outputs = root / "outputs"
    return {each.name for each in outputs.iterdir()} if outputs.is_dir() else set()


def _texts(root: Path, reports: list[tuple[str, Period]]) -> dict[str, tuple[str, ...]]:
    """Label → texts, of every report there is; two divisions may bear the same name."""
    found: dict[str, tuple[str, ...]] = {}
    for division, period in reports:
        try:
            data = workspace(root, division, period).notebook.read_bytes()
        except OSError:
            continue
        other = other_in(data)
        label = f"{other.division_name or division}, {period.code} {period.year}"
        found[label] = (*found.get(label, ()), *other.texts)
    return found


def _forks(place: Workspace) -> list[str]:
    """Names of the notebooks in the report's folder that aren't the report's own.

    A copy that OneDrive, Dropbox, Syncthing, Nextcloud or a person has put there keeps the ending;
    what programs hide while they save begins with a full stop.
    """
    if not place.folder.is_dir():
        return []
    return sorted(
        path.name
        for path in place.folder.iterdir()
        if path.suffix.casefold() == ".ipynb"
        and not path.name.startswith((".", "~"))
        and path.name.casefold() != place.notebook.name.casefold()
        and path.is_file()
    )
