"""Årsskifte: the new year's plan, made of the latest earlier one."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from styrkort.disk.commit import write_whole
from styrkort.errors import InputError
from styrkort.inputs import data_folders, find_division, plan_years, require_plan
from styrkort.period import Period
from styrkort.plan import load_plan
from styrkort.report import build_report
from styrkort.runs.asked import require_folder
from styrkort.scorecard import Report
from styrkort.swedish import joined_words
from styrkort.yearstart.carrying import MARK, Carried, Years, carried

__all__ = ["start"]

Say = Callable[[str], None]

_FAULTS_TOLD = 5
"""The plan was made all the same; ``report`` tells every fault."""


def start(root: Path, division: str | None, year: int | None, say: Say) -> None:
    """Copy the division's latest earlier plan to ``year``, with starting values proposed.

    Nothing that is there is overwritten. InputError if there is a plan for the year already, no
    earlier one, or one with faults.
    """
    if year is None:
        raise InputError("Året saknas. Skriv vilket år planen ska gälla, till exempel YEAR=2023.")
    require_folder(root)
    division = division or find_division(root)
    name = f"params/{division}/{year}/plan.yaml"
    old = _earlier(root, division, year, name)
    source = f"params/{division}/{old}/plan.yaml"
    plan = load_plan(root / source, source)
    say(f"{plan.division}: plan för {year} av planen för {old}")
    report, faults = _outcomes(root, division, old)
    first = min(data_folders(root, division), default=old)
    made = _new_plan(root / source, root / name, Years(old, year, first), report)
    _tell(say, name, made, faults, old)


def _earlier(root: Path, division: str, year: int, name: str) -> int:
    """The latest year before ``year`` that has a plan."""
    years = plan_years(root, division)
    if not years:
        require_plan(root, division, year)
    if (root / name).exists():
        raise InputError(
            f"{name}: planen finns redan och ändras inte. Ta bort eller döp om den om den ska "
            "göras på nytt."
        )
    earlier = [each for each in years if each < year]
    if not earlier:
        raise InputError(
            f"{name}: det finns ingen plan före {year} att utgå från. {division} har plan för "
            f"{joined_words([str(each) for each in years])}."
        )
    return earlier[-1]


def _outcomes(root: Path, division: str, old: int) -> tuple[Report | None, tuple[str, ...]]:
    """The old year's ÅR; None and the faults where it can't be made."""
    try:
        return build_report(root, division, Period("ÅR", old)), ()
    except InputError as error:
        return None, error.faults


def _new_plan(source: Path, target: Path, years: Years, report: Report | None) -> Carried:
    """The plan written in place; InputError if it could not be read back."""
    content = source.read_bytes()
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    # A lone carriage return ends a line in YAML; everything here counts by line feeds.
    text = re.sub("\r(?!\n)", "\n", content.decode("utf-8-sig"))
    made = carried(text, years, report)
    new_folder = not target.parent.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(".plan.yaml.utkast")
    try:
        if _faults(draft, mark + made.text.encode()):
            made = carried(text, years, report, keep_all=True)
            if faults := _faults(draft, mark + made.text.encode()):
                raise InputError.gathered(faults)
        if target.exists():
            raise InputError(f"{target}: planen har tillkommit under tiden och ändras inte.")
        write_whole(target, mark + made.text.encode())
    finally:
        draft.unlink(missing_ok=True)
        if new_folder:
            with suppress(OSError):
                target.parent.rmdir()  # only where nothing was written
    return made


def _faults(draft: Path, content: bytes) -> tuple[str, ...]:
    """What is wrong with the plan as it would be written."""
    draft.write_bytes(content)
    try:
        load_plan(draft, f"Den nya planen ({draft.parent.name})")
    except InputError as error:
        return error.faults
    return ()


def _tell(say: Say, name: str, made: Carried, faults: tuple[str, ...], old: int) -> None:
    for line in made.done:
        say(f"  {line}")
    if faults:
        say(f"Ingångsvärden är inte föreslagna, för ÅR {old} går inte att göra:")
        for fault in faults[:_FAULTS_TOLD]:
            say(f"  {fault}")
        if len(faults) > _FAULTS_TOLD:
            say(f"  … och {len(faults) - _FAULTS_TOLD} fel till; se dem alla med report ÅR.")
    marks = [
        (number, line.split(MARK, 1)[1].strip())
        for number, line in enumerate(made.text.split("\n"), 1)
        if f"# {MARK}" in line
    ]
    places = "1 ställe märkt" if len(marks) == 1 else f"{len(marks)} ställen märkta"
    say(f"Att kontrollera ({places} # {MARK} i planen):" if marks else "Inget är märkt.")
    for number, what in marks:
        say(f"  rad {number}: {what}")
    say(f"Klart: {name}. Gå igenom målen, ta bort märkena och se resultatet med plan.")
    say("Periodfilerna kopieras inte. Lägg årets exporter i data/ och pröva dem med sources.")
