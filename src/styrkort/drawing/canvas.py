"""Marks on a sheet → SVG: the only room that draws.

A mark says what stands where, in the sheet's unit, y downwards; colours are names in the palette.
The same marks give the same bytes on every machine. Letters are outlines, each told once in a
drawing, however often it is written: they are most of a figure's bytes. Its id says which letter
it is, so that drawings can stand in one page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from styrkort.drawing.lettering import EM, letters, width
from styrkort.palette import LIGHT
from styrkort.symbols import GRID, PATHS, TOKENS

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


def moved_down(mark: Mark, by: float) -> Mark:
    """The mark so much further down the sheet."""
    if isinstance(mark, Rule):
        return replace(mark, y1=round(mark.y1 + by, 2), y2=round(mark.y2 + by, 2))
    return replace(mark, y=round(mark.y + by, 2))


def svg(marks: Iterable[Mark], size: tuple[float, float]) -> str:
    """The marks as an SVG of this width and height, later ones above earlier."""
    drawn = tuple(marks)
    w, h = map(_short, size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" '
        f'width="{w}" height="{h}">{_letters_told(drawn)}{"".join(map(_drawn, drawn))}</svg>'
    )


def _letters_told(marks: Iterable[Mark]) -> str:
    """Every letter's outline once, to be used where it is written."""
    lines = (letters(mark.text, bold=mark.bold) for mark in marks if isinstance(mark, Words))
    paths = {letter.id: letter.path for line in lines for letter in line if letter.path}
    told = "".join(f'<path id="{id}" d="{path}"/>' for id, path in paths.items())
    return f"<defs>{told}</defs>" if told else ""


def _drawn(mark: Mark) -> str:
    """The mark as an element, painted by attributes: a style sheet would rule the whole page."""
    match mark:
        case Box(x, y, w, h, colour):
            return f"<rect {_places(x=x, y=y, width=w, height=h)} {_fill(colour)}/>"
        case Rule(x1, y1, x2, y2, colour, weight):
            ends = f"M{_short(x1)} {_short(y1)}L{_short(x2)} {_short(y2)}"
            return f'<path d="{ends}" fill="none" {_stroke(colour, weight)}/>'
        case Disc(x, y, radius, fill, colour, weight):
            place, line = _places(cx=x, cy=y, r=radius), _stroke(colour, weight)
            return f"<circle {place} {_fill(fill)}{f' {line}' if weight else ''}/>"
        case Words():
            return _written(mark)
        case Sign(id, x, y, size):
            place = _transform(x, y, size / GRID)
            rule = 'fill-rule="evenodd"'
            return f'<path d="{PATHS[id]}" {place} {_fill(TOKENS.get(id, "ink"))} {rule}/>'


def _written(words: Words) -> str:
    """The words' letters, each used where it stands; nothing where none can be seen."""
    uses, x = "", 0.0
    for letter in letters(words.text, bold=words.bold):
        if letter.path:
            place = f' x="{round(x * EM)}"' if x else ""
            uses += f'<use href="#{letter.id}"{place}/>'
        x += letter.advance
    place = _transform(words.x, words.y, words.size / EM)
    return f"<g {place} {_fill(words.colour)}>{uses}</g>" if uses else ""


def _transform(x: float, y: float, scale: float) -> str:
    return f'transform="translate({_short(x)} {_short(y)})scale({scale:.5g})"'


def _places(**numbers: float) -> str:
    return " ".join(f'{name}="{_short(number)}"' for name, number in numbers.items())


def _fill(colour: str) -> str:
    return f'fill="{LIGHT[colour]}"'


def _stroke(colour: str, weight: float) -> str:
    return f'stroke="{LIGHT[colour]}" stroke-width="{_short(weight)}"'


def _short(number: float) -> str:
    """To the hundredth, without needless signs: "87.36", "12", "0"."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
