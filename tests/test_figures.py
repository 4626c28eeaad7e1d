"""Figures tell their values in words, keep their labels apart, and are the same bytes anywhere."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from samples import annex, measure, numeric, report
from styrkort.blocks import Figure
from styrkort.drawing.canvas import Box, Disc, Rule, Sign, Words, moved_down, svg
from styrkort.drawing.layout import NARROW, WIDE, Layout
from styrkort.drawing.lettering import EM, broken, letters, width
from styrkort.drawing.placing import Span, kept_labels, label_starts
from styrkort.drawing.scale import scale_for
from styrkort.drawing.strips import strip
from styrkort.figures import perspective_figures
from styrkort.palette import LIGHT
from styrkort.scorecard import MeasureResult, Report, TargetZone
from styrkort.tables import measure_table_id
from styrkort.terms import Fulfilment
from styrkort.views.picture import summary_picture

NBSP = "\u00a0"
SVG = "{http://www.w3.org/2000/svg}"
PROJECT = Path(__file__).parents[1]
_PATH = os.pathsep.join(map(str, (PROJECT / "src", PROJECT / "tests")))
_ENVIRONMENT = {**os.environ, "PYTHONPATH": _PATH}


def figures_of(one: Report, perspective: str) -> tuple[Figure, ...]:
    return perspective_figures(one, one.perspective(perspective))


def of_measures(*measures: MeasureResult) -> tuple[Figure, ...]:
    return figures_of(report(("Ekonomi", measures)), "Ekonomi")


def with_zone(id: str, outcome: str, zone: TargetZone | None, **facts: object) -> MeasureResult:
    return measure(
        id,
        **{"name": f"Måttet {id}", "utfall": Decimal(outcome), "utfall_text": outcome, "zone": zone,
           "unit": "st", "fulfilment": Fulfilment.MET, **facts},
    )  # fmt: skip


def zone(
    met: tuple[int | None, int | None], line: int | None, text: str = "Mål 5", *, base: bool = False
) -> TargetZone:
    low, high = (None if end is None else Decimal(end) for end in met)
    return TargetZone(((low, high),), (), None if line is None else Decimal(line), text, base)


def test_the_annex_has_a_figure_where_a_perspective_has_two_numeric_outcomes() -> None:
    one = annex()
    titles = {p.name: [f.title for f in perspective_figures(one, p)] for p in one.perspectives}
    assert titles == {
        "Samhälle": [],
        "Medborgare": [],
        "Verksamhet": [],
        "Medarbetare": ["Utfall mot ingångsvärde"],
        "Ekonomi": ["Utfall mot mål"],
    }


def test_the_alternative_text_has_every_value_of_the_figure() -> None:
    assert figures_of(annex(), "Medarbetare")[0].alt == (
        "Utfall mot ingångsvärde i perspektivet Medarbetare. "
        f"Sjukfrånvaro: utfall 6,3{NBSP}%, ingångsvärde 5,1{NBSP}%, mål: minska, ej uppfyllt; "
        f"Antal främjande och förebyggande insatser från Företagshälsan: utfall 72{NBSP}%, "
        f"ingångsvärde 66{NBSP}%, mål: öka, uppfyllt."
    )
    assert figures_of(annex(), "Ekonomi")[0].alt == (
        "Utfall mot mål i perspektivet Ekonomi. Alla divisioner och regiongemensamt bedriver "
        f"verksamhet inom budget: utfall −11,1{NBSP}mnkr, mål: 0, ej uppfyllt; Andel genomförda "
        f"upphandlingar enligt upphandlingsplan: utfall 98{NBSP}%, mål: 100{NBSP}%, ej uppfyllt."
    )


def test_the_summary_pictures_alternative_text_counts_as_the_grid_does() -> None:
    picture = summary_picture(annex())
    assert picture.title == "Styrkortet i en bild"
    assert picture.alt == (
        "Styrkortet i en bild. Samhälle: inga egna styrmått. Medborgare: inga egna styrmått. "
        "Verksamhet: två uppfyllda, ett delvis uppfyllt och två ej mätta. Medarbetare: ett "
        "uppfyllt, ett ej uppfyllt och fem ej mätta. Ekonomi: två ej uppfyllda."
    )


def test_a_caption_names_only_the_marks_that_are_there() -> None:
    assert figures_of(annex(), "Medarbetare")[0].caption == (
        "Skuggat: målet är uppfyllt. Ring: ingångsvärde. Punkt: utfall."
    )
    assert figures_of(annex(), "Ekonomi")[0].caption == (
        "Skuggat: målet är uppfyllt. Lodrätt streck: mål. Punkt: utfall."
    )
    partly = TargetZone(
        ((Decimal(75), None),), ((Decimal(65), Decimal(75)),), Decimal(75), "Mål 75", False
    )
    half = of_measures(with_zone("a", "68", partly), with_zone("b", "1", None))
    assert half[0].caption == (
        "Skuggat i full höjd: målet är uppfyllt. Skuggat i halv höjd: målet är delvis uppfyllt. "
        "Lodrätt streck: mål. Punkt: utfall."
    )
    plain = of_measures(with_zone("a", "68", None), with_zone("b", "1", None))
    assert (plain[0].title, plain[0].caption) == ("Utfall", "Punkt: utfall.")


def test_goal_and_baseline_in_one_figure_are_both_named() -> None:
    mixed = of_measures(
        numeric("a", "5", "4"),
        with_zone("b", "6", zone((5, None), 5, "Ingångsvärde 5", base=True)),
        with_zone("c", "6", zone((5, None), 5, "Jämförelsevärde 5", base=True)),
    )[0]
    assert mixed.title == "Utfall mot mål, ingångsvärde och jämförelsevärde"
    assert "Lodrätt streck: mål, ingångsvärde eller jämförelsevärde." in mixed.caption
    assert "Ring: ingångsvärde eller jämförelsevärde." in mixed.caption


def test_only_outcomes_that_are_numbers_are_drawn() -> None:
    words = measure("b", utfall=Decimal(3), utfall_text="Ökning")
    yes = measure("c", utfall=Decimal(1), utfall_text="Ja", unit="ja/nej")
    hidden = measure("d", utfall_text="Visas ej (få personer)")
    assert of_measures(numeric("a", "5", "4"), words, yes, hidden) == ()


def test_a_figure_links_to_the_table_that_has_its_values() -> None:
    one = annex()
    ekonomi = one.perspective("Ekonomi")
    table = measure_table_id(ekonomi, ekonomi.objectives[0])
    assert figures_of(one, "Ekonomi")[0].data_anchor == table


def test_many_strips_are_parted_so_that_two_figures_fit_a_page() -> None:
    parts = of_measures(*(numeric(f"m{n}", str(n), "7") for n in range(20)))
    assert [part.title for part in parts] == [f"Utfall mot mål ({n} av 5)" for n in range(1, 6)]
    assert len({part.id for part in parts}) == 5
    told = " ".join(part.alt for part in parts)
    assert all(f"Måttet m{n}:" in told for n in range(20))
    for part in parts:
        assert size(part.svg)[1] <= 270


def size(drawn: str) -> tuple[float, float]:
    root = etree.fromstring(drawn.encode())
    return float(root.get("width", "")), float(root.get("height", ""))


@pytest.mark.parametrize("perspective", ["Medarbetare", "Ekonomi"])
def test_a_figure_is_drawn_for_paper_and_for_a_phone_at_their_own_sizes(perspective: str) -> None:
    figure = figures_of(annex(), perspective)[0]
    assert size(figure.svg)[0] == 482
    assert size(figure.narrow_svg)[0] == 342


def test_the_summary_picture_is_low_and_wraps_where_there_are_many_perspectives() -> None:
    five, seven = summary_picture(annex()), summary_picture(
        report(*((f"Perspektiv {n}", (numeric(f"m{n}", "1", "2"),)) for n in range(7)))
    )  # fmt: skip
    assert size(five.svg)[1] < 85, "thirty millimetres"
    rules = {p.get("d") for p in paths(seven.svg) if p.get("stroke") == LIGHT["accent"]}
    assert len({re.findall(r"[\d.]+", d or "")[1] for d in rules}) == 2, "two rows"
    assert "Perspektiv 6: ett ej uppfyllt." in seven.alt


def paths(drawn: str) -> list[etree._Element]:
    return list(etree.fromstring(drawn.encode()))


def every_drawing() -> list[str]:
    one = annex()
    drawn = [summary_picture(one)]
    drawn += [figure for p in one.perspectives for figure in perspective_figures(one, p)]
    return [text for figure in drawn for text in (figure.svg, figure.narrow_svg)]


def test_an_svg_holds_nothing_but_painted_shapes_and_letters() -> None:
    places = {
        "path": {"d", "transform", "fill-rule"}, "rect": {"x", "y", "width", "height"},
        "circle": {"cx", "cy", "r"}, "g": {"transform"},
    }  # fmt: skip
    for drawn in every_drawing():
        root = etree.fromstring(drawn.encode())
        assert set(root.keys()) == {"viewBox", "width", "height"}
        for node in root.iterchildren(*(SVG + name for name in places)):
            own = places[node.tag.removeprefix(SVG)]
            assert set(node.keys()) <= own | {"fill", "stroke", "stroke-width"}
            assert node.get("fill")
            assert all(
                (use.tag, set(use.keys()) - {"x"}) == (f"{SVG}use", {"href"}) for use in node
            )
        assert [node.tag for node in root if node.tag.removeprefix(SVG) not in places] == [
            f"{SVG}defs"
        ]


def test_every_letter_is_told_once_and_each_that_is_used_is_there() -> None:
    for drawn in every_drawing():
        told = re.findall(r'<path id="(\w+)"', drawn)
        assert len(told) == len(set(told))
        assert {href[1:] for href in re.findall(r'<use href="([^"]*)"', drawn)} == set(told)


def test_drawings_that_share_a_page_mean_the_same_by_a_letters_id() -> None:
    shared: dict[str, str] = {}
    for drawn in every_drawing():
        for id, outline in re.findall(r'<path id="(\w+)" d="([^"]*)"', drawn):
            assert shared.setdefault(id, outline) == outline
    assert len(shared) > 60


def test_every_colour_drawn_is_one_of_the_palettes() -> None:
    used = {value for drawn in every_drawing() for value in re.findall(r"#\w{6}", drawn)}
    assert used <= set(LIGHT.values())


def test_figures_are_the_same_bytes_whatever_the_users_settings_and_nothing_is_said(
    tmp_path: Path,
) -> None:
    settings_file = tmp_path / "matplotlibrc"
    settings_file.write_text(
        "svg.fonttype: none\npath.sketch: 3, 100, 2\nsavefig.transparent: True\n"
        "path.simplify: True\nlines.linewidth: 9\nsvg.hashsalt: x\n",
        encoding="utf-8",
    )
    # A place under a file can't be written to: matplotlib would say so on stderr.
    nowhere = {"MPLCONFIGDIR": str(settings_file / "x"), "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    code = "from test_figures import every_drawing\nprint('\\n'.join(every_drawing()))"
    elsewhere = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, **nowhere, "PYTHONPATH": _PATH, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert elsewhere.stderr == ""
    assert elsewhere.stdout == "\n".join(every_drawing()) + "\n"


def test_drawing_needs_no_matplotlib_but_its_fonts() -> None:
    code = (
        "import sys\nfrom styrkort.drawing.canvas import Words, svg\n"
        "assert 'use href' in svg([Words(0, 10, 'Å\u6f22', 8)], (20, 20))\n"
        "assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=_ENVIRONMENT)


# ---------------------------------------------------------------- strips


numbers = st.decimals(
    min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=2
)


@st.composite
def zones(draw: st.DrawFn) -> TargetZone | None:
    line, other = sorted((draw(numbers), draw(numbers)))
    base = draw(st.booleans())
    return draw(
        st.sampled_from(
            [
                None,
                TargetZone(((line, None),), (), line, f"Mål {line}", base),
                TargetZone(((None, line),), ((line, other),), line, f"Mål {line}", base),
                TargetZone(((line, other),), (), None, f"Mål {line}–{other}", False),
                TargetZone(((other, other),), (), other, "", base),
            ]
        )
    )


@given(outcome=numbers, held=zones(), unit=st.sampled_from(["%", "st", "", "mnkr"]))
@settings(max_examples=150, deadline=None)
def test_nothing_of_a_strip_leaves_its_sheet_and_no_labels_meet(
    outcome: Decimal, held: TargetZone | None, unit: str
) -> None:
    one = with_zone("a", str(outcome), held, unit=unit, name="Ett långt namn på ett mått " * 4)
    for layout in (WIDE, NARROW):
        drawn = strip(one, layout)
        written = [mark for mark in drawn.marks if isinstance(mark, Words)]
        assert all(mark.x >= 0 and mark.x + mark.width <= layout.width + 0.1 for mark in written)
        assert all(0 < mark.y <= drawn.height for mark in written)
        for mark in drawn.marks:
            if isinstance(mark, Box | Disc):
                assert layout.axis.start - 0.1 <= mark.x <= layout.axis.end + 0.1
        assert not list(meetings(written, layout))


def meetings(written: list[Words], layout: Layout) -> list[tuple[Words, Words]]:
    """Words that overlap, taking their height for the size of their letters."""
    return [
        (one, other)
        for n, one in enumerate(written)
        for other in written[n + 1 :]
        if one.x < other.x + other.width and other.x < one.x + one.width
        and abs(one.y - other.y) < layout.size * 0.9
    ]  # fmt: skip


def test_dot_line_and_shade_stand_where_the_values_are() -> None:
    drawn = strip(with_zone("a", "6", zone((None, 5), 5)), WIDE)
    dot = next(mark for mark in drawn.marks if isinstance(mark, Disc))
    line = next(m for m in drawn.marks if isinstance(m, Rule) and m.colour == "ink")
    shade = next(mark for mark in drawn.marks if isinstance(mark, Box))
    assert (dot.x - 170) / 284 == pytest.approx(6 / 6)
    assert (line.x1 - 170) / 284 == pytest.approx(5 / 6, abs=0.001)
    assert (shade.x, shade.x + shade.width) == (170, pytest.approx(line.x1))
    assert shade.height == WIDE.zone


def test_a_baseline_is_a_ring_joined_to_the_dot_and_a_goal_is_not() -> None:
    baseline = strip(with_zone("a", "6", zone((None, 5), 5, "Ingångsvärde 5", base=True)), WIDE)
    goal = strip(with_zone("a", "6", zone((None, 5), 5)), WIDE)
    assert [d.fill for d in baseline.marks if isinstance(d, Disc)] == ["paper", "accent"]
    assert [d.fill for d in goal.marks if isinstance(d, Disc)] == ["accent"]


def test_a_ring_in_the_dots_place_stands_round_it() -> None:
    drawn = strip(with_zone("a", "5", zone((None, 5), 5, "Ingångsvärde 5", base=True)), WIDE)
    ring, dot = (mark for mark in drawn.marks if isinstance(mark, Disc))
    assert (ring.x, ring.y) == (dot.x, dot.y)
    assert ring.radius > dot.radius + 1


def test_partly_met_is_shaded_in_half_height_at_the_foot() -> None:
    held = TargetZone(((Decimal(5), None),), ((Decimal(3), Decimal(5)),), Decimal(5), "Mål", False)
    partly, met = (m for m in strip(with_zone("a", "4", held), WIDE).marks if isinstance(m, Box))
    assert (partly.height, met.height) == (14, 28)
    assert partly.y + partly.height == met.y + met.height


def test_labels_stand_on_opposite_sides_of_the_line() -> None:
    for outcome in ("1", "9"):
        drawn = strip(with_zone("a", outcome, zone((None, 5), 5)), WIDE)
        line = next(m for m in drawn.marks if isinstance(m, Rule) and m.colour == "ink").x1
        goal = next(m for m in drawn.marks if isinstance(m, Words) and m.text == "Mål 5")
        shown = next(m for m in drawn.marks if isinstance(m, Words) and m.text.startswith("Utfall"))
        assert shown.bold
        assert (goal.x < line < shown.x) == (outcome == "9")


def test_labels_too_wide_for_one_row_take_two() -> None:
    wide = "Ingångsvärde 1 234 567 890,12 kronor per invånare"
    one = with_zone("a", "1", zone((None, 5), 5, wide), utfall_text="1 kronor per invånare och år")
    rows = {m.y for m in strip(one, NARROW).marks if isinstance(m, Words) and m.size == 14
            and m.text.startswith(("Utfall", "Ingångsvärde"))}  # fmt: skip
    assert len(rows) == 2


def test_a_goal_met_is_written_in_the_shade_only_where_there_is_room() -> None:
    roomy = strip(with_zone("a", "6", zone((None, 5), 5)), WIDE)
    tight = strip(numeric("b", "98", "100"), WIDE)
    texts = [[m.text for m in s.marks if isinstance(m, Words)] for s in (roomy, tight)]
    assert "Målet är uppfyllt" in texts[0]
    assert "Målet är uppfyllt" not in texts[1]


def test_no_symbol_of_a_verdict_stands_on_a_shaded_zone() -> None:
    for layout in (WIDE, NARROW):
        drawn = strip(numeric("a", "5", "4"), layout)
        sign = next(mark for mark in drawn.marks if isinstance(mark, Sign))
        for box in (mark for mark in drawn.marks if isinstance(mark, Box)):
            beside = sign.x + sign.size <= box.x
            above = sign.y + sign.size <= box.y
            assert beside or above


def test_an_outcome_that_is_no_number_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="no outcome"):
        strip(measure("a"), WIDE)


# ---------------------------------------------------------------- scale and labels


@pytest.mark.parametrize(
    ("outcome", "held", "unit", "ends", "ticks"),
    [
        ("6.3", zone((None, 5), 5), "%", (0, 8), [0, 2, 4, 6, 8]),
        ("72", zone((66, None), 66), "%", (0, 100), [0, 20, 40, 60, 80, 100]),
        ("-11.1", zone((0, None), 0), "mnkr", (-15, 5), [-15, -10, -5, 0, 5]),
        ("98", zone((100, None), 100), "%", (0, 110), [0, 20, 40, 60, 80, 100]),
    ],
)
def test_scales_of_the_annex_are_as_they_look(
    outcome: str, held: TargetZone, unit: str, ends: tuple[int, int], ticks: list[int]
) -> None:
    made = scale_for([Decimal(outcome)], held, unit, 5)
    assert ((made.low, made.high), list(made.ticks)) == (ends, ticks)


def test_zero_is_left_out_where_it_would_hide_the_difference() -> None:
    made = scale_for([Decimal("1003")], zone((1000, None), 1000), "st", 5)
    assert made.low >= 999


@given(values=st.lists(numbers, min_size=1, max_size=4), most=st.integers(3, 6))
def test_a_scale_holds_its_values_on_even_ticks(values: list[Decimal], most: int) -> None:
    made = scale_for(values, None, "st", most)
    assert made.low <= min(values) <= max(values) <= made.high
    steps = {after - before for before, after in zip(made.ticks, made.ticks[1:], strict=False)}
    assert len(steps) == 1
    assert 2 <= len(made.ticks) <= most + 3


def test_thirty_digits_do_not_break_a_scale() -> None:
    made = scale_for([Decimal("1e29") + 1], zone((None, 5), 5), "kr", 5)
    assert made.low <= 5 < made.high


@given(line=st.floats(0, 300), dot=st.floats(0, 300), widths=st.tuples(*[st.floats(1, 200)] * 2))
def test_two_labels_never_meet_and_never_leave_their_room(
    line: float, dot: float, widths: tuple[float, float]
) -> None:
    room = Span(0, 300)
    starts = label_starts(line, dot, widths, room, 5)
    if starts is None:
        assert sum(widths) + 5 > room.width
        return
    left, right = sorted(zip(starts, widths, strict=True))
    assert room.start - 1e-6 <= left[0]
    assert left[0] + left[1] + 5 <= right[0] + 1e-6
    assert right[0] + right[1] <= room.end + 1e-6


def test_the_last_label_of_an_axis_is_always_kept_as_it_has_the_unit() -> None:
    spans = [Span(0, 10), Span(8, 20), Span(18, 60)]
    assert kept_labels(spans, 2) == (0, 2)


# ---------------------------------------------------------------- letters


def test_digits_and_minus_are_equally_wide_so_that_columns_align() -> None:
    assert len({round(width(sign, 10), 3) for sign in "0123456789+−"}) == 1


def test_lines_are_broken_at_spaces_and_slashes_but_never_at_a_no_break_space() -> None:
    assert broken(f"Ledarskap/medarbetarskap 6,3{NBSP}%", 8, 60) == (
        "Ledarskap/",
        "medarbetarskap",
        f"6,3{NBSP}%",
    )


@given(st.text(max_size=60), st.floats(20, 200))
@settings(deadline=None)
def test_any_text_can_be_broken_and_drawn(text: str, room: float) -> None:
    lines = broken(text, 8, room)
    assert all(width(line, 8) <= room + 8 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.replace("\u00ad", "").split())
    assert sum(letter.advance for letter in letters(text)) == pytest.approx(width(text, 1))


def test_a_character_that_the_typeface_lacks_is_drawn_from_another() -> None:
    assert [bool(letter.path) for letter in letters("\u6f22")] == [True]


def test_a_letter_stands_on_its_line_and_inside_its_advance() -> None:
    letter, *_ = letters("H")
    pen = RecordingPen()
    parse_path(letter.path, pen)
    points = [point for _, given_points in pen.value for point in given_points]
    assert max(y for _, y in points) == 0
    assert min(y for _, y in points) == pytest.approx(-0.698 * EM, abs=5)
    assert all(0 < x < letter.advance * EM for x, _ in points)


@pytest.mark.parametrize(("sign", "outlines"), [("l", 1), ("å", 4), ("8", 3), (" ", 0)])
def test_a_letter_is_drawn_with_its_holes_and_a_space_with_nothing(
    sign: str, outlines: int
) -> None:
    letter, *_ = letters(sign)
    steps = RecordingPen()
    parse_path(letter.path, steps)
    kinds = [step for step, _ in steps.value]
    assert kinds.count("moveTo") == kinds.count("closePath") == outlines


def test_moving_a_mark_changes_nothing_but_where_it_stands() -> None:
    rule = Rule(0, 1, 2, 3, "ink", 1)
    assert moved_down(rule, 10) == replace(rule, y1=11, y2=13)
    assert moved_down(Words(0, 1, "a", 8), 10) == Words(0, 11, "a", 8)


def test_an_empty_word_draws_nothing_and_breaks_nothing() -> None:
    assert svg([Words(0, 5, "", 8), Box(0, 0, 5, 5, "zone")], (10, 10)).count("<rect") == 1
