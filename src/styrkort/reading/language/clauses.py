"""A sentence's parts that say one thing each."""

import re

__all__ = ["clause_at", "clauses"]

_BOUNDARY = re.compile(
    r"\s*;\s*|:\s+(?=[a-zåäö]\S* (?:är|var|har)\b)|,?\s+(?:men|medan|dock|däremot|samtidigt som)\s+"
    r"|,\s+(?:vilket|varav|trots att|eftersom|även om|som är|som var|detta)\s+"
    r"|\s+[–—-]\s+(?=[^\d])",
    re.IGNORECASE,
)


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of the sentence that say one thing each, in order."""
    starts = [0, *(boundary.end() for boundary in _BOUNDARY.finditer(text))]
    ends = [*(boundary.start() for boundary in _BOUNDARY.finditer(text)), len(text)]
    return tuple(zip(starts, ends, strict=True))


def clause_at(text: str, at: int) -> tuple[int, int]:
    """The stretch that this place stands in."""
    return next(((a, b) for a, b in clauses(text) if a <= at <= b), (0, len(text)))
