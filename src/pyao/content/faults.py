"""Whether definitions can be played with: numbers that the client could not be told are found here.

Whoever reads them (built-in world, world pack) says in which file and line they stand.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from pyao.content.items import ItemDef
from pyao.content.keys import LIMITS
from pyao.content.npcs import NpcDef
from pyao.content.spells import SpellDef

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Content

Fault = tuple[tuple[str, int, str], str]
"""(table, number, field) and what is wrong there."""

KINDS = {"items": ItemDef, "npcs": NpcDef, "spells": SpellDef}


def faults_of(content: Content) -> Iterator[Fault]:
    """What is wrong with the definitions of objects, NPCs and spells."""
    for table, kind in KINDS.items():
        limited = [(one.name, *one.metadata[LIMITS]) for one in fields(kind) if LIMITS in one.metadata]
        for number, definition in getattr(content, table).items():
            for name, least, most in limited:
                value = getattr(definition, name)
                if isinstance(value, int) and not least <= value <= most:
                    yield (table, number, name), f"{value} is not in {least}..{most}"
