"""Sentences that are computed: right in number and gender whatever the counts are."""

import pytest

from samples import EVERY_PERIOD, annex, measure, report
from styrkort.scorecard import Report
from styrkort.sentences import introduction, summary_lead
from styrkort.swedish import counted_word, joined_words, quoted
from styrkort.terms import Fulfilment, MeasureKind

MET, PARTLY, NOT_MET = Fulfilment.MET, Fulfilment.PARTLY, Fulfilment.NOT_MET
UNAVAILABLE, LATER, NO_TARGET = (
    Fulfilment.UNAVAILABLE,
    Fulfilment.NOT_MEASURED,
    Fulfilment.NO_TARGET,
)


def with_verdicts(*verdicts: Fulfilment, later: tuple[str, ...] = ("ÅR",)) -> Report:
    return report(
        (
            "Ekonomi",
            tuple(
                measure(
                    f"m{n}",
                    fulfilment=verdict,
                    follow_up=later if verdict is LATER else EVERY_PERIOD,
                )
                for n, verdict in enumerate(verdicts)
            ),
        )
    )


def test_the_annex_is_introduced_as_its_tables_stand() -> None:
    assert introduction(annex()) == (
        "Sju av divisionens fjorton styrmått följs upp i den här rapporten. Tre mål är uppfyllda, "
        "ett är delvis uppfyllt och tre är inte uppfyllda. De övriga sju måtten följs upp i "
        "årsrapporten."
    )


def test_the_annex_is_summed_up_in_a_lead() -> None:
    assert summary_lead(annex()) == (
        "Tre av sju uppföljda mål är uppfyllda, ett är delvis uppfyllt. De tre som inte är "
        "uppfyllda finns i Medarbetare och Ekonomi."
    )


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((), "Divisionens plan innehåller inga styrmått."),
        ((MET,), "Divisionens enda styrmått följs upp i den här rapporten. Målet är uppfyllt."),
        (
            (NO_TARGET,),
            "Divisionens enda styrmått följs upp i den här rapporten. Ett mått följs utan mål.",
        ),
        (
            (LATER,),
            "Divisionens enda styrmått följs inte upp i den här rapporten. "
            "Det följs upp i årsrapporten.",
        ),
        (
            (LATER, LATER, LATER),
            "Inget av divisionens tre styrmått följs upp i den här rapporten. "
            "De följs upp i årsrapporten.",
        ),
        (
            (MET, LATER),
            "Ett av divisionens två styrmått följs upp i den här rapporten. Målet är uppfyllt. "
            "Det återstående måttet följs upp i årsrapporten.",
        ),
        (
            (NOT_MET, NOT_MET),
            "Båda styrmåtten i divisionens plan följs upp i den här rapporten. "
            "Inget av de två målen är uppfyllt.",
        ),
        (
            (MET, PARTLY, UNAVAILABLE, UNAVAILABLE),
            "Alla fyra styrmåtten i divisionens plan följs upp i den här rapporten. "
            "Ett mål är uppfyllt, ett är delvis uppfyllt och två går inte att bedöma.",
        ),
        (
            (PARTLY, PARTLY, PARTLY),
            "Alla tre styrmåtten i divisionens plan följs upp i den här rapporten. "
            "Alla tre målen är delvis uppfyllda.",
        ),
    ],
)
def test_the_introduction_agrees_with_any_counts(
    verdicts: tuple[Fulfilment, ...], said: str
) -> None:
    assert introduction(with_verdicts(*verdicts)) == said


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((), "Inga mål följs upp i den här rapporten."),
        ((LATER, LATER), "Inga mål följs upp i den här rapporten."),
        ((MET,), "Det enda uppföljda målet är uppfyllt."),
        ((UNAVAILABLE,), "Det enda uppföljda målet går inte att bedöma."),
        ((MET, MET), "Båda de uppföljda målen är uppfyllda."),
        ((MET, MET, MET), "Alla tre uppföljda mål är uppfyllda."),
        ((NOT_MET, NOT_MET), "Inget av två uppföljda mål är uppfyllt. De finns i Ekonomi."),
        ((UNAVAILABLE, UNAVAILABLE), "Inget av de två uppföljda målen går att bedöma."),
        (
            (MET, PARTLY, NOT_MET, UNAVAILABLE),
            "Ett av fyra uppföljda mål är uppfyllt, ett är delvis uppfyllt och ett går inte att "
            "bedöma. Det som inte är uppfyllt finns i Ekonomi.",
        ),
    ],
)
def test_the_lead_agrees_with_any_counts(verdicts: tuple[Fulfilment, ...], said: str) -> None:
    assert summary_lead(with_verdicts(*verdicts)) == said


def test_a_measure_without_goal_and_outcome_is_no_goal_that_cannot_be_judged() -> None:
    aimless = measure("a", target_text="Inget mål", fulfilment=UNAVAILABLE)
    one = report(("Ekonomi", (aimless, measure("b", fulfilment=MET))))
    assert introduction(one).endswith("Målet är uppfyllt. Ett mått följs utan mål.")
    assert summary_lead(one) == "Det enda uppföljda målet är uppfyllt."


def test_measures_of_different_reports_are_said_apart() -> None:
    one = measure("a", fulfilment=LATER, follow_up=("ÅR",))
    two = measure("b", fulfilment=LATER, follow_up=("DÅ04", "ÅR"))
    both = report(
        ("Ekonomi", (measure("c", fulfilment=MET), one, two, measure("d", fulfilment=MET)))
    )
    assert introduction(both).endswith(
        "Av de övriga två måtten följs ett upp i årsrapporten och ett i delårsrapporten per april "
        "och årsrapporten."
    )


def test_control_measures_have_no_say_in_counts_but_are_mentioned() -> None:
    control = measure("k", kind=MeasureKind.CONTROL, fulfilment=NOT_MET)
    mixed = report(("Ekonomi", (measure("m", fulfilment=MET), control)))
    assert introduction(mixed) == (
        "Divisionens enda styrmått följs upp i den här rapporten. Målet är uppfyllt. "
        "Dessutom redovisas ett kontrollmått, som inte räknas med."
    )
    assert summary_lead(mixed) == "Det enda uppföljda målet är uppfyllt."


def test_numbers_are_words_as_far_as_words_are_read_easily() -> None:
    assert [counted_word(n) for n in (0, 1, 12, 14, 20, 21)] == [
        "noll", "ett", "tolv", "fjorton", "tjugo", "21",
    ]  # fmt: skip


def test_words_are_joined_as_swedish_joins_them() -> None:
    assert [joined_words(list("ABC"[:n])) for n in range(4)] == ["", "A", "A och B", "A, B och C"]


def test_a_name_with_a_comma_is_set_in_quotation_marks() -> None:
    assert quoted("Produktivitet, per verksamhet") == "”Produktivitet, per verksamhet”"
    assert quoted("Sjukfrånvaro") == "Sjukfrånvaro"
