"""What runs in the kernel's process: ipykernel, with what the report's cells need at hand.

The command starts it before it has read its own inputs, so that both work at the same time.
"""

import sys
from contextlib import suppress
from importlib import import_module

__all__: list[str] = []


_NEEDED = ("styrkort.display", "styrkort.drawing.canvas")


def _start() -> None:
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # 0.1 s for a debugger nobody uses
    from ipykernel.kernelapp import IPKernelApp

    sys.path.append("")  # modules beside the report, which hide none of Python's or ours
    for name in _NEEDED:
        with suppress(Exception):  # the cell that needs it will say what is wrong
            import_module(name)
    IPKernelApp.launch_instance()


if __name__ == "__main__":
    _start()
