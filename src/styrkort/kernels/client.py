"""The client's end of a kernel's channels, as nbclient asks for it.

jupyter_client's own waits for heartbeats and for silence; here the kernel's socket files and its
answer to one question are enough.
"""

import json
import time
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

from styrkort.kernels.kernel import Kernel

__all__ = ["Manager"]

_LONGEST_WAIT = 120.0
"""Seconds until a kernel that is alive but silent is given up."""
_TICK = 0.005


class Manager:
    """What nbclient calls a kernel manager: the kernel runs already, and others end it."""

    has_kernel = True

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._client: _Client | None = None

    def client(self) -> "_Client":
        """The client, when the kernel has opened its channels. RuntimeError if it never does."""
        info = _connection(self._kernel)
        client = _Client()
        client.load_connection_info(info)
        client.kernel = self._kernel
        self._client = client
        return client

    async def is_alive(self) -> bool:
        return self._kernel.alive

    async def shutdown_kernel(self, now: bool = False) -> None:
        """Asked for when the kernel doesn't answer; whoever started it ends it."""

    async def cleanup_resources(self) -> None:
        """Asked for then, too; there is nothing that isn't the kernel's own."""

    def close(self) -> None:
        """Let go of the channels, so that nothing is left open."""
        if self._client is not None:
            self._client.stop_channels()


class _Client(AsyncKernelClient):
    kernel: Kernel

    def start_channels(self, *_args: Any, **_others: Any) -> None:
        """All but the heartbeat: the kernel's process itself says whether it lives."""
        super().start_channels(hb=False)

    async def is_alive(self) -> bool:
        return self.kernel.alive

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Until a question is answered on both channels that cells need."""
        until = time.monotonic() + (timeout or _LONGEST_WAIT)
        while not await self._answers():
            _give_up(self.kernel, until)

    async def _answers(self) -> bool:
        asked = self.kernel_info()
        try:
            while (await self.get_shell_msg(timeout=1))["parent_header"].get("msg_id") != asked:
                pass
            while not _is_end_of(asked, await self.get_iopub_msg(timeout=0.2)):
                pass
        except Empty:
            return False
        return True


def _is_end_of(asked: str, message: dict[str, Any]) -> bool:
    """So that nothing of this question is left among the outputs of the first cell."""
    ended = message["content"].get("execution_state") == "idle"
    return ended and bool(message["parent_header"].get("msg_id") == asked)


def _connection(kernel: Kernel) -> Any:
    until = time.monotonic() + _LONGEST_WAIT
    while (info := _said(kernel.connection_file)) is None:
        _give_up(kernel, until)
        time.sleep(_TICK)
    return info


def _said(connection: Path) -> Any:
    """What the connection file says, once the channels that it names are open."""
    try:
        info = json.loads(connection.read_bytes())
    except (OSError, ValueError):  # not written yet, or half of it
        return None
    if info["transport"] == "ipc":
        ports = (info["shell_port"], info["iopub_port"])
        if not all(Path(f"{info['ip']}-{port}").exists() for port in ports):
            return None
    return info


def _give_up(kernel: Kernel, until: float) -> None:
    if not kernel.alive:
        raise RuntimeError("the kernel has ended")
    if time.monotonic() > until:
        raise RuntimeError("the kernel doesn't answer")
