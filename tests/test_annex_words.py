"""The annex's own contradictions, in many wordings, against the committed plan and figures."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from styrkort.facts import Facts, facts_of
from styrkort.period import Period
from styrkort.reading import named, points_for_all, read
from styrkort.report import build_report
from styrkort.terms import FindingKind

ROOT = Path(__file__).parents[1]
MORE = "är fler än samma period föregående år."
PLAN = "Upphandlingsplanen har reviderats under året."


@cache
def annex(*, settled: bool = False) -> Facts:
    """Regionstöd's facts; without the övriga_värden that settles the revised plan's 100 %."""
    facts = facts_of(build_report(ROOT, "regionstod", Period("DÅ08", 2022)))
    return facts if settled else replace(facts, extra_values=())


def kinds(text: str, facts: Facts) -> list[FindingKind]:
    return [remark.kind for remark in read(text, {}, facts)]


@pytest.mark.parametrize(
    "text",
    [
        f"Rapporterade avvikelser med risk för allvarlig eller betydande konsekvens {MORE}",
        "Rapporterade avvikelser med risk för allvarlig eller betydande konsekvens inom "
        f"IT/MT-stöd (”major incidents”) {MORE}",
        "Antalet händelser med risk för allvarlig eller betydande konsekvens har ökat.",
        "Avseende kvalitet/leveranssäkerhet har antal rapporterade avvikelser med risk för "
        "allvarlig eller betydande konsekvens avseende IT/MT-stöd ökat jämfört med samma period "
        "föregående år.",
    ],
)
def test_what_has_grown_is_not_level_with_last_year(text: str) -> None:
    assert kinds(text, annex()) == [FindingKind.DIRECTION]


@pytest.mark.parametrize(
    "text",
    [
        "Genomförandegraden avseende reviderad upphandlingsplan uppgår till 100 %.",
        "Samtliga upphandlingar i den reviderade upphandlingsplanen är genomförda (100 procent).",
        "Räknat på den reviderade planen är andelen genomförda upphandlingar 100 procent.",
        f"{PLAN} Genomförandegraden avseende reviderad plan uppgår till 100 %.",
    ],
)
def test_another_plan_s_share_is_unknown_until_the_period_file_says_it(text: str) -> None:
    assert kinds(text, annex()) == [FindingKind.NUMBER]
    assert kinds(text, annex(settled=True)) == []


def test_the_committed_commentary_contradicts_nothing() -> None:
    text = (ROOT / "params/regionstod/2022/da08.yaml").read_text(encoding="utf-8")
    assert kinds(text, annex(settled=True)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Se delårsrapporten.",
        "Kommenteras i huvudrapporten, avsnitt 4.",
        "Sjukfrånvaron är 6,3 %. Övriga mått kommenteras i huvudrapporten.",
        "Redovisas i divisionens verksamhetsberättelse.",
        "Analys finns i huvuddokumentet.",
        "Kommenteras på annan plats i rapporten.",
    ],
)
def test_a_pointer_that_names_no_measure_is_of_all_beside_it(text: str) -> None:
    assert points_for_all(text, annex())


@pytest.mark.parametrize(
    "text",
    [
        "Sjukfrånvaron kommenteras i delårsrapporten.",
        "Utfallet redovisas i årsrapporten.",
        "Delårsrapporten beslutas av nämnden i oktober.",
    ],
)
def test_a_pointer_for_one_measure_or_to_what_is_not_written_yet_is_not(text: str) -> None:
    assert not points_for_all(text, annex())


def test_the_result_of_another_measure_is_not_the_divisions_result() -> None:
    text = "Kommentarer till resultat för sjukfrånvaro lämnas i delårsrapporten."
    assert named(text, {}, annex()) == ("sjukfranvaro",)


def test_a_compound_s_last_part_is_enough_where_no_other_measure_has_it() -> None:
    assert named("Frånvaron är hög.", {}, annex()) == ("sjukfranvaro",)
    assert named("Planen har reviderats.", {}, annex()) == ()
