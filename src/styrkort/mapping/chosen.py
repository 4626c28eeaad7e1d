"""The values that urval and utom name; a * stands for anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Chosen", "chosen_of"]


@dataclass(frozen=True, slots=True)
class Chosen:
    exact: frozenset[str]
    """Casefolded."""
    patterns: tuple[re.Pattern[str], ...]

    def __contains__(self, text: str) -> bool:
        """Whether the casefolded text is one of the values."""
        return text in self.exact or any(each.fullmatch(text) for each in self.patterns)


def chosen_of(values: Sequence[str]) -> Chosen:
    """The values, ready to be asked."""
    folded = [value.casefold() for value in values]
    patterns = (".*".join(map(re.escape, each.split("*"))) for each in folded if "*" in each)
    return Chosen(frozenset(folded), tuple(map(re.compile, patterns)))
