"""The words: what stands in the way, settling it, publishing, and what has changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from styrkort.commands.group import cli, of_one_division, of_period, voice, with_, year
from styrkort.console.swedish_click import SwedishCommand, as_typed, words_as_typed
from styrkort.console.terminal import complain, say, shows_colours, silent, terminal_width

__all__: list[str] = []


def _text(name: str, metavar: str, help: str) -> Callable[..., Any]:
    """An option of text, which make hands over in the environment under the same name."""
    return click.option(
        f"--{name}",
        envvar=name.upper(),
        default="",
        callback=words_as_typed,
        metavar=metavar,
        help=help,
    )


_BY = _text("by", "NAMN", "Vem som svarar för det: namn, gärna med befattning.")


@cli.command(cls=SwedishCommand)
@click.option("--json", "as_json", is_flag=True, help="Skriv listan som JSON, för maskiner.")
@of_period
@of_one_division
def review(
    period: str, year: int | None, division: str | None, root: Path, as_json: bool, **rest: bool
) -> int:
    """Visa vad som står mellan rapporten och publicering.

    Slutar med kod 1 om något hindrar publicering.
    """
    from styrkort.runs import asked
    from styrkort.words import reviewing

    asking = asked.Request(period, year, division, root)
    aside = silent if rest["quiet"] else complain if as_json else say
    tell = say if as_json else voice(rest)
    return reviewing.review(asking, tell, aside, width=terminal_width(), machine=as_json)


@cli.command(cls=SwedishCommand)
@_text("cell", "ID", "Cellens id, till exempel kommentar-medarbetare.")
@_BY
@of_period
@of_one_division
def confirm(
    period: str,
    year: int | None,
    division: str | None,
    root: Path,
    cell: str,
    by: str,
    **rest: bool,
) -> None:
    """Bekräfta att en kommentar stämmer med siffrorna som de nu visas."""
    from styrkort.runs import asked
    from styrkort.words import confirming

    confirming.confirm(asked.Request(period, year, division, root), cell, by, voice(rest))


@cli.command(cls=SwedishCommand)
@_text("number", "NR", "Notebookens nummer i historik/. Utan val: den närmast föregående.")
@of_period
@of_one_division
def undo(
    period: str, year: int | None, division: str | None, root: Path, number: str, **rest: bool
) -> None:
    """Ta tillbaka den föregående notebooken.

    Den nuvarande läggs i historik/; ingenting går förlorat.
    """
    from styrkort.runs import asked
    from styrkort.words import undoing

    undoing.undo(asked.Request(period, year, division, root), number, voice(rest))


@cli.command("import", cls=SwedishCommand)
@with_(
    year("Utan val: det som filen själv säger."),
    _text("period", "PERIOD", "Utan val: den som filen själv säger."),
    click.argument("file", envvar="FILE", default="", metavar="FIL", callback=as_typed),
)
@of_one_division
def import_(
    file: str, period: str, year: int | None, division: str | None, root: Path, **rest: bool
) -> None:
    """För in orden ur en kollegas kopia av notebooken.

    Det som bara den ena har ändrat tas därifrån; har båda ändrat samma sak behålls båda, märkta.
    """
    from styrkort.runs import asked
    from styrkort.words import importing

    asking = asked.Request(period, year, division, root)
    importing.import_copy(asking, file, voice(rest))


@cli.command(cls=SwedishCommand)
@_BY
@_text("date", "DATUM", "Dagen den fastställs, som 2022-09-30. Utan val: i dag.")
@_text("dnr", "DNR", "Diarienummer, om det finns.")
@_text("reason", "SKÄL", "Varför den publiceras fast något hindrar; skrivs ut i utgåvan.")
@of_period
@of_one_division
def publish(
    period: str,
    year: int | None,
    division: str | None,
    root: Path,
    by: str,
    date: str,
    dnr: str,
    reason: str,
    **rest: bool,
) -> int:
    """Fastställ rapporten som en numrerad utgåva i utgavor/.

    Stannar med kod 1 om något hindrar publicering.
    """
    from styrkort.editions import publishing
    from styrkort.runs import asked

    approval = publishing.Asked(by=by, date=date, dnr=dnr, reason=reason)
    asking = asked.Request(period, year, division, root)
    return publishing.publish(asking, approval, voice(rest), terminal_width())


@cli.command(cls=SwedishCommand)
@with_(click.argument("dir", envvar="DIR", default="", metavar="MAPP", callback=as_typed))
def verify(dir: str, root: Path, **rest: bool) -> int:
    """Kontrollera en utgåva.

    Säger om den är det som fastställdes, och om underlaget fortfarande ger den.
    MAPP är utgåvans mapp, till exempel outputs/regionstod/2022-da08/utgavor/1.
    """
    from styrkort.editions import verifying

    return verifying.verify(dir, root, voice(rest))


@cli.command(cls=SwedishCommand)
@_text("against", "VAD", "utgåva eller körning. Utan val: senaste utgåvan, annars förra körningen.")
@of_period
@of_one_division
def diff(
    period: str, year: int | None, division: str | None, root: Path, against: str, **rest: bool
) -> None:
    """Visa vilka siffror och ord som har ändrats.

    Jämför med den senaste utgåvan, annars med förra körningen. Gör också en sida av det.
    """
    from styrkort.runs import asked
    from styrkort.words import differing

    asking = asked.Request(period, year, division, root)
    coloured = shows_colours()
    differing.diff(asking, against, voice(rest), terminal_width(), coloured=coloured)
