"""What tests share: tools that may be absent on a developer's machine, never under CI."""

import os
import shutil
from collections.abc import Iterator

import pytest

from postgres_cluster import Cluster, running, server_programs


def require_tool(name: str) -> str:
    """The tool's path. Absent: the test is skipped and says so; under CI it fails."""
    path = shutil.which(name)
    if path is not None:
        return path
    raise absent(name)


def absent(name: str) -> BaseException:
    """What a test without its tool ends with."""
    reason = f"{name} finns inte på den här datorn"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        return pytest.fail.Exception(f"{reason}; .ci/run ska ha installerat det")
    return pytest.skip.Exception(reason)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL that runs as long as the tests do."""
    programs = server_programs()
    if programs is None:
        raise absent("PostgreSQL (initdb, pg_ctl)")
    with running(programs) as cluster:
        yield cluster
