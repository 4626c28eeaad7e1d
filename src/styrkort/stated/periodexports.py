"""Actions and forecasts that exports give, added to those that the period file states.

What the file states comes first. The same action, or a forecast of the same measure, in two places
is a fault: nobody can tell which of them holds.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from styrkort.mapping.yields import ActionRow, ForecastRow
from styrkort.plan import Plan
from styrkort.plans.fields import no_such
from styrkort.stated.periodactions import action_key, named_actions, near_factor
from styrkort.stated.periodinput import ActionInput, ForecastInput, PeriodInput

__all__ = ["with_exports"]


def with_exports(
    stated: PeriodInput,
    actions: Sequence[ActionRow],
    forecasts: Sequence[ForecastRow],
    plan: Plan,
    file: str,
) -> tuple[PeriodInput, tuple[str, ...]]:
    """The period's statements with the exports' added, and every fault; ``file`` is the period
    file's name in messages.
    """
    faults = (
        *_repeated_actions(stated, actions, file),
        *(fault for row in actions for fault in _action_faults(row, plan)),
        *_repeated_forecasts(stated.forecasts, forecasts, file),
        *_unknown_measures(forecasts, plan),
    )
    if faults:
        return stated, faults
    added = tuple(map(_action, actions))
    joined = {
        "actions": (*stated.actions, *named_actions(added, plan)),
        "forecasts": {**stated.forecasts, **{row.measure: _forecast(row) for row in forecasts}},
    }
    return stated.model_copy(update=joined), ()


def _repeated_actions(
    stated: PeriodInput, actions: Sequence[ActionRow], file: str
) -> tuple[str, ...]:
    first = {action_key(one.name): f"{file}, åtgärder" for one in stated.actions}
    faults = []
    for row in actions:
        key = action_key(row.name)
        if key in first:
            faults.append(
                f"{row.place}: åtgärden ”{row.name}” står redan i {first[key]}. Ta bort den ena."
            )
        first.setdefault(key, row.place)
    return tuple(faults)


def _action_faults(row: ActionRow, plan: Plan) -> list[str]:
    faults = []
    if not row.name.strip():
        faults.append(f"{row.place}: åtgärden saknar namn. Skriv vad som ska göras.")
    if row.due and _iso_day(row.due) is None:
        faults.append(f"{row.place}: ”{row.due}” är inte ett datum. Skriv datumet som 2022-12-31.")
    if meant := near_factor(row.success_factor, plan):
        faults.append(
            f"{row.place}: framgångsfaktorn ”{row.success_factor}” finns inte i planen; "
            f"menade du {meant}?"
        )
    return faults


def _iso_day(text: str) -> str | None:
    """The day as 2022-12-31; None where the text names none. A time of day is left out."""
    try:
        return datetime.fromisoformat(text.strip()).date().isoformat()
    except ValueError:
        return None


def _action(row: ActionRow) -> ActionInput:
    return ActionInput(
        name=row.name,
        success_factor=row.success_factor,
        responsible=row.responsible,
        due=(_iso_day(row.due) or "") if row.due else "",
        status=row.status,
        comment=row.comment,
    )


def _repeated_forecasts(
    stated: Mapping[str, ForecastInput], forecasts: Sequence[ForecastRow], file: str
) -> tuple[str, ...]:
    first = dict.fromkeys(stated, f"{file}, prognos")
    faults = []
    for row in forecasts:
        if row.measure in first:
            faults.append(
                f"{row.place}: styrmåttet {row.measure} har redan en prognos i "
                f"{first[row.measure]}. Ta bort den ena."
            )
        first.setdefault(row.measure, row.place)
    return tuple(faults)


def _unknown_measures(forecasts: Sequence[ForecastRow], plan: Plan) -> tuple[str, ...]:
    known = [planned.measure.id for planned in plan.planned]
    told = (
        (row.place, no_such("styrmåttet", row.measure, known))
        for row in forecasts
        if row.measure not in known
    )
    return tuple(f"{place}: {what}{'' if what.endswith('?') else '.'}" for place, what in told)


def _forecast(row: ForecastRow) -> ForecastInput:
    return ForecastInput(value=row.value, reason=row.reason, by=row.by)
