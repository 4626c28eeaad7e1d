"""What reading a text against the facts comes to."""

from dataclasses import dataclass

from styrkort.terms import FindingKind

__all__ = ["Remark"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Anmärkning: words that don't agree with what the report shows, or with each other."""

    kind: FindingKind
    quote: str
    """Orden: the sentence as printed, inline values filled in."""
    words: str
    """The words in it that it is about: "per april 2022", "100 %", "ökat"."""
    value: str
    """Värdet: what the report shows instead: "Sjukfrånvaro: utfall 6,3 %"; never empty."""
    message: str
    """One Swedish sentence that says what doesn't agree."""
    remedy: str
    """One Swedish sentence that says what to do, besides accepting it."""
    measure: str = ""
    """The measure's id, where it is about one."""
