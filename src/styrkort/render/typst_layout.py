"""Pieces in order on their pages: title block, contents, parts, and what stands side by side."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from styrkort.blocks import Counts, Facts, Figure, Line, Steps, Table
from styrkort.render.typst_blocks import counts_code
from styrkort.render.typst_heights import PAGE, height
from styrkort.render.typst_pairs import beside_code, is_pair, shares
from styrkort.render.typst_pieces import Piece
from styrkort.render.typst_source import Page, Setting, Source, setting_for
from styrkort.render.typst_text import plain_words

__all__ = ["source_of"]

_SMALL = 0.5
"""Of a page: what is estimated to be less surely fits on one."""
_WHOLE = 0.5
"""Of a page: a section that is estimated to be less begins on the next one rather than split."""
_TABLE = 0.4
"""Of a page: a table that is estimated to be less isn't split."""
_FIRST_ROWS = 110.0
"""Points that a table's heads and first rows take: a perspective begins where they fit too."""
_PART = 0.35
"""Of a page: what must be left of it for a part to begin there that is longer than one."""
_ABOVE = "28pt * slack"
"""Above a part's heading."""
_LEAD = 300
"""Signs of text that may lead in what follows it."""
_SHORT = 900
"""Signs of text that a perspective may have and still stand beside its neighbour."""


Numbered = tuple[int, Piece]


def source_of(pieces: Sequence[Piece], page: Page, setting: Setting | None = None) -> Source:
    """The whole document; the first piece is its title."""
    setting = setting or setting_for(pieces)
    source = Source()
    source.add(f'#import "{"close" if setting.close else "styrkort"}.typ": *')
    source.add(page.preamble)
    source.add(f"#show: report.with({page.settings})")
    source.add("#{")
    numbered = list(enumerate(_led_in(pieces)))
    if page.facts is not None:
        _report(source, numbered, page, setting)
    else:
        _plain_document(source, numbered, page.levels)
    source.add("}")
    return source


def _led_in(pieces: Sequence[Piece]) -> Iterable[Piece]:
    """The pieces, a short text between a heading and a block on the same page as both."""
    for n, piece in enumerate(pieces):
        between = 0 < n < len(pieces) - 1 and pieces[n - 1].kind == "heading"
        words = piece.kind == "prose" or isinstance(piece.block, Line)
        short = words and len(piece.words) <= _LEAD
        if between and short and pieces[n + 1].kind == "block":
            yield replace(piece, code=piece.code.replace("prose(", "prose(sticky: true, ", 1))
        else:
            yield piece


def _all(source: Source, pieces: Iterable[Numbered]) -> None:
    for number, piece in pieces:
        source.add(piece.code, number)


def _plain_document(source: Source, pieces: list[Numbered], levels: tuple[int, ...]) -> None:
    """Somebody else's notebook: its first heading, the contents, then everything as it comes."""
    _all(source, pieces[:1])
    if levels:
        source.add(f"contents({_levels(levels)})")
    _all(source, pieces[1:])


def _levels(levels: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, levels))})"


def _report(source: Source, pieces: list[Numbered], page: Page, setting: Setting) -> None:
    """Title, introduction and parts; an edition's own pages begin one, and share it if they fit."""
    if page.facts is not None:
        _title(source, page.facts, pieces[0])
    front, parts = _split(pieces[1:], 2)
    _all(source, front)
    for n, part in enumerate(parts):
        if n == 0:
            _introduction(source, part, page.levels)
            continue
        follows = parts[n - 1][0][1].apart
        if (part[0][1].apart and not follows) or (n == 1 and _height(part) > PAGE * _SMALL):
            source.add("pagebreak(weak: true)")
        elif setting.parts_apart or follows:
            whole = _height(part)
            needed = whole if whole < PAGE else PAGE * _PART
            source.add(f"enough({needed:.0f}pt, above: {_ABOVE}, own: {_ABOVE})")
        _part(source, part)


def _split(pieces: list[Numbered], level: int) -> tuple[list[Numbered], list[list[Numbered]]]:
    """What stands before the first heading of this level, and what each such heading begins."""
    starts = [n for n, (_, p) in enumerate(pieces) if p.kind == "heading" and p.level <= level]
    ends = [*starts[1:], len(pieces)]
    parts = [pieces[a:b] for a, b in zip(starts, ends, strict=False)]
    return pieces[: starts[0]] if starts else pieces, parts


def _title(source: Source, facts: Facts, heading: Numbered) -> None:
    pairs = "".join(f"({plain_words(a)}, {plain_words(b)}), " for a, b in facts.facts)
    kicker, division = plain_words(facts.kicker), plain_words(facts.division)
    source.add(f"title-block({kicker}, {division}, ({pairs}), {{")
    source.add(heading[1].code, heading[0])
    source.add("})")


def _height(pieces: Iterable[Numbered]) -> float:
    return height(piece for _, piece in pieces)


def _kept(
    source: Source, pieces: Sequence[Numbered], above: str, write: Callable[[], None]
) -> None:
    """What ``write`` adds stays on one page; where that may not be possible Typst is asked."""
    fits = _height(pieces) < PAGE * _SMALL
    source.add(f"{'keep' if fits else 'keep-if-it-fits'}(above: {above}, {{")
    write()
    source.add("})")


def _introduction(source: Source, part: list[Numbered], levels: tuple[int, ...]) -> None:
    """The contents stand beside the text, down to the first thing that is wider than it."""
    wide = next((n for n, (_, p) in enumerate(part) if _is_wide(p)), len(part))
    if levels:
        source.add(f"contents-beside({_levels(levels)}, {{")
        _all(source, part[:wide])
        source.add("})")
    else:
        _all(source, part[:wide])
    _all(source, part[wide:])


def _is_wide(piece: Piece) -> bool:
    return piece.kind == "wide" or isinstance(piece.block, Table | Figure | Steps)


def _part(source: Source, part: list[Numbered]) -> None:
    """A part's own pieces, then its sections; perspectives without tables side by side."""
    front, sections = _split(part[1:], 3)
    _run(source, [*part[:1], *front])
    while sections:
        if len(sections) > 1 and _is_short(sections[0]) and _is_short(sections[1]):
            source.add("side-by-side({")
            _perspective(source, sections[0], beside=True)
            source.add("}, {")
            _perspective(source, sections[1], beside=True)
            source.add("})")
            sections = sections[2:]
            continue
        (_perspective if sections[0][0][1].ruled else _section)(source, sections[0])
        sections = sections[1:]


def _section(source: Source, section: list[Numbered]) -> None:
    """A section without counts; one of words and a small table stays on one page."""
    tables = sum(isinstance(piece.block, Table) for _, piece in section)
    if tables == 1 and _height(section) < PAGE * _WHOLE:
        _kept(source, section, "13pt", partial(_run, source, section))
    else:
        _run(source, section)


def _counts(section: list[Numbered]) -> Counts | None:
    return next((p.block for _, p in section if isinstance(p.block, Counts)), None)


def _is_short(section: list[Numbered]) -> bool:
    """Whether a section is a perspective of a little running text and nothing else."""
    texts = [p for _, p in section[1:] if not isinstance(p.block, Counts)]
    signs = sum(len(p.words) for p in texts)
    alone = all(p.kind in ("prose", "mark") for p in texts)
    return section[0][1].ruled and signs <= _SHORT and alone


def _perspective(source: Source, section: list[Numbered], beside: bool = False) -> None:
    counts = _counts(section)
    number, heading = section[0]
    title = f"perspective({heading.code}, {counts_code(counts) if counts else '[]'})"
    rest = [item for item in section[1:] if not isinstance(item[1].block, Counts)]
    table = next((n for n, (_, p) in enumerate(rest) if isinstance(p.block, Table)), None)
    cut = len(rest) if beside else 1 if table is None else table + 1
    if beside:
        rest = [(n, replace(p, code=p.code.replace("prose(", "narrow(", 1))) for n, p in rest]

    front = [section[0], *rest[:cut]]

    def write() -> None:
        source.add(title, number)
        _all(source, rest[:cut])

    if table is not None and _height(front) >= PAGE * _SMALL:
        needed = _height(front[:-1]) + _FIRST_ROWS
        source.add(f"enough({needed:.0f}pt)")
        write()
    else:
        _kept(source, front, "24pt", write)
    _run(source, rest[cut:])


def _run(source: Source, pieces: list[Numbered]) -> None:
    """Pieces in order: keys in pairs side by side, comments unbroken."""
    while pieces:
        (number, piece), rest = pieces[0], pieces[1:]
        if rest and is_pair(piece, rest[0][1]):
            _beside(source, pieces[0], rest[0])
            rest = rest[1:]
        elif piece.kind == "comment":
            _kept(source, [(number, piece)], "15pt", partial(source.add, piece.code, number))
        elif isinstance(piece.block, Table) and _height([pieces[0]]) < PAGE * _TABLE:
            above = "17pt" if piece.block.caption_shown else "9pt"
            whole = pieces[: 1 + (bool(rest) and rest[0][1].tail)]
            _kept(source, whole, above, partial(_all, source, whole))
            rest = pieces[len(whole) :]
        else:
            _all(source, [pieces[0]])
        pieces = rest


def _beside(source: Source, *pair: Numbered) -> None:
    """Two tables side by side."""
    whole = "true" if max(_height([one]) for one in pair) < PAGE * _SMALL else "false"
    widths = ", ".join(shares(*(piece for _, piece in pair)))
    source.add(f"side-by-side(shares: ({widths}), whole: {whole}, {{")
    for n, (number, piece) in enumerate(pair):
        if n:
            source.add("}, {")
        source.add(beside_code(piece), number)
    source.add("})")
