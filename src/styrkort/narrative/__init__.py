"""The words: carried from the notebook that the analyst wrote in into the next one."""

from styrkort.narrative.basing import with_bases
from styrkort.narrative.carrying import carry
from styrkort.narrative.joining import Joined, join
from styrkort.narrative.telling import notes_of
from styrkort.narrative.unsaid import for_history, hides_more

__all__ = ["Joined", "carry", "for_history", "hides_more", "join", "notes_of", "with_bases"]
