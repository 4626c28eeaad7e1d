"""The calls of the master: each output carries one block in every form, or there is no output."""

import inspect
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import styrkort.display as calls
from samples import annex, measure, report
from styrkort.blocks import MIME, Cell, Figure, Table
from styrkort.errors import InputError
from styrkort.inline import with_plan_texts_filled
from styrkort.loading import SNAPSHOT_VARIABLE
from styrkort.markup import from_json
from styrkort.outputs import Markdown, Shown, mime_bundle
from styrkort.period import Period
from styrkort.report import build_report
from styrkort.scorecard import Report
from styrkort.snapshot import to_snapshot
from styrkort.terms import Fulfilment
from styrkort.views.showing import EVERY

OF_REPORT = [
    name
    for name in calls.__all__
    if name not in ("load_report", "perspective")
    and list(inspect.signature(getattr(calls, name)).parameters) == ["report"]
]
OF_PERSPECTIVE = [
    name
    for name in calls.__all__
    if name not in ("load_report", "perspective", "review_list", *OF_REPORT)
]


def every_shown() -> Iterator[tuple[str, Shown | None]]:
    one = annex()
    yield "review_list", calls.review_list()
    for name in OF_REPORT:
        yield name, getattr(calls, name)(one)
    for name in OF_PERSPECTIVE:
        for perspective in (EVERY, *(each.name for each in one.perspectives)):
            yield name, getattr(calls, name)(one, perspective)


def test_the_setup_cell_defines_the_calls_and_perspective_and_nothing_else() -> None:
    space: dict[str, Any] = {}
    exec("from styrkort.display import *", space)
    assert set(space) - {"__builtins__"} == set(calls.__all__)
    assert space["perspective"] == EVERY
    assert all(callable(space[name]) for name in calls.__all__ if name != "perspective")


def test_the_modules_own_description_names_every_call() -> None:
    assert all(f"``{name}``" in (calls.__doc__ or "") for name in calls.__all__)
    assert all(getattr(calls, name).__doc__ for name in calls.__all__ if name != "perspective")


def test_every_output_carries_exactly_one_block_that_its_json_gives_back() -> None:
    for name, shown in every_shown():
        for block in shown.blocks if shown else ():
            bundle = mime_bundle(block)
            if isinstance(block, Markdown):
                assert bundle == {"text/markdown": block.text, "text/plain": block.text}, name
            else:
                assert from_json(bundle[MIME]) == block, name
                assert bundle["text/html"].startswith("<"), name
                assert bundle["text/plain"].strip(), name


def test_only_figures_carry_a_picture() -> None:
    for _, shown in every_shown():
        for block in shown.blocks if shown else ():
            assert ("image/svg+xml" in mime_bundle(block)) == isinstance(block, Figure)


def test_a_call_with_nothing_to_show_makes_no_output() -> None:
    one = annex()
    assert calls.forecasts_table(one) is None
    assert calls.unit_table(one, "Ekonomi") is None
    assert calls.perspective_figure(one, "Verksamhet") is None
    assert calls.perspective_counts(one, "Samhälle") is None
    assert calls.introduction(one) is None


def test_jupyter_is_given_one_output_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[dict[str, Any], bool]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: given.append((data, raw)))
    shown = calls.perspective_table(annex(), "Ekonomi")
    assert shown is not None
    shown._ipython_display_()
    assert [(data[MIME]["typ"], raw) for data, raw in given] == [("rad", True), ("tabell", True)]


def test_without_a_perspective_every_one_is_shown_under_its_name() -> None:
    shown = calls.perspective_counts(annex(), calls.perspective)
    assert str(shown) == (
        "Perspektiv: Verksamhet\n\n2 uppfyllda, 1 delvis, 2 ej mätta\n\n"
        "Perspektiv: Medarbetare\n\n1 uppfyllt, 1 ej uppfyllt, 5 ej mätta\n\n"
        "Perspektiv: Ekonomi\n\n2 ej uppfyllda, 1 räknas i Verksamhet"
    )


def test_every_measure_of_the_plan_is_in_the_perspectives_tables() -> None:
    shown = str(calls.perspective_table(annex(), EVERY))
    assert all((each.components or (each.name,))[0] in shown for each in annex().measures)


def test_the_plans_words_are_markdown_with_the_values_they_quote() -> None:
    one = replace(annex(), introduction="Sjukfrånvaron är {eval}`utfall.sjukfranvaro`.\n")
    shown = calls.introduction(with_plan_texts_filled(one))
    assert shown is not None
    assert shown.blocks == (Markdown("Sjukfrånvaron är 6,3\u00a0%."),)


def test_unknown_values_in_the_plans_words_are_all_named_with_their_places() -> None:
    known = annex()
    first = replace(known.perspectives[0], description="{eval}`mål.fel`")
    one = replace(
        known, introduction="{eval}`utfall.fel`", perspectives=(first, *known.perspectives[1:])
    )
    with pytest.raises(InputError) as raised:
        with_plan_texts_filled(one)
    messages = raised.value.faults
    assert messages[0].startswith("params/regionstod/2022/plan.yaml, inledning: ")
    assert "plan.yaml, inledning: namnet ”utfall.fel”" in messages[0]
    assert f"plan.yaml, perspektivet {first.name}: namnet ”mål.fel”" in messages[1]


def test_a_perspective_with_neither_words_nor_measures_says_so() -> None:
    silent = report(("Ekonomi", ()), ("Samhälle", (measure("m", fulfilment=Fulfilment.MET),)))
    assert str(calls.perspective_description(silent, "Ekonomi")) == (
        "Perspektivet har inga egna styrmått i divisionens plan."
    )
    assert calls.perspective_description(silent, "Samhälle") is None


def test_the_commands_snapshot_is_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = tmp_path / "rapport.json"
    snapshot.write_bytes(to_snapshot(annex()))
    monkeypatch.setenv(SNAPSHOT_VARIABLE, str(snapshot))
    assert calls.load_report("DÅ08", 2022, "regionstod") == annex()


def test_without_a_snapshot_the_report_is_built_from_the_folder_above(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(SNAPSHOT_VARIABLE, raising=False)
    monkeypatch.chdir(Path(__file__).parent)
    built = calls.load_report("da08", "2022")
    assert (built.period.code, built.period.year, built.division) == ("DÅ08", 2022, "regionstod")
    assert calls.load_report("DÅ08") == built


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("", None, None), "PERIOD saknas"),
        (("DÅ09", None, None), "DÅ04"),
        (("DÅ08", "tjugo", None), "YEAR: ”tjugo” är inget år"),
        (("DÅ08", 2022, "finns-inte"), "finns-inte"),
    ],
)
def test_wrong_parameters_are_refused_in_swedish(
    asked: tuple[Any, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SNAPSHOT_VARIABLE, raising=False)
    monkeypatch.chdir(Path(__file__).parents[1])
    with pytest.raises(InputError, match=said):
        calls.load_report(*asked)


def test_a_folder_without_a_project_above_it_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SNAPSHOT_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="params/"):
        calls.load_report("DÅ08")


def test_the_built_annex_comes_out_as_the_issue_tells() -> None:
    """What the plan and data of the repository come to is what the hand-made sample says."""
    built = build_report(Path(__file__).parents[1], "regionstod", Period("DÅ08", 2022))
    for perspective in ("Verksamhet", "Medarbetare", "Ekonomi"):
        told, stated = (cells_of(one, perspective) for one in (annex(), built))
        assert len(told) > 2
        assert told == stated


def cells_of(one: Report, perspective: str) -> list[tuple[Cell, ...]]:
    shown = calls.perspective_table(one, perspective)
    tables = (block for block in (shown.blocks if shown else ()) if isinstance(block, Table))
    return [row.cells for table in tables for group in table.groups for row in group.rows]
