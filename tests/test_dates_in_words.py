"""Words that date the report or its outcome with another period are found; other dates aren't."""

import pytest

from styrkort.facts import Facts
from styrkort.reading.dates.dating import date_remarks
from styrkort.terms import FindingKind


def facts(period: str, year: int = 2022) -> Facts:
    return Facts("Region", "x", "Division X", period, year, (), (), (), (), (), ())


def words(sentence: str, period: str = "DÅ08", following: str = "") -> list[str]:
    return [one.words for one in date_remarks(sentence, facts(period), following=following)]


WRONG_IN_DA08 = {
    "Denna bilaga till divisionens delårsrapport per april 2022 visar måluppfyllelsen.": (
        "per april 2022"
    ),
    "Den här bilagan kompletterar delårsrapporten april 2022.": "april 2022",
    "Delårsrapport 2022-04, bilaga om måluppfyllelse": "2022-04",
    "I delårsrapport DÅ04 redovisas ett underskott.": "DÅ04",
    "I årsrapporten för 2021 presenteras divisionens resultat.": "för 2021",
    "I denna bilaga till årsrapporten 2022 presenteras målen.": "denna bilaga till årsrapporten",
    "I denna bilaga till delårsrapport per augusti 2021 presenteras målen.": "per augusti 2021",
    "Föreliggande tertialrapport 1 beskriver utfallet.": "tertialrapport 1",
    "Denna rapport avser perioden januari–april 2022.": "perioden januari–april 2022",
    "Siffrorna är tom april 2022": "tom april 2022",
    "Samtliga belopp avser jan–apr.": "jan–apr",
    "Texten utgår från läget per den 30 april och beskriver det.": "per den 30 april",
    "Sjukfrånvaron är per april 6,1 %.": "per april",
    "Sjukfrånvaron (per april 2022) uppgår till 6,1 %.": "per april 2022",
    "T.o.m. april uppgår resultatet till −60,3 mnkr.": "T.o.m. april",
    "Till och med april har 40 utbildningar genomförts.": "Till och med april",
    "Utfallet t o m april 2022 är 98 %.": "t o m april 2022",
    "Per 30/4 är sjukfrånvaron 6,1 %.": "Per 30/4",
    "Sjukfrånvaron uppgår t.o.m. 2022-04-30 till 6,1 %.": "t.o.m. 2022-04-30",
    "Under första tertialet har antalet avvikelser minskat.": "Under första tertialet",
    "Resultatet för T1 uppgår till −11,1 mnkr.": "för T1",
    "Efter fyra månader uppgår sjukfrånvaron till 6,1 %.": "Efter fyra månader",
    "Årets fyra första månader visar ett underskott på 2 mnkr.": "Årets fyra första månader",
    "Utfallet för delår 1 är 98 %.": "för delår 1",
    "Helåret 2021 visar ett underskott på 11 mnkr.": "Helåret 2021",
    "Utfall per april 2022 enligt tabellen ovan.": "per april 2022",
    "Resultatet per april blev −11,1 mnkr.": "per april",
    "Mot budget redovisar divisionen per april ett underskott på 2 mnkr.": "per april",
    "Sjukfrånvaron är per augusti 2021 6,3 %.": "per augusti 2021",
    "Aprilrapporten visar att divisionen har ett underskott.": "Aprilrapporten",
    "I denna aprilrapport redovisas fyra styrmått.": "aprilrapport",
    "April månads delårsrapport omfattar fyra styrmått.": "April månads delårsrapport",
    "Halvårsbokslutet visar ett underskott på 2 mnkr.": "Halvårsbokslutet",
    "Rapporten avser första halvåret 2022.": "första halvåret 2022",
    "Utfallet efter andra kvartalet är 91 %.": "efter andra kvartalet",
    "Utfallet t.o.m. Q1 uppgår till 91 %.": "t.o.m. Q1",
    "Efter mars månad är resultatet −12,4 mnkr.": "Efter mars månad",
    "Sjukfrånvaron uppgår till 7,2 % ack. april.": "ack. april",
    "Härmed överlämnas divisionens delårsrapport per april 2022.": "per april 2022",
    "Rapporteringsperioden är januari–april 2022.": "januari–april 2022",
    "Avser perioden 2022-01-01–2022-04-30.": "perioden 2022-01-01–2022-04-30",
    "Resultatet uppgick vid aprils utgång till −12,4 mnkr.": "vid aprils utgång",
    "Ack utfall jan–apr: 91 % svar i tid.": "jan–apr",
    "Bilagan avser delårsbokslutet i april.": "april",
    "Första tertialet 2022 slutar med ett underskott på 2 mnkr.": "Första tertialet 2022",
}

WRONG_ELSEWHERE = [
    ("DÅ04", "I denna bilaga till delårsrapporten per augusti 2022 visas måluppfyllelsen."),
    ("DÅ04", "Sjukfrånvaron är per december 6,1 %."),
    ("DÅ04", "Under årets åtta första månader har antalet ärenden ökat."),
    ("ÅR", "I denna bilaga till divisionens delårsrapport presenteras måluppfyllelsen."),
    ("ÅR", "Till och med augusti uppgår underskottet till 11,1 mnkr."),
    ("ÅR", "Andra tertialet visar ett underskott på 2 mnkr."),
    ("ÅR", "Årsrapport 2021"),
    ("ÅR", "Under 2021 har sjukfrånvaron minskat."),
    ("ÅR", "Delåret visar att samtliga mål nås."),
    ("ÅR", "Delårsrapporten visar att samtliga mål nås."),
    ("ÅR", "Rapportperioden är januari–augusti."),
    ("ÅR", "Vid utgången av 2021 är sjukfrånvaron 4,8 %."),
    ("DÅ04", "Augustirapporten visar att underskottet växer."),
    ("DÅ04", "Rapporten avser årets tre första månader."),
]

OTHER_IN_DA08 = [
    "I mars 2022 infördes ett nytt ärendesystem.",
    "Budget 2023 är ännu inte beslutad.",
    "Sjukfrånvaron är högre jämfört med april 2021.",
    "Jämfört med DÅ04 har sjukfrånvaron ökat.",
    "I DÅ04 rapporterades 6,1 %.",
    "Sedan april har antalet ärenden ökat.",
    "Under april öppnade en ny mottagning.",
    "Från och med maj hör enheten till Fastighet.",
    "Ingångsvärdet är 5,1 % per december 2020.",
    "Mätningen i april visade 6,1 %.",
    "Måttet redovisas i årsrapporten.",
    "Åtgärden ska vara klar senast 30 april.",
    "Prognosen per april var −20 mnkr.",
    "Utfallet t.o.m. april var 6,1 % men har sedan stigit till 6,3 %.",
    "Sjukfrånvaron är 6,3 % mot 6,1 % per april.",
    "Sjukfrånvaron är 6,3 %, per april var den 6,1 %.",
    "Per augusti 2021 var sjukfrånvaron 5,9 %.",
    "Avtalet gäller till och med april 2023.",
    "Teknisk service hörde till IT/MT till och med april 2022 och hör från maj till Fastighet.",
    "I delårsrapporten per april redovisades ett underskott på 11,1 mnkr.",
    "Se delårsrapporten per april 2022.",
    "Under första tertialet infördes nya rutiner.",
    "Efter en hög sjukfrånvaro under första tertialet har nivån sjunkit.",
    "Patienten kallas till uppföljning efter fyra månader.",
    "Målet ska vara uppnått per den 31 december 2022.",
    "Nämnden behandlar delårsrapporten den 28 september 2022.",
    "Prognosen för helåret 2022 är −20 mnkr.",
    "Statistiken släpar en månad och avser perioden januari–juli.",
    "Måluppfyllelsen följs upp i två delårsrapporter (DÅ04, DÅ08) och i årsrapporten (ÅR).",
    "Den nya lagen gäller per den 1 juli 2022.",
    "Kostnaden per invånare är 40 kr.",
    "I aprilrapporten flaggade vi för växande kostnader.",
    "Enligt aprilrapporten är prognosen −70 mnkr.",
    "Åtgärderna i aprilrapporten är genomförda.",
    "Månadsrapporten för juli visar en ljusning.",
    "Mätperioden omfattar januari–april.",
    "Uppföljning: DÅ04",
    "Efter fyra månader med ny bemanning är andelen 91 %.",
    "Efter sex månader utvärderas piloten och resultatet är gott.",
    "Utfallet efter fyra månader var −22,0 mnkr, och efter åtta −48,6 mnkr.",
    "Under årets första fyra månader var sjukfrånvaron 7,6 %, under de följande fyra 6,8 %.",
    "Resultatet i april är det sämsta hittills.",
    "Under första tertialet är sjukfrånvaron alltid högst.",
    "Vid DÅ04 är sjukfrånvaron som regel högst.",
    "Efter april har sjukfrånvaron minskat.",
    "Efter mars är svarstiderna kortare.",
    "Under Q1 var inflödet lågt.",
    "Första halvåret visar på en svagare utveckling än andra.",
    "Vid årets slut bedöms sjukfrånvaron vara under 7 %.",
    "Siffrorna i delårsrapporten per april har korrigerats.",
    "I delårsrapporten per april redovisas motsvarande siffror per laboratorium.",
    "Kommentarer till DÅ04 finns i delårsrapporten per april.",
    "Läget per april beskrivs i DÅ04.",
    "Statistiken för januari–april är ofullständig.",
    "Bokslutet för 2021 visar ett underskott som följt med in i 2022.",
    "I delårsbokslutet i augusti redovisas fyra styrmått.",
    "Kulturskolan har 800 elever per den 15 oktober.",
    "Sammanställningen per april togs fram av HR.",
    "Sammanställningen per december tas fram av HR.",
]

OWN = [
    ("DÅ08", "Sjukfrånvaron är per augusti 2022 6,3 %."),
    ("DÅ08", "Sjukfrånvaron uppgår till 6,3 % den 31 augusti."),
    ("DÅ08", "Årets åtta första månader visar ett underskott på 2 mnkr."),
    ("DÅ08", "Andra tertialet visar ett underskott på 2 mnkr."),
    ("DÅ08", "I denna bilaga till delårsrapport DÅ08 2022 presenteras måluppfyllelsen."),
    ("DÅ04", "Sjukfrånvaron per april är 6,1 %."),
    ("DÅ04", "Måttet redovisas i delårsrapporten per augusti."),
    ("DÅ04", "Per den 31 december 2021 hade divisionen 412 årsarbetare."),
    ("ÅR", "I denna bilaga till årsrapporten 2022 presenteras måluppfyllelsen."),
    ("ÅR", "Delåret visade ett underskott, men helåret slutar bättre."),
    ("ÅR", "Sjukfrånvaron var 5,6 % första halvåret och 4,0 % andra halvåret."),
    ("ÅR", "Kvartal 4 var starkt."),
    ("DÅ08", "Augustirapporten visar att underskottet växer."),
    ("DÅ08", "Avser perioden 2022-01-01–2022-08-31."),
    ("ÅR", "Helåret 2022 visar ett underskott på 11,1 mnkr."),
    ("ÅR", "Måluppfyllelsen följs upp i två delårsrapporter samt i årsrapport."),
]


@pytest.mark.parametrize(("sentence", "found"), WRONG_IN_DA08.items())
def test_words_that_date_this_report_with_another_period_are_found(
    sentence: str, found: str
) -> None:
    assert words(sentence) == [found]


@pytest.mark.parametrize(("period", "sentence"), WRONG_ELSEWHERE)
def test_an_april_report_and_an_annual_one_are_held_to_their_own_period(
    period: str, sentence: str
) -> None:
    assert len(words(sentence, period)) == 1


@pytest.mark.parametrize("sentence", OTHER_IN_DA08)
def test_a_date_of_something_else_is_let_be(sentence: str) -> None:
    assert words(sentence) == []


@pytest.mark.parametrize(("period", "sentence"), OWN)
def test_the_reports_own_period_is_never_flagged(period: str, sentence: str) -> None:
    assert words(sentence, period) == []


def test_a_past_outcome_is_history_when_the_next_sentence_goes_on_from_it() -> None:
    sentence = "Resultatet per april blev −11,1 mnkr."
    assert words(sentence) == ["per april"]
    assert words(sentence, following="Därefter har kostnaderna ökat.") == []
    assert words(sentence, following="Per augusti är det −14,2 mnkr.") == []


def test_the_remark_quotes_the_sentence_and_names_the_reports_own_period() -> None:
    sentence = "Sjukfrånvaron är per april 6,1 %."
    (remark,) = date_remarks(sentence, facts("DÅ08"))
    assert remark.kind is FindingKind.DATE
    assert remark.quote == sentence
    assert remark.value == "Rapporten avser DÅ08 2022, januari–augusti 2022"
    assert "”per april”" in remark.message
    assert remark.remedy
