"""Words for figures: how wide they are, where they break, and their outlines.

Figures draw letters as outlines, so that no viewer or PDF tool puts another typeface in their
place. Characters that IBM Plex Sans lacks are taken from the fonts that matplotlib brings; the
last of these has a sign for every character there is.
"""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

import fontpkg_ibm_plex_sans  # type: ignore[import-untyped]
import numpy as np
from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from numpy.typing import NDArray

__all__ = ["Outline", "broken", "outline", "shape", "width"]

FloatArray = NDArray[np.float64]

_FALLBACKS: Final = ("DejaVuSans.ttf", "LastResortHE-Regular.ttf")

MOVE, LINE, QUADRATIC, CUBIC, CLOSE = 1, 2, 3, 4, 79
"""A step's kind, numbered as matplotlib's Path numbers them."""


class Outline(NamedTuple):
    """A path, y downwards: its points, and of each the kind of step it belongs to."""

    points: FloatArray
    codes: NDArray[np.uint8]

    def moved(self, x: float, y: float, scale: float) -> "Outline":
        """The outline scaled and then moved."""
        return Outline(self.points * scale + (x, y), self.codes)


class _Face:
    """An opened font: advance widths and outlines of its characters, in ems."""

    def __init__(self, path: Path) -> None:
        font = TTFont(path, lazy=True)
        self.names: dict[int, str] = font.getBestCmap()
        self.em: int = font["head"].unitsPerEm
        self.advances = font["hmtx"]
        self.glyphs = font.getGlyphSet()

    def advance(self, character: str) -> float:
        return float(self.advances[self.names[ord(character)]][0]) / self.em


@cache
def _faces(bold: bool) -> tuple[_Face, ...]:
    if bold:
        return (_Face(Path(str(files("styrkort") / "fonts" / "styrkort-sans-600.ttf"))),)
    package = Path(fontpkg_ibm_plex_sans.ROOT)
    return (_Face(package / "files" / "IBMPlexSans[wdth,wght].ttf"),)


@cache
def _fallbacks() -> tuple[_Face, ...]:
    from matplotlib import get_data_path

    folder = Path(get_data_path()) / "fonts" / "ttf"
    return tuple(_Face(folder / name) for name in _FALLBACKS if (folder / name).exists())


@cache
def _face(character: str, bold: bool) -> _Face | None:
    """The first face that has the character; None for one that nothing can draw."""
    for face in _faces(bold):
        if ord(character) in face.names:
            return face
    if not character.isprintable():
        return None
    return next((face for face in _fallbacks() if ord(character) in face.names), None)


def _drawable(text: str) -> str:
    """The text as it can be drawn: line breaks as spaces, soft hyphens gone."""
    return " ".join(text.replace("\u00ad", "").split(" ")).replace("\n", " ").replace("\t", " ")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is, in the unit of ``size``."""
    faces = ((_face(sign, bold), sign) for sign in _drawable(text))
    return size * sum(face.advance(sign) for face, sign in faces if face is not None)


def broken(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than ``room``, broken at ordinary spaces and after slashes.

    A word wider than the room is cut; a space that must not break (U+00A0) doesn't.
    """
    lines = [""]
    for word in _words(_drawable(text)):
        for piece in _pieces(word, size, room, bold):
            longer = lines[-1] + piece
            if lines[-1] and width(longer.rstrip(" "), size, bold=bold) > room:
                lines.append(piece)
            else:
                lines[-1] = longer
    return tuple(line.strip(" ") for line in lines if line.strip(" "))


def _words(text: str) -> list[str]:
    """Words with what ends them: a space, or a slash that a line may end with."""
    return re.findall(r"[^ /]*[ /]|[^ /]+", text)


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    """The word, or the pieces of one that is wider than the room."""
    pieces = [""]
    for sign in word:
        longer = pieces[-1] + sign
        if pieces[-1] and sign != " " and width(longer, size, bold=bold) > room:
            pieces.append(sign)
        else:
            pieces[-1] = longer
    return pieces


class _Steps(BasePen):  # type: ignore[misc]
    """A pen that writes down a path's steps as they are given."""

    def __init__(self, glyphs: Any = None) -> None:
        super().__init__(glyphs)
        self.points: list[tuple[float, float]] = []
        self.codes: list[int] = []

    def _add(self, code: int, *points: tuple[float, float]) -> None:
        self.points += points
        self.codes += [code] * len(points)

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add(MOVE, point)

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add(LINE, point)

    def _qCurveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add(QUADRATIC, *points)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add(CUBIC, *points)

    def _closePath(self) -> None:  # noqa: N802
        self._add(CLOSE, (0.0, 0.0))

    def outline(self, x_scale: float, y_scale: float) -> Outline:
        points = np.array(self.points, dtype=float).reshape(-1, 2) * (x_scale, y_scale)
        return Outline(points, np.array(self.codes, dtype=np.uint8))


@cache
def _glyph(sign: str, bold: bool) -> tuple[Outline, float]:
    """A character's outline and its advance, in ems; nothing for what can't be drawn."""
    face = _face(sign, bold)
    if face is None:
        return _Steps().outline(1, 1), 0.0
    pen = _Steps(face.glyphs)
    face.glyphs[face.names[ord(sign)]].draw(pen)
    return pen.outline(1 / face.em, -1 / face.em), face.advance(sign)


def outline(text: str, x: float, y: float, size: float, *, bold: bool = False) -> Outline:
    """The text's outline with its baseline starting at (x, y), y downwards."""
    pieces = []
    for sign in _drawable(text):
        glyph, advance = _glyph(sign, bold)
        pieces.append(glyph.moved(x, y, size))
        x += size * advance
    return Outline(
        np.concatenate([piece.points for piece in pieces] or [np.empty((0, 2))]),
        np.concatenate([piece.codes for piece in pieces] or [np.empty(0, np.uint8)]),
    )


@cache
def shape(path: str) -> Outline:
    """SVG path data as an outline."""
    pen = _Steps()
    parse_path(path, pen)
    return pen.outline(1, 1)
