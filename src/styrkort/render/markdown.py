"""A cell's markdown as HTML, once, by nbconvert's own parser.

Formulas come out as ``<span class="math inline|display">TeX</span>``, code without colours.
Importing nbconvert takes long, so it comes in with the first cell.
"""

from functools import cache
from html import escape
from typing import Any

__all__ = ["markdown_html"]


def _formula(tex: str, kind: str) -> str:
    if kind == "inline" and tex[:1].isspace() != tex[-1:].isspace():
        # "$5 och $6" is money: a formula has space on both sides or on neither.
        return escape(f"${tex}$")
    return f'<span class="math {kind}">{escape(tex.strip())}</span>'


def _task(renderer: Any, text: str, checked: bool = False) -> str:  # noqa: ARG001
    """A task as words: a check box is a form control, and no document holds forms."""
    return f"<li>{'[x]' if checked else '[ ]'} {text}</li>\n"


@cache
def _parser() -> Any:
    from mistune import HTMLRenderer
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    class Renderer(IPythonRenderer):
        """Plain HTML; raw HTML passes through and is sanitised afterwards with everything else."""

        image = HTMLRenderer.image  # attachments and files are resolved later, for all markup

        def block_code(self, code: str, info: str | None = None) -> str:  # noqa: ARG002
            return f"<pre><code>{escape(code)}</code></pre>\n"

        def block_math(self, body: str) -> str:
            return _formula(body, "display")

        def inline_math(self, body: str) -> str:
            return _formula(body, "inline")

        def latex_environment(self, name: str, body: str) -> str:
            return _formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", "display")

    renderer = Renderer(escape=False, exclude_anchor_links=True)
    parser = MarkdownWithMath(renderer)
    renderer.register("task_list_item", _task)
    return parser


def markdown_html(source: str) -> str:
    """Markdown as HTML that is not yet safe: pass it through ``sanitise``."""
    return str(_parser().render(source))
