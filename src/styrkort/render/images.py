"""Every image inside the document itself, with an alternative text; nothing is ever fetched."""

import base64
import binascii
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from styrkort.render.findings import Findings
from styrkort.render.outputs import words_of
from styrkort.render.tree import Element, make
from styrkort.render.vector import harmless_svg

__all__ = ["Attachments", "resolve_images"]

Attachments = Mapping[str, Mapping[str, Any]]
"""Cell id → that cell's attachments: name → MIME type → base64."""

_DATA: Final = re.compile(r"data:([^;,]*)((?:;[^,;]*)*),(.*)", re.DOTALL | re.IGNORECASE)
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def resolve_images(
    root: Element, attachments: Attachments, folder: Path | None, found: Findings
) -> None:
    """Give each image a data: URI and a description, or put words in its place."""
    for number, image in enumerate(list(root.iter("img")), start=1):
        source = (image.get("src") or "").strip()
        content = _content(source, image, attachments, folder)
        if content is None:
            _put_words(image, source, found)
            continue
        image.set("src", content)
        if not (image.get("alt") or "").strip():
            image.set("alt", f"Bild {number} utan beskrivning")
            found.at(image, "en bild saknar alternativtext. Skriv vad den visar.")


def _content(
    source: str, image: Element, attachments: Attachments, folder: Path | None
) -> str | None:
    """The image as a data: URI, or None where there is none to be had inside the notebook."""
    if source.lower().startswith("data:"):
        return _checked(_decoded(source))
    if source.startswith("attachment:"):
        return _checked(_attached(unquote(source.partition(":")[2]), image, attachments))
    if not source or re.match(r"[a-z][a-z0-9+.-]*:|//", source, re.IGNORECASE):
        return None
    return _checked(_beside(unquote(source.partition("?")[0].partition("#")[0]), folder))


def _decoded(source: str) -> bytes:
    match = _DATA.fullmatch(source)
    if match is None:
        return b""
    if "base64" in match[2].lower():
        return _bytes_of(unquote(match[3]))
    return unquote(match[3]).encode("utf-8", "replace")


def _bytes_of(text: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s", "", text), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _attached(name: str, image: Element, attachments: Attachments) -> bytes:
    """The cell's own attachment; vector before raster, as nbconvert chooses."""
    cell = next((node.get("data-cell") for node in image.iterancestors("div", "section")
                 if node.get("data-cell") is not None), "")  # fmt: skip
    forms = attachments.get(cell or "", {}).get(name)
    if not isinstance(forms, Mapping):
        return b""
    for mime in ("image/svg+xml", "image/png", "image/jpeg", *forms):
        if mime in forms:
            return _bytes_of(words_of(forms[mime]))
    return b""


def _beside(name: str, folder: Path | None) -> bytes:
    """A file in the notebook's folder or below it; no path leads out."""
    if folder is None or not name:
        return b""
    try:
        home = folder.resolve()
        path = (home / name).resolve()
        return path.read_bytes() if path.is_relative_to(home) and path.is_file() else b""
    except (OSError, ValueError):
        return b""


def _checked(content: bytes) -> str | None:
    """The bytes as a data: URI by what they are, not by what they were called."""
    for magic, mime in _MAGIC:
        if content.startswith(magic):
            return _uri(mime, content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _uri("image/webp", content)
    drawing = harmless_svg(content.decode("utf-8", "replace").lstrip("\ufeff \t\r\n"))
    return None if drawing is None else _uri("image/svg+xml", drawing.encode())


def _uri(mime: str, content: bytes) -> str:
    return f"data:{mime};base64,{base64.b64encode(content).decode()}"


def _put_words(image: Element, source: str, found: Findings) -> None:
    """Words in the place of an image that isn't here; a link where it is an address on the web."""
    alt = (image.get("alt") or "").strip()
    remote = re.match(r"(?:https?:)?//", source, re.IGNORECASE)
    if remote:
        found.at(image, f"bilden {source} hämtas inte. Spara den bredvid notebooken.")
        inside_link = next(image.iterancestors("a"), None) is not None
        words = f"Bild: {alt or source}"
        address = source if source.lower().startswith("http") else f"https:{source}"
        note = make("span", words) if inside_link else make("a", words, href=address)
    else:
        name = source if len(source) < 80 and not source.startswith("data:") else ""
        found.at(image, f"bilden {name or 'i cellen'} går inte att läsa.")
        note = make("span", f"[Bild saknas: {alt or name or 'okänd'}]")
    note.tail = image.tail
    image.getparent().replace(image, note)
