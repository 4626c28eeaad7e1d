"""The colours of a report, light and dark, by the part they play.

Colour is passed only where a verdict is; word and shape always carry the meaning.
"""

from types import MappingProxyType
from typing import Final

__all__ = ["DARK", "LIGHT"]

LIGHT: Final = MappingProxyType(
    {
        "paper": "#FFFFFF",
        "ground": "#F4F6F8",
        "ink": "#15202B",
        "ink2": "#4A5663",
        "mid": "#7A8794",
        "hair": "#C5CDD4",
        "accent": "#0B4F8A",
        "zone": "#DCE8F2",
        "ok": "#007A6E",
        "part": "#C77200",
        "no": "#981B1E",
    }
)
"""On white paper; figures and symbols are drawn in these."""

DARK: Final = MappingProxyType(
    {
        "paper": "#11171D",
        "ground": "#1A222A",
        "ink": "#E8ECEF",
        "ink2": "#A9B4BE",
        "mid": "#7A8894",
        "hair": "#38434D",
        "accent": "#8FC1F0",
        "zone": "#22384B",
        "ok": "#45D0C0",
        "part": "#F5C96B",
        "no": "#F0705C",
    }
)
"""On a dark screen; HTML puts them in place of the light ones, colour for colour."""
