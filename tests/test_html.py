"""A notebook as one page: what is printed, what is left out, and what no cell can bring in."""

import base64
import json
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from html_samples import annex_notebook, code, displayed, markdown, notebook, own_metadata, shown
from samples import annex
from styrkort.blocks import MIME, Line
from styrkort.errors import InputError
from styrkort.markup import to_json
from styrkort.render.document import document
from styrkort.render.markdown import markdown_html
from styrkort.render.page import html_page

PROJECT = Path(__file__).parent.parent
PNG = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
        "0000000049454e44ae426082"
    )
).decode()
HOSTILE = (
    "<script>alert(1)</script>",
    "<script src='https://ond.example/x.js'></script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script>"
    "<a href='javascript:alert(1)'><rect onclick='alert(1)' width='9' height='9'/></a>"
    "<image href='https://ond.example/x.png'/><foreignObject><iframe/></foreignObject></svg>",
    "<iframe src='https://ond.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import 'https://ond.example/x.css'; body{background:url(https://ond.example/y)}</style>",
    "<p style='background:url(https://ond.example/z);position:fixed'>ord</p>",
    "<form action='https://ond.example'><input autofocus onfocus=alert(1)><button>skicka</button>",
    "<meta http-equiv=refresh content='0;url=https://ond.example'>",
    "<base href='https://ond.example/'>",
    "<link rel=stylesheet href='https://ond.example/x.css'>",
    "<object data='https://ond.example/x.swf'></object><embed src='https://ond.example/x'>",
    "<a href='javascript:alert(1)'>länk</a><a href=' java&#10;script:alert(1)'>länk</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>länk</a>",
    "[länk](javascript:alert(1)) ![bild](javascript:alert(1)) <javascript:alert(1)>",
    "![spion](https://ond.example/spion.png)",
    "<img src='https://ond.example/a.png' srcset='https://ond.example/b.png 2x'>",
    "<video src='https://ond.example/v' poster='https://ond.example/p' autoplay></video>",
    "<div onmouseover=alert(1)>hej</div><details ontoggle=alert(1) open>hej</details>",
    "<math><maction actiontype=statusline xlink:href='javascript:alert(1)'>x</maction></math>",
    "<table background='https://ond.example/t'><tr><td background='https://ond.example/u'>x</table>",
    "</main></body><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<!--><script>alert(1)</script>-->",
    r"$\href{javascript:alert(1)}{x}$ och $</span><img src=x onerror=alert(1)>$",
    "<div data-block='0' data-cell='x' class='arbetsversion'>falsk</div>",
    "<div>" * 5000 + "djupt",
    "<b>" * 5000 + "djupt",
    "<table><tr><td>" * 400 + "djupt",
    "> " * 300 + "djupt",
    "<table><tr><td colspan=99999999 rowspan=99999999>x<td>y<tr><td>z</table>",
)


def page(nb: dict[str, Any], **metadata: str) -> html.HtmlElement:
    return html.document_fromstring(html_page(nb, {"metadata": metadata}))


def findings(nb: dict[str, Any], **metadata: str) -> str:
    return "\n".join(document(nb, {"metadata": metadata}).findings)


def words(root: html.HtmlElement) -> str:
    return " ".join(root.find(".//main").text_content().split())


def assert_harmless(root: html.HtmlElement) -> None:
    """Nothing runs, nothing is fetched, nothing posts."""
    forbidden = "script iframe frame object embed form input button link base video audio source"
    assert not [node.tag for node in root.iter(*forbidden.split())]
    assert not [
        name for node in root.iter() for name in node.attrib if name.lower().startswith("on")
    ]
    for node in root.iter():
        for name in ("src", "data", "action", "poster", "background", "srcset", "xlink:href"):
            if node.get(name) is not None:
                assert (node.tag, name) == ("img", "src")
                assert node.get(name).startswith("data:image/")
        href = node.get("href", "#")
        assert re.match(r"https?://|mailto:|#|[\w./-]+$", href), href
        style = node.get("style", "")
        assert re.fullmatch(r"(?:text-align|padding-left|width):\s?[\w.%]*;?|", style), style
    for image in root.iter("img"):
        kind, _, content = image.get("src").partition(";base64,")
        if kind == "data:image/svg+xml":
            drawing = base64.b64decode(content).decode().lower()
            assert not re.search(r"<script|\son\w+=|javascript:|https?://ond|<iframe", drawing)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_brings_in_script_handler_or_address(hostile: str) -> None:
    nb = notebook(
        markdown(f"# Rubrik\n\nFöre\n\n{hostile}\n\nEfter"),
        markdown(hostile),
        code(displayed({"text/html": hostile})),
        code(displayed({"text/markdown": hostile})),
        code(displayed({"image/svg+xml": hostile, "text/plain": "bild"})),
        code(displayed({"text/latex": f"${hostile}$"})),
        code({"output_type": "stream", "name": "stdout", "text": hostile}),
        code({"output_type": "error", "ename": hostile, "evalue": hostile, "traceback": [hostile]}),
        {"cell_type": "raw", "id": "r1", "metadata": {}, "source": hostile},
        {
            "cell_type": "raw",
            "id": "r2",
            "metadata": {"raw_mimetype": "text/html"},
            "source": hostile,
        },
        markdown(hostile, tags=("kommentar",)),
    )
    root = page(nb)
    assert_harmless(root)
    assert len(root.xpath("//main")) == len(root.xpath("//h1")) == 1
    assert words(root).startswith("Före")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_block_title_or_metadata_brings_in_anything(hostile: str) -> None:
    meta = {
        **own_metadata(annex()),
        "region": hostile,
        "divisionsnamn": hostile,
        "dokument": hostile,
    }
    nb = notebook(
        markdown("# Rubrik"), shown(Line(hostile)), styrkort=meta, title=hostile, lang=hostile
    )
    root = page(nb, name=hostile)
    assert_harmless(root)
    style = root.xpath("string(//style)").replace("\n", "")
    assert "ond.example" not in style
    assert "@import" not in style


def test_html_beside_an_own_block_is_never_trusted() -> None:
    forged = displayed({MIME: to_json(Line("Äkta")), "text/html": "<p>Förfalskad</p>"})
    assert words(page(notebook(code(forged)))) == "Äkta"


def test_an_own_block_edited_by_hand_is_a_finding_and_its_html_is_shown_harmless() -> None:
    broken = displayed({MIME: {"typ": "rad"}, "text/html": "<p onclick='x()'>Ord</p>"})
    nb = notebook(code(broken, id="trasig"))
    assert words(page(nb)) == "Ord"
    assert "Cell trasig" in findings(nb)


def test_a_figure_of_ours_is_drawing_only() -> None:
    nb = annex_notebook()
    for cell in nb["cells"]:
        for output in cell.get("outputs", ()):
            data = output["data"].get(MIME)
            if data and data["typ"] == "figur":
                data["svg"] = (
                    '<svg xmlns="http://www.w3.org/2000/svg" onload="x()" viewBox="0 0 9 9">'
                    '<script>x()</script><a href="javascript:x()"><path id="p" d="M0 0"/></a>'
                    '<image href="https://ond.example/i.png"/><foreignObject><p/></foreignObject>'
                    '<rect style="fill:#15202b;background:url(https://ond.example)" '
                    'onclick="x()" width="9" height="9"/></svg>'
                )
    root = page(nb)
    assert_harmless(root)
    assert not root.xpath("//figure//*[name()='image' or name()='foreignobject']")
    assert root.xpath("//figure//rect/@fill")[0] == "#15202b"


def test_the_page_forbids_script_and_every_other_host() -> None:
    policy = page(notebook(markdown("# x"))).xpath("string(//meta[@http-equiv]/@content)")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_our_report_is_swedish_with_landmarks_one_h1_and_a_skip_link() -> None:
    root = page(annex_notebook())
    assert root.get("lang") == "sv"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(root.xpath(f"//body/{landmark} | //body/div/{landmark}")) == 1
    assert [h.text_content() for h in root.iter("h1")] == ["Produktion och måluppfyllelse"]
    assert root.xpath("//body/*[1]/@href") == ["#innehall"]
    assert root.xpath("//main/@id") == ["innehall"]


def test_contents_link_two_levels_of_headings_that_exist() -> None:
    root = page(annex_notebook())
    names = [a.text_content() for a in root.xpath("//nav//a")]
    assert names == [
        "Inledning",
        "Sammanfattande bild",
        "Måluppfyllelse i perspektiv",
        "Samhälle",
        "Medborgare",
        "Verksamhet",
        "Medarbetare",
        "Ekonomi",
        "Uppföljning av divisionens strategiska åtgärder",
        "Så läses bilagan",
    ]
    for target in root.xpath("//nav//a/@href"):
        (heading,) = root.xpath(f"//*[@id='{target[1:]}']")
        assert heading.tag in ("h2", "h3")
    assert len(root.xpath("//nav/ol/li/ol/li")) == 5


def test_headings_skip_no_level_and_ids_are_unique() -> None:
    root = page(annex_notebook())
    levels = [int(h.tag[1]) for h in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_links_inside_the_report_lead_somewhere() -> None:
    root = page(annex_notebook())
    ids = set(root.xpath("//@id"))
    assert {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")} <= ids
    assert root.xpath("//table//a[@href='#medarbetare']")


def test_every_table_of_the_annex_has_a_caption_and_scoped_heads_and_no_empty_cell() -> None:
    tables = page(annex_notebook()).xpath("//table")
    assert len(tables) >= 10
    for table in tables:
        assert table.xpath("string(caption)")
        assert set(table.xpath(".//th/@scope")) <= {"col", "row", "rowgroup"}
        assert len(table.xpath(".//th")) == len(table.xpath(".//th[@scope]"))
        assert all(cell.text_content().strip() for cell in table.xpath(".//td | .//tbody//th"))


def test_the_annex_says_its_verdicts_in_words() -> None:
    root = page(annex_notebook())
    rows = {
        tuple(" ".join(cell.text_content().split()) for cell in row.xpath("th | td"))
        for row in root.xpath("//table[@class='matt']//tr[td]")
    }
    assert (
        "Sjukfrånvaro",
        "Minska (ingångsvärde 5,1\u00a0%)".replace("\u00a0", " "),
        "DÅ04, DÅ08, ÅR",
        "6,3 %",
        "Ej uppfyllt",
        "Försämrad",
    ) in rows
    assert any("−11,1 mnkr" in row and "Ej uppfyllt" in row for row in rows)


def test_counts_stand_beside_their_perspectives_heading() -> None:
    root = page(annex_notebook())
    (row,) = root.xpath("//div[@class='rubrikrad'][h3='Medarbetare']")
    assert [item.text_content() for item in row.xpath("ul/li")] == [
        "1 uppfyllt",
        "1 ej uppfyllt",
        "5 ej mätta",
    ]


def test_a_comment_is_a_section_headed_kommentar_with_its_values_filled_in() -> None:
    (comment,) = page(annex_notebook()).xpath("//section[@class='kommentar'][h4/@id='kommentar-4']")
    assert comment[0].text_content() == "Kommentar"
    assert "Sjukfrånvaron är 6,3" in comment.text_content()


def test_a_comment_that_heads_itself_gets_no_second_heading() -> None:
    nb = notebook(markdown("#### Egen rubrik\n\nOrd", tags=("kommentar",)), markdown("## A"))
    (comment,) = page(nb).xpath("//section[@class='kommentar']")
    assert [node.text_content() for node in comment] == ["Egen rubrik", "Ord"]


def test_an_empty_comment_leaves_nothing() -> None:
    assert not page(notebook(markdown("", tags=("kommentar",)))).xpath("//section")


def test_the_draft_says_so_until_it_is_published() -> None:
    bar = "//div[@class='remsa']"
    assert "Arbetsversion" in page(annex_notebook()).xpath(f"string({bar})")
    assert not page(annex_notebook("publicerad")).xpath(bar)
    assert not page(notebook(markdown("# Främmande"))).xpath(bar)


def test_no_code_and_no_prompt_is_printed() -> None:
    text = html_page(annex_notebook())
    assert "hemlig_kod" not in text
    assert "In [" not in text


def test_the_same_notebook_gives_the_same_bytes() -> None:
    nb = annex_notebook()
    assert html_page(nb) == html_page(json.loads(json.dumps(nb)))


def test_the_annex_is_under_one_megabyte() -> None:
    assert len(html_page(annex_notebook()).encode()) < 1_000_000


def test_an_unknown_inline_name_is_an_error_that_names_every_cell_with_one() -> None:
    nb = notebook(
        markdown("{eval}`utfall.finns_inte`", "kommentar-ett"),
        code(displayed({"text/markdown": "{eval}`mål.inte_heller`"}), id="beskrivning"),
        styrkort=own_metadata(annex()),
    )
    with pytest.raises(InputError) as caught:
        html_page(nb)
    assert "kommentar-ett" in str(caught.value)
    assert "utfall.finns_inte" in str(caught.value)
    assert "beskrivning" in str(caught.value)


def test_inline_values_in_other_notebooks_are_printed_as_typed() -> None:
    assert words(page(notebook(markdown("Ett {eval}`utfall.x` här")))) == "Ett {eval}utfall.x här"


def test_the_contents_name_a_heading_shortly_until_an_analyst_rewords_it() -> None:
    def line(words: str) -> str:
        own = {"kort": "Kort", "grund": "## Lång rubrik"}
        doc = document(notebook(markdown("# T"), markdown(words, metadata={"styrkort": own})))
        return doc.toc[0].text

    assert line("## Lång rubrik") == "Kort"
    assert line("## Egen rubrik") == "Egen rubrik"


def test_another_notebook_is_titled_by_its_first_heading_else_by_its_file() -> None:
    def title(source: str) -> str:
        return str(page(notebook(markdown(source)), name="analys").xpath("string(//h1)"))

    assert title("text\n\n# Väntetider *i vården*") == "Väntetider i vården"
    assert title("## Väntetider\n\n### Data\n\n### Metod") == "Väntetider"
    assert title("## Data\n\n## Metod") == "analys"
    assert title("bara text") == "analys"


def test_parts_headed_by_level_one_keep_their_order_below_the_title() -> None:
    root = page(notebook(markdown("# Titel\n\n# Del\n\n## Under\n\n# Del två")))
    assert [(h.tag, h.text_content()) for h in root.xpath("//main//*[self::h2 or self::h3]")] == [
        ("h2", "Del"),
        ("h3", "Under"),
        ("h2", "Del två"),
    ]


def test_a_stated_language_is_the_pages_and_its_own_words_stay_swedish() -> None:
    root = page(notebook(markdown("# Waiting times\n\n## Data"), lang="en-GB"))
    assert root.get("lang") == "en-GB"
    assert root.xpath("string(//nav/@lang)") == "sv"
    assert page(notebook(markdown("# x"), language="not a language")).get("lang") == "sv"


def test_a_wide_table_moves_in_a_labelled_frame_that_the_keyboard_reaches() -> None:
    frame = page(
        notebook(code(displayed({"text/html": "<table><tr><th>a<th>b<tr><td>1<td>2</table>"})))
    ).xpath("//div[@class='rulla']")[0]
    assert frame.get("tabindex") == "0"
    assert frame.get("aria-label") == "Tabell 1"
    assert frame.xpath(".//th/@scope") == ["col", "col"]


def test_printouts_lose_their_colours_and_keep_their_last_line() -> None:
    stream = {"output_type": "stream", "name": "stdout"}
    nb = notebook(
        code({**stream, "text": ["\x1b[31mrö", "tt\x1b[0m\n10 %\r"]}, {**stream, "text": "100 %\n"})
    )
    assert page(nb).xpath("string(//pre)") == "rött\n100 %"


def test_an_error_is_printed_and_found() -> None:
    error = {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "fel",
        "traceback": ["\x1b[0;31mValueError\x1b[0m: fel"],
    }
    nb = notebook(code(error, id="trasig"))
    assert page(nb).xpath("string(//pre)") == "ValueError: fel"
    assert findings(nb) == "Cell trasig: slutade med felet ValueError."


def test_an_output_falls_back_to_a_form_that_can_be_shown() -> None:
    interactive = {"text/html": "<script>draw()</script><div id='plot'></div>", "image/png": PNG}
    (image,) = page(notebook(code(displayed(interactive)))).xpath("//main//img")
    assert image.get("src") == f"data:image/png;base64,{PNG}"


def test_what_needs_script_is_told_in_the_page() -> None:
    nb = notebook(code(displayed({"application/javascript": "alert(1)", "text/plain": "<JS>"})))
    assert "application/javascript" in words(page(nb))
    assert "alert" not in words(page(nb))


def test_an_image_is_described_by_its_metadata_its_cell_or_as_undescribed() -> None:
    png = {"image/png": PNG}
    nb = notebook(
        code(displayed(png, {"image/png": {"alt": "En kurva", "width": 40}})),
        code(displayed(png), alt="Från cellen"),
        code(displayed(png), id="stum"),
    )
    nb["cells"].append({**code(displayed(png), id="q"), "source": '#| fig-alt: "I koden"\nrita()'})
    alts = page(nb).xpath("//main//img/@alt")
    assert alts == ["En kurva", "Från cellen", "Bild 3 utan beskrivning", "I koden"]
    assert findings(nb) == "Cell stum: en bild saknar alternativtext. Skriv vad den visar."


def test_attachments_and_files_beside_the_notebook_are_put_in_the_page(tmp_path: Path) -> None:
    (tmp_path / "böcker").mkdir()
    (tmp_path / "böcker/en bild.png").write_bytes(base64.b64decode(PNG))
    nb = notebook(
        markdown("![a](attachment:a.png)", attachments={"a.png": {"image/png": PNG}}),
        markdown("![b](<böcker/en bild.png>) ![c](b%C3%B6cker/en%20bild.png)"),
    )
    sources = page(nb, path=str(tmp_path)).xpath("//main//img/@src")
    assert sources == [f"data:image/png;base64,{PNG}"] * 3


def test_no_image_is_read_from_outside_the_notebooks_folder(tmp_path: Path) -> None:
    (tmp_path / "hemlig.png").write_bytes(base64.b64decode(PNG))
    home = tmp_path / "bok"
    home.mkdir()
    (home / "länk.png").symlink_to(tmp_path / "hemlig.png")
    absolute = (tmp_path / "hemlig.png").as_posix()
    sources = ("../hemlig.png", "länk.png", absolute, f"file://{absolute}", "%2e%2e/hemlig.png")
    nb = notebook(markdown("\n\n".join(f"![x]({source})" for source in sources)))
    root = page(nb, path=str(home))
    assert not root.xpath("//main//img")
    assert words(root).count("Bild saknas") == len(sources)


def test_an_image_on_the_web_becomes_a_link_and_a_finding() -> None:
    nb = notebook(markdown("![Karta](https://kartor.example/k.png)", "karta"))
    (link,) = page(nb).xpath("//main//a")
    assert (link.text, link.get("href")) == ("Bild: Karta", "https://kartor.example/k.png")
    assert "Cell karta: bilden https://kartor.example/k.png hämtas inte" in findings(nb)


def test_formulas_are_mathml_and_a_broken_one_stays_readable() -> None:
    nb = notebook(
        markdown(r"Inne $x^2$ och" + "\n\n$$\\frac{a}{b}$$\n\n$\\frac{a}{b$", "matte"),
        code(displayed({"text/latex": r"$\displaystyle \sqrt{y}$", "text/plain": "sqrt(y)"})),
    )
    root = page(nb)
    assert root.xpath("//math/@alttext") == ["x^2", r"\frac{a}{b}", r"\displaystyle \sqrt{y}"]
    assert r"\frac{a}{b" in root.xpath("//span[contains(@class,'math')]/text()")
    assert "Cell matte: formeln" in findings(nb)


def test_raw_cells_for_other_formats_are_left_out_and_told() -> None:
    raw = {"cell_type": "raw", "id": "latex", "source": r"\newpage"}
    nb = notebook({**raw, "metadata": {"raw_mimetype": "text/latex"}})
    assert words(page(nb)) == ""
    assert "Cell latex" in findings(nb)


@pytest.mark.parametrize(
    "source",
    [
        "Text:\n- a\n- b",
        "@karin och x~1~ \\newpage ^upp^",
        "#Rubrik utan blanksteg\n\ntext",
        "| a | b |\n|:-|-:|\n| 1 | `x|y` |",
        "Term\n: Beskrivning\n\n~~struket~~ https://exempel.se",
        "Pris $5 och $6\n\n$$\na\n\nb\n$$",
        r"\begin{align} a &= b \end{align} och \\(x\\) samt \\[y\\]",
        "1. ett\n   1. två\n\n> citat\n> - punkt\n\n***\n\n```\nkod < 1\n```",
        "rad ett  \nrad två\\\nrad tre <br> <b>fet</b> &amp; &copy;",
        "[ref]: https://exempel.se 'titel'\n\n[ref] och [text][ref] ![alt](a.png 't')",
    ],
)
def test_markdown_is_read_as_nbconvert_reads_it(source: str) -> None:
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    theirs = MarkdownWithMath(renderer=renderer).render(source)
    assert _plain(markdown_html(source)) == _plain(theirs)


def _plain(markup: str) -> tuple[list[str], str]:
    """Tags in order and words, formulas' delimiters and spans left out."""
    root = html.fragment_fromstring(markup, create_parent="div")
    tags = [node.tag for node in root.iter() if node.tag not in ("span", "div")]
    text = re.sub(r"\$|\\begin\{\w+\}|\\end\{\w+\}", "", root.text_content())
    return tags, " ".join(text.split())


def test_the_exporter_is_registered_and_makes_the_same_page(tmp_path: Path) -> None:
    import nbformat
    from traitlets.utils.importstring import import_item

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    points = project["project"]["entry-points"]["nbconvert.exporters"]
    exporter = import_item(points["styrkort_html"].replace(":", "."))()
    path = tmp_path / "annex.ipynb"
    path.write_text(json.dumps(annex_notebook()), encoding="utf-8")
    output, resources = exporter.from_filename(str(path))
    place = {"name": "annex", "path": str(tmp_path)}
    assert output == html_page(nbformat.read(path, as_version=4), {"metadata": place})
    assert resources["output_extension"] == ".html"
    assert resources["findings"] == document(annex_notebook()).findings
