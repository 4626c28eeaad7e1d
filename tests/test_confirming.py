"""From an edited notebook and a changed figure to words that somebody has said hold."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from styrkort import cli
from styrkort.period import Period
from styrkort.workspace import Workspace, workspace

PROJECT = Path(__file__).parents[1]
OURS = "kommentar-medarbetare"
NOTE = f"{OURS}-notis"
WORDS = "Sjukfrånvaron är fortsatt hög."
WHO = "Anna Ek, controller"


# --- the path from change to confirmation --------------------------------------------------


def test_changed_figures_are_noted_above_the_words_and_not_in_the_document(stale: Path) -> None:
    nb = notebook(stale)
    assert source(nb, OURS) == WORDS
    assert "Sjukfrånvaro 6,3 % → 6,4 % sedan kommentaren skrevs" in source(nb, NOTE)
    cells = [cell["id"] for cell in nb["cells"]]
    assert cells.index(NOTE) + 1 == cells.index(OURS)
    assert tags(nb, OURS) == ["kommentar", "granska"]
    page = place_in(stale).folder / f"{place_in(stale).stem}.html"
    assert "sedan kommentaren skrevs" not in page.read_text("utf-8")


def test_review_blocks_until_the_words_are_confirmed(copy: Path) -> None:
    assert styrkort("review", root=copy) == 1
    assert confirm(copy) == 0
    assert styrkort("review", root=copy) == 0


def test_confirming_takes_the_note_away_says_who_and_keeps_the_earlier_notebook(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = place_in(copy)
    before, history = place.notebook.read_bytes(), numbered(place)
    page = f"{place.stem}.html"
    (place.folder / page).write_text("gammal", "utf-8")
    assert confirm(copy) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Division Regionstöd, DÅ08 2022",
        f"Klart: kommentaren {OURS} är bekräftad av {WHO}.",
    ]
    nb = notebook(copy)
    assert (note_of(nb), tags(nb, OURS), source(nb, OURS)) == ("", ["kommentar"], WORDS)
    own = cell(nb, OURS)["metadata"]["styrkort"]
    assert own["bekräftad"] == {"av": WHO}
    assert own["värden"]["utfall.sjukfranvaro"] == "6,4\u00a0%"
    new = set(numbered(place)) - set(history)
    assert [numbered(place)[name] for name in new] == [before]
    log = (place.folder / "korning.log").read_text("utf-8").splitlines()
    assert " confirm regionstod DÅ08 2022 " in log[-2]
    assert log[-1].replace("\u00a0", " ").strip().startswith(
        f"{OURS} bekräftad av {WHO}: Sjukfrånvaro 6,3 % → 6,4 %"
    )  # fmt: skip
    assert "Sjukfrånvaro" in (place.folder / page).read_text("utf-8").replace("\u00ad", "")


def test_no_time_is_in_the_confirmed_notebook_and_a_further_run_changes_nothing(
    copy: Path, tmp_path: Path
) -> None:
    other = tmp_path / "annan"
    shutil.copytree(copy, other)
    for root in (copy, other):
        assert confirm(root) == 0
    assert place_in(copy).notebook.read_bytes() == place_in(other).notebook.read_bytes()
    before = made_in(copy)
    assert styrkort("report", root=copy) == 0
    assert made_in(copy) == before


@pytest.mark.parametrize("name", ["medarbetare", " MEDARBETARE", "Kommentar-Medarbetare"])
def test_a_commentary_may_be_called_by_its_perspective(copy: Path, name: str) -> None:
    assert confirm(copy, name) == 0
    assert note_of(notebook(copy)) == ""


def test_a_second_confirmation_changes_nothing_and_says_so(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert confirm(copy) == 0
    before = everything(copy)
    capsys.readouterr()
    assert confirm(copy) == 0
    assert "Inget att göra" in capsys.readouterr().out
    assert everything(copy) == before


def test_words_edited_in_jupyter_since_the_run_are_confirmed_as_they_are_saved(copy: Path) -> None:
    save(copy, source(notebook(copy), OURS) + " Den stiger.", OURS)
    save(copy, "Ekonomin i korthet.", "kommentar-ekonomi")
    assert confirm(copy) == 0
    nb = notebook(copy)
    assert (source(nb, OURS), note_of(nb)) == (f"{WORDS} Den stiger.", "")
    assert source(nb, "kommentar-ekonomi") == "Ekonomin i korthet."
    page = (place_in(copy).folder / f"{place_in(copy).stem}.html").read_text("utf-8")
    assert "Ekonomin i korthet." in page.replace("\u00ad", "")


@pytest.mark.parametrize(
    ("cell_name", "by", "told"),
    [
        (OURS, "", "BY saknas"),
        (OURS, "  ", "BY saknas"),
        (OURS, ".", "BY saknas"),
        (OURS, "\u200b", "BY saknas"),
        ("", WHO, f"CELL saknas. De som väntar är: {OURS} (Medarbetare, ändrade siffror)."),
        ("ekonomin", WHO, f"Kommentaren ”ekonomin” finns inte. De som väntar är: {OURS} ("),
        ("titel", WHO, "Kommentaren ”titel” finns inte."),
    ],
)
def test_what_is_missing_or_unknown_is_told_and_nothing_changed(
    copy: Path, capsys: pytest.CaptureFixture[str], cell_name: str, by: str, told: str
) -> None:
    before = everything(copy)
    assert confirm(copy, cell_name, by) == 2
    assert told in capsys.readouterr().err
    assert everything(copy) == before


def test_a_perspective_with_several_commentaries_means_the_first_that_waits(copy: Path) -> None:
    nb = notebook(copy)
    at = [cell["id"] for cell in nb["cells"]].index(OURS)
    own = {"metadata": {"tags": ["kommentar", "utkast"]}, "source": "Ett eget utkast."}
    nb["cells"].insert(at + 1, {"cell_type": "markdown", "id": "eget", **own})
    place_in(copy).notebook.write_text(json.dumps(nb, ensure_ascii=False), "utf-8")
    assert confirm(copy, "Medarbetare") == 0
    assert (tags(notebook(copy), OURS), tags(notebook(copy), "eget")[1:]) == (
        ["kommentar"], ["utkast"],
    )  # fmt: skip
    assert confirm(copy, "Medarbetare") == 0
    assert tags(notebook(copy), "eget") == ["kommentar"]


def test_a_commentary_without_words_has_nothing_to_confirm(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(copy, "", "kommentar-ekonomi")
    before = everything(copy)
    assert confirm(copy, "Ekonomi") == 2
    assert "ingen kommentar att bekräfta" in capsys.readouterr().err
    assert everything(copy) == before


def test_words_that_quote_an_unknown_value_cannot_be_confirmed(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(copy, "{eval}`utfall.finns_inte`", "kommentar-ekonomi")
    before = everything(copy)
    assert confirm(copy) == 2
    assert "kommentar-ekonomi" in capsys.readouterr().err
    assert everything(copy) == before


def test_without_a_notebook_the_report_is_to_be_made_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path / "root")
    assert confirm(root) == 2
    assert "Gör rapporten först" in capsys.readouterr().err
    assert not (root / "outputs").exists()


# --- from period to period -----------------------------------------------------------------


def test_the_years_first_run_starts_from_the_last_periods_words(copy: Path) -> None:
    assert styrkort("report", "ÅR", root=copy) == 0
    nb = notebook(copy, "ÅR")
    assert (source(nb, OURS), tags(nb, OURS)) == (WORDS, ["kommentar", "utkast"])
    assert "Utkast från DÅ08 2022" in note_of(nb)
    assert styrkort("review", "ÅR", root=copy) == 1
    before = made_in(copy, "ÅR")
    assert styrkort("report", "ÅR", root=copy) == 0
    assert made_in(copy, "ÅR") == before
    assert confirm(copy, "medarbetare", period="ÅR") == 0
    assert tags(notebook(copy, "ÅR"), OURS) == ["kommentar"]


def test_a_last_period_that_cannot_be_read_is_noted_and_stops_nothing(copy: Path) -> None:
    place_in(copy).notebook.write_text("{", "utf-8")
    assert styrkort("report", "ÅR", root=copy) == 0
    log = (place_in(copy, "ÅR").folder / "korning.log").read_text("utf-8")
    assert "utkast: förra periodens kommentarer är inte hämtade" in log
    assert "outputs/regionstod/2022-da08/regionstod-2022-da08.ipynb" in log
    assert WORDS not in place_in(copy, "ÅR").notebook.read_text("utf-8")


# --- made for these tests ------------------------------------------------------------------


@pytest.fixture(scope="module")
def stale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report whose words were written beside another figure; not to be changed."""
    root = project(tmp_path_factory.mktemp("stale") / "root")
    assert styrkort("report", root=root) == 0
    save(root, WORDS, OURS)
    data = root / "data/regionstod/2022/bilaga-da08.csv"
    told = data.read_text("utf-8")
    assert ";6,3;" in told
    data.write_text(told.replace(";6,3;", ";6,4;"), "utf-8")
    assert styrkort("report", root=root) == 0
    return root


@pytest.fixture
def copy(stale: Path, tmp_path: Path) -> Path:
    """The same, to change as you like."""
    root = tmp_path / "root"
    shutil.copytree(stale, root)
    return root


def project(root: Path) -> Path:
    for name in ("params", "data"):
        shutil.copytree(PROJECT / name / "regionstod", root / name / "regionstod")
    return root


def styrkort(command: str, period: str = "DÅ08", *more: str, root: Path) -> int:
    return cli.main([command, period, *more, "--root", str(root)])


def confirm(root: Path, cell: str = OURS, by: str = WHO, period: str = "DÅ08") -> int:
    return styrkort("confirm", period, "--cell", cell, "--by", by, root=root)


def place_in(root: Path, code: str = "DÅ08") -> Workspace:
    return workspace(root, "regionstod", Period(code, 2022))


def notebook(root: Path, code: str = "DÅ08") -> dict[str, Any]:
    return dict(json.loads(place_in(root, code).notebook.read_text("utf-8")))


def cell(nb: dict[str, Any], id: str) -> dict[str, Any]:
    return next(dict(cell) for cell in nb["cells"] if cell["id"] == id)


def source(nb: dict[str, Any], id: str) -> str:
    return "".join(cell(nb, id)["source"]).replace("\u00a0", " ")


def tags(nb: dict[str, Any], id: str) -> list[str]:
    return list(cell(nb, id)["metadata"]["tags"])


def note_of(nb: dict[str, Any]) -> str:
    return source(nb, NOTE) if NOTE in [cell["id"] for cell in nb["cells"]] else ""


def save(root: Path, words: str, id: str) -> None:
    """The cell's words changed, the notebook saved as Jupyter saves it."""
    nb = notebook(root)
    next(cell for cell in nb["cells"] if cell["id"] == id)["source"] = words
    place_in(root).notebook.write_text(json.dumps(nb, ensure_ascii=False, indent=1), "utf-8")


def numbered(place: Workspace) -> dict[str, bytes]:
    folder = place.folder / "historik"
    return {path.name: path.read_bytes() for path in folder.glob("*.ipynb")}


def made_in(root: Path, code: str = "DÅ08") -> dict[str, bytes]:
    files = place_in(root, code).folder.iterdir()
    return {p.name: p.read_bytes() for p in files if p.is_file() and p.name != "korning.log"}


def everything(root: Path) -> dict[str, bytes]:
    files = (root / "outputs").rglob("*")
    return {str(p): p.read_bytes() for p in files if p.is_file() and p.suffix != ".lock"}
