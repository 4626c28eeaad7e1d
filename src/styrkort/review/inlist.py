"""What stands in the way, as the first output of the notebook itself.

Only what follows from the notebook: other reports and other files come and go, and the same inputs
shall give the same bytes whatever lies around them.
"""

from itertools import groupby
from typing import Any

from styrkort.blocks import Block, Cell, Column, Group, Line, Row, Table
from styrkort.notebook.shape import REVIEW, Notebook, has_tag, is_code
from styrkort.notebook.shape import Cell as NotebookCell
from styrkort.outputs import Markdown, mime_bundle
from styrkort.review.findings import Finding, accepted_of
from styrkort.review.wordings import acceptance, evidence, in_short, weight, whereabouts
from styrkort.terms import FindingKind

__all__ = ["HEADING", "blocks_of", "with_review"]

HEADING = "Att göra före publicering"
_AS_OF = (
    "Så var det när rapporten senast gjordes. Hur det är nu, med likadan text i andra rapporter "
    "och kopior av notebooken, visar make review. Listan kommer inte med i dokumentet."
)
_OF_SURROUNDINGS = (FindingKind.COPY, FindingKind.FORK)


def with_review(nb: Notebook, findings: tuple[Finding, ...]) -> Notebook:
    """The notebook with this list as the output of its cell ``granskning``, if it has one."""
    outputs = [_output(block) for block in blocks_of(findings)]
    return {**nb, "cells": [_filled(cell, outputs) for cell in nb["cells"]]}


def _filled(cell: NotebookCell, outputs: list[dict[str, Any]]) -> NotebookCell:
    return {**cell, "outputs": outputs} if has_tag(cell, REVIEW) and is_code(cell) else cell


def _output(block: Block | Markdown) -> dict[str, Any]:
    return {"output_type": "display_data", "data": mime_bundle(block), "metadata": {}}


def blocks_of(findings: tuple[Finding, ...]) -> tuple[Block | Markdown, ...]:
    """A heading, the count, what remains by section, and quietly what is accepted."""
    own = tuple(finding for finding in findings if finding.kind not in _OF_SURROUNDINGS)
    remaining = tuple(finding for finding in own if not finding.accepted)
    accepted = accepted_of(own)
    return (
        Markdown(f"**{HEADING}**"),
        Line(f"{in_short(own)}. {_AS_OF}"),
        *([_remaining(remaining)] if remaining else []),
        *([_accepted(accepted)] if accepted else []),
    )


def _remaining(findings: tuple[Finding, ...]) -> Table:
    return Table(
        id="att-gora",
        caption="Kvar att göra",
        columns=(Column("Vad", 0.18), Column("Var och varför", 0.44), Column("Så löses det", 0.38)),
        groups=tuple(
            Group(tuple(_row(one) for one in found), title=section)
            for section, found in groupby(findings, key=lambda one: one.section)
        ),
        look="granser",
    )


def _row(finding: Finding) -> Row:
    kind = finding.kind.value
    return Row(
        (
            Cell(weight(finding), second=kind, strong=finding.blocks),
            Cell(finding.message, second=_second(finding)),
            Cell(finding.remedy, second=acceptance(finding)),
        )
    )


def _second(finding: Finding) -> str:
    return " ".join(part for part in (evidence(finding), f"({whereabouts(finding)})") if part)


def _accepted(findings: tuple[Finding, ...]) -> Table:
    return Table(
        id="godtaget",
        caption="Godtaget",
        columns=(Column("Kod", 0.18), Column("Var och varför", 0.44), Column("Skäl", 0.38)),
        groups=(
            Group(
                tuple(
                    Row(
                        (
                            Cell(f"ok-{one.code}", second=one.kind.value, quiet=True),
                            Cell(one.message, second=f"({whereabouts(one)})", quiet=True),
                            Cell(one.accepted, quiet=True),
                        )
                    )
                    for one in findings
                )
            ),
        ),
        look="granser",
    )
