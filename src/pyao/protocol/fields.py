"""The types of fields, and layouts made of them.

Source: 01-protocol §1.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Annotated, TypeAlias

U8 = Annotated[int, "u8"]
I16 = Annotated[int, "i16"]
I32 = Annotated[int, "i32"]
Bool = Annotated[bool, "bool"]
Str = Annotated[str, "str"]
Codex = Annotated[tuple[str, ...], "8*(line:str)"]
"""The eight lines of a guild's codex."""
Points = Annotated[tuple[int, ...], "20*(add:u8)"]
"""The points to add to each of the twenty skills."""
IpOrName = Annotated[tuple[int, int, int, int] | str, "ip_or_name"]
"""The four numbers of an IP address if the flag before it is set, otherwise a name."""

CODEX_LINES = 8

SIMPLE = frozenset({"u8", "i16", "i32", "f32", "bool", "str", "strlist", "ip_or_name"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field: of a simple type, or a group.

    A group has `items` and is repeated `times` times; if that is 0, a leading count of type `kind` says how often.
    A group of one item gives single values, a longer one tuples.
    """

    name: str
    kind: str
    times: int = 0
    items: tuple[Field, ...] = ()


Layout: TypeAlias = tuple[Field, ...]

_FIELD = re.compile(r"(?P<name>\w+):(?:(?P<simple>[a-z]\w*)(?![\w*])|(?P<count>\w+)\*\((?P<items>[^)]*)\))")


def parse_layout(text: str) -> Layout:
    """Read a layout as the spec writes it: `char:i16 x:u8 y:u8`, `skills:20*(level:u8 progress:u8)`."""
    if strange := _FIELD.sub("", text).strip():
        raise ValueError(f"not a field: {strange}")
    return tuple(_field(match) for match in _FIELD.finditer(text))


def single(value: float) -> float:
    """The number rounded to a 32-bit float, which is what the client gets; a number too large for one is unchanged."""
    try:
        rounded: float = struct.unpack("<f", struct.pack("<f", value))[0]
    except (struct.error, OverflowError):
        return value
    return rounded


def _field(match: re.Match[str]) -> Field:
    if match["simple"]:
        if match["simple"] not in SIMPLE:
            raise ValueError(f"no such type of field: {match['simple']}")
        return Field(match["name"], match["simple"])
    count, items = match["count"], parse_layout(match["items"])
    if count.isdigit():
        return Field(match["name"], "", int(count), items)
    return Field(match["name"], count, 0, items)
