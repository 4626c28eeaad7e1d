"""Figures in sentences are held against the report's, and their units too."""

import time
from dataclasses import replace

import pytest

from reading_facts import REPORT, REVISED
from styrkort.facts import Facts
from styrkort.reading import Remark, read
from styrkort.terms import FindingKind

NAMES = {"utfall.sjukfranvaro": "9,9\u00a0%", "reviderad_plan": "100\u00a0%"}


def found(text: str, report: Facts = REPORT, *about: str) -> list[tuple[FindingKind, str]]:
    kinds = (FindingKind.NUMBER, FindingKind.UNIT)
    return [(one.kind, one.words) for one in read(text, NAMES, report, about) if one.kind in kinds]


def remark(text: str) -> Remark:
    (one,) = (one for one in read(text, NAMES, REPORT) if one.kind is not FindingKind.DIRECTION)
    return one


@pytest.mark.parametrize(
    "text",
    [
        "Sjukfrånvaron är 6,3 %.",
        "Sjukfrånvaron uppgår till 6 procent.",
        "Sjukfrånvaron ligger på drygt 6 %, att jämföra med 5,1 % föregående år.",
        "Knappt 6,5 procent är sjukfrånvaron nu.",
        "Sjukfrånvaron har ökat med 1,2 procentenheter, från 5,1 till 6,3 procent.",
        "Sjukfrånvaron har ökat med 23,5 procent.",
        "Sjukfrånvaron är över 6 %.",
        "Sjukfrånvaron bland kvinnor och män är 6,9 respektive 4,4 %.",
        "Inom Måltid är sjukfrånvaron 7,4 %, 3,2 procentenheter högre än inom Fastighet.",
        "Underskottet mot budget uppgår till 60,3 mnkr.",
        "Budgetavvikelsen är −60 300 tkr.",
        "Divisionen redovisar ett underskott på 60 miljoner kronor.",
        "Andelen genomförda upphandlingar är 98 %, två procentenheter under målet 100 %.",
        "Av upphandlingarna i planen är 98 % genomförda.",
        "Målet är 100 % för upphandlingarna.",
        "109 tillbud har rapporterats, 12 fler än i fjol.",
        "Antalet tillbud är 109.",
        "Tillbuden uppgår till 109 st (97 st).",
    ],
)
def test_a_known_value_is_fine_however_it_is_said(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Av medarbetarna är 12 % nyanställda.",
        "Sjukfrånvaron var 7,1 % år 2019.",
        "Sjukfrånvaron inom lokalvården är 8,1 %.",
        "Sjukfrånvaron väntas bli 5,8 % vid årets slut.",
        "Sjukfrånvaron ska vara högst 4,5 % år 2025.",
        "Sjukfrånvaron ligger mellan 5 och 8 %.",
        "Sjukfrånvaron brukar ligga på 5–6 %.",
        "Sjukfrånvaron har ökat bland undersköterskor, som utgör 40 % av personalen.",
        "Sjukfrånvaron för regionen som helhet är 5,9 %.",
        "I mars var sjukfrånvaron 8,8 %.",
        "Sjukfrånvaron påverkas av att 31 % av cheferna är nya.",
        "Sjukfrånvaron längre än 14 dagar har minskat.",
        "Underskottet beror på hyreskostnader som uppgår till 4,2 mnkr.",
        "Upphandlingen av passersystemet omfattar 4,2 mnkr.",
        "Under året har 12 upphandlingar avbrutits.",
        "Tillbuden har minskat sedan 14 chefer utbildats.",
        "Sjukfrånvaron regleras i 5 § och i kapitel 7.",
        "| Sjukfrånvaro | 9,9 % |",
        "Sjukfrånvaron är `9,9 %` i exemplet.",
    ],
)
def test_a_figure_of_something_else_is_let_be(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sjukfrånvaron är 6,8 %.", "6,8 %"),
        ("Sjukfrånvaron uppgår nu till 7 procent.", "7 procent"),
        ("Sjukfrånvaron landar på 5,1 %.", "5,1 %"),
        ("Sjukfrånvaron har ökat med 2,2 procentenheter.", "2,2 procentenheter"),
        ("Kvinnornas sjukfrånvaro är 7,9 %.", "7,9 %"),
        ("Underskottet uppgår till 63,0 mnkr.", "63,0 mnkr"),
        ("Budgetavvikelsen är −63 000 tkr.", "−63 000 tkr"),
        ("Antalet tillbud är 119.", "119"),
        ("119 tillbud har rapporterats.", "119 tillbud"),
        ("Sjukfrånvaron har ökat. Den är 7,9 %.", "7,9 %"),
        ("Andelen uppdaterade kompetensförsörjningsplaner är 85 %.", "85 %"),
    ],
)
def test_a_figure_that_no_value_of_its_measure_is_is_unknown(text: str, words: str) -> None:
    assert found(text) == [(FindingKind.NUMBER, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Budgetavvikelsen uppgår till −60,3 kr.", "−60,3 kr"),
        ("Underskottet är 60,3 tkr.", "60,3 tkr"),
        ("Underskottet är 60,3 miljarder kronor.", "60,3 miljarder kronor"),
        ("Sjukfrånvaron är 6,3 procentenheter.", "6,3 procentenheter"),
        ("Sjukfrånvaron har ökat med 1,2 %.", "1,2 %"),
        ("Antalet insatser från Företagshälsan är 72 st.", "72 st"),
        ("72 insatser från Företagshälsan har genomförts.", "72 insatser"),
        ("Antalet tillbud uppgår till 109 %.", "109 %"),
        ("Det fattas −60,3 kr i kassan.", "−60,3 kr"),
        ("Andelen genomförda upphandlingar är 98 %. Resultatet är −60,3 kr.", "−60,3 kr"),
    ],
)
def test_a_known_value_with_another_unit_has_the_wrong_unit(text: str, words: str) -> None:
    assert found(text) == [(FindingKind.UNIT, words)]


REVISED_PLAN = (
    "Genomförda upphandlingar enligt plan uppgår till 100 procent av den reviderade planen."
)


def test_another_denominator_is_an_unknown_number_though_the_goal_is_the_same() -> None:
    assert found(REVISED_PLAN) == [(FindingKind.NUMBER, "100 procent")]


def test_an_ovrigt_varde_settles_it() -> None:
    assert found(REVISED_PLAN, replace(REPORT, extra_values=(REVISED,))) == []


def test_an_inline_value_settles_it_whatever_it_shows() -> None:
    assert found("Sjukfrånvaron är {eval}`utfall.sjukfranvaro`.") == []


def test_a_figure_without_a_name_is_the_one_measures_of_the_table() -> None:
    assert found("Utfallet är 6,8 %.", REPORT, "sjukfranvaro") == [(FindingKind.NUMBER, "6,8 %")]
    assert found("Utfallet är 6,8 %.", REPORT, "sjukfranvaro", "tillbud") == []


def test_a_number_remark_names_the_measure_quotes_the_words_and_gives_the_value() -> None:
    one = remark("Det går åt fel håll. Sjukfrånvaron är **6,8 %** nu.")
    assert one.quote == "Sjukfrånvaron är 6,8 % nu."
    assert (
        one.value == "Sjukfrånvaro: utfall 6,3 %, jämförelse 5,1 %, förändring 1,2 procentenheter"
    )
    assert (
        one.message == "”6,8 %” stämmer inte med något utfall som rapporten har för ”Sjukfrånvaro”."
    )
    assert "{eval}`utfall.sjukfranvaro`" in one.remedy
    assert "övriga_värden" in one.remedy
    assert one.measure == "sjukfranvaro"


def test_a_unit_remark_tells_the_value_with_its_right_unit() -> None:
    one = remark("Budgetavvikelsen är −60,3 kr.")
    assert one.kind is FindingKind.UNIT
    assert one.message.startswith("”−60,3 kr” har fel enhet: utfall för")
    assert "−60,3 mnkr" in one.message
    assert one.remedy == "Skriv −60,3 mnkr, citera värdet som {eval}`utfall.budget`."


def test_remarks_come_in_the_order_of_the_text() -> None:
    text = "Sjukfrånvaron är 6,8 %. Antalet tillbud är 119. Underskottet är 60,3 tkr."
    assert [words for _, words in found(text)] == ["6,8 %", "119", "60,3 tkr"]


@pytest.mark.parametrize(
    "text",
    [
        "Konto 1234567890123456789012345678901234567890 % belastas, sjukfrånvaron ökar.",
        "Sjukfrånvaron är ٣ % och ½ %.",
        "Av 0 planer är 0 klara, alltså 5 %.",
        "Antalet steg från 0 till 0, en ökning med 5 %.",
        "Sjukfrånvaron är – % eller −",
    ],
)
def test_odd_figures_are_read_without_a_fault(text: str) -> None:
    assert found(text) == []


def test_a_hundred_measures_and_twenty_sentences_are_read_at_once() -> None:
    many = [
        replace(one, id=f"{one.id}{n}", name=f"{one.name} {chr(97 + n) * 6}")
        for n in range(12)
        for one in REPORT.measures
    ]
    report = replace(REPORT, measures=tuple(many))
    started = time.process_time()
    read("Sjukfrånvaron är 6,3 %, och antalet tillbud är 109 i perioden.\n\n" * 20, {}, report)
    assert time.process_time() - started < 2, "ten times what it takes"
