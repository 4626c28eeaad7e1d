"""pandoc, for the one thing that is its alone: a TeX or MathML formula as Typst's maths."""

import json
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["binary", "tex_to_typst"]

_API = [1, 23]
_SECONDS = 20


@cache
def binary() -> str:
    """pandoc's own file; importing its wrapper would cost more than the call."""
    found = find_spec("pypandoc")
    for place in (found.submodule_search_locations or []) if found else []:
        for name in ("pandoc", "pandoc.exe"):
            path = Path(place) / "files" / name
            if path.exists():
                return str(path)
    return "pandoc"


def tex_to_typst(formulas: tuple[str, ...]) -> tuple[str, ...]:
    """Each TeX formula as Typst code between dollar signs, or empty where pandoc can't read it.

    One call for all; nothing is read from or fetched by pandoc (``--sandbox``).
    """
    if not formulas:
        return ()
    written = _run(formulas)
    if len(written) == len(formulas):
        return written
    if len(formulas) == 1:
        return ("",)
    # One formula upset the rest (a blank line inside it): each by itself.
    return tuple(tex_to_typst((formula,))[0] for formula in formulas)


def _run(formulas: tuple[str, ...]) -> tuple[str, ...]:
    blocks = [
        {"t": "Para", "c": [{"t": "Math", "c": [{"t": "InlineMath"}, formula]}]}
        for formula in formulas
    ]
    document = {"pandoc-api-version": _API, "meta": {}, "blocks": blocks}
    command = [binary(), "-f", "json", "-t", "typst", "--wrap=none", "--sandbox", "--quiet"]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(document).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    paragraphs = done.stdout.decode("utf-8", "replace").strip().split("\n\n")
    return tuple(_formula(paragraph) for paragraph in paragraphs)


def _formula(paragraph: str) -> str:
    """The formula on one line, or empty where pandoc wrote the TeX out as words instead."""
    line = " ".join(paragraph.split("\n")).strip()
    return line if len(line) > 2 and line.startswith("$") and line.endswith("$") else ""
