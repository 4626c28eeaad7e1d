"""What the stock notebook's setup cell ends with: figures as PNG, and nothing else of our own.

nbconvert's PDF can't take SVG. matplotlib draws the marks of our wide figures, each once.
"""

from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from styrkort import figures, outputs
from styrkort.drawing import bars
from styrkort.drawing.canvas import Box, Disc, Mark, Rule, Sign, Words
from styrkort.drawing.layout import WIDE
from styrkort.palette import LIGHT
from styrkort.views import picture

OURS = outputs.mime_bundle


def as_png(marks: Iterable[Mark], size: tuple[float, float]) -> str:
    """The marks as PNG in base64; nothing for a narrow sheet, which stock has no use for."""
    if size[0] < WIDE.width:
        return ""
    sheet = Figure(figsize=(size[0] / 72, size[1] / 72), dpi=144)
    axes = sheet.add_axes((0, 0, 1, 1), xlim=(0, size[0]), ylim=(size[1], 0))
    axes.axis("off")
    for mark in marks:
        draw(axes, mark)
    out = BytesIO()
    FigureCanvasAgg(sheet).print_png(out)
    return b64encode(out.getvalue()).decode()


def draw(axes: Any, mark: Mark) -> None:
    """One mark."""
    match mark:
        case Box(x, y, width, height, colour):
            axes.add_patch(Rectangle((x, y), width, height, color=LIGHT[colour], linewidth=0))
        case Rule(x1, y1, x2, y2, colour, weight):
            axes.plot((x1, x2), (y1, y2), color=LIGHT[colour], linewidth=weight)
        case Disc(x, y, radius, fill, colour, weight):
            paint = {"facecolor": LIGHT[fill], "edgecolor": LIGHT[colour], "linewidth": weight}
            axes.add_patch(Circle((x, y), radius, **paint))
        case Words(x, y, text, size, colour, bold):
            weight = "bold" if bold else "normal"
            axes.text(x, y, text, size=size, color=LIGHT[colour], weight=weight)
        case Sign(_, x, y, size):
            axes.add_patch(Circle((x + size / 2, y + size / 2), size / 2))


def stock_bundle(block: Any) -> dict[str, Any]:
    """What stock tools can show of a block."""
    bundle = OURS(block)
    forms = ("text/html", "text/markdown", "text/plain")
    png = {"image/png": block.svg} if "image/svg+xml" in bundle else {}
    return {form: bundle[form] for form in forms if form in bundle} | png


for module in (figures, bars, picture):
    module.svg = as_png  # type: ignore[attr-defined]
outputs.mime_bundle = stock_bundle
