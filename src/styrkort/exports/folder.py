"""The folders of exports, one for each year, and the files in them by name."""

import unicodedata
from pathlib import Path

__all__ = ["nfc", "visible_files", "year_folders", "years_holding"]


def year_folders(root: Path, division: str) -> dict[int, Path]:
    """The division's folders of export files by year, earliest first."""
    folder = root / "data" / division
    return {year: folder / str(year) for year in years_holding(folder, "")}


def years_holding(folder: Path, holding: str) -> list[int]:
    """The folder's years, four digits, that hold the file (any, if it is empty)."""
    if not folder.is_dir():
        return []
    return sorted(
        int(year.name)
        for year in folder.iterdir()
        if len(year.name) == 4
        and year.name.isascii()
        and year.name.isdigit()
        and (year / holding).exists()
    )


def nfc(name: str) -> str:
    """The name as every computer writes it: macOS keeps å as a and a ring."""
    return unicodedata.normalize("NFC", name)


def visible_files(folder: Path) -> list[Path]:
    """The folder's files by name, without hidden files and the office programs' locks."""
    if not folder.is_dir():
        return []
    files = (path for path in folder.iterdir() if path.is_file() or _leads_nowhere(path))
    ours = (path for path in files if not path.name.startswith((".", "~$")))
    return sorted(ours, key=lambda path: nfc(path.name))


def _leads_nowhere(path: Path) -> bool:
    """A link to a file that is gone: somebody believes that its figures are read."""
    return path.is_symlink() and not path.exists()
