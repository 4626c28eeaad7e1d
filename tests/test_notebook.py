"""A notebook as data: reading, expanding the master, settling, writing."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
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
    notebook,
    text_of,
    two_perspectives,
)
from samples import annex, numeric, report
from styrkort.errors import InputError
from styrkort.inline import UnknownName
from styrkort.narrative.binding import bind
from styrkort.notebook import check_names, expand, parse, place, read, settle, to_bytes
from styrkort.notebook.naming import with_perspective

MASTER = Path(__file__).parent.parent / "notebooks" / "rapport.ipynb"


def as_file(**raw: Any) -> bytes:
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [], **raw}
    ).encode()


def raw_cell(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source, **more}


# --- reading -------------------------------------------------------------------------------


def test_text_may_be_one_string_or_a_list_of_lines() -> None:
    cells = [raw_cell("a\nb", id="x"), raw_cell(["a\n", "b"], id="y")]
    assert [cell["source"] for cell in parse(as_file(cells=cells), "n")["cells"]] == ["a\nb"] * 2


def test_lists_that_are_json_are_not_joined() -> None:
    data = {
        "application/json": ["a", "b"],
        "application/vnd.x+json": ["c"],
        "text/plain": ["d", "e"],
    }
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    cell = {**raw_cell("x", id="x"), "cell_type": "code", "outputs": [output]}
    read_back = parse(as_file(cells=[cell]), "n")["cells"][0]["outputs"][0]["data"]
    assert read_back == {**data, "text/plain": "de"}


def test_missing_ids_are_the_same_at_every_reading_and_follow_from_the_text() -> None:
    cells = [raw_cell("a"), raw_cell("b"), raw_cell("a")]
    first, second = (ids(parse(as_file(cells=cells, nbformat_minor=4), "n")) for _ in range(2))
    assert first == second
    assert len(set(first)) == 3
    assert ids(parse(as_file(cells=cells[1:]), "n"))[0] == first[1]


def test_the_first_bearer_of_an_id_keeps_it_and_no_words_are_lost() -> None:
    cells = [raw_cell("ett", id="a"), raw_cell("två", id="a"), raw_cell("tre", id="a")]
    nb = parse(as_file(cells=cells), "n")
    assert ids(nb)[0] == "a"
    assert len(set(ids(nb))) == 3
    assert [cell["source"] for cell in nb["cells"]] == ["ett", "två", "tre"]


def test_an_id_that_an_old_editor_dropped_is_the_one_that_was_noted() -> None:
    cell = raw_cell("x", metadata={"styrkort": {"cell": "kommentar-ekonomi"}})
    assert ids(parse(as_file(cells=[cell]), "n")) == ["kommentar-ekonomi"]


@pytest.mark.parametrize("bad", [7, "", "med mellanslag", "å", "x" * 65, None])
def test_an_id_that_nbformat_forbids_is_replaced(bad: object) -> None:
    (id,) = ids(parse(as_file(cells=[raw_cell("x", id=bad)]), "n"))
    assert id != bad
    assert id.startswith("cell-")


def test_a_file_with_byte_order_mark_is_read() -> None:
    assert parse(b"\xef\xbb\xbf" + as_file(), "n")["cells"] == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"cells": [', "rad 1, kolumn 12"),
        (b"", "skadad"),
        (b"[]", "ingen Jupyter-notebook"),
        (b"\xff\xfe{}", "UTF-8"),
        (b'<<<<<<< HEAD\n{"cells": []}', "rad 1"),
        (as_file(cells=None), "saknar celler"),
        (as_file(cells=["x"]), "cell nummer 1"),
        (as_file(cells=[raw_cell("x"), raw_cell(7)]), "cell nummer 2"),
        (as_file(cells=[{"cell_type": "heading", "source": ""}]), "cell nummer 1"),
        (b"[" * 100_000, "skadad"),
        (b'{"nbformat": 4, "cells": [' + b"9" * 5000 + b"]}", "ett tal är för långt"),
        (b'{"nbformat": true, "cells": []}', "ingen Jupyter-notebook"),
    ],
)
def test_a_broken_file_is_told_by_name_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(data, "outputs/x/x.ipynb")
    (fault,) = caught.value.faults
    assert fault.startswith("outputs/x/x.ipynb: ")
    assert words in fault
    assert "historik/" in fault
    assert "Inget har skrivits över" in fault


@pytest.mark.parametrize(("number", "words"), [(5, "uppgradera styrkort"), (3, "spara den igen")])
def test_other_formats_of_notebooks_are_refused_with_the_way_out(number: int, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse(as_file(nbformat=number), "n")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"saknas\.ipynb: filen kan inte läsas"):
        read(tmp_path / "saknas.ipynb")


def test_a_cell_is_placed_by_its_id_and_the_heading_above_it() -> None:
    nb = notebook(
        code("a", "1"), markdown("b", "# Ett\n\ntext\n\n## Två &amp; tre ##"), code("c", "# nej")
    )
    assert place(nb, 0) == "cell a"
    assert place(nb, 2) == "cell c, under rubriken ”Två & tre”"


# --- expanding -----------------------------------------------------------------------------


def test_the_perspective_section_comes_once_per_perspective_in_plan_order() -> None:
    assert ids(fresh()) == [
        "granskning", "parametrar", "titel", "text",
        "perspektiv-medarbetare", "tabell-medarbetare", "kommentar-medarbetare",
        "perspektiv-ekonomi", "tabell-ekonomi", "kommentar-ekonomi",
        "slut",
    ]  # fmt: skip


def test_the_perspective_s_name_is_put_in_code_and_markdown() -> None:
    nb = fresh()
    assert text_of(nb, "perspektiv-ekonomi") == "### Ekonomi"
    assert text_of(nb, "tabell-ekonomi") == 'table(report, "Ekonomi")'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f(report, perspective)", 'f(report, "A")'),
        ("f(perspective=perspective)", 'f(perspective="A")'),
        ("x.perspective(perspective)", 'x.perspective("A")'),
        ("'perspective'  # perspective", "'perspective'  # perspective"),
        ("perspectives(perspective_1)", "perspectives(perspective_1)"),
        ("f(\n  perspective,\n  perspective)", 'f(\n  "A",\n  "A")'),
        ("for perspective in x:\n  f(perspective)", "for perspective in x:\n  f(perspective)"),
        ("perspective = 1", "perspective = 1"),
        ("[g(perspective) for x in y]", '[g("A") for x in y]'),
        ('f"{perspective}"', 'f"{perspective}"'),
        ("åäö(perspective)", 'åäö("A")'),
        ("perspective == x", '"A" == x'),
        ("f(perspective", 'f("A"'),
        ("!ls\nf(perspective)", '!ls\nf("A")'),
    ],
)
def test_only_the_name_itself_is_replaced_in_code(text: str, expected: str) -> None:
    assert with_perspective(text, "A", "code") == expected


def test_a_perspective_may_have_any_name() -> None:
    name = 'Vård "nära" \\ *ny* | å'
    assert (
        with_perspective("f(perspective)", name, "code")
        == f"f({json.dumps(name, ensure_ascii=False)})"
    )
    assert eval(with_perspective("(perspective)", name, "code")) == name
    assert "*ny*" not in with_perspective("### {perspektiv}", name, "markdown")


def test_seven_perspectives_or_one_run_with_the_same_master() -> None:
    seven = report(*((f"P{n}", (numeric(f"m{n}", "1", "1"),)) for n in range(7)))
    assert sum(id.startswith("tabell-p") for id in ids(fresh(seven))) == 7
    assert "tabell-hållbarhet" not in ids(fresh(report(("Hållbarhet", ()))))
    assert "tabell-hallbarhet" in ids(fresh(report(("Hållbarhet", ()))))


def test_a_commentary_starts_from_the_period_file_s_text_else_from_the_master_s() -> None:
    made = two_perspectives()
    first, second = made.perspectives
    nb = fresh(replace(made, perspectives=(replace(first, comment="Frånvaron ökar.\n"), second)))
    assert text_of(nb, "kommentar-medarbetare") == "Frånvaron ökar."
    assert text_of(nb, "kommentar-ekonomi") == PROMPT


def test_a_commentary_says_what_it_speaks_of_and_what_that_showed() -> None:
    made = two_perspectives()
    first, second = made.perspectives
    second = replace(second, comment="Köp: {eval}`utfall.inkop`.")
    nb = bind(fresh(replace(made, perspectives=(first, second))), None)
    own = cell_of(nb, "kommentar-ekonomi")["metadata"]["styrkort"]
    assert own["grund"] == "Köp: {eval}`utfall.inkop`."
    assert own["om"] == ["inkop"]
    assert own["värden"] == {
        "utfall.inkop": "97\u00a0%",
        "måluppfyllelse.inkop": "Uppfyllt",
        "utveckling.inkop": "–",
    }
    by_default = cell_of(nb, "kommentar-medarbetare")["metadata"]["styrkort"]
    assert by_default["om"] == ["sjukfranvaro"]
    assert cell_of(nb, "kommentar-medarbetare")["metadata"]["tags"] == ["kommentar"]


def test_a_perspective_with_nothing_to_comment_has_a_commentary_only_if_a_text_is_given() -> None:
    made = report(("Samhälle", ()), ("Ekonomi", (numeric("b", "1", "1"),)))
    assert "kommentar-samhalle" not in ids(fresh(made))
    first, second = made.perspectives
    told = replace(made, perspectives=(replace(first, comment="Vi bidrar."), second))
    assert text_of(fresh(told), "kommentar-samhalle") == "Vi bidrar."


def test_a_text_of_the_period_file_finds_a_place_in_any_master() -> None:
    made = two_perspectives()
    told = replace(
        made, perspectives=tuple(replace(p, comment=f"Om {p.name}.") for p in made.perspectives)
    )
    no_prompt = notebook(
        markdown("p", "### {perspektiv}", "per-perspektiv"), markdown("slut", "slut")
    )
    assert ids(expand(no_prompt, told)) == [
        "granskning",
        "p-medarbetare", "kommentar-medarbetare", "p-ekonomi", "kommentar-ekonomi", "slut",
    ]  # fmt: skip
    assert ids(expand(no_prompt, made)) == ["granskning", "p-medarbetare", "p-ekonomi", "slut"]
    no_section = notebook(markdown("titel", "# Rapport"))
    assert ids(expand(no_section, told)) == [
        "granskning", "titel",
        "perspektiv-medarbetare", "kommentar-medarbetare",
        "perspektiv-ekonomi", "kommentar-ekonomi",
    ]  # fmt: skip
    by_hand = notebook(markdown("kommentar-ekonomi", PROMPT, "kommentar"))
    assert text_of(expand(by_hand, told), "kommentar-ekonomi") == "Om Ekonomi."
    assert ids(expand(by_hand, told)).count("kommentar-ekonomi") == 1


def test_several_runs_of_perspective_cells_are_expanded_each_where_it_stands() -> None:
    more = (
        markdown("igen", "#### {perspektiv}", "per-perspektiv"),
        markdown("p", PROMPT, "per-perspektiv", "kommentar"),
    )
    nb = fresh(of=master(*more))
    assert ids(nb)[-4:] == ["igen-medarbetare", "p-medarbetare", "igen-ekonomi", "p-ekonomi"]
    assert ids(nb).count("kommentar-ekonomi") == 1


def test_nothing_of_an_earlier_run_stays_in_the_expanded_notebook() -> None:
    again = expand(executed(master()), two_perspectives())
    assert all(not cell.get("outputs") for cell in again["cells"])
    assert "papermill" not in json.dumps(again)


def test_a_heading_s_short_name_stays_in_the_expanded_notebook() -> None:
    summary = next(c for c in fresh(annex(), read(MASTER))["cells"] if c["id"] == "sammanfattning")
    assert summary["metadata"]["styrkort"]["kort"] == "Sammanfattande bild"


def test_the_notebook_carries_every_name_s_text_and_what_it_is() -> None:
    about = fresh(annex(), read(MASTER))["metadata"]["styrkort"]
    assert about["version"] == 1
    assert about["division"] == "regionstod"
    assert about["divisionsnamn"] == "Division Regionstöd"
    assert (about["period"], about["år"], about["slut"]) == ("DÅ08", 2022, "2022-08-31")
    assert about["status"] == "arbetsversion"
    assert about["namn"]["utfall.sjukfranvaro"] == "6,3\u00a0%"
    assert "delårsrapport augusti 2022" in about["titel"]


def test_long_ids_are_cut_to_what_nbformat_allows_and_stay_apart() -> None:
    long = "x" * 60
    nb = fresh(of=notebook(markdown(long, "a", "per-perspektiv")))
    assert all(len(id) <= 64 for id in ids(nb))
    assert len({id for id in ids(nb) if id.startswith("x")}) == 2


@pytest.mark.parametrize("of", [None, MASTER])
def test_the_expanded_notebook_is_valid(of: Path | None) -> None:
    nb = fresh(annex(), read(of) if of else None)
    nbformat.validate(nbformat.from_dict(nb))


# --- names in the words --------------------------------------------------------------------


def test_every_unknown_name_in_the_words_is_told_with_its_cell_and_heading() -> None:
    nb = edited(edited(fresh(), "text", "{eval}`period.nam`"), "kommentar-ekonomi", "{eval}`x`")
    with pytest.raises(UnknownName) as caught:
        check_names(nb)
    first, second = caught.value.faults
    assert first.startswith("cell text, under rubriken ”Rapport”")
    assert "Menar du ”period.namn”?" in first
    assert second.startswith("cell kommentar-ekonomi, under rubriken ”Ekonomi”")


def test_the_master_quotes_only_names_that_there_are() -> None:
    check_names(fresh(annex(), read(MASTER)))


def test_in_other_notebooks_nothing_is_a_name() -> None:
    check_names(notebook(markdown("a", "{eval}`x`")))


# --- settling and writing ------------------------------------------------------------------


def shown(mime: str, text: str) -> str:
    output = {"output_type": "display_data", "metadata": {}, "data": {mime: text}}
    nb = notebook({**code("a", "x"), "outputs": [output]})
    return str(settle(nb)["cells"][0]["outputs"][0]["data"][mime])


def test_random_ids_of_styled_tables_become_numbers() -> None:
    html = (
        '<style>#T_{0}_row0 {{}}\n#T_{0} th {{}}</style><p id="T_{0}"><b id="T_{0}_r">T_abcde</b>'
    )
    one, other = (shown("text/html", html.format(random)) for random in ("1f2e3", "98ab0"))
    assert one == other
    assert 'id="T_00001_r"' in one


def test_other_random_ids_become_numbers_but_ids_in_data_stay() -> None:
    html = '<div id="{0}"></div><script>f("{0}")</script>{1}'
    uuids = ("5c1bd1f0-3f6b-4a51-9d6e-0f6d5b7a2c11", "0a1bd1f0-3f6b-4a51-8d6e-0f6d5b7a2c22")
    one, other = (shown("text/html", html.format(u, uuids[0][:8])) for u in uuids)
    assert one == other
    assert shown("text/html", uuids[0]) == uuids[0]


def test_addresses_in_memory_are_left_out() -> None:
    assert shown("text/plain", "<x.Y object at 0x7f1234567890>") == "<x.Y object at 0x…>"
    assert shown("text/plain", "färgen är 0x1234567") == "färgen är 0x1234567"


def test_a_warning_s_place_is_the_same_whatever_the_process() -> None:
    lines = [f"/tmp/ipykernel_{pid}/123.py:1: UserWarning: x" for pid in (1, 22)]
    outputs = [{"output_type": "stream", "name": "stderr", "text": line} for line in lines]
    nb = settle(notebook({**code("a", "x"), "outputs": outputs}))
    assert [o["text"] for o in nb["cells"][0]["outputs"]] == ["cell-123.py:1: UserWarning: x"] * 2


def test_times_versions_and_paths_are_gone_and_parameters_known() -> None:
    nb = notebook(
        {
            **code("slump", "PERIOD = 1"),
            "metadata": {
                "tags": ["injected-parameters"],
                "papermill": {"duration": 1},
                "execution": {"iopub.status.busy": "nu"},
            },
        },
        markdown("x", "y"),
        language_info={"name": "python", "version": "3.11.7"},
        papermill={"start_time": "nu"},
    )
    settled = settle(nb)
    assert settled["metadata"] == {"language_info": {"name": "python"}}
    assert ids(settled) == ["inlagda-parametrar", "x"]
    assert "papermill" not in json.dumps(settled)
    assert "execution" not in settled["cells"][0]["metadata"]


def test_settling_twice_changes_nothing_and_words_are_left_alone() -> None:
    nb = executed(fresh())
    typed = 'id="T_1f2e3" at 0x7f1234567890 /tmp/ipykernel_1/2.py'
    nb["cells"].append(markdown("ord", typed))
    assert settle(settle(nb)) == settle(nb)
    assert text_of(settle(nb), "ord") == typed


def test_bytes_are_those_that_nbformat_writes() -> None:
    picture = {"image/svg+xml": "<svg>\n</svg>", "text/html": "<p>\nå</p>", "image/png": "aGVq\n",
               "application/vnd.styrkort+json": {"b": [1], "a": "rad\nrad"}}  # fmt: skip
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": picture},
        {"output_type": "stream", "name": "stdout", "text": "a\nb\u2028c"},
    ]
    pasted = {**markdown("m", "å\n\nö\n"), "attachments": {"x.png": {"image/png": "aGVq"}}}
    nb = notebook({**code("a", "1\n2"), "outputs": outputs}, pasted)
    assert to_bytes(nb).decode() == nbformat.writes(nbformat.from_dict(nb)) + "\n"
    assert parse(to_bytes(nb), "n") == nb


def test_half_a_sign_does_not_stop_the_writing() -> None:
    nb = parse(as_file(cells=[raw_cell("x\ud83d", id="a")]), "n")
    assert parse(to_bytes(nb), "n")["cells"][0]["source"] == "x\ufffd"


def test_what_is_written_is_read_back_as_it_was() -> None:
    nb = executed(fresh(annex(), read(MASTER)))
    assert parse(to_bytes(nb), "n") == nb
    nbformat.validate(nbformat.from_dict(nb))
