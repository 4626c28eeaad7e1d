"""The notebook as different programs save it: words, order and what was added are carried."""

import json
from collections.abc import Callable
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
    with_cell,
)
from styrkort.narrative import join
from styrkort.narrative.binding import as_left
from styrkort.notebook import Notebook, parse, to_bytes

OURS, ECONOMY = "kommentar-medarbetare", "kommentar-ekonomi"


def in_lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def jupyterlab(nb: Notebook) -> bytes:
    """JupyterLab 4, after "Run all": times, trust, its own language information."""
    raw = deepcopy(nb)
    for cell in raw["cells"]:
        cell["source"] = in_lines(cell["source"])
        cell["metadata"] |= {"editable": True, "slideshow": {"slide_type": ""}}
        if cell["cell_type"] == "code":
            times = {"iopub.execute_input": "2022-09-01T08:00:00.1Z"}
            cell["metadata"] |= {"execution": times, "trusted": True}
    raw["metadata"]["language_info"] = {
        "codemirror_mode": {"name": "ipython", "version": 3}, "file_extension": ".py",
        "mimetype": "text/x-python", "name": "python", "version": "3.12.1",
    }  # fmt: skip
    return (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()


def vscode(nb: Notebook) -> bytes:
    """VS Code's notebook editor on Windows: language ids, its own key order, CRLF."""
    cells = []
    for cell in nb["cells"]:
        language = "python" if cell["cell_type"] == "code" else cell["cell_type"]
        noted = {"vscode": {"languageId": language}, **cell["metadata"]}
        text = in_lines(cell["source"].replace("\n", "\r\n"))
        cells.append({**cell, "metadata": noted, "source": text})
    styrkort = nb["metadata"]["styrkort"]
    metadata: dict[str, Any] = {
        "kernelspec": {"display_name": ".venv", "language": "python", "name": "python3"},
        "language_info": {"name": "python", "version": "3.11.9", "pygments_lexer": "ipython3"},
        "styrkort": styrkort,
    }
    raw = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(raw, indent=2).replace("\n", "\r\n").encode()


def vscode_old(nb: Notebook) -> bytes:
    """Older VS Code: nbformat 4.2, and no ids."""
    raw = json.loads(vscode(nb))
    for cell in raw["cells"]:
        del cell["id"]
    return json.dumps({**raw, "nbformat_minor": 2}, indent=1).encode()


def classic(nb: Notebook) -> bytes:
    """Classic Notebook: nbformat 4.4, no ids, extensions' marks."""
    raw = deepcopy(nb)
    for number, cell in enumerate(raw["cells"]):
        del cell["id"]
        cell["source"] = in_lines(cell["source"])
        if cell["cell_type"] == "code":
            cell["metadata"] |= {"collapsed": False, "ExecuteTime": {"end_time": str(number)}}
    raw["metadata"] |= {"toc": {"nav_menu": {}}, "celltoolbar": "Tags"}
    return json.dumps({**raw, "nbformat_minor": 4}, indent=1).encode()


def one_string(nb: Notebook) -> bytes:
    """A program that writes text as one string, a byte order mark and no empty metadata."""
    raw = deepcopy(nb)
    for cell in raw["cells"]:
        if not cell["metadata"]:
            del cell["metadata"]
    return b"\xef\xbb\xbf" + json.dumps(raw).encode()


EDITORS = [jupyterlab, vscode, vscode_old, classic, one_string]


def typed() -> Notebook:
    """Edited words, added and moved cells, a text of the master's in the analyst's words."""
    nb = run(None, told("Ur periodfilen.\n\nMer."))
    nb = edited(nb, OURS, "Ur periodfilen, rättat.\n\nMer.")
    nb = edited(nb, ECONOMY, "# Rubrik\n\n- ett\n- två  \n\n$x^2$ å ä ö")
    nb = edited(nb, "text", "Egen inledning.")
    nb = with_cell(nb, markdown("eget", "Mitt."), OURS)
    nb = with_cell(nb, code("egen-figur", "rita()\nvisa()"), "eget")
    return moved(nb, "slut", "titel")


@pytest.mark.parametrize("save", EDITORS)
@pytest.mark.parametrize("newer", [None, "Ur periodfilen.\n\nMer.", "Ur periodfilen.\n\nAnnat."])
def test_whatever_program_saved_it_the_same_words_stand_in_the_same_places(
    save: Callable[[Notebook], bytes], newer: str | None
) -> None:
    report = None if newer is None else told(newer)
    expected = run(typed(), report)
    once = run(parse(save(typed()), "prov.ipynb"), report)
    assert ids_but_own(once) == ids_but_own(expected)
    assert [same(c["source"]) for c in once["cells"]] == [
        same(c["source"]) for c in expected["cells"]
    ]
    assert [tags_of(cell) for cell in once["cells"]] == [
        tags_of(cell) for cell in expected["cells"]
    ]
    assert to_bytes(run(once, report)) == to_bytes(once)


def same(text: str) -> str:
    return text.replace("\r\n", "\n")


def ids_but_own(nb: Notebook) -> list[str]:
    """The ids in order; those of added cells may be new where the program lost them."""
    return [id if id in ids(run(None)) else "-" for id in ids(nb)]


@pytest.mark.parametrize("save", EDITORS)
def test_a_save_without_any_edit_is_no_edit(save: Callable[[Notebook], bytes]) -> None:
    first = run(None, told("Ett.\n\nTvå."))
    once = run(
        parse(save(first), "prov.ipynb"), told("Nytt.\n\nTvå."), master(text="Ny inledning.")
    )
    fresh = run(first, told("Nytt.\n\nTvå."), master(text="Ny inledning."))
    assert [(c["id"], c["source"]) for c in once["cells"]] == [
        (c["id"], c["source"]) for c in fresh["cells"]
    ]


def stripped(nb: Notebook, *, lost_ids: bool, whole: bool) -> Notebook:
    """A program that keeps only text: no cell has any metadata."""
    raw: dict[str, Any] = deepcopy(nb)
    for cell in raw["cells"]:
        cell["metadata"] = {}
        if lost_ids:
            del cell["id"]
    if whole:
        raw["metadata"] = {}
    return parse(json.dumps({**raw, "nbformat_minor": 4 if lost_ids else 5}).encode(), "prov.ipynb")


@pytest.mark.parametrize("lost_ids", [False, True])
@pytest.mark.parametrize("whole", [False, True])
def test_words_stay_commentary_though_every_mark_is_lost(lost_ids: bool, whole: bool) -> None:
    wrote = edited(edited(run(None), OURS, "Mina ord."), ECONOMY, "Fler ord.")
    once = run(stripped(wrote, lost_ids=lost_ids, whole=whole))
    assert text_of(once, OURS) == "Mina ord."
    assert text_of(once, ECONOMY) == "Fler ord."
    assert tags_of(cell_of(once, OURS)) == ["kommentar"]
    assert ids(once) == ids(run(None))
    assert to_bytes(run(once)) == to_bytes(once)


@pytest.mark.parametrize("lost_ids", [False, True])
def test_an_own_cell_below_lost_commentary_is_no_commentary(lost_ids: bool) -> None:
    wrote = with_cell(edited(run(None), OURS, "Mina ord."), markdown("eget", "Mitt."), OURS)
    once = run(stripped(wrote, lost_ids=lost_ids, whole=True))
    at = ids(once).index(OURS)
    assert [c["source"] for c in once["cells"][at : at + 2]] == ["Mina ord.", "Mitt."]
    assert all_text(once).count("Mitt.") == 1


def test_what_was_written_in_the_run_s_parameters_is_kept_though_marks_were_dropped() -> None:
    wrote = edited(run(None), "inlagda-parametrar", '# Parameters\nPERIOD = "DÅ08"  # mitt ord')
    for cell in wrote["cells"]:
        cell["metadata"].pop("styrkort", None)
    once = run(wrote)
    assert all_text(once).count("# mitt ord") == 1
    assert not any("mitt ord" in c["source"] for c in once["cells"] if c["cell_type"] == "code")


def test_both_halves_of_a_cell_split_in_jupyterlab_are_kept_whatever_their_ids() -> None:
    wrote = edited(run(None, told("Ett.")), OURS, "Första.\n\nAndra.")
    for first_id, second_id in ((OURS, "6f1d2c3b"), ("6f1d2c3b", OURS), ("6f1d2c3b", "0a9b8c7d")):
        nb = deepcopy(wrote)
        at = ids(nb).index(OURS)
        halves = [
            {**deepcopy(nb["cells"][at]), "id": id, "source": text}
            for id, text in ((first_id, "Första."), (second_id, "Andra."))
        ]
        nb["cells"][at : at + 1] = halves
        once = run(parse(jupyterlab(nb), "prov.ipynb"), told("Ett."))
        text = all_text(once)
        assert (text.count("Första."), text.count("Andra.")) == (1, 1)
        assert text.index("Första.") < text.index("Andra.")
        assert ids(once).count(OURS) == 1
        assert to_bytes(run(once, told("Ett."))) == to_bytes(once)


def test_two_cells_merged_in_jupyterlab_are_one_and_the_other_comes_back_as_generated() -> None:
    wrote = edited(run(None), OURS, "### Medarbetare\n\nMina ord.")
    merged = {**wrote, "cells": [c for c in wrote["cells"] if c["id"] != "perspektiv-medarbetare"]}
    once = run(parse(jupyterlab(merged), "prov.ipynb"))
    assert text_of(once, OURS) == "### Medarbetare\n\nMina ord."
    assert text_of(once, "perspektiv-medarbetare") == "### Medarbetare"


@pytest.mark.parametrize("odd", [5, None, "x", [], [5], {}, {"a": 5}])
@pytest.mark.parametrize(
    "key", ["celler", "perspektiv", "namn", "fakta", "infört", "visas_ej", "tabell", "om", "värden"]
)
def test_what_somebody_has_written_under_our_keys_costs_no_word(key: str, odd: object) -> None:
    wrote = edited(run(None), OURS, "Mina ord.")
    wrote["metadata"]["styrkort"][key] = odd
    for cell in wrote["cells"]:
        cell["metadata"].setdefault("styrkort", {})[key] = odd
    saved = parse(to_bytes(wrote), "prov.ipynb")
    assert all_text(run(saved)).count("Mina ord.") == 1
    copy = join(as_left(run(None)), as_left(saved), "kopia.ipynb").notebook
    assert all_text(copy).count("Mina ord.") == 1
