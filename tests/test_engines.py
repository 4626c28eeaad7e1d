"""Event logs and Parquet files: counted exactly, whatever the dialect, and told what is wrong."""

import csv
import hashlib
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from styrkort.engines.events import Counted, Log, Wanted, counted
from styrkort.engines.hashing import sha256_of
from styrkort.engines.parquet import read_parquet
from styrkort.errors import InputError
from styrkort.exports.cells import Grid, GridRow

HEADINGS = ("Ärendenr", "Inkom", "Enhet", "Inom tid", "Timmar")
ROWS = [
    ("1", "2022-01-31", "Å1", "ja", "1,5"),
    ("2", "2022-01-05 23:59:59", "Å1", "nej", "2"),
    ("3", "2022-02-01T08:00", "4711", "JA", "1 000,25"),
    ("4", "20220228", "4711", "nej", "−3"),
    ("5", "feb 2022", "Å1", "ja", "0.1"),
]
BY_UNIT = Wanted(date="Inkom", codes=("Enhet",))


def text(rows: Sequence[Sequence[str]] = ROWS, delimiter: str = ";", end: str = "\r\n") -> str:
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in rows]
    return end.join(delimiter.join(row) for row in [HEADINGS, *quoted]) + end


def log(folder: Path, content: str | bytes, header_row: int | None = None) -> Log:
    path = folder / "händelser [1].csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Log(path, "logg.csv", header_row)


def parquet(folder: Path, select: str) -> Log:
    import duckdb

    path = folder / "logg.parquet"
    duckdb.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return Log(path, "logg.parquet")


def counts(said: Counted) -> dict[tuple[str, ...], int]:
    assert not said.faults
    return {(group.month, *group.codes): group.count for group in said.groups}


EXPECTED = {
    ("2022-01", "Å1"): 2,
    ("2022-02", "4711"): 2,
    ("2022-02", "Å1"): 1,
}


@pytest.mark.parametrize(
    "content",
    [
        text(),
        text(end="\n"),
        text(end="\r"),
        text(delimiter=","),
        text(delimiter="\t"),
        "\ufeff" + text(),
        text().encode("cp1252", errors="replace").replace(b"?3", b"-3"),
        "sep=;\r\n" + text(),
        "\r\n\r\n" + text(),
        text().replace("Å1", "A\u030a1"),
        text().replace("Å1", " Å1\u00a0"),
        text().replace("Å1", '"Å1"'),
        text() + ";;;;\r\n ;\r\n\r\n",
        text().replace("1,5\r\n", "1,5;\r\n"),
        text().replace(";1,5", ""),
        text().replace("1;2022", '"1\nett";2022'),
        text().rstrip(),
    ],
    ids=[
        "crlf", "lf", "cr", "comma", "tab", "bom", "windows-1252", "sep", "blank first", "nfd",
        "spaces", "quotes", "blank last", "trailing delimiter", "short row", "newline in a cell",
        "no last newline",
    ],
)  # fmt: skip
def test_every_dialect_gives_the_same_counts(tmp_path: Path, content: str | bytes) -> None:
    said = counted(log(tmp_path, content), BY_UNIT)
    assert counts(said) == EXPECTED
    assert said.rows_read == 5
    assert said.months_seen == ("2022-01", "2022-02")


def test_the_header_row_is_the_one_that_is_named(tmp_path: Path) -> None:
    content = "Ärenden;2022\r\n\r\n" + text()
    assert counts(counted(log(tmp_path, content, 3), BY_UNIT)) == EXPECTED
    told = "sep=;\r\nÄrenden\r\n" + text()
    assert counts(counted(log(tmp_path, told, 3), BY_UNIT)) == EXPECTED


def test_a_sheet_and_a_parquet_file_are_counted_as_the_text_file_is(tmp_path: Path) -> None:
    rows = tuple(GridRow(number, row) for number, row in enumerate(ROWS, 2))
    grid = Grid("logg.xlsx, blad 1", GridRow(1, HEADINGS), rows)
    assert counts(counted(Log(Path(), grid.name, grid=grid), BY_UNIT)) == EXPECTED
    values = ", ".join(f"('{number}', '{day}', '{unit}')" for number, day, unit, *_ in ROWS)
    typed = parquet(tmp_path, f"SELECT * FROM (VALUES {values}) AS t (Ärendenr, Inkom, Enhet)")
    assert counts(counted(typed, BY_UNIT)) == EXPECTED


def test_sums_are_exact_and_the_numerator_is_part_of_them(tmp_path: Path) -> None:
    wanted = Wanted("Inkom", ("Enhet",), total="Timmar", numerator={"inom tid": ("Ja ",)})
    said = counted(log(tmp_path, text()), wanted)
    assert [(g.month, *g.codes, g.amount, g.numerator) for g in said.groups] == [
        ("2022-01", "Å1", Decimal("3.5"), Decimal("1.5")),
        ("2022-02", "4711", Decimal("997.25"), Decimal("1000.25")),
        ("2022-02", "Å1", Decimal("0.1"), Decimal("0.1")),
    ]


def test_many_decimals_large_numbers_and_powers_add_up_exactly(tmp_path: Path) -> None:
    numbers = [*["0,1"] * 10, "123456789012345678901234567,123", "1e3", "2,5E-3", "+ 7", "−0,5"]
    rows = [("1", "2022-01-01", "A", "ja", number) for number in numbers]
    (group,) = counted(log(tmp_path, text(rows)), Wanted("Inkom", total="Timmar")).groups
    assert group.amount == Decimal("123456789012345678901235574.6255")
    assert group.count == len(numbers)


def test_filters_drop_rows_and_say_how_many(tmp_path: Path) -> None:
    wanted = Wanted(
        "Inkom", ("Enhet",), only={"Enhet": ("å1", "4711")}, without={"Inom tid": (" NEJ",)}
    )
    said = counted(log(tmp_path, text([*ROWS, ("6", "2022-03-01", "X", "ja", "1")])), wanted)
    assert counts(said) == {("2022-01", "Å1"): 1, ("2022-02", "4711"): 1, ("2022-02", "Å1"): 1}
    assert said.dropped == (("urval", 1), ("utom", 2))
    assert said.months_seen == ("2022-01", "2022-02", "2022-03")
    assert said.rows_read == 6


def test_a_row_without_number_is_left_out_and_counted(tmp_path: Path) -> None:
    rows = [*ROWS, ("6", "2022-02-01", "Å1", "ja", ""), ("7", "2022-02-01", "Å1", "ja", "..")]
    said = counted(log(tmp_path, text(rows)), Wanted("Inkom", total="Timmar"))
    assert said.dropped == (("saknar tal i kolumnen Timmar", 2),)
    assert sum(group.count for group in said.groups) == 5


def test_a_happening_in_several_rows_counts_once_where_it_began(tmp_path: Path) -> None:
    rows = [
        ("1", "2022-02-03", "B", "ja", "2"),
        ("1", "2022-01-03", "A", "nej", "1,5"),
        ("1", "2022-01-03", "A", "nej", "1,5"),
        ("2", "2022-02-03", "B", "ja", "4"),
    ]
    wanted = Wanted("Inkom", ("Enhet",), unique="Ärendenr", numerator={"Inom tid": ("ja",)})
    said = counted(log(tmp_path, text(rows)), wanted)
    assert [(g.month, *g.codes, g.count, g.numerator) for g in said.groups] == [
        ("2022-01", "A", 1, 0),
        ("2022-02", "B", 1, 1),
    ]
    summed = Wanted("Inkom", unique="Ärendenr", total="Timmar")
    assert [g.amount for g in counted(log(tmp_path, text(rows)), summed).groups] == [
        Decimal("1.5"),
        Decimal("4"),
    ]


def test_a_random_log_is_counted_as_plain_python_counts_it(tmp_path: Path) -> None:
    chance = random.Random(3)
    rows = [
        (
            str(chance.randrange(3000)),
            date(2022, chance.randint(1, 12), chance.randint(1, 28)).isoformat(),
            f"E{chance.randrange(7)}",
            chance.choice(["ja", "nej"]),
            f"{chance.randrange(1000)},{chance.randrange(100):02}",
        )
        for _ in range(5000)
    ]
    wanted = Wanted("Inkom", ("Enhet",), total="Timmar")
    said = counted(log(tmp_path, text(rows)), wanted)
    amounts: Counter[tuple[str, ...]] = Counter()
    for _, day, unit, _, hours in rows:
        amounts[day[:7], unit] += Decimal(hours.replace(",", "."))  # type: ignore[assignment]
    assert {(g.month, *g.codes): g.amount for g in said.groups} == amounts
    unique = counted(log(tmp_path, text(rows)), Wanted("Inkom", unique="Ärendenr"))
    first: dict[str, str] = {}
    for number, day, *_ in rows:
        first[number] = min(day, first.get(number, "9999"))
    assert counts(unique) == Counter((day[:7],) for day in first.values())


@pytest.mark.parametrize("large", [0, 10**19], ids=["usual", "twenty digits"])
def test_of_a_happenings_rows_the_first_gives_its_number_however_large(
    tmp_path: Path, large: int
) -> None:
    chance = random.Random(5)
    numbers = (large + chance.randrange(-50, 50) for _ in range(2000))
    rows = [
        (f"{chance.randrange(300)}", f"2022-0{chance.randint(1, 9)}-01", "A", "ja", f"{number},25")
        for number in numbers
    ]
    said = counted(log(tmp_path, text(rows)), Wanted("Inkom", unique="Ärendenr", total="Timmar"))
    first: dict[str, tuple[str, Decimal]] = {}
    for number, day, _, _, hours in rows:
        own = day, Decimal(hours.replace(",", "."))
        first[number] = min(own, first.get(number, own))
    amounts: dict[str, Decimal] = {}
    for day, amount in first.values():
        amounts[day[:7]] = amounts.get(day[:7], Decimal(0)) + amount
    assert {group.month: group.amount for group in said.groups} == amounts


@pytest.mark.parametrize("typed", [False, True])
def test_a_moment_with_a_zone_is_of_the_month_it_was_in_sweden(tmp_path: Path, typed: bool) -> None:
    moment = "2022-08-31T22:30:00Z"
    row = ("1", moment, "A", "ja", "1")
    made = (
        parquet(tmp_path, f"SELECT timestamptz '{moment}' AS Inkom")
        if typed
        else log(tmp_path, text([row]))
    )
    assert counts(counted(made, Wanted("Inkom"))) == {("2022-09",): 1}


# What is wrong


def faults(made: Log, wanted: Wanted) -> tuple[str, ...]:
    try:
        return counted(made, wanted).faults
    except InputError as error:
        return error.faults


def test_unreadable_dates_and_numbers_are_told_once_each_with_their_first_row(
    tmp_path: Path,
) -> None:
    rows = [
        *ROWS,
        ("", "31/8", "A", "ja", "tre"),
        ("7", "", "A", "ja", "4 tim"),
        ("8", "31/8", "A", "ja", "1"),
    ]
    wanted = Wanted("Inkom", unique="Ärendenr", total="Timmar")
    told = faults(log(tmp_path, "sep=;\n" + text(rows)), wanted)
    assert told == (
        "logg.csv, rad 8, kolumn Inkom: ”31/8” är inget datum. Skriv det som 2022-08-31. Det står "
        "så i 2 rader; den första är rad 8.",
        "logg.csv, rad 9, kolumn Inkom: datumet saknas. Fyll i det, eller lämna ut raden med urval "
        "eller utom i planen.",
        "logg.csv, rad 8, kolumn Timmar: ”tre” är inte ett tal. Skriv talet, eller lämna cellen "
        "tom om det saknas.",
        "logg.csv, rad 9, kolumn Timmar: ”4 tim” är inte ett tal; skriv bara talet, utan enhet. "
        "Skriv talet, eller lämna cellen tom om det saknas.",
        "logg.csv, rad 8, kolumn Ärendenr: cellen är tom, så det går inte att säga vilken händelse "
        "raden hör till. Fyll i den, eller lämna ut raden med utom i planen.",
    )


def test_a_row_that_the_filters_leave_out_may_have_any_date(tmp_path: Path) -> None:
    made = log(tmp_path, text([*ROWS, ("6", "okänt", "X", "ja", "1")]))
    assert counts(counted(made, Wanted("Inkom", ("Enhet",), without={"Enhet": ("x",)}))) == EXPECTED


def test_a_column_that_holds_no_dates_is_told_shortly(tmp_path: Path) -> None:
    told = faults(log(tmp_path, text([(str(n), "x", "A", "", "") for n in range(50)])),
                  Wanted("Ärendenr"))  # fmt: skip
    assert len(told) == 21
    assert "fler än 20 olika värden kan inte läsas" in told[-1]


def test_missing_headings_are_all_named_with_the_near_miss(tmp_path: Path) -> None:
    made = log(tmp_path, text().replace("Inkom;", "Inkommen;").replace("Enhet;", "Enhet;Enhet;"))
    assert faults(made, Wanted("Inkom", ("Enhet",), total="Belopp")) == (
        "logg.csv, rad 1: kolumnen ”Inkom” saknas (menas ”Inkommen”?). Rätta rubriken i filen "
        "eller kolumnens namn i planen.",
        "logg.csv, rad 1: kolumnen ”Enhet” finns flera gånger. Ange den som ska läsas "
        "med sin bokstav, till exempel kolumn C, eller döp om den ena.",
        "logg.csv, rad 1: kolumnen ”Belopp” saknas (kolumnerna är Ärendenr, Inkommen, Enhet, Inom "
        "tid, Timmar). Rätta rubriken i filen eller kolumnens namn i planen.",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "filen är tom"),
        ("\n ;\n", "filen är tom"),
        (text().replace('4;2', '"4;2'), "rad 5: citattecknen går inte ihop"),
        (text().replace("4711;nej", '"4711"x;nej'), "rad 5: citattecknen går inte ihop"),
        (text().replace("nej;2\r", "nej;2;extra\r"), "rad 3, kolumn 6: cellen har ett innehåll"),
        (text().encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04" + b"x" * 50, "Excelfil med ändelsen .csv"),
        (text().encode() + b"\x81\xff", "varken i UTF-8 eller Windows-1252"),
    ],
)  # fmt: skip
def test_a_broken_file_is_one_clear_message(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    (told,) = faults(log(tmp_path, content), BY_UNIT)
    assert said in told
    assert told.startswith("logg.csv")


def test_a_file_that_is_gone_is_a_message(tmp_path: Path) -> None:
    for name in ("x.csv", "x.parquet"):
        (told,) = faults(Log(tmp_path / name, name), BY_UNIT)
        assert told.startswith(f"{name}: filen kan inte läsas (den finns inte)")


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_parquet_file_cut_short_is_one_clear_message(tmp_path: Path, cut: int) -> None:
    made = parquet(tmp_path, "SELECT '2022-01-01' AS Inkom, i AS Enhet FROM range(1000) AS r (i)")
    made.path.write_bytes(made.path.read_bytes()[:-cut])
    (told,) = faults(made, BY_UNIT)
    assert "ingen hel Parquetfil" in told
    with pytest.raises(InputError, match="ingen hel Parquetfil"):
        read_parquet(made.path, "x.parquet")


# Parquet as a grid


def test_a_parquet_file_is_a_grid_with_exact_cells(tmp_path: Path) -> None:
    made = parquet(
        tmp_path,
        "SELECT 5.10::DECIMAL(5,2) AS a, 0.1::DOUBLE AS b, 4711.0::DOUBLE AS c, true AS d, "
        "DATE '2022-08-31' AS e, TIMESTAMP '2022-08-31 10:00' AS f, 'Å' AS g, 'nan'::DOUBLE AS h "
        "UNION ALL SELECT 1, null, null, false, null, null, null, null",
    )
    grid = read_parquet(made.path, "data/x.parquet")
    day = date(2022, 8, 31)
    assert (grid.name, grid.header) == ("data/x.parquet", GridRow(1, tuple("abcdefgh")))
    assert [row.cells for row in grid.rows] == [
        (Decimal("5.1"), Decimal("0.1"), Decimal("4711"), "ja", day, day, "Å", ""),
        (Decimal("1"), "", "", "nej", "", "", "", ""),
    ]
    assert [row.number for row in grid.rows] == [2, 3]


# Start-up, hashes and downloads


def test_a_hash_is_that_of_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "stor"
    path.write_bytes(bytes(range(256)) * 10_000)
    assert sha256_of(path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_no_engine_is_imported_before_a_source_needs_it() -> None:
    program = (
        "import sys; import styrkort.engines.events, styrkort.engines.parquet, "
        "styrkort.engines.database, styrkort.cli, styrkort.report; "
        "print(*sorted({'duckdb', 'sqlalchemy', 'psycopg', 'pandas'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ended.stderr == ""
    assert ended.stdout.split() == []


def test_nothing_is_ever_downloaded_for_an_engine() -> None:
    from styrkort.engines.duck import connected

    with connected() as (connection, folder):
        asked = "SELECT current_setting(?)"
        settings = ("autoinstall_known_extensions", "autoload_known_extensions")
        values: list[Any] = [connection.execute(asked, [one]).fetchone() for one in settings]
        assert values == [(False,), (False,)]
        built_in = connection.execute(
            "SELECT count(*) FROM duckdb_extensions() WHERE extension_name = 'parquet' "
            "AND install_mode = 'STATICALLY_LINKED'"
        ).fetchone()
        assert built_in == (1,)
        held = folder
    assert not held.exists()


def test_the_reference_reader_is_strict_where_ours_is(tmp_path: Path) -> None:
    """What the careful reading refuses, Python's own strict reader refuses."""
    broken = text().replace("4;2", '"4;2')
    path = log(tmp_path, broken).path
    with path.open(encoding="utf-8", newline="") as file, pytest.raises(csv.Error):
        list(csv.reader(file, delimiter=";", strict=True))
