"""The real annex's own contradictions, put into a notebook beside their numbers: each is found."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from styrkort import cli

PROJECT = Path(__file__).parent.parent
NOTEBOOK = "outputs/regionstod/2022-da08/regionstod-2022-da08.ipynb"

LAST_PERIODS_DATE = (
    "Den här bilagan hör till divisionens delårsrapport per april 2022 och visar måluppfyllelsen."
)
MORE_THAN_LEVEL = (
    "Antalet händelser med risk för allvarlig eller betydande konsekvens har ökat jämfört med "
    "samma period föregående år, främst för att rutinen för rapportering har setts över."
)
ANOTHER_DENOMINATOR = "Andelen genomförda upphandlingar är 100 % av den reviderade planen."
HARMLESS = {
    "kommentar-verksamhet": (
        "Arbetad tid har generellt minskat i divisionen, dock har mängden hanterade transaktioner "
        "ökat, vilket gör att produktiviteten anses bibehållen."
    ),
    "kommentar-medarbetare": (
        "Resultaten för sjukfrånvaro och insatser från Företagshälsan kommenteras i divisionens "
        "delårsrapport, under avsnittet *Väsentliga personalförhållanden*."
    ),
    "kommentar-ekonomi": (
        "Omprioriteringarna strider inte mot lagen om offentlig upphandling (LOU). Resultatet mot "
        "budget kommenteras i divisionens delårsrapport."
    ),
    "inledning": (
        "## Inledning\n\nRegionen tillämpar balanserad styrning: verksamheten planeras och följs "
        "upp ur fem perspektiv. Åtgärder och mål för kostnadseffektivitet redovisas under "
        "perspektivet Ekonomi, övriga kategorier under Verksamhet. Måluppfyllelsen följs upp i två "
        "delårsrapporter och i årsrapporten. Divisionens mål för 2022 är att förbättra kvalitet "
        "och effektivitet och bibehålla nivåerna för produktivitet, tillgänglighet och kundnöjdhet."
    ),
}


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Regionstöd's DÅ08 2022 as reported, without the övriga_värden that settles 98 against 100."""
    root = tmp_path_factory.mktemp("motsagelser")
    for name in ("params", "data"):
        shutil.copytree(PROJECT / name / "regionstod", root / name / "regionstod")
    settled = root / "params/regionstod/2022/da08.yaml"
    text = settled.read_text("utf-8")
    ours = [line for line in text.splitlines() if "reviderad_plan:" not in line]
    kept = "\n".join(ours).replace("övriga_värden:", "övriga_värden: {}")
    quoted = "av den reviderade planen är\n    {eval}`reviderad_plan` genomfört"
    assert quoted in kept
    settled.write_text(kept.replace(quoted, "planen revideras under året") + "\n", "utf-8")
    command = [sys.executable, "-m", "styrkort", "report", "DÅ08", "--root", str(root)]
    subprocess.run(command, check=True, capture_output=True)
    return root


def written(root: Path, cells: dict[str, str]) -> None:
    """The words put in these cells, as an editor saves them."""
    path = root / NOTEBOOK
    nb = json.loads(path.read_text("utf-8"))
    there = {cell["id"]: cell for cell in nb["cells"]}
    for id, text in cells.items():
        there[id]["source"] = text.splitlines(keepends=True)
    path.write_text(json.dumps(nb, ensure_ascii=False, indent=1) + "\n", "utf-8")


def findings(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    """The review's exit code, and what it found."""
    capsys.readouterr()
    code = cli.main(["review", "DÅ08", "--json", "--root", str(root)])
    return code, json.loads(capsys.readouterr().out)["fynd"]


def kinds(found: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(one["slag"], one["cell"]) for one in found}


IN_THE_PLAN = ("planen", "")


def with_sentence(id: str, sentence: str) -> dict[str, str]:
    return {**HARMLESS, id: f"{HARMLESS[id]}\n\n{sentence}"}


def test_the_rest_of_the_annexs_text_gives_no_finding_but_the_plans(
    reported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(reported, HARMLESS)
    code, found = findings(reported, capsys)
    assert kinds(found) == {IN_THE_PLAN}
    assert code == 0


def test_a_measure_called_antal_with_its_outcome_in_per_cent_is_found_in_the_plan(
    reported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(reported, HARMLESS)
    (found,) = findings(reported, capsys)[1]
    assert found["slag"] == "planen"
    assert not found["hindrar"]
    assert "Antal främjande" in found["citat"]
    assert "%" in found["värde"]


def test_last_periods_date_is_found_and_blocks(
    reported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(reported, with_sentence("inledning", LAST_PERIODS_DATE))
    code, found = findings(reported, capsys)
    assert kinds(found) == {("fel period", "inledning"), IN_THE_PLAN}
    assert code == 1
    (date,) = (one for one in found if one["cell"])
    assert date["hindrar"]
    assert "per april 2022" in date["citat"]


def test_an_increase_beside_a_level_row_is_found(
    reported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(reported, with_sentence("kommentar-verksamhet", MORE_THAN_LEVEL))
    code, found = findings(reported, capsys)
    assert kinds(found) == {("fel riktning", "kommentar-verksamhet"), IN_THE_PLAN}
    assert code == 0
    (direction,) = (one for one in found if one["cell"])
    assert "ökat" in direction["citat"]
    assert "I nivå med fg år" in direction["värde"]


def test_the_revised_plans_hundred_per_cent_is_found(
    reported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(reported, with_sentence("kommentar-ekonomi", ANOTHER_DENOMINATOR))
    code, found = findings(reported, capsys)
    assert kinds(found) == {("okänt tal", "kommentar-ekonomi"), IN_THE_PLAN}
    assert code == 0
    (number,) = (one for one in found if one["cell"])
    assert "100 %" in number["citat"].replace("\u00a0", " ")
    assert "utfall 98 %" in number["värde"].replace("\u00a0", " ")


def test_all_of_them_together_are_found_once_each(
    reported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = {
        **with_sentence("inledning", LAST_PERIODS_DATE),
        "kommentar-verksamhet": f"{HARMLESS['kommentar-verksamhet']} {MORE_THAN_LEVEL}",
        "kommentar-ekonomi": f"{ANOTHER_DENOMINATOR} {HARMLESS['kommentar-ekonomi']}",
    }
    written(reported, cells)
    code, found = findings(reported, capsys)
    assert code == 1
    assert sorted(one["slag"] for one in found) == [
        "fel period", "fel riktning", "okänt tal", "planen",
    ]  # fmt: skip
