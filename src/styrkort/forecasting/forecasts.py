"""Prognos helår of each measure: what is computed, and a person's own beside it."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from styrkort.amounts import as_decimal
from styrkort.forecasting.estimate import Estimate, limited, patterned, seasonal
from styrkort.forecasting.goal import FULL_YEAR, Verdict, expected, year_end_verdict
from styrkort.forecasting.history import history
from styrkort.forecasting.rounding import printed
from styrkort.observing.expectations import Expected, expectations
from styrkort.periodfacts import Forecast, ForecastYear
from styrkort.plan import Measure
from styrkort.precision import default_decimals
from styrkort.quantities import decimals_of, format_quantity
from styrkort.scores.basis import Basis
from styrkort.stated.periodinput import ForecastInput
from styrkort.terms import Calculation, ForecastMethod
from styrkort.utfall import Utfall
from styrkort.wording import target_text

__all__ = ["forecasts_of", "method_of"]

NO_BASIS = "Underlag saknas"
NO_RANGE = "Spann kan inte anges av ett år"
_MONEY = frozenset({"kr", "tkr", "mnkr", "mkr", "mdkr", "sek", "tsek", "msek"})
_MOST = Fraction(100)


def forecasts_of(basis: Basis) -> tuple[Forecast, ...]:
    """Each measure, in plan order, that the full year can be estimated for or that somebody has
    made a forecast of. At ÅR nothing is computed: the outcome is the year's.
    """
    own, known = basis.stated.forecasts, expectations(basis.plan)
    return tuple(
        _forecast(basis, measure, known[measure.id], own.get(measure.id))
        for measure in basis.measures
        if measure.id in own or _is_estimated(basis, measure)
    )


def method_of(measure: Measure) -> ForecastMethod:
    """Prognosmetod: the plan's, else the one that suits how the outcome is formed."""
    if measure.forecasting is not None:
        return measure.forecasting
    if measure.calculation is Calculation.SUM:
        return ForecastMethod.SEASONAL_SHARE
    return ForecastMethod.LAST_YEARS_PATTERN


def _is_estimated(basis: Basis, measure: Measure) -> bool:
    """Whether a forecast is due: in numbers, followed up now and again at the year's end."""
    return (
        basis.period.code != FULL_YEAR
        and measure.unit not in ("text", "ja/nej")
        and basis.due(measure)
        and measure.followed_up(FULL_YEAR)
        and not basis.word(measure)
        and method_of(measure) is not ForecastMethod.NONE
        and not _stands_on_components(basis, measure)
    )


def _stands_on_components(basis: Basis, measure: Measure) -> bool:
    """Whether the row has no series of its own: what its delmått come to isn't estimated."""
    return bool(measure.components) and not basis.observations.of(measure.id)


def _forecast(
    basis: Basis, measure: Measure, known: Expected, own: ForecastInput | None
) -> Forecast:
    verdict = year_end_verdict(basis, measure)
    utfall = basis.outcomes.utfall(measure, basis.period)
    due = _is_estimated(basis, measure)
    estimate = _estimate(basis, measure, known, utfall) if due else Estimate(None)
    facts = _of_person(measure, own, verdict) | _of_method(measure, utfall, estimate, verdict)
    return Forecast(measure=measure.id, target_text=_target(basis, measure), **facts)


def _target(basis: Basis, measure: Measure) -> str:
    names = {one.id: one.name for one in basis.measures}
    return target_text(measure.target_for(FULL_YEAR), measure.unit, names)


def _of_person(measure: Measure, own: ForecastInput | None, verdict: Verdict) -> dict[str, Any]:
    """A person's own forecast, as precise as it was stated."""
    if own is None:
        return {"value": None, "text": "", "reason": "", "by": ""}
    decimals = max(measure.decimals or 0, decimals_of(own.value))
    return {
        "value": own.value,
        "text": format_quantity(own.value, measure.unit, decimals),
        "reason": own.reason,
        "by": own.by,
        "fulfilment": verdict(own.value),
    }


def _of_method(
    measure: Measure, utfall: Utfall, estimate: Estimate, verdict: Verdict
) -> dict[str, Any]:
    """The computed forecast, exact and as printed."""
    if estimate.point is None:
        why = estimate.why_none
        return {"why_none": why, "computed_text": NO_BASIS if why else ""}
    goal, point = measure.target_for(FULL_YEAR), as_decimal(estimate.point)
    ends = None
    if estimate.low is not None and estimate.high is not None:
        ends = as_decimal(estimate.low), as_decimal(estimate.high)
    decimals = measure.decimals
    if decimals is None:
        decimals = default_decimals(utfall.value, goal)
    text, range_text = printed(point, ends, measure.unit, decimals, verdict)
    low, high = ends or (None, None)
    fulfilment = expected(verdict, goal, point, ends)
    return {
        "computed": point,
        "computed_text": text,
        "low": low,
        "high": high,
        "range_text": range_text or NO_RANGE,
        "computed_fulfilment": fulfilment,
        "uncertain": fulfilment is None and verdict(point) is not None,
        "method": _method_text(measure, estimate),
        "years": tuple(
            ForecastYear(one.year, as_decimal(one.same), as_decimal(one.whole))
            for one in estimate.basis
        ),
    }


def _estimate(basis: Basis, measure: Measure, known: Expected, utfall: Utfall) -> Estimate:
    """The measure's estimate, or why the data don't give one."""
    why = _why_no_utfall(measure, utfall)
    if why or utfall.value is None:
        return Estimate(None, why_none=why)
    earlier = history(basis.outcomes, measure, basis.period, utfall)
    if not earlier.years:
        return Estimate(None, why_none=earlier.why_none)
    now = Fraction(utfall.value)
    method = seasonal if method_of(measure) is ForecastMethod.SEASONAL_SHARE else patterned
    figures = [now, *(one for year in earlier.years for one in (year.same, year.whole))]
    return limited(method(now, earlier.years), *_bounds(known, figures))


def _why_no_utfall(measure: Measure, utfall: Utfall) -> str:
    if utfall.withheld:
        return "utfallet visas inte (få personer)"
    if utfall.value is None:
        return utfall.reason or "uppgift saknas"
    if measure.calculation is not Calculation.LATEST and utfall.gaps:
        return f"värden finns för {utfall.gaps}"
    return ""


def _bounds(known: Expected, figures: list[Fraction]) -> tuple[Fraction | None, Fraction | None]:
    """What the full year can't go beyond, as long as no figure behind it does: a share neither
    below 0 nor above 100 per cent, and nothing but money below zero.
    """
    money = known.unit.casefold().rstrip(".") in _MONEY
    bounded = not known.may_be_negative and not money and min(figures) >= 0
    share = known.share and known.unit == "%" and max(figures) <= _MOST
    return Fraction(0) if bounded else None, _MOST if share else None


def _method_text(measure: Measure, estimate: Estimate) -> str:
    """As "Säsongsandel 2019–2021", "Förra årets mönster 2021, spann av 2019–2021"."""
    method, years = method_of(measure), _years_text(estimate.years)
    text = f"{method.value.capitalize()} {years}"
    if method is ForecastMethod.LAST_YEARS_PATTERN and estimate.low is not None:
        text = f"{method.value.capitalize()} {estimate.years[-1]}, spann av {years}"
    if estimate.limit is None:
        return text
    limit = format_quantity(as_decimal(estimate.limit), measure.unit, 0)
    return f"{text}; begränsad till {limit}"


def _years_text(years: tuple[int, ...]) -> str:
    """As "2021", "2019–2021", "2018, 2020–2021"."""
    breaks = [0, *(n for n, (a, b) in enumerate(pairwise(years), 1) if b != a + 1), len(years)]
    runs = [years[a:b] for a, b in pairwise(breaks)]
    return ", ".join("–".join(map(str, dict.fromkeys((run[0], run[-1])))) for run in runs)
