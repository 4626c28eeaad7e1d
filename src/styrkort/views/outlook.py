"""Strategiska åtgärder and prognos helår as blocks."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from styrkort.actions import NO_STATUS, action_status, state_counts
from styrkort.blocks import Block, Cell, Column, Group, Line, Row, RowNote, Table
from styrkort.cellwords import outcome_cell, target_cell
from styrkort.forecasting.forecasts import NO_BASIS
from styrkort.period import month_name
from styrkort.scorecard import Action, Forecast, MeasureResult, Report
from styrkort.swedish import joined_words, sentence
from styrkort.terms import ActionStatus, ForecastMethod, Fulfilment, MeasureKind

__all__ = ["actions_counts", "actions_table", "forecasts_table", "without_forecast"]

_NOT_STATED: Final = "Anges inte"
_OVERDUE: Final = "Försenad"
_ONE_AND_MANY: Final = {
    ActionStatus.DONE.value: ("klar", "klara"),
    ActionStatus.ONGOING.value: ("pågår", "pågår"),
    ActionStatus.NOT_STARTED.value: ("ej påbörjad", "ej påbörjade"),
    ActionStatus.PAUSED.value: ("pausad", "pausade"),
    ActionStatus.CANCELLED.value: ("avbruten", "avbrutna"),
    NO_STATUS: ("utan angiven status", "utan angiven status"),
}
_EXPECTED: Final = {
    Fulfilment.MET: "Väntas bli uppfyllt",
    Fulfilment.PARTLY: "Väntas bli delvis uppfyllt",
    Fulfilment.NOT_MET: "Väntas inte bli uppfyllt",
}
_UNCERTAIN: Final = "Osäkert: spannet går över en gräns"
_METHODS: Final = {
    ForecastMethod.SEASONAL_SHARE: (
        "Säsongsandel: utfallet delat med den andel av helåret som samma månader stod för under de "
        "angivna åren tillsammans."
    ),
    ForecastMethod.LAST_YEARS_PATTERN: (
        "Förra årets mönster: utfallet plus det som skilde helåret från samma månader det angivna "
        "året."
    ),
}
_RANGE: Final = "Spannet är det minsta och det största som vart och ett av åren ger."
_ROUNDED: Final = "Prognoser avrundas efter spannets bredd och bedöms mot målet för helåret."


def actions_counts(report: Report) -> Line | None:
    """How many actions have each status, and how many are overdue; None where there are none."""
    if not report.actions:
        return None
    number, late = len(report.actions), sum(one.overdue for one in report.actions)
    counts = [_state_count(state, many) for state, many in state_counts(report.actions)]
    of = f"{number} {'åtgärd' if number == 1 else 'åtgärder'}"
    return Line(sentence(f"{of}: {', '.join(counts)}; {_how_late(late)}"))


def _state_count(state: str, number: int) -> str:
    """As "5 klara", "1 avbruten"; words that aren't known as they were typed."""
    one, many = _ONE_AND_MANY.get(state, (f"”{state}”", f"”{state}”"))
    return f"{number} {one if number == 1 else many}"


def _how_late(number: int) -> str:
    if not number:
        return "ingen är försenad"
    return f"{number} är {'försenad' if number == 1 else 'försenade'}"


def actions_table(report: Report) -> Block:
    """The division's strategic actions, or that the material has none."""
    if not report.actions:
        return Line("Perioden har inga strategiska åtgärder att följa upp.")
    end = report.period.end
    last = f"{end.day}\u00a0{month_name(end.isoformat()[:7])}"
    return Table(
        id="tabell-atgarder",
        caption="Divisionens strategiska åtgärder",
        columns=(
            Column("Åtgärd", 0.26),
            Column("Framgångsfaktor", 0.2),
            Column("Ansvarig", 0.18),
            Column("Klart", 0.19),
            Column("Status", 0.17),
        ),
        groups=(Group(tuple(_action_row(one) for one in report.actions)),),
        look="granser",
        footnote=(
            f"Försenad: skulle vara klar senast {last}, periodens sista dag, men är varken klar "
            "eller avbruten. En åtgärd utan angivet datum räknas inte som försenad."
        ),
    )


def _action_row(action: Action) -> Row:
    facts = (action.success_factor, action.responsible, day_text(action.due))
    cells = (Cell(text) if text else Cell(_NOT_STATED, quiet=True) for text in facts)
    notes = (RowNote("Kommentar", action.comment),) if action.comment else ()
    return Row((Cell(action.name, header=True), *cells, _status_cell(action)), notes=notes)


def _status_cell(action: Action) -> Cell:
    """Shape and word, and under them that it is overdue."""
    status = action_status(action.status)
    text = action.state or action.status or _NOT_STATED
    return Cell(
        text,
        symbol=status.symbol if status else "",
        second=_OVERDUE if action.overdue else "",
        quiet=text == _NOT_STATED,
    )


def day_text(day: str) -> str:
    """The day "31 december 2022" of an ISO date; other words as they stand."""
    try:
        stated = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{stated.day}\u00a0{month_name(day[:7])}"


def forecasts_table(report: Report) -> Table | None:
    """Forecasts of the full year, computed and people's own; None where there is neither."""
    made = [one for one in report.forecasts if one.value is not None or one.computed is not None]
    if not made:
        return None
    return Table(
        id="tabell-prognoser",
        caption=f"Prognos för helåret {report.period.year}",
        columns=(
            Column("Styrmått", 0.21),
            Column("Mål helår", 0.13),
            Column("Utfall", 0.12),
            Column("Beräknad prognos", 0.2),
            Column("Egen prognos", 0.12),
            Column("Metod och skäl", 0.22),
        ),
        groups=(Group(tuple(_forecast_row(report, one) for one in made)),),
        look="granser",
        caption_shown=True,
        footnote=_footnote(made),
    )


def _forecast_row(report: Report, forecast: Forecast) -> Row:
    measure = report.measure(forecast.measure)
    return Row(
        (
            _name_cell(measure),
            target_cell(forecast.target_text or measure.target_text),
            outcome_cell(measure),
            _computed_cell(forecast),
            _own_cell(forecast),
            _method_cell(forecast),
        )
    )


def _name_cell(measure: MeasureResult) -> Cell:
    control = measure.kind is MeasureKind.CONTROL
    return Cell(measure.name, second="Kontrollmått" if control else "", header=True)


def _computed_cell(forecast: Forecast) -> Cell:
    """Point, range, and what the goal says of them."""
    if forecast.computed is None:
        if not forecast.why_none:
            return Cell("–", hidden="ingen beräknad prognos")
        return Cell(NO_BASIS, second=sentence(forecast.why_none), quiet=True)
    verdict = _UNCERTAIN if forecast.uncertain else _expected(forecast.computed_fulfilment)
    said = [one for one in (forecast.range_text, verdict) if one]
    return Cell(forecast.computed_text, second=" ".join(f"{one}." for one in said))


def _own_cell(forecast: Forecast) -> Cell:
    if forecast.value is None:
        return Cell("–", hidden="ingen egen prognos")
    return Cell(forecast.text, second=_expected(forecast.fulfilment))


def _expected(fulfilment: Fulfilment | None) -> str:
    return _EXPECTED.get(fulfilment, "") if fulfilment else ""


def _method_cell(forecast: Forecast) -> Cell:
    """The method, and the person's reason where somebody has made a forecast."""
    if forecast.value is None:
        return Cell(forecast.method)
    by = f"Bedömt av {forecast.by}" if forecast.by else ""
    if not forecast.method:
        return Cell(forecast.reason or _NOT_STATED, second=by, quiet=not forecast.reason)
    own = f"Egen prognos: {forecast.reason or _NOT_STATED.lower()}"
    return Cell(forecast.method, second=" ".join(sentence(one) for one in (own, by) if one))


def _footnote(made: Sequence[Forecast]) -> str:
    """The methods that were used, in words."""
    used = [
        words
        for method, words in _METHODS.items()
        if any(one.method.casefold().startswith(method.value) for one in made)
    ]
    spread = any(one.low is not None for one in made)
    return " ".join([*used, *[_RANGE] * spread, *[_ROUNDED] * bool(used)])


def without_forecast(report: Report) -> Line | None:
    """The measures that nothing could be computed for, and why; None where there are none.

    Where that is all of them and for one reason, the reason alone.
    """
    reasons: dict[str, list[str]] = {}
    for one in report.forecasts:
        if one.why_none and one.value is None:
            reasons.setdefault(one.why_none, []).append(report.measure(one.measure).name)
    if not reasons:
        return None
    if len(reasons) == 1 and all(one.why_none for one in report.forecasts):
        return Line(f"Underlag saknas för beräknade prognoser: {next(iter(reasons))}.")
    said = [f"{joined_words(names)} ({why})" for why, names in reasons.items()]
    return Line(sentence(f"Underlag saknas för beräknad prognos: {'; '.join(said)}"))
