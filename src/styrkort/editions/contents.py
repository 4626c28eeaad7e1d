"""Whether an edition's files are those approved, and its documents what its notebook gives."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from styrkort.approval.content import content_of
from styrkort.approval.freezing import about_cells, frozen
from styrkort.approval.model import SEAL, Approval, day_in_words
from styrkort.approval.shelf import MANIFEST, Edition
from styrkort.disk.obstacles import EDITIONS
from styrkort.disk.seals import untouched
from styrkort.editions.findings import Checked
from styrkort.errors import InputError
from styrkort.notebook import Notebook, check_names, parse
from styrkort.runs.manifest import versions
from styrkort.runs.products import printed

__all__ = ["contents_checked", "files_checked"]

_OF_THE_SYSTEM: Final = ("Thumbs.db", "desktop.ini")
"""What file managers leave in folders; so is all that begins with a full stop."""


def files_checked(edition: Edition) -> Checked:
    """Every file against its hash in the manifest, and what is missing or doesn't belong."""
    hashes = edition.hashes
    wrong = [*_wrong(edition.folder, hashes), *_foreign(edition.folder, {*hashes, MANIFEST})]
    if not untouched(_content(edition, MANIFEST), SEAL):
        wrong.insert(0, f"{MANIFEST} är ändrad sedan utgåvan gjordes.")
    place, number = edition.folder.resolve(), str(edition.approval.number)
    if place.parent.name == EDITIONS and place.name != number:
        wrong.append(f"mappen heter {place.name}, men det är utgåva {number}.")
    if not hashes:
        wrong.insert(0, f"{MANIFEST} säger inte vilka filer utgåvan har.")
    well = () if wrong else (f"alla {len(hashes)} är de som fastställdes.",)
    return Checked("Filerna", well, tuple(wrong))


def _wrong(folder: Path, hashes: dict[str, str]) -> Iterator[str]:
    for name, sha256 in hashes.items():
        try:
            content = (folder / name).read_bytes()
        except FileNotFoundError:
            yield f"{name} saknas."
        except OSError:
            yield f"{name} går inte att läsa."
        else:
            if hashlib.sha256(content).hexdigest() != sha256:
                yield f"{name} är ändrad sedan utgåvan gjordes."


def _foreign(folder: Path, known: set[str]) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in Path(name).parts)
        if path.is_dir() or hidden or path.name in _OF_THE_SYSTEM or name in known:
            continue
        yield f"{name} hör inte till utgåvan."


def contents_checked(edition: Edition) -> Checked:
    """The words and numbers against their checksum, and HTML and PDF against the notebook."""
    try:
        name = edition.notebook_file
        notebook = parse((edition.folder / name).read_bytes(), name)
        check_names(notebook)
    except (InputError, OSError) as error:
        why = str(error) if isinstance(error, InputError) else "notebooken går inte att läsa."
        return Checked("Innehållet", (), (why,))
    differences = [*_content_differences(edition, notebook)]
    said = [] if differences else ["ord och siffror är de som fastställdes."]
    exact, unlike = _documents_compared(edition, notebook)
    return Checked("Innehållet", (*said, *exact), (*differences, *unlike))


def _content_differences(edition: Edition, notebook: Notebook) -> Iterator[str]:
    approval = edition.approval
    if content_of(notebook, edition.folder) != approval.content:
        yield "ord eller siffror i notebooken är inte de som fastställdes."
    if not _says_the_same(edition, notebook):
        yield (
            f"{MANIFEST} och notebookens sida ”Om utgåvan” säger inte samma sak om vem, när eller "
            "vad som fastställdes."
        )


def _says_the_same(edition: Edition, notebook: Notebook) -> bool:
    """Whether the edition's own pages say what the manifest does.

    Another version of styrkort may have worded them otherwise: then whether they hold it all.
    """
    approval, pages = edition.approval, about_cells(notebook)
    if pages == about_cells(frozen(notebook, approval)):
        return True
    if not _other_versions(edition):
        return False
    said = _one_spaced(
        "".join(output["data"].get("text/plain", ""))
        for page in pages
        for output in page.get("outputs", ())
        if isinstance(output.get("data"), Mapping)
    )
    days = (day_in_words(approval.day), approval.day.isoformat())
    return any(_one_spaced([day]) in said for day in days) and all(
        _one_spaced([text]) in said for text in _printed_of(approval)
    )


def _printed_of(approval: Approval) -> Iterator[str]:
    yield from (str(approval.number), approval.by, approval.dnr, approval.reason, approval.content)
    for noted in approval.in_spite_of:
        yield from (noted.message, noted.quote, noted.section)


def _one_spaced(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())


def _documents_compared(
    edition: Edition, notebook: Notebook
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What could be said of HTML and PDF, and how they differ from what the notebook gives."""
    stem = edition.notebook_file.removesuffix(".ipynb")
    made, _ = printed(notebook, stem, edition.folder)
    unlike = [name for name, content in made.items() if _content(edition, name) != content]
    if not unlike:
        return ("HTML och PDF är vad notebooken ger.",), ()
    other = _other_versions(edition)
    if not other:
        return (), tuple(f"{name} är inte vad notebooken ger." for name in unlike)
    return _by_their_words(edition, made, stem, other)


def _by_their_words(
    edition: Edition, made: dict[str, bytes], stem: str, other: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where other versions made the documents, only their words can be compared."""
    page = f"{stem}.html"
    inexact = (
        f"HTML och PDF kan inte jämföras exakt, för de är gjorda med andra versioner ({other})"
    )
    if _words(_content(edition, page)) == _words(made[page]):
        return (f"{inexact}. Orden i HTML är de som notebooken ger.",), ()
    return (f"{inexact}.",), (f"orden i {page} är inte de som notebooken ger.",)


def _words(page: bytes) -> list[str]:
    from styrkort.render.tree import fragment, text_of

    body = page.decode("utf-8", "replace").partition("<body")[2]
    return text_of(fragment(f"<div{body}")).split()


def _content(edition: Edition, name: str) -> bytes:
    try:
        return (edition.folder / name).read_bytes()
    except OSError:
        return b""


def _other_versions(edition: Edition) -> str:
    """The libraries that were another version then: "typst 0.14.0, nu 0.15.2"; or empty."""
    then, now = edition.manifest.get("versioner"), versions()
    if not isinstance(then, dict):
        return "okända"
    return ", ".join(
        f"{name} {then.get(name, 'saknades')}, nu {now.get(name, 'saknas')}"
        for name in {**then, **now}
        if then.get(name) != now.get(name)
    )
