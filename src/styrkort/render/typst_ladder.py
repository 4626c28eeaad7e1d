"""What Typst refuses is found and printed more plainly, so that no words make a PDF fail.

PDF/UA-1 and PDF/A-2a are never switched off. The ladder: the document as written; without the
formulas and pictures that can't be drawn; without the form of the pieces that fail; words alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from styrkort.render.typeset import RefusedError, Room
from styrkort.render.typst_inline import Ink
from styrkort.render.typst_layout import source_of
from styrkort.render.typst_pieces import Piece, blunt, plain
from styrkort.render.typst_source import Page
from styrkort.render.typst_text import literal

__all__ = ["Made", "compiled"]


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF that Typst granted, what it was made of, and what was lost on the way there."""

    data: bytes
    pieces: tuple[Piece, ...]
    page: Page
    findings: tuple[str, ...] = ()


def compiled(written: Callable[[Ink], list[Piece]], ink: Ink, page: Page, place: Room) -> Made:
    """The PDF, each piece in the best form that Typst takes."""
    whole = written(ink)
    try:
        return Made(place.pdf(source_of(whole, page).text), tuple(whole), page)
    except RefusedError:
        drawn = _drawn(ink, place)
        findings = _lost(ink, drawn)
        return _pieces_mended(written(drawn), page, place, findings)


def _lost(before: Ink, after: Ink) -> tuple[str, ...]:
    formulas = [tex for tex in before.formulas if tex not in after.formulas]
    pictures = len(before.pictures) - len(after.pictures)
    found = [
        f"PDF: formeln {tex[:60]} kan inte sättas och visas som den är skriven." for tex in formulas
    ]
    if pictures:
        found.append(f"PDF: {pictures} bild(er) kan inte ritas; alternativtexten står i stället.")
    return tuple(found)


def _pieces_mended(
    whole: Sequence[Piece], page: Page, place: Room, findings: tuple[str, ...]
) -> Made:
    """Pieces that Typst refuses are printed as plain words: those it names, else all."""
    now = list(whole)
    for _ in range(len(whole) + 1):
        made = source_of(now, page)
        try:
            return Made(place.pdf(made.text), tuple(now), page, findings)
        except RefusedError as refused:
            named = {made.places[line] for line in refused.lines if line in made.places}
            fresh = {n for n in named if now[n] == whole[n] and now[n] != plain(whole[n])}
            fresh = fresh or _failing_alone(now, whole, page, place)
        if not fresh:
            break
        for number in sorted(fresh):
            now[number] = plain(whole[number])
            findings += (_plainly(whole[number]),)
    return _all_plain(whole, page, place, findings)


def _failing_alone(
    now: Sequence[Piece], whole: Sequence[Piece], page: Page, place: Room
) -> set[int]:
    """Pieces that Typst refuses though all others are plain."""
    words = [plain(piece) for piece in whole]
    rich = {str(n): "" for n in range(len(whole)) if now[n] == whole[n]}

    def compose(chosen: Mapping[str, str]) -> str:
        mixed = [whole[n] if str(n) in chosen else words[n] for n in range(len(whole))]
        return source_of(mixed, page).text

    return {int(name) for name in _culprits(rich, compose, place)} if len(rich) > 1 else set()


def _plainly(piece: Piece) -> str:
    said = " ".join(piece.words.split())[:60]
    return f"PDF: stycket ”{said}” kan inte sättas som det är och står som ren text."


def _all_plain(whole: Sequence[Piece], page: Page, place: Room, findings: tuple[str, ...]) -> Made:
    """Every piece as plain words, at last in letters that nothing refuses."""
    simple = replace(page, facts=None, levels=())
    findings += ("PDF: dokumentet kan inte sättas som det är och står som ren text.",)
    words = tuple(plain(piece) for piece in whole)
    try:
        return Made(place.pdf(source_of(words, simple).text), words, simple, findings)
    except RefusedError:
        words = tuple(blunt(piece) for piece in whole)
        return Made(place.pdf(source_of(words, simple).text), words, simple, findings)


def _drawn(ink: Ink, place: Room) -> Ink:
    """The ink without the formulas and pictures that Typst can't draw."""
    formulas = {tex: f'#display("-", {code})' for tex, code in ink.formulas.items()}
    pictures = {
        text: f'#image({literal(picture.file)}, alt: "-", width: 50pt)'
        for text, picture in ink.pictures.items()
    }
    bad = _culprits({**formulas, **pictures}, _trial, place)
    return replace(
        ink,
        formulas={tex: code for tex, code in ink.formulas.items() if tex not in bad},
        pictures={text: file for text, file in ink.pictures.items() if text not in bad},
    )


def _trial(snippets: Mapping[str, str]) -> str:
    """A document of nothing but these."""
    head = '#import "styrkort.typ": *\n#show: report.with(title: "-", date: auto)\n'
    return head + "\n\n".join(snippets.values())


def _culprits(
    sources: Mapping[str, str], compose: Callable[[Mapping[str, str]], str], into: Room
) -> frozenset[str]:
    """Which of the named snippets Typst refuses, each tried alone only if all together fail."""

    def accepted(names: tuple[str, ...]) -> bool:
        try:
            into.pdf(compose({name: sources[name] for name in names}))
        except RefusedError:
            return False
        return True

    def bad(names: tuple[str, ...]) -> frozenset[str]:
        if not names or accepted(names):
            return frozenset()
        if len(names) == 1:
            return frozenset(names)
        half = len(names) // 2
        return bad(names[:half]) | bad(names[half:])

    return bad(tuple(sources))
