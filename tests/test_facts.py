"""What the notebook knows of its report: all that is shown, exact, and nothing withheld."""

from dataclasses import replace
from decimal import Decimal

import pytest

from samples import annex, measure, report
from styrkort.facts import Facts, facts_in, facts_of, packed
from styrkort.facts.model import MeasureFacts
from styrkort.periodfacts import Action, ExtraValue, Forecast
from styrkort.resultparts import ProductionResult
from styrkort.scorecard import Judgement
from styrkort.terms import Arrow, Fulfilment
from view_samples import rich


def known(facts: MeasureFacts, what: str, of: str = "") -> list[Decimal]:
    return [one.value for one in facts.values if (one.what, one.of) == (what, of)]


def produced(unit: str, outcome: str, change: str | None) -> ProductionResult:
    return ProductionResult(
        id="maltider",
        name="Måltider",
        measure_unit="st",
        unit=unit,
        utfall=Decimal(outcome),
        utfall_text=outcome,
        outcome_detail="",
        comparison=None,
        comparison_text="–",
        comparison_refers_to="",
        change=None if change is None else Decimal(change),
        change_text="",
        change_percent=None,
        change_percent_text="",
        plan=Decimal("1200"),
        plan_text="1 200 st",
        share_of_plan=None,
        share_of_plan_text="",
    )


@pytest.mark.parametrize("made", [annex(), rich()], ids=["annex", "rich"])
def test_facts_come_back_from_a_notebook_as_they_were(made: object) -> None:
    facts = facts_of(made)  # type: ignore[arg-type]
    assert facts_in({"fakta": packed(facts)}) == facts


@pytest.mark.parametrize("fakta", [None, "", "{", "{}", "[1]", 7, {"region": "x"}])
def test_facts_that_cannot_be_read_are_none(fakta: object) -> None:
    assert facts_in({"fakta": fakta}) is None
    assert facts_in({}) is None


def test_every_measure_has_its_outcome_its_comparison_and_where_it_went() -> None:
    made = annex()
    facts = facts_of(made)
    assert [one.id for one in facts.measures] == [one.id for one in made.measures]
    sick = facts.measure("sjukfranvaro")
    row = made.measure("sjukfranvaro")
    assert known(sick, "utfall") == [row.utfall]
    assert (sick.arrow, sick.trend, sick.fulfilment) == (row.arrow, row.trend, row.fulfilment)
    with pytest.raises(KeyError):
        facts.measure("finns-inte")


def test_an_outcome_of_an_earlier_month_brings_it_along() -> None:
    one = measure("a", unit="%", utfall=Decimal("6.3"), outcome_detail="juni 2022")
    (facts,) = facts_of(report(("Medarbetare", (one,)))).measures
    assert facts.outcome_detail == "juni 2022"


def test_a_change_of_per_cent_is_in_points_and_also_relative_to_what_was() -> None:
    one = measure(
        "a",
        unit="%",
        utfall=Decimal("6.3"),
        comparison=Decimal("5.0"),
        change=Decimal("1.3"),
        change_text="+1,3 procentenheter",
    )
    (facts,) = facts_of(report(("Medarbetare", (one,)))).measures
    (points,) = [k for k in facts.values if k.what == "förändring"]
    assert (points.value, points.unit) == (Decimal("1.3"), "procentenheter")
    assert known(facts, "förändring i procent") == [Decimal(26)]


def test_what_is_withheld_is_in_no_fact() -> None:
    facts = facts_of(rich())
    secret = facts.measure("liten")
    assert secret.withheld
    assert not known(secret, "utfall")
    assert "7 st" not in packed(facts).replace("\u00a0", " ")
    assert "+2" not in packed(facts)


def test_a_verksamhet_is_a_part_with_values_of_its_own() -> None:
    facts = facts_of(rich())
    row = rich().measure("sjukfranvaro").by_unit[0]
    sick = facts.measure("sjukfranvaro")
    assert row.unit in [part.name for part in sick.parts if part.kind == "verksamhet"]
    assert known(sick, "utfall", row.unit) == [row.utfall]


def test_a_delmatt_that_no_data_hold_is_named_all_the_same() -> None:
    one = measure("a", components=("Antal händelser",))
    (facts,) = facts_of(report(("Verksamhet", (one,)))).measures
    assert [(part.name, part.kind, part.arrow) for part in facts.parts] == [
        ("Antal händelser", "delmått", None)
    ]


def test_production_is_one_fact_a_measure_with_its_verksamheter_as_parts() -> None:
    rows = (produced("", "900", "-20"), produced("IT", "400", "10"), produced("Kök", "500", None))
    facts = facts_of(replace(report(), production=rows))
    (meals,) = facts.production
    assert meals.arrow is Arrow.DOWN
    assert [(part.name, part.arrow) for part in meals.parts] == [("IT", Arrow.UP), ("Kök", None)]
    assert known(meals, "plan") == [Decimal(1200)]
    assert known(meals, "utfall", "IT") == [Decimal(400)]
    assert facts.measure("maltider") is meals


def test_all_text_that_the_report_prints_from_plan_and_period_file_is_there_with_its_place() -> (
    None
):
    judged = measure("a", judgement=Judgement(Fulfilment.MET, "Håller nivån.", "Chefen"))
    made = report(("Ekonomi", (judged,)))
    made = replace(
        made,
        introduction="Divisionens inledning.",
        perspectives=(replace(made.perspectives[0], description="Om ekonomin."),),
        actions=(Action("Ny rutin", "", "", "", "pågår", "Går framåt."),),
        forecasts=(Forecast("a", None, "", "Bedöms bli så.", "Chefen"),),
        extra_values=(ExtraValue("plan", Decimal(100), "100 %", "planen"),),
    )
    facts = facts_of(made)
    said = {text.text: (text.place, text.section) for text in facts.texts}
    folder = "params/provdivision/2022"
    assert said == {
        "Divisionens inledning.": (f"{folder}/plan.yaml, inledning", "Inledning"),
        "Om ekonomin.": (f"{folder}/plan.yaml, perspektivet Ekonomi, beskrivning", "Ekonomi"),
        "Håller nivån.": (f"{folder}/da08.yaml, bedömningar, a", "Ekonomi"),
        "Går framåt.": (
            f"{folder}/da08.yaml, åtgärden ”Ny rutin”",
            "Uppföljning av divisionens strategiska åtgärder",
        ),
        "Bedöms bli så.": (f"{folder}/da08.yaml, prognos, a", "Prognos"),
    }
    assert facts.extra_values == made.extra_values
    assert isinstance(facts, Facts)
