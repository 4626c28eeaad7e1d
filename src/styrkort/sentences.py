"""Sentences that are computed: they say what the tables say, whatever the counts are."""

from collections.abc import Sequence
from typing import Final

from styrkort.period import PERIOD_CODES
from styrkort.scorecard import MeasureResult, Report
from styrkort.swedish import counted_word, joined_words, sentence
from styrkort.tally import Measures, counted, followed_up, of_verdict
from styrkort.terms import Fulfilment

__all__ = ["counts_of", "follow_up_reports", "introduction", "summary_lead", "verdict_count"]

_REPORTS: Final = {
    "DÅ04": "delårsrapporten per april",
    "DÅ08": "delårsrapporten per augusti",
    "ÅR": "årsrapporten",
}
_ONE: Final = {
    Fulfilment.MET: "uppfyllt",
    Fulfilment.PARTLY: "delvis uppfyllt",
    Fulfilment.NOT_MET: "ej uppfyllt",
    Fulfilment.UNAVAILABLE: "ej tillgängligt",
    Fulfilment.NOT_MEASURED: "ej mätt",
    Fulfilment.NO_TARGET: "utan mål",
}
_MANY: Final = {
    Fulfilment.MET: "uppfyllda",
    Fulfilment.PARTLY: "delvis uppfyllda",
    Fulfilment.NOT_MET: "ej uppfyllda",
    Fulfilment.UNAVAILABLE: "ej tillgängliga",
    Fulfilment.NOT_MEASURED: "ej mätta",
    Fulfilment.NO_TARGET: "utan mål",
}
_NO_TARGET: Final = Fulfilment.NO_TARGET.value


def verdict_count(verdict: Fulfilment, number: int) -> str:
    """As in: 2 uppfyllda, 1 delvis uppfyllt."""
    return f"{number} {(_ONE if number == 1 else _MANY)[verdict]}"


def counts_of(measures: Measures) -> tuple[tuple[Fulfilment, int], ...]:
    """Each verdict that occurs, and how many measures have it."""
    numbers = ((verdict, len(of_verdict(measures, verdict))) for verdict in Fulfilment)
    return tuple((verdict, number) for verdict, number in numbers if number)


def follow_up_reports(codes: Sequence[str]) -> str:
    """The reports that follow a measure up: "årsrapporten"."""
    return joined_words([_REPORTS[code] for code in PERIOD_CODES if code in codes])


def introduction(report: Report) -> str:
    """How many measures this report follows up, how their goals stand, and when the others are."""
    steering = counted(report.measures)
    followed = followed_up(steering)
    waiting = tuple(one for one in steering if one not in followed)
    control = len(report.measures) - len(steering)
    goals = _with_goals(followed)
    said = (
        _how_many(len(followed), len(steering)),
        _how_they_stand(goals),
        _without_goal(len(followed) - len(goals)),
        _when_the_others(waiting, alone=not followed),
        _control_measures(control),
    )
    return " ".join(sentence(words) for words in said if words)


def _with_goals(followed: Measures) -> Measures:
    """Those held against a goal, or that would have been if there had been an outcome."""
    return tuple(
        one
        for one in followed
        if one.fulfilment.judged_against_target
        or (one.fulfilment is Fulfilment.UNAVAILABLE and one.target_text != _NO_TARGET)
    )


def _how_many(followed: int, all: int) -> str:
    if not all:
        return "divisionens plan innehåller inga styrmått"
    if all == 1:
        verb = "följs upp" if followed else "följs inte upp"
        return f"divisionens enda styrmått {verb} i den här rapporten"
    if followed == all:
        return f"{_whole(all)} styrmåtten i divisionens plan följs upp i den här rapporten"
    number = counted_word(followed) if followed else "inget"
    return f"{number} av divisionens {counted_word(all)} styrmått följs upp i den här rapporten"


def _whole(number: int) -> str:
    return "båda" if number == 2 else f"alla {counted_word(number)}"


def _is(verdict: Fulfilment, number: int) -> str:
    """As in: är delvis uppfyllt, går inte att bedöma."""
    if verdict is Fulfilment.UNAVAILABLE:
        return "går inte att bedöma"
    if verdict is Fulfilment.NOT_MET:
        return f"är inte {_ONE[Fulfilment.MET] if number == 1 else _MANY[Fulfilment.MET]}"
    return f"är {(_ONE if number == 1 else _MANY)[verdict]}"


def _how_they_stand(goals: Measures) -> str:
    """As in: Tre mål är uppfyllda, ett är delvis uppfyllt och tre är inte uppfyllda."""
    counts = counts_of(goals)
    if not counts:
        return ""
    if len(counts) == 1:
        return _all_stand_alike(*counts[0])
    clauses = [f"{counted_word(number)} {_is(verdict, number)}" for verdict, number in counts]
    number, rest = clauses[0].split(" ", 1)
    return joined_words([f"{number} mål {rest}", *clauses[1:]])


def _all_stand_alike(verdict: Fulfilment, number: int) -> str:
    if number == 1:
        return f"målet {_is(verdict, 1)}"
    if verdict in (Fulfilment.NOT_MET, Fulfilment.UNAVAILABLE):
        positive = "är uppfyllt" if verdict is Fulfilment.NOT_MET else "går att bedöma"
        return f"inget av de {counted_word(number)} målen {positive}"
    return f"{_whole(number)} målen {_is(verdict, number)}"


def _without_goal(number: int) -> str:
    return f"{counted_word(number)} mått följs utan mål" if number else ""


def _when_the_others(waiting: Measures, *, alone: bool) -> str:
    """As in: De övriga sju måtten följs upp i årsrapporten."""
    when = dict.fromkeys(follow_up_reports(one.follow_up) for one in waiting)
    parts = [(reports, [one for one in waiting if follow_up_reports(one.follow_up) == reports])
             for reports in when]  # fmt: skip
    if not parts:
        return ""
    if len(parts) == 1:
        return f"{_the_others(len(waiting), alone=alone)} följs upp i {parts[0][0]}"
    of = "av dem" if alone else f"av de övriga {counted_word(len(waiting))} måtten"
    (first, ones), *rest = parts
    clauses = [f"{of} följs {counted_word(len(ones))} upp i {first}"]
    return joined_words([*clauses, *(f"{counted_word(len(some))} i {at}" for at, some in rest)])


def _the_others(number: int, *, alone: bool) -> str:
    if alone:
        return "det" if number == 1 else "de"
    return "det återstående måttet" if number == 1 else f"de övriga {counted_word(number)} måtten"


def _control_measures(number: int) -> str:
    if not number:
        return ""
    return f"dessutom redovisas {counted_word(number)} kontrollmått, som inte räknas med"


def summary_lead(report: Report) -> str:
    """How many goals are met, and in which perspectives those that aren't are found."""
    goals = _with_goals(followed_up(counted(report.measures)))
    if not goals:
        return "Inga mål följs upp i den här rapporten."
    said = [_how_many_met(goals)]
    missed = of_verdict(goals, Fulfilment.NOT_MET)
    if missed and len(goals) > 1:
        said.append(_where(missed, report, all=len(missed) == len(goals)))
    return " ".join(sentence(words) for words in said)


def _how_many_met(goals: Measures) -> str:
    counts = dict(counts_of(goals))
    all, met = len(goals), counts.get(Fulfilment.MET, 0)
    if all == 1:
        return f"det enda uppföljda målet {_is(goals[0].fulfilment, 1)}"
    if met == all:
        whole = "båda de uppföljda målen" if all == 2 else f"{_whole(all)} uppföljda mål"
        return f"{whole} är uppfyllda"
    if counts.get(Fulfilment.UNAVAILABLE, 0) == all:
        return f"inget av de {counted_word(all)} uppföljda målen går att bedöma"
    first = f"{counted_word(met) if met else 'inget'} av {counted_word(all)} uppföljda mål "
    first += _is(Fulfilment.MET, max(met, 1))
    others = [
        f"{counted_word(counts[verdict])} {_is(verdict, counts[verdict])}"
        for verdict in (Fulfilment.PARTLY, Fulfilment.UNAVAILABLE)
        if verdict in counts
    ]
    return ", ".join([first, joined_words(others)]) if others else first


def _where(missed: Sequence[MeasureResult], report: Report, *, all: bool) -> str:
    """As in: De tre som inte är uppfyllda finns i Medarbetare och Ekonomi."""
    homes = {one.perspective for one in missed}
    places = joined_words([p.name for p in report.perspectives if p.name in homes])
    if all:
        return f"de finns i {places}"
    if len(missed) == 1:
        return f"det som inte är uppfyllt finns i {places}"
    return f"de {counted_word(len(missed))} som inte är uppfyllda finns i {places}"
