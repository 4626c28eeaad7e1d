"""What differs between two notebooks of the same report, as frozen data."""

from dataclasses import dataclass

from styrkort.terms import ChangeKind

__all__ = ["Changes", "Difference", "NumberChange", "Piece", "WordsChange"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Uppgift: one thing that is shown of a measure, as it was and as it is."""

    what: str
    """Vad: "Mål", "Utfall", "Måluppfyllelse"."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NumberChange:
    """Ändrade siffror: a measure, a part of one or another row, and all that differs in it."""

    kind: ChangeKind
    section: str
    """Perspektivets namn, "Produktion", or the caption of the table that it stands in."""
    name: str
    """Måttets namn as it is now; with its part's: "Sjukfrånvaro, IT/MT"."""
    differences: tuple[Difference, ...]
    """Never empty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Textbit: words that stand as they stood (kind None), were taken out or put in."""

    text: str
    kind: ChangeKind | None = None


@dataclass(frozen=True, slots=True)
class WordsChange:
    """Ändrade ord: one cell's, or one text's of plan or period file."""

    kind: ChangeKind
    section: str
    """The heading that it stands under; empty where there is none."""
    place: str
    """Cellens id, or where the text is written: "params/x/2022/plan.yaml, inledning"."""
    paragraphs: tuple[tuple[Piece, ...], ...]
    """The paragraphs that differ, as printed, inline values filled in; of what was moved all."""
    own_words: bool = True
    """False where it is code: what it shows is in the document, its text is not."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Ändringar: numbers and words, each in the later notebook's order."""

    numbers: tuple[NumberChange, ...]
    words: tuple[WordsChange, ...]
    unknown: str = ""
    """Why the numbers can't be compared; empty where they were."""

    @property
    def nothing(self) -> bool:
        """Whether the two notebooks say and show the same."""
        return not (self.numbers or self.words or self.unknown)
