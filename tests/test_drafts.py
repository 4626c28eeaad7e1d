"""A period starts from the last one's words, marked as a draft until somebody has read them."""

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from notebook_samples import (
    PROMPT,
    cell_of,
    edited,
    executed,
    fresh,
    ids,
    markdown,
    tags_of,
    text_of,
    two_perspectives,
    with_cell,
)
from samples import numeric, report
from styrkort.narrative import carry
from styrkort.narrative.binding import as_left, bind, confirmed
from styrkort.narrative.drafts import drafted_from, with_drafts
from styrkort.narrative.standing import State, standing
from styrkort.notebook import Cell, Notebook, check_names, parse, to_bytes
from styrkort.period import Period
from styrkort.render.page import html_page
from styrkort.scorecard import ExtraValue, Report

OURS = "kommentar-medarbetare"
NOTE = f"{OURS}-notis"
BEFORE = "Sjukfrånvaron sjönk under våren."
LABEL = "DÅ04 2022"


def made(outcome: str = "6.3", code: str = "DÅ08") -> Report:
    return replace(two_perspectives(outcome), period=Period(code, 2022))


def run(old: Notebook | None, of: Report | None = None) -> Notebook:
    left = None if old is None else as_left(old)
    return executed(bind(carry(left, fresh(of or made())), left))


def last(words: str = BEFORE, of: Report | None = None) -> Notebook:
    """The last period's notebook, as its analyst left it."""
    return edited(run(None, of or made("6.1", "DÅ04")), OURS, words)


def first_run(previous: Notebook | None, of: Report | None = None, label: str = LABEL) -> Notebook:
    started = with_drafts(fresh(of or made()), previous, label)
    check_names(started)
    return executed(bind(started, None))


def telling(text: str) -> Report:
    first, second = made().perspectives
    return replace(made(), perspectives=(replace(first, comment=text), second))


def untagged(nb: Notebook, tag: str) -> Notebook:
    def without(cell: Cell) -> Cell:
        tags = [one for one in tags_of(cell) if one != tag]
        return {**cell, "metadata": {**cell["metadata"], "tags": tags}}

    cells = [without(cell) if cell["id"] == OURS else cell for cell in nb["cells"]]
    return {**nb, "cells": cells}


def own(nb: Notebook) -> dict[str, Any]:
    return dict(cell_of(nb, OURS)["metadata"]["styrkort"])


def state(nb: Notebook) -> State:
    return next(one.state for one in standing(nb) if one.cell == OURS)


# --- brought -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period("DÅ04", 2022), Period("DÅ04", 2021)),
        (Period("DÅ08", 2022), Period("DÅ04", 2022)),
        (Period("ÅR", 2022), Period("DÅ08", 2022)),
    ],
)
def test_a_draft_is_of_the_years_last_period_and_the_first_of_last_years(
    period: Period, before: Period
) -> None:
    assert drafted_from(period) == before


def test_the_last_periods_words_stand_as_a_draft_with_a_note_above() -> None:
    nb = first_run(last())
    assert text_of(nb, OURS) == BEFORE
    assert tags_of(cell_of(nb, OURS)) == ["kommentar", "utkast"]
    assert own(nb)["utkast"] == {"från": LABEL, "text": BEFORE}
    assert own(nb)["grund"] == PROMPT
    assert ids(nb).index(NOTE) + 1 == ids(nb).index(OURS)
    assert "**Utkast från DÅ04 2022.**" in text_of(nb, NOTE)
    assert "`utkast`" in text_of(nb, NOTE)
    assert f"make confirm PERIOD=DÅ08 YEAR=2022 DIVISION=provdivision CELL={OURS}" in text_of(
        nb, NOTE
    )
    assert (state(nb), standing(nb)[0].draft_from) == (State.DRAFT, LABEL)


def test_a_commentary_without_words_is_not_brought() -> None:
    for empty in (run(None, made("6.1", "DÅ04")), last(""), last(f"{PROMPT}\n")):
        nb = first_run(empty)
        assert (text_of(nb, OURS), state(nb)) == (PROMPT, State.BARE)
        assert "utkast" not in own(nb)


def test_without_a_last_period_the_prompt_stands() -> None:
    assert text_of(first_run(None), OURS) == PROMPT


def test_a_text_of_the_period_file_wins() -> None:
    nb = first_run(last(), telling("Ur periodfilen."))
    assert (text_of(nb, OURS), state(nb)) == ("Ur periodfilen.", State.FINE)
    assert tags_of(cell_of(nb, OURS)) == ["kommentar"]


def test_a_perspective_that_is_gone_leaves_its_words_in_the_last_period() -> None:
    other = report(("Samhälle", (numeric("a", "1", "1"),)))
    assert BEFORE not in to_bytes(first_run(last(), other)).decode()


def test_a_draft_that_was_never_read_keeps_its_first_origin() -> None:
    nb = first_run(first_run(last()), made(code="ÅR"), "DÅ08 2022")
    assert own(nb)["utkast"]["från"] == LABEL
    read = edited(first_run(last()), OURS, "Nya ord.")
    assert own(first_run(read, made(code="ÅR"), "DÅ08 2022"))["utkast"]["från"] == "DÅ08 2022"


def test_a_last_period_of_an_earlier_version_is_brought_but_not_its_prompt() -> None:
    old = last()
    for cell in old["cells"]:
        cell["metadata"].get("styrkort", {}).pop("uppmaning", None)
    nb = first_run(old)
    assert text_of(nb, OURS) == BEFORE
    assert text_of(nb, "kommentar-ekonomi") == PROMPT


def test_quoted_values_are_the_new_reports_and_those_it_lacks_are_told_as_they_were() -> None:
    extra = ExtraValue("plan", Decimal(100), "100\u00a0%", "planen")
    before = replace(made("6.1", "DÅ04"), extra_values=(extra,))
    words = (
        "{eval}`utfall.sjukfranvaro` i {eval}`period.namn`, av planen\n"
        "{eval}`plan`, och {eval}`finns.inte`. Kod: `` {eval}`plan` ``."
    )
    nb = first_run(last(words, before))
    assert text_of(nb, OURS) == (
        "{eval}`utfall.sjukfranvaro` i {eval}`period.namn`, av planen\n"
        "100\u00a0%, och `finns.inte`. Kod: `` {eval}`plan` ``."
    )
    assert own(nb)["utkast"]["text"] == text_of(nb, OURS)


def test_a_value_that_markdown_could_misread_is_brought_so_that_it_prints() -> None:
    extra = ExtraValue("plan", Decimal(1), "*1*. #", "planen")
    before = replace(made("6.1", "DÅ04"), extra_values=(extra,))
    nb = first_run(last("{eval}`plan`", before))
    assert "*1*" not in text_of(nb, OURS)
    assert "*1*. #" in html_page(nb).replace("&#42;", "*").replace("&#35;", "#")


def test_a_commentary_that_was_split_or_continued_is_brought_whole() -> None:
    old = last("![](attachment:a.png)")
    cell_of(old, OURS)["attachments"] = {"a.png": {"image/png": "aGVq"}}
    half = {**deepcopy(cell_of(old, OURS)), "id": "halva", "source": "Andra ![](attachment:a.png)"}
    half["attachments"] = {"a.png": {"image/png": "aGVqaGVq"}}
    bare = {**deepcopy(half), "id": "tom", "source": " "}
    more = markdown("mer", "Tredje delen.", "kommentar")
    aside = markdown("lapp", "Inte en kommentar.")
    for cell in (more, aside, half, bare):
        old = with_cell(old, cell, OURS)
    nb = first_run(old)
    assert text_of(nb, OURS) == (
        "![](attachment:a.png)\n\nAndra ![](attachment:a-2.png)\n\nTredje delen."
    )
    assert cell_of(nb, OURS)["attachments"] == {
        "a.png": {"image/png": "aGVq"}, "a-2.png": {"image/png": "aGVqaGVq"},
    }  # fmt: skip
    assert text_of(nb, "kommentar-ekonomi") == PROMPT


def test_words_added_behind_a_bare_prompt_are_brought_too() -> None:
    old = with_cell(run(None, made("6.1", "DÅ04")), markdown("mer", BEFORE, "kommentar"), OURS)
    assert text_of(first_run(old), OURS) == BEFORE


def test_pictures_come_with_the_words() -> None:
    old = last("![](attachment:a.png)")
    cell_of(old, OURS)["attachments"] = {"a.png": {"image/png": "aGVq"}}
    assert cell_of(first_run(old), OURS)["attachments"] == {"a.png": {"image/png": "aGVq"}}


# --- read ----------------------------------------------------------------------------------


def test_a_draft_stays_one_however_often_the_numbers_change() -> None:
    nb = first_run(last())
    for outcome in ("6.3", "6.4", "6.4"):
        nb = run(nb, made(outcome))
        assert (text_of(nb, OURS), state(nb)) == (BEFORE, State.DRAFT)
        assert "Utkast från DÅ04 2022" in text_of(nb, NOTE)
        assert "→" not in text_of(nb, NOTE)
    assert to_bytes(run(nb, made("6.4"))) == to_bytes(nb)


def test_an_edited_draft_is_a_draft_no_more() -> None:
    typed = edited(first_run(last()), OURS, f"{BEFORE} Den stiger i höst.")
    assert state(typed) is State.FINE
    nb = run(typed)
    assert (tags_of(cell_of(nb, OURS)), NOTE in ids(nb)) == (["kommentar"], False)
    assert "utkast" not in own(nb)
    assert "6,3\u00a0% → 6,4\u00a0%" in text_of(run(nb, made("6.4")), NOTE)


def test_an_edited_draft_is_bound_to_what_stood_beside_it() -> None:
    typed = edited(first_run(last()), OURS, "Nya ord.")
    assert "6,3\u00a0% → 6,4\u00a0%" in text_of(run(typed, made("6.4")), NOTE)


def test_removing_the_tag_says_that_the_draft_holds() -> None:
    read = untagged(first_run(last()), "utkast")
    assert state(read) is State.CONFIRMED
    nb = run(read)
    assert (text_of(nb, OURS), NOTE in ids(nb), state(nb)) == (BEFORE, False, State.FINE)
    assert "utkast" not in own(nb)
    assert "6,3\u00a0% → 6,4\u00a0%" in text_of(run(read, made("6.4")), NOTE)


def test_an_editor_that_drops_tags_or_all_marks_has_read_nothing() -> None:
    draft = first_run(last())
    untagged_whole = untagged(untagged(draft, "utkast"), "kommentar")
    bare = [{**c, "metadata": {}} if c["id"] == OURS else c for c in draft["cells"]]
    nameless = [{**c, "metadata": {}, "id": f"cell-{n}"} for n, c in enumerate(draft["cells"])]
    for lost in (untagged_whole, {**draft, "cells": bare}):
        assert state(lost) is State.DRAFT
        assert state(run(lost)) is State.DRAFT
        assert tags_of(cell_of(run(lost), OURS)) == ["kommentar", "utkast"]
    again = run(parse(to_bytes({**draft, "cells": nameless, "metadata": {}}), "prov.ipynb"))
    assert [c["source"] for c in again["cells"]].count(text_of(draft, OURS)) == 1
    assert not any("**Utkast från DÅ04 2022.**" in c["source"] for c in again["cells"])


def test_confirming_a_draft_says_who_has_read_it() -> None:
    nb = confirmed(first_run(last()), OURS, "Anna Ek")
    assert (tags_of(cell_of(nb, OURS)), NOTE in ids(nb)) == (["kommentar"], False)
    assert own(nb)["bekräftad"] == {"av": "Anna Ek"}
    assert (state(nb), state(run(nb))) == (State.CONFIRMED, State.CONFIRMED)


def test_a_text_that_the_period_file_gives_later_stands_beside_the_draft() -> None:
    nb = run(first_run(last()), telling("Ur periodfilen."))
    assert (text_of(nb, OURS), state(nb)) == (BEFORE, State.DRAFT)
    assert "> Ur periodfilen." in text_of(nb, f"{OURS}-ny-text")


def test_a_text_of_the_period_file_that_says_what_the_draft_says_makes_it_the_periods() -> None:
    nb = run(first_run(last()), telling(BEFORE))
    assert (text_of(nb, OURS), state(nb)) == (BEFORE, State.FINE)
    assert (tags_of(cell_of(nb, OURS)), NOTE in ids(nb)) == (["kommentar"], False)


def test_a_commentary_that_somebody_tags_as_a_draft_waits_until_the_tag_is_gone() -> None:
    nb = run(edited(run(None), OURS, "Mina ord."))
    cell_of(nb, OURS)["metadata"]["tags"] = ["kommentar", "utkast"]
    assert state(nb) is State.DRAFT
    again = run(nb)
    assert text_of(again, NOTE).startswith("> **Utkast från en tidigare period.**")
    assert state(run(untagged(again, "utkast"))) is State.FINE
    assert tags_of(cell_of(confirmed(again, OURS, "A"), OURS)) == ["kommentar"]


# --- printed -------------------------------------------------------------------------------

UNREAD = "Utkast från DÅ04 2022, inte läst mot periodens siffror."


def test_the_document_says_of_unread_words_that_they_are_and_shows_no_note() -> None:
    page = html_page(first_run(last())).replace("\u00ad", "")
    at = page.index('class="kommentar"')
    assert page.index("Kommentar</h", at) < page.index(UNREAD, at) < page.index(BEFORE, at)
    assert page.count(UNREAD) == 1
    assert "make confirm" not in page


def test_words_that_head_themselves_have_the_label_below_their_heading() -> None:
    page = html_page(first_run(last("#### Frånvaron\n\nDen sjönk.")))
    assert page.index("Frånvaron") < page.index(UNREAD) < page.index("Den sjönk.")


def test_words_that_somebody_has_read_are_printed_as_they_are() -> None:
    for read in (
        edited(first_run(last()), OURS, "Nya ord."),
        untagged(first_run(last()), "utkast"),
        confirmed(first_run(last()), OURS, "A"),
    ):
        assert "Utkast från" not in html_page(read)


def test_a_notebook_that_is_not_ours_is_printed_whole() -> None:
    nb = {**first_run(last()), "metadata": {}}
    assert "make confirm" in html_page(nb)
