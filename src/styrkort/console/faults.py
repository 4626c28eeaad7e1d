"""What went wrong, said in Swedish, and the exit code that goes with it."""

from styrkort.console.terminal import complain, show_traceback
from styrkort.errors import StyrkortError
from styrkort.refusals import why

__all__ = ["fault"]

_WRONG_INPUT = 2
"""Also for what nobody foresaw: the contract has no code of its own for a bug."""


def fault(error: Exception, debug: bool) -> int:
    """Say in Swedish what went wrong, and where in the program if asked to; the exit code."""
    complain(_told(error))
    if debug:
        show_traceback(error)
    return error.exit_code if isinstance(error, StyrkortError) else _WRONG_INPUT


def _told(error: Exception) -> str:
    if isinstance(error, StyrkortError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return (
            f"{error.filename}: filen eller mappen går inte att använda ({why(error)}). "
            "Kontrollera att den finns, att du har behörighet och att inget annat program har den."
        )
    return (
        f"Oväntat fel ({type(error).__name__}: {error}). Rapporten är som den var. "
        "Kör igen med --debug och skicka det som skrivs ut till den som förvaltar styrkort."
    )
