"""A report that just misses a page is set a little closer, so that no page is left nearly empty."""

import io
import re
from typing import Final

import pikepdf

from styrkort.render.typeset import RefusedError, Room
from styrkort.render.typst_ladder import Made
from styrkort.render.typst_layout import source_of
from styrkort.render.typst_source import Setting, setting_for

__all__ = ["fitted", "page_fills"]

_FOOT: Final = 66.0
_TOP: Final = 765.0
"""Points from a page's lower edge to its lowest and highest text."""
_EMPTY: Final = 0.4
"""A page filled less than this looks left over."""
_LAST_EMPTY: Final = 0.25
"""The last page may be short, but not a few rows."""
_PLACED: Final = re.compile(rb"1 0 0 -1 [-\d.]+ ([\d.]+) cm")
_SETTINGS: Final = (Setting(close=True), Setting(close=True, parts_apart=False))


def fitted(made: Made, place: Room) -> bytes:
    """The same pieces, set closer where that leaves fewer pages nearly empty."""
    best, least = made.data, _left_over(made.data)
    used = setting_for(made.pieces)
    for setting in _SETTINGS:
        if not least:
            break
        if setting == used:
            continue
        try:
            data = place.pdf(source_of(made.pieces, made.page, setting).text)
        except RefusedError:
            continue
        left = _left_over(data)
        if left < least:
            best, least = data, left
    return best


def _left_over(data: bytes) -> float:
    """How much is missing on pages that are nearly empty."""
    *fills, last = page_fills(data)
    return sum(max(_EMPTY - fill, 0.0) for fill in fills) + max(_LAST_EMPTY - last, 0.0)


def page_fills(data: bytes) -> tuple[float, ...]:
    """How far down each page its text reaches, as a share of the page; the foot isn't counted."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return tuple(_fill(page) for page in pdf.pages)


def _fill(page: pikepdf.Page) -> float:
    contents = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    text = b"\n".join(s.read_bytes() for s in streams if isinstance(s, pikepdf.Stream))
    heights = [y for y in map(float, _PLACED.findall(text)) if _FOOT < y < _TOP]
    return (_TOP - min(heights, default=_TOP)) / (_TOP - _FOOT)
