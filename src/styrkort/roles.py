"""Where a markdown text quotes a value: MyST's role ``{eval}`name``` , found by parsing.

Whether the typed signs are a role or an example in a code block only a parser knows, and it must
read as the one that later makes the page: nbconvert's. Importing it takes long, so it comes in with
the first role.
"""

import re
from dataclasses import dataclass
from functools import cache
from re import Match
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from mistune import InlineState

__all__ = ["Role", "roles"]

_CONTENT = r"(?P<ticks>`+)(?!`)(?P<name>[^\n]+?)(?<!`)(?P=ticks)(?!`)"
_OPENING = re.compile(r"\{eval\}(?=`)")
_ROLE = re.compile(r"\{eval\}" + _CONTENT)
_MARK = "\ue000"
"""A sign of the private use area, for numbering: markdown has no meaning for it."""
_SERIAL = re.compile(_MARK + r"(\d+)" + _MARK)


@dataclass(frozen=True, slots=True)
class Role:
    """One quoted value: the name as typed, and the span of the whole role in the text."""

    name: str
    start: int
    end: int


def roles(source: str) -> tuple[Role, ...]:
    """Every role that markdown would read as one, in order; none in code, maths or escaped."""
    if "{eval}`" not in source:
        return ()
    read_as_role = _serials_read(_numbered(source))
    opened = list(_OPENING.finditer(source))
    found = (_ROLE.match(source, m.start()) for i, m in enumerate(opened) if i in read_as_role)
    return tuple(Role(m["name"].strip(), m.start(), m.end()) for m in found if m)


def _numbered(source: str) -> str:
    """The text with each opening numbered, so that the parser can tell which ones it took."""
    serial = iter(range(len(source)))
    clean = source.replace(_MARK, " ")
    return _OPENING.sub(lambda _: f"{{eval{_MARK}{next(serial)}{_MARK}}}", clean)


def _serials_read(numbered: str) -> set[int]:
    parser, renderer = _parser()
    renderer.read = set()
    parser.render(numbered)
    return set(renderer.read)


def _listener() -> Any:
    """A renderer that reads as nbconvert's does, and notes the serial of every role it meets."""
    from mistune import HTMLRenderer
    from nbconvert.filters.markdown_mistune import IPythonRenderer

    class Listener(IPythonRenderer):
        image = HTMLRenderer.image
        read: set[int]

        def role(self, serial: str) -> str:
            self.read.add(int(serial))
            return ""

        def block_html(self, html: str) -> str:
            """Values are filled in raw markup too, but not in a comment, a script or a listing."""
            if not re.match(r"\s*<(!|\?|script|style|pre|textarea)", html, re.IGNORECASE):
                self.read.update(int(serial) for serial in _SERIAL.findall(html))
            return html

    return Listener(escape=False, exclude_anchor_links=True)


def _inline_rules() -> Any:
    """nbconvert's rules for inline text, with the role after maths and before code spans."""
    from mistune import InlineParser
    from nbconvert.filters.markdown_mistune import MathInlineParser

    plain = InlineParser.DEFAULT_RULES

    class Inline(MathInlineParser):
        SPECIFICATION: ClassVar[dict[str, str]] = {
            **MathInlineParser.SPECIFICATION,
            "role": r"\{eval" + _SERIAL.pattern.replace("(", "(?P<serial>") + r"\}" + _CONTENT,
        }
        DEFAULT_RULES = (
            *(rule for rule in MathInlineParser.DEFAULT_RULES if rule not in plain),
            "role",
            *plain,
        )

        def parse_role(self, match: Match[str], state: "InlineState") -> int:
            state.append_token({"type": "role", "raw": match["serial"]})
            return match.end()

    return Inline(hard_wrap=False)


@cache
def _parser() -> tuple[Any, Any]:
    """nbconvert's parser with the role added, and the renderer that notes the roles."""
    from nbconvert.filters.markdown_mistune import MarkdownWithMath

    renderer = _listener()
    return MarkdownWithMath(renderer, inline=_inline_rules()), renderer
