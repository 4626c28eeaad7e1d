"""A file that holds its own hash, so that any later change of it shows."""

import hashlib
import re
from typing import Final

__all__ = ["UNSEALED", "sealed", "untouched"]

UNSEALED: Final = "0" * 64
"""What stands in the seal's place until it is known."""


def sealed(content: bytes, key: str) -> bytes:
    """JSON that holds ``key`` with :data:`UNSEALED`, with the hash of all of it there instead."""
    return _with_seal(content, key, hashlib.sha256(content).hexdigest())


def untouched(content: bytes, key: str) -> bool:
    """Whether the file has a seal under ``key`` and is what it was when that was set."""
    seal = _seal(key).search(content)
    if seal is None:
        return False
    unsealed = _with_seal(content, key, UNSEALED)
    return hashlib.sha256(unsealed).hexdigest().encode() == seal[1]


def _seal(key: str) -> re.Pattern[bytes]:
    return re.compile(rb'"%s":\s*"([0-9a-f]{64})"' % re.escape(key).encode())


def _with_seal(content: bytes, key: str, seal: str) -> bytes:
    match = _seal(key).search(content)
    assert match is not None
    return content[: match.start(1)] + seal.encode() + content[match.end(1) :]
