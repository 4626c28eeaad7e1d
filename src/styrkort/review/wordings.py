"""How a list of findings says it: counts, how to accept, the same words everywhere."""

from styrkort.review.findings import Finding, accepted_of, blocking
from styrkort.terms import FindingKind

__all__ = [
    "acceptance", "advising", "evidence", "in_short", "pointer", "standing_of", "weight",
    "whereabouts",
]  # fmt: skip

_AGAINST_THE_REPORT = (FindingKind.UNIT, FindingKind.NUMBER, FindingKind.DIRECTION)
"""What the words say and the report doesn't."""


def advising(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that neither block nor are accepted."""
    return tuple(f for f in findings if not f.blocks and not f.accepted)


def in_short(findings: tuple[Finding, ...]) -> str:
    """ "3 saker hindrar publicering. Råd: 2", "Inget hindrar publicering"; no full stop."""
    number, advice = len(blocking(findings)), len(advising(findings))
    first = f"{number} {'sak' if number == 1 else 'saker'} hindrar" if number else "Inget hindrar"
    accepted = len(accepted_of(findings))
    said = [f"{first} publicering"]
    said += [f"Råd: {advice}"] if advice else []
    said += [f"Godtaget: {accepted}"] if accepted else []
    return ". ".join(said)


def pointer(findings: tuple[Finding, ...], command: str) -> str:
    """A run's last line: how much stands in the way, and which command lists it.

    ``command`` is what whoever asked would type: "make review PERIOD=DÅ08".
    """
    if not blocking(findings) and not advising(findings):
        return f"{in_short(findings)}."
    return f"{in_short(findings)}. Se {command}"


def weight(finding: Finding) -> str:
    """Whether publication waits for it, in a word."""
    return "Godtagen" if finding.accepted else "Hindrar" if finding.blocks else "Råd"


def standing_of(finding: Finding) -> str:
    """ "Hindrar: fel period"."""
    return f"{weight(finding)}: {finding.kind.value}"


def whereabouts(finding: Finding) -> str:
    """Where it is, below its section: the heading isn't told twice."""
    return finding.place.removesuffix(f", under rubriken ”{finding.section}”")


def evidence(finding: Finding) -> str:
    """The words, and what the report shows where the message doesn't tell it; may be empty."""
    quote = f"”{finding.quote}”" if finding.quote not in finding.message else ""
    held_against = finding.kind in _AGAINST_THE_REPORT and finding.value
    shown = f"Rapporten visar: {finding.value}" if held_against else finding.value
    value = "" if _is_told(finding) else shown
    return " ".join(part for part in (quote, _stopped(value)) if part)


def _is_told(finding: Finding) -> bool:
    """Whether the message says the value already; of the plan without the key's name."""
    of_plan = finding.kind is FindingKind.PLAN
    value = finding.value.removeprefix("enhet: ") if of_plan else finding.value
    return value in finding.message


def _stopped(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", "…", "”")) else f"{text}."


def acceptance(finding: Finding) -> str:
    """How to accept it, one sentence; empty where it can't be, or has been."""
    if not finding.code or finding.accepted:
        return ""
    if finding.place.startswith("params/"):
        file = finding.place.partition(", ")[0]
        return f"Är det rätt ändå: skriv godtas: {{{finding.code}: skälet}} i {file}."
    where = "cellen" if finding.cell else "någon cell"
    return f"Är det rätt ändå: ge {where} taggen ok-{finding.code}:skälet."
