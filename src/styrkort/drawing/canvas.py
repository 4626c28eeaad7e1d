"""Marks on a sheet → SVG, by matplotlib: the only room that draws.

A mark says what stands where, in the sheet's unit, y downwards; colours are names in the palette.
The same marks give the same bytes on every machine: nothing is read from the user's settings,
letters are outlines, and nothing in the SVG has an id (several are put in one page).
"""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from styrkort.drawing.lettering import CLOSE, LINE, MOVE, Outline, outline, shape, width
from styrkort.palette import LIGHT
from styrkort.symbols import GRID, PATHS, TOKENS

if TYPE_CHECKING:
    from matplotlib.patches import PathPatch

__all__ = ["Box", "Disc", "Mark", "Rule", "Sign", "Words", "moved_down", "svg"]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled area without outline."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    weight: float


@dataclass(frozen=True, slots=True)
class Disc:
    """A dot; a ring where ``fill`` is the paper's colour."""

    x: float
    y: float
    radius: float
    fill: str
    colour: str
    weight: float


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; x and y are where its baseline starts."""

    x: float
    y: float
    text: str
    size: float
    colour: str = "ink"
    bold: bool = False

    @property
    def width(self) -> float:
        """How far the words reach."""
        return width(self.text, self.size, bold=self.bold)


@dataclass(frozen=True, slots=True)
class Sign:
    """A symbol; x and y are its upper left corner."""

    id: str
    x: float
    y: float
    size: float


Mark = Box | Rule | Disc | Words | Sign

_CIRCLE: Final = "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0 -2 0Z"
_EVEN_ODD: Final = "evenodd"
# What a user's own matplotlibrc could otherwise change.
_SETTINGS: Final[Any] = {
    "svg.hashsalt": "styrkort",
    "svg.fonttype": "path",
    "path.simplify": False,
    "path.snap": False,
    "path.sketch": None,
    "path.effects": [],
}


def moved_down(mark: Mark, by: float) -> Mark:
    """The mark so much further down the sheet."""
    if isinstance(mark, Rule):
        return replace(mark, y1=round(mark.y1 + by, 2), y2=round(mark.y2 + by, 2))
    return replace(mark, y=round(mark.y + by, 2))


def svg(marks: Iterable[Mark], size: tuple[float, float]) -> str:
    """The marks as an SVG of this width and height, later ones above earlier."""
    # matplotlib tells of its caches on stderr, which a notebook would print in the report.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context(_SETTINGS):
        sheet = Figure(figsize=(size[0] / 72, size[1] / 72), dpi=72, frameon=False)
        canvas, out = FigureCanvasSVG(sheet), StringIO()
        for mark in marks:
            sheet.add_artist(_patch(mark, size[1]))
        canvas.print_svg(out, metadata={"Date": None})  # type: ignore[no-untyped-call]
    return _plain(out.getvalue(), size)


def _patch(mark: Mark, height: float) -> "PathPatch":
    """The mark for matplotlib."""
    match mark:
        case Box(x, y, w, h, colour):
            corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
            return _path(_line(corners, closed=True), height, fill=colour)
        case Rule(x1, y1, x2, y2, colour, weight):
            return _path(_line(((x1, y1), (x2, y2))), height, line=colour, weight=weight)
        case Disc(x, y, radius, fill, colour, weight):
            circle = shape(_CIRCLE).moved(x, y, radius)
            return _path(circle, height, fill, colour, weight)
        case Words(x, y, text, size, colour, bold):
            return _path(outline(text, x, y, size, bold=bold), height, fill=colour)
        case Sign(id, x, y, size):
            patch = _path(
                shape(PATHS[id]).moved(x, y, size / GRID), height, fill=TOKENS.get(id, "ink")
            )
            patch.set_gid(_EVEN_ODD)
            return patch


def _line(corners: Sequence[tuple[float, float]], *, closed: bool = False) -> Outline:
    codes = [MOVE, *[LINE] * (len(corners) - 1), *[CLOSE] * closed]
    points = np.array([*corners, *[(0.0, 0.0)] * closed], dtype=float)
    return Outline(points, np.array(codes, dtype=np.uint8))


def _path(
    drawn: Outline, height: float, fill: str = "", line: str = "", weight: float = 0.0
) -> "PathPatch":
    """The outline as matplotlib's, whose y goes upwards, in hundredths of the unit."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    upwards = np.round(drawn.points * (1, -1) + (0, height), 2)
    return PathPatch(
        Path(upwards, drawn.codes),
        transform=None,
        facecolor=LIGHT[fill] if fill else "none",
        edgecolor=LIGHT[line] if line else "none",
        linewidth=weight,
        capstyle="butt",
    )


_DRAWN: Final = re.compile(
    r'<g id="(?P<id>[^"]*)">\s*<path d="(?P<d>[^"]*)" style="(?P<style>[^"]*)"/>\s*</g>'
)
_TIGHT: Final = re.compile(r"\n?([MLQC]) ")
_PAINT: Final = re.compile(r"(fill|stroke|stroke-width): ([^;]+)")


def _plain(drawn: str, size: tuple[float, float]) -> str:
    """Only the paths, painted by attributes: the backend's style sheet would rule the whole page,
    its ids meet those of other figures."""
    paths = "".join(_plain_path(match) for match in _DRAWN.finditer(drawn))
    w, h = (f"{side:.2f}".rstrip("0").rstrip(".") for side in size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" '
        f'width="{w}" height="{h}">{paths}</svg>'
    )


def _plain_path(match: re.Match[str]) -> str:
    steps = _TIGHT.sub(r"\1", match["d"].strip().replace(" \n", ""))
    paint = "".join(
        f' {name}="{value.upper() if value.startswith("#") else value}"'
        for name, value in _PAINT.findall(match["style"])
    )
    rule = ' fill-rule="evenodd"' if match["id"] == _EVEN_ODD else ""
    return f'<path d="{steps}"{paint}{rule}/>'
