"""Where a figure comes from: file, sheet, rows."""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Origin", "joined"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Ursprung: rows of one sheet of one file, or of a query's answer."""

    file: str
    """Name without place, "data/exempel/2022/hr.csv"; "källan ekonomi (databas)" for a query."""
    sheet: str = ""
    rows: tuple[tuple[int, int], ...] = ()
    """First and last row of each unbroken run, as the office program counts; empty where an engine
    counted them."""
    count: int = 0
    """Antal rader."""
    source: str = ""
    """Källans id in the plan; empty for a tidy file that no källa maps."""


def joined(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """One origin for each source, file and sheet, its rows gathered into runs."""
    found: dict[tuple[str, str, str], list[Origin]] = {}
    for origin in origins:
        found.setdefault((origin.source, origin.file, origin.sheet), []).append(origin)
    return tuple(
        Origin(file, sheet, _runs(each), _count(each), source)
        for (source, file, sheet), each in sorted(found.items())
    )


def _count(origins: Iterable[Origin]) -> int:
    """How many rows: each numbered row once, and what an engine counted."""
    runs = _runs(origins)
    numbered = sum(last - first + 1 for first, last in runs)
    return numbered + sum(origin.count for origin in origins if not origin.rows)


def _runs(origins: Iterable[Origin]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for first, last in sorted(run for origin in origins for run in origin.rows):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return tuple(runs)
