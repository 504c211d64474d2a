"""What two things of the same kind differ in, field by field: what a file could not carry of what was written to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 60
"""Letters of a value that are shown."""

_NOTHING, _OTHERS = object(), object()


class Difference(NamedTuple):
    """Where two things differ, as `inventory.3.amount`, and what stands there in the first and in the second one."""

    where: str
    first: object
    second: object

    def __str__(self) -> str:
        """As the operator reads it."""
        if self.second is _NOTHING:
            return f"{self.where}: {_shown(self.first)} is lost"
        if self.second is _OTHERS:
            return f"{self.where}: {self.first} are not the same"
        if self.first is _NOTHING:
            return f"{self.where}: {_shown(self.second)} comes in addition"
        return f"{self.where}: {_shown(self.first)} becomes {_shown(self.second)}"


def differences(first: Any, second: Any, where: str = "") -> Iterator[Difference]:  # noqa: ANN401 - anything that is kept
    """Each difference between two values, at the smallest part that is not the same in both."""
    if first == second:
        return
    if is_dataclass(first) and type(first) is type(second):
        for field in fields(first):
            yield from differences(getattr(first, field.name), getattr(second, field.name), _in(where, field.name))
    elif isinstance(first, Mapping) and isinstance(second, Mapping):
        for key in dict.fromkeys((*first, *second)):
            yield from differences(first.get(key, _NOTHING), second.get(key, _NOTHING), _in(where, key))
    elif isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)) and len(first) == len(second):
        for number, (one, other) in enumerate(zip(first, second, strict=True), start=1):
            yield from differences(one, other, _in(where, number))
    elif isinstance(first, bytes) and isinstance(second, bytes) and len(first) == len(second):
        places = [place for place, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
        yield Difference(where, f"{len(places)} of {len(first)} values, from place {places[0]} on", _OTHERS)
    else:
        yield Difference(where, first, second)


def _in(where: str, part: object) -> str:
    name = ",".join(map(str, part)) if isinstance(part, tuple) else str(part)
    return f"{where}.{name}" if where else name


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
