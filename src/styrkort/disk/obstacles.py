"""What would stop a commit half-way, found and told in Swedish before anything is replaced."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from styrkort.errors import InputError

__all__ = ["EDITIONS", "HISTORY", "obstacles", "told"]

HISTORY = "historik"
EDITIONS = "utgavor"

_REASONS = {
    errno.ENOSPC: "disken är full. Frigör utrymme och kör igen.",
    errno.EDQUOT: "diskkvoten är slut. Frigör utrymme och kör igen.",
    errno.EROFS: "filsystemet är skrivskyddat. Kör i en mapp som går att skriva i.",
    errno.EACCES: "det går inte att skriva här. Kontrollera behörigheten, och stäng filer därifrån "
    "som är öppna i andra program.",
    errno.EPERM: "det går inte att skriva här. Kontrollera behörigheten, och stäng filer därifrån "
    "som är öppna i andra program.",
    errno.EEXIST: "en fil ligger där rapportens mapp ska vara. Flytta eller byt namn på filen.",
    errno.ENOTDIR: "en fil ligger där rapportens mapp ska vara. Flytta eller byt namn på filen.",
    errno.ENAMETOOLONG: "sökvägen blir för lång. Flytta projektet till en kortare sökväg.",
    errno.ENOLCK: "filsystemet kan inte låsa filer. Kör i en mapp på den egna datorn.",
    errno.ENOTSUP: "filsystemet kan inte låsa filer. Kör i en mapp på den egna datorn.",
}


def told(error: OSError, name: str) -> InputError:
    """The system's refusal in Swedish; ``name`` is the file or folder as the analyst knows it."""
    number = error.errno if error.errno is not None else 0
    reason = _REASONS.get(number) or f"systemet svarar: {error.strerror or error}."
    return InputError(f"{name}: {reason}")


def obstacles(folder: Path, name: str, files: Iterable[str]) -> list[str]:
    """One message for each thing that would keep ``files`` from being written in ``folder``.

    Looks only; nothing is created, and no file's time is changed.
    """
    wrong = next((path for path in (folder, *folder.parents) if _is_not_a_folder(path)), None)
    if wrong is not None:
        shown = _shown(wrong, folder, name)
        return [f"{shown}: {_REASONS[errno.ENOTDIR]}"]
    if not folder.is_dir():
        return []
    if not os.access(folder, os.W_OK | os.X_OK):
        return [f"{name}: mappen är skrivskyddad. Ge dig själv skrivrättighet och kör igen."]
    if folder.stat().st_dev != folder.parent.stat().st_dev:
        return [
            f"{name}: mappen ligger på en annan disk än mappen ovanför. "
            "Lägg hela outputs/ på samma disk."
        ]
    found = (_obstacle(folder / file, f"{name}/{file}") for file in files)
    return [fault for fault in found if fault]


def _is_not_a_folder(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except OSError:
        return False


def _shown(path: Path, folder: Path, name: str) -> str:
    """``path``, a parent of ``folder``, as the analyst knows it: cut from ``name``."""
    depth = len(folder.parts) - len(path.parts)
    parts = name.split("/")
    return "/".join(parts[: len(parts) - depth]) or path.name


def _obstacle(path: Path, shown: str) -> str:
    if path.name in (HISTORY, EDITIONS):
        return _folder_obstacle(path, shown)
    if path.is_dir():
        return f"{shown}: en mapp ligger där filen ska vara. Flytta eller byt namn på mappen."
    try:
        with path.open("r+b"):
            return ""
    except FileNotFoundError:
        return ""
    except OSError:
        return (
            f"{shown}: filen är skrivskyddad eller öppen i ett annat program. "
            "Stäng den och kör igen."
        )


def _folder_obstacle(path: Path, shown: str) -> str:
    if path.exists() and not path.is_dir():
        return f"{shown}: en fil ligger där mappen ska vara. Flytta eller byt namn på filen."
    if path.is_dir() and not os.access(path, os.W_OK | os.X_OK):
        return f"{shown}: mappen är skrivskyddad. Ge dig själv skrivrättighet och kör igen."
    if path.is_dir() and path.stat().st_dev != path.parent.stat().st_dev:
        return f"{shown}: mappen ligger på en annan disk. Lägg hela outputs/ på samma disk."
    return ""
