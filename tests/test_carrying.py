"""Cells that both the analyst and the report have changed: merged where that can be, else asked."""

from desk import run, told
from notebook_samples import (
    all_text,
    cell_of,
    code,
    edited,
    fresh,
    ids,
    markdown,
    master,
    tags_of,
    text_of,
    with_cell,
    without,
)
from styrkort.narrative import carry, for_history, notes_of
from styrkort.narrative.basing import base_of
from styrkort.notebook import Notebook, to_bytes

OURS = "kommentar-medarbetare"
THREE = "Ett.\n\nTvå.\n\nTre."


def with_code(*lines: str) -> Notebook:
    return master(code("egen-kod", "\n".join(lines)))


def test_changes_to_different_lines_go_together_without_a_question_but_the_log_says_so() -> None:
    old = edited(run(None, told(THREE)), OURS, "Ett, av mig.\n\nTvå.\n\nTre.")
    new = run(old, told("Ett.\n\nTvå.\n\nTre, ur filen."))
    assert text_of(new, OURS) == "Ett, av mig.\n\nTvå.\n\nTre, ur filen."
    assert ids(new) == ids(run(None))
    (note,) = notes_of(old, new)
    assert OURS in note
    assert "sammanförda" in note
    again = run(new, told("Ett.\n\nTvå.\n\nTre, ur filen."))
    assert to_bytes(again) == to_bytes(new)
    assert notes_of(new, again) == ()


def test_of_a_conflict_the_lines_that_only_the_file_changed_come_in_all_the_same() -> None:
    old = edited(run(None, told(THREE)), OURS, "Mitt.\n\nTvå.\n\nTre.")
    new = run(old, told("Filens.\n\nTvå.\n\nTre, ur filen."))
    assert text_of(new, OURS) == "Mitt.\n\nTvå.\n\nTre, ur filen."
    assert "> Filens." in text_of(new, f"{OURS}-ny-text")
    (note,) = notes_of(old, new)
    assert f"{OURS}-ny-text" in note


def test_an_edit_alone_or_a_new_text_alone_is_no_note() -> None:
    first = run(None, told(THREE))
    typed = edited(first, OURS, "Mitt.")
    assert notes_of(typed, run(typed, told(THREE))) == ()
    assert notes_of(first, run(first, told("Annat."))) == ()


def test_a_question_stays_while_the_text_goes_on_changing_elsewhere() -> None:
    old = edited(run(None, told(THREE)), OURS, "Mitt.\n\nTvå.\n\nTre.")
    asked = run(old, told("Filens.\n\nTvå.\n\nTre."))
    later = run(asked, told("Filens.\n\nTvå.\n\nTre, ännu nyare."))
    assert text_of(later, OURS) == "Mitt.\n\nTvå.\n\nTre, ännu nyare."
    assert "> Filens." in text_of(later, f"{OURS}-ny-text")
    assert "> Tre, ännu nyare." in text_of(later, f"{OURS}-ny-text")


def test_code_that_goes_together_runs_and_code_that_does_not_is_kept_beside_ours() -> None:
    old = run(None, of=with_code("a = 1", "b = 2", "c = 3"))
    typed = edited(old, "egen-kod", "a = 10\nb = 2\nc = 3")
    both = run(typed, of=with_code("a = 1", "b = 2", "c = 30"))
    assert text_of(both, "egen-kod") == "a = 10\nb = 2\nc = 30"
    clash = run(typed, of=with_code("a = 11", "b = 2", "c = 3"))
    assert text_of(clash, "egen-kod") == "a = 11\nb = 2\nc = 3"
    assert tags_of(cell_of(clash, "egen-kod-tidigare")) == ["tidigare-kod"]


def test_untouched_notes_are_left_behind_and_one_that_was_written_in_is_the_analyst_s() -> None:
    note = markdown("n", "> Siffrorna har ändrats.", "notis")
    note["metadata"]["styrkort"] = {"notis": OURS, "grund": note["source"]}
    noted = with_cell(run(None), note, OURS)
    assert "n" not in ids(carry(noted, fresh()))
    kept = carry(edited(noted, "n", "> Siffrorna har ändrats.\n\nRing HR."), fresh())
    assert "Ring HR." in text_of(kept, "n")
    assert cell_of(kept, "n")["metadata"] == {}


def test_the_review_cell_is_made_anew_and_comes_back() -> None:
    first = run(None)
    assert to_bytes(run(without(first, "granskning"))) == to_bytes(first)


def test_what_each_cell_said_when_the_run_ended_is_noted_on_added_and_changed_cells_only() -> None:
    typed = with_cell(edited(run(None), OURS, "Mina ord."), markdown("eget", "Mitt."), OURS)
    once = run(typed)
    later = edited(edited(once, OURS, "Nya ord."), "eget", "Mitt, ändrat.")
    assert base_of(cell_of(later, OURS)) == "Mina ord."
    assert base_of(cell_of(later, "eget")) == "Mitt."
    assert "text" not in cell_of(once, "kommentar-ekonomi")["metadata"]["styrkort"]
    assert base_of(cell_of(once, "kommentar-ekonomi")) == text_of(once, "kommentar-ekonomi")


def test_the_history_of_words_that_are_no_longer_shown_keeps_the_words() -> None:
    typed = edited(run(None), OURS, "Mina ord.")
    assert "Mina ord." in all_text(for_history(typed, run(typed)))
