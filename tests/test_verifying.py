"""verify: whether an edition is what was approved, and whether its inputs still give it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edition_roots import adding, edit, edition_of, place_in, publish, run, tree, with_report
from styrkort.blocks import Cell, Row
from styrkort.disk.seals import UNSEALED, sealed

STEM = "regionstod-2022-da08"


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with edition 1; not to be changed."""
    root = with_report(tmp_path_factory.mktemp("approved") / "root")
    assert publish(root) == 0
    return root


@pytest.fixture
def root(approved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(approved, tmp_path / "root"))


def verify(folder: Path | str, root: Path) -> int:
    return run("verify", str(folder), root=root)


def test_an_edition_that_nobody_has_touched_is_0_and_says_so(
    approved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(approved)
    assert verify(edition_of(approved), approved) == 0
    told = capsys.readouterr().out
    assert "Utgåva 1, fastställd" in told
    assert "alla 6 är de som fastställdes" in told
    assert "HTML och PDF är vad notebooken ger" in told
    assert "gjord på nytt ger samma resultat" in told
    assert tree(approved) == before


def test_root_is_found_upwards_from_the_folder_and_the_folder_from_root(
    approved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from styrkort import cli

    assert cli.main(["verify", str(edition_of(approved))]) == 0
    monkeypatch.chdir(edition_of(approved))
    assert cli.main(["verify", "."]) == 0
    assert verify("outputs/regionstod/2022-da08/utgavor/1", approved) == 0


@pytest.mark.parametrize(
    "name", [f"{STEM}.html", f"{STEM}.pdf", f"{STEM}.ipynb", "resultat.csv", "resultat.json"]
)
def test_a_file_that_was_changed_is_named(
    root: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edition_of(root) / name
    path.write_bytes(path.read_bytes().replace(b"e", b"i", 1) + b"\n")
    assert verify(edition_of(root), root) == 1
    told = capsys.readouterr().out
    assert f"{name} är ändrad" in told
    assert told.splitlines()[-1].startswith("Utgåvan är inte det som fastställdes")


def test_files_that_are_missing_or_foreign_are_named_but_not_the_systems(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edition_of(root)
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints/x.ipynb").write_bytes(b"x")
    assert verify(folder, root) == 0
    (folder / "bilaga.docx").write_bytes(b"x")
    (folder / f"{STEM}.pdf").unlink()
    capsys.readouterr()
    assert verify(folder, root) == 1
    told = capsys.readouterr().out
    assert "bilaga.docx hör inte till utgåvan" in told
    assert f"{STEM}.pdf saknas" in told


def rehashed(folder: Path) -> None:
    """The manifest's hashes as somebody would make them who wants to hide a change."""
    import hashlib

    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = manifest["utgåva"]["filer"]
    for name in files:
        files[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    manifest["utgåva"]["manifest"] = UNSEALED
    content = json.dumps(manifest, ensure_ascii=False).encode()
    (folder / "manifest.json").write_bytes(sealed(content, "manifest"))


def other_words(folder: Path) -> None:
    edit(folder / f"{STEM}.ipynb", adding("Allt är bra."))


def other_page(folder: Path) -> None:
    page = folder / f"{STEM}.html"
    page.write_text(page.read_text("utf-8").replace("6,3", "5,3"), "utf-8")


def another_name(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("Anna Berg", "Bo Ek"), "utf-8")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (other_words, "ord eller siffror i notebooken är inte de som fastställdes"),
        (other_page, f"{STEM}.html är inte vad notebooken ger"),
        (another_name, "säger inte samma sak om vem"),
    ],
)
def test_a_change_is_found_also_where_its_hash_was_changed_with_it(
    root: Path, change: Callable[[Path], None], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edition_of(root)
    change(folder)
    rehashed(folder)
    assert verify(folder, root) == 1
    out = capsys.readouterr().out
    assert "alla 6 är de som fastställdes" in out, "the hashes agree"
    assert told in out


@pytest.mark.parametrize(
    ("found", "instead"),
    [("da08.yaml", "da09.yaml"), ('"anmärkningar": []', '"anmärkningar": ["x"]'), ("\n}", "\n }")],
)
def test_any_change_of_the_manifest_is_found(
    root: Path, found: str, instead: str, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = edition_of(root) / "manifest.json"
    text = manifest.read_text("utf-8")
    assert found in text
    manifest.write_text(text.replace(found, instead), "utf-8")
    assert verify(edition_of(root), root) == 1
    assert "manifest.json är ändrad sedan utgåvan gjordes" in capsys.readouterr().out


def test_a_folder_with_another_editions_number_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edition_of(root).rename(edition_of(root, 7))
    assert verify(folder, root) == 1
    assert "mappen heter 7, men det är utgåva 1" in capsys.readouterr().out


def test_pages_that_another_version_worded_otherwise_still_have_to_say_it_all(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edition_of(root)
    manifest = folder / "manifest.json"
    data = json.loads(manifest.read_text("utf-8"))
    data["versioner"]["styrkort"] = "0.0.1"
    manifest.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    rehashed(folder)
    monkeypatch.setattr("styrkort.approval.pages._NONE", "Saknas")
    monkeypatch.setattr("styrkort.approval.pages.ABOUT_TITLE", "Uppgifter om utgåvan")
    monkeypatch.setattr("styrkort.approval.pages._row", lambda *_: Row((Cell("x"), Cell("y"))))
    assert verify(folder, root) == 0, capsys.readouterr().out
    another_name(folder)
    rehashed(folder)
    assert verify(folder, root) == 1
    assert "säger inte samma sak om vem" in capsys.readouterr().out


def test_other_versions_are_said_and_the_words_compared(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = edition_of(root)
    manifest = folder / "manifest.json"
    data = json.loads(manifest.read_text("utf-8"))
    data["versioner"]["typst"] = "0.0.1"
    manifest.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    page = folder / f"{STEM}.html"
    page.write_text(page.read_text("utf-8").replace("</style>", " </style>"), "utf-8")
    rehashed(folder)
    assert verify(folder, root) == 0
    told = capsys.readouterr().out
    assert "kan inte jämföras exakt" in told
    assert "typst 0.0.1" in told
    other_page(folder)
    rehashed(folder)
    assert verify(folder, root) == 1
    assert f"orden i {STEM}.html" in capsys.readouterr().out


def test_inputs_that_have_changed_are_named_and_what_they_give_instead(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = root / "data/regionstod/2022/bilaga-da08.csv"
    data.write_text(data.read_text("utf-8").replace("6,3", "6,4").replace("6.3", "6.4"), "utf-8")
    assert verify(edition_of(root), root) == 1
    told = capsys.readouterr().out
    assert "data/regionstod/2022/bilaga-da08.csv är ändrad" in told
    assert "ger en annan resultat.csv" in told
    assert told.splitlines()[-1].startswith("Utgåvan är det som fastställdes, men underlaget")


def test_exports_of_later_months_are_told_and_make_no_difference(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = root / "data/regionstod/2022"
    lines = (folder / "bilaga-da08.csv").read_text("utf-8").splitlines(keepends=True)
    later = [line.replace("2022-08", "2022-12") for line in lines]
    (folder / "bilaga-ar.csv").write_text("".join(later), "utf-8")
    assert verify(edition_of(root), root) == 0
    assert "bilaga-ar.csv har kommit till" in capsys.readouterr().out


def test_inputs_that_are_gone_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(root / "data")
    assert verify(edition_of(root), root) == 1
    told = capsys.readouterr()
    assert "bilaga-da08.csv finns inte längre" in told.out
    assert told.err == ""


def test_inputs_that_cannot_be_read_any_more_are_told_in_a_line(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "params/regionstod/2022/plan.yaml").write_text("år: [", "utf-8")
    assert verify(edition_of(root), root) == 1
    told = capsys.readouterr()
    assert "går inte att göra om" in told.out
    assert told.err == ""


def test_an_edition_that_was_moved_is_verified_against_the_root_that_is_given(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from styrkort import cli

    moved = tmp_path / "arkiv"
    shutil.move(edition_of(root), moved)
    assert verify(moved, root) == 0
    empty = tmp_path / "tom"
    empty.mkdir()
    assert verify(moved, empty) == 1
    assert "params/regionstod/2022/ finns inte" in capsys.readouterr().out
    monkeypatch.chdir(empty)
    assert cli.main(["verify", str(moved)]) == 1
    assert "ROOT" in capsys.readouterr().out


def test_what_is_no_edition_is_2(approved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("", "  ", "finns/inte", str(place_in(approved).folder)):
        assert verify(folder, approved) == 2
    told = capsys.readouterr().err
    assert "DIR saknas" in told
    assert "mappen finns inte" in told
    assert "ingen utgåva" in told


@pytest.mark.parametrize("content", [None, "{", "{}", '{"utgåva": {"nummer": "x"}}'])
def test_an_edition_whose_manifest_is_gone_or_damaged_is_1_and_says_so(
    root: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = edition_of(root) / "manifest.json"
    manifest.unlink()
    if content is not None:
        manifest.write_text(content, "utf-8")
    assert verify(edition_of(root), root) == 1
    told = capsys.readouterr()
    assert "manifest.json" in told.out
    assert told.err == ""


def test_a_later_edition_does_not_disturb_an_earlier_one(root: Path) -> None:
    edit(place_in(root).notebook, adding("Fler ord om arbetsmiljön."))
    assert publish(root, "--by", "Bo Ek", "--date", "2022-10-10") == 0
    assert verify(edition_of(root), root) == 0
    assert verify(edition_of(root, 2), root) == 0
