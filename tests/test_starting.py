"""Årsskifte: what a new year's plan takes over, proposes, leaves out and marks."""

import difflib
import shutil
from pathlib import Path

import pytest

from styrkort.errors import InputError
from styrkort.period import Period
from styrkort.plan import load_plan
from styrkort.sources import read_exports
from styrkort.yearstart.carrying import MARK, Years, carried
from styrkort.yearstart.starting import start

PROJECT = Path(__file__).parent.parent
PLAN = """\
# Divisionens plan. Ansvarig: controllern.
region: Region Prov
division: Prov
år: 2022   # planens år
verksamheter: [A, B]
perspektiv:
  - namn: Medarbetare
    beskrivning: Beslutad av nämnden 2022.
    strategiska_mål:
      - namn: Hållbar kompetens
        framgångsfaktorer:
          - namn: Arbetsmiljö
            styrmått:
              # Sjukfrånvaron följs månad för månad.
              - id: sjuk
                namn: Sjukfrånvaro
                enhet: "%"
                uppföljning: [DÅ04, DÅ08, ÅR]
                decimaler: 1
                mål: {riktning: minska, ingångsvärde: 5.1}   # från årsrapporten
                jämför_med: ingångsvärde
              # Bara i år.
              - id: kort
                namn: Ett uppdrag
                enhet: st
                uppföljning: [ÅR]
                tillfällig: ja

              - id: hme
                namn: HME
                enhet: index
                uppföljning: [ÅR]
                mål:
                  riktning: behålla
                  ingångsvärde: 79
                  ingångsvärde_avser: 2021-12
                  bättre: högre
              - id: antal
                namn: Avvikelser
                enhet: st
                uppföljning: [DÅ04, ÅR]
                beräkning: summa
                mål: {DÅ04: {högst: 4}, ÅR: {högst: 12}}
                avbrott: {orsak: klassificeringen är ny.}
"""
DATA = "styrmått;månad;värde\nsjuk;2022-12;6,25\nhme;2022-12;80\nkort;2022-12;1\n"


def test_a_plan_is_copied_with_its_comments_order_and_spacing(tmp_path: Path) -> None:
    new = started(root(tmp_path))
    kept = [line for line in new.splitlines() if MARK not in line]
    changes = difflib.ndiff(PLAN.splitlines(), kept)
    assert [line for line in changes if line[0] in "+-"] == [
        "- år: 2022   # planens år",
        "+ år: 2023   # planens år",
        "-                 mål: {riktning: minska, ingångsvärde: 5.1}   # från årsrapporten",
        "+                 mål: {riktning: minska, ingångsvärde: 6.3, "
        "ingångsvärde_avser: 2022-12}   # från årsrapporten",
        "-               # Bara i år.",
        "-               - id: kort",
        "-                 namn: Ett uppdrag",
        "-                 enhet: st",
        "-                 uppföljning: [ÅR]",
        "-                 tillfällig: ja",
        "-                   ingångsvärde: 79",
        "+                   ingångsvärde: 80",
        "-                   ingångsvärde_avser: 2021-12",
        "+                   ingångsvärde_avser: 2022-12",
        "-                 avbrott: {orsak: klassificeringen är ny.}",
    ]


def test_starting_values_are_the_years_outcomes_as_shown_with_their_date(tmp_path: Path) -> None:
    new = started(root(tmp_path))
    assert "mål: {riktning: minska, ingångsvärde: 6.3, ingångsvärde_avser: 2022-12}   # från" in new
    assert "ingångsvärde: 80\n                  ingångsvärde_avser: 2022-12\n" in new
    assert "år: 2023   # planens år" in new


def test_what_is_to_be_checked_stands_marked_above_its_key(tmp_path: Path) -> None:
    lines = started(root(tmp_path)).splitlines()
    below = {
        lines[at + 1].strip().split(":")[0]: line.split(MARK)[1].strip()
        for at, line in enumerate(lines)
        if MARK in line and MARK not in lines[at + 1]
    }
    assert below == {
        "beskrivning": "texten nämner 2022.",
        "mål": "målen per period är beslutade för 2022.",
    }
    proposed = [line.split("ÅR 2022")[1] for line in lines if "ingångsvärdet är föreslaget" in line]
    assert proposed == [", 6,25 före avrundning.", "."]


def test_the_new_plan_is_a_plan_of_its_year(tmp_path: Path) -> None:
    place = root(tmp_path)
    started(place)
    plan = load_plan(place / "params/prov/2023/plan.yaml", "ny")
    assert plan.year == 2023
    assert [planned.measure.id for planned in plan.planned] == ["sjuk", "hme", "antal"]


def test_what_was_done_and_what_to_check_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    start(root(tmp_path), None, 2023, said.append)
    told = "\n".join(said)
    assert "sjuk: ingångsvärde 5,1 → 6,3 (ÅR 2022)" in told
    assert "kort: Ett uppdrag är tillfällig, utgår" in told
    assert "antal: avbrottet utgår" in told
    assert "Klart: params/prov/2023/plan.yaml" in told
    number = next(line for line in said if "texten nämner 2022" in line).split()[1].rstrip(":")
    new = (tmp_path / "params/prov/2023/plan.yaml").read_text(encoding="utf-8")
    assert "texten nämner 2022" in new.splitlines()[int(number) - 1]


def test_a_plan_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    place = root(tmp_path)
    there = place / "params/prov/2023/plan.yaml"
    there.parent.mkdir()
    there.write_text("redigerad", encoding="utf-8")
    with pytest.raises(InputError, match=r"params/prov/2023/plan.yaml: planen finns redan"):
        start(place, "prov", 2023, print)
    assert there.read_text(encoding="utf-8") == "redigerad"
    assert [path.name for path in there.parent.iterdir()] == ["plan.yaml"]


def test_without_an_earlier_plan_there_is_nothing_to_start_from(tmp_path: Path) -> None:
    place = root(tmp_path)
    with pytest.raises(InputError, match=r"ingen plan före 2021.*prov har plan för 2022"):
        start(place, "prov", 2021, print)
    assert not (place / "params/prov/2021").exists()


def test_a_year_must_be_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Året saknas"):
        start(root(tmp_path), "prov", None, print)


def test_a_plan_with_faults_is_not_copied(tmp_path: Path) -> None:
    place = root(tmp_path, PLAN.replace("uppföljning: [ÅR]", "uppföljning: [DÅ06]"))
    with pytest.raises(InputError, match="DÅ06"):
        start(place, "prov", 2023, print)
    assert not (place / "params/prov/2023").exists()


def test_a_value_that_is_missing_keeps_the_old_one_and_says_so(tmp_path: Path) -> None:
    new = started(root(tmp_path, data=DATA.replace("sjuk;2022-12;6,25\n", "")))
    assert f"# {MARK} ingångsvärdet är inte nytt; årets utfall saknas." in new
    assert "mål: {riktning: minska, ingångsvärde: 5.1}   # från årsrapporten" in new


def test_a_year_that_cannot_be_reported_keeps_every_value_and_tells_why(tmp_path: Path) -> None:
    place = root(tmp_path, data=DATA + "okänt_mått;2022-12;1\n")
    said: list[str] = []
    start(place, "prov", 2023, said.append)
    assert any("okänt_mått" in line for line in said)
    new = (place / "params/prov/2023/plan.yaml").read_text(encoding="utf-8")
    assert "ingångsvärde: 5.1}" in new
    assert new.count("årets utfall gick inte att räkna fram") == 2


def test_a_value_of_an_earlier_month_is_dated_by_it(tmp_path: Path) -> None:
    new = started(root(tmp_path, data=DATA.replace("hme;2022-12", "hme;2022-10")))
    assert "ingångsvärde: 80\n                  ingångsvärde_avser: 2022-10\n" in new
    assert "utfallet i ÅR 2022, avser oktober 2022." in new


def test_a_value_of_a_part_of_the_year_says_so(tmp_path: Path) -> None:
    text = PLAN.replace("jämför_med: ingångsvärde", "beräkning: medel")
    new = started(root(tmp_path, text, DATA.replace("sjuk;2022-12;6,25", "sjuk;2022-01;6,2")))
    assert "utfallet i ÅR 2022, avser jan av jan–dec." in new
    assert "ingångsvärde: 6.2, ingångsvärde_avser: 2022-12" in new


def test_a_withheld_value_is_never_proposed(tmp_path: Path) -> None:
    sensitive = PLAN.replace(
        "                jämför_med: ing",
        "                känslig: ja\n                jämför_med: ing",
    )
    data = "styrmått;månad;värde;antal_personer\nsjuk;2022-12;6,25;9\nhme;2022-12;80;\n"
    new = started(root(tmp_path, sensitive, data))
    assert "ingångsvärde: 5.1}" in new
    assert "6.3" not in new
    assert "6,2" not in new
    assert "årets utfall visas inte (få personer)" in new


def test_a_break_that_comparisons_still_cross_is_kept_and_marked() -> None:
    text = PLAN.replace("{orsak: klassificeringen är ny.}", "{orsak: ny., från: 2022-05}")
    new = carried(text, Years(2022, 2023, 2022), None).text
    assert "avbrott: {orsak: ny., från: 2022-05}" in new
    assert "avbrottet gäller från 2022-05 och påverkar ännu jämförelser" in new


def test_a_break_before_a_starting_value_that_stays_gets_the_date_it_had() -> None:
    text = PLAN.replace(
        "                jämför_med: ing",
        "                avbrott: {orsak: ny.}\n                jämför_med: ing",
    )
    new = carried(text, Years(2022, 2023, 2022), None).text
    assert "avbrott: {orsak: ny., från: 2022-01}" in new


@pytest.mark.parametrize(
    ("more", "first_data", "stays"),
    [
        ("beräkning: senaste", 2022, False),
        ("beräkning: senaste", 2021, True),
        ("beräkning: senaste, prognosmetod: ingen", 2021, False),
        ("beräkning: rullande12, prognosmetod: ingen", 2021, True),
    ],
)
def test_a_break_stays_where_figures_from_before_it_still_count(
    more: str, first_data: int, stays: bool
) -> None:
    text = """\
perspektiv:
  - strategiska_mål:
      - framgångsfaktorer:
          - styrmått:
              - {id: a, uppföljning: [DÅ04, ÅR], BERÄKNING, avbrott: {orsak: ny., från: 2022-01}}
""".replace("BERÄKNING", more)
    new = carried(text, Years(2022, 2023, first_data), None).text
    assert ("avbrott" in new) is stays
    assert ("avbrottet gäller från 2022-01" in new) is stays


def test_a_temporary_measure_that_another_refers_to_is_kept_and_marked(tmp_path: Path) -> None:
    text = PLAN.replace("{DÅ04: {högst: 4}, ÅR: {högst: 12}}", "{högst: {styrmått: kort}}")
    new = started(root(tmp_path, text))
    assert "- id: kort" in new
    assert "måttet är tillfälligt men målet för ett annat mått hänvisar till det" in new


def test_a_measure_written_in_braces_is_taken_out_with_its_comma() -> None:
    text = """\
region: R
division: D
år: 2022
perspektiv:
  - namn: P
    strategiska_mål:
      - namn: M
        framgångsfaktorer:
          - namn: F
            styrmått: [{id: a, namn: A, enhet: st, uppföljning: [ÅR]},
              {id: b, namn: B, enhet: st, uppföljning: [ÅR], tillfällig: ja}]
"""
    new = carried(text, Years(2022, 2023, 2022), None).text
    assert "styrmått: [{id: a, namn: A, enhet: st, uppföljning: [ÅR]}]\n" in new


def test_a_goal_that_two_measures_share_by_an_anchor_is_marked_and_kept(tmp_path: Path) -> None:
    text = PLAN.replace("mål: {riktning: minska, ", "mål: &m {riktning: minska, ")
    old = "                mål: {DÅ04: {högst: 4}, ÅR: {högst: 12}}"
    new = started(root(tmp_path, text.replace(old, "                mål: *m")))
    assert new.count("&m {riktning: minska, ingångsvärde: 5.1}") == 1
    assert "mål: *m" in new
    assert new.count("delas av flera mått") == 2


def test_a_starting_value_that_two_measures_share_by_an_anchor_is_kept(tmp_path: Path) -> None:
    text = PLAN.replace("ingångsvärde: 5.1", "ingångsvärde: &b 5.1")
    new = started(root(tmp_path, text.replace("ingångsvärde: 79", "ingångsvärde: *b")))
    assert "ingångsvärde: &b 5.1" in new


def test_an_anchor_stays_where_its_value_is_changed(tmp_path: Path) -> None:
    new = started(root(tmp_path, PLAN.replace("år: 2022", "år: &planens 2022")))
    assert "år: &planens 2023   # planens år" in new


SOURCES = """\
källor:
  - fil: a_*.csv
    fasta: {styrmått: kort}
    kolumner: {månad: Månad, värde: Antal, verksamhet: Enhet}
    översättning:
      verksamhet:
        "1":
          - {värde: A, till_och_med: 2019-12}
          - {värde: B, från: 2020-01, till_och_med: 2022-06}
          - {värde: A, från: 2022-07}
  - fil: b.csv
    år: [2022]
    kolumner: {styrmått: M, månad: Månad, värde: Antal}
"""


def test_sources_stay_for_the_years_that_they_read() -> None:
    text = PLAN + SOURCES.replace("styrmått: kort", "styrmått: sjuk")
    new = carried(text, Years(2022, 2023, 2021), None).text
    assert "- fil: a_*.csv" in new
    assert "till_och_med: 2019-12" not in new
    assert "till_och_med: 2022-06" in new
    assert "gällde till och med 2022-06; behövs så länge äldre exporter läses" in new
    assert "källan läses inte för 2023; lägg till året, eller en egen källa" in new


def test_a_source_of_a_temporary_measure_goes_with_it() -> None:
    new = carried(PLAN + SOURCES, Years(2022, 2023, 2021), None)
    assert "a_*.csv" not in new.text
    assert "- fil: b.csv" in new.text
    assert any("källan till a_*.csv utgår" in line for line in new.done)


SHARED = """\
källor:
  - fil: a.csv
    kolumner: {månad: Månad}
    måttkolumner: {kort: Kort, sjuk: Sjuk}
  - fil: b.csv
    kolumner: {styrmått: Kod, månad: Månad, värde: Antal}
    översättning:
      styrmått: {K: kort, S: sjuk}
"""


def test_a_source_of_several_measures_loses_only_the_one_that_goes(tmp_path: Path) -> None:
    place = root(tmp_path, PLAN + SHARED)
    new = started(place)
    assert "måttkolumner: {sjuk: Sjuk}" in new
    assert "styrmått: {S: sjuk}" in new
    assert "    utelämna_okända: [styrmått]\n    översättning:" in new
    plan = load_plan(place / "params/prov/2023/plan.yaml", "ny")
    assert "kort" not in [planned.measure.id for planned in plan.planned]


def test_old_line_breaks_become_new_ones(tmp_path: Path) -> None:
    place = root(tmp_path)
    plan = place / "params/prov/2022/plan.yaml"
    plan.write_bytes(PLAN.replace("\n", "\r").encode())
    start(place, "prov", 2023, lambda _line: None)
    new = (place / "params/prov/2023/plan.yaml").read_bytes().decode()
    assert "\r" not in new
    assert new.startswith("# Divisionens plan. Ansvarig: controllern.\nregion: Region Prov\n")
    assert f"# {MARK}" in new


def test_windows_line_breaks_and_the_byte_order_mark_are_kept(tmp_path: Path) -> None:
    place = root(tmp_path)
    plan = place / "params/prov/2022/plan.yaml"
    plan.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
    start(place, "prov", 2023, lambda _line: None)
    new = (place / "params/prov/2023/plan.yaml").read_bytes()
    assert new.startswith(b"\xef\xbb\xbf# Divisionens plan")
    assert new.count(b"\n") == new.count(b"\r\n")


def test_the_next_years_plan_leaves_earlier_years_files_where_they_are(tmp_path: Path) -> None:
    for kind in ("params", "data"):
        shutil.copytree(PROJECT / kind / "exempel", tmp_path / kind / "exempel")
    start(tmp_path, "exempel", 2023, lambda _line: None)
    plan = load_plan(tmp_path / "params/exempel/2023/plan.yaml", "ny")
    exports = read_exports(tmp_path, "exempel", plan, Period("DÅ04", 2023))
    assert not [fault for fault in exports.faults if not fault.startswith("data/exempel/2023")]
    left = [line.split()[0] for line in exports.log if "läses inte: ingen källa" in line]
    assert left == [f"data/exempel/{year}/inhyrd_{year}.csv" for year in (2020, 2021, 2022)]


def root(folder: Path, plan: str = PLAN, data: str = DATA) -> Path:
    """A ROOT with one division."""
    for place, text in (("params/prov/2022/plan.yaml", plan), ("data/prov/2022/a.csv", data)):
        path = folder / place
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return folder


def started(place: Path) -> str:
    """The plan for 2023."""
    start(place, None, 2023, lambda _line: None)
    return (place / "params/prov/2023/plan.yaml").read_text(encoding="utf-8")
