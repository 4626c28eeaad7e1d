"""Makes the web subsets in src/styrkort/fonts/ from the locked package: run once when it changes.

    python tools/webfonts.py

The licence (OFL.txt) reserves the name Plex for the unmodified fonts, hence another name.
"""

import io
from pathlib import Path
from typing import Any, Final

import fontpkg_ibm_plex_sans  # type: ignore[import-untyped]
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

NAME: Final = "Styrkort Sans"
_FILES: Final = Path(fontpkg_ibm_plex_sans.__file__).parent / "files"
_RANGES: Final = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x17F),  # Latin-1 and Extended-A: Swedish, Finnish, the Sámi languages, Meänkieli
    (0x1B7, 0x1B7), (0x1E4, 0x1E9), (0x1EE, 0x1EF), (0x292, 0x292),  # Skolt Sámi
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030),
    (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x20AC, 0x20AC), (0x2122, 0x2122),
    (0x2190, 0x2199), (0x2202, 0x2202), (0x2206, 0x2206), (0x220F, 0x220F), (0x2211, 0x2212),
    (0x221A, 0x221A), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
    (0x3BC, 0x3BC), (0x25CA, 0x25CA),
)  # fmt: skip


def main() -> None:
    """Write the two files."""
    here = Path(__file__).parents[1] / "src/styrkort/fonts"
    upright = _subset("IBMPlexSans[wdth,wght].ttf", {"wdth": 100, "wght": (400, 400, 600)})
    (here / "styrkort-sans.woff").write_bytes(upright)
    italic = _subset("IBMPlexSans-Italic[wdth,wght].ttf", {"wdth": 100, "wght": 400})
    (here / "styrkort-sans-italic.woff").write_bytes(italic)


def _subset(file: str, limits: dict[str, Any]) -> bytes:
    font = TTFont(_FILES / file, recalcTimestamp=False)
    options = subset.Options(
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl"],
        hinting=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(
        unicodes=[sign for first, last in _RANGES for sign in range(first, last + 1)]
    )
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, limits, updateFontNames=False)
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = NAME
        elif record.nameID in (3, 6, 25):
            record.string = NAME.replace(" ", "")
    font.flavor = "woff"
    written = io.BytesIO()
    font.save(written, reorderTables=True)
    return written.getvalue()


if __name__ == "__main__":
    main()
