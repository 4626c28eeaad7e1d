"""A division's exports → tidy rows: what the plan's källor map, and tidy files as they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from styrkort.exports.folder import nfc, visible_files, year_folders
from styrkort.exports.tidy import TidyRow
from styrkort.exports.tidyfiles import TidyFile, export_files, tidy_file, unread_files
from styrkort.mapping.yields import ActionRow, ForecastRow, SourceResult, SourceYield
from styrkort.period import Period
from styrkort.plan import Plan
from styrkort.plans.sourceplan import SOURCE_FILES

__all__ = [
    "Exports",
    "TidyRow",
    "export_files",
    "has_observation",
    "read_exports",
    "source_paths",
    "unread_files",
]


@dataclass(frozen=True, slots=True)
class Exports:
    """Everything that a division's exports say, before it is held against the plan."""

    rows: Mapping[int, Sequence[TidyRow]]
    """Rader by the year of the folder that they stand in, those of a query in the plan's year."""
    faults: tuple[str, ...] = ()
    """What can't be read, each a whole Swedish message."""
    log: tuple[str, ...] = ()
    """Upplysningar for the log: files that aren't read, codes that were left out."""
    yields: tuple[SourceYield, ...] = ()
    """What each källa gave, by the folder's year, then in the plan's order."""
    actions: tuple[ActionRow, ...] = ()
    """Åtgärder of the plan year's folder."""
    forecasts: tuple[ForecastRow, ...] = ()
    """Prognoser of the plan year's folder."""
    answers: tuple[tuple[str, str], ...] = ()
    """Databasers svar: what the källa is called in origins, and SHA-256 of its rows."""


def read_exports(root: Path, division: str, plan: Plan | None, period: Period) -> Exports:
    """Everything that the division's exports of all years say, by the plan's källor.

    A file that no källa claims is a tidy file (DESIGN 3.5); without a plan all are. Nothing is
    raised: what can't be read is in ``faults``, told with those of plan and period file.
    """
    years = {*year_folders(root, division), *([plan.year] if plan and plan.sources else [])}
    folders = {
        year: (root / "data" / division / str(year), f"data/{division}/{year}")
        for year in sorted(years)
    }
    tidy = {year: _tidy(plan, year, *folder) for year, folder in folders.items()}
    mapped: dict[int, SourceResult] = {}
    if plan and plan.sources:
        # Only a plan with källor pays for the import.
        from styrkort.mapping.division import mapped_folders

        mapped = mapped_folders(plan, folders, period.code)
    whole = SourceResult.together((*tidy.values(), *mapped.values()))
    return Exports(
        rows={year: (*tidy[year].rows, *_rows_of(mapped, year)) for year in folders},
        faults=whole.faults,
        log=whole.log,
        yields=whole.yields,
        actions=whole.actions,
        forecasts=whole.forecasts,
        answers=whole.answers,
    )


def has_observation(root: Path, division: str, plan: Plan | None, period: Period) -> bool:
    """Whether anything that can be read is an observation in the period.

    The latest folders are asked first, and no more of them than it takes. Without a plan all
    files are tidy ones.
    """
    wanted = set(period.months)
    for year, folder in sorted(year_folders(root, division).items(), reverse=True):
        name = f"data/{division}/{year}"
        if wanted & {row.month for row in _tidy(plan, year, folder, name).rows if not row.missing}:
            return True
        if plan and plan.sources and wanted & _mapped_months(plan, folder, name, year):
            return True
    return False


def source_paths(root: Path, division: str, plan: Plan | None) -> list[Path]:
    """Every export file that the report reads or tries to read; without a plan, that any could."""
    return [
        path
        for year, folder in year_folders(root, division).items()
        for path in visible_files(folder)
        if path in {*export_files(folder), *_claimable(plan, year, folder)}
    ]


def _claimable(plan: Plan | None, year: int, folder: Path) -> set[Path]:
    if plan is not None:
        return _claimed(plan, year, folder)
    return {path for path in visible_files(folder) if path.suffix.casefold() in SOURCE_FILES}


def _tidy_files(paths: Iterable[Path], name: str) -> list[TidyFile]:
    return [tidy_file(path, f"{name}/{nfc(path.name)}") for path in paths]


def _faults(files: Iterable[TidyFile]) -> list[str]:
    return [fault for file in files for fault in file.faults]


def _rows_of(mapped: Mapping[int, SourceResult], year: int) -> Sequence[TidyRow]:
    return mapped[year].rows if year in mapped else ()


def _tidy(plan: Plan | None, year: int, folder: Path, name: str) -> SourceResult:
    """The folder's tidy files, which no källa claims, and a line for each file that isn't read.

    An export in a form of its own that the plan has no källa for is a fault in the plan's year.
    In another year's folder it is that year's plan that reads it.
    """
    claimed = _claimed(plan, year, folder)
    log = [
        f"{name}/{file} läses inte: {_NOT_READ[bool(plan and plan.sources)]}."
        for file in unread_files(folder)
        if file not in {nfc(path.name) for path in claimed}
    ]
    files = _tidy_files([path for path in export_files(folder) if path not in claimed], name)
    others = [file.name for file in files if plan and plan.sources and not file.names_measures]
    faults = _faults(file for file in files if file.name not in others)
    if plan and year == plan.year:
        faults += [f"{other}: {_NO_SOURCE}" for other in others]
    else:
        log += [f"{other} läses inte: {_OTHERS}." for other in others]
    rows = [row for file in files for row in file.rows]
    return SourceResult(rows=tuple(rows), faults=tuple(faults), log=tuple(log))


_NO_SOURCE = (
    "ingen källa i planen läser filen, och den har inte grundformens kolumn styrmått. Skriv en "
    "källa för den, eller flytta den ur mappen."
)

_OTHERS = "ingen källa i planen nämner filen, och den har inte kolumnen styrmått"

_NOT_READ = {
    False: "bara .csv och .xlsx läses",
    True: "bara .csv, .xlsx och filer som en källa i planen nämner läses",
}


def _claimed(plan: Plan | None, year: int, folder: Path) -> set[Path]:
    if plan is None or not plan.sources:
        return set()
    from styrkort.mapping.division import claimed_files

    return claimed_files(plan, folder, year)


def _mapped_months(plan: Plan, folder: Path, name: str, year: int) -> set[str]:
    from styrkort.mapping.division import mapped_months

    return mapped_months(plan, folder, name, year)
