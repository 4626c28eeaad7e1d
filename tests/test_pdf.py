"""The report as PDF: what it says, its tags, its pages, and that equal reports are equal bytes."""

import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from pdf_samples import (
    FACTS,
    FIGURE,
    MEASURE_COLUMNS,
    OPERATIONS,
    STAFF,
    annex,
    markdown,
    measure,
    notebook,
    shown,
)
from styrkort.blocks import Cell, Column, Facts, Group, Row, Table
from styrkort.render.document import document
from styrkort.render.retag import retagged
from styrkort.render.typst_cells import integer_parts
from styrkort.render.typst_fit import page_fills
from styrkort.render.typst_layout import source_of
from styrkort.render.typst_pdf import pdf_bytes
from styrkort.render.typst_pieces import Piece
from styrkort.render.typst_source import Page, setting_for

TESTS = Path(__file__).parent


def pdf_of(nb: dict[str, Any]) -> bytes:
    """The notebook as PDF; nothing may have had to be mended."""
    data, findings = pdf_bytes(document(nb))
    assert findings == ()
    return data


@pytest.fixture(scope="module")
def annex_pdf() -> bytes:
    return pdf_of(annex())


def pages_of(data: bytes) -> list[str]:
    """Each page's text with single spaces."""
    pages = PdfReader(io.BytesIO(data)).pages
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages]


@dataclass(frozen=True)
class Element:
    """An element of the structure tree."""

    tag: str
    alt: str
    spoken: str
    id: str
    scope: str
    headers: tuple[str, ...]
    first_child: str


def elements(data: bytes) -> list[Element]:
    """Every element of the structure tree, in reading order."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stack: list[Any] = [pdf.Root.StructTreeRoot]
        while stack:
            element = stack.pop()
            kids = element.get("/K")
            kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            kids = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            stack += reversed(kids)
            if "/S" in element:
                found.append(element_of(element, str(kids[0].S) if kids else ""))
    return found


def element_of(element: Any, first_child: str) -> Element:
    texts = [str(element.get(name, "")) for name in ("/Alt", "/ActualText", "/ID")]
    headers = tuple(str(id) for id in attribute(element, "/Headers") or ())
    scope = str(attribute(element, "/Scope") or "")
    return Element(str(element.S), *texts, scope, headers, first_child)


def tags(data: bytes) -> list[str]:
    return [element.tag for element in elements(data)]


def attribute(element: Any, name: str) -> Any:
    owners = element.get("/A")
    for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
        if isinstance(owner, pikepdf.Dictionary) and name in owner:
            return owner[name]
    return None


def bare(text: str) -> str:
    """The letters alone: no tool agrees with another about hyphens and line ends."""
    return re.sub(r"[\s\u00ad-]", "", text)


def metadata(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.Root.Metadata.read_bytes().decode()


def test_the_pdf_says_that_it_is_ua_1_and_a_2a(annex_pdf: bytes) -> None:
    xmp = metadata(annex_pdf)
    assert re.search(r"pdfuaid:part>1<", xmp)
    assert re.search(r"pdfaid:part>2<", xmp)
    assert re.search(r"pdfaid:conformance>A<", xmp)


def test_the_pdf_has_a_title_its_authors_and_swedish_as_its_language(annex_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(annex_pdf)) as pdf:
        assert str(pdf.Root.Lang) == "sv"
        assert "Produktion och måluppfyllelse" in str(pdf.docinfo["/Title"])
        assert "Division Regionstöd" in str(pdf.docinfo["/Author"])
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_date_is_the_period_s_last_day(annex_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(annex_pdf)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20220831")


def test_the_parts_begin_pages_as_the_look_has_them(annex_pdf: bytes) -> None:
    pages = pages_of(annex_pdf)
    assert len(pages) == 6
    assert "Inledning" in pages[0]
    assert "Sammanfattande bild av måluppfyllelse" in pages[1]
    assert "Servicekompassen" in pages[1]
    for words in ("Måluppfyllelse i perspektiv", "Samhälle", "Medborgare", "Verksamhet"):
        assert words in pages[2]
    assert "Hållbar kompetensförsörjning" in pages[3]
    assert "Långsiktigt hållbar ekonomi" in pages[4]
    assert "Uppföljning av divisionens strategiska åtgärder" in pages[4]
    assert "Så läses bilagan" in pages[5]


def test_the_contents_give_the_page_of_each_part_and_perspective(annex_pdf: bytes) -> None:
    first = pages_of(annex_pdf)[0]
    for entry in (
        "Inledning 1",
        "Samhälle 3",
        "Verksamhet 3",
        "Medarbetare 4",
        "Ekonomi 5",
        "Så läses bilagan 6",
    ):
        assert entry in first


def test_a_heading_may_have_a_shorter_name_in_the_contents() -> None:
    nb = annex()
    place = next(c for c in nb["cells"] if str(c["source"]).startswith("## Sammanfattande"))
    place["metadata"]["styrkort"] = {"kort": "Sammanfattning"}
    pages = pages_of(pdf_of(nb))
    assert "Sammanfattning 2" in pages[0]
    assert "Sammanfattande bild av måluppfyllelse" in pages[1]


def test_head_and_foot_name_region_then_division_and_period_and_the_page(annex_pdf: bytes) -> None:
    pages = pages_of(annex_pdf)
    assert "Region Norrbotten" in pages[0]
    for number, page in enumerate(pages, start=1):
        assert f"{number} ({len(pages)})" in page
        assert "Bilaga produktion och måluppfyllelse" in page
        assert "Arbetsversion" in page
        if number > 1:
            assert re.search(r"Division Regionstöd\s+DÅ08 2022", page)


def test_a_published_report_is_no_arbetsversion() -> None:
    pages = pages_of(pdf_of(annex(status="utgåva 1")))
    assert all("Arbetsversion" not in page for page in pages[1:])


def test_headings_have_levels_and_stand_in_the_bookmarks(annex_pdf: bytes) -> None:
    found = tags(annex_pdf)
    assert found.count("/H1") == 1
    assert found.index("/H1") < found.index("/H2")
    with pikepdf.open(io.BytesIO(annex_pdf)) as pdf, pdf.open_outline() as outline:
        (root,) = outline.root
        assert [child.title for child in root.children][:2] == [
            "Inledning",
            "Sammanfattande bild av måluppfyllelse",
        ]


def test_every_table_has_a_caption_and_its_row_heads_are_tagged(annex_pdf: bytes) -> None:
    tables = [element for element in elements(annex_pdf) if element.tag == "/Table"]
    assert len(tables) == 8
    assert {table.first_child for table in tables} == {"/Caption"}
    scopes = [element.scope for element in elements(annex_pdf) if element.tag == "/TH"]
    assert scopes.count("/Row") > 25
    assert set(scopes) == {"/Row", "/Column"}


def test_each_cell_names_the_heads_of_its_column_group_and_row(annex_pdf: bytes) -> None:
    found = elements(annex_pdf)
    ids = {element.id: element for element in found if element.tag == "/TH"}
    cells = [element for element in found if element.tag == "/TD"]
    assert all(id in ids for cell in cells for id in cell.headers)
    assert all("/Row" in {ids[id].scope for id in cell.headers} for cell in cells if cell.headers)
    assert any(len(cell.headers) == 3 for cell in cells)


def test_the_ids_of_heads_are_indexed_in_order(annex_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(annex_pdf)) as pdf:
        indexed = [bytes(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert indexed == sorted(indexed)
    assert {id.decode() for id in indexed} >= {e.id for e in elements(annex_pdf) if e.id}


def test_a_caption_that_is_not_shown_is_still_read_aloud(annex_pdf: bytes) -> None:
    spoken = {element.spoken for element in elements(annex_pdf)}
    assert "Styrmått i perspektivet Medarbetare" in spoken
    assert "ingen jämförelse" in spoken
    assert "Styrmått i perspektivet Medarbetare" not in " ".join(pages_of(annex_pdf))


def test_figures_are_drawn_as_vectors_and_have_their_alternative_text(annex_pdf: bytes) -> None:
    assert [e.alt for e in elements(annex_pdf) if e.tag == "/Figure"] == [FIGURE.alt]
    with pikepdf.open(io.BytesIO(annex_pdf)) as pdf:
        kinds = {str(o.get("/Subtype")) for o in pdf.objects if isinstance(o, pikepdf.Stream)}
    assert "/Image" not in kinds


def test_the_tables_say_what_the_blocks_say(annex_pdf: bytes) -> None:
    text = bare(" ".join(pages_of(annex_pdf)))
    for table in (OPERATIONS, STAFF):
        for group in table.groups:
            assert bare(group.title) in text
            for row in group.rows:
                for cell in row.cells:
                    said = (cell.text, cell.second, *cell.bullets)
                    assert all(bare(words) in text for words in said)
                for note in row.notes:
                    assert bare(f"{note.head} {note.text}") in text


def test_a_link_to_a_perspective_says_its_page(annex_pdf: bytes) -> None:
    assert "Sjukfrånvaro, s. 4" in pages_of(annex_pdf)[1]


def test_long_words_break_at_their_joints_and_searching_finds_those_that_did_not(
    annex_pdf: bytes,
) -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(annex_pdf)).pages)
    assert "kompetensförsörjningsplaner" in text
    assert re.search("rapporterings[\u00ad-]?\\s*rutinen", text)
    assert "\u200b" not in text


def long_table(rows: int) -> Table:
    """A table whose one group goes on over a page."""
    names = [f"Styrmått nummer {n} med ett namn på flera rader i tabellen" for n in range(rows)]
    group = Group(tuple(measure(name) for name in names), title="Hållbar arbetsmiljö")
    return Table("tabell-lang", "Lång tabell", MEASURE_COLUMNS, (group,))


def test_a_table_over_pages_repeats_its_heads_and_says_that_the_group_goes_on() -> None:
    nb = notebook(markdown("# Titel"), shown(FACTS), markdown("## Del"), shown(long_table(60)))
    pages = pages_of(pdf_of(nb))
    with_rows = [page for page in pages if "Styrmått nummer" in page]
    assert len(with_rows) > 1
    assert all("Uppföljning Utfall Måluppfyllelse" in page for page in with_rows)
    assert "(forts.)" not in with_rows[0]
    assert all("Hållbar arbetsmiljö (forts.)" in page for page in with_rows[1:])


def test_no_row_is_split_between_pages() -> None:
    nb = notebook(markdown("# Titel"), shown(FACTS), markdown("## Del"), shown(long_table(60)))
    text = "\f".join(pages_of(pdf_of(nb)))
    for n in range(60):
        assert f"Styrmått nummer {n} med ett namn på flera rader i tabellen" in text


def test_a_row_higher_than_a_page_keeps_all_its_words() -> None:
    row = measure("Mått", outcome=" ".join(f"ord{n}" for n in range(1500)))
    table = Table("t", "Tabell", MEASURE_COLUMNS, (Group((row,)),))
    nb = notebook(markdown("# Titel"), shown(FACTS), markdown("## Del"), shown(table))
    text = " ".join(pages_of(pdf_of(nb)))
    assert all(f"ord{n}" in text for n in range(1500))


def test_a_number_too_wide_for_its_column_leaves_the_others_in_theirs() -> None:
    rows = (measure("Vanligt", outcome="88 %"), measure("Stort", outcome="1 234 567 891 kr"))
    table = Table("t", "Tabell", MEASURE_COLUMNS, (Group(rows),))
    assert max(integer_parts(table)) == pytest.approx(1.2)


def test_a_heading_and_its_lead_stand_on_the_page_of_what_they_lead_in() -> None:
    for lines in range(24, 36):
        filler = "\n\n".join(["En rad."] * lines)
        nb = notebook(
            markdown("# T"), shown(FACTS), markdown(f"## A\n\n{filler}"),
            markdown("## Rubriken\n\nIngressen."), shown(long_table(3)),
        )  # fmt: skip
        pages = pages_of(pdf_of(nb))
        place = [n for n, page in enumerate(pages) if "Ingressen." in page]
        assert place == [n for n, page in enumerate(pages) if "Styrmått nummer 0" in page]


def test_a_report_that_just_misses_a_page_is_set_closer() -> None:
    nb = annex()
    words = next(c for c in nb["cells"] if str(c["source"]).startswith("## Inledning"))
    words["source"] += "\n\n" + "\n\n".join(["En mening till om divisionen och dess mål."] * 9)
    data = pdf_of(nb)
    assert len(pages_of(data)) == 6
    assert min(page_fills(data)[:-1]) >= 0.4


def test_equal_reports_are_equal_bytes_in_any_folder_and_time_zone(tmp_path: Path) -> None:
    program = (
        "import sys; from pdf_samples import annex; "
        "from styrkort.render.document import document; "
        "from styrkort.render.typst_pdf import pdf_bytes; "
        "sys.stdout.buffer.write(pdf_bytes(document(annex()))[0])"
    )
    made = []
    for zone, seed in (("Europe/Stockholm", "1"), ("Pacific/Kiritimati", "2")):
        folder = tmp_path / seed
        folder.mkdir()
        path = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
        known = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        run = subprocess.run(
            [sys.executable, "-c", program],
            cwd=folder,
            env={**known, "TMPDIR": str(folder)},
            check=True,
            capture_output=True,
        )
        made.append(run.stdout)
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF-1.7")


def test_tagging_twice_changes_nothing_more(annex_pdf: bytes) -> None:
    assert tags(retagged(annex_pdf)) == tags(annex_pdf)


def test_no_key_says_that_the_tags_are_suspect(annex_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(annex_pdf)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/Suspects" not in pdf.Root.MarkInfo


def test_a_long_report_is_set_close_and_a_short_one_is_not() -> None:
    page = Piece("heading", "", "Rubrik", 2), *[Piece("prose", "", "ord " * 800)] * 5
    assert not setting_for(page).close
    assert setting_for(page * 4).close


def test_a_perspective_goes_on_where_its_first_rows_fit_and_a_small_table_is_never_split() -> None:
    rows = tuple(Row((Cell(f"Mått {n}", header=True), Cell("1"))) for n in range(60))
    columns = (Column("Styrmått", 0.5), Column("Utfall", 0.5))
    large = Table("stor", "Stor", columns, (Group(rows),))
    small = replace(large, id="liten", groups=(Group(rows[:5]),))
    heading = Piece("heading", "[h]", "Ekonomi", 3, ruled=True)

    def code(table: Table) -> str:
        body = [Piece("heading", "[p]", "Perspektiv", 2), heading,
                Piece("block", "[t]", "", block=table)]  # fmt: skip
        front = [Piece("heading", "[1]", "Titel", 1), Piece("heading", "[i]", "Inledning", 2)]
        facts = Facts("Region", "Bilaga", "Division", ())
        return source_of([*front, *body], Page("", "", facts)).text

    assert "keep(above: 24pt" in code(small)
    assert re.search(r"enough\(\d+pt\)", code(large))
    assert "keep" not in code(large)
