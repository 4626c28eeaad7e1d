"""Strategiska åtgärder: status as it is counted, and which are overdue at the period's end. Pure.

An action is overdue when it is neither done nor cancelled and its day has come: due on the
period's last day is overdue too, for that day is over when the period is. Today's date has no say.
"""

from collections import Counter
from collections.abc import Iterable

from styrkort.periodfacts import Action
from styrkort.scores.basis import Basis
from styrkort.stated.periodinput import ActionInput
from styrkort.terms import ActionStatus

__all__ = ["NO_STATUS", "action_status", "actions_log", "actions_of", "state_counts"]

NO_STATUS = "Anges inte"

_SPELLINGS = {
    ActionStatus.DONE: "klar klart klara avslutad avslutat genomförd genomfört slutförd slutfört",
    ActionStatus.ONGOING: "pågår pågående",
    ActionStatus.PAUSED: "pausad pausat vilande",
    ActionStatus.CANCELLED: "avbruten avbrutet utgår utgått utgången",
}
_WORDS = {
    word: status for status, spellings in _SPELLINGS.items() for word in spellings.split()
} | dict.fromkeys(
    ("ej påbörjad", "ej påbörjat", "inte påbörjad", "inte påbörjat", "planerad", "planerat"),
    ActionStatus.NOT_STARTED,
)


def actions_of(basis: Basis) -> tuple[Action, ...]:
    """The period's actions, in the order that they are stated in."""
    end = basis.period.end.isoformat()
    return tuple(_action(one, end) for one in basis.stated.actions)


def action_status(words: str) -> ActionStatus | None:
    """The status that the words state, in whatever case; None for words of another kind."""
    return _WORDS.get(" ".join(words.split()).rstrip(".").casefold())


def state_counts(actions: Iterable[Action]) -> tuple[tuple[str, int], ...]:
    """How many actions have each status, the known ones in their order first; they sum to all."""
    counts = Counter(one.state for one in actions)
    known = [status.value for status in ActionStatus]
    others = [state for state in counts if state not in known and state != NO_STATUS]
    ordered = [*known, *others, NO_STATUS]
    return tuple((state, counts[state]) for state in ordered if counts[state])


def actions_log(basis: Basis) -> tuple[str, ...]:
    """Actions under a success factor that the plan hasn't got; they are shown all the same."""
    known = {factor.name for factor in basis.plan.success_factors}
    return tuple(
        f"åtgärden ”{one.name}”: framgångsfaktorn ”{one.success_factor}” finns inte i planen."
        for one in basis.stated.actions
        if one.success_factor and one.success_factor not in known
    )


def _action(stated: ActionInput, end: str) -> Action:
    status = action_status(stated.status)
    return Action(
        name=stated.name,
        success_factor=stated.success_factor,
        responsible=stated.responsible,
        due=stated.due,
        status=stated.status,
        comment=stated.comment,
        overdue=bool(stated.due) and stated.due <= end and not (status and status.closed),
        state=_state(stated.status, status),
    )


def _state(words: str, status: ActionStatus | None) -> str:
    """One spelling for each status; other words as typed, with a capital."""
    if status:
        return status.value
    return words[:1].upper() + words[1:] if words else NO_STATUS
