"""The example division: its exports are made by its script, and its plan uses everything."""

import importlib.util
import json
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType

import duckdb
import openpyxl
import pytest

from styrkort.inputs import division_names, find_division
from styrkort.period import PERIOD_CODES, Period
from styrkort.plan import Plan, load_plan
from styrkort.plans.fields import Strict
from styrkort.report import build_report
from styrkort.scorecard import Report
from styrkort.terms import CompositeRule, ForecastMethod, Fulfilment, MeasureKind, ServiceCategory

PROJECT = Path(__file__).parent.parent
DATA = PROJECT / "data/exempel"
MOST_BYTES = 200_000


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gor_exempel", DATA / "gor_exempel.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def plan() -> Plan:
    return load_plan(PROJECT / "params/exempel/2022/plan.yaml", "plan")


@cache
def report(code: str) -> Report:
    return build_report(PROJECT, "exempel", Period(code, 2022))


# The exports


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exempel")
    script().main(folder)
    return folder


def exports(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob("20??/*"))


def test_the_script_makes_the_same_files(made: Path) -> None:
    assert exports(made) == exports(DATA)


@pytest.mark.parametrize("name", exports(DATA))
def test_each_file_is_as_the_script_makes_it(made: Path, name: str) -> None:
    kept, new = DATA / name, made / name
    assert len(kept.read_bytes()) < MOST_BYTES
    match kept.suffix:
        case ".parquet":  # the library writes its version into the file
            assert rows_of(kept) == rows_of(new)
        case ".xlsx":  # and so does this one
            assert sheets_of(kept) == sheets_of(new)
        case _:
            assert kept.read_bytes() == new.read_bytes()


def rows_of(path: Path) -> list[tuple[object, ...]]:
    return duckdb.sql(f"SELECT * FROM '{path}'").fetchall()


def sheets_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path, read_only=True)
    found = {sheet.title: list(sheet.values) for sheet in book}
    book.close()
    return found


def test_the_workbooks_hold_no_time_of_writing() -> None:
    twice = [script().exports(2022)["ekonomi_2022.xlsx"] for _ in range(2)]
    assert twice[0] == twice[1]
    with zipfile.ZipFile(BytesIO(twice[0])) as book:
        assert {member.date_time[0] for member in book.infolist()} == {1980}


def test_the_exports_are_of_the_dialects_that_systems_write() -> None:
    year = DATA / "2022"
    assert "Kön".encode("cp1252") in (year / "hr_sjukfranvaro_2022.csv").read_bytes()
    survey = (year / "kundenkat_2022.txt").read_bytes()
    assert survey.startswith(b"\xef\xbb\xbf")
    assert b"\t" in survey
    assert sheets_of(year / "ekonomi_2022.xlsx")["Resultat"][0][0] != "Ansvar"
    assert sheets_of(year / "produktion_2022.xlsx")["Produktion"][1][-1] == "Summa"
    assert len((year / "arenden_2022.csv").read_bytes().splitlines()) > 1_500


def test_the_script_is_no_export_and_the_folder_holds_nothing_else() -> None:
    beside = [path.name for path in DATA.iterdir() if path.name != "__pycache__"]
    assert sorted(beside) == ["2020", "2021", "2022", "gor_exempel.py"]


# The plan


def test_regionstod_is_still_the_division_that_is_taken_where_none_is_named() -> None:
    assert find_division(PROJECT) == "regionstod"
    assert "exempel" in division_names(PROJECT)


def test_the_plan_is_plainly_labelled_as_invented() -> None:
    assert "påhittade" in plan().division
    assert "påhittade" in plan().introduction
    assert plan().region == "Region Exempel"


def test_the_plan_uses_every_key_that_a_source_can_have() -> None:
    used = set().union(*(set_fields(source) for source in plan().sources))
    every = set(type(plan().sources[0]).model_fields)
    assert every - used == {"database", "query", "optional"}, "what needs a database of its own"


def set_fields(model: Strict) -> set[str]:
    return set(model.model_fields_set)


def test_the_plan_uses_every_key_that_a_measure_can_have() -> None:
    measures = [planned.measure for planned in plan().planned]
    used = set().union(*(set_fields(measure) for measure in measures))
    parts = {name for one in measures for part in one.components for name in set_fields(part)}
    assert set(type(measures[0]).model_fields) - used == {"may_be_negative"}
    assert {"operation", "weight", "direction", "targets", "calculation"} <= parts
    assert {one.composite.rule for one in measures if one.composite} == set(CompositeRule)
    assert {one.service_category for one in measures} >= set(ServiceCategory)
    assert {one.forecasting for one in measures} >= {
        ForecastMethod.NONE, ForecastMethod.LAST_YEARS_PATTERN,
    }  # fmt: skip
    assert {one.kind for one in measures} == set(MeasureKind)
    assert 18 <= len(measures) <= 25


# The reports


@pytest.mark.parametrize("code", PERIOD_CODES)
def test_every_period_can_be_reported_from_the_raw_exports(code: str) -> None:
    made = report(code)
    due = [one for one in made.measures if code in one.follow_up]
    assert all(one.utfall_text != "Ej tillgängligt" for one in due)
    verdicts = {one.fulfilment for one in made.measures}
    assert {Fulfilment.MET, Fulfilment.PARTLY, Fulfilment.NOT_MET} <= verdicts
    assert made.production
    assert made.actions
    assert json.loads(json.dumps(made.log, ensure_ascii=False))


def test_a_month_that_never_came_is_named() -> None:
    assert report("DÅ08").measure("svinn").partial == "jan–jul av jan–aug"
    assert report("DÅ04").measure("svinn").partial == ""


def test_a_revised_figure_is_told_of_in_the_log() -> None:
    assert any(line.startswith("Reviderat värde: sjukfranvaro") for line in report("DÅ08").log)


def test_the_ledgers_thousands_become_millions_by_hand() -> None:
    sheet = sheets_of(DATA / "2022/ekonomi_2022.xlsx")["Resultat"]
    thousands = [
        row[5]
        for row in sheet[4:]
        if row[0] != "Summa" and row[2].month <= 8  # type: ignore[union-attr,attr-defined]
    ]
    utfall = report("DÅ08").measure("resultat").utfall
    assert utfall is not None
    assert utfall * 1000 == sum(thousands)  # type: ignore[arg-type]


def test_cases_of_the_unit_that_moved_are_counted_where_it_was_in_each_month() -> None:
    lines = (DATA / "2022/arenden_2022.csv").read_text(encoding="utf-8").splitlines()[1:]
    rows = {line.split(",")[1]: line.split(",") for line in lines}.values()
    mine = [
        row for row in rows
        if row[0] < "2022-09" and (row[2] == "4200" or (row[2] == "4720" and row[0] >= "2022-05"))
    ]  # fmt: skip
    in_time = sum(row[4] == "ja" for row in mine)
    result = report("DÅ08").measure("tillganglighet")
    (unit,) = [row for row in result.by_unit if row.unit == "Fastighet"]
    assert unit.utfall is not None
    assert abs(float(unit.utfall) - 100 * in_time / len(mine)) < 1e-9


def test_small_groups_of_the_sensitive_measure_are_withheld() -> None:
    sick = report("DÅ08").measure("sjukfranvaro")
    withheld = [row.unit for row in sick.by_unit if row.withheld]
    assert "Inköp" in withheld
    assert len(withheld) >= 2, "one alone could be worked out from the total"
    assert not sick.withheld


def test_actions_are_overdue_by_the_periods_end() -> None:
    late = {
        code: {one.name for one in report(code).actions if one.overdue} for code in PERIOD_CODES
    }
    assert late["DÅ04"] == set()
    assert "Beställarmöten med varje vårdområde" in late["DÅ08"]
    assert late["DÅ08"] < late["ÅR"] | {"Översyn av jourschemat"}


def test_better_than_the_nation_is_judged_against_the_nations_figure() -> None:
    own, nation = (report("ÅR").measure(id) for id in ("ekologiskt", "ekologiskt_riket"))
    assert own.utfall is not None
    assert nation.utfall is not None
    assert own.utfall > nation.utfall
    assert own.fulfilment is Fulfilment.MET
