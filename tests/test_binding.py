"""Words bound to the values beside them: out of step is said where they stand, until settled."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

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
    without,
)
from samples import numeric, report
from styrkort.narrative import carry, for_history
from styrkort.narrative.binding import as_left, bind, confirmed
from styrkort.narrative.chosen import unknown_choices
from styrkort.narrative.shown import Change
from styrkort.narrative.standing import Standing, State, standing
from styrkort.narrative.unsaid import copy_without_withheld
from styrkort.notebook import Notebook, to_bytes
from styrkort.notebook.shape import is_note
from styrkort.scorecard import ExtraValue, MeasureResult, Report
from styrkort.terms import Fulfilment, Trend
from styrkort.wording import WITHHELD

OURS = "kommentar-medarbetare"
NOTE = f"{OURS}-notis"
WORDS = "Frånvaron är hög."


def run(old: Notebook | None, made: Report | None = None) -> Notebook:
    """One run: the earlier notebook as it was left, carried, bound, executed and read back."""
    left = None if old is None else as_left(old)
    return executed(bind(carry(left, fresh(made)), left))


def shows(outcome: str, **facts: Any) -> Report:
    """A report where sjukfrånvaro comes to ``outcome``."""
    one = numeric("sjukfranvaro", outcome, "5.1", higher=False, name="Sjukfrånvaro", **facts)
    return of_measures(one)


def of_measures(*measures: MeasureResult) -> Report:
    return report(
        ("Medarbetare", measures),
        ("Ekonomi", (numeric("budget", "98", "100"), numeric("inkop", "97", "95"))),
    )


def telling(made: Report, text: str) -> Report:
    """The period file gives Medarbetare's commentary this text."""
    first, second = made.perspectives
    return replace(made, perspectives=(replace(first, comment=text), second))


def written(outcome: str = "6.1", words: str = WORDS, **facts: Any) -> Notebook:
    """A notebook where somebody has written beside that outcome."""
    return edited(run(None, shows(outcome, **facts)), OURS, words)


def own(nb: Notebook, id: str = OURS) -> dict[str, Any]:
    return dict(cell_of(nb, id)["metadata"]["styrkort"])


def untagged(nb: Notebook, tag: str, id: str = OURS) -> Notebook:
    cells = [
        {**c, "metadata": {**c["metadata"], "tags": [t for t in tags_of(c) if t != tag]}}
        if c["id"] == id
        else c
        for c in nb["cells"]
    ]
    return {**nb, "cells": cells}


def with_own(nb: Notebook, id: str = OURS, **keys: Any) -> Notebook:
    cells = [
        {**c, "metadata": {**c["metadata"], "styrkort": {**c["metadata"]["styrkort"], **keys}}}
        if c["id"] == id
        else c
        for c in nb["cells"]
    ]
    return {**nb, "cells": cells}


def bare(nb: Notebook, *lost: str) -> Notebook:
    """Saved by an editor that dropped all that these cells carried besides their words."""
    cells = [{**c, "metadata": {}} if c["id"] in lost else c for c in nb["cells"]]
    return {**nb, "cells": cells}


def note(nb: Notebook, id: str = NOTE) -> str:
    """The note above the commentary, on one line; empty where there is none."""
    if id not in ids(nb):
        return ""
    assert ids(nb).index(id) + 1 == ids(nb).index(id.removesuffix("-notis"))
    assert tags_of(cell_of(nb, id)) == ["notis"]
    return " ".join(text_of(nb, id).replace(">", " ").replace("\u00a0", " ").split())


def state(nb: Notebook, id: str = OURS) -> State:
    return next(one.state for one in standing(nb) if one.cell == id)


# --- out of step ---------------------------------------------------------------------------


def test_words_whose_value_has_changed_are_noted_above_with_old_and_new_value() -> None:
    later = run(run(written("6.1"), shows("6.1")), shows("6.3"))
    assert text_of(later, OURS) == WORDS
    assert "Sjukfrånvaro 6,1 % → 6,3 % sedan kommentaren skrevs." in note(later)
    assert tags_of(cell_of(later, OURS)) == ["kommentar", "granska"]
    assert (own(later, NOTE)["notis"], own(later, NOTE)["grund"]) == (OURS, text_of(later, NOTE))


def test_the_note_says_how_to_settle_it() -> None:
    said = note(run(written("6.1"), shows("6.3")))
    for remedy in ("Ändra texten", "`granska`", "make confirm PERIOD=DÅ08 YEAR=2022 DIVISION="):
        assert remedy in said
    assert f"CELL={OURS} BY=" in said
    assert "kommer inte med i dokumentet" in said


def test_words_typed_beside_the_old_value_are_out_of_step_at_once() -> None:
    assert "6,1 % → 6,3 %" in note(run(written("6.1"), shows("6.3")))


def test_words_beside_the_same_values_have_no_note() -> None:
    again = run(written("6.1"), shows("6.1"))
    assert (note(again), tags_of(cell_of(again, OURS))) == ("", ["kommentar"])
    assert state(again) is State.FINE


def test_a_value_that_changes_twice_is_told_from_the_one_that_was_written_to() -> None:
    second = run(run(written("6.1"), shows("6.3")), shows("6.4"))
    assert "6,1 % → 6,4 %" in note(second)
    assert "6,3 %" not in note(second)


def test_a_value_that_comes_back_needs_no_note() -> None:
    back = run(run(written("6.1"), shows("6.3")), shows("6.1"))
    assert (note(back), tags_of(cell_of(back, OURS))) == ("", ["kommentar"])
    assert "granska" not in own(back)


def test_a_bare_prompt_is_never_out_of_step() -> None:
    later = run(run(None, shows("6.1")), shows("6.3"))
    assert (text_of(later, OURS), note(later), state(later)) == (PROMPT, "", State.BARE)
    assert own(later)["värden"]["utfall.sjukfranvaro"] == "6,3\u00a0%"


def test_an_emptied_commentary_is_never_out_of_step() -> None:
    emptied = edited(run(written("6.1"), shows("6.3")), OURS, "")
    later = run(emptied, shows("6.4"))
    assert (note(later), tags_of(cell_of(later, OURS))) == ("", ["kommentar"])


def test_a_text_of_the_period_file_that_stands_is_out_of_step_too() -> None:
    first = run(None, telling(shows("6.1"), WORDS))
    later = run(first, telling(shows("6.3"), WORDS))
    assert "6,1 % → 6,3 %" in note(later)
    assert state(later) is State.STALE


def test_a_new_text_of_the_period_file_is_written_to_what_is_shown_now() -> None:
    first = run(None, telling(shows("6.1"), WORDS))
    stale = run(first, telling(shows("6.3"), WORDS))
    for before in (first, stale):
        later = run(before, telling(shows("6.3"), "Frånvaron är högre."))
        assert (note(later), tags_of(cell_of(later, OURS))) == ("", ["kommentar"])


def test_a_verdict_and_a_trend_are_told_by_their_words() -> None:
    first = written("5.0", trend=Trend.IMPROVED)
    said = note(run(first, shows("5.3", trend=Trend.DETERIORATED)))
    assert "Sjukfrånvaro 5,0 % → 5,3 % sedan kommentaren skrevs" in said
    assert "måluppfyllelse Uppfyllt → Ej uppfyllt" in said
    assert "utveckling Förbättrad → Försämrad" in said


def test_a_verdict_alone_is_told_too() -> None:
    judged = shows("6.1", fulfilment=Fulfilment.PARTLY)
    said = note(run(written("6.1"), judged))
    assert "Sjukfrånvaro, måluppfyllelse Ej uppfyllt → Delvis uppfyllt sedan kommentaren" in said


def test_several_measures_have_a_line_each_in_the_tables_order() -> None:
    def two(a: str, b: str) -> Report:
        return of_measures(
            numeric("zeta", a, "1", name="Första måttet"),
            numeric("alfa", b, "1", name="Andra *måttet*"),
        )

    later = run(edited(run(None, two("2", "3")), OURS, "Allt går bra."), two("4", "5"))
    text = text_of(later, NOTE)
    assert text.index("Första") < text.index("Andra")
    assert text.count("\n> - ") == 2
    assert "*måttet*" not in text


def test_what_the_words_quote_is_held_beside_outcome_verdict_and_trend() -> None:
    words = "Mål {eval}`mål.sjukfranvaro`, {eval}`jämförelse.sjukfranvaro`, {eval}`period.namn`."
    first = run(written("6.1", words), shows("6.1"))
    assert set(own(first)["värden"]) == {
        "utfall.sjukfranvaro", "måluppfyllelse.sjukfranvaro", "utveckling.sjukfranvaro",
        "mål.sjukfranvaro", "jämförelse.sjukfranvaro",
    }  # fmt: skip
    moved = shows("6.1", target_text="5,0\u00a0%", comparison_text="5,9\u00a0%")
    said = note(run(first, moved))
    assert "Sjukfrånvaro, mål 5,1 % → 5,0 % sedan" in said
    assert "jämförelsevärde uppgift saknas → 5,9 %" in said


def test_a_quoted_ovrigt_varde_is_held_too() -> None:
    def planned(value: str) -> Report:
        extra = ExtraValue("reviderad_plan", Decimal(value), f"{value}\u00a0%", "planen")
        return replace(shows("6.1"), extra_values=(extra,))

    typed = edited(run(None, planned("100")), OURS, "Klart: {eval}`reviderad_plan`.")
    later = run(typed, planned("97"))
    assert own(later)["om"] == ["reviderad_plan"]
    assert "100 % → 97 % sedan" in note(later)


def test_words_that_only_another_measure_changed_under_stay_in_step() -> None:
    def other(outcome: str) -> Report:
        return of_measures(
            numeric("sjukfranvaro", "6.1", "5.1", name="Sjukfrånvaro"),
            numeric("halsa", outcome, "5.1", name="Friskvårdstimmar"),
        )

    typed = edited(run(None, other("1")), OURS, "Sjukfrånvaron är hög.")
    assert note(run(typed, other("2"))) == ""
    silent = edited(run(None, other("1")), OURS, "Det går framåt.")
    assert "Friskvårdstimmar 1 % → 2 %" in note(run(silent, other("2")))


def test_an_outcome_that_goes_missing_and_one_that_arrives_are_told() -> None:
    missing = of_measures(
        numeric(
            "sjukfranvaro", "6.1", "5.1", name="Sjukfrånvaro",
            utfall_text="Ej tillgängligt", fulfilment=Fulfilment.UNAVAILABLE,
        )
    )  # fmt: skip
    gone = run(written("6.1"), missing)
    assert "Sjukfrånvaro 6,1 % → Ej tillgängligt sedan" in note(gone)
    arrived = run(edited(run(None, missing), OURS, WORDS), shows("6.1"))
    assert "Sjukfrånvaro Ej tillgängligt → 6,1 % sedan" in note(arrived)


def test_a_measure_that_has_left_the_plan_is_named_for_as_long_as_the_words_stand() -> None:
    without_it = of_measures(numeric("halsa", "6.3", "1", name="Hälsa"))
    gone = run(written("6.1"), without_it)
    assert "Sjukfrånvaro finns inte längre i rapporten." in note(gone)
    again = run(gone, without_it)
    assert note(again) == note(gone)
    assert note(again).count("Sjukfrånvaro") == 1
    assert to_bytes(again) == to_bytes(gone)
    assert note(run(edited(again, OURS, "Nya ord."), without_it)) == ""


def test_a_note_is_made_anew_each_run_and_the_same_inputs_give_the_same_bytes() -> None:
    stale = run(written("6.1"), shows("6.3"))
    assert to_bytes(run(stale, shows("6.3"))) == to_bytes(stale)
    assert to_bytes(run(without(stale, NOTE), shows("6.3"))) == to_bytes(stale)
    assert [id for id in ids(run(stale, shows("6.4"))) if "notis" in id] == [NOTE]


def test_words_that_somebody_writes_in_a_note_are_kept() -> None:
    typed = edited(run(written("6.1"), shows("6.3")), NOTE, "Ring HR om detta.")
    later = run(typed, shows("6.3"))
    kept = [cell for cell in later["cells"] if "Ring HR" in cell["source"]]
    assert [tags_of(cell) for cell in kept] == [[]]
    assert sum("notis" in tags_of(cell) for cell in later["cells"]) == 1


# --- what words speak of -------------------------------------------------------------------


def test_words_speak_of_what_they_name_else_of_their_table() -> None:
    def about(words: str) -> list[str]:
        return list(own(run(written("6.1", words), shows("6.1")))["om"])

    assert about("Utfallet blev {eval}`utfall.inkop`.") == ["inkop"]
    assert about("Sjukfrånvaron har ökat.") == ["sjukfranvaro"]
    assert about("Det går framåt.") == ["sjukfranvaro"]


def test_what_a_person_has_set_is_what_the_words_speak_of() -> None:
    first = run(written("6.1", "Allt går bra."), shows("6.1"))
    chosen = run(with_own(first, om=["inkop"]), shows("6.3"))
    assert (own(chosen)["om"], note(chosen)) == (["inkop"], "")
    assert set(own(chosen)["värden"]) == {
        "utfall.inkop", "måluppfyllelse.inkop", "utveckling.inkop",
    }  # fmt: skip
    rewritten = run(edited(chosen, OURS, "Sjukfrånvaron ökar."), shows("6.4"))
    assert (own(rewritten)["om"], note(rewritten)) == (["inkop"], "")


def test_a_measure_chosen_by_hand_is_bound_to_what_stood_there_when_it_was_chosen() -> None:
    def bought(outcome: str) -> Report:
        first, second = ("sjukfranvaro", "6.1"), ("inkop", outcome)
        return report(
            ("Medarbetare", (numeric(*first, "5.1"),)),
            ("Ekonomi", (numeric(*second, "95", name="Inköp"),)),
        )

    typed = run(edited(run(None, bought("97")), OURS, "Allt går bra."), bought("97"))
    later = run(with_own(typed, om=["sjukfranvaro", "inkop"]), bought("99"))
    assert "Inköp 97 % → 99 %" in note(later)


def test_one_id_may_be_set_without_a_list() -> None:
    first = run(written("6.1"), shows("6.1"))
    assert own(run(with_own(first, om="inkop"), shows("6.3")))["om"] == ["inkop"]


def test_an_id_that_the_report_does_not_have_is_noted_with_what_may_be_meant() -> None:
    first = run(written("6.1"), shows("6.1"))
    [told] = unknown_choices(run(with_own(first, om=["inkop", "sjukfranvro"]), shows("6.1")))
    assert told == (
        "cell kommentar-medarbetare, under rubriken ”Medarbetare”: om nämner ”sjukfranvro”, som "
        "inte finns i rapporten. Menar du ”sjukfranvaro”?"
    )
    [told] = unknown_choices(run(with_own(first, om=["zzz"]), shows("6.1")))
    assert told.endswith("Ange styrmåttets id i planen.")


def test_an_id_in_capitals_is_noted_with_the_one_that_is_meant() -> None:
    chosen = with_own(run(written("6.1"), shows("6.1")), om=["SJUKFRANVARO"])
    (told,) = unknown_choices(run(chosen, shows("6.1")))
    assert told.endswith("Menar du ”sjukfranvaro”?")


def test_a_chosen_measure_that_has_left_the_plan_is_told_in_the_note_and_not_as_unknown() -> None:
    chosen = run(with_own(written("6.1", "Bra."), om=["sjukfranvaro", "inkop"]), shows("6.1"))
    gone = run(chosen, of_measures(numeric("halsa", "6.3", "1")))
    assert "Sjukfrånvaro finns inte längre" in note(gone)
    assert unknown_choices(gone) == ()
    narrower = run(with_own(gone, om=["inkop"]), of_measures(numeric("halsa", "6.3", "1")))
    assert note(narrower) == ""


def test_a_commentary_that_the_analyst_added_is_bound_like_the_others() -> None:
    extra = markdown("eget", "Vi följer frågan.", "kommentar")
    added = with_cell(run(None, shows("6.1")), extra, OURS)
    once = run(added, shows("6.1"))
    later = run(once, shows("6.3"))
    assert "Sjukfrånvaro 6,1 % → 6,3 %" in note(later, "eget-notis")
    assert "6,1 % → 6,4 %" in note(run(later, shows("6.4")), "eget-notis")
    settled = run(edited(later, "eget", "Vi följer den noga."), shows("6.3"))
    assert note(settled, "eget-notis") == ""
    assert tags_of(cell_of(settled, "eget")) == ["kommentar"]


def test_a_notebook_of_an_earlier_version_is_bound_to_what_it_shows() -> None:
    first = run(None, telling(shows("6.1"), WORDS))
    bare = {**own(first), "värden": {"utfall.sjukfranvaro": "6,1\u00a0%"}, "om": ["sjukfranvaro"]}
    for key in ("skrivet", "om_beräknat", "uppmaning"):
        bare.pop(key)
    cell_of(first, OURS)["metadata"]["styrkort"] = bare
    assert "6,1 % → 6,3 %" in note(run(first, telling(shows("6.3"), WORDS)))


# --- settled -------------------------------------------------------------------------------


def test_edited_words_are_in_step_with_what_they_were_edited_beside() -> None:
    typed = edited(run(written("6.1"), shows("6.3")), OURS, "Frånvaron är högre.")
    assert state(typed) is State.FINE
    settled = run(typed, shows("6.3"))
    assert (note(settled), tags_of(cell_of(settled, OURS))) == ("", ["kommentar"])
    assert "6,3 % → 6,4 %" in note(run(settled, shows("6.4")))


def test_words_changed_and_changed_back_beside_a_new_value_are_written_to_that_value() -> None:
    told = telling(shows("6.1"), WORDS)
    other = run(edited(run(None, told), OURS, "Andra ord."), telling(shows("6.3"), WORDS))
    back = run(edited(other, OURS, WORDS), telling(shows("6.4"), WORDS))
    assert "6,3 % → 6,4 %" in note(back)


def test_removing_the_tag_says_that_the_words_hold_beside_what_is_shown() -> None:
    read = untagged(run(written("6.1"), shows("6.3")), "granska")
    assert state(read) is State.CONFIRMED
    settled = run(read, shows("6.3"))
    assert (note(settled), tags_of(cell_of(settled, OURS))) == ("", ["kommentar"])
    assert own(settled)["värden"]["utfall.sjukfranvaro"] == "6,3\u00a0%"
    assert "6,3 % → 6,4 %" in note(run(settled, shows("6.4")))
    assert "6,3 % → 6,4 %" in note(run(read, shows("6.4")))


def test_an_editor_that_drops_all_tags_has_confirmed_nothing() -> None:
    stale = run(written("6.1"), shows("6.3"))
    lost = untagged(untagged(stale, "granska"), "kommentar")
    assert state(lost) is State.STALE
    assert "6,1 % → 6,3 %" in note(run(lost, shows("6.3")))


def test_words_whose_marks_an_editor_has_dropped_are_bound_to_what_the_notebook_showed() -> None:
    lost = bare(run(written("6.1"), shows("6.1")), OURS)
    assert "6,1 % → 6,3 %" in note(run(lost, shows("6.3")))
    assert note(run(lost, shows("6.1"))) == ""


def test_stale_words_wait_as_long_as_their_note_stands_though_their_marks_are_lost() -> None:
    stale = run(written("6.1"), shows("6.3"))
    for lost in (bare(stale, OURS), bare(stale, OURS, NOTE)):
        assert state(lost) is State.STALE
        again = run(lost, shows("6.3"))
        assert "Sjukfrånvaro är nu 6,3 % (det tidigare värdet visas inte)" in note(again)
        assert state(confirmed(again, OURS, "Anna")) is State.CONFIRMED


def test_a_note_that_has_lost_its_tag_is_a_note_and_no_words_of_the_reports() -> None:
    stale = run(written("6.1"), shows("6.3"))
    lost = untagged(stale, "notis", NOTE)
    assert is_note(cell_of(lost, NOTE))
    assert ids(run(lost, shows("6.3"))) == ids(stale)
    kept = edited(lost, NOTE, "Mina ord.")
    assert not is_note(cell_of(kept, NOTE))


def test_removing_the_note_alone_settles_nothing() -> None:
    stale = without(run(written("6.1"), shows("6.3")), NOTE)
    assert state(stale) is State.STALE


def test_confirming_binds_the_words_takes_note_and_tag_away_and_says_who() -> None:
    stale = run(written("6.1"), shows("6.3"))
    read = confirmed(stale, OURS, "Anna Ek")
    assert (note(read), tags_of(cell_of(read, OURS))) == ("", ["kommentar"])
    assert own(read)["bekräftad"] == {"av": "Anna Ek"}
    assert own(read)["värden"]["utfall.sjukfranvaro"] == "6,3\u00a0%"
    assert state(read) is State.CONFIRMED
    again = run(read, shows("6.3"))
    assert cell_of(again, OURS) == cell_of(read, OURS)
    assert ids(again) == ids(read)


def test_a_confirmation_lapses_when_values_or_words_change() -> None:
    read = confirmed(run(written("6.1"), shows("6.3")), OURS, "Anna Ek")
    stale = run(read, shows("6.4"))
    assert "6,3 % → 6,4 %" in note(stale)
    assert "bekräftad" not in own(stale)
    rewritten = run(edited(read, OURS, "Nya ord."), shows("6.3"))
    assert "bekräftad" not in own(rewritten)


def test_confirming_one_commentary_leaves_the_others_as_they_are() -> None:
    stale = run(edited(written("6.1"), "kommentar-ekonomi", "Bra."), two_perspectives("6.3"))
    read = confirmed(stale, "kommentar-ekonomi", "A")
    assert note(read) == note(stale)
    assert cell_of(read, OURS) == cell_of(stale, OURS)


def test_confirming_keeps_words_that_somebody_wrote_in_the_note() -> None:
    typed = edited(run(written("6.1"), shows("6.3")), NOTE, "Ring HR.")
    assert "Ring HR." in [cell["source"] for cell in confirmed(typed, OURS, "A")["cells"]]


def test_an_analysts_own_tag_granska_does_nothing_and_stays() -> None:
    first = run(written("6.1"), shows("6.1"))
    cell_of(first, OURS)["metadata"]["tags"] = ["kommentar", "granska"]
    later = run(first, shows("6.1"))
    assert (tags_of(cell_of(later, OURS)), note(later)) == (["kommentar", "granska"], "")


# --- as saved ------------------------------------------------------------------------------


def test_standing_tells_each_commentary_with_its_section_and_changes() -> None:
    nb = run(written("6.1"), shows("6.3"))
    change = Change("Sjukfrånvaro", "", "6,1\u00a0%", "6,3\u00a0%")
    assert standing(nb) == (
        Standing(OURS, "Medarbetare", State.STALE, (change,)),
        Standing("kommentar-ekonomi", "Ekonomi", State.BARE),
    )
    assert (change.label, change.said) == ("Sjukfrånvaro", "6,1\u00a0% → 6,3\u00a0%")


def test_standing_of_a_notebook_that_is_not_ours_is_nothing() -> None:
    assert standing({"cells": [markdown("a", "Text")], "metadata": {}}) == ()


# --- of too few persons --------------------------------------------------------------------


def hidden() -> Report:
    """A report where sjukfrånvaro is of too few persons, and holds no figure of them."""
    return of_measures(
        numeric(
            "sjukfranvaro", "6.1", "5.1", name="Sjukfrånvaro", withheld=True,
            utfall=None, utfall_text=WITHHELD, fulfilment=Fulfilment.UNAVAILABLE,
        )
    )  # fmt: skip


def test_a_value_that_is_withheld_is_told_to_be_and_never_again_what_it_was() -> None:
    once = run(run(written("6.1"), shows("6.1")), hidden())
    again = run(once, hidden())
    for nb in (once, again):
        assert f"Sjukfrånvaro har ändrats till ”{WITHHELD}” sedan kommentaren skrevs." in note(nb)
        assert "6,1" not in to_bytes(nb).decode()
        assert state(nb) is State.STALE
    assert to_bytes(again) == to_bytes(once)
    assert note(run(untagged(once, "granska"), hidden())) == ""


def test_words_typed_beside_a_value_that_this_run_withholds_hold_no_trace_of_it() -> None:
    once = run(written("6.1"), hidden())
    assert f"till ”{WITHHELD}”" in note(once)
    assert "6,1" not in to_bytes(once).decode()


def test_a_value_that_may_be_shown_again_is_told_without_the_one_before() -> None:
    again = run(run(written("6.1"), hidden()), shows("6.3"))
    assert "Sjukfrånvaro är nu 6,3 % (det tidigare värdet visas inte)" in note(again)
    arrived = run(edited(run(None, hidden()), OURS, WORDS), shows("6.3"))
    assert "Sjukfrånvaro Visas ej (få personer) → 6,3 %" in note(arrived)


def test_a_colleagues_copy_brings_no_value_that_is_withheld_here() -> None:
    theirs = as_left(written("6.1", "Ekonomin."))
    assert "6,1" in to_bytes({**theirs, "metadata": {}}).decode()
    copy = copy_without_withheld(theirs, run(None, hidden()))
    assert "6,1" not in str(own(copy)["värden"])
    assert own(copy)["skrivet"] == own(theirs)["skrivet"]
    assert copy_without_withheld(theirs, run(None, shows("6.3"))) == theirs


def test_history_without_figures_has_no_notes_and_the_new_facts() -> None:
    stale = edited(run(written("6.0"), shows("6.1")), "kommentar-ekonomi", "Mina ord.")
    bare = for_history(stale, run(stale, hidden()))
    assert NOTE not in ids(bare)
    assert "Mina ord." in [cell["source"] for cell in bare["cells"]]
    for told in ("6,1", "6.1", "6,0"):
        assert told not in to_bytes(bare).decode()
    kept = for_history(edited(stale, NOTE, "Ring HR."), run(stale, hidden()))
    assert text_of(kept, NOTE) == "Ring HR."
    assert "6,1" not in to_bytes(kept).decode()


# --- always --------------------------------------------------------------------------------

OUTCOMES = st.sampled_from(["5.9", "6.1", "6.3"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["nothing", "edit", "untag", "confirm"]), OUTCOMES), max_size=6
)


@settings(max_examples=40, deadline=None)
@given(OUTCOMES, STEPS)
def test_a_note_stands_exactly_while_shown_and_settled_values_differ(
    first: str, steps: list[tuple[str, str]]
) -> None:
    nb, settled, shown = written(first), first, first
    for number, (deed, outcome) in enumerate(steps):
        if deed == "edit":
            nb, settled = edited(nb, OURS, f"Ord {number}."), shown
        elif deed == "untag" and "granska" in tags_of(cell_of(nb, OURS)):
            nb, settled = untagged(nb, "granska"), shown
        elif deed == "confirm":
            nb, settled = confirmed(nb, OURS, "A"), shown
        nb, shown = run(nb, shows(outcome)), outcome
        told = f"{settled} % → {shown} %".replace(".", ",")
        assert (told in note(nb)) is (settled != shown)
        assert (state(nb) is State.STALE) is (settled != shown)
        assert bool(note(nb)) is ("granska" in tags_of(cell_of(nb, OURS)))
        assert to_bytes(run(nb, shows(shown))) == to_bytes(nb)
