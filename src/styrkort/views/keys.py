"""Keys to what stands in the tables: symbols, the words beside rows, and abbreviations."""

import re
from collections.abc import Iterable
from typing import Final

from styrkort.blocks import Cell, Column, Group, Row, Table
from styrkort.cellwords import rests_on
from styrkort.scorecard import MeasureResult, Report, UnitResult
from styrkort.terms import Arrow, Fulfilment, MeasureKind, Trend
from styrkort.wording import WITHHELD

__all__ = ["abbreviations", "marks_key", "trend_key", "verdict_key"]

_VERDICTS: Final = (
    (Fulfilment.MET, "Utfallet når målet."),
    (Fulfilment.PARTLY, "Utfallet når inte målet men håller den beslutade gränsen."),
    (Fulfilment.NOT_MET, "Utfallet når varken mål eller gräns."),
    (Fulfilment.UNAVAILABLE, "Skulle följas upp nu, men utfall eller jämförelse saknas."),
    (Fulfilment.NOT_MEASURED, "Följs upp en annan period."),
    (Fulfilment.NO_TARGET, "Måttet följs utan mål."),
)
_TRENDS: Final = (
    (Arrow.UP.value, Trend.IMPROVED.value, "Talet ökar; högre är bättre."),
    (Arrow.DOWN.value, Trend.IMPROVED.value, "Talet minskar; lägre är bättre."),
    (Arrow.UP.value, Trend.DETERIORATED.value, "Talet ökar; lägre är bättre."),
    (Arrow.DOWN.value, Trend.DETERIORATED.value, "Talet minskar; högre är bättre."),
    (
        Arrow.LEVEL.value,
        Trend.UNCHANGED.value,
        "Lika stort tal, inom gränsen, eller lika nära målet.",
    ),
    ("ej-jamforbar", Trend.NOT_COMPARABLE.value, "Måttet har ändrats; talen går inte att jämföra."),
    ("streck", "Ingen jämförelse", "Jämförelsevärde saknas, eller måttet är inte mätt."),
)
_WORDS: Final = {
    "DÅ04": "Delårsrapport januari–april",
    "DÅ08": "Delårsrapport januari–augusti",
    "ÅR": "Årsrapport januari–december",
    "fg år": "Föregående år",
    "HME": "Hållbart medarbetarengagemang",
    "LOU": "Lagen om offentlig upphandling",
    "mnkr": "Miljoner kronor",
    "mkr": "Miljoner kronor",
    "tkr": "Tusen kronor",
}
_FEW_PERSONS: Final = (
    "Gruppen har högst tio personer, eller så skulle talet röja ett annat tal om en så liten "
    "grupp. Måttet är känsligt och går då inte att bedöma."
)
_RESTS_ON: Final = (
    "Månader eller verksamheter saknas. Jämförelsen med föregående år gäller samma månader och "
    "verksamheter."
)


def _key(id: str, caption: str, rows: Iterable[tuple[str, str, str]], first: float) -> Table:
    """A key of symbol and word with what they mean."""
    cells = (
        Row((Cell(word, symbol=symbol, header=True), Cell(meaning)))
        for symbol, word, meaning in rows
    )
    return Table(
        id=id,
        caption=caption,
        columns=(Column(caption, first), Column("Betyder", round(1 - first, 3))),
        groups=(Group(tuple(cells)),),
        look="nyckel",
        caption_shown=True,
    )


def verdict_key() -> Table:
    """The six verdicts and what they mean."""
    rows = ((verdict.symbol, verdict.value, meaning) for verdict, meaning in _VERDICTS)
    return _key("nyckel-maluppfyllelse", "Måluppfyllelse", rows, 0.43)


def trend_key() -> Table:
    """Arrow and word: the arrow is the number, the word is the judgement."""
    return _key("nyckel-utveckling", "Utveckling", _TRENDS, 0.43)


def marks_key(report: Report) -> Table | None:
    """What the words beside a row mean, of those that the report uses; None if it uses none."""
    used = [("", word, meaning) for word, meaning, there in _marks(report) if there]
    return _key("nyckel-markningar", "Märkningar", used, 0.25) if used else None


def _marks(report: Report) -> Iterable[tuple[str, str, bool]]:
    """Each word with its meaning, and whether the report uses it."""
    results: list[MeasureResult | UnitResult] = [*report.measures]
    results += [unit for one in report.measures for unit in one.by_unit]
    control = any(one.kind is MeasureKind.CONTROL for one in report.measures)
    yield "Kontrollmått", "Kompletterar styrmåtten och räknas inte med i antalen.", control
    apart = any(one.by_gender for one in results)
    yield "Kvinnor, Män", "Del av raden ovanför. Målet gäller alla, så delen bedöms inte.", apart
    resting = any(rests_on(one) for one in results)
    yield "Bygger på …", _RESTS_ON, resting
    yield WITHHELD, _FEW_PERSONS, _withholds(report, results)


def _withholds(report: Report, results: Iterable[MeasureResult | UnitResult]) -> bool:
    """Whether any figure is withheld, or any that one is compared with."""
    shown = repr((report.measures, report.production, report.forecasts))
    return any(one.withheld for one in results) or WITHHELD in shown


def abbreviations(report: Report) -> Table | None:
    """The words and abbreviations that the report uses; None if there are none."""
    words = "\n".join(_texts(report)).replace("\u00a0", " ")
    used = [(word, meaning) for word, meaning in _WORDS.items()
            if re.search(rf"(?<!\w){word}(?!\w)", words)]  # fmt: skip
    if not used:
        return None
    return _key("nyckel-ord", "Ord och förkortningar", (("", *pair) for pair in used), 0.2)


def _texts(report: Report) -> Iterable[str]:
    """All words that the report prints and the package knows of."""
    yield from (report.period.code, report.introduction)
    yield from (text for _, text in report.comments)
    for perspective in report.perspectives:
        yield from (perspective.description, perspective.comment)
        for goal in perspective.objectives:
            yield from (goal.name, *(factor.name for factor in goal.success_factors))
    for one in report.measures:
        yield from (one.name, *one.components, *one.follow_up, one.target_text, one.utfall_text)
        yield from (one.definition, one.source, *(note.text for note in one.notes), one.unit)
    for action in report.actions:
        yield from (action.name, action.comment)
