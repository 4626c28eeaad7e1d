"""Which measures a sentence names, in the ways that people inflect and shorten their names."""

from dataclasses import replace

import pytest

from reading_facts import (
    HEALTH,
    HME,
    INCIDENTS,
    LEADERS,
    PLANS,
    QUALITY,
    REPORT,
    REVISED,
    SICK,
    facts,
    known,
    measure,
)
from styrkort.facts import Facts
from styrkort.reading import mentions, named, points_elsewhere, prose, spoken_of

NAMES = {"utfall.sjukfranvaro": "6,3\u00a0%", "reviderad_plan": "100\u00a0%"}


def spoken(text: str, facts: Facts = REPORT) -> list[str]:
    (sentence,) = prose(text, NAMES)
    return [one.measure for one in mentions(sentence, facts)]


def referred(text: str, *about: str) -> list[tuple[str, ...]]:
    said = spoken_of(prose(text, NAMES), REPORT, about)
    return [tuple(one.measure for one in sentence) for sentence in said]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Sjukfrånvaron är hög.", "sjukfranvaro"),
        ("Orsakerna till sjukfrånvarons ökning utreds.", "sjukfranvaro"),
        ("Våra sjukfrånvarotal är höga.", "sjukfranvaro"),
        ("Sjuktalen har gått upp.", "sjukfranvaro"),
        ("Andelen uppdaterade kompetensförsörjningsplaner mäts senare.", "planer"),
        ("Kompetensförsörjningsplanerna uppdateras i höst.", "planer"),
        ("Antalet insatser från Företagshälsan har ökat.", "foretagshalsa"),
        ("Företagshälsans förebyggande insatser är fler.", "foretagshalsa"),
        ("HME totalindex mäts vid årets slut.", "hme_totalindex"),
        ("Andelen genomförda upphandlingar är hög.", "upphandlingar"),
        ("Upphandlingarna löper på.", "upphandlingar"),
        ("Budgetavvikelsen förklaras av hyrorna.", "budget"),
        ("Divisionens resultat mot budget är svagt.", "budget"),
        ("Divisionen bedriver inte sin verksamhet inom budget.", "budget"),
        ("Tillbuden är fler.", "tillbud"),
    ],
)
def test_a_measure_is_named_by_its_name_inflected_or_shortened(text: str, id: str) -> None:
    assert spoken(text) == [id]


@pytest.mark.parametrize(
    "text",
    [
        "Korttidssjukfrånvaron är låg.",
        "HME mäts vid årets slut.",
        "Planen revideras löpande.",
        "Divisionens verksamhet är omfattande.",
        "Andelen är hög.",
        "Antalet medarbetare har ökat.",
        "",
    ],
)
def test_words_that_many_measures_share_or_that_mean_another_name_none(text: str) -> None:
    assert [m for s in prose(text, NAMES) for m in mentions(s, REPORT)] == []


def test_a_component_is_recognised_though_its_noun_is_another() -> None:
    text = (
        "antal rapporterade avvikelser med risk för allvarlig eller betydande konsekvens har ökat"
    )
    (sentence,) = prose(text, NAMES)
    (mention,) = mentions(sentence, REPORT)
    assert mention.measure == "kvalitet"
    assert mention.part.startswith("Antal händelser med risk")


def test_of_two_names_the_one_that_says_more_is_meant() -> None:
    food = measure("eko", "Andel ekologiska livsmedel", "%", known("utfall", "40", "%"))
    country = measure("riket", "Andel ekologiska livsmedel i riket", "%")
    both = facts(food, country)
    assert spoken("Andelen ekologiska livsmedel är hög.", both) == ["eko"]
    assert spoken("Andelen ekologiska livsmedel i riket är hög.", both) == ["riket"]


def test_of_two_names_that_say_the_same_neither_is_meant() -> None:
    first = measure("a", "Väntetid till läkare", "dagar")
    second = measure("b", "Väntetid till tandläkare", "dagar")
    assert spoken("Väntetiden har ökat.", facts(first, second)) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Sjukfrånvaron inom Måltid har ökat.", "Måltid"),
        ("Kvinnornas sjukfrånvaro har ökat.", "Kvinnor"),
        ("Sjukfrånvaron har ökat bland männen.", "Män"),
        ("Sjukfrånvaron har ökat i Måltid och Fastighet.", ""),
        ("Sjukfrånvaron har ökat.", ""),
    ],
)
def test_the_part_that_is_meant_is_told(text: str, part: str) -> None:
    (sentence,) = prose(text, NAMES)
    (mention,) = mentions(sentence, REPORT)
    assert mention.part == part


def test_a_pronoun_refers_to_the_measure_last_named_in_the_paragraph() -> None:
    assert referred("Sjukfrånvaron är hög. Den har ökat.\n\nDen är bra.") == [
        ("sjukfranvaro",),
        ("sjukfranvaro",),
        (),
    ]


def test_a_sentence_with_a_subject_of_its_own_refers_to_nothing() -> None:
    assert referred("Sjukfrånvaron är hög. Personalen är trött.")[1] == ()


def test_a_pronoun_after_two_measures_refers_to_neither() -> None:
    assert referred("Sjukfrånvaron och tillbuden ökar. Det är illa.")[1] == ()


def test_the_only_measure_of_the_table_is_meant_where_nothing_is_named() -> None:
    assert referred("Utfallet är 6,3 %.", "sjukfranvaro") == [("sjukfranvaro",)]
    assert referred("Utfallet är 6,3 %.", "sjukfranvaro", "tillbud") == [()]


def test_a_heading_and_a_lead_in_name_what_stands_under_them() -> None:
    assert referred("### Sjukfrånvaro\n\nUtfallet är högt.")[1] == ("sjukfranvaro",)
    assert referred("Sjukfrånvaron:\n\n- Den är hög\n- Den ökar") == [("sjukfranvaro",)] * 3


def test_an_inline_value_speaks_of_its_measure() -> None:
    assert spoken("Den är {eval}`utfall.sjukfranvaro` nu.") == ["sjukfranvaro"]


def test_named_tells_what_is_quoted_and_what_is_named_each_once() -> None:
    source = "Av planen är {eval}`reviderad_plan` klart. Sjukfrånvaron är hög; sjuktalen ökar."
    report = replace(REPORT, extra_values=(REVISED,))
    assert named(source, NAMES, report) == ("reviderad_plan", "sjukfranvaro")


def test_a_text_that_names_nothing_speaks_of_nothing() -> None:
    assert named("Arbetet fortgår.", NAMES, REPORT) == ()


def test_the_names_of_one_report_are_not_taken_for_anothers() -> None:
    assert spoken("Sjukfrånvaron är hög.", facts(HEALTH, HME, LEADERS, PLANS)) == []
    assert spoken("Sjukfrånvaron är hög.", facts(SICK, QUALITY, INCIDENTS)) == ["sjukfranvaro"]


@pytest.mark.parametrize(
    "text",
    [
        "Övriga mått kommenteras i divisionens delårsrapport.",
        "Kommentarer till resultatet lämnas i avsnittet *Ekonomiskt resultat* i delårsrapporten.",
        "Se vidare avsnitt 4.",
        "För en analys hänvisas till huvud-\nrapporten och dess avsnitt om personal.",
        "I årsrapporten redovisas utfallet.",
    ],
)
def test_a_pointer_to_the_main_report_is_seen(text: str) -> None:
    assert points_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    ["Sjukfrånvaron har ökat.", "Rapporteringen har blivit bättre.", "Vi ser en ökning.", ""],
)
def test_a_text_of_its_own_points_nowhere(text: str) -> None:
    assert not points_elsewhere(text)
