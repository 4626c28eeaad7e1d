"""The use case ``verify``: is an edition what was approved, and do its inputs still give it?"""

from collections.abc import Callable
from pathlib import Path

from styrkort.approval.shelf import MANIFEST, Edition, edition_in
from styrkort.disk.obstacles import EDITIONS
from styrkort.editions.contents import contents_checked, files_checked
from styrkort.editions.findings import Checked
from styrkort.editions.origins import inputs_checked
from styrkort.errors import InputError

__all__ = ["verify"]

_DIFFERS = 1
Say = Callable[[str], None]


def verify(folder: str, root: Path, say: Say) -> int:
    """Tell whether the edition's files and content are those approved and follow from the inputs.

    ROOT is found upwards from ``folder``, unless ``root`` names another; 1 if anything differs.
    Writes nothing. InputError where the folder holds no edition.
    """
    place = _place(folder, root)
    edition = _edition(place, say)
    if edition is None:
        return _DIFFERS
    say(f"{edition.approval.standing} ({_whose(edition)}).")
    parts = (files_checked(edition), contents_checked(edition), inputs_checked(edition, root))
    for checked in parts:
        _tell(checked, say)
    if all(checked.well for checked in parts):
        say("Utgåvan är det som fastställdes, och underlaget ger den fortfarande.")
        return 0
    say(_what_differs(*(checked.well for checked in parts)))
    return _DIFFERS


def _what_differs(files: bool, content: bool, inputs: bool) -> str:
    """What it comes to, and what to do about it."""
    if files and content:
        return (
            "Utgåvan är det som fastställdes, men underlaget ger den inte längre. Ska det nya "
            "underlaget gälla: kör make report och publicera en ny utgåva."
        )
    kept = "" if inputs else " Underlaget ger den inte heller."
    return (
        f"Utgåvan är inte det som fastställdes; se ovan vad som skiljer.{kept} Ta tillbaka mappen "
        "ur säkerhetskopian, eller publicera en ny utgåva."
    )


def _tell(checked: Checked, say: Say) -> None:
    lines = (*checked.said, *checked.differences)
    say(f"{checked.name}: {lines[0]}" if len(lines) == 1 else f"{checked.name}:")
    for line in lines if len(lines) > 1 else ():
        say(f"  {line}")


def _place(folder: str, root: Path) -> Path:
    """The folder as typed, else from ROOT; InputError where it isn't there."""
    if not folder.strip():
        raise InputError(
            f"DIR saknas: ange utgåvans mapp, som outputs/regionstod/2022-da08/{EDITIONS}/1."
        )
    for place in (Path(folder), root / folder):
        if place.is_dir():
            return place
    raise InputError(
        f"{folder}: mappen finns inte. Ange utgåvans mapp, som "
        f"outputs/regionstod/2022-da08/{EDITIONS}/1."
    )


def _edition(place: Path, say: Say) -> Edition | None:
    """The edition in the folder; None, and why told, where only its manifest is gone or damaged."""
    try:
        found = edition_in(place)
    except InputError as error:
        say(f"{error} Det går därför inte att säga vad som fastställdes.")
        return None
    if found is not None:
        return found
    real = place.resolve()
    if real.parent.name == EDITIONS and real.name.isdigit():
        say(
            f"{MANIFEST} saknas, eller säger inget om utgåvan. Det går därför inte att säga vad "
            "som fastställdes."
        )
        return None
    raise InputError(
        f"{place}: mappen är ingen utgåva, för {MANIFEST} med uppgifter om den saknas. Ange mappen "
        f"med utgåvans nummer, som outputs/regionstod/2022-da08/{EDITIONS}/1."
    )


def _whose(edition: Edition) -> str:
    about = edition.parameters
    return f"{about.division}, {about.period.code} {about.period.year}"
