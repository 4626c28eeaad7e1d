"""Swedish numbers in and out, exact: Decimal only, never float, rounded half up when shown."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

__all__ = [
    "MINUS",
    "NBSP",
    "decimals_of",
    "format_change",
    "format_number",
    "format_quantity",
    "parse_number",
    "round_half_up",
    "shortened",
]

NBSP = "\u00a0"
MINUS = "\u2212"

# Sums of money in kronor have a dozen digits; a larger number is a slip of the finger, and an
# exponent without bound would let one cell of a file exhaust the memory.
_MOST_DIGITS = 30
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009"), " ")
_MINUSES = dict.fromkeys(map(ord, "\u2212\u2013\u2011\u2012"), "-")
_NUMBER = re.compile(
    r"(?P<sign>[+-]?) ?"
    r"(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)?"
    r"(?:[.,](?P<part>[0-9]+))?"
    r"(?:[eE](?P<exponent>[+-]?[0-9]{1,3}))?"
)
_EXACT = Context(prec=4 * _MOST_DIGITS)


def parse_number(text: str) -> Decimal:
    """The exact number that Swedish digits state: "5,1", "1 200", "−3", "1e3".

    Decimal comma or dot; ordinary, no-break or narrow space in thousands; − or -.
    ValueError with a Swedish reason for anything else.
    """
    plain = text.translate(_SPACES).translate(_MINUSES).strip()
    match = _NUMBER.fullmatch(plain)
    if match is None or not (match["whole"] or match["part"]):
        raise ValueError(_why_not_a_number(text.strip(), plain))
    digits = (match["whole"] or "0").replace(" ", "") + "." + (match["part"] or "")
    value = Decimal(match["sign"] + digits.rstrip(".") + "e" + (match["exponent"] or "0"))
    if abs(value.adjusted()) > _MOST_DIGITS or len(value.as_tuple().digits) > _MOST_DIGITS:
        raise ValueError(f"”{shortened(text)}” har orimligt många siffror")
    return value


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` with so many decimals, halves away from zero: 2,665 with two is 2,67."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, context=_EXACT)
    return abs(rounded) if rounded == 0 else rounded


def decimals_of(value: Decimal) -> int:
    """How many decimals the value itself has, as it was written: 5,10 has two."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def format_number(value: Decimal, decimals: int) -> str:
    """As it is printed: "−1 234,5", no-break in thousands, decimal comma, a true minus."""
    rounded = round_half_up(value, decimals)
    digits = f"{abs(rounded):,f}".replace(",", NBSP).replace(".", ",")
    return (MINUS if rounded < 0 else "") + digits


def format_quantity(value: Decimal, unit: str, decimals: int) -> str:
    """The number with its unit: "6,3 %", "−11,1 mnkr"; a measure in ja/nej says Ja or Nej."""
    if unit == "ja/nej":
        return "Ja" if value else "Nej"
    number = format_number(value, decimals)
    return f"{number}{NBSP}{unit}" if unit and unit != "text" else number


def format_change(change: Decimal, unit: str, decimals: int) -> str:
    """A difference with its sign: "+1,2 procentenheter", "−3 mnkr", "0,0 mnkr"."""
    unit = _points(round_half_up(change, decimals)) if unit == "%" else unit
    return ("+" if round_half_up(change, decimals) > 0 else "") + format_quantity(
        change, unit, decimals
    )


def _points(change: Decimal) -> str:
    """Differences between percentages are percentage points, never per cent."""
    return "procentenhet" if abs(change) == 1 and not decimals_of(change) else "procentenheter"


def _why_not_a_number(text: str, plain: str) -> str:
    shown = shortened(text)
    if not plain:
        return "talet saknas"
    if "," in plain and "." in plain:
        return (
            f"”{shown}” har både komma och punkt; skriv decimaler med komma, tusental med mellanrum"
        )
    if re.match(r"[+-]? ?[0-9][0-9 .,]* ?[^0-9 .,]+$", plain):
        return f"”{shown}” är inte ett tal; skriv bara talet, utan enhet"
    return f"”{shown}” är inte ett tal"


def shortened(text: str) -> str:
    """What a file says, as a message may repeat it: printable, and not longer than a line."""
    visible = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return visible if len(visible) <= 40 else visible[:39] + "…"
