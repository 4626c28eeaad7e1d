"""The few errors there are; knows nothing else of the house."""

from collections.abc import Iterable

__all__ = ["InputError", "NotebookError", "StyrkortError"]


class StyrkortError(Exception):
    """A fault with a Swedish message for the analyst; ``exit_code`` is the command's."""

    exit_code = 2


class InputError(StyrkortError):
    """Wrong input: one Swedish message a fault, all found at once, each naming place and remedy."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults: tuple[str, ...] = faults

    @classmethod
    def gathered(cls, faults: Iterable[str]) -> "InputError":
        """One error of many faults, each message once, in the order they were found."""
        return cls(*dict.fromkeys(faults))


class NotebookError(StyrkortError):
    """A cell of the notebook raised; the message shows which cell and what it said."""

    exit_code = 3
