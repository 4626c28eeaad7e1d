"""A paragraph is a copy when another report has it word for word, and not by chance."""

import pytest

from styrkort.reading.copies import copied
from styrkort.terms import FindingKind

LONG = (
    "Sjukfrånvaron har påverkats av vårens smittspridning, och flera enheter har fått ta in "
    "vikarier för att klara bemanningen."
)
OTHERS = {"Regionservice DÅ08 2022": [f"## Medarbetare\n\nNågot annat.\n\n{LONG}"]}


def holders(source: str, text: str) -> list[str]:
    return [remark.value for remark in copied(source, {"DÅ04 2022": [text]})]


def test_a_paragraph_that_another_division_has_too_is_found_with_whose_it_is() -> None:
    (remark,) = copied(f"Eget stycke.\n\n{LONG}", OTHERS)
    assert remark.kind is FindingKind.COPY
    assert remark.quote == LONG
    assert "Regionservice DÅ08 2022" in remark.value
    assert "Regionservice DÅ08 2022" in remark.message


def test_marks_line_ends_and_capitals_make_no_paragraph_another() -> None:
    typed = LONG.replace(" ", "\n", 3).replace("vikarier", "**Vikarier**").upper()
    assert len(list(copied(typed, OTHERS))) == 1


def test_a_list_item_can_be_a_copy_as_well() -> None:
    assert len(list(copied(f"- {LONG}\n- annat", OTHERS))) == 1


@pytest.mark.parametrize(
    "paragraph",
    [
        "Utfallet är bättre än förra året.",
        "*Ingen kommentar har lämnats för perioden.*",
        "Kommentarer till resultatet för sjukfrånvaro lämnas i avsnittet Väsentliga "
        "personalförhållanden i divisionens delårsrapport.",
        "Perspektivet Medarbetare visar hur regionen är som arbetsgivare och hur medarbetarnas "
        "kunskaper tas till vara.",
        "Sjukfrånvaron är {eval}`utfall.sjukfranvaro` mot {eval}`jämförelse.sjukfranvaro` samma "
        "månader förra året, en förändring med {eval}`förändring.sjukfranvaro`.",
        "## Sjukfrånvaron har påverkats av vårens smittspridning och vikarier har behövts i år",
    ],
    ids=["kort", "uppmaning", "hänvisning", "perspektiv", "värden", "rubrik"],
)
def test_short_words_pointers_formulas_values_and_headings_are_nobodys(paragraph: str) -> None:
    assert holders(paragraph, paragraph) == []


def test_a_changed_word_or_an_added_sentence_makes_the_paragraph_ones_own() -> None:
    assert holders(LONG.replace("vårens", "höstens"), LONG) == []
    assert holders(f"{LONG} Det har vi löst. Bemanningen är nu god.", LONG) == []


def test_each_paragraph_is_told_once_however_many_have_it() -> None:
    others = {"Regionservice DÅ08 2022": [LONG], "DÅ04 2022": [LONG]}
    assert [one.value for one in copied(LONG, others)] == [
        "Samma stycke finns i Regionservice DÅ08 2022"
    ]
