"""TeX formulas as MathML, which a browser draws and reads aloud; all of a document in one call."""

import json
import re
import subprocess
from typing import Final

from styrkort.render.findings import Findings
from styrkort.render.pandoc import binary
from styrkort.render.tree import Element, fragment

__all__ = ["render_maths"]

_API: Final = [1, 23]
_SECONDS: Final = 20
_MATHML: Final = frozenset(
    {
        *("math", "semantics", "annotation", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace"),
        *("msup", "msub", "msubsup", "mover", "munder", "munderover", "mfrac", "msqrt", "mroot"),
        *("mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose", "mfenced"),
        *("mmultiscripts", "mprescripts", "none", "merror"),
    }
)
_UNSAFE: Final = re.compile(r"on.*|href|src|style|id|class|xlink:.*|xml:.*", re.IGNORECASE)


def render_maths(root: Element, found: Findings) -> None:
    """Fill each ``span.math`` with MathML and keep its TeX in ``data-tex``.

    Where pandoc can't read a formula its TeX stands, readable, and that is a finding.
    """
    spans = [span for span in root.iter("span") if "math" in span.get("class", "").split()]
    formulas = tuple((span.text_content().strip(), _is_display(span)) for span in spans)
    for span, (tex, _), mathml in zip(spans, formulas, _converted(formulas), strict=True):
        tail = span.tail
        span.clear()
        span.tail = tail
        span.set("class", "math display" if _ else "math inline")
        span.set("data-tex", tex)
        formula = _formula(mathml)
        if formula is None:
            span.text = tex
            found.at(span, f"formeln {tex[:60]} kan inte sättas och visas som text.")
        else:
            formula.set("alttext", tex)
            span.append(formula)


def _is_display(span: Element) -> bool:
    return "display" in span.get("class", "").split()


def _converted(formulas: tuple[tuple[str, bool], ...]) -> tuple[str, ...]:
    """Each formula's MathML, or empty; nothing is read or fetched by pandoc (``--sandbox``)."""
    if not formulas:
        return ()
    written = _run(formulas)
    if len(written) == len(formulas):
        return written
    if len(formulas) == 1:
        return ("",)
    return tuple(_converted((formula,))[0] for formula in formulas)


def _run(formulas: tuple[tuple[str, bool], ...]) -> tuple[str, ...]:
    blocks = [
        {"t": "Div", "c": [["", ["f"], []], [{"t": "Para", "c": [_math(tex, display)]}]]}
        for tex, display in formulas
    ]
    document = {"pandoc-api-version": _API, "meta": {}, "blocks": blocks}
    command = [
        binary(),
        "-f",
        "json",
        "-t",
        "html",
        "--mathml",
        "--wrap=none",
        "--sandbox",
        "--quiet",
    ]
    try:
        done = subprocess.run(
            command, input=json.dumps(document).encode(), capture_output=True, timeout=_SECONDS,
            check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ()
    text = done.stdout.decode("utf-8", "replace")
    return tuple(re.findall(r'<div class="f">\s*<p>(.*?)</p>\s*</div>', text, re.DOTALL))


def _math(tex: str, display: bool) -> dict[str, object]:
    return {"t": "Math", "c": [{"t": "DisplayMath" if display else "InlineMath"}, tex]}


def _formula(mathml: str) -> Element | None:
    """The MathML as elements, its own kinds only; None where pandoc wrote something else."""
    if not mathml.lstrip().startswith("<math"):
        return None
    formula: Element | None = fragment(mathml).find("math")
    if formula is None:
        return None
    for node in list(formula.iter()):
        if node.tag not in _MATHML:
            return None
        for name in [name for name in node.attrib if _UNSAFE.fullmatch(str(name))]:
            del node.attrib[name]
    return formula
