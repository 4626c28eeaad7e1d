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
    with tempfile.TemporaryDirectory(prefix="styrkort-pg-") as made:
        folder = Path(made)
        secret = folder / "losen"
        secret.write_text(PASSWORD + "\n", encoding="utf-8")
        _give_away(folder, secret)
        data = str(folder / "data")
        _as_owner(
            programs / "initdb", "-D", data, "-U", USER, f"--pwfile={secret}", "-E", "UTF8",
            "--locale=C", "-A", "scram-sha-256", "--no-sync",
        )  # fmt: skip
        port = _free_port()
        settings = f"-c listen_addresses=127.0.0.1 -p {port} -c fsync=off -k {folder}"
        log = str(folder / "log")
        _as_owner(programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", settings, "start")
        try:
            yield Cluster(port)
        finally:
            _as_owner(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


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
