"""Fields of definitions that also say under which key the classic data files have them, and in which range.

So one declaration serves the reader of those files, the world pack and the rules.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyao.content.enums import ObjectType

KEY, TYPES, LIMITS = "key", "types", "limits"

Limits = tuple[int, int]
"""The least and the largest value of a number."""

BYTE: Limits = (0, 255)
SHORT: Limits = (-32_768, 32_767)
LONG: Limits = (-2_147_483_648, 2_147_483_647)


def key(name: str, default: Any = 0, *, types: Collection[ObjectType] | None = None, limits: Limits = SHORT) -> Any:
    """A field that the data files have under `name`; if `types` are given, only objects of these types have it.

    The limits are those of the packets that carry the number.
    """
    return field(default=default, metadata={KEY: name, TYPES: types and frozenset(types), LIMITS: limits})


def made(default: Any = None, factory: Any = None) -> Any:
    """A field that the reader of the data files makes from several keys."""
    return field(default_factory=factory) if factory is not None else field(default=default)
