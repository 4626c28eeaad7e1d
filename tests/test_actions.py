"""Strategiska åtgärder: status and counts, what is overdue, and which statements are refused."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outlook_samples import division
from styrkort.actions import action_status, state_counts
from styrkort.blocks import Table
from styrkort.errors import InputError
from styrkort.mapping.yields import ActionRow, ForecastRow
from styrkort.periodfacts import Action
from styrkort.plan import Plan, load_plan
from styrkort.stated.periodexports import with_exports
from styrkort.stated.periodinput import ActionInput, PeriodInput
from styrkort.symbols import PATHS
from styrkort.terms import ActionStatus
from styrkort.views.outlook import actions_counts, actions_table


def stated(*actions: str) -> str:
    return "åtgärder:\n" + "".join(f"  - {{{one}}}\n" for one in actions)


def actions(tmp_path: Path, *typed: str, code: str = "DÅ08") -> dict[str, Action]:
    report = division(tmp_path, "", stated=stated(*typed), code=code)
    return {one.name: one for one in report.actions}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("klart", ActionStatus.DONE),
        ("Avslutad", ActionStatus.DONE),
        ("genomförd.", ActionStatus.DONE),
        ("SLUTFÖRD", ActionStatus.DONE),
        ("pågående", ActionStatus.ONGOING),
        ("Ej  påbörjad", ActionStatus.NOT_STARTED),
        ("planerad", ActionStatus.NOT_STARTED),
        ("utgår", ActionStatus.CANCELLED),
        ("pausad", ActionStatus.PAUSED),
        ("väntar på beslut", None),
        ("", None),
    ],
)
def test_a_status_is_known_in_the_ways_that_people_write_it(
    words: str, status: ActionStatus | None
) -> None:
    assert action_status(words) is status


@pytest.mark.parametrize(
    ("due", "status", "overdue"),
    [
        ("2022-08-30", "pågår", True),
        ("2022-08-31", "pågår", True),
        ("2022-09-01", "pågår", False),
        ("2022-08-31", "klar", False),
        ("2022-08-31", "avbruten", False),
        ("2022-08-31", "pausad", True),
        ("2022-08-31", "väntar på beslut", True),
        ("2021-12-31", "", True),
        ("", "pågår", False),
    ],
)
def test_an_action_is_overdue_at_the_periods_end_not_today(
    tmp_path: Path, due: str, status: str, overdue: bool
) -> None:
    keys = ", ".join(
        ["åtgärd: A"] + [f"klart: {due}"] * bool(due) + [f"status: {status}"] * bool(status)
    )
    assert actions(tmp_path, keys)["A"].overdue is overdue


def test_the_same_action_may_be_overdue_in_one_period_and_not_in_an_earlier(tmp_path: Path) -> None:
    typed = "åtgärd: A, klart: 2022-06-30, status: pågår"
    assert not actions(tmp_path, typed, code="DÅ04")["A"].overdue
    assert actions(tmp_path, typed, code="DÅ08")["A"].overdue


SIX = (
    "åtgärd: A, klart: 2022-08-31, status: pågår",
    "åtgärd: B, klart: 2022-06-30, status: klart",
    "åtgärd: C, klart: 2022-05-31, status: väntar på beslut",
    "åtgärd: D, status: avbruten",
    "åtgärd: E, status: Klar",
    "åtgärd: F",
)


def test_the_counts_sum_to_all_actions_and_name_every_status(tmp_path: Path) -> None:
    line = actions_counts(division(tmp_path, "", stated=stated(*SIX)))
    assert line is not None
    assert line.text == (
        "6 åtgärder: 2 klara, 1 pågår, 1 avbruten, 1 ”Väntar på beslut”, 1 utan angiven status; "
        "2 är försenade."
    )


@given(st.lists(st.sampled_from(["Klar", "Pågår", "Eget", "Anges inte", "Ej påbörjad"])))
def test_counts_sum_whatever_the_statuses(states: list[str]) -> None:
    made = [Action(f"å{n}", "", "", "", "", "", state=state) for n, state in enumerate(states)]
    counts = state_counts(made)
    assert sum(number for _, number in counts) == len(made)
    assert len({state for state, _ in counts}) == len(counts) == len(set(states))


def test_the_table_shows_shape_word_and_that_it_is_late(tmp_path: Path) -> None:
    report = division(tmp_path, "", stated=stated(*SIX))
    table = actions_table(report)
    assert isinstance(table, Table)
    cells = [row.cells[-1] for row in table.groups[0].rows]
    assert [(cell.text, cell.symbol, cell.second) for cell in cells] == [
        ("Pågår", "pagar", "Försenad"),
        ("Klar", "klar", ""),
        ("Väntar på beslut", "", "Försenad"),
        ("Avbruten", "avbruten", ""),
        ("Klar", "klar", ""),
        ("Anges inte", "", ""),
    ]
    assert "31\u00a0augusti 2022, periodens sista dag" in table.footnote
    assert {cell.symbol for cell in cells} - {""} <= PATHS.keys()


def test_every_status_has_a_shape_of_its_own() -> None:
    assert len({PATHS[status.symbol] for status in ActionStatus}) == len(ActionStatus)


def test_a_success_factor_is_shown_as_the_plan_spells_it(tmp_path: Path) -> None:
    made = actions(tmp_path, "åtgärd: A, framgångsfaktor: hållbar  ARBETSMILJÖ")
    assert made["A"].success_factor == "Hållbar arbetsmiljö"


def test_a_success_factor_of_another_kind_is_kept_and_told_in_the_log(tmp_path: Path) -> None:
    report = division(tmp_path, "", stated=stated("åtgärd: A, framgångsfaktor: Digitalisering"))
    assert report.actions[0].success_factor == "Digitalisering"
    assert [line for line in report.log if "åtgärden ”A”" in line and "Digitalisering" in line]


def test_slips_in_the_period_files_actions_are_told_all_at_once(tmp_path: Path) -> None:
    typed = stated("åtgärd: A, framgångsfaktor: Hållbar arbetsmiljo", "åtgärd: B", "åtgärd: a")
    with pytest.raises(InputError) as error:
        division(tmp_path, "", stated=typed)
    near, twice = error.value.faults
    assert "menade du Hållbar arbetsmiljö?" in near
    assert "åtgärden a, åtgärd: samma åtgärd står redan på rad 2; ta bort den ena." in twice


# From exports


def plan(tmp_path: Path) -> Plan:
    division(tmp_path, "")
    return load_plan(tmp_path / "params/prov/2022/plan.yaml", "plan.yaml")


def exported(name: str = "B", **facts: str) -> ActionRow:
    empty = {"success_factor": "", "responsible": "", "due": "", "status": "", "comment": ""}
    return ActionRow(name=name, place="data/å.csv, rad 2", **{**empty, **facts})


FILE = "params/prov/2022/da08.yaml"


def test_the_period_files_actions_come_first_and_the_exports_after(tmp_path: Path) -> None:
    first = PeriodInput(actions=(ActionInput(name="A"),))
    row = exported(due="2022-08-31 00:00:00", success_factor="hållbar arbetsmiljö")
    made, faults = with_exports(first, [row], [], plan(tmp_path), FILE)
    assert faults == ()
    assert [(one.name, one.due) for one in made.actions] == [("A", ""), ("B", "2022-08-31")]
    assert made.actions[1].success_factor == "Hållbar arbetsmiljö"


def test_faults_of_exported_actions_name_file_and_row(tmp_path: Path) -> None:
    first = PeriodInput(actions=(ActionInput(name="Införa arkiv"),))
    rows = [exported("införa  arkiv"), exported(due="hösten"), exported("C"), exported("C")]
    same, faults = with_exports(first, rows, [], plan(tmp_path), FILE)
    assert same == first
    assert list(faults) == [
        "data/å.csv, rad 2: åtgärden ”införa  arkiv” står redan i "
        f"{FILE}, åtgärder. Ta bort den ena.",
        "data/å.csv, rad 2: åtgärden ”C” står redan i data/å.csv, rad 2. Ta bort den ena.",
        "data/å.csv, rad 2: ”hösten” är inte ett datum. Skriv datumet som 2022-12-31.",
    ]


def test_an_exported_forecast_is_added_and_one_stated_twice_refused(tmp_path: Path) -> None:
    row = ForecastRow("annat", Decimal("5.10"), "Skäl", "HR", "data/p.csv, rad 2")
    made, faults = with_exports(PeriodInput(), [], [row], plan(tmp_path), FILE)
    assert faults == ()
    assert (made.forecasts["annat"].value, made.forecasts["annat"].by) == (Decimal("5.10"), "HR")
    _, faults = with_exports(made, [], [row], plan(tmp_path), FILE)
    assert [fault for fault in faults if f"har redan en prognos i {FILE}, prognos" in fault]
    unknown = ForecastRow("anat", Decimal(1), "", "", "data/p.csv, rad 3")
    _, faults = with_exports(PeriodInput(), [], [unknown], plan(tmp_path), FILE)
    assert list(faults) == [
        "data/p.csv, rad 3: styrmåttet ”anat” finns inte i planen; menade du annat?"
    ]
