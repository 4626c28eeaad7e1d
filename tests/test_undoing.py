"""An earlier notebook brought back: byte for byte, again and again, and nothing lost."""

import json
import shutil
from pathlib import Path

import pytest

from edition_roots import WORDS, adding, edit, place_in, run, tree, with_report
from styrkort.disk.lock import exclusive


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three notebooks: the first run's, that with words added, and a run of another figure."""
    root = with_report(tmp_path_factory.mktemp("ursprung"))
    edit(place_in(root).notebook, adding(WORDS))
    sick_leave(root, "6,4")
    assert run("report", "DÅ08", root=root) == 0
    return root


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(base, tmp_path / "rot"))


def sick_leave(root: Path, value: str) -> None:
    file = root / "data/regionstod/2022/bilaga-da08.csv"
    lines = file.read_text("utf-8").splitlines()
    new = [f"sjukfranvaro;;2022-08;{value};" if "sjukfranvaro" in line else line for line in lines]
    file.write_text("\n".join(new) + "\n", "utf-8")


def undo(root: Path, *args: str) -> int:
    return run("undo", "DÅ08", *args, root=root)


def current(root: Path) -> bytes:
    return place_in(root).notebook.read_bytes()


def numbered(root: Path) -> dict[int, bytes]:
    return {number: path.read_bytes() for number, path in place_in(root).history().items()}


def page(root: Path) -> str:
    return (place_in(root).folder / f"{place_in(root).stem}.html").read_text("utf-8")


def log(root: Path) -> list[str]:
    return (place_in(root).folder / "korning.log").read_text("utf-8").splitlines()


def test_the_previous_notebook_comes_back_byte_for_byte_with_its_documents(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, kept = current(root), numbered(root)
    assert "6,4\u00a0%" in page(root)
    assert undo(root) == 0
    assert current(root) == kept[1]
    assert numbered(root) == {**kept, 2: before}
    assert "6,3\u00a0%" in page(root)
    assert "6,4\u00a0%" not in page(root)
    said = capsys.readouterr().out
    assert said.startswith("Division Regionstöd, DÅ08 2022\n")
    assert "historik/0001.ipynb är tillbaka" in said
    assert "historik/0002.ipynb" in said
    assert " undo 1 regionstod DÅ08 2022" in log(root)[-1]


def test_undoing_goes_on_backwards_and_adds_each_notebook_once(root: Path) -> None:
    for value in ("6,5", "6,6"):
        sick_leave(root, value)
        assert run("report", "DÅ08", root=root) == 0
    newest, there = current(root), numbered(root)
    assert list(there) == [1, 2, 3]
    for number in (3, 2, 1):
        assert undo(root) == 0
        assert current(root) == there[number]
    assert numbered(root) == {**there, 4: newest}


def test_beyond_the_first_there_is_nothing_and_nothing_changes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert undo(root) == 0
    before = tree(root)
    capsys.readouterr()
    assert undo(root) == 2
    assert "det finns ingen tidigare notebook" in capsys.readouterr().err
    assert tree(root) == before


def test_an_undo_is_undone_by_its_number_with_the_command_that_it_prints(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newest = current(root)
    assert undo(root) == 0
    back = "make undo PERIOD=DÅ08 YEAR=2022 DIVISION=regionstod NUMBER=2"
    assert back in capsys.readouterr().out
    assert undo(root, "--number", "2") == 0
    assert current(root) == newest
    assert list(numbered(root)) == [1, 2]


@pytest.mark.parametrize("typed", ["1", "0001", "0001.ipynb", "historik/0001.ipynb", " 1 "])
def test_a_number_is_read_as_the_file_is_called(root: Path, typed: str) -> None:
    first = numbered(root)[1]
    assert undo(root, "--number", typed) == 0
    assert current(root) == first


@pytest.mark.parametrize("typed", ["7", "0", "-1", "ett", "1.5", "../0001.ipynb"])
def test_an_unknown_number_lists_those_there_are(
    root: Path, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(root)
    capsys.readouterr()
    assert undo(root, f"--number={typed}") == 2
    assert "De som finns är 1." in capsys.readouterr().err
    assert tree(root) == before


def test_words_written_after_an_undo_are_kept_when_it_is_undone_in_turn(root: Path) -> None:
    newest = current(root)
    assert undo(root) == 0
    edit(place_in(root).notebook, adding("Skrivet efteråt."))
    written = current(root)
    assert undo(root) == 0
    assert current(root) == newest
    assert written in numbered(root).values()


def test_a_report_after_an_undo_carries_the_words_that_came_back(root: Path) -> None:
    edit(place_in(root).notebook, adding("Det här ångras."))
    assert run("report", "DÅ08", root=root) == 0
    assert undo(root, "--number", "1") == 0
    back = current(root)
    assert run("report", "DÅ08", root=root) == 0
    assert WORDS in current(root).decode()
    assert "Det här ångras." not in current(root).decode()
    assert any("Det här ångras." in nb.decode() for nb in numbered(root).values())
    assert list(numbered(root).values())[-1] == back
    assert undo(root) == 0
    assert current(root) == back


def test_a_confirmation_is_undone(root: Path) -> None:
    before = current(root)
    confirm = ("--cell", "kommentar-medarbetare", "--by", "Anna Ek")
    assert run("confirm", "DÅ08", *confirm, root=root) == 0
    confirmed = current(root)
    assert confirmed != before
    assert undo(root) == 0
    assert current(root) == before
    assert confirmed in numbered(root).values()


def test_an_imported_copy_is_undone(root: Path) -> None:
    copy = root.parent / "kopia.ipynb"
    copy.write_bytes(current(root))
    edit(copy, adding("Kollegans ord.", "kommentar-ekonomi"))
    before = current(root)
    assert run("import", str(copy), root=root) == 0
    assert "Kollegans ord." in current(root).decode()
    assert undo(root) == 0
    assert current(root) == before


def test_a_broken_notebook_is_replaced_and_kept(root: Path) -> None:
    place = place_in(root)
    place.notebook.write_bytes(b"{ trasig")
    first = numbered(root)[1]
    assert undo(root) == 0
    assert current(root) == first
    assert numbered(root)[2] == b"{ trasig"


def test_a_notebook_that_was_removed_comes_back(root: Path) -> None:
    place_in(root).notebook.unlink()
    first = numbered(root)[1]
    assert undo(root) == 0
    assert current(root) == first
    assert list(numbered(root)) == [1]


def test_a_broken_file_in_history_is_refused_by_name(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place_in(root).folder / "historik/0001.ipynb").write_bytes(b"{ trasig")
    before = tree(root)
    capsys.readouterr()
    assert undo(root) == 2
    assert "historik/0001.ipynb: filen är skadad" in capsys.readouterr().err
    assert tree(root) == before


def test_a_notebook_kept_without_its_figures_says_to_make_the_report(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def bare(notebook: dict[str, object]) -> None:
        metadata = notebook["metadata"]
        assert isinstance(metadata, dict)
        metadata["styrkort"]["utan_utdata"] = "Utdata är borttagna."

    edit(place_in(root).folder / "historik/0001.ipynb", bare)
    assert undo(root) == 0
    assert "Kör make report" in capsys.readouterr().out


def test_a_report_that_was_never_run_twice_has_nothing_to_bring_back(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(place_in(root).folder / "historik")
    capsys.readouterr()
    assert undo(root) == 2
    assert "det finns ingen tidigare notebook att ta tillbaka" in capsys.readouterr().err


def test_while_another_command_is_at_work_it_waits_its_turn(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = place_in(root)
    before = tree(root)
    with exclusive(place.folder.with_name(f".{place.folder.name}.lock")):
        assert undo(root) == 2
    assert "en annan körning av samma rapport pågår" in capsys.readouterr().err
    assert tree(root) == before


def test_no_notebook_of_history_is_ever_changed(root: Path) -> None:
    kept = numbered(root)
    for args in ((), ("--number", "2"), ("--number", "1")):
        assert undo(root, *args) == 0
    assert {number: numbered(root)[number] for number in kept} == kept
    assert json.loads(current(root))
