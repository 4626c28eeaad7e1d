"""The commands as click sees them: parse and call. What they do is in rooms of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from styrkort import __version__
from styrkort.console.faults import fault
from styrkort.console.swedish_click import SwedishCommand, SwedishGroup, as_typed, year_number
from styrkort.console.terminal import say, silent, terminal_width

__all__ = ["cli"]

_HELP = {"help_option_names": ["--help", "-h"]}


_EVERYWHERE = (
    click.option("--quiet", is_flag=True, help="Skriv bara ut fel."),
    click.option("--debug", is_flag=True, help="Visa felsökningsspår om något går fel."),
    click.option(
        "--root",
        envvar="ROOT",
        default=".",
        type=click.Path(readable=False, path_type=Path),
        metavar="MAPP",
        help="Mappen som har params/, data/ och outputs/. Utan val: den här mappen.",
    ),
)
_PERIOD = click.argument("period", envvar="PERIOD", default="", callback=as_typed)


def _year(help: str) -> Callable[..., Any]:
    return click.option("--year", envvar="YEAR", callback=year_number, metavar="ÅR", help=help)


def _with(*parameters: Callable[..., Any]) -> Callable[..., Any]:
    """The parameters of every command and these; make hands them over in the environment."""

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        for parameter in (*_EVERYWHERE, *parameters):
            command = parameter(command)
        return command

    return decorated


_shared = _with(
    _year("Utan val: det senaste år som har en plan och uppgifter i perioden."), _PERIOD
)


def _one_division(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--division",
        envvar="DIVISION",
        callback=as_typed,
        metavar="NAMN",
        help="Mappen under params/. Utan val: den enda, annars regionstod.",
    )(command)


@click.group(cls=SwedishGroup, context_settings=_HELP)
@click.version_option(__version__, message="styrkort %(version)s", help="Visa version och avsluta.")
def cli() -> None:
    """Måluppfyllelse från rådata till färdig bilaga.

    PERIOD är DÅ04, DÅ08 eller ÅR.
    """


@cli.command(cls=SwedishCommand)
@_shared
@_one_division
def report(period: str, year: int | None, division: str | None, root: Path, **rest: bool) -> None:
    """Gör rapporten: data → notebook → HTML, PDF och resultat."""
    from styrkort import run
    from styrkort.runs import asked

    run.report(asked.Request(period, year, division, root), _voice(rest))


@cli.command(cls=SwedishCommand)
@_shared
@_one_division
def render(period: str, year: int | None, division: str | None, root: Path, **rest: bool) -> None:
    """Gör om HTML och PDF av notebooken som den är redigerad. Räknar inte om något."""
    from styrkort import run
    from styrkort.runs import asked

    run.render(asked.Request(period, year, division, root), _voice(rest))


@cli.command(cls=SwedishCommand)
@_shared
def reports(period: str, year: int | None, root: Path, **rest: bool) -> int:
    """Gör samma periods rapport för alla divisioner."""
    from styrkort import run
    from styrkort.runs import asked

    def failed(error: Exception) -> int:
        return fault(error, rest["debug"])

    return run.reports(asked.Request(period, year, None, root), _voice(rest), failed)


@cli.command(cls=SwedishCommand)
@_shared
@_one_division
def lab(period: str, year: int | None, division: str | None, root: Path, **rest: bool) -> int:
    """Öppna periodens notebook i JupyterLab."""
    from styrkort import lab
    from styrkort.runs import asked

    return lab.lab(asked.Request(period, year, division, root), _voice(rest))


@cli.command(cls=SwedishCommand)
@_shared
@_one_division
def sources(period: str, year: int | None, division: str | None, root: Path, **rest: bool) -> None:
    """Visa vad varje källa i planen ger.

    Rader, månader, det som utelämnas och varför, och alla fel. Utan PERIOD gäller det hela planens
    år. Ingenting skrivs.
    """
    from styrkort.listings import sourcesview
    from styrkort.runs import asked

    asking = asked.Request(period or "ÅR", year, division, root)
    sourcesview.sources(asking, _voice(rest), terminal_width())


@cli.command(cls=SwedishCommand)
@_with(_year("Utan val: det senaste år som har en plan."))
@_one_division
def plan(year: int | None, division: str | None, root: Path, **rest: bool) -> None:
    """Visa planen som en läsbar tabell.

    Mått, mål i ord, gränser, beräkning, källa och ansvarig; därefter produktion och källor.
    """
    from styrkort.listings import planview

    planview.plan(root, division, year, _voice(rest), terminal_width())


@cli.command(cls=SwedishCommand)
@_with(_year("Året som den nya planen ska gälla. Krävs."))
@_one_division
def start(year: int | None, division: str | None, root: Path, **rest: bool) -> None:
    """Börja ett nytt år med det förra årets plan.

    Planen kopieras, ingångsvärden föreslås av utfallen i ÅR, det som var tillfälligt utgår och det
    som ska kontrolleras märks. En plan som finns skrivs aldrig över.
    """
    from styrkort.yearstart import starting

    starting.start(root, division, year, _voice(rest))


def _voice(rest: dict[str, bool]) -> Callable[[str], None]:
    return silent if rest["quiet"] else say
