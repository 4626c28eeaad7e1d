"""Pictures from a notebook as files that Typst can draw; what it can't is redrawn or left out."""

import base64
import binascii
import hashlib
import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from lxml import etree

from styrkort.render.tree import cut

__all__ = ["Drawing", "drawable"]

_DATA: Final = re.compile(r"data:([^;,]*)((?:;[^,]*)?),(.*)", re.DOTALL)
_PIXEL_LIMIT: Final = 60_000_000
_POINTS: Final = 0.75
"""A CSS pixel in points."""
_LENGTH: Final = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(px|pt|in|cm|mm|pc)?\s*")
_UNITS: Final = {None: 0.75, "px": 0.75, "pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12}
_KEPT_MODES: Final = frozenset(("1", "L", "LA", "P", "RGB", "RGBA"))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture file, and its natural size in points."""

    name: str
    """The content's hash and kind, so that equal notebooks make equal documents."""
    data: bytes
    width: float
    height: float


def drawable(source: str) -> Drawing | None:
    """An img's data URI or an svg's text as a file; None where nobody could draw it."""
    kind, data = _content(source)
    if not data:
        return None
    if b"<svg" in data[:4000] or kind == "image/svg+xml":
        return _svg(data)
    return _raster(data)


def _content(source: str) -> tuple[str, bytes]:
    if source.lstrip().startswith("<"):
        return "image/svg+xml", source.encode()
    match = _DATA.fullmatch(source.strip())
    if match is None:
        return "", b""
    try:
        raw = unquote_to_bytes(match[3])
        if ";base64" in match[2].lower():
            raw = base64.b64decode(re.sub(rb"\s+", b"", raw) + b"==")
    except (ValueError, binascii.Error):
        return "", b""
    return match[1].strip().lower(), raw


def _named(data: bytes, suffix: str, width: float, height: float) -> Drawing:
    return Drawing(f"{hashlib.sha256(data).hexdigest()[:24]}.{suffix}", data, width, height)


def _svg(data: bytes) -> Drawing | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or etree.QName(root).localname != "svg":
        return None
    _without_references(root)
    if root.tag == "svg":  # an HTML parser drops the namespace, and without it nothing is drawn
        root = etree.fromstring(_with_namespace(etree.tostring(root)), parser)
    return _named(
        etree.tostring(root), "svg", *_svg_size({str(k): str(v) for k, v in root.attrib.items()})
    )


def _with_namespace(text: bytes) -> bytes:
    return text.replace(b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg"', 1)


def _without_references(root: etree._Element) -> None:
    """Drops what a drawing may not do here: scripts, foreign content, and files from elsewhere."""
    for node in list(root.iter()):
        name = etree.QName(node).localname if isinstance(node.tag, str) else "script"
        if name in ("script", "foreignObject", "iframe") and node.getparent() is not None:
            cut(node)
            continue
        for key in list(node.attrib):
            local = str(key).rsplit("}", 1)[-1]
            value = str(node.get(key) or "").strip()
            if local == "href" and not value.startswith(("#", "data:image/")):
                del node.attrib[key]


def _svg_size(attributes: Mapping[str, str]) -> tuple[float, float]:
    """A drawing's natural width and height, from its own or its viewBox."""
    box = re.findall(r"-?[\d.]+(?:e-?\d+)?", str(attributes.get("viewBox", "")))
    seen = [float(side) * _POINTS for side in box[2:4]] if len(box) == 4 else [360.0, 240.0]
    sides = [_points(str(attributes.get(name, ""))) for name in ("width", "height")]
    width, height = (own or other for own, other in zip(sides, seen, strict=True))
    return max(width, 1.0), max(height, 1.0)


def _points(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _UNITS[match[2]] if match else 0.0


def _raster(data: bytes) -> Drawing | None:
    """PNG, JPEG, GIF and WebP as they are where that is safe, else redrawn as PNG."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > _PIXEL_LIMIT:
                    return None
                image.load()
                size = image.width * _POINTS, image.height * _POINTS
                if image.format in ("PNG", "JPEG") and image.mode in _KEPT_MODES:
                    return _named(data, image.format.lower().replace("jpeg", "jpg"), *size)
                redrawn = image.convert("RGBA" if "A" in image.getbands() else "RGB")
                out = io.BytesIO()
                redrawn.save(out, "PNG")
                return _named(out.getvalue(), "png", *size)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        return None
