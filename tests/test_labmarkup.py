"""What JupyterLab shows of a block in a notebook that it doesn't trust: all of it."""

from base64 import b64decode

import pytest
from lxml import html

from styrkort.blocks import Block, Cell, Column, Counts, Figure, Group, Row, RowNote, Steps, Table
from styrkort.labmarkup import for_jupyter
from styrkort.markup import to_html
from styrkort.outputs import mime_bundle

ROW = Row(
    (Cell("Sjukfrånvaro", header=True), Cell("6,3 %"), Cell("Ej uppfyllt", symbol="ej-uppfyllt")),
    (RowNote("Avbrott i serien", "Klassificeringen <ändrad>.", "ej-jamforbar"),),
)
TABLE = Table(
    "prov",
    "Prov",
    (Column("Mått", 0.5), Column("Utfall", 0.2, right=True), Column("Måluppfyllelse", 0.3)),
    (Group((ROW,), title="Delvis", symbol="delvis"),),
)
FIGURE = Figure("bild", "Rubrik", 'En "bild" & <ord>', "Bildtext", "<svg><g/></svg>", "<svg/>")
BLOCKS: tuple[Block, ...] = (
    TABLE,
    FIGURE,
    Counts((("uppfyllt", "1 uppfyllt"), ("", "1 räknas i Verksamhet"))),
    Steps("kedja", "Styrkedjan", (("Perspektiv", (Cell("Fem", symbol="upp"),)),)),
)


def shown(block: Block) -> html.HtmlElement:
    return html.fragment_fromstring(mime_bundle(block)["text/html"], create_parent="div")


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.typ)
def test_no_word_and_no_symbol_is_lost_where_inline_svg_is_taken_away(block: Block) -> None:
    plain = html.fragment_fromstring(to_html(block), create_parent="div")
    assert shown(block).text_content() == plain.text_content()
    assert not shown(block).findall(".//svg")
    wide = [svg for svg in plain.findall(".//svg") if svg.getparent().get("class") != "smal"]
    assert len(shown(block).findall(".//img")) == len(wide) > 0


def test_a_figure_is_an_image_with_its_alternative_text() -> None:
    (image,) = shown(FIGURE).findall(".//img")
    assert image.get("alt") == FIGURE.alt
    kind, _, data = image.get("src").partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert b64decode(data) == b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'


def test_words_stand_flush_left_and_only_counts_flush_right() -> None:
    cells = [cell for cell in shown(TABLE).iter("td", "th") if "text-align" in cell.get("style")]
    right = [cell.text_content() for cell in cells if "text-align:right" in cell.get("style")]
    assert right == ["Utfall", "6,3 %"]
    assert len(cells) == len(list(shown(TABLE).iter("td", "th")))


def test_markup_that_words_only_look_like_is_left_alone() -> None:
    words = to_html(Counts((("", '<td class="h"> <svg></svg>'),)))
    assert html.fromstring(for_jupyter(words)).text_content() == '<td class="h"> <svg></svg>'


def test_a_hidden_caption_stays_hidden_and_strong_words_stay_strong() -> None:
    table = Table("t", "Läses upp", (Column("A", 1),), (Group((Row((Cell("b", strong=True),)),)),))
    (caption,) = shown(table).findall(".//caption")
    (cell,) = shown(table).findall(".//td")
    assert "font-size:0" in caption.get("style", "")
    assert "font-weight:bold" in cell.get("style", "")
