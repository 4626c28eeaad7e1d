"""Små grupper: which figures of a sensitive measure are withheld, and why that is enough."""

from styrkort.disclosure.groups import MOST_PERSONS, Group
from styrkort.disclosure.rule import withheld

__all__ = ["MOST_PERSONS", "Group", "withheld"]
