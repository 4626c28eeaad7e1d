"""Direction words are held against the arrow or trend of the measure that they are said of."""

from dataclasses import replace

import pytest

from reading_facts import facts, known, measure, part
from styrkort.facts import Facts
from styrkort.reading.directions.turning import direction_remarks
from styrkort.reading.language.prose import prose
from styrkort.reading.naming.speaking import spoken_of
from styrkort.reading.remarks import Remark
from styrkort.terms import Arrow, FindingKind, Trend

SICK = replace(
    measure("sjukfranvaro", "Sjukfrånvaro", "%", known("utfall", "6.3", "%")),
    comparison_refers_to="jan–aug 2021",
    parts=(
        replace(part("Måltid", "verksamhet", "%"), arrow=Arrow.DOWN, trend=Trend.IMPROVED),
        replace(part("Fastighet", "verksamhet", "%"), arrow=Arrow.UP, trend=Trend.DETERIORATED),
    ),
)
"""Up, and so for the worse; down in Måltid."""
QUALITY = replace(
    measure("kvalitet", "Kvalitet/leveranssäkerhet", "text"),
    utfall_text="I nivå med fg år",
    arrow=Arrow.LEVEL,
    trend=Trend.UNCHANGED,
    parts=(part("Antal händelser med risk för allvarlig konsekvens", "delmått", ""),),
)
PRODUCTIVITY = replace(
    measure("produktivitet", "Produktivitet, mått per verksamhet", "text"),
    utfall_text="Bibehållen",
    arrow=None,
    trend=Trend.NONE,
)
WAIT = replace(
    measure("svarstid", "Genomsnittlig väntetid i telefon", "minuter"),
    comparison_refers_to="ingångsvärde",
    arrow=Arrow.DOWN,
    trend=Trend.IMPROVED,
)
STAFFING = replace(
    measure("bemanning", "Bemanningsgrad i jour", "%", known("utfall", "91", "%")),
    comparison_refers_to="jan–aug 2021",
    arrow=Arrow.UP,
    trend=Trend.UNCHANGED,
)
ALL = facts(SICK, QUALITY, PRODUCTIVITY, WAIT, STAFFING)


def remarks(text: str, held: Facts = ALL) -> list[Remark]:
    sentences = prose(text, {})
    spoken = spoken_of(sentences, held)
    return [
        remark
        for sentence, said in zip(sentences, spoken, strict=True)
        for remark in direction_remarks(sentence, said, held)
    ]


def words(text: str, held: Facts = ALL) -> list[str]:
    return [remark.words for remark in remarks(text, held)]


CONTRADICTING = {
    "Sjukfrånvaron har minskat.": "minskat",
    "Sjukfrånvaron är lägre än föregående år.": "lägre",
    "Sjukfrånvaron har inte ökat.": "inte ökat",
    "Sjukfrånvaron har varken ökat eller minskat.": "inte ökat",
    "Sjukfrånvaron är oförändrad jämfört med samma period 2021.": "oförändrad",
    "Sjukfrånvaron har förbättrats.": "förbättrats",
    "Sjukfrånvaron är 6,3 %, vilket är en minskning jämfört med förra året.": "minskning",
    "Sjukfrånvaron uppgår till 6,3 % och har därmed minskat.": "minskat",
    "Under perioden minskade sjukfrånvaron.": "minskade",
    "Jämfört med föregående år har sjukfrånvaron sjunkit.": "sjunkit",
    "Till följd av nya rutiner har sjukfrånvaron gått ner.": "gått ner",
    "Sjukfrånvaron har minskat på grund av en mild vår.": "minskat",
    "Divisionen har en lägre sjukfrånvaro än föregående år.": "lägre",
    "En minskning av sjukfrånvaron har skett.": "minskning",
    "Sjukfrånvaron fortsätter att sjunka.": "fortsätter att sjunka",
    "Vi ser att sjukfrånvaron har minskat.": "minskat",
    "Inom Måltid har sjukfrånvaron ökat.": "ökat",
    "Sjukfrånvaron har minskat inom Fastighet.": "minskat",
    "Kvalitet/leveranssäkerhet har försämrats.": "försämrats",
    "Antalet händelser med risk för allvarlig konsekvens avseende IT/MT-stöd (”major "
    "incidents”) har ökat jämfört med samma period föregående år.": "ökat",
    "Väntetiden i telefon är längre än ingångsvärdet.": "längre",
}

AGREEING_OR_UNSURE = [
    "Sjukfrånvaron har ökat.",
    "Sjukfrånvaron har inte minskat.",
    "Sjukfrånvaron har försämrats.",
    "Sjukfrånvaron har minskat inom Måltid.",
    "Sjukfrånvaron har ökat, men korttidsfrånvaron har minskat.",
    "Bemanningsgraden i jour är oförändrad.",
    "Bemanningsgraden i jour har ökat något.",
    "Produktiviteten bedöms vara bibehållen.",
    "Avseende produktivitet har arbetad tid minskat, dock har mängden transaktioner ökat, vilket "
    "gör att produktiviteten anses bibehållen.",
    "Målet är att minska sjukfrånvaron.",
    "Sjukfrånvaron behöver minska.",
    "Sjukfrånvaron väntas ha minskat till hösten.",
    "Det finns en risk för ökad väntetid i telefon.",
    "Insatserna mot sjukfrånvaro har minskat.",
    "Kostnaderna för sjukfrånvaro har minskat.",
    "Sjukfrånvaron på vårdavdelningarna har minskat.",
    "Sjukfrånvaron har minskat på kirurgen.",
    "Den korta sjukfrånvaron har minskat.",
    "Under sommaren minskade sjukfrånvaron.",
    "Sjukfrånvaron har minskat sedan i våras.",
    "Sjukfrånvaron har minskat jämfört med DÅ04.",
    "Sjukfrånvaron har minskat jämfört med 2019.",
    "Sjukfrånvaron är lägre än i riket.",
    "Sjukfrånvaron är lägre än målet.",
    "Sjukfrånvaron är lägre än ingångsvärdet.",
    "Väntetiden i telefon är längre än föregående år.",
    "Om sjukfrånvaron har minskat avslutas insatsen.",
    "Det är inte så att sjukfrånvaron har minskat.",
    "Rutinen för sjukfrånvaro är oförändrad.",
    "Det är inte bara sjukfrånvaron som har ökat.",
]


@pytest.mark.parametrize(("text", "found"), CONTRADICTING.items())
def test_a_word_that_says_otherwise_than_the_figures_is_found(text: str, found: str) -> None:
    assert words(text) == [found]


@pytest.mark.parametrize("text", AGREEING_OR_UNSURE)
def test_what_agrees_or_compares_otherwise_is_let_be(text: str) -> None:
    assert words(text) == []


def test_nothing_is_said_of_a_measure_whose_way_nobody_knows() -> None:
    unknown = replace(SICK, arrow=None, trend=Trend.NONE, parts=())
    assert words("Sjukfrånvaron har minskat.", facts(unknown)) == []
    assert words("Sjukfrånvaron har minskat.", facts(replace(SICK, withheld=True))) == []


def test_a_deficit_that_grows_is_a_result_that_falls() -> None:
    result = replace(
        measure("resultat", "Resultat mot budget", "mnkr"),
        comparison_refers_to="jan–aug 2021",
        arrow=Arrow.DOWN,
        trend=Trend.DETERIORATED,
    )
    assert words("Underskottet har ökat.", facts(result)) == []
    assert words("Resultatet mot budget har ökat.", facts(result)) == ["ökat"]


def test_level_within_two_per_cent_is_nobodys_error() -> None:
    near = replace(SICK, values=(*SICK.values, known("förändring i procent", "1.5", "%")))
    assert words("Sjukfrånvaron är i nivå med föregående år.", facts(near)) == []
    assert words("Sjukfrånvaron har minskat.", facts(near)) == ["minskat"]


def test_the_remark_says_what_the_report_shows() -> None:
    (remark,) = remarks("Sjukfrånvaron har minskat.")
    assert remark.kind is FindingKind.DIRECTION
    assert remark.measure == "sjukfranvaro"
    assert remark.quote == "Sjukfrånvaron har minskat."
    assert "6,3" in remark.value
    assert "har ökat jämfört med jan–aug 2021" in remark.value
    assert "”minskat”" in remark.message
