"""Plan, period file and data → the frozen Report: the one place where all meet."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from styrkort.errors import InputError
from styrkort.inputs import data_folders, find_division, find_year, require_plan, source_files
from styrkort.observations import gather
from styrkort.outline import actions_of, extra_values_of, forecasts_of, perspectives_of
from styrkort.period import Period
from styrkort.periodfile import load_period_file
from styrkort.plan import load_plan
from styrkort.scorecard import Report
from styrkort.scoring import Basis, conflicts, log_of, results_of
from styrkort.snapshot import from_snapshot, to_snapshot
from styrkort.sources import TidyRow, readable_rows, unread_files

__all__ = ["build_report", "find_division", "find_year", "from_snapshot", "to_snapshot"]

T = TypeVar("T")


def build_report(root: Path, division: str, period: Period) -> Report:
    """The division's report for the period, from the files under ``root``.

    ``division`` is the folder's name. InputError with every fault of plan, period file and data
    that can be found at once.
    """
    require_plan(root, division, period.year)
    before = source_files(root, division, period)
    basis = _read(root, division, period)
    inputs = source_files(root, division, period)
    if inputs != before:
        changed = sorted({source.name for source in {*before} ^ {*inputs}})
        raise InputError(f"{', '.join(changed)}: ändrades under läsningen. Kör kommandot igen.")
    plan, stated = basis.plan, basis.stated
    return Report(
        region=plan.region,
        division=division,
        division_name=plan.division,
        period=period,
        introduction=plan.introduction,
        units=plan.units,
        perspectives=perspectives_of(plan, stated),
        measures=results_of(basis),
        actions=actions_of(stated),
        forecasts=forecasts_of(plan, stated),
        extra_values=extra_values_of(stated),
        comments=tuple(stated.comments.items()),
        inputs=inputs,
        log=(*_unread(root, division), *basis.observations.log, *log_of(basis)),
    )


def _read(root: Path, division: str, period: Period) -> Basis:
    """Everything the report stands on; InputError with all faults of all files."""
    faults: list[str] = []
    name = f"params/{division}/{period.year}"
    plan = _attempt(faults, lambda: load_plan(root / name / "plan.yaml", f"{name}/plan.yaml"))
    folders: dict[int, list[TidyRow]] = {}
    for year, folder in data_folders(root, division).items():
        folders[year], unreadable = readable_rows(folder, f"data/{division}/{year}")
        faults.extend(unreadable)
    if plan is None:
        raise InputError.gathered(faults)
    file = f"{name}/{period.slug}.yaml"
    stated = _attempt(faults, lambda: load_period_file(root / file, file, plan))
    observations = _attempt(
        faults, lambda: gather(folders, plan, period.months[-1], f"data/{division}")
    )
    if stated is None or observations is None:
        raise InputError.gathered(faults)
    basis = Basis(plan, period, stated, observations)
    faults.extend(conflicts(basis, file))
    if faults:
        raise InputError.gathered(faults)
    return basis


def _attempt(faults: list[str], reading: Callable[[], T]) -> T | None:
    """What is read; None, with its faults added, where it can't be."""
    try:
        return reading()
    except InputError as error:
        faults.extend(error.faults)
        return None


def _unread(root: Path, division: str) -> list[str]:
    """Files beside the exports that somebody may believe are read."""
    return [
        f"data/{division}/{year}/{name} läses inte: bara .csv och .xlsx läses."
        for year, folder in data_folders(root, division).items()
        for name in unread_files(folder)
    ]
