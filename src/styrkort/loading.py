"""The report that a notebook's calls are given: the command's snapshot, or built on the spot."""

import os
from pathlib import Path
from typing import Final

from styrkort.errors import InputError
from styrkort.scorecard import Report

__all__ = ["SNAPSHOT_VARIABLE", "load_report"]

SNAPSHOT_VARIABLE: Final = "STYRKORT_RAPPORT"
"""Environment variable: where the command has put the snapshot of the report it built."""


def load_report(period: str | None, year: object = None, division: str | None = None) -> Report:
    """The report that the command built, or built here from the files above the working directory.

    ``year`` and ``division`` may be left out (None or ""); DESIGN 3.1 says which are taken then.
    InputError where the period, the year, the division or the files are wrong.
    """
    snapshot = os.environ.get(SNAPSHOT_VARIABLE)
    if snapshot:
        from styrkort.snapshot import from_snapshot

        return from_snapshot(Path(snapshot).read_bytes())
    return _built(period, _whole_year(year), division or None)


def _built(period: str | None, year: int | None, division: str | None) -> Report:
    from styrkort.inline import with_plan_texts_filled
    from styrkort.period import Period, parse_period
    from styrkort.report import build_report, find_division, find_year

    code, stated = parse_period(period, year)
    root = _root(Path.cwd())
    place = division or find_division(root)
    asked = Period(code, stated or find_year(root, place, code))
    return with_plan_texts_filled(build_report(root, place, asked))


def _whole_year(year: object) -> int | None:
    if year in (None, ""):
        return None
    text = str(year).strip()
    if len(text) == 4 and text.isascii() and text.isdigit():
        return int(text)
    raise InputError(f"YEAR: ”{text}” är inget år. Skriv fyra siffror, till exempel 2022.")


def _root(start: Path) -> Path:
    """The nearest folder upwards that holds params/."""
    for folder in (start, *start.parents):
        if (folder / "params").is_dir():
            return folder
    raise InputError(
        f"{start}: varken mappen eller någon mapp ovanför den har params/. "
        "Kör notebooken från projektets mapp."
    )
