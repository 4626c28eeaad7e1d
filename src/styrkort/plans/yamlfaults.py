"""What pydantic finds wrong in a YAML file, said in Swedish with file, line, thing and key."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from styrkort.plans.fields import described, listed, nearest
from styrkort.plans.yamlfile import Document, Place

__all__ = ["Fault", "fault_at", "read_model", "slips"]

M = TypeVar("M", bound=BaseModel)


class Fault(NamedTuple):
    """A Swedish message and the line it is about, so that a file's faults come in its order."""

    line: int
    message: str


_THINGS = {
    "perspektiv": ("perspektivet", "namn"),
    "strategiska_mål": ("strategiska målet", "namn"),
    "framgångsfaktorer": ("framgångsfaktorn", "namn"),
    "styrmått": ("styrmåttet", "id"),
    "åtgärder": ("åtgärden", "åtgärd"),
    "produktion": ("produktionsmåttet", "id"),
    "källor": ("källan", "id"),
}


def read_model(
    model: type[M], document: Document, known_keys: Callable[[Place], Sequence[str]]
) -> tuple[M | None, list[Fault]]:
    """The document as ``model``, or None and every fault; only the Swedish keys are read.

    ``known_keys`` says which keys a mapping at a place may have, for the near miss.
    """
    try:
        return model.model_validate(document.tree, by_name=False), []
    except ValidationError as error:
        details = error.errors()
        meant = {_meant(detail["loc"], known_keys) for detail in details if _is_unknown(detail)}
        told = (each for each in details if each["type"] != "missing" or each["loc"] not in meant)
        found = (_fault(document, detail, known_keys) for detail in told)
        return None, [fault for fault in found if fault]


def _is_unknown(detail: Any) -> bool:
    return bool(detail["type"] == "extra_forbidden")


def _meant(place: Place, known_keys: Callable[[Place], Sequence[str]]) -> Place:
    """Where the key would stand that an unknown one is a slip for: it isn't missing as well."""
    return (*place[:-1], nearest(str(place[-1]), known_keys(place[:-1])))


def slips(document: Document) -> list[Fault]:
    """What yamlfile found while reading, as messages."""
    return [_message(document, slip.line, slip.place, slip.what) for slip in document.slips]


def fault_at(document: Document, place: Place, what: str) -> Fault:
    """The message "file, rad 12, styrmåttet x, mål: what"."""
    return _message(document, document.line(place), place, what)


def _message(document: Document, line: int, place: Place, what: str) -> Fault:
    parts = (document.name, f"rad {line}", *_thing_and_keys(document, place))
    return Fault(line, f"{', '.join(parts)}: {what}{'' if what.endswith('?') else '.'}")


def _fault(
    document: Document, detail: Any, known_keys: Callable[[Place], Sequence[str]]
) -> Fault | None:
    place: Place = tuple(step for step in detail["loc"] if step != "[key]")
    match detail["type"]:
        case "default_factory_not_called":
            return None
        case "too_short" if detail["input"]:
            return None  # something stands there; what is wrong with it is told for itself
        case "missing":
            what = "saknar värde" if place in document.lines else "saknas"
            missing = f"nyckeln ”{place[-1]}” {what}"
            return _message(document, document.line(place), place[:-1], missing)
        case "extra_forbidden":
            return _unknown_key(document, place, known_keys(place[:-1]))
        case "model_type" | "model_attributes_type":
            keys = listed(known_keys(place))
            what = f"ska vara nycklar med värden ({keys}), men är {described(detail['input'])}"
            return fault_at(document, place, what)
        case kind:
            return fault_at(document, place, _REASONS.get(kind, _other)(detail))


def _unknown_key(document: Document, place: Place, known: Sequence[str]) -> Fault:
    hint = nearest(str(place[-1]), known)
    remedy = f"menade du {hint}?" if hint else f"nycklarna här är {listed(known)}"
    if place in document.bare and not hint:
        remedy = "står det ett komma i en text inom klammer, sätt texten inom citattecken"
    what = f"nyckeln ”{place[-1]}” är okänd; {remedy}"
    return _message(document, document.line(place), place[:-1], what)


def _thing_and_keys(document: Document, place: Place) -> list[str]:
    """The innermost perspective, goal, factor or measure around the place, and the keys inside."""
    for end in range(len(place), 1, -1):
        key, index = place[end - 2], place[end - 1]
        if isinstance(index, int) and key in _THINGS:
            noun, named_by = _THINGS[str(key)]
            name = document.value((*place[:end], named_by)) or document.value(
                (*place[:end], "namn")
            )
            known = " ".join(name.split()) if isinstance(name, str) else f"nr {index + 1}"
            return [f"{noun} {known}", *_keys(place[end:])]
    return _keys(place)


def _keys(place: Place) -> list[str]:
    return [step if isinstance(step, str) else f"nr {step + 1}" for step in place]


def _should_be_list(detail: Any) -> str:
    value = detail["input"]
    example = f", skriv [{' '.join(value.split())}]" if isinstance(value, str) else ""
    return f"ska vara en lista{example or f', men är {described(value)}'}"


def _should_be_mapping(detail: Any) -> str:
    return f"ska vara nycklar med värden, men är {described(detail['input'])}"


def _other(detail: Any) -> str:
    return f"{described(detail['input'])} går inte att läsa ({detail['msg']})"


_REASONS: dict[str, Callable[[Any], str]] = {
    "value_error": lambda detail: str(detail["ctx"]["error"]).rstrip("."),
    "tuple_type": _should_be_list,
    "list_type": _should_be_list,
    "dict_type": _should_be_mapping,
    "too_short": lambda _: "listan är tom",
    "less_than_equal": lambda detail: f"ska vara högst {detail['ctx']['le']}",
}
