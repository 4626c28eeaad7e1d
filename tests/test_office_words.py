"""How finance and personnel offices write of amounts that are parts, shares and other things'."""

import pytest

from narrative_facts import facts_of_case, names_of
from styrkort.reading import read
from styrkort.reading.language.figures import figures
from styrkort.reading.language.prose import prose

FACTS = facts_of_case(
    {
        "period": "DÅ08 2023",
        "division": "Staben",
        "styrmått": [
            {"namn": "Nettokostnad", "utfall": "−142,7 mnkr mot −131,2 mnkr (jan–aug 2022)"},
            {"namn": "Intäkter", "utfall": "96,3 mnkr mot 98,7 mnkr (jan–aug 2022)", "mål": "öka"},
            {"namn": "Inhyrd personal", "utfall": "31,7 mnkr mot 24,8 mnkr (jan–aug 2022)"},
            {"namn": "Energianvändning", "utfall": "38,4 GWh mot 40,1 GWh (jan–aug 2022)"},
            {"namn": "Väntetid", "utfall": "64 dagar mot 52 dagar (jan–aug 2022)"},
            {"namn": "Elevfrånvaro", "utfall": "9,3 % mot 10,6 % (jan–aug 2022)"},
        ],
        "produktion": [
            {"namn": "Läkarbesök", "utfall": "48 215 st mot 46 980 st (jan–aug 2022)"},
            {"namn": "Vårdtillfällen", "utfall": "3 962 st mot 4 118 st (jan–aug 2022)"},
        ],
    }
)
NAMES = names_of(FACTS)


def kinds(text: str) -> list[str]:
    return [one.kind.value for one in read(text, NAMES, FACTS)]


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        ("Nettokostnaden ökade.", "Intäkterna ökade.", "fel riktning"),
        (
            "Väntetiden ökade från 52 till 64 dagar, eller med 12 dagar.",
            "Väntetiden ökade från 52 till 64 dagar, eller med 17 dagar.",
            "summan stämmer inte",
        ),
        (
            "Intäkterna är 4,1 mnkr lägre än budget.",
            "Intäkterna är 4,1 mnkr lägre än föregående år.",
            "okänt tal",
        ),
        (
            "Intäkterna är lägre än budget med 850 tkr eller 21 %.",
            "Intäkterna minskade med 850 tkr eller 0,9 %.",
            "okänt tal",
        ),
        (
            "Intäkterna minskade med 850 tkr eller 21 % inom tandvården.",
            "Intäkterna minskade med 850 tkr.",
            "okänt tal",
        ),
        (
            "Nettokostnaden är −142,7 mnkr (−131,2 mnkr).",
            "Nettokostnaden är −147,2 mnkr.",
            "okänt tal",
        ),
        (
            "Intäkterna är 96,3 mnkr, varav inhyrd personal står för 11,7 mnkr.",
            "Inhyrd personal kostade 11,7 mnkr.",
            "okänt tal",
        ),
        (
            "Av 48 215 läkarbesök var 6 750 på distans, alltså 14 %.",
            "Av 48 215 läkarbesök var 6 750 på distans, alltså 24 %.",
            "summan stämmer inte",
        ),
        (
            "I tid skedde 1 206 av årets 48 215 läkarbesök.",
            "Under perioden gjordes 1 206 läkarbesök.",
            "okänt tal",
        ),
        (
            "Kostnaden per vårdtillfälle, 61 300 kr, har ökat med 4,2 %.",
            "Vårdtillfällena har minskat med 4,2 %.",
            "okänt tal",
        ),
        (
            "Stängningen motsvarar ett bortfall på cirka 600 läkarbesök.",
            "Det blev cirka 600 läkarbesök.",
            "okänt tal",
        ),
        ("Under vårterminen var elevfrånvaron 10,1 %.", "Elevfrånvaron var 10,1 %.", "okänt tal"),
        ("Energianvändningen kostade 38,4 mnkr.", "Energianvändningen var 38,4 MWh.", "fel enhet"),
        (
            "Intäkterna är bättre än vad som prognostiserades.",
            "Intäkterna är bättre än föregående år.",
            "fel riktning",
        ),
        (
            "Nettokostnaden per april är felräknad i DÅ04.",
            "Nettokostnaden per april är −142,7 mnkr.",
            "fel period",
        ),
        (
            "Av 117 upphandlingar, varav 23 över 100 000 kr, är alla klara.",
            "Av 117 avtal, varav 60 i Luleå och 58 i Kiruna, är alla klara.",
            "summan stämmer inte",
        ),
    ],
)
def test_what_is_another_things_is_let_be_and_the_measures_own_is_not(
    right: str, wrong: str, kind: str
) -> None:
    assert not kinds(right)
    assert kind in kinds(wrong)


def test_a_minus_between_two_numbers_is_no_sign() -> None:
    (sentence,) = prose("Skillnaden (684 200 − 671 500) är tillfällig.", {})
    assert [int(one.value) for one in figures(sentence)] == [684200, 671500]
    (sentence,) = prose("Resultatet är − 11,1 mnkr.", {})
    assert [float(one.value) for one in figures(sentence)] == [-11.1]
