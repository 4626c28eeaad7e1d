"""What a report doesn't show for the sake of groups too small, by name and without figures."""

from collections.abc import Iterator

from styrkort.resultparts import Compared, GenderResult
from styrkort.scorecard import MeasureResult, Report
from styrkort.wording import WITHHELD

__all__ = ["measure_of", "withheld_in"]


def withheld_in(report: Report) -> tuple[str, ...]:
    """Every figure that is withheld: "sjukfranvaro/Service/Kvinnor", "sjukfranvaro/IT, jämförelse".

    The measure's, delmåttets or produktionens id comes first; only names, in the report's order.
    """
    found = [name for measure in report.measures for name in _of_measure(measure)]
    found += [
        f"{one.id}/{one.unit}".rstrip("/") for one in report.production if one.withheld
    ]  # fmt: skip
    found += [
        f"{one.id}/{one.unit}".rstrip("/") + ", jämförelse"
        for one in report.production
        if not one.withheld and one.comparison_text == WITHHELD
    ]
    return tuple(dict.fromkeys(found))


def measure_of(name: str) -> str:
    """The id that a name of ``withheld_in`` begins with."""
    return name.partition(",")[0].partition("/")[0]


def _of_measure(measure: MeasureResult) -> Iterator[str]:
    yield from _of_row(measure.id, measure.withheld, measure.compared, measure.by_gender)
    if not measure.withheld and measure.comparison_text == WITHHELD:
        yield f"{measure.id}, jämförelse"
    for unit in measure.by_unit:
        place = f"{measure.id}/{unit.unit}"
        yield from _of_row(place, unit.withheld, unit.compared, unit.by_gender)
    for part in measure.parts:
        yield from _of_row(f"{measure.id}/{part.id}", part.withheld, (), ())
        if not part.withheld and part.comparison_text == WITHHELD:
            yield f"{measure.id}/{part.id}, jämförelse"


def _of_row(
    place: str,
    withheld: bool,
    compared: tuple[Compared, ...],
    by_gender: tuple[GenderResult, ...],
) -> Iterator[str]:
    if withheld:
        yield place
    for other in compared:
        if other.text == WITHHELD and not withheld:
            yield f"{place}, {other.kind.value}"
    for gender in by_gender:
        if gender.withheld:
            yield f"{place}/{gender.gender}"
        elif gender.comparison_text == WITHHELD:
            yield f"{place}/{gender.gender}, jämförelse"
