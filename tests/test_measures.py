"""How an outcome is formed of months, verksamheter and kön, and what it is held against."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrkort.amounts import as_decimal
from styrkort.followup import previous_follow_up
from styrkort.measures import Utfall, compared, last_year, utfall_of
from styrkort.observations import Observation
from styrkort.origins import Origin
from styrkort.period import Period
from styrkort.plan import Measure
from styrkort.reorganisation import Move

DA04, DA08, AR = Period("DÅ04", 2022), Period("DÅ08", 2022), Period("ÅR", 2022)
JAN_AUG = range(1, 9)
GENDERS = ("kvinna", "man")


def measure(calculation: str = "summa", **keys: Any) -> Measure:
    raw = {"id": "a", "namn": "A", "enhet": "st", "uppföljning": ["DÅ04", "DÅ08", "ÅR"]}
    return Measure.model_validate(raw | {"beräkning": calculation} | keys, by_name=False)


def value(month: str, number: str | int, unit: str = "", **more: Any) -> Observation:
    return Observation("a", unit, month, more.pop("gender", ""), Decimal(number), **more)


def ratio(month: str, over: int, under: int, unit: str = "", gender: str = "") -> Observation:
    return Observation("a", unit, month, gender, None, Decimal(over), Decimal(under))


def year(numbers: dict[int, int], of: int = 2022, unit: str = "") -> list[Observation]:
    return [value(f"{of}-{month:02}", number, unit) for month, number in numbers.items()]


def against(measure: Measure, items: list[Observation], period: Period = DA08) -> Utfall:
    return compared(measure, items, period, utfall_of(measure, items, period))


def test_summa_is_the_period_to_date_and_later_months_never_matter() -> None:
    items = year(dict.fromkeys(range(1, 13), 10))
    assert [utfall_of(measure(), items, period).value for period in (DA04, DA08, AR)] == [
        40,
        80,
        120,
    ]


def test_missing_months_are_named() -> None:
    until_july = utfall_of(measure(), year(dict.fromkeys(range(1, 8), 1)), DA08)
    assert (until_july.value, until_july.gaps) == (7, "jan–jul av jan–aug")
    holes = utfall_of(measure(), year(dict.fromkeys([1, 2, 4, 5, 8], 1)), DA08)
    assert holes.gaps == "jan–feb, apr–maj, aug av jan–aug"
    assert utfall_of(measure(), year(dict.fromkeys(JAN_AUG, 1)), DA08).gaps == ""


def test_no_observation_is_not_zero() -> None:
    assert utfall_of(measure(), [], DA08) == Utfall(None, DA08.months, reason="uppgift saknas")
    assert utfall_of(measure(), [], DA08).gaps == ""
    assert utfall_of(measure(), year({8: 0}), DA08).value == 0


def test_medel_is_the_mean_of_the_months_there_are() -> None:
    assert utfall_of(measure("medel"), year({1: 1, 2: 2, 8: 6}), DA08).value == 3


def test_kvot_is_a_ratio_of_sums_and_not_a_mean_of_ratios() -> None:
    items = [ratio("2022-01", 1, 10), ratio("2022-02", 90, 90)]
    assert utfall_of(measure("kvot", enhet="%"), items, DA08).value == 91
    assert utfall_of(measure("kvot", enhet="kr"), items, DA08).value == Decimal("0.91")


def test_a_denominator_of_zero_gives_no_value_and_says_so() -> None:
    found = utfall_of(measure("kvot"), [ratio("2022-01", 1, 0)], DA08)
    assert (found.value, found.reason) == (None, "nämnaren är 0")


def test_senaste_is_the_latest_month_after_the_previous_follow_up() -> None:
    items = year({4: 4, 6: 6, 9: 9})
    found = utfall_of(measure("senaste"), items, DA08)
    assert (found.value, found.months) == (6, ("2022-06",))
    assert utfall_of(measure("senaste"), year({4: 4}), DA08).value is None
    assert utfall_of(measure("senaste"), year({4: 4}), DA04).value == 4


@pytest.mark.parametrize(
    ("follow_up", "period", "previous"),
    [
        (["DÅ04", "DÅ08", "ÅR"], DA08, DA04),
        (["DÅ04", "DÅ08", "ÅR"], DA04, Period("ÅR", 2021)),
        (["ÅR"], AR, Period("ÅR", 2021)),
        (["DÅ08"], DA08, Period("DÅ08", 2021)),
        (["DÅ04", "ÅR"], AR, DA04),
    ],
)
def test_the_previous_follow_up_is_the_measures_own(
    follow_up: list[str], period: Period, previous: Period
) -> None:
    assert previous_follow_up(measure(uppföljning=follow_up), period) == previous


def test_senaste_of_a_yearly_measure_reaches_back_over_the_year() -> None:
    yearly = measure("senaste", uppföljning=["ÅR"])
    assert utfall_of(yearly, year({3: 7}), AR).value == 7
    assert utfall_of(yearly, year({12: 7}, of=2021), AR).value is None


def test_rullande12_is_the_twelve_months_to_the_periods_end() -> None:
    items = year(dict.fromkeys(range(1, 13), 1), 2021) + year(dict.fromkeys(range(1, 13), 10), 2022)
    assert utfall_of(measure("rullande12"), items, DA08).value == 84


def test_rullande12_needs_every_month() -> None:
    items = year(dict.fromkeys(range(9, 13), 1), 2021) + year(dict.fromkeys(range(2, 9), 1))
    found = utfall_of(measure("rullande12"), items, DA08)
    assert (found.value, found.reason) == (None, "uppgift saknas för jan 2022")


def test_rullande12_of_percentages_is_their_mean_and_of_ratios_a_ratio_of_sums() -> None:
    months = [f"2021-{m:02}" for m in range(9, 13)] + list(DA08.months)
    shares = [value(month, 6) for month in months]
    assert utfall_of(measure("rullande12", enhet="%"), shares, DA08).value == 6
    ratios = [ratio(month, 1, 1 if month == "2022-01" else 9) for month in months]
    assert utfall_of(measure("rullande12", enhet="%"), ratios, DA08).value == 12


def test_rows_of_the_whole_division_win_over_verksamheternas() -> None:
    items = [value("2022-08", 100), value("2022-08", 1, "A"), value("2022-08", 2, "B")]
    assert utfall_of(measure(), items, DA08).value == 100
    assert utfall_of(measure(), items, DA08, "B").value == 2


def test_the_division_and_verksamheter_are_never_mixed_over_months() -> None:
    items = [value("2022-07", 100), value("2022-08", 1, "A")]
    found = utfall_of(measure(), items, DA08)
    assert (found.value, found.gaps) == (100, "jul av jan–aug")


def test_sums_and_ratios_are_formed_over_verksamheter() -> None:
    assert utfall_of(measure(), year({8: 1}, unit="A") + year({8: 2}, unit="B"), DA08).value == 3
    items = [ratio("2022-08", 1, 10, "A"), ratio("2022-08", 90, 90, "B")]
    assert utfall_of(measure("kvot", enhet="%"), items, DA08).value == 91


def test_a_verksamhet_that_lacks_a_month_is_named() -> None:
    items = year(dict.fromkeys(JAN_AUG, 1), unit="A") + year(
        dict.fromkeys(range(1, 8), 1), unit="B"
    )
    found = utfall_of(measure(), items, DA08)
    assert (found.value, found.gaps) == (15, "B jan–jul av jan–aug")


@pytest.mark.parametrize(
    ("calculation", "unit", "formation"),
    [("medel", "st", "medel"), ("senaste", "st", "senaste"), ("summa", "index", "index"),
     ("rullande12", "%", "procenttal")],
)  # fmt: skip
def test_means_latest_values_and_indices_are_not_formed_over_verksamheter(
    calculation: str, unit: str, formation: str
) -> None:
    found = utfall_of(measure(calculation, enhet=unit), [value("2022-08", 1, "A")], DA08)
    assert found.value is None
    assert found.reason == f"värden finns bara per verksamhet, och {formation} bildas inte över dem"


def test_rows_for_all_win_over_kön_and_kön_is_added_up_only_when_both_are_there() -> None:
    women, men = ratio("2022-08", 3, 10, gender="kvinna"), ratio("2022-08", 1, 10, gender="man")
    kvot = measure("kvot", enhet="%")
    assert utfall_of(kvot, [women, men], DA08).value == 20
    assert utfall_of(kvot, [women, men, ratio("2022-08", 1, 2)], DA08).value == 50
    alone = utfall_of(kvot, [women], DA08)
    assert (alone.value, alone.reason) == (None, "värden finns bara per kön")
    latest = [value("2022-08", 1, gender="kvinna"), value("2022-08", 2, gender="man")]
    assert utfall_of(measure("senaste"), latest, DA08).value is None


# Comparisons


def test_last_year_is_compared_over_the_same_months() -> None:
    items = year(dict.fromkeys(range(1, 8), 1)) + year(dict.fromkeys(range(1, 13), 2), 2021)
    found = against(measure(), items)
    assert (found.value, found.months[0], found.months[-1]) == (14, "2021-01", "2021-07")


def test_a_month_missing_last_year_leaves_nothing_to_compare_with() -> None:
    items = year(dict.fromkeys(JAN_AUG, 1)) + year(dict.fromkeys(range(2, 9), 1), 2021)
    found = against(measure(), items)
    assert (found.value, found.reason) == (None, "jämförelsevärde saknas för jan 2021")


def test_senaste_is_compared_with_the_same_month() -> None:
    items = year({7: 3}) + year({7: 1, 8: 2}, 2021)
    assert against(measure("senaste"), items).value == 1


def test_verksamheter_are_compared_with_the_same_ones() -> None:
    items = year({8: 1}, unit="A") + year({8: 5}, 2021, "A") + year({8: 9}, 2021, "B")
    assert against(measure(), items).value == 5


def test_the_division_last_year_is_the_same_whole_as_its_verksamheter_this_year() -> None:
    items = year({8: 1}, unit="A") + year({8: 2}, unit="B") + year({8: 7}, 2021)
    assert against(measure(), items).value == 7
    holed = items + year({7: 1}, unit="A") + year({7: 7}, 2021)
    assert against(measure(), holed).value is None


def test_rullande12_is_compared_with_the_twelve_months_before() -> None:
    items = year(dict.fromkeys(range(1, 13), 1), 2021) + year(dict.fromkeys(JAN_AUG, 2))
    items += year(dict.fromkeys(range(9, 13), 5), 2020)
    assert against(measure("rullande12"), items).value == 28


def test_previous_period_is_the_measures_previous_follow_up() -> None:
    previous = measure("medel", jämför_med="föregående period")
    items = year({1: 1, 4: 3, 5: 8})
    assert against(previous, items).value == 2
    latest = measure("senaste", jämför_med="föregående period")
    assert against(latest, year({3: 3, 8: 8})).months == ("2022-03",)


def test_without_an_outcome_there_is_nothing_to_compare() -> None:
    assert against(measure(), year({8: 1}, 2021)).value is None


def test_kön_is_asked_for_by_the_same_rules_as_all() -> None:
    women = [ratio("2022-08", 1, 10, "A", "kvinna"), ratio("2022-08", 4, 10, "B", "kvinna")]
    men = [ratio("2022-08", 3, 10, "A", "man")]
    kvot = measure("kvot", enhet="%")
    assert utfall_of(kvot, women + men, DA08, gender="kvinna").value == 25
    assert utfall_of(kvot, women + men, DA08, "B", "kvinna").value == 40
    assert utfall_of(kvot, women + men, DA08, "B", "man").value is None
    own = [*women, ratio("2022-08", 9, 10, gender="kvinna")]
    assert utfall_of(kvot, own, DA08, gender="kvinna").value == 90


def test_a_ratio_says_its_täljare_and_nämnare_and_what_they_are_sums_of() -> None:
    items = [ratio("2022-01", 1, 10), ratio("2022-02", 90, 90)]
    found = utfall_of(measure("kvot", enhet="%"), items, DA08)
    assert (found.numerator, found.denominator) == (91, 100)
    assert [(p.numerator, p.denominator) for p in found.parts] == [(1, 10), (90, 90)]


def test_rows_that_a_figure_stands_on_are_gathered_by_file() -> None:
    items = [
        value(f"2022-{at:02}", at, origins=(Origin("a.csv", rows=((at + 1, at + 1),)),))
        for at in (1, 2, 4, 9)
    ]
    [origin] = utfall_of(measure(), items, DA08).origins
    assert (origin.file, origin.rows) == ("a.csv", ((2, 3), (5, 5)))


# Reorganisation

MOVED = (Move("Service", "Fastighet", "2022-05"),)


def moved() -> list[Observation]:
    """Service until April; its work is Fastighet's from May."""
    old = year(dict.fromkeys(range(1, 13), 10), 2021, "Service")
    now = year(dict.fromkeys(range(1, 5), 11), 2022, "Service")
    return [*old, *now, *year(dict.fromkeys(range(5, 9), 12), 2022, "Fastighet")]


def test_a_reorganisation_leaves_the_division_the_same_whole() -> None:
    found = utfall_of(measure(), moved(), DA08, moves=MOVED)
    assert (found.value, found.gaps) == (92, "")
    before = last_year(measure(), moved(), found, moves=MOVED)
    assert (before.value, before.months[-1]) == (80, "2021-08")


def test_without_a_stated_reorganisation_verksamheter_are_what_they_are_called() -> None:
    found = utfall_of(measure(), moved(), DA08)
    assert found.gaps == "Fastighet maj–aug; Service jan–apr av jan–aug"
    assert last_year(measure(), moved(), found).value is None


def test_a_month_that_is_missing_beside_a_reorganisation_is_still_named() -> None:
    items = [item for item in moved() if item.month != "2022-08"]
    found = utfall_of(measure(), items, DA08, moves=MOVED)
    assert found.gaps == "Fastighet maj–jul av jan–aug"
    assert last_year(measure(), items, found, moves=MOVED).value == 70


def test_a_verksamhet_is_not_made_whole_by_the_one_it_took_over_from() -> None:
    found = utfall_of(measure(), moved(), DA08, "Fastighet", moves=MOVED)
    assert (found.value, found.gaps) == (48, "maj–aug av jan–aug")
    assert last_year(measure(), moved(), found, "Fastighet", moves=MOVED).value is None


def test_twelve_months_run_across_a_reorganisation() -> None:
    rolling = measure("rullande12")
    assert utfall_of(rolling, moved(), DA08, moves=MOVED).value == 132
    assert utfall_of(rolling, moved(), DA08).value is None


# Laws

amounts_of_months = st.dictionaries(st.integers(1, 8), st.integers(0, 999), min_size=1)
pairs_of_months = st.dictionaries(
    st.integers(1, 8), st.tuples(st.integers(0, 99), st.integers(1, 99)), min_size=1
)


@given(st.sampled_from(["summa", "kvot", "rullande12"]), pairs_of_months)
def test_the_only_verksamhet_is_the_division(
    calculation: str, months: dict[int, tuple[int, int]]
) -> None:
    items = [
        ratio(f"2022-{at:02}", *pair, "A") if calculation == "kvot" else
        value(f"2022-{at:02}", pair[0], "A")
        for at, pair in months.items()
    ]  # fmt: skip
    whole = utfall_of(measure(calculation), items, DA08)
    part = utfall_of(measure(calculation), items, DA08, "A")
    assert (whole.value, whole.parts, whole.gaps) == (part.value, part.parts, part.gaps)


@given(amounts_of_months, amounts_of_months)
def test_women_and_men_together_are_all(women: dict[int, int], men: dict[int, int]) -> None:
    months = women.keys() & men.keys()
    items = [
        value(f"2022-{at:02}", part[at], gender=gender)
        for at in months
        for gender, part in (("kvinna", women), ("man", men))
    ]
    found = [utfall_of(measure(), items, DA08, gender=gender).value for gender in GENDERS]
    all_of_them = utfall_of(measure(), items, DA08).value
    assert all_of_them == (sum(filter(None, found)) if months else None)


@given(st.sampled_from(["summa", "medel", "kvot", "senaste"]), pairs_of_months)
def test_every_figure_can_be_worked_out_again_from_its_parts(
    calculation: str, months: dict[int, tuple[int, int]]
) -> None:
    items = [
        ratio(f"2022-{at:02}", *pair) if calculation == "kvot" else value(f"2022-{at:02}", pair[0])
        for at, pair in months.items()
    ]
    found = utfall_of(measure(calculation, enhet="%"), items, DA08)
    assert bool(found.parts) == (found.value is not None)
    if found.value is None:
        return
    values = [part.value for part in found.parts if part.value is not None]
    numerators = [part.numerator for part in found.parts if part.numerator is not None]
    denominators = [part.denominator for part in found.parts if part.denominator is not None]
    by_hand = {
        "summa": lambda: sum(values),
        "medel": lambda: sum(values) / len(values),
        "senaste": lambda: values[-1],
        "kvot": lambda: sum(numerators) / sum(denominators) * 100,
    }[calculation]()
    assert found.value == as_decimal(Fraction(by_hand))


ratios = st.lists(st.tuples(st.integers(0, 999), st.integers(1, 999)), min_size=1, max_size=8)


@given(ratios)
def test_a_ratio_of_sums_lies_between_its_months(pairs: list[tuple[int, int]]) -> None:
    items = [ratio(f"2022-{at:02}", *pair) for at, pair in enumerate(pairs, 1)]
    found = utfall_of(measure("kvot"), items, DA08).value
    shares = [Fraction(*pair) for pair in pairs]
    assert found is not None
    assert min(shares) <= Fraction(found) + Fraction(1, 10**19)
    assert max(shares) >= Fraction(found) - Fraction(1, 10**19)


@given(st.lists(st.decimals(-(10**6), 10**6, places=3), min_size=8, max_size=8))
def test_a_sum_does_not_depend_on_how_it_is_split_over_verksamheter(parts: list[Decimal]) -> None:
    whole = [value(f"2022-{at:02}", part) for at, part in enumerate(parts, 1)]
    split = [
        value(item.month, part, unit)
        for item in whole
        for unit, part in (("A", item.value), ("B", 0), ("C", 7), ("D", -7))
        if part is not None
    ]
    total = utfall_of(measure(), whole, DA08).value
    assert total == sum(parts) == utfall_of(measure(), split, DA08).value


@given(st.integers(-999, 999), st.integers(1, 999), st.decimals(-999, 999, places=4))
def test_differences_between_endless_ratios_stay_exact(
    over: int, under: int, step: Decimal
) -> None:
    share = Fraction(over, under)
    assert as_decimal(share + Fraction(step)) - as_decimal(share) == step


@given(st.decimals(-(10**12), 10**12, places=6))
def test_a_number_with_an_end_is_kept_as_it_is(number: Decimal) -> None:
    assert as_decimal(Fraction(number)) == number
