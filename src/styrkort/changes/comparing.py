"""Two notebooks of the same report, held together."""

from styrkort.changes.model import Changes, NumberChange
from styrkort.changes.numbers import measure_changes
from styrkort.changes.shown import table_changes
from styrkort.changes.words import cell_changes, text_changes
from styrkort.facts import Facts, facts_in
from styrkort.notebook.shape import Notebook, listed, names_in, ours
from styrkort.terms import Fulfilment
from styrkort.withholding import measure_of

__all__ = ["changes_of"]

_NO_FACTS = (
    "Siffrorna kan inte jämföras: {} har inga uppgifter om vad som visades. Kör make report, så "
    "har notebooken dem från och med då."
)


def changes_of(before: Notebook, after: Notebook) -> Changes:
    """What has changed from ``before`` to ``after``, numbers and words, as their readers see them.

    Notes, the review list and code that styrkort wrote are left aside. What is withheld in
    ``after`` (groups of few persons) isn't repeated from ``before``.
    """
    then, now = facts_in(ours(before)), facts_in(ours(after))
    unsaid = _unsaid(before, after, then, now)
    earlier, later = names_in(before), names_in(after)
    masked = {
        name: later.get(name, text) if name.partition(".")[2] in unsaid else text
        for name, text in earlier.items()
    }
    words = [*cell_changes(before, after, masked, later), *text_changes(then, now, later)]
    return Changes(_numbers(before, after, then, now, unsaid), tuple(words), _unknown(then, now))


def _numbers(
    before: Notebook,
    after: Notebook,
    then: Facts | None,
    now: Facts | None,
    unsaid: frozenset[str],
) -> tuple[NumberChange, ...]:
    if then is None or now is None:
        return ()
    tables = () if unsaid else table_changes(before, after)
    return (*measure_changes(then, now, unsaid), *tables)


def _unknown(then: Facts | None, now: Facts | None) -> str:
    if then is not None and now is not None:
        return ""
    return _NO_FACTS.format("den tidigare notebooken" if now is not None else "notebooken")


def _unsaid(
    before: Notebook, after: Notebook, then: Facts | None, now: Facts | None
) -> frozenset[str]:
    """Ids of the measures of which ``before`` shows what ``after`` withholds.

    A goal that refers to a withheld outcome has lost its verdict, and the verdict told of it.
    """
    withheld_now = set(listed(after, "visas_ej")) - set(listed(before, "visas_ej"))
    withheld = {measure_of(name) for name in withheld_now}
    if not withheld or then is None or now is None:
        return frozenset(withheld)
    judged = {m.id for m in then.measures if m.fulfilment.judged_against_target}
    lost = {m.id for m in now.measures if m.fulfilment is Fulfilment.UNAVAILABLE} & judged
    return frozenset(withheld | lost)
