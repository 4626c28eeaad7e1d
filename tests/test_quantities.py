"""Swedish numbers in and out, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrkort.quantities import (
    decimals_of,
    format_change,
    format_number,
    format_quantity,
    parse_number,
    round_half_up,
)

numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=4)
decimals = st.integers(0, 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5,1", "5.1"),
        ("5.10", "5.10"),
        ("0", "0"),
        ("1 200", "1200"),
        ("1\u00a0234\u202f567,5", "1234567.5"),
        ("632 700", "632700"),
        ("−11,1", "-11.1"),
        ("-11,1", "-11.1"),
        ("- 11,1", "-11.1"),
        ("+3", "3"),
        ("1e3", "1000"),
        ("2,5E-1", "0.25"),
        (",5", "0.5"),
        ("  98  ", "98"),
    ],
)
def test_a_number_is_read_as_swedish_offices_write_it(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "..",
        "abc",
        "1,2,3",
        "1.2.3",
        "12 34",
        "1 2345",
        "1_000",
        "0x10",
        "5.",
        "nan",
        "inf",
        "1,234.5",
        "1e999999999",
        "9" * 50,
        "٣",
        "5 %",
        "1\n2",
        "--3",
    ],
)
def test_what_is_no_number_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"tal|siffror|komma"):
        parse_number(text)


def test_a_unit_after_the_number_is_explained() -> None:
    with pytest.raises(ValueError, match="utan enhet"):
        parse_number("98 %")


def test_comma_and_dot_together_are_explained() -> None:
    with pytest.raises(ValueError, match="både komma och punkt"):
        parse_number("1.200,5")


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("2.665", 2, "2,67"),
        ("-2.665", 2, "−2,67"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-0.04", 1, "0,0"),
        ("1234567.25", 1, "1\u00a0234\u00a0567,3"),
        ("1E+3", 0, "1\u00a0000"),
        ("6", 1, "6,0"),
    ],
)
def test_a_number_is_rounded_half_up_only_when_shown(value: str, places: int, shown: str) -> None:
    assert format_number(Decimal(value), places) == shown


def test_a_unit_follows_after_a_space_that_does_not_break() -> None:
    assert format_quantity(Decimal("6.3"), "%", 1) == "6,3\u00a0%"
    assert format_quantity(Decimal("-11.1"), "mnkr", 1) == "−11,1\u00a0mnkr"


def test_an_answer_is_a_word_and_a_text_has_no_unit() -> None:
    assert [format_quantity(Decimal(n), "ja/nej", 0) for n in (1, 0)] == ["Ja", "Nej"]
    assert format_quantity(Decimal(3), "text", 0) == "3"


def test_a_change_has_its_sign_and_per_cent_differ_by_points() -> None:
    assert format_change(Decimal("1.2"), "%", 1) == "+1,2\u00a0procentenheter"
    assert format_change(Decimal("-1"), "%", 0) == "−1\u00a0procentenhet"
    assert format_change(Decimal("0"), "mnkr", 1) == "0,0\u00a0mnkr"


@given(numbers)
def test_reading_what_was_written_gives_the_number_back(value: Decimal) -> None:
    assert parse_number(format_number(value, decimals_of(value))) == value


@given(numbers, decimals)
def test_writing_what_was_read_gives_the_text_back(value: Decimal, places: int) -> None:
    text = format_number(value, places)
    assert format_number(parse_number(text), places) == text


@given(numbers, decimals)
def test_rounding_never_moves_a_number_by_more_than_half_a_unit(
    value: Decimal, places: int
) -> None:
    rounded = round_half_up(value, places)
    assert abs(rounded - value) * 2 <= Decimal(1).scaleb(-places)
    assert decimals_of(rounded) == places


@given(numbers, decimals)
def test_rounding_treats_gains_and_losses_alike(value: Decimal, places: int) -> None:
    assert round_half_up(-value, places) == -round_half_up(value, places)


@given(numbers, numbers, decimals)
def test_rounding_keeps_the_order(one: Decimal, other: Decimal, places: int) -> None:
    low, high = sorted((one, other))
    assert round_half_up(low, places) <= round_half_up(high, places)
