"""Databases as sources: exact answers, read only, and no secret in anything that is said."""

import logging
import os
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import pytest

from postgres_cluster import PASSWORD, USER, Cluster
from styrkort.engines.database import Answer, Query, answer
from styrkort.engines.questions import bound
from styrkort.errors import InputError

VARIABLE = "EKONOMI_URL"
NAME = "källan ekonomi (databas)"


def asked(url: str, sql: str, year: int = 2022) -> Answer:
    return answer(Query(NAME, VARIABLE, sql, year), {VARIABLE: url})


def refusal(url: str, sql: str = "SELECT 1") -> str:
    """The one message; nothing that can be reached from it holds a secret."""
    with pytest.raises(InputError) as raised:
        asked(url, sql)
    assert len(raised.value.faults) == 1
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    told = "".join(traceback.format_exception(raised.value)) + repr(raised.value.__dict__)
    for secret in (PASSWORD, USER, "127.0.0.1", "hemligt", url):
        assert secret not in told
    assert raised.value.faults[0].startswith(NAME)
    return raised.value.faults[0]


# PostgreSQL


TABLE = """
create table if not exists utfall (
    enhet text, manad date, belopp numeric(12,3), andel double precision, ok boolean,
    andrad timestamptz
)
"""


@pytest.fixture(scope="module")
def url(postgres: Cluster) -> Iterator[str]:
    import psycopg

    plain = postgres.url().replace("+psycopg", "")
    with psycopg.connect(plain) as connection:
        connection.execute(TABLE)
        connection.execute(
            "insert into utfall values ('Å', '2022-08-31', 632700.125, 0.1, true,"
            " '2022-08-31T22:30:00Z'), ('4711', '2022-07-31', -11.1, null, false, null)"
        )
    yield postgres.url()
    with psycopg.connect(plain) as connection:
        connection.execute("drop table utfall")


def test_every_type_is_read_exactly(url: str) -> None:
    grid = asked(url, "SELECT * FROM utfall").grid
    assert grid.header.cells == ("enhet", "manad", "belopp", "andel", "ok", "andrad")
    assert [row.number for row in grid.rows] == [2, 3]
    assert [row.cells for row in grid.rows] == [
        ("4711", date(2022, 7, 31), Decimal("-11.100"), "", "nej", ""),
        ("Å", date(2022, 8, 31), Decimal("632700.125"), Decimal("0.1"), "ja", date(2022, 9, 1)),
    ]


def test_the_same_rows_in_another_order_are_the_same_answer(url: str) -> None:
    up = asked(url, "SELECT * FROM utfall ORDER BY enhet")
    down = asked(url, "SELECT * FROM utfall ORDER BY enhet DESC")
    assert up == down
    assert up.sha256 != asked(url, "SELECT * FROM utfall WHERE ok").sha256


def test_the_plan_s_year_and_its_ends_can_be_asked_for(url: str) -> None:
    sql = """
        SELECT enhet, ':år' AS "a:till", manad::text -- :från
        FROM utfall /* :nej */ WHERE manad BETWEEN :från AND :till
        AND :år = extract(year FROM manad) AND enhet LIKE '%Å%' AND andrad::time > '12:00'
    """
    grid = asked(url, sql).grid
    assert grid.header.cells == ("enhet", "a:till", "manad")
    assert [row.cells for row in grid.rows] == [("Å", ":år", "2022-08-31")]
    assert not asked(url, sql, 2021).grid.rows


def test_nothing_can_be_changed_through_a_query(url: str) -> None:
    changes = ["DELETE FROM utfall RETURNING enhet", "SELECT 1; COMMIT; DELETE FROM utfall"]
    for change in changes:
        assert "bara läsa" in refusal(url, change)
    assert len(asked(url, "SELECT * FROM utfall").grid.rows) == 2


def test_a_wrong_password_a_wrong_user_and_a_wrong_database_are_told_apart(
    postgres: Cluster, url: str
) -> None:
    assert asked(url, "SELECT 1")
    assert "nekade inloggningen" in refusal(postgres.url(password="hemligt-fel"))
    assert "nekade inloggningen" in refusal(postgres.url(user="hemligt_konto"))
    assert "finns inte på servern" in refusal(postgres.url(database="hemligt_bokslut"))


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT * FROM utfal", 'en tabell finns inte (relation "utfal" does not exist)'),
        ("SELECT belop FROM utfall", 'en kolumn finns inte (column "belop" does not exist)'),
        ("SELEC 1", "frågans SQL är felskriven"),
        ("SELECT 1/0", "något är fel i den (division by zero)"),
        (f"SELECT '{PASSWORD}'::int", "något är fel i den. Rätta"),
    ],
)
def test_a_wrong_query_is_told_with_what_the_database_says(url: str, sql: str, said: str) -> None:
    assert said in refusal(url, sql)


def test_a_query_without_rows_to_give_is_refused(url: str) -> None:
    assert "Skriv den som en SELECT" in refusal(url, "SET search_path TO public")


def test_nothing_is_logged_but_what_hides_the_address(
    postgres: Cluster, url: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        asked(url, "SELECT * FROM utfall")
        refusal(postgres.url(password="hemligt-fel"))
    out, err = capfd.readouterr()
    for said in (caplog.text, out, err):
        assert "hemligt" not in said
        assert USER not in said


# Without a server


def test_a_server_that_does_not_answer_is_one_message() -> None:
    closed = f"postgresql+psycopg://{USER}:hemligt@127.0.0.1:9/x"
    assert "går inte att nå" in refusal(closed)


def test_a_missing_variable_is_named() -> None:
    with pytest.raises(InputError, match=f"miljövariabeln {VARIABLE} är inte satt"):
        answer(Query(NAME, VARIABLE, "SELECT 1", 2022), {})


@pytest.mark.parametrize("url", ["hemligt", "hemligt://a:b@c/d", "postgresql://u:hemligt@h:port/d"])
def test_an_address_that_is_none_is_never_repeated(url: str) -> None:
    assert "ingen databasadress" in refusal(url)


def test_a_driver_that_is_not_installed_is_named() -> None:
    assert "Installera paketet pyodbc" in refusal(f"mssql+pyodbc://{USER}:hemligt@h/d")


@pytest.fixture
def local(tmp_path: Path) -> str:
    path = tmp_path / "lokal.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("create table t (enhet text, belopp real, manad text)")
        database.execute("insert into t values ('IT', 6.3, '2022-08-01'), ('HR', 5, '2021-01-01')")
    return f"sqlite:///{path}"


def test_sqlite_needs_no_server(local: str) -> None:
    grid = asked(local, "SELECT * FROM t WHERE manad BETWEEN :från AND :till").grid
    assert [row.cells for row in grid.rows] == [("IT", Decimal("6.3"), "2022-08-01")]


def test_sqlite_is_read_only_too(local: str) -> None:
    assert "bara läsa" in refusal(local, "DELETE FROM t")
    assert len(asked(local, "SELECT * FROM t").grid.rows) == 2


def test_a_database_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "saknas.db"
    assert "finns inte eller kan inte läsas" in refusal(f"sqlite:///{missing}")
    assert not missing.exists()


def test_a_wrong_table_is_told_by_sqlite_too(local: str) -> None:
    assert "en tabell finns inte (no such table: u)" in refusal(local, "SELECT * FROM u")


# Binds


@pytest.mark.parametrize(
    ("sql", "text"),
    [
        ("a = :år", "a = :styrkort_year"),
        ("a = :a\u030ar", "a = :styrkort_year"),
        ("a = ':år' AND b = :TILL", "a = '\\:år' AND b = :styrkort_to"),
        ("'it''s :år' || :från", "'it''s \\:år' || :styrkort_from"),
        ('":år" -- :år\n, :år', '"\\:år" -- \\:år\n, :styrkort_year'),
        (
            "x::date, y[1:2], $$ :år $$, /* :x */ 1",
            "x\\:\\:date, y[1\\:2], $$ \\:år $$, /* \\:x */ 1",
        ),
    ],
)
def test_only_binds_are_bound(sql: str, text: str) -> None:
    assert bound(sql, 2022, NAME)[0] == text


def test_only_the_values_that_are_used_are_given() -> None:
    assert bound("SELECT :år", 2022, NAME)[1] == {"styrkort_year": 2022}
    assert bound("SELECT 1", 2022, NAME)[1] == {}


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match=":month, som inte finns"):
        bound("SELECT :month", 2022, NAME)


# A whole report


PLAN = """
region: Region Prov
division: Prov
år: 2022
verksamheter: [IT/MT, Service]
källor:
  - id: ekonomi
    {where}
    kolumner: {{verksamhet: enhet, månad: manad, värde: belopp}}
    fasta: {{styrmått: kostnad}}
    översättning: {{verksamhet: {{"4711": IT/MT, "4712": Service}}}}
perspektiv:
  - namn: Ekonomi
    strategiska_mål:
      - namn: Ekonomi i balans
        framgångsfaktorer:
          - namn: Kostnader
            styrmått:
              - {{id: kostnad, namn: Kostnad, enhet: mnkr, uppföljning: [DÅ08],
                 beräkning: summa, decimaler: 1, mål: {{högst: 30}}}}
"""


def results(root: Path, where: str) -> bytes:
    from styrkort.period import Period
    from styrkort.report import build_report
    from styrkort.results import csv_bytes

    params = root / "params/prov/2022"
    params.mkdir(parents=True)
    (params / "plan.yaml").write_text(PLAN.format(where=where), encoding="utf-8")
    return csv_bytes(build_report(root, "prov", Period("DÅ08", 2022)))


def test_a_database_gives_the_same_results_as_the_csv(
    postgres: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    rows = [
        (code, date(2022, month, 1), Decimal(month) / 10 + Decimal(code) / 10000)
        for code in ("4711", "4712")
        for month in range(1, 9)
    ]
    data = tmp_path / "csv/data/prov/2022"
    data.mkdir(parents=True)
    (tmp_path / "sql/data/prov/2022").mkdir(parents=True)
    lines = ["enhet;manad;belopp", *(f"{c};{m:%Y-%m};{b}".replace(".", ",") for c, m, b in rows)]
    (data / "ekonomi.csv").write_text("\n".join(lines), encoding="cp1252")
    with psycopg.connect(postgres.url().replace("+psycopg", "")) as connection:
        connection.execute("create table kostnader (enhet text, manad date, belopp numeric)")
        connection.cursor().executemany("insert into kostnader values (%s, %s, %s)", rows)
    monkeypatch.setenv(VARIABLE, postgres.url())
    query = '"SELECT * FROM kostnader WHERE manad BETWEEN :från AND :till"'
    by_csv = results(tmp_path / "csv", "fil: ekonomi.csv")
    by_query = results(tmp_path / "sql", f"databas: {VARIABLE}\n    fråga: {query}")
    assert b"kostnad" in by_csv
    assert by_csv == by_query
    assert b"hemligt" not in by_query


def test_a_whole_run_leaves_no_secret_in_any_file_and_makes_the_same_bytes_twice(
    postgres: Cluster, tmp_path: Path
) -> None:
    params = tmp_path / "params/prov/2022"
    params.mkdir(parents=True)
    query = "SELECT '4711' AS enhet, DATE '2022-08-01' AS manad, 12.5 AS belopp"
    where = f'databas: {VARIABLE}\n    fråga: "{query}"'
    (params / "plan.yaml").write_text(PLAN.format(where=where), encoding="utf-8")
    runs = []
    for _ in range(2):
        ended = subprocess.run(
            [sys.executable, "-m", "styrkort", "report", "DÅ08", "--root", str(tmp_path)],
            env={**os.environ, VARIABLE: postgres.url()}, capture_output=True,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr.decode()
        files = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        assert {"manifest.json", "korning.log", "resultat.csv"} < set(files)
        secrets = (PASSWORD, quote(PASSWORD, safe=""), USER, "127.0.0.1")
        told = [*files.items(), ("stderr", ended.stderr), ("stdout", ended.stdout)]
        assert not [(name, s) for name, data in told for s in secrets if s.encode() in data]
        runs.append({name: data for name, data in files.items() if name != "korning.log"})
    assert runs[0] == runs[1]
