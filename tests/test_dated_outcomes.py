"""An outcome that only this report shows tells which period the words around it should name."""

from dataclasses import replace

import pytest

from reading_facts import facts, known, measure
from styrkort.reading import read
from styrkort.terms import FindingKind

VISITS = measure(
    "besok",
    "Antal besök",
    "st",
    known("utfall", "318400", "st"),
    known("jämförelse", "287900", "st"),
)
NAMES = {"utfall.besok": "318 400\u00a0st", "jämförelse.besok": "287 900\u00a0st"}


def dates(text: str) -> list[str]:
    return [r.words for r in read(text, NAMES, facts(VISITS)) if r.kind is FindingKind.DATE]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Årsredovisningen för 2021 visar att antalet besök uppgick till 318 400.", "för 2021"),
        ("Under 2021 uppgick antalet besök till {eval}`utfall.besok`.", "Under 2021"),
        ("Per augusti 2021 var antalet besök 318 400.", "Per augusti 2021"),
        ("Vid årets slut var antalet besök {eval}`utfall.besok`.", "Vid årets slut"),
    ],
)
def test_this_reports_outcome_is_of_no_other_period_whatever_the_tense(
    text: str, words: str
) -> None:
    assert dates(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Årsredovisningen för 2021 visar att antalet besök uppgick till 287 900.",
        "Under 2021 uppgick antalet besök till {eval}`jämförelse.besok`.",
        "Per augusti 2021 var antalet besök 287 900.",
        "Vid årets slut var antalet besök 410 000.",
        "Antalet besök är {eval}`utfall.besok` mot 287 900 under 2021.",
    ],
)
def test_what_it_is_compared_with_is_of_another_period(text: str) -> None:
    assert dates(text) == []


def test_an_outcome_may_be_dated_with_the_month_that_the_table_gives_it() -> None:
    text = "Per april är antalet besök 318 400."
    late = replace(VISITS, outcome_detail="april 2022")
    assert dates(text) == ["Per april"]
    assert not [one for one in read(text, NAMES, facts(late)) if one.kind is FindingKind.DATE]
    other = text.replace("april", "mars")
    assert [one.words for one in read(other, NAMES, facts(late))] == ["Per mars"]


def test_a_month_in_brackets_after_a_measures_name_dates_its_outcome() -> None:
    assert dates("Antalet besök (april) är 318 400.") == ["april"]
    assert dates("Antalet besök (120 000 i april) är 318 400.") == []
    assert dates("Flytten (april) är klar och kostade 12 mnkr.") == []


def test_items_of_a_list_may_tell_of_one_period_each() -> None:
    assert dates("- Utfall jan–apr: 120 000\n- Utfall jan–aug: 318 400") == []
    assert dates("- Utfall jan–aug: 318 400\n- Utfall jan–apr: 120 000") == []
    assert dates("- Utfall jan–apr: 318 400\n- Så ser det ut.") == ["jan–apr"]


def test_an_amount_takes_no_unit_from_a_percentage_that_says_it_another_way() -> None:
    for text in ("ökade med 30 500 eller 11 procent", "ökade med 30 500, eller 10,6 procent"):
        kinds = {one.kind for one in read(f"Antalet besök {text}.", {}, facts(VISITS))}
        assert FindingKind.UNIT not in kinds
