"""What a check of an edition came to."""

from dataclasses import dataclass

__all__ = ["Checked"]


@dataclass(frozen=True, slots=True)
class Checked:
    """Kontroll: one question, and how it was answered."""

    name: str
    """What was checked: "Filerna"."""
    said: tuple[str, ...]
    """What is as it should be, or couldn't be told; one sentence each."""
    differences: tuple[str, ...]
    """What isn't as it should be."""

    @property
    def well(self) -> bool:
        return not self.differences
