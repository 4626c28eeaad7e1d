"""A plan as a table in the terminal: everything that it says, in words, within the width."""

from pathlib import Path

import pytest

from plan_samples import loaded
from plan_samples import plan_text as typed_plan
from styrkort.errors import InputError
from styrkort.listings.planview import plan, plan_text
from styrkort.plan import load_plan

PROJECT = Path(__file__).parent.parent
EXAMPLE = PROJECT / "params/exempel/2022/plan.yaml"


def test_every_measure_stands_with_its_goal_its_limits_its_source_and_who_answers(
    tmp_path: Path,
) -> None:
    lines = (
        "mål: {minst: 90, delvis: 85}",
        "källa: Personalsystemet",
        "ansvarig: HR-chefen",
        "beräkning: kvot",
    )
    shown = squeezed(plan_text(loaded(tmp_path, typed_plan(*lines)), 120))
    for words in (
        "Medarbetare", "Strategiskt mål: Hållbar kompetensförsörjning", "Sjukfrånvaro",
        "sjukfranvaro, %", "90 %", "Uppfyllt: Minst 90 %", "Delvis: Minst 85 %",
        "Personalsystemet", "HR-chefen", "Kvot", "DÅ04, DÅ08, ÅR", "Inga egna mål.",
    ):  # fmt: skip
        assert words in shown, words


def test_goals_of_periods_and_verksamheter_are_told_apart(tmp_path: Path) -> None:
    lines = (
        "mål: {DÅ04: {högst: 4}, ÅR: {högst: 9, delvis: 10}}",
        "mål_per_verksamhet:",
        "  IT/MT: {högst: 2}",
    )
    shown = squeezed(plan_text(loaded(tmp_path, typed_plan(*lines)), 160))
    assert "DÅ04: Högst 4 %" in shown
    assert "ÅR: Högst 9 %" in shown
    assert "IT/MT: Högst 2 %" in shown
    assert "IT/MT: Uppfyllt: Högst 2 %" in shown


def test_a_direction_goal_is_told_with_its_starting_value_and_its_date(tmp_path: Path) -> None:
    lines = ("mål: {riktning: minska, ingångsvärde: 5.1, ingångsvärde_avser: 2021-12}",)
    shown = squeezed(plan_text(loaded(tmp_path, typed_plan(*lines)), 160))
    assert "Minska" in shown
    assert "(ingångsvärde" in shown
    assert "5,1 %)" in shown
    assert "Uppfyllt: Under 5,1 %" in shown
    assert "december 2021" in " ".join(shown.split())


@pytest.mark.parametrize("width", [60, 80, 100, 133, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = plan_text(load_plan(EXAMPLE, "plan"), width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_nothing_of_the_example_plan_is_left_out() -> None:
    shown = load_plan(EXAMPLE, "plan")
    words = plan_text(shown, 160)
    for planned in shown.planned:
        assert planned.measure.id in words
        assert all(component.id in words for component in planned.measure.components)
    assert all(product.id in words for product in shown.production)
    assert all(source.id in words for source in shown.sources)
    counts = squeezed(words.splitlines()[0] + words.splitlines()[1])
    assert "20 styrmått och 3 kontrollmått i 5 perspektiv" in counts


def test_without_a_year_it_is_the_latest_plan(tmp_path: Path) -> None:
    for year in (2021, 2022):
        place = tmp_path / f"params/prov/{year}/plan.yaml"
        place.parent.mkdir(parents=True)
        place.write_text(typed_plan().replace("år: 2022", f"år: {year}"), encoding="utf-8")
    said: list[str] = []
    plan(tmp_path, None, None, said.append, 100)
    assert said[0] == "Division Regionstöd, 2022 (params/prov/2022/plan.yaml)"
    plan(tmp_path, "prov", 2021, said.append, 100)
    assert said[2].startswith("Division Regionstöd, 2021")


def test_a_year_without_a_plan_names_those_there_are(tmp_path: Path) -> None:
    place = tmp_path / "params/prov/2022/plan.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(typed_plan(), encoding="utf-8")
    with pytest.raises(InputError, match=r"ingen plan för 2019. prov har plan för 2022"):
        plan(tmp_path, None, 2019, print, 100)


def test_a_root_without_plans_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="det finns ingen plan"):
        plan(tmp_path, None, None, print, 100)


def squeezed(text: str) -> str:
    """No-break spaces as spaces, so that words can be looked for."""
    return text.replace("\N{NO-BREAK SPACE}", " ")
