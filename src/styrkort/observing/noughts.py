"""Nought where a value is likely missing: a warning for the log; the value is kept."""

from collections.abc import Iterable, Mapping, Sequence

from styrkort.observing.expectations import Expected
from styrkort.observing.observed import Observation
from styrkort.origins import Origin
from styrkort.period import month_name
from styrkort.plan import Plan

__all__ = ["nought_warnings"]

# A measure that often is 0 has noughts of its own; fewer values than these say nothing of that.
_LEAST_SERIES = 4
_ONE_IN = 4
_LEAST_BEFORE = 2


def nought_warnings(
    items: Iterable[Observation], plan: Plan, expected: Mapping[str, Expected]
) -> list[str]:
    """A warning for each series with a nought where a value is likely missing."""
    counted = {source.id for source in plan.sources if source.events}
    series: dict[tuple[str, str, str], list[Observation]] = {}
    for item in items:
        events = any(origin.source in counted for origin in item.origins)
        if expected[item.measure].unit != "ja/nej" and not events:
            series.setdefault((item.measure, item.unit, item.gender), []).append(item)
    suspect = [noughts for each in series.values() if (noughts := _odd_noughts(each))]
    # That few persons came to nothing is a figure of theirs.
    suspect = [
        noughts
        for noughts in suspect
        if not expected[noughts[0].measure].sensitive or not any(n.is_of_few for n in noughts)
    ]
    warnings = (_warning(noughts, expected[noughts[0].measure].sensitive) for noughts in suspect)
    return list(dict.fromkeys(warnings))


def _odd_noughts(series: Sequence[Observation]) -> list[Observation]:
    """The noughts of a series where they are the exception, or all that its last months say.

    An export that is taken before a month is reported fills it with 0.
    """
    noughts = [item for item in series if item.is_nought]
    exceptions = len(series) >= _LEAST_SERIES and len(noughts) * _ONE_IN <= len(series)
    before = len(series) - len(noughts)
    at_the_end = before >= _LEAST_BEFORE and all(item.is_nought for item in series[before:])
    return noughts if exceptions or at_the_end else []


def _warning(noughts: Sequence[Observation], sensitive: bool) -> str:
    """Which values they are; of a sensitive measure only that there are some."""
    first = noughts[0]
    if sensitive:
        return f"{first.measure}: det finns värden som kan vara uppgifter som saknas. Kontrollera."
    named = ", ".join(month_name(item.month) + _place(item) for item in noughts)
    whose = ", ".join(part for part in (first.measure, first.unit, first.gender) if part)
    return (
        f"Varning: {whose} har värdet 0 för {named}. Är det uppgifter som saknas? Värdet räknas "
        "med; lämna cellen tom om uppgiften saknas."
    )


def _place(item: Observation) -> str:
    places = "; ".join(map(_origin_text, item.origins))
    return f" ({places})" if places else ""


def _origin_text(origin: Origin) -> str:
    sheet = f", blad {origin.sheet}" if origin.sheet else ""
    row = f", rad {origin.rows[0][0]}" if origin.rows else ""
    return f"{origin.file}{sheet}{row}"
