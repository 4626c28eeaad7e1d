"""The three periods: what the analyst may type, and what a period knows of itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrkort.errors import InputError
from styrkort.period import PERIOD_CODES, Period, month_name, parse_period

periods = st.builds(Period, st.sampled_from(PERIOD_CODES), st.integers(1990, 2100))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("DÅ08", "DÅ08"),
        ("då08", "DÅ08"),
        ("DA08", "DÅ08"),
        ("da04", "DÅ04"),
        ("DA\u030a08", "DÅ08"),
        ("da\u030a04", "DÅ04"),
        ("D\u212b08", "DÅ08"),
        ("ÅR", "ÅR"),
        ("år", "ÅR"),
        ("AR", "ÅR"),
        ("a\u030ar", "ÅR"),
        ("  DÅ08\n", "DÅ08"),
    ],
)
def test_a_period_may_be_typed_in_many_ways(typed: str, code: str) -> None:
    assert parse_period(typed) == (code, None)


def test_the_year_may_stand_before_the_period() -> None:
    assert parse_period("2022-DÅ08") == ("DÅ08", 2022)
    assert parse_period("2022-ar", 2022) == ("ÅR", 2022)


def test_the_year_given_apart_is_the_year() -> None:
    assert parse_period("DÅ08", 2021) == ("DÅ08", 2021)


def test_two_different_years_are_refused() -> None:
    with pytest.raises(InputError, match=r"2022.*2021"):
        parse_period("2022-DÅ08", 2021)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        None,
        " ",
        "DÅ07",
        "DÅ8",
        "08",
        "DÅ081",
        "2022",
        "2022DÅ08",
        "22-DÅ08",
        "DÅ08-2022",
        "DÅ08; rm -rf x",
        "$(id)",
        "`id`",
        "DÅ08\nÅR",
        "D\u00c508\x00",
        "x" * 5000,
        "DÅ٠٨",
    ],
)
def test_anything_else_is_refused_with_the_periods_there_are(typed: str | None) -> None:
    with pytest.raises(InputError) as refused:
        parse_period(typed)
    (message,) = refused.value.faults
    assert all(code in message for code in PERIOD_CODES)
    assert message.isprintable()
    assert len(message) < 300


def test_a_period_runs_from_january_to_the_end_of_its_month() -> None:
    spans = [(Period(code, 2022).start, Period(code, 2022).end) for code in PERIOD_CODES]
    start = date(2022, 1, 1)
    assert spans == [
        (start, date(2022, 4, 30)),
        (start, date(2022, 8, 31)),
        (start, date(2022, 12, 31)),
    ]


def test_a_period_says_its_names() -> None:
    august, whole = Period("DÅ08", 2022), Period("ÅR", 2022)
    assert august.report_name == "delårsrapport augusti 2022"
    assert whole.report_name == "årsrapport 2022"
    assert august.name == "januari–augusti 2022"
    assert august.dates == "1\u00a0januari–31\u00a0augusti 2022"
    assert [august.ordinal, whole.ordinal] == ["den andra av tre", "den tredje av tre"]
    assert [Period(code, 2022).slug for code in PERIOD_CODES] == ["da04", "da08", "ar"]


def test_a_month_is_named_in_words() -> None:
    assert month_name("2020-12") == "december 2020"


def test_an_unknown_code_cannot_be_a_period() -> None:
    with pytest.raises(ValueError, match="DÅ07"):
        Period("DÅ07", 2022)


def test_before_april_comes_last_years_whole_year() -> None:
    assert Period("DÅ04", 2022).previous == Period("ÅR", 2021)


@given(periods)
def test_three_periods_back_is_the_same_period_last_year(period: Period) -> None:
    assert period.previous.previous.previous == period.last_year


@given(periods)
def test_the_months_are_those_from_start_to_end(period: Period) -> None:
    assert period.months[0] == f"{period.start:%Y-%m}"
    assert period.months[-1] == f"{period.end:%Y-%m}"
    assert len(period.months) == period.end.month


@given(periods)
def test_a_periods_slug_and_year_name_it(period: Period) -> None:
    typed = f"{period.year}-{period.slug}"
    assert parse_period(typed) == (period.code, period.year)
