"""Plan, period file and data → the frozen Report: the one place where all meet."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from styrkort.actions import actions_log, actions_of
from styrkort.errors import InputError
from styrkort.exports.folder import nfc
from styrkort.forecasting.forecasts import forecasts_of
from styrkort.inputs import (
    files_read,
    find_division,
    find_year,
    require_plan,
    source_files,
)
from styrkort.observations import gather
from styrkort.outline import extra_values_of, perspectives_of
from styrkort.overall import with_suggestions
from styrkort.period import Period
from styrkort.periodfile import load_period_file
from styrkort.plan import load_plan
from styrkort.production import production_of
from styrkort.scorecard import Report, SourceFile
from styrkort.scoring import Basis, conflicts, log_of, results_of
from styrkort.snapshot import from_snapshot, to_snapshot
from styrkort.sources import read_exports
from styrkort.stated.periodexports import with_exports

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
    after = source_files(root, division, period)
    if after != before:
        changed = sorted({source.name for source in {*before} ^ {*after}})
        raise InputError(f"{', '.join(changed)}: ändrades under läsningen. Kör kommandot igen.")
    answers = tuple(SourceFile(name, sha256) for name, sha256 in basis.files.items())
    inputs = (*files_read(root, division, basis.plan, after), *answers)
    basis = replace(basis, files={source.name: source.sha256 for source in inputs})
    plan, stated, measures = basis.plan, basis.stated, results_of(basis)
    return Report(
        region=plan.region,
        division=division,
        division_name=plan.division,
        period=period,
        introduction=plan.introduction,
        units=plan.units,
        perspectives=with_suggestions(perspectives_of(plan, stated), measures),
        measures=measures,
        actions=actions_of(basis),
        forecasts=forecasts_of(basis),
        extra_values=extra_values_of(stated),
        comments=tuple(stated.comments.items()),
        inputs=inputs,
        log=_log(basis),
        production=production_of(basis),
        accepted=tuple(sorted({**plan.accepted, **stated.accepted}.items())),
    )


def _log(basis: Basis) -> tuple[str, ...]:
    return (*basis.observations.log, *log_of(basis), *actions_log(basis))


def _read(root: Path, division: str, period: Period) -> Basis:
    """Everything the report stands on; InputError with all faults of all files."""
    faults: list[str] = []
    name = f"params/{division}/{period.year}"
    plan = _attempt(faults, lambda: load_plan(root / name / "plan.yaml", f"{name}/plan.yaml"))
    if plan is None:
        raise InputError.gathered([*faults, *_tidy_faults(root, division, period)])
    exports = read_exports(root, division, plan, period)
    faults.extend(exports.faults)
    file = f"{name}/{period.slug}.yaml"
    stated = _attempt(faults, lambda: load_period_file(root / file, file, plan))
    observations = _attempt(
        faults, lambda: gather(exports.rows, plan, period.months[-1], f"data/{division}")
    )
    if stated is None or observations is None:
        raise InputError.gathered(faults)
    stated, doubled = with_exports(stated, exports.actions, exports.forecasts, plan, file)
    observations = replace(observations, log=(*exports.log, *observations.log))
    basis = Basis(plan, period, stated, observations, dict(exports.answers))
    faults.extend((*doubled, *conflicts(basis, file)))
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


def _tidy_faults(root: Path, division: str, period: Period) -> tuple[str, ...]:
    """The faults of the exports beside a plan that can't be read.

    None where that plan has källor: nobody knows then what its exports are.
    """
    try:
        plan = root / "params" / division / str(period.year) / "plan.yaml"
        named = "källor:" in nfc(plan.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        named = False
    return () if named else read_exports(root, division, None, period).faults
