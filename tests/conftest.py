"""What tests share: tools that may be absent on a developer's machine, never under CI."""

import os
import shutil

import pytest


def require_tool(name: str) -> str:
    """The tool's path. Absent: the test is skipped and says so; under CI it fails."""
    path = shutil.which(name)
    if path is not None:
        return path
    reason = f"{name} finns inte på den här datorn"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(f"{reason}; .ci/run ska ha installerat det")
    pytest.skip(reason)
