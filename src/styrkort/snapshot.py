"""The Report as bytes and back, exact: what the kernel gets instead of reading the inputs again.

Kept apart from the reading of inputs, because the kernel imports it and waits for it.
"""

import json

from styrkort.records import from_data, to_data
from styrkort.scorecard import Report

__all__ = ["from_snapshot", "to_snapshot"]


def to_snapshot(report: Report) -> bytes:
    """The report as JSON; numbers as text, so that none of their digits is lost."""
    return json.dumps(to_data(report), ensure_ascii=False).encode()


def from_snapshot(data: bytes) -> Report:
    """The report that ``to_snapshot`` wrote, equal to it; ValueError if it is something else."""
    report = from_data(Report, json.loads(data))
    assert isinstance(report, Report)
    return report
