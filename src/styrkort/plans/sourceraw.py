"""Källor of a plan as its file has them, before they are read as a model."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from styrkort.plans.sourceplan import SOURCE_COLUMNS
from styrkort.plans.yamlfile import Document, Place

__all__ = ["RawSource", "raw_sources", "words"]


class RawSource(NamedTuple):
    """A källa as the file has it."""

    place: Place
    raw: Mapping[str, Any]

    @property
    def gives(self) -> str:
        """Ger, or what it is by itself."""
        gives = words(self.raw.get("ger"))
        return gives if gives in SOURCE_COLUMNS else "observationer"

    @property
    def is_wide(self) -> bool:
        """Whether it is bred."""
        value = self.raw.get("bred")
        return isinstance(value, Mapping) or words(value).casefold() in ("ja", "true")

    @property
    def has_events(self) -> bool:
        """Whether it is of händelser."""
        return self.raw.get("händelser") is not None

    def mapping(self, key: str) -> Mapping[str, Any]:
        """What stands under the key, if that is keys with values."""
        found = self.raw.get(key)
        return found if isinstance(found, Mapping) else {}


def raw_sources(document: Document) -> tuple[RawSource, ...]:
    """Every källa that is keys with values."""
    found = document.value(("källor",))
    items = enumerate(found if isinstance(found, list) else ())
    return tuple(RawSource(("källor", at), item) for at, item in items if isinstance(item, Mapping))


def words(value: Any) -> str:
    """The text on one line; empty for what is no text."""
    return " ".join(value.split()) if isinstance(value, str) else ""
