"""Why a report may not be published as it stands."""

from styrkort.approval.model import Approval, day_in_words
from styrkort.approval.shelf import Edition
from styrkort.editions.asking import Statement
from styrkort.review.findings import Finding, blocking
from styrkort.review.listing import listed

__all__ = ["refusal"]


def refusal(
    findings: tuple[Finding, ...],
    approval: Approval,
    statement: Statement,
    before: Edition | None,
    width: int,
) -> str:
    """What stands in the way and what to do about it; empty where nothing does.

    ``width`` is how many characters a line has room for. Mere advice is left to review.
    """
    stops = blocking(findings)
    hard = [one for one in stops if one.kind.always_blocks]
    if stops and not (statement.reason and not hard):
        return f"\n{listed(stops, width)}\n{_what_now(bool(hard), bool(statement.reason))}"
    if before is not None and _same(before.approval, approval):
        return _already(before.approval)
    return ""


def _what_now(hard: bool, reasoned: bool) -> str:
    said = "Ingenting är publicerat."
    if hard and reasoned:
        return f"{said} Oavgjorda texter och olästa utkast hindrar även när ett skäl anges."
    if hard:
        return said
    return f"{said} Måste rapporten ut ändå: ange skälet med REASON=skäl; det skrivs i utgåvan."


def _same(one: Approval, other: Approval) -> bool:
    return (one.content, one.by, one.day, one.dnr, one.reason) == (
        other.content, other.by, other.day, other.dnr, other.reason,
    )  # fmt: skip


def _already(approval: Approval) -> str:
    return (
        f"Utgåva {approval.number} är redan fastställd {day_in_words(approval.day)} av "
        f"{approval.by}, med samma innehåll och samma uppgifter. Ingen ny utgåva är gjord."
    )
