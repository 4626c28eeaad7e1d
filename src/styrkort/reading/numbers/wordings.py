"""How a remark names a measure and says what the report shows of it."""

from styrkort.facts import Facts, Known, MeasureFacts
from styrkort.quantities import decimals_of, format_quantity

__all__ = ["called", "or_quote", "shown_values", "value_text"]


def called(measure: MeasureFacts) -> str:
    """The measure's name in quotation marks, for running text."""
    return f"”{measure.name}”"


def shown_values(measure: MeasureFacts, part: str = "") -> str:
    """As in: Sjukfrånvaro: utfall 6,3 %, mål minst 5 %, jämförelse 5,1 %."""
    own: dict[str, str] = {}
    for known in measure.values:
        if known.of == part and known.text:
            own.setdefault(known.what, known.text)
    texts = [f"{what} {_plain(own[what])}" for what in ("jämförelse", "förändring") if what in own]
    if part and "utfall" in own:
        return f"{measure.name}, {part}: " + ", ".join([f"utfall {_plain(own['utfall'])}", *texts])
    target = [f"mål {_plain(measure.target_text)}"] if measure.target_text else []
    return f"{measure.name}: " + ", ".join(
        [f"utfall {_plain(measure.utfall_text)}", *target, *texts]
    )


def value_text(known: Known) -> str:
    """The value as the report prints it, or with as many decimals as it has, at most two."""
    return _plain(known.text) or _plain(
        format_quantity(known.value, known.unit, min(2, decimals_of(known.value)))
    )


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").removeprefix("Mål ")


def or_quote(measure: MeasureFacts, facts: Facts, what: str) -> str:
    """As in: , citera värdet som {eval}`utfall.sjukfranvaro`; nothing for production."""
    if all(one.id != measure.id for one in facts.measures):
        return ""
    kind = what if what in ("utfall", "mål", "jämförelse", "förändring") else "utfall"
    return f", citera värdet som {{eval}}`{kind}.{measure.id}`"
