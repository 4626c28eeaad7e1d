"""The commands as click sees them: parse and call. What they do is in rooms of their own."""

from styrkort.commands import listing, making, wording  # noqa: F401 - each adds its commands
from styrkort.commands.group import cli

__all__ = ["cli"]
