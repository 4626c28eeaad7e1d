"""`make sources`: what each källa yields before any report is made."""

from pathlib import Path

import pytest

from styrkort.errors import InputError
from styrkort.listings.sourcesview import sources
from styrkort.runs.asked import Request

PLAN = """\
region: Region Prov
division: Prov
år: 2022
verksamheter: [A, B]
perspektiv:
  - namn: P
    strategiska_mål:
      - namn: M
        framgångsfaktorer:
          - namn: F
            styrmått:
              - {id: antal, namn: Antal, enhet: st, uppföljning: [DÅ04, DÅ08, ÅR], beräkning: summa}
              - {id: svar, namn: Svar, enhet: "%", uppföljning: [ÅR]}
källor:
  - id: logg
    fil: logg_*.csv
    kolumner: {verksamhet: Enhet, månad: Månad, värde: Antal}
    fasta: {styrmått: antal}
    översättning: {verksamhet: {"10": A, "20": B}}
    utelämna_okända: [verksamhet]
    utom: {Enhet: [Summa]}
"""
LOG = "Enhet;Månad;Antal\n10;2022-01;5\n20;2022-01;7\n10;2022-02;4\n99;2022-02;1\nSumma;;17\n"


def test_rows_read_months_covered_and_rows_dropped_are_told(tmp_path: Path) -> None:
    told = said(root(tmp_path))
    assert told[0] == "Division Prov, ÅR 2022"
    text = "\n".join(told)
    assert "logg  data/prov/2022/logg_1.csv" in text
    assert fact(text, "Lästa rader") == "5"
    assert fact(text, "Observationer") == "3"
    assert fact(text, "Månader") == "jan–feb 2022"
    assert "1: " in text[text.index("Utelämnade") :]
    assert "verksamhet ”99” (1 rad)" in text


def test_a_file_that_no_source_claims_is_told_too(tmp_path: Path) -> None:
    place = root(tmp_path)
    (place / "data/prov/2022/eget.csv").write_text(
        "styrmått;månad;värde\nsvar;2022-03;80\nsvar;2022-04;\n", encoding="utf-8"
    )
    text = "\n".join(said(place))
    own = text[text.index("(ingen källa)") :]
    assert "data/prov/2022/eget.csv" in own
    assert fact(own, "Lästa rader") == "2"
    assert fact(own, "Observationer") == "1"
    assert "1 källa, 1 fil utan källa: 7 rader lästa, 4 observationer, inga fel." in own


def test_faults_come_last_and_everything_is_shown_all_the_same(tmp_path: Path) -> None:
    place = root(tmp_path)
    (place / "data/prov/2022/logg_2.csv").write_text(
        "Enhet;Månad;Belopp\n10;2022-03;5\n", encoding="utf-8"
    )
    told: list[str] = []
    with pytest.raises(InputError) as fault:
        sources(Request("ÅR", None, None, place), told.append, 100)
    assert "logg_2.csv" in str(fault.value)
    assert "Antal" in str(fault.value)
    assert "logg  data/prov/2022/logg_1.csv" in "\n".join(told)
    assert f"{len(fault.value.faults)} fel." in told[-1]


def test_a_source_that_nothing_can_be_read_of_is_told_of_too(tmp_path: Path) -> None:
    place = root(tmp_path)
    (place / "data/prov/2022/logg_1.csv").unlink()
    told: list[str] = []
    with pytest.raises(InputError, match="hittar ingen fil"):
        sources(Request("ÅR", 2022, None, place), told.append, 100)
    text = "\n".join(told)
    assert "logg  logg_*.csv" in text
    assert fact(text, "Lästa rader") == "inga: finns inte, eller kan inte läsas"
    assert "1 källa, 0 filer utan källa: 0 rader lästa" in text


def test_what_only_the_plan_can_tell_is_a_fault_too(tmp_path: Path) -> None:
    place = root(tmp_path)
    (place / "data/prov/2022/eget.csv").write_text(
        "styrmått;månad;värde\nokänt;2022-03;80\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="okänt"):
        said(place)


def test_of_a_very_wide_file_only_some_unread_headings_are_told(tmp_path: Path) -> None:
    place = root(tmp_path)
    many = ";".join(f"Extra {at}" for at in range(300))
    wide = place / "data/prov/2022/logg_1.csv"
    wide.write_text(LOG.replace("Antal\n", f"Antal;{many}\n"), encoding="utf-8")
    text = "\n".join(said(place))
    assert "Extra 19 och 280 kolumner till" in " ".join(text.split())
    assert "Extra 20" not in text


def test_nothing_is_written(tmp_path: Path) -> None:
    place = root(tmp_path)
    before = sorted(path for path in place.rglob("*"))
    said(place)
    assert sorted(path for path in place.rglob("*")) == before


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, width: int) -> None:
    told: list[str] = []
    sources(Request("DÅ08", None, None, root(tmp_path)), told.append, width)
    assert max(len(line) for text in told for line in text.splitlines()) <= width


def root(folder: Path) -> Path:
    """A ROOT with one källa and its export."""
    for place, text in (("params/prov/2022/plan.yaml", PLAN), ("data/prov/2022/logg_1.csv", LOG)):
        path = folder / place
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return folder


def said(place: Path) -> list[str]:
    told: list[str] = []
    sources(Request("ÅR", None, None, place), told.append, 100)
    return told


def fact(text: str, label: str) -> str:
    """What stands beside the first such label."""
    line = next(line for line in text.splitlines() if line.strip().startswith(label))
    return line.strip().removeprefix(label).strip()
