"""Goal follow-up reports that can be trusted."""

__version__ = "0.1.0"
