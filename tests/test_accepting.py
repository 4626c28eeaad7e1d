"""Accepting what review finds: the tags that do, and the keys of plan and period file that do."""

from pathlib import Path

import pytest

from notebook_samples import code, markdown, notebook
from plan_samples import loaded, plan_text
from styrkort.errors import InputError
from styrkort.facts import facts_of
from styrkort.period import Period
from styrkort.periodfile import load_period_file
from styrkort.report import build_report
from styrkort.review.accepting import reasons_in
from styrkort.stated.periodinput import PeriodInput

PERIOD_FILE = "params/prov/2022/da08.yaml"


def accepted(folder: Path, more: str) -> dict[str, str]:
    return dict(loaded(folder, plan_text(more=more)).accepted)


def period_file(folder: Path, text: str) -> PeriodInput:
    path = folder / "da08.yaml"
    path.write_text(text, "utf-8")
    return load_period_file(path, PERIOD_FILE, loaded(folder, plan_text()))


def test_a_plan_without_the_key_accepts_nothing(tmp_path: Path) -> None:
    assert accepted(tmp_path, "") == {}
    assert accepted(tmp_path, "godtas:\n") == {}


@pytest.mark.parametrize("written", ["3fa81c", "123456", "1e5432", '"3fa81c"'])
def test_a_code_is_read_as_its_letters_whatever_number_it_looks_like(
    tmp_path: Path, written: str
) -> None:
    code = written.strip('"')
    assert accepted(tmp_path, f"godtas: {{{written}: regionens namn}}\n") == {
        code: "regionens namn"
    }


def test_capitals_in_a_code_are_the_same_code(tmp_path: Path) -> None:
    assert accepted(tmp_path, "godtas: {3FA81C: regionens namn}\n") == {"3fa81c": "regionens namn"}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("godtas: {3fa81: ja}\n", "”3fa81” är ingen kod ur review"),
        ("godtas: {foretagshalsa: ja}\n", "är ingen kod ur review"),
        ("godtas: {3fa81c: }\n", "godtas, 3fa81c"),
        ('godtas: {3fa81c: " "}\n', "godtas, 3fa81c: texten är tom"),
        ("godtas: [3fa81c]\n", "godtas: ska vara nycklar med värden"),
        ("godtas: 3fa81c\n", "godtas: ska vara nycklar med värden"),
    ],
)
def test_what_is_no_code_or_has_no_reason_is_refused_by_line_and_key(
    tmp_path: Path, more: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        accepted(tmp_path, more)
    assert message in str(caught.value)
    assert "rad " in str(caught.value)
    with pytest.raises(InputError) as caught:
        period_file(tmp_path, more)
    assert message in str(caught.value)
    assert PERIOD_FILE in str(caught.value)


def test_the_period_file_accepts_for_its_period(tmp_path: Path) -> None:
    stated = period_file(tmp_path, "godtas: {3fa81c: avser jämförelsen}\n")
    assert dict(stated.accepted) == {"3fa81c": "avser jämförelsen"}


def test_the_report_and_its_facts_carry_both_and_the_periods_reason_wins(tmp_path: Path) -> None:
    folder = tmp_path / "params/prov"
    loaded_at = folder / "2022/plan.yaml"
    loaded_at.parent.mkdir(parents=True)
    more = "godtas: {aaaaaa: planens skäl, bbbbbb: planens skäl}\n"
    loaded_at.write_text(plan_text(more=more), "utf-8")
    (folder / "2022/da08.yaml").write_text("godtas: {bbbbbb: periodens skäl}\n", "utf-8")
    built = build_report(tmp_path, "prov", Period("DÅ08", 2022))
    assert built.accepted == (("aaaaaa", "planens skäl"), ("bbbbbb", "periodens skäl"))
    assert facts_of(built).accepted == built.accepted


def test_a_tag_accepts_from_any_kind_of_cell() -> None:
    nb = notebook(
        markdown("a", "", "ok-3fa81c:ur källan"), code("b", "1", "ok-123456:ja", "kommentar")
    )
    assert reasons_in(nb) == {"3fa81c": "ur källan", "123456": "ja"}


def test_one_cells_reason_is_enough_for_a_code_on_several() -> None:
    for tags in (("ok-3fa81c", "ok-3fa81c:ja"), ("ok-3fa81c:ja", "ok-3fa81c")):
        assert reasons_in(notebook(*(markdown(t, "", t) for t in tags))) == {"3fa81c": "ja"}


@pytest.mark.parametrize(
    "tag", ["ok", "ok-", "ok-3fa81", "ok-3fa81c7:ja", "ok-zzzzzz:ja", "granska", "ok:3fa81c"]
)
def test_other_tags_accept_nothing(tag: str) -> None:
    assert reasons_in(notebook(markdown("a", "", tag))) == {}
