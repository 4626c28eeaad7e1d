"""A real PostgreSQL of the tests' own: a private cluster in a temporary folder, on loopback."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

PASSWORD = "hemligt/lösen@ord:1"
"""With signs that an address has to escape."""
USER = "bokslutslasare"


@dataclass(frozen=True)
class Cluster:
    port: int

    def url(self, *, user: str = USER, password: str = PASSWORD, database: str = "postgres") -> str:
        secret = quote(password, safe="")
        return f"postgresql+psycopg://{user}:{secret}@127.0.0.1:{self.port}/{database}"


def server_programs() -> Path | None:
    """The folder that has initdb and pg_ctl: on PATH, or where Debian keeps its versions."""
    debian = Path("/usr/lib/postgresql")
    versions = sorted(debian.glob("*/bin"), key=lambda bin_: float(bin_.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    folders = [*versions, *([Path(on_path).parent] if on_path else [])]
    needed = ("initdb", "pg_ctl")
    return next((one for one in folders if all((one / each).is_file() for each in needed)), None)


@contextmanager
def running(programs: Path) -> Iterator[Cluster]:
    """The cluster while it runs; every connection needs its password (scram)."""
    # Root's own temporary folder may be one that nobody else gets into.
    shared = "/tmp" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="styrkort-pg-", dir=shared) as made:
        folder = Path(made)
        secret = folder / "losen"
        secret.write_text(PASSWORD + "\n", encoding="utf-8")
        _give_away(folder, secret)
        data = str(folder / "data")
        _as_owner(
            programs / "initdb", "-D", data, "-U", USER, f"--pwfile={secret}", "-E", "UTF8",
            "--locale=C", "-A", "scram-sha-256", "--no-sync",
        )  # fmt: skip
        port = _started(programs, folder)
        try:
            yield Cluster(port)
        finally:
            _as_owner(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _started(programs: Path, folder: Path) -> int:
    """The port that the server listens on; one that somebody else has taken meanwhile is left."""
    start = (programs / "pg_ctl", "-D", str(folder / "data"), "-l", str(folder / "log"), "-w")
    for last in (False, False, True):
        port = _free_port()
        # No socket file: a long path would be too long for one.
        settings = (
            f"-c listen_addresses=127.0.0.1 -p {port} -c fsync=off -c unix_socket_directories="
        )
        try:
            _as_owner(*start, "-o", settings, "start")
        except AssertionError:
            if last:
                raise
        else:
            return port
    raise AssertionError


def _give_away(*paths: Path) -> None:
    """PostgreSQL refuses to run as root: then Debian's own user owns the cluster."""
    if os.geteuid() == 0:
        for path in paths:
            shutil.chown(path, "postgres")


def _as_owner(program: Path, *arguments: str) -> None:
    line = [str(program), *arguments]
    if os.geteuid() == 0:
        line = ["runuser", "-u", "postgres", "--", *line]
    ended = subprocess.run(line, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, timeout=60, env=_PLAIN)  # fmt: skip
    assert ended.returncode == 0, ended.stdout.decode(errors="replace")


_PLAIN = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
"""Without the PG… variables of whoever runs the tests."""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
