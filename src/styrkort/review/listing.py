"""What stands in the way, as lines for a terminal."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from styrkort.review.findings import Finding, accepted_of
from styrkort.review.wordings import acceptance, evidence, in_short, standing_of, whereabouts

__all__ = ["listed"]

_NARROWEST = 40
"""Characters; narrower than this, a terminal may break the lines itself."""


def listed(findings: tuple[Finding, ...], width: int) -> str:
    """The findings by section, what is accepted after them, and a last line that counts.

    ``width`` is how many characters a line has room for.
    """
    room = max(width, _NARROWEST)
    remaining = [finding for finding in findings if not finding.accepted]
    parts = [
        f"{section}\n" + "\n\n".join("\n".join(_told(one, room)) for one in found)
        for section, found in groupby(remaining, key=lambda one: one.section)
    ]
    settled = accepted_of(findings)
    if settled:
        parts.append("\n".join(("Godtaget", *(x for one in settled for x in _accepted(one, room)))))
    return "\n\n".join((*parts, f"{in_short(findings)}."))


def _told(finding: Finding, width: int) -> Iterator[str]:
    yield from _wrapped(f"{standing_of(finding)} ({whereabouts(finding)})", 2, width)
    for text in (finding.message, evidence(finding), f"→ {finding.remedy}"):
        yield from _wrapped(text, 4, width)
    yield from _wrapped(acceptance(finding), 6, width, hanging=0)


def _accepted(finding: Finding, width: int) -> Iterator[str]:
    words = f"ok-{finding.code}, {finding.kind.value} ({whereabouts(finding)}): {finding.accepted}"
    yield from _wrapped(words, 2, width)


def _wrapped(text: str, indent: int, width: int, hanging: int = 2) -> list[str]:
    return wrap(
        text,
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
