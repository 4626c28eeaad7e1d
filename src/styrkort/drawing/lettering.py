"""Words for figures: how wide they are, where they break, and their outlines.

Figures draw letters as outlines, so that no viewer or PDF tool puts another typeface in their
place. Characters that IBM Plex Sans lacks are taken from the fonts that matplotlib brings; the
last of these has a sign for every character there is.
"""

import re
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

import fontpkg_ibm_plex_sans  # type: ignore[import-untyped]
from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

__all__ = ["EM", "Letter", "broken", "letters", "width"]

EM: Final = 1000
"""Units of a letter's outline in its size."""

_FALLBACKS: Final = ("DejaVuSans.ttf", "LastResortHE-Regular.ttf")


class Letter(NamedTuple):
    """A character's outline and how far it reaches, the same wherever it stands."""

    id: str
    """Of its face and character: two that are alike look alike."""
    path: str
    """SVG path data, 1000 units an em, y downwards from the baseline; empty for a space."""
    advance: float
    """How far on the next letter stands, in ems."""


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
    found = find_spec("matplotlib")  # not imported: only its fonts are wanted
    places = list(found.submodule_search_locations or ()) if found else []
    folder = Path(*places[:1]) / "mpl-data" / "fonts" / "ttf"
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
    """A pen that writes each step from where the last one ended, as "M52 0q-12-30-12-52z"."""

    def __init__(self, face: _Face) -> None:
        super().__init__(face.glyphs)
        self._scale = EM / face.em
        self._at = self._start = (0, 0)
        self.path = ""

    def _add(self, step: str, *points: tuple[float, float]) -> None:
        placed = [(round(x * self._scale), round(-y * self._scale)) for x, y in points]
        x, y = self._at
        moves = [number for px, py in placed for number in (px - x, py - y)]
        self.path += step + _joined(moves)
        self._at = placed[-1]

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("m" if self.path else "M", point)
        self._start = self._at

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", point)

    def _qCurveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("q", *points)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("c", *points)

    def _closePath(self) -> None:  # noqa: N802
        self.path += "z"
        self._at = self._start


def _joined(numbers: list[int]) -> str:
    """As "-57-29 4", with a space only where a number would run into the one before it."""
    first, *others = map(str, numbers)
    return first + "".join(each if each.startswith("-") else f" {each}" for each in others)


@cache
def _letter(sign: str, bold: bool) -> Letter | None:
    """The character as it is drawn; None for what can't be."""
    face = _face(sign, bold)
    if face is None:
        return None
    pen = _Steps(face)
    face.glyphs[face.names[ord(sign)]].draw(pen)
    return Letter(f"{'b' if bold else 'r'}{ord(sign):x}", pen.path, face.advance(sign))


def letters(text: str, *, bold: bool = False) -> tuple[Letter, ...]:
    """The text's letters in turn, without what can't be drawn."""
    found = (_letter(sign, bold) for sign in _drawable(text))
    return tuple(each for each in found if each is not None)
