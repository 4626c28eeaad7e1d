"""What one report spends its time on: `python benchmarks/steps.py PERIOD YEAR DIVISION ROOT`.

Each step is timed where it is called. What the whole takes beyond the steps is mostly waiting: the
kernel starts while the inputs are read.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import Any

STEPS = {
    "läser underlaget och räknar": ("styrkort.report", "build_report"),
    "bygger ut mastern": ("styrkort.notebook", "expand"),
    "bär över orden": ("styrkort.narrative", "carry"),
    "kör notebooken": ("styrkort.execute", "execute"),
    "städar innehållet": ("styrkort.render.document", "document"),
    "gör HTML": ("styrkort.render.page", "rendered"),
    "gör PDF": ("styrkort.render.typst_pdf", "pdf_bytes"),
    "gör resultat.csv": ("styrkort.results", "csv_bytes"),
    "gör resultat.json": ("styrkort.results", "json_bytes"),
    "byter ut filerna": ("styrkort.workspace", "Workspace.commit"),
}
"""What a step does → the function that does it."""


def timed(taken: dict[str, float], step: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """The same call, its time added to the step's."""

    def timing(*args: Any, **kwargs: Any) -> Any:
        with clock(taken, step):
            return call(*args, **kwargs)

    return timing


@contextmanager
def clock(taken: dict[str, float], step: str) -> Iterator[None]:
    """Add what the block takes to a step."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        taken[step] = taken.get(step, 0.0) + time.perf_counter() - begun


def watch(taken: dict[str, float]) -> None:
    """Time every step from now on, also where a module has taken the name with it."""
    for step, (module, path) in STEPS.items():
        *owners, name = path.split(".")
        holder: Any = reduce(getattr, owners, import_module(module))
        call = getattr(holder, name)
        timing = timed(taken, step, call)
        ours = [each for key, each in sys.modules.items() if key.startswith("styrkort")]
        for place in (holder, *ours):
            if getattr(place, name, None) is call:
                setattr(place, name, timing)


def main() -> None:
    """Run one report and print its steps."""
    period, year, division, root = sys.argv[1:]
    taken: dict[str, float] = {}
    with clock(taken, "läser in programmet"):
        from styrkort import run
        from styrkort.runs import products  # noqa: F401 - holds names of steps
        from styrkort.runs.asked import Request

        watch(taken)
    with clock(taken, "hela körningen"):
        run.report(Request(period, int(year), division, Path(root)), lambda _: None)
    for step, seconds in taken.items():
        print(f"  {step:<30}{seconds:6.2f} s")


if __name__ == "__main__":
    main()
