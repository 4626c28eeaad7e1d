"""What stands between a report and its publication."""

from styrkort.review.context import Context
from styrkort.review.findings import Finding, accepted_of, blocking, code_of
from styrkort.review.gathering import findings_of
from styrkort.review.inlist import with_review

__all__ = [
    "Context", "Finding", "accepted_of", "blocking", "code_of", "findings_of", "with_review",
]  # fmt: skip
