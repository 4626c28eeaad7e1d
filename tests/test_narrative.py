"""The analyst's words, carried from run to run: none missing, none twice, none moved."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notebook_samples import (
    PROMPT,
    all_text,
    cell_of,
    code,
    edited,
    executed,
    fresh,
    ids,
    markdown,
    master,
    moved,
    notebook,
    tags_of,
    text_of,
    two_perspectives,
    with_cell,
    without,
)
from styrkort.narrative import carry, with_bases
from styrkort.narrative.binding import as_left, bind
from styrkort.notebook import Notebook, parse, to_bytes
from styrkort.scorecard import Report

OURS = "kommentar-medarbetare"
NEW = "Ny text"


def run(old: Notebook | None, made: Report | None = None, of: Notebook | None = None) -> Notebook:
    """One run: the earlier notebook carried into a fresh one, executed, written and read back."""
    left = None if old is None else as_left(old)
    bound = bind(carry(left, fresh(made, of)), left)
    return executed(with_bases(bound))


def told(text: str) -> Report:
    """The period file gives Medarbetare's commentary this text."""
    made = two_perspectives()
    first, second = made.perspectives
    return replace(made, perspectives=(replace(first, comment=text), second))


def only_economy() -> Report:
    made = two_perspectives()
    return replace(made, perspectives=made.perspectives[1:])


def own(nb: Notebook, id: str = OURS) -> dict[str, Any]:
    return dict(cell_of(nb, id)["metadata"]["styrkort"])


# --- commentary ----------------------------------------------------------------------------


def test_without_an_earlier_notebook_the_new_one_is_as_generated() -> None:
    assert carry(None, fresh()) == fresh()


def test_a_run_after_a_run_without_edits_gives_the_same_bytes() -> None:
    first = run(None)
    assert to_bytes(run(first)) == to_bytes(first)


def test_edited_words_are_kept_and_a_further_run_changes_nothing() -> None:
    typed = edited(run(None), OURS, "Min kommentar.")
    once = run(typed)
    assert text_of(once, OURS) == "Min kommentar."
    assert own(once)["grund"] == PROMPT
    assert to_bytes(run(once)) == to_bytes(once)


def test_untouched_words_follow_the_period_file() -> None:
    first = run(None, told("Ett."))
    assert text_of(run(first, told("Två.")), OURS) == "Två."
    assert text_of(run(first), OURS) == PROMPT


def test_words_win_over_an_unchanged_period_file() -> None:
    typed = edited(run(None, told("Ett.")), OURS, "Ett, och mer.")
    assert text_of(run(typed, told("Ett.")), OURS) == "Ett, och mer."


def test_an_emptied_commentary_stays_empty() -> None:
    assert text_of(run(edited(run(None), OURS, "")), OURS) == ""


def test_when_both_have_changed_both_are_kept_the_new_text_marked_behind_the_words() -> None:
    typed = edited(run(None, told("Ett.")), OURS, "Mina ord.")
    both = run(typed, told("Två.\n\nMer."))
    at = ids(both).index(OURS)
    assert text_of(both, OURS) == "Mina ord."
    marked = both["cells"][at + 1]
    assert "> Två.\n>\n> Mer." in marked["source"]
    assert marked["metadata"]["tags"] == ["ny-text"]
    assert "kommentar" not in marked["metadata"]["tags"]
    assert to_bytes(run(both, told("Två.\n\nMer."))) == to_bytes(both)


def test_a_marked_text_that_is_removed_does_not_come_back() -> None:
    both = run(edited(run(None, told("Ett.")), OURS, "Mina ord."), told("Två."))
    settled = run(without(both, f"{OURS}-ny-text"), told("Två."))
    assert all_text(settled).count("Två.") == 0
    assert text_of(settled, OURS) == "Mina ord."


def test_a_still_newer_text_replaces_the_marked_one_but_not_words_written_in_it() -> None:
    both = run(edited(run(None, told("Ett.")), OURS, "Mina ord."), told("Två."))
    third = run(both, told("Tre."))
    assert ("Två." in all_text(third), all_text(third).count("Tre.")) == (False, 1)
    written = edited(both, f"{OURS}-ny-text", "Mina andra ord.")
    third = run(written, told("Tre."))
    assert all_text(third).count("Mina andra ord.") == 1
    assert all_text(third).count("Tre.") == 1
    assert to_bytes(run(third, told("Tre."))) == to_bytes(third)


def test_taking_over_the_new_text_settles_it() -> None:
    both = run(edited(run(None, told("Ett.")), OURS, "Mina ord."), told("Två."))
    taken = run(edited(both, OURS, "Två."), told("Två."))
    assert all_text(taken).count("Två.") == 1
    assert f"{OURS}-ny-text" not in ids(taken)


def test_what_was_shown_stays_with_the_words_that_were_written_to_it() -> None:
    first = run(None, two_perspectives("6.1"))
    typed = edited(first, OURS, "Frånvaron är hög.")
    later = run(typed, two_perspectives("6.3"))
    assert own(later)["värden"]["utfall.sjukfranvaro"] == "6,1\u00a0%"
    assert own(later)["om"] == ["sjukfranvaro"]
    again = run(later, two_perspectives("6.4"))
    assert own(again)["värden"]["utfall.sjukfranvaro"] == "6,1\u00a0%"
    rewritten = run(edited(again, OURS, "Frånvaron är högre."), two_perspectives("6.5"))
    assert own(rewritten)["värden"]["utfall.sjukfranvaro"] == "6,4\u00a0%"


def test_untouched_text_is_bound_to_what_is_shown_now() -> None:
    later = run(run(None, two_perspectives("6.1")), two_perspectives("6.3"))
    assert own(later)["värden"]["utfall.sjukfranvaro"] == "6,3\u00a0%"


def test_words_speak_of_what_they_quote() -> None:
    typed = edited(run(None), OURS, "Inköp {eval}`utfall.inkop`.")
    assert own(run(typed))["om"] == ["inkop"]


# --- other generated cells -----------------------------------------------------------------


def test_edited_text_of_the_master_is_kept_until_the_master_changes_and_then_too() -> None:
    typed = edited(run(None), "text", "Min inledning.")
    assert text_of(run(typed), "text") == "Min inledning."
    newer = run(typed, of=master(text="Bättre inledning."))
    assert text_of(newer, "text") == "Min inledning."
    assert "> Bättre inledning." in all_text(newer)


def test_untouched_text_of_the_master_follows_the_master() -> None:
    assert text_of(run(run(None), of=master(text="Bättre.")), "text") == "Bättre."


def test_edited_code_runs_in_place_of_ours() -> None:
    typed = edited(run(None), "tabell-ekonomi", "table(report, 'Ekonomi').head()")
    once = run(typed)
    assert text_of(once, "tabell-ekonomi") == "table(report, 'Ekonomi').head()"
    assert to_bytes(run(once)) == to_bytes(once)


def test_edited_code_that_ours_has_overtaken_is_kept_unrun_behind_it() -> None:
    typed = edited(run(None), "tabell-ekonomi", "mine()  # viktigt")
    newer = master()
    newer["cells"][4] = code("tabell", "table(report, perspective, wide=True)", "per-perspektiv")
    once = run(typed, of=newer)
    assert text_of(once, "tabell-ekonomi") == 'table(report, "Ekonomi", wide=True)'
    kept = cell_of(once, "tabell-ekonomi-tidigare")
    assert (kept["cell_type"], kept["source"]) == ("raw", "mine()  # viktigt")
    assert to_bytes(run(once, of=newer)) == to_bytes(once)


@pytest.mark.parametrize("id", ["parametrar", "inlagda-parametrar"])
def test_changed_parameters_are_kept_but_never_run(id: str) -> None:
    once = run(edited(run(None), id, 'PERIOD = "DÅ04"  # provar'))
    running = [c["source"] for c in once["cells"] if c["cell_type"] == "code"]
    assert not any("provar" in text for text in running)
    assert all_text(once).count("# provar") == 1
    assert to_bytes(run(once)) == to_bytes(once)


def test_a_removed_generated_cell_comes_back() -> None:
    first = run(None)
    assert to_bytes(run(without(first, "tabell-ekonomi"))) == to_bytes(first)


def test_outputs_are_never_carried() -> None:
    own_code = {**code("eget", "1 + 1"), "outputs": run(None)["cells"][0]["outputs"]}
    carried = carry(with_cell(run(None), own_code, OURS), fresh())
    assert all(not c.get("outputs") and c.get("execution_count") is None for c in carried["cells"])


def test_tags_pictures_and_settings_of_the_analyst_are_kept() -> None:
    typed = edited(run(None), OURS, "![](attachment:a.png)")
    cell = cell_of(typed, OURS)
    cell["attachments"] = {"a.png": {"image/png": "aGVq"}}
    cell["metadata"] |= {"tags": ["kommentar", "granska-med-HR"], "editable": False}
    kept = cell_of(run(typed), OURS)
    assert kept["attachments"] == {"a.png": {"image/png": "aGVq"}}
    assert kept["metadata"]["tags"] == ["kommentar", "granska-med-HR"]
    assert kept["metadata"]["editable"] is False


def test_what_the_analyst_notes_on_the_notebook_is_kept() -> None:
    first = run(None)
    first["metadata"] |= {"authors": [{"name": "A"}], "language_info": {"name": "x"}}
    again = run(first)
    assert again["metadata"]["authors"] == [{"name": "A"}]
    assert again["metadata"]["language_info"] == {"name": "python"}


def test_words_in_a_cell_whose_kind_was_changed_are_kept() -> None:
    first = run(None)
    for wrong in ("code", "raw"):
        typed = deepcopy(edited(first, OURS, "Mina ord"))
        cell = cell_of(typed, OURS)
        cell |= {"cell_type": wrong} | (
            {"outputs": [], "execution_count": 1} if wrong == "code" else {}
        )
        assert cell_of(run(typed), OURS)["cell_type"] == "markdown"
        assert text_of(run(typed), OURS) == "Mina ord"
    turned = {**markdown("tabell-ekonomi", "I stället för tabell"), "metadata": own_metadata(first)}
    swapped = with_cell(without(first, "tabell-ekonomi"), turned, "perspektiv-ekonomi")
    again = run(swapped)
    assert cell_of(again, "tabell-ekonomi")["cell_type"] == "code"
    assert all_text(again).count("I stället för tabell") == 1
    assert to_bytes(run(again)) == to_bytes(again)


def own_metadata(nb: Notebook) -> dict[str, Any]:
    return dict(cell_of(nb, "tabell-ekonomi")["metadata"])


# --- added and moved cells -----------------------------------------------------------------


@pytest.mark.parametrize("after", ["", "parametrar", "inlagda-parametrar", "titel", OURS, "slut"])
@pytest.mark.parametrize(
    "cell",
    [
        markdown("eget", "Mitt."),
        code("eget", "min_figur()"),
        {**markdown("eget", "rå"), "cell_type": "raw"},
    ],
)
def test_an_added_cell_stays_behind_its_neighbour(after: str, cell: dict[str, Any]) -> None:
    once = run(with_cell(run(None), cell, after))
    at = ids(once).index("eget")
    neighbours = ("inlagda-parametrar",) if "parametrar" in after else (after,)
    assert (ids(once)[at - 1] if at else "") in neighbours
    assert text_of(once, "eget") == cell["source"]
    assert to_bytes(run(once)) == to_bytes(once)


def test_added_cells_keep_their_order_and_a_new_section_does_not_part_them_from_theirs() -> None:
    typed = with_cell(with_cell(run(None), markdown("a", "A"), OURS), markdown("b", "B"), "a")
    newer = run(typed, of=master(markdown("nytt", "## Nytt")))
    at = ids(newer).index(OURS)
    assert ids(newer)[at : at + 3] == [OURS, "a", "b"]


def test_an_added_cell_with_a_new_master_s_id_gets_another() -> None:
    typed = with_cell(run(None), markdown("nytt", "Mitt."), "titel")
    newer = run(typed, of=master(markdown("nytt", "Mallens.")))
    assert all_text(newer).count("Mitt.") == 1
    assert text_of(newer, "nytt") == "Mallens."
    again = run(newer, of=master(markdown("nytt", "Mallens.")))
    assert to_bytes(again) == to_bytes(newer)


@pytest.mark.parametrize(
    ("id", "after"),
    [(OURS, "titel"), ("slut", ""), ("titel", "slut"), ("tabell-ekonomi", "kommentar-ekonomi"),
     ("perspektiv-ekonomi", "titel")],
)  # fmt: skip
def test_a_moved_cell_stays_where_it_was_put(id: str, after: str) -> None:
    typed = moved(run(None), id, after)
    once = run(typed)
    assert ids(once) == ids(typed)
    assert to_bytes(run(once)) == to_bytes(once)


def test_plan_order_decides_the_order_of_sections_and_what_was_added_goes_with_them() -> None:
    made = two_perspectives()
    typed = with_cell(run(None), markdown("eget", "Mitt."), "kommentar-ekonomi")
    turned = run(typed, replace(made, perspectives=made.perspectives[::-1]))
    at = ids(turned).index("perspektiv-ekonomi")
    assert ids(turned)[at : at + 4] == [
        "perspektiv-ekonomi", "tabell-ekonomi", "kommentar-ekonomi", "eget",
    ]  # fmt: skip


# --- words without a place -----------------------------------------------------------------


def test_words_whose_perspective_is_gone_stand_marked_at_the_end() -> None:
    typed = with_cell(edited(run(None), OURS, "Mina ord."), markdown("eget", "Mitt."), OURS)
    typed = with_cell(typed, code("egen-kod", "figur('Medarbetare')"), "eget")
    once = run(typed, only_economy())
    assert ids(once)[-4:] == ["utan-plats", OURS, "eget", "egen-kod"]
    assert text_of(once, "utan-plats").startswith("## ")
    assert "Medarbetare" in text_of(once, "utan-plats")
    assert all("utan-plats" in cell["metadata"]["tags"] for cell in once["cells"][-4:])
    assert cell_of(once, "egen-kod")["cell_type"] == "raw"
    assert to_bytes(run(once, only_economy())) == to_bytes(once)


def test_untouched_cells_of_a_gone_perspective_go_with_it() -> None:
    once = run(run(None), only_economy())
    assert to_bytes(once) == to_bytes(run(None, only_economy()))


def test_words_go_back_to_their_place_when_it_returns() -> None:
    away = run(edited(run(None), OURS, "Mina ord."), only_economy())
    back = run(away)
    assert text_of(back, OURS) == "Mina ord."
    assert to_bytes(back) == to_bytes(run(edited(run(None), OURS, "Mina ord.")))


def test_words_that_the_analyst_finds_a_place_for_stay_there() -> None:
    away = run(edited(run(None), OURS, "Mina ord."), only_economy())
    placed = run(moved(away, OURS, "kommentar-ekonomi"), only_economy())
    assert ids(placed)[-3:] == ["kommentar-ekonomi", OURS, "slut"]
    assert "utan-plats" not in tags_of(cell_of(placed, OURS))
    assert "utan-plats" not in ids(placed)
    assert to_bytes(run(placed, only_economy())) == to_bytes(placed)


def test_removing_the_words_without_a_place_removes_their_heading() -> None:
    away = run(edited(run(None), OURS, "Mina ord."), only_economy())
    assert "utan-plats" not in ids(run(without(away, OURS), only_economy()))


def test_words_written_into_that_heading_are_kept_once() -> None:
    away = run(edited(run(None), OURS, "Mina ord."), only_economy())
    once = run(edited(away, "utan-plats", "Viktigt!"), only_economy())
    assert all_text(once).count("Viktigt!") == 1
    again = run(once, only_economy())
    assert to_bytes(again) == to_bytes(once)


def test_words_of_a_cell_that_the_master_no_longer_has_are_kept() -> None:
    typed = edited(run(None, of=master(markdown("extra", "Extra."))), "extra", "Min extra.")
    once = run(typed)
    assert ids(once)[-2:] == ["utan-plats", "extra"]
    assert text_of(once, "extra") == "Min extra."


# --- what editors do -----------------------------------------------------------------------


def old_editor(nb: Notebook) -> Notebook:
    """Saved by an editor that knows nbformat 4.4: no ids, text in lines."""
    raw = deepcopy(nb)
    for cell in raw["cells"]:
        del cell["id"]
    return parse(to_bytes({**raw, "nbformat_minor": 4}), "prov.ipynb")


def without_marks(nb: Notebook) -> Notebook:
    """Saved by an editor that drops what it doesn't know in the metadata."""
    raw = deepcopy(nb)
    for cell in raw["cells"]:
        cell["metadata"].pop("styrkort", None)
    return raw


def test_lost_ids_are_found_again() -> None:
    typed = edited(run(None), OURS, "Mina ord.")
    assert to_bytes(run(old_editor(typed))) == to_bytes(run(typed))


def test_lost_marks_lose_no_words() -> None:
    typed = with_cell(edited(run(None), OURS, "Mina ord."), markdown("eget", "Mitt."), OURS)
    once = run(without_marks(typed))
    assert text_of(once, OURS) == "Mina ord."
    assert ids(once).count("eget") == 1


def test_a_notebook_that_lost_both_ids_and_marks_loses_no_words() -> None:
    typed = with_cell(edited(run(None), OURS, "Mina ord."), markdown("eget", "Mitt."), OURS)
    once = run(old_editor(without_marks(typed)))
    assert all_text(once).count("Mina ord.") == 1
    assert all_text(once).count("Mitt.") == 1
    assert sorted(set(ids(fresh())) - set(ids(once))) == []
    assert text_of(once, OURS) == "Mina ord."
    assert len(once["cells"]) == len(run(None)["cells"]) + 1


def test_the_run_s_parameters_are_put_in_once_though_an_editor_dropped_every_mark() -> None:
    once = run(None)
    told_by_papermill = '# Parameters\nPERIOD = "D\\xc508"\nYEAR = 2022\nDIVISION = "regionstod"\n'
    bare = deepcopy(edited(once, "inlagda-parametrar", told_by_papermill))
    for cell in bare["cells"]:
        cell["metadata"] = {}
    assert ids(run(bare)) == ids(once)
    bare = edited(bare, "inlagda-parametrar", told_by_papermill + "# Mitt.")
    kept = run(bare)
    assert len(ids(kept)) == len(set(ids(kept))) == len(ids(once)) + 1
    assert all_text(kept).count("# Mitt.") == 1


def test_a_copy_with_the_same_id_keeps_its_own_words() -> None:
    typed = edited(run(None), OURS, "Mina ord.")
    copied = with_cell(typed, {**deepcopy(cell_of(typed, OURS)), "source": "Fler ord."}, OURS)
    once = run(parse(to_bytes(copied), "prov.ipynb"))
    at = ids(once).index(OURS)
    assert [c["source"] for c in once["cells"][at : at + 2]] == ["Mina ord.", "Fler ord."]
    assert to_bytes(run(once)) == to_bytes(once)


def test_a_split_cell_keeps_both_halves_in_order() -> None:
    typed = edited(run(None), OURS, "Första.")
    split = with_cell(
        typed, {**deepcopy(cell_of(typed, OURS)), "id": "halva", "source": "Andra."}, OURS
    )
    once = run(split)
    at = ids(once).index(OURS)
    assert [c["source"] for c in once["cells"][at : at + 2]] == ["Första.", "Andra."]


def test_a_pasted_cell_with_a_new_id_is_still_the_generated_one() -> None:
    first = run(None)
    pasted = {**deepcopy(cell_of(first, "tabell-ekonomi")), "id": "nytt-id"}
    once = run(with_cell(without(first, "tabell-ekonomi"), pasted, "perspektiv-ekonomi"))
    assert to_bytes(once) == to_bytes(first)


def test_line_ends_and_composed_letters_are_no_edit() -> None:
    first = run(None, told("Väg på.\nMer."))
    typed = edited(first, OURS, "Va\u0308g pa\u030a.\r\nMer.\r\n")
    assert to_bytes(run(typed, told("Väg på.\nMer."))) == to_bytes(first)


def test_a_notebook_of_somebody_else_s_is_carried_too() -> None:
    theirs = notebook(markdown("a", "# Deras"), code("b", "1"), markdown("text", "Deras text."))
    once = run(theirs)
    for text in ("# Deras", "Deras text."):
        assert all_text(once).count(text) == 1
    assert to_bytes(run(once)) == to_bytes(once)


def test_papermill_s_marks_of_an_error_are_not_carried() -> None:
    marked = with_cell(run(None), markdown("fel", "An Exception", "papermill-error-cell-tag"), "")
    assert to_bytes(run(marked)) == to_bytes(run(None))


# --- over any sequence ---------------------------------------------------------------------

REPORTS = (
    two_perspectives(), two_perspectives("5.0"), only_economy(), told("Ur periodfilen."),
    replace(two_perspectives(), perspectives=two_perspectives().perspectives[::-1]),
)  # fmt: skip
MASTERS = (
    master(), master(prompt="Skriv här."), master(text="Annan text."),
    master(markdown("mer", "## Mer")), notebook(markdown("bara", "# Bara")),
)  # fmt: skip

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["edit", "add", "add code", "move", "remove", "copy", "old editor", "new report",
             "new master", "run"]
        ),
        st.integers(0, 50),
        st.integers(0, 50),
    ),
    max_size=14,
)  # fmt: skip


class Analyst:
    """Somebody who writes, and runs again; remembers every word that has been typed."""

    def __init__(self) -> None:
        self.report, self.master = REPORTS[0], MASTERS[0]
        self.words: list[str] = []
        self.typed = 0
        self.nb = run(None)

    def word(self) -> str:
        self.typed += 1
        self.words.append(f"ord{self.typed}.")
        return self.words[-1]

    def take(self, step: str, at: int, other: int) -> None:
        cell = self.nb["cells"][at % len(self.nb["cells"])]
        if step == "edit":
            self.type_into(cell)
        elif step.startswith("add"):
            make = code if "code" in step else markdown
            id = f"eget-{self.typed}"
            self.nb = with_cell(self.nb, make(id, self.word()), cell["id"] if other else "")
        elif step == "move":
            target = self.nb["cells"][other % len(self.nb["cells"])]["id"]
            if target != cell["id"]:
                self.nb = moved(self.nb, cell["id"], target)
        elif step == "remove":
            self.words = [word for word in self.words if word not in cell["source"]]
            self.nb = without(self.nb, cell["id"])
        elif step == "copy":
            twin = {**deepcopy(cell), "id": f"kopia-{self.typed}", "source": self.word()}
            self.nb = with_cell(self.nb, twin, cell["id"])
        elif step == "old editor":
            self.nb = old_editor(self.nb)
        elif step == "new report":
            self.report = REPORTS[at % len(REPORTS)]
        elif step == "new master":
            self.master = MASTERS[at % len(MASTERS)]
        else:
            self.nb = run(self.nb, self.report, self.master)

    def type_into(self, cell: dict[str, Any]) -> None:
        """Some words are added to the cell's own."""
        self.nb = edited(self.nb, cell["id"], f"{cell['source']}\n{self.word()}")


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_no_typed_word_is_ever_missing_or_twice_and_runs_settle(
    steps: list[tuple[str, int, int]],
) -> None:
    analyst = Analyst()
    for step in steps:
        analyst.take(*step)
    once = run(analyst.nb, analyst.report, analyst.master)
    text = all_text(once).split()
    assert [word for word in analyst.words if text.count(word) != 1] == []
    assert set(ids(fresh(analyst.report, analyst.master))) <= set(ids(once))
    assert len(set(ids(once))) == len(ids(once))
    nbformat.validate(nbformat.from_dict(once))
    again = run(once, analyst.report, analyst.master)
    assert to_bytes(again) == to_bytes(once)


@settings(max_examples=30, deadline=None)
@given(STEPS)
def test_with_the_same_master_and_plan_nothing_that_the_analyst_arranged_is_moved(
    steps: list[tuple[str, int, int]],
) -> None:
    analyst = Analyst()
    for step in steps:
        if step[0] not in ("remove", "new report", "new master", "copy"):
            analyst.take(*step)
    arranged = [id for id in ids(analyst.nb) if id != "inlagda-parametrar"]
    once = run(analyst.nb)
    assert [id for id in ids(once) if id in arranged] == arranged
