"""Så läses bilagan: the keys, every limit that was used, what was judged by whom, and the words."""

import re
from collections.abc import Iterable
from typing import Final

from styrkort.blocks import Block, Cell, Column, Group, Line, Row, Table
from styrkort.scorecard import MeasureResult, Report
from styrkort.swedish import joined_words
from styrkort.tally import followed_up
from styrkort.terms import Arrow, Fulfilment, Trend

__all__ = ["abbreviations", "definitions", "judged", "limits_table", "trend_key", "verdict_key"]

_VERDICTS: Final = (
    (Fulfilment.MET, "Utfallet når målet."),
    (Fulfilment.PARTLY, "Utfallet når inte målet men håller den beslutade gränsen."),
    (Fulfilment.NOT_MET, "Utfallet når varken mål eller gräns."),
    (Fulfilment.UNAVAILABLE, "Skulle följas upp nu, men utfall eller jämförelse saknas."),
    (Fulfilment.NOT_MEASURED, "Följs upp en annan period."),
    (Fulfilment.NO_TARGET, "Måttet följs utan mål."),
)
_TRENDS: Final = (
    (Arrow.UP.value, Trend.IMPROVED.value, "Talet har ökat; högre är bättre."),
    (Arrow.DOWN.value, Trend.IMPROVED.value, "Talet har minskat; lägre är bättre."),
    (Arrow.UP.value, Trend.DETERIORATED.value, "Talet har ökat; lägre är bättre."),
    (Arrow.DOWN.value, Trend.DETERIORATED.value, "Talet har minskat; högre är bättre."),
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
_FACTS: Final = (
    ("Definition", "definitioner"),
    ("Källa", "källor"),
    ("Ansvarig", "ansvariga"),
)
_NOT_STATED: Final = "Anges inte i planen"


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


def limits_table(report: Report) -> Table | None:
    """Every limit that was used in the report; None where nothing is followed up."""
    followed = followed_up(report.measures)
    rows = tuple(row for one in followed for row in _limit_rows(one))
    if not rows:
        return None
    return Table(
        id="tabell-granser",
        caption="Gränser som har använts",
        columns=(
            Column("Styrmått", 0.34),
            Column(Fulfilment.MET.value, 0.2),
            Column(Fulfilment.PARTLY.value, 0.23),
            Column("Jämförs med", 0.23),
        ),
        groups=(Group(rows),),
        look="granser",
        caption_shown=True,
        footnote=_attainment_words(followed),
    )


def _limit_rows(measure: MeasureResult) -> tuple[Row, ...]:
    """The measure's limits, and those of each verksamhet with a goal of its own."""
    bounds = [(measure.name, measure.bound)]
    bounds += [(f"{measure.name}, {u.unit}", u.bound) for u in measure.by_unit if u.bound]
    return tuple(
        Row(
            (
                Cell(name, header=True),
                Cell(bound.met or "–"),
                Cell(bound.partly or "–"),
                Cell(bound.compared_with or "–"),
            )
        )
        for name, bound in bounds
    )


def _attainment_words(measures: Iterable[MeasureResult]) -> str:
    """What uppfyllelsegrad is, where the report shows any."""
    shown = [one for one in measures if one.attainment is not None]
    if not shown:
        return ""
    share = "Uppfyllelsegraden är utfallet som andel av målet"
    if any(one.zone and one.zone.met and one.zone.met[0][0] is None for one in shown):
        share += ", eller målet som andel av utfallet där lägre är bättre"
    return f"{share}; den visar 100\u00a0% bara när målet är nått."


def judged(report: Report) -> Block:
    """What a person has judged, what the rules alone say, why, and who."""
    rows = [
        _judged_row(one.name, one.judgement.fulfilment, one.computed_fulfilment.value,
                    one.judgement.reason, one.judgement.by)
        for one in report.measures if one.judgement
    ]  # fmt: skip
    rows += [
        _judged_row(f"Strategiskt mål: {goal.name}", goal.judgement.fulfilment, "Beräknas inte",
                    goal.judgement.reason, goal.judgement.by)
        for perspective in report.perspectives
        for goal in perspective.objectives if goal.judgement
    ]  # fmt: skip
    if not rows:
        return Line("Inget är bedömt i den här rapporten. All måluppfyllelse är beräknad.")
    return Table(
        id="tabell-bedomt",
        caption="Bedömt, inte beräknat",
        columns=(
            Column("Styrmått eller mål", 0.28),
            Column("Bedömt som", 0.17),
            Column("Enligt reglerna", 0.15),
            Column("Skäl", 0.4),
        ),
        groups=(Group(tuple(rows)),),
        look="granser",
        caption_shown=True,
    )


def _judged_row(name: str, verdict: Fulfilment, computed: str, reason: str, by: str) -> Row:
    return Row(
        (
            Cell(name, header=True),
            Cell(verdict.value, symbol=verdict.symbol),
            Cell(computed),
            Cell(reason, second=f"Bedömt av {by}"),
        )
    )


def definitions(report: Report) -> Table | None:
    """What the plan says of its measures: definition, source, who answers; None if nothing.

    Measures of which the same is said share a row.
    """
    told: dict[tuple[str, str, str], list[str]] = {}
    for one in report.measures:
        said = (one.definition, one.source, one.responsible)
        told.setdefault(said, []).append(one.name)
    told.pop(("", "", ""), None)
    used = [n for n in range(len(_FACTS)) if any(said[n] for said in told)]
    if not used:
        return None
    return Table(
        id="tabell-definitioner",
        caption=joined_words([_FACTS[n][1] for n in used]).capitalize(),
        columns=(
            Column("Styrmått", 0.4),
            *(Column(_FACTS[n][0], round(0.6 / len(used), 4)) for n in used),
        ),
        groups=(
            Group(
                tuple(
                    Row((Cell("; ".join(names), header=True), *(_stated(said[n]) for n in used)))
                    for said, names in told.items()
                )
            ),
        ),
        look="granser",
        caption_shown=True,
    )


def _stated(text: str) -> Cell:
    return Cell(text) if text else Cell(_NOT_STATED, quiet=True)


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
