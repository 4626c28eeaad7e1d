"""Make src/styrkort/fonts/styrkort-sans-600.ttf: IBM Plex Sans instanced at weight 600.

Figures draw letters as outlines and can't set a variable font's axes; instancing takes seconds,
so it is done here, once, and the file is committed. The licence reserves the name "Plex" for the
original, so the instance bears another. Run: python tools/semibold.py
"""

from pathlib import Path
from shutil import copyfile

import fontpkg_ibm_plex_sans
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parents[1] / "src" / "styrkort" / "fonts"
NAME = "Styrkort Sans"
_COPYRIGHT, _LICENCE, _LICENCE_URL = 0, 13, 14


def renamed(font: TTFont) -> TTFont:
    """The font with the names that the licence asks for, and no others."""
    kept = [n for n in font["name"].names if n.nameID in (_COPYRIGHT, _LICENCE, _LICENCE_URL)]
    font["name"].names = kept
    for name_id, text in {1: f"{NAME} SemiBold", 2: "Regular", 4: f"{NAME} SemiBold"}.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["name"].setName("StyrkortSans-SemiBold", 6, 3, 1, 0x409)
    return font


def semibold(source: Path) -> TTFont:
    """All characters of the source at weight 600, without layout features."""
    options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], name_legacy=True)
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "STAT", "meta"]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    return renamed(instantiateVariableFont(font, {"wght": 600, "wdth": 100}))


if __name__ == "__main__":
    FONTS.mkdir(exist_ok=True)
    package = fontpkg_ibm_plex_sans.ROOT
    semibold(package / "files" / "IBMPlexSans[wdth,wght].ttf").save(FONTS / "styrkort-sans-600.ttf")
    copyfile(package / "LICENSE", FONTS / "OFL.txt")
