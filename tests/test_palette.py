"""What LOOK promises of the colours is computed from the palette, not believed."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

from styrkort.palette import DARK, LIGHT
from styrkort.symbols import PATHS, TOKENS, symbol
from styrkort.terms import Arrow, Fulfilment

Colour = tuple[float, float, float]

# Contrast on paper and on ground, as the table of colours states it.
RATIOS = {
    "light": {
        "ink": (16.5, 15.2),
        "ink2": (7.5, 6.9),
        "mid": (3.7, 3.4),
        "accent": (8.4, 7.8),
        "ok": (5.2, 4.8),
        "part": (3.6, 3.3),
        "no": (8.4, 7.7),
    },
    "dark": {
        "ink": (15.2, 13.5),
        "ink2": (8.6, 7.6),
        "mid": (5.0, 4.4),
        "accent": (9.5, 8.5),
        "ok": (9.5, 8.5),
        "part": (11.6, 10.3),
        "no": (6.2, 5.5),
    },
}
PALETTES = {"light": LIGHT, "dark": DARK}
VERDICTS = ("ok", "part", "no")

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
MACHADO = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
SMALLEST_DISTANCES = {
    ("normal", "light"): 32,
    ("normal", "dark"): 34,
    ("protan", "light"): 22,
    ("protan", "dark"): 22,
    ("deutan", "light"): 23,
    ("deutan", "dark"): 14,
    ("tritan", "light"): 21,
    ("tritan", "dark"): 21,
}


@pytest.mark.parametrize("mode", PALETTES)
def test_every_colour_of_text_lines_and_symbols_has_the_contrast_that_is_stated(mode: str) -> None:
    palette = PALETTES[mode]
    for token, (on_paper, on_ground) in RATIOS[mode].items():
        assert contrast(palette[token], palette["paper"]) == pytest.approx(on_paper, abs=0.06)
        assert contrast(palette[token], palette["ground"]) == pytest.approx(on_ground, abs=0.06)


@pytest.mark.parametrize("mode", PALETTES)
def test_text_keeps_four_and_a_half_to_one_also_on_the_shaded_zone(mode: str) -> None:
    palette = PALETTES[mode]
    assert contrast(palette["ink2"], palette["zone"]) == pytest.approx(
        {"light": 6.0, "dark": 5.7}[mode], abs=0.06
    )
    for surface in ("paper", "ground", "zone"):
        for token in ("ink", "ink2", "accent"):
            assert contrast(palette[token], palette[surface]) >= 4.5


@pytest.mark.parametrize("mode", PALETTES)
def test_symbols_of_verdicts_keep_three_to_one_where_they_stand(mode: str) -> None:
    palette = PALETTES[mode]
    for token in VERDICTS:
        assert min(contrast(palette[token], palette[s]) for s in ("paper", "ground")) >= 3


@pytest.mark.parametrize(("sight", "mode"), SMALLEST_DISTANCES)
def test_verdict_colours_stay_apart_to_the_colour_blind(sight: str, mode: str) -> None:
    seen = [lab(as_seen(PALETTES[mode][token], sight)) for token in VERDICTS]
    smallest = min(distance(one, other) for one, other in combinations(seen, 2))
    assert round(smallest) == SMALLEST_DISTANCES[sight, mode]


@pytest.mark.parametrize(
    ("mode", "lightness", "step"), [("light", [46, 56, 33], 11), ("dark", [76, 83, 62], 7)]
)
def test_verdict_colours_stay_apart_in_greyscale(
    mode: str, lightness: list[int], step: int
) -> None:
    exact = [lab(linear(PALETTES[mode][token]))[0] for token in VERDICTS]
    assert [round(value) for value in exact] == lightness
    assert round(min(abs(a - b) for a, b in combinations(exact, 2))) == step


def test_where_colour_fails_shape_parts_fulfilled_from_the_quiet_symbols() -> None:
    greys = {
        mode: distance(*(lab(as_seen(palette[token], "deutan")) for token in ("ok", "ink2")))
        for mode, palette in PALETTES.items()
    }
    assert {mode: round(value) for mode, value in greys.items()} == {"light": 8, "dark": 1}
    assert len({TOKENS[verdict.symbol] for verdict in Fulfilment}) == 4
    assert len({PATHS[verdict.symbol] for verdict in Fulfilment}) == len(Fulfilment)


def test_both_palettes_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert set(TOKENS.values()) <= LIGHT.keys()


def test_every_verdict_and_arrow_has_its_shape() -> None:
    ids = {verdict.symbol for verdict in Fulfilment} | {arrow.value for arrow in Arrow}
    assert ids | {"ej-jamforbar"} <= PATHS.keys()


def test_a_symbol_is_decoration_with_one_even_odd_path_and_an_unknown_one_is_nothing() -> None:
    drawn = symbol("ej-uppfyllt")
    assert drawn.count("<path") == 1
    assert 'aria-hidden="true"' in drawn
    assert LIGHT["no"] in drawn
    assert symbol("okänd") == ""


def test_a_ring_with_a_stroke_through_it_is_one_outline_without_crossings() -> None:
    """Even-odd filling would leave holes where ring and stroke crossed."""
    subpaths = [part for part in PATHS["ej-tillgangligt"].split("M") if part]
    assert len(subpaths) == 3
    assert all(part.endswith("Z") for part in subpaths)


def test_no_source_of_the_package_spells_a_colour_of_the_palette_anew() -> None:
    package = Path(__file__).parents[1] / "src" / "styrkort"
    spelt = re.compile("|".join({*LIGHT.values(), *DARK.values()} - {"#FFFFFF"}))
    found = [p.name for p in sorted(package.glob("*.py")) if spelt.search(p.read_text("utf-8"))]
    assert found == ["palette.py"]


def linear(colour: str) -> Colour:
    """Linear RGB of "#RRGGBB"."""
    r, g, b = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return straight(r), straight(g), straight(b)


def straight(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """WCAG 2: the lighter to the darker."""
    light, dark = sorted((luminance(linear(one)), luminance(linear(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(rgb: Colour) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def as_seen(colour: str, sight: str) -> Colour:
    """Linear RGB of the colour as a person with this sight sees it, within the gamut."""
    rgb = linear(colour)
    r, g, b = (
        min(1.0, max(0.0, sum(k * channel for k, channel in zip(row, rgb, strict=True))))
        for row in MACHADO[sight]
    )
    return r, g, b


def lab(rgb: Colour) -> Colour:
    """CIELAB, D65."""
    r, g, b = rgb
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: Colour, other: Colour) -> float:
    """CIEDE2000 (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    c_bar = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(c_bar**7 / (c_bar**7 + 25**7)))
    c1, c2 = math.hypot((1 + g) * a1, b1), math.hypot((1 + g) * a2, b2)
    h1 = math.degrees(math.atan2(b1, (1 + g) * a1)) % 360
    h2 = math.degrees(math.atan2(b2, (1 + g) * a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    d_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    l_bar, c_mean, h_bar = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * math.cos(math.radians(h_bar - 30))
        + 0.24 * math.cos(math.radians(2 * h_bar))
        + 0.32 * math.cos(math.radians(3 * h_bar + 6))
        - 0.20 * math.cos(math.radians(4 * h_bar - 63))
    )
    s_l = 1 + 0.015 * (l_bar - 50) ** 2 / math.sqrt(20 + (l_bar - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    r_c = 2 * math.sqrt(c_mean**7 / (c_mean**7 + 25**7))
    r_t = -r_c * math.sin(math.radians(60 * math.exp(-(((h_bar - 275) / 25) ** 2))))
    lightness, chroma, hue = (l2 - l1) / s_l, (c2 - c1) / s_c, d_h / s_h
    return math.sqrt(lightness**2 + chroma**2 + hue**2 + r_t * chroma * hue)


def test_the_measure_of_colour_distance_agrees_with_its_published_test_data() -> None:
    pairs = [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ]
    for one, other, published in pairs:
        assert distance(one, other) == pytest.approx(published, abs=0.0001)
