"""Källor: exports as source systems leave them, mapped; and what is said of bad ones."""

import sqlite3
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_roots import PLAN, Content, exports_of, plan_of
from styrkort.errors import InputError
from styrkort.exports.months import month_of
from styrkort.exports.spans import span_of
from styrkort.exports.tidy import COLUMNS, TidyRow
from styrkort.inputs import find_year
from styrkort.mapping.cells import times
from styrkort.observations import gather
from styrkort.period import Period
from styrkort.plan import load_plan
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


def clash_of(root: Path, sources: str, files: dict[str, Content]) -> str:
    """What is wrong with the observations that readable exports come to."""
    exports = exports_of(root, sources, files)
    assert exports.faults == ()
    with pytest.raises(InputError) as fault:
        gather(exports.rows, load_plan(root / PLAN, PLAN), "2022-12")
    return str(fault.value)


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


def test_an_export_that_the_plan_has_no_source_for_is_named_once(tmp_path: Path) -> None:
    files: dict[str, Content] = {"2022/a.csv": f"{CSV}IT/MT;2022-08;1\n", "2022/b.csv": CSV}
    assert faults_of(tmp_path, COST.replace("a*.csv", "a.csv"), files) == (
        "data/d/2022/b.csv: ingen källa i planen läser filen, och den har inte grundformens kolumn "
        "styrmått. Skriv en källa för den, eller flytta den ur mappen."
    )


def test_another_years_exports_in_forms_of_that_years_plan_are_left_to_it(tmp_path: Path) -> None:
    files: dict[str, Content] = {
        "2022/a.csv": f"{CSV}IT/MT;2022-08;1\n",
        "2021/gammal.csv": "Kod;Månad;värde\nX;jan;1\n",
        "2023/ny.xlsx": {"Blad": [["Rubrik"], ["Kod", "Antal"]]},
        "2021/listan.csv": "styrmått;månad;värde\nkost;2021-08;2\n",
    }
    exports = exports_of(tmp_path, COST, files)
    assert exports.faults == ()
    assert [line.split(" läses inte: ingen källa")[0] for line in exports.log] == [
        "data/d/2021/gammal.csv",
        "data/d/2023/ny.xlsx",
    ]
    assert {row.month for rows in exports.rows.values() for row in rows} == {"2021-08", "2022-08"}


def test_another_years_file_with_a_slip_in_its_headings_is_a_fault(tmp_path: Path) -> None:
    slip = "styrmatt;månad;värde\nkost;2021-08;2\n"
    files: dict[str, Content] = {"2022/a.csv": f"{CSV}IT/MT;2022-08;1\n", "2021/listan.csv": slip}
    assert "menas ”styrmått”" in faults_of(tmp_path, COST, files)


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


def test_a_groups_size_counts_whichever_of_two_files_says_it(tmp_path: Path) -> None:
    sources = COST.replace("värde: Belopp", "värde: Belopp, antal_personer: Antal")
    head = "Enhet;Period;Belopp;Antal\n"
    silent, told = f"{head}Service;2022-01;1;\n", f"{head}Service;2022-01;1;6\n"
    for files in ((silent, told), (told, silent)):
        two = dict(zip(("2022/a1.csv", "2022/a2.csv"), files, strict=True))
        assert [row.persons for row in rows_of(tmp_path, sources, two)] == [6]


def test_two_kallor_that_give_the_same_are_a_fault_also_where_they_agree(tmp_path: Path) -> None:
    sources = COST + "  - {id: b, fil: b.csv, fasta: {styrmått: kost}}\n"
    files: dict[str, Content] = {
        "2022/a.csv": f"{CSV}Service;2022-01;1\n",
        "2022/b.csv": "verksamhet;månad;värde\nService;2022-01;1\n",
    }
    assert "källan b och källan a ger samma observation" in clash_of(tmp_path, sources, files)
    tidy = {"2022/tidy.csv": "styrmått;verksamhet;månad;värde\nkost;Service;2022-01;1\n"}
    said = clash_of(tmp_path / "t", COST, {**tidy, "2022/a.csv": f"{CSV}Service;2022-01;1\n"})
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


def test_a_quote_that_never_ends_is_a_fault_and_hides_no_rows(tmp_path: Path) -> None:
    text = f'{CSV}Service;2022-01;1\n"Service;2022-02;2\nService;2022-03;3\n'
    said = faults_of(tmp_path, COST, {"2022/a.csv": text})
    assert "a.csv, rad 3: citattecknen går inte ihop" in said


@pytest.mark.parametrize("cell", ["9" * 200_000, f'"{"x" * 200_000}"'])
def test_a_huge_cell_is_named_by_its_row(tmp_path: Path, cell: str) -> None:
    said = faults_of(tmp_path, COST, {"2022/a.csv": f"{CSV}{cell};2022-01;1\n"})
    assert "a.csv, rad 2: en cell är orimligt lång" in said
    assert len(said) < 500


def test_a_long_code_is_shown_in_part(tmp_path: Path) -> None:
    sources = COST + "    översättning: {verksamhet: {A: IT/MT}}\n"
    said = faults_of(tmp_path, sources, {"2022/a.csv": f"{CSV}{'x' * 9000};2022-01;1\n"})
    assert f"koden ”{'x' * 39}…” finns inte" in said


ROWS = """\
  - fil: a.csv
    kolumner: {verksamhet: Enhet, månad: Period, värde: Belopp}
    fasta: {styrmått: kost}
"""


def values_of(root: Path, sources: str, files: dict[str, Content]) -> list[object]:
    return [row.value for row in rows_of(root, sources, files)]


@pytest.mark.parametrize(
    ("written", "number"),
    [("1 234,5-", "-1234.5"), ("(123)", "-123"), ("12−", "-12"), ("(5 %)", "-5"), ("-7", "-7")],
)
def test_an_accountants_minus_is_a_minus(tmp_path: Path, written: str, number: str) -> None:
    files: dict[str, Content] = {"2022/a.csv": f"{CSV}Service;2022-01;{written}\n"}
    assert values_of(tmp_path, ROWS, files) == [Decimal(number)]


@pytest.mark.parametrize(
    ("form", "written", "number"),
    [
        ("{decimaltecken: punkt}", "1,234", "1234"),
        ("{decimaltecken: punkt}", "-1,234,567.89", "-1234567.89"),
        ("{decimaltecken: punkt}", "6.3%", "6.3"),
        ("{decimaltecken: komma}", "1.234,50", "1234.50"),
        ("{decimaltecken: komma}", "1.234", "1234"),
        ("{decimaltecken: punkt, tas_bort: [$]}", "($1,000.50)", "-1000.50"),
        ("{tas_bort: [kr, tkr]}", "1 234 KR", "1234"),
    ],
)
def test_the_sign_that_parts_thousands_is_stated(
    tmp_path: Path, form: str, written: str, number: str
) -> None:
    files: dict[str, Content] = {"2022/a.csv": f"{CSV}Service;2022-01;{written}\n"}
    sources = f"{ROWS}    tal: {form}\n"
    assert values_of(tmp_path, sources, files) == [Decimal(number)]


@pytest.mark.parametrize("written", ["1,5", "12,34,567", "1234,567"])
def test_a_comma_that_can_not_part_thousands_is_a_fault(tmp_path: Path, written: str) -> None:
    sources = f"{ROWS}    tal: {{decimaltecken: punkt}}\n"
    said = faults_of(tmp_path, sources, {"2022/a.csv": f"{CSV}Service;2022-01;{written}\n"})
    assert f"rad 2, kolumn Belopp: ”{written}” har komma som inte skiljer tusental" in said


def test_numbers_that_may_be_thousands_are_told_of_where_the_plan_says_nothing(
    tmp_path: Path,
) -> None:
    text = f"{CSV}Service;2022-01;1,234\nService;2022-02;12,345\nService;2022-03;7\n"
    [line] = exports_of(tmp_path / "a", ROWS, {"2022/a.csv": text}).log
    assert "kolumn Belopp: alla tal med komma har tre siffror efter" in line
    assert "decimaltecken: punkt" in line
    text = text.replace("12,345", "12,34")
    assert exports_of(tmp_path / "b", ROWS, {"2022/a.csv": text}).log == ()


def test_a_star_in_utom_and_urval_stands_for_anything(tmp_path: Path) -> None:
    text = f"{CSV}Service;2022-01;1\nSUMMA Service;;1\nTotalt;;1\nService;2022-02;2\n"
    sources = ROWS + '    utom: {Enhet: ["Summa *", Tot*]}\n    urval: {Period: ["2022-*"]}\n'
    exports = exports_of(tmp_path, sources, {"2022/a.csv": text})
    assert [row.value for row in exports.rows[2022]] == [1, 2]
    assert exports.yields[0].dropped == (("enligt utom", 2),)
    assert exports.log == ()


PIVOT: dict[str, Content] = {
    "2022/p.xlsx": {
        "Blad": [
            ["Ärenden per enhet"],
            [None, None, 2021, None, 2022, None, None],
            [None, "Mått", "jan", "feb", "jan", "feb", "Summa"],
            ["IT/MT", "arenden", 1, 2, 3, 4, 10],
            [None, "kost", 5, 6, 7, 8, 26],
            ["Summa IT/MT", None, 6, 8, 10, 12, 36],
            ["Service", "arenden", 9, None, 9, 9, 27],
            ["Källa: Ärendesystemet"],
            ["Uttaget 2022-09-01"],
        ]
    }
}


def test_a_pivot_table_with_years_over_months_and_units_said_once_is_read(tmp_path: Path) -> None:
    sources = """\
  - fil: p.xlsx
    rubrikrad: 3
    rubrikrad_över: 2
    kolumner: {verksamhet: kolumn A, styrmått: Mått}
    fyll_ned: [kolumn A]
    utom: {kolumn A: ["Summa *"]}
    bred: ja
"""
    found = {row[:3]: row[4] for row in brief(rows_of(tmp_path, sources, PIVOT))}
    assert found["kost", "IT/MT", "2021-02"] == 6
    assert found["kost", "IT/MT", "2022-01"] == 7
    assert found["arenden", "Service", "2022-02"] == 9
    assert len(found) == 11


def test_what_an_inner_column_said_does_not_hold_in_the_next_group(tmp_path: Path) -> None:
    text = "Enhet;Period;Belopp\nService;2022-01;1\n;2022-02;2\nIT/MT;;3\n"
    said = faults_of(tmp_path, ROWS + "    fyll_ned: [Enhet, Period]\n", {"2022/a.csv": text})
    assert "rad 4, kolumn Period: månaden saknas" in said


def test_a_heading_that_stands_twice_is_read_by_its_letter(tmp_path: Path) -> None:
    files: dict[str, Content] = {"2022/a.csv": "Enhet;Period;Belopp;Belopp\nService;2022-01;1;2\n"}
    assert "sin bokstav, till exempel kolumn C" in faults_of(tmp_path, ROWS, files)
    lettered = ROWS.replace("värde: Belopp", "värde: kolumn D")
    assert values_of(tmp_path, lettered, files) == [2]
    gone = ROWS.replace("värde: Belopp", "värde: kolumn E")
    assert "kolumnen ”kolumn E” (värde) saknas" in faults_of(tmp_path, gone, files)


def test_wide_headings_may_hold_more_than_the_month(tmp_path: Path) -> None:
    sources = """\
  - fil: a.csv
    kolumner: {verksamhet: Enhet}
    fasta: {styrmått: kost}
    bred: {rubriker: Utfall *}
    översättning: {månad: {P03: mars}}
"""
    text = "Enhet;Utfall jan;Budget jan;utfall 2022M02;P03;P04\nService;1;9;2;3;9\n"
    assert [row[2::2] for row in brief(rows_of(tmp_path, sources, {"2022/a.csv": text}))] == [
        ("2022-01", 1),
        ("2022-02", 2),
        ("2022-03", 3),
    ]


LOG = """\
  - fil: logg*.csv
    kolumner: {verksamhet: Enhet}
    fasta: {styrmått: kost}
    utom: {Enhet: ["Summa*"]}
    tal: {decimaltecken: punkt, tas_bort: ["$"]}
    händelser: {datum: Inkom, summera: kolumn C}
"""


def test_a_log_is_read_by_the_same_rules_as_other_files(tmp_path: Path) -> None:
    text = (
        "Inkom,Enhet,Belopp,Belopp\n"
        '31.1.2022,Service,"$1,234.50",x\n'
        '1/31/2022 11:05:00 PM,Service,"(1,000.25)",x\n'
        "2022-01-31,Service,12-,x\n"
        ",Summa Service,5,x\n"
        '31/2 2022,,"1,5",x\n'
    )
    said = faults_of(tmp_path / "f", LOG, {"2022/logg.csv": text})
    assert "rad 6, kolumn Inkom: ”31/2 2022” är inget datum" in said
    assert "rad 6, kolumn kolumn C: ”1,5” har ett komma eller en punkt som inte skiljer" in said
    good = text.rpartition("31/2")[0]
    assert values_of(tmp_path / "g", LOG, {"2022/logg.csv": good}) == [Decimal("222.25")]


def test_what_files_of_one_kalla_say_alike_counts_once_and_is_told(tmp_path: Path) -> None:
    first, whole = "Inkom,Enhet,B\n2022-01-03,Service,1\n", "2022-02-03,Service,2\n"
    files: dict[str, Content] = {"2022/logg4.csv": first, "2022/logg8.csv": first + whole}
    exports = exports_of(tmp_path, LOG, files)
    assert [row.value for row in exports.rows[2022]] == [1, 2]
    assert "en observation står lika i flera filer och räknas en gång" in exports.log[0]


@pytest.mark.parametrize(
    ("code", "meant"), [("4711", "04711"), ("04711.0", "04711"), ("IT-avdelningn", "it-avdelning")]
)
def test_the_code_that_may_be_meant_is_named(tmp_path: Path, code: str, meant: str) -> None:
    sources = COST + '    översättning: {verksamhet: {"04711": IT/MT, IT-avdelning: IT/MT}}\n'
    said = faults_of(tmp_path, sources, {"2022/a.csv": f"{CSV}{code};2022-01;1\n"})
    assert f"koden ”{code}” finns inte i översättningen (menas ”{meant}”?)" in said


def test_a_file_that_fits_but_can_not_be_read_is_told_of_as_such(tmp_path: Path) -> None:
    sources = ROWS.replace("a.csv", "a_*")
    said = faults_of(tmp_path, sources, {"2022/a_2022.xls": b"\xd0\xcf\x11\xe0"})
    assert "data/d/2022/a_2022.xls: filen passar källan a men är av ett slag som inte" in said
    assert "Spara om den som .xlsx" in said


def test_a_footnote_with_commas_below_the_table_is_left_out_by_utom(tmp_path: Path) -> None:
    text = (
        CSV.replace(";", ",") + "Service,2022-01,3\nKälla: HR, uttaget 2022-09-01, preliminärt, x\n"
    )
    assert "rad 3: raden har fler celler än rubriker" in faults_of(
        tmp_path / "f", ROWS, {"2022/a.csv": text}
    )
    sources = ROWS + '    utom: {Enhet: ["Källa:*"]}\n'
    assert values_of(tmp_path / "g", sources, {"2022/a.csv": text}) == [3]


@pytest.mark.parametrize(
    ("order", "months"),
    [("månad först", ["2022-05", "2022-08"]), ("dag först", ["2022-06", "2022-08"])],
)
def test_what_stands_first_in_a_date_is_stated(
    tmp_path: Path, order: str, months: list[str]
) -> None:
    written = ["5/6/2022", "8/31/2022 12:00:00 AM" if "månad f" in order else "31/8/2022"]
    text = CSV + "".join(f"Service;{day};1\n" for day in written)
    sources = f"{ROWS}    datumordning: {order}\n"
    rows = rows_of(tmp_path / "r", sources, {"2022/a.csv": text})
    assert [row.month for row in rows] == months
    log = "Inkom,Enhet,B\n" + "".join(f"{day},Service,1\n" for day in written)
    logged = rows_of(tmp_path / "l", f"{LOG}    datumordning: {order}\n", {"2022/logg.csv": log})
    assert [row.month for row in logged if row.value] == months
    said = faults_of(tmp_path / "f", ROWS, {"2022/a.csv": text})
    assert "kan vara 5/6 eller 6/5" in said
    assert "datumordning" in said
