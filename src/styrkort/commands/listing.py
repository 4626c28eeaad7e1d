"""What there is to see and to begin with, before any report."""

from pathlib import Path

from styrkort.commands.group import cli, of_one_division, of_period, voice, with_, year
from styrkort.console.swedish_click import SwedishCommand
from styrkort.console.terminal import terminal_width

__all__: list[str] = []


@cli.command(cls=SwedishCommand)
@of_period
@of_one_division
def sources(period: str, year: int | None, division: str | None, root: Path, **rest: bool) -> None:
    """Visa vad varje källa i planen ger.

    Rader, månader, det som utelämnas och varför, och alla fel. Utan PERIOD gäller det hela planens
    år. Ingenting skrivs.
    """
    from styrkort.listings import sourcesview
    from styrkort.runs import asked

    asking = asked.Request(period or "ÅR", year, division, root)
    sourcesview.sources(asking, voice(rest), terminal_width())


@cli.command(cls=SwedishCommand)
@with_(year("Utan val: det senaste år som har en plan."))
@of_one_division
def plan(year: int | None, division: str | None, root: Path, **rest: bool) -> None:
    """Visa planen som en läsbar tabell.

    Mått, mål i ord, gränser, beräkning, källa och ansvarig; därefter produktion och källor.
    """
    from styrkort.listings import planview

    planview.plan(root, division, year, voice(rest), terminal_width())


@cli.command(cls=SwedishCommand)
@with_(year("Året som den nya planen ska gälla. Krävs."))
@of_one_division
def start(year: int | None, division: str | None, root: Path, **rest: bool) -> None:
    """Börja ett nytt år med det förra årets plan.

    Planen kopieras, ingångsvärden föreslås av utfallen i ÅR, det som var tillfälligt utgår och det
    som ska kontrolleras märks. En plan som finns skrivs aldrig över.
    """
    from styrkort.yearstart import starting

    starting.start(root, division, year, voice(rest))
