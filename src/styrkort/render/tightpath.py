"""A path's steps written relative to each other: the same drawing, to the hundredth, shorter.

Letters are drawn as outlines, which are most of a page's bytes.
"""

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["tight"]

_TOKEN: Final = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
_BETWEEN: Final = re.compile(r"[\s,]*")
_HUNDREDTHS: Final = re.compile(r"-?\d+(?:\.\d{1,2})?")
_COORDINATES: Final = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
_IMPLIED: Final = {"m": "l", "l": "l", "q": "q", "c": "c", "z": ""}
"""The step that coordinates without a letter mean after each."""


def tight(path: str) -> str:
    """The path with relative steps; as it is where it has anything but plain absolute ones."""
    steps = _steps(path)
    if not steps or steps[0][0] != "M":
        return path
    written, implied = "", ""
    for letter, numbers in _relative(steps):
        words = _joined(numbers)
        apart = "" if words.startswith("-") else " "
        written += (apart if letter == implied else letter) + words
        # The first step is a capital: what it implies would be absolute.
        implied = _IMPLIED[letter] if len(written) > len(words) + 1 else ""
    return f"M{written[1:]}"


Step = tuple[str, list[int]]


def _steps(path: str) -> list[Step]:
    """Each step with its coordinates in hundredths; none where some step isn't a plain one."""
    if _BETWEEN.fullmatch(_TOKEN.sub("", path)) is None:
        return []
    steps: list[Step] = []
    for token in _TOKEN.findall(path):
        if token.upper() in _COORDINATES and (token.isupper() or token == "z"):
            steps.append((token.upper(), []))
        elif steps and _HUNDREDTHS.fullmatch(token):
            steps[-1][1].append(_hundredths(token))
        else:
            return []
    whole = all(len(numbers) == _COORDINATES[letter] for letter, numbers in steps)
    return steps if whole else []


def _relative(steps: list[Step]) -> Iterator[Step]:
    """Each step from where the last one ended."""
    x = y = start_x = start_y = 0
    for letter, numbers in steps:
        if letter == "Z":
            x, y = start_x, start_y
            yield "z", []
            continue
        yield letter.lower(), [n - (y if i % 2 else x) for i, n in enumerate(numbers)]
        x, y = numbers[-2:]
        if letter == "M":
            start_x, start_y = x, y


def _hundredths(number: str) -> int:
    return round(float(number) * 100)


def _joined(numbers: list[int]) -> str:
    """As "-.57-.29", with a space only where the next number would run into the last."""
    written = ""
    for number in numbers:
        digits = f"{abs(number) / 100:.2f}".rstrip("0").rstrip(".")
        digits = digits.removeprefix("0") or "0"
        sign = "-" if number < 0 else " " if written else ""
        written += sign + digits
    return written
