"""Blocks as HTML, text and JSON."""

import json

import pytest
from lxml import html

from html_samples import annex_notebook
from styrkort import markup
from styrkort.blocks import (
    MIME,
    Block,
    Cell,
    Column,
    Counts,
    Facts,
    Figure,
    Group,
    Line,
    Row,
    RowNote,
    Steps,
    Table,
)
from styrkort.joints import joined
from styrkort.symbols import symbol
from styrkort.terms import Arrow, Fulfilment

COLUMNS = (Column("Styrmått", 0.5), Column("Utfall", 0.3, number=True), Column("Utveckling", 0.2))


def table(*rows: Row, **facts: object) -> Table:
    given = {"id": "prov", "caption": "Prov", "columns": COLUMNS, "groups": (Group(rows),)}
    return Table(**{**given, **facts})  # type: ignore[arg-type]


def row(name: str, utfall: str, trend: Cell | None = None, notes: tuple[RowNote, ...] = ()) -> Row:
    return Row((Cell(name, header=True), Cell(utfall), trend or Cell("–")), notes)


def drawn(block: Block) -> html.HtmlElement:
    return html.fragment_fromstring(markup.to_html(block), create_parent="div")


EVERY_KIND: tuple[Block, ...] = (
    table(row("Sjukfrånvaro", "6,3 %", notes=(RowNote("Not", "Avser december 2020.", "upp"),))),
    Figure("bild", "Rubrik", "Beskrivning", "Bildtext", "<svg/>", "<svg/>", table(row("a", "1"))),
    Facts("Region", "Bilaga till rapport", "Division", (("Period", "januari"),)),
    Counts((("uppfyllt", "1 uppfyllt"), ("", "1 räknas i Verksamhet"))),
    Steps("kedja", "Styrkedjan", (("Perspektiv", (Cell("Fem", second="gemensamma"),)),), True),
    Line("Tre av sju mål är uppfyllda.", lead=True),
    Line("Hållbar kompetensförsörjning", label="Strategiskt mål:"),
)


@pytest.mark.parametrize("block", EVERY_KIND, ids=lambda block: block.typ)
def test_a_block_comes_back_from_its_json_form(block: Block) -> None:
    assert markup.from_json(json.loads(json.dumps(markup.to_json(block)))) == block


def test_every_block_of_the_annex_comes_back_from_its_json_form() -> None:
    outputs = [o for c in annex_notebook()["cells"] for o in c.get("outputs", ())]
    own = [o["data"][MIME] for o in outputs if MIME in o["data"]]
    assert len(own) > 20
    for data in own:
        assert markup.to_json(markup.from_json(json.loads(json.dumps(data)))) == data


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"typ": "okänd"},
        {"typ": "rad"},
        {"typ": "rad", "text": 3},
        {"typ": "tabell", "id": "x", "caption": "x", "columns": [], "groups": [{"rows": [{}]}]},
        markup.to_json(table(Row((Cell("a"), Cell("b"), Cell("c"), Cell("d"))))),
        markup.to_json(table(Row((Cell("a", span=9),)))),
    ],
)
def test_what_is_no_block_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        markup.from_json(data)


@pytest.mark.parametrize("block", EVERY_KIND, ids=lambda block: block.typ)
def test_words_can_never_become_markup(block: Block) -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    data = json.loads(json.dumps(markup.to_json(block)))
    drawing = {"svg", "narrow_svg", "typ", "look"}

    def poisoned(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {k: poisoned(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [poisoned(item, key) for item in value]
        return value + hostile if isinstance(value, str) and key not in drawing else value

    root = drawn(markup.from_json(poisoned(data)))
    assert not root.xpath("//script | //img")
    assert not root.xpath("//@*[starts-with(name(), 'on')]")


def test_a_table_has_caption_and_heads_with_scope() -> None:
    root = drawn(table(row("Sjukfrånvaro", "6,3 %"), groups=(Group((row("a", "1"),), "Grupp"),)))
    assert root.xpath("//caption/text()") == ["Prov"]
    assert root.xpath("//thead//th/@scope") == ["col"] * 3
    assert root.xpath("//tbody//th/@scope") == ["rowgroup", "row"]
    assert root.xpath("//th[@scope='rowgroup']/@colspan") == ["3"]


def test_rows_keep_their_roles_when_they_are_shown_as_records() -> None:
    root = drawn(table(row("a", "1")))
    expected = {
        "table": "table",
        "thead": "rowgroup",
        "tbody": "rowgroup",
        "tr": "row",
        "td": "cell",
    }
    for tag, role in expected.items():
        assert {node.get("role") for node in root.iter(tag)} == {role}
    assert root.xpath("//td/@data-l") == ["Utfall", "Utveckling"]


def test_a_note_stands_under_its_row_beside_the_name() -> None:
    root = drawn(table(row("a", "1", notes=(RowNote("Not", "En."), RowNote("Bedömd", "Två.")))))
    assert root.xpath("//th[@scope='row']/@rowspan") == ["2"]
    assert root.xpath("//tr[@class='noter']/td/@colspan") == ["2"]
    assert [p.text_content() for p in root.xpath("//tr[@class='noter']//p")] == [
        "Not En.",
        "Bedömd Två.",
    ]


def test_numbers_meet_at_the_decimal_comma_and_stay_whole() -> None:
    root = drawn(table(row("a", "6,3 %"), row("b", "−11,1 mnkr"), row("c", "Ökning")))
    cells = root.xpath("//td[@data-l='Utfall']")
    assert [cell.text_content() for cell in cells] == ["6,3 %", "−11,1 mnkr", "Ökning"]
    assert [cell.xpath("string(.//@style)") for cell in cells] == ["padding-left:1.2em", "", ""]


def test_thousands_are_as_wide_as_their_spaces() -> None:
    root = drawn(table(row("a", "1\u00a0234,5"), row("b", "12")))
    assert root.xpath("//span[@class='tal']/@style") == ["padding-left:1.436em"]


def test_a_number_that_fills_its_column_does_not_push_the_others_out_of_it() -> None:
    root = drawn(table(row("a", "88 %"), row("b", "1 234 567 891 kr")))
    assert not root.xpath("//span[@class='tal']")


def test_a_verdict_is_a_hidden_shape_and_a_word() -> None:
    cell = Cell("Ej uppfyllt", symbol="ej-uppfyllt", second="Uppfyllelsegrad 98 %")
    root = drawn(table(row("a", "1", cell)))
    (shape,) = root.xpath("//td//svg")
    assert shape.get("aria-hidden") == "true"
    assert shape.getparent().text_content() == "Ej uppfyllt Uppfyllelsegrad 98 %"


def test_a_dash_is_read_aloud_as_words() -> None:
    root = drawn(table(row("a", "1", Cell("–", hidden="ingen jämförelse"))))
    (dash,) = root.xpath("//td[@data-l='Utveckling']/span")
    assert (dash.text, dash.get("aria-label")) == ("–", "ingen jämförelse")


def test_every_verdict_and_arrow_has_a_shape_of_its_own() -> None:
    ids = [word.symbol for word in Fulfilment] + [arrow.value for arrow in Arrow]
    assert "" not in {symbol(id) for id in ids}
    assert len({symbol(id) for id in ids}) == len(ids)


def test_an_unknown_symbol_leaves_the_word_alone() -> None:
    assert symbol('x" onload="') == ""


def test_a_figure_says_its_alternative_text_and_shows_its_data() -> None:
    root = drawn(EVERY_KIND[1])
    assert root.xpath("//*[@role='img']/@aria-label") == ["Beskrivning"] * 2
    assert root.xpath("//summary/text()") == ["Visa som tabell"]
    assert len(root.xpath("//details//table")) == 1


def test_plain_text_holds_every_word_of_a_table() -> None:
    words = markup.to_text(EVERY_KIND[0])
    for word in ("Prov", "Styrmått", "Sjukfrånvaro", "6,3 %", "Avser december 2020."):
        assert word in words


def test_plain_text_holds_every_word_of_the_other_blocks() -> None:
    texts = [markup.to_text(block) for block in EVERY_KIND]
    assert "Beskrivning" in texts[1]
    assert texts[2].splitlines() == ["Region", "Bilaga till rapport", "Division", "Period: januari"]
    assert texts[3] == "1 uppfyllt, 1 räknas i Verksamhet"
    assert texts[4] == "Styrkedjan\nPerspektiv: Fem gemensamma"
    assert texts[6] == "Strategiskt mål: Hållbar kompetensförsörjning"


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("kompetensförsörjningsplaner", "kompetens·försörjnings·planer"),
        ("Regiongemensamt", "Region·gemensamt"),
        ("medarbetarengagemang", "medarbetar·engagemang"),
        ("måluppfyllelse", "måluppfyllelse"),
        ("divisionens", "divisionens"),
    ],
)
def test_words_break_at_compound_joints_with_four_letters_on_each_side(
    word: str, broken: str
) -> None:
    assert joined(word, "·") == broken


def test_joints_in_names_can_be_neither_searched_nor_copied() -> None:
    root = drawn(table(row("Andel uppdaterade kompetensförsörjningsplaner", "1")))
    assert "\u00ad" not in markup.to_html(table(row("kompetensförsörjningsplaner", "1")))
    name = root.xpath("string(//th[@scope='row'])")
    assert name == "Andel uppdaterade kompetensförsörjningsplaner"


def test_control_characters_are_left_out() -> None:
    assert "\x00" not in markup.to_html(Line("a\x00b\x1bc\ud800"))
