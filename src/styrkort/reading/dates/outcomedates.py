"""Whether a dating says of when an outcome is: "sjukfrånvaron är per april 6,1 %"."""

import re

from styrkort.period import Period
from styrkort.reading.dates.datings import Dating, Shape, datings
from styrkort.reading.dates.documentdates import dates_the_document
from styrkort.reading.dates.outcomewords import (
    AFTER_A_MONTH,
    AGAINST,
    AT_THE_END,
    BEFORE,
    CODE_STANDS_AFTER,
    COUNTED,
    GENERALLY,
    GOVERNING,
    LABEL_END,
    LAGS,
    MEANWHILE,
    NUMBER,
    OF_THE_MONTH,
    OUTCOME,
    OUTCOME_BEFORE,
    PLANS,
    PRONOUN,
    REPORTS_LATER,
    SAYS_THAT,
    SINCE_THEN,
    STANDS,
    STATED,
    STATES,
    SUBORDINATE,
    TITLE,
)
from styrkort.reading.dates.reportdates import is_part_of_a_name
from styrkort.reading.language.statements import Clause

__all__ = ["dates_an_outcome", "lead_of"]


def lead_of(sentence: str, dating: Dating) -> int:
    """Where the words begin that date, the preposition with them: "per april 2022"."""
    match = BEFORE[dating.shape].search(sentence[: dating.start])
    return match.start() if match else dating.start


def dates_an_outcome(
    sentence: str,
    dating: Dating,
    parts: tuple[Clause, ...],
    period: Period,
    *,
    following: str,
    named: bool,
    shown: tuple[str, ...] = (),
) -> bool:
    """Whether the dating says of when something that this report shows is.

    ``shown`` are the figures in the sentence that are this report's outcomes and no other's.
    """
    led, said = _is_led(sentence, dating), _said(sentence, dating, parts)
    if said is None or _is_governed(sentence, dating):
        return False
    own = any(figure in said for figure in shown)
    if dating.shape is Shape.YEAR_END:
        return own and (dating.year or period.year) <= period.year and not PLANS.search(said)
    monthly = _is_of_the_month(sentence, dating)
    if not is_part_of_a_name(sentence, dating) and dates_the_document(
        sentence, dating, said, led=led and not monthly
    ):
        return True
    if not led or not _tells_of_an_outcome(sentence, dating, said, named=named):
        return False
    later = (dating.year or period.year, dating.month) > (period.year, period.end.month)
    if later and REPORTS_LATER.search(said):
        return False
    return _is_told_as_now(said, sentence, dating, parts, period, following, later=later, own=own)


def _tells_of_an_outcome(sentence: str, dating: Dating, said: str, *, named: bool) -> bool:
    """Whether a figure, a measure or an outcome's word is in the clause, and no plan or custom."""
    if PLANS.search(said) or any(words.search(sentence) for words in (GENERALLY, SINCE_THEN, LAGS)):
        return False
    if NUMBER.search(_dateless(said)):
        return named or not _is_in_brackets(sentence, dating)
    if is_part_of_a_name(sentence, dating) or not _needs_no_figure(sentence, dating):
        return False
    return named or bool(OUTCOME.search(said))


def _needs_no_figure(sentence: str, dating: Dating) -> bool:
    """Whether nothing but an outcome of the months so far can be told with such a lead."""
    return not (
        dating.shape is Shape.QUARTER
        or _comes_after_a_month(sentence, dating)
        or _is_of_the_month(sentence, dating)
        or _is_in_brackets(sentence, dating)
    )


def _is_of_the_month(sentence: str, dating: Dating) -> bool:
    """Whether the month alone may be meant, and not the year so far: "resultatet i april"."""
    alone = dating.shape is Shape.MONTH and OF_THE_MONTH.search(sentence[: dating.start])
    return bool(alone)


def _comes_after_a_month(sentence: str, dating: Dating) -> bool:
    """As in "efter mars", which may also mean since then."""
    return dating.shape in (Shape.MONTH, Shape.QUARTER) and bool(
        COUNTED.match(sentence, lead_of(sentence, dating))
    )


def _is_told_as_now(
    said: str,
    sentence: str,
    dating: Dating,
    parts: tuple[Clause, ...],
    period: Period,
    following: str,
    *,
    later: bool,
    own: bool,
) -> bool:
    """Whether tense and turn make it what this report shows, and not how it was then."""
    rest = said.replace(sentence[lead_of(sentence, dating) : dating.end], " ", 1)
    if dating.shape in (Shape.YEAR, Shape.WHOLE_YEAR):
        return _is_a_year_that_has_gone(rest, sentence, dating, period, own=own)
    if _comes_after_a_month(sentence, dating):
        return bool(AFTER_A_MONTH.search(rest)) and _is_said_of_then(sentence, dating)
    if state := STATES.search(rest):
        return not COUNTED.match(sentence, dating.start) or (
            bool(STANDS.fullmatch(state[0])) and _is_said_of_then(sentence, dating)
        )
    if STATED.search(rest):
        return _was_told_as_now(rest, sentence, dating, parts, period, following, own=own)
    past_year = dating.year is not None and dating.year < period.year
    possible = not later or bool(re.search(r"(?i)utfall|ackumulera|resultat", rest))
    timely = not past_year or bool(TITLE.match(sentence))
    return timely and possible and _is_a_label(sentence, dating, parts)


def _is_said_of_then(sentence: str, dating: Dating) -> bool:
    """Whether the verb that follows words first in a sentence is one that states an outcome."""
    if sentence[: lead_of(sentence, dating)].strip(" –-*"):
        return True
    return bool(STANDS.match(sentence[dating.end :].lstrip(" ),")))


def _is_led(sentence: str, dating: Dating) -> bool:
    """Whether a preposition, or "utfall" itself, stands before it as before an outcome's date."""
    before = sentence[: dating.start]
    if dating.shape is Shape.SPAN:
        return True
    if dating.shape is Shape.CODE:
        return bool(CODE_STANDS_AFTER.search(sentence[: lead_of(sentence, dating)]))
    if dating.shape is Shape.MONTH and (
        OUTCOME_BEFORE.search(before) or _is_in_brackets(sentence, dating)
    ):
        return True
    return bool(BEFORE[dating.shape].search(before))


def _is_in_brackets(sentence: str, dating: Dating) -> bool:
    """As in "väntetiden (april) är 142 dagar"."""
    after = sentence[dating.end :]
    said_next = AFTER_A_MONTH.match(after[1:].lstrip())
    return sentence[: dating.start].endswith("(") and after.startswith(")") and bool(said_next)


def _is_governed(sentence: str, dating: Dating) -> bool:
    """Whether it dates what is compared with, planned or measured apart, and not the outcome."""
    return bool(GOVERNING.search(sentence[: lead_of(sentence, dating)].rstrip(" (,")))


def _said(sentence: str, dating: Dating, parts: tuple[Clause, ...]) -> str | None:
    """What is said in the dating's clause, with its neighbours until there is a verb.

    None where the clause is a bare figure set against another clause's: "…, per april 6,1 %".
    """
    at = next(n for n, part in enumerate(parts) if dating.start < part.end)
    own = parts[at]
    if own.finite and SAYS_THAT.search(own.text) and len(parts) > at + 1:
        return f"{own.text} {parts[at + 1].text}"
    if own.finite or len(parts) == 1 or not any(part.finite for part in parts):
        return own.text if own.finite else sentence
    if NUMBER.search(own.text.replace(sentence[dating.start : dating.end], " ")):
        return own.text if at == 0 else None
    first, last = at, at
    while not any(part.finite for part in parts[first : last + 1]):
        if at and first:
            first -= 1
        else:
            last += 1
    return " ".join(part.text for part in parts[first : last + 1])


def _dateless(said: str) -> str:
    """The clause without its dates' digits."""
    for dating in reversed(datings(said)):
        said = said[: dating.start] + said[dating.end :]
    return said


def _is_a_year_that_has_gone(
    rest: str, sentence: str, dating: Dating, period: Period, *, own: bool
) -> bool:
    """Whether an earlier year is spoken of as the one that is reported."""
    if own and (dating.year or period.year) <= period.year:
        return bool(STATES.search(rest) or STATED.search(rest))
    if dating.year is None or dating.year >= period.year:
        return False
    if AT_THE_END.match(sentence, lead_of(sentence, dating)):
        return bool(AFTER_A_MONTH.search(rest) and NUMBER.search(_dateless(rest)))
    if dating.shape is Shape.WHOLE_YEAR:
        return bool(STATES.search(rest))
    return period.code == "ÅR" and bool(re.search(r"(?<!\w)har(?!\w)", rest))


def _was_told_as_now(
    rest: str,
    sentence: str,
    dating: Dating,
    parts: tuple[Clause, ...],
    period: Period,
    following: str,
    *,
    own: bool,
) -> bool:
    """Whether an outcome in the past tense is still told as the one that the report gives."""
    if dating.shape is Shape.CODE or ((dating.year or period.year) < period.year and not own):
        return False
    if MEANWHILE.search(sentence) or PRONOUN.search(rest):
        return False
    opening = " ".join(following.split()[:4])
    if SINCE_THEN.search(opening) or MEANWHILE.search(opening):
        return False
    if any(part.present and part.link not in SUBORDINATE for part in parts):
        return False
    return bool(NUMBER.search(_dateless(rest)) or AGAINST.search(rest))


def _is_a_label(sentence: str, dating: Dating, parts: tuple[Clause, ...]) -> bool:
    """Whether the sentence is a title or a label that ends with the date, or its figure."""
    if any(part.finite for part in parts):
        return False
    return bool(LABEL_END.fullmatch(sentence[dating.end :]))
