"""The output folder of one report: whose turn it is, what is there, and all that a run leaves."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from styrkort.disk.commit import Changed, Guard, commit, complete, discard, fingerprint
from styrkort.disk.folders import put_folder
from styrkort.disk.lock import Held, exclusive
from styrkort.disk.obstacles import EDITIONS, HISTORY, obstacles, told
from styrkort.errors import InputError
from styrkort.period import Period

__all__ = ["LOG", "Workspace", "opened", "workspace"]

LOG = "korning.log"
_NUMBERED = re.compile(r"(\d{4,})\.ipynb")


@dataclass(frozen=True, slots=True)
class Workspace:
    """``outputs/<division>/<year>-<slug>/``: where it is and what it is called."""

    folder: Path
    """The folder's real place, symbolic links followed."""
    name: str
    """The folder's name from ROOT, for messages: "outputs/regionstod/2022-da08"."""
    stem: str
    """The document's name without suffix: "regionstod-2022-da08"."""
    failed: Path
    """Where a run that fails leaves its notebook: beside the folder."""

    @property
    def notebook(self) -> Path:
        return self.folder / f"{self.stem}.ipynb"

    @property
    def notebook_name(self) -> str:
        """The notebook as messages name it, from ROOT."""
        return f"{self.name}/{self.notebook.name}"

    @property
    def staging(self) -> Path:
        return self.folder.with_name(f".{self.folder.name}.nytt")

    @property
    def editions(self) -> Path:
        """Where the numbered editions are, each a folder that nothing ever changes."""
        return self.folder / EDITIONS

    @property
    def edition_staging(self) -> Path:
        return self.folder.with_name(f".{self.folder.name}.utgava")

    @property
    def products(self) -> tuple[str, ...]:
        """Every file a run replaces, the notebook last."""
        return (
            f"{self.stem}.html", f"{self.stem}.pdf", "resultat.csv", "resultat.json",
            "resultat_verksamhet.csv", "resultat_produktion.json", "manifest.json", LOG,
            f"{self.stem}.ipynb",
        )  # fmt: skip

    @property
    def changes_page(self) -> str:
        """The page that says what has changed, which is made when it is asked for."""
        return f"{self.stem}-andringar.html"

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that some command replaces, the notebook last."""
        return (self.changes_page, *self.products)

    def history(self) -> dict[int, Path]:
        """The notebooks in historik/ by their numbers, rising; empty where there are none."""
        folder = self.folder / HISTORY
        try:
            names = [path.name for path in folder.iterdir()]
        except (FileNotFoundError, NotADirectoryError):
            return {}
        found = {int(match[1]): name for name in names if (match := _NUMBERED.fullmatch(name))}
        return {number: folder / found[number] for number in sorted(found)}

    def earlier_notebook(self) -> bytes | None:
        """The notebook as it stands, with the analyst's words; None before the first run."""
        try:
            return self.notebook.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise told(error, self.notebook_name) from error

    def commit(
        self,
        files: Mapping[str, bytes],
        entry: str,
        earlier: bytes | None,
        kept: bytes | None = None,
    ) -> None:
        """Replace the products in ``files``, all of them or none, and add ``entry`` to the log.

        ``earlier`` is the notebook that the new files were made from: if another has been saved
        since, :class:`styrkort.disk.commit.Changed` is raised and that one left alone. It goes to
        historik/ when it is replaced by a different one and isn't the latest there already; as
        ``kept``, where it may not be kept as it is.
        """
        guard = Guard(self.notebook.name, None if earlier is None else _sha256(earlier))
        faults = obstacles(self.folder, self.name, [*files, LOG, HISTORY])
        if faults:
            raise InputError.gathered(faults)
        try:
            with_log = {**files, LOG: _with_entry(self.folder / LOG, entry)}
            in_order = {name: with_log[name] for name in self.files if name in with_log}
            history = self._history(files.get(self.notebook.name), earlier, kept or earlier)
            commit(self.folder, self.staging, {**history, **in_order}, guard)
        except OSError as error:
            raise told(error, self.name) from error

    def freeze(self, number: int, files: Mapping[str, bytes], earlier: bytes) -> None:
        """Put ``files`` in utgavor/``number``/, a new folder that is whole from its first moment.

        ``earlier`` is the notebook that they were made from: :class:`styrkort.disk.commit.Changed`
        if another has been saved since. InputError if there is an edition of that number already,
        or nothing can be written.
        """
        name = f"{self.name}/{EDITIONS}/{number}"
        try:
            with put_folder(self.editions / str(number), self.edition_staging, files):
                if fingerprint(self.notebook) != _sha256(earlier):
                    raise Changed
        except OSError as error:
            raise told(error, name) from error

    def _history(
        self, new: bytes | None, earlier: bytes | None, kept: bytes | None
    ) -> dict[str, bytes]:
        """The earlier notebook under its number in historik/, where it has to be kept.

        Where an earlier one is brought back out of historik/ it is enough that this one is there.
        """
        if earlier is None or kept is None or new is None or new == earlier:
            return {}
        there = self.history()
        brought_back = any(_holds(path, new) for path in there.values())
        latest = max(there, default=0)
        among = there.values() if brought_back else [there[n] for n in there if n == latest]
        if any(_holds(path, kept) for path in among):
            return {}
        return {f"{HISTORY}/{latest + 1:04d}.ipynb": kept}


def workspace(root: Path, division: str, period: Period) -> Workspace:
    """Where this report lives under ``root``; touches nothing."""
    inner = f"{period.year}-{period.slug}"
    stem = f"{division}-{inner}"
    parent = root / "outputs" / division
    return Workspace(
        folder=Path(os.path.realpath(parent / inner)),
        name=f"outputs/{division}/{inner}",
        stem=stem,
        failed=parent / f"{stem}-misslyckad.ipynb",
    )


@contextmanager
def opened(place: Workspace, writes: tuple[str, ...]) -> Iterator[None]:
    """The report's lock held, an interrupted commit completed, and ``writes`` free to write.

    InputError, with nothing changed, if another run is at work, a file stands in the way, is
    read-only or is open in another program.
    """
    faults = obstacles(place.folder, place.name, ())
    if faults:
        raise InputError.gathered(faults)
    with ExitStack() as stack:
        for folder in (place.failed.parent.parent, place.failed.parent):
            stack.callback(_remove_if_ours_and_empty, folder, folder.exists())
        try:
            stack.enter_context(exclusive(place.folder.with_name(f".{place.folder.name}.lock")))
            _recover(place)
        except Held as error:
            raise InputError(
                f"{place.name}: en annan körning av samma rapport pågår. "
                "Vänta tills den är klar och kör sedan igen."
            ) from error
        except OSError as error:
            raise told(error, place.name) from error
        faults = obstacles(place.folder, place.name, (*writes, HISTORY))
        if faults:
            raise InputError.gathered(faults)
        yield


def _recover(place: Workspace) -> None:
    discard(place.edition_staging)
    if place.staging.is_dir():
        faults = obstacles(place.folder, place.name, place.files)
        if faults:
            raise InputError.gathered(faults)
        complete(place.folder, place.staging)


def _remove_if_ours_and_empty(folder: Path, stood_before: bool) -> None:
    """A run that came to nothing leaves no empty folders either."""
    if not stood_before:
        with suppress(OSError):
            folder.rmdir()


def _with_entry(log: Path, entry: str) -> bytes:
    earlier = log.read_bytes() if log.exists() else b""
    gap = b"" if not earlier or earlier.endswith(b"\n") else b"\n"
    return earlier + gap + entry.encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _holds(path: Path, content: bytes) -> bool:
    """Whether the file is these bytes; most are told apart by their size alone."""
    try:
        return path.stat().st_size == len(content) and fingerprint(path) == _sha256(content)
    except FileNotFoundError:
        return False
