"""What has changed since the last edition or run, in the terminal and as a page."""

import json
import re
import shutil
from pathlib import Path

import pytest

from edition_roots import WORDS, adding, edit, place_in, publish, run, tree, with_report
from styrkort.runs.asked import Request
from styrkort.words.differing import diff as differ
from test_undoing import sick_leave


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_report(tmp_path_factory.mktemp("ursprung"))


@pytest.fixture(scope="module")
def rerun(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Words were added after the first run, and then a figure changed."""
    root = Path(shutil.copytree(base, tmp_path_factory.mktemp("omkord") / "rot"))
    edit(place_in(root).notebook, adding(WORDS))
    sick_leave(root, "6,4")
    assert run("report", "DÅ08", root=root) == 0
    return root


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(base, tmp_path / "rot"))


@pytest.fixture
def changed(rerun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(rerun, tmp_path / "rot"))


def diff(root: Path, *args: str) -> int:
    return run("diff", "DÅ08", *args, root=root)


def page(root: Path) -> str:
    place = place_in(root)
    return (place.folder / f"{place.stem}-andringar.html").read_text("utf-8")


def words(html: str) -> str:
    body = html[html.index("<body>") :]
    return " ".join(re.sub("<[^>]+>", " ", body).replace("\u00a0", " ").split())


def test_numbers_and_words_since_the_last_run_stand_in_the_terminal(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert diff(changed) == 0
    said = capsys.readouterr().out
    assert said.startswith("Division Regionstöd, DÅ08 2022\nJämfört med förra körningen")
    assert re.search(r"Utfall\s+6,3\u00a0% → 6,4\u00a0%", said)
    assert f"{{+{WORDS}+}}" in said
    assert said.index("Siffror") < said.index("6,4") < said.index("Ord\n") < said.index(WORDS)
    assert "\x1b" not in said


def test_the_same_stands_on_a_page_that_is_no_working_version(changed: Path) -> None:
    assert diff(changed) == 0
    html = page(changed)
    text = words(html)
    assert "Sjukfrånvaro Utfall 6,3 % 6,4 %" in text
    assert f"<ins>{WORDS}</ins>" in html
    assert "Arbetsversion" not in text
    assert "<h1>Ändringar sedan förra körningen</h1>" in html
    assert "<title>Ändringar sedan förra körningen – Division Regionstöd, DÅ08 2022</title>" in html
    assert 'lang="sv"' in html
    assert not re.search(r"""(src|href)=["']?https?:|<script""", html)


def test_the_page_is_the_same_whenever_it_is_made_and_nothing_else_changes(changed: Path) -> None:
    before = tree(changed)
    assert diff(changed) == 0
    first = page(changed)
    assert diff(changed) == 0
    assert page(changed) == first
    name = place_in(changed).folder.relative_to(changed) / place_in(changed).changes_page
    assert {**before, name.as_posix(): first.encode()} == tree(changed)


def test_an_edition_is_what_it_is_compared_with_where_there_is_one(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(root) == 0
    edit(place_in(root).notebook, adding(WORDS))
    capsys.readouterr()
    assert diff(root) == 0
    said = capsys.readouterr().out
    assert "Jämfört med utgåva 1, fastställd 30\u00a0september 2022" in said
    assert "Inga siffror har ändrats." in said
    assert f"{{+{WORDS}+}}" in said
    assert "Ändringar sedan utgåva 1" in page(root)


def test_an_edition_that_still_holds_has_not_changed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(root) == 0
    capsys.readouterr()
    assert diff(root) == 0
    assert "Inget har ändrats" in capsys.readouterr().out
    assert "Inget har ändrats" in words(page(root))


@pytest.mark.parametrize("word", ["körning", "KÖRNING", "korning", "ko\u0308rning"])
def test_the_run_is_chosen_in_spite_of_an_edition(
    changed: Path, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(changed, "--by", "Anna Ek", "--reason", "Tiden är ute.") == 0
    capsys.readouterr()
    assert diff(changed, "--against", word) == 0
    assert re.search(r"6,3\u00a0% → 6,4\u00a0%", capsys.readouterr().out)


def test_after_a_run_that_changed_nothing_the_last_that_differs_is_taken(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(place_in(changed).notebook, lambda nb: nb["metadata"].update(egen="sak"))
    assert run("report", "DÅ08", root=changed) == 0
    capsys.readouterr()
    assert diff(changed) == 0
    assert re.search(r"6,3\u00a0% → 6,4\u00a0%", capsys.readouterr().out)


def test_after_the_only_run_words_written_since_are_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(place_in(root).notebook, adding(WORDS))
    capsys.readouterr()
    assert diff(root) == 0
    said = capsys.readouterr().out
    assert "Jämfört med notebooken som körningen lämnade den." in said
    assert f"{{+{WORDS}+}}" in said


def test_with_nothing_to_compare_with_it_says_so_and_writes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(root)
    capsys.readouterr()
    assert diff(root) == 2
    assert "ingenting att jämföra med" in capsys.readouterr().err
    assert diff(root, "--against", "utgåva") == 2
    assert "ingen utgåva" in capsys.readouterr().err
    assert tree(root) == before


def test_without_a_notebook_it_says_to_make_the_report(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(root / "outputs")
    capsys.readouterr()
    assert diff(root) == 2
    assert "notebooken finns inte än" in capsys.readouterr().err
    assert not (root / "outputs").exists()


def test_another_word_lists_the_two_there_are(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(root, "--against", "igår") == 2
    message = capsys.readouterr().err
    assert "”igår”" in message
    assert "utgåva" in message
    assert "körning" in message


def test_an_editions_notebook_that_was_changed_is_not_compared_with(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(root) == 0
    frozen = place_in(root).editions / "1" / place_in(root).notebook.name
    frozen.write_text(frozen.read_text("utf-8").replace("Sjukfrånvaro", "Annat"), "utf-8")
    capsys.readouterr()
    assert diff(root) == 2
    assert "är inte den som" in capsys.readouterr().err


def test_hostile_words_stay_words_on_the_page(changed: Path) -> None:
    hostile = "<script>alert(1)</script> </ins> **fet** {eval}`utfall.okant` ![x](http://x.y/z.png)"
    edit(place_in(changed).notebook, adding(f"```\n{hostile}\n```"))
    assert diff(changed) == 0
    html = page(changed)
    assert "<script" not in html
    assert "<img" not in html
    assert "**fet** {eval}`utfall.okant` ![x](http://x.y/z.png)" in words(html)


def test_colours_are_for_a_terminal_that_shows_them(changed: Path) -> None:
    said: list[str] = []
    asked = Request("DÅ08", 2022, "regionstod", changed)
    differ(asked, "", said.append, 80, coloured=True)
    assert any("\x1b[32m{+" in line for line in said)


def test_the_page_lies_among_what_git_ignores() -> None:
    ignored = (Path(__file__).parents[1] / ".gitignore").read_text("utf-8").splitlines()
    assert "/outputs/*/*/*.html" in ignored


def test_a_run_leaves_the_page_alone(changed: Path) -> None:
    assert diff(changed) == 0
    before = page(changed)
    assert run("render", "DÅ08", root=changed) == 0
    assert page(changed) == before
    manifest = json.loads((place_in(changed).folder / "manifest.json").read_text("utf-8"))
    assert "andringar" not in json.dumps(manifest)
