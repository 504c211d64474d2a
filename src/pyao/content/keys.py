"""How a field of a definition says where the classic data files keep it.

One declaration serves the reader of the files, the pack and the rules.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyao.content.enums import ObjectType

KEY, TYPES = "key", "types"


def key(name: str, default: Any = 0, *, types: Collection[ObjectType] | None = None) -> Any:
    """A field that stands under `name` in the data files; only objects of these types have it, if any are named."""
    return field(default=default, metadata={KEY: name, TYPES: types and frozenset(types)})


def made(default: Any = None, factory: Any = None) -> Any:
    """A field that is put together from several keys by its reader."""
    return field(default_factory=factory) if factory is not None else field(default=default)
