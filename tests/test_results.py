"""resultat.csv and resultat.json: the same rows for machines, exact, always the same bytes."""

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrkort.machines.machinetext import csv_file
from styrkort.machines.unitresults import UNIT_COLUMNS, unit_csv_bytes
from styrkort.period import Period
from styrkort.report import build_report
from styrkort.results import COLUMNS, csv_bytes, json_bytes, plain
from styrkort.scorecard import Report

PLAN = """\
region: R
division: D
år: 2022
perspektiv:
  - namn: Första
    strategiska_mål:
      - namn: Målet
        framgångsfaktorer:
          - namn: Faktorn, med "citat"
            styrmått:
              - {id: kvot, namn: =SUMMA(A1), enhet: "%", uppföljning: [DÅ08, ÅR],
                 beräkning: kvot, decimaler: 1, mål: {minst: 50}}
              - {id: delad, namn: Delad, enhet: st, uppföljning: [DÅ08], visas_även: [Andra]}
              - {id: senare, namn: Senare, enhet: index, uppföljning: [ÅR], källa: Enkät}
  - namn: Andra
"""
DATA = """\
styrmått;månad;värde;täljare;nämnare
kvot;2022-08;;1;3
delad;2022-08;1 200 000,50;;
"""
STATED = (
    "bedömningar: {delad: {måluppfyllelse: Uppfyllt, motivering: 'Två\\n\\nrader', av: Chefen}}\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    for folder in ("params/d/2022", "data/d/2022"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "params/d/2022/plan.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "params/d/2022/da08.yaml").write_text(STATED, "utf-8")
    (tmp_path / "data/d/2022/a.csv").write_text(DATA, "utf-8")
    return build_report(tmp_path, "d", Period("DÅ08", 2022))


def rows_of(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bytes(report).decode(), newline="")))


def test_the_columns_are_the_contracts_in_its_order(report: Report) -> None:
    header = csv_bytes(report).decode().splitlines()[0]
    assert header == (
        "perspektiv,strategiskt_mål,framgångsfaktor,id,styrmått,enhet,mål,uppföljningsperiod,"
        "utfall,utfall_text,jämförelse,jämförelse_avser,uppfyllelsegrad,måluppfyllelse,"
        "beräknad_måluppfyllelse,utveckling,bedömd,motivering,källa,division,år,period"
    )


def test_the_file_is_utf8_without_bom_and_ends_its_lines_alike_everywhere(report: Report) -> None:
    data = csv_bytes(report)
    assert data.startswith(b"perspektiv,")
    assert b"\r" not in data
    assert data.endswith(b"\n")


def test_each_measure_is_one_row_in_plan_order(report: Report) -> None:
    assert [row["id"] for row in rows_of(report)] == ["kvot", "delad", "senare"]


def test_a_row_says_what_the_report_says(report: Report) -> None:
    assert rows_of(report)[0] == {
        "perspektiv": "Första", "strategiskt_mål": "Målet",
        "framgångsfaktor": 'Faktorn, med "citat"', "id": "kvot", "styrmått": "'=SUMMA(A1)",
        "enhet": "%", "mål": "50\u00a0%", "uppföljningsperiod": "DÅ08, ÅR",
        "utfall": "33.33333333333333333333", "utfall_text": "33,3\u00a0%", "jämförelse": "",
        "jämförelse_avser": "", "uppfyllelsegrad": "67", "måluppfyllelse": "Ej uppfyllt",
        "beräknad_måluppfyllelse": "Ej uppfyllt", "utveckling": "–", "bedömd": "nej",
        "motivering": "", "källa": "", "division": "d", "år": "2022", "period": "DÅ08",
    }  # fmt: skip


def test_a_judged_row_gives_the_reason(report: Report) -> None:
    row = rows_of(report)[1]
    assert (row["utfall"], row["bedömd"]) == ("1200000.5", "ja")
    assert (row["måluppfyllelse"], row["beräknad_måluppfyllelse"]) == ("Uppfyllt", "Inget mål")
    assert row["motivering"].startswith("Två")


def test_the_json_has_the_same_keys_and_values(report: Report) -> None:
    objects = json.loads(json_bytes(report), parse_float=Decimal)
    assert [tuple(each)[: len(COLUMNS)] for each in objects] == [COLUMNS] * 3
    assert objects[0]["styrmått"] == "=SUMMA(A1)"  # a text in JSON is never run
    texts = [
        {key: "" if each[key] is None else str(each[key]) for key in COLUMNS} for each in objects
    ]
    texts[0]["styrmått"] = f"'{texts[0]['styrmått']}"
    assert texts == rows_of(report)
    assert objects[0]["utfall"] == Decimal("33.33333333333333333333")
    assert objects[2]["utfall"] is None


def test_the_outcome_can_be_worked_out_by_hand_from_the_json(report: Report) -> None:
    for each in json.loads(json_bytes(report), parse_float=Decimal):
        for how in each["härledning"]:
            parts = how["delvärden"]
            if "Summan av täljare" in how["formel"]:
                over, under = (sum(part[key] for part in parts) for key in ("täljare", "nämnare"))
                assert (over, under) == (how["täljare"], how["nämnare"])
                exact = Fraction(over) / Fraction(under) * 100
                assert abs(Fraction(how["värde"]) - exact) < Fraction(1, 10**19)
            elif parts:
                assert how["värde"] == parts[-1]["värde"]


def test_every_source_of_a_figure_has_the_hash_of_an_input(report: Report) -> None:
    hashes = {file.name: file.sha256 for file in report.inputs}
    sources = [
        source
        for each in json.loads(json_bytes(report))
        for how in each["härledning"]
        for source in how["källor"]
    ]
    assert sources
    assert all(source["sha256"] == hashes[source["fil"]] for source in sources)


UNITS_PLAN = PLAN.replace("kvot, decimaler: 1, mål: {minst: 50}", "kvot, decimaler: 1")
UNITS_DATA = """\
styrmått;verksamhet;månad;värde;täljare;nämnare;kön
kvot;IT;2022-08;;1;3;kvinna
kvot;IT;2022-08;;1;2;man
kvot;@HR;2022-08;;1;4;
"""


@pytest.fixture
def by_unit(tmp_path: Path) -> list[dict[str, str]]:
    for folder in ("params/d/2022", "data/d/2022"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "params/d/2022/plan.yaml").write_text(UNITS_PLAN, "utf-8")
    (tmp_path / "data/d/2022/a.csv").write_text(UNITS_DATA, "utf-8")
    content = unit_csv_bytes(build_report(tmp_path, "d", Period("DÅ08", 2022)))
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_the_divisions_row_comes_first_then_verksamheter_each_with_its_kön(
    by_unit: list[dict[str, str]],
) -> None:
    assert [
        (row["id"], row["verksamhet"], row["kön"], row["täljare"], row["nämnare"])
        for row in by_unit
    ] == [
        ("kvot", "", "", "3", "9"),
        ("kvot", "", "Kvinnor", "1", "3"),
        ("kvot", "", "Män", "1", "2"),
        ("kvot", "'@HR", "", "1", "4"),
        ("kvot", "IT", "", "2", "5"),
        ("kvot", "IT", "Kvinnor", "1", "3"),
        ("kvot", "IT", "Män", "1", "2"),
        ("delad", "", "", "", ""),
        ("senare", "", "", "", ""),
    ]
    assert {row["typ"] for row in by_unit} == {"styrmått"}
    assert by_unit[4]["måluppfyllelse"] == "Inget mål"
    assert by_unit[5]["måluppfyllelse"] == ""


def test_the_files_columns_are_those_that_are_documented(by_unit: list[dict[str, str]]) -> None:
    assert tuple(by_unit[0]) == UNIT_COLUMNS


@given(st.sampled_from("=+-@\t\r"), st.text())
def test_no_text_in_a_csv_file_is_a_live_formula(first: str, rest: str) -> None:
    text = csv_file((first + rest,), []).decode()
    [cells] = list(csv.reader(io.StringIO(text, newline="")))
    assert cells[0].startswith("'")
    assert cells[0][1:].splitlines() == (first + rest).splitlines()


def test_negative_numbers_are_numbers_and_a_dash_is_a_dash() -> None:
    assert csv_file(("a", "b"), [(Decimal("-5.10"), "–")]) == "a,b\n-5.1,–\n".encode()


@pytest.mark.parametrize(
    ("number", "text"),
    [("6.30", "6.3"), ("1E+3", "1000"), ("-0", "0"), ("-0.00", "0"), ("1E-7", "0.0000001"),
     ("-11.1", "-11.1"), ("100", "100"), ("0.10", "0.1")],
)  # fmt: skip
def test_numbers_are_plain_digits(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_no_number_is_changed_by_being_written(number: Decimal) -> None:
    assert Decimal(plain(number)) == number
    assert "e" not in plain(number).casefold()
