"""The names that prose may quote (DESIGN 3.6), and filling them in.

A value is quoted as MyST writes it, ``{eval}`utfall.sjukfranvaro```. The source in the notebook
stays as typed; what is printed is filled in when the page is made, from ``metadata.styrkort.namn``.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from styrkort.errors import InputError
from styrkort.escaping import escaped
from styrkort.period import month_name
from styrkort.quantities import NBSP
from styrkort.scorecard import MeasureResult, Report
from styrkort.wording import WITHHELD

if TYPE_CHECKING:
    from styrkort.roles import Role

__all__ = [
    "UnknownName",
    "division_title",
    "faults",
    "fill",
    "names",
    "quoted",
    "quoted_names",
    "shown",
    "unknown",
    "with_lost_names_told",
    "with_plan_texts_filled",
]

MISSING = "uppgift saknas"
"""Printed for a comparison or change that there is no value for: a sentence has no empty place."""

_HARMLESS = re.compile(r"[+−]?[^\W_](?:[^\W_]|[ ,%\u00a0])*")
_KINDS = ("utfall", "mål", "jämförelse", "förändring", "måluppfyllelse", "utveckling")
_BOUND = ("utfall", "måluppfyllelse", "utveckling")


class UnknownName(InputError):  # noqa: N818 - named after what it is, as InputError's messages are
    """The text quotes a value that the report doesn't have."""


def names(report: Report) -> dict[str, str]:
    """Every quotable name, in NFC, and its text as the report prints it.

    ``period.namn`` is the main report's name ("delårsrapport augusti 2022"); ``division`` is said
    as a sentence says it ("Division Regionstöd").
    """
    period = report.period
    extra = {value.name: value.text for value in report.extra_values}
    measures = {
        f"{kind}.{measure.id}": text
        for measure in report.measures
        for kind, text in zip(_KINDS, _texts(measure), strict=True)
    }
    own = {
        "period.namn": period.report_name,
        "period.kod": period.code,
        "period.år": str(period.year),
        "period.start": f"{period.start.day}{NBSP}{month_name(period.start.isoformat()[:7])}",
        "period.slut": f"{period.end.day}{NBSP}{month_name(period.end.isoformat()[:7])}",
        "division": division_title(report.division_name),
        "region": report.region,
    }
    return {_nfc(name): text for name, text in (extra | measures | own).items()}


def _texts(measure: MeasureResult) -> tuple[str, ...]:
    """In the order of ``_KINDS``; of too few persons nothing is told but the goal."""
    if measure.withheld:
        verdict = measure.fulfilment.value, measure.trend.value
        return (WITHHELD, measure.target_text, WITHHELD, WITHHELD, *verdict)
    return (
        measure.utfall_text,
        measure.target_text,
        measure.comparison_text or MISSING,
        measure.change_text or MISSING,
        measure.fulfilment.value,
        measure.trend.value,
    )


def division_title(name: str) -> str:
    """The division as sentences and the title block name it: "Division Regionstöd"."""
    return name if name.casefold().startswith("division") else f"Division {name}"


def fill(source: str, names: Mapping[str, str], where: str) -> str:
    """The markdown with every quoted value filled in, so that it prints sign by sign.

    Code blocks, code spans, maths and ``\\{eval}`` are left as typed. ``where`` names the cell and
    its heading in messages. Raises :class:`UnknownName` with one message an unknown name.
    """
    missing = faults(source, names, where)
    if missing:
        raise UnknownName(*missing)
    filled, at = "", 0
    for role in _roles(source):
        filled += source[at : role.start]
        line = filled[filled.rfind("\n") + 1 :]
        filled += escaped(names[_nfc(role.name)], line)
        at = role.end
    return filled + source[at:]


def with_plan_texts_filled(report: Report) -> Report:
    """The report with the values that the plan's own texts quote filled in.

    Raises :class:`UnknownName` with one message an unknown name, naming the text of the plan.
    """
    known = names(report)
    texts = [("inledning", report.introduction)]
    texts += [(f"perspektivet {one.name}", one.description) for one in report.perspectives]
    plan = f"params/{report.division}/{report.period.year}/plan.yaml"
    missing = [f for place, text in texts for f in faults(text, known, f"{plan}, {place}")]
    if missing:
        raise UnknownName(*missing)
    return replace(
        report,
        introduction=fill(report.introduction, known, plan),
        perspectives=tuple(
            replace(one, description=fill(one.description, known, plan))
            for one in report.perspectives
        ),
    )


def faults(source: str, names: Mapping[str, str], where: str) -> list[str]:
    """One message an unknown name in the text, with place and remedy."""
    return [_fault(name, names, where) for name in unknown(source, names)]


def unknown(source: str, names: Mapping[str, str]) -> list[str]:
    """The quoted names that ``names`` doesn't have, as typed, each once, in order."""
    missing = (role.name for role in _roles(source) if _nfc(role.name) not in names)
    return list(dict.fromkeys(missing))


def quoted(source: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The measures and other values that the text quotes, by id, each once, in order.

    Period, division and region are facts about the report, not values; they are left out.
    """
    ids = (_value_id(_nfc(role.name)) for role in _roles(source) if _nfc(role.name) in names)
    return tuple(dict.fromkeys(id for id in ids if id))


def quoted_names(source: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The same by the full names that are typed: "mål.sjukfranvaro", "reviderad_plan"."""
    found = (_nfc(role.name) for role in _roles(source))
    return tuple(dict.fromkeys(name for name in found if name in names and _value_id(name)))


def _value_id(name: str) -> str:
    kind, dot, id = name.partition(".")
    if dot:
        return id if kind in _KINDS else ""
    return "" if name in ("division", "region") else name


def shown(ids: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """Outcome, verdict and trend of these ids as the report shows them, by their names."""
    wanted = (name for id in ids for name in (id, *(f"{kind}.{id}" for kind in _BOUND)))
    return {name: names[name] for name in wanted if name in names}


def with_lost_names_told(source: str, now: Mapping[str, str], then: Mapping[str, str]) -> str:
    """The markdown of an earlier report for a new one: values that only the earlier has, in print.

    ``now`` and ``then`` are the names of the new and of the earlier report. What neither knows is
    left as code, for a person to see to.
    """
    told, at = "", 0
    for role in _roles(source):
        name = _nfc(role.name)
        if name in now:
            continue
        told += source[at : role.start]
        told += _told(then[name], told) if name in then else f"`{role.name}`"
        at = role.end
    return told + source[at:]


def _told(value: str, before: str) -> str:
    """The value as a person would write it, where markdown has no meaning for any of its signs."""
    if _HARMLESS.fullmatch(value):
        return value
    return escaped(value, before[before.rfind("\n") + 1 :])


def _roles(source: str) -> "tuple[Role, ...]":
    """Imported when there may be a role to find: a parser of markdown comes with it."""
    if "{eval}" not in source:
        return ()
    from styrkort.roles import roles

    return roles(source)


def _fault(name: str, names: Mapping[str, str], where: str) -> str:
    near = get_close_matches(_nfc(name), names, n=1, cutoff=0.6)
    hint = f"Menar du ”{near[0]}”?" if near else (
        "Namn skrivs som utfall.id, mål.id, jämförelse.id, förändring.id, måluppfyllelse.id "
        "eller utveckling.id med styrmåttets id i planen, eller som ett av periodfilens "
        "övriga_värden."
    )  # fmt: skip
    return f"{where}: namnet ”{name}” finns inte i rapporten. {hint}"


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
