"""Measures of the plan whose name and unit don't go together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from styrkort.facts import Facts, MeasureFacts
from styrkort.reading.remarks import Remark
from styrkort.terms import FindingKind

__all__ = ["plan_remarks"]

_KINDS: Final = {
    "procent": ("%", "procent", "procentenheter", "procentenhet"),
    "antal": (
        "st", "st.", "stycken", "styck", "antal", "personer", "individer", "ärenden", "besök",
        "anställda", "medarbetare", "årsarbetare", "årsarbeten", "patienter", "tillfällen",
    ),
    "pengar": (
        "kr", "kronor", "tkr", "tusen kronor", "tusentals kronor", "mkr", "mnkr", "mdkr", "msek",
        "ksek", "sek", "miljoner kronor", "miljarder kronor",
    ),
    "index": ("index", "indexpoäng", "indexenheter"),
    "tid": (
        "sekunder", "sek", "minuter", "min", "timmar", "tim", "h", "dagar", "dygn", "veckor",
        "månader", "år",
    ),
    "ja/nej": ("ja/nej",),
}  # fmt: skip
_SIZES: Final = (
    ("kr", "kronor", "sek"),
    ("tkr", "tusen kronor", "tusentals kronor", "ksek"),
    ("mkr", "mnkr", "msek", "miljoner kronor"),
)
"""Money by the thousand: a name that says one of them isn't of another."""
_SPAN: Final = ("sekunder", "minuter", "timmar", "dagar", "dygn", "veckor", "månader", "kronor")
_RELATIVE: Final = re.compile(
    r"(?<!\w)(?:\w*andel\w*|\w*procent\w*|\w*kvot\w*|\w*grad(?:en)?|utveckling\w*|\w*utveckling"
    r"|förändring\w*|ökning\w*|minskning\w*|avvikelse\w*|\w*avvikelse|täckning\w*|relation|i"
    r" förhållande|jämfört|relativ\w*|måluppfyllelse\w*|följsamhet\w*)(?!\w)|%",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(
    r"(?<!\w)(?:inom|under|över|högst|minst|hålls|hållen|klara\w*|uppfyll\w*|längre|kortare|mer)"
    r"(?!\w)",
    re.IGNORECASE,
)
_NAMED_UNIT: Final = re.compile(
    r"(?:\(|,\s*|(?<!\w)i\s+)(?P<unit>%|procent|st|antal|kr|tkr|mkr|mnkr|kronor|index|dagar|timmar"
    r"|minuter)\)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Promise:
    """What a measure's name says of its unit, and which units can't keep it."""

    pattern: re.Pattern[str]
    says: str
    never: tuple[str, ...]
    unless: re.Pattern[str] | None = None


def _opening(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\A\s*(?:{pattern})(?!\w)", re.IGNORECASE)


_PROMISES: Final = (
    _Promise(
        _opening("(?:totalt |genomsnittligt )?antal(?:et)?"),
        "ett antal",
        ("procent", "pengar", "index", "ja/nej"),
        re.compile(r"andel|procent|%|kronor|index", re.IGNORECASE),
    ),
    _Promise(
        _opening(r"(?:procentuell )?andel(?:en|ar)?|procentandel(?:en)?|procent"),
        "en andel",
        ("antal", "pengar", "tid", "index", "ja/nej"),
        re.compile(r"(?<!\w)(?:antal|tid|kostnad)(?!\w)", re.IGNORECASE),
    ),
    _Promise(
        _opening(r"\w*(?:beläggnings|täcknings|genomförande|deltagar|svars|nyttjande)grad(?:en)?"),
        "en grad",
        ("antal", "pengar", "tid", "ja/nej"),
    ),
    _Promise(
        re.compile(r"(?<!\w)\w*index(?:et)?(?!\w)", re.IGNORECASE),
        "ett index",
        ("procent", "pengar", "tid", "ja/nej"),
        re.compile(rf"(?<!\w)antal(?!\w)|{_RELATIVE.pattern}", re.IGNORECASE),
    ),
    _Promise(
        _opening(r"(?:total[at]? |genomsnittlig |netto|brutto)?\w*kostnad(?:en|er|erna)?"),
        "en kostnad",
        ("procent", "antal", "tid", "ja/nej"),
        _RELATIVE,
    ),
    _Promise(
        _opening(
            r"(?:genomsnittlig |medel|median för )?"
            r"\w*(?:vänte|svars|handläggnings|led|vård|inställelse)tid(?:en|er)?"
        ),
        "en tid",
        ("pengar", "antal", "procent", "ja/nej"),
        re.compile(rf"{_WITHIN.pattern}|{_RELATIVE.pattern}", re.IGNORECASE),
    ),
)


def plan_remarks(facts: Facts) -> tuple[Remark, ...]:
    """What of the plan's measures doesn't hang together, in the plan's order.

    A count in per cent, a share in pieces or money, an index in per cent, a cost in anything but
    money, a unit in the name that isn't the unit's; and two measures of one name and one unit.
    """
    return (*_units(facts), *_twins(facts))


def _units(facts: Facts) -> Iterator[Remark]:
    for measure in (*facts.measures, *facts.production):
        said = [(measure.name, measure.unit, "")]
        said += [(p.name, p.unit, measure.name) for p in measure.parts if p.kind == "delmått"]
        for name, unit, of in said:
            if fault := _fault(name, unit):
                yield _remark(measure, name, unit, fault, of)


def _fault(name: str, unit: str) -> str:
    """What the name says, where the unit can't be of it; else nothing."""
    kind = _kind_of(unit)
    if not kind:
        return ""
    if (typed := _NAMED_UNIT.search(name)) and _are_two(typed["unit"], unit):
        return f"enheten {typed['unit']}"
    if span := re.match(rf"\s*antal(?:et)?\s+({'|'.join(_SPAN)})(?!\w)", name, re.IGNORECASE):
        other = unit.casefold() != span[1].casefold() and unit.casefold() in _SPAN
        return f"antal {span[1].casefold()}" if other else ""
    for promise in _PROMISES:
        if promise.pattern.search(name) and not (promise.unless and promise.unless.search(name)):
            return promise.says if kind in promise.never else ""
    return ""


def _are_two(named: str, unit: str) -> bool:
    """Whether the unit in the name is of another kind, or of another size of money."""
    kind = _kind_of(named)
    if kind == "pengar" == _kind_of(unit):
        return not any({named.casefold(), unit.casefold()} <= set(sizes) for sizes in _SIZES)
    return bool(kind) and kind != _kind_of(unit)


def _kind_of(unit: str) -> str:
    """Which sort of unit it is; empty where only the plan's author knows."""
    typed = " ".join(unit.casefold().split())
    return next((kind for kind, units in _KINDS.items() if typed in units), "")


def _remark(measure: MeasureFacts, name: str, unit: str, says: str, of: str) -> Remark:
    which = f"Delmåttet ”{name}” i ”{of}”" if of else f"Styrmåttet ”{name}”"
    return Remark(
        kind=FindingKind.PLAN,
        quote=name,
        words=f"{name}, {unit}",
        value=f"enhet: {unit}",
        message=f"{which} säger {says} men har enheten {unit}.",
        remedy=f"Rätta namn eller enhet i plan.yaml (id: {measure.id}).",
        measure=measure.id,
    )


def _twins(facts: Facts) -> Iterator[Remark]:
    """Measures that have the same name and unit as one before them."""
    met: dict[tuple[str, str], MeasureFacts] = {}
    for measure in facts.measures:
        key = " ".join(measure.name.casefold().split()), measure.unit
        first = met.setdefault(key, measure)
        if first.id != measure.id:
            yield Remark(
                kind=FindingKind.PLAN,
                quote=measure.name,
                words=measure.name,
                value=f"id: {first.id} och {measure.id}, enhet: {measure.unit}",
                message=f"Två styrmått heter ”{measure.name}” och har samma enhet.",
                remedy="Ge dem olika namn i plan.yaml, eller behåll det ena och visa det i flera "
                "perspektiv med visas_även.",
                measure=measure.id,
            )
