"""Tidy exports read as they are, without a plan."""

from pathlib import Path

from styrkort.exports.folder import nfc
from styrkort.exports.tidy import TidyRow
from styrkort.exports.tidyfiles import export_files, tidy_file


def readable_rows(folder: Path, name: str) -> tuple[list[TidyRow], list[str]]:
    """Every row of the folder's tidy files that can be read, and a message for each fault."""
    files = [tidy_file(path, f"{name}/{nfc(path.name)}") for path in export_files(folder)]
    return [row for file in files for row in file.rows], [f for file in files for f in file.faults]
