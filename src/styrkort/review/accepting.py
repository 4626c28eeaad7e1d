"""What somebody has accepted, with a reason: by a tag on any cell, or in plan or period file.

A tag reads ``ok-<kod>:skäl``. The code follows from the sentence and the value, so that neither
can change behind an acceptance.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from styrkort.notebook.shape import Notebook, tags
from styrkort.review.findings import Finding

__all__ = ["accepted", "reasons_in", "with_acceptance"]

_TAG = re.compile(r"ok-([0-9a-f]{6})\b[ \t]*:?(.*)", re.IGNORECASE | re.DOTALL)


def with_acceptance(
    findings: Iterable[Finding], nb: Notebook, stated: Iterable[tuple[str, str]]
) -> tuple[Finding, ...]:
    """The findings, each with the reason it was accepted for, where somebody has given one.

    ``stated`` are the codes and reasons of plan and period file.
    """
    reasons = {**reasons_in(nb), **dict(stated)}
    return tuple(accepted(finding, reasons) for finding in findings)


def reasons_in(nb: Notebook) -> dict[str, str]:
    """Code → reason of every tag of acceptance; empty where the tag gives none.

    A code that stands on several cells is accepted if one of them gives a reason.
    """
    found: dict[str, str] = {}
    for cell in nb["cells"]:
        for tag in tags(cell):
            match = _TAG.fullmatch(tag.strip())
            if match:
                code = match[1].casefold()
                found[code] = found.get(code) or _reason(match[2])
    return found


def _reason(text: str) -> str:
    """The words; a reason without a letter or digit is none."""
    words = " ".join(text.split())
    return words if any(sign.isalnum() for sign in words) else ""


def accepted(finding: Finding, reasons: Mapping[str, str]) -> Finding:
    """The finding as it is, as accepted, or saying that its tag lacks a reason."""
    if not finding.code or finding.code not in reasons:
        return finding
    reason = reasons[finding.code]
    if reason:
        return replace(finding, accepted=reason)
    said = f"Taggen ok-{finding.code} saknar skäl och gäller inte: skriv ok-{finding.code}:skälet."
    return replace(finding, remedy=f"{finding.remedy} {said}")
