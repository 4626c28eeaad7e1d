"""What stands in the way: gathered from a notebook as saved, in its order, each with a remedy."""

import json
from dataclasses import replace
from typing import Any

import pytest

from notebook_samples import (
    PROMPT,
    cell_of,
    code,
    edited,
    executed,
    fresh,
    ids,
    markdown,
    master,
    text_of,
    two_perspectives,
    with_cell,
    without,
)
from samples import numeric, report
from styrkort.blocks import MIME
from styrkort.errors import InputError
from styrkort.narrative import join, with_bases
from styrkort.narrative.binding import bind
from styrkort.narrative.carrying import carry
from styrkort.notebook import Notebook, parse, to_bytes
from styrkort.notebook.shape import names_in
from styrkort.review import Context, Finding, blocking, findings_of, with_review
from styrkort.review.context import other_in
from styrkort.review.inlist import HEADING
from styrkort.review.listing import listed
from styrkort.review.machinelist import as_json
from styrkort.review.placed import at_cell
from styrkort.review.wordings import in_short, pointer
from styrkort.scorecard import Report
from styrkort.terms import FindingKind

NOTHING_AROUND = Context()
STAFF, MONEY = "kommentar-medarbetare", "kommentar-ekonomi"
DATED = "Utfallet per april 2022 är för högt. Det kommenteras i divisionens delårsrapport."


def found(nb: Notebook, context: Context = NOTHING_AROUND) -> tuple[Finding, ...]:
    return findings_of(parse(to_bytes(nb), "prov.ipynb"), context)


def kinds(nb: Notebook, context: Context = NOTHING_AROUND) -> list[FindingKind]:
    return [one.kind for one in found(nb, context)]


def only(nb: Notebook, kind: FindingKind, context: Context = NOTHING_AROUND) -> Finding:
    [one] = [one for one in found(nb, context) if one.kind is kind]
    return one


def run(made: Report | None = None, old: Notebook | None = None) -> Notebook:
    """A run's notebook: carried, bound, executed."""
    return executed(bind(carry(old, fresh(made)), old))


def settled(nb: Notebook) -> Notebook:
    """Every Ej uppfyllt has its word."""
    for id in (STAFF, MONEY):
        nb = edited(nb, id, "Resultatet kommenteras i divisionens delårsrapport.")
    return nb


def tagged(nb: Notebook, id: str, *tags: str) -> Notebook:
    cells = [
        {**c, "metadata": {**c["metadata"], "tags": [*c["metadata"].get("tags", ()), *tags]}}
        if c["id"] == id
        else c
        for c in nb["cells"]
    ]
    return {**nb, "cells": cells}


def untagged(nb: Notebook, id: str, tag: str) -> Notebook:
    cells = [
        {
            **c,
            "metadata": {
                **c["metadata"],
                "tags": [t for t in c["metadata"].get("tags", ()) if t != tag],
            },
        }
        if c["id"] == id
        else c
        for c in nb["cells"]
    ]
    return {**nb, "cells": cells}


# Ej uppfyllt without a word


def test_every_ej_uppfyllt_without_a_commentary_blocks_and_says_where_to_write() -> None:
    silent = [one for one in found(run()) if one.kind is FindingKind.UNCOMMENTED]
    assert [one.cell for one in silent] == [STAFF, MONEY]
    first = silent[0]
    assert first.blocks
    assert first.value == "Måttet sjukfranvaro: utfall 6,3\u00a0%, Ej uppfyllt"
    assert "kommentar_krävs: nej" in first.remedy
    assert "under rubriken ”Medarbetare”" in first.place
    assert first.code == ""


def test_a_commentary_that_names_no_measure_speaks_of_its_whole_table() -> None:
    nb = edited(run(), STAFF, "Utfallet beror på vinterns influensa.")
    assert [one.cell for one in found(nb) if one.kind is FindingKind.UNCOMMENTED] == [MONEY]


def test_a_commentary_that_speaks_of_another_measure_leaves_this_one_without_a_word() -> None:
    nb = edited(run(), MONEY, "Inköpen: {eval}`utfall.inkop`, som väntat.")
    assert only(edited(nb, STAFF, "Vintern."), FindingKind.UNCOMMENTED).cell == MONEY


def test_a_measure_that_is_quoted_or_named_anywhere_in_the_report_has_its_word() -> None:
    nb = edited(settled(run()), MONEY, "Inköpen: {eval}`utfall.inkop`, som väntat.")
    assert kinds(nb) == [FindingKind.UNCOMMENTED]
    assert kinds(with_cell(nb, markdown("ny", "Se {eval}`utfall.budget`: dyrt."), "slut")) == []
    assert kinds(with_cell(nb, markdown("ny", "Måttet budget nåddes inte."), "slut")) == []


def test_a_heading_that_names_the_measure_is_no_word_about_it() -> None:
    nb = edited(settled(run()), MONEY, "Inköpen: {eval}`utfall.inkop`, som väntat.")
    nb = with_cell(nb, markdown("ny", "#### Måttet budget"), "slut")
    assert kinds(nb) == [FindingKind.UNCOMMENTED]


def test_a_pointer_to_the_main_report_counts_for_the_whole_table_beside_it() -> None:
    words = "Inköpen: {eval}`utfall.inkop`. Övriga mått kommenteras i divisionens delårsrapport."
    assert kinds(edited(settled(run()), MONEY, words)) == []


def test_a_measure_that_the_plan_excuses_needs_no_word() -> None:
    made = two_perspectives()
    first, *rest = made.measures
    excused = replace(made, measures=(replace(first, must_be_commented=False), *rest))
    silent = [one for one in found(run(excused)) if one.kind is FindingKind.UNCOMMENTED]
    assert [one.cell for one in silent] == [MONEY]


def test_one_perspectives_word_is_enough_for_a_measure_that_two_show() -> None:
    made = report(
        ("Medarbetare", (numeric("a", "2", "1", higher=False, also_in=("Ekonomi",)),)),
        ("Ekonomi", (numeric("b", "2", "1"),)),
    )
    staff, money = made.perspectives
    [objective] = money.objectives
    [factor] = objective.success_factors
    shown = replace(objective, success_factors=(replace(factor, measures=("b", "a")),))
    made = replace(made, perspectives=(staff, replace(money, objectives=(shown,))))
    assert kinds(run(made)) == [FindingKind.UNCOMMENTED]
    assert kinds(edited(run(made), MONEY, "Det blev dyrt i år.")) == []


def test_an_unread_draft_is_no_word_about_anything() -> None:
    nb = edited(run(), STAFF, "Det blev så.")
    assert STAFF not in [one.cell for one in found(nb) if one.kind is FindingKind.UNCOMMENTED]
    draft = tagged(nb, STAFF, "utkast")
    assert [one.kind for one in found(draft) if one.cell == STAFF] == [
        FindingKind.DRAFT,
        FindingKind.UNCOMMENTED,
    ]


def test_a_measure_whose_commentary_was_removed_is_told_of_under_its_heading() -> None:
    one = next(f for f in found(without(run(), STAFF)) if f.kind is FindingKind.UNCOMMENTED)
    assert one.cell == ""
    assert one.section == "Medarbetare"


# Unresolved merges, drafts, stale words


def test_a_new_starting_text_beside_an_edited_cell_blocks_until_it_is_removed() -> None:
    old = edited(settled(run()), "text", "Egna ord.")
    nb = executed(bind(carry(old, fresh(of=master(text="Ny text."))), old))
    [key] = [id for id in ids(nb) if id.endswith("ny-text")]
    one = only(nb, FindingKind.MERGE)
    assert (one.cell, one.blocks, one.code) == (key, True, "")
    assert one.quote == "Ny text."
    assert kinds(without(nb, key)) == []


@pytest.mark.parametrize("bare", [False, True])
def test_a_marked_text_blocks_until_its_mark_is_gone_also_where_it_was_written_in(
    bare: bool,
) -> None:
    nb = executed(with_bases(bind(fresh(), None)))
    copy = edited(nb, MONEY, "Om pengar, enligt kollegan.")
    both = join(edited(nb, MONEY, "Om pengar, enligt mig."), copy, "Karins kopia.ipynb").notebook
    asked = f"{MONEY}-ny-text"
    text = text_of(both, asked)
    written = edited(both, asked, f"{text} Och mer.")
    merged = without(edited(both, MONEY, f"Om pengar.\n\n{text}"), asked)
    for left in (both, written, merged):
        cells = [{**c, "metadata": {}} if bare else c for c in left["cells"]]
        one = only({**left, "cells": cells}, FindingKind.MERGE)
        assert "Karins kopia.ipynb" in one.message
        assert one.quote.startswith("Om pengar, enligt kollegan.")
    assert FindingKind.MERGE not in kinds(edited(both, asked, "Om pengar, enligt kollegan."))


def test_words_without_a_place_block_until_they_are_moved_or_removed() -> None:
    two = two_perspectives()
    old = edited(settled(run()), MONEY, "Ord om pengar.")
    one_left = replace(two, perspectives=two.perspectives[:1], measures=two.measures[:1])
    nb = executed(bind(carry(old, fresh(one_left)), old))
    one = only(nb, FindingKind.MERGE)
    assert one.quote == "Ord om pengar."
    assert one.section == "Text utan plats"
    lost = cell_of(nb, one.cell)
    assert kinds(with_cell(without(nb, one.cell), lost, "text")) == []


def test_code_that_is_kept_but_not_run_blocks() -> None:
    raw = {**markdown("gammal", "print(1)", "tidigare-kod"), "cell_type": "raw"}
    assert kinds(with_cell(settled(run()), raw, "slut")) == [FindingKind.MERGE]


def test_words_whose_values_have_changed_block_with_what_they_were_and_are() -> None:
    old = settled(run())
    nb = run(two_perspectives("6.5"), run(None, old))
    one = only(nb, FindingKind.STALE)
    assert one.cell == STAFF
    assert "6,3\u00a0% → 6,5\u00a0%" in one.value
    assert (
        "make confirm PERIOD=DÅ08 YEAR=2022 DIVISION=provdivision CELL=kommentar-medarbetare"
        in (one.remedy)
    )
    assert kinds(untagged(nb, STAFF, "granska")) == []


# The words against the numbers


def test_a_wrong_report_date_blocks_with_its_words_its_place_and_a_code() -> None:
    nb = edited(settled(run()), STAFF, DATED)
    one = only(nb, FindingKind.DATE)
    assert one.blocks
    assert "per april 2022" in one.quote
    assert one.cell == STAFF
    assert len(one.code) == 6


def test_what_styrkort_generated_is_read_only_for_dates() -> None:
    text = "Rapporten gäller per april 2022. Sjukfrånvaron 6,3 kr."
    nb = executed(bind(fresh(of=master(text=text)), None))
    assert FindingKind.UNIT not in kinds(nb)
    assert only(nb, FindingKind.DATE).cell == "text"


def test_plan_and_period_texts_are_read_and_told_of_by_file() -> None:
    made = replace(two_perspectives(), introduction="Utfallet redovisas per april 2022.")
    one = only(run(made), FindingKind.DATE)
    assert one.place == "params/provdivision/2022/plan.yaml, inledning"
    assert one.cell == ""


def test_styrkorts_own_notes_are_not_read() -> None:
    nb = with_cell(settled(run()), markdown("n", "Det var per april 2022.", "notis"), "slut")
    assert kinds(nb) == []


def test_another_reports_paragraph_word_for_word_is_advice() -> None:
    words = (
        "Arbetet med att minska frånvaron har fortsatt under perioden, bland annat genom tidiga "
        "samtal, stöd till cheferna och en översyn av scheman i de enheter där den är högst. "
        "Resultatet kommenteras i divisionens delårsrapport."
    )
    around = Context({"Division Annan, DÅ08 2022": (words,)})
    one = only(edited(settled(run()), STAFF, words), FindingKind.COPY, around)
    assert not one.blocks
    assert "Division Annan, DÅ08 2022" in f"{one.message} {one.value}"


# Copies in the folder


def test_another_notebook_in_the_folder_is_named_with_how_to_bring_it_in() -> None:
    name = "outputs/prov/2022-da08/prov-2022-da08 - Kopia.ipynb"
    one = only(settled(run()), FindingKind.FORK, Context(forks=(name,)))
    assert not one.blocks
    assert f'make import FILE="{name}"' in one.remedy
    assert one.section == "Mappen"


# Accepting


@pytest.fixture
def dated() -> Notebook:
    return edited(settled(run()), STAFF, DATED)


def test_a_tag_with_a_reason_accepts_on_any_cell(dated: Notebook) -> None:
    name = only(dated, FindingKind.DATE).code
    for place in (STAFF, "slut", "tabell-ekonomi"):
        one = only(tagged(dated, place, f"ok-{name}:jämförelsen avses"), FindingKind.DATE)
        assert (one.accepted, one.blocks) == ("jämförelsen avses", False)


@pytest.mark.parametrize("end", ["", ":", ": ", ": –"])
def test_a_tag_without_a_reason_accepts_nothing_and_the_list_says_so(
    dated: Notebook, end: str
) -> None:
    name = only(dated, FindingKind.DATE).code
    one = only(tagged(dated, STAFF, f"ok-{name}{end}"), FindingKind.DATE)
    assert one.blocks
    assert f"Taggen ok-{name} saknar skäl" in one.remedy


def test_the_first_word_after_the_colon_is_reason_enough(dated: Notebook) -> None:
    name = only(dated, FindingKind.DATE).code
    one = only(tagged(dated, STAFF, f"OK-{name.upper()}:jämförelsen", "avses"), FindingKind.DATE)
    assert one.accepted == "jämförelsen"


def test_an_acceptance_lapses_when_the_sentence_changes(dated: Notebook) -> None:
    name = only(dated, FindingKind.DATE).code
    nb = tagged(dated, STAFF, f"ok-{name}:rätt")
    assert not blocking(found(nb))
    again = edited(nb, STAFF, DATED.replace("högt", "lågt"))
    assert [one.kind for one in blocking(found(again))] == [FindingKind.DATE]


def test_the_plan_accepts_by_code_too() -> None:
    made = replace(two_perspectives(), introduction="Utfallet redovisas per april 2022.")
    name = only(run(made), FindingKind.DATE).code
    said = replace(made, accepted=((name, "avser jämförelsen"),))
    assert only(run(said), FindingKind.DATE).accepted == "avser jämförelsen"


def test_what_has_its_own_way_out_has_no_code() -> None:
    old = settled(run())
    nb = run(two_perspectives("6.5"), run(None, old))
    without_codes = (FindingKind.STALE, FindingKind.UNCOMMENTED)
    assert {one.code for one in found(nb) if one.kind in without_codes} == {""}


# The lists


def test_a_list_goes_heading_by_heading_and_tells_first_what_blocks() -> None:
    nb = edited(run(), MONEY, DATED)
    around = Context(forks=("a.ipynb",))
    sections = [one.section for one in found(nb, around)]
    assert sections == ["Medarbetare", "Ekonomi", "Mappen"]
    text = listed(found(nb, around), 100)
    assert text.index("Medarbetare\n  Hindrar: ") < text.index("Ekonomi\n  Hindrar: fel period")
    assert text.endswith("2 saker hindrar publicering. Råd: 1.")


def test_the_terminals_list_keeps_to_its_width_and_says_all_of_each(dated: Notebook) -> None:
    [one] = found(dated)
    text = listed((one,), 60)
    assert max(map(len, text.splitlines())) <= 60
    flat = " ".join(text.split())
    assert one.place == f"cell {STAFF}, under rubriken ”{one.section}”"
    for said in (f"(cell {STAFF})", one.message, one.quote, one.value, one.remedy, one.code):
        assert " ".join(said.split()) in flat


def test_a_commentary_that_waits_is_quoted_as_it_is_read() -> None:
    nb = run()
    [index] = [n for n, cell in enumerate(nb["cells"]) if cell["id"] == STAFF]
    quoting = {**nb["cells"][index], "source": "Den är {eval}`utfall.sjukfranvaro` nu."}
    cells = [*nb["cells"][:index], quoting, *nb["cells"][index + 1 :]]
    one = at_cell({**nb, "cells": cells}, index, FindingKind.STALE, "m", "r").finding
    assert one.quote == f"Den är {names_in(nb)['utfall.sjukfranvaro']} nu.".replace("\u00a0", " ")


def test_nothing_in_the_way_is_said_too() -> None:
    assert listed((), 80) == "Inget hindrar publicering."
    assert pointer((), "make review PERIOD=DÅ08") == "Inget hindrar publicering."


def test_one_is_a_thing_and_two_are_things(dated: Notebook) -> None:
    [one] = found(dated)
    assert in_short((one,)) == "1 sak hindrar publicering"
    assert pointer((one, one), "make review PERIOD=DÅ08") == (
        "2 saker hindrar publicering. Se make review PERIOD=DÅ08"
    )


def test_what_is_accepted_stands_last_with_its_reason(dated: Notebook) -> None:
    name = only(dated, FindingKind.DATE).code
    nb = tagged(without(dated, MONEY), STAFF, f"ok-{name}:jämförelsen avses")
    text = listed(found(nb), 200)
    assert text.index("Ekonomi\n") < text.index("Godtaget\n") < text.index("jämförelsen avses")
    assert text.endswith("1 sak hindrar publicering. Godtaget: 1.")


def test_machines_get_the_same_list(dated: Notebook) -> None:
    name = only(dated, FindingKind.DATE).code
    data = json.loads(as_json(found(dated), {"division": "prov"}))
    assert data["division"] == "prov"
    assert data["hindrar"] is True
    assert data["antal"] == {"hindrar": 1, "råd": 0, "godtagna": 0}
    [one] = data["fynd"]
    assert (one["slag"], one["hindrar"], one["cell"], one["kod"]) == (
        "fel period", True, STAFF, name,
    )  # fmt: skip
    accepted = json.loads(as_json(found(tagged(dated, STAFF, f"ok-{name}:ja då")), {}))
    assert accepted["hindrar"] is False
    assert accepted["fynd"] == []
    assert accepted["godtagna"][0]["skäl"] == "ja då"


def test_the_list_is_the_notebooks_first_output_also_when_nothing_remains() -> None:
    for nb in (run(), settled(run())):
        listing = found(nb)
        told = with_review(nb, listing)
        first = next(cell for cell in told["cells"] if cell.get("outputs"))
        assert first["id"] == "granskning"
        said = "\n".join(output["data"]["text/plain"] for output in first["outputs"])
        assert HEADING in said
        assert in_short(listing) in said
        for one in listing:
            assert one.message in said


def test_the_notebooks_list_is_blocks_and_nothing_else_is_touched(dated: Notebook) -> None:
    told = with_review(dated, found(dated))
    [at] = [i for i, (a, b) in enumerate(zip(dated["cells"], told["cells"], strict=True)) if a != b]
    assert ids(told)[at] == "granskning"
    tables = [o["data"] for o in told["cells"][at]["outputs"] if MIME in o["data"]]
    assert tables[-1][MIME]["typ"] == "tabell"
    assert with_review(told, found(dated)) == told


def test_an_own_master_gets_the_lists_cell_first_and_keeps_one_of_its_own() -> None:
    assert ids(fresh())[0] == "granskning"
    own = code("lista", "from styrkort.display import review_list; review_list()", "granskning")
    assert "granskning" not in ids(fresh(of=master(own)))


def test_a_notebook_without_facts_is_refused_with_a_remedy() -> None:
    nb = run()
    del nb["metadata"]["styrkort"]["fakta"]
    with pytest.raises(InputError, match="Gör om rapporten"):
        found(nb)


# Others' words


def test_only_what_somebody_has_written_counts_as_anothers_words() -> None:
    nb = with_cell(edited(run(), STAFF, "Egna ord."), markdown("ny", "Fler ord."), "slut")
    other = other_in(to_bytes(nb))
    assert other.texts == ("Egna ord.", "Fler ord.")
    assert PROMPT not in other.texts
    assert other.division_name == "Division Prov"


@pytest.mark.parametrize("indent", [None, 1, 2, 4])
def test_anothers_words_are_read_however_the_file_is_laid_out(indent: Any) -> None:
    nb = json.loads(to_bytes(edited(run(), STAFF, "Egna ord.")))
    data = json.dumps(nb, indent=indent).encode()
    assert other_in(data).texts == ("Egna ord.",)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b'{"cells": 3}'])
def test_a_notebook_that_cannot_be_read_has_no_words(data: bytes) -> None:
    assert other_in(data).texts == ()
