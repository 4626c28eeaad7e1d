"""What was asked for, and which division, period and year that is (DESIGN 3.1)."""

from dataclasses import dataclass
from pathlib import Path

from styrkort.errors import InputError
from styrkort.period import Period, parse_period

__all__ = ["Request", "asked_period", "line_of", "require_folder", "resolved"]


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, as typed; None where the rules of 3.1 have to choose."""

    period: str
    year: int | None
    division: str | None
    root: Path


def asked_period(request: Request) -> tuple[str, int | None]:
    """The period's code, and its year if it was given.

    InputError for an unknown period or a ROOT that isn't there.
    """
    code, year = parse_period(request.period, request.year)
    require_folder(request.root)
    return code, year


def require_folder(root: Path) -> None:
    """InputError for a ROOT that isn't there."""
    if not root.is_dir():
        raise InputError(f"{root}: mappen finns inte. Ange rätt mapp i ROOT eller --root.")


def resolved(request: Request) -> tuple[str, Period]:
    """The division and the period; InputError if there is no plan for them."""
    code, year = asked_period(request)
    from styrkort.inputs import find_division, find_year, require_plan

    division = request.division or find_division(request.root)
    year = year or find_year(request.root, division, code)
    require_plan(request.root, division, year)
    return division, Period(code, year)


def line_of(name: str, period: Period) -> str:
    """The first line printed: "Division Regionstöd, DÅ08 2022"."""
    from styrkort.inline import division_title

    return f"{division_title(name)}, {period.code} {period.year}"
