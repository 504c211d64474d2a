"""Whether definitions can be played with: numbers that the client could not be told are found here.

Whoever reads them (built-in world, world pack) says in which file and line they stand.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from pyao.content.keys import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Content

Fault = tuple[tuple[str, int, str], str]
"""(table, number, field) and what is wrong there."""


def faults_of(content: Content) -> Iterator[Fault]:
    """What is wrong with the definitions of objects, NPCs and spells."""
    for table in ("items", "npcs", "spells"):
        for number, definition in getattr(content, table).items():
            for field in fields(definition):
                value = getattr(definition, field.name)
                if LIMITS in field.metadata and isinstance(value, int):
                    least, most = field.metadata[LIMITS]
                    if not least <= value <= most:
                        yield (table, number, field.name), f"{value} is not in {least}..{most}"
