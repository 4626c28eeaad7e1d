"""Which divisions, years and files there are: params/ and data/ as folders, nothing read in them.

The defaults of YEAR and DIVISION are DESIGN 3.1's.
"""

from pathlib import Path

from styrkort.engines.hashing import sha256_of
from styrkort.errors import InputError
from styrkort.exports.folder import nfc, year_folders, years_holding
from styrkort.period import Period
from styrkort.plan import Plan, load_plan
from styrkort.scorecard import SourceFile
from styrkort.sources import has_observation, source_paths

__all__ = [
    "data_folders",
    "division_names",
    "files_read",
    "find_division",
    "find_year",
    "plan_years",
    "require_plan",
    "source_files",
]

DEFAULT_DIVISION = "regionstod"


def division_names(root: Path) -> list[str]:
    """The folders of params/ that hold a plan for any year, in order."""
    params = root / "params"
    folders = params.iterdir() if params.is_dir() else ()
    return sorted(each.name for each in folders if plan_years(root, each.name))


def plan_years(root: Path, division: str) -> list[int]:
    """The years that the division has a plan for, earliest first."""
    return years_holding(root / "params" / division, "plan.yaml")


def find_division(root: Path) -> str:
    """The only division there is, else regionstod where it is one; InputError lists them."""
    names = division_names(root)
    if len(names) == 1:
        return names[0]
    if DEFAULT_DIVISION in names:
        return DEFAULT_DIVISION
    if not names:
        raise InputError(
            "params/: det finns ingen plan. Lägg en i params/<division>/<år>/plan.yaml, "
            "eller ange rätt mapp med ROOT."
        )
    raise InputError(
        f"params/: det finns flera divisioner: {', '.join(names)}. "
        f"Ange en av dem, till exempel DIVISION={names[0]}."
    )


def find_year(root: Path, division: str, code: str) -> int:
    """The latest year that has a plan and an observation in the period; else the latest plan.

    InputError where the division has no plan. What can't be read is no observation here: the
    report itself says what is wrong with it.
    """
    years = plan_years(root, division)
    if not years:
        raise _no_plan(root, division, None)
    if len(years) == 1:
        return years[0]
    observed = (year for year in reversed(years) if _is_observed(root, division, code, year))
    return next(observed, years[-1])


def _is_observed(root: Path, division: str, code: str, year: int) -> bool:
    """Whether the year has an observation in the period, by its own plan's källor."""
    name = f"params/{division}/{year}/plan.yaml"
    try:
        plan = load_plan(root / name, name)
    except InputError:
        plan = None  # the report says what is wrong with it; tidy files can be read all the same
    return has_observation(root, division, plan, Period(code, year))


def require_plan(root: Path, division: str, year: int) -> None:
    """InputError, naming those there are, where the division has no plan for the year."""
    if division not in division_names(root) or year not in plan_years(root, division):
        raise _no_plan(root, division, year)


def data_folders(root: Path, division: str) -> dict[int, Path]:
    """The division's folders of export files by year, earliest first."""
    return year_folders(root, division)


def source_files(root: Path, division: str, period: Period) -> tuple[SourceFile, ...]:
    """The plan, the period file and every export file, by name without place, with SHA-256.

    Which of the exports are read the plan says (`files_read`).
    """
    params = root / "params" / division / str(period.year)
    paths = [params / "plan.yaml", params / f"{period.slug}.yaml"]
    paths += source_paths(root, division, None)
    found = (_source_file(root, path) for path in paths if path.is_file())
    return tuple(sorted(found, key=lambda source: source.name))


def files_read(
    root: Path, division: str, plan: Plan, files: tuple[SourceFile, ...]
) -> tuple[SourceFile, ...]:
    """Those of :func:`source_files` that a report by the plan stands on."""
    read = {_name(root, path) for path in source_paths(root, division, plan)}
    return tuple(file for file in files if file.name in read or file.name.startswith("params/"))


def _name(root: Path, path: Path) -> str:
    return nfc(path.relative_to(root).as_posix())


def _source_file(root: Path, path: Path) -> SourceFile:
    name = _name(root, path)
    try:
        return SourceFile(name, sha256_of(path))
    except OSError:
        return SourceFile(name, "")  # whoever reads what it says tells what is wrong with it


def _no_plan(root: Path, division: str, year: int | None) -> InputError:
    names, years = division_names(root), plan_years(root, division)
    if division not in names:
        there = f"Divisioner med plan är {', '.join(names)}." if names else "Det finns ingen plan."
        return InputError(f"Divisionen ”{division}” har ingen plan i params/. {there}")
    return InputError(
        f"params/{division}/{year}/plan.yaml: det finns ingen plan för {year}. "
        f"{division} har plan för {', '.join(map(str, years))}. Ange ett av de åren, "
        "eller lägg till planen."
    )
