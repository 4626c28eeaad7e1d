"""The editions of a report as they stand in utgavor/, and whether the latest still holds."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from styrkort.approval.content import content_of
from styrkort.approval.model import KEY, Approval, approval_in
from styrkort.disk.obstacles import EDITIONS
from styrkort.errors import InputError
from styrkort.notebook import Notebook, parse
from styrkort.period import Period, parse_period
from styrkort.workspace import Workspace

__all__ = [
    "MANIFEST",
    "Edition",
    "approved_notebook",
    "edition_in",
    "latest",
    "next_number",
    "standing",
]

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Parametrar: which report it is an edition of."""

    division: str
    """Divisionens slug."""
    period: Period


@dataclass(frozen=True, slots=True)
class Edition:
    """Utgåva: an approval and the folder that holds what was approved."""

    approval: Approval
    folder: Path
    manifest: Mapping[str, Any]

    @property
    def parameters(self) -> Parameters:
        """Whose report it is, and of which period."""
        said = self.manifest["parametrar"]
        code, year = parse_period(str(said["PERIOD"]), int(said["YEAR"]))
        return Parameters(str(said["DIVISION"]), Period(code, int(year or 0)))

    @property
    def hashes(self) -> dict[str, str]:
        """The files as they were when it was made: name → SHA-256."""
        files = self.manifest[KEY].get("filer")
        return {str(k): str(v) for k, v in files.items()} if isinstance(files, Mapping) else {}

    @property
    def notebook_file(self) -> str:
        """Name of its notebook; empty where the manifest names none."""
        return next((name for name in self.hashes if name.endswith(".ipynb")), "")

    def notebook(self) -> Notebook | None:
        """Its notebook; None where that is gone, unreadable or not the one approved."""
        try:
            content = (self.folder / self.notebook_file).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(content).hexdigest() != self.hashes.get(self.notebook_file):
            return None
        return parse(content, self.notebook_file)


def edition_in(folder: Path) -> Edition | None:
    """The edition in the folder; None where there is none.

    InputError where its manifest can't be read.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(
            f"{MANIFEST}: filen går inte att läsa; den är skadad ({error})."
        ) from error
    approval = approval_in(manifest)
    if approval is None:
        return None
    found = Edition(approval, folder, manifest)
    try:
        _ = found.parameters
    except (KeyError, TypeError, ValueError, InputError) as error:
        raise InputError(f"{MANIFEST}: uppgiften ”parametrar” är skadad ({error}).") from error
    return found


def latest(place: Workspace) -> Edition | None:
    """The report's edition with the highest number that can be read; None where there is none."""
    for number in sorted(_numbers(place), reverse=True):
        try:
            found = edition_in(place.editions / str(number))
        except InputError:
            continue
        if found is not None:
            return found
    return None


def next_number(place: Workspace) -> int:
    """The number that no edition has had, not even one that can't be read any more."""
    return max(_numbers(place), default=0) + 1


def _numbers(place: Workspace) -> list[int]:
    try:
        names = [path.name for path in place.editions.iterdir()]
    except OSError:
        return []
    return [int(name) for name in names if name.isascii() and name.isdigit()]


def approved_notebook(place: Workspace, nb: Notebook) -> Notebook | None:
    """The latest edition's notebook, if what it approved is what ``nb`` says and shows now."""
    edition = latest(place)
    if edition is None or edition.approval.content != content_of(nb, place.folder):
        return None
    return edition.notebook()


def standing(place: Workspace) -> str:
    """Whether the latest approval holds of the notebook as it is, one sentence.

    Empty where nothing has been approved, or there is no notebook.
    """
    edition, saved = latest(place), place.earlier_notebook()
    if edition is None or saved is None:
        return ""
    nb = parse(saved, place.notebook_name)
    number = edition.approval.number
    if edition.approval.content != content_of(nb, place.folder):
        return f"Ändrat sedan utgåva {number}: HTML och PDF är en arbetsversion."
    if edition.notebook() is None:
        return (
            f"Utgåva {number} är inte längre vad som fastställdes: HTML och PDF är en "
            f"arbetsversion. Se make verify DIR={place.name}/{EDITIONS}/{number}"
        )
    return f"Innehållet är det som fastställdes i utgåva {number}."
