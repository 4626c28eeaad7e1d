"""The group of commands, and what several of them are told by."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from styrkort import __version__
from styrkort.console.swedish_click import SwedishGroup, as_typed, year_number
from styrkort.console.terminal import say, silent

__all__ = ["PERIOD", "cli", "of_one_division", "of_period", "voice", "with_", "year"]

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
PERIOD = click.argument("period", envvar="PERIOD", default="", callback=as_typed)


def year(help: str) -> Callable[..., Any]:
    return click.option("--year", envvar="YEAR", callback=year_number, metavar="ÅR", help=help)


def with_(*parameters: Callable[..., Any]) -> Callable[..., Any]:
    """The parameters of every command and these; make hands them over in the environment."""

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        for parameter in (*_EVERYWHERE, *parameters):
            command = parameter(command)
        return command

    return decorated


of_period = with_(
    year("Utan val: det senaste år som har en plan och uppgifter i perioden."), PERIOD
)


def of_one_division(command: Callable[..., Any]) -> Callable[..., Any]:
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


def voice(rest: dict[str, bool]) -> Callable[[str], None]:
    """Who tells how it goes: nobody, where only faults were asked for."""
    return silent if rest["quiet"] else say
