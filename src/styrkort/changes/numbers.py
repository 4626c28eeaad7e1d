"""Two reports' facts → the measures whose figures, goals or verdicts differ as shown."""

from collections.abc import Iterable, Iterator, Mapping

from styrkort.changes.model import Difference, NumberChange
from styrkort.facts import Facts, MeasureFacts, PartFacts
from styrkort.terms import ChangeKind, Fulfilment, Trend
from styrkort.wording import WITHHELD

__all__ = ["measure_changes"]

PRODUCTION = "Produktion"
_NONE = "–"
_WAS_SHOWN = "Visades"
"""In place of a figure that mayn't be shown any more, in no list either."""


def measure_changes(before: Facts, after: Facts, unsaid: frozenset[str]) -> list[NumberChange]:
    """What differs in measures and production, perspective by perspective.

    ``unsaid`` are ids of which something that was shown is withheld now: their earlier figures
    aren't repeated.
    """
    return [
        *_compared(before.measures, after.measures, unsaid),
        *_compared(before.production, after.production, unsaid),
    ]


def _compared(
    before: Iterable[MeasureFacts], after: Iterable[MeasureFacts], unsaid: frozenset[str]
) -> Iterator[NumberChange]:
    then, now = {m.id: m for m in before}, {m.id: m for m in after}
    for id, measure in now.items():
        if id in then:
            yield from _changed(then[id], measure, id in unsaid)
        else:
            yield _come(measure)
    yield from (_gone(measure) for id, measure in then.items() if id not in now)


def _come(measure: MeasureFacts) -> NumberChange:
    shown = tuple(
        Difference(what, _NONE, text) for what, text in _shown(measure).items() if text != _NONE
    )
    return NumberChange(ChangeKind.ADDED, _section(measure), measure.name, shown)


def _gone(measure: MeasureFacts) -> NumberChange:
    shown = tuple(
        Difference(what, text, _NONE) for what, text in _shown(measure).items() if text != _NONE
    )
    return NumberChange(ChangeKind.REMOVED, _section(measure), measure.name, shown)


def _changed(before: MeasureFacts, after: MeasureFacts, unsaid: bool) -> Iterator[NumberChange]:
    """The measure's own row, then each of its parts'."""
    section = _section(after)
    if unsaid:
        hidden = Difference("Utfall", _WAS_SHOWN, _hidden(after))
        yield NumberChange(ChangeKind.CHANGED, section, after.name, (hidden,))
        return
    own = (
        *_differences(_named(before), _named(after)),
        *_differences(_shown(before), _shown(after)),
    )
    if own:
        yield NumberChange(ChangeKind.CHANGED, section, after.name, own)
    then, now = _parts(before), _parts(after)
    for name in dict.fromkeys((*now, *then)):
        found = tuple(_differences(then.get(name, {}), now.get(name, {})))
        if found:
            yield NumberChange(_kind(name, then, now), section, f"{after.name}, {name}", found)


def _hidden(measure: MeasureFacts) -> str:
    """What stands there instead of a figure that isn't shown any more."""
    return WITHHELD if measure.withheld else f"{measure.utfall_text}; delar visas ej (få personer)"


def _kind(name: str, then: Mapping[str, object], now: Mapping[str, object]) -> ChangeKind:
    if name not in then:
        return ChangeKind.ADDED
    return ChangeKind.CHANGED if name in now else ChangeKind.REMOVED


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for what in dict.fromkeys((*after, *before)):
        then, now = before.get(what, _NONE), after.get(what, _NONE)
        if then != now:
            yield Difference(what, then, now)


def _section(measure: MeasureFacts) -> str:
    return measure.perspective or PRODUCTION


def _named(measure: MeasureFacts) -> dict[str, str]:
    """What the row is called and where it stands."""
    return {
        "Namn": measure.name,
        "Enhet": measure.unit or _NONE,
        "Perspektiv": measure.perspective or _NONE,
        "Framgångsfaktor": measure.success_factor or _NONE,
    }


def _shown(measure: MeasureFacts) -> dict[str, str]:
    """The row's columns as printed."""
    shown = {
        "Mål": measure.target_text or _NONE,
        "Utfall": measure.utfall_text or _NONE,
        "Jämförelse": _text(measure, "jämförelse"),
    }
    if not measure.perspective:
        return {**shown, "Plan": _text(measure, "plan")}
    return {
        **shown,
        "Måluppfyllelse": measure.fulfilment.value,
        "Utveckling": measure.trend.value,
    }


def _text(measure: MeasureFacts, what: str) -> str:
    """The measure's own value of this kind as printed, with what it refers to."""
    found = (one.text for one in measure.values if one.what == what and not one.of and one.text)
    text = next(found, _NONE)
    refers = measure.comparison_refers_to if what == "jämförelse" and text != _NONE else ""
    return f"{text} ({refers})" if refers else text


def _parts(measure: MeasureFacts) -> dict[str, dict[str, str]]:
    """Verksamheter, delmått, and women and men, by name, with what is shown of each."""
    parts = {part.name: _shown_part(part) for part in measure.parts}
    for one in measure.values:
        if one.what == "utfall" and one.of and one.of not in parts:
            parts[one.of] = {"Utfall": one.text or _NONE}
    return parts


def _shown_part(part: PartFacts) -> dict[str, str]:
    shown = {"Utfall": part.utfall_text or _NONE}
    if part.target_text:
        shown["Mål"] = part.target_text
    if part.fulfilment is not Fulfilment.NO_TARGET:
        shown["Måluppfyllelse"] = part.fulfilment.value
    if part.trend is not Trend.NONE:
        shown["Utveckling"] = part.trend.value
    return shown
