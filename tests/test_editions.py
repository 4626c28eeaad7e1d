"""What an approval is of, what it says, and when a notebook is still what was approved."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from styrkort.approval.content import content_of, numbers_of
from styrkort.approval.freezing import as_draft, frozen, report_alone
from styrkort.approval.model import (
    KEY,
    Approval,
    Noted,
    approval_in,
    as_data,
    day_in_words,
    read_day,
)
from styrkort.approval.pictures import pictures_beside
from styrkort.approval.shelf import edition_in, latest, next_number
from styrkort.blocks import MIME, Facts, Line
from styrkort.errors import InputError
from styrkort.markup import from_json
from styrkort.notebook import Notebook, parse, to_bytes
from styrkort.outputs import mime_bundle
from styrkort.period import Period
from styrkort.views.summary import DRAFT_FACTS
from styrkort.workspace import Workspace, workspace

NOWHERE = Path("finns-inte")
NOTED = Noted("fel period", "Medarbetare", "cell a", "Fel.", "per april", "")
APPROVAL = Approval(
    number=3,
    by="Anna Berg",
    day=date(2022, 9, 30),
    dnr="RS 1",
    reason="Det brådskar.",
    in_spite_of=(NOTED,),
    accepted=(Noted("okänt tal", "", "cell b", "Okänt.", "98 %", "Ur planen."),),
    content="c" * 64,
)


# The approval


def test_an_approval_is_read_back_as_it_was_written() -> None:
    manifest = json.loads(json.dumps({KEY: as_data(APPROVAL, {"a": "b"})}))
    assert approval_in(manifest) == APPROVAL
    assert approval_in({}) is None
    assert approval_in([]) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [("nummer", "ett"), ("datum", "20220930"), ("datum", None), ("publicerad_trots", 3)],
)
def test_an_approval_that_was_damaged_is_told(key: str, value: Any) -> None:
    data = {**as_data(APPROVAL, {}), key: value}
    with pytest.raises(InputError, match="skadad"):
        approval_in({KEY: data})


def test_a_day_is_said_in_words_and_read_in_one_form() -> None:
    assert day_in_words(date(2022, 9, 3)) == "3\u00a0september 2022"
    assert read_day("2022-09-03") == date(2022, 9, 3)
    with pytest.raises(ValueError, match="20220903"):
        read_day("20220903")


# The content


def test_words_and_numbers_are_the_content() -> None:
    for change in (words_changed, value_changed, block_changed, fact_changed, cell_added, swapped):
        assert content_of(change(nb()), NOWHERE) != content_of(nb(), NOWHERE), change.__name__


def test_nothing_else_is() -> None:
    for change in (
        tagged,
        counted,
        reidentified,
        noted_above,
        listed_first,
        as_javascript,
        resaved,
    ):
        assert content_of(change(nb()), NOWHERE) == content_of(nb(), NOWHERE), change.__name__


def test_an_edition_and_a_working_version_have_the_same_content() -> None:
    edition = frozen(nb(), APPROVAL, (Line("Något har ändrats."),))
    assert content_of(edition, NOWHERE) == content_of(nb(), NOWHERE)
    assert content_of(as_draft(edition), NOWHERE) == content_of(nb(), NOWHERE)


def test_the_numbers_shown_are_the_same_wherever_the_cells_and_words_stand() -> None:
    for change in (words_changed, cell_added, swapped, tagged, as_javascript, listed_first):
        assert numbers_of(change(nb())) == numbers_of(nb()), change.__name__
    for change in (value_changed, block_changed, fact_changed, cleared):
        assert numbers_of(change(nb())) != numbers_of(nb()), change.__name__


def test_a_picture_beside_the_notebook_is_content_but_none_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "utanför.png").write_bytes(b"x")
    home = tmp_path / "hem"
    (home / "bilder").mkdir(parents=True)
    (home / "bilder/en bild.png").write_bytes(b"1")
    (home / "b.svg").write_bytes(b"2")
    shown = (
        "![a](<bilder/en bild.png>) ![b](bilder/en%20bild.png) <img alt='' src='b.svg'>\n\n"
        "![c](../utanför.png) ![d](https://x.se/y.png) ![e](attachment:z.png) ![f](saknas.png)"
    )
    book = with_words(shown)
    assert pictures_beside(book, home) == {"bilder/en bild.png": b"1", "b.svg": b"2"}
    before = content_of(book, home)
    (home / "b.svg").write_bytes(b"3")
    assert content_of(book, home) != before


# Freezing


def test_an_editions_title_block_says_which_it_is() -> None:
    facts = title_of(frozen(nb(), APPROVAL)).facts
    assert facts == (
        ("Period", "januari–augusti"),
        ("Status", "Utgåva 3, fastställd 30\u00a0september 2022 av Anna Berg"),
        ("Diarienummer", "RS 1"),
    )


def test_a_working_version_says_so_again() -> None:
    back = as_draft(frozen(nb(), APPROVAL))
    assert title_of(back).facts == (("Period", "januari–augusti"), *DRAFT_FACTS)
    assert [c["id"] for c in back["cells"]] == [c["id"] for c in nb()["cells"]]
    assert back["metadata"]["styrkort"]["status"] == "arbetsversion"


def test_notes_list_and_what_waits_are_left_out_of_an_edition() -> None:
    edition = frozen(noted_above(listed_first(nb())), APPROVAL)
    assert "notis" not in json.dumps(edition)
    assert "granskning" not in json.dumps(edition)
    waiting = nb()
    waiting["cells"][2]["metadata"]["tags"] = ["kommentar", "granska"]
    kept = frozen(waiting, APPROVAL)["cells"][2]
    assert kept["metadata"]["tags"] == ["kommentar"]


def test_the_last_page_is_about_the_edition_and_changes_stand_before_it() -> None:
    edition = frozen(nb(), APPROVAL, (Line("Något har ändrats."),))
    sources = [c["source"] for c in edition["cells"]][-4:]
    assert sources[0] == "## Ändrat sedan förra utgåvan"
    assert sources[2] == "## Om utgåvan"
    last = json.dumps(edition["cells"][-1], ensure_ascii=False)
    for words in ("Anna Berg", "30\u00a0september", "RS 1", "c" * 64, "Det brådskar.", "per april"):
        assert words in last


def test_freezing_an_edition_again_gives_the_same() -> None:
    once = frozen(nb(), APPROVAL)
    assert frozen(once, APPROVAL) == once
    assert report_alone(once) == as_draft(nb())


def test_nothing_is_changed_in_place_and_another_notebook_has_no_status() -> None:
    book = nb()
    before = to_bytes(book)
    frozen(book, APPROVAL)
    as_draft(book)
    assert to_bytes(book) == before
    foreign: Notebook = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    assert as_draft(foreign) == foreign


# The shelf


def test_the_latest_edition_is_the_highest_number_that_can_be_read(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    assert latest(place) is None
    assert next_number(place) == 1
    for number in (1, 2, 10):
        shelved(place, number)
    (place.editions / "min mapp").mkdir()
    assert next_number(place) == 11
    found = latest(place)
    assert found is not None
    assert found.folder.name == "10"
    (place.editions / "10/manifest.json").write_text("{", "utf-8")
    again = latest(place)
    assert again is not None
    assert again.folder.name == "2"
    assert next_number(place) == 11


def test_an_edition_whose_notebook_was_changed_has_none(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    shelved(place, 1)
    found = latest(place)
    assert found is not None
    assert found.notebook() is None, "its hash is another"


def test_a_manifest_without_parameters_is_told(tmp_path: Path) -> None:
    manifest = {KEY: as_data(APPROVAL, {}), "parametrar": {"PERIOD": "DÅ09"}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(InputError, match="parametrar"):
        edition_in(tmp_path)
    assert edition_in(tmp_path / "tom") is None


# What the tests are made of


def a_place(root: Path) -> Workspace:
    return workspace(root, "d", Period("DÅ08", 2022))


def shelved(place: Workspace, number: int) -> None:
    folder = place.editions / str(number)
    folder.mkdir(parents=True)
    manifest = {
        "parametrar": {"DIVISION": "d", "PERIOD": "DÅ08", "YEAR": 2022},
        KEY: as_data(APPROVAL, {"d.ipynb": "0" * 64}),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (folder / "d.ipynb").write_bytes(to_bytes(nb()))


def nb() -> Notebook:
    """A report in small: title block, words with a value, a line of ours, an analyst's picture."""
    title = Facts("Region", "Bilaga", "Divisionen", (("Period", "januari–augusti"), *DRAFT_FACTS))
    return {
        "cells": [
            code("titelblock", mime_bundle(title)),
            markdown("inledning", "Utfallet är {eval}`utfall.sjuk`."),
            {**markdown("kommentar-a", "Mina ord."), "metadata": {"tags": ["kommentar"]}},
            code("rad", {**mime_bundle(Line("Tre mål är uppfyllda.")), "x": {"width": 1.0}}),
            code("min", {"image/png": "QUJD\n", "text/plain": "<Figure>"}, own=False),
        ],
        "metadata": {
            "styrkort": {
                "status": "arbetsversion",
                "fakta": '{"measures":[]}',
                "namn": {"utfall.sjuk": "6,3 %"},
            }
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def markdown(id: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": source}


def code(id: str, data: dict[str, Any], own: bool = True) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": id,
        "metadata": {"styrkort": {"cell": id}} if own else {},
        "source": f"{id}()",
        "execution_count": 1,
        "outputs": [{"output_type": "display_data", "metadata": {}, "data": data}],
    }


def title_of(book: Notebook) -> Facts:
    block = from_json(book["cells"][0]["outputs"][0]["data"][MIME])
    assert isinstance(block, Facts)
    return block


def with_words(text: str) -> Notebook:
    book = nb()
    book["cells"][2]["source"] = text
    return book


Change = Callable[[Notebook], Notebook]


def words_changed(book: Notebook) -> Notebook:
    book["cells"][2]["source"] = "Andra ord."
    return book


def value_changed(book: Notebook) -> Notebook:
    book["metadata"]["styrkort"]["namn"]["utfall.sjuk"] = "6,4 %"
    return book


def fact_changed(book: Notebook) -> Notebook:
    book["metadata"]["styrkort"]["fakta"] = '{"measures":[1]}'
    return book


def block_changed(book: Notebook) -> Notebook:
    book["cells"][3] = code("rad", mime_bundle(Line("Två mål är uppfyllda.")))
    return book


def cell_added(book: Notebook) -> Notebook:
    book["cells"].append(markdown("ny", "Fler ord."))
    return book


def swapped(book: Notebook) -> Notebook:
    cells = book["cells"]
    cells[2], cells[3] = cells[3], cells[2]
    return book


def cleared(book: Notebook) -> Notebook:
    book["cells"][3]["outputs"] = []
    return book


def tagged(book: Notebook) -> Notebook:
    for cell in book["cells"]:
        cell["metadata"] = {**cell["metadata"], "tags": ["ok-abc123:skäl"], "collapsed": True}
    return book


def counted(book: Notebook) -> Notebook:
    book["cells"][3]["execution_count"] = 17
    return book


def reidentified(book: Notebook) -> Notebook:
    for n, cell in enumerate(book["cells"]):
        cell["id"] = f"cell-{n}"
    return book


def noted_above(book: Notebook) -> Notebook:
    note = {**markdown("notis-a", "Siffran har ändrats."), "metadata": {"tags": ["notis"]}}
    book["cells"].insert(2, note)
    return book


def listed_first(book: Notebook) -> Notebook:
    listed = code("granskning", mime_bundle(Line("1 sak hindrar.")))
    listed["metadata"]["tags"] = ["granskning"]
    book["cells"].insert(0, listed)
    return book


def as_javascript(book: Notebook) -> Notebook:
    """A browser writes 1.0 as 1, and pictures without their last line end."""
    text = json.dumps(book, ensure_ascii=False).replace('"width": 1.0', '"width": 1')
    changed: Notebook = json.loads(text.replace("QUJD\\n", "QUJD"))
    return changed


def resaved(book: Notebook) -> Notebook:
    return parse(to_bytes(book), "x.ipynb")
