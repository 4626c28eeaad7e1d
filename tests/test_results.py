"""resultat.csv and resultat.json: the same rows for machines, exact, always the same bytes."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "framgångsfaktor": 'Faktorn, med "citat"', "id": "kvot", "styrmått": "=SUMMA(A1)",
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
    assert [tuple(each) for each in objects] == [COLUMNS] * 3
    texts = [
        {key: "" if value is None else str(value) for key, value in each.items()}
        for each in objects
    ]
    assert texts == rows_of(report)
    assert objects[0]["utfall"] == Decimal("33.33333333333333333333")
    assert objects[2]["utfall"] is None


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
