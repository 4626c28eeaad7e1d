"""Swedish prose read against the report's facts: pure, sentence by sentence."""

from styrkort.reading.language.pointers import points_elsewhere
from styrkort.reading.language.prose import Filled, Sentence, prose
from styrkort.reading.naming.mentions import Mention, mentions
from styrkort.reading.naming.speaking import spoken_of
from styrkort.reading.reader import named, points_for_all, read
from styrkort.reading.remarks import Remark

__all__ = [
    "Filled", "Mention", "Remark", "Sentence", "mentions", "named", "points_elsewhere",
    "points_for_all", "prose", "read", "spoken_of",
]  # fmt: skip
