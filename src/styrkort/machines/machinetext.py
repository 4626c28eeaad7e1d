"""Values as machines read them: exact numbers, JSON, and CSV cells that no program runs."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

__all__ = ["Value", "csv_file", "json_text", "plain"]

Value = str | int | Decimal | None

# What a spreadsheet program takes for the beginning of a formula, or passes over to find one.
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8, comma-separated, dot decimals, \\n at line ends; no text in it is a live formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(_cell, columns))
    writer.writerows(map(_cell, row) for row in rows)
    return text.getvalue().encode()


def _cell(value: Value) -> str:
    if isinstance(value, str):
        # A lone \r ends a line to who reads the file, and csv doesn't quote it.
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        return f"'{text}" if value.startswith(_LIVE) else text
    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def json_text(value: Any, indent: int = 0) -> str:
    """Indented JSON; an inner object of plain values takes one line.

    Numbers are written digit by digit, never through a binary one: who reads them as decimals
    has them exactly.
    """
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return _object(value, indent)
    if isinstance(value, list | tuple):
        return _wrapped("[]", [json_text(each, indent + 2) for each in value], indent, False)
    return json.dumps(value, ensure_ascii=False)


def _object(value: Mapping[str, Any], indent: int) -> str:
    flat = indent > 2 and not any(
        isinstance(each, Mapping | list | tuple) for each in value.values()
    )
    pairs = [
        f"{json.dumps(key, ensure_ascii=False)}: {json_text(each, indent + 2)}"
        for key, each in value.items()
    ]
    return _wrapped("{}", pairs, indent, flat)


def _wrapped(brackets: str, parts: Sequence[str], indent: int, flat: bool) -> str:
    if not parts:
        return brackets
    if flat:
        return brackets[0] + ", ".join(parts) + brackets[1]
    inner = " " * (indent + 2)
    body = ",\n".join(inner + part for part in parts)
    return f"{brackets[0]}\n{body}\n{' ' * indent}{brackets[1]}"


def plain(number: Decimal) -> str:
    """The exact number as machines read it: dot decimals, no exponent, no ending zeros, no "-0"."""
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits
