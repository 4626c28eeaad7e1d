"""Which observations count: the month decides, later folders revise, and nothing counts twice."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from styrkort.errors import InputError
from styrkort.exports.tidy import TidyRow
from styrkort.observations import Observation, Observations, gather
from styrkort.origins import Origin
from styrkort.plan import Plan, Production


def measure(id: str, **keys: Any) -> dict[str, Any]:
    return {"id": id, "namn": id, "enhet": "st", "uppföljning": ["DÅ08"], **keys}


def plan(*measures: dict[str, Any], units: tuple[str, ...] = ()) -> Plan:
    factor = {"namn": "F", "styrmått": list(measures)}
    objective = {"namn": "M", "framgångsfaktorer": [factor]}
    return Plan.model_validate(
        {
            "region": "R", "division": "D", "år": "2022", "verksamheter": list(units),
            "perspektiv": [{"namn": "P", "strategiska_mål": [objective]}],
        },
        by_name=False,
    )  # fmt: skip


def row(
    measure: str = "a", month: str = "2022-08", value: str | None = "1", **fields: Any
) -> TidyRow:
    place = fields.pop("place", "data/d/2022/a.csv, rad 2")
    defaults: dict[str, Any] = {
        "unit": "", "gender": "", "numerator": None, "denominator": None, "answer": None,
        "percent": False, "persons": None,
    }  # fmt: skip
    number = None if value is None else Decimal(value)
    return TidyRow(measure=measure, month=month, value=number, place=place, **defaults | fields)


def gathered(folders: dict[int, list[TidyRow]], plan: Plan, until: str = "2022-08") -> Observations:
    return gather(folders, plan, until, "data/d")


def faults_of(folders: dict[int, list[TidyRow]], plan: Plan) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        gathered(folders, plan)
    return caught.value.faults


def values(found: Observations) -> dict[str, Decimal | None]:
    return {item.month: item.value for item in found.items}


PLAN = plan(measure("a"))


def test_the_month_decides_and_not_the_folder() -> None:
    found = gathered({2021: [row(month="2022-08", value="8")], 2022: [row(month="2021-08")]}, PLAN)
    assert values(found) == {"2021-08": 1, "2022-08": 8}


def test_a_later_folders_value_for_an_earlier_month_replaces_it_and_is_listed() -> None:
    found = gathered(
        {2022: [row(month="2021-12", value="5.30")], 2021: [row(month="2021-12", value="5.1")]},
        PLAN,
    )
    assert values(found) == {"2021-12": Decimal("5.3")}
    assert found.log == ("Reviderat värde: a, december 2021 var 5,1, är 5,30 enligt data/d/2022.",)


def test_the_same_value_again_in_a_later_folder_is_no_revision() -> None:
    found = gathered({2021: [row(value="5.1")], 2022: [row(value="5.10")]}, PLAN)
    assert found.log == ()


def test_a_missing_value_in_a_later_folder_revises_nothing() -> None:
    found = gathered({2021: [row(value="5")], 2022: [row(value=None)]}, PLAN)
    assert values(found) == {"2022-08": 5}


def test_two_values_for_one_observation_in_a_folder_name_both_rows() -> None:
    rows = [row(value="1"), row(value="2", place="data/d/2022/b.csv, rad 9")]
    [fault] = faults_of({2022: rows}, PLAN)
    assert "data/d/2022/b.csv, rad 9: " in fault
    assert "data/d/2022/a.csv, rad 2" in fault


def test_two_values_conflict_in_another_years_folder_too() -> None:
    assert faults_of({2021: [row(value="1"), row(value="2")]}, PLAN)


def test_the_same_row_twice_counts_once() -> None:
    assert len(gathered({2022: [row(value="1.0"), row(value="1")]}, PLAN).items) == 1


def test_rows_of_other_verksamheter_months_and_kön_are_other_observations() -> None:
    rows = [row(), row(unit="IT", value="2"), row(gender="man", value="3")]
    assert len(gathered({2022: rows}, PLAN).items) == 3


def test_an_unknown_measure_is_a_fault_in_the_report_years_folder() -> None:
    known = plan(measure("sjukfranvaro"))
    rows = [row("sjukfrånvaro"), row("sjukfrånvaro", "2022-07", place="data/d/2022/a.csv, rad 3")]
    [fault] = faults_of({2022: rows}, known)
    assert fault.startswith("data/d/2022/a.csv, rad 2 och 1 till, kolumn styrmått: ")
    assert "menas ”sjukfranvaro”?" in fault


def test_an_unknown_measure_in_another_year_is_left_out_and_named_in_the_log() -> None:
    found = gathered({2021: [row("gammalt"), row("a", "2021-08")]}, PLAN)
    assert len(found.items) == 1
    [line] = found.log
    assert "”gammalt”" in line
    assert "utelämnad" in line


def test_the_ids_of_components_are_known() -> None:
    known = plan(measure("a", delmått=[{"id": "a1", "namn": "A1", "enhet": "st"}]))
    assert gathered({2022: [row("a1")]}, known).of("a1")


def test_a_verksamhet_that_the_plan_lacks_is_a_fault_this_year_and_history_in_others() -> None:
    known = plan(measure("a"), units=("IT/MT", "Fastighet"))
    [fault] = faults_of({2022: [row(unit="IT-MT")]}, known)
    assert "menas ”IT/MT”?" in fault
    assert gathered({2021: [row(unit="Nedlagd", month="2021-08")]}, known).items


def test_months_after_the_period_do_not_matter_even_when_they_conflict() -> None:
    rows = [row(), row(month="2022-09", value="5"), row(month="2022-09", value="6")]
    assert values(gathered({2022: rows, 2023: [row(month="2022-10")]}, PLAN)) == {"2022-08": 1}


@pytest.mark.parametrize(
    ("keys", "cells", "said"),
    [
        ({"enhet": "text"}, {}, "under utfall"),
        ({"enhet": "ja/nej"}, {"value": "2"}, "ja eller nej"),
        ({}, {"value": None, "answer": True}, "ett tal, inte ja eller nej"),
        ({}, {"percent": True}, "procenttecken"),
        ({"beräkning": "kvot"}, {}, "behöver täljare och nämnare"),
        ({"beräkning": "summa"}, {"value": None, "numerator": Decimal(1),
                                  "denominator": Decimal(2)}, "behöver värde"),
    ],
)  # fmt: skip
def test_a_value_that_the_measure_cannot_have_is_a_fault(
    keys: dict[str, Any], cells: dict[str, Any], said: str
) -> None:
    [fault] = faults_of({2022: [row(**cells)]}, plan(measure("a", **keys)))
    assert fault.startswith("data/d/2022/a.csv, rad 2: ")
    assert said in fault


def test_a_per_cent_sign_is_fine_where_the_unit_is_per_cent() -> None:
    assert gathered({2022: [row(percent=True)]}, plan(measure("a", enhet="%"))).items


def pair(over: int | str, under: int | str, **fields: Any) -> TidyRow:
    numbers = {"numerator": Decimal(over), "denominator": Decimal(under)}
    return row(**{"value": None, **numbers, **fields})


SHARE = {"enhet": "%", "beräkning": "kvot"}


@pytest.mark.parametrize(
    ("keys", "given", "said"),
    [
        (SHARE, pair(11, 10), "täljaren 11 är större än nämnaren 10"),
        ({"beräkning": "kvot", "andel": "ja"}, pair(11, 10), "större än nämnaren"),
        ({**SHARE, "andel": "ja"}, pair(-1, 10), "täljaren är −1"),
        ({**SHARE, "andel": "nej"}, pair(1, -10), "nämnaren är −10"),
        ({"enhet": "st"}, row(value="-3"), "värdet är −3"),
        ({"enhet": "antal ärenden"}, row(value="-3"), "kan_vara_negativt: ja"),
    ],
)
@pytest.mark.parametrize("year", [2021, 2022])
def test_what_cannot_have_happened_is_a_fault_in_any_years_folder(
    keys: dict[str, Any], given: TidyRow, said: str, year: int
) -> None:
    [fault] = faults_of({year: [given]}, plan(measure("a", **keys)))
    assert fault.startswith("data/d/2022/a.csv, rad 2: ")
    assert said in fault


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        ({**SHARE, "andel": "nej"}, pair(11, 10)),
        ({"beräkning": "kvot", "enhet": "kr"}, pair(11, 10)),
        (SHARE, pair(-1, 10)),
        ({**SHARE, "andel": "ja", "kan_vara_negativt": "ja"}, pair(-1, 10)),
        ({"enhet": "st", "kan_vara_negativt": "ja"}, row(value="-3")),
        ({"enhet": "mnkr"}, row(value="-11.1")),
        (SHARE, pair(10, 10)),
        (SHARE, pair(0, 0)),
        (SHARE, pair(5, 0)),
        ({"beräkning": "kvot", "enhet": "kr"}, pair(-1, 10)),
        ({"enhet": "st"}, row(value="0")),
    ],
)
def test_what_the_plan_allows_is_no_fault(keys: dict[str, Any], given: TidyRow) -> None:
    assert gathered({2022: [given]}, plan(measure("a", **keys))).items


def test_delmått_and_produktion_are_held_to_their_own_rules() -> None:
    known = plan(measure("a", enhet="mnkr", delmått=[{"id": "a1", "namn": "A1", "enhet": "st"}]))
    [fault] = faults_of({2022: [row("a", value="-1"), row("a1", value="-1")]}, known)
    assert "a1" in fault
    produced = known.model_copy(
        update={"production": (Production.model_validate(
            {"id": "p", "namn": "P", "enhet": "st"}, by_name=False),)}
    )  # fmt: skip
    assert gathered({2022: [row("p", value="7")]}, produced).of("p")
    [fault] = faults_of({2022: [row("p", value="-7")]}, produced)
    assert "under noll" in fault


def test_a_measure_whose_months_are_added_up_has_one_form_throughout_a_folder() -> None:
    rows = [row(), pair(1, 2, month="2022-07", place="b.csv, rad 5"),
            pair(1, 2, month="2022-06", place="b.csv, rad 6")]  # fmt: skip
    added_up = plan(measure("a", beräkning="rullande12"))
    [fault] = faults_of({2022: rows}, added_up)
    assert fault.startswith("b.csv, rad 5 och 1 till: ")
    assert "data/d/2022/a.csv, rad 2" in fault
    assert gathered({2021: [row(month="2021-08")], 2022: [pair(1, 2)]}, added_up).items


def test_a_latest_value_may_have_either_form_month_by_month() -> None:
    assert len(gathered({2022: [row(), pair(1, 2, month="2022-07")]}, PLAN).items) == 2


def test_two_sources_never_give_the_same_observation_even_where_they_agree() -> None:
    one, other = Origin("a.csv", source="hr"), Origin("b.csv", source="lön")
    rows = [row(origin=one), row(origin=other, place="b.csv, rad 3")]
    [fault] = faults_of({2022: rows}, PLAN)
    assert "källan lön" in fault
    assert "källan hr" in fault
    later = [row(month="2022-07", origin=one), row(month="2022-07", origin=other)]
    [fault] = faults_of({2022: [*rows, *later]}, PLAN)
    assert "augusti 2022 och 1 till" in fault
    same = gathered({2022: [row(origin=one), row(origin=replace(one, rows=((9, 9),)))]}, PLAN)
    assert len(same.items[0].origins) == 2


def test_the_groups_size_is_kept_and_may_stand_in_one_of_two_rows() -> None:
    [item] = gathered({2022: [row(), row(persons=7)]}, PLAN).items
    assert item.persons == 7
    [fault] = faults_of({2022: [row(persons=12), row(persons=7)]}, PLAN)
    assert "antal_personer 7 här men 12" in fault


def nought(keys: dict[str, Any], *numbers: str) -> tuple[str, ...]:
    rows = [
        row(month=f"2022-{at:02}", value=number, origin=Origin("a.csv", rows=((at + 1, at + 1),)))
        for at, number in enumerate(numbers, 1)
    ]
    found = gathered({2022: rows}, plan(measure("a", **keys)))
    assert len(found.items) == len(numbers)
    return found.log


def test_a_nought_that_is_an_exception_is_kept_with_a_warning_that_names_file_and_row() -> None:
    [warning] = nought({}, "5", "6", "0", "7", "4")
    assert "Varning: a har värdet 0 för mars 2022 (a.csv, rad 4)" in warning


@pytest.mark.parametrize("numbers", ["500", "5060", "565", "0000000"])
def test_noughts_that_are_no_exception_are_not_warned_of(numbers: str) -> None:
    assert nought({}, *numbers) == ()


def test_noughts_that_end_a_series_without_any_are_warned_of_however_short_it_is() -> None:
    [warning] = nought({}, "5", "6", "0", "0")
    assert "värdet 0 för mars 2022 (a.csv, rad 4), april 2022 (a.csv, rad 5)" in warning


def test_a_nej_is_no_nought() -> None:
    assert nought({"enhet": "ja/nej"}, *"11011111") == ()


def test_the_log_never_states_a_sensitive_measures_figures() -> None:
    secret = plan(measure("a", känslig="ja"))
    rows = [row(month=f"2022-{at:02}", value=str(at * 37)) for at in range(8)[1:]]
    rows.append(row(value="0", unit="IT"))
    later = [row(month="2022-03", value="999")]
    found = gathered({2021: later, 2022: rows}, secret)
    [line] = found.log
    assert line == "Reviderat värde: a, mars 2022 har ändrats enligt data/d/2022."
    [warning] = nought({"känslig": "ja"}, "5", "6", "0", "7", "4")
    assert not any(digit in warning for digit in "0123456789")


def test_that_few_persons_came_to_nothing_is_not_in_the_log() -> None:
    months = [f"2022-{month:02}" for month in range(1, 9)]
    for persons, told in ((10, 0), (11, 1), (None, 1)):
        rows = [
            row(month=month, value="0" if month == "2022-03" else "4", persons=persons)
            for month in months
        ]
        log = gathered({2022: rows}, plan(measure("a", känslig=True))).log
        assert len(log) == told, persons


def test_a_figure_given_again_without_the_groups_size_keeps_the_one_given_before() -> None:
    before, again = row(month="2021-08", persons=6), row(month="2021-08", value="2")
    found = gathered({2021: [before], 2022: [again]}, PLAN)
    assert [(item.value, item.persons) for item in found.items] == [(Decimal(2), 6)]
    said = replace(again, persons=12)
    assert [item.persons for item in gathered({2021: [before], 2022: [said]}, PLAN).items] == [12]


def test_ja_and_nej_are_one_and_zero() -> None:
    rows = [row(value=None, answer=True), row(month="2022-07", value="0")]
    found = gathered({2022: rows}, plan(measure("a", enhet="ja/nej")))
    assert values(found) == {"2022-07": 0, "2022-08": 1}


def test_the_order_of_rows_and_folders_does_not_matter() -> None:
    rows = [row(), row(month="2022-07", value="2"), row(unit="IT")]
    assert gathered({2022: rows}, PLAN) == gathered({2022: rows[::-1]}, PLAN)
    assert all(isinstance(item, Observation) for item in gathered({2022: rows}, PLAN).items)
