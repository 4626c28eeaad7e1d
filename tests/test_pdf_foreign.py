"""Other people's notebooks as PDF: whatever a cell holds comes through, or is mended and told."""

import base64
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from pdf_samples import displayed, markdown, notebook
from styrkort.render import typst_ladder
from styrkort.render.document import document
from styrkort.render.media import drawable
from styrkort.render.typst_pdf import pdf_bytes
from styrkort.render.typst_text import cleaned, literal


def made(*cells: dict[str, Any], **metadata: Any) -> tuple[bytes, tuple[str, ...]]:
    """A notebook of these cells as PDF, and what was mended in the typesetting."""
    return pdf_bytes(document(notebook(*cells, **metadata)))


def text_of(data: bytes) -> str:
    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def is_ua_1_and_a_2a(data: bytes) -> bool:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
    return "pdfuaid:part>1<" in xmp and "pdfaid:part>2<" in xmp


def structure(data: bytes) -> list[tuple[str, str]]:
    """Tag and alternative text of every element."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (str(o.S), str(o.get("/Alt", "")))
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o
        ]


def picture(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> str:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return base64.b64encode(out.getvalue()).decode()


def code_cell(*outputs: dict[str, Any]) -> dict[str, Any]:
    return {
        "cell_type": "code", "metadata": {}, "execution_count": 1, "source": "hemlig_kod()",
        "outputs": list(outputs),
    }  # fmt: skip


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><text x="5" y="20">Hej</text>'
    '<script>alert(1)</script><image href="http://example.org/a.png"/><foreignObject><p>x</p>'
    "</foreignObject></svg>"
)
HEADS = "".join(f"<th>kolumn_{n}</th>" for n in range(30))
CELLS = ["".join(f"<td>{y}.{x:02}</td>" for x in range(30)) for y in range(9)]
ROWS = "".join(f"<tr><th>rad {y}</th>{cells}</tr>" for y, cells in enumerate(CELLS))
WIDE = f"<table><thead><tr><th></th>{HEADS}</tr></thead><tbody>{ROWS}</tbody></table>"
PNG = f"data:image/png;base64,{picture()}"

AWKWARD = {
    "control and private characters": markdown(
        "a\x07b\x1b[31mc \ufeff\ufffe\ue000\U000f0000\u202e\x0c"
    ),
    "lone surrogates": markdown("a\ud800b"),
    "scripts without glyphs": markdown(
        "# 😀 🧑\u200d🚀\n\nمرحبا שלום 日本語 한국어 ไทย "
        "हिन्दी 🇸🇪 ﷽ 𝔘 e\u0301\u0302"
    ),
    "hundreds of combining marks": markdown("a" + "\u0301" * 300 + "ـ" * 300),
    "skipped and empty headings": markdown(
        "#### Fyra\n\n# Ett\n\n###### Sex\n\n## \n\n##\n\n# *x*"
    ),
    "headings of nothing visible": markdown("# \u00a0\u200b\n\n## \u00ad\n\n### \u2060"),
    "headings of images and formulas": markdown(f"# $x^2$ `kod`\n\n## ![]({PNG})\n\n## $\\alpha$"),
    "links that lead nowhere": markdown(
        "[](http://x.se) [a](javascript:alert) [b](#ingen) [c](r.ipynb) [d](http://[bad) "
        "<http://example.org/" + "abc/" * 90 + ">"
    ),
    "code of the typesetter": markdown(
        'text #set page(width: 1pt) #eval("1") #panic() @ref <label> */ // /* ] [ } { \\u{41} " ~ $'
    ),
    "formulas that nobody can set": markdown(
        r"$x$ $\badcmd{x}$ $\text{å ”q” #x}$ $5 och $6 $$\int_0^1 \okand$$ $\ce{H2O}$ $\require{x}$"
    ),
    "environments": markdown(
        "\\begin{align}a&=b\\\\c&=d\\end{align}\n\n$$\\begin{cases}1\\end{cases}$$"
    ),
    "a formula wider than the page": markdown(
        "$$" + "+".join(f"x_{{{n}}}" for n in range(99)) + "$$"
    ),
    "deep lists": markdown("\n".join("  " * n + f"- nivå {n}" for n in range(40))),
    "deep quotations": markdown(">" * 70 + " djupt"),
    "deep elements": markdown("<b><i>" * 60 + "djupt" + "</i></b>" * 60),
    "task lists and definitions": markdown("- [ ] att\n- [x] gjort\n\n<dl><dt>T<dd>D</dl>"),
    "rules only": markdown("---\n\n***\n\n---"),
    "broken html": markdown(
        "<div style='x'><p>q<p>w<b>e<i>r</b>t</i></div><center>m</center></table>"
    ),
    "languages": markdown('<p lang="en">Hi</p><p lang="zzzz">x</p><p dir="rtl">אבג</p>'),
    "tables that clash": markdown(
        "<table><tr><td rowspan=5 colspan=9>a</td><td>b</td></tr><tr><td>c<table><tr><th>x</th>"
        "</tr><tr><td>y</td></tr></table></td></tr></table>"
    ),
    "tables of nothing": markdown(
        "<table></table><table><tr></tr></table><table><thead><tr><th>h</th></tr></thead></table>"
    ),
    "spans beyond all measure": displayed(
        text__html='<table><tr><th>x</th><td colspan="99999" rowspan="70000">x</td></tr></table>'
    ),
    "a word without end": markdown(
        "x" * 900 + "\n\n| a | b |\n|---|---|\n| " + "y" * 300 + " | z |"
    ),
    "a wide data frame": displayed(text__html=WIDE),
    "a script for a picture": displayed(
        text__html='<div id="p" class="plotly-graph-div"></div><script>Plotly.newPlot("p")</script>'
    ),
    "LaTeX": displayed(text__latex="\\begin{tabular}{l}a\\end{tabular}", text__plain="tabell"),
    "JPEG for print": displayed(image__jpeg=picture("JPEG", "CMYK")),
    "GIF and sixteen bits": markdown(
        f"![g](data:image/gif;base64,{picture('GIF', 'P')}) "
        f"![s](data:image/png;base64,{picture('PNG', 'I;16')})"
    ),
    "pictures that aren't": displayed(image__png="bm9wZQ==", text__plain="ersättning"),
    "a cut picture": displayed(image__png=picture()[:60], text__plain="ersättning"),
    "a tall picture": displayed(image__png=picture(size=(20, 3000))),
    "drawings": displayed(image__svg_plus_xml=DRAWING),
    "drawings that aren't": displayed(image__svg_plus_xml="<svg", text__plain="x"),
    "an empty drawing": displayed(
        image__svg_plus_xml='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>'
    ),
    "streams and errors": code_cell(
        {"output_type": "stream", "name": "stdout", "text": "\x1b[31mrött\x1b[0m\t1\n" + "x" * 400},
        {
            "output_type": "error", "ename": "Fel", "evalue": "e",
            "traceback": ["\x1b[0;31m-", "Fel: e"],
        },
    ),
    "a raw cell": {"cell_type": "raw", "metadata": {}, "source": "\\newpage #pagebreak()"},
}  # fmt: skip


@pytest.mark.parametrize("cell", AWKWARD.values(), ids=AWKWARD)
def test_an_awkward_cell_comes_through_with_both_standards(cell: dict[str, Any]) -> None:
    data, _ = made(markdown("# Titel"), cell, markdown("Slutet är kvar."))
    assert is_ua_1_and_a_2a(data)
    assert "Slutet är kvar." in text_of(data)


def test_all_awkward_cells_come_through_together() -> None:
    data, _ = made(*AWKWARD.values(), markdown("Slutet är kvar."))
    assert is_ua_1_and_a_2a(data)
    assert "Slutet är kvar." in text_of(data)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_no_text_in_a_markdown_cell_makes_the_pdf_fail(words: str) -> None:
    data, _ = made(markdown(f"{words}\n\nSlutet."))
    assert data.startswith(b"%PDF-")


_MARKUP = st.sampled_from(
    (
        *("# ", "## ", "####### ", "- ", "1. ", "> ", "$", "$$", "`", "```\n", "**", "_", "["),
        *("](", ")", "![", "| a | b |\n|---|---|\n", "\n", "\n\n", "---\n", "{eval}`x`", "\\("),
        *("<b>", "</b>", "<table>", "<tr>", "<td colspan=2>", "<th>", "</table>", "<li>", "<h3>"),
        *("<pre>", "<a href='#x'>", "<img>", "&amp;", "\\begin{align}"),
    )
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(_MARKUP, st.text(max_size=6)), max_size=25))
def test_no_markup_however_broken_makes_the_pdf_fail(parts: list[str]) -> None:
    data, _ = made(markdown("".join(parts)), displayed(text__html="".join(parts)))
    assert data.startswith(b"%PDF-")


@given(st.text())
def test_a_literal_is_one_line_and_can_not_be_left(words: str) -> None:
    inside = literal(words)[1:-1]
    assert "\n" not in inside
    assert '"' not in re.sub(r"\\.", "", inside)
    assert not re.search(r"(?<!\\)(?:\\\\)*\\$", inside)


def test_private_characters_are_seen_to_be_lost() -> None:
    assert cleaned("a\ue000b\x07c") == "a\ufffdbc"


def test_code_is_not_printed_but_what_it_displayed_is() -> None:
    data, _ = made(code_cell({"output_type": "stream", "name": "stdout", "text": "utskrift"}))
    assert "utskrift" in text_of(data)
    assert "hemlig_kod" not in text_of(data)


def test_names_in_braces_are_printed_as_typed_in_other_notebooks() -> None:
    data, _ = made(markdown("Värdet är {eval}`utfall.sjukfranvaro`."))
    assert "{eval}utfall.sjukfranvaro" in text_of(data).replace("`", "")


def test_a_wide_data_frame_is_parted_and_repeats_its_row_names() -> None:
    text = text_of(made(displayed(text__html=WIDE))[0])
    assert all(f"kolumn_{n}" in text for n in range(30))
    assert all(f"{y}.{x:02}" in text for y in range(9) for x in range(30))
    assert text.count("rad 8") > 1


def test_a_data_frame_s_row_names_are_tagged_as_heads() -> None:
    found = [tag for tag, _ in structure(made(displayed(text__html=WIDE))[0])]
    assert found.count("/TH") > 30 + 9


def test_an_image_s_description_is_its_alternative_text() -> None:
    data, _ = made(markdown(f"![Kurvan stiger]({PNG})"))
    assert ("/Figure", "Kurvan stiger") in structure(data)


def test_a_formula_is_drawn_and_its_alternative_text_is_what_was_typed() -> None:
    data, findings = made(markdown(r"Där $\frac{a}{b}$ är kvoten."))
    assert ("/Formula", r"\frac{a}{b}") in structure(data)
    assert findings == ()


def test_a_formula_that_can_t_be_set_is_printed_as_typed_and_its_neighbour_drawn() -> None:
    data, _ = made(markdown(r"$\badcmd{x}$ och $y^2$"))
    assert r"\badcmd{x}" in text_of(data)
    assert ("/Formula", "y^2") in structure(data)


def test_a_piece_that_typst_refuses_is_printed_as_words_and_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rich = typst_ladder.source_of

    def spoilt(pieces: Any, *rest: Any) -> Any:
        source = rich(pieces, *rest)
        bad = [n for n, piece in enumerate(pieces) if piece.kind == "wide"]
        for line, piece in source.places.items():
            if piece in bad:
                source.lines[line - 1] = "panic()"
        return source

    monkeypatch.setattr(typst_ladder, "source_of", spoilt)
    data, findings = made(markdown("Först."), displayed(text__plain="mitt i"), markdown("Sist."))
    assert [words in text_of(data) for words in ("Först.", "mitt i", "Sist.")] == [True] * 3
    assert len(findings) == 1
    assert "mitt i" in findings[0]
    assert is_ua_1_and_a_2a(data)


def test_contents_come_with_three_headings_and_not_with_two() -> None:
    two = made(markdown("# Titel\n\n## Ett\n\n## Två"))[0]
    three = made(markdown("# Titel\n\n## Ett\n\n## Två\n\n## Tre"))[0]
    assert "Innehåll" not in text_of(two)
    assert "Innehåll Ett 1 Två 1 Tre 1" in text_of(three)


def test_a_huge_cell_keeps_all_its_words() -> None:
    row = " ".join(f"ord{n}" for n in range(3000))
    text = text_of(made(markdown(f"| a | b |\n|---|---|\n| {row} | z |"))[0])
    assert all(f"ord{n}" in text for n in range(3000))


def test_a_language_in_the_text_is_kept() -> None:
    data, _ = made(markdown('Ordet <span lang="en">weather</span> är engelska.'))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"/Lang(en)" in pdf.pages[0].Contents.read_bytes()


def test_a_drawing_loses_scripts_and_what_lies_elsewhere() -> None:
    drawing = drawable(DRAWING)
    assert drawing is not None
    assert not re.search(rb"script|example\.org|foreignObject", drawing.data)


def test_nbconvert_knows_the_exporter_by_name(tmp_path: Path) -> None:
    path = tmp_path / "annan bok.ipynb"
    path.write_text(json.dumps(notebook(markdown("# Hej\n\nÅäö."))), "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "styrkort_pdf", path.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Åäö." in text_of((tmp_path / "annan bok.pdf").read_bytes())
