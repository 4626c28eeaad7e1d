"""Which verksamhet or kön a sentence says a measure's figure is of."""

import re
from collections.abc import Callable

from styrkort.facts import MeasureFacts
from styrkort.reading.language.clauses import clause_at

__all__ = ["part_said", "part_words", "parts_hinted", "parts_named", "without_parts"]

_CASES = r"(?::?s|en|ens|n|ns|et|ets|t|ts|na|nas|ar|arna|arnas|er|erna|ernas|orna|ornas|or)?"
"""How a name is inflected where it stands for an activity: "Allmäntandvårdens", "tågen"."""

_GENDERS = (
    ("Kvinnor", re.compile(r"\bkvinn(?:or|orna|ors|ornas|liga)\b", re.IGNORECASE)),
    ("Män", re.compile(r"\b(?:män|männen|mäns|männens|manliga)\b", re.IGNORECASE)),
)


def part_said(text: str, span: tuple[int, int], measure: MeasureFacts) -> str:
    """The one part that the clause around ``span`` names; empty where it names none or several."""
    start, end = clause_at(text, span[0])
    said = parts_named(text[start : span[0]] + " … " + text[span[1] : max(end, span[1])], measure)
    return next(iter(said)) if len(said) == 1 else ""


def parts_named(text: str, measure: MeasureFacts) -> frozenset[str]:
    """The verksamheter and kön that the words name.

    A verksamhet is a name of its own, or stands after a preposition: "på tågen".
    """
    placed = r"(?:på|inom|för|hos|i|bland|vid)\s+(?:de|den|det)?\s*"
    return _named(text, measure, lambda name: rf"(?<!\w)(?:{name}|{placed}(?i:{name}))")


def part_words(text: str, measure: MeasureFacts) -> tuple[str, ...]:
    """The words that name them, as typed, those joined by "och" whole: "kvinnors och mäns"."""
    units = [re.escape(part.name) for part in measure.parts if part.kind == "verksamhet"]
    genders = [words.pattern for _, words in _GENDERS]
    one = "|".join([*(rf"(?<!\w){name}{_CASES}(?!\w)" for name in units), *genders])
    several = rf"(?:både\s+|såväl\s+)?(?:{one})(?:\s+(?:och|samt|som|respektive)\s+(?:{one}))*"
    return tuple(match[0] for match in re.finditer(several, text, re.IGNORECASE))


def without_parts(context: str, measure: MeasureFacts) -> str:
    """The words without the parts that they are said of; those compared with are left."""
    for words in part_words(context, measure):
        said = rf"(?<!än )(?<!än för )(?<!än bland )(?<!mot )(?<!jämfört med ){re.escape(words)}"
        context = re.sub(rf"(?<!än hos )(?<!än de ){said}", " ", context)
    return context


def parts_hinted(text: str, measure: MeasureFacts) -> frozenset[str]:
    """Those that a figure beside the words may be of: named, or part of a compound."""
    return _named(text, measure, lambda name: rf"(?<!\w)(?i:{name}(?:s?\w{{4,}})?)")


def _named(text: str, measure: MeasureFacts, pattern: Callable[[str], str]) -> frozenset[str]:
    units = (part.name for part in measure.parts if part.kind == "verksamhet")
    said = {name for name in units if re.search(rf"{pattern(re.escape(name))}{_CASES}(?!\w)", text)}
    return frozenset(said | {gender for gender, words in _GENDERS if words.search(text)})
