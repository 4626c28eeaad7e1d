"""The words: carried from the notebook that the analyst wrote in into the next one."""

from styrkort.narrative.carrying import carry
from styrkort.narrative.unsaid import for_history, hides_more

__all__ = ["carry", "for_history", "hides_more"]
