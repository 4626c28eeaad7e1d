"""Goals and limits in words, and as areas for the figures."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from goal_strategies import distances, numeric, values
from styrkort.fulfilment import judge
from styrkort.period import Period
from styrkort.plans.goalforms import read_goal
from styrkort.plans.goals import Goal
from styrkort.scorecard import Bound
from styrkort.terms import Comparison, Fulfilment
from styrkort.verdicts.bounds import bound, limits
from styrkort.verdicts.zones import target_zone
from styrkort.wording import compared_with, target_text, why_no_verdict

AUGUST = Period("DÅ08", 2022)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def goal_of(**keys: Any) -> Goal:
    return read_goal(keys)


@pytest.mark.parametrize(
    ("keys", "unit", "text"),
    [
        ({"minst": "100"}, "%", "100 %"),
        ({"minst": "0"}, "mnkr", "0"),
        ({"minst": "0"}, "%", "0 %"),
        ({"minst": {"styrmått": "b"}}, "kr", "Minst utfallet för Budget"),
        ({"högst": "5"}, "dagar", "Högst 5 dagar"),
        ({"högst": {"styrmått": "b"}}, "kr", "Högst utfallet för Budget"),
        ({"lika": "5"}, "st", "5 st"),
        ({"lika": "5", "tolerans": "0,5"}, "st", "5 st (± 0,5)"),
        ({"lika": {"styrmått": "b"}}, "st", "Utfallet för Budget"),
        ({"mellan": ["3", "5"]}, "%", "3–5 %"),
        ({"mellan": ["-5", "-3"]}, "%", "−5 till −3 %"),
        ({"mellan": ["4", "4"]}, "%", "4 %"),
        ({"riktning": "minska", "ingångsvärde": "5.1"}, "%", "Minska (ingångsvärde 5,1 %)"),
        ({"riktning": "öka"}, "text", "Öka"),
        ({"riktning": "behålla", "ingångsvärde": "0"}, "st", "Behålla (ingångsvärde 0 st)"),
        ({"ja": "true"}, "ja/nej", "Ja"),
        ({"ja": "false"}, "ja/nej", "Nej"),
    ],
)
def test_a_goal_is_printed_as_the_annex_prints_it(
    keys: dict[str, Any], unit: str, text: str
) -> None:
    assert spaced(target_text(read_goal(keys), unit, {"b": "Budget"})) == text


def test_no_goal_says_so() -> None:
    assert target_text(None, "%") == "Inget mål"


@pytest.mark.parametrize(
    ("keys", "baseline", "within", "met", "partly"),
    [
        ({"riktning": "öka"}, None, "0", "Ökning", "I nivå med föregående år"),
        (
            {"riktning": "minska"},
            None,
            "1",
            "Minskning med mer än 1 procentenhet",
            "I nivå med föregående år (± 1 procentenhet)",
        ),
        ({"riktning": "behålla"}, None, "0", "I nivå med föregående år", "Ingen gräns beslutad"),
        (
            {"riktning": "behålla", "bättre": "högre", "delvis": "2"},
            None,
            "0",
            "I nivå med föregående år eller högre",
            "Försämring med högst 2 procentenheter",
        ),
        ({"riktning": "behålla"}, "5", "0", "Oförändrat, 5 %", "Ingen gräns beslutad"),
        ({"riktning": "behålla", "delvis": "2"}, "5", "1", "4–6 %", "3–7 %"),
        ({"riktning": "behålla", "bättre": "lägre"}, "5", "1", "Högst 6 %", "Ingen gräns beslutad"),
        (
            {"riktning": "behålla", "bättre": "högre", "delvis": "2"},
            "5",
            "0",
            "Minst 5 %",
            "Minst 3 %",
        ),
        ({"riktning": "öka", "oförändrat": "ej"}, "5", "0", "Över 5 %", "Ingen: oförändrat"),
        ({"lika": "5"}, None, "0", "5 %", "Ingen gräns beslutad"),
        (
            {"lika": {"styrmått": "b"}, "tolerans": "1"},
            None,
            "0",
            "Utfallet för b ± 1 procentenhet",
            "Ingen gräns beslutad",
        ),
        ({"ja": "true"}, None, "0", "Ja", "Finns inte för ja/nej"),
    ],
)
def test_the_limits_are_stated_in_words(
    keys: dict[str, Any], baseline: str | None, within: str, met: str, partly: str
) -> None:
    found = limits(
        read_goal(keys),
        "%",
        baseline=Decimal(baseline) if baseline else None,
        unchanged_within=Decimal(within),
    )
    assert spaced(found[0]) == met
    assert spaced(found[1]).startswith(partly)


def test_what_was_judged_has_no_limit() -> None:
    assert bound(goal_of(minst="5"), "%", "x", judged=True) == Bound("Bedömning", "Bedömning", "x")
    assert bound(None, "%", "x") == Bound("Inget mål", "Inget mål", "x")


@pytest.mark.parametrize(
    ("comparison", "text"),
    [
        (Comparison.SAME_PERIOD_LAST_YEAR, "Samma period 2021"),
        (Comparison.PREVIOUS_PERIOD, "DÅ04 2022"),
        (Comparison.BASELINE, "Ingångsvärdet, december 2020"),
    ],
)
def test_what_a_measure_is_compared_with_is_named(comparison: Comparison, text: str) -> None:
    keys = {"riktning": "öka", "ingångsvärde": "66", "ingångsvärde_avser": "2020-12"}
    assert spaced(compared_with(comparison, AUGUST, read_goal(keys), available=True)) == text


def test_a_baseline_without_a_date_is_named_alone_and_a_missing_value_said() -> None:
    goal = goal_of(riktning="öka", ingångsvärde="66")
    assert compared_with(Comparison.BASELINE, AUGUST, goal, available=True) == "Ingångsvärdet"
    assert "saknas" in compared_with(Comparison.BASELINE, AUGUST, goal, available=False)
    dated = goal_of(riktning="öka", ingångsvärde="66", ingångsvärde_avser="2020")
    assert compared_with(Comparison.BASELINE, AUGUST, dated, available=True).endswith(", 2020")


def test_a_verdict_that_cannot_be_given_says_why() -> None:
    referring = goal_of(minst={"styrmått": "b"})
    assert why_no_verdict(goal_of(riktning="öka")) == "Jämförelsevärde saknas"
    assert "Budget" in why_no_verdict(referring, names={"b": "Budget"})
    assert "bedömning" in why_no_verdict(referring, in_words=True)


@given(numeric, values, values, distances)
def test_the_drawn_areas_are_where_the_verdict_is_what_they_say(
    goal: Goal, utfall: Decimal, baseline: Decimal, within: Decimal
) -> None:
    """At a limit both may hold, and an area of one point can't be drawn: then nothing is said."""
    zone = target_zone(goal, "%", baseline=baseline, unchanged_within=within)
    assert zone is not None
    verdict = judge(goal, utfall, baseline=baseline, unchanged_within=within)
    inside = {
        Fulfilment.MET: any(_strictly_inside(utfall, area) for area in zone.met),
        Fulfilment.PARTLY: any(_strictly_inside(utfall, area) for area in zone.partly),
    }
    on_an_edge = any(utfall in area for area in (*zone.met, *zone.partly)) or utfall == baseline
    if not on_an_edge:
        assert [word for word, there in inside.items() if there] == (
            [] if verdict is Fulfilment.NOT_MET else [verdict]
        )


def _strictly_inside(value: Decimal, area: tuple[Decimal | None, Decimal | None]) -> bool:
    low, high = area
    return (low is None or low < value) and (high is None or value < high)


def test_a_figure_draws_the_goal_or_the_baseline_as_its_line() -> None:
    goal = target_zone(goal_of(minst="75", delvis="65"), "%")
    assert goal is not None
    assert (goal.line, spaced(goal.line_text), goal.line_is_baseline) == (75, "Mål 75 %", False)
    assert goal.partly == ((65, 75),)
    way = target_zone(goal_of(riktning="minska", ingångsvärde="5.1"), "%", baseline=Decimal("5.1"))
    assert way is not None
    assert (spaced(way.line_text), way.line_is_baseline) == ("Ingångsvärde 5,1 %", True)
    assert way.met == ((None, Decimal("5.1")),)


@pytest.mark.parametrize(
    "keys", [{"ja": "true"}, {"riktning": "öka"}, {"minst": {"styrmått": "b"}}]
)
def test_nothing_is_drawn_where_there_is_no_number_to_draw(keys: dict[str, Any]) -> None:
    assert target_zone(read_goal(keys), "%") is None
    assert target_zone(None, "%") is None
