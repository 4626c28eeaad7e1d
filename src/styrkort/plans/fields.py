"""What the keys of a YAML file may hold: text values read to numbers, months, words of a list.

Every reader takes what yamlfile gives (text, list, mapping) and raises ValueError with a Swedish
reason; yamlfaults adds file, line and key.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from styrkort.errors import InputError
from styrkort.period import parse_period
from styrkort.quantities import parse_number

__all__ = [
    "Accepted",
    "Distance",
    "Id",
    "IsoDate",
    "Markdown",
    "Month",
    "Name",
    "Number",
    "PeriodCode",
    "Strict",
    "Text",
    "Whole",
    "Yes",
    "described",
    "listed",
    "member",
    "nearest",
    "no_such",
    "one_of",
    "slug",
    "with_values",
    "yes_or_no",
]

E = TypeVar("E", bound=Enum)


class Strict(BaseModel):
    """A frozen part of a file: an unknown key is an error, only the Swedish keys are read."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty_keys(cls, raw: Any) -> Any:
        """A key of ours without a value is as if it weren't there; a misspelt one stays a fault."""
        if not isinstance(raw, Mapping):
            return raw
        own = cls.keys()
        return {key: value for key, value in raw.items() if value is not None or key not in own}

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The Swedish keys, in the order the design lists them."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())


def with_values(raw: Any) -> Any:
    """A mapping without the keys that have no value; anything else as it is."""
    if not isinstance(raw, Mapping):
        return raw
    return {key: value for key, value in raw.items() if value is not None}


def slug(text: str) -> str:
    """ASCII name for ids and files: "Hållbar kompetensförsörjning" → hallbar-kompetens…"""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that ``word`` begins or seems to be a slip for, å, ä, ö as a, o; or ""."""
    by_slug = {slug(each): each for each in known}
    begun = [each for each in by_slug if len(slug(word)) > 2 and each.startswith(slug(word))]
    found = begun or difflib.get_close_matches(slug(word), by_slug, n=1, cutoff=0.7)
    return by_slug[found[0]] if found else ""


def no_such(what: str, name: str, known: Sequence[str]) -> str:
    """”name” isn't in the plan, with the name that may be meant, or those that there are."""
    hint = nearest(name, known)
    shown = [*known[:12], f"{len(known) - 12} till"] if len(known) > 13 else known
    remedy = f"de som finns är {listed(shown)}" if known else "planen har inga"
    return f"{what} ”{name}” finns inte i planen; {f'menade du {hint}?' if hint else remedy}"


def listed(words: Iterable[str]) -> str:
    """The words in a row: "a, b och c"; "" of none."""
    *first, last = tuple(words) or ("",)
    return f"{', '.join(first)} och {last}" if first else last


def described(value: Any) -> str:
    """What stands in the file, for a message: ”abc”, en lista, nycklar med värden."""
    if isinstance(value, list | tuple):
        return "en lista"
    if isinstance(value, Mapping):
        return "nycklar med värden"
    if value is None:
        return "inget värde"
    shown = " ".join(str(value).split())
    return f"”{shown if len(shown) <= 40 else shown[:39] + '…'}”"


def one_of(words: Mapping[str, E], value: Any) -> E:
    """The member that a word of the file names, without regard to case and spacing."""
    if isinstance(value, Enum):
        return value  # type: ignore[return-value]
    by_folded = {word.casefold(): member for word, member in words.items()}
    folded = " ".join(value.split()).casefold() if isinstance(value, str) else None
    if folded in by_folded:
        return by_folded[folded]
    hint = nearest(value, words) if isinstance(value, str) else ""
    remedy = f"menade du {hint}?" if hint else f"skriv något av {listed(words)}"
    raise ValueError(f"{described(value)} är okänt; {remedy}")


def member(enum: type[E]) -> Callable[[Any], E]:
    """Reads a member of the enum from its Swedish value."""
    return lambda value: one_of({str(each.value): each for each in enum}, value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"ska vara text, men är {described(value)}")
    return " ".join(value.split())


def _name(value: Any) -> str:
    text = _text(value)
    if not text:
        raise ValueError("texten är tom")
    return text


def _markdown(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"ska vara text, men är {described(value)}")
    return value.strip("\n").rstrip()


def _number(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise ValueError(f"ska vara ett tal, men är {described(value)}")
    return parse_number(value)


def _distance(value: Any) -> Decimal:
    number = _number(value)
    if number < 0:
        raise ValueError(f"{described(value)} kan inte vara mindre än 0")
    return number


def _whole(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,4}", value.strip()):
        raise ValueError(f"ska vara ett heltal, men är {described(value)}")
    return int(value)


def _id(value: Any) -> str:
    text = _name(value)
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", text):
        raise ValueError(
            f"{described(text)} kan inte vara id; använd a–z, 0–9, _ och -, "
            f"till exempel {slug(text).replace('-', '_') or 'sjukfranvaro'}"
        )
    return text


def _month(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text):
        raise ValueError(f"{described(text)} är inte en månad; skriv till exempel 2022-01")
    return text


def _iso_date(value: Any) -> str:
    text = _text(value)
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise ValueError(
            f"{described(text)} är inte ett datum; skriv till exempel 2022-12-31"
        ) from None


def _period_code(value: Any) -> str:
    try:
        code, year = parse_period(_text(value))
    except InputError as error:
        raise ValueError(str(error)) from None
    if year:
        raise ValueError(f"{described(value)}: skriv perioden utan år, {code}")
    return code


def yes_or_no(value: Any) -> bool:
    """Ja or nej as a plan may write them: also true and false. ValueError for anything else."""
    if isinstance(value, bool):
        return value
    folded = value.strip().casefold() if isinstance(value, str) else ""
    if folded not in ("true", "ja", "false", "nej"):
        raise ValueError(f"{described(value)} är okänt; skriv ja eller nej")
    return folded in ("true", "ja")


def _finding_code(value: Any) -> str:
    text = _text(value).casefold()
    if not re.fullmatch(r"[0-9a-f]{6}", text):
        raise ValueError(
            f"{described(value)} är ingen kod ur review; den har sex tecken, till exempel 3fa81c"
        )
    return text


Text = Annotated[str, BeforeValidator(_text)]
"""Words on one line; may be empty."""
Name = Annotated[str, BeforeValidator(_name)]
"""Words on one line, at least one."""
Markdown = Annotated[str, BeforeValidator(_markdown)]
Number = Annotated[Decimal, BeforeValidator(_number)]
"""An exact number, read from its text."""
Distance = Annotated[Decimal, BeforeValidator(_distance)]
"""A number that isn't below zero."""
Whole = Annotated[int, BeforeValidator(_whole)]
Id = Annotated[str, BeforeValidator(_id)]
"""ASCII letters, digits, _ and -."""
Month = Annotated[str, BeforeValidator(_month)]
"""2022-08."""
IsoDate = Annotated[str, BeforeValidator(_iso_date)]
PeriodCode = Annotated[str, BeforeValidator(_period_code)]
"""DÅ04, DÅ08 or ÅR, in any spelling that the command accepts."""
Yes = Annotated[bool, BeforeValidator(yes_or_no)]
"""Ja, nej, true or false."""
Accepted = dict[Annotated[str, BeforeValidator(_finding_code)], Name]
"""Godtas: a finding's code, as review gives it → the reason for accepting it; never empty."""
