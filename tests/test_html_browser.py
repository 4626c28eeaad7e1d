"""The page in a real browser: silent, alone, readable on every screen and operable by keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import require_tool
from html_samples import (
    annex_notebook,
    code,
    displayed,
    markdown,
    notebook,
    report_notebook,
    shown,
)
from styrkort.blocks import Cell, Column, Figure, Group, Row, Table
from styrkort.render.page import html_page
from test_html import HOSTILE
from view_samples import rich

sync_api = pytest.importorskip("playwright.sync_api")

# Words in shown cells that are on two lines, and cells that hold more than they have room for.
BROKEN = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, cell = text.parentElement.closest('td, th');
    if (!cell || text.parentElement.closest('details')) continue;
    for (const word of text.data.matchAll(/[A-Za-zÅÄÖåäö]{3,}/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter(one => one.width > 1);
      if (lines.length > 1 && lines.at(-1).top - lines[0].top > 4) found.push(word[0]);
    }
    if (cell.scrollWidth > cell.clientWidth + 1) found.push(cell.textContent);
  }
  return found;
}"""
STACKED = "getComputedStyle(document.querySelector('table.matt td')).display"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALLEST = """[...document.querySelectorAll('main *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()) && e.offsetParent)
    .map(e => parseFloat(getComputedStyle(e).fontSize)).reduce((a, b) => Math.min(a, b))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = require_tool("chromium")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Visit:
    """A page that was opened, with what it said and asked for meanwhile."""

    def __init__(self, browser: Any, path: Path, **context: Any) -> None:
        self.page = browser.new_page(**context)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())
        self.page.evaluate("document.fonts.ready")


def saved(folder: Path, nb: dict[str, Any]) -> Path:
    path = folder / "sida.html"
    path.write_text(html_page(nb), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def annex_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("bilaga"), annex_notebook())


def sized(width: int, height: int = 900) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": height}}


def test_the_annex_says_nothing_to_the_console_and_asks_no_host(
    browser: Any, annex_page: Path
) -> None:
    visit = Visit(browser, annex_page)
    assert visit.said == []
    assert {url.split(":")[0] for url in visit.asked} <= {"file", "data"}
    faces = visit.page.evaluate("[...document.fonts].map(face => face.status)")
    assert faces == ["loaded", "loaded"]


def test_hostile_cells_run_nothing_and_ask_nothing(browser: Any, tmp_path: Path) -> None:
    cells = [markdown(f"# T\n\n{hostile}") for hostile in HOSTILE]
    cells += [code(displayed({"text/html": hostile})) for hostile in HOSTILE]
    cells += [code(displayed({"image/svg+xml": hostile, "text/plain": "x"})) for hostile in HOSTILE]
    visit = Visit(browser, saved(tmp_path, notebook(*cells)))
    visit.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    visit.page.wait_for_timeout(200)
    assert visit.said == []
    assert {url.split(":")[0] for url in visit.asked} <= {"file", "data"}


@pytest.mark.parametrize("width", [320, 390, 640, 641, 768, 900, 901, 1024, 1440, 2560])
def test_no_screen_scrolls_sideways(browser: Any, annex_page: Path, width: int) -> None:
    page = Visit(browser, annex_page, **sized(width)).page
    assert page.evaluate(OVERFLOW) == 0


def test_a_strangers_wide_table_moves_inside_its_own_frame(browser: Any, tmp_path: Path) -> None:
    cells = "".join(f"<th>kolumn_{n}</th>" for n in range(40))
    rows = f"<table><tr>{cells}</tr><tr>{cells.replace('th>', 'td>')}</tr></table>"
    nb = notebook(
        markdown("# T"),
        code(displayed({"text/html": rows})),
        code({"output_type": "stream", "name": "stdout", "text": "x" * 500}),
        markdown("ord" * 200 + " $" + "x+" * 200 + "y$"),
    )
    page = Visit(browser, saved(tmp_path, nb), **sized(390)).page
    assert page.evaluate(OVERFLOW) == 0
    page.focus(".rulla")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.rulla').scrollLeft > 0")


def test_on_a_phone_each_measure_is_a_record_and_the_table_stays_one(
    browser: Any, annex_page: Path
) -> None:
    narrow = Visit(browser, annex_page, **sized(390)).page
    wide = Visit(browser, annex_page, **sized(1440)).page
    assert narrow.evaluate(STACKED) == "grid"
    assert wide.evaluate(STACKED) == "table-cell"
    for page in (narrow, wide):
        table = page.get_by_role("table", name="Medarbetare").first
        assert table.get_by_role("columnheader", name="Utfall").count() == 1
        row = table.get_by_role("row").filter(has_text="Sjukfrånvaro")
        assert row.get_by_role("cell").count() == 5


def test_at_two_hundred_per_cent_a_laptop_shows_records(browser: Any, annex_page: Path) -> None:
    page = Visit(browser, annex_page, **sized(640, 400), device_scale_factor=2).page
    assert page.evaluate(STACKED) == "grid"


@pytest.mark.parametrize("width", [390, 1440])
def test_no_text_is_smaller_than_fourteen_pixels(
    browser: Any, annex_page: Path, width: int
) -> None:
    assert Visit(browser, annex_page, **sized(width)).page.evaluate(SMALLEST) >= 14


@pytest.mark.parametrize(("width", "shown"), [(1440, ".vid"), (390, ".smal")])
def test_one_drawing_of_each_figure_is_shown(
    browser: Any, annex_page: Path, width: int, shown: str
) -> None:
    page = Visit(browser, annex_page, **sized(width)).page
    figures = page.locator("figure.diagram")
    assert figures.count() == page.locator(f"figure {shown}:visible").count() > 1
    assert page.locator("figure [role=img]:visible").count() == figures.count()


def test_commas_of_a_column_stand_under_each_other(browser: Any, annex_page: Path) -> None:
    page = Visit(browser, annex_page, **sized(1440)).page
    ends = page.evaluate(
        """[...document.querySelectorAll('td[data-l="Utfall"]')]
        .filter(td => /^[−\\d]/.test(td.textContent) && td.closest('table').offsetParent)
        .map(td => { const text = document.createTreeWalker(td, 4).nextNode();
            const range = document.createRange();
            range.setStart(text, 0); range.setEnd(text, text.data.match(/^[−\\d]+/)[0].length);
            return [td.closest('table').id, Math.round(range.getBoundingClientRect().right)] })"""
    )
    by_table: dict[str, set[int]] = {}
    for table, end in ends:
        by_table.setdefault(table, set()).add(end)
    assert len(ends) >= 4
    assert all(max(places) - min(places) <= 1 for places in by_table.values())


def test_in_the_dark_figures_and_symbols_take_the_dark_colours(
    browser: Any, annex_page: Path
) -> None:
    page = Visit(browser, annex_page, color_scheme="dark").page
    background = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(background) == "rgb(17, 23, 29)"
    fill = "getComputedStyle(document.querySelector('.diagram [fill=\"#0B4F8A\" i]')).fill"
    assert page.evaluate(fill) == "rgb(143, 193, 240)"
    assert page.evaluate("getComputedStyle(document.querySelector('.uppfyllt')).fill") == (
        "rgb(69, 208, 192)"
    )


def test_the_first_tab_stop_skips_to_the_report(browser: Any, annex_page: Path) -> None:
    page = Visit(browser, annex_page).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    assert page.locator(".hopp").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_the_figures_data_opens_as_a_table(browser: Any, tmp_path: Path) -> None:
    figure = Figure("bild", "Rubrik", "En kurva", "Bildtext.", "<svg/>", "<svg/>", summary_table())
    page = Visit(browser, saved(tmp_path, notebook(markdown("# T"), shown(figure)))).page
    table = page.locator("figcaption table")
    assert not table.is_visible()
    page.get_by_text("Visa som tabell").click()
    assert table.is_visible()


def test_a_figure_whose_data_stand_above_links_to_them(browser: Any, annex_page: Path) -> None:
    page = Visit(browser, annex_page, **sized(1440)).page
    link = page.get_by_role("link", name="Visa som tabell").first
    link.click()
    target = (link.get_attribute("href") or "")[1:]
    assert page.locator(f"table[id='{target}']").is_visible()


@pytest.fixture(scope="module")
def rich_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("allt"), report_notebook(rich()))


@pytest.mark.parametrize("width", [721, 768, 900, 1024, 1101, 1200, 1201, 1440])
def test_no_column_is_so_narrow_that_it_breaks_a_word(
    browser: Any, rich_page: Path, width: int
) -> None:
    assert Visit(browser, rich_page, **sized(width)).page.evaluate(BROKEN) == []


@pytest.mark.parametrize("width", [320, 390, 641, 900, 1440])
def test_a_report_with_everything_open_scrolls_on_no_screen(
    browser: Any, rich_page: Path, width: int
) -> None:
    page = Visit(browser, rich_page, **sized(width)).page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(SMALLEST) >= 14


def test_how_a_figure_came_about_opens_from_the_keyboard(browser: Any, rich_page: Path) -> None:
    page = Visit(browser, rich_page, **sized(1440)).page
    table = page.get_by_role("table", name="Filer: Sjukfrånvaro")
    assert not table.is_visible()
    for summary in (".harledningar > summary", "#harledning-sjukfranvaro > summary"):
        page.focus(summary)
        page.keyboard.press("Enter")
    assert table.is_visible()


def test_on_a_phone_women_and_men_show_only_what_they_have(browser: Any, rich_page: Path) -> None:
    page = Visit(browser, rich_page, **sized(390)).page
    women = page.locator("#tabell-medarbetare-mal-medarbetare tr.under").first
    assert women.locator("td:visible").all_inner_texts() == ["6,7\u00a0%"]


def summary_table() -> Table:
    return Table("data", "Data", (Column("Mått", 1.0),), (Group((Row((Cell("6,3 %"),)),)),))


def test_on_paper_the_draft_is_marked_and_nothing_is_cut(browser: Any, annex_page: Path) -> None:
    page = Visit(browser, annex_page).page
    page.emulate_media(media="print")
    assert page.locator(".remsa").is_visible()
    assert not page.locator(".hopp").is_visible()
    assert page.evaluate(STACKED) == "table-cell"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
