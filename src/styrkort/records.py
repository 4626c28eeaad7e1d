"""Frozen dataclasses as JSON data and back, exact, by their type hints.

Does for our own records what pydantic's TypeAdapter does, in a few milliseconds instead of
half a second of imports: the kernel waits for this. What comes from outside goes through
pydantic; here only what ``to_data`` wrote is read back.
"""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

__all__ = ["from_data", "to_data"]

Data = Any
"""What json reads and writes: dict, list, str, int, bool, None."""
_Reader = Callable[[Data], Any]


def to_data(value: Any) -> Data:
    """The record as JSON data; exact numbers as text, enums by their value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [to_data(item) for item in value]
    if is_dataclass(value):
        return {field.name: to_data(getattr(value, field.name)) for field in fields(value)}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"no JSON form for {type(value).__name__}")


def from_data(kind: Any, data: Data) -> Any:
    """The record of type ``kind`` that ``to_data`` wrote; ValueError if it isn't one."""
    try:
        return _reader(kind)(data)
    except (AttributeError, KeyError, TypeError, ArithmeticError) as fault:
        raise ValueError(f"not a {getattr(kind, '__name__', kind)}: {fault}") from fault


@cache
def _reader(kind: Any) -> _Reader:
    """How data of this type are read; made once a type."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _union_reader(inner)
    if origin is tuple:
        return _tuple_reader(inner)
    if origin is Literal:
        return _literal_reader(inner)
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_reader(kind)
    if kind in (str, int, bool):
        return _plain_reader(kind)
    if kind is float:
        return _share_reader
    return _made_of(kind)


def _made_of(kind: Any) -> _Reader:
    """Decimals and enums are made of their text or value."""
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return lambda data: kind(data)
    raise TypeError(f"no JSON form for {kind}")


def _plain_reader(kind: type) -> _Reader:
    def read(data: Data) -> Any:
        if type(data) is not kind:
            raise TypeError(f"{data!r} is no {kind.__name__}")
        return data

    return read


def _share_reader(data: Data) -> float:
    """A share of something, a layout's width: the only numbers that needn't be exact."""
    if type(data) not in (int, float):
        raise TypeError(f"{data!r} is no float")
    return float(data)


def _literal_reader(values: tuple[Any, ...]) -> _Reader:
    def read(data: Data) -> Any:
        if data not in values:
            raise TypeError(f"{data!r} is none of {values}")
        return data

    return read


def _tuple_reader(inner: tuple[Any, ...]) -> _Reader:
    if len(inner) == 2 and inner[1] is Ellipsis:
        each = _reader(inner[0])
        return lambda data: tuple(map(each, data))
    readers = tuple(map(_reader, inner))
    return lambda data: tuple(read(item) for read, item in zip(readers, data, strict=True))


def _record_reader(kind: type) -> _Reader:
    hints = get_type_hints(kind)
    # Types may hold themselves, so a field's reader is looked up when it is first needed.
    names = [(field.name, hints[field.name]) for field in fields(kind)]

    def read(data: Data) -> Any:
        return kind(**{name: _reader(hint)(data[name]) for name, hint in names if name in data})

    return read


def _union_reader(inner: tuple[Any, ...]) -> _Reader:
    """None, or the one type there is beside it; of several records the one of the data's typ."""
    some = tuple(kind for kind in inner if kind is not type(None))
    if len(some) == 1:
        read = _reader(some[0])
        return lambda data: None if data is None else read(data)
    by_typ = {get_args(get_type_hints(kind)["typ"])[0]: kind for kind in some}
    return lambda data: None if data is None else _reader(by_typ[data["typ"]])(data)
