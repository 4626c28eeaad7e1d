"""Which form of goal a mapping of the plan states, and what is amiss where it states none."""

from collections.abc import Mapping
from typing import Any

from styrkort.plans.fields import described, listed, nearest
from styrkort.plans.goals import AtLeast, AtMost, Between, Exactly, Goal, Towards, YesNo
from styrkort.quantities import parse_number
from styrkort.terms import Direction

__all__ = ["goal_keys", "read_goal"]

_FORMS: dict[str, type[Goal]] = {
    "minst": AtLeast,
    "högst": AtMost,
    "lika": Exactly,
    "mellan": Between,
    "riktning": Towards,
    "ja": YesNo,
}


def read_goal(raw: Any) -> Goal:
    """The goal that a mapping of the plan states.

    ValueError, or pydantic's ValidationError with the keys at fault, when it states none.
    """
    if isinstance(raw, AtLeast | AtMost | Exactly | Between | Towards | YesNo):
        return raw
    if not isinstance(raw, Mapping):
        raise ValueError(f"ska vara en målform, {_example(raw)}, men är {described(raw)}")
    forms = _forms_in(raw)
    if len(forms) == 1:
        return _FORMS[forms[0]].model_validate(raw, by_name=False)
    if forms:
        remedy = "skriv {mellan: [a, b]}" if set(forms) == {"minst", "högst"} else "ange en av dem"
        raise ValueError(f"flera målformer samtidigt, {listed(forms)}; {remedy}")
    raise ValueError(_unknown_form(raw))


def goal_keys(raw: Any) -> tuple[str, ...]:
    """The keys that a goal written so far could have."""
    forms = _forms_in(raw) if isinstance(raw, Mapping) else []
    return _FORMS[forms[0]].keys() if forms else tuple(_FORMS)


def _forms_in(raw: Mapping[str, Any]) -> list[str]:
    return [key for key in _FORMS if raw.get(key) is not None]


def _example(raw: Any) -> str:
    """The goal that somebody who wrote a bare value may have meant."""
    word = nearest(raw, [each.value for each in Direction]) if isinstance(raw, str) else ""
    if word:
        return f"till exempel {{riktning: {word}}}"
    try:
        return f"till exempel {{minst: {parse_number(str(raw)).normalize():f}}}"
    except ValueError:
        return "till exempel {minst: 100}"


def _unknown_form(raw: Mapping[str, Any]) -> str:
    empty = [key for key in raw if key in _FORMS]
    if empty:
        return f"målformen {empty[0]} saknar värde"
    guesses = [(key, nearest(key, _FORMS)) for key in raw]
    hint = next((f"; menade du {form} i stället för {key}?" for key, form in guesses if form), "")
    remedy = hint or f"; formerna är {listed(_FORMS)}"
    return f"okänd målform, ”{', '.join(raw)}”{remedy}" if raw else f"målet är tomt{remedy}"
