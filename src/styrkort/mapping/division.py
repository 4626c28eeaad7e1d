"""All källor of a plan in all years' folders of a division → what each folder gives."""

from collections.abc import Mapping
from pathlib import Path

from styrkort.engines.duck import kept_running
from styrkort.mapping.files import claimed
from styrkort.mapping.known import known_of
from styrkort.mapping.reading import folder_result, missing_file, query_result, unseen_values
from styrkort.mapping.yields import SourceResult
from styrkort.plan import Plan

__all__ = ["claimed_files", "mapped_folders", "mapped_months"]

Folders = Mapping[int, tuple[Path, str]]
"""Year → its folder, and what messages call it."""


def claimed_files(plan: Plan, folder: Path, year: int) -> set[Path]:
    """The folder's files that any källa reads."""
    return {path for source in plan.sources for path in claimed(folder, source, year)}


@kept_running()
def mapped_folders(plan: Plan, folders: Folders, code: str) -> dict[int, SourceResult]:
    """What the källor give of each year's folder.

    ``code`` is the period's: a källa whose measures aren't due in it needs no file.
    """
    known = known_of(plan)
    found: dict[int, list[SourceResult]] = {year: [] for year in folders}
    log: list[str] = []
    for source in plan.sources:
        of_source = [
            (year, folder_result(source, folder, name, year, known))
            for year, (folder, name) in folders.items()
            if source.gives == "observationer" or year == plan.year
        ]
        if source.database is not None:
            of_source.append((plan.year, query_result(source, known)))
        missing = missing_file(source, *folders[plan.year], code, known)
        of_source.append((plan.year, SourceResult(faults=(missing,) if missing else ())))
        log += unseen_values(source, [result for _, result in of_source])
        for year, result in of_source:
            found[year].append(result)
    found[plan.year].append(SourceResult(log=tuple(log)))
    return {year: SourceResult.together(results) for year, results in found.items()}


@kept_running()
def mapped_months(plan: Plan, folder: Path, name: str, year: int) -> set[str]:
    """Months of the observations that can be read of the folder, whatever else is wrong."""
    known = known_of(plan)
    results = [
        folder_result(source, folder, name, year, known)
        for source in plan.sources
        if source.gives == "observationer"
    ]
    if year == plan.year:
        results += [query_result(source, known) for source in plan.sources if source.database]
    return {row.month for result in results for row in result.rows}
