"""What a code cell displayed, as pieces of a document: a block of ours, or harmless HTML.

Of an output's forms the first that shows anything is taken; where none can be shown in a document
without scripts, a sentence says so.
"""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from styrkort.blocks import MIME, Block
from styrkort.markup import from_json, printable
from styrkort.render.findings import Findings
from styrkort.render.markdown import markdown_html
from styrkort.render.sanitise import sanitise, visible

__all__ = ["Piece", "output_pieces", "safe_html", "safe_markdown", "words_of"]

_ORDER: Final = (
    MIME, "text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg",
    "image/gif", "image/webp", "text/plain",
)  # fmt: skip
_NEEDS_SCRIPT: Final = ("application/javascript", "text/javascript")
_ANSI: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")
_DELIMITED: Final = re.compile(
    r"\s*(?:\$\$(?P<a>.+)\$\$|\$(?P<b>.+)\$|\\\[(?P<c>.+)\\\]|\\\((?P<d>.+)\\\)|"
    r"(?P<e>\\begin\{(?:equation|align|gather|multline|eqnarray|math|displaymath)\*?\}.+))\s*",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Either a block of ours, or HTML that is already harmless."""

    html: str = ""
    block: Block | None = None


def words_of(value: object) -> str:
    """Text as the notebook format holds it: one string, or a list of lines."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "".join(part for part in value if isinstance(part, str))
    return ""


def safe_markdown(source: str, cell: str, found: Findings) -> str:
    """Markdown as harmless HTML; what was left out is a finding."""
    return safe_html(markdown_html(printable(source)), cell, found)


def safe_html(html: str, cell: str, found: Findings) -> str:
    """Any HTML as harmless HTML; what was left out is a finding."""
    clean, lost = sanitise(html)
    if lost:
        found.add(cell, f"visas inte i dokumentet: {', '.join(f'<{tag}>' for tag in lost)}.")
    return clean


def output_pieces(
    outputs: Iterable[Any], cell: str, found: Findings, alt: str = ""
) -> Iterator[Piece]:
    """The pieces of a cell's outputs, in order; ``alt`` describes images that don't themselves."""
    for output in _joined_streams(outputs):
        match output.get("output_type"):
            case "stream":
                yield from _printed(words_of(output.get("text")))
            case "display_data" | "execute_result" | "pyout" | "update_display_data":
                yield from _displayed(output, cell, found, alt)
            case "error" | "pyerr":
                yield _error(output, cell, found)


def _joined_streams(outputs: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    """Outputs with neighbouring pieces of one stream as one: they were cut anywhere."""
    held: dict[str, Any] | None = None
    for output in outputs:
        if not isinstance(output, Mapping):
            continue
        if held and output.get("output_type") == "stream" and output.get("name") == held["name"]:
            held["text"] += words_of(output.get("text"))
            continue
        if held:
            yield held
        held = None
        if output.get("output_type") == "stream":
            held = {**output, "name": output.get("name"), "text": words_of(output.get("text"))}
        else:
            yield output
    if held:
        yield held


def terminal_text(text: str) -> str:
    """Text as a terminal ends up showing it: no colours, each line after its last return."""
    lines = _ANSI.sub("", text).replace("\r\n", "\n").split("\n")
    kept = (line.rstrip("\r").rpartition("\r")[2] for line in lines)
    return printable("\n".join(kept)).strip("\n")


def _printed(text: str) -> Iterator[Piece]:
    shown = terminal_text(text)
    if shown.strip():
        yield Piece(f"<pre>{escape(shown)}</pre>")


def _error(output: Mapping[str, Any], cell: str, found: Findings) -> Piece:
    found.add(cell, f"slutade med felet {words_of(output.get('ename')) or 'okänt'}.")
    trace = output.get("traceback")
    lines = "\n".join(words_of(line) for line in trace) if isinstance(trace, list | tuple) else ""
    text = lines or f"{words_of(output.get('ename'))}: {words_of(output.get('evalue'))}"
    return Piece(f"<pre>{escape(terminal_text(text))}</pre>")


def _displayed(output: Mapping[str, Any], cell: str, found: Findings, alt: str) -> Iterator[Piece]:
    data = output.get("data")
    # nbformat 3 kept the forms in the output itself, under short names.
    bundle = data if isinstance(data, Mapping) else {}
    metadata = output.get("metadata")
    described = metadata if isinstance(metadata, Mapping) else {}
    scripted = any(mime in bundle for mime in _NEEDS_SCRIPT)
    for mime in _ORDER[:-1] if scripted else _ORDER:
        if mime in bundle:
            piece = _form(mime, bundle[mime], described, cell, found, alt)
            if piece is not None:
                yield piece
                return
    if bundle:
        yield _not_shown(bundle, cell, found)


def _not_shown(bundle: Mapping[str, Any], cell: str, found: Findings) -> Piece:
    kinds = ", ".join(sorted(str(mime) for mime in bundle if mime != "text/plain"))
    if not kinds:
        return Piece()
    found.add(cell, f"innehåll som inte kan visas i dokumentet ({kinds}) är utelämnat.")
    return Piece(f"<p>Innehåll som inte kan visas här är utelämnat ({escape(kinds)}).</p>")


def _form(
    mime: str, value: object, described: Mapping[str, Any], cell: str, found: Findings, alt: str
) -> Piece | None:
    """One form of an output as a piece; None where it shows nothing."""
    if mime == MIME:
        return _own(value, cell, found)
    text = words_of(value)
    if mime == "text/html":
        html = safe_html(text, cell, found)
    elif mime == "text/markdown":
        html = safe_markdown(text, cell, found)
    elif mime == "text/latex":
        html = _formula(text)
    elif mime.startswith("image/"):
        html = _image(mime, text, described, alt)
    else:
        shown = terminal_text(text)
        html = f"<pre>{escape(shown)}</pre>" if shown.strip() else ""
    return Piece(html) if visible(html) else None


def _own(value: object, cell: str, found: Findings) -> Piece | None:
    """A block from its JSON form, never from the HTML beside it, which anyone may have edited."""
    try:
        block = from_json(value)
    except (ValueError, RecursionError):
        found.add(cell, "styrkorts egen utdata är ändrad för hand och kan inte läsas.")
        return None
    return Piece(block=block)


def _formula(text: str) -> str:
    """LaTeX that is a formula; other LaTeX (a table, say) is left to the output's other forms."""
    match = _DELIMITED.fullmatch(text)
    if match is None:
        return ""
    tex = next(group for group in match.groups() if group)
    kind = "inline" if match["b"] or match["d"] else "display"
    return f'<p><span class="math {kind}">{escape(printable(tex.strip()))}</span></p>'


def _image(mime: str, text: str, described: Mapping[str, Any], alt: str) -> str:
    """An image with what its metadata says of it; bytes are judged when it is resolved."""
    own = described.get(mime)
    told = {**described, **own} if isinstance(own, Mapping) else described
    words = next(
        (told[key] for key in ("alt", "description") if isinstance(told.get(key), str)), alt
    )
    sizes = "".join(
        f' {name}="{told[name]:.0f}"'
        for name in ("width", "height")
        if isinstance(told.get(name), int | float) and 0 < told[name] < 1e5
    )
    if mime == "image/svg+xml" and "<" in text:
        source = _data_uri_of_text(text)
    else:
        source = f"data:{mime};base64,{re.sub(r'[^A-Za-z0-9+/=]', '', text)}"
    return f'<p><img src="{source}" alt="{escape(words)}"{sizes}></p>'


def _data_uri_of_text(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode('utf-8', 'replace')).decode()}"
