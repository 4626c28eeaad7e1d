"""A colleague's copy taken into the period's notebook by the command, and what it refuses."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from notebook_samples import ids
from styrkort import cli
from styrkort.period import Period
from styrkort.workspace import Workspace, workspace

PROJECT = Path(__file__).parents[1]
OURS, ECONOMY = "kommentar-medarbetare", "kommentar-ekonomi"
COPY = "Karins kopia.ipynb"


# --- what comes in -------------------------------------------------------------------------


def test_the_copy_s_words_are_in_the_notebook_and_the_document_and_the_log(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, copy = place_in(root), copy_in(root, (ECONOMY, "Kollegans ekonomi."))
    before, lent = place.notebook.read_bytes(), copy.read_bytes()
    capsys.readouterr()
    assert imported(copy, root) == 0
    assert text_of(place.notebook, ECONOMY) == "Kollegans ekonomi."
    assert "Kollegans ekonomi." in (place.folder / f"{place.stem}.html").read_text("utf-8")
    assert (place.folder / "historik/0001.ipynb").read_bytes() == before
    assert copy.read_bytes() == lent
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "Division Regionstöd, DÅ08 2022"
    assert out[1].startswith(f"Klart: 1 cell ur {COPY} har förts in i {place.notebook_name}.")
    assert out[-1] == "Kopian är kvar där den ligger."
    log = (place.folder / "korning.log").read_text("utf-8").splitlines()
    assert " import regionstod DÅ08 2022 " in log[-2]
    assert log[-1].strip() == f"1 cell ur {COPY} har förts in; 0 att ta ställning till"


def test_importing_again_changes_no_file_and_says_so(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copy_in(root, (ECONOMY, "Kollegans ekonomi."))
    assert imported(copy, root) == 0
    before = contents(root)
    capsys.readouterr()
    assert imported(copy, root) == 0
    assert contents(root) == before
    assert "Inget är ändrat." in capsys.readouterr().out


def test_a_run_after_an_import_keeps_the_words_and_a_further_one_changes_nothing(
    root: Path,
) -> None:
    copy = copy_in(root, (ECONOMY, "Kollegans ekonomi."))
    assert imported(copy, root) == 0
    assert styrkort("report", "DÅ08", root=root) == 0
    assert text_of(place_in(root).notebook, ECONOMY) == "Kollegans ekonomi."
    before = place_in(root).notebook.read_bytes()
    assert styrkort("report", "DÅ08", root=root) == 0
    assert imported(copy, root) == 0
    assert place_in(root).notebook.read_bytes() == before


def test_words_that_both_have_changed_stop_publication_until_they_are_settled(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, copy = place_in(root), copy_in(root, (ECONOMY, "Kollegans ekonomi."))
    write(place.notebook, (ECONOMY, "Min ekonomi."))
    capsys.readouterr()
    assert imported(copy, root) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[1].startswith(f"Klart: 1 text ur {COPY} står märkt i ")
    assert "I 1 cell är samma rader ändrade både här och i kopian." in out
    assert text_of(place.notebook, ECONOMY) == "Min ekonomi."
    marked = text_of(place.notebook, f"{ECONOMY}-ny-text")
    assert "Kollegans ekonomi." in marked
    assert COPY in marked
    assert styrkort("review", "DÅ08", root=root) == 1
    assert f"{ECONOMY}-ny-text" in capsys.readouterr().out
    nb = read(place.notebook)
    nb["cells"] = [cell for cell in nb["cells"] if cell["id"] != f"{ECONOMY}-ny-text"]
    save(place.notebook, nb)
    capsys.readouterr()
    styrkort("review", "DÅ08", root=root)
    assert "ny-text" not in capsys.readouterr().out


def test_new_code_is_not_run_and_the_message_says_what_runs_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copy_in(root)
    nb = read(copy)
    ran = {"cell_type": "code", "id": "deras", "metadata": {}, "source": "1 + 1",
           "execution_count": 3, "outputs": [
               {"output_type": "stream", "name": "stdout", "text": "tvåtvå"}]}  # fmt: skip
    nb["cells"].insert(3, ran)
    save(copy, nb)
    assert imported(copy, root) == 0
    assert "Kör make report, så körs de." in capsys.readouterr().out
    cell = next(c for c in read(place_in(root).notebook)["cells"] if c["id"] == "deras")
    assert (cell["outputs"], cell["execution_count"]) == ([], None)
    page = place_in(root).folder / f"{place_in(root).stem}.html"
    assert "tvåtvå" not in page.read_text("utf-8")


def test_a_copy_in_the_report_s_own_folder_is_left_and_said_to_be_removable(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = place_in(root)
    copy = place.folder / f"{place.stem} (Karins dator).ipynb"
    shutil.copy(copy_in(root, (ECONOMY, "Kollegans ekonomi.")), copy)
    lent = copy.read_bytes()
    assert imported(copy, root) == 0
    assert copy.read_bytes() == lent
    assert text_of(place.notebook, ECONOMY) == "Kollegans ekonomi."
    assert f"{copy.name} kan tas bort ur {place.name}/." in capsys.readouterr().out
    assert imported(copy, root) == 0
    assert f"{copy.name} kan tas bort ur {place.name}/." in capsys.readouterr().out


def test_the_copy_is_found_from_here_from_root_from_home_and_through_a_link(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copy_in(root, (ECONOMY, "Kollegans ekonomi."))
    link = tmp_path / "länk.ipynb"
    link.symlink_to(copy)
    monkeypatch.setenv("HOME", str(root))
    before = place_in(root).notebook.read_bytes()
    for typed in (str(link), f"~/{COPY}", COPY):
        place_in(root).notebook.write_bytes(before)
        assert styrkort("import", typed, root=root) == 0
        assert text_of(place_in(root).notebook, ECONOMY) == "Kollegans ekonomi."
    monkeypatch.chdir(tmp_path)
    place_in(root).notebook.write_bytes(before)
    assert styrkort("import", "länk.ipynb", root=root) == 0


@pytest.mark.parametrize("said", [(), ("--period", "DÅ08"), ("--period", "2022-da08"),
                                  ("--division", "regionstod", "--year", "2022")])  # fmt: skip
def test_the_report_is_the_copy_s_own_whatever_is_said_besides(
    root: Path, said: tuple[str, ...]
) -> None:
    copy = copy_in(root, (ECONOMY, "Kollegans ekonomi."))
    assert cli.main(["import", str(copy), *said, "--root", str(root)]) == 0
    assert text_of(place_in(root).notebook, ECONOMY) == "Kollegans ekonomi."


def test_a_copy_that_has_lost_its_own_metadata_comes_in_when_the_period_is_said(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copy_in(root, (ECONOMY, "Kollegans ekonomi."))
    save(copy, {**read(copy), "metadata": {}})
    assert imported(copy, root) == 2
    assert "Ange PERIOD" in capsys.readouterr().err
    assert styrkort("import", str(copy), "--period", "DÅ08", root=root) == 0
    assert text_of(place_in(root).notebook, ECONOMY) == "Kollegans ekonomi."


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("--period", "DÅ04"), ("DÅ08 2022, inte DÅ04", "PERIOD=DÅ08")),
        (("--year", "2023"), ("DÅ08 2022, inte 2023", "YEAR=2022")),
        (("--division", "exempel"), ("divisionen regionstod, inte exempel", "DIVISION=regionstod")),
        (("--period", "x"), ("Perioden ”x” finns inte.",)),
    ],
)
def test_a_copy_of_another_report_than_the_one_asked_for_is_refused(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    said: tuple[str, ...],
    told: tuple[str, ...],
) -> None:
    copy, before = copy_in(root, (ECONOMY, "Kollegans ekonomi.")), contents(root)
    assert cli.main(["import", str(copy), *said, "--root", str(root)]) == 2
    message = capsys.readouterr().err
    assert all(part in message for part in told), message
    assert contents(root) == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "filen finns inte"),
        (b"", "filen är skadad"),
        (b"{}", "filen är ingen Jupyter-notebook"),
        ("mål: å".encode("latin-1"), "filen är inte text i UTF-8"),
        (b'{"nbformat": 3, "worksheets": []}', "nbformat 3"),
    ],
)
def test_a_file_that_is_no_notebook_is_refused_with_a_remedy(
    root: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, told: str
) -> None:
    file, before = root / "fil.ipynb", contents(root)
    if content is not None:
        file.write_bytes(content)
    assert imported(file, root) == 2
    message = capsys.readouterr().err
    assert told in message
    assert "fil.ipynb" in message
    assert "historik" not in message
    assert contents(root) == before


def test_no_file_a_folder_the_notebook_itself_and_a_stranger_s_are_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, before = place_in(root), contents(root)
    stranger = root / "annan.ipynb"
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "Något annat."}
    save(stranger, {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]})
    for file, told in (
        ("", "FILE saknas."),
        (str(root), "det är en mapp"),
        (str(place.notebook), "rapportens egen notebook"),
    ):
        assert styrkort("import", file, root=root) == 2
        assert told in capsys.readouterr().err
    assert styrkort("import", str(stranger), "--period", "DÅ08", root=root) == 2
    assert "ingen cell i filen hör till rapporten" in capsys.readouterr().err
    assert contents(root) == before


def test_a_copy_of_a_division_that_isn_t_here_is_refused_and_no_path_is_made_of_its_name(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copy_in(root)
    for division in ("okänd", "../params/regionstod"):
        nb = read(copy)
        nb["metadata"]["styrkort"]["division"] = division
        save(copy, nb)
        assert cli.main(["import", str(copy), "--root", str(root)]) == 2
        message = capsys.readouterr().err
        assert f"”{division}”" in message
        assert "regionstod" in message


def test_a_period_without_a_notebook_has_nothing_to_import_into(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copy_in(root)
    place_in(root).notebook.unlink()
    assert imported(copy, root) == 2
    assert "Gör rapporten först" in capsys.readouterr().err


def test_a_copy_that_quotes_a_value_that_does_not_exist_is_named_and_nothing_comes_in(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, before = copy_in(root, (ECONOMY, "Vi nådde {eval}`utfall.okänd`.")), contents(root)
    assert imported(copy, root) == 2
    message = capsys.readouterr().err
    assert all(part in message for part in (COPY, ECONOMY, "utfall.okänd"))
    assert contents(root) == before


def test_an_edition_s_own_pages_never_come_into_the_working_notebook(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = place_in(root)
    assert styrkort("publish", "DÅ08", "--by", "Anna Ek", root=root) == 0
    edition = place.folder / "utgavor" / "1" / place.notebook.name
    assert "om-utgavan" in ids(read(edition))
    capsys.readouterr()
    assert imported(edition, root) == 0
    assert "säger inget som inte redan står" in capsys.readouterr().out
    place.notebook.write_bytes(edition.read_bytes())
    write(place.notebook, ("om-utgavan-uppgifter", "mitt = 1"))
    assert styrkort("report", "DÅ08", root=root) == 0
    left = read(place.notebook)
    assert "om-utgavan" not in ids(left)
    assert ["mitt = 1"] in [cell["source"] for cell in left["cells"]]


# --- builders ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one good run; not to be changed."""
    root = tmp_path_factory.mktemp("good") / "root"
    for name in ("params", "data", "notebooks"):
        shutil.copytree(PROJECT / name, root / name)
    assert styrkort("report", "DÅ08", root=root) == 0
    return root


@pytest.fixture
def root(good: Path, tmp_path: Path) -> Path:
    """The same, to change as you like."""
    root = tmp_path / "root"
    shutil.copytree(good, root)
    return root


def styrkort(command: str, *args: str, root: Path) -> int:
    return cli.main([command, *args, "--division", "regionstod", "--root", str(root)])


def imported(file: Path, root: Path) -> int:
    return styrkort("import", str(file), root=root)


def place_in(root: Path) -> Workspace:
    return workspace(root, "regionstod", Period("DÅ08", 2022))


def copy_in(root: Path, *words: tuple[str, str]) -> Path:
    copy = root / COPY
    shutil.copy(place_in(root).notebook, copy)
    write(copy, *words)
    return copy


def read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


def save(path: Path, nb: dict[str, Any]) -> None:
    path.write_text(json.dumps(nb, ensure_ascii=False, indent=1), "utf-8")


def write(path: Path, *words: tuple[str, str]) -> None:
    """What somebody writes in a notebook in Jupyter: cell id and text."""
    nb = read(path)
    for id, text in words:
        next(cell for cell in nb["cells"] if cell["id"] == id)["source"] = text
    save(path, nb)


def text_of(path: Path, id: str) -> str:
    return "".join(next(cell for cell in read(path)["cells"] if cell["id"] == id)["source"])


def contents(root: Path) -> dict[str, bytes]:
    folder = place_in(root).folder
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
