"""The use case import: a colleague's copy of the notebook, merged into it."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from styrkort.errors import InputError
from styrkort.inputs import division_names
from styrkort.narrative import Joined, join
from styrkort.narrative.binding import as_left, bind
from styrkort.narrative.unsaid import copy_without_withheld
from styrkort.notebook import Notebook, check_names, parse, to_bytes
from styrkort.notebook.reading import REMEDY
from styrkort.notebook.shape import ours
from styrkort.period import Period, parse_period
from styrkort.refusals import why
from styrkort.review import findings_of, with_review
from styrkort.runs.asked import Request, line_of, require_folder, resolved
from styrkort.runs.committing import Made, Say, committed, entry_of, required
from styrkort.runs.runlog import noted
from styrkort.runs.surroundings import context_of
from styrkort.workspace import LOG, Workspace, opened, workspace

__all__ = ["import_copy"]

_EXAMPLE = "FILE=kopia.ipynb"
_ASK_AGAIN = "Be kollegan spara den igen i JupyterLab och skicka den på nytt. Inget är ändrat."


@dataclass(frozen=True, slots=True)
class _Copy:
    """Kopian: where it lies, and what it says."""

    path: Path
    notebook: Notebook

    @property
    def name(self) -> str:
        """The file's name on one line, for messages and marks."""
        return " ".join(self.path.name.split())

    @property
    def report(self) -> tuple[str, str, int] | None:
        """Division, period code and year that it says that it is of; None where it says nothing."""
        own = ours(self.notebook)
        division, code, year = own.get("division"), own.get("period"), own.get("år")
        told = isinstance(division, str) and isinstance(code, str) and type(year) is int
        return (str(division), str(code), int(str(year))) if told else None


def import_copy(request: Request, file: str, say: Say) -> None:
    """What a colleague's copy of the period's notebook says besides, in place; HTML and PDF too.

    Division, period and year are the copy's own; those in ``request`` must agree. Nothing of the
    copy but its words, code and pictures is taken, and the file itself is left as it is. Where it
    says nothing new, nothing is changed. InputError where it can't be read, is of another report,
    or there is no notebook to import into.
    """
    copy = _read(request.root, file)
    division, period = resolved(_asked(request, copy))
    place = workspace(request.root, division, period)
    if _is_same(copy.path, place.notebook):
        raise InputError(
            f"{copy.name}: filen är rapportens egen notebook. Ange kollegans kopia av den, "
            f"till exempel {_EXAMPLE}."
        )
    writes = (f"{place.stem}.html", f"{place.stem}.pdf", LOG, place.notebook.name)
    with ExitStack() as end, opened(place, writes):
        mine = parse(required(place, place.earlier_notebook()), place.notebook_name)
        say(line_of(str(ours(mine).get("divisionsnamn", division)), period))
        joined = _joined(mine, copy)
        if joined.is_nothing:
            say(f"{copy.name} säger inget som inte redan står i {place.notebook_name}. "
                f"Inget är ändrat.{_removable(copy, place)}")  # fmt: skip
            return

        def made(earlier: bytes | None) -> Made:
            nonlocal joined
            joined, new = _made(request.root, place, division, period, copy, earlier)
            return new

        entry = end.enter_context(committed(place, made, say))
        say(f"Klart: {_told(joined, copy)} i {place.notebook_name}{noted(entry)}")
        for line in _to_do(joined):
            say(line)
        say(f"Kopian är kvar där den ligger.{_removable(copy, place)}")


def _read(root: Path, file: str) -> _Copy:
    if not file.strip():
        raise InputError(
            f"FILE saknas. Ange kollegans kopia av notebooken, till exempel {_EXAMPLE}."
        )
    require_folder(root)
    path = _found(root, file)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{file}: filen finns inte. Kontrollera namn och mapp.") from error
    except IsADirectoryError as error:
        raise InputError(f"{file}: det är en mapp. Ange filen i den, {_EXAMPLE}.") from error
    except (OSError, ValueError) as error:
        reason = why(error) if isinstance(error, OSError) else "namnet kan inte vara ett filnamn"
        raise InputError(
            f"{file}: filen kan inte läsas ({reason}). Kontrollera att du har rätt att läsa den."
        ) from error
    try:
        return _Copy(path, parse(data, path.name))
    except InputError as error:
        raise InputError(*(fault.replace(REMEDY, _ASK_AGAIN) for fault in error.faults)) from error


def _found(root: Path, file: str) -> Path:
    """The file as typed: from here, else from ROOT; ~ is the user's home."""
    try:
        path = Path(file).expanduser()
    except RuntimeError:  # nobody's home is called so
        path = Path(file)
    if not path.is_absolute() and not path.exists() and (root / path).exists():
        return root / path
    return path


def _is_same(path: Path, other: Path) -> bool:
    return other.exists() and path.samefile(other)


def _asked(request: Request, copy: _Copy) -> Request:
    """Which report it is: the copy's own; InputError where something else was asked for."""
    if copy.report is None:
        if request.period:
            return request
        raise InputError(
            f"{copy.name}: filen säger inte vilken rapport den är en kopia av. Ange PERIOD, och "
            "vid behov YEAR och DIVISION, om den är en kopia av rapportens notebook."
        )
    division, code, year = copy.report
    if division not in division_names(request.root):
        raise InputError(
            f"{copy.name}: filen är en kopia av rapporten för divisionen ”{division}”, som inte "
            f"finns i params/. De som finns är {', '.join(division_names(request.root))}."
        )
    faults = tuple(_disagreements(request, copy.name, division, code, year))
    if faults:
        raise InputError(*faults)
    return Request(code, year, division, request.root)


def _disagreements(
    request: Request, name: str, division: str, code: str, year: int
) -> Iterator[str]:
    asked, asked_year = parse_period(request.period or code, request.year)
    said = f"{name}: filen är en kopia av rapporten för"
    if asked != code:
        yield f"{said} {code} {year}, inte {asked}. Ange PERIOD={code}, eller en annan kopia."
    if asked_year not in (None, year):
        yield f"{said} {code} {year}, inte {asked_year}. Ange YEAR={year}, eller en annan kopia."
    if request.division not in (None, division):
        yield (
            f"{said} divisionen {division}, inte {request.division}. "
            f"Ange DIVISION={division}, eller en annan kopia."
        )


def _joined(mine: Notebook, copy: _Copy) -> Joined:
    theirs = copy_without_withheld(as_left(copy.notebook), mine)
    joined = join(as_left(mine), theirs, copy.name)
    if not joined.known:
        raise InputError(
            f"{copy.name}: ingen cell i filen hör till rapporten. Ange en kopia av dess notebook."
        )
    return joined


def _made(
    root: Path, place: Workspace, division: str, period: Period, copy: _Copy, earlier: bytes | None
) -> tuple[Joined, Made]:
    from styrkort.runs.products import documents

    mine = parse(required(place, earlier), place.notebook_name)
    joined = _joined(mine, copy)
    bound = bind(joined.notebook, as_left(mine))
    _check_names(bound, mine, copy)
    found = findings_of(bound, context_of(root, place, division, period))
    content = to_bytes(with_review(bound, found))
    files, findings = documents(content, place)
    note = f"{_told(joined, copy)}; {joined.conflicts} att ta ställning till"
    entry = entry_of("import", period, division, (note, *findings))
    return joined, ({**files, place.notebook.name: content}, entry, earlier)


def _check_names(bound: Notebook, mine: Notebook, copy: _Copy) -> None:
    """UnknownName, as InputError that names the copy, where it quotes what the report hasn't."""
    check_names(mine)
    try:
        check_names(bound)
    except InputError as error:
        raise InputError(*(f"{copy.name}: {fault}" for fault in error.faults)) from error


def _told(joined: Joined, copy: _Copy) -> str:
    if joined.came_in:
        cells = "1 cell" if joined.came_in == 1 else f"{joined.came_in} celler"
        return f"{cells} ur {copy.name} har förts in"
    if joined.conflicts:
        marked = "1 text {} står märkt" if joined.conflicts == 1 else "{n} texter {} står märkta"
        return marked.format(f"ur {copy.name}", n=joined.conflicts)
    return f"cellernas ordning ur {copy.name} har förts in"


def _to_do(joined: Joined) -> Iterator[str]:
    if joined.conflicts:
        where = "1 cell" if joined.conflicts == 1 else f"{joined.conflicts} celler"
        yield (
            f"I {where} är samma rader ändrade både här och i kopian. Båda texterna finns kvar, "
            "kopians märkt; make review visar var."
        )
    if joined.code:
        yield "Kodceller ur kopian är inte körda. Kör make report, så körs de."


def _removable(copy: _Copy, place: Workspace) -> str:
    lies_here = copy.path.resolve().parent == place.folder
    return f" {copy.name} kan tas bort ur {place.name}/." if lies_here else ""
