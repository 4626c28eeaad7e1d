"""The shapes of verdict and trend, on a 12 × 12 grid; cut-outs are holes, not white paint.

A shape is decoration: the word stands beside it in text, so it is hidden from screen readers.
HTML, PDF and figures all draw from ``PATHS``.
"""

from types import MappingProxyType
from typing import Final

from styrkort.palette import LIGHT

__all__ = ["GRID", "PATHS", "TOKENS", "symbol"]

GRID: Final = 12
"""Side of the square that every path is drawn in."""


def _ring(radius: float) -> str:
    """A circle about the grid's middle."""
    return f"M{6 - radius:g} 6a{radius:g} {radius:g} 0 1 0 {2 * radius:g} 0" + (
        f"a{radius:g} {radius:g} 0 1 0 {-2 * radius:g} 0Z"
    )


PATHS: Final = MappingProxyType(
    {
        "uppfyllt": _ring(5.7) + "M2.3 6.8L5.24 9.75L9.84 4.46L8.56 3.34L5.16 7.25L3.5 5.6Z",
        "delvis": "M6 -0.1L12.1 6L6 12.1L-0.1 6ZM6 2L10 6L2 6Z",
        "ej-uppfyllt": (
            "M1 1H11V11H1ZM2.8 4.07L4.73 6L2.8 7.93L4.07 9.2L6 7.27L7.93 9.2L9.2 7.93L7.27 6"
            "L9.2 4.07L7.93 2.8L6 4.73L4.07 2.8Z"
        ),
        # Ring and stroke as one outline: even-odd filling would cut them where they cross.
        "ej-tillgangligt": (
            "M1.56 11.36L3.03 9.89A4.9 4.9 0 0 0 9.89 3.03L11.36 1.56L10.44 0.64L8.97 2.11"
            "A4.9 4.9 0 0 0 2.11 8.97L0.64 10.44Z"
            "M3.96 8.96A3.6 3.6 0 0 0 8.96 3.96ZM8.04 3.04A3.6 3.6 0 0 0 3.04 8.04Z"
        ),
        "ej-matt": _ring(5.5) + _ring(4.2) + "M5.4 3H6.6V5.7H9V6.9H5.4Z",
        "inget-mal": "M2 5.2H10V6.8H2Z",
        "upp": "M6 1L10.6 5.6L9.2 7L7 4.8L7 11L5 11L5 4.8L2.8 7L1.4 5.6Z",
        "lika": "M11 6L6.4 10.6L5 9.2L7.2 7L1 7L1 5L7.2 5L5 2.8L6.4 1.4Z",
        "ned": "M6 11L1.4 6.4L2.8 5L5 7.2L5 1L7 1L7 7.2L9.2 5L10.6 6.4Z",
        "ej-jamforbar": (
            "M0 5.2H3.1V6.8H0ZM8.9 5.2H12V6.8H8.9Z"
            "M3.2 10L4.5 10L6.1 2L4.8 2ZM5.9 10L7.2 10L8.8 2L7.5 2Z"
        ),
        # An action's status: outlines and strokes, for no goal is judged.
        "klar": "M4.7 10.4L0.9 6.6L2.2 5.3L4.7 7.8L10 2.1L11.4 3.4Z",
        "pagar": _ring(5.5) + _ring(4.2) + "M6 2.9A3.1 3.1 0 0 1 6 9.1Z",
        "ej-paborjad": _ring(5.5) + _ring(4.2),
        "pausad": _ring(5.5) + _ring(4.2) + "M4 3.8H5.3V8.2H4ZM6.7 3.8H8V8.2H6.7Z",
        "avbruten": (
            "M2.6 1.6L6 5L9.4 1.6L10.4 2.6L7 6L10.4 9.4L9.4 10.4L6 7L2.6 10.4L1.6 9.4L5 6L1.6 2.6Z"
        ),
        # The dash of a trend without comparison; only the key shows it as a shape.
        "streck": "M3 5.6H9V6.4H3Z",
    }
)
"""Symbol id (of ``terms``) → one SVG path, filled by the even-odd rule."""

TOKENS: Final = MappingProxyType(
    {
        "uppfyllt": "ok",
        "delvis": "part",
        "ej-uppfyllt": "no",
        "ej-tillgangligt": "ink2",
        "ej-matt": "ink2",
        "inget-mal": "ink2",
    }
)
"""Symbol id → its colour in the palette; the others take the colour of the text (LOOK 3)."""


def symbol(id: str) -> str:
    """The shape as inline SVG, or nothing where there is no such id (the word stands alone)."""
    if id not in PATHS:
        return ""
    colour = LIGHT[TOKENS[id]] if id in TOKENS else "currentColor"
    return (
        f'<svg class="tecken {id}" viewBox="0 0 12 12" width="15" height="15" fill="{colour}" '
        f'aria-hidden="true" focusable="false"><path fill-rule="evenodd" d="{PATHS[id]}"/></svg>'
    )
