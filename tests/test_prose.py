"""Markdown is read as the page prints it, sentence by sentence."""

import pytest

from styrkort.reading import Filled, prose

NAMES = {"utfall.sjukfranvaro": "6,3\u00a0%", "period.namn": "delårsrapport augusti 2022"}


def printed(source: str) -> list[str]:
    return [sentence.text for sentence in prose(source, NAMES)]


def kinds(source: str) -> list[tuple[str, str]]:
    return [(sentence.kind, sentence.text) for sentence in prose(source, NAMES)]


def test_a_paragraph_is_divided_where_its_sentences_end() -> None:
    source = "Sjukfrånvaron är hög. Den har ökat! Varför? Det vet ingen."
    assert printed(source) == [
        "Sjukfrånvaron är hög.",
        "Den har ökat!",
        "Varför?",
        "Det vet ingen.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Det gäller t.ex. IT och bl.a. Fastighet fr.o.m. Mars.",
        "Målet är ca. 5 procent t.o.m. april enligt kap. 3.",
        "Mötet hölls den 31. augusti kl. 12.30 hos A. Svensson.",
        "Jämfört med fg. År och jan. 2021 är det dvs. Samma sak.",
        "Summan är 11.1 mnkr.",
    ],
)
def test_an_abbreviation_or_a_figure_ends_no_sentence(sentence: str) -> None:
    assert printed(sentence) == [sentence]


def test_an_abbreviation_that_may_stand_last_ends_the_sentence_before_a_capital() -> None:
    assert printed("Det gäller hyror m.m. Resten är oförändrat.") == [
        "Det gäller hyror m.m.",
        "Resten är oförändrat.",
    ]


def test_a_quotation_ends_with_its_own_full_stop() -> None:
    assert printed("”Det går bra.” Så sa de.") == ["”Det går bra.”", "Så sa de."]


def test_inline_values_are_filled_in_and_told_apart_from_what_is_typed() -> None:
    (sentence,) = prose("Den är {eval}`utfall.sjukfranvaro`, alltså 6,3 %.", NAMES)
    assert sentence.text == "Den är 6,3 %, alltså 6,3 %."
    assert sentence.filled == (Filled(7, 12, "utfall.sjukfranvaro"),)
    assert sentence.settled(7, 9)
    assert not sentence.settled(21, 26)


def test_an_inline_value_with_a_full_stop_in_it_divides_no_sentence() -> None:
    (sentence,) = prose("Se {eval}`period.namn`.", {"period.namn": "rapport. Del 2"})
    assert sentence.text == "Se rapport. Del 2."


def test_an_unknown_inline_value_is_left_as_typed() -> None:
    (sentence,) = prose("Den är {eval}`utfall.okand`.", NAMES)
    assert sentence.text.startswith("Den är {eval}")


def test_markup_is_not_printed() -> None:
    source = "**Sjukfrånvaron** är _hög_ i [hela länet](https://a.se/b_c) ~~nu~~ 5&nbsp;%\\*.[^1]"
    assert printed(source) == ["Sjukfrånvaron är hög i hela länet nu 5 %*."]


def test_only_a_lines_first_signs_make_it_a_quotation() -> None:
    assert printed("> Så säger de.") == ["Så säger de."]
    assert printed("<p>Utfallet > målet.</p>") == ["Utfallet > målet."]


def test_headings_items_and_rows_are_passages_of_their_own_kind() -> None:
    source = (
        "# Ett\nText om\nett.\n\nTvå\n---\n- punkt a\n- punkt b\n  som fortsätter\n1. c\n\n"
        "| x | y |\n|---|---|\n| 1 | 2 |"
    )
    assert kinds(source) == [
        ("heading", "Ett"),
        ("text", "Text om ett."),
        ("heading", "Två"),
        ("item", "punkt a"),
        ("item", "punkt b som fortsätter"),
        ("item", "c"),
        ("table", "x ; y"),
        ("table", "1 ; 2"),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "```\nSjukfrånvaron är 9 %.\n```",
        "~~~ text\nSjukfrånvaron är 9 %.\n~~~",
        "    Sjukfrånvaron är 9 %.",
        "<!-- Sjukfrånvaron är 9 %. -->",
        "<script>var a = 9;</script>",
    ],
)
def test_code_and_comments_are_no_prose(hidden: str) -> None:
    assert printed(f"Före.\n\n{hidden}\n\nEfter.") == ["Före.", "Efter."]


def test_a_code_span_is_printed_but_nobodys_prose() -> None:
    (sentence,) = prose("Skriv `6,8 %` här.", NAMES)
    assert sentence.text == "Skriv 6,8 % här."
    assert sentence.settled(6, 11)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("verksam-\nheten", "verksamheten"),
        ("chefs-\noch medarbetarskap", "chefs- och medarbetarskap"),
        ("IT-\nstöd", "IT-stöd"),
        ("sjuk\u00adfrånvaro", "sjukfrånvaro"),
        ("a\u030angra", "ångra"),
    ],
)
def test_words_divided_or_composed_otherwise_are_the_same_words(typed: str, read: str) -> None:
    assert printed(typed) == [read]


def test_the_sentences_of_a_paragraph_share_its_number() -> None:
    first, second, third = prose("En. Två.\n\nTre.", NAMES)
    assert first.passage == second.passage != third.passage


def test_an_empty_text_has_no_sentences() -> None:
    assert prose(" \n\n", NAMES) == ()
