"""publish: an edition is frozen whole and for good, or refused and nothing is written."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import require_tool
from edition_roots import (
    APPROVED,
    BY,
    WORDS,
    Notebook,
    adding,
    cell,
    edit,
    edition_of,
    manifest_of,
    place_in,
    process,
    publish,
    run,
    text_of,
    tree,
    with_report,
)
from styrkort.disk.folders import put_folder
from styrkort.editions.asking import Asked, stated
from styrkort.errors import InputError

STANDING = f"Utgåva 1, fastställd 30 september 2022 av {BY}"
WRONG_PERIOD = "Sjukfrånvaron per april 2022 är 6,3 %."


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one good report; not to be changed."""
    return with_report(tmp_path_factory.mktemp("good") / "root")


@pytest.fixture
def root(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "root"))


@pytest.fixture(scope="module")
def approved(good: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with edition 1; not to be changed."""
    root = Path(shutil.copytree(good, tmp_path_factory.mktemp("approved") / "root"))
    assert publish(root) == 0
    return root


@pytest.fixture
def published(approved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(approved, tmp_path / "root"))


# What is left


def test_an_edition_holds_the_documents_the_results_and_the_manifest(approved: Path) -> None:
    assert set(tree(edition_of(approved))) == {
        "regionstod-2022-da08.ipynb", "regionstod-2022-da08.html", "regionstod-2022-da08.pdf",
        "resultat.csv", "resultat.json", "resultat_verksamhet.csv", "manifest.json",
    }  # fmt: skip
    names = {path.name for path in place_in(approved).folder.parent.iterdir()}
    assert names == {"2022-da08"}, "staging or lock left behind"


def test_its_manifest_is_the_runs_and_says_who_when_and_what(approved: Path) -> None:
    folder, runs = edition_of(approved), manifest_of(place_in(approved).folder)
    manifest = manifest_of(folder)
    said = manifest.pop("utgåva")
    assert manifest == runs
    assert said["nummer"] == 1
    assert (said["fastställd_av"], said["datum"], said["dnr"]) == (BY, "2022-09-30", "RS 2022/123")
    assert said["publicerad_trots"] == said["godtagna"] == []
    assert set(said["filer"]) == set(tree(folder)) - {"manifest.json"}


def test_no_word_of_a_working_version_and_no_list_is_anywhere_in_it(approved: Path) -> None:
    folder = edition_of(approved)
    require_tool("pdftotext")
    for path in (folder / f"regionstod-2022-da08.{form}" for form in ("ipynb", "html", "pdf")):
        assert "arbetsversion" not in text_of(path).casefold(), path.name
        assert STANDING in text_of(path) or path.suffix == ".pdf"
        assert "RS 2022/123" in text_of(path)
    notebook = json.loads((folder / "regionstod-2022-da08.ipynb").read_text("utf-8"))
    tags = [tag for each in notebook["cells"] for tag in each["metadata"].get("tags", ())]
    assert not {"notis", "granskning", "granska"} & set(tags)
    assert notebook["metadata"]["styrkort"]["status"] == "utgåva"


def test_the_last_page_says_what_the_edition_is(approved: Path) -> None:
    require_tool("pdftotext")
    folder = edition_of(approved)
    last = text_of(folder / "regionstod-2022-da08.pdf").split("\f")[-2]
    content = manifest_of(folder)["utgåva"]["innehåll"]
    for words in ("Om utgåvan", BY, "30 september 2022", "RS 2022/123", content, "uppgivet"):
        assert words in last, words
    page = text_of(folder / "regionstod-2022-da08.html")
    assert '<a href="#om-utgavan">Om utgåvan</a>' in page
    assert content in page


def test_the_periods_own_documents_become_the_editions(approved: Path) -> None:
    folder, edition = place_in(approved).folder, edition_of(approved)
    for form in ("html", "pdf"):
        name = f"regionstod-2022-da08.{form}"
        assert (folder / name).read_bytes() == (edition / name).read_bytes()
    assert " publish regionstod DÅ08 2022 " in (folder / "korning.log").read_text("utf-8")


def test_the_analysts_notebook_is_left_as_it_is(good: Path, approved: Path) -> None:
    before, after = (place_in(root).notebook.read_bytes() for root in (good, approved))
    assert before == after


def test_the_same_inputs_give_the_same_bytes_in_another_folder(
    root: Path, approved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert publish(root) == 0
    assert tree(edition_of(root)) == tree(edition_of(approved))


def test_no_kernel_is_started_and_words_saved_since_the_run_are_in_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_kernel(*_args: object) -> None:
        pytest.fail("a kernel was started")

    monkeypatch.setattr("styrkort.kernels.kernel._process", no_kernel)
    edit(place_in(root).notebook, adding(WORDS))
    assert publish(root) == 0
    assert WORDS in text_of(edition_of(root) / "regionstod-2022-da08.html")


def test_a_picture_beside_the_notebook_goes_with_the_edition_and_belongs_to_the_content(
    root: Path,
) -> None:
    place = place_in(root)
    (place.folder / "bilder").mkdir()
    (place.folder / "bilder/plott.svg").write_text(SVG, "utf-8")
    edit(place.notebook, adding("![En plott](bilder/plott.svg)"))
    assert publish(root) == 0
    assert (edition_of(root) / "bilder/plott.svg").read_text("utf-8") == SVG
    assert run("verify", str(edition_of(root)), root=root) == 0
    (place.folder / "bilder/plott.svg").write_text(SVG.replace("red", "blue"), "utf-8")
    assert run("render", "DÅ08", root=root) == 0
    assert "Arbetsversion" in text_of(place.folder / "regionstod-2022-da08.html")


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<rect width="40" height="40" fill="red"/></svg>'
)


# What is refused


def test_what_is_not_stated_or_wrong_is_told_all_at_once(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(root)
    assert publish(root, "--by", "  ", "--date", "2022-02-30", "--dnr", "–") == 2
    told = capsys.readouterr().err
    assert all(word in told for word in ("BY", "DATE", "2022-02-30", "DNR"))
    assert tree(root) == before


@pytest.mark.parametrize("text", ["20220930", "2022-9-30", "2022-W39-5", "i dag", "30/9 2022"])
def test_a_date_is_a_day_of_the_calendar_in_one_form(text: str) -> None:
    with pytest.raises(InputError, match="inget datum"):
        stated(Asked(BY, text, "", ""), date(2022, 9, 30))


def test_without_a_date_it_is_today_and_words_are_set_on_one_line() -> None:
    said = stated(Asked(" Anna\n Berg\t", "", "", "därför\natt"), date(2022, 10, 1))
    assert (said.by, said.day, said.reason) == ("Anna Berg", date(2022, 10, 1), "därför att")


@pytest.mark.skipif(os.name == "nt", reason="there arguments are always letters")
def test_no_letter_of_a_name_from_an_old_terminal_is_lost(root: Path) -> None:
    by = os.fsdecode("Åsa Öberg".encode("cp1252"))
    assert publish(root, "--by", by, "--date", "2022-09-30") == 0
    assert manifest_of(edition_of(root))["utgåva"]["fastställd_av"] == "Åsa Öberg"


def test_what_is_not_seen_is_left_out_of_a_name_and_joined_signs_are_kept() -> None:
    said = stated(Asked("Anna\u202egreB\u200b \u2066Ek\u2069", "", "", ""), date(2022, 9, 30))
    assert said.by == "AnnagreB Ek"
    family = "\U0001f469\u200d\U0001f467 Ek"
    assert stated(Asked(family, "", "", ""), date(2022, 9, 30)).by == family


def test_a_report_that_is_not_made_is_2(tmp_path: Path, good: Path) -> None:
    for name in ("params", "data", "notebooks"):
        shutil.copytree(good / name, tmp_path / name)
    assert publish(tmp_path) == 2
    assert not (tmp_path / "outputs").exists()


@pytest.mark.parametrize(
    "name",
    ["data/regionstod/2022/bilaga-da08.csv", "params/regionstod/2022/plan.yaml",
     "params/regionstod/2022/da08.yaml", "notebooks/rapport.ipynb"],
)  # fmt: skip
def test_an_input_that_has_changed_since_the_run_is_named_and_nothing_published(
    root: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / name).write_bytes((root / name).read_bytes() + b"\n")
    before = tree(root)
    assert publish(root) == 2
    told = capsys.readouterr().err
    assert f"{name} är ändrad" in told
    assert "make report" in told
    assert tree(root) == before


def test_inputs_that_came_or_went_since_the_run_are_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = root / "data/regionstod/2022"
    (data / "bilaga-da08.csv").rename(data / "annan.csv")
    assert publish(root) == 2
    told = capsys.readouterr().err
    assert "bilaga-da08.csv finns inte längre" in told
    assert "annan.csv har kommit till" in told


def clear_outputs(notebook: Notebook) -> None:
    for each in notebook["cells"]:
        if each["cell_type"] == "code":
            each["outputs"], each["execution_count"] = [], None


def another_number(notebook: Notebook) -> None:
    shown = json.dumps(notebook["cells"], ensure_ascii=False)
    assert "6,3" in shown
    notebook["cells"] = json.loads(shown.replace("6,3\u00a0%", "5,3\u00a0%"))


def without_a_table(notebook: Notebook) -> None:
    tables = [c for c in notebook["cells"] if "perspective_table" in "".join(c["source"])]
    shown = [c for c in tables if c["outputs"]]
    notebook["cells"] = [c for c in notebook["cells"] if c is not shown[0]]


@pytest.mark.parametrize("change", [clear_outputs, another_number, without_a_table])
def test_a_notebook_whose_numbers_are_not_the_runs_is_refused(
    root: Path, change: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(place_in(root).notebook, change)
    assert publish(root) == 2
    assert "notebookens siffror och tabeller" in capsys.readouterr().err
    assert not edition_of(root).exists()


def test_results_edited_by_hand_are_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = place_in(root).folder / "resultat.csv"
    results.write_text(results.read_text("utf-8").replace("6.3", "5.3"), "utf-8")
    assert publish(root) == 2
    assert "resultat.csv är ändrad" in capsys.readouterr().err


def test_a_notebook_saved_by_a_browser_is_the_runs_all_the_same(root: Path) -> None:
    """JavaScript writes 1.0 as 1 and knows no order of keys."""

    def as_javascript(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: as_javascript(value[key]) for key in reversed(value)}
        if isinstance(value, list):
            return [as_javascript(each) for each in value]
        return int(value) if isinstance(value, float) and value.is_integer() else value

    path = place_in(root).notebook
    notebook = as_javascript(json.loads(path.read_text("utf-8")))
    path.write_text(json.dumps(notebook, ensure_ascii=True, indent=2), "utf-8")
    assert publish(root) == 0
    assert run("verify", str(edition_of(root)), root=root) == 0


def test_what_review_finds_is_listed_and_nothing_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(place_in(root).notebook, adding(WRONG_PERIOD))
    before = tree(root)
    assert publish(root) == 1
    told = capsys.readouterr().out
    assert "per april 2022" in told
    assert "REASON" in told
    assert "Råd:" not in told, "mere advice is left to review"
    assert tree(root) == before


def test_with_a_reason_it_is_published_in_spite_of_it_and_says_so(root: Path) -> None:
    reason = "Nämnden sammanträder i dag."
    edit(place_in(root).notebook, adding(WRONG_PERIOD))
    assert publish(root, *APPROVED, "--reason", reason) == 0
    said = manifest_of(edition_of(root))["utgåva"]
    assert said["skäl"] == reason
    assert [one["slag"] for one in said["publicerad_trots"]] == ["fel period"]
    require_tool("pdftotext")
    last = text_of(edition_of(root) / "regionstod-2022-da08.pdf").split("\f")[-2]
    assert reason in last
    assert "per april 2022" in last


def test_what_was_published_in_spite_of_is_quoted_with_its_values(root: Path) -> None:
    quoted = "Per april 2022 var sjukfrånvaron {eval}`utfall.sjukfranvaro`."
    edit(place_in(root).notebook, adding(quoted))
    assert publish(root, *APPROVED, "--reason", "Nämnden sammanträder i dag.") == 0
    (noted,) = manifest_of(edition_of(root))["utgåva"]["publicerad_trots"]
    assert noted["citat"].replace("\u00a0", " ") == "Per april 2022 var sjukfrånvaron 6,3 %."


def unread_draft(notebook: Notebook) -> None:
    found = cell(notebook, "kommentar-medarbetare")
    found["source"] = WORDS
    found["metadata"]["tags"] = [*found["metadata"]["tags"], "utkast"]
    found["metadata"]["styrkort"]["utkast"] = {"från": "DÅ04 2022", "text": WORDS}


def test_no_reason_is_enough_for_an_unread_draft(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(place_in(root).notebook, unread_draft)
    assert publish(root, *APPROVED, "--reason", "Brådskar.") == 1
    assert "även när ett skäl anges" in capsys.readouterr().out
    assert not edition_of(root).exists()


def test_the_same_once_more_is_refused_and_names_the_edition(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(published)
    assert publish(published) == 1
    assert "Utgåva 1 är redan fastställd" in capsys.readouterr().out
    assert tree(published) == before


def test_the_same_content_may_be_approved_anew_by_somebody_else(published: Path) -> None:
    assert publish(published, "--by", "Bo Ek", "--date", "2022-10-01") == 0
    said = manifest_of(edition_of(published, 2))["utgåva"]
    assert said["innehåll"] == manifest_of(edition_of(published))["utgåva"]["innehåll"]
    page = text_of(edition_of(published, 2) / "regionstod-2022-da08.html")
    assert "Ändrat sedan förra utgåvan" in page
    assert "Inget har ändrats" in page


# A second edition


def test_a_second_edition_says_what_has_changed_and_leaves_the_first_alone(
    published: Path,
) -> None:
    first = tree(edition_of(published))
    edit(place_in(published).notebook, adding(WORDS))
    assert publish(published, "--by", BY, "--date", "2022-10-03") == 0
    assert tree(edition_of(published)) == first
    page = text_of(edition_of(published, 2) / "regionstod-2022-da08.html")
    changed = page.partition('id="andrat-sedan-forra-utgavan"')[2].partition('id="om-utgavan"')[0]
    assert WORDS in changed
    assert "Utgåva 2, fastställd 3 oktober 2022" in page
    assert run("verify", str(edition_of(published, 2)), root=published) == 0


def test_what_has_changed_and_what_the_edition_is_share_the_last_page_where_they_fit(
    published: Path,
) -> None:
    require_tool("pdftotext")
    edit(place_in(published).notebook, adding(WORDS))
    assert publish(published) == 0
    pages = text_of(edition_of(published, 2) / "regionstod-2022-da08.pdf").split("\f")[:-1]
    assert pages[-1].index("Ändrat sedan förra utgåvan") < pages[-1].index("Om utgåvan")
    assert "Filer" not in pages[-1], "they begin a page of their own"
    edit(
        place_in(published).notebook, adding("\n\n".join(f"{WORDS} Nummer {n}." for n in range(40)))
    )
    assert publish(published) == 0
    pages = text_of(edition_of(published, 3) / "regionstod-2022-da08.pdf").split("\f")[:-1]
    assert "Nummer 20." in pages[-2]
    assert "Fastställd av" in pages[-1]


def test_a_number_once_used_is_never_used_again(published: Path) -> None:
    first = edition_of(published)
    (first / "manifest.json").write_text("{", "utf-8")
    before = tree(first)
    assert publish(published) == 0
    assert tree(first) == before
    page = text_of(edition_of(published, 2) / "regionstod-2022-da08.html")
    assert "finns inte kvar som den fastställdes" in page


# The approval is bound to the content


def test_the_approval_lapses_with_the_words_and_comes_back_with_them(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = place_in(published)
    approved, page = place.notebook.read_bytes(), place.folder / f"{place.stem}.html"
    edit(place.notebook, adding(WORDS))
    assert run("render", "DÅ08", root=published) == 0
    assert "Ändrat sedan utgåva 1" in capsys.readouterr().out
    assert "<strong>Arbetsversion</strong>" in text_of(page)
    assert STANDING not in text_of(page)
    place.notebook.write_bytes(approved)
    assert run("render", "DÅ08", root=published) == 0
    assert "det som fastställdes i utgåva 1" in capsys.readouterr().out
    assert STANDING in text_of(page)
    assert "Arbetsversion" not in text_of(page)


def test_the_approval_lapses_with_the_numbers_and_holds_over_a_run_that_changes_nothing(
    published: Path,
) -> None:
    place = place_in(published)
    page = place.folder / f"{place.stem}.html"
    before = page.read_bytes()
    assert run("report", "DÅ08", root=published) == 0
    assert page.read_bytes() == before
    data = published / "data/regionstod/2022/bilaga-da08.csv"
    data.write_text(data.read_text("utf-8").replace("6,3", "6,4").replace("6.3", "6.4"), "utf-8")
    assert run("report", "DÅ08", root=published) == 0
    assert "<strong>Arbetsversion</strong>" in text_of(page)


def test_tags_counts_and_places_of_an_editor_change_nothing_that_is_approved(
    published: Path,
) -> None:
    def noted(notebook: Notebook) -> None:
        for n, each in enumerate(notebook["cells"]):
            each["metadata"]["tags"] = [*each["metadata"].get("tags", ()), "min-tagg"]
            each["metadata"]["collapsed"] = True
            if each["cell_type"] == "code":
                each["execution_count"] = n

    place = place_in(published)
    edit(place.notebook, noted)
    assert run("render", "DÅ08", root=published) == 0
    assert STANDING in text_of(place.folder / f"{place.stem}.html")


def test_an_edition_that_was_tampered_with_lends_its_name_to_nothing(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(edition_of(published) / "regionstod-2022-da08.ipynb", adding(WORDS))
    assert run("render", "DÅ08", root=published) == 0
    assert "make verify" in capsys.readouterr().out
    assert "Arbetsversion" in text_of(place_in(published).folder / "regionstod-2022-da08.html")


def test_a_status_written_by_hand_approves_nothing(root: Path) -> None:
    def claim(notebook: Notebook) -> None:
        notebook["metadata"]["styrkort"]["status"] = "utgåva"

    place = place_in(root)
    edit(place.notebook, claim)
    assert run("render", "DÅ08", root=root) == 0
    assert "<strong>Arbetsversion</strong>" in text_of(place.folder / f"{place.stem}.html")


def test_an_editions_notebook_put_back_is_the_report_again(published: Path) -> None:
    place = place_in(published)
    shutil.copy(edition_of(published) / place.notebook.name, place.notebook)
    assert run("report", "DÅ08", root=published) == 0
    said = place.notebook.read_text("utf-8")
    assert "Om utgåvan" not in said, "its pages are the edition's, not words of the report"
    assert STANDING in text_of(place.folder / f"{place.stem}.html")


# Kills, crowds and odd disks


def test_two_at_once_make_one_edition(root: Path) -> None:
    args = ("publish", "DÅ08", "--division", "regionstod", *APPROVED)
    both = [process(*args, root=root) for _ in range(2)]
    codes = sorted((each.communicate(), each.returncode)[1] for each in both)
    assert codes[0] == 0
    assert codes[1] in (1, 2), "the other found it held, or done already"
    assert [path.name for path in edition_of(root).parent.iterdir()] == ["1"]


def test_a_notebook_saved_while_it_is_frozen_is_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from styrkort.editions import publishing

    made = publishing.edition_files
    rounds = []

    def saved_meanwhile(*args: Any) -> Any:
        files = made(*args)
        if not rounds:
            edit(place_in(root).notebook, adding(WORDS))
        rounds.append(1)
        return files

    monkeypatch.setattr(publishing, "edition_files", saved_meanwhile)
    assert publish(root) == 0
    assert len(rounds) == 2
    assert "börjar om" in capsys.readouterr().out
    assert WORDS in text_of(edition_of(root) / "regionstod-2022-da08.html")


KILLED_AT_EVERY_STEP = """
import os, sys
from pathlib import Path
from styrkort.period import Period
from styrkort.workspace import opened, workspace

root = Path(sys.argv[1])
counted = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree")
left = [0]

def die_at_the_last(event, _args):
    if event in counted:
        left[0] -= 1
        if left[0] == 0:
            os._exit(9)

step = 0
while True:
    step += 1
    child = os.fork()
    if child == 0:
        left[0] = step
        sys.addaudithook(die_at_the_last)
        place = workspace(root / str(step), "d", Period("DÅ08", 2022))
        with opened(place, ("utgavor",)):
            place.freeze(2, {"a.txt": b"a", "b.txt": b"b"}, b"ord")
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        print(step)
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_step_an_edition_is_whole_or_not_there_and_the_next_command_tidies(
    tmp_path: Path,
) -> None:
    from styrkort.period import Period
    from styrkort.workspace import opened, workspace

    places = [workspace(tmp_path / str(n), "d", Period("DÅ08", 2022)) for n in range(1, 60)]
    for place in places:
        (place.editions / "1").mkdir(parents=True)
        (place.editions / "1/a.txt").write_bytes(b"1")
        place.notebook.write_bytes(b"ord")
    driver = [sys.executable, "-c", KILLED_AT_EVERY_STEP, str(tmp_path)]
    steps = int(subprocess.run(driver, check=True, capture_output=True, text=True).stdout)
    assert 8 < steps < 60, "the kill points are not those of a whole freeze"
    outcomes = set()
    for place in places[: steps - 1]:
        there = {path.name for path in place.editions.iterdir()}
        with opened(place, ()):
            pass
        assert {path.name for path in place.folder.parent.iterdir()} == {"2022-da08"}
        assert {path.name for path in place.editions.iterdir()} == there
        assert (place.editions / "1/a.txt").read_bytes() == b"1"
        if "2" in there:
            assert tree(place.editions / "2") == {"a.txt": b"a", "b.txt": b"b"}
        outcomes.add("2" in there)
    assert outcomes == {False, True}


def test_a_folder_that_is_there_is_never_replaced_not_even_an_empty_one(tmp_path: Path) -> None:
    place, staging = tmp_path / "utgavor/1", tmp_path / ".nytt"
    place.mkdir(parents=True)
    with pytest.raises(FileExistsError), put_folder(place, staging, {"a": b"a"}):
        pass
    assert list(place.iterdir()) == []
    assert not staging.exists()


def test_outputs_may_be_a_symbolic_link(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "annanstans"
    (root / "outputs").rename(elsewhere)
    (root / "outputs").symlink_to(elsewhere)
    assert publish(root) == 0
    linked = root / "outputs/regionstod/2022-da08/utgavor/1"
    assert run("verify", str(linked), root=root) == 0
    assert (elsewhere / "regionstod/2022-da08/utgavor/1/manifest.json").is_file()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write all")
def test_a_folder_that_cannot_be_written_in_is_told_and_nothing_changed(root: Path) -> None:
    place = place_in(root)
    place.folder.chmod(0o500)
    try:
        assert publish(root) == 2
    finally:
        place.folder.chmod(0o700)
    assert not place.editions.exists()


def test_a_file_where_the_editions_should_be_is_told_and_left(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place_in(root).editions.write_text("min", "utf-8")
    assert publish(root) == 2
    assert "utgavor" in capsys.readouterr().err
    assert place_in(root).editions.read_text("utf-8") == "min"


def test_words_that_could_be_markup_are_printed_sign_by_sign(root: Path) -> None:
    name = "<b>Åsa</b> #let x = 1 | *chef* $y$ " + "mycket långt namn " * 20
    assert publish(root, "--by", name, "--date", "2022-09-30", "--dnr", "[1]{2}\\") == 0
    page = text_of(edition_of(root) / "regionstod-2022-da08.html")
    assert "&lt;b&gt;Åsa&lt;/b&gt; #let x = 1 | *chef* $y$" in page
    require_tool("pdftotext")
    assert "<b>Åsa</b> #let" in text_of(edition_of(root) / "regionstod-2022-da08.pdf")
