"""A file that can't be read is explained: line, column, what is wrong, what to do."""

from pathlib import Path

import pytest

from plan_samples import written
from styrkort.errors import InputError
from styrkort.plans.yamlfile import Document, read_yaml


def read(folder: Path, text: str) -> Document:
    return read_yaml(written(folder, text), "fil.yaml")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("enhet: %", "rad 1, kolumn 8", 'Skriv procenttecknet inom citattecken: "%"'),
        ("a: {enhet: %}", "rad 1, kolumn 12", "inom citattecken"),
        ("a: @x", "rad 1, kolumn 4", "kan inte börja med @"),
        ("a:\n\tb: 1", "rad 2, kolumn 1", "tabb"),
        ("a: b: c", "rad 1, kolumn 5", "kolon på fel plats"),
        ("a: 1\n b: 2", "rad 2, kolumn 3", "fel indrag"),
        ("a: [1,2", "rad 1, kolumn 4", "hakparentes"),
        ("x: 1\na: {b: 1\nc: 2", "rad 2, kolumn 4", "klammer"),
        ("a: 'x\nb: 1", "rad 1, kolumn 4", "citattecken avslutas aldrig"),
        ("a: *x", "rad 1, kolumn 4", "kan inte börja med *"),
        ("---\na: 1\n---\nb: 2", "rad 3, kolumn 1", "flera YAML-dokument"),
        ("- a\nb: 1", "rad 2, kolumn 1", "fel indrag"),
        ("a: 1\nb\nc: 2", "rad 2, kolumn 1", "saknar kolon"),
        ("a: 1\nb: \x07", "rad 2", "styrtecken, U+0007"),
    ],
)
def test_broken_yaml_is_explained_with_line_and_column(
    tmp_path: Path, text: str, place: str, words: str
) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, text)
    (message,) = refused.value.faults
    assert message.startswith(f"fil.yaml, {place}")
    assert words in message


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "Windows-1252"), ("latin-1", "Windows-1252"), ("utf-16", "UTF-16")],
)
def test_a_file_in_another_encoding_is_told_how_to_be_saved(
    tmp_path: Path, encoding: str, name: str
) -> None:
    path = written(tmp_path, "a: 1\nb: å\n", encoding)
    with pytest.raises(InputError, match=rf"rad \d: filen är inte sparad som UTF-8.*{name}"):
        read_yaml(path, "fil.yaml")


def test_the_line_of_the_first_foreign_character_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a: 1\nb: 2\nc: ö\n", "cp1252")
    with pytest.raises(InputError, match="rad 3"):
        read_yaml(path, "fil.yaml")


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^fil.yaml går inte att läsa"):
        read_yaml(tmp_path, "fil.yaml")


def test_very_deep_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="för många nivåer"):
        read(tmp_path, "[" * 5000)


def test_values_stay_text_and_nothing_is_none(tmp_path: Path) -> None:
    text = "a: 5.10\nb: ja\nc:\nd: ~\ne: \"\"\nf: 2022-01-01\ng: 'null'\n"
    assert read(tmp_path, text).tree == {
        "a": "5.10", "b": "ja", "c": None, "d": None, "e": "", "f": "2022-01-01", "g": "null",
    }  # fmt: skip


def test_every_key_and_item_knows_its_line(tmp_path: Path) -> None:
    document = read(tmp_path, "a:\n  - b: 1\n    c:\n  - 2\n")
    assert document.line(("a", 0, "c")) == 3
    assert document.line(("a", 1)) == 4
    assert document.line(("a", 0, "saknas", "djupt")) == 2


def test_a_value_that_isnt_there_is_none(tmp_path: Path) -> None:
    document = read(tmp_path, "a: [1]\n")
    assert [document.value(p) for p in [("a", 0), ("a", 7), ("b",), ("a", 0, "x")]] == [
        "1", None, None, None,
    ]  # fmt: skip


def test_a_decimal_comma_inside_braces_keeps_the_rest_readable(tmp_path: Path) -> None:
    document = read(tmp_path, "a: {minst: −4,5, delvis: 3}\n")
    (slip,) = document.slips
    assert (slip.line, slip.place) == (1, ("a",))
    assert 'skriv −4.5 eller "−4,5"' in slip.what
    assert document.tree == {"a": {"minst": "−4", "delvis": "3"}}


def test_the_first_of_two_equal_keys_is_kept_and_the_second_told(tmp_path: Path) -> None:
    document = read(tmp_path, "a: 1\nb: 2\na: 3\n")
    assert document.tree == {"a": "1", "b": "2"}
    assert [slip.what for slip in document.slips] == ["nyckeln ”a” står två gånger (också rad 1)"]


def test_anchors_may_be_reused_without_a_word(tmp_path: Path) -> None:
    document = read(tmp_path, "a: &x 1\nb: &x 2\nc: *x\n")
    assert document.tree == {"a": "1", "b": "2", "c": "2"}
