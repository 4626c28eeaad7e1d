"""The report and its documents, and where it is worked on."""

from pathlib import Path

from styrkort.commands.group import cli, of_one_division, of_period, voice
from styrkort.console.faults import fault
from styrkort.console.swedish_click import SwedishCommand

__all__: list[str] = []


@cli.command(cls=SwedishCommand)
@of_period
@of_one_division
def report(period: str, year: int | None, division: str | None, root: Path, **rest: bool) -> None:
    """Gör rapporten: data → notebook → HTML, PDF och resultat."""
    from styrkort import run
    from styrkort.runs import asked

    run.report(asked.Request(period, year, division, root), voice(rest))


@cli.command(cls=SwedishCommand)
@of_period
@of_one_division
def render(period: str, year: int | None, division: str | None, root: Path, **rest: bool) -> None:
    """Gör om HTML och PDF av notebooken som den är redigerad. Räknar inte om något."""
    from styrkort import run
    from styrkort.runs import asked

    run.render(asked.Request(period, year, division, root), voice(rest))


@cli.command(cls=SwedishCommand)
@of_period
def reports(period: str, year: int | None, root: Path, **rest: bool) -> int:
    """Gör samma periods rapport för alla divisioner."""
    from styrkort import run
    from styrkort.runs import asked

    def failed(error: Exception) -> int:
        return fault(error, rest["debug"])

    return run.reports(asked.Request(period, year, None, root), voice(rest), failed)


@cli.command(cls=SwedishCommand)
@of_period
@of_one_division
def lab(period: str, year: int | None, division: str | None, root: Path, **rest: bool) -> int:
    """Öppna periodens notebook i JupyterLab."""
    from styrkort import lab
    from styrkort.runs import asked

    return lab.lab(asked.Request(period, year, division, root), voice(rest))
