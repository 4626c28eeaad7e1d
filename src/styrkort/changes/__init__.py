"""What has changed between two notebooks of the same report: numbers and words."""

from styrkort.changes.comparing import changes_of
from styrkort.changes.model import Changes, Difference, NumberChange, Piece, WordsChange
from styrkort.changes.pages import blocks_of
from styrkort.changes.terminal import lines_of

__all__ = [
    "Changes", "Difference", "NumberChange", "Piece", "WordsChange", "blocks_of", "changes_of",
    "lines_of",
]  # fmt: skip
