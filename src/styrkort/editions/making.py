"""A report as read and what was stated of it → the approval, and the edition's files."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from styrkort.approval.content import content_of, printed_words
from styrkort.approval.freezing import frozen, report_alone
from styrkort.approval.model import KEY, SEAL, Approval, Noted, as_data
from styrkort.approval.pictures import pictures_beside
from styrkort.approval.shelf import MANIFEST, Edition
from styrkort.blocks import Block, Line
from styrkort.changes import blocks_of, changes_of
from styrkort.disk.seals import UNSEALED, sealed
from styrkort.editions.asking import Statement
from styrkort.notebook import Notebook, parse, to_bytes
from styrkort.notebook.shape import names_in
from styrkort.outputs import Markdown
from styrkort.review.findings import Finding, accepted_of, blocking
from styrkort.runs.manifest import as_bytes
from styrkort.runs.products import Files, printed
from styrkort.workspace import Workspace

__all__ = ["Read", "approval_of", "edition_files"]


@dataclass(frozen=True, slots=True)
class Read:
    """Läst: one reading of what is to be published."""

    place: Workspace
    saved: bytes
    """The notebook's file, as it was when it was read."""
    notebook: Notebook
    manifest: dict[str, Any]
    """The run's."""
    findings: tuple[Finding, ...]


def approval_of(read: Read, statement: Statement, number: int) -> Approval:
    """The approval as it will stand in the edition; a reason only where something needed one."""
    stopped, names = blocking(read.findings), names_in(read.notebook)
    return Approval(
        number=number,
        by=statement.by,
        day=statement.day,
        dnr=statement.dnr,
        reason=statement.reason if stopped else "",
        in_spite_of=tuple(_noted(one, names) for one in stopped),
        accepted=tuple(_noted(one, names) for one in accepted_of(read.findings)),
        content=content_of(read.notebook, read.place.folder),
    )


def _noted(finding: Finding, names: Mapping[str, str]) -> Noted:
    """As a reader of the document sees it: values, not their names."""
    return Noted(
        kind=finding.kind.value,
        section=finding.section,
        place=finding.place,
        message=finding.message,
        quote=printed_words(finding.quote, names),
        reason=finding.accepted,
    )


def edition_files(read: Read, approval: Approval, before: Edition | None) -> Files:
    """Every file of the edition; ``before`` is the latest one, where there is one to be read."""
    place = read.place
    changes = _changes(read, before) if approval.number > 1 else ()
    notebook = to_bytes(frozen(read.notebook, approval, changes))
    documents, _ = printed(parse(notebook, place.notebook_name), place.stem, place.folder)
    files = {
        place.notebook.name: notebook,
        **documents,
        **{name: (place.folder / name).read_bytes() for name in _results(read)},
        **pictures_beside(read.notebook, place.folder),
    }
    hashes = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    own = {**as_data(approval, hashes), SEAL: UNSEALED}
    return {**files, MANIFEST: sealed(as_bytes({**read.manifest, KEY: own}), SEAL)}


def _results(read: Read) -> list[str]:
    """The results that the run left."""
    return [name for name in read.place.products if name in read.manifest["resultat"]]


def _changes(read: Read, before: Edition | None) -> Sequence[Block | Markdown]:
    earlier = before.notebook() if before else None
    if earlier is None:
        return (Line("Den förra utgåvans notebook finns inte kvar som den fastställdes."),)
    return blocks_of(changes_of(report_alone(earlier), report_alone(read.notebook)))
