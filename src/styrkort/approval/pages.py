"""The pages that an edition adds to the report: what it is, and what has changed since the last."""

from collections.abc import Iterable
from typing import Final

from styrkort.approval.model import Approval, Noted, day_in_words
from styrkort.blocks import Block, Cell, Column, Group, Line, Row, Table

__all__ = ["CHANGED_TITLE", "about_edition"]

ABOUT_TITLE: Final = "Om utgåvan"
CHANGED_TITLE: Final = "Ändrat sedan förra utgåvan"
_NONE: Final = "Inget angivet"


def about_edition(approval: Approval) -> tuple[Block, ...]:
    """The edition's number, who approved it and when, what it is known by, and in spite of what."""
    table = Table(
        id="tabell-om-utgavan",
        caption="Uppgifter om utgåvan",
        columns=(Column("Uppgift", 0.28), Column("Värde", 0.72)),
        groups=(Group(tuple(_rows(approval))),),
        look="granser",
    )
    return table, *_in_spite_of(approval)


def _rows(approval: Approval) -> Iterable[Row]:
    yield _row("Utgåva", str(approval.number))
    yield _row("Fastställd av", approval.by, "Namnet är uppgivet av den som publicerade.")
    yield _row("Fastställd den", day_in_words(approval.day))
    yield _row("Diarienummer", approval.dnr or _NONE)
    yield _row(
        "Innehållets kontrollsumma", approval.content, "SHA-256 av ord och siffror i bilagan."
    )


def _row(label: str, value: str, second: str = "") -> Row:
    return Row((Cell(label, header=True), Cell(value, second=second)))


def _in_spite_of(approval: Approval) -> tuple[Block, ...]:
    if not approval.in_spite_of:
        return ()
    number = len(approval.in_spite_of)
    what = "en anmärkning" if number == 1 else f"{number} anmärkningar"
    table = Table(
        id="tabell-publicerad-trots",
        caption="Publicerad trots",
        columns=(Column("Anmärkning", 0.28), Column("Vad den gäller", 0.72)),
        groups=(Group(tuple(map(_noted_row, approval.in_spite_of))),),
        look="granser",
        caption_shown=True,
    )
    lead = f"Utgåvan är publicerad trots {what} som inte var åtgärdad"
    return (
        Line(f"{lead}{'' if number == 1 else 'e'} när den fastställdes."),
        Line(f"Skäl: {approval.reason}"),
        table,
    )


def _noted_row(noted: Noted) -> Row:
    kind = noted.kind[:1].upper() + noted.kind[1:]
    said = f"”{noted.quote}” " if noted.quote else ""
    return Row((Cell(kind, header=True), Cell(f"{said}{noted.message}", second=noted.section)))
