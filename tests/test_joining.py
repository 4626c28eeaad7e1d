"""A colleague's copy merged into the notebook: what each side changed, once, and nothing lost."""

from copy import deepcopy
from typing import Any

import pytest

from desk import run, told
from notebook_samples import (
    all_text,
    cell_of,
    code,
    edited,
    ids,
    markdown,
    master,
    moved,
    tags_of,
    text_of,
    two_perspectives,
    with_cell,
    without,
)
from styrkort.narrative import Joined, join
from styrkort.narrative.binding import as_left, bind
from styrkort.notebook import Cell, Notebook, parse, to_bytes

OURS = "kommentar-medarbetare"
ECONOMY = "kommentar-ekonomi"


def joined(mine: Notebook, theirs: Notebook, name: str = "kopia.ipynb") -> Joined:
    return join(as_left(mine), as_left(theirs), name)


def both(mine: Notebook, theirs: Notebook) -> Notebook:
    return joined(mine, theirs).notebook


def behind(nb: Notebook, id: str) -> Cell:
    return nb["cells"][ids(nb).index(id) + 1]  # type: ignore[no-any-return]


# --- words ---------------------------------------------------------------------------------


def test_personnel_writes_medarbetare_and_finance_ekonomi() -> None:
    first = run(None)
    mine = edited(first, OURS, "Personal skriver.")
    theirs = edited(first, ECONOMY, "Ekonomi skriver.")
    made = joined(mine, theirs)
    assert text_of(made.notebook, OURS) == "Personal skriver."
    assert text_of(made.notebook, ECONOMY) == "Ekonomi skriver."
    assert (made.came_in, made.conflicts, made.code) == (1, 0, 0)


def test_changes_to_different_lines_of_one_cell_go_together() -> None:
    first = run(edited(run(None), OURS, "Ett.\n\nTvå.\n\nTre."))
    mine = edited(first, OURS, "Ett, av mig.\n\nTvå.\n\nTre.")
    theirs = edited(first, OURS, "Ett.\n\nTvå.\n\nTre, av kollegan.")
    made = joined(mine, theirs)
    assert text_of(made.notebook, OURS) == "Ett, av mig.\n\nTvå.\n\nTre, av kollegan."
    assert (made.came_in, made.conflicts) == (1, 0)


def test_changes_to_the_same_line_are_both_kept_and_the_copy_is_named() -> None:
    first = run(edited(run(None), OURS, "Ett.\n\nTvå."))
    mine = edited(first, OURS, "Mitt.\n\nTvå.")
    theirs = edited(first, OURS, "Deras.\n\nTvå.")
    made = joined(mine, theirs, "från Karin.ipynb")
    assert text_of(made.notebook, OURS) == "Mitt.\n\nTvå."
    marked = behind(made.notebook, OURS)
    assert "> Deras." in marked["source"]
    assert "från Karin.ipynb" in marked["source"]
    assert tags_of(marked) == ["ny-text"]
    assert (made.came_in, made.conflicts) == (0, 1)


def test_a_conflict_waits_through_runs_until_somebody_settles_it() -> None:
    first = run(None)
    waiting = both(edited(first, OURS, "Mitt."), edited(first, OURS, "Deras."))
    for newer in (None, told("Nu ur periodfilen.")):
        waiting = run(waiting, newer)
        marked = next(cell for cell in waiting["cells"] if "> Deras." in cell["source"])
        assert tags_of(marked) == ["ny-text"]
    assert "> Nu ur periodfilen." in all_text(waiting)
    settled = run(without(waiting, marked["id"]), told("Nu ur periodfilen."))
    assert "Deras." not in all_text(settled)


def test_a_line_that_the_colleague_removed_goes() -> None:
    first = run(edited(run(None), OURS, "Ett.\n\nTvå.\n\nTre."))
    made = both(
        edited(first, OURS, "Ett.\n\nTvå.\n\nTre, mer."), edited(first, OURS, "Två.\n\nTre.")
    )
    assert text_of(made, OURS) == "Två.\n\nTre, mer."


def test_words_before_an_untouched_starting_text_come_in() -> None:
    """The copy is of an earlier run; since then the period file has got a text."""
    theirs = edited(run(None), OURS, "Kollegans ord.")
    made = both(run(None, told("Ur periodfilen.")), theirs)
    assert text_of(made, OURS) == "Kollegans ord."
    assert "> Ur periodfilen." in behind(made, OURS)["source"]
    assert tags_of(behind(made, OURS)) == ["ny-text"]


# --- the same copy again -------------------------------------------------------------------


def copy_with_everything(first: Notebook) -> Notebook:
    theirs = edited(first, OURS, "Deras.")
    theirs = edited(theirs, ECONOMY, "Deras ekonomi.")
    theirs = edited(theirs, "tabell-ekonomi", "deras_tabell()")
    theirs = with_cell(theirs, code("deras-kod", "1 + 1"), ECONOMY)
    theirs = with_cell(theirs, markdown("deras-text", "Tillägg."), "")
    return moved(theirs, "slut", "titel")


def test_the_same_copy_twice_changes_nothing_the_second_time() -> None:
    first = run(None)
    mine, theirs = edited(first, OURS, "Mitt."), copy_with_everything(first)
    once = joined(mine, theirs)
    again = joined(once.notebook, theirs)
    assert (once.came_in, once.conflicts, once.code) == (4, 1, 2)
    assert again.is_nothing
    assert to_bytes(again.notebook) == to_bytes(once.notebook)
    after_a_run = run(once.notebook)
    assert joined(after_a_run, theirs).is_nothing


def test_a_conflict_that_was_settled_does_not_come_back_with_the_same_copy() -> None:
    first = run(None)
    theirs = edited(first, OURS, "Deras.")
    waiting = both(edited(first, OURS, "Mitt."), theirs)
    settled = edited(without(waiting, behind(waiting, OURS)["id"]), OURS, "Mitt och deras.")
    assert joined(settled, theirs).is_nothing
    assert joined(run(settled), theirs).is_nothing


def test_what_was_brought_in_and_then_removed_does_not_come_back() -> None:
    first = run(None)
    theirs = with_cell(first, markdown("deras", "Tillägg."), OURS)
    removed = without(both(first, theirs), "deras")
    assert "Tillägg." not in all_text(both(run(removed), theirs))


def test_more_in_the_same_copy_comes_in_although_it_was_imported_before() -> None:
    first = run(None)
    theirs = edited(first, OURS, "Deras.")
    once = both(first, theirs)
    more = with_cell(edited(theirs, ECONOMY, "Nu även ekonomi."), markdown("x", "Tillägg."), OURS)
    made = joined(edited(once, OURS, "Deras, rättat."), more)
    assert text_of(made.notebook, ECONOMY) == "Nu även ekonomi."
    assert text_of(made.notebook, OURS) == "Deras, rättat."
    assert behind(made.notebook, OURS)["source"] == "Tillägg."
    assert (made.came_in, made.conflicts) == (2, 0)


# --- added, moved and missing cells --------------------------------------------------------


@pytest.mark.parametrize("after", ["", "titel", OURS, "slut"])
def test_a_cell_that_the_colleague_added_comes_in_behind_its_neighbour(after: str) -> None:
    first = run(None)
    made = both(first, with_cell(first, markdown("deras", "Tillägg."), after))
    at = ids(made).index("deras")
    assert (ids(made)[at - 1] if at else "") == after


def test_cells_added_on_both_sides_and_later_by_the_colleague_keep_their_order() -> None:
    first = run(with_cell(run(None), markdown("gemensam", "Vår."), OURS))
    mine = with_cell(first, markdown("min", "Min."), OURS)
    theirs = with_cell(first, markdown("deras", "Deras."), "gemensam")
    made = both(mine, theirs)
    at = ids(made).index(OURS)
    assert ids(made)[at : at + 4] == [OURS, "min", "gemensam", "deras"]


def test_cells_that_the_copy_lacks_are_kept() -> None:
    mine = with_cell(edited(run(None), OURS, "Mitt."), markdown("min", "Min."), OURS)
    made = both(mine, without(run(None), OURS))
    assert to_bytes(made) == to_bytes(as_left(mine))


def test_a_cell_that_was_removed_here_is_not_brought_back_by_an_old_copy() -> None:
    theirs = run(with_cell(run(None), markdown("eget", "Eget."), OURS))
    assert "Eget." not in all_text(both(without(theirs, "eget"), theirs))


def test_a_cell_that_was_removed_here_and_edited_there_comes_back() -> None:
    theirs = run(with_cell(run(None), markdown("eget", "Eget."), OURS))
    made = both(without(theirs, "eget"), edited(theirs, "eget", "Eget, och mer."))
    assert behind(made, OURS)["source"] == "Eget, och mer."


def test_an_added_cell_that_both_edited_is_merged_with_what_it_said_when_the_run_ended() -> None:
    first = run(with_cell(run(None), markdown("eget", "Ett.\n\nTvå."), OURS))
    made = both(edited(first, "eget", "Ett!\n\nTvå."), edited(first, "eget", "Ett.\n\nTvå!"))
    assert text_of(made, "eget") == "Ett!\n\nTvå!"


def test_a_cell_that_the_colleague_moved_is_moved() -> None:
    first = run(None)
    made = both(first, moved(first, OURS, "titel"))
    assert behind(made, "titel")["id"] == OURS
    mine = moved(first, OURS, "slut")
    assert ids(both(mine, moved(first, OURS, "titel"))) == ids(mine)


def test_a_new_order_is_news_even_where_no_word_is_and_only_once() -> None:
    first = run(None)
    theirs = moved(first, OURS, "titel")
    made = joined(first, theirs)
    assert (made.came_in, made.conflicts, made.moved, made.is_nothing) == (0, 0, True, False)
    assert joined(made.notebook, theirs).is_nothing
    assert joined(run(made.notebook), theirs).is_nothing


def test_new_code_comes_in_without_outputs_and_changed_code_loses_its_own() -> None:
    first = run(None)
    theirs = edited(first, "tabell-ekonomi", "deras_tabell()")
    ran = {**code("deras", "1 + 1"), "execution_count": 7,
           "outputs": cell_of(first, "tabell-ekonomi")["outputs"]}  # fmt: skip
    made = joined(first, with_cell(theirs, ran, OURS))
    for id in ("tabell-ekonomi", "deras"):
        cell = cell_of(made.notebook, id)
        assert (cell["outputs"], cell["execution_count"]) == ([], None)
    assert made.code == 2
    assert cell_of(made.notebook, "tabell-medarbetare")["outputs"]


def test_code_that_both_changed_is_kept_unrun_and_says_where_it_is_from() -> None:
    first = run(None)
    made = joined(
        edited(first, "tabell-ekonomi", "min()"), edited(first, "tabell-ekonomi", "deras()")
    )
    assert text_of(made.notebook, "tabell-ekonomi") == "min()"
    kept = behind(made.notebook, "tabell-ekonomi")
    assert (kept["cell_type"], tags_of(kept)) == ("raw", ["tidigare-kod"])
    assert kept["source"] == "# Ur kopian kopia.ipynb\nderas()"
    assert made.conflicts == 1


def test_parameters_changed_in_the_copy_are_never_run() -> None:
    first = run(None)
    made = both(first, edited(first, "parametrar", 'PERIOD = "DÅ04"'))
    assert text_of(made, "parametrar") == text_of(first, "parametrar")
    running = [cell["source"] for cell in made["cells"] if cell["cell_type"] == "code"]
    assert not any("DÅ04" in text for text in running)


def test_a_cell_that_no_run_had_seen_when_the_copy_was_made_loses_no_later_words() -> None:
    theirs = with_cell(run(None), markdown("eget", "Först."), OURS)
    mine = run(edited(theirs, "eget", "Nytt.\nFörst."))
    assert "Nytt." in text_of(both(mine, theirs), "eget")


# --- other runs, other masters, other editors ----------------------------------------------


def test_the_copy_may_come_from_an_earlier_run_and_its_figures_are_not_taken() -> None:
    theirs = edited(run(None, two_perspectives("6.1")), ECONOMY, "Kollegans ord.")
    mine = run(run(None, two_perspectives("6.1")), two_perspectives("6.3"))
    made = both(mine, theirs)
    assert text_of(made, ECONOMY) == "Kollegans ord."
    names = made["metadata"]["styrkort"]["namn"]
    assert names["utfall.sjukfranvaro"] == "6,3\u00a0%"


def test_words_written_to_other_figures_than_those_shown_wait_to_be_read() -> None:
    theirs = edited(run(None, two_perspectives("6.1")), OURS, "Frånvaron är hög.")
    mine = run(run(None, two_perspectives("6.1")), two_perspectives("6.3"))
    settled = bind(both(mine, theirs), as_left(mine))
    assert "granska" in tags_of(cell_of(settled, OURS))
    same = bind(both(run(None, two_perspectives("6.1")), theirs), as_left(mine))
    assert "granska" not in tags_of(cell_of(same, OURS))


@pytest.mark.parametrize("mine_is_newer", [True, False])
def test_the_copy_may_come_from_before_or_after_a_new_master(mine_is_newer: bool) -> None:
    newer = master(markdown("mer", "## Mer"), text="Ny inledning.")
    old, new = run(None), run(None, of=newer)
    mine, theirs = (new, old) if mine_is_newer else (old, new)
    made = joined(mine, edited(theirs, OURS, "Kollegans ord."))
    assert text_of(made.notebook, OURS) == "Kollegans ord."
    assert text_of(made.notebook, "text") == text_of(mine, "text")
    assert (made.came_in, made.conflicts) == (1, 0)
    assert ids(made.notebook) == ids(mine)


def test_words_in_a_part_of_the_copy_that_the_report_no_longer_has_stand_at_the_end() -> None:
    mine = run(run(None), of=master())
    theirs = edited(run(None, of=master(markdown("extra", "Extra."))), "extra", "Kollegans extra.")
    made = both(mine, theirs)
    assert ids(made)[-2:] == ["utan-plats", "extra"]
    assert to_bytes(both(made, theirs)) == to_bytes(made)


def bare(nb: Notebook, *, ids: bool, marks: bool, notebook: bool) -> Notebook:
    """Saved by an editor that drops cells' ids, what styrkort noted, the notebook's metadata."""
    raw: dict[str, Any] = deepcopy(nb)
    for cell in raw["cells"]:
        if ids:
            del cell["id"]
        if marks:
            cell["metadata"] = {}
    if notebook:
        raw["metadata"] = {}
    return parse(to_bytes({**raw, "nbformat_minor": 4 if ids else 5}), "kopia.ipynb")


@pytest.mark.parametrize("marks", [False, True])
@pytest.mark.parametrize("lost_ids", [False, True])
@pytest.mark.parametrize("whole", [False, True])
def test_a_copy_from_an_editor_that_lost_ids_and_metadata_comes_in_and_only_once(
    lost_ids: bool, marks: bool, whole: bool
) -> None:
    first = run(with_cell(run(None), markdown("eget", "Vårt eget."), ECONOMY))
    theirs = with_cell(edited(first, OURS, "Deras ord."), markdown("deras", "Tillägg."), ECONOMY)
    made = joined(first, bare(theirs, ids=lost_ids, marks=marks, notebook=whole))
    text = all_text(made.notebook)
    assert [text.count(words) for words in ("Deras ord.", "Tillägg.", "Vårt eget.")] == [1, 1, 1]
    assert made.conflicts == 0
    again = joined(made.notebook, bare(theirs, ids=lost_ids, marks=marks, notebook=whole))
    assert again.is_nothing


def test_a_notebook_that_holds_nothing_of_the_report_is_not_known() -> None:
    theirs = {**run(None), "cells": [markdown("a", "Något annat.")], "metadata": {}}
    assert not join(run(None), theirs).known


def test_two_pictures_of_the_same_name_are_both_kept() -> None:
    first = run(None)
    mine = edited(first, OURS, "Min ![](attachment:image.png)")
    theirs = edited(first, ECONOMY, "Deras ![](attachment:image.png)")
    cell_of(mine, OURS)["attachments"] = {"image.png": {"image/png": "bWlu"}}
    cell_of(theirs, ECONOMY)["attachments"] = {"image.png": {"image/png": "ZGVyYXM="}}
    made = both(mine, theirs)
    assert cell_of(made, ECONOMY)["attachments"]["image.png"] == {"image/png": "ZGVyYXM="}
    later = run(made)
    mine = edited(later, OURS, "Min ![](attachment:image.png)\n\nMer.")
    theirs = edited(later, OURS, "Mer av dem.\n\nMin ![](attachment:image.png)")
    cell_of(theirs, OURS)["attachments"] = {"image.png": {"image/png": "bnk="}}
    made = both(mine, theirs)
    shown = {**cell_of(made, OURS)["attachments"], **behind(made, OURS).get("attachments", {})}
    assert sorted(v["image/png"] for v in shown.values()) == ["bWlu", "bnk="]
    assert "attachment:image-2.png" in behind(made, OURS)["source"]


# --- tags ----------------------------------------------------------------------------------


def test_tags_of_both_are_kept() -> None:
    first = run(None)
    mine, theirs = deepcopy(first), deepcopy(first)
    cell_of(mine, OURS)["metadata"]["tags"] = ["kommentar", "ok-111111:mitt skäl"]
    cell_of(theirs, OURS)["metadata"]["tags"] = ["kommentar", "ok-222222:deras skäl"]
    made = joined(mine, theirs)
    assert tags_of(cell_of(made.notebook, OURS)) == [
        "kommentar", "ok-111111:mitt skäl", "ok-222222:deras skäl",
    ]  # fmt: skip
    assert joined(made.notebook, theirs).is_nothing


def draft(text: str = "Förra periodens ord.") -> Notebook:
    """A notebook as its first run leaves it, with last period's commentary as a draft."""
    nb = edited(run(None), OURS, text)
    cell = cell_of(nb, OURS)
    cell["metadata"]["tags"] = ["kommentar", "utkast"]
    cell["metadata"]["styrkort"] |= {"utkast": {"från": "DÅ04 2022", "text": text}, "text": text}
    return nb


def test_a_draft_that_the_colleague_has_edited_is_the_colleague_s_words() -> None:
    made = both(draft(), edited(draft(), OURS, "Nya ord."))
    assert text_of(made, OURS) == "Nya ord."
    assert tags_of(cell_of(made, OURS)) == ["kommentar"]


def test_a_draft_that_the_colleague_has_confirmed_is_confirmed() -> None:
    theirs = draft()
    cell_of(theirs, OURS)["metadata"]["tags"] = ["kommentar"]
    assert tags_of(cell_of(both(draft(), theirs), OURS)) == ["kommentar"]


def test_a_draft_that_was_edited_here_is_no_draft_because_of_a_copy_that_still_has_it() -> None:
    mine = edited(draft(), OURS, "Mina ord.")
    made = both(mine, draft())
    assert text_of(made, OURS) == "Mina ord."
    assert tags_of(cell_of(made, OURS)) == ["kommentar"]


def test_words_that_the_colleague_found_to_hold_hold_if_the_same_is_shown_here() -> None:
    stale = run(edited(run(None, two_perspectives("6.1")), OURS, "Hög."), two_perspectives("6.3"))
    assert "granska" in tags_of(cell_of(stale, OURS))
    theirs = deepcopy(stale)
    cell_of(theirs, OURS)["metadata"]["tags"].remove("granska")
    settled = bind(both(stale, theirs), as_left(stale))
    assert "granska" not in tags_of(cell_of(settled, OURS))
    later = run(stale, two_perspectives("6.5"))
    settled = bind(both(later, theirs), as_left(later))
    assert "granska" in tags_of(cell_of(settled, OURS))
