"""Källor: exports as source systems leave them, mapped; and what is said of bad ones."""

import sqlite3
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_roots import Content, exports_of, plan_of
from styrkort.exports.months import month_of
from styrkort.exports.tidy import COLUMNS, TidyRow
from styrkort.inputs import find_year
from styrkort.mapping.cells import times
from styrkort.mapping.spans import span_of
from styrkort.period import Period
from styrkort.plans.sourceplan import SOURCE_COLUMNS
from styrkort.report import build_report

COST = """\
  - id: a
    fil: "a*.csv"
    kolumner: {verksamhet: Enhet, månad: Period, värde: Belopp}
    fasta: {styrmått: kost}
"""
CSV = "Enhet;Period;Belopp\n"


def rows_of(root: Path, sources: str, files: dict[str, Content]) -> list[TidyRow]:
    exports = exports_of(root, sources, files)
    assert exports.faults == ()
    return [row for rows in exports.rows.values() for row in rows]


def faults_of(root: Path, sources: str, files: dict[str, Content]) -> str:
    exports = exports_of(root, sources, files)
    assert exports.faults
    return "\n".join(exports.faults)


def brief(rows: list[TidyRow]) -> list[tuple[object, ...]]:
    return [(row.measure, row.unit, row.month, row.gender, row.value) for row in rows]


def test_a_kalla_may_name_every_column_of_the_tidy_form() -> None:
    assert set(COLUMNS) <= set(SOURCE_COLUMNS["observationer"])


def test_columns_constants_codes_and_a_factor_make_tidy_rows(tmp_path: Path) -> None:
    sources = COST + "    faktor: 0.001\n    översättning: {verksamhet: {'4711': IT/MT}}\n"
    [row] = rows_of(tmp_path, sources, {"2022/a.csv": f"{CSV}4711;202208;1 500,5\n"})
    assert brief([row]) == [("kost", "IT/MT", "2022-08", "", Decimal("1.5005"))]
    assert row.place == "data/d/2022/a.csv, rad 2"
    origin = row.origin
    assert (origin.file, origin.rows, origin.source) == ("data/d/2022/a.csv", ((2, 2),), "a")


def test_a_code_in_excel_is_the_same_whether_text_or_number(tmp_path: Path) -> None:
    sources = COST.replace("a*.csv", "a.xlsx") + "    översättning: {verksamhet: {'47': Service}}\n"
    sheet = [["Enhet", "Period", "Belopp"], [47, "2022-01", 1], ["47", "2022-02", 2]]
    assert {row.unit for row in rows_of(tmp_path, sources, {"2022/a.xlsx": {"B": sheet}})} == {
        "Service"
    }


def test_a_reorganisation_is_a_translation_with_dates(tmp_path: Path) -> None:
    sources = COST + (
        "    översättning:\n      verksamhet:\n        X: [{värde: IT/MT, till_och_med: 2022-04},"
        " {värde: Service, från: 2022-05}]\n"
    )
    rows = rows_of(tmp_path, sources, {"2022/a.csv": f"{CSV}X;2022-04;1\nX;2022-05;2\n"})
    assert [(row.month, row.unit) for row in rows] == [
        ("2022-04", "IT/MT"),
        ("2022-05", "Service"),
    ]


def test_a_code_without_meaning_in_a_month_is_a_fault(tmp_path: Path) -> None:
    sources = COST + "    översättning: {verksamhet: {X: {värde: IT/MT, från: 2022-05}}}\n"
    said = faults_of(tmp_path, sources, {"2022/a.csv": f"{CSV}X;2022-04;1\n"})
    assert "rad 2, kolumn Enhet: koden ”X” har ingen översättning som gäller 2022-04" in said


def test_an_unknown_code_is_told_once_with_how_many_rows_have_it(tmp_path: Path) -> None:
    sources = COST + "    översättning: {verksamhet: {X: IT/MT}}\n"
    exports = exports_of(tmp_path, sources, {"2022/a.csv": f"{CSV}Y;2022-04;1\nY;2022-05;1\n"})
    [fault] = exports.faults
    assert "rad 2 och 1 till, kolumn Enhet: koden ”Y” finns inte i översättningen" in fault
    assert exports.yields[0].unmapped == (("verksamhet", "Y", 2),)


def test_unknown_codes_may_be_left_out_and_are_counted(tmp_path: Path) -> None:
    sources = COST + (
        "    översättning: {verksamhet: {X: IT/MT}}\n    utelämna_okända: [verksamhet]\n"
    )
    files: dict[str, Content] = {"2022/a.csv": f"{CSV}X;2022-04;1\nY;2022-05;1\n"}
    exports = exports_of(tmp_path, sources, files)
    assert exports.faults == ()
    assert exports.yields[0].dropped == (("okänd kod i verksamhet", 1),)
    assert exports.yields[0].observations == 1


KOLADA = "kpi;municipality;period;gender;value;count\n"


def test_koladas_rows_are_reported_by_a_plan_alone(tmp_path: Path) -> None:
    sources = """\
  - fil: kolada.csv
    kolumner: {styrmått: kpi, verksamhet: municipality, månad: period, kön: gender, värde: value}
    översättning:
      styrmått: {N00901: sjuk}
      verksamhet: {"2580": ""}
      kön: {T: "", K: kvinna, M: man}
    utelämna_okända: [styrmått, verksamhet]
"""
    text = KOLADA + "N00901;2580;2021;T;5.1;9\nN00901;2580;2021;K;5.4;9\nN1;2580;2021;T;1;9\n"
    assert brief(rows_of(tmp_path, sources, {"2022/kolada.csv": text})) == [
        ("sjuk", "", "2021-12", "", Decimal("5.1")),
        ("sjuk", "", "2021-12", "kvinna", Decimal("5.4")),
    ]


def test_a_column_for_each_year_is_each_years_december(tmp_path: Path) -> None:
    sources = """\
  - fil: kolada.xlsx
    rubrikrad: 3
    kolumner: {verksamhet: Kommun}
    fasta: {styrmått: sjuk}
    bred: ja
    översättning: {verksamhet: {Luleå: ""}}
    utelämna_okända: [verksamhet]
"""
    sheet = [["Nyckeltal"], [], ["Kommun", "Kön", 2020, 2021], ["Luleå", "T", 5, 6.5]]
    rows = rows_of(tmp_path, sources, {"2022/kolada.xlsx": {"Data": sheet, "Om": [["text"]]}})
    assert [(row.month, row.value) for row in rows] == [
        ("2020-12", 5),
        ("2021-12", Decimal("6.5")),
    ]


def test_a_scorecard_in_english_has_a_column_for_each_measure(tmp_path: Path) -> None:
    sources = """\
  - fil: score.csv
    kolumner: {månad: Quarter}
    måttkolumner: {sjuk: Actual, kost: {värde: Cost}}
    urval: {Team: [it]}
"""
    text = 'Team,Target,Actual,Quarter,Cost,Note\nIT ,5,5.1,Q1 2022,"1,5",\nHR,5,n/a,Q1 2022,x,\n'
    assert brief(rows_of(tmp_path, sources, {"2022/score.csv": text})) == [
        ("sjuk", "", "2022-03", "", Decimal("5.1")),
        ("kost", "", "2022-03", "", Decimal("1.5")),
    ]


def test_bred_form_takes_its_year_from_heading_column_plan_or_folder(tmp_path: Path) -> None:
    def months(number: int, more: str, head: str, row: str) -> list[str]:
        sources = f"  - {{fil: w.csv, fasta: {{styrmått: kost}}, {more}}}\n"
        root = tmp_path / str(number)
        return [r.month for r in rows_of(root, sources, {"2022/w.csv": f"{head}\n{row}\n"})]

    assert months(1, "bred: ja", "jan;Februari;Summa", "1;2;3") == ["2022-01", "2022-02"]
    assert months(2, "bred: {år: 2021}", "jan;feb", "1;2") == ["2021-01", "2021-02"]
    assert months(3, "bred: ja, kolumner: {år: År}", "År;jan", "2020;1") == ["2020-01"]
    assert months(4, "bred: ja", "2021-03;apr 2021;kv 1", "1;2;3") == ["2021-03", "2021-04"]
    assert months(5, "bred: ja", "DÅ04;DÅ08;ÅR 2021", "1;2;3") == ["2022-04", "2022-08", "2021-12"]


@given(st.lists(st.integers(-10_000, 10_000), min_size=12, max_size=12), st.integers(1970, 2022))
def test_long_and_bred_form_say_the_same(values: list[int], year: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        months = [f"{year}-{number:02}" for number in range(1, 13)]
        wide = f"Enhet;{';'.join(months)}\nService;{';'.join(map(str, values))}\n"
        long = CSV + "".join(
            f"Service;{month};{value}\n" for month, value in zip(months, values, strict=True)
        )
        sources = (
            "  - {fil: w.csv, kolumner: {verksamhet: Enhet}, fasta: {styrmått: kost}, bred: ja}\n"
        )
        as_wide = rows_of(Path(folder, "w"), sources, {"2022/w.csv": wide})
        as_long = rows_of(Path(folder, "l"), COST, {"2022/a.csv": long})
        assert brief(as_wide) == brief(as_long)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15
    )
)
def test_a_factor_and_its_inverse_give_the_number_back(number: Decimal) -> None:
    assert times(times(number, Decimal("0.001")), Decimal(1000)) == number
    assert "E" not in str(times(number, Decimal(1000)))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2022", "2022-12"),
        ("2022K2", "2022-06"),
        ("2022 kv 2", "2022-06"),
        ("Q2 2022", "2022-06"),
        ("2022Q2", "2022-06"),
        ("kvartal 2 2022", "2022-06"),
        ("T1 2022", "2022-04"),
        ("tertial 2 2022", "2022-08"),
        ("DÅ08 2022", "2022-08"),
        ("2022-DÅ08", "2022-08"),
        ("31.8.2022", "2022-08"),
        ("31/8 2022", "2022-08"),
        ("8/31/2022", "2022-08"),
        ("4/4/2022", "2022-04"),
        ("8/2022", "2022-08"),
        ("August 2022", "2022-08"),
    ],
)
def test_source_systems_write_a_month_in_many_ways(text: str, month: str) -> None:
    assert span_of(text).ending(None) == month


@pytest.mark.parametrize("text", ["3/4/2022", "aug-22", "31/8/22", "2022-13", "Q5 2022", "aug"])
def test_what_could_be_another_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Skriv"):
        span_of(text).ending(None)


@given(st.dates())
def test_whatever_a_tidy_file_may_say_a_kalla_may_say(day: object) -> None:
    for text in (str(day), str(day)[:7], str(day)[:7].replace("-", "M")):
        if text[:2] in ("19", "20"):
            assert span_of(text).ending(None) == month_of(text)


def test_year_and_month_may_stand_in_two_columns(tmp_path: Path) -> None:
    sources = (
        "  - {fil: m.csv, kolumner: {år: År, månad: Mån, värde: V}, fasta: {styrmått: kost}}\n"
    )
    text = "År;Mån;V\n2022;3;1\n2022;maj;2\n"
    rows = rows_of(tmp_path, sources, {"2022/m.csv": text})
    assert [row.month for row in rows] == ["2022-03", "2022-05"]


def test_urval_and_utom_compare_trimmed_text_without_regard_to_case(tmp_path: Path) -> None:
    sources = COST + "    urval: {Typ: [utfall, prognos]}\n    utom: {Enhet: [summa]}\n"
    text = (
        "Enhet;Period;Belopp;Typ\nService;2022-01;1; Utfall \nSumma;2022-01;1;UTFALL\n"
        "Service;2022-01;9;budget\n"
    )
    exports = exports_of(tmp_path, sources, {"2022/a.csv": text})
    assert [row.value for row in exports.rows[2022]] == [1]
    assert dict(exports.yields[0].dropped) == {"utanför urval": 1, "enligt utom": 1}
    assert any("urvalet ”prognos” i kolumnen Typ förekommer inte" in line for line in exports.log)


def test_rows_of_one_file_are_added_up_only_where_the_plan_says_so(tmp_path: Path) -> None:
    text = f"{CSV}Service;2022-01;1,5\nService;2022-01;1,5\n"
    said = faults_of(tmp_path, COST, {"2022/a.csv": text})
    assert "rad 3: kost, Service, januari 2022 står redan i rad 2" in said
    [row] = rows_of(tmp_path, COST + "    sammanslagning: summa\n", {"2022/a.csv": text})
    assert (row.value, row.origin.rows, row.origin.count) == (3, ((2, 3),), 2)


def test_the_same_in_two_files_is_one_and_two_values_are_a_fault(tmp_path: Path) -> None:
    one, other = f"{CSV}Service;2022-01;1\n", f"{CSV}Service;2022-01;2\n"
    assert len(rows_of(tmp_path, COST, {"2022/a1.csv": one, "2022/a2.csv": one})) == 1
    said = faults_of(tmp_path, COST, {"2022/a2.csv": other})
    assert (
        "a2.csv, rad 2: kost, Service, januari 2022 har värdet 2 här men 1 i data/d/2022/a1.csv"
        in said
    )


def test_two_kallor_that_give_the_same_are_a_fault_also_where_they_agree(tmp_path: Path) -> None:
    sources = COST + "  - {id: b, fil: b.csv, fasta: {styrmått: kost}}\n"
    files: dict[str, Content] = {
        "2022/a.csv": f"{CSV}Service;2022-01;1\n",
        "2022/b.csv": "verksamhet;månad;värde\nService;2022-01;1\n",
    }
    assert "källan b och källan a ger samma observation" in faults_of(tmp_path, sources, files)
    tidy = {"2022/tidy.csv": "styrmått;verksamhet;månad;värde\nkost;Service;2022-01;1\n"}
    said = faults_of(tmp_path / "t", COST, {**tidy, "2022/a.csv": f"{CSV}Service;2022-01;1\n"})
    assert "källan a och filen data/d/2022/tidy.csv ger samma observation" in said


def test_units_of_money_are_settled_row_by_row_and_mixed_ones_refused(tmp_path: Path) -> None:
    sources = (
        COST.replace("värde: Belopp", "värde: Belopp, enhet: Sort") + "    enheter: {tkr: 0.001}\n"
    )
    head = "Enhet;Period;Belopp;Sort\n"
    text = f"{head}Service;2022-01;1500;tkr\nService;2022-02;2;MNKR\n"
    assert [row.value for row in rows_of(tmp_path, sources, {"2022/a.csv": text})] == [
        Decimal("1.5"),
        2,
    ]
    said = faults_of(tmp_path, sources, {"2022/a.csv": f"{head}Service;2022-01;1500;kr\n"})
    assert "rad 2, kolumn Sort: blandade enheter, raden har enheten ”kr”" in said


def test_per_cent_signs_in_some_rows_only_are_mixed_units(tmp_path: Path) -> None:
    text = f"{CSV}Service;2022-01;5,1 %\nService;2022-02;0,051\n"
    said = faults_of(tmp_path, COST.replace("kost", "sjuk"), {"2022/a.csv": text})
    assert "rad 3: blandade enheter" in said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Service;2022-01;=1+1", "rad 2, kolumn Belopp: cellen innehåller en formel"),
        ("Service;2022-01;+A1", "rad 2, kolumn Belopp: cellen innehåller en formel"),
        ("Service;2022-01;@x", "rad 2, kolumn Belopp: cellen innehåller en formel"),
        ("Service;2022-01;#REF!", "rad 2, kolumn Belopp: cellen innehåller felet"),
        ("#N/A;2022-01;1", "rad 2, kolumn Enhet: cellen innehåller felet"),
        ("Service;3/4/2022;1", "rad 2, kolumn Period: ”3/4/2022” kan vara"),
        ("Service;2023-01;1", "rad 2, kolumn Period: månaden 2023-01 ligger utanför åren"),
        ("Service;1969-12;1", "utanför åren"),
        ("Service;;1", "rad 2, kolumn Period: månaden saknas"),
    ],
)
def test_a_bad_cell_is_one_message_with_row_and_column(tmp_path: Path, row: str, said: str) -> None:
    exports = exports_of(tmp_path, COST, {"2022/a.csv": f"{CSV}{row}\n"})
    [fault] = exports.faults
    assert said in fault


def test_all_bad_cells_and_files_are_told_at_once(tmp_path: Path) -> None:
    sources = COST + "  - {id: b, fil: bb.xlsx, blad: Resultat, fasta: {styrmått: sjuk}}\n"
    files: dict[str, Content] = {
        "2022/a.csv": f"{CSV}Service;2022-01;x\nService;okt;1\n",
        "2022/bb.xlsx": {"Resultat 22": [["månad", "värde"]]},
    }
    said = faults_of(tmp_path, sources, files)
    assert "rad 2, kolumn Belopp" in said
    assert "rad 3, kolumn Period" in said
    assert "bladet ”Resultat” finns inte (menas ”Resultat 22”?)" in said


def test_a_wrong_column_would_not_fill_the_screen(tmp_path: Path) -> None:
    text = CSV + "".join(f"Service;{2000 + n // 12}-{n % 12 + 1:02};x\n" for n in range(80))
    said = exports_of(tmp_path, COST, {"2022/a.csv": text}).faults
    assert len(said) == 51
    assert "ytterligare 30 fel" in said[-1]


def test_a_missing_heading_names_the_near_miss_and_the_row_where_they_stand(tmp_path: Path) -> None:
    said = faults_of(tmp_path, COST, {"2022/a.csv": "Enhet;Period;Belopp kr\n"})
    assert "kolumnen ”Belopp” (värde) saknas (menas ”Belopp kr”?)" in said
    titled = "Rapport\n\n" + CSV + "Service;2022-01;1\n"
    assert "skriv rubrikrad: 3" in faults_of(tmp_path, COST, {"2022/a.csv": titled})
    assert len(rows_of(tmp_path, COST + "    rubrikrad: 3\n", {"2022/a.csv": titled})) == 1


def test_a_missing_file_is_a_fault_that_names_files_like_it(tmp_path: Path) -> None:
    files: dict[str, Content] = {"2022/hr-data.txt": "x", "2021/x.txt": ""}
    sources = COST.replace("a*.csv", "hr_data.txt")
    assert "Filer som liknar: hr-data.txt" in faults_of(tmp_path, sources, files)
    assert exports_of(tmp_path, sources + "    valfri: ja\n", files).faults == ()
    assert exports_of(tmp_path, sources + "    år: [2021]\n", files).faults == ()
    assert exports_of(tmp_path, sources.replace("kost", "sent"), files).faults == ()
    assert exports_of(tmp_path, sources.replace("kost", "sent"), files, "ÅR").faults


def test_a_file_that_a_kalla_claims_is_not_read_as_tidy(tmp_path: Path) -> None:
    files: dict[str, Content] = {"2022/A1.CSV": f"{CSV}Service;2022-01;1\n", "2022/b.txt": "hej"}
    exports = exports_of(tmp_path, COST, files)
    assert exports.faults == ()
    assert [row.origin.source for row in exports.rows[2022]] == ["a"]
    assert any("b.txt läses inte" in line for line in exports.log)


def test_an_export_with_headings_alone_is_a_warning_and_an_empty_one_a_fault(
    tmp_path: Path,
) -> None:
    exports = exports_of(tmp_path, COST, {"2022/a.csv": CSV})
    assert exports.faults == ()
    assert any("bara en rubrikrad" in line for line in exports.log)
    assert "filen är tom" in faults_of(tmp_path, COST, {"2022/a.csv": ""})


def test_an_unknown_measure_of_another_years_folder_is_left_out_with_a_line(tmp_path: Path) -> None:
    sources = """\
  - fil: m.csv
    kolumner: {styrmått: Kod, månad: Period, värde: V}
    översättning: {styrmått: {S: sjuk}}
"""
    text = "Kod;Period;V\nGammal;2021-01;1\nS;2021-01;2\n"
    exports = exports_of(tmp_path, sources, {"2021/m.csv": text, "2022/m.csv": "Kod;Period;V\n"})
    assert exports.faults == ()
    assert len(exports.rows[2021]) == 1
    assert any("koden ”Gammal”" in line and "utelämnade" in line for line in exports.log)


def test_actions_and_forecasts_come_from_the_plan_years_folder(tmp_path: Path) -> None:
    sources = """\
  - {id: plan, fil: plan.csv, ger: åtgärder, kolumner: {åtgärd: Vad, klart: När, ansvarig: Vem}}
  - {id: prognos, fil: prognos.csv, ger: prognos}
"""
    actions = "Vad;När;Vem;Annat\nUtbilda;31.10.2022;HR;x\nAnställa;dec 2022;;\n;;;\n"
    files: dict[str, Content] = {
        "2021/plan.csv": actions,
        "2022/plan.csv": actions,
        "2022/prognos.csv": "styrmått;värde;motivering;av\nsjuk;4,9;Som i fjol;HR\n",
    }
    exports = exports_of(tmp_path, sources, files)
    assert exports.faults == ()
    assert [(row.name, row.due) for row in exports.actions] == [
        ("Utbilda", "2022-10-31"),
        ("Anställa", "2022-12-31"),
    ]
    [forecast] = exports.forecasts
    assert (forecast.measure, forecast.value, forecast.by) == ("sjuk", Decimal("4.9"), "HR")


def test_months_without_happenings_are_nought_where_the_log_covers_them(tmp_path: Path) -> None:
    sources = """\
  - fil: logg.csv
    kolumner: {verksamhet: Enhet}
    fasta: {styrmått: arenden}
    händelser: {datum: Inkom, täcker: {från: 2022-01, till_och_med: 2022-02}}
    översättning: {verksamhet: {A: IT/MT, B: [{värde: Service, från: 2022-02}]}}
    urval: {Typ: [fel]}
"""
    text = "Inkom;Enhet;Typ\n2022-01-03;A;fel\n2022-01-04;A;fel\n2022-03-04;A;annat\n"
    rows = rows_of(tmp_path, sources, {"2022/logg.csv": text})
    assert sorted((row.month, row.unit, row.value) for row in rows) == [
        ("2022-01", "IT/MT", 2),
        ("2022-02", "IT/MT", 0),
        ("2022-02", "Service", 0),
        ("2022-03", "IT/MT", 0),
        ("2022-03", "Service", 0),
    ]


def test_a_happening_without_known_verksamhet_is_a_fault(tmp_path: Path) -> None:
    sources = """\
  - fil: logg.csv
    kolumner: {verksamhet: Enhet}
    fasta: {styrmått: arenden}
    händelser: {datum: Inkom}
"""
    said = faults_of(tmp_path, sources, {"2022/logg.csv": "Inkom;Enhet\n2022-01-03;\n"})
    assert "koden ”” är tom" in said


def test_only_a_plan_with_kallor_pays_for_what_reads_them(tmp_path: Path) -> None:
    import subprocess

    code = (
        "import sys, styrkort.report\n"
        "print([m for m in sys.modules if m.startswith('styrkort.mapping.') "
        "and m != 'styrkort.mapping.yields' or m.startswith('duckdb')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("answer", ["", "händelser: {datum: Dag}, "])
def test_a_query_gives_what_the_same_rows_in_a_file_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    base = sqlite3.connect(tmp_path / "bas.db")
    base.execute("CREATE TABLE t (Enhet TEXT, Dag TEXT, Belopp NUMERIC)")
    base.executemany(
        "INSERT INTO t VALUES (?, ?, ?)", [("A", "2022-01-02", 5), ("B", "2022-02-02", 7)]
    )
    base.commit()
    base.close()
    monkeypatch.setenv("BASEN", f"sqlite:///{tmp_path / 'bas.db'}")
    columns = "verksamhet: Enhet" if answer else "verksamhet: Enhet, månad: Dag, värde: Belopp"
    same = (
        f"{answer}kolumner: {{{columns}}}, fasta: {{styrmått: arenden}}, "
        "översättning: {verksamhet: {A: IT/MT, B: Service}}"
    )
    text = "Enhet;Dag;Belopp\nA;2022-01-02;5\nB;2022-02-02;7\n"
    of_file = rows_of(tmp_path / "f", f"  - {{id: a, fil: t.csv, {same}}}\n", {"2022/t.csv": text})
    query = 'fråga: "SELECT * FROM t WHERE Dag >= :från"'
    source = f"  - {{id: a, databas: BASEN, {query}, {same}}}\n"
    exports = exports_of(tmp_path / "q", source, {})
    assert exports.faults == ()
    assert brief(list(exports.rows[2022])) == brief(of_file)
    assert [name for name, _ in exports.answers] == ["källan a (databas)"]
    assert {row.origin.file for row in exports.rows[2022]} == {"källan a (databas)"}
    monkeypatch.delenv("BASEN")
    assert any(
        "BASEN är inte satt" in fault for fault in exports_of(tmp_path / "q", source, {}).faults
    )


def test_a_parquet_file_gives_what_the_same_rows_in_a_text_file_give(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "p" / "data" / "d" / "2022" / "a.parquet"
    path.parent.mkdir(parents=True)
    duckdb.sql(
        "SELECT 'Service' AS Enhet, DATE '2022-01-31' AS Period, 1.25::DECIMAL(9,2) AS Belopp"
    ).write_parquet(str(path))
    of_parquet = rows_of(tmp_path / "p", COST.replace("a*.csv", "a.parquet"), {})
    of_text = rows_of(tmp_path / "t", COST, {"2022/a.csv": f"{CSV}Service;2022-01;1,25\n"})
    assert brief(of_parquet) == brief(of_text)
    path.write_bytes(path.read_bytes()[:-10])
    assert exports_of(tmp_path / "p", COST.replace("a*.csv", "a.parquet"), {}).faults


def test_an_error_value_in_a_workbook_is_told_by_row_and_column(tmp_path: Path) -> None:
    sources = COST.replace("a*.csv", "a.xlsx")
    sheet = [["Titel"], ["Enhet", "Period", "Belopp"], ["Service", "2022-01", "=1/0"]]
    said = faults_of(tmp_path, sources + "    rubrikrad: 2\n", {"2022/a.xlsx": {"Data": sheet}})
    assert "data/d/2022/a.xlsx, blad Data, rad 3, kolumn Belopp: cellen innehåller felet" in said


def test_two_sheets_with_the_headings_are_not_chosen_between(tmp_path: Path) -> None:
    sources = COST.replace("a*.csv", "a.xlsx")
    sheet = [["Enhet", "Period", "Belopp"], ["Service", "2022-01", 1]]
    other = [["Enhet", "Period", "Belopp"], ["Service", "2022-02", 1]]
    files: dict[str, Content] = {"2022/a.xlsx": {"Ett": sheet, "Två": other}}
    assert "flera blad har kolumnerna" in faults_of(tmp_path, sources, files)
    assert len(rows_of(tmp_path, sources + "    blad: Två\n", files)) == 1
    assert len(rows_of(tmp_path, sources + "    blad: '*'\n", files)) == 2


def test_half_a_ratio_is_a_fault_and_a_half_marked_as_missing_no_ratio(tmp_path: Path) -> None:
    sources = COST.replace("värde: Belopp", "täljare: T, nämnare: N")
    head = "Enhet;Period;T;N\n"
    said = faults_of(tmp_path, sources, {"2022/a.csv": f"{head}Service;2022-01;5;\n"})
    assert "rad 2, kolumn N: cellen är tom" in said
    assert rows_of(tmp_path, sources, {"2022/a.csv": f"{head}Service;2022-01;5;..\n"}) == []


def test_the_latest_year_with_an_observation_is_found_by_its_own_kallor(tmp_path: Path) -> None:
    older = COST.replace("a*.csv", "b.csv")
    exports_of(tmp_path, older, {"2022/b.csv": f"{CSV}Service;2022-08;1\n"})
    plan = plan_of(tmp_path, COST).read_text(encoding="utf-8").replace("år: 2022", "år: 2023")
    later = tmp_path / "params" / "d" / "2023" / "plan.yaml"
    later.parent.mkdir()
    later.write_text(plan, encoding="utf-8")
    plan_of(tmp_path, older)
    assert find_year(tmp_path, "d", "DÅ08") == 2022
    export = tmp_path / "data" / "d" / "2023" / "a.csv"
    export.parent.mkdir()
    export.write_text(f"{CSV}Service;2023-08;1\nService;x;y\n", encoding="utf-8")
    assert find_year(tmp_path, "d", "DÅ08") == 2023
    later.write_text("inte en plan", encoding="utf-8")
    assert find_year(tmp_path, "d", "DÅ08") == 2022


def test_the_manifest_names_the_files_that_kallor_read_and_no_others(tmp_path: Path) -> None:
    sources = COST.replace("a*.csv", "a.txt")
    exports_of(tmp_path, sources, {"2022/a.txt": f"{CSV};2022-08;1\n", "2022/b.txt": "x"})
    report = build_report(tmp_path, "d", Period("DÅ08", 2022))
    names = [file.name for file in report.inputs]
    assert names == ["data/d/2022/a.txt", "params/d/2022/plan.yaml"]
    assert report.measure("kost").utfall == 1
