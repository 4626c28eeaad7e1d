"""What has changed between two notebooks: every figure as shown, every word as printed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook_samples import (
    PROMPT,
    code,
    edited,
    executed,
    fresh,
    markdown,
    moved,
    two_perspectives,
    with_cell,
)
from samples import numeric, report
from styrkort.blocks import Line, Table
from styrkort.changes import Changes, blocks_of, changes_of, lines_of
from styrkort.changes.printed import paragraphs
from styrkort.changes.texts import compared
from styrkort.facts import facts_of, packed
from styrkort.notebook import Notebook
from styrkort.notebook.shape import ours, with_metadata
from styrkort.outputs import Markdown
from styrkort.resultparts import ProductionResult, UnitResult
from styrkort.scorecard import Report
from styrkort.terms import ChangeKind, Fulfilment, Trend
from styrkort.wording import WITHHELD

ESC = "\x1b"


def said(before: Notebook, after: Notebook, width: int = 200) -> str:
    return "\n".join(lines_of(changes_of(before, after), width))


def told(changes: Changes) -> list[tuple[str, str, str, str]]:
    return [
        (change.name, one.what, one.before, one.after)
        for change in changes.numbers
        for one in change.differences
    ]


def of(made: Report) -> Notebook:
    return executed(fresh(made))


def test_the_same_notebook_has_not_changed() -> None:
    nb = of(two_perspectives())
    assert changes_of(nb, nb).nothing
    assert said(nb, nb) == "Inget har ändrats, varken siffror eller ord."
    assert blocks_of(changes_of(nb, nb)) == (Line("Inget har ändrats, varken siffror eller ord."),)


def test_an_outcome_is_told_as_the_table_shows_it() -> None:
    changes = changes_of(of(two_perspectives("6.1")), of(two_perspectives("6.3")))
    assert told(changes) == [("Måttet sjukfranvaro", "Utfall", "6,1\u00a0%", "6,3\u00a0%")]
    assert changes.numbers[0].section == "Medarbetare"
    assert changes.words == ()


def test_goal_comparison_verdict_trend_name_and_place_are_told() -> None:
    one = numeric("a", "4", "5", comparison_text="3\u00a0%", comparison_refers_to="jan–aug 2021")
    other = replace(
        numeric("a", "6", "5", trend=Trend.IMPROVED), name="Nytt namn", target_text="Minst 5"
    )
    before, after = report(("Kund", (one,))), report(("Ekonomi", (other,)))
    assert told(changes_of(of(before), of(after))) == [
        ("Nytt namn", "Namn", "Måttet a", "Nytt namn"),
        ("Nytt namn", "Perspektiv", "Kund", "Ekonomi"),
        ("Nytt namn", "Framgångsfaktor", "Faktor Kund", "Faktor Ekonomi"),
        ("Nytt namn", "Mål", "5\u00a0%", "Minst 5"),
        ("Nytt namn", "Utfall", "4\u00a0%", "6\u00a0%"),
        ("Nytt namn", "Måluppfyllelse", "Ej uppfyllt", "Uppfyllt"),
        ("Nytt namn", "Utveckling", "–", "Förbättrad"),
    ]


def test_a_comparison_is_told_with_what_it_refers_to() -> None:
    made = [
        report(("Kund", (replace(numeric("a", "4", "5"), comparison=numeric("a", v, "5").utfall,
                                 comparison_text=f"{v} %", comparison_refers_to="jan–aug 2021"),)))
        for v in ("3", "2")
    ]  # fmt: skip
    assert told(changes_of(of(made[0]), of(made[1])))[0] == (
        "Måttet a", "Jämförelse", "3 % (jan–aug 2021)", "2 % (jan–aug 2021)",
    )  # fmt: skip


def test_new_and_removed_measures_are_told_with_what_they_show() -> None:
    one, other = numeric("a", "4", "5"), numeric("b", "7", "5")
    changes = changes_of(of(report(("Kund", (one,)))), of(report(("Kund", (other,)))))
    assert [(c.kind, c.name) for c in changes.numbers] == [
        (ChangeKind.ADDED, "Måttet b"),
        (ChangeKind.REMOVED, "Måttet a"),
    ]
    assert ("Måttet b", "Utfall", "–", "7\u00a0%") in told(changes)
    assert ("Måttet a", "Utfall", "4\u00a0%", "–") in told(changes)


def unit(name: str, text: str, verdict: Fulfilment = Fulfilment.NO_TARGET) -> UnitResult:
    return UnitResult(name, "Inget mål", None, text, verdict, "")


def test_verksamheter_are_told_apart() -> None:
    made = [
        report(("Kund", (replace(numeric("a", "4", "5"), by_unit=units),)))
        for units in (
            (unit("IT/MT", "3 %"), unit("Service", "5 %")),
            (unit("IT/MT", "3 %", Fulfilment.MET), unit("Inköp", "9 %")),
        )
    ]
    assert told(changes_of(of(made[0]), of(made[1]))) == [
        ("Måttet a, IT/MT", "Måluppfyllelse", "–", "Uppfyllt"),
        ("Måttet a, Inköp", "Utfall", "–", "9 %"),
        ("Måttet a, Inköp", "Mål", "–", "Inget mål"),
        ("Måttet a, Service", "Utfall", "5 %", "–"),
        ("Måttet a, Service", "Mål", "Inget mål", "–"),
    ]


def produced(text: str) -> Report:
    row = ProductionResult(
        "arenden", "Ärenden", "st", "", None, text, "", None, "", "", None, "", None, "", None,
        "Ingen plan", None, "",
    )  # fmt: skip
    return replace(two_perspectives(), production=(row,))


def test_production_is_told_under_its_own_heading() -> None:
    changes = changes_of(of(produced("12 st")), of(produced("14 st")))
    assert told(changes) == [("Ärenden", "Utfall", "12 st", "14 st")]
    assert changes.numbers[0].section == "Produktion"


def test_what_is_withheld_now_is_not_repeated_from_before() -> None:
    shown = numeric("a", "6.3", "5")
    hidden = replace(
        shown, utfall=None, utfall_text=WITHHELD, withheld=True, fulfilment=Fulfilment.UNAVAILABLE
    )
    quoting = "Utfallet är {eval}`utfall.a`."
    before = edited(of(report(("Kund", (shown,)))), "kommentar-kund", quoting)
    after = edited(of(report(("Kund", (hidden,)))), "kommentar-kund", quoting)
    changes = changes_of(before, after)
    assert told(changes) == [("Måttet a", "Utfall", "Visades", WITHHELD)]
    assert "6,3" not in said(before, after)
    assert "6,3" not in repr(blocks_of(changes))


def test_a_verdict_that_told_of_a_withheld_outcome_is_not_repeated() -> None:
    shown, other = numeric("a", "6.3", "5"), numeric("b", "7", "6.3")
    hidden = replace(shown, utfall=None, utfall_text=WITHHELD, withheld=True)
    lost = replace(other, target_text="Ej tillgängligt", fulfilment=Fulfilment.UNAVAILABLE)
    before, after = of(report(("K", (shown, other)))), of(report(("K", (hidden, lost))))
    assert "6,3" not in said(before, after)
    assert "Måttet b" in said(before, after)


def test_a_notebook_without_facts_says_that_numbers_cannot_be_compared() -> None:
    nb = of(two_perspectives())
    bare = {key: value for key, value in ours(nb).items() if key != "fakta"}
    changes = changes_of(with_metadata(nb, styrkort=bare), nb)
    assert "kan inte jämföras: den tidigare notebooken" in changes.unknown
    assert not changes.nothing
    assert "kan inte jämföras" in said(with_metadata(nb, styrkort=bare), nb)


BEFORE = "Sjukfrånvaron har ökat under våren. Vi följer utvecklingen varje månad."
AFTER = "Sjukfrånvaron har minskat under våren. Vi följer utvecklingen varje månad."


def commented(text: str, sick_leave: str = "6.3") -> Notebook:
    return edited(of(two_perspectives(sick_leave)), "kommentar-medarbetare", text)


def test_changed_words_are_marked_where_they_stand_in_whole_sentences() -> None:
    text = said(commented(BEFORE), commented(AFTER))
    assert "Sjukfrånvaron har [-ökat-] {+minskat+} under våren. Vi följer" in text
    assert "Ändrat: kommentar-medarbetare" in text
    assert "\n  Medarbetare\n" in text


def test_the_page_marks_words_with_more_than_colour() -> None:
    words = "".join(
        block.text
        for block in blocks_of(changes_of(commented(BEFORE), commented(AFTER)))
        if isinstance(block, Markdown)
    )
    assert "<del>ökat</del> <ins>minskat</ins> under våren" in words
    assert "<del>överstrukna</del>" in words


def test_inline_values_are_held_together_as_they_were_shown() -> None:
    text = "Utfallet är {eval}`utfall.sjukfranvaro` i år."
    assert "Utfallet är [-6,1\u00a0%-] {+6,3\u00a0%+} i år." in said(
        commented(text, "6.1"), commented(text, "6.3")
    )


def test_a_name_nobody_knows_stands_as_typed() -> None:
    text = said(commented(BEFORE), commented("Se {eval}`utfall.okant` här."))
    assert "Se {eval}`utfall.okant` här." in text


def test_a_prompt_that_was_answered_is_words_that_came() -> None:
    nb = of(two_perspectives())
    (change,) = changes_of(nb, commented(BEFORE)).words
    assert change.kind is ChangeKind.ADDED
    assert f"{{+{BEFORE}+}}" in said(nb, commented(BEFORE))
    assert PROMPT.strip("*") not in said(nb, commented(BEFORE))


def test_added_removed_and_moved_cells_are_told() -> None:
    nb = of(two_perspectives())
    more = with_cell(nb, markdown("egen", "Ett **eget** stycke."), "text")
    assert [(c.kind, c.place) for c in changes_of(nb, more).words] == [(ChangeKind.ADDED, "egen")]
    assert "{+Ett eget stycke.+}" in said(nb, more)
    assert [(c.kind, c.place) for c in changes_of(more, nb).words] == [(ChangeKind.REMOVED, "egen")]
    assert "[-Ett eget stycke.-]" in said(more, nb)
    elsewhere = moved(more, "egen", "slut")
    assert [(c.kind, c.section) for c in changes_of(more, elsewhere).words] == [
        (ChangeKind.MOVED, "Slut")
    ]


def test_a_cell_that_lost_its_id_is_known_by_what_it_says() -> None:
    nb = of(two_perspectives())
    one = with_cell(nb, markdown("egen", "Ett eget stycke."), "text")
    other = with_cell(nb, markdown("annat-id", "Ett eget stycke."), "text")
    assert changes_of(one, other).nothing


@pytest.mark.parametrize("tag", ["notis", "granskning", "injected-parameters"])
def test_what_styrkort_puts_in_itself_is_left_aside(tag: str) -> None:
    nb = of(two_perspectives())
    assert changes_of(nb, with_cell(nb, markdown("ny", "Notis.", tag), "text")).nothing


def test_outputs_and_an_editions_pages_are_left_aside() -> None:
    nb = of(two_perspectives())
    page = with_metadata(markdown("sida", "## Om utgåvan"), styrkort={"utgåva": "sida"})
    cells = [{**cell, "outputs": []} if "outputs" in cell else cell for cell in nb["cells"]]
    assert changes_of(nb, {**nb, "cells": [*cells, page]}).nothing


def test_an_analysts_code_is_told_of_but_not_printed_in_the_page() -> None:
    nb = of(two_perspectives())
    more = with_cell(nb, code("figur", "plot(hemlig_variabel)"), "text")
    changes = changes_of(nb, more)
    assert "Tillagt kod i cellen figur." in repr(blocks_of(changes))
    assert "hemlig_variabel" not in repr(blocks_of(changes))
    assert "plot(hemlig_variabel)" in said(nb, more)


def test_texts_of_the_plan_are_held_together_too() -> None:
    made = [replace(two_perspectives(), introduction=text) for text in ("Ord ett.", "Ord två.")]
    changes = changes_of(of(made[0]), of(made[1]))
    assert [change.section for change in changes.words] == ["Inledning"]
    assert "[-ett.-] {+två.+}" in said(of(made[0]), of(made[1]))


HOSTILE = "<script>x</script> </del> {eval}`utfall.x` # rubrik | $a$ **fet** [l](javascript:x)"


def test_nobodys_markdown_breaks_out_of_the_page() -> None:
    code_block = f"```\n{HOSTILE}\n```\n\n- 1. punkt"
    nb = of(two_perspectives())
    heading = with_cell(nb, markdown("r", "## </ins> <b>Rubrik</b> [x](y)"), "text")
    after = edited(heading, "kommentar-medarbetare", code_block)
    for block in blocks_of(changes_of(nb, after)):
        if isinstance(block, Markdown):
            bare = block.text
            for ours_ in ("<ins>", "</ins>", "<del>", "</del>"):
                bare = bare.replace(ours_, "")
            assert "<" not in bare
            assert "{eval}" not in bare
            assert "](" not in bare


def test_a_terminal_is_not_steered_by_anybodys_words() -> None:
    nb = of(two_perspectives())
    after = edited(nb, "kommentar-medarbetare", f"Ord{ESC}[2J{ESC}]0;titel\x07 slut")
    assert ESC not in said(nb, after)
    assert "\x07" not in said(nb, after)


def test_colours_only_accompany_the_signs_and_end_with_the_line() -> None:
    changes = changes_of(commented(BEFORE), commented(AFTER))
    plain, coloured = lines_of(changes, 40), lines_of(changes, 40, coloured=True)
    assert not any(ESC in line for line in plain)
    assert any(f"{ESC}[31m[-ökat-]{ESC}[0m" in line for line in coloured)
    for line in coloured:
        assert line.count(f"{ESC}[3") == line.count(f"{ESC}[0m")


def test_no_line_is_wider_than_the_terminal_and_no_unit_is_alone() -> None:
    changes = changes_of(commented(BEFORE * 3, "6.1"), commented(AFTER * 2, "6.3"))
    assert all(len(line) <= 60 + 4 for line in lines_of(changes, 60))
    assert not any(line.strip().startswith("%") for line in lines_of(changes, 41))


def test_numbers_stand_in_a_table_with_row_headers_and_no_empty_cell() -> None:
    changes = changes_of(of(two_perspectives("6.1")), of(two_perspectives("6.3")))
    (table,) = (block for block in blocks_of(changes) if isinstance(block, Table))
    rows = [row for group in table.groups for row in group.rows]
    assert [group.title for group in table.groups] == ["Medarbetare"]
    assert all(row.cells[0].header and all(cell.text for cell in row.cells) for row in rows)


@pytest.mark.parametrize(
    ("markdown_text", "printed"),
    [
        (
            "# Rubrik\n\nEtt *kursivt* ord\npå två rader.",
            ("Rubrik", "Ett kursivt ord på två rader."),
        ),
        ("- ett\n- två\n  - tre", ("ett", "två", "tre")),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ("a | b", "1 | 2")),
        ("![En kurva](attachment:x.png)", ("[bild: En kurva]",)),
        ("<!-- dold --> synlig", ("synlig",)),
        ("   \n", ()),
    ],
)
def test_paragraphs_are_what_a_reader_sees(markdown_text: str, printed: tuple[str, ...]) -> None:
    assert paragraphs(markdown_text) == printed


def test_long_unchanged_sentences_are_left_out_and_marked() -> None:
    rest = "En mening som inte har ändrats alls. " * 10
    (pieces,) = compared([f"{rest}Ett ord. {rest}".strip()], [f"{rest}Två ord. {rest}".strip()])
    text = " ".join(piece.text for piece in pieces)
    assert "…" in text
    assert len(text) < 200


WORDS = st.lists(
    st.sampled_from(["alfa", "beta", "gamma", "delta.", "Epsilon", "6,3\xa0%", "och"]), max_size=8
)


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_no_changed_word_is_missing_and_both_texts_can_be_read_back(
    before: list[list[str]], after: list[list[str]]
) -> None:
    then = [" ".join(words) for words in before if words]
    now = [" ".join(words) for words in after if words]
    found = compared(then, now)
    assert (not found) == (then == now)
    standing = [p for p in now if p not in then]
    for paragraph in standing:
        assert any(
            " ".join(p.text for p in pieces if p.kind is not ChangeKind.REMOVED) == paragraph
            for pieces in found
        )
    for paragraph in [p for p in then if p not in now]:
        assert any(
            " ".join(p.text for p in pieces if p.kind is not ChangeKind.ADDED) == paragraph
            for pieces in found
        )


def test_facts_packed_before_these_fields_were_there_are_still_read() -> None:
    made = two_perspectives()
    old = packed(facts_of(made)).replace(',"target_text":"5,1\u00a0%"', "")
    nb = of(made)
    older = with_metadata(nb, styrkort={**ours(nb), "fakta": old})
    assert told(changes_of(older, nb)) == [("Måttet sjukfranvaro", "Mål", "–", "5,1\u00a0%")]


def test_the_prompt_itself_is_no_words() -> None:
    nb = of(two_perspectives())
    assert PROMPT in [cell["source"] for cell in nb["cells"]]
    assert changes_of(nb, edited(nb, "kommentar-medarbetare", "")).nothing
