"""What people state for one period: params/<division>/<year>/<slug>.yaml (3.4).

The file may be missing or empty; then nothing is stated.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from styrkort.errors import InputError
from styrkort.fulfilment import outcome_word
from styrkort.plan import Plan
from styrkort.plans.fields import Strict, described, listed, no_such, slug
from styrkort.plans.yamlfaults import Fault, fault_at, read_model, slips
from styrkort.plans.yamlfile import Document, Place, read_yaml
from styrkort.quantities import parse_number
from styrkort.stated.periodactions import action_faults, named_actions
from styrkort.stated.periodinput import (
    ActionInput,
    ExtraValueInput,
    ForecastInput,
    JudgementInput,
    PeriodInput,
)
from styrkort.terms import OutcomeWord

__all__ = [
    "ActionInput",
    "ExtraValueInput",
    "ForecastInput",
    "PeriodInput",
    "load_period_file",
]


def load_period_file(path: Path | None, name: str, plan: Plan) -> PeriodInput:
    """The period file at ``path``, called ``name`` in messages; nothing stated if there is none.

    InputError with every fault of the file, each with its line, key and remedy.
    """
    if path is None or not path.exists():
        return PeriodInput()
    document = read_yaml(path, name)
    if document.tree is None:
        document.tree = {}
    if not isinstance(document.tree, dict):
        raise InputError(
            f"{name}: filen ska ha nycklar, till exempel {listed(PeriodInput.keys())}."
        )
    period, faults = read_model(PeriodInput, document, _known_keys)
    faults = [*slips(document), *faults, *_unknown_names(document, plan)]
    faults += [*_misnamed_comments(document, plan), *_unknown_words(document, plan)]
    faults += action_faults(document, plan)
    if faults or period is None:
        raise InputError.gathered(fault.message for fault in sorted(faults))
    return _in_the_plans_words(period, plan)


_ENTRIES: dict[str, type[Strict]] = {
    "bedömningar": JudgementInput,
    "övriga_värden": ExtraValueInput,
    "prognos": ForecastInput,
    "åtgärder": ActionInput,
}


def _known_keys(place: Place) -> tuple[str, ...]:
    return _ENTRIES[str(place[0])].keys() if place else PeriodInput.keys()


def _unknown_names(document: Document, plan: Plan) -> list[Fault]:
    """Keys that should be a measure or a goal of the plan, and aren't."""
    measures = [planned.measure.id for planned in plan.planned]
    objectives = [o.id for p in plan.perspectives for o in p.objectives]
    known = {
        "utfall": ("styrmåttet", measures),
        "bedömningar": ("styrmåttet eller målet", measures + objectives),
        "prognos": ("styrmåttet", measures),
    }
    return [
        fault_at(document, (section, key), no_such(what, key, names))
        for section, (what, names) in known.items()
        for key in _keys_of(document, section)
        if key not in names
    ]


def _misnamed_comments(document: Document, plan: Plan) -> list[Fault]:
    """Comments on no perspective of the plan, or twice on the same."""
    names = _perspective_names(plan)
    faults, first = [], dict[str, str]()
    for key in _keys_of(document, "kommentarer"):
        place = ("kommentarer", key)
        if slug(key) not in names:
            what = no_such("perspektivet", key, list(names.values()))
            faults.append(fault_at(document, place, what))
        elif slug(key) in first:
            what = f"perspektivet har redan en kommentar, under {first[slug(key)]}"
            faults.append(fault_at(document, place, what))
        first.setdefault(slug(key), key)
    return faults


def _keys_of(document: Document, section: str) -> tuple[str, ...]:
    found = document.value((section,))
    return tuple(found) if isinstance(found, Mapping) else ()


def _perspective_names(plan: Plan) -> dict[str, str]:
    """The perspectives' names by slug: case and å, ä, ö don't matter in the file."""
    return {p.slug: p.name for p in plan.perspectives}


def _unknown_words(document: Document, plan: Plan) -> list[Fault]:
    units = {planned.measure.id: planned.measure.unit for planned in plan.planned}
    return [
        fault_at(document, ("utfall", id), what)
        for id in _keys_of(document, "utfall")
        if id in units and (what := _why_no_outcome(document.value(("utfall", id)), units[id]))
    ]


def _why_no_outcome(words: Any, unit: str) -> str:
    """Why the words can't be an outcome in the unit; "" if they can."""
    if not isinstance(words, str) or unit == "text":
        return ""
    if unit == "ja/nej":
        answers = ("ja", "nej", "true", "false")
        good = words.strip().casefold() in answers
        return "" if good else f"{described(words)} är okänt; skriv Ja eller Nej"
    if outcome_word(words):
        return ""
    accepted = listed(word.value for word in OutcomeWord)
    if _is_number(words):
        return f"här står utfall i ord ({accepted}); talet {described(words)} hör hemma i data/"
    return f"{described(words)} är okänt; orden är {accepted}, eller ge måttet enheten text"


def _is_number(words: str) -> bool:
    try:
        parse_number(words.strip().removesuffix("%"))
    except ValueError:
        return False
    return True


def _in_the_plans_words(period: PeriodInput, plan: Plan) -> PeriodInput:
    """The same with perspectives by name and outcome words in their one spelling."""
    names = _perspective_names(plan)
    units = {planned.measure.id: planned.measure.unit for planned in plan.planned}
    words = {id: _one_spelling(text, units[id]) for id, text in period.outcome_words.items()}
    comments = {names[slug(key)]: text for key, text in period.comments.items()}
    said = {"comments": comments, "outcome_words": words}
    return period.model_copy(update=said | {"actions": named_actions(period.actions, plan)})


def _one_spelling(words: str, unit: str) -> str:
    if unit == "ja/nej":
        return "Ja" if words.casefold() in ("ja", "true") else "Nej"
    known = outcome_word(words)
    return known.value if known else words
