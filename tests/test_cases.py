"""Every situation in tests/cases comes out as its file says, and the file says where it is from."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from styrkort.fulfilment import (
    attainment,
    baseline_for,
    judge,
    judge_word,
    outcome_word,
    standing_fulfilment,
)
from styrkort.period import parse_period
from styrkort.plan import Measure
from styrkort.plans.goals import Goal, reference_of, resolved
from styrkort.plans.yamlfile import read_yaml
from styrkort.precision import shown_decimals
from styrkort.quantities import format_quantity, parse_number
from styrkort.terms import Comparison, Fulfilment
from styrkort.trend import trend_of, trend_of_word
from styrkort.verdicts.bounds import limits
from styrkort.wording import target_text

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
ANSWERS = {"ja": Decimal(1), "nej": Decimal(0)}
DEFAULTS = {"id": "matt", "namn": "Mått", "uppföljning": ["DÅ04", "DÅ08", "ÅR"]}


def read(path: Path) -> dict[str, Any]:
    document = read_yaml(path, path.name)
    assert not document.slips
    tree: dict[str, Any] = document.tree
    return tree


def number(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return ANSWERS.get(text.casefold()) if text.casefold() in ANSWERS else parse_number(text)
    except ValueError:
        return None


def outcome_of(case: dict[str, Any]) -> dict[str, Any]:
    """What the rules make of the case, by the words that the files use."""
    measure = Measure.model_validate(DEFAULTS | case["styrmått"], by_name=False)
    code, _ = parse_period(case.get("period", "DÅ08"))
    stated = measure.target_for(code, case.get("verksamhet"))
    goal = with_outcomes(stated, case.get("andra_utfall", {}))
    words = case.get("utfall")
    utfall, within = number(words), measure.unchanged_within
    comparison = number(case.get("jämförelse"))
    if measure.compare_with is Comparison.BASELINE:
        comparison = getattr(goal, "baseline", None)
    baseline = baseline_for(goal, comparison)
    if words and utfall is None:
        computed = judge_word(goal, outcome_word(words))
        trend, arrow = trend_of_word(goal, outcome_word(words))
    else:
        computed = judge(goal, utfall, baseline=baseline, unchanged_within=within)
        trend, arrow = trend_of(goal, utfall, comparison, unchanged_within=within)
    due = measure.followed_up(code)
    judged = Fulfilment(case["bedömd"]) if "bedömd" in case else None
    decimals = shown_decimals(
        goal, utfall, comparison=comparison, unchanged_within=within, decimals=measure.decimals
    )
    percent = attainment(goal, utfall)
    shown = "" if utfall is None else format_quantity(utfall, measure.unit, decimals)
    return {
        "måluppfyllelse": standing_fulfilment(computed, due=due, judged=judged).value,
        "beräknad": standing_fulfilment(computed, due=due).value,
        "utveckling": trend.value,
        "pil": arrow.value if arrow else "ingen",
        "uppfyllelsegrad": "ingen" if percent is None else str(percent),
        "mål": target_text(stated, measure.unit),
        "utfall": shown,
        "gränser": list(limits(goal, measure.unit, baseline=baseline, unchanged_within=within)),
    }


def with_outcomes(goal: Goal | None, outcomes: dict[str, str]) -> Goal | None:
    reference = reference_of(goal)
    if goal is None or reference not in outcomes:
        return goal
    return resolved(goal, parse_number(outcomes[reference]))


def ordinary_spaces(value: Any) -> Any:
    if isinstance(value, list):
        return [ordinary_spaces(each) for each in value]
    return value.replace("\u00a0", " ")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_situation_comes_out_as_its_file_says(path: Path) -> None:
    case = read(path)
    outcome = outcome_of(case)
    expected: dict[str, Any] = case["ger"]
    assert expected
    assert {key: ordinary_spaces(outcome[key]) for key in expected} == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_states_its_source_and_its_situation(path: Path) -> None:
    case = read(path)
    known = {"källa", "situation", "styrmått", "utfall", "jämförelse", "period", "verksamhet"}
    assert case["källa"].split()[0] in ("DESIGN", "Bilagan", "Allmänt")
    assert len(case["situation"]) > 10
    assert set(case) <= known | {"bedömd", "andra_utfall", "ger"}


def test_there_is_a_case_for_every_verdict_and_every_trend() -> None:
    outcomes = [outcome_of(read(path)) for path in CASES]
    assert {outcome["måluppfyllelse"] for outcome in outcomes} == {f.value for f in Fulfilment}
    assert {outcome["pil"] for outcome in outcomes} == {"upp", "lika", "ned", "ingen"}
