"""Every Ej uppfyllt that no commentary speaks of."""

from collections.abc import Iterator

from styrkort.facts import Facts, MeasureFacts
from styrkort.narrative.commentary import is_commentary, is_unread_draft
from styrkort.notebook.shape import Cell, Notebook, listed, ours, place, source
from styrkort.reading import points_for_all
from styrkort.review.findings import Finding
from styrkort.review.placed import Placed
from styrkort.review.sections import index_of_heading, section_of
from styrkort.review.written import Written
from styrkort.terms import FindingKind, Fulfilment

__all__ = ["of_silence"]


def of_silence(nb: Notebook, written: tuple[Written, ...], facts: Facts) -> Iterator[Placed]:
    """The measures whose standing verdict waits for a word.

    A commentary or an added cell speaks of what it quotes or names; a commentary that names
    nothing, and one that points to the main report for more than what it names, of the whole table
    beside it. An unread draft and the prompt of the master speak of nothing.
    """
    said = {
        id
        for one in written
        if one.own and not is_unread_draft(one.cell)
        for id in _covered(one, facts)
    }
    for measure in facts.measures:
        waits = measure.fulfilment is Fulfilment.NOT_MET and measure.must_be_commented
        if waits and measure.id not in said:
            yield _silent(nb, measure)


def _covered(one: Written, facts: Facts) -> tuple[str, ...]:
    table = listed(one.cell, "tabell")
    return (*one.about, *table) if points_for_all(source(one.cell), facts) else one.about


def _silent(nb: Notebook, measure: MeasureFacts) -> Placed:
    at = _commentary(nb, measure)
    heading = at if at is not None else index_of_heading(nb, measure.perspective)
    cell = str(nb["cells"][at]["id"]) if at is not None else ""
    where = f"i cellen {cell}" if cell else "i en cell under perspektivets tabell"
    return Placed(
        heading,
        Finding(
            kind=FindingKind.UNCOMMENTED,
            section=section_of(nb, heading) if heading is not None else measure.perspective,
            cell=cell,
            place=place(nb, at) if at is not None else f"perspektivet {measure.perspective}",
            quote="",
            value=f"{measure.name}: utfall {measure.utfall_text}, {measure.fulfilment.value}",
            message=f"{measure.name} är Ej uppfyllt, och ingen kommentar talar om det.",
            remedy=(
                f"Skriv om det {where}, eller hänvisa där till divisionens huvudrapport. Behöver "
                f"måttet ingen kommentar: sätt kommentar_krävs: nej för {measure.id} i planen."
            ),
        ),
    )


def _commentary(nb: Notebook, measure: MeasureFacts) -> int | None:
    """The index of the commentary cell beside the table where the measure is counted."""
    found = (
        index
        for index, cell in enumerate(nb["cells"])
        if is_commentary(cell) and _is_of(cell, measure)
    )
    return next(found, None)


def _is_of(cell: Cell, measure: MeasureFacts) -> bool:
    return (
        measure.id in listed(cell, "tabell") and ours(cell).get("perspektiv") == measure.perspective
    )
