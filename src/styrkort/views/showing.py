"""What a call of the master shows for a perspective, or for every one under its name."""

from collections.abc import Callable
from typing import Final

from styrkort.blocks import Block, Line
from styrkort.outputs import Markdown, Shown, shown
from styrkort.scorecard import PerspectiveResult, Report

__all__ = ["EVERY", "each", "markdown"]

EVERY: Final = ""
"""In place of a perspective's name: every perspective of the plan, in its order."""


def each(
    report: Report,
    name: str,
    blocks: Callable[[PerspectiveResult], tuple[Block | Markdown | None, ...]],
) -> Shown | None:
    """The blocks of the perspective; of every perspective, each under its name."""
    found: list[Block | Markdown] = []
    for one in _chosen(report, name):
        here = [block for block in blocks(one) if block is not None]
        if here and name == EVERY:
            found.append(Line(label="Perspektiv:", text=one.name))
        found += here
    return shown(*found)


def _chosen(report: Report, name: str) -> tuple[PerspectiveResult, ...]:
    return report.perspectives if name == EVERY else (report.perspective(name),)


def markdown(text: str) -> Markdown | None:
    """Words of the plan; the values they quote were filled in when the report was read."""
    return Markdown(text.strip()) if text.strip() else None
