"""The words: carried from the notebook that the analyst wrote in into the next one."""

from styrkort.narrative.carrying import carry

__all__ = ["carry"]
