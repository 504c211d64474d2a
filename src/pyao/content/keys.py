"""How a field of a definition says where the classic data files keep it, and which numbers it can hold.

One declaration serves the reader of the files, the pack and the rules.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyao.content.enums import ObjectType

KEY, TYPES, LIMITS = "key", "types", "limits"

Limits = tuple[int, int]
"""The least and the most that a number can be."""

BYTE: Limits = (0, 255)
SHORT: Limits = (-32_768, 32_767)
LONG: Limits = (-2_147_483_648, 2_147_483_647)


def key(name: str, default: Any = 0, *, types: Collection[ObjectType] | None = None, limits: Limits = SHORT) -> Any:
    """A field that stands under `name` in the data files; only objects of these types have it, if any are named.

    The limits are those of the packets that carry the number.
    """
    return field(default=default, metadata={KEY: name, TYPES: types and frozenset(types), LIMITS: limits})


def made(default: Any = None, factory: Any = None) -> Any:
    """A field that is put together from several keys by its reader."""
    return field(default_factory=factory) if factory is not None else field(default=default)
