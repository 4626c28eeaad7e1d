"""What a call shows, as Jupyter's outputs: one output a block, in every form it is read in."""

from dataclasses import dataclass, replace
from typing import Any

from styrkort.blocks import MIME, Block, Figure
from styrkort.labmarkup import for_jupyter, picture
from styrkort.markup import to_html, to_json, to_text

__all__ = ["Markdown", "Shown", "mime_bundle", "shown"]


@dataclass(frozen=True, slots=True)
class Markdown:
    """Words from the plan, shown as the markdown they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a call shows; Jupyter makes one output of each block."""

    blocks: tuple[Block | Markdown, ...]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for block in self.blocks:
            display(mime_bundle(block), raw=True)  # type: ignore[no-untyped-call]

    def __str__(self) -> str:
        return "\n\n".join(mime_bundle(block)["text/plain"] for block in self.blocks)


def mime_bundle(block: Block | Markdown) -> dict[str, Any]:
    """A block in every form that a notebook keeps: for exporters, for Jupyter, for a terminal."""
    if isinstance(block, Markdown):
        return {"text/markdown": block.text, "text/plain": block.text}
    bundle = {MIME: to_json(block), "text/html": _html(block), "text/plain": to_text(block)}
    return bundle | ({"image/svg+xml": block.svg} if isinstance(block, Figure) else {})


def _html(block: Block) -> str:
    """For Jupyter, which has room for the wide figure."""
    if isinstance(block, Figure):
        block = replace(block, svg=picture(block.svg, block.alt), narrow_svg="")
    return for_jupyter(to_html(block))


def shown(*blocks: Block | Markdown | None) -> Shown | None:
    """The blocks there are; nothing, not even an empty output, where there are none."""
    there = tuple(block for block in blocks if block is not None)
    return Shown(there) if there else None
