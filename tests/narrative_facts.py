"""What a labelled sentence is held against, from the compact form in tests/cases/narrative.

``utfall: 6,3 % mot 5,1 % (ingångsvärde)`` is outcome, what it is compared with, and what that is.
A better direction and every change are worked out as the report works them out, never written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from styrkort.facts import Facts, Known, MeasureFacts, PartFacts
from styrkort.inline import division_title
from styrkort.period import Period, parse_period
from styrkort.periodfacts import ExtraValue
from styrkort.plans.fields import slug
from styrkort.quantities import decimals_of, format_change, format_quantity, parse_number
from styrkort.terms import Arrow, Fulfilment, Trend

WORDS = {"Ökning": Arrow.UP, "Minskning": Arrow.DOWN, "I nivå med fg år": Arrow.LEVEL}
SIGNS = {Arrow.UP: 1, Arrow.LEVEL: 0, Arrow.DOWN: -1}
TRENDS = {1: Trend.IMPROVED, 0: Trend.UNCHANGED, -1: Trend.DETERIORATED}
BETTER = {"högst": -1, "minska": -1, "minst": 1, "öka": 1}
GENDERS = {"kvinnor": "Kvinnor", "män": "Män"}
KEYS = {
    "namn", "id", "utfall", "enhet", "mål", "måluppfyllelse", "verksamheter", "delmått",
    "prognos", "plan", *GENDERS,
}  # fmt: skip
FIGURE = re.compile(r"([−-]?\d[\d \u00a0]*(?:,\d+)?)(?: ?(\D.*))?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as the file writes it."""

    value: Decimal
    unit: str

    @property
    def text(self) -> str:
        return format_quantity(self.value, self.unit, decimals_of(self.value))


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome, or the word for it, and what it is compared with."""

    now: Figure | None
    then: Figure | None
    refers_to: str
    word: str

    @property
    def text(self) -> str:
        return self.now.text if self.now else self.word

    @property
    def arrow(self) -> Arrow | None:
        if self.now is None or self.then is None:
            return WORDS.get(self.word)
        change = self.now.value - self.then.value
        return Arrow.UP if change > 0 else Arrow.DOWN if change < 0 else Arrow.LEVEL


def facts_of_case(situation: Mapping[str, Any]) -> Facts:
    """The situation's facts, shaped as the report's own are."""
    code, year = parse_period(" ".join(reversed(situation["period"].split())).replace(" ", "-"))
    measures = tuple(_measure(raw) for raw in situation.get("styrmått", ()))
    return Facts(
        region="Region Norrbotten",
        division=slug(situation["division"]),
        division_name=division_title(situation["division"]),
        period=code,
        year=year or 0,
        perspectives=("Verksamhet", "Medarbetare", "Ekonomi"),
        units=tuple(situation.get("verksamheter", ())),
        measures=measures,
        production=tuple(_measure(raw) for raw in situation.get("produktion", ())),
        extra_values=tuple(
            ExtraValue(name, _figure(text).value, _figure(text).text, "")
            for name, text in situation.get("övriga_värden", {}).items()
        ),
        texts=(),
    )


def names_of(facts: Facts) -> dict[str, str]:
    """The names that a sentence may quote, as a notebook of the facts would hold them."""
    period = Period(facts.period, facts.year)
    names = {"period.namn": period.report_name, "period.kod": period.code}
    names |= {value.name: value.text for value in facts.extra_values}
    for measure in facts.measures:
        names[f"utfall.{measure.id}"] = measure.utfall_text
        for known in measure.values:
            if known.what in ("jämförelse", "förändring", "mål") and known.text and not known.of:
                names[f"{known.what}.{measure.id}"] = known.text
    return names


def _measure(raw: Mapping[str, Any]) -> MeasureFacts:
    assert set(raw) <= KEYS, set(raw) - KEYS
    outcome = _outcome(raw["utfall"])
    unit = raw.get("enhet") or (outcome.now.unit if outcome.now else "text")
    better = BETTER.get(raw.get("mål", "").split(" ")[0], 0)
    return MeasureFacts(
        id=raw.get("id", slug(raw["namn"])),
        name=raw["namn"],
        unit=unit,
        perspective="Verksamhet",
        also_in=(),
        success_factor="",
        utfall_text=outcome.text,
        fulfilment=Fulfilment(raw.get("måluppfyllelse", Fulfilment.NO_TARGET.value)),
        arrow=outcome.arrow,
        trend=_trend(outcome.arrow, better),
        comparison_refers_to=outcome.refers_to,
        values=tuple(_values(raw, outcome)),
        parts=tuple(_parts(raw, unit, better)),
        withheld=False,
        must_be_commented=True,
    )


def _values(raw: Mapping[str, Any], outcome: Outcome) -> Iterator[Known]:
    yield from _known_of(outcome)
    if outcome.then and outcome.refers_to == "ingångsvärde":
        yield Known("ingångsvärde", outcome.then.value, outcome.then.unit, outcome.then.text)
    yield from _target(raw.get("mål", ""), outcome)
    for what in ("prognos", "plan"):
        if what in raw:
            yield Known(what, _figure(raw[what]).value, _figure(raw[what]).unit)
    if "plan" in raw and outcome.now:
        share = 100 * outcome.now.value / _figure(raw["plan"]).value
        yield Known("andel av plan", share, "%")
    for key, name in GENDERS.items():
        if key in raw:
            gender = _outcome(raw[key])
            yield from (k for k in _known_of(gender, name) if not k.what.startswith("förändring"))
    for name, text in raw.get("verksamheter", {}).items():
        yield from _known_of(_outcome(text), name)


def _known_of(outcome: Outcome, of: str = "") -> Iterator[Known]:
    now, then = outcome.now, outcome.then
    if now is None:
        return
    yield Known("utfall", now.value, now.unit, now.text, of)
    if then is None:
        return
    change = now.value - then.value
    shown = max(decimals_of(now.value), decimals_of(then.value))
    yield Known("jämförelse", then.value, now.unit, then.text, of)
    points = "procentenheter" if now.unit == "%" else now.unit
    yield Known("förändring", change, points, format_change(change, now.unit, shown), of)
    if then.value:
        yield Known("förändring i procent", 100 * change / abs(then.value), "%", of=of)


def _target(text: str, outcome: Outcome) -> Iterator[Known]:
    word, _, stated = text.partition(" ")
    if word not in ("minst", "högst"):
        return
    target, now = _figure(stated), outcome.now
    yield Known("mål", target.value, target.unit, target.text)
    yield Known("gräns", target.value, target.unit)
    if now and now.value > 0 and target.value > 0:
        ratio = now.value / target.value if word == "minst" else target.value / now.value
        whole = int(100 * ratio + Decimal("0.5"))
        met = ratio >= 1
        yield Known("uppfyllelsegrad", Decimal(whole if met else min(whole, 99)), "%")


def _parts(raw: Mapping[str, Any], unit: str, better: int) -> Iterator[PartFacts]:
    for name, text in raw.get("verksamheter", {}).items():
        arrow = _outcome(text).arrow
        yield PartFacts(name, "verksamhet", unit, arrow, _trend(arrow, better))
    for name in raw.get("delmått", ()):
        yield PartFacts(name, "delmått", "", None, Trend.NONE)


def _trend(arrow: Arrow | None, better: int) -> Trend:
    if arrow is None or (better == 0 and arrow is not Arrow.LEVEL):
        return Trend.NONE
    return TRENDS[SIGNS[arrow] * better]


def _outcome(text: str) -> Outcome:
    stated, _, compared = text.partition(" mot ")
    if FIGURE.fullmatch(stated) is None:
        return Outcome(None, None, "", stated)
    then, _, refers_to = compared.partition(" (")
    return Outcome(
        _figure(stated), _figure(then) if then else None, refers_to.removesuffix(")"), ""
    )


def _figure(text: str) -> Figure:
    match = FIGURE.fullmatch(text)
    assert match, text
    return Figure(parse_number(match[1].strip()), (match[2] or "").strip())
