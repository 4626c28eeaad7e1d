"""What reading the words against the facts came to, as findings."""

from collections.abc import Iterable, Iterator, Mapping

from styrkort.facts import Facts, TextFacts
from styrkort.narrative.commentary import is_unread_draft
from styrkort.notebook.shape import Notebook, source
from styrkort.reading import Remark, read
from styrkort.reading.planchecks import plan_remarks
from styrkort.review.copying import Shelf, copies_in, shelved
from styrkort.review.findings import Finding, code_of
from styrkort.review.placed import PLAN, Placed
from styrkort.review.sections import index_of_heading
from styrkort.review.written import Written, taken_over
from styrkort.terms import FindingKind

__all__ = ["of_plan", "of_texts", "of_words"]


def of_words(
    written: Iterable[Written],
    facts: Facts,
    names: Mapping[str, str],
    others: Mapping[str, tuple[str, ...]],
) -> Iterator[Placed]:
    """Of every cell that a person has written in; of the rest only what dates the report."""
    shelf = shelved(others)
    for one in written:
        for remark in _remarks(one, facts, names, shelf):
            yield Placed(
                one.index, _finding(remark, one.section, str(one.cell["id"]), one.place)
            )  # fmt: skip


def _remarks(
    one: Written, facts: Facts, names: Mapping[str, str], shelf: Shelf
) -> Iterator[Remark]:
    text = source(one.cell)
    found = read(text, names, facts, one.about)
    if not one.own:
        yield from (remark for remark in found if remark.kind is FindingKind.DATE)
        return
    yield from found
    if not is_unread_draft(one.cell) and not taken_over(one.cell):
        yield from copies_in(text, shelf)


def of_texts(nb: Notebook, facts: Facts) -> Iterator[Placed]:
    """Of what the report prints from plan and period file."""
    for text in facts.texts:
        about = _measures_of(text, facts)
        for remark in read(text.text, {}, facts, about):
            at = index_of_heading(nb, text.section)
            yield Placed(at, _finding(remark, text.section, "", text.place))


def of_plan(facts: Facts) -> Iterator[Placed]:
    """Of the plan itself: a percentage for a count, and the like."""
    place = f"params/{facts.division}/{facts.year}/plan.yaml"
    for remark in plan_remarks(facts):
        where = f"{place}, {remark.measure}" if remark.measure else place
        yield Placed(None, _finding(remark, PLAN, "", where))


def _measures_of(text: TextFacts, facts: Facts) -> tuple[str, ...]:
    """The measure that a stated text is given for, else those of the perspective it describes."""
    last = text.place.rpartition(", ")[2]
    if any(measure.id == last for measure in facts.measures):
        return (last,)
    return tuple(m.id for m in facts.measures if text.section in (m.perspective, *m.also_in))


def _finding(remark: Remark, section: str, cell: str, place: str) -> Finding:
    return Finding(
        kind=remark.kind,
        section=section,
        cell=cell,
        place=place,
        quote=remark.quote,
        value=remark.value,
        message=remark.message,
        remedy=remark.remedy,
        code=code_of(remark.kind, f"{remark.quote} {remark.words}", remark.value),
    )
