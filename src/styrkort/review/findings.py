"""What stands in the way of publication, one thing at a time."""

import hashlib
from dataclasses import dataclass

from styrkort.terms import FindingKind

__all__ = ["Finding", "accepted_of", "blocking", "code_of"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Fynd: something to settle before publication, or to think about."""

    kind: FindingKind
    section: str
    """Avsnitt: the heading that it stands under; else "Planen" or "Mappen"."""
    cell: str
    """Cellens id; empty where no cell holds it."""
    place: str
    """Where it is, for messages: "cell kommentar-medarbetare, under rubriken ”Medarbetare”"."""
    quote: str
    """The words that it is about; empty where it is about none."""
    value: str
    """What the report shows: "Sjukfrånvaro: utfall 6,3 %"."""
    message: str
    """What is wrong, one sentence."""
    remedy: str
    """How to settle it, one sentence or two."""
    code: str = ""
    """What a tag accepts it by; empty where it can't be accepted."""
    accepted: str = ""
    """Godtagen: the reason that somebody gave; empty where nobody has accepted it."""

    @property
    def blocks(self) -> bool:
        """Whether publication waits for it."""
        return self.kind.blocks and not self.accepted


def code_of(kind: FindingKind, quote: str, value: str) -> str:
    """Short name of a finding that changes with the sentence and with the value."""
    said = "\n".join((kind.name, " ".join(quote.split()), value))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:6]


def blocking(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that publication waits for."""
    return tuple(finding for finding in findings if finding.blocks)


def accepted_of(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that somebody has accepted, each with the reason in ``accepted``."""
    return tuple(finding for finding in findings if finding.accepted)
