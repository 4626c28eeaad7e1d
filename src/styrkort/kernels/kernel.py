"""A Python kernel of our own: this interpreter, no kernelspec, nothing of the user's settings.

It talks over a socket file in a private folder (over 127.0.0.1 where the system has none), and
it never outlives the block that started it.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from styrkort.disk.interrupts import unbroken
from styrkort.loading import SNAPSHOT_VARIABLE

__all__ = ["Kernel", "started"]

_LONGEST_SOCKET_PATH = 90
"""Systems allow 104 or 108 bytes."""
_CHANNELS = ("shell_port", "iopub_port", "stdin_port", "hb_port", "control_port")
_LEFT_OUT = ("PYTHONSTARTUP", "MATPLOTLIBRC", "IPYTHON_SUPPRESS_CONFIG_ERRORS")
_WITH_PASSWORD = re.compile(r"://[^/\s@]*:[^\s@]*@|://\S*[?&;](?:password|pwd)=", re.IGNORECASE)
"""An address that holds a password, such as a källa's database: a cell could publish it."""


@dataclass(frozen=True, slots=True)
class Kernel:
    """A kernel's process and its private folder."""

    process: "subprocess.Popen[bytes]"
    folder: Path

    @property
    def connection_file(self) -> Path:
        return self.folder / "kernel.json"

    @property
    def snapshot(self) -> Path:
        """Where the kernel's cells look for the report's snapshot."""
        return self.folder / "rapport.json"

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    @property
    def last_words(self) -> str:
        """What it wrote last outside any cell: why it didn't start, if it didn't."""
        with suppress(OSError):
            lines = (self.folder / "logg").read_text("utf-8", "replace").splitlines()
            return next((line.strip() for line in reversed(lines) if line.strip()), "")
        return ""


@contextmanager
def started(root: Path) -> Iterator[Kernel]:
    """A kernel that is starting up, its working directory ``root``; killed when the block ends.

    It is not waited for: :func:`styrkort.execute.execute` does that. Ctrl-C doesn't reach it, nor
    does a second one the tidying at the end.
    """
    folder = Path(tempfile.mkdtemp(prefix="styrkort-"))
    try:
        kernel = Kernel(_process(folder, root), folder)
        try:
            yield kernel
        finally:
            with unbroken():
                _kill(kernel.process)
    finally:
        with unbroken():
            shutil.rmtree(folder, ignore_errors=True)


def _process(folder: Path, root: Path) -> "subprocess.Popen[bytes]":
    connection = folder / "kernel.json"
    sockets = _write_sockets(connection, folder / "k")
    command = [sys.executable, "-P", "-m", "styrkort.kernels.app", "-f", str(connection)]
    command += [] if sockets else ["--ip=127.0.0.1"]
    command += ["--HistoryManager.enabled=False", "--quiet"]
    with (folder / "logg").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=root,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _write_sockets(connection: Path, sockets: Path) -> bool:
    """Say which socket files to use; False where the system has none: the kernel takes ports."""
    if sys.platform == "win32" or len(os.fsencode(sockets)) > _LONGEST_SOCKET_PATH:
        return False
    said: dict[str, object] = {name: number for number, name in enumerate(_CHANNELS, start=1)}
    said |= {"transport": "ipc", "ip": str(sockets), "key": token_hex(16)}
    connection.write_text(json.dumps({**said, "signature_scheme": "hmac-sha256"}))
    return True


def _environment(folder: Path) -> dict[str, str]:
    """The user's environment without what could change a report, needs a home to write in, or is
    nothing to publish."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _LEFT_OUT
        and not name.startswith(("JUPYTER_", "IPYTHON"))
        and not _WITH_PASSWORD.search(value)
    }
    places = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    own = {name: str(folder / name.lower()) for name in places}
    own |= {
        SNAPSHOT_VARIABLE: str(folder / "rapport.json"),
        "MPLCONFIGDIR": str(_matplotlib_folder(folder)),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "315532800",
    }
    if os.name == "posix":
        own["JPY_PARENT_PID"] = str(os.getpid())  # the kernel ends if this process is killed
    return kept | own


def _matplotlib_folder(folder: Path) -> Path:
    """matplotlib's settings and font list: in our own environment, as listing fonts takes long."""
    prefix = Path(sys.prefix)
    own = sys.prefix != sys.base_prefix or (prefix / "conda-meta").is_dir()
    lasting = [prefix / "var" / "styrkort" / "matplotlib"] if own else []
    for place in (*lasting, folder / "matplotlib"):
        with suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            settings = place / "matplotlibrc"
            if not settings.exists() or settings.read_bytes() != _SETTINGS:
                settings.write_bytes(_SETTINGS)
            if os.access(place, os.W_OK):
                return place
    return folder


_SETTINGS = b"svg.hashsalt: styrkort\n"


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End the kernel and what it has started."""
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
