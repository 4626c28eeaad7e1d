"""Everything that stands, or may stand, in the way of a notebook's publication."""

from collections.abc import Iterator

from styrkort.errors import InputError
from styrkort.facts import facts_in
from styrkort.notebook.shape import Notebook, names_in, ours
from styrkort.review.accepting import with_acceptance
from styrkort.review.context import Context
from styrkort.review.findings import Finding, code_of
from styrkort.review.merges import of_merges
from styrkort.review.placed import FOLDER, PLAN, Placed
from styrkort.review.readings import of_plan, of_texts, of_words
from styrkort.review.sections import heading_index
from styrkort.review.states import of_states
from styrkort.review.uncommented import of_silence
from styrkort.review.written import written_in
from styrkort.terms import FindingKind

__all__ = ["findings_of"]


def findings_of(nb: Notebook, context: Context) -> tuple[Finding, ...]:
    """What blocks and what advises, in the notebook's order, what is accepted included.

    Heading by heading, what blocks first under each; then what is said of the plan and of the
    folder. ``blocks`` is false of what somebody has accepted. InputError where the notebook
    carries no facts to hold its words against: it was made by an earlier version.
    """
    facts = facts_in(ours(nb))
    if facts is None:
        raise InputError(
            "Notebooken är gjord av en tidigare version av styrkort och saknar det som orden "
            "prövas mot. Gör om rapporten, med report; orden förs över."
        )
    names = names_in(nb)
    written = written_in(nb, facts, names)
    placed = [
        *of_merges(nb),
        *of_states(nb),
        *of_silence(nb, written, facts),
        *of_words(written, facts, names, context.others),
        *of_texts(nb, facts),
        *of_plan(facts),
        *_of_folder(context.forks),
    ]
    known = with_acceptance((one.finding for one in placed), nb, facts.accepted)
    settled = (Placed(one.index, told) for one, told in zip(placed, known, strict=True))
    return tuple(one.finding for one in sorted(settled, key=lambda one: _order(nb, one)))


def _of_folder(forks: tuple[str, ...]) -> Iterator[Placed]:
    for name in forks:
        yield Placed(
            None,
            Finding(
                kind=FindingKind.FORK,
                section=FOLDER,
                cell="",
                place=f"filen {name} i rapportens mapp",
                quote=name,
                value="",
                message=f"I rapportens mapp ligger en notebook till, {name}.",
                remedy=(
                    f'För in orden ur den med make import FILE="{name}" och ta sedan bort den, '
                    "eller flytta den ur mappen."
                ),
                code=code_of(FindingKind.FORK, name, ""),
            ),
        )


def _order(nb: Notebook, placed: Placed) -> tuple[int, int, bool, int]:
    """Heading by heading; without one last, the plan and then the folder last of all."""
    finding = placed.finding
    last = {PLAN: 2, FOLDER: 3}.get(finding.section, 1)
    if placed.index is None:
        return (last, 0, not finding.blocks, 0)
    return (0, heading_index(nb, placed.index), not finding.blocks, placed.index)
