"""What WCAG and PDF/UA refuse is mended, keeps its words, and is found."""

import pytest
from lxml import html

from html_samples import markdown, notebook
from styrkort.plans.fields import slug as plan_slug
from styrkort.render.anchors import slug
from styrkort.render.document import Document, document


def mended(source: str) -> Document:
    return document(notebook(markdown(source, "ord")))


def markup(source: str) -> str:
    return "".join(html.tostring(node, encoding="unicode") for node in mended(source).body)


def headings(source: str) -> list[tuple[str, str]]:
    nodes = mended(source).body.iter("h1", "h2", "h3", "h4", "h5", "h6")
    return [(node.tag, node.text_content()) for node in nodes]


def test_a_skipped_level_is_filled_and_equals_stay_equal() -> None:
    source = "# T\n\n## A\n\n##### B\n\n##### C\n\n### D\n\n## E\n\n#### F"
    assert [tag for tag, _ in headings(source)] == ["h2", "h3", "h3", "h3", "h2", "h3"]
    assert "rubriken ”B” har flyttats från nivå 5 till nivå 3" in "".join(mended(source).findings)


def test_a_heading_without_words_goes_and_is_found() -> None:
    assert headings("# T\n\n##\n\n## A") == [("h2", "A")]
    assert mended("# T\n\n##\n\n## A").findings == ("Cell ord: en rubrik utan ord är borttagen.",)


def test_a_heading_in_a_table_becomes_strong_words() -> None:
    source = "<table><tr><th>a<th>b<tr><td><h2>Rubrik</h2><td>x</table>"
    assert not headings(source)
    assert "<strong>Rubrik</strong>" in markup(source)


def test_headings_of_the_same_words_get_ids_of_their_own() -> None:
    ids = [node.get("id") for node in mended("# T\n\n## Över\n\n## Över").body.iter("h2")]
    assert ids == ["over", "over-2"]


def test_no_heading_takes_an_id_of_the_page() -> None:
    (heading,) = mended("# T\n\n## Innehåll").body.iter("h2")
    assert heading.get("id") == "innehall-2"


def test_a_link_finds_its_heading_by_jupyters_name_by_slug_and_by_own_anchor() -> None:
    source = (
        "# T\n\n## Våra mål\n\n<a name='egen'></a>\n\n"
        "[a](#Våra-mål) [b](#vara-mal) [c](#egen) [d](#V%C3%A5ra-m%C3%A5l)"
    )
    links = [node.get("href") for node in mended(source).body.iter("a")]
    assert links == ["#vara-mal", "#vara-mal", "#egen", "#vara-mal"]


def test_a_link_that_leads_nowhere_becomes_text_and_is_found() -> None:
    assert markup("ett [ord](#ingenstans) till") == "<p>ett ord till</p>"
    assert mended("[ord](#ingenstans)").findings == (
        "Cell ord: länken ”ord” leder till #ingenstans, som inte finns.",
    )


def test_a_link_without_words_goes_and_is_found() -> None:
    assert markup("ett [](https://exempel.se) ord") == "<p>ett  ord</p>"
    assert "utan ord" in mended("[](https://exempel.se)").findings[0]


def test_a_second_use_of_an_id_goes_and_is_found() -> None:
    source = "<p id='a'>ett</p><p id='a'>två</p>"
    assert [node.get("id") for node in mended(source).body.iter("p")] == ["a", None]
    assert mended(source).findings == ("Cell ord: ankaret a finns redan och är borttaget.",)


@pytest.mark.parametrize("source", ["---\n\nord", "ord\n\n---", "---", "# T\n\n---\n\n---\n\n---"])
def test_a_rule_that_parts_nothing_goes(source: str) -> None:
    assert "<hr>" not in markup(source)


def test_one_rule_between_two_things_stays() -> None:
    assert markup("a\n\n---\n\n---\n\nb").count("<hr>") == 1


def test_a_rule_between_cells_stays() -> None:
    body = document(notebook(markdown("a\n\n---"), markdown("b"))).body
    assert [node.tag for node in body] == ["p", "hr", "p"]


def test_a_table_without_heads_gets_its_first_row_as_such() -> None:
    source = "<table><tr><td>a<td>b<td>c<tr><td>1<td>2<td>3</table>"
    assert mended(source).body.xpath("//th/@scope") == ["col"] * 3
    assert "första raden" in mended(source).findings[0]


def test_a_table_of_pairs_gets_its_first_column_as_heads() -> None:
    root = mended("|  |  |\n|--|--|\n| a | 1 |\n| b | 2 |").body
    assert root.xpath("//th/text()") == ["a", "b"]
    assert root.xpath("//th/@scope") == ["row"] * 2
    assert not root.xpath("//thead")


def test_a_table_of_one_cell_is_its_content() -> None:
    assert not mended("<table><tr><td>ensam</table>").body.xpath("//table")
    assert "ensam" in markup("<table><tr><td>ensam</table>")


def test_a_data_frames_heads_get_scope_and_its_empty_corner_is_no_head() -> None:
    source = (
        "<table><thead><tr><th></th><th>x</th></tr></thead>"
        "<tbody><tr><th>0</th><td>1</td></tr></tbody></table>"
    )
    root = mended(source).body
    assert root.xpath("//th/@scope") == ["col", "row"]
    assert root.xpath("count(//thead//td)") == 1


def test_a_table_in_a_table_becomes_lines() -> None:
    source = "<table><tr><th>a<th>b<tr><td><table><tr><td>x<td>y</table><td>1</table>"
    root = mended(source).body
    assert len(root.xpath("//table")) == 1
    assert "x, y" in root.text_content()
    assert mended(source).findings == ("Cell ord: en tabell i en tabell har blivit text.",)


def test_wild_spans_are_tamed() -> None:
    source = "<table><tr><th>a<th>b<tr><td colspan=999999999 rowspan=65000>1</table>"
    (cell,) = mended(source).body.iter("td")
    assert int(cell.get("colspan")) <= 200
    assert cell.get("rowspan") is None


def test_lists_hold_items_only_and_items_stand_in_lists() -> None:
    assert markup("<ul>ord<li>a</li><p>b</p></ul>").replace("\n", "") == (
        "<ul><li>ord</li><li>a</li><li><p>b</p></li></ul>"
    )
    assert markup("<li>a</li><li>b</li>") == "<ul><li>a</li><li>b</li></ul>"


def test_loose_words_become_paragraphs() -> None:
    assert markup("<b>fet</b> ord<div>ruta</div>svans") == (
        "<p><b>fet</b> ord</p><div>ruta</div><p>svans</p>"
    )


def test_control_characters_go() -> None:
    assert "a b" in markup("a\x0b \x08b&#1;")
    assert all(sign.isprintable() or sign.isspace() for sign in markup("a\x0b\x08b&#1;&#x85;"))


@pytest.mark.parametrize("words", ["Hållbar kompetensförsörjning", "IT/MT", "Ärenden 2022–2023"])
def test_anchors_are_named_as_the_plan_names_ids(words: str) -> None:
    assert slug(words) == plan_slug(words)


def test_a_moved_heading_is_told_in_the_levels_of_the_one_who_typed_it() -> None:
    findings = "".join(mended("# Titel\n\n## A\n\n#### B\n\n# Del").findings)
    assert "rubriken ”B” har flyttats från nivå 4 till nivå" in findings
    assert "från nivå 2 till nivå 2" not in findings
