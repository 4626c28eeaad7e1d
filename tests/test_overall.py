"""Samlad bedömning: the computed suggestion, its counts, and the person's judgement beside it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import annex, measure, report
from styrkort.overall import RULE, suggestion, with_suggestions
from styrkort.resultparts import Suggestion
from styrkort.scorecard import Judgement, Report
from styrkort.terms import Fulfilment, MeasureKind
from styrkort.views.objectives import NOT_JUDGED, overall_table

MET, PARTLY, NOT_MET = Fulfilment.MET, Fulfilment.PARTLY, Fulfilment.NOT_MET
UNAVAILABLE, NOT_MEASURED = Fulfilment.UNAVAILABLE, Fulfilment.NOT_MEASURED
NO_TARGET = Fulfilment.NO_TARGET


@pytest.mark.parametrize(
    ("verdicts", "suggested"),
    [
        ([MET], MET),
        ([MET, MET, MET], MET),
        ([MET, PARTLY], PARTLY),
        ([PARTLY], PARTLY),
        ([NOT_MET], NOT_MET),
        ([MET, NOT_MET], PARTLY),
        ([MET, NOT_MET, NOT_MET], NOT_MET),
        ([MET, PARTLY, NOT_MET, NOT_MET], PARTLY),
        ([MET, UNAVAILABLE, NOT_MEASURED, NO_TARGET], MET),
        ([NOT_MET, UNAVAILABLE, UNAVAILABLE], NOT_MET),
        ([UNAVAILABLE, NOT_MEASURED], None),
        ([NO_TARGET], None),
    ],
)
def test_the_suggestion_follows_the_printed_rule(
    verdicts: Sequence[Fulfilment], suggested: Fulfilment | None
) -> None:
    assert of(verdicts).fulfilment is suggested


def test_the_suggestion_says_how_many_measures_it_rests_on() -> None:
    assert of([MET, PARTLY, UNAVAILABLE, NOT_MEASURED, NO_TARGET]).rests_on == "2 av 5 styrmått"
    assert of([NOT_MEASURED]).rests_on == "0 av 1 styrmått"


def test_kontrollmatt_have_no_say_in_the_suggestion_or_its_counts() -> None:
    control = measure("k", kind=MeasureKind.CONTROL, fulfilment=NOT_MET)
    found = suggestion([control, measure("s", fulfilment=MET)])
    assert found is not None
    assert (found.fulfilment, found.counts) == (MET, ((MET, 1),))
    assert suggestion([control]) is None


def test_a_goal_without_styrmatt_has_no_suggestion() -> None:
    assert suggestion([]) is None


def test_a_measure_that_a_person_judged_counts_as_judged() -> None:
    judged = measure(
        "a", fulfilment=MET, computed_fulfilment=UNAVAILABLE, judgement=Judgement(MET, "Skäl", "X")
    )
    assert suggestion([judged]) == replace(of([MET]))


verdicts = st.lists(st.sampled_from(list(Fulfilment)), min_size=1, max_size=8)
RANK = {None: 0, NOT_MET: 1, PARTLY: 2, MET: 3}


@given(verdicts)
def test_the_counts_sum_to_the_goals_styrmatt(found: list[Fulfilment]) -> None:
    assert sum(number for _, number in of(found).counts) == len(found)


@given(verdicts, st.data())
def test_the_order_of_the_measures_does_not_matter(
    found: list[Fulfilment], data: st.DataObject
) -> None:
    assert of(found) == of(data.draw(st.permutations(found)))


@given(st.lists(st.sampled_from([MET, PARTLY, NOT_MET]), min_size=1, max_size=8), st.data())
def test_a_better_verdict_never_worsens_the_suggestion(
    found: list[Fulfilment], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    better = data.draw(
        st.sampled_from([MET, PARTLY, NOT_MET]).filter(lambda one: RANK[one] >= RANK[found[at]])
    )
    improved = [*found[:at], better, *found[at + 1 :]]
    assert RANK[of(improved).fulfilment] >= RANK[of(found).fulfilment]


def test_a_shared_measure_counts_only_where_it_is_counted() -> None:
    made = suggested(annex())
    economy = [goal for p in made.perspectives if p.name == "Ekonomi" for goal in p.objectives]
    assert [goal.suggestion and goal.suggestion.rests_on for goal in economy] == ["2 av 2 styrmått"]
    shown = [id for factor in economy[0].success_factors for id in factor.measures]
    assert "kostnadseffektiv" in shown


def test_the_counts_of_all_goals_sum_to_the_plans_styrmatt() -> None:
    made = suggested(annex())
    numbers = [
        number
        for perspective in made.perspectives
        for goal in perspective.objectives
        if goal.suggestion
        for _, number in goal.suggestion.counts
    ]
    assert sum(numbers) == len(made.measures)


def test_the_table_says_where_nobody_has_judged() -> None:
    table = overall_table(suggested(annex()))
    assert table is not None
    assert [group.title for group in table.groups] == ["Verksamhet", "Medarbetare", "Ekonomi"]
    rows = [row for group in table.groups for row in group.rows]
    assert {row.cells[3].text for row in rows} == {NOT_JUDGED}
    assert table.footnote == RULE
    assert all(cell.text for row in rows for cell in row.cells)


def test_the_table_shows_the_judgement_with_reason_beside_the_suggestion() -> None:
    made = report(("Verksamhet", (measure("a", fulfilment=NOT_MET),)))
    [perspective] = made.perspectives
    [goal] = perspective.objectives
    goal = replace(goal, judgement=Judgement(PARTLY, "Det vände i juni", "Direktören"))
    judged = replace(made, perspectives=(replace(perspective, objectives=(goal,)),))
    table = overall_table(suggested(judged))
    assert table is not None
    [row] = table.groups[0].rows
    assert [cell.text for cell in row.cells[1:]] == ["1", "Ej uppfyllt", "Delvis uppfyllt"]
    assert row.cells[1].second == "1 ej uppfyllt"
    assert row.cells[2].second == "Bygger på 1 av 1 styrmått"
    assert row.cells[3].second == "Det vände i juni. Bedömd av Direktören."


def test_the_table_says_where_there_are_no_grounds_for_a_suggestion() -> None:
    made = suggested(report(("Verksamhet", (measure("a", fulfilment=NOT_MEASURED),))))
    table = overall_table(made)
    assert table is not None
    assert table.groups[0].rows[0].cells[2].text == "Underlag saknas"


def test_a_plan_without_measures_has_no_table() -> None:
    assert overall_table(suggested(report(("Samhälle", ())))) is None


# Builders


def of(verdicts: Sequence[Fulfilment]) -> Suggestion:
    made = suggestion(measure(f"m{at}", fulfilment=verdict) for at, verdict in enumerate(verdicts))
    assert made is not None
    return made


def suggested(made: Report) -> Report:
    return replace(made, perspectives=with_suggestions(made.perspectives, made.measures))
