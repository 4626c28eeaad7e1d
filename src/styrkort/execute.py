"""A notebook executed by papermill, in a kernel of our own.

Importing this module is cheap; papermill comes in when something is executed, while the kernel
is starting.
"""

import ast
import asyncio
import json
import logging
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from styrkort.errors import InputError, NotebookError
from styrkort.kernels.kernel import Kernel, started
from styrkort.notebook import Notebook, parse, place, settle
from styrkort.notebook.shape import PARAMETERS, has_tag, is_code, ours, source

if TYPE_CHECKING:
    from papermill.exceptions import PapermillExecutionError  # type: ignore[import-untyped]

__all__ = ["CellFailed", "execute"]

_START_TIMEOUT = 120
"""Seconds; a busy machine may be slow to start Python, and to hand over what a cell printed."""


class CellFailed(NotebookError):  # noqa: N818 - it says what happened
    """A cell raised, or the kernel went down in it; carries the notebook as far as it came."""

    def __init__(self, message: str, notebook: Notebook) -> None:
        super().__init__(message)
        self.notebook = notebook
        """Settled, with the outputs there are and the error's traceback."""


def execute(nb: Notebook, snapshot: bytes, root: Path, kernel: Kernel | None = None) -> Notebook:
    """The notebook with its outputs, settled; its cells see ``snapshot`` as the report.

    ``kernel`` is one from :func:`styrkort.kernels.kernel.started`, started early; without it one is
    started here, in ``root``. Parameters are PERIOD, YEAR and DIVISION, from the notebook's
    ``metadata.styrkort``.

    InputError where the notebook doesn't declare a parameter that it is given; CellFailed where a
    cell raises. KeyboardInterrupt passes through, and the kernel is gone.
    """
    parameters = _parameters(nb)
    with nullcontext(kernel) if kernel else started(root) as running:
        running.snapshot.write_bytes(snapshot)
        return _executed(nb, parameters, running)


def _parameters(nb: Notebook) -> dict[str, Any]:
    """The run's parameters; papermill only warns of one that the notebook doesn't know."""
    about = ours(nb)
    given = {"PERIOD": about["period"], "YEAR": about["år"], "DIVISION": about["division"]}
    cells = [(i, cell) for i, cell in enumerate(nb["cells"]) if has_tag(cell, PARAMETERS)]
    if not cells:
        _refuse_untagged(nb, given)
        return given
    index, cell = cells[0]
    declared = _assigned(source(cell))
    where = place(nb, index)
    faults = [_undeclared(name, declared, where) for name in given if name not in declared]
    if faults:
        raise InputError.gathered(faults)
    return given


def _undeclared(name: str, declared: list[str], where: str) -> str:
    near = get_close_matches(name, declared, n=1)
    hint = f"Menar du {name} där det står {near[0]}?" if near else f"Lägg till raden {name} = None."
    return f"notebooks/rapport.ipynb: {where}: parametern {name} saknas. {hint}"


def _refuse_untagged(nb: Notebook, given: dict[str, Any]) -> None:
    """Without the tag, a cell's own values would come after those of the run, and win."""
    for index, cell in enumerate(nb["cells"]):
        own = [name for name in _assigned(source(cell)) if name in given] if is_code(cell) else ()
        if own:
            raise InputError(
                f"notebooks/rapport.ipynb: {place(nb, index)}: cellen ger {own[0]} ett värde men "
                f"saknar taggen {PARAMETERS}. Ge den taggen, eller ta bort raden."
            )


def _assigned(text: str) -> list[str]:
    """The names that a cell gives a value at its top level."""
    try:
        statements = ast.parse(text).body
    except SyntaxError:
        return []
    found: list[str] = []
    for statement in statements:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        targets += [statement.target] if isinstance(statement, ast.AnnAssign) else []
        found += [target.id for target in targets if isinstance(target, ast.Name)]
    return found


def _executed(nb: Notebook, parameters: dict[str, Any], kernel: Kernel) -> Notebook:
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    seen = _Seen(nb)
    try:
        with _quiet():
            _run(nb, parameters, kernel, seen)
    except PapermillExecutionError as error:
        partial = seen.settled
        raise CellFailed(_told(error, partial), partial) from error
    except (DeadKernelError, RuntimeError) as error:
        if kernel.alive and seen.index >= 0:
            raise
        raise _death(kernel, seen) from error
    _refuse_early_end(seen)
    return seen.settled


class _Seen:
    """What papermill is doing: the notebook that it fills, and the cell it has come to."""

    def __init__(self, nb: Notebook) -> None:
        self._notebook: Any = nb
        self.index = -1

    def start(self, notebook: Any) -> None:
        self._notebook = notebook

    def cell(self, cell: Any, cell_index: int) -> None:
        del cell
        self.index = cell_index

    @property
    def stopped(self) -> bool:
        return bool(self._notebook["metadata"].get("papermill", {}).get("exception"))

    @property
    def settled(self) -> Notebook:
        return settle(parse(json.dumps(self._notebook).encode(), "rapporten"))


def _run(nb: Notebook, parameters: dict[str, Any], kernel: Kernel, seen: _Seen) -> None:
    import papermill  # type: ignore[import-untyped]
    from nbformat import from_dict

    from styrkort.kernels.client import Manager

    manager = Manager(kernel)
    with closing(manager), _own_loop():
        papermill.execute_notebook(
            from_dict(nb),  # type: ignore[no-untyped-call]
            None,
            parameters=parameters,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            start_timeout=_START_TIMEOUT,
            km=manager,
            record_timing=False,
            coalesce_streams=True,
            iopub_timeout=_START_TIMEOUT,
            on_notebook_start=seen.start,
            on_cell_start=seen.cell,
        )


@contextmanager
def _own_loop() -> Iterator[None]:
    """jupyter_client's event loop, with nothing left hanging in it, not even after Ctrl-C."""
    from jupyter_core.utils import ensure_event_loop

    try:
        yield
    finally:
        loop = ensure_event_loop()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """papermill says on stderr what the message says in Swedish."""
    logger = logging.getLogger("papermill")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def _refuse_early_end(seen: _Seen) -> None:
    """papermill takes ``exit()`` in a cell for a good end, with half of the report unwritten."""
    if seen.stopped:
        partial = seen.settled
        where = place(partial, seen.index)
        raise CellFailed(f"{where}: cellen avslutar körningen (exit). Ta bort det.", partial)


def _death(kernel: Kernel, seen: _Seen) -> CellFailed:
    partial = seen.settled
    if seen.index < 0:
        why = kernel.last_words
        return CellFailed(f"Python kunde inte startas för rapporten. {why}".strip(), partial)
    where = place(partial, seen.index)
    ended_itself = not kernel.alive and kernel.process.returncode == 0
    remedy = " Har den eller en cell före den exit() eller quit()? Ta bort det."
    said = f"{where}: Python avslutades medan cellen kördes.{remedy if ended_itself else ''}"
    return CellFailed(said, partial)


def _told(error: "PapermillExecutionError", partial: Notebook) -> str:
    """Which cell, the line that raised, and what it said."""
    where = place(partial, error.cell_index)
    said = f"{error.ename}: {error.evalue}".strip().removesuffix(":")
    return f"{where}: cellen kunde inte köras.\n    {_line_of(error)}\n{said}"


def _line_of(error: "PapermillExecutionError") -> str:
    lines = str(error.source).splitlines() or [""]
    trace = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(str(line) for line in error.traceback))
    found = re.findall(r"(?:Cell In\[\d+\], |^\s*File .*?ipykernel_.*?)line (\d+)", trace, re.M)
    number = int(found[0]) if found else 1
    line = lines[min(number, len(lines)) - 1].strip()
    return f"rad {number}: {line}" if len(lines) > 1 else line
