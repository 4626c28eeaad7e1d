"""What words were written to, and how what is shown now differs from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from styrkort.facts import Facts, MeasureFacts, facts_in
from styrkort.inline import quoted, quoted_names, shown
from styrkort.notebook.shape import Cell, Notebook, names_in, ours
from styrkort.reading import named
from styrkort.wording import WITHHELD

__all__ = [
    "UNTOLD",
    "Beside",
    "Change",
    "about",
    "beside",
    "changes",
    "id_of",
    "measures",
    "values",
]

UNTOLD = ""
"""Stands for a value that words were written to and that may not be told any more."""

_GONE = "finns inte längre i rapporten"
_NOT_TOLD = "visas inte"
_KINDS = {
    "": "", "utfall": "", "mål": "mål", "jämförelse": "jämförelsevärde", "förändring": "förändring",
    "måluppfyllelse": "måluppfyllelse", "utveckling": "utveckling",
}  # fmt: skip
_ORDER = list(_KINDS)


@dataclass(frozen=True, slots=True)
class Beside:
    """Det som visas: what a notebook's words stand beside."""

    names: Mapping[str, str]
    """Inline name → text as printed; production, which can't be quoted, has ``utfall.`` too."""
    facts: Facts | None
    """None in a notebook that doesn't carry its facts."""


@dataclass(frozen=True, slots=True)
class Change:
    """Ändring: what is shown differs from what the words were written to."""

    subject: str
    """Vad det gäller: the measure's name, or the name of an övrigt värde."""
    what: str
    """What of it: "måluppfyllelse", "utveckling", "mål" …; empty is the outcome or value itself."""
    then: str
    """As it was shown; "visas inte" where that may not be told."""
    now: str
    """As it is shown; "finns inte längre i rapporten" where it isn't."""

    @property
    def label(self) -> str:
        """ "Sjukfrånvaro", "Sjukfrånvaro, måluppfyllelse"."""
        return f"{self.subject}, {self.what}" if self.what else self.subject

    @property
    def is_gone(self) -> bool:
        """Whether the report has no such value any more."""
        return self.now == _GONE

    @property
    def said(self) -> str:
        """What has changed, without its subject: "6,1 % → 6,3 %"."""
        if self.is_gone:
            return self.now
        if self.then != _NOT_TOLD:
            return f"{self.then} → {self.now}"
        if self.now == WITHHELD:
            return f"har ändrats till ”{WITHHELD}”"
        return f"är nu {self.now} (det tidigare värdet visas inte)"


def beside(nb: Notebook) -> Beside:
    """What the notebook shows."""
    facts = facts_in(ours(nb))
    produced = {} if facts is None else {f"utfall.{m.id}": m.utfall_text for m in facts.production}
    return Beside({**produced, **names_in(nb)}, facts)


def about(source: str, table: list[str], now: Beside) -> list[str]:
    """The ids that words speak of: quoted or named; if there are none, those of their table."""
    if now.facts is None:
        return list(quoted(source, now.names)) or list(table)
    return list(named(source, now.names, now.facts)) or list(table)


def values(source: str, ids: list[str], now: Beside) -> dict[str, str]:
    """Outcome, verdict and trend of these ids as shown, and all else that the words quote."""
    typed = quoted_names(source, now.names)
    return {**shown(ids, now.names), **{name: now.names[name] for name in typed}}


def changes(cell: Cell, now: Beside) -> tuple[Change, ...]:
    """What differs from what the cell's words were written to, measure by measure."""
    bound = ours(cell).get("värden")
    if not isinstance(bound, dict):
        return ()
    differing = {n: t for n, t in bound.items() if now.names.get(n) != t and isinstance(t, str)}
    ordered = sorted(differing, key=lambda name: _place(name, now))
    return tuple(_once(_change(name, differing[name], cell, now) for name in ordered))


def _change(name: str, then: str, cell: Cell, now: Beside) -> Change:
    kind, id = _parts(name)
    what = _KINDS[kind]
    if name not in now.names:
        return Change(_name(id, cell, now), "" if kind else what, then or _NOT_TOLD, _GONE)
    text = now.names[name]
    if text == WITHHELD and then == UNTOLD:
        what = ""
    return Change(_name(id, cell, now), what, then or _NOT_TOLD, text)


def _once(found: Iterator[Change]) -> Iterator[Change]:
    """Of a measure that is gone or withheld nothing more is told."""
    done: set[str] = set()
    for change in found:
        if change.subject in done:
            continue
        if change.now == _GONE or (change.now == WITHHELD and change.then == _NOT_TOLD):
            done.add(change.subject)
        yield change


def id_of(name: str) -> str:
    """The measure's id in an inline name; an övrigt värde is itself."""
    return _parts(name)[1]


def _parts(name: str) -> tuple[str, str]:
    """Kind and id of an inline name; an övrigt värde has no kind."""
    kind, dot, id = name.partition(".")
    return (kind, id) if dot and kind in _KINDS else ("", name)


def _place(name: str, now: Beside) -> tuple[int, int, str]:
    kind, id = _parts(name)
    ids = [one.id for one in measures(now)]
    return (ids.index(id) if id in ids else len(ids), _ORDER.index(kind), name)


def _name(id: str, cell: Cell, now: Beside) -> str:
    """The measure's name; of one that is gone, as the cell has noted it."""
    noted = ours(cell).get("granska")
    earlier = noted.get(id) if isinstance(noted, dict) else None
    return next((one.name for one in measures(now) if one.id == id), str(earlier or id))


def measures(now: Beside) -> tuple[MeasureFacts, ...]:
    """All measures that are shown, production last."""
    return () if now.facts is None else (*now.facts.measures, *now.facts.production)
