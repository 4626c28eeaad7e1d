"""The title, styrkedjan, the summary of perspective × verdict, and servicekompassen."""

from typing import Final

from styrkort.blocks import Cell, Column, Facts, Group, Row, Steps, Table
from styrkort.cellwords import goal_words
from styrkort.inline import division_title
from styrkort.scorecard import MeasureResult, PerspectiveResult, Report
from styrkort.sentences import counts_of, verdict_count
from styrkort.swedish import counted_word, joined_words, quoted, sentence
from styrkort.tally import (
    Measures,
    counted,
    of_verdict,
    own_measures,
    shared_measures,
)
from styrkort.terms import Fulfilment, ServiceCategory

__all__ = [
    "DNR",
    "DRAFT_FACTS",
    "GRID_ID",
    "OF_THE_FILE",
    "STATUS",
    "service_compass",
    "steering_chain",
    "summary_grid",
    "title_block",
]

GRID_ID: Final = "tabell-perspektiv"
STATUS: Final = "Status"
DNR: Final = "Diarienummer"
OF_THE_FILE: Final = (STATUS, DNR)
"""Facts of the title block that say which edition the document is, not what is in it."""
DRAFT_FACTS: Final = (
    (STATUS, "Arbetsversion. Siffror och ord kan ändras innan bilagan publiceras."),
)
"""What they are until it is published."""

_ALWAYS: Final = (
    Fulfilment.MET,
    Fulfilment.PARTLY,
    Fulfilment.NOT_MET,
    Fulfilment.UNAVAILABLE,
    Fulfilment.NOT_MEASURED,
)
# Points that a head or a row of symbols takes; the columns share the table's width accordingly.
_HEAD_NEEDS: Final = {
    Fulfilment.MET: 52,
    Fulfilment.PARTLY: 72,
    Fulfilment.NOT_MET: 60,
    Fulfilment.UNAVAILABLE: 70,
    Fulfilment.NOT_MEASURED: 46,
    Fulfilment.NO_TARGET: 52,
}
_NUMERAL_NEEDS, _SYMBOL_NEEDS, _NAME_NEEDS, _TOTAL_NEEDS = 19, 13.3, 76, 48


def title_block(report: Report) -> Facts:
    """Region, which report this is the annex to, division, and three facts."""
    period = report.period
    return Facts(
        region=report.region,
        kicker=f"Bilaga till {period.report_name}",
        division=division_title(report.division_name),
        facts=(
            ("Period", period.dates),
            ("Uppföljning", f"{period.code}, {period.ordinal}"),
            *DRAFT_FACTS,
        ),
    )


def steering_chain(report: Report) -> Steps:
    """Who decides what: decisions in one step are the frames of the next."""
    number = len(report.perspectives)
    if number == 1:
        perspectives = "Ett, gemensamt för hela regionen"
    else:
        perspectives = f"{counted_word(number).capitalize()}, gemensamma för hela regionen"
    steps = (
        ("Perspektiv", perspectives),
        ("Strategiska mål", "Regionfullmäktige fastställer"),
        ("Framgångsfaktorer", "Regionstyrelsen och nämnderna fastställer"),
        ("Styrmått", "Divisionen mäter och redovisar"),
    )
    return Steps(
        id="styrkedjan",
        caption="Styrkedjan i fyra led",
        columns=tuple((head, (Cell(words, quiet=True),)) for head, words in steps),
        accent=True,
    )


def summary_grid(report: Report) -> Table:
    """How many measures of each perspective have each verdict, with a symbol for each measure."""
    steering = counted(report.measures)
    untargeted = bool(of_verdict(steering, Fulfilment.NO_TARGET))
    verdicts = (*_ALWAYS, *[Fulfilment.NO_TARGET] * untargeted)
    widths = _grid_widths(report, verdicts)
    heads = ("Perspektiv", *(verdict.value for verdict in verdicts), "Styrmått")
    rows = tuple(_grid_row(report, one, verdicts) for one in report.perspectives)
    return Table(
        id=GRID_ID,
        caption="Antal styrmått per perspektiv och måluppfyllelse",
        columns=tuple(
            Column(head, width, right=head == heads[-1])
            for head, width in zip(heads, widths, strict=True)
        ),
        groups=(Group((*rows, _grid_total(steering, verdicts))),),
        look="rutnat",
        footnote=_grid_footnote(report),
    )


def _grid_widths(report: Report, verdicts: tuple[Fulfilment, ...]) -> tuple[float, ...]:
    """Each column's share: no head wraps, nor a row of symbols while there is room for it."""
    own = [counted(own_measures(report, one)) for one in report.perspectives]
    needs: list[float] = [_NAME_NEEDS]
    for verdict in verdicts:
        most = max((len(of_verdict(measures, verdict)) for measures in own), default=0)
        needs.append(max(_HEAD_NEEDS[verdict], _NUMERAL_NEEDS + most * _SYMBOL_NEEDS))
    needs.append(_TOTAL_NEEDS)
    return tuple(round(need / sum(needs), 4) for need in needs)


def _grid_row(
    report: Report, perspective: PerspectiveResult, verdicts: tuple[Fulfilment, ...]
) -> Row:
    own = counted(own_measures(report, perspective))
    name, total = Cell(perspective.name, header=True), Cell(str(len(own)), quiet=not own)
    if not own:
        none = Cell(_no_measures(report, perspective), quiet=True, span=len(verdicts))
        return Row((name, none, total))
    return Row((name, *(_grid_cell(of_verdict(own, verdict)) for verdict in verdicts), total))


def _grid_cell(measures: Measures) -> Cell:
    symbols = tuple(one.fulfilment.symbol for one in measures)
    return Cell(str(len(measures)), symbols=symbols, quiet=not measures)


def _no_measures(report: Report, perspective: PerspectiveResult) -> str:
    shared = counted(shared_measures(report, perspective))
    if not shared:
        return "Inga egna styrmått."
    homes = joined_words(list(dict.fromkeys(one.perspective for one in shared)))
    return f"Inga egna styrmått. Visar {counted_word(len(shared))} som räknas i {homes}."


def _grid_total(steering: Measures, verdicts: tuple[Fulfilment, ...]) -> Row:
    numbers = [len(of_verdict(steering, verdict)) for verdict in verdicts]
    cells = (Cell(str(number), strong=True) for number in (*numbers, len(steering)))
    return Row((Cell("Alla", header=True), *cells), total=True)


def _grid_footnote(report: Report) -> str:
    said = ["en symbol är ett styrmått"]
    for one in counted(report.measures):
        if one.also_in:
            shown = counted_word(len(one.also_in) + 1)
            said.append(
                f"{quoted(one.name)} visas i {shown} perspektiv och räknas i {one.perspective}"
            )
    if len(counted(report.measures)) < len(report.measures):
        said.append("kontrollmått räknas inte")
    return " ".join(sentence(words) for words in said)


def service_compass(report: Report) -> Steps | None:
    """Servicekompassen's five categories and their verdicts; None where the plan uses none."""
    measures = [one for one in report.measures if one.service_category]
    if not measures:
        return None
    return Steps(
        id="servicekompassen",
        caption="Måluppfyllelse per kategori i servicekompassen",
        title="Servicekompassen i korthet",
        columns=tuple(
            (
                category.label,
                _category_cells([m for m in measures if m.service_category is category]),
            )
            for category in ServiceCategory
        ),
    )


def _category_cells(measures: list[MeasureResult]) -> tuple[Cell, ...]:
    if not measures:
        return (Cell("Inget styrmått", quiet=True),)
    if len(measures) > 1:
        return _several(measures)
    [only] = measures
    verdict = Cell(only.fulfilment.value, symbol=only.fulfilment.symbol)
    return verdict, Cell(goal_words(only.target_text), quiet=True)


def _several(measures: list[MeasureResult]) -> tuple[Cell, ...]:
    """How many have each verdict; which they are stands in the table of the categories."""
    steering = counted(measures)
    verdicts = (
        Cell(verdict_count(verdict, number), symbol=verdict.symbol)
        for verdict, number in counts_of(steering)
    )
    control = len(measures) - len(steering)
    return (*verdicts, *[Cell(f"{control} kontrollmått", quiet=True)] * bool(control))
