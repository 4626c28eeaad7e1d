"""The command line's outermost layer: streams, interruptions, exit codes."""

import os
import sys
from contextlib import suppress

from styrkort.disk.interrupts import as_keyboard_interrupt, from_now_on_ignored, unbroken

__all__ = ["main"]

_WRONG_INPUT = 2
_INTERRUPTED = 130


def main(args: list[str] | None = None) -> int:
    """Run a command; its exit code: 0 done, 2 wrong input, 3 notebook failed, 130 interrupted.

    Without ``args`` it is the process's own command, and the process ends with it.
    """
    if args is not None:
        return _interruptible(args)
    code = _interruptible(sys.argv[1:])
    from_now_on_ignored()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    # All is tidied by now; taking down what was imported would take another tenth of a second.
    os._exit(code)


def _interruptible(args: list[str]) -> int:
    try:
        with as_keyboard_interrupt():
            return _command(args)
    except KeyboardInterrupt:
        with unbroken():
            from styrkort.console.terminal import complain

            complain("Avbrutet. Rapporten är som den var.")
        return _INTERRUPTED


def _command(args: list[str]) -> int:
    # Imported here, so that Ctrl-C is answered from the first moment.
    import click

    from styrkort.commands import cli
    from styrkort.console.faults import fault
    from styrkort.console.swedish_click import usage_fault
    from styrkort.console.terminal import complain, prepare_streams

    prepare_streams()
    try:
        return cli.main(args, prog_name="styrkort", standalone_mode=False) or 0
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        complain(usage_fault(error))
        return _WRONG_INPUT
    except Exception as error:
        return fault(error, "--debug" in args)
