"""Who has approved which content, as an edition says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from styrkort.errors import InputError
from styrkort.period import month_name
from styrkort.quantities import NBSP

__all__ = ["KEY", "SEAL", "Approval", "Noted", "approval_in", "as_data", "day_in_words", "read_day"]

KEY = "utgåva"
"""Under which an edition's manifest says what it is."""
SEAL = "manifest"
"""Under which it holds its own hash, beside the other files'."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Anmärkning: something that stood in the way, or advised against, when it was approved."""

    kind: str
    """Slag: "ändrade siffror"."""
    section: str
    """Avsnitt: the heading that it stands under, as the document has it."""
    place: str
    """Where: "cell kommentar-medarbetare, under rubriken ”Medarbetare”"."""
    message: str
    quote: str = ""
    """The words that it is about."""
    reason: str = ""
    """Skäl: why it was accepted, where it was so by a tag."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Fastställande: an edition's number, who answers for it, when, and for what."""

    number: int
    by: str
    """Uppgivet namn: stated, not authenticated."""
    day: date
    dnr: str
    """Diarienummer; empty where none was given."""
    reason: str
    """Skäl to publish in spite of ``in_spite_of``; empty where nothing stood in the way."""
    in_spite_of: tuple[Noted, ...]
    accepted: tuple[Noted, ...]
    content: str
    """Innehållets kontrollsumma, by :func:`styrkort.approval.content.content_of`."""

    @property
    def standing(self) -> str:
        """What the document says of itself: "Utgåva 1, fastställd 30 september 2022 av Anna"."""
        return f"Utgåva {self.number}, fastställd {day_in_words(self.day)} av {self.by}"


def day_in_words(day: date) -> str:
    """As "30 september 2022", no-break between day and month."""
    return f"{day.day}{NBSP}{month_name(day.isoformat()[:7])}"


def read_day(text: str) -> date:
    """The day that ISO 8601's common form says, 2022-09-30; ValueError if it says none."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def as_data(approval: Approval, files: Mapping[str, str]) -> dict[str, Any]:
    """The approval as the edition's manifest holds it; ``files``: name → SHA-256."""
    return {
        "nummer": approval.number,
        "fastställd_av": approval.by,
        "datum": approval.day.isoformat(),
        "dnr": approval.dnr,
        "skäl": approval.reason,
        "publicerad_trots": [_noted_data(one) for one in approval.in_spite_of],
        "godtagna": [_noted_data(one) for one in approval.accepted],
        "innehåll": approval.content,
        "filer": dict(files),
    }


def _noted_data(noted: Noted) -> dict[str, str]:
    data = {
        "slag": noted.kind,
        "avsnitt": noted.section,
        "plats": noted.place,
        "citat": noted.quote,
        "meddelande": noted.message,
        "skäl": noted.reason,
    }
    return {key: value for key, value in data.items() if value}


def approval_in(manifest: object) -> Approval | None:
    """The approval that an edition's manifest says; None where it says none.

    InputError where it says one that can't be read.
    """
    said = manifest.get(KEY) if isinstance(manifest, Mapping) else None
    if said is None:
        return None
    try:
        return Approval(
            number=int(said["nummer"]),
            by=str(said["fastställd_av"]),
            day=read_day(said["datum"]),
            dnr=str(said["dnr"]),
            reason=str(said["skäl"]),
            in_spite_of=tuple(map(_noted, said["publicerad_trots"])),
            accepted=tuple(map(_noted, said["godtagna"])),
            content=str(said["innehåll"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"manifest.json: uppgiften ”{KEY}” är skadad ({error}).") from error


def _noted(data: Mapping[str, Any]) -> Noted:
    return Noted(
        kind=str(data.get("slag", "")),
        section=str(data.get("avsnitt", "")),
        place=str(data.get("plats", "")),
        message=str(data.get("meddelande", "")),
        quote=str(data.get("citat", "")),
        reason=str(data.get("skäl", "")),
    )
