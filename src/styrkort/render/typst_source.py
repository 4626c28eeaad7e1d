"""A report as Typst source: what stands outside its text, how closely it is set, and its lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from styrkort.blocks import Facts
from styrkort.render.typst_heights import PAGE, height
from styrkort.render.typst_pieces import Piece

__all__ = ["Page", "Setting", "Source", "setting_for"]

_LONG: Final = 12
"""Pages; a longer report than that is set closer."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands outside the text: title, head and foot, and the document's properties."""

    preamble: str
    """Definitions, on lines before everything."""
    settings: str
    """Arguments of the template's ``report``, as code."""
    facts: Facts | None = None
    levels: tuple[int, ...] = ()
    """Heading levels in the contents; empty: no contents."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How closely a report is set."""

    close: bool = False
    """With less white, so that what just misses a page gets onto it."""
    parts_apart: bool = True
    """A part begins where it fits, or a good deal of it; the summary always begins a page."""


@dataclass(slots=True)
class Source:
    """Typst source that knows on which line each piece stands."""

    lines: list[str] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    """Line, from 1 → the piece's number."""

    def add(self, code: str, piece: int | None = None) -> None:
        """Code on lines of its own."""
        if code:
            self.lines.extend(code.split("\n"))
            if piece is not None:
                self.places[len(self.lines)] = piece

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def setting_for(pieces: Sequence[Piece]) -> Setting:
    """How a report is set when nothing is known but its pieces: a long one close."""
    return Setting(close=height(pieces) > PAGE * _LONG)
