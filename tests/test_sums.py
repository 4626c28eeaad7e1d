"""What one sentence says of its own figures must add up, within rounding."""

import pytest

from reading_facts import facts
from styrkort.reading import Remark, read
from styrkort.terms import FindingKind


def sums(text: str) -> list[Remark]:
    return [one for one in read(text, {}, facts()) if one.kind is FindingKind.SUM]


@pytest.mark.parametrize(
    "text",
    [
        "Andelen har ökat från 5,1 % till 6,3 %, en ökning med 1,2 procentenheter.",
        "Andelen har ökat från 5 % till 6 %, en ökning med 1,4 procentenheter.",
        "Andelen ökade från 40 % till 50 %, en ökning med 25 procent.",
        "Antalet ökade från 400 till 500, alltså 25 %.",
        "Kostnaden ökade från 900 tkr till 1 100 tkr, det vill säga med 200 000 kr.",
        "Utfallet är 98 % jämfört med 93 % förra året, en ökning med 5 procentenheter.",
        "Av 20 planer är 12 klara, det vill säga 60 %.",
        "13 av 17 är klara, vilket motsvarar 76 procent.",
        "76 % (13 av 17) är klara.",
        "Kvinnor 5, män 3, totalt 8.",
        "Totalt 9 händelser: 5 i Luleå och 4 i Boden.",
        "Ledarskapsindex är 76 för hela regionen, med 81 i Kalix och 68 i Kiruna.",
        "Av 20 planer är 12 klara och 8 återstår.",
        "Av 20 planer rör 5 Luleå och 7 Boden.",
        "Vi har anställt sex chefer, fyra i Luleå och två i Boden.",
        "Kvinnor 5 %, män 3 %, totalt 4 %.",
        "Antalet ökade från 400 till 500, varav 30 % i Luleå.",
        "Andelen har ökat från 5,1 % till 6,3 % och kostnaden med 12 %.",
        "Antalet är nu 15 jämfört med 10 i fjol, en ökning med hälften.",
        "Kostnaden sjönk från 12 till 11 mnkr, motsvarande 450 kr per invånare.",
        "Resultatet gick från −5 mnkr till −11 mnkr, en försämring med 6 mnkr.",
        "Under 2021 och 2022 fördelades 9 mnkr, totalt 14 projekt.",
        "Kvinnors frånvaro är 9,0 % och mäns 5,6 %, en skillnad på 3,4 procentenheter.",
        "Kvinnors frånvaro är 9 % och mäns 6 %, en skillnad som minskat med 0,4 procentenheter.",
        "Av kostnaden för inhyrda, 3 250 tkr, avser 3 000 tkr Städ, en ökning med 500 tkr.",
        "Det beror främst på livsmedel (4,0 mnkr) och drivmedel (2,5 mnkr), sammanlagt 6,5 mnkr.",
        "| Ökning | från 5 % till 6 %, en ökning med 3 procentenheter |",
    ],
)
def test_what_adds_up_or_may_add_up_is_let_be(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        (
            "Andelen har ökat från 5,1 % till 6,3 %, en ökning med 1,5 procentenheter.",
            "1,5 procentenheter",
            "från 5,1 % till 6,3 % är 1,2 procentenheter",
        ),
        ("Antalet ökade från 400 till 500, alltså 20 %.", "20 %", "från 400 till 500 är 25,0 %"),
        (
            "Kostnaden ökade med 1,5 mnkr, från 2,6 till 3,7 mnkr.",
            "1,5 mnkr",
            "från 2,6 mnkr till 3,7 mnkr är 1,1 mnkr",
        ),
        (
            "Utfallet är 98 % jämfört med 93 % förra året, en ökning med 7 procentenheter.",
            "7 procentenheter",
            "från 93 % till 98 % är 5 procentenheter",
        ),
        ("12 av 20 planer är klara, det vill säga 65 %.", "65 %", "12 av 20 är 60,0 %"),
        ("Av 20 planer är 12 klara, alltså 65 %.", "65 %", "12 av 20 är 60,0 %"),
        ("65 % (12 av 20) är klara.", "65 %", "12 av 20 är 60,0 %"),
        ("Sju av nio delar är klara, det vill säga 88 %.", "88 %", "7 av 9 är 77,8 %"),
        ("Kvinnor 5, män 3, totalt 9.", "9", "5 + 3 är 8"),
        (
            "Frånvaron är 9,0 % för kvinnor och 5,6 % för män, en skillnad på 4,4 procentenheter.",
            "4,4 procentenheter",
            "från 9,0 % till 5,6 % är 3,4 procentenheter",
        ),
        (
            "Av kostnaden för inhyrda, 50 tkr, avser 30 tkr Städ, 15 tkr Kost och 9 tkr Tvätt.",
            "50 tkr",
            "30 + 15 + 9 är 54 tkr",
        ),
        (
            "Det beror främst på livsmedel (4,0 mnkr) och drivmedel (2,5 mnkr), "
            "sammanlagt 7,5 mnkr.",
            "7,5 mnkr",
            "4,0 + 2,5 är 6,5 mnkr",
        ),
        ("Totalt 9 händelser: 5 i Luleå och 3 i Boden.", "9", "5 + 3 är 8"),
        ("Av 20 planer är 12 klara och 9 återstår.", "20", "12 + 9 är 21"),
        ("Av 20 planer rör 13 Luleå och 9 Boden.", "20", "13 + 9 är 22"),
        ("Anslaget på 24 mnkr fördelas med 9 mnkr på drift och 8 mnkr på hyror.", "24 mnkr",
         "9 + 8 är 17 mnkr"),
        ("Andelen har ökat från 6,3 % till 5,1 %.", "6,3 % till 5,1 %", "5,1 % är lägre än 6,3 %"),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_told_with_what_it_is(text: str, words: str, right: str) -> None:
    (one,) = sums(text)
    assert (one.words, one.value) == (words, right)
    assert one.quote == text
    assert one.message == f"”{words}” går inte ihop med resten av meningen: {right}."


def test_a_sentence_of_other_figures_than_its_neighbours_is_held_against_itself_only() -> None:
    assert sums("Det är 5 i Luleå och 3 i Boden. Totalt är det 9.") == []
