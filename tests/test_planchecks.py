"""Names and units of the plan's measures that don't go together."""

import pytest

from styrkort.facts import Facts, MeasureFacts, PartFacts
from styrkort.reading.planchecks import plan_remarks
from styrkort.terms import FindingKind, Fulfilment, Trend


def measure(name: str, unit: str, id: str = "matt", *, part: str = "") -> MeasureFacts:
    parts = (PartFacts(part, "delmått", "%", None, Trend.NONE),) if part else ()
    return MeasureFacts(
        id, name, unit, "Verksamhet", (), "", "Ej tillgängligt", Fulfilment.UNAVAILABLE, None,
        Trend.NONE, "", (), parts, False, True,
    )  # fmt: skip


def facts(*measures: MeasureFacts) -> Facts:
    return Facts("Region", "x", "Division X", "DÅ08", 2022, (), (), measures, (), (), ())


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Antal främjande insatser", "%"),
        ("Antal årsarbetare", "mnkr"),
        ("Antal avvikelser", "ja/nej"),
        ("Antal dagar till besked", "timmar"),
        ("Andel genomförda samtal", "st"),
        ("Andel av budget", "mnkr"),
        ("Procentuell andel kvinnliga chefer", "personer"),
        ("Beläggningsgrad", "st"),
        ("Nöjd kund-index (NKI)", "%"),
        ("NKI, index", "%"),
        ("Kostnad för inhyrd personal", "st"),
        ("Genomsnittlig väntetid i telefon", "mnkr"),
        ("Resultat (mnkr)", "tkr"),
    ],
)
def test_a_name_that_says_one_kind_and_a_unit_of_another_is_told(name: str, unit: str) -> None:
    (remark,) = plan_remarks(facts(measure(name, unit)))
    assert remark.kind is FindingKind.PLAN
    assert remark.quote == name
    assert remark.value == f"enhet: {unit}"
    assert remark.measure == "matt"
    assert f"enheten {unit}" in remark.message


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Antal besök per 1 000 invånare", "st"),
        ("Antal besök per 1 000 invånare", "per 1 000"),
        ("Antal dagar", "dagar"),
        ("Antal och andel genomförda samtal", "%"),
        ("Andel av budget", "%"),
        ("Andel enheter med index över 75", "%"),
        ("Förändring av antal vårdplatser", "%"),
        ("Kostnadsutveckling", "%"),
        ("Personalkostnad, procent av omsättningen", "%"),
        ("Kostnad per besök", "kr"),
        ("Väntetid till specialist inom 90 dagar", "%"),
        ("Produktionsindex, förändring", "%"),
        ("HME ledarskap, index (MAU)", "index"),
        ("Resultat (mnkr)", "mkr"),
        ("Sjukfrånvaro", "%"),
        ("Produktivitet, mått per verksamhet", "text"),
        ("Andel i egen enhet", "poäng"),
    ],
)
def test_names_that_go_with_their_units_are_let_be(name: str, unit: str) -> None:
    assert plan_remarks(facts(measure(name, unit))) == ()


def test_a_delmatt_is_told_with_the_measure_that_it_is_of() -> None:
    (remark,) = plan_remarks(facts(measure("Kvalitet", "text", part="Antal fel")))
    assert "”Antal fel” i ”Kvalitet”" in remark.message


def test_two_measures_of_one_name_and_one_unit_are_told_once() -> None:
    twins = measure("Sjukfrånvaro", "%", "a"), measure("sjukfrånvaro ", "%", "b")
    (remark,) = plan_remarks(facts(*twins))
    assert remark.value == "id: a och b, enhet: %"
    other = measure("Sjukfrånvaro", "dagar", "c")
    assert plan_remarks(facts(twins[0], other)) == ()
