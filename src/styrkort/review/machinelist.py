"""What stands in the way, for machines."""

import json
from collections.abc import Mapping
from typing import Any

from styrkort.review.findings import Finding, accepted_of, blocking
from styrkort.review.wordings import advising

__all__ = ["as_json"]


def as_json(findings: tuple[Finding, ...], about: Mapping[str, Any]) -> str:
    """One object: ``about`` first (division, period, file), then whether anything blocks, counts,
    the findings and what is accepted.
    """
    accepted = accepted_of(findings)
    data = {
        **about,
        "hindrar": bool(blocking(findings)),
        "antal": {
            "hindrar": len(blocking(findings)),
            "råd": len(advising(findings)),
            "godtagna": len(accepted),
        },
        "fynd": [_data(finding) for finding in findings if not finding.accepted],
        "godtagna": [{**_data(finding), "skäl": finding.accepted} for finding in accepted],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _data(finding: Finding) -> dict[str, Any]:
    return {
        "slag": finding.kind.value,
        "hindrar": finding.blocks,
        "avsnitt": finding.section,
        "cell": finding.cell,
        "plats": finding.place,
        "citat": finding.quote,
        "värde": finding.value,
        "meddelande": finding.message,
        "åtgärd": finding.remedy,
        "kod": finding.code,
    }
