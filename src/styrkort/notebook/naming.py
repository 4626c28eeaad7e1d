"""Putting a perspective's name where the master leaves a place for it."""

import ast
import io
import json
import tokenize
from collections.abc import Iterator
from tokenize import TokenInfo

from styrkort.escaping import escaped

__all__ = ["PLACEHOLDER", "with_perspective"]

PLACEHOLDER = "{perspektiv}"
_NAME = "perspective"


def with_perspective(text: str, name: str, cell_type: str) -> str:
    """A master cell's text for one perspective.

    In code the name ``perspective`` is replaced where it is read, as Python's own tokens see it:
    never in a string, an attribute, a keyword or an assignment. In markdown and raw cells
    ``{perspektiv}`` is replaced, in markdown so that the name prints sign by sign.
    """
    if cell_type == "code":
        return _in_code(text, name)
    if cell_type == "markdown":
        return _in_markdown(text, name)
    return text.replace(PLACEHOLDER, name)


def _in_markdown(text: str, name: str) -> str:
    first, *others = text.split(PLACEHOLDER)
    filled = first
    for other in others:
        filled += escaped(name, filled[filled.rfind("\n") + 1 :]) + other
    return filled


def _in_code(text: str, name: str) -> str:
    quoted = json.dumps(name, ensure_ascii=False)
    lines = text.split("\n")  # as the tokeniser counts rows
    for row, start, end in reversed(list(_places(text))):
        line = lines[row - 1]
        lines[row - 1] = line[:start] + quoted + line[end:]
    return "\n".join(lines)


def _places(text: str) -> Iterator[tuple[int, int, int]]:
    """Row, first and last column of every place where the name is read, none if it is bound."""
    if _binds(text):
        return
    found = list(_tokens(text))
    for before, token, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if token.type != tokenize.NAME or token.string != _NAME:
            continue
        attribute = before is not None and before.string in (".", "import", "as")
        keyword = after is not None and after.string == "="
        if not attribute and not keyword:
            yield token.start[0], token.start[1], token.end[1]


def _binds(text: str) -> bool:
    """Whether the cell gives the name a meaning of its own, as in ``for perspective in …``."""
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError):
        return False
    return any(
        (isinstance(node, ast.Name) and node.id == _NAME and not isinstance(node.ctx, ast.Load))
        or (isinstance(node, ast.arg) and node.arg == _NAME)
        for node in nodes
    )


def _tokens(text: str) -> Iterator[TokenInfo]:
    """Python's tokens up to where the text stops being Python; the cell itself will say so."""
    inside = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            name = tokenize.tok_name[token.type]
            inside += (name == "FSTRING_START") - (name == "FSTRING_END")
            if not inside and token.type not in (tokenize.NL, tokenize.COMMENT):
                yield token
    except (tokenize.TokenError, SyntaxError):
        return
