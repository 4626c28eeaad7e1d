"""Export files as Swedish offices write them, and what is said of those that can't be read."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from styrkort.errors import InputError
from styrkort.exports.tidy import TidyRow
from styrkort.sources import unread_files
from tidy_samples import readable_rows

NAME = "data/regionstod/2022"
HEADER = "styrmått;verksamhet;månad;värde"


def read_exports(folder: Path, name: str) -> list[TidyRow]:
    rows, faults = readable_rows(folder, name)
    if faults:
        raise InputError.gathered(faults)
    return rows


def rows_of(folder: Path, text: str | bytes, file: str = "a.csv") -> list[TidyRow]:
    data = text if isinstance(text, bytes) else text.encode()
    (folder / file).write_bytes(data)
    return read_exports(folder, NAME)


def faults_of(folder: Path, text: str | bytes = "", file: str = "a.csv") -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        rows_of(folder, text, file)
    return caught.value.faults


def value_of(folder: Path, cell: str) -> Decimal | None:
    [row] = rows_of(folder, f"{HEADER}\nx;;2022-08;{cell}\n")
    return row.value


def test_a_row_is_read_by_its_headings_in_any_order(tmp_path: Path) -> None:
    [row] = rows_of(
        tmp_path,
        "kommentar;antal_personer;kön;nämnare;täljare;månad;verksamhet;styrmått\n"
        "ej granskad;12;kvinna;200;10;2022-08;IT/MT;sjuk\n",
    )
    assert (row.measure, row.unit, row.month, row.gender) == ("sjuk", "IT/MT", "2022-08", "kvinna")
    assert (row.numerator, row.denominator, row.value) == (Decimal(10), Decimal(200), None)
    assert row.persons == 12
    assert row.place == "data/regionstod/2022/a.csv, rad 2"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("6,3", "6.3"),
        ("6.3", "6.3"),
        ("632 700", "632700"),
        ("632\u00a0700,50", "632700.50"),
        ("1\u202f234", "1234"),
        ("−11,1", "-11.1"),
        ("-11,1", "-11.1"),
        ("0", "0"),
        ("98 %", "98"),
        ("98%", "98"),
    ],
)
def test_numbers_are_read_as_swedish_offices_write_them(
    tmp_path: Path, cell: str, number: str
) -> None:
    assert value_of(tmp_path, cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["", "-", "..", " - ", "–", "\u00a0"])
def test_empty_a_dash_and_two_dots_are_missing_and_not_zero(tmp_path: Path, cell: str) -> None:
    [row] = rows_of(tmp_path, f"{HEADER}\nx;;2022-08;{cell}\n")
    assert row.value is None
    assert row.missing


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found_in_the_header(tmp_path: Path, delimiter: str) -> None:
    lines = (["styrmått", "verksamhet", "månad", "värde"], ["x", '"A;B,C"', "2022-08", '"6,3"'])
    [row] = rows_of(tmp_path, "\r\n".join(delimiter.join(line) for line in lines))
    assert (row.unit, row.value) == ("A;B,C", Decimal("6.3"))


def test_the_line_that_excel_writes_to_tell_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    [row] = rows_of(tmp_path, f"sep=;\r\n{HEADER}\r\nx;;2022-08;6,3\r\n")
    assert row.place.endswith("rad 3")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_three_encodings_say_the_same(tmp_path: Path, encoding: str) -> None:
    [row] = rows_of(tmp_path, f"{HEADER}\nx;Fastighet Ånge;2022-08;6,3\n".encode(encoding))
    assert row.unit == "Fastighet Ånge"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp850", "mac_roman"])
def test_other_encodings_are_refused(tmp_path: Path, encoding: str) -> None:
    faults = faults_of(tmp_path, f"{HEADER}\nx;;2022-08;6,3\n".encode(encoding))
    assert all(fault.startswith("data/regionstod/2022/a.csv") for fault in faults)


def test_a_decomposed_header_is_the_same_header(tmp_path: Path) -> None:
    [row] = rows_of(tmp_path, "styrma\u030att;ma\u030anad;va\u0308rde\nx;2022-08;1\n")
    assert row.value == 1


def test_blank_lines_and_trailing_delimiters_are_nothing_and_rows_keep_their_numbers(
    tmp_path: Path,
) -> None:
    rows = rows_of(tmp_path, f"\r\n{HEADER};;\r\n\r\nx;;2022-08;1;;\r\n;;;;;\r\ny;;2022-08;2\r\n")
    assert [row.place[-5:] for row in rows] == ["rad 4", "rad 6"]


def test_a_quoted_line_break_is_one_row_as_in_the_office_program(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        'styrmått;månad;värde;kommentar\nx;2022-08;1;"två\nrader"\ny;2022-08;2;\n',
    )
    assert [row.place[-5:] for row in rows] == ["rad 2", "rad 3"]


@pytest.mark.parametrize(
    "cell",
    ["2022-08", "2022-8", "2022-08-31", "2022-08-31 00:00:00", "2022/08", "202208", "20220831",
     "2022M08", "aug 2022", "Augusti 2022", "aug. 2022", "2022–08"],
)  # fmt: skip
def test_a_month_is_read_from_what_can_mean_only_that_month(tmp_path: Path, cell: str) -> None:
    [row] = rows_of(tmp_path, f"{HEADER}\nx;;{cell};1\n")
    assert row.month == "2022-08"


@pytest.mark.parametrize("cell", ["aug-22", "08-22", "2022-13", "2022-02-30", "2022", "44774", "x"])
def test_a_month_that_could_be_something_else_is_refused(tmp_path: Path, cell: str) -> None:
    [fault] = faults_of(tmp_path, f"{HEADER}\nx;;{cell};1\n")
    assert fault.startswith("data/regionstod/2022/a.csv, rad 2, kolumn månad: ")
    assert "2022-08" in fault


def test_every_bad_cell_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(f"{HEADER}\nx;;2022-99;abc\n", "utf-8")
    faults = faults_of(tmp_path, f"{HEADER};antal_personer\nx;;2022-08;fel;4,5\n;;;1\n")
    assert [fault.split(": ")[0].removeprefix(NAME + "/") for fault in faults] == [
        "a.csv, rad 2, kolumn värde",
        "a.csv, rad 2, kolumn antal_personer",
        "a.csv, rad 3, kolumn styrmått",
        "a.csv, rad 3, kolumn månad",
        "b.csv, rad 2, kolumn månad",
        "b.csv, rad 2, kolumn värde",
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("styrmatt;månad;värde", "okänd kolumn ”styrmatt” (menas ”styrmått”?)"),
        ("styrmått;månad;värde;antal personer", "(menas ”antal_personer”?)"),
        ("styrmått;månad;värde;Ålder", "okänd kolumn ”ålder”"),
        ("styrmått;värde", "kolumnen ”månad” saknas"),
        ("styrmått;månad", "”värde” (eller täljare och nämnare) saknas"),
        ("styrmått;månad;täljare", "kolumnen ”nämnare” saknas"),
        ("styrmått;månad;värde;värde", "kolumnen ”värde” finns flera gånger"),
    ],
)
def test_a_wrong_heading_is_one_fault_that_names_the_one_meant(
    tmp_path: Path, header: str, said: str
) -> None:
    [fault] = faults_of(tmp_path, f"{header}\n")
    assert fault.startswith("data/regionstod/2022/a.csv, rad 1: ")
    assert said in fault


def test_a_decimal_comma_in_a_comma_separated_file_is_not_a_column_more(tmp_path: Path) -> None:
    [fault] = faults_of(tmp_path, "styrmått,verksamhet,månad,värde\nx,,2022-08,6,3\n")
    assert "rad 2" in fault
    assert "citattecken" in fault


@pytest.mark.parametrize("row", ["x,2022-08,5,1", "x,2022-08,5,1,", "x,2022-08,−5,1,,"])
def test_a_number_that_the_files_commas_split_is_not_half_read(tmp_path: Path, row: str) -> None:
    header = "styrmått,månad,värde,kommentar\n"
    (fault,) = faults_of(tmp_path, header + row + "\n")
    assert "rad 2" in fault
    assert "citattecken" in fault
    for whole in ('"5,1",1', "5.1,", "5,preliminärt", "5"):
        assert len(rows_of(tmp_path, f"{header}x,2022-08,{whole}\n")) == 1


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (";10;", "nämnare: cellen är tom"),
        (";;200", "täljare: cellen är tom"),
        ("5;10;200", "antingen värde eller täljare och nämnare"),
    ],
)
def test_a_row_has_a_value_or_a_whole_ratio(tmp_path: Path, cells: str, said: str) -> None:
    [fault] = faults_of(tmp_path, f"styrmått;månad;värde;täljare;nämnare\nx;2022-08;{cells}\n")
    assert said in fault


def test_a_ratio_with_a_half_marked_as_missing_is_missing(tmp_path: Path) -> None:
    [row] = rows_of(tmp_path, "styrmått;månad;täljare;nämnare\nx;2022-08;..;200\n")
    assert row.missing


def test_ja_and_nej_are_answers(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, f"{HEADER}\nx;;2022-08;Ja\ny;;2022-08;nej\nz;;2022-08;1\n")
    assert [(row.answer, row.value) for row in rows] == [(True, None), (False, None), (None, 1)]


@pytest.mark.parametrize("cell", ["#DIVISION/0!", "#N/A", "#SAKNAS!"])
def test_an_error_in_a_text_file_is_refused_by_name(tmp_path: Path, cell: str) -> None:
    [fault] = faults_of(tmp_path, f"{HEADER}\nx;;2022-08;{cell}\n")
    assert cell in fault


def test_files_are_read_by_name_and_lock_files_and_other_files_left_alone(tmp_path: Path) -> None:
    for name, text in [
        ("b.CSV", f"{HEADER}\nb;;2022-08;1\n"), ("a.csv", f"{HEADER}\na;;2022-08;1\n"),
        ("~$a.xlsx", "lock"), (".~lock.a.csv#", "lock"), (".a.csv", "dold"), ("läs.txt", "text"),
        ("gammal.xls", "text"),
    ]:  # fmt: skip
        (tmp_path / name).write_text(text, "utf-8")
    assert [row.measure for row in read_exports(tmp_path, NAME)] == ["a", "b"]
    assert unread_files(tmp_path) == ["gammal.xls", "läs.txt"]


def test_a_folder_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert read_exports(tmp_path / "2021", NAME) == []


def test_an_empty_file_is_a_broken_export(tmp_path: Path) -> None:
    [fault] = faults_of(tmp_path, "")
    assert "tom" in fault


def test_a_file_with_headings_alone_has_no_rows(tmp_path: Path) -> None:
    assert rows_of(tmp_path, HEADER) == []


# Excel


def workbook(folder: Path, cells: list[list[object]], **formats: str) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row in cells:
        sheet.append(row)
    for reference, number_format in formats.items():
        sheet[reference].number_format = number_format
    book.save(folder / "a.xlsx")
    return book


HEADS: list[object] = ["styrmått", "verksamhet", "månad", "värde"]


def test_excel_dates_and_numbers_are_read_exactly(tmp_path: Path) -> None:
    workbook(
        tmp_path,
        [[], HEADS, ["x", None, date(2022, 8, 31), 6.3], [], ["y", "IT", "2022-08", -11.1],
         ["z", None, 202208, 632700]],
        C3="mmm-yy",
    )  # fmt: skip
    rows = read_exports(tmp_path, NAME)
    assert [row.month for row in rows] == ["2022-08"] * 3
    assert [row.value for row in rows] == [Decimal("6.3"), Decimal("-11.1"), Decimal(632700)]
    assert rows[1].place == "data/regionstod/2022/a.xlsx, blad Data, rad 5"


def test_what_a_formula_leaves_beyond_what_excel_shows_is_no_part_of_the_number() -> None:
    from styrkort.exports.excel import exact

    assert exact(0.1 + 0.2) == Decimal("0.3")
    assert exact(5.1) == Decimal("5.1")
    assert exact(-11.100000000000001) == Decimal("-11.1")


def test_a_cell_that_shows_per_cent_is_read_as_it_shows(tmp_path: Path) -> None:
    workbook(
        tmp_path,
        [HEADS, ["x", None, "2022-08", 0.063], ["y", None, "2022-08", 0.98],
         ["z", None, "2022-08", 6.3]],
        D2="0.0%", D3="0 %", D4='0.0" %"',
    )  # fmt: skip
    rows = read_exports(tmp_path, NAME)
    assert [(row.value, row.percent) for row in rows] == [
        (Decimal("6.3"), True),
        (Decimal("98"), True),
        (Decimal("6.3"), False),
    ]


def test_an_error_or_a_formula_without_value_in_excel_is_not_a_missing_value(
    tmp_path: Path,
) -> None:
    book = workbook(tmp_path, [HEADS, ["x", None, "2022-08", 1], ["y", None, "2022-08", "=1+1"]])
    cell = book["Data"]["D2"]
    cell.value, cell.data_type = "#DIV/0!", "e"
    book.save(tmp_path / "a.xlsx")
    faults = faults_of(tmp_path, HEADER, "b.csv")
    assert [fault.split(": ")[0].split("Data, ")[1] for fault in faults] == [
        "rad 2, kolumn värde",
        "rad 3, kolumn värde",
    ]
    assert "#DIV/0!" in faults[0]


def test_a_date_where_a_number_should_be_is_refused(tmp_path: Path) -> None:
    workbook(tmp_path, [HEADS, ["x", None, "2022-08", date(2022, 6, 3)]])
    [fault] = faults_of(tmp_path, HEADER, "b.csv")
    assert "2022-06-03" in fault


def test_only_sheets_with_the_columns_are_read(tmp_path: Path) -> None:
    book = workbook(tmp_path, [HEADS, ["x", None, "2022-08", 1]])
    book.create_sheet("Pivot", 0).append(["Summa", 12])
    book.create_sheet("Mer").append(HEADS)
    book["Mer"].append(["y", None, "2022-08", 2])
    book.save(tmp_path / "a.xlsx")
    assert [row.measure for row in read_exports(tmp_path, NAME)] == ["x", "y"]


def test_a_workbook_without_the_columns_is_told_what_it_lacks(tmp_path: Path) -> None:
    workbook(tmp_path, [["mått", "månad", "värde"]])
    faults = faults_of(tmp_path, HEADER, "b.csv")
    assert "okänd kolumn ”mått”" in faults[0]


def test_what_only_bears_the_ending_is_no_workbook(tmp_path: Path) -> None:
    [fault] = faults_of(tmp_path, HEADER, "a.xlsx")
    assert "Excelfil" in fault


def test_a_workbook_named_csv_is_refused(tmp_path: Path) -> None:
    workbook(tmp_path, [HEADS])
    (tmp_path / "a.xlsx").rename(tmp_path / "b.csv")
    with pytest.raises(InputError, match="Excelfil"):
        read_exports(tmp_path, NAME)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_a_file_that_is_gone_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "export.csv").symlink_to(tmp_path / "borta")
    _, [fault] = readable_rows(tmp_path, NAME)
    assert fault.startswith(f"{NAME}/export.csv: filen kan inte läsas (den finns inte)")
